"""Agreements, booked days, absences, permits, closures: what the rules count."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, UniqueConstraint, false, text
from sqlmodel import Field

from rules.facts import Half, Mode
from storage.core.columns import PlainJSON, SealedJSON, UTCDateTime, one_of
from storage.tables.base import Base, table_of


class RequestState(StrEnum):
    """Where a booking request stands."""

    PENDING = "pending"
    """Asked for; waits for the manager."""
    APPROVED = "approved"
    REFUSED = "refused"
    """The manager said no; the half days are free again."""
    CANCELLED = "cancelled"
    """The employee took it back, before or after approval; the half days are free again."""
    RECALLED = "recalled"
    """The body called the person to the office on that day; the half days are free again."""
    EXPIRED = "expired"
    """Nobody decided before the day was over; the half days are free again."""


HOLDING = frozenset({RequestState.PENDING, RequestState.APPROVED})
"""The states in which a request holds its half days."""


WAITS = text("state = 'pending'")
"""Few of many: what waits is looked through every minute."""


class AgreementRow(Base, table=True):
    """
    An individual agreement from `first_day` to `last_day` (None: open-ended).

    `scheme` is `{"per": "month", "days": 8}` or `{"weekdays": [1, 3]}`; bands are texts such as
    `10:00-12:00`, of single weekdays `{"4": ["09:00-11:00"]}`. The needs that it states
    (`motive`) may be those of a family, and are sealed. It is suspended from `suspended_from` to
    `suspended_until` (None: until it is said).
    """

    __tablename__ = "agreement"

    id: int | None = Field(default=None, primary_key=True)
    employee_id: int = Field(foreign_key="employee.id", index=True)
    mode: Mode = Field(sa_type=one_of(Mode, "mode"))
    first_day: date
    last_day: date | None = None
    scheme: dict[str, Any] | None = Field(default=None, sa_type=PlainJSON)
    bands: list[str] = Field(sa_type=PlainJSON)
    afternoon_bands: list[str] = Field(sa_type=PlainJSON)
    weekday_bands: dict[str, list[str]] | None = Field(default=None, sa_type=PlainJSON)
    disconnection: str | None = Field(default=None, max_length=11)
    presence_per_week: int | None = None
    motive: str | None = Field(default=None, sa_type=SealedJSON)
    suspended_from: date | None = None
    suspended_until: date | None = None
    created_at: datetime = Field(sa_type=UTCDateTime)


class BookingRequest(Base, table=True):
    """
    A day or half day (`half` None: the whole day) of agile or remote work that was asked for.

    `decided_for` is the manager in whose name a delegate decided. `replaces_day` is the day that
    gives way when this one is approved (a swap): the booking `replaces_id`, or (None) a weekday
    named in the agreement. `pattern_id` is the weekly pattern it comes from.
    What the rules answered when it was asked, and the words of the people, are sealed: they may
    tell of health and family.
    """

    __tablename__ = "booking_request"
    __table_args__ = (
        Index(None, "employee_id", "day"),
        Index(
            "ix_booking_request_pending",
            "asked_at",
            sqlite_where=WAITS,
            postgresql_where=WAITS,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    employee_id: int = Field(foreign_key="employee.id")
    day: date = Field(index=True)
    half: Half | None = Field(default=None, sa_type=one_of(Half, "half"))
    mode: Mode = Field(sa_type=one_of(Mode, "mode"))
    state: RequestState = Field(sa_type=one_of(RequestState, "state"))
    version: int = 1
    asked_at: datetime = Field(sa_type=UTCDateTime)
    asked_by: int | None = Field(default=None, foreign_key="employee.id")
    approver_id: int | None = Field(default=None, foreign_key="employee.id", index=True)
    decided_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    decided_by: int | None = Field(default=None, foreign_key="employee.id")
    decided_for: int | None = Field(default=None, foreign_key="employee.id")
    decision_reason: str | None = Field(default=None, sa_type=SealedJSON)
    verdict: str | None = Field(default=None, max_length=30)
    reasons: list[dict[str, Any]] = Field(sa_type=SealedJSON)
    replaces_id: int | None = Field(default=None, foreign_key="booking_request.id")
    replaces_day: date | None = None
    replaces_half: str | None = Field(default=None, max_length=30)
    pattern_id: int | None = Field(default=None, foreign_key="pattern.id", index=True)


class BookingSlot(Base, table=True):
    """A half day held by a pending or approved request; a whole day holds both."""

    __tablename__ = "booking_slot"
    __table_args__ = (UniqueConstraint("employee_id", "day", "half"),)

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="booking_request.id", index=True, ondelete="CASCADE")
    employee_id: int = Field(foreign_key="employee.id")
    day: date
    half: Half = Field(sa_type=one_of(Half, "half"))


class Absence(Base, table=True):
    """Days on which a person does not work; why is health data and sealed."""

    __table_args__ = (Index(None, "employee_id", "first_day"),)

    id: int | None = Field(default=None, primary_key=True)
    employee_id: int = Field(foreign_key="employee.id")
    first_day: date
    last_day: date
    kind: str = Field(sa_type=SealedJSON)


class PresenceDay(Base, table=True):
    """A day at the office although the weekly pattern of the agreement says otherwise."""

    __tablename__ = "presence_day"
    __table_args__ = (UniqueConstraint("employee_id", "day"),)

    id: int | None = Field(default=None, primary_key=True)
    employee_id: int = Field(foreign_key="employee.id")
    day: date


class PermitState(StrEnum):
    """Where a permit stands."""

    PENDING = "pending"
    """Asked for; waits for whom the act names."""
    GRANTED = "granted"
    """Approved, or communicated where the act asks for no approval."""
    REFUSED = "refused"
    CANCELLED = "cancelled"
    """Taken back by the employee, or corrected by another permit."""
    EXPIRED = "expired"
    """Nobody decided before its day was over."""


PERMITS_HELD = frozenset({PermitState.PENDING, PermitState.GRANTED})
"""The states in which a permit takes from its limit."""


class PermitRow(Base, table=True):
    """
    A permit: whole working days from `on_day`, or minutes of that day.

    Its kind, the words of the people and what the rules answered are sealed. `replaces_id` is the
    permit that this one corrects; `takes` are the working days of whole ones, as texts. Of one
    that is `consecutive` they are those of the calendar.
    """

    __tablename__ = "permit"
    __table_args__ = (Index(None, "employee_id", "on_day"),)

    id: int | None = Field(default=None, primary_key=True)
    employee_id: int = Field(foreign_key="employee.id")
    on_day: date
    minutes: int | None = None
    days: int | None = None
    start_minute: int | None = None
    event_day: date | None = None
    kind: str = Field(sa_type=SealedJSON)
    urgent: bool = False
    words: str | None = Field(default=None, sa_type=SealedJSON)
    state: PermitState = Field(
        default=PermitState.GRANTED, sa_type=one_of(PermitState, "state"), index=True
    )
    version: int = 1
    asked_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    approver_id: int | None = Field(default=None, foreign_key="employee.id", index=True)
    decided_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    decided_by: int | None = Field(default=None, foreign_key="employee.id")
    decided_for: int | None = Field(default=None, foreign_key="employee.id")
    decision_reason: str | None = Field(default=None, sa_type=SealedJSON)
    verdict: str | None = Field(default=None, max_length=30)
    reasons: list[dict[str, Any]] | None = Field(default=None, sa_type=SealedJSON)
    replaces_id: int | None = Field(default=None, foreign_key="permit.id")
    takes: list[str] | None = Field(default=None, sa_type=PlainJSON)
    consecutive: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class PermitSlot(Base, table=True):
    """
    A minute of a person's day held by a pending or granted permit: its first, or a quarter's.

    A permit of whole days holds every quarter of an hour of its working days.
    """

    __tablename__ = "permit_slot"

    employee_id: int = Field(
        primary_key=True, foreign_key="employee.id", sa_column_kwargs={"autoincrement": False}
    )
    day: date = Field(primary_key=True)
    minute: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    permit_id: int = Field(foreign_key="permit.id", index=True, ondelete="CASCADE")


class DerogationRow(Base, table=True):
    """More days than the quota for a time, by an `article` if it is told; the motive is sealed."""

    __tablename__ = "derogation"

    id: int | None = Field(default=None, primary_key=True)
    employee_id: int = Field(foreign_key="employee.id", index=True)
    first_day: date
    last_day: date
    per_week: int
    motive: str = Field(sa_type=SealedJSON)
    article: str = Field(default="", max_length=40)


class OnCallWeek(Base, table=True):
    """A week on call, by its Monday."""

    __tablename__ = "on_call_week"
    __table_args__ = (UniqueConstraint("employee_id", "monday"),)

    id: int | None = Field(default=None, primary_key=True)
    employee_id: int = Field(foreign_key="employee.id")
    monday: date


class Closure(Base, table=True):
    """A day on which the offices of a body are closed."""

    __table_args__ = (UniqueConstraint("body_id", "day"),)

    id: int | None = Field(default=None, primary_key=True)
    body_id: str = Field(foreign_key="body.id")
    day: date
    reason: str = ""


class GroundChange(Base, table=True):
    """
    A change of what somebody was granted days for, noted by triggers of the database.

    No foreign key: a person who is erased leaves changes behind, which are then forgotten.
    `failed_at` and `error` (the class of it) tell that looking again could not be done, and when
    last.
    """

    __tablename__ = "ground_change"

    id: int | None = Field(default=None, primary_key=True)
    employee_id: int
    failed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    error: str | None = Field(default=None, max_length=60)


AGREEMENT = table_of(AgreementRow)
BOOKING_REQUEST = table_of(BookingRequest)
BOOKING_SLOT = table_of(BookingSlot)
ABSENCE = table_of(Absence)
PRESENCE_DAY = table_of(PresenceDay)
PERMIT = table_of(PermitRow)
PERMIT_SLOT = table_of(PermitSlot)
DEROGATION = table_of(DerogationRow)
ON_CALL_WEEK = table_of(OnCallWeek)
CLOSURE = table_of(Closure)
GROUND_CHANGE = table_of(GroundChange)
