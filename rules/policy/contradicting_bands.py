"""Hours and minutes that cannot be: reversed, empty, overlapping, hours written for minutes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rules.facts import MINUTES_OF_A_DAY, WEEKDAYS, Band, Mode, Period
from rules.policy.locate import Path
from rules.policy.schema import Tables
from rules.policy.time_tables import DefaultBands, FixedBands, NightWindow, WeekdayBands
from rules.wrong import Words

NOON = 12 * 60
WEEKLY_MINUTES = 36 * 60
"""Full time of the national contracts of the public sector."""
_HOUR = 60
_SHORTEST_PERMIT, _SHORTEST_OF_A_WEEK = 5, 15
"""Acts give a quarter or half an hour at a time, or in a week; never in a month or a year."""


def contradicting_bands(tables: Tables) -> Iterator[tuple[Path, Words]]:
    """Give what is wrong with hours and minutes, each with its place inside the version."""
    yield from _of_one_mode(tables)
    for path, words in _of_one_mode(tables.of_mode(Mode.REMOTE)) if tables.remote_bands else ():
        if path[0] == "bands":
            yield ("remote_bands", *path[1:]), words


def _of_one_mode(tables: Tables) -> Iterator[tuple[Path, Words]]:
    yield from _spans(tables)
    yield from _windows(tables)
    yield from _minutes(tables)
    yield from _no_room(tables)
    yield from _above_the_most(tables)
    for path, rule in _defaults(tables):
        yield from _against_own_limits(tables, path, rule)


def _defaults(tables: Tables) -> Iterator[tuple[Path, DefaultBands]]:
    bands = tables.bands
    if bands.default is not None:
        yield ("bands", "default"), bands.default
    for number, rule in enumerate(bands.weekday):
        yield ("bands", "weekday", number), rule
    if bands.fixed is not None:
        yield ("bands", "fixed"), bands.fixed


def _spans(tables: Tables) -> Iterator[tuple[Path, Words]]:
    lists: list[tuple[Path, tuple[Band, ...]]] = []
    for path, rule in _defaults(tables):
        lists.append(((*path, "bands"), rule.bands))
        backwards = [one for one in rule.afternoon_bands if one.end <= one.start]
        both = rule.afternoon_bands if backwards else (*rule.bands, *rule.afternoon_bands)
        lists.append(((*path, "afternoon_bands"), both if rule.afternoon_bands else ()))
    hours = tables.hours
    lists += [
        (("hours", "day_hours"), hours.day_hours),
        (("hours", "afternoon_day_hours"), hours.afternoon_day_hours),
    ]
    if tables.bands.within is not None:
        lists.append((("bands", "within", "hours"), (tables.bands.within.hours,)))
    for path, spans in lists:
        yield from ((path, _backwards(one)) for one in spans if one.end <= one.start)
        for one, other in pairwise(sorted(one for one in spans if one.start < one.end)):
            if other.start < one.end:
                yield (
                    path,
                    Words(
                        f"{one} and {other} overlap: write hours that follow each other",
                        f"{one} e {other} si sovrappongono: scrivi ore che si seguono",
                    ),
                )


def _backwards(band: Band) -> Words:
    if band.start == band.end:
        return Words(f"{band} is empty: its end is after its start", f"{band} è vuota")
    return Words(
        f"{band} ends before it begins: write the earlier hour first",
        f"{band} finisce prima di cominciare: scrivi prima l'ora che viene prima",
    )


def _windows(tables: Tables) -> Iterator[tuple[Path, Words]]:
    nights = tables.disconnection.nights
    for number, night in enumerate(nights):
        path: Path = ("disconnection", "nights", number)
        if night.hours.start == night.hours.end:
            yield path, _backwards(night.hours)
        elif NOON in night.hours and not _of_one_afternoon(night):
            yield (
                path,
                Words(
                    f"{night.hours} holds midday: write the evening first, then the morning",
                    f"{night.hours} comprende mezzogiorno: scrivi prima la sera, poi la mattina",
                ),
            )
        for other in nights[:number]:
            same = night.evenings & other.evenings and night.urgent == other.urgent
            same = same and night.for_if == other.for_if
            if same and _meet(night.hours, other.hours):
                yield (
                    path,
                    Words(
                        f"{night.hours} overlaps {other.hours} on the same evenings: leave one",
                        f"{night.hours} si sovrappone a {other.hours} nelle stesse sere: lasciane "
                        "una",
                    ),
                )
    never = tables.bands.never
    if never is not None and never.hours.start == never.hours.end:
        yield ("bands", "never", "hours"), _backwards(never.hours)


def _of_one_afternoon(night: NightWindow) -> bool:
    """Tell whether a window opens a night at noon on some days alone, as "il venerdì dalle 12"."""
    return night.hours.end < night.hours.start and len(night.evenings) < len(WEEKDAYS)


def _meet(one: Band, other: Band) -> bool:
    return other.start in one or one.start in other


def _minutes(tables: Tables) -> Iterator[tuple[Path, Words]]:
    """Find numbers of minutes that are hours, or that no day has."""
    bands, hours = tables.bands, tables.hours
    rows: list[tuple[Path, int | None, int, int]] = [
        (("bands", name, "minutes"), rule.minutes, 15, 12 * _HOUR)
        for name in ("minimum", "afternoon_minimum")
        if (rule := getattr(bands, name)) is not None
    ]
    day = MINUTES_OF_A_DAY
    if bands.rest is not None:
        rows.append((("bands", "rest", "minutes"), bands.rest.minutes, _HOUR, day))
    rest = tables.disconnection.rest
    if rest is not None:
        rows.append((("disconnection", "rest", "minutes"), rest.minutes, _HOUR, day))
    rows += [
        (("hours", name), getattr(hours, name), _HOUR, day)
        for name in ("day_minutes", "afternoon_day_minutes")
    ]
    for kind, permit in tables.permits.items():
        place: Path = ("permits", kind)
        rows += [
            ((*place, "max_minutes"), permit.max_minutes, _least_of(permit.per), 366 * day),
            ((*place, "day_minutes"), permit.day_minutes, _HOUR, day),
            ((*place, "shortest_day"), permit.shortest_day, _HOUR, day),
        ]
    for path, minutes, least, most in rows:
        if minutes is not None and not least <= minutes <= most:
            yield (
                path,
                Words(
                    f"{minutes} minutes: between {least} and {most} is expected; two hours are "
                    "120",
                    f"{minutes} minuti: se ne attendono da {least} a {most}; due ore sono 120",
                ),
            )


def _least_of(per: Period | str | None) -> int:
    """Give below which number of minutes a permit's limit is a number of hours, by its period."""
    if per in ("each", "event"):
        return _SHORTEST_PERMIT
    return _SHORTEST_OF_A_WEEK if per is Period.WEEK else _HOUR


def _no_room(tables: Tables) -> Iterator[tuple[Path, Words]]:
    least, within = tables.bands.minimum, tables.bands.within
    if least is None or within is None or within.hours.start >= within.hours.end:
        return
    if within.hours.minutes < least.minutes:
        yield (
            ("bands", "minimum", "minutes"),
            Words(
                f"{least.minutes}: {within.hours}, in which bands may lie, is shorter",
                f"{least.minutes}: {within.hours}, in cui le fasce possono stare, è più breve",
            ),
        )


def _above_the_most(tables: Tables) -> Iterator[tuple[Path, Words]]:
    least, most = tables.bands.minimum, tables.bands.maximum
    if least is None or most is None:
        return
    longest = int(most.percent * _average_day(tables) / 100)
    if least.minutes > longest:
        yield (
            ("bands", "minimum", "minutes"),
            Words(
                f"{least.minutes}: bands may last {longest} minutes at most, none could be valid",
                f"{least.minutes}: le fasce durano al massimo {longest} minuti, nessuna sarebbe "
                "valida",
            ),
        )


def _against_own_limits(
    tables: Tables, path: Path, rule: DefaultBands
) -> Iterator[tuple[Path, Words]]:
    """Hold the bands that the act itself gives against what it asks of bands."""
    bands = tables.bands
    spans = [one for one in (*rule.bands, *rule.afternoon_bands) if one.start < one.end]
    total = sum(one.minutes for one in spans)
    least = bands.minimum
    short = least is not None and 0 < sum(one.minutes for one in rule.bands) < least.minutes
    if least is not None and short and not _is_special(tables, rule):
        yield (
            (*path, "bands"),
            Words(
                f"they last less than the act's own minimum of {least.minutes} minutes",
                f"durano meno del minimo di {least.minutes} minuti dell'atto stesso",
            ),
        )
    most = bands.maximum
    # Who has no hours of their own (fixed bands of ranks) has no average day to measure by.
    longest = most.percent * _average_day(tables) / 100 if most is not None else total
    if not isinstance(rule, FixedBands) and total > longest:
        average = round(longest)
        yield (
            (*path, "bands"),
            Words(
                f"they last {total} minutes, more than the act's own maximum of {average}",
                f"durano {total} minuti, più del massimo di {average} dell'atto stesso",
            ),
        )
    for one in spans:
        yield from _outside(tables, (*path, "bands"), one, rule)


def _average_day(tables: Tables) -> float:
    """Give the average day in minutes: of full time, or the act's own where that is longer."""
    return max(WEEKLY_MINUTES / tables.week.days, tables.hours.day_minutes or 0)


def _is_special(tables: Tables, rule: DefaultBands) -> bool:
    """Tell whether bands are of some weekdays, people or ranks, and go before what all have."""
    if isinstance(rule, WeekdayBands):
        some_days = not rule.weekdays >= frozenset(range(tables.week.days))
        return some_days or rule.season is not None or rule.for_if is not None
    return isinstance(rule, FixedBands)


def _is_theirs(tables: Tables, night: NightWindow, rule: DefaultBands) -> bool:
    """Tell whether some of those who have the bands of a rule have the window of a night."""
    if night.for_if is None:
        return True
    own = rule.for_if if isinstance(rule, WeekdayBands) else None
    if own is not None:
        return own == night.for_if
    others = (row.for_if for row in tables.bands.weekday)
    return night.for_if not in others and not isinstance(rule, FixedBands)


def _outside(
    tables: Tables, path: Path, band: Band, of: DefaultBands
) -> Iterator[tuple[Path, Words]]:
    within, never = tables.bands.within, tables.bands.never
    if within is not None and within.hours.start < within.hours.end:
        hours = within.hours
        if band.start < hours.start or band.end > hours.end:
            yield (
                path,
                Words(
                    f"{band} lies outside {hours}, in which bands may lie",
                    f"{band} è fuori da {hours}, in cui le fasce possono stare",
                ),
            )
    if never is not None and _meet(band, never.hours):
        yield (
            path,
            Words(
                f"{band} lies in {never.hours}, in which no band may lie",
                f"{band} cade in {never.hours}, in cui nessuna fascia può stare",
            ),
        )
    for night in tables.disconnection.nights:
        every_evening = len(night.evenings) == 7 and _is_theirs(tables, night, of)
        if every_evening and NOON not in night.hours and _meet(band, night.hours):
            yield (
                path,
                Words(
                    f"{band} lies in the disconnection of {night.hours}",
                    f"{band} cade nella disconnessione delle {night.hours}",
                ),
            )
