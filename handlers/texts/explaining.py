"""How a decision is laid out for people: each reason with its article, and the act's own words."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.texts import Html, Line, articles, line_of, message
from rules.decision import Reason, Strength
from rules.policy.library import Policy
from rules.reasons import ReasonCode

NEITHER = frozenset({ReasonCode.DAY_LOST, ReasonCode.LATER_ACT})
"""Reasons that are no good news, and speak against nothing that was asked."""


def line_with_article(reason: Reason) -> Line:
    """Lay out one reason: a mark, the sentence, the articles where the act has any."""
    kind = "fact" if reason.code in NEITHER else "for"
    if reason.against:
        kind = "against" if reason.strength is Strength.HARD else "ordinary"
    key = f"explaining.{kind}" if reason.articles else f"explaining.{kind}.bare"
    return key, {"sentence": line_of(reason), "articles": articles(reason.articles)}


def lines(reasons: Iterable[Reason]) -> list[Line]:
    """
    Lay out reasons, obstacles first; what several places of the act say is said once.

    Behind a reason that rests on an open point stands how it was read.
    """
    ordered = sorted(reasons, key=lambda reason: not reason.against)
    found = [line for one in ordered for line in (line_with_article(one), *readings((one,)))]
    return [line for place, line in enumerate(found) if line not in found[:place]]


def readings(reasons: Iterable[Reason]) -> list[Line]:
    """Say on which open points reasons rest and how they were read, each once."""
    told = dict.fromkeys(reading for reason in reasons for reading in reason.readings)
    return [("explaining.reading", {"words": {"it": one.it, "en": one.en}}) for one in told]


def lines_beneath(reasons: Iterable[Reason]) -> list[Line]:
    """Lay out reasons under a day that has its own mark: none is repeated at each of them."""
    return [(BENEATH.get(key, key), named) for key, named in lines(reasons)]


BENEATH = {
    "explaining.against": "explaining.beneath",
    "explaining.against.bare": "explaining.beneath.bare",
}


def words_of_the_act(policy: Policy, reasons: Iterable[Reason], locale: str) -> Html:
    """Quote what the act says for each reason, each place once."""
    quotes = _quotes(reasons)
    if not quotes:
        return message("explaining.silent", locale)
    return message("explaining.act", locale, act=policy.head.act, quotes=quotes)


def folded(reasons: Iterable[Reason], locale: str) -> Html | None:
    """Quote the same as a block that opens with a tap; None where there is nothing to quote."""
    quotes = _quotes(reasons)
    return message("explaining.folded", locale, quotes=quotes) if quotes else None


def _quotes(reasons: Iterable[Reason]) -> list[Line]:
    quoted = {reason.source: None for reason in reasons if reason.source.quote}
    return [
        ("explaining.quote", {"articles": articles([source.article]), "quote": source.quote})
        for source in quoted
    ]
