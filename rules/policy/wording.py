"""What the parser and the schema found wrong, in words for who reads acts and not programs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from rules.wrong import Words, WrongValueError

_SHOWN = 80
"""A longer value (a whole table) is not repeated in a message: the line shows it."""
_TOML: tuple[tuple[str, Words], ...] = (
    (
        r"Cannot overwrite a value",
        Words(
            "this key stands twice in its table: leave one",
            "questa chiave sta due volte nella sua tabella: lasciane una",
        ),
    ),
    (
        r"Cannot declare|Cannot mutate",
        Words(
            "this table stands twice: leave one, or write [[..]] if it is a list",
            "questa tabella sta due volte: lasciane una, o scrivi [[..]] se è un elenco",
        ),
    ),
    (
        r"Expected '='|Invalid initial character for a key part",
        Words("write key = value", "scrivi chiave = valore"),
    ),
    (
        r"Illegal character|Unterminated|Expected '\"",
        Words("a quotation mark is not closed", "manca una virgoletta che chiude"),
    ),
    (
        r"Expected '\]",
        Words(
            "a bracket of the table's name is missing: [..] or [[..]]",
            "manca una parentesi al nome della tabella: [..] o [[..]]",
        ),
    ),
    (
        r"Unclosed (array|inline)|Expected ','",
        Words(
            "a comma or the bracket that closes a list is missing",
            "manca una virgola o la parentesi che chiude un elenco",
        ),
    ),
    (
        r"Expected newline",
        Words(
            "something is left over after the value: words stand in one pair of quotation marks",
            "dopo il valore c'è altro: le parole stanno tra una sola coppia di virgolette",
        ),
    ),
    (
        r"Invalid value|Invalid date",
        Words(
            "this value cannot be read: words need quotation marks, numbers and days none",
            "questo valore non si legge: le parole vogliono le virgolette, numeri e giorni no",
        ),
    ),
)
_UNREADABLE = Words("this line cannot be read", "questa riga non si legge")
_TYPES: Mapping[str, Words] = MappingProxyType(
    {
        "string_type": Words("write it in quotation marks", "scrivilo tra virgolette"),
        "list": Words("write a list, as [ ... ]", "scrivi un elenco, come [ ... ]"),
        "table": Words(
            "write a table with its keys, as [name] or { key = value }",
            "scrivi una tabella con le sue chiavi, come [nome] o { chiave = valore }",
        ),
        "too_short": Words("give at least one", "indicane almeno uno"),
        "string_pattern_mismatch": Words(
            "write small letters, digits and hyphens, beginning with a letter",
            "scrivi lettere minuscole, cifre e trattini, cominciando con una lettera",
        ),
    }
)
_SAME = MappingProxyType(
    {
        "tuple_type": "list",
        "list_type": "list",
        "frozen_set_type": "list",
        "set_type": "list",
        "model_type": "table",
        "dict_type": "table",
        "model_attributes_type": "table",
    }
)


def not_toml(found: str) -> Words:
    """Say why a text is not TOML, from what the standard parser says."""
    words = next((words for sign, words in _TOML if re.search(sign, found)), _UNREADABLE)
    return Words(f"not TOML: {words}", f"non è TOML: {words.italian}")


def wrong_value(found: Mapping[str, Any]) -> str:
    """Say what is expected in place of a value that the schema refuses; the value comes first."""
    value = _as_written(found["input"])
    words = _expected(found)
    told = "'" in value and value.strip("[]") in words
    return words if told or len(value) > _SHOWN else words.after(value)


def _as_written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _expected(found: Mapping[str, Any]) -> Words:
    kind, limits = str(found["type"]), found.get("ctx", {})
    match kind:
        case "greater_than":
            limit = f"{limits['gt']:g}"
            return Words(f"write more than {limit}", f"scrivi più di {limit}")
        case "greater_than_equal":
            limit = f"{limits['ge']:g}"
            return Words(f"write at least {limit}", f"scrivi almeno {limit}")
        case "less_than_equal":
            limit = f"{limits['le']:g}"
            return Words(f"write at most {limit}", f"scrivi al massimo {limit}")
        case "enum" | "literal_error":
            listed = ", ".join(re.findall(r"'([^']*)'", limits["expected"])) or limits["expected"]
            return Words(f"write one of {listed}", f"scrivi uno tra {listed}")
        case "value_error":
            error = limits.get("error")
            if isinstance(error, WrongValueError):
                return error.words
    known = _TYPES.get(_SAME.get(kind, kind))
    message = str(found["msg"]).removeprefix("Value error, ")
    return known or Words(message, message)
