"""The rest that contact bands leave: in the hours of one day, and from a day to the next."""

from __future__ import annotations

from dataclasses import dataclass

from rules.calendar import workdays_of
from rules.decision import Reason
from rules.facts import MINUTES_OF_A_DAY, WEEKDAYS, Band, BandsByWeekday, Employee
from rules.policy.schema import Tables
from rules.policy.time_tables import Bands
from rules.reasons import ReasonCode


@dataclass(frozen=True, slots=True)
class Named:
    """The bands that an agreement names: of every day, of afternoons of return, of weekdays."""

    every_day: tuple[Band, ...]
    afternoon: tuple[Band, ...]
    weekdays: BandsByWeekday

    def on(self, weekday: int, person: Employee) -> tuple[Band, ...]:
        """Give those that stand on a weekday; none where they are upside down."""
        own = dict(self.weekdays).get(weekday)
        returns = self.afternoon if weekday in person.afternoons else ()
        spans = own if own is not None else self.every_day + returns
        return tuple(sorted(spans)) if all(s.start < s.end for s in spans) else ()


def rest_of_a_day(rules: Bands, spans: tuple[Band, ...]) -> list[Reason]:
    """
    Look at the rest that the bands of a day leave in the twenty-four hours from its first one.

    Source: the table `bands.rest` of the policy.
    """
    if rules.rest is None or not spans:
        return []
    free = MINUTES_OF_A_DAY - max(s.end for s in spans) + min(s.start for s in spans)
    if free >= rules.rest.minutes:
        return []
    figures = {"minutes": free, "min_minutes": rules.rest.minutes}
    return [rules.rest.because(ReasonCode.REST_SHORT, figures, against=True)]


def rest_between_days(tables: Tables, person: Employee, named: Named) -> list[Reason]:
    """
    Look at the rest between two days in a row that have other bands each; the least is told.

    Source: the table `bands.rest` of the policy.
    """
    least = tables.bands.rest
    days = _days_away(tables, person)
    spans = {day: named.on(day, person) for day in days}
    nights = [(spans[day], spans.get((day + 1) % len(WEEKDAYS), ())) for day in days]
    free = [
        MINUTES_OF_A_DAY - max(span.end for span in evening) + min(span.start for span in morning)
        for evening, morning in nights
        if evening and morning and evening != morning
    ]
    if least is None or not free or min(free) >= least.minutes:
        return []
    figures = {"minutes": min(free), "min_minutes": least.minutes}
    return [least.because(ReasonCode.REST_SHORT, figures, against=True)]


def _days_away(tables: Tables, person: Employee) -> frozenset[int]:
    """Give the weekdays on which somebody may be away: those agreed, or all that they work."""
    scheme = person.agreement.scheme if person.agreement else None
    workdays = workdays_of(person, tables.week.days)
    return workdays & scheme.weekdays if scheme and scheme.weekdays else workdays
