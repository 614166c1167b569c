"""The least changes of a function or a constant of a module: one at a time, told in words."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

Definition: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef | ast.Assign | ast.AnnAssign
Variants: TypeAlias = Iterator[tuple[str, ast.AST]]

_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_REPLACED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: in which definition of which file, on which line, and what becomes of it."""

    file: str
    definition: str
    number: int
    line: int
    change: str
    constant: bool = False

    @property
    def key(self) -> str:
        """What tells it from all others as long as the file is the same."""
        return f"{self.file}::{self.definition}::{self.number}"


def mutants_of(source: str, file: str) -> list[Mutant]:
    """List every change of a module's functions and constants, in the order of the file."""
    found = []
    for name, definition in definitions(ast.parse(source)):
        for number, (line, change, _) in enumerate(_changes(definition)):
            constant = isinstance(definition, ast.Assign | ast.AnnAssign)
            found.append(Mutant(file, name, number, line, change, constant))
    return found


def mutated(source: str, mutant: Mutant) -> ast.Module:
    """Give the module's tree with the one change made."""
    tree = ast.parse(source)
    definition = dict(definitions(tree))[mutant.definition]
    for number, (_, _, make) in enumerate(_changes(definition)):
        if number == mutant.number:
            make()
            break
    return ast.fix_missing_locations(tree)


def definitions(tree: ast.Module) -> Iterator[tuple[str, Definition]]:
    """Give functions, methods and constants by qualified name; what lies inside goes with them."""
    for node in tree.body:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield node.name, node
            case ast.ClassDef():
                for method in node.body:
                    if isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef):
                        yield f"{node.name}.{method.name}", method
            case ast.Assign(targets=[ast.Name(id=name)]):
                yield name, node
            case ast.AnnAssign(target=ast.Name(id=name)) if node.value is not None:
                yield name, node


def lines_of(definition: Definition) -> range:
    """Give the lines of a definition; a function begins, for Python, with its decorators."""
    above = getattr(definition, "decorator_list", [])
    first = min([definition.lineno, *(one.lineno for one in above)])
    return range(first, (definition.end_lineno or definition.lineno) + 1)


def _changes(definition: Definition) -> Iterator[tuple[int, str, Callable[[], None]]]:
    """Give (line, words, what makes the change in the tree) for each change."""
    constant = isinstance(definition, ast.Assign | ast.AnnAssign)
    for parent, field, position, node in _places(definition, "value" if constant else "body"):
        for change, other in _variants(node):
            yield node.lineno, change, _Put(parent, field, position, other)


@dataclass(frozen=True, slots=True)
class _Put:
    parent: ast.AST
    field: str
    position: int | None
    other: ast.AST

    def __call__(self) -> None:
        other = copy.deepcopy(self.other)
        if self.position is None:
            setattr(self.parent, self.field, other)
        else:
            getattr(self.parent, self.field)[self.position] = other


def _places(
    root: ast.AST, only: str | None = None
) -> Iterator[tuple[ast.AST, str, int | None, ast.expr | ast.stmt]]:
    """Walk everything below in the order of the text, without annotations and docstrings."""
    for field, value in ast.iter_fields(root):
        if field in {"annotation", "returns", "decorator_list"}:
            continue
        if only not in (None, field):
            continue
        items = value if isinstance(value, list) else [value]
        for position, item in enumerate(items):
            if not isinstance(item, ast.AST) or _is_text(item):
                continue
            if isinstance(item, ast.expr | ast.stmt):
                yield root, field, position if isinstance(value, list) else None, item
            yield from _places(item)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _variants(node: ast.expr | ast.stmt) -> Variants:
    """Give each (words, other node) that may stand in place of a node."""
    match node:
        case ast.Compare():
            yield from _compared(node)
        case ast.BoolOp():
            yield from _joined(node)
        case ast.UnaryOp(op=ast.Not()):
            yield _told(node, node.operand)
        case ast.BinOp() if type(node.op) in _REPLACED:
            yield _told(node, ast.BinOp(node.left, _REPLACED[type(node.op)](), node.right))
        case ast.Constant(value=bool() as value):
            yield _told(node, ast.Constant(not value))
        case ast.Constant(value=int() | float() as number):
            yield _told(node, ast.Constant(number + 1))
            yield _told(node, ast.Constant(number - 1))
        case ast.Call(func=ast.Name(id=name)) if name in _CALLED:
            other = ast.Call(ast.Name(_CALLED[name], ast.Load()), node.args, node.keywords)
            yield _told(node, other)
        case _:
            yield from _of_statement(node)


def _of_statement(node: ast.expr | ast.stmt) -> Variants:
    match node:
        case ast.If() | ast.IfExp():
            yield from _conditions(node, (True, False))
        case ast.While():
            yield from _conditions(node, (False,))
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            yield from _unfiltered(node)
        case ast.Return(value=ast.expr() as value) if not _is_nothing(value):
            yield f"{_line(node)} -> return None", ast.Return(ast.Constant(None))
        case ast.Expr(value=ast.Call()) | ast.AugAssign():
            yield f"{_line(node)} -> pass", ast.Pass()


def _is_nothing(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _compared(node: ast.Compare) -> Variants:
    for position, op in enumerate(node.ops):
        for other in _COMPARED[type(op)]:
            ops = [*node.ops[:position], other(), *node.ops[position + 1 :]]
            yield _told(node, ast.Compare(node.left, ops, node.comparators))


def _joined(node: ast.BoolOp) -> Variants:
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield _told(node, ast.BoolOp(other, node.values))
    for position in range(len(node.values)):
        left = [*node.values[:position], *node.values[position + 1 :]]
        yield _told(node, ast.BoolOp(node.op, left) if len(left) > 1 else left[0])


def _conditions(node: ast.If | ast.IfExp | ast.While, values: tuple[bool, ...]) -> Variants:
    for value in values:
        other = copy.copy(node)
        other.test = ast.Constant(value)
        yield f"condition {ast.unparse(node.test)} -> {value}", other


def _unfiltered(node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> Variants:
    for position, generator in enumerate(node.generators):
        for left_out in range(len(generator.ifs)):
            other = copy.deepcopy(node)
            words = ast.unparse(other.generators[position].ifs.pop(left_out))
            yield f"filter {words} -> taken out", other


def _told(node: ast.AST, other: ast.AST) -> tuple[str, ast.AST]:
    return f"{_line(node)} -> {_line(other)}", other


def _line(node: ast.AST) -> str:
    text = " ".join(ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).split())
    return text if len(text) <= 70 else f"{text[:67]}..."
