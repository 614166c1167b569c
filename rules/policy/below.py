"""The national contract below a body's act: which it is, from when, and what came after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from pydantic import Field

from rules.policy.library import layer_tree
from rules.policy.schema import NO_CONTRACT
from rules.strict import Strict


class LaterAct(Strict):
    """
    A later contract that was signed and whose text the policy files do not know yet.

    `may_change` names what it is reported to change, as `day.agile.meal_voucher`.
    """

    act: str
    signed: date
    may_change: tuple[str, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Contract:
    """The contract that is applied where the act is silent, and what is not known after it."""

    act: str
    first_day: date
    later: tuple[LaterAct, ...]

    def later_on(self, name: str, day: date) -> LaterAct | None:
        """Give the newest one that was signed by a day and may change what a name says."""
        found = [one for one in self.later if name in one.may_change and one.signed <= day]
        return max(found, key=lambda one: one.signed, default=None)


@cache
def contract_below(contract: str) -> Contract | None:
    """
    Give the contract that the head of a policy names; None for the law alone.

    Source: `later_acts` in the contract's own file.
    """
    if contract == NO_CONTRACT:
        return None
    tree = layer_tree(contract)
    later = tuple(LaterAct.model_validate(one) for one in tree.get("later_acts", ()))
    return Contract(tree["act"], tree["version"][0]["from"], later)


def applied(contract: str) -> str:
    """Say in a line which contract is applied, from when, and which later act is not known."""
    found = contract_below(contract)
    if found is None:
        return "the law alone, no national contract"
    said = f"{found.act}, applied from {found.first_day}"
    unread = "; ".join(
        f"{one.act}, signed on {one.signed}, which may change {', '.join(one.may_change)}"
        for one in found.later
    )
    return f"{said}. Not known yet: {unread}" if unread else said
