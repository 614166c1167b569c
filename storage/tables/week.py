"""What happens between Monday and Friday: recalls, contacts, patterns, office minimums, wishes."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from rules.facts import Mode
from storage.core.columns import PlainJSON, SealedJSON, UTCDateTime, one_of
from storage.tables.base import Base, table_of


class RecallState(StrEnum):
    """Where a recall to the office stands."""

    ANNOUNCED = "announced"
    """Written; the person has not confirmed it."""
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    """The manager took it back."""
    LAPSED = "lapsed"
    """Its message came too late, or could not come in time: it binds nobody."""


class ContactState(StrEnum):
    """Where a request to be in touch stands."""

    WAITING = "waiting"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    """Nobody answered within the bands; noted only where the act asks for it."""
    CANCELLED = "cancelled"


LIVE = frozenset({RecallState.ANNOUNCED, RecallState.CONFIRMED})
"""The states in which a recall binds."""
LIVE_RECALL = text("state IN ('announced', 'confirmed')")


class RecallRow(Base, table=True):
    """
    A recall of a person to the office on a day: one live recall for a person and day.

    `cause` is `service`, `technical`, `urgent` or `planned`; the words are sealed. `deliver_at` is
    the moment from which the message may reach the person, as the rules told when it was written;
    `given_back` is whether the day no longer counts as used. `asked_for` is the manager in whose
    name a delegate acted. The bookings of that day are RECALLED as long as the recall is live.
    """

    __tablename__ = "recall"
    __table_args__ = (
        Index(
            "uq_recall_live_day",
            "employee_id",
            "day",
            unique=True,
            sqlite_where=LIVE_RECALL,
            postgresql_where=LIVE_RECALL,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    employee_id: int = Field(foreign_key="employee.id")
    day: date = Field(index=True)
    cause: str = Field(max_length=20)
    words: str = Field(sa_type=SealedJSON)
    state: RecallState = Field(sa_type=one_of(RecallState, "state"))
    version: int = 1
    asked_at: datetime = Field(sa_type=UTCDateTime)
    asked_by: int = Field(foreign_key="employee.id", index=True)
    asked_for: int | None = Field(default=None, foreign_key="employee.id")
    deliver_at: datetime = Field(sa_type=UTCDateTime)
    given_back: bool = False
    ended_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class ContactRow(Base, table=True):
    """
    A request to be in touch with a person, passed on at `deliver_at`.

    The words are sealed. `why_urgent` is what the asker gave as reason, `as_manager` whether they
    decide about the person; `answer` is the button that the person pressed.
    """

    __tablename__ = "contact"
    __table_args__ = (Index(None, "state", "deliver_at"),)

    id: int | None = Field(default=None, primary_key=True)
    employee_id: int = Field(foreign_key="employee.id", index=True)
    asked_by: int = Field(foreign_key="employee.id", index=True)
    asked_at: datetime = Field(sa_type=UTCDateTime)
    words: str = Field(sa_type=SealedJSON)
    why_urgent: str | None = Field(default=None, sa_type=SealedJSON)
    as_manager: bool = False
    deliver_at: datetime = Field(sa_type=UTCDateTime)
    state: ContactState = Field(sa_type=one_of(ContactState, "state"))
    version: int = 1
    answer: str | None = Field(default=None, max_length=40)
    ended_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class PatternRow(Base, table=True):
    """
    A weekly pattern: the same weekdays from `first_day` to `last_day`.

    `days` are `[[0, null], [3, "pm"]]`: weekday (0 is Monday) and half (null: the whole day).
    Until `asked_until` each was asked for or is an exception; `beyond` asks for days over a limit
    set "di norma" too.
    """

    __tablename__ = "pattern"

    id: int | None = Field(default=None, primary_key=True)
    employee_id: int = Field(foreign_key="employee.id", index=True)
    mode: Mode = Field(sa_type=one_of(Mode, "mode"))
    days: list[Any] = Field(sa_type=PlainJSON)
    first_day: date
    last_day: date
    asked_until: date
    beyond: bool = False
    version: int = 1
    created_at: datetime = Field(sa_type=UTCDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class PatternException(Base, table=True):
    """A day on which a pattern does not hold."""

    __tablename__ = "pattern_exception"
    __table_args__ = (UniqueConstraint("pattern_id", "day"),)

    id: int | None = Field(default=None, primary_key=True)
    pattern_id: int = Field(foreign_key="pattern.id", ondelete="CASCADE")
    day: date


class PresenceMinimum(Base, table=True):
    """
    How many people of an office must be in on a weekday (None: on every day), from a day on.

    The newest row that began and has not ended holds; zero people lifts it.
    """

    __tablename__ = "presence_minimum"
    __table_args__ = (Index(None, "office_id", "first_day"),)

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    weekday: int | None = None
    people: int
    first_day: date
    last_day: date | None = None
    set_by: int = Field(foreign_key="employee.id")
    set_at: datetime = Field(sa_type=UTCDateTime)


class Preference(Base, table=True):
    """
    What a person chose: the minute of the day of their digest, a word when a band begins.

    `look_at` is when it is looked again whether there is anything to tell them: at their digest's
    minute each day, at once after they chose.
    """

    employee_id: int = Field(
        primary_key=True, foreign_key="employee.id", sa_column_kwargs={"autoincrement": False}
    )
    digest_minute: int | None = None
    digest: bool = True
    band_start: bool = False
    look_at: datetime = Field(sa_type=UTCDateTime, index=True)


class ReportRow(Base, table=True):
    """A report on agile work that a person handed in, for the days from first to last."""

    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("employee_id", "first_day"),)

    id: int | None = Field(default=None, primary_key=True)
    employee_id: int = Field(foreign_key="employee.id")
    first_day: date
    last_day: date
    handed_in_at: datetime = Field(sa_type=UTCDateTime)


RECALL = table_of(RecallRow)
CONTACT = table_of(ContactRow)
PATTERN = table_of(PatternRow)
PATTERN_EXCEPTION = table_of(PatternException)
PRESENCE_MINIMUM = table_of(PresenceMinimum)
PREFERENCE = table_of(Preference)
REPORT = table_of(ReportRow)
