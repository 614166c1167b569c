"""Which keys each table of a policy knows, to say where a wrong one would belong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from rules.conditions import Condition
from rules.policy.schema import Head, Tables
from rules.wrong import Words

Path = tuple[str | int, ...]
MOST_PLACES = 3
QUESTIONS = {
    "eligibility": "eligible",
    "booking": "book",
    "bands": "bands",
    "remote_bands": "bands",
    "disconnection": "deliver",
    "contact": "contact",
    "day": "day",
    "approver": "approver",
    "swap": "swap",
    "recall": "recall",
    "permits": "permit",
    "permit_approvals": "permit_approval",
    "agreement": "withdraw",
    "clauses": "agreement",
    "priority": "rank",
    "ranking": "rank",
    "remote_ranking": "rank",
    "on_call": "on_call",
    "report": "report",
}
"""The question that each table answers."""
OF_A_VERSION = ("from", "to", "repeals")
"""What a version says of itself, beside its tables."""
_ENDS = frozenset({"until", "end", "ends", "al", "fino_al", "last_day"})
OF_KINDS = frozenset({("permits",), ("permit_approvals",)})
"""Tables that have one entry for each kind of permit."""


def unknown_key(path: Path) -> Words:
    """Say of an unknown key what may have been meant, or where it belongs."""
    key, table = str(path[-1]), _named(path[:-1])
    in_head = path[:1] != ("version",)
    if in_head and key in Tables.model_fields:
        place = written((key,))
        return Words(
            f"misplaced: write it inside a version, as {place}",
            f"fuori posto: scrivila in una versione, come {place}",
        )
    fields = tuple(Head.model_fields) if in_head else tables_of_the_schema().get(table, ())
    if not in_head and not table:
        fields = (*OF_A_VERSION, *fields)
        if key in _ENDS:
            return Words(
                "unknown key: write 'to' for the last day of a version",
                "chiave sconosciuta: scrivi 'to' per l'ultimo giorno di una versione",
            )
    if close := get_close_matches(key, fields, n=1):
        return Words(
            f"unknown key: write {close[0]!r}, if that is meant",
            f"chiave sconosciuta: scrivi {close[0]!r}, se è questa",
        )
    if places := _places(key):
        return Words(
            f"misplaced: {key!r} belongs in {' or '.join(places)}",
            f"fuori posto: {key!r} sta in {' o '.join(places)}",
        )
    known = f"known here are {', '.join(fields)}" if fields else "it has no keys"
    italian = f"qui ci sono {', '.join(fields)}" if fields else "non ha chiavi"
    return Words(f"unknown key: remove it ({known})", f"chiave sconosciuta: toglila ({italian})")


def missing_key(path: Path) -> Words:
    """Say of a missing key what it is needed for."""
    table = _named(path)
    question = QUESTIONS.get(table[0]) if table else None
    if table in _conditions():
        example = "{ conditions_any = [...] }"
        example = f"[{example}]" if table in _repeated() else example
        return Words(
            f"missing: add {table[-1]} = {example}, for whom it is",
            f"manca: aggiungi {table[-1]} = {example}, per chi vale",
        )
    if table in tables_of_the_schema():
        needed = f" (the question `{question}` cannot be answered without it)" if question else ""
        italian = f" (senza, la domanda `{question}` resta senza risposta)" if question else ""
        place = written(table)
        return Words(
            f"missing: add {place}, with source and quote{needed}",
            f"manca: aggiungi {place}, con source e quote{italian}",
        )
    if table[-1:] == ("source",):
        return Words(
            "missing: add it, with source and quote", "manca: aggiungila, con source e quote"
        )
    return Words("missing: add it", "manca: aggiungila")


def written(table: tuple[str, ...]) -> str:
    """Write the head of a table as it stands in a file, `[[..]]` where it may come again."""
    kind = ("KIND",) if table[:1] in OF_KINDS else ()
    name = ".".join(("version", *table[:1], *kind, *table[1:]))
    return f"[[{name}]]" if table in _repeated() else f"[{name}]"


@cache
def tables_of_the_schema() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Map the path of every table of a version to the keys that it knows."""
    inside = {path: tuple(model.model_fields) for path, model, _ in _tables(Tables, ())}
    return {(): tuple(Tables.model_fields), **inside}


@cache
def tables_with_models() -> Mapping[tuple[str, ...], type[BaseModel]]:
    """Map the path of every table of a version to its class, in the order of the schema."""
    return {
        path: model
        for path, model, _ in _tables(Tables, ())
        if not any(path[: len(one)] == one for one in _conditions())
    }


@cache
def _repeated() -> frozenset[tuple[str, ...]]:
    return frozenset(path for path, _, repeated in _tables(Tables, ()) if repeated)


def _tables(
    model: type[BaseModel], path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], type[BaseModel], bool]]:
    for name, field in model.model_fields.items():
        for inner, repeated in _models(field.annotation):
            yield (*path, name), inner, repeated
            yield from _tables(inner, (*path, name))


def _models(annotation: Any) -> Iterator[tuple[type[BaseModel], bool]]:
    """Find the tables inside a type: itself, in an optional, or in a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation, False
    for inner in get_args(annotation):
        for model, _ in _models(inner):
            yield model, Ellipsis in get_args(annotation)


def _named(path: Path) -> tuple[str, ...]:
    """Leave out what the schema does not name: positions in lists, kinds of permits."""
    names = [part for part in path if isinstance(part, str)]
    if names[:1] == ["version"]:
        names = names[1:]
    if tuple(names[:1]) in OF_KINDS:
        names = names[:1] + names[2:]
    return tuple(names)


def _places(key: str) -> list[str]:
    tables = [t for t, keys in tables_of_the_schema().items() if key in keys and "for_if" not in t]
    own = [written(table) for table in tables if table not in _conditions()]
    return (own or [written(table) for table in tables])[:MOST_PLACES]


@cache
def _conditions() -> frozenset[tuple[str, ...]]:
    return frozenset(path for path, model, _ in _tables(Tables, ()) if model is Condition)
