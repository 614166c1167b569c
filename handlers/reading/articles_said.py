"""Several articles of the act in one question, and one more behind it: `e il 21.3?`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from handlers.reading.meanings import InTheAct, OfTheAct, Reading, Several

MOST = 3
"""Articles that are quoted at once."""
_NUMBER = (
    r"\d{1,3}(?:\.\d{1,2}|,?\s+(?:comma|co\.|c\.|paragraph)\s+\d{1,2})?(?:\.?[a-z](?![a-z]))?"
)
_BEFORE = (
    r"(?:(?:anche|also)\s+)?(?:(?:il|lo|la|the|quello|dell['’]|l['’])\s*)?(?:art[a-z]*\.?\s*)?"
)
_AND = rf"\s*(?:,|\s(?:e|ed|o|and|or)\s)\s*{_BEFORE}"
_TAIL = r"\s+(?:(?:del|della|dell['’]|of the)\b[^?.!]*|says?|means?|dicono)"
_SEVERAL = re.compile(
    rf"^(?P<asking>.*\b)(?:articol[oi]|artt?\.?|articles?)\s*(?P<first>{_NUMBER})"
    rf"(?P<others>(?:{_AND}{_NUMBER})+)(?P<tail>{_TAIL})?[\s?.!]*$",
    re.IGNORECASE,
)
_OF_MANY = re.compile(r"\b(?:gli|agli|degli|negli|sugli)\s*$", re.IGNORECASE)
_ONE = re.compile(rf"{_AND}(?P<number>{_NUMBER})", re.IGNORECASE)
_ONE_MORE = re.compile(
    r"^\s*(?:(?:e|ed|ma|and|but|what about|how about)\s+(?:invece\s+)?"
    rf"{_BEFORE}(?P<number>{_NUMBER})[\s?.!]*|{_BEFORE}(?P<asked>{_NUMBER})\s*\?\s*)$",
    re.IGNORECASE,
)


def of_several_articles(text: str, again: Callable[[str], Reading]) -> Reading | None:
    """Read each article of `cosa dice l'articolo 20 e il 21?`; None where no two are asked for."""
    found = _SEVERAL.match(text)
    if found is None:
        return None
    numbers = [found["first"], *(one["number"] for one in _ONE.finditer(found["others"]))]
    asking, tail = _OF_MANY.sub("l'", found["asking"]), found["tail"] or ""
    said = [again(f"{asking}articolo {one}{tail}?").heard for one in numbers]
    articles = [one for one in said if isinstance(one, InTheAct)]
    if len(articles) != len(said) or any(not one.article for one in articles):
        return None
    left = tuple(articles[MOST:])
    unread = tuple(numbers[MOST:]) if left else ()
    return Reading(heard=Several(tuple(articles[:MOST])), unread=unread)


def of_another_article(
    before: InTheAct, text: str, again: Callable[[str], Reading]
) -> InTheAct | None:
    """Give the article that is asked for behind another: its number is no day there."""
    found = _ONE_MORE.match(text)
    if found is None or before.about is not OfTheAct.ARTICLE:
        return None
    heard = again(f"articolo {found['number'] or found['asked']}").heard
    if not isinstance(heard, InTheAct) or not heard.article:
        return None
    act, parted, _ = before.article.rpartition(":")
    return replace(heard, article=f"{act}{parted}{heard.article}")
