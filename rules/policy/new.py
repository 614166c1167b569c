"""Start the policy file of a body that has none."""

from __future__ import annotations

import re
from datetime import date
from importlib import resources

_ID = re.compile(r"[a-z][a-z0-9-]*")


def new_file(policy_id: str, today: date) -> str:
    """
    Give the text of a new policy file: every table, each with what to look for in the act.

    Raises:
        ValueError: the id is not one that a policy may have.

    """
    if not _ID.fullmatch(policy_id):
        raise ValueError(
            f"{policy_id!r} cannot be the id of a policy: write small letters, digits, hyphens, "
            "beginning with a letter, such as valle-alta"
        )
    template = (resources.files("rules") / "policy" / "new.toml").read_text("utf-8")
    return template.replace("@ID@", policy_id).replace("@TODAY@", today.isoformat())
