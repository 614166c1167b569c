"""What the parser and the schema found wrong, in words for who reads acts and not programs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
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
_MISTAKES: tuple[tuple[str, Words], ...] = (
    (
        r"^\s*\w+( +\w+)+\s*=",
        Words("a key is one word, as max_days", "una chiave è una parola sola, come max_days"),
    ),
    (
        r"^\s*[^\s=\"'#\[{]*[^\x00-\x7f\s][^\s=\"'#\[{]*\s*=",
        Words(
            "a key has plain letters only, as max_days",
            "una chiave ha solo lettere senza accento, come max_days",
        ),
    ),
    (
        r"=\s*[“”«»‘’]",
        Words(
            'straight quotation marks are needed, as "week"',
            'servono virgolette diritte, come "week"',
        ),
    ),
    (
        r"=\s*\d+,\d+\s*(#|$)",
        Words("decimals have a point, as 2.5", "i decimali hanno il punto, come 2.5"),
    ),
    (
        r"=\s*\d{1,4}[/.]\d{1,2}[/.]\d{1,4}\s*(#|$)|=\s*\d{1,2}-\d{1,2}-\d{4}\s*(#|$)",
        Words("write a day as 2026-12-31", "scrivi un giorno come 2026-12-31"),
    ),
    (
        r"=\s*\d{4}-\d{2}-\d{2}\s*(#|$)",
        Words("no calendar has this day", "nessun calendario ha questo giorno"),
    ),
    (
        r"=\s*0\d+\s*(#|$)",
        Words("a number does not begin with 0", "un numero non comincia con 0"),
    ),
    (
        r"=\s*(?!(?:true|false)\b)([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy]es|[Nn]o|[Ss][iì])\s*(#|$)",
        Words("write true or false, in small letters", "scrivi true (sì) o false (no), minuscolo"),
    ),
    (
        r"=\s*=",
        Words("one sign = is enough: key = value", "basta un segno =: chiave = valore"),
    ),
    (
        r"=\s*\d+\s*/\s*\d+|=\s*[\d.]+\s*%",
        Words(
            "write a plain number, as 0.5 or 50", "scrivi un numero semplice, come 0.5 oppure 50"
        ),
    ),
    (
        r"=\s*\d+\s+[^\W\d]+\s*(#|$)",
        Words(
            "a number stands alone: leave out the word after it",
            "un numero sta da solo: togli la parola che lo segue",
        ),
    ),
    (
        r"=\s*[^\W\d]\w*\s*(#|$)",
        Words(
            "words need quotation marks; yes is true and no is false, without them",
            "le parole vogliono le virgolette; sì è true e no è false, senza",
        ),
    ),
    (
        r"=\s*(\[.*\]|\".*\"|[\w.-]+)\s*[,;]\s*(#|$)",
        Words(
            "no comma stands at the end of a line of its own",
            "in fondo a una riga a sé non ci va la virgola",
        ),
    ),
    (
        r'=\s*"[^"]*\\[^"]*"',
        Words("write a backslash twice: \\\\", "scrivi la barra rovesciata due volte: \\\\"),
    ),
    (
        r'=\s*"[^"]*"[^",\]}#]+"',
        Words(
            'quotation marks inside the words: put a backslash before each, as \\"',
            'virgolette dentro le parole: metti una barra rovesciata davanti a ciascuna, come \\"',
        ),
    ),
)
"""What people write in a line that is no TOML, more telling than what the parser says of it."""
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


def not_toml(found: str, line: str) -> Words:
    """Say why a text is not TOML, from the line and from what the standard parser says of it."""
    words = next((words for sign, words in _MISTAKES if re.search(sign, line)), None)
    if words is None:
        words = next((words for sign, words in _TOML if re.search(sign, found)), _UNREADABLE)
    return Words(f"not TOML: {words}", f"non è TOML: {words.italian}")


def wrong_value(found: Mapping[str, Any]) -> str:
    """Say what is expected in place of a value that the schema refuses; the value comes first."""
    value = as_written(found["input"])
    words = _expected(found)
    told = "'" in value and value.strip("[]") in words
    return words if told or len(value) > _SHOWN else words.after(value)


def as_written(value: Any) -> str:
    """Write a value as it stands in a policy file."""
    match value:
        case bool():
            return str(value).lower()
        case date():
            return value.isoformat()
        case list():
            return f"[{', '.join(as_written(one) for one in value)}]"
        case dict():
            inside = ", ".join(f"{key} = {as_written(one)}" for key, one in value.items())
            return f"{{ {inside} }}" if inside else "{}"
        case _:
            return repr(value)


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
