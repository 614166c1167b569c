"""The questions by the names of `casebook/FORMAT.md`: what chat and command line call."""

from rules.agreement_check import check_agreement
from rules.approver import approver
from rules.bands import bands
from rules.booking import book
from rules.clauses import agreement
from rules.contact import contact
from rules.day import day
from rules.disconnection import deliver
from rules.eligibility import eligible
from rules.obligations import least, report
from rules.on_call import on_call
from rules.permit_approval import permit_approval
from rules.permit_balances import balances
from rules.permits import permit, relief
from rules.ranking import rank
from rules.recall import recall
from rules.swap import swap
from rules.withdrawal import expiry, withdraw

__all__ = [
    "agreement",
    "approver",
    "balances",
    "bands",
    "book",
    "check_agreement",
    "contact",
    "day",
    "deliver",
    "eligible",
    "expiry",
    "least",
    "on_call",
    "permit",
    "permit_approval",
    "rank",
    "recall",
    "relief",
    "report",
    "swap",
    "withdraw",
]
