"""What an act leaves unsaid: points answered with silence, and how old its check is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rules.conditions import months_after
from rules.facts import PERMIT_KINDS, Mode
from rules.policy.library import Policy
from rules.policy.schema import Tables
from rules.policy.working_day import RECALL_REASONS

MONTHS_OF_TRUST = 12


@dataclass(frozen=True, slots=True)
class Silence:
    """A point on which a version says nothing, and what the answer is then."""

    first_day: date
    question: str
    point: str

    def __str__(self) -> str:
        """Put it in one line."""
        return f"from {self.first_day}: `{self.question}`: {self.point}"


def silences(policy: Policy) -> Iterator[Silence]:
    """List what each version of a policy leaves unsaid, in the order of the questions."""
    for version in policy.versions:
        for question, point in _points(version.tables):
            yield Silence(version.first_day, question, point)


def stale(policy: Policy, today: date) -> str | None:
    """Warn when nobody has held a policy against its act for more than a year; None otherwise."""
    verified = policy.head.verified_on
    if today <= months_after(verified, MONTHS_OF_TRUST):
        return None
    return (
        f"policy {policy.id!r} was last held against its act on {verified}, more than a year ago: "
        "look whether the act has changed, then bring verified_on up to date"
    )


def _points(tables: Tables) -> Iterator[tuple[str, str]]:
    told = {rule.mode for rule in tables.eligibility.modes}
    for mode in (Mode.AGILE, Mode.REMOTE):
        if mode not in told:
            yield "eligible", f"nothing on {mode} work: whoever meets the requirements is admitted"
    yield from _of_booking(tables)
    yield from _of_hours(tables)
    answered = {reason for rule in tables.recall.rules for reason in rule.reasons}
    if tables.recall.known_needs is not None:
        answered |= {"planned"}
    for reason in sorted(RECALL_REASONS - answered):
        yield "recall", f"no recall for the reason {reason!r}: it is never valid"
    if unlimited := sorted(PERMIT_KINDS - tables.permits.keys()):
        yield "permit", f"neither act nor contract limits {', '.join(unlimited)}"
    if unsaid := sorted(tables.permits.keys() - tables.permit_approvals.keys()):
        yield "permit_approval", f"who authorises days approves {', '.join(unsaid)}"
    if not tables.clauses:
        yield "agreement", "no clause is demanded: every agreement is complete"
    if tables.ranking is None:
        yield "rank", "no order of applicants: beside the law's all are alike"
    if tables.on_call is None or tables.on_call.only_bars:
        yield "on_call", "nothing on on-call weeks: each may be assigned, save by law"


def _of_booking(tables: Tables) -> Iterator[tuple[str, str]]:
    booking = tables.booking
    if not booking.quotas and not booking.presence and booking.prevalence is None:
        yield "book", "no quota: only the agreement limits the days"
    if booking.half_days is None:
        yield "book", "nothing on half days: they are let through"
    for rule in tables.approver:
        if not rule.source:
            ranks = ", ".join(sorted(rule.ranks))
            yield "approver", f"nothing on who authorises {ranks}: {rule.roles[0]} is taken"


def _of_hours(tables: Tables) -> Iterator[tuple[str, str]]:
    if tables.bands.default is None:
        yield "contact", "no bands of its own: without some in the agreement all hours are open"
    if not any(night.source for night in tables.disconnection.nights):
        yield "deliver", "no disconnection window: only free days and the agreement's window hold"
    barred = {rule.mode for rule in tables.eligibility.modes if not rule.regulated}
    for name, effects in ((Mode.AGILE, tables.day.agile), (Mode.REMOTE, tables.day.remote)):
        for effect in () if name in barred else ("meal_voucher", "overtime"):
            if getattr(effects, effect) is None:
                yield "day", f"nothing on {effect} on {name} days"
