"""The questions by the names of `casebook/FORMAT.md`: what chat and command line call."""

from rules.approver import approver
from rules.bands import bands
from rules.booking import book
from rules.contact import contact
from rules.day import day
from rules.disconnection import deliver
from rules.eligibility import eligible

__all__ = ["approver", "bands", "book", "contact", "day", "deliver", "eligible"]
