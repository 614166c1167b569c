"""Who has an agreement and would not be admitted any more: told once, nothing is undone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from handlers.desk.cases.first_step import hr_of
from handlers.desk.cases.judging import Hearing
from handlers.desk.context import Desk
from handlers.desk.posting import post_line
from handlers.texts import Line, articles, explaining
from rules import questions as law
from rules.decision import Reason, Strength
from rules.facts import Agreement, moment
from storage.people import people
from storage.people.people import Person
from storage.unit_of_work import UnitOfWork

NOON = 12 * 60
LONGEST_OCCASION = 100
"""Of what tells an occasion from others: the column of it is not much longer."""


def tell_if_not_admitted(
    uow: UnitOfWork,
    desk: Desk,
    person: Person,
    hearing: Hearing,
    days: Collection[date],
    *,
    manager_id: int | None,
) -> tuple[Reason, ...]:
    """
    Ask whether somebody may still work away on the first of some days; if not, tell it once.

    The agreement stands until those decide about it whom the act names, so nothing is refused.
    Manager and HR are told the articles alone: sanctions, evaluations and titles are no matter of
    a message. The reasons for the same agreement and grounds are told once. Gives the reasons.
    """
    day = min(days, default=None)
    agreement = None if day is None else hearing.person_on(day).agreement
    if day is None or agreement is None or not agreement.covers(day):
        return ()
    reasons = _obstacles(hearing, day, agreement)
    if reasons:
        _tell(uow, desk, person, agreement, reasons, manager_id=manager_id)
    return reasons


def _obstacles(hearing: Hearing, day: date, agreement: Agreement) -> tuple[Reason, ...]:
    """Give what excludes a person; "di norma" leaves room, and an agreement took it."""
    at = moment(max(day, hearing.today), NOON)
    asked = law.eligible(hearing.policy, hearing.person_on(day), at=at, mode=agreement.mode)
    return tuple(one for one in asked.obstacles if one.strength is Strength.HARD)


def _tell(
    uow: UnitOfWork,
    desk: Desk,
    person: Person,
    agreement: Agreement,
    reasons: tuple[Reason, ...],
    *,
    manager_id: int | None,
) -> None:
    codes = "+".join(sorted({str(reason.code) for reason in reasons}))
    occasion = f"admission:{person.id}:{agreement.first_day}:{codes}"[:LONGEST_OCCASION]
    cited = articles(article for reason in reasons for article in reason.articles)
    hr = hr_of(uow, desk, person)
    hr_id = None if hr is None else hr.id
    named = {"name": person.name, "mode": agreement.mode, "articles": cited}
    if manager_id is not None:
        post_line(uow, desk, manager_id, ("admission.manager", named), f"{occasion}:manager")
    if hr_id is not None and hr_id != manager_id:
        post_line(uow, desk, hr_id, ("admission.hr", named), f"{occasion}:hr")
    told = [who for who in (manager_id, hr_id) if who is not None]
    names = [people.person(uow, who).name for who in dict.fromkeys(told)]
    said = {"mode": agreement.mode, "reasons": explaining.lines(reasons), "names": names}
    line: Line = ("admission.person" if names else "admission.person.alone", said)
    post_line(uow, desk, person.id, line, f"{occasion}:person")
