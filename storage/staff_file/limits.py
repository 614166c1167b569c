"""How much of a file is read: what is larger is no staff file, and would fill the memory."""

MIB = 1024 * 1024
FILE_BYTES = 32 * MIB
ALL_BYTES = 64 * MIB
UNPACKED_BYTES = 48 * MIB
"""What a workbook may hold once unpacked."""
PARTS = 500
"""How many files a workbook may be packed of."""
LINES = 200_000
ROWS = 1_048_576
"""As many as a sheet has: one that says to lie further down would be looked for without end."""
ROWS_OF_A_WORKBOOK = 2 * ROWS
"""The same of all its sheets together, empty rows among them: each is gone over."""
COLUMNS = 200
CELL = 2_000
LINE = 100_000
"""Characters of a cell, and of a whole line."""
LINES_OF_A_ROW = 100
"""How many lines a quoted cell may go over before its quote counts as never closed."""
PROBLEMS = 50_000
"""Of one file as many are told: beyond, they are only counted."""
AGREEMENTS = 200
"""Of one person in a file: each is held against all others."""
