"""
The files of a municipality: read, check every row, apply all or nothing.

`docs/import.md` tells what stands in them.
"""

from storage.staff_file.apply import Brought, apply, bring_in, known
from storage.staff_file.changes import Amended, Asked, Change, Consent, Grown, Impossible
from storage.staff_file.folder import (
    COLUMNS,
    Reading,
    body_named,
    files_in,
    passed_over,
    read,
    read_folder,
)
from storage.staff_file.identity import key_of
from storage.staff_file.lawful import held_against
from storage.staff_file.problems import Note, Problem, Problems
from storage.staff_file.records import Known, StaffFiles
from storage.staff_file.tallies import Summary, Tally
from storage.staff_file.turn import take_turn

__all__ = [
    "COLUMNS",
    "Amended",
    "Asked",
    "Brought",
    "Change",
    "Consent",
    "Grown",
    "Impossible",
    "Known",
    "Note",
    "Problem",
    "Problems",
    "Reading",
    "StaffFiles",
    "Summary",
    "Tally",
    "apply",
    "body_named",
    "bring_in",
    "files_in",
    "held_against",
    "key_of",
    "known",
    "passed_over",
    "read",
    "read_folder",
    "take_turn",
]
