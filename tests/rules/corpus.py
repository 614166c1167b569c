"""Every case that the tests have: the published ones, our own, the rows of the tables, a grid."""

import importlib
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from rules.casebook.answer import decide, written
from rules.casebook.read import Case, read
from rules.policy.library import Policy, shipped
from tests.rules.build import Row
from tests.rules.grid import grid

HERE = Path(__file__).parent
CASEBOOK = HERE.parent / "casebook"


@cache
def cases(body: str) -> tuple[Case, ...]:
    """All cases of one body."""
    own = [case for case in _written_down() if case.body == body]
    return (*own, *_rows(body), *grid(body))


@cache
def _written_down() -> list[Case]:
    files = sorted(CASEBOOK.rglob("*.yaml"))
    bodies = frozenset(shipped())
    return [case for file in files for case in read(file.read_text(), file.name, bodies)]


def _rows(body: str) -> list[Case]:
    names = sorted(path.stem for path in HERE.glob(f"test_{body.replace('-', '_')}*.py"))
    modules = [importlib.import_module(f"tests.rules.{name}") for name in names]
    return [row.case(body) for module in modules for row in _of(module)]


def _of(module: ModuleType) -> list[Row]:
    marks = [mark for thing in vars(module).values() for mark in getattr(thing, "pytestmark", [])]
    found = [one for mark in marks for one in mark.args[1]]
    return [one for one in found if isinstance(one, Row)]


def question(case: Case) -> str:
    """What a case asks."""
    return str(next(iter(case.ask.model_fields_set)))


def answer(case: Case, policy: Policy) -> Any:
    """What a case is answered by a policy; an error is an answer too."""
    try:
        decision = decide(case, {case.body: policy})
    except (ValueError, LookupError, AssertionError, OverflowError) as error:
        return type(error)
    return written(case, decision, lambda reason: f"{reason.code} {reason.strength}")
