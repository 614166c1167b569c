"""Start the policy file of a body that has none."""

from __future__ import annotations

import re
from datetime import date
from importlib import resources

from rules.conditions import known
from rules.policy.schema import CONTRACTS, NO_CONTRACT

_ID = re.compile(r"[a-z][a-z0-9-]*")


_OF_A_CONTRACT = ("bands.rest", "disconnection", "day.agile.overtime", "recall")
"""Tables that every contract fills: without one the act has to, or nobody says it."""


def new_file(policy_id: str, today: date, contract: str) -> str:
    """
    Give the text of a new policy file: every table, each with what to look for in the act.

    Over the law alone (`contract` "none") the tables that a contract would fill are switched on.

    Raises:
        ValueError: the id is not one that a policy may have, or the contract is not known.

    """
    if not _ID.fullmatch(policy_id):
        raise ValueError(
            f"{policy_id!r} cannot be the id of a policy: write small letters, digits, hyphens, "
            "beginning with a letter, such as valle-alta"
        )
    known(contract, CONTRACTS, "a national contract")
    template = (resources.files("rules") / "policy" / "new.toml").read_text("utf-8")
    filled = {"@ID@": policy_id, "@TODAY@": today.isoformat(), "@CONTRACT@": contract}
    for gap, words in filled.items():
        template = template.replace(gap, words)
    return template if contract != NO_CONTRACT else _switched_on(template)


def _switched_on(text: str) -> str:
    """Take the `#` away from the tables that a contract would fill."""
    heads = {f"#[version.{name}]" for name in _OF_A_CONTRACT}
    lines, on = [], False
    for line in text.splitlines():
        on = line in heads or (on and line.startswith("#") and not line.startswith("#["))
        lines.append(line[1:] if on else line)
    return "\n".join(lines) + "\n"
