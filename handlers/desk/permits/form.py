"""What is asked next while a permit is put together, and all that there is to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from handlers.desk.cases.judging import Hearing
from handlers.desk.cases.permits import JudgedPermit, balances_on, has_begun, judge
from handlers.desk.permits.drafts import Draft
from handlers.desk.permits.month import Month, month_of_event, month_of_permit
from rules.decision import Verdict
from rules.facts import Half, Permit
from rules.permit_balances import Balance
from storage.requests.permits_found import PermitRecord

STEP_MINUTES = 30
LAST_START = 19 * 60
LONGEST = 9 * 60
NOON = 12 * 60
USUAL_LENGTH = 2 * 60
"""What is proposed where nobody said how long, if the rules let it pass."""
DAYS_TO_TRY = 14
"""Days after the one asked for that are tried when it is refused."""
RANKING = (Verdict.REFUSED, Verdict.DISCRETION, Verdict.ALLOWED)


class Step(StrEnum):
    """What is asked next."""

    KIND = "kind"
    EVENT = "event"
    DAY = "day"
    COUNT = "count"
    START = "start"
    """When it begins, or that it is for whole days."""
    LENGTH = "length"
    """How long it lasts, where a half was said, or until the day ends."""
    URGENCY = "urgency"
    WORDS = "words"
    """Why it is urgent."""
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """
    A draft with its next step and what to choose from.

    `balances` are the kinds that this person may have; `judged` is the whole permit before the
    rules, `begun` that it would begin in the past, `overlaps` one that the person has at that
    time. `instead` are permits near to a refused one that the rules would let pass.
    """

    draft: Draft
    step: Step
    today: date
    balances: tuple[Balance, ...]
    balance: Balance | None = None
    starts: tuple[int, ...] = ()
    lengths: tuple[int, ...] = ()
    judged: JudgedPermit | None = None
    begun: bool = False
    overlaps: PermitRecord | None = None
    instead: tuple[Permit, ...] = ()
    month: Month | None = None

    @property
    def only_in_hours(self) -> bool:
        """Whether whole days were said of a kind that is had in hours alone."""
        hours = self.balance is not None and not self.balance.in_days
        return hours and self.draft.days is not None

    @property
    def sendable(self) -> bool:
        """Whether it may be sent off."""
        passes = self.judged is not None and not self.judged.refused
        return passes and not self.begun and self.overlaps is None


def form_of(hearing: Hearing, draft: Draft, *, around: date | None = None) -> Form:
    """Lay out what is asked next; `around` is a day of the month that a calendar shows."""
    balances = balances_on(hearing, draft.on or hearing.today)
    balance = next((one for one in balances if one.kind == draft.kind), None)
    draft = _settled(draft, balance)
    step = _first_missing(draft, balance)
    form = Form(draft=draft, step=step, today=hearing.today, balances=balances, balance=balance)
    if step is Step.EVENT:
        return replace(form, month=month_of_event(hearing.today, around or hearing.today))
    if step is Step.DAY:
        first_shown = around or max(hearing.today, draft.event or hearing.today)
        return replace(form, month=month_of_permit(hearing, draft, first_shown))
    if step is Step.START:
        return replace(form, starts=_starts(hearing, draft))
    if step is Step.KIND:
        return form  # a length is proposed of a permit that can be sent, and never read into words
    if step is Step.LENGTH:
        return replace(form, lengths=_lengths(hearing, draft))
    form = form if draft.whole else _lasting(hearing, form)
    permit = form.draft.permit
    return form if permit is None else _before_the_rules(hearing, form, permit)


def _lasting(hearing: Hearing, form: Form) -> Form:
    """Propose how long it lasts where nobody said it: shown, and changed by a tap."""
    lengths = _lengths(hearing, form.draft)
    usual = USUAL_LENGTH
    if form.only_in_hours:
        usual = hearing.policy.on(form.draft.on or hearing.today).hours.day_minutes or usual
    proposed = max((one for one in lengths if one <= usual), default=lengths[0])
    minutes = form.draft.minutes or proposed
    return replace(form, lengths=lengths, draft=replace(form.draft, minutes=minutes))


def _settled(draft: Draft, balance: Balance | None) -> Draft:
    """Fill in what goes without saying: hours or days, if there is no choice; one day, if so."""
    if balance is None:
        return draft
    if balance.in_hours != balance.in_days:
        draft = replace(draft, whole=balance.in_days)
    one_day = balance.days is not None and balance.days.most == 1
    return replace(draft, days=1) if draft.whole and one_day else draft


def _first_missing(draft: Draft, balance: Balance | None) -> Step:
    if balance is None:
        return Step.KIND
    length = draft.days is None if draft.whole else draft.start is None
    wanted = (
        (balance.needs_event and draft.event is None, Step.EVENT),
        (draft.on is None, Step.DAY),
        (length, Step.COUNT if draft.whole else Step.START),
        (_length_was_said(draft), Step.LENGTH),
    )
    return next((step for missing, step in wanted if missing), Step.SUMMARY)


def _length_was_said(draft: Draft) -> bool:
    """Tell whether it is for all of a half, or until the day ends: that length is not known."""
    said = draft.until_end or draft.half is not None
    return not draft.whole and bool(said) and draft.minutes is None


def _before_the_rules(hearing: Hearing, form: Form, permit: Permit) -> Form:
    draft = form.draft
    judged = judge(hearing, permit, urgent=bool(draft.urgent))
    if draft.urgent is None and _urgency_helps(hearing, judged):
        return replace(form, step=Step.URGENCY, judged=judged)
    if draft.urgent and draft.words is None:
        return replace(form, step=Step.WORDS, judged=judged)
    begun = has_begun(hearing, permit)
    instead = _nearby(hearing, judged) if judged.refused else ()
    return replace(form, judged=judged, begun=begun, instead=instead)


def _urgency_helps(hearing: Hearing, judged: JudgedPermit) -> bool:
    urgent = judge(hearing, judged.permit, urgent=True)
    return _rank(urgent) > _rank(judged)


def _rank(judged: JudgedPermit) -> int:
    return RANKING.index(judged.decision.verdict or Verdict.REFUSED)


def _starts(hearing: Hearing, draft: Draft) -> tuple[int, ...]:
    """Give starts on the half hour still to come, in the half of the day if one was said."""
    day = draft.on or hearing.today
    opening = hearing.policy.on(day).hours.start
    wanted = [
        Permit(kind=draft.kind or "", on=day, start=start, minutes=STEP_MINUTES)
        for start in range(opening, LAST_START, STEP_MINUTES)
    ]
    coming = [one.start for one in wanted if one.start and not has_begun(hearing, one)]
    in_half = [start for start in coming if _is_in(draft.half, start)]
    return tuple(in_half or coming)


def _is_in(half: Half | None, start: int) -> bool:
    return half is None or (start < NOON) == (half is Half.AM)


def _lengths(hearing: Hearing, draft: Draft) -> tuple[int, ...]:
    """Give the lengths that the rules would let pass; if none, all, so that they say why."""
    every = range(STEP_MINUTES, LONGEST + 1, STEP_MINUTES)
    wanted = [(minutes, replace(draft, minutes=minutes).permit) for minutes in every]
    good = [m for m, one in wanted if one and not judge(hearing, one, urgent=True).refused]
    return tuple(good or every[:8])


def _nearby(hearing: Hearing, judged: JudgedPermit) -> tuple[Permit, ...]:
    """Find what would pass: the longest that is shorter, and the next day that is allowed."""
    found = [*_shorter(hearing, judged), *_later(hearing, judged)]
    return tuple(found)


def _shorter(hearing: Hearing, judged: JudgedPermit) -> Sequence[Permit]:
    permit = judged.permit
    if permit.minutes is not None:
        sizes = range((permit.minutes - 1) // STEP_MINUTES * STEP_MINUTES, 0, -STEP_MINUTES)
        smaller = [replace(permit, minutes=size) for size in sizes]
    else:
        smaller = [replace(permit, days=days) for days in range((permit.days or 1) - 1, 0, -1)]
    good = (one for one in smaller if not judge(hearing, one, urgent=judged.urgent).refused)
    return [one for one in [next(good, None)] if one is not None]


def _later(hearing: Hearing, judged: JudgedPermit) -> Sequence[Permit]:
    permit = judged.permit
    days = (permit.on + timedelta(days=ahead) for ahead in range(1, DAYS_TO_TRY + 1))
    good = (
        one
        for one in (replace(permit, on=day) for day in days)
        if not judge(hearing, one, urgent=judged.urgent).refused and not has_begun(hearing, one)
    )
    return [one for one in [next(good, None)] if one is not None]
