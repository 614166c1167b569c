"""Hours and days off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.facts import Half


class Edge(StrEnum):
    """Which end of the working day a permit lies at."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """
    Ask for a permit; what is None was not said.

    `kind` is one of rules.facts.PERMIT_KINDS, `start` a minute of the day, `minutes` a length;
    `last` is the last day of a permit of several days. `edge` tells that it is at the beginning or
    at the end of the working day, which only who knows the person's hours can say: `entro alle 10`
    has the edge START and `until` 600, `arrivo un'ora dopo` the edge START and 60 minutes, `esco
    alle 12` the edge END and `start` 720. `event` is the day of what gives it: `mi sposo sabato`.
    `whole` tells that one whole day was said instead of hours.
    """

    kind: str | None = None
    day: date | None = None
    last: date | None = None
    half: Half | None = None
    start: int | None = None
    minutes: int | None = None
    until: int | None = None
    edge: Edge | None = None
    event: date | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class OwnPermits:
    """
    See permits that one has asked for, to take them back or to correct them.

    What was said of them tells which: the days, the kind, the minute of the day at which they
    begin. Nothing of it: all that are to come. `moves` where one shall be of another day or hour,
    which says nothing of which it is.
    """

    days: tuple[date, ...] = ()
    kind: str | None = None
    start: int | None = None
    moves: bool = False


@dataclass(frozen=True, slots=True)
class Balance:
    """See how many days are left; in a month (its first day) if one was said."""

    month: date | None = None


@dataclass(frozen=True, slots=True)
class PermitsLeft:
    """See what is left of permits; of one kind if one was said."""

    kind: str | None = None
