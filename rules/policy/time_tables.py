"""The tables of a policy file about hours: bands, disconnection, who may be reached."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from rules.conditions import Closed, Condition
from rules.facts import Employee, Mode, Rank
from rules.policy.values import Away, BandText, May, SeasonText, Value, Weekday


class MinimumMinutes(Value):
    """Contact time, or in `rest` time of rest, of at least so many minutes."""

    minutes: int = Field(gt=0)


class MaximumOfAverage(Value):
    """Contact time of at most so many percent of the average working day."""

    percent: float = Field(ge=1, le=200)


class Window(Value):
    """Hours of the day, `HH:MM-HH:MM`."""

    hours: BandText


class DefaultBands(Value):
    """
    Contact bands where the agreement names none; `afternoon_bands` on days of return.

    With `in_agreement` an agreement must name its own all the same: these are where they usually
    lie.
    """

    bands: tuple[BandText, ...] = Field(min_length=1)
    afternoon_bands: tuple[BandText, ...] = ()
    in_agreement: bool = False


class WeekdayBands(DefaultBands):
    """
    Contact bands of some weekdays, of a `season` or of some people, instead of the default ones.

    The first row that fits decides.
    """

    weekdays: frozenset[Weekday] = Field(default=frozenset(range(7)), min_length=1)
    season: SeasonText | None = None
    for_if: Condition | None = None

    def is_of(self, person: Employee, day: date) -> bool:
        """Tell whether it gives the bands of this person on a day."""
        return (
            day.weekday() in self.weekdays
            and (self.season is None or day in self.season)
            and (self.for_if is None or self.for_if.holds(person, day))
        )

    def covers(self, other: WeekdayBands) -> bool:
        """Tell whether it fits whenever another row does, which then never decides."""
        return (
            self.weekdays >= other.weekdays
            and self.season in (None, other.season)
            and self.for_if in (None, other.for_if)
        )


class FixedBands(DefaultBands):
    """Contact bands that the act itself sets for some ranks."""

    ranks: frozenset[Rank]


class Bands(Closed):
    """What an agreement may say about contact bands."""

    minimum: MinimumMinutes | None = None
    short_day: Value | None = None
    """Where the whole average day is enough for whom it is shorter than the minimum."""
    longer: Value | None = None
    """Where bands of more than the minimum are agreed for stated needs alone."""
    afternoon_minimum: MinimumMinutes | None = None
    maximum: MaximumOfAverage | None = None
    rest: MinimumMinutes | None = None
    within: Window | None = None
    never: Window | None = None
    of_the_day: Value | None = None
    """Where the hours of that weekday are the contact band, if the agreement names none."""
    stated_needs: Value | None = None
    """
    Where other bands or another window than the act's are agreed for stated needs alone; with
    them the act's minimum does not hold.
    """
    default: DefaultBands | None = None
    weekday: tuple[WeekdayBands, ...] = ()
    fixed: FixedBands | None = None


class NightWindow(Window):
    """
    Disconnection every night that begins on one of `evenings`.

    `urgent` says whether proven urgency is let through; `for_if` for whom the window is.
    """

    for_if: Condition | None = None
    evenings: frozenset[Weekday] = frozenset(range(7))
    urgent: bool = False

    def is_of(self, person: Employee, day: date) -> bool:
        """Tell whether it is a window of this person."""
        return self.for_if is None or self.for_if.holds(person, day)


class FreeDays(Value):
    """Days of disconnection for their whole length, beside those that nobody works."""

    weekdays: frozenset[Weekday] = frozenset()


class AgreedWindow(Value):
    """
    What the agreement's own window does: it `adds` to the act's, or `replaces` it.

    Hours in which no band may ever lie (`bands.never`) stay closed in any case; what is urgent
    passes it on the evenings on which it passes the act's own hours.
    """

    effect: Literal["adds", "replaces"]


class Disconnection(Closed):
    """When nobody may be written to."""

    nights: tuple[NightWindow, ...]
    agreed: AgreedWindow
    free_days: FreeDays
    institutional: May | None = None
    """Whether an institutional activity opens public holidays."""
    rest: MinimumMinutes | None = None
    """How long the agreement's own window lasts at least."""


class LetThrough(Value):
    """A contact that the act lets through outside the contact bands of an agile day."""

    allowed: bool


class Relief(LetThrough):
    """Whether a permit lifts contact duties while it lasts, on days worked in these ways."""

    modes: frozenset[Away] = frozenset({Mode.AGILE})


class Contact(Closed):
    """What is special about contacts outside the bands."""

    objectives: LetThrough | None = None
    urgent: LetThrough | None = None
    permits: Relief | None = None
    unanswered: Value | None = None
    """Where the act attaches something to requests that nobody answers within the bands."""
