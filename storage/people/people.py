"""Who asks, who works where: bodies, offices, employees, and the person behind a Telegram id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import RowMapping, Select, bindparam, or_, select

from storage.errors import NotFound
from storage.people import appointments
from storage.people.names import folded
from storage.tables import BODY, EMPLOYEE, OFFICE, TELEGRAM_LINK, Rank, Role
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyInfo:
    """A body: its id, name, and the id of the policy that it follows."""

    id: str
    name: str
    policy_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeInfo:
    """An office of a body."""

    id: int
    body_id: str
    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An employee as colleagues may see them: no fact beyond name, office and rank."""

    id: int
    body_id: str
    policy_id: str
    office_id: int
    office_name: str
    number: str
    family_name: str
    given_name: str
    rank: Rank
    telegram_user_id: int | None = None
    locale: str | None = None
    blocked_at: datetime | None = None
    """Since when nothing reaches them: they blocked the bot."""

    @property
    def name(self) -> str:
        """The name as people say it."""
        return f"{self.given_name} {self.family_name}"

    @property
    def is_elected(self) -> bool:
        """Whether this is an elected person, whom no rule about employees concerns."""
        return self.rank is Rank.ELECTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """
    Who asks, found from the Telegram id on every update: the person and what they may decide.

    `held` are their own posts of the day, `acting_for` the posts of managers who delegated to
    them for that day.
    """

    person: Person
    held: tuple[appointments.Held, ...]
    acting_for: tuple[appointments.Held, ...]

    @property
    def id(self) -> int:
        """The employee's id."""
        return self.person.id

    @property
    def body_id(self) -> str:
        """The id of their body."""
        return self.person.body_id

    @property
    def roles(self) -> frozenset[Role]:
        """The roles in which they act that day, their own and by delegation."""
        return frozenset(post.role for post in (*self.held, *self.acting_for))


def actor_of_telegram(uow: UnitOfWork, telegram_user_id: int, *, on: date) -> Actor | None:
    """Find who writes from a Telegram account; None without a live link, or after they left."""
    asked = {"account": telegram_user_id, "today": on}
    row = uow.connection.execute(_OF_TELEGRAM, asked).mappings().first()
    return None if row is None else _actor(uow, row, on)


def actor(uow: UnitOfWork, employee_id: int, *, on: date) -> Actor:
    """Give an employee with what they may decide on a day; raise NotFound."""
    row = uow.connection.execute(_OF_ID, {"who": employee_id}).mappings().first()
    if row is None:
        raise NotFound("employee", employee_id)
    return _actor(uow, row, on)


def person(uow: UnitOfWork, employee_id: int) -> Person:
    """Give one employee; raise NotFound."""
    return uow.remembered(("person", employee_id), lambda: _read(uow, employee_id))


def _read(uow: UnitOfWork, employee_id: int) -> Person:
    row = uow.connection.execute(_OF_ID, {"who": employee_id}).mappings().first()
    if row is None:
        raise NotFound("employee", employee_id)
    return _person(row)


def persons(uow: UnitOfWork, employee_ids: Iterable[int]) -> dict[int, Person]:
    """Give several employees by id; ids that do not exist are left out."""
    wanted = _PEOPLE.where(EMPLOYEE.c.id.in_(sorted(set(employee_ids))))
    return {found.id: found for found in _all(uow, wanted)}


def by_number(uow: UnitOfWork, body_id: str, number: str) -> Person | None:
    """Find an employee of a body by the number (matricola)."""
    row = _first(uow, _of_body(body_id).where(EMPLOYEE.c.number == number))
    return None if row is None else _person(row)


def of_office(uow: UnitOfWork, office_id: int, *, on: date) -> list[Person]:
    """List who works in an office on a day, by name."""
    return _all(uow, _still_here(_PEOPLE.where(EMPLOYEE.c.office_id == office_id), on))


def of_body(uow: UnitOfWork, body_id: str, *, on: date) -> list[Person]:
    """List who works in a body on a day, by name."""
    return _all(uow, _still_here(_of_body(body_id), on))


MOST_NAMES = 12
"""Words of a name: nobody has more, and a text that has is none."""


def search(uow: UnitOfWork, body_id: str, words: str, *, on: date) -> list[Person]:
    """Find people of a body whose name has all the words, accents and capitals aside."""
    said = folded(words).split()
    if len(said) > MOST_NAMES:
        return []
    wanted = _still_here(_of_body(body_id), on)
    for word in said:
        wanted = wanted.where(EMPLOYEE.c.sort_name.contains(word, autoescape=True))
    return _all(uow, wanted)


def sort_names(uow: UnitOfWork, body_id: str, *, on: date) -> list[str]:
    """List the names of who works in a body on a day, folded, family name first."""
    wanted = _still_here(select(EMPLOYEE.c.sort_name).where(EMPLOYEE.c.body_id == body_id), on)
    return [str(name) for name in uow.connection.execute(wanted).scalars()]


def bodies(uow: UnitOfWork) -> list[BodyInfo]:
    """List the bodies of the store, by id."""
    wanted = select(BODY.c.id, BODY.c.name, BODY.c.policy_id).order_by(BODY.c.id)
    return [BodyInfo(**row) for row in uow.connection.execute(wanted).mappings()]


def body(uow: UnitOfWork, body_id: str) -> BodyInfo:
    """Give one body; raise NotFound."""
    wanted = select(BODY.c.id, BODY.c.name, BODY.c.policy_id).where(BODY.c.id == body_id)
    row = uow.connection.execute(wanted).mappings().first()
    if row is None:
        raise NotFound("body", body_id)
    return BodyInfo(**row)


def offices(uow: UnitOfWork, body_id: str) -> list[OfficeInfo]:
    """List the offices of a body, by code."""
    wanted = select(OFFICE).where(OFFICE.c.body_id == body_id).order_by(OFFICE.c.code)
    return [OfficeInfo(**row) for row in uow.connection.execute(wanted).mappings()]


_LIVE = (TELEGRAM_LINK.c.employee_id == EMPLOYEE.c.id) & TELEGRAM_LINK.c.ended_at.is_(None)
_PEOPLE = select(
    *(EMPLOYEE.c[name] for name in ("id", "body_id", "office_id", "number", "family_name")),
    EMPLOYEE.c.given_name,
    EMPLOYEE.c.rank,
    BODY.c.policy_id,
    OFFICE.c.name.label("office_name"),
    TELEGRAM_LINK.c.telegram_user_id,
    TELEGRAM_LINK.c.locale,
    TELEGRAM_LINK.c.blocked_at,
).select_from(
    EMPLOYEE.join(BODY, BODY.c.id == EMPLOYEE.c.body_id)
    .join(OFFICE, OFFICE.c.id == EMPLOYEE.c.office_id)
    .outerjoin(TELEGRAM_LINK, _LIVE)
)


_OF_TELEGRAM = _PEOPLE.where(
    TELEGRAM_LINK.c.telegram_user_id == bindparam("account"),
    or_(EMPLOYEE.c.left_on.is_(None), EMPLOYEE.c.left_on >= bindparam("today")),
)
_OF_ID = _PEOPLE.where(EMPLOYEE.c.id == bindparam("who"))


def _of_body(body_id: str) -> Select[tuple[object, ...]]:
    return _PEOPLE.where(EMPLOYEE.c.body_id == body_id)


def _still_here(wanted: Select[tuple[object, ...]], on: date) -> Select[tuple[object, ...]]:
    return wanted.where(or_(EMPLOYEE.c.left_on.is_(None), EMPLOYEE.c.left_on >= on))


def _all(uow: UnitOfWork, wanted: Select[tuple[object, ...]]) -> list[Person]:
    ordered = wanted.order_by(EMPLOYEE.c.sort_name, EMPLOYEE.c.id)
    return [_person(row) for row in uow.connection.execute(ordered).mappings()]


def _first(uow: UnitOfWork, wanted: Select[tuple[object, ...]]) -> RowMapping | None:
    return uow.connection.execute(wanted).mappings().first()


def _person(row: RowMapping) -> Person:
    return Person(**row)


def _actor(uow: UnitOfWork, row: RowMapping, on: date) -> Actor:
    found = _person(row)
    exercised = appointments.exercised_by(uow, found.id, on=on)
    return Actor(
        person=found,
        held=tuple(post for post in exercised if post.employee_id == found.id),
        acting_for=tuple(post for post in exercised if post.employee_id != found.id),
    )
