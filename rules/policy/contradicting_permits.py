"""Permits whose keys say nothing together, or contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from rules.facts import MINUTES_OF_A_DAY, Period
from rules.history import LONGEST
from rules.policy.locate import Path
from rules.policy.schema import Tables
from rules.policy.working_day import PermitRule
from rules.wrong import Words

Finding = tuple[Path, Words]
_OF_AN_EVENT = ("within_days", "within_working_days", "begins_within_days", "later")


def contradicting_permits(tables: Tables) -> Iterator[Finding]:
    """Give what is wrong with kinds of permits, each with its place inside the version."""
    for kind, rule in tables.permits.items():
        for key, words in _of_a_kind(kind, rule):
            yield (("permits", kind, key), words)


def _of_a_kind(kind: str, rule: PermitRule) -> Iterator[tuple[str, Words]]:
    limited = rule.max_days is not None or rule.max_minutes is not None
    if limited and rule.per is None:
        key = "max_minutes" if rule.max_days is None else "max_days"
        yield (
            key,
            Words(
                f'{getattr(rule, key)}: over which period? add per, as per = "year"',
                f'{getattr(rule, key)}: in quale periodo? aggiungi per, come per = "year"',
            ),
        )
    if rule.part_time and not limited:
        yield (
            "part_time",
            Words(
                "true: there is no limit that part time could lower: add max_days or max_minutes",
                "true: non c'è un limite da ridurre: aggiungi max_days o max_minutes",
            ),
        )
    for key in _OF_AN_EVENT:
        if getattr(rule, key) is not None and rule.per != "event":
            yield (
                key,
                Words(
                    f'{getattr(rule, key)!r}: it counts from an event: write per = "event"',
                    f'{getattr(rule, key)!r}: si conta da un evento: scrivi per = "event"',
                ),
            )
    first, last = rule.begins_within_days, rule.within_days
    if first is not None and last is not None and first > last:
        yield (
            "begins_within_days",
            Words(
                f"{first}: its last day lies within {last} already",
                f"{first}: il suo ultimo giorno è già entro {last}",
            ),
        )
    if kind in rule.never_with:
        yield (
            "never_with",
            Words(
                f"{kind!r}: a permit is always on the same day as itself",
                f"{kind!r}: un permesso è sempre nello stesso giorno di sé stesso",
            ),
        )
    most = LONGEST[rule.per] * MINUTES_OF_A_DAY if isinstance(rule.per, Period) else None
    if most is not None and rule.max_minutes is not None and rule.max_minutes >= most:
        yield (
            "max_minutes",
            Words(
                f"{rule.max_minutes} minutes: a {rule.per} has no more; two hours are 120",
                f"{rule.max_minutes} minuti: un periodo `{rule.per}` non ne ha di più; due ore "
                "sono 120",
            ),
        )
