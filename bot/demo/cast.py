"""Who plays in the demo, on which phone they start, and what is worth trying with each of them."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from rules.decision import Verdict
from rules.facts import ROME, Half, Mode
from storage.tables import Role

DATA = Path(__file__).parent / "data"
"""One folder of CSV files for each body, as a municipality would write them, and `cast.toml`."""
STARTS_AT = datetime(2026, 11, 23, 9, 0, tzinfo=ROME)
"""The Monday morning on which the demo begins; every promise of `cast.toml` is true then."""


def _in_rome(told: datetime) -> datetime:
    """Take a time without zone as a civil time of Europe/Rome."""
    return told if told.tzinfo else told.replace(tzinfo=ROME)


Moment = Annotated[datetime, AfterValidator(_in_rome)]


class Closed(BaseModel):
    """A table of `cast.toml`: an unknown or misplaced key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ExpectEligible(Closed):
    """What the act says of being admitted, at the start of the demo."""

    question: Literal["eligible"]
    mode: Mode = Mode.AGILE
    verdict: Verdict
    because: str = ""


class ExpectBook(Closed):
    """What the act says of a day (or half day) asked for, at the start of the demo."""

    question: Literal["book"]
    day: date
    half: Half | None = None
    mode: Mode = Mode.AGILE
    verdict: Verdict
    because: str = ""


class ExpectApprover(Closed):
    """Whose phone a request of this person rings: the role that decides, and who holds it."""

    question: Literal["approver"]
    role: Role
    matricola: str
    because: str = ""


class ExpectDeliver(Closed):
    """When a message sent at a moment reaches this person."""

    question: Literal["deliver"]
    at: Moment
    when: Moment
    purpose: Literal["on_call"] | None = None
    because: str = ""


class ExpectDay(Closed):
    """How a day is worked; `meal_voucher` None where the act says nothing of it."""

    question: Literal["day"]
    on: date
    mode: Mode
    meal_voucher: bool | None = None
    because: str = ""


Expect = Annotated[
    ExpectEligible | ExpectBook | ExpectApprover | ExpectDeliver | ExpectDay,
    Field(discriminator="question"),
]
"""A promise of a hint in a form that a test can put to the rules; `because` is an article id."""


class Seat(StrEnum):
    """The phones of the page, in their order."""

    EMPLOYEE = "employee"
    MANAGER = "manager"
    HR = "hr"


class Member(Closed):
    """A person of a body: the phone that they hold first (None: none), one line of what to try."""

    matricola: str
    seat: Seat | None = None
    hint: str = Field(min_length=10, max_length=120)
    expect: tuple[Expect, ...] = ()


class BodyCast(Closed):
    """One body of the demo: its id, the name that people read, everybody who works there."""

    id: str
    name: str
    members: tuple[Member, ...]

    @property
    def folder(self) -> Path:
        """Where the CSV files of the body are."""
        return DATA / self.id

    def seated(self, seat: Seat) -> Member:
        """Give who holds a phone first."""
        return next(member for member in self.members if member.seat is seat)

    @model_validator(mode="after")
    def _one_for_each_phone(self) -> BodyCast:
        seats = sorted(member.seat for member in self.members if member.seat)
        if seats != sorted(Seat):
            raise ValueError(
                f"each of {', '.join(Seat)} once in {self.id}, not {', '.join(seats)}"
            )
        return self

    @model_validator(mode="after")
    def _everybody_once(self) -> BodyCast:
        numbers = [member.matricola for member in self.members]
        twice = sorted({number for number in numbers if numbers.count(number) > 1})
        if twice:
            raise ValueError(f"each matricola of {self.id} once, not twice {', '.join(twice)}")
        return self


class _Cast(Closed):
    bodies: tuple[BodyCast, ...]


@cache
def load() -> tuple[BodyCast, ...]:
    """Read `cast.toml`; a pydantic ValidationError names the key that is wrong in it."""
    return read(tomllib.loads((DATA / "cast.toml").read_text(encoding="utf-8")))


def read(tables: dict[str, Any]) -> tuple[BodyCast, ...]:
    """Check the tables of a cast and give its bodies, in their order."""
    return _Cast.model_validate(tables).bodies
