"""The questions by the names of `casebook/FORMAT.md`: what chat and command line call."""

from rules import agreement_check as _agreement_check
from rules import bands as _bands
from rules import booking as _booking
from rules import contact as _contact
from rules import disconnection as _disconnection
from rules import eligibility as _eligibility
from rules import on_call as _on_call
from rules import permits as _permits
from rules import ranking as _ranking
from rules import recall as _recall
from rules import swap as _swap
from rules import withdrawal as _withdrawal
from rules.approver import approver
from rules.clauses import agreement
from rules.day import day
from rules.obligations import least, report
from rules.permit_approval import permit_approval
from rules.permit_balances import balances
from rules.permits import relief
from rules.told_readings import with_readings, with_readings_of_all

bands = with_readings(_bands.bands)
book = with_readings(_booking.book)
check_agreement = with_readings(_agreement_check.check_agreement)
contact = with_readings(_contact.contact)
deliver = with_readings(_disconnection.deliver)
eligible = with_readings(_eligibility.eligible)
expiry = with_readings(_withdrawal.expiry)
on_call = with_readings(_on_call.on_call)
permit = with_readings(_permits.permit)
rank = with_readings_of_all(_ranking.rank)
recall = with_readings(_recall.recall)
swap = with_readings(_swap.swap)
withdraw = with_readings(_withdrawal.withdraw)

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
