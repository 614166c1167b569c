"""Every table and key of a policy file as one page, written from the schema itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from importlib import resources
from typing import Any, Literal, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from rules.conditions import Condition, Evaluation, Sanctions
from rules.facts import (
    APPOINTMENTS,
    CONDITIONS,
    PERMIT_KINDS,
    SANCTIONS,
    WEEKDAYS,
    WORK_KINDS,
    Band,
    clock_text,
)
from rules.policy.day_limits import LOSSES
from rules.policy.keys import tables_with_models, written
from rules.policy.lasting import CAUSES, CLAUSES, PARTIES
from rules.policy.meanings import meaning
from rules.policy.schema import CONTRACTS, ROLES, Head
from rules.policy.values import Season, Value
from rules.policy.words import TITLES
from rules.policy.working_day import RECALL_REASONS

_HEAD = ("| key | meaning | kind | default |", "| --- | --- | --- | --- |")
_REMOTE = "remote_"
_HEAD_EXAMPLE = """id = "valle-alta"
name = "Comune di Valle Alta"
act = "Regolamento per il lavoro agile, G.C. 7 del 20.1.2025"
contract = "funzioni-locali"
verified_on = 2026-07-01"""
_OF_EVERY_TABLE = frozenset({"source", "quote", "also", "strength"})
_WORDS: dict[str, frozenset[str] | tuple[str, ...]] = {
    "contract": CONTRACTS,
    "roles": ROLES,
    "appointments": APPOINTMENTS,
    "clauses": CLAUSES,
    "by": PARTIES,
    "reasons": RECALL_REASONS,
    "never_with": PERMIT_KINDS,
    "RefusedKinds.kinds": PERMIT_KINDS,
    "causes": CAUSES,
    "Recovery.causes": LOSSES,
    "kinds_any": WORK_KINDS,
    "kinds_only": WORK_KINDS,
    "conditions_any": CONDITIONS,
    "conditions_all": CONDITIONS,
    "above": SANCTIONS,
    "contracts": ("permanent", "fixed_term"),
    "equipment": ("administration", "own", "none"),
    "backlog": ("none", "planned", "unplanned"),
}
"""Lists of words that the schema checks and its types do not show."""
_PLAIN = {
    bool: "`true` or `false`",
    int: "whole number",
    float: "number",
    str: "words",
    date: "day, as `2026-12-31`",
    Band: 'hours, as `"10:00-12:00"`',
    Season: 'part of a year, as `"06-15/09-15"`',
}


_HOURS = frozenset({"hour", "start", "turn_begins", "weekday_from", "afternoon_from", "until"})


def reference() -> str:
    """Write `docs/policy-reference.md`."""
    return "\n".join(_lines()).rstrip("\n") + "\n"


def _lines() -> Iterator[str]:
    yield "# Every table and key of a policy file"
    yield ""
    yield (
        "Written by `sportello policy reference` from the schema: change that, not this page. "
        "[policy.md](policy.md) explains how to write a file."
    )
    yield from _section("The head of the file", Head, _HEAD_EXAMPLE)
    yield ""
    yield "## In every table"
    yield ""
    yield from _rows(Value, tuple(_OF_EVERY_TABLE & set(Value.model_fields)))
    yield from _section(
        "Conditions: for whom", Condition, 'for_if = { ranks = ["eq"], km_over = 30 }'
    )
    yield from _section(
        "`sanctions` of a condition",
        Sanctions,
        'sanctions = { at_least = 1, above = "written_warning", years = 2 }',
    )
    yield from _section(
        "`evaluation` of a condition", Evaluation, "evaluation = { below = 60, years = 2 }"
    )
    for path, model in tables_with_models().items():
        name = ".".join(path)
        if model in (Condition, Sanctions, Evaluation) or not issubclass(model, BaseModel):
            continue
        yield from _section(f"`{written(path)}`", model, _example(path), TITLES.get(name, ""))


def _section(heading: str, model: type[BaseModel], example: str, title: str = "") -> Iterator[str]:
    yield ""
    yield f"## {heading}"
    yield ""
    if title:
        yield f"{title}. {_about(model)}"
    else:
        yield _about(model)
    own = tuple(n for n, f in model.model_fields.items() if not _is_table(f.annotation))
    keys = tuple(
        name for name in own if not (issubclass(model, Value) and name in _OF_EVERY_TABLE)
    )
    if keys:
        yield ""
        yield from _rows(model, keys)
    if example:
        yield ""
        yield "```toml"
        yield example
        yield "```"


def _about(model: type[BaseModel]) -> str:
    return re.sub(r"\s+", " ", model.__doc__ or "").strip()


def _rows(model: type[BaseModel], keys: tuple[str, ...]) -> Iterator[str]:
    yield from _HEAD
    for key in sorted(keys, key=list(model.model_fields).index):
        field = model.model_fields[key]
        default = _hour_of(field) if key in _HOURS else _default(field)
        cells = (f"`{key}`", meaning(model.__name__, key), _kind(model, key), default)
        yield "| " + " | ".join(cells) + " |"


def _is_table(annotation: Any) -> bool:
    """Tell whether a field is a table, or a list of tables, that has a section of its own."""
    inner = (annotation, *get_args(annotation))
    tables = [one for one in inner if isinstance(one, type) and issubclass(one, BaseModel)]
    own = (Condition, Sanctions, Evaluation)
    return bool(tables) and not all(issubclass(one, own) for one in tables)


def _kind(model: type[BaseModel], key: str) -> str:
    field = model.model_fields[key]
    named = _WORDS.get(f"{model.__name__}.{key}") or _WORDS.get(key)
    kind = _of(field.annotation, key)
    words = re.search(r"\bwords\b", kind)
    if named is not None and words:
        listed = ", ".join(f"`{word}`" for word in _ordered(named))
        kind = kind.replace("words", f"words: {listed}", 1)
    return kind + _limits(field)


def _ordered(words: frozenset[str] | tuple[str, ...]) -> tuple[str, ...]:
    return words if isinstance(words, tuple) else tuple(sorted(words))


def _of(annotation: Any, key: str) -> str:
    if key == "week_before":
        return f"one of {', '.join(f'`{one}`' for one in WEEKDAYS)}"
    if key in {"weekdays", "evenings"}:
        return f"list of weekdays: {', '.join(f'`{one}`' for one in WEEKDAYS)}"
    if key in _HOURS:
        return 'hour, as `"09:30"`'
    return _composed(annotation, key) if get_args(annotation) else _single(annotation)


def _composed(annotation: Any, key: str) -> str:
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return "one of " + ", ".join(f"`{getattr(one, 'value', one)}`" for one in inside)
    if origin in (frozenset, tuple):
        return f"list of {_of(inside[0], key).removeprefix('one of ')}"
    if origin is dict:
        return "table of words"
    return ", or ".join(dict.fromkeys(_of(one, key) for one in inside if one is not type(None)))


def _single(annotation: Any) -> str:
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return "one of " + ", ".join(f"`{one.value}`" for one in annotation)
    return "condition" if annotation is Condition else "table"


def _limits(field: FieldInfo) -> str:
    said = []
    for one in field.metadata:
        match one:
            case Ge():
                said.append(f"at least {one.ge}")
            case Gt():
                said.append(f"more than {one.gt}")
            case Le():
                said.append(f"at most {one.le}")
            case Lt():
                said.append(f"less than {one.lt}")
    return f" ({', '.join(said)})" if said else ""


def _hour_of(field: FieldInfo) -> str:
    return "needed" if field.is_required() else f"`{clock_text(field.get_default())}`"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "needed"
    value = field.get_default(call_default_factory=True)
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, frozenset):
        if value and all(isinstance(one, int) for one in value):
            return "every day"
        return ", ".join(f"`{one}`" for one in sorted(value)) if len(value) < 5 else "all"
    if value is None or value in ("", (), {}):
        return ""
    return f"`{getattr(value, 'value', value)}`"


def _example(path: tuple[str, ...]) -> str:
    """Take the table's lines from the template of a new file, where it stands on its own."""
    if path[0].startswith(_REMOTE):  # the same tables as without it
        usual = path[0].removeprefix(_REMOTE)
        return _example((usual, *path[1:])).replace(f"version.{usual}", f"version.{path[0]}")
    template = (resources.files("rules") / "policy" / "new.toml").read_text("utf-8")
    head = re.escape(written(path)).replace("KIND", r"\w+")
    found = re.search(rf"^#?{head}\n((?:(?:#?[^\n#\[ ]| +\{{)[^\n]*\n)+)", template, re.MULTILINE)
    if found is None:
        return _row_example(path, template)
    text = found[0].rstrip("\n")
    return re.sub(r"^#", "", text, flags=re.MULTILINE)


def _row_example(path: tuple[str, ...], template: str) -> str:
    """Take a list that stands in its table with one row a line."""
    found = re.search(rf"^#?{path[-1]} = \[\n#? *(\{{[^\n]*\}},?)\n", template, re.MULTILINE)
    return f"{path[-1]} = [\n    {found[1]}\n]" if found else ""
