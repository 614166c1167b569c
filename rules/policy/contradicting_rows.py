"""Rows of a version that say the same twice, never decide, or speak of what nothing counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from rules.facts import Mode
from rules.policy.locate import Path
from rules.policy.ranking_tables import Ranking
from rules.policy.schema import Tables
from rules.policy.values import Value
from rules.wrong import Words

Finding = tuple[Path, Words]
_CITATION = {"source", "quote", "also", "strength", "way_out"}
_BESIDE: Mapping[Path, set[str]] = MappingProxyType(
    {("eligibility", "requirements"): {"always", "except_if"}}
)
"""What makes no other row of it: who is shut out twice is shut out whatever the second saves."""
_LISTS = (
    ("eligibility", "requirements"),
    ("eligibility", "in_any_case"),
    ("booking", "raised"),
    ("booking", "extra"),
    ("booking", "public_days"),
    ("booking", "anchor"),
    ("agreement", "duration"),
    ("clauses",),
    ("priority",),
    ("ranking", "precedence"),
    ("ranking", "points"),
    ("remote_ranking", "precedence"),
    ("remote_ranking", "points"),
    ("on_call", "bars"),
)
"""Lists in which a row that says the same as another is one too many."""


def contradicting_rows(tables: Tables) -> Iterator[Finding]:
    """Give rows that nothing rests on, each with its place inside the version."""
    for path in _LISTS:
        yield from _written_twice(path, _rows(tables, path))
    yield from _never_asked(tables)
    for name in ("ranking", "remote_ranking"):
        yield from _uncounted((name,), getattr(tables, name))
    yield from _of_remote_work(tables)
    yield from _silent_durations(tables)
    yield from _refused_with_notice(tables)
    yield from _alone_but_not_allowed(tables)
    yield from _on_call_hours(tables)
    yield from _working_hours(tables)


def _rows(tables: Tables, path: tuple[str, ...]) -> tuple[Value, ...]:
    found: Any = tables
    for name in path:
        found = getattr(found, name, None)
    return found or ()


def _written_twice(path: Path, rows: tuple[Value, ...]) -> Iterator[Finding]:
    said = [row.model_dump(exclude=_CITATION | _BESIDE.get(path, set())) for row in rows]
    for number, one in enumerate(said):
        if one in said[:number]:
            earlier = said.index(one)
            yield (*path, number), _same(rows[earlier], rows[number], earlier + 1)


def _same(one: Value, other: Value, number: int) -> Words:
    """Say what two rows have in common, and what to do of what they have not."""
    if getattr(one, "except_if", None) != getattr(other, "except_if", None):
        return Words(
            f"shuts out the same people as row {number} of this list, whomever it saves: write "
            "one row with both exceptions",
            f"esclude le stesse persone della riga {number} di questo elenco, chiunque salvi: "
            "scrivi una sola riga con le due eccezioni",
        )
    if one.strength != other.strength:
        return Words(
            f"says the same as row {number} of this list and binds otherwise: leave the one that "
            "the act means",
            f"dice lo stesso della riga {number} di questo elenco e vincola in modo diverso: "
            "lascia quella che intende l'atto",
        )
    if one.source == other.source:
        return Words(
            f"says the same as row {number} of this list: leave one",
            f"dice lo stesso della riga {number} di questo elenco: lasciane una",
        )
    return Words(
        f"says the same as row {number} of this list: leave one, and name the other's article in "
        "also",
        f"dice lo stesso della riga {number} di questo elenco: lasciane una, e nomina in also "
        "l'articolo dell'altra",
    )


def _never_asked(tables: Tables) -> Iterator[Finding]:
    """Find exceptions that hold for everybody whom the rule itself speaks of."""
    for number, row in enumerate(tables.eligibility.requirements):
        out, saved = row.excluded_if, row.except_if
        if out is not None and saved is not None and saved.includes(out):
            yield (
                ("eligibility", "requirements", number, "except_if"),
                Words(
                    "it saves everybody whom excluded_if shuts out: nobody is ever",
                    "salva tutti quelli che excluded_if esclude: nessuno lo è mai",
                ),
            )


def _uncounted(path: Path, ranking: Ranking | None) -> Iterator[Finding]:
    if ranking is None:
        return
    for number, rule in enumerate(ranking.points):
        place = (*path, "points", number)
        if ranking.order != "points":
            yield (
                place,
                Words(
                    f'points count only where order is "points": here it is {ranking.order!r}',
                    f'i punti contano solo dove order è "points": qui è {ranking.order!r}',
                ),
            )
        of_children = {"child_from", "child_under", "child_disabled"} & rule.model_fields_set
        if of_children and rule.each != "child":
            key = min(of_children)
            yield (
                (*place, key),
                Words(
                    f'it says which children count: write each = "child", not {rule.each!r}, or '
                    "for_if",
                    f'dice quali figli contano: scrivi each = "child", non {rule.each!r}, oppure '
                    "for_if",
                ),
            )
    silent = ranking.order != "points" and not ranking.precedence and ranking.ties is None
    if silent and path[0] == "ranking":  # without a row remote work puts nobody first, as it may
        yield (
            (*path, "order"),
            Words(
                f"{ranking.order!r}: no [[version.{path[0]}.precedence]] says who comes first",
                f"{ranking.order!r}: nessuna [[version.{path[0]}.precedence]] dice chi precede",
            ),
        )


def _of_remote_work(tables: Tables) -> Iterator[Finding]:
    """Find what is said of remote work alone by an act that does not provide for it."""
    modes = tables.eligibility.modes
    if not any(rule.mode is Mode.REMOTE and not rule.regulated for rule in modes):
        return
    said: tuple[tuple[Path, object], ...] = (
        (("remote_bands",), tables.remote_bands),
        (("remote_ranking",), tables.remote_ranking),
        (("agreement", "remote_expiry"), tables.agreement.remote_expiry),
    )
    for path, value in said:
        if value is not None:
            yield (
                path,
                Words(
                    "nobody has it: eligibility.modes says that remote work is not provided for",
                    "non vale per nessuno: eligibility.modes dice che il lavoro da remoto non è "
                    "previsto",
                ),
            )


def _silent_durations(tables: Tables) -> Iterator[Finding]:
    for number, rule in enumerate(tables.agreement.duration):
        least, most = rule.min_months, rule.max_months
        if least is not None and most is not None and least > most:
            yield (
                ("agreement", "duration", number, "min_months"),
                Words(
                    f"{least}: an agreement lasts at most {most} months",
                    f"{least}: un accordo dura al massimo {most} mesi",
                ),
            )
        if not rule.ends and most is None and least is None:
            yield (
                ("agreement", "duration", number),
                Words(
                    "says nothing: write ends = true, min_months or max_months",
                    "non dice nulla: scrivi ends = true, min_months o max_months",
                ),
            )


def _refused_with_notice(tables: Tables) -> Iterator[Finding]:
    for number, rule in enumerate(tables.agreement.withdrawal):
        if not rule.allowed and rule.notice_days:
            yield (
                ("agreement", "withdrawal", number),
                Words(
                    f"notice_days = {rule.notice_days}: nobody withdraws where allowed = false",
                    f"notice_days = {rule.notice_days}: nessuno recede dove allowed = false",
                ),
            )


def _alone_but_not_allowed(tables: Tables) -> Iterator[Finding]:
    if tables.swap.alone is not None and not tables.swap.employee.allowed:
        yield (
            ("swap", "alone"),
            Words(
                "swap.employee does not let the employee move a day at all",
                "swap.employee non lascia spostare giornate al dipendente",
            ),
        )


def _on_call_hours(tables: Tables) -> Iterator[Finding]:
    hours = tables.on_call.hours if tables.on_call is not None else None
    if hours is None:
        return
    if hours.until > hours.weekday_from:
        yield (
            ("on_call", "hours", "until"),
            Words(
                "it ends on the next day after the hour at which that day's turn has begun",
                "finisce il giorno dopo oltre l'ora in cui il turno di quel giorno è iniziato",
            ),
        )
    if hours.afternoon_from < hours.weekday_from:
        yield (
            ("on_call", "hours", "afternoon_from"),
            Words(
                "on days with an afternoon return the turn begins no earlier than weekday_from",
                "nei giorni di rientro il turno non comincia prima di weekday_from",
            ),
        )


def _working_hours(tables: Tables) -> Iterator[Finding]:
    hours = tables.hours
    for spans, minutes, key in (
        (hours.day_hours, hours.day_minutes, "day_minutes"),
        (hours.afternoon_day_hours, hours.afternoon_day_minutes, "afternoon_day_minutes"),
    ):
        total = sum(one.minutes for one in spans)
        if spans and minutes is not None and total != minutes:
            yield (
                ("hours", key),
                Words(
                    f"{minutes}: the hours written beside it last {total} minutes",
                    f"{minutes}: le ore scritte accanto durano {total} minuti",
                ),
            )
    if hours.day_hours and min(hours.day_hours).start != hours.start:
        yield (
            ("hours", "start"),
            Words(
                f"day_hours begin at {str(min(hours.day_hours))[:5]}: write the same hour",
                f"day_hours comincia alle {str(min(hours.day_hours))[:5]}: scrivi la stessa ora",
            ),
        )
    short, long = hours.day_minutes, hours.afternoon_day_minutes
    if short is not None and long is not None and long < short:
        yield (
            ("hours", "afternoon_day_minutes"),
            Words(
                f"{long}: a day with afternoon return is shorter than one without ({short})",
                f"{long}: un giorno con rientro è più breve di uno senza ({short})",
            ),
        )
