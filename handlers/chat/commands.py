"""The commands that Telegram offers a person, by what they may do."""

from __future__ import annotations

from collections.abc import Collection

from handlers.texts import label
from storage.tables import Role

EVERYBODY = (
    "menu",
    "oggi",
    "idoneita",
    "prenota",
    "giornate",
    "permesso",
    "contatta",
    "squadra",
    "sposta",
    "schema",
    "rapporto",
    "avvisi",
    "lingua",
    "aiuto",
    "annulla",
)
DECIDING = (
    "approva",
    "richiama",
    "delega",
)
LAST = ("scollega",)


def commands_for(roles: Collection[Role], locale: str) -> list[tuple[str, str]]:
    """Give (command, description) for somebody with these roles, in the order of the menu."""
    deciding = DECIDING if set(roles) - {Role.HR} else ()
    names = (EVERYBODY[0], *deciding, *EVERYBODY[1:], *LAST)
    return [(name, label(f"command.{name}", locale)) for name in names]
