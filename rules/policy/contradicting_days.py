"""Days that contradict each other: limits that nobody can meet, gifts that give nothing."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from rules.facts import Period
from rules.history import LONGEST
from rules.policy.locate import Path
from rules.policy.schema import Tables
from rules.wrong import Words

Finding = tuple[Path, Words]
_HALVES = 2
SHORTEST_MONTH = 29
"""The first day of the next month, counted on from February, which is the shortest."""


def contradicting_days(tables: Tables) -> Iterator[Finding]:
    """Give what is wrong with numbers of days, each with its place inside the version."""
    yield from _least(tables)
    yield from _nobody_is_ever_away(tables)
    yield from _without_a_quota(tables)
    yield from _giving_nothing(tables)
    yield from _halves(tables)
    yield from _notices(tables)
    yield from _lost_days(tables)


def worked_days(per: Period, week: int) -> int:
    """Give the most days of a period that are worked, `week` a week."""
    weeks, rest = divmod(LONGEST[per], 7)
    return weeks * week + min(rest, week)


def _least(tables: Tables) -> Iterator[Finding]:
    booking = tables.booking
    rows: list[tuple[Path, Period, int, int]] = [
        (("booking", "presence", n, "min_days"), one.per, one.min_days, one.week or 0)
        for n, one in enumerate(booking.presence)
        if one.per is not Period.WEEK
    ]
    least = booking.least
    if least is not None:
        rows.append((("booking", "least", "min_days"), least.per, least.min_days, 0))
    for path, per, days, week in rows:
        most = worked_days(per, week or tables.week.days)
        if days > most:
            yield (
                path,
                Words(
                    f"{days}: at most {most} days are worked in such a period",
                    f"{days}: in un tale periodo si lavora al massimo {most} giorni",
                ),
            )
    for quota in booking.quotas if least is not None else ():
        if least is None or quota.per is least.per or not quota.modes & least.modes:
            continue
        if quota.for_if is not None:
            continue
        touching = ceil(LONGEST[least.per] / LONGEST[quota.per]) + 1
        if LONGEST[quota.per] < LONGEST[least.per] and least.min_days > quota.max_days * touching:
            most_away = int(quota.max_days * touching)
            yield (
                ("booking", "least", "min_days"),
                Words(
                    f"{least.min_days}: with {quota.max_days:g} a {quota.per} nobody comes to "
                    f"more than {most_away}",
                    f"{least.min_days}: con {quota.max_days:g} per `{quota.per}` nessuno arriva a "
                    f"più di {most_away}",
                ),
            )


def _nobody_is_ever_away(tables: Tables) -> Iterator[Finding]:
    booking = tables.booking
    for n, rule in enumerate(booking.presence):
        week = rule.week or tables.week.days
        if rule.per is Period.WEEK and rule.min_days == week and rule.exempt is None:
            yield (
                ("booking", "presence", n, "min_days"),
                Words(
                    f"{rule.min_days}: no day of a week of {week} is left to be away",
                    f"{rule.min_days}: di una settimana di {week} giorni non ne resta nessuno "
                    "fuori sede",
                ),
            )
    for n, share in enumerate(booking.presence_share):
        if share.percent == 100 and share.exempt is None:
            yield (
                ("booking", "presence_share", n, "percent"),
                Words("100: no day is left to be away", "100: non resta nessun giorno fuori sede"),
            )
    for n, anchor in enumerate(booking.anchor):
        if anchor.except_if is None and anchor.weekdays >= frozenset(range(tables.week.days)):
            yield (
                ("booking", "anchor", n, "weekdays"),
                Words(
                    "they are all the days that are worked: nobody could ever be away",
                    "sono tutti i giorni lavorati: nessuno potrebbe mai stare fuori sede",
                ),
            )


def _without_a_quota(tables: Tables) -> Iterator[Finding]:
    booking = tables.booking
    known = {quota.per for quota in booking.quotas}
    rows: list[tuple[Path, Period]] = [
        (("booking", "raised", n, "instead_of"), one.instead_of)
        for n, one in enumerate(booking.raised)
    ]
    rows += [
        (("booking", "extra", n, "beyond"), one.beyond) for n, one in enumerate(booking.extra)
    ]
    for path, per in rows:
        if per not in known:
            listed = ", ".join(one for one in LONGEST if one in known) or "-"
            yield (
                path,
                Words(
                    f"{str(per)!r}: the act has no quota for this period (it has: {listed})",
                    f"{str(per)!r}: l'atto non ha una quota per questo periodo (ha: {listed})",
                ),
            )


def _giving_nothing(tables: Tables) -> Iterator[Finding]:
    booking = tables.booking
    usual: dict[Period, float] = {}
    of_everybody = (one for one in booking.quotas if one.for_if is None)
    for quota in of_everybody:  # what is more than one of several numbers gives something
        usual[quota.per] = min(quota.max_days, usual.get(quota.per, quota.max_days))
    for n, raised in enumerate(booking.raised):
        was = usual.get(raised.per)
        if raised.per is raised.instead_of and was is not None and raised.max_days <= was:
            yield ("booking", "raised", n, "max_days"), _no_more(raised.max_days, was)
    for n, ceiling in enumerate(booking.derogation_ceilings):
        was = usual.get(Period.WEEK)
        if was is not None and ceiling.per_week < was:
            yield (
                ("booking", "derogation_ceilings", n, "per_week"),
                _no_more(ceiling.per_week, was),
            )
    for n, extra in enumerate(booking.extra):
        if LONGEST[extra.per] < LONGEST[extra.beyond]:
            yield (
                ("booking", "extra", n, "per"),
                Words(
                    f"{str(extra.per)!r} is shorter than the period of `beyond`",
                    f"{str(extra.per)!r} è più breve del periodo di `beyond`",
                ),
            )
        if extra.max_days > LONGEST[extra.per]:
            yield (
                ("booking", "extra", n, "max_days"),
                Words(
                    f"{extra.max_days:g}: a {extra.per} has at most {LONGEST[extra.per]} days",
                    f"{extra.max_days:g}: un periodo `{extra.per}` ha al massimo "
                    f"{LONGEST[extra.per]} giorni",
                ),
            )


def _no_more(days: float, usual: float) -> Words:
    return Words(
        f"{days:g}: no more than the {usual:g} that everybody has",
        f"{days:g}: non più dei {usual:g} che hanno tutti",
    )


def _halves(tables: Tables) -> Iterator[Finding]:
    booking = tables.booking
    split = booking.half_days is None or booking.half_days.allowed
    for name in ("quotas", "raised", "extra"):
        for n, one in enumerate(getattr(booking, name)):
            halves = one.max_days * _HALVES
            if halves != int(halves):
                words = Words(
                    f"{one.max_days:g}: days have halves and no smaller parts",
                    f"{one.max_days:g}: le giornate hanno metà, non parti più piccole",
                )
            elif not split and halves % _HALVES:
                words = Words(
                    f"{one.max_days:g}: the act forbids half days",
                    f"{one.max_days:g}: l'atto non ammette mezze giornate",
                )
            else:
                continue
            yield ("booking", name, n, "max_days"), words


def _notices(tables: Tables) -> Iterator[Finding]:
    booking = tables.booking
    ahead = booking.horizon
    for n, notice in enumerate(booking.notice):
        if ahead is not None and (notice.month_before or 31) + ahead.days < SHORTEST_MONTH:
            yield (
                ("booking", "notice", n, "month_before"),
                Words(
                    f"{notice.month_before}: days are asked for at most {ahead.days} ahead, so "
                    "none of the next month could be",
                    f"{notice.month_before}: le giornate si chiedono al massimo {ahead.days} "
                    "giorni prima: nessuna del mese dopo si potrebbe chiedere",
                ),
            )
        before = notice.days_before or (notice.hours_before or 0) / 24
        if ahead is not None and before > ahead.days:
            key = "hours_before" if notice.days_before is None else "days_before"
            told = getattr(notice, key)
            yield (
                ("booking", "notice", n, key),
                Words(
                    f"{told}: days are asked for at most {ahead.days} ahead, so none could be",
                    f"{told}: le giornate si chiedono al massimo {ahead.days} giorni prima: "
                    "nessuna si potrebbe chiedere",
                ),
            )


def _lost_days(tables: Tables) -> Iterator[Finding]:
    recovery, unused = tables.booking.recovery, tables.booking.unused
    if unused is not None and unused.allowed and unused.within is not None:
        yield (
            ("booking", "unused", "within"),
            Words(
                f"{str(unused.within)!r}: only where allowed = false it says when all the same",
                f"{str(unused.within)!r}: solo dove allowed = false dice quando comunque",
            ),
        )
    if recovery is None:
        return
    for_absence = recovery.causes - {"recall"}
    if unused is not None and not unused.allowed and unused.within is None and for_absence:
        listed = ", ".join(sorted(for_absence))
        yield (
            ("booking", "unused", "allowed"),
            Words(
                f"false: `booking.recovery` gives back days lost for {listed}",
                f"false: `booking.recovery` restituisce le giornate perse per {listed}",
            ),
        )
    given_back = tables.recall.given_back
    if given_back is not None and not given_back.allowed and "recall" in recovery.causes:
        yield (
            ("recall", "given_back", "allowed"),
            Words(
                "false: `booking.recovery` gives back days lost for a recall",
                "false: `booking.recovery` restituisce le giornate perse per richiamo",
            ),
        )
