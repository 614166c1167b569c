"""
The CSV files of a municipality: read, check every row, apply all or nothing.

`docs/import.md` tells what stands in them.
"""

from storage.staff_file.apply import Summary, Tally, apply, known
from storage.staff_file.folder import COLUMNS, read_folder
from storage.staff_file.problems import Problem, Problems
from storage.staff_file.records import Known, StaffFiles

__all__ = [
    "COLUMNS",
    "Known",
    "Problem",
    "Problems",
    "StaffFiles",
    "Summary",
    "Tally",
    "apply",
    "known",
    "read_folder",
]
