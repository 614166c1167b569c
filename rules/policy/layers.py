"""One tree of a policy laid over another: the law, the contract, the body's act, its versions."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from rules.policy.lasting import WithdrawalRule

Tree = dict[str, Any]


def over(base: Tree, top: Tree) -> Tree:
    """Lay one tree over another; a table with a source is one value and is replaced whole."""
    merged = dict(base)
    for key, value in top.items():
        below = merged.get(key)
        both = _is_group(value) and _is_group(below)
        merged[key] = over(below or {}, value) if both else value
    return merged


def _is_group(tree: Any) -> bool:
    return isinstance(tree, dict) and "source" not in tree


def without(tree: Tree, names: list[str]) -> Tree | None:
    """Leave a table out of a copy: the version that wrote it goes on saying it. None if absent."""
    first, *others = names
    inside = tree.get(first)
    if inside is None or (others and not isinstance(inside, dict)):
        return None
    if not others:
        return {key: value for key, value in tree.items() if key != first}
    left = without(inside, others)
    return None if left is None else {**tree, first: left}


def with_open_points(merged: Tree, below: Tree, own: Tree) -> Tree:
    """Keep the open points of the layers below where the body's own act says nothing instead."""
    lists = [tree.get("readings", []) for tree in (own, below)]
    if not all(isinstance(one, list) for one in lists):
        return merged
    own_points, further = lists
    rest = [value for key, value in merged.items() if key != "readings"]
    kept = [one for one in further if _rests_on(rest, one.get("source"))]
    return merged | {"readings": own_points + kept}


def _rests_on(node: Any, source: Any) -> bool:
    """Tell whether something in a tree comes from that place in an act."""
    if isinstance(node, dict):
        return node.get("source") == source or _rests_on(list(node.values()), source)
    return isinstance(node, list) and any(_rests_on(one, source) for one in node)


def with_rows_below(merged: Tree, below: Tree, own: Tree) -> Tree:
    """Let rows of the layer below hold beside those of the body's own act, where these do not."""
    return _with_bars(_with_withdrawals(merged, below, own), below, own)


def _with_withdrawals(merged: Tree, below: Tree, own: Tree) -> Tree:
    """Keep the law's rows of a withdrawal for the cases that no row of the act fits."""
    rows = [tree.get("agreement", {}).get("withdrawal") for tree in (own, below)]
    if not all(isinstance(one, list) for one in rows):
        return merged
    own_rows, further = rows
    kept = [row for row in further if not any(_hides(one, row) for one in own_rows)]
    return merged | {"agreement": merged["agreement"] | {"withdrawal": own_rows + kept}}


def _with_bars(merged: Tree, below: Tree, own: Tree) -> Tree:
    """Keep whom the law bars from on-call weeks: no act makes a choice of a prohibition."""
    lists = [_inside(tree, "on_call").get("bars", []) for tree in (own, below)]
    rows = [one for one in lists if isinstance(one, list)]
    if len(rows) < len(lists) or not all(isinstance(one, dict) for one in rows[0]):
        return merged
    own_rows, further = rows
    said = [_law_of(row, further) or row if _is_choice(row) else row for row in own_rows]
    kept = [row for row in further if row["for_if"] not in [one.get("for_if") for one in said]]
    on_call = _inside(merged, "on_call") | {"bars": said + kept}
    return merged | {"on_call": on_call} if said or kept else merged


def _law_of(row: Tree, further: list[Tree]) -> Tree | None:
    """Give the law's row about the same people, in whatever order the keys are written."""
    return next((one for one in further if one["for_if"] == row.get("for_if")), None)


def _is_choice(row: Tree) -> bool:
    return row.get("strength") == "ordinary"


def _inside(tree: Tree, name: str) -> Tree:
    found = tree.get(name)
    return found if isinstance(found, dict) else {}


def _hides(row: Tree, other: Tree) -> bool:
    """Tell whether a row of a withdrawal decides before another can; a wrong one hides nothing."""
    try:
        first, second = (WithdrawalRule.model_validate(one) for one in (row, other))
    except ValidationError:
        return False
    return first.covers(second)
