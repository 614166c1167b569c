"""One's individual agreement: its terms, how long it holds, and what ends it."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.desk.cases.judging import Hearing
from handlers.desk.context import Actor, Desk
from rules import questions as law
from rules.bands import bands_on
from rules.decision import Decision
from rules.facts import Agreement, Band


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """
    The agreement of today, or the nearest one.

    `bands` are the contact bands that hold today by agreement and act together, `expiry` says
    what happens after the last day, `leaving` how the person may leave it.
    """

    agreement: Agreement
    in_force: bool
    bands: tuple[Band, ...]
    expiry: Decision
    leaving: Decision


def terms(desk: Desk, actor: Actor) -> Terms | None:
    """Give the agreement of a person; None if they never had one."""
    at, today = desk.clock(), desk.today()
    with desk.store.reading() as uow:
        hearing = Hearing.load(uow, actor.id, policy=actor.policy, at=at, on=today)
    person = hearing.person_on(today)
    if person.agreement is None:
        return None
    bands, _ = bands_on(actor.policy.on(today), person, today)
    return Terms(
        agreement=person.agreement,
        in_force=person.agreement.covers(today),
        bands=bands,
        expiry=law.expiry(actor.policy, person, at=at, extension_offered=False),
        leaving=law.withdraw(actor.policy, person, at=at, by="employee"),
    )
