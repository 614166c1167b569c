"""What differs between two versions of policies, of one body or of two."""

from __future__ import annotations

from collections.abc import Iterator

from rules.policy.entries import Entry, entries
from rules.policy.schema import Tables

Key = tuple[str, str, int]


def differences(one: Tables, other: Tables, *, names: tuple[str, str]) -> Iterator[str]:
    """
    Say in words what differs, each with its articles; nothing where only the wording does.

    Args:
        one: the tables of one version.
        other: those of the other.
        names: how the two are called in the sentences.

    """
    left, right = _keyed(one), _keyed(other)
    for key in [*left, *(key for key in right if key not in left)]:
        here, there = left.get(key), right.get(key)
        if here is not None and there is not None:
            yield from _changed(here, there, names)
        elif here is not None:
            yield _alone(here, names[0], names[1])
        elif there is not None:
            yield _alone(there, names[1], names[0])


def _keyed(tables: Tables) -> dict[Key, Entry]:
    found: dict[Key, Entry] = {}
    for entry in entries(tables):
        number = 0
        while (entry.name, entry.which, number) in found:
            number += 1
        found[entry.name, entry.which, number] = entry
    return found


def _changed(here: Entry, there: Entry, names: tuple[str, str]) -> Iterator[str]:
    says = [_with_strength(entry) for entry in (here, there)]
    for field in dict.fromkeys([*says[0], *says[1]]):
        first, second = (said.get(field, "not said") for said in says)
        if first != second:
            yield (
                f"{here.title}: {field.replace('_', ' ')} is {first} in {names[0]} "
                f"({_article(here)}), {second} in {names[1]} ({_article(there)})"
            )


def _with_strength(entry: Entry) -> dict[str, str]:
    return {**entry.says, "strength": entry.value.strength.value}


def _alone(entry: Entry, name: str, other: str) -> str:
    content = f": {entry.content}" if entry.content else ""
    return f"{entry.title}{content}: only in {name} ({_article(entry)}), not in {other}"


def _article(entry: Entry) -> str:
    return f"art. {entry.value.source}" if entry.value.source else "the act is silent"
