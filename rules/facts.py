"""The facts that rules are asked about: plain frozen values, no I/O, no defaults from a clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTES_OF_A_DAY = 24 * 60


class Mode(StrEnum):
    """Where a day is worked."""

    AGILE = "agile"
    REMOTE = "remote"
    PRESENCE = "presence"
    OFF = "off"


class Half(StrEnum):
    """The two slots of a day."""

    AM = "am"
    PM = "pm"


class Period(StrEnum):
    """
    Over what a quota is counted; weeks run from Monday to Sunday.

    Fortnights are two such weeks, counted on from Monday 29 December 2025.
    """

    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    BIMESTER = "bimester"
    QUARTER = "quarter"
    YEAR = "year"


class Rank(StrEnum):
    """The place of a person in the body."""

    STAFF = "staff"
    EQ = "eq"
    DIRIGENTE = "dirigente"
    SEGRETARIO = "segretario"


class AbsenceKind(StrEnum):
    """Why a person does not work on a working day."""

    LEAVE = "leave"
    SICK = "sick"
    CHILD_SICK = "child_sick"


WORK_KINDS = frozenset(
    {
        "office",
        "public_counter_only",
        "school_canteen",
        "nursery",
        "social_care",
        "process_serving",
        "police_patrol",
        "road_maintenance",
        "green_maintenance",
        "driving",
        "special_machinery",
        "paper_archive_only",
        "protocol_desk",
        "urp_desk",
        "on_call_service",
        "shift_work",
        "fixed_equipment",
        "registry_office",
    }
)
CONDITIONS = frozenset(
    {
        "severe_disability",
        "disability_68_99",
        "disability",
        "fragile",
        "caregiver",
        "medical_fitness_note",
        "cohabits_with_104",
        "single_parent",
        "hardship_health",
        "recognised_104",
        "presence_prevented",
        "victim_of_violence",
    }
)
APPOINTMENTS = frozenset({"art_90", "art_110"})
"""By which article of D.Lgs. 267/2000 somebody was appointed outside the ordinary ranks."""
SANCTIONS = ("verbal_warning", "written_warning", "fine", "suspension")
"""In order of gravity."""
PERMIT_KINDS = frozenset(
    {
        "exam",
        "bereavement",
        "marriage",
        "personal",
        "law_104",
        "blood_donation",
        "short",
        "medical",
        "study",
        "union",
        "assembly",
    }
)


@dataclass(frozen=True, slots=True, order=True)
class Band:
    """
    A span of a civil day in minutes after midnight, `start` included, `end` not.

    A window over midnight (`20:00-07:00`) has `end` before `start`.
    """

    start: int
    end: int

    @classmethod
    def parse(cls, text: str) -> Band:
        """Read `HH:MM-HH:MM`; raise ValueError naming the text otherwise."""
        parts = text.split("-")
        if len(parts) != 2:
            raise ValueError(f"{text!r} is not a band: write it as 10:00-12:00")
        return cls(minute_of(parts[0]), minute_of(parts[1]))

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return (self.end - self.start) % MINUTES_OF_A_DAY

    def __contains__(self, minute: int) -> bool:
        """Tell whether a minute of the day lies inside."""
        if self.start <= self.end:
            return self.start <= minute < self.end
        return minute >= self.start or minute < self.end

    def __str__(self) -> str:
        """Give it back as `HH:MM-HH:MM`."""
        return f"{clock_text(self.start)}-{clock_text(self.end)}"


def minute_of(text: str) -> int:
    """Read `HH:MM` (24:00 allowed) as minutes after midnight; raise ValueError otherwise."""
    hours, colon, minutes = text.strip().partition(":")
    if not (colon and hours.isdigit() and minutes.isdigit() and len(minutes) == 2):
        raise ValueError(f"{text!r} is not a time of day: write it as 09:30")
    value = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or value > MINUTES_OF_A_DAY:
        raise ValueError(f"{text!r} is not a time of day between 00:00 and 24:00")
    return value


def clock_text(minute: int) -> str:
    """Write minutes after midnight as `HH:MM`."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def moment(day: date, minute: int) -> datetime:
    """Give the aware moment of a civil minute of a day in Europe/Rome (24:00 is the next day)."""
    if minute >= MINUTES_OF_A_DAY:
        return moment(day + timedelta(days=1), minute - MINUTES_OF_A_DAY)
    return datetime.combine(day, time(minute // 60, minute % 60), tzinfo=ROME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sanction:
    """A disciplinary sanction, one of SANCTIONS, on the day on which it was imposed."""

    on: date
    sanction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A child; `disabled` under L. 104/1992 art. 3 c. 3."""

    born: date
    disabled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What the person does; names as in `casebook/FORMAT.md`. Weekdays: 0 is Monday."""

    kinds: frozenset[str] = frozenset({"office"})
    remote_possible: bool = True
    autonomy: bool = True
    measurable: bool = True
    plannable: bool = True
    remote_access: bool = True
    continuous_supervision: bool = False
    harms_service: bool = False
    equipment: str = "administration"
    backlog: str = "none"
    public_days: frozenset[int] = frozenset()


WORK_FLAGS = tuple(one.name for one in fields(Work) if isinstance(one.default, bool))
"""What is yes or no about a person's work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """How many days an agreement gives: a number for a period, or fixed weekdays."""

    per: Period | None = None
    days: int | None = None
    weekdays: frozenset[int] = frozenset()


BandsByWeekday = tuple[tuple[int, tuple[Band, ...]], ...]
"""Spans of single weekdays (0 is Monday), each weekday once, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """The days on which an agreement has no effect, both included; no `last_day`: until said."""

    first_day: date
    last_day: date | None = None

    def __contains__(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """
    An individual agreement in force from `first_day` to `last_day` (None: open-ended).

    On the weekdays of `weekday_bands` those take the place of all its other bands.
    `presence_per_week` days a week are kept for the office; `motive` are the needs that it states
    for departing from what is usual; while it is `suspended` nothing of it holds.
    """

    mode: Mode = Mode.AGILE
    first_day: date
    last_day: date | None = None
    scheme: Scheme | None = None
    bands: tuple[Band, ...] = ()
    afternoon_bands: tuple[Band, ...] = ()
    weekday_bands: BandsByWeekday = ()
    disconnection: Band | None = None
    presence_per_week: int | None = None
    motive: str = ""
    suspended: Suspension | None = None

    def bands_on(self, weekday: int, *, returns: bool) -> tuple[Band, ...]:
        """Give its contact bands of a weekday, on which the person `returns` in the afternoon."""
        for one, bands in self.weekday_bands:
            if one == weekday:
                return bands
        return tuple(sorted(self.bands + (self.afternoon_bands if returns else ())))

    def covers(self, day: date) -> bool:
        """Tell whether a day lies between its first and its last."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    def over(self, day: date) -> bool:
        """Tell whether its last day lies behind a day."""
        return self.last_day is not None and self.last_day < day

    def holds(self, day: date) -> bool:
        """Tell whether it has effect on a day: it covers it, and is not suspended."""
        return self.covers(day) and not (self.suspended is not None and day in self.suspended)


@dataclass(frozen=True, slots=True, kw_only=True)
class Employee:
    """
    A person as the acts see them; `casebook/FORMAT.md` says what each fact means.

    `part_time` is percent of full time, `weekly_hours` None means 36 in that proportion, `week`
    and `workdays` None mean what the body's policy says, `km` one way. A `timetable` gives the
    hours of each weekday that is worked. None for `uses_104_permits` and `uses_parental_leave`
    means what `uses_family_leave` says; None for `sex` and `reach_minutes` that nobody told.
    `invalidity` is a recognised percentage.
    """

    rank: Rank = Rank.STAFF
    contract: str = "permanent"
    part_time: float = 100
    week: int | None = None
    workdays: frozenset[int] | None = None
    afternoons: frozenset[int] = frozenset({0, 2})
    weekly_hours: float | None = None
    hired: date | None = None
    born: date | None = None
    work: Work = field(default_factory=Work)
    discipline: tuple[Sanction, ...] = ()
    evaluations: Mapping[int, float] = field(default_factory=lambda: MappingProxyType({}))
    conditions: frozenset[str] = frozenset()
    children: tuple[Child, ...] = ()
    assists: int = 0
    assists_severe: int = 0
    km: float = 0
    lives_outside: bool = False
    maternity_leave_ended: date | None = None
    uses_family_leave: bool = True
    uses_104_permits: bool | None = None
    uses_parental_leave: bool | None = None
    sex: str | None = None
    pregnant: bool = False
    appointment: str | None = None
    reach_minutes: int | None = None
    invalidity: int = 0
    timetable: BandsByWeekday = ()
    agreement: Agreement | None = None

    def __post_init__(self) -> None:
        """Take from a timetable what it says: weekdays, weekly hours, afternoon returns."""
        if not self.timetable:
            return
        hours = sum(span.minutes for _, spans in self.timetable for span in spans) / 60
        returns = frozenset(weekday for weekday, spans in self.timetable if len(spans) > 1)
        object.__setattr__(self, "workdays", frozenset(weekday for weekday, _ in self.timetable))
        object.__setattr__(self, "weekly_hours", hours)
        object.__setattr__(self, "afternoons", returns)

    def hours_on(self, weekday: int) -> tuple[Band, ...]:
        """Give the working hours of a weekday by the timetable; empty without one."""
        return next((spans for one, spans in self.timetable if one == weekday), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A day or half day of agile or remote work; `half` None is the whole day."""

    day: date
    mode: Mode = Mode.AGILE
    half: Half | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """
    A permit taken: whole working days from `on`, or `minutes` of that day from `start`.

    The days of one that is `consecutive` are those of the calendar.
    """

    kind: str
    on: date
    minutes: int | None = None
    days: int | None = None
    start: int | None = None
    event: date | None = None
    consecutive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Derogation:
    """More days than the quota for a time, both ends included; `article` grants it, if told."""

    first_day: date
    last_day: date
    per_week: int
    motive: str = ""
    article: str = ""
