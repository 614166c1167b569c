"""Bodies, offices, the people in them, and how they come to the desk."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Index, UniqueConstraint, text
from sqlmodel import Field

from storage.core.columns import PlainJSON, SealedJSON, UTCDateTime, one_of
from storage.tables.base import Base, table_of


class Rank(StrEnum):
    """The place of a person in the body: the ranks of the rules, and elected office."""

    STAFF = "staff"
    EQ = "eq"
    DIRIGENTE = "dirigente"
    SEGRETARIO = "segretario"
    ELECTED = "elected"
    """Mayor and deputy mayor: they decide and receive messages, the acts bind employees."""


class Role(StrEnum):
    """The posts through which an approver named by an act becomes a person."""

    RESPONSABILE = "responsabile"
    VICE_RESPONSABILE = "vice_responsabile"
    DIRIGENTE = "dirigente"
    SEGRETARIO = "segretario"
    VICE_SEGRETARIO = "vice_segretario"
    SINDACO = "sindaco"
    VICE_SINDACO = "vice_sindaco"
    SEGRETARIO_GENERALE = "segretario_generale"
    DIRETTORE = "direttore"
    DIRETTORE_GENERALE = "direttore_generale"
    RETTORE = "rettore"
    PRESIDENTE = "presidente"
    VICE_PRESIDENTE = "vice_presidente"
    HR = "hr"


OFFICE_ROLES = frozenset({Role.RESPONSABILE, Role.VICE_RESPONSABILE, Role.DIRIGENTE})
"""Held for one office; the others are held for the whole body."""


class Body(Base, table=True):
    """
    A body (ente) and the policy it follows; `id` is a slug such as `tivoli`.

    `act` names what that policy said when the desk saw it last (`rules.policy.fingerprint`).
    """

    id: str = Field(primary_key=True, max_length=40)
    name: str
    policy_id: str = Field(max_length=40)
    patron_month: int | None = None
    patron_day: int | None = None
    patron_name: str = ""
    act: str | None = Field(default=None, max_length=64)


class Office(Base, table=True):
    """An office of a body."""

    __table_args__ = (UniqueConstraint("body_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    body_id: str = Field(foreign_key="body.id")
    code: str = Field(max_length=40)
    name: str


class Employee(Base, table=True):
    """
    A person of a body; `number` (matricola) is unique in it.

    Health and family facts stand in `sensitive` alone, sealed. `timetable` holds texts by weekday,
    `{"4": ["08:00-14:00"]}`. `sort_name` is made in Python
    (family name first, no accents), because databases do not agree on collations.
    """

    __table_args__ = (UniqueConstraint("body_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    body_id: str = Field(foreign_key="body.id")
    office_id: int = Field(foreign_key="office.id", index=True)
    number: str = Field(max_length=40)
    family_name: str
    given_name: str
    sort_name: str = Field(index=True)
    rank: Rank = Field(sa_type=one_of(Rank, "rank"))
    contract: str = "permanent"
    part_time: float = 100
    week: int | None = None
    workdays: list[int] | None = Field(default=None, sa_type=PlainJSON)
    afternoons: list[int] = Field(sa_type=PlainJSON)
    weekly_hours: float | None = None
    hired: date | None = None
    born: date | None = None
    km: float = 0
    lives_outside: bool = False
    appointment: str | None = Field(default=None, max_length=20)
    reach_minutes: int | None = None
    timetable: dict[str, list[str]] | None = Field(default=None, sa_type=PlainJSON)
    work: dict[str, Any] = Field(sa_type=PlainJSON)
    sensitive: dict[str, Any] = Field(sa_type=SealedJSON)
    left_on: date | None = None


class Post(Base, table=True):
    """Who holds a role, for an office or for the body, from a day to a day (None: still)."""

    __table_args__ = (Index(None, "body_id", "role", "office_id"),)

    id: int | None = Field(default=None, primary_key=True)
    body_id: str = Field(foreign_key="body.id")
    office_id: int | None = Field(default=None, foreign_key="office.id")
    role: Role = Field(sa_type=one_of(Role, "role"))
    employee_id: int = Field(foreign_key="employee.id", index=True)
    first_day: date
    last_day: date | None = None


class Delegation(Base, table=True):
    """For some days a manager's delegate acts in the manager's name."""

    id: int | None = Field(default=None, primary_key=True)
    manager_id: int = Field(foreign_key="employee.id", index=True)
    delegate_id: int = Field(foreign_key="employee.id", index=True)
    first_day: date
    last_day: date


class Invitation(Base, table=True):
    """A one-time code that ties a Telegram account to an employee; only its hash is kept."""

    id: int | None = Field(default=None, primary_key=True)
    employee_id: int = Field(foreign_key="employee.id", index=True)
    code_hash: str = Field(unique=True, max_length=64)
    created_at: datetime = Field(sa_type=UTCDateTime)
    created_by: int | None = Field(default=None, foreign_key="employee.id")
    expires_at: datetime = Field(sa_type=UTCDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    used_by: int | None = Field(default=None, sa_type=BigInteger)
    revoked_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


LIVE = text("ended_at IS NULL")


class TelegramLink(Base, table=True):
    """A Telegram account tied to an employee: one live account each, and one person each."""

    __tablename__ = "telegram_link"
    __table_args__ = (
        Index(
            "uq_telegram_link_live_user",
            "telegram_user_id",
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
        Index(
            "uq_telegram_link_live_employee",
            "employee_id",
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    employee_id: int = Field(foreign_key="employee.id")
    telegram_user_id: int = Field(sa_type=BigInteger)
    linked_at: datetime = Field(sa_type=UTCDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    blocked_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    locale: str | None = Field(default=None, max_length=10)


BODY = table_of(Body)
OFFICE = table_of(Office)
EMPLOYEE = table_of(Employee)
POST = table_of(Post)
DELEGATION = table_of(Delegation)
INVITATION = table_of(Invitation)
TELEGRAM_LINK = table_of(TelegramLink)
