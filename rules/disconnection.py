"""When may a message reach this person? The right to disconnect, minute by minute."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from rules.calendar import is_free, why_free, workdays_of
from rules.decision import Decision, Reason, Source
from rules.facts import MINUTES_OF_A_DAY, ROME, Band, Employee, moment
from rules.history import History
from rules.on_call_hours import duty_spans
from rules.policy.library import Policy
from rules.policy.schema import Tables
from rules.policy.time_tables import Disconnection, NightWindow
from rules.policy.values import Value
from rules.reasons import ReasonCode

ON_CALL, INSTITUTIONAL = "on_call", "institutional"
"""Purposes of a message that some acts let through."""
_NEVER = MINUTES_OF_A_DAY
_HOLIDAYS = frozenset({ReasonCode.HOLIDAY, ReasonCode.PATRON})
ALL_EVENINGS = frozenset(range(7))
SEARCH_YEARS = 10
"""How far a free minute is looked for: leave of some years still has an answer."""


@dataclass(frozen=True, slots=True)
class Night:
    """
    A window of disconnection that begins on some evenings, from the act or the agreement.

    `urgent`: the act lets through what is urgent in these hours of its own; `opened_on`: the
    evenings on which what is urgent passes this window.
    """

    window: Band
    evenings: frozenset[int]
    urgent: bool
    value: Value
    opened_on: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Block:
    """Why nothing may be delivered at a moment, and until when: (day, minute, 24:00 at most)."""

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

    def __init__(
        self, policy: Policy, person: Employee, history: History, *, purpose: str | None = None
    ) -> None:
        self.policy = policy
        self.person = person
        self.history = history
        self.purpose = purpose

    def tables(self, day: date) -> Tables:
        """Give the version of the act in force on a day."""
        return self.policy.on(day)

    def nights(self, day: date) -> tuple[Night, ...]:
        """List the windows that hold on a day; an agreement's own while it has effect."""
        agreement = self.person.agreement
        agreed = agreement.disconnection if agreement and agreement.holds(day) else None
        tables = self.tables(day)
        nights = nights_of(tables.disconnection, agreed, self.person, day)
        return (*nights, *_kept_closed(tables, agreed))

    def block(self, day: date, minute: int, *, urgent: bool) -> Block | None:
        """Tell what stands in the way of a message at a civil minute; None if nothing does."""
        if self.purpose != ON_CALL:
            return self._ordinary(day, minute, urgent=urgent)
        duties = duty_spans(self.tables(day), self.person, self.history, day)
        if any(span.start <= minute < span.end for span in duties):
            return None
        found = self._ordinary(day, minute, urgent=urgent)
        later = min((span.start for span in duties if span.start > minute), default=None)
        if found is None or later is None or found.until <= (day, later):
            return found
        return replace(found, until=(day, later))

    def _ordinary(self, day: date, minute: int, *, urgent: bool) -> Block | None:
        tables = self.tables(day)
        if self._is_free(tables, day) and not self._is_opened(tables, day):
            urgent_nights = [n for n in self.nights(day) if urgent and n.urgent]
            begins = min((_begins(night, day) for night in urgent_nights), default=_NEVER)
            if minute < begins and not any(_goes_on(n, day, minute) for n in urgent_nights):
                free = tables.disconnection.free_days
                return Block(self._why_free(tables, day), free, None, (day, begins))
        for night in self.nights(day):
            if ends := self._inside(night, day, minute, urgent=urgent):
                return Block(ReasonCode.IN_DISCONNECTION, night.value, night.window, ends)
        return None

    def _is_opened(self, tables: Tables, day: date) -> bool:
        """Tell whether an institutional activity opens a day that is free as a holiday alone."""
        opens = tables.disconnection.institutional
        if self.purpose != INSTITUTIONAL or opens is None or not opens.allowed:
            return False
        workdays = workdays_of(self.person, tables.week.days)
        found = set(why_free(self.history, day, workdays))
        return bool(found) and found <= _HOLIDAYS

    def _inside(
        self, night: Night, day: date, minute: int, *, urgent: bool
    ) -> tuple[date, int] | None:
        window = night.window
        if minute not in window:
            return None
        over_midnight = window.start > window.end
        morning = over_midnight and minute < window.end
        began = day - timedelta(days=1) if morning else day
        # The morning after a free day belongs to that day; it is no less a night of the act's own.
        own_evening = began.weekday() in night.evenings
        let_through = own_evening and urgent and began.weekday() in night.opened_on
        after_free_day = morning and not let_through and self._is_free(self.tables(day), began)
        held = own_evening and not let_through
        if not (held or after_free_day):
            return None
        ends = day + timedelta(days=1) if over_midnight and not morning else day
        return ends, window.end

    def _is_free(self, tables: Tables, day: date) -> bool:
        own = tables.disconnection.free_days.weekdays
        return day.weekday() in own or self._is_not_worked(tables, day)

    def _is_not_worked(self, tables: Tables, day: date) -> bool:
        return is_free(self.history, day, workdays_of(self.person, tables.week.days))

    def _why_free(self, tables: Tables, day: date) -> ReasonCode:
        """Tell a day that is not worked from one that is, and that the act gives all the same."""
        if self._is_not_worked(tables, day):
            return ReasonCode.FREE_DAY
        return ReasonCode.DAY_OF_DISCONNECTION


def nights_of(
    rules: Disconnection, agreed: Band | None, person: Employee, day: date
) -> tuple[Night, ...]:
    """
    Put together a person's windows of the act and the one that the agreement adds, if any.

    An agreement that repeats or widens the act's hours sets the times of the same right: it gives
    way to what is urgent on the evenings on which the act's own hours do.
    """
    own = tuple(_from_act(night) for night in rules.nights if night.is_of(person, day))
    if agreed is None:
        return own
    opened_on = frozenset[int]().union(*(night.opened_on for night in own))
    extra = Night(agreed, ALL_EVENINGS, urgent=False, value=rules.agreed, opened_on=opened_on)
    return (extra,) if rules.agreed.effect == "replaces" else (extra, *own)


def _kept_closed(tables: Tables, agreed: Band | None) -> tuple[Night, ...]:
    """Give the hours that no agreement opens, where its own window replaces the act's."""
    never = tables.bands.never
    if agreed is None or never is None or tables.disconnection.agreed.effect != "replaces":
        return ()
    return (Night(never.hours, ALL_EVENINGS, urgent=False, value=never),)


def deliver(
    policy: Policy,
    person: Employee,
    history: History,
    *,
    at: datetime,
    urgent: bool = False,
    purpose: str | None = None,
) -> Decision:
    """
    Give the first moment from `at` on at which a message may reach a person.

    Args:
        policy: the body's policy; the version in force at each moment is asked.
        person: the facts, with the agreement in force.
        history: absences, closures and the like.
        at: aware moment at which the message is written.
        urgent: whether the message is urgent; most acts let nothing through.
        purpose: "on_call" for a call within a turn, "institutional" for an activity of the body's
            organs, which some acts let through on holidays; None for anything else.

    Raises:
        NoMomentError: the person can never be reached, which no act wants.

    Returns:
        A decision without verdict, `when` in its values (aware, Europe/Rome): `at` itself, to the
        second, if nothing stands in the way, the beginning of a minute otherwise.

    Source: the table `disconnection` of the policy.

    """
    local = at.astimezone(ROME)
    day, minute = local.date(), local.hour * 60 + local.minute
    quiet = Quiet(policy, person, history, purpose=purpose)
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


def last_open(
    policy: Policy,
    person: Employee,
    history: History,
    *,
    day: date,
    until: datetime | None = None,
) -> datetime:
    """
    Give the last minute of a day (or else of the nearest one before) outside disconnection.

    With `until` (aware, on that day) none after it. Days before the act are read as it begins: a
    message of then would have been needed for its first day, and came too late.

    Raises:
        NoMomentError: there is none within SEARCH_YEARS.

    """
    quiet, asked = Quiet(_of_all_days(policy), person, history), day
    while day > asked - SEARCH_YEARS * timedelta(days=366):
        # What is open ends at midnight or where a window begins.
        ends = {MINUTES_OF_A_DAY, *(night.window.start for night in quiet.nights(day))}
        most = MINUTES_OF_A_DAY - 1
        if until is not None and day == asked:
            most = until.hour * 60 + until.minute
        minutes = {end - 1 for end in ends if 0 < end <= most} | {most}
        for minute in sorted(minutes, reverse=True):
            if quiet.block(day, minute, urgent=False) is None:
                return moment(day, minute)
        day -= timedelta(days=1)
    raise NoMomentError(asked)


def _of_all_days(policy: Policy) -> Policy:
    """Let the first version speak of the days before it, too."""
    first, *later = policy.versions
    return replace(policy, versions=(replace(first, first_day=date.min), *later))


def _passes(quiet: Quiet, day: date, minute: int, *, urgent: bool) -> tuple[Reason, ...]:
    if opened := opened_by(quiet, day, minute, urgent=urgent):
        return (opened,)
    nights = quiet.nights(day)
    value = nights[0].value if nights else quiet.tables(day).disconnection.free_days
    return (Reason(ReasonCode.NOT_DISCONNECTED, value.cited, against=False, also=value.also),)


def opened_by(quiet: Quiet, day: date, minute: int, *, urgent: bool) -> Reason | None:
    """Give why a minute of disconnection lets something through; None outside disconnection."""
    if quiet.purpose is not None:
        plain = Quiet(quiet.policy, quiet.person, quiet.history)
        if plain.block(day, minute, urgent=urgent) is not None:
            return passes_for(quiet.purpose, quiet.tables(day))
    block = quiet.block(day, minute, urgent=False) if urgent else None
    if block is None:
        return None
    value = block.value
    return Reason(ReasonCode.URGENT_LET_THROUGH, value.cited, against=False, also=value.also)


def passes_for(purpose: str, tables: Tables) -> Reason:
    """Give the reason for which a purpose passes what holds everything else."""
    hours = tables.on_call.hours if tables.on_call else None
    value = hours if purpose == ON_CALL else tables.disconnection.institutional
    code = ReasonCode.ON_CALL_LETS_THROUGH if purpose == ON_CALL else ReasonCode.INSTITUTIONAL
    cited, also = (value.cited, value.also) if value else (Source(""), ())
    return Reason(code, cited, against=False, also=also)


def _goes_on(night: Night, day: date, minute: int) -> bool:
    """Tell whether a minute of a morning lies in a night that began the evening before."""
    over_midnight = night.window.start > night.window.end
    began = (day - timedelta(days=1)).weekday() in night.evenings
    return over_midnight and began and minute < night.window.end


def _begins(night: Night, day: date) -> int:
    """Give the minute of a day at which a night of that evening begins, beyond it if none does."""
    over_midnight = night.window.start > night.window.end
    return night.window.start if over_midnight and day.weekday() in night.evenings else _NEVER


def _from_act(night: NightWindow) -> Night:
    opened_on = night.evenings if night.urgent else frozenset[int]()
    return Night(
        night.hours, night.evenings, urgent=night.urgent, value=night, opened_on=opened_on
    )
