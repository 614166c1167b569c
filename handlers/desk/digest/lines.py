"""
What a digest says, line by line, in no language yet.

Some things are news every day (how today is worked, what waits for an approval); others are said
once in a while, in the first digest since something began: the week, the month, the last thirty
days of an agreement. So nothing is remembered but that there was a digest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from handlers.desk.cases.on_duty import duty_on
from handlers.desk.digest.looks import Look
from handlers.desk.presses import pack
from handlers.texts import Line, articles, line_of
from handlers.texts.reasons import period_of
from rules import questions as law
from rules.decision import Reason
from rules.facts import Mode, Period
from rules.history import days_of, first_day_of
from rules.quotas import is_unchosen
from rules.reasons import ReasonCode

AWAY = (Mode.AGILE, Mode.REMOTE)
BEFORE_THE_END = (30, 15, 7)
"""Days before the end of an agreement at which it is brought up."""
LAST_DAYS = 14
"""In so many last days of a period unused days are brought up, once a week."""
QUOTAS = frozenset({ReasonCode.WITHIN_QUOTA, ReasonCode.QUOTA_REACHED})
ButtonRow = list[list[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """
    One thing to say; `fact` names it and is the same on every day on which it is.

    `alone` is how it is told by itself to those who want no digest, None if it is not: that may be
    read on another day, so it says days by their dates. What is not `news` is said only beside
    something that is.
    """

    line: Line
    fact: str = ""
    alone: Line | None = None
    news: bool = True
    buttons: list[ButtonRow] = field(default_factory=list)


def of_days(look: Look) -> list[Item]:
    """Say how today and the next working day are worked, if they are worked away."""
    found = []
    for key, day in (("today", look.today), ("next", look.next_day)):
        if day is None:
            continue
        decision = look.day(day)
        mode, bands = decision.values["mode"], decision.values["bands"]
        if mode in AWAY:
            half = decision.reasons[0].figures.get("half")
            name = f"digest.{key}.{half}" if half else f"digest.{key}"
            name += ".bands" if bands else ""
            found.append(Item(line=(name, {"day": day, "mode": mode, "bands": bands})))
    return found


def of_turns(look: Look) -> list[Item]:
    """Say when the person is on call today; a turn without hours is news once a week."""
    left_on = look.case.left_on
    duty = duty_on(look.policy, look.person, look.history, look.today, left_on=left_on)
    if duty is None:
        return []
    if duty.hours:
        named = {"bands": duty.hours, "articles": articles(duty.articles)}
        return [Item(line=("digest.on_call", named))]
    line: Line = ("digest.on_call.week", {"first": duty.monday, "last": duty.last})
    return [Item(line=line, news=not look.told_since(duty.monday))]


def of_recalls(days: Iterable[date]) -> list[Item]:
    """Say on which of today and tomorrow the person is called to the office, and knows it."""
    return [Item(line=("digest.recall", {"day": day})) for day in days]


def of_approvals(count: int, oldest: object) -> list[Item]:
    """Say how many requests wait for the person's decision, and since when."""
    if not count:
        return []
    line: Line = ("digest.pending", {"count": count, "since": oldest})
    button = [["menu.approvals.list", {}, pack("approvals", "list")]]
    return [Item(line=line, buttons=[button])]


def of_quotas(look: Look) -> list[Item]:
    """Say what is left of each quota; it is news once a week when the period ends soon."""
    if look.person.agreement is None:
        return []
    decision = law.book(
        look.policy,
        look.person,
        look.asked,
        at=look.at,
        day=look.today,
        half=None,
        mode=look.person.agreement.mode,
    )
    found = [reason for reason in decision.reasons if reason.code in QUOTAS]
    rules, agreement = look.policy.on(look.today).booking, look.person.agreement
    left = [reason for reason in found if _is_left(reason)]
    return [_left(look, one) for one in left if not is_unchosen(rules, agreement, one)]


def _is_left(reason: Reason) -> bool:
    return bool(reason.figures["max_days"] > reason.figures["booked"])


def _left(look: Look, reason: Reason) -> Item:
    figures = reason.figures
    last = days_of(Period(figures["per"]), figures["start"])[-1]
    ending = figures["per"] != Period.WEEK and 0 < (last - look.today).days < LAST_DAYS
    named = {
        "left": figures["max_days"] - figures["booked"],
        "max_days": figures["max_days"],
        **period_of(figures),
    }
    news = ending and not look.told_since(first_day_of(Period.WEEK, look.today))
    return Item(line=("digest.left", named), news=news)


def of_agreement(look: Look) -> list[Item]:
    """Say that the agreement ends, and what the act does then: once at each of some distances."""
    terms = look.person.agreement
    if terms is None or terms.last_day is None or not terms.covers(look.today):
        return []
    left = (terms.last_day - look.today).days
    reached = [days for days in BEFORE_THE_END if left <= days]
    if not reached:
        return []
    milestone = min(reached)
    if look.told_since(terms.last_day - timedelta(days=milestone)):
        return []
    decision = law.expiry(look.policy, look.person, at=look.at, extension_offered=True)
    reason = decision.reasons[0]
    tacit = reason.code == ReasonCode.EXTENDED_BY_SILENCE
    key = "digest.agreement.tacit" if tacit else "digest.agreement"
    named = {**reason.figures, "count": left, "articles": articles(reason.articles)}
    line: Line = (key if left else f"{key}.today", named)
    fact = f"agreement:{look.employee_id}:{terms.last_day}:{milestone}"
    return [Item(line=line, fact=fact, alone=(f"{key}.alone", named))]


def of_reports(look: Look) -> list[Item]:
    """Say which report of the last period is due; it is news once a week until handed in."""
    due = law.report(look.policy, look.person, look.history, on=look.today).reasons[:1]
    return [_report(look, reason) for reason in due if _first(reason) not in look.handed_in]


def _first(reason: Reason) -> date:
    first: date = reason.figures["first_day"]
    return first


def _report(look: Look, reason: Reason) -> Item:
    first = _first(reason)
    over = reason.figures["last_day"] + timedelta(days=1)
    button = [["reports.button.done", {}, pack("reports", "done", first)]]
    line: Line = ("digest.report", _cited(reason))
    return Item(
        line=line,
        fact=f"report:{look.employee_id}:{first}",
        alone=line,
        news=not look.told_since(max(first_day_of(Period.WEEK, look.today), over)),
        buttons=[button],
    )


def of_least(look: Look) -> list[Item]:
    """Say how many days are missing to the act's minimum: once a month in the last quarter."""
    decision = law.least(look.policy, look.person, look.asked, on=look.today)
    if not decision.reasons:
        return []
    autumn = decision.values["last_day"] - timedelta(days=92)
    month = look.today.replace(day=1)
    if look.today < autumn or look.told_since(month):
        return []
    fact = f"least:{look.employee_id}:{month:%Y-%m}"
    line: Line = ("digest.least", _cited(decision.reasons[0]))
    return [Item(line=line, fact=fact, alone=line)]


def _cited(reason: Reason) -> dict[str, Any]:
    return {"sentence": line_of(reason), "articles": articles(reason.articles)}
