"""Read the catalogues (`locales/*/LC_MESSAGES/sportello.po`) once, without compiled files."""

from __future__ import annotations

import gettext
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALES = ("it", "en")
"""The languages of the desk; the first is what people get who have chosen none."""
FOLDER = Path(__file__).parent / "locales"


class UnknownTextError(LookupError):
    """A key that no catalogue has: a mistake of the program, never of a person."""

    def __init__(self, key: str, locale: str) -> None:
        super().__init__(
            f"no text {key!r} in {locale!r}: add it to handlers/texts/locales/*/LC_MESSAGES/"
        )


@dataclass(frozen=True, slots=True)
class Texts:
    """
    One language, ready to be asked.

    Keys are symbolic. A text with a plural has, in place of the English plural that gettext
    expects, the name of the argument that is counted (`msgid_plural "booked"`).
    """

    locale: str
    translations: gettext.NullTranslations
    counted: Mapping[str, str]
    keys: frozenset[str]

    def template(self, key: str, arguments: Mapping[str, object]) -> str:
        """Give the text of a key, placeholders and all, in the number that is counted."""
        if key not in self.keys:
            raise UnknownTextError(key, self.locale)
        name = self.counted.get(key)
        if name is None:
            return self.translations.gettext(key)
        return self.translations.ngettext(key, name, plural_number(arguments[name]))


def plural_number(value: object) -> int:
    """Give the number by which a text is inflected: one and a half days are days."""
    if isinstance(value, list | tuple):
        return len(value)
    if isinstance(value, int):
        return value
    return 1 if value == 1 else 2


@cache
def read(locale: str) -> Catalog:
    """Read one catalogue as its translators left it."""
    path = FOLDER / locale / "LC_MESSAGES" / "sportello.po"
    with path.open("rb") as file:
        return read_po(file, locale=locale, abort_invalid=True)


@cache
def texts(locale: str) -> Texts:
    """Give the texts of a language, the default one where the language is not ours."""
    if locale not in LOCALES:
        return texts(LOCALES[0])
    catalog = read(locale)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    ids = [entry.id for entry in catalog if entry.id]
    plurals = [names for names in ids if not isinstance(names, str)]
    return Texts(
        locale=locale,
        translations=gettext.GNUTranslations(compiled),
        counted={names[0]: names[1] for names in plurals},
        keys=frozenset(names if isinstance(names, str) else names[0] for names in ids),
    )
