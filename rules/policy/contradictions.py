"""
What one version of a policy says against itself: no single value is wrong, but two, or its size.

Each finding is the place inside the version and what is expected there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, combinations
from types import MappingProxyType
from typing import Any

from rules.facts import Period
from rules.history import LONGEST
from rules.policy.contradicting_bands import contradicting_bands
from rules.policy.contradicting_days import contradicting_days
from rules.policy.contradicting_permits import contradicting_permits
from rules.policy.contradicting_rows import contradicting_rows
from rules.policy.lasting import Expiry
from rules.policy.locate import Path
from rules.policy.ranking_tables import Points
from rules.policy.schema import ApproverRule, Tables
from rules.policy.time_tables import Bands
from rules.wrong import Words

Finding = tuple[Path, Words]
_ORDER = tuple(LONGEST)


def contradictions(tables: Tables) -> Iterator[Finding]:
    """Give everything in a version that contradicts itself, in no order."""
    checks: tuple[Callable[[Tables], Iterable[Finding]], ...] = (
        contradicting_bands,
        contradicting_days,
        contradicting_permits,
        contradicting_rows,
        _more_than_there_are,
        _office_days,
        _shorter_above_longer,
        _least_above_most,
        _one_thing_twice,
        _hidden_withdrawals,
        _hidden_approvers,
        _points,
        _expiry,
    )
    return chain.from_iterable(check(tables) for check in checks)


def _more_than_there_are(tables: Tables) -> Iterator[Finding]:
    booking = tables.booking
    rows: list[tuple[Path, Any, float]] = []
    for name in ("quotas", "raised"):
        rows += [
            (("booking", name, n, "max_days"), one.per, one.max_days)
            for n, one in enumerate(getattr(booking, name))
        ]
    rows += [
        (("booking", "presence", n, "min_days"), one.per, one.min_days)
        for n, one in enumerate(booking.presence)
    ]
    if booking.least is not None:
        rows.append((("booking", "least", "min_days"), booking.least.per, booking.least.min_days))
    rows += [
        (("permits", kind, "max_days"), one.per, one.max_days or 0)
        for kind, one in tables.permits.items()
    ]
    for path, per, days in rows:
        if per in LONGEST and days > LONGEST[per]:
            longest = LONGEST[per]
            yield (
                path,
                Words(
                    f"{_plain(days)}: a {per} has at most {longest} days",
                    f"{_plain(days)}: {_IN_ITALIAN[per]} ha al massimo {longest} giorni",
                ),
            )


_IN_ITALIAN = MappingProxyType(
    {
        Period.WEEK: "una settimana",
        Period.FORTNIGHT: "un periodo di due settimane",
        Period.MONTH: "un mese",
        Period.BIMESTER: "un bimestre",
        Period.QUARTER: "un trimestre",
        Period.YEAR: "un anno",
    }
)


def _office_days(tables: Tables) -> Iterator[Finding]:
    for n, rule in enumerate(tables.booking.presence):
        week = rule.week or tables.week.days
        if rule.per is Period.WEEK and rule.min_days > week:
            yield (
                ("booking", "presence", n, "min_days"),
                Words(
                    f"{rule.min_days}: only {week} days a week are worked",
                    f"{rule.min_days}: si lavora solo {week} giorni a settimana",
                ),
            )


def _shorter_above_longer(tables: Tables) -> Iterator[Finding]:
    """
    Find a number that a longer period never lets anybody reach.

    One that holds only where the agreement counts by its period ("scheme") is an alternative to a
    shorter one, as "4 a week or 3 a month", and takes nothing from it.
    """
    quotas = list(enumerate(tables.booking.quotas))
    for (n, one), (m, other) in combinations(quotas, 2):
        short, long = sorted(((n, one), (m, other)), key=lambda row: _ORDER.index(row[1].per))
        if (
            short[1].per is not long[1].per
            and long[1].applies == "always"
            and short[1].modes & long[1].modes
            and (long[1].for_if is None or short[1].for_if == long[1].for_if)
            and short[1].max_days > long[1].max_days
        ):
            yield (
                ("booking", "quotas", short[0], "max_days"),
                Words(
                    f"{_plain(short[1].max_days)} a {short[1].per} is more than the "
                    f"{_plain(long[1].max_days)} a {long[1].per} that are allowed: look at both",
                    f"{_plain(short[1].max_days)} in {_IN_ITALIAN[short[1].per]} è più dei "
                    f"{_plain(long[1].max_days)} consentiti in {_IN_ITALIAN[long[1].per]}: guarda "
                    "entrambi",
                ),
            )


def _least_above_most(tables: Tables) -> Iterator[Finding]:
    least = tables.booking.least
    if least is None:
        return
    for quota in tables.booking.quotas:
        same = quota.per is least.per and quota.modes & least.modes and quota.for_if is None
        if same and least.min_days > quota.max_days:
            most = _plain(quota.max_days)
            yield (
                ("booking", "least", "min_days"),
                Words(
                    f"{least.min_days}: at most {most} are allowed in the same period",
                    f"{least.min_days}: nello stesso periodo ne sono consentiti al massimo {most}",
                ),
            )


def _one_thing_twice(tables: Tables) -> Iterator[Finding]:
    """Find rows of a list that answer the same question differently."""
    booking = tables.booking
    yield from _twice(
        ("booking", "quotas"),
        booking.quotas,
        lambda one: {(one.per, one.for_if, m) for m in one.modes},
    )
    yield from _twice(
        ("booking", "presence"),
        booking.presence,
        lambda one: {(one.per, one.week, m) for m in one.modes},
    )
    yield from _twice(
        ("booking", "presence_share"),
        booking.presence_share,
        lambda one: {(one.per, m) for m in one.modes},
    )
    yield from _twice(("booking", "notice"), booking.notice, lambda one: set(one.modes))
    yield from _twice(
        ("booking", "derogation_ceilings"), booking.derogation_ceilings, lambda one: {one.article}
    )
    yield from _twice(("eligibility", "modes"), tables.eligibility.modes, lambda one: {one.mode})
    for name in ("bands", "remote_bands"):
        yield from _weekday_bands(name, getattr(tables, name))
    yield from _twice(
        ("recall", "rules"),
        tables.recall.rules,
        lambda one: {(reason, mode) for reason in one.reasons for mode in one.modes},
    )


def _weekday_bands(name: str, bands: Bands | None) -> Iterator[Finding]:
    """Find rows of one season and the same people that share a weekday, and hidden ones."""
    rows = bands.weekday if bands is not None else ()
    path = (name, "weekday")
    yield from _twice(path, rows, lambda one: {(d, one.season, one.for_if) for d in one.weekdays})
    for number, row in enumerate(rows):
        for earlier, other in enumerate(rows[:number], start=1):
            same = other.season == row.season and other.for_if == row.for_if
            if other.covers(row) and not same:
                yield (*path, number), _hidden(earlier)
                break


def _twice(
    path: Path, rows: tuple[Any, ...], about: Callable[[Any], set[Any]]
) -> Iterator[Finding]:
    for number, row in enumerate(rows):
        for earlier, other in enumerate(rows[:number], start=1):
            if about(row) & about(other):
                yield (
                    (*path, number),
                    Words(
                        f"speaks of the same as row {earlier} of this list: leave one of the two",
                        f"parla della stessa cosa della riga {earlier} di questo elenco: lascia "
                        "una delle due",
                    ),
                )
                break


def _hidden_withdrawals(tables: Tables) -> Iterator[Finding]:
    rows = tables.agreement.withdrawal
    for number, row in enumerate(rows):
        for earlier, other in enumerate(rows[:number], start=1):
            if other.covers(row):
                yield (("agreement", "withdrawal", number), _hidden(earlier))
                break


def _hidden(earlier: int) -> Words:
    return Words(
        f"never decides: row {earlier} fits everybody whom it fits; the first row that fits "
        "decides, so write the special one before the general one",
        f"non decide mai: la riga {earlier} vale per tutti quelli per cui vale questa; decide la "
        "prima riga che vale, quindi scrivi la speciale prima della generale",
    )


def _hidden_approvers(tables: Tables) -> Iterator[Finding]:
    rows: tuple[ApproverRule, ...] = tables.approver
    for number, row in enumerate(rows):
        for earlier, other in enumerate(rows[:number], start=1):
            if row.appointments and not other.appointments and other.ranks >= row.ranks:
                yield (("approver", number), _hidden(earlier))
                break


def _points(tables: Tables) -> Iterator[Finding]:
    for name in ("ranking", "remote_ranking"):
        ranking = getattr(tables, name)
        yield from _points_of(name, ranking.points if ranking is not None else ())


def _points_of(name: str, rows: tuple[Points, ...]) -> Iterator[Finding]:
    for n, rule in enumerate(rows):
        if rule.child_from >= rule.child_under:
            yield (
                (name, "points", n, "child_under"),
                Words(
                    f"{rule.child_under}: no child is so young and at least {rule.child_from}",
                    f"{rule.child_under}: nessun figlio è più giovane e ha almeno "
                    f"{rule.child_from} anni",
                ),
            )
        if rule.at_most is not None and rule.at_most < rule.points:
            most, points = _plain(rule.at_most), _plain(rule.points)
            yield (
                (name, "points", n, "at_most"),
                Words(
                    f"{most}: less than the {points} points that are given at once",
                    f"{most}: meno dei {points} punti che si danno in una volta",
                ),
            )


def _expiry(tables: Tables) -> Iterator[Finding]:
    for name in ("expiry", "remote_expiry"):
        expiry: Expiry | None = getattr(tables.agreement, name)
        if expiry is None or expiry.tacit or not expiry.reply_days:
            continue
        yield (
            ("agreement", name, "reply_days"),
            Words(
                f"{expiry.reply_days}: only where silence extends (tacit = true) must a refusal "
                "come by a day",
                f"{expiry.reply_days}: solo dove il silenzio proroga (tacit = true) c'è un giorno "
                "entro cui disdire",
            ),
        )


def _plain(days: float) -> str:
    return str(int(days)) if days == int(days) else str(days)
