"""Contact bands: what an agreement may say about them, and which hold on a given day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise

from rules.band_lengths import returns_away, too_long, too_short, total, whole_day
from rules.band_rests import Named, rest_between_days, rest_of_a_day
from rules.calendar import mode_at, workdays_of, works_as
from rules.decision import Decision, Reason, Source, Verdict
from rules.disconnection import nights_of
from rules.facts import ROME, Agreement, Band, BandsByWeekday, Employee, Mode
from rules.history import History
from rules.policy.library import Policy
from rules.policy.schema import Tables
from rules.policy.time_tables import Bands, DefaultBands, FixedBands
from rules.policy.values import Value
from rules.reasons import ReasonCode


def bands_on(tables: Tables, person: Employee, day: date) -> tuple[tuple[Band, ...], Value | None]:
    """
    Give the contact bands of a day and the table of the policy that they come from.

    `tables` are those of the way of working (`Tables.of_mode`).

    The act's own bands for some ranks come first, then the agreement's, then those of the act for
    that weekday, then its default, then the hours of that weekday where the act says so;
    None stands for the agreement. Afternoon bands hold on days of return only.
    """
    returns = day.weekday() in person.afternoons
    fixed = tables.bands.fixed
    if fixed is not None and person.rank in fixed.ranks:
        return fixed.bands, fixed
    agreement = person.agreement
    if agreement is not None and _names_bands(agreement, day.weekday()):
        return agreement.bands_on(day.weekday(), returns=returns), None
    default = _default_on(tables.bands, person, day)
    if default is None:
        of_the_day = tables.bands.of_the_day
        hours = hours_of(tables, person, day.weekday()) if of_the_day is not None else ()
        return hours, of_the_day
    return default.bands + (default.afternoon_bands if returns else ()), default


def bands_apply(tables: Tables, mode: Mode | None) -> bool:
    """Tell whether a way of working has contact bands: remote work where the act speaks of its."""
    return mode is Mode.AGILE or (mode is Mode.REMOTE and tables.remote_bands is not None)


@dataclass(frozen=True, slots=True)
class HeldBands:
    """Contact bands of a day, empty if it has none, and what the act says of them."""

    spans: tuple[Band, ...]
    source: Source
    also: tuple[str, ...]


def bands_held(
    tables: Tables, person: Employee, history: History, day: date, *, minute: int | None = None
) -> HeldBands:
    """
    Give the contact bands that hold on a day, each half's those of the way it is worked in.

    A band belongs whole to the half in which it begins. Cited is what the act says of the half in
    which `minute` lies, else of the first that has bands.
    """
    halves = works_as(person, history, day)
    first = None if minute is None else mode_at(person, history, day, minute)
    ways = [mode for mode in dict.fromkeys((first, *halves)) if bands_apply(tables, mode)]
    found = [_bands_in(tables, person, history, day, mode) for mode in ways or [Mode.AGILE]]
    if len(found) == 1:
        return found[0]
    spans = tuple(sorted(span for one in found for span in one.spans))
    return replace(found[0], spans=spans)


def _bands_in(
    tables: Tables, person: Employee, history: History, day: date, mode: Mode | None
) -> HeldBands:
    """Give the bands of the halves of a day that are worked in one way."""
    own = tables.of_mode(mode or Mode.AGILE)
    agreement = person.agreement
    if mode is Mode.REMOTE and agreement is not None and agreement.mode is not Mode.REMOTE:
        spans, value = bands_on(own, replace(person, agreement=None), day)
    else:
        spans, value = bands_on(own, person, day)
    if works_as(person, history, day) != (mode, mode):
        spans = tuple(s for s in spans if mode_at(person, history, day, s.start) is mode)
    return HeldBands(spans, *_articles_of_bands(own, value))


def hours_of(tables: Tables, person: Employee, weekday: int) -> tuple[Band, ...]:
    """Give the working hours of a weekday: the person's timetable, or those of the act."""
    if person.timetable:
        return person.hours_on(weekday)
    hours = tables.hours
    return hours.afternoon_day_hours if weekday in person.afternoons else hours.day_hours


def _names_bands(agreement: Agreement, weekday: int) -> bool:
    every_day = bool(agreement.bands or agreement.afternoon_bands)
    return every_day or any(one == weekday for one, _ in agreement.weekday_bands)


def _default_on(rules: Bands, person: Employee, day: date) -> DefaultBands | None:
    of_weekday = (rule for rule in rules.weekday if rule.is_of(person, day))
    return next(of_weekday, rules.default)


def _articles_of_bands(tables: Tables, value: Value | None) -> tuple[Source, tuple[str, ...]]:
    """
    Cite where the bands of a day come from, with the articles that say the same.

    For bands of the agreement (`value` None) it is the place where the act speaks of them.
    """
    rules = tables.bands
    speaks = value or rules.default or rules.minimum or rules.maximum or rules.rest
    return (speaks.cited, speaks.also) if speaks else (Source(""), ())


def bands(
    policy: Policy,
    person: Employee,
    *,
    at: datetime,
    bands: tuple[Band, ...],
    afternoon_bands: tuple[Band, ...] = (),
    weekday_bands: BandsByWeekday = (),
) -> Decision:
    """
    Decide whether an agreement may contain these contact bands.

    `afternoon_bands` come on top of `bands` on days with an afternoon return; those of
    `weekday_bands` stand on their weekday alone, and each weekday is looked at by itself, and with
    the next one for the rest between the two.

    Source: the table `bands` of the policy, and the disconnection windows.

    """
    mode = person.agreement.mode if person.agreement else Mode.AGILE
    on = at.astimezone(ROME).date()
    tables = policy.on(on).of_mode(mode)
    person = _returning(person, returns_away(person))
    own = frozenset(weekday for weekday, _ in weekday_bands)
    against: list[Reason] = []
    if not weekday_bands or workdays_of(person, tables.week.days) - own:
        others = _returning(person, person.afternoons - own)
        against += _unfit(tables, others, bands, afternoon_bands, on)
    for weekday, spans in weekday_bands:
        that_day = _returning(person, person.afternoons & {weekday})
        against += _unfit(tables, that_day, spans, (), on)
    against += rest_between_days(tables, person, Named(bands, afternoon_bands, weekday_bands))
    if against:
        return Decision("bands", Verdict.INVALID, tuple(against))
    named = [bands] if bands or not weekday_bands else []
    least = min(total(spans) for spans in (*named, *(spans for _, spans in weekday_bands)))
    main = _main(tables.bands)
    fits = main.because(ReasonCode.BANDS_FIT, {"minutes": least}, against=False)
    return Decision("bands", Verdict.VALID, (fits, *whole_day(tables, person, least)))


def _returning(person: Employee, on: frozenset[int]) -> Employee:
    """Give the person with returns on some weekdays alone: a timetable would say its own again."""
    return replace(person, timetable=(), afternoons=on)


def _unfit(
    tables: Tables,
    person: Employee,
    always: tuple[Band, ...],
    afternoon: tuple[Band, ...],
    on: date,
) -> list[Reason]:
    """List what speaks against the bands of a day, those of an afternoon return on top of them."""
    spans = always + afternoon
    if malformed := _malformed(tables, spans):
        return malformed
    fixed = tables.bands.fixed
    if fixed is not None and person.rank in fixed.ranks:
        return _fixed(fixed, spans)
    return [
        *too_short(tables, person, always, afternoon),
        *too_long(tables, person, spans),
        *_misplaced(tables, person, spans, on),
    ]


def _main(rules: Bands) -> Value:
    value = rules.minimum or rules.maximum or rules.rest or rules.default
    assert value is not None, "the national layer always gives a maximum"  # noqa: S101 (schema)
    return value


def _malformed(tables: Tables, spans: tuple[Band, ...]) -> list[Reason]:
    value = _main(tables.bands)
    wrong = [
        value.because(ReasonCode.BAND_UPSIDE_DOWN, {"band": span}, against=True)
        for span in spans
        if span.start >= span.end
    ]
    ordered = sorted(spans)
    wrong += [
        value.because(ReasonCode.BANDS_OVERLAP, {"band": one, "other": other}, against=True)
        for one, other in pairwise(ordered)
        if other.start < one.end
    ]
    return wrong


def _fixed(fixed: FixedBands, spans: tuple[Band, ...]) -> list[Reason]:
    if tuple(sorted(spans)) == fixed.bands:
        return []
    return [fixed.because(ReasonCode.BANDS_FIXED, {"bands": fixed.bands}, against=True)]


def _misplaced(
    tables: Tables, person: Employee, spans: tuple[Band, ...], on: date
) -> list[Reason]:
    rules = tables.bands
    wrong = []
    for span in spans:
        if rules.within is not None and not _inside(span, rules.within.hours):
            figures = {"band": span, "window": rules.within.hours}
            wrong.append(rules.within.because(ReasonCode.BANDS_OUTSIDE, figures, against=True))
        if rules.never is not None and _touches(span, rules.never.hours):
            figures = {"band": span, "window": rules.never.hours}
            code = ReasonCode.BANDS_IN_DISCONNECTION
            wrong.append(rules.never.because(code, figures, against=True))
        wrong += [
            night.value.because(
                ReasonCode.BANDS_IN_DISCONNECTION,
                {"band": span, "window": night.window},
                against=True,
            )
            for night in nights_of(tables.disconnection, _agreed_window(person), person, on)
            if _touches(span, night.window)
        ]
    return wrong + rest_of_a_day(rules, spans)


def _agreed_window(person: Employee) -> Band | None:
    return person.agreement.disconnection if person.agreement else None


def _inside(span: Band, window: Band) -> bool:
    return window.start <= span.start and span.end <= window.end


def _touches(span: Band, window: Band) -> bool:
    if window.start < window.end:
        return span.start < window.end and window.start < span.end
    return span.start < window.end or span.end > window.start
