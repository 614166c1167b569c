"""A permit for a whole day: `permesso tutto il giorno`, `un giorno di permesso`."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.reading.meanings import AskBack, Meaning, Permit, Reading
from handlers.reading.words import Text

_ONE = r"(?:una?|1|one|a|an|the|l)"
_DAY = r"(?:giorno|giornata)"
_LEAVE = r"(?:permess[oi]|permit|leave|time off)"
SAID = re.compile(
    rf"\b(?:tutto il giorno|tutta la giornata|tutt[oa] (?:{_DAY})"
    r"|(?:lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica|oggi|domani)"
    r"(?: \d{1,2})? (?:inter|complet)[oa]"
    rf"|{_DAY} inter[oa]|inter[oa] {_DAY}|{_DAY} complet[oa]|{_ONE} {_DAY} (?:di|in) {_LEAVE}"
    rf"|{_LEAVE} (?:di|per|da) {_ONE} {_DAY}"
    rf"|{_LEAVE} giornalier[oi]|all day|(?:whole|full|entire) day"
    rf"|(?<!half ){_ONE} day (?:of|s) {_LEAVE}"
    rf"|mattin[ao] e (?:(?:il|di) )?pomeriggio|morning and afternoon"
    rf"|{_LEAVE} for {_ONE} day)\b(?! e mezz)"
)


def for_whole_days(reading: Reading, text: Text) -> Reading:
    """Let permits of which no hours were said be for the whole day, if the words say so."""
    if SAID.search(" ".join(text.words)) is None:
        return reading
    heard = reading.heard
    if not isinstance(heard, AskBack):
        return replace(reading, heard=_whole(heard))
    so_far = None if heard.so_far is None else _whole(heard.so_far)
    options = tuple(_whole(option) for option in heard.options)
    return replace(reading, heard=replace(heard, options=options, so_far=so_far))


def _whole(meaning: Meaning) -> Meaning:
    if not isinstance(meaning, Permit):
        return meaning
    timed = (meaning.half, meaning.start, meaning.minutes, meaning.until, meaning.edge)
    if meaning.last is not None or any(one is not None for one in timed):
        return meaning
    return replace(meaning, whole=True)
