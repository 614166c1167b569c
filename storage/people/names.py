"""Italian names as they are sorted and searched, the same on every database."""

from __future__ import annotations

import unicodedata

NO_MARKS = str.maketrans({"'": "", "’": "", "`": "", "-": " "})
LIKE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i"})
"""Letters that are no letter with an accent, and are written like this on other keyboards."""


def sort_name(family_name: str, given_name: str) -> str:
    """Write a name in small letters without accents or apostrophes, family name first."""
    return folded(f"{family_name} {given_name}")


def folded(text: str) -> str:
    """Strip accents, apostrophes, capitals and double spaces: `D'Àmico` becomes `damico`."""
    apart = unicodedata.normalize("NFKD", text.translate(NO_MARKS).casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(bare.translate(LIKE).split())
