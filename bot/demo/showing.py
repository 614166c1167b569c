"""What the demo's page shows beside the chats: who plays, and which messages wait and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.delivery.gate import NOT_LINKED
from bot.demo import cast
from bot.demo.cast import Member, Seat
from bot.demo.filling import telegram_id_of
from bot.playground.demo import BodyRow, CastRow, HeldRow
from handlers import texts
from handlers.desk import letters
from handlers.desk.context import Desk
from rules.facts import ROME
from storage.core import values
from storage.people import appointments, people
from storage.people.people import BodyInfo, Person
from storage.tables import Role
from storage.trail import outbox
from storage.trail.outbox import Outgoing
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
            about=texts.label(letters.about(row.key), LOCALE),
            hold_until=_until(row).astimezone(ROME).isoformat(),
            reason=why(row.hold_reason or {}),
        )
        for row in rows
    ]


def why(reason: Mapping[str, Any]) -> str:
    """Put the reason of a hold into words, with its articles."""
    packed = reason.get("reasons")
    if not packed:
        return texts.label(f"delivery.{reason.get('code', NOT_LINKED)}", LOCALE)
    said = "; ".join(texts.reason(each, LOCALE) for each in values.unpack_reasons(packed))
    articles = texts.articles(reason["articles"])
    return f"{said} ({articles})" if articles else said


def _body(uow: UnitOfWork, desk: Desk, body: BodyInfo, codes: Mapping[int, str]) -> BodyRow:
    members = _members(body.id)
    everybody = people.of_body(uow, body.id, on=desk.today())
    everybody.sort(key=lambda person: _seat(members, person) is None)
    rows = [
        _row(uow, desk, person, member=members.get(person.number), code=codes.get(person.id, ""))
        for person in everybody
    ]
    return BodyRow(id=body.id, name=body.name, cast=rows)


def _row(
    uow: UnitOfWork, desk: Desk, person: Person, *, member: Member | None, code: str
) -> CastRow:
    roles = [post.role for post in appointments.held_by(uow, person.id, on=desk.today())]
    linked = person.telegram_user_id is not None
    return CastRow(
        person_id=telegram_id_of(person.id),
        name=person.name,
        role=(member and member.seat) or _phone_of(roles),
        office=person.office_name,
        invitation="" if linked else code,
        linked=linked,
        post=", ".join(texts.label(f"word.{role}", LOCALE) for role in dict.fromkeys(roles)),
        hint=member.hint if member else "",
    )


def _phone_of(roles: Sequence[Role]) -> Seat:
    if not roles:
        return Seat.EMPLOYEE
    return Seat.HR if all(role is Role.HR for role in roles) else Seat.MANAGER


def _members(body_id: str) -> dict[str, Member]:
    found = {body.id: body.members for body in cast.load()}
    return {member.matricola: member for member in found.get(body_id, ())}


def _seat(members: Mapping[str, Member], person: Person) -> Seat | None:
    member = members.get(person.number)
    return member.seat if member else None


def _until(row: Outgoing) -> datetime:
    return row.hold_until or row.due_at
