"""Put a changed function or constant in the place of the one that is running."""

from __future__ import annotations

import ast
import functools
import gc
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

from rules.policy.library import shipped
from tests.mutants.operators import Mutant, mutated


class NotReplaceableError(Exception):
    """The change cannot be put in place: nothing that runs was made of this definition."""


def module_of(file: str) -> str:
    """Give the name of the module that stands in a file, by its path from the checkout."""
    parts = Path(file).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def replace(mutant: Mutant, source: str) -> None:
    """
    Make the change in this process: every name that was imported from the module sees it.

    Raises:
        NotReplaceableError: see there.

    """
    module = sys.modules[module_of(mutant.file)]
    tree = mutated(source, mutant)
    if not _replace_function(mutant, tree, module):
        _replace_constant(mutant, tree, module)
    # Reading all policies again takes a second: only for what may read them otherwise.
    reads = mutant.constant or mutant.file.startswith("rules/policy/")
    for kept in kept_answers():
        if reads or kept is not shipped:
            kept.cache_clear()


def kept_answers() -> list[functools._lru_cache_wrapper[object]]:
    """List everything that remembers what it answered: a changed function must be asked again."""
    wrapper = functools._lru_cache_wrapper  # noqa: SLF001  (the type has no public name)
    return [one for one in _objects() if isinstance(one, wrapper)]


def _objects() -> list[object]:
    """List all that is in memory, also what the collector was told to pass over."""
    gc.unfreeze()
    return gc.get_objects()


def _replace_function(mutant: Mutant, tree: ast.Module, module: ModuleType) -> bool:
    file = module.__file__ or mutant.file
    made = [
        code
        for code in _codes(compile(tree, file, "exec", dont_inherit=True))
        if code.co_qualname == mutant.definition
    ]
    if not made:
        return False
    running = [
        one
        for one in _objects()
        if isinstance(one, FunctionType)
        and one.__code__.co_qualname == mutant.definition
        and one.__code__.co_filename == file
        and len(one.__code__.co_freevars) == len(made[-1].co_freevars)
    ]
    if not running:
        raise NotReplaceableError(mutant.key)
    for function in running:
        function.__code__ = made[-1]
    return True


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


def _replace_constant(mutant: Mutant, tree: ast.Module, module: ModuleType) -> None:
    """Set a constant anew in every module that has it."""
    name = mutant.definition
    before = getattr(module, name)
    node = next(
        node
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and _target(node) == name
    )
    changed = ast.fix_missing_locations(ast.Module([node], []))
    exec(compile(changed, module.__file__ or "", "exec"), module.__dict__)  # noqa: S102
    package = module.__name__.partition(".")[0]
    for other in [m for key, m in sys.modules.items() if key.partition(".")[0] == package]:
        if other.__dict__.get(name) is before:
            setattr(other, name, getattr(module, name))


def _target(node: ast.Assign | ast.AnnAssign) -> str:
    target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
    return target.id if isinstance(target, ast.Name) else ""
