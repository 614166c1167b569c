"""Read a case file: all of it or nothing, with file, line, case and field of every mistake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

import yaml
from pydantic import ValidationError

from rules.casebook.bounds import LOADER, too_much
from rules.casebook.facts import employee_of, history_of
from rules.casebook.schema import Ask, CaseFields, FileFields
from rules.casebook.surprises import surprises
from rules.conditions import OWN_KINDS
from rules.facts import Employee
from rules.history import History
from rules.policy.errors import Problem
from rules.policy.locate import Path

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Case:
    """One question with its facts and, in a casebook, the answer that is expected."""

    file: str
    body: str
    id: str
    at: datetime
    employee: Employee
    history: History
    ask: Ask
    expect: dict[str, Any]


class CaseFileError(Exception):
    """A case file cannot be used; `problems` lists everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


def read(
    text: str,
    file: str,
    bodies: frozenset[str],
    own_kinds: Mapping[str, Iterable[str]] = MappingProxyType({}),
) -> list[Case]:
    """
    Read the cases of a file.

    Args:
        text: the file's content.
        file: its name, for messages.
        bodies: the ids of the bodies that have a policy.
        own_kinds: by body, the kinds of work that it alone declares.

    Raises:
        CaseFileError: with every mistake; nothing is answered from half-read data.

    """
    tree, places = _parse(text, file)
    try:
        kinds = frozenset(own_kinds.get(str(tree.get("ente")), ()))
        fields = FileFields.model_validate(tree, context={OWN_KINDS: kinds})
    except ValidationError as error:
        raise CaseFileError(_problems(error, tree, places, file)) from None
    problems = list(_cross_checks(fields, bodies, places, file))
    if problems:
        raise CaseFileError(problems)
    return [_case(one, fields.ente, file) for one in fields.cases]


def _case(fields: CaseFields, body: str, file: str) -> Case:
    return Case(
        file=file,
        body=body,
        id=fields.id,
        at=fields.at,
        employee=employee_of(fields.employee),
        history=history_of(fields.given),
        ask=fields.ask,
        expect=fields.expect,
    )


def _parse(text: str, file: str) -> tuple[Any, dict[Path, int]]:
    try:
        if beyond := too_much(text, file):
            raise CaseFileError([beyond])
        node = yaml.compose(text, Loader=LOADER)
        tree = yaml.load(text, Loader=LOADER)  # noqa: S506  it is a safe one
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        message = f"not YAML: {getattr(error, 'problem', None) or error}"
        raise CaseFileError([Problem(file, line, "file", message)]) from None
    except ValueError as error:  # an impossible date, such as 2026-02-30
        line = _line_of_bad_date(text)
        raise CaseFileError([Problem(file, line, "file", f"impossible date: {error}")]) from None
    if not isinstance(tree, dict):
        message = "a case file is a map with `ente` and `cases`"
        raise CaseFileError([Problem(file, 1, "file", message)])
    if found := [Problem(file, at, _field(tree, path), why) for path, at, why in surprises(node)]:
        raise CaseFileError(found)
    return tree, dict(_places(node, ()))


def _line_of_bad_date(text: str) -> int:
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            yaml.safe_load(line.strip().removeprefix("- "))
        except yaml.YAMLError:
            continue
        except ValueError:
            return number
    return 1


def _places(node: yaml.Node | None, path: Path) -> Iterator[tuple[Path, int]]:
    if node is None:
        return
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _places(value, (*path, key.value))
            yield (*path, key.value), key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for position, item in enumerate(node.value):
            yield from _places(item, (*path, position))


def _problems(
    error: ValidationError, tree: dict[str, Any], places: dict[Path, int], file: str
) -> list[Problem]:
    problems = []
    for found in error.errors():
        path = tuple(found["loc"])
        message = _say(dict(found))
        problems.append(Problem(file, _line(places, path), _field(tree, path), message))
    return problems


def _line(places: dict[Path, int], path: Path) -> int:
    while path and path not in places:
        path = path[:-1]
    return places.get(path, 1)


def _field(tree: dict[str, Any], path: Path) -> str:
    """Name the field with the id of its case, as people look for it."""
    match path:
        case ("cases", int(number), *rest) if isinstance(tree["cases"], list):
            case = tree["cases"][number]
            place = f"number {number + 1}"
            name = case.get("id", place) if isinstance(case, dict) else place
            return f"case {name}: {'.'.join(str(part) for part in rest) or 'case'}"
        case _:
            return ".".join(str(part) for part in path) or "file"


def _say(found: dict[str, Any]) -> str:
    match found["type"]:
        case "extra_forbidden":
            return f"unknown key (value {_shown(found['input'])})"
        case "missing":
            return "missing"
        case _:
            return f"{_shown(found['input'])}: {found['msg'].removeprefix('Value error, ')}"


def _shown(value: Any) -> str:
    """Repeat a value; the line shows the rest of a long one."""
    text = repr(value)
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"


def _cross_checks(
    fields: FileFields, bodies: frozenset[str], places: dict[Path, int], file: str
) -> Iterator[Problem]:
    if fields.ente not in bodies:
        message = f"{fields.ente!r} has no policy: write one of {', '.join(sorted(bodies))}"
        yield Problem(file, _line(places, ("ente",)), "ente", message)
    seen: set[str] = set()
    for number, case in enumerate(fields.cases):
        if case.id in seen:
            line = _line(places, ("cases", number, "id"))
            yield Problem(file, line, f"case {case.id}: id", "stands twice: give each its own")
        seen.add(case.id)
