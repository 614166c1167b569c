"""What the demo's page shows beside the chats: who plays, and which messages wait and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.demo import cast
from bot.demo.filling import telegram_id_of
from bot.playground.demo import BodyRow, CastRow, HeldRow
from handlers import texts
from handlers.desk import Desk
from rules.facts import ROME
from storage import outbox, people, posts, values
from storage.outbox import Outgoing
from storage.people import BodyInfo, Person
from storage.tables import Role
from storage.unit_of_work import UnitOfWork

LOCALE = texts.LOCALES[0]


def bodies(desk: Desk, codes: Mapping[int, str]) -> list[BodyRow]:
    """List the bodies with their people: whom the cast seats first, then by name."""
    with desk.store.reading() as uow:
        return [_body(uow, desk, body, codes) for body in people.bodies(uow)]


def held(desk: Desk) -> list[HeldRow]:
    """List the messages that wait, soonest first, with the reason in words."""
    with desk.store.reading() as uow:
        rows = [
            row
            for body in people.bodies(uow)
            for row in outbox.held(uow, body.id, at=desk.clock())
        ]
        names = people.persons(uow, [row.recipient_id for row in rows])
    rows.sort(key=_until)
    return [
        HeldRow(
            recipient=names[row.recipient_id].name,
            hold_until=_until(row).astimezone(ROME).isoformat(),
            reason=why(row.hold_reason or {}),
        )
        for row in rows
    ]


def why(reason: Mapping[str, Any]) -> str:
    """Put the reason of a hold into words, with its articles."""
    packed = reason.get("reasons")
    if not packed:
        return texts.label("delivery.not_linked", LOCALE)
    said = "; ".join(texts.reason(each, LOCALE) for each in values.unpack_reasons(packed))
    articles = texts.articles(reason["articles"])
    return f"{said} ({articles})" if articles else said


def _body(uow: UnitOfWork, desk: Desk, body: BodyInfo, codes: Mapping[int, str]) -> BodyRow:
    seats = _seats(body.id)
    everybody = people.of_body(uow, body.id, on=desk.today())
    everybody.sort(key=lambda person: person.number not in seats)
    rows = [
        _member(uow, desk, person, seats=seats, code=codes.get(person.id, ""))
        for person in everybody
    ]
    return BodyRow(id=body.id, name=body.name, cast=rows)


def _member(
    uow: UnitOfWork, desk: Desk, person: Person, *, seats: Mapping[str, str], code: str
) -> CastRow:
    linked = person.telegram_user_id is not None
    return CastRow(
        person_id=telegram_id_of(person.id),
        name=person.name,
        role=seats.get(person.number) or _role(uow, desk, person),
        office=person.office_name,
        invitation="" if linked else code,
        linked=linked,
    )


def _role(uow: UnitOfWork, desk: Desk, person: Person) -> str:
    held_posts = posts.held_by(uow, person.id, on=desk.today())
    if not held_posts:
        return "employee"
    return "hr" if all(post.role is Role.HR for post in held_posts) else "manager"


def _seats(body_id: str) -> dict[str, str]:
    for body in cast.load():
        if body.id == body_id:
            return {m.matricola: m.seat.value for m in body.members if m.seat is not None}
    return {}


def _until(row: Outgoing) -> datetime:
    return row.hold_until or row.due_at
