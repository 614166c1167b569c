"""How the rows of a list stay beside those of the layer above it, told in the schema itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Rows = list[Any]
Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class KeepsBelow:
    """
    Mark of a list whose rows below are not simply replaced by those that an act writes.

    `lay` takes the act's own rows, as they stand in the file and possibly wrong, the rows of the
    layers below, and the whole tree of the act over them; it gives all that hold. The act's own
    come first and in their order, so that what is wrong with one is found at its line.
    """

    lay: Callable[[Rows, Rows, Tree], Rows]
