"""When may a message reach this person? The right to disconnect, minute by minute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rules.calendar import is_free, workdays_of
from rules.decision import Decision, Reason, Source
from rules.facts import MINUTES_OF_A_DAY, ROME, Band, Employee, moment
from rules.history import History
from rules.policy.library import Policy
from rules.policy.schema import Disconnection, NightWindow, Tables
from rules.reasons import ReasonCode

ALL_EVENINGS = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Night:
    """A window of disconnection that begins on some evenings, from the act or the agreement."""

    window: Band
    evenings: frozenset[int]
    urgent: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Block:
    """Why nothing may be delivered at a moment, and until when: (day, minute of that day)."""

    code: ReasonCode
    source: Source
    window: Band | None
    until: tuple[date, int]


class Quiet:
    """The disconnection of one person, ready to be asked about many moments."""

    def __init__(self, tables: Tables, person: Employee, history: History) -> None:
        self.rules = tables.disconnection
        self.nights = nights_of(tables.disconnection, person)
        self.history = history
        self.workdays = workdays_of(person, tables.week.days)

    def is_free(self, day: date) -> bool:
        """Tell whether a whole day is disconnection."""
        return day.weekday() in self.rules.free_days.weekdays or is_free(
            self.history, day, self.workdays
        )

    def block(self, day: date, minute: int, *, urgent: bool) -> Block | None:
        """Tell what stands in the way of a message at a civil minute; None if nothing does."""
        if self.is_free(day):
            tomorrow = (day + timedelta(days=1), 0)
            return Block(ReasonCode.FREE_DAY, self.rules.free_days.cited, None, tomorrow)
        for night in self.nights:
            if until := self._inside(night, day, minute, urgent=urgent):
                return Block(ReasonCode.IN_DISCONNECTION, night.source, night.window, until)
        return None

    def _inside(
        self, night: Night, day: date, minute: int, *, urgent: bool
    ) -> tuple[date, int] | None:
        window = night.window
        if minute not in window:
            return None
        over_midnight = window.start > window.end
        morning = over_midnight and minute < window.end
        began = day - timedelta(days=1) if morning else day
        # The morning after a free day belongs to that day: no urgency opens it.
        after_free_day = morning and self.is_free(began)
        held = began.weekday() in night.evenings and not (urgent and night.urgent)
        if not (held or after_free_day):
            return None
        ends = day + timedelta(days=1) if over_midnight and not morning else day
        return ends, window.end


def nights_of(rules: Disconnection, person: Employee) -> tuple[Night, ...]:
    """Put together the windows of the act and of the person's agreement."""
    agreed = person.agreement.disconnection if person.agreement else None
    own = tuple(_from_act(night) for night in rules.nights)
    if agreed is None:
        return own
    extra = Night(agreed, ALL_EVENINGS, urgent=False, source=rules.agreed.cited)
    return (extra,) if rules.agreed.effect == "replaces" else (extra, *own)


def deliver(
    policy: Policy, person: Employee, history: History, *, at: datetime, urgent: bool = False
) -> Decision:
    """
    Give the first moment from `at` on at which a message may reach a person.

    Args:
        policy: the body's policy; the version in force at each moment is asked.
        person: the facts, with the agreement in force.
        history: absences, closures and the like.
        at: aware moment at which the message is written.
        urgent: whether the message is urgent; most acts let nothing through.

    Returns:
        A decision without verdict, `when` in its values (aware, Europe/Rome): `at` itself, to the
        second, if nothing stands in the way, the beginning of a minute otherwise.

    Source: the table `disconnection` of the policy.

    """
    local = at.astimezone(ROME)
    day, minute = local.date(), local.hour * 60 + local.minute
    quiet = Quiet(policy.on(day), person, history)
    first = quiet.block(day, minute, urgent=urgent)
    if first is None:
        reasons = _passes(quiet, day, minute, urgent=urgent)
        return Decision("deliver", None, reasons, {"when": local})
    day, minute = open_from(quiet, day, minute, urgent=urgent)
    when = moment(day, minute)
    figures = {"window": first.window, "day": local.date(), "when": when}
    held = [Reason(first.code, first.source, against=True, figures=figures)]
    if urgent:
        held.append(Reason(ReasonCode.URGENT_WAITS, first.source, against=True))
    return Decision("deliver", None, tuple(held), {"when": when})


def open_from(quiet: Quiet, day: date, minute: int, *, urgent: bool) -> tuple[date, int]:
    """Give the first civil (day, minute) from one on at which no disconnection holds."""
    while block := quiet.block(day, minute, urgent=urgent):
        day, minute = block.until
        if minute >= MINUTES_OF_A_DAY:
            day, minute = day + timedelta(days=1), minute - MINUTES_OF_A_DAY
    return day, minute


def _passes(quiet: Quiet, day: date, minute: int, *, urgent: bool) -> tuple[Reason, ...]:
    block = quiet.block(day, minute, urgent=False) if urgent else None
    if block is not None:
        return (Reason(ReasonCode.URGENT_LET_THROUGH, block.source, against=False),)
    source = quiet.nights[0].source if quiet.nights else quiet.rules.free_days.cited
    return (Reason(ReasonCode.NOT_DISCONNECTED, source, against=False),)


def _from_act(night: NightWindow) -> Night:
    return Night(night.hours, night.evenings, urgent=night.urgent, source=night.cited)
