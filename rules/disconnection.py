"""When may a message reach this person? The right to disconnect, minute by minute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rules.calendar import is_free, workdays_of
from rules.decision import Decision, Reason
from rules.facts import MINUTES_OF_A_DAY, ROME, Band, Employee, moment
from rules.history import History
from rules.policy.library import Policy
from rules.policy.schema import Disconnection, NightWindow, Tables
from rules.policy.values import Value
from rules.reasons import ReasonCode

ALL_EVENINGS = frozenset(range(7))
SEARCH_YEARS = 10
"""How far a free minute is looked for: leave of some years still has an answer."""


@dataclass(frozen=True, slots=True)
class Night:
    """A window of disconnection that begins on some evenings, from the act or the agreement."""

    window: Band
    evenings: frozenset[int]
    urgent: bool
    value: Value


@dataclass(frozen=True, slots=True)
class Block:
    """Why nothing may be delivered at a moment, and until when: (day, minute of that day)."""

    code: ReasonCode
    value: Value
    window: Band | None
    until: tuple[date, int]


class NoMomentError(ValueError):
    """Windows and free days leave no minute in ten years: the facts cannot be right."""

    def __init__(self, since: date) -> None:
        super().__init__(
            f"no minute is open in {SEARCH_YEARS} years from {since} on: look at the agreement's "
            "disconnection window, its bands and the days worked"
        )


class Quiet:
    """The disconnection of one person, ready to be asked about many moments."""

    def __init__(self, policy: Policy, person: Employee, history: History) -> None:
        self.policy = policy
        self.person = person
        self.history = history

    def tables(self, day: date) -> Tables:
        """Give the version of the act in force on a day."""
        return self.policy.on(day)

    def nights(self, day: date) -> tuple[Night, ...]:
        """List the windows that hold on a day; an agreement's own while the agreement lasts."""
        agreement = self.person.agreement
        agreed = agreement.disconnection if agreement and agreement.covers(day) else None
        return nights_of(self.tables(day).disconnection, agreed)

    def block(self, day: date, minute: int, *, urgent: bool) -> Block | None:
        """Tell what stands in the way of a message at a civil minute; None if nothing does."""
        tables = self.tables(day)
        if self._is_free(tables, day):
            tomorrow = (day + timedelta(days=1), 0)
            free = tables.disconnection.free_days
            return Block(ReasonCode.FREE_DAY, free, None, tomorrow)
        for night in self.nights(day):
            if until := self._inside(night, day, minute, urgent=urgent):
                return Block(ReasonCode.IN_DISCONNECTION, night.value, night.window, until)
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
        after_free_day = morning and self._is_free(self.tables(day), began)
        held = began.weekday() in night.evenings and not (urgent and night.urgent)
        if not (held or after_free_day):
            return None
        ends = day + timedelta(days=1) if over_midnight and not morning else day
        return ends, window.end

    def _is_free(self, tables: Tables, day: date) -> bool:
        return day.weekday() in tables.disconnection.free_days.weekdays or is_free(
            self.history, day, workdays_of(self.person, tables.week.days)
        )


def nights_of(rules: Disconnection, agreed: Band | None) -> tuple[Night, ...]:
    """Put together the windows of the act and the one that the agreement adds, if any."""
    own = tuple(_from_act(night) for night in rules.nights)
    if agreed is None:
        return own
    extra = Night(agreed, ALL_EVENINGS, urgent=False, value=rules.agreed)
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

    Raises:
        NoMomentError: the person can never be reached, which no act wants.

    Returns:
        A decision without verdict, `when` in its values (aware, Europe/Rome): `at` itself, to the
        second, if nothing stands in the way, the beginning of a minute otherwise.

    Source: the table `disconnection` of the policy.

    """
    local = at.astimezone(ROME)
    day, minute = local.date(), local.hour * 60 + local.minute
    quiet = Quiet(policy, person, history)
    first = quiet.block(day, minute, urgent=urgent)
    if first is None:
        reasons = _passes(quiet, day, minute, urgent=urgent)
        return Decision("deliver", None, reasons, {"when": local})
    day, minute = open_from(quiet, day, minute, urgent=urgent)
    when = moment(day, minute)
    figures = {"window": first.window, "day": local.date(), "when": when}
    cited, also = first.value.cited, first.value.also
    held = [Reason(first.code, cited, against=True, figures=figures, also=also)]
    if urgent:
        held.append(Reason(ReasonCode.URGENT_WAITS, cited, against=True, also=also))
    return Decision("deliver", None, tuple(held), {"when": when})


def open_from(quiet: Quiet, day: date, minute: int, *, urgent: bool) -> tuple[date, int]:
    """
    Give the first civil (day, minute) from one on at which no disconnection holds.

    Raises:
        NoMomentError: there is none within SEARCH_YEARS.

    """
    asked, last = day, day + SEARCH_YEARS * timedelta(days=366)
    while block := quiet.block(day, minute, urgent=urgent):
        day, minute = block.until
        if minute >= MINUTES_OF_A_DAY:
            day, minute = day + timedelta(days=1), minute - MINUTES_OF_A_DAY
        if day > last:
            raise NoMomentError(asked)
    return day, minute


def last_open(policy: Policy, person: Employee, history: History, *, day: date) -> datetime:
    """
    Give the last minute of a day (or else of the nearest one before) outside disconnection.

    Raises:
        NoMomentError: there is none within SEARCH_YEARS.

    """
    quiet, asked = Quiet(policy, person, history), day
    while day > asked - SEARCH_YEARS * timedelta(days=366):
        # What is open ends at midnight or where a window begins.
        ends = {MINUTES_OF_A_DAY, *(night.window.start for night in quiet.nights(day))}
        for minute in sorted((end - 1 for end in ends if end), reverse=True):
            if quiet.block(day, minute, urgent=False) is None:
                return moment(day, minute)
        day -= timedelta(days=1)
    raise NoMomentError(asked)


def _passes(quiet: Quiet, day: date, minute: int, *, urgent: bool) -> tuple[Reason, ...]:
    block = quiet.block(day, minute, urgent=False) if urgent else None
    if block is not None:
        code, value = ReasonCode.URGENT_LET_THROUGH, block.value
    else:
        nights = quiet.nights(day)
        code = ReasonCode.NOT_DISCONNECTED
        value = nights[0].value if nights else quiet.tables(day).disconnection.free_days
    return (Reason(code, value.cited, against=False, also=value.also),)


def _from_act(night: NightWindow) -> Night:
    return Night(night.hours, night.evenings, urgent=night.urgent, value=night)
