"""Words that tell what is asked for, and words that may be passed over without a word."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any


class Tag(StrEnum):
    """What a stretch of words says by itself."""

    WHEN = "when"
    HOURS = "hours"
    KIND = "kind"
    MODE = "mode"
    HALF_DAY = "half_day"
    HALF = "half"
    AT_OFFICE = "at_office"
    AT_HOME = "at_home"
    BOOK = "book"
    WORK = "work"
    COME = "come"
    CANCEL = "cancel"
    SWAP = "swap"
    PERMIT = "permit"
    INSTEAD = "instead"
    APPROVE = "approve"
    REFUSE = "refuse"
    RECALL = "recall"
    DELEGATE = "delegate"
    DECIDES = "decides"
    CONTACT = "contact"
    AWAY = "away"
    ROLE = "role"
    EVERYTHING = "everything"
    COUNTED = "counted"
    OTHER_PERSON = "other_person"
    REASON = "reason"
    GUARD = "guard"
    """Denies or turns what is said beside it: never passed over."""
    SEPARATOR = "separator"
    FILLER = "filler"
    UNREAD = "unread"


Phrase = tuple[str, ...]


def _read() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("cues.toml").read_text(encoding="utf-8"))


def _by_phrase(senses: dict[str, list[str]]) -> dict[Phrase, str]:
    return {tuple(phrase.split()): sense for sense, some in senses.items() for phrase in some}


_CUES = _read()
_WORDS = {name: frozenset(words) for name, words in _CUES["words"].items()}
PHRASES = MappingProxyType(
    {phrase: Tag(sense) for phrase, sense in _by_phrase(_CUES["phrases"]).items()}
)
"""Each phrase with what it says; the longest that fits is taken."""
ROLES = MappingProxyType(_by_phrase(_CUES["roles"]))
"""Posts as they are said, as words of storage.tables.Role."""
LONGEST = max(map(len, (*PHRASES, *ROLES)))
THIRD_PERSON = _WORDS["third_person"]
BESIDE_NAMES = _WORDS["beside_names"]
ASKING = _WORDS["asking"]
TITLES = _WORDS["titles"]
KIN = _WORDS["kin"]
PERSONS = _WORDS["persons"]
COLLECTIVES = _WORDS["collectives"]
OF_SOMEBODY = _WORDS["of_somebody"]
LISTING = _WORDS["listing"]
DENIALS = _WORDS["denials"]
EXCEPTING = _WORDS["excepting"]
BEGINNINGS = _WORDS["beginnings"]
LIMITS = _WORDS["limits"]
NOT_NAMES = _WORDS["not_names"]
FILLERS = _WORDS["fillers"]
COMMON = _WORDS["common"]


def fitting(words: Iterable[str]) -> Tag | None:
    """Give what a phrase says by itself."""
    return PHRASES.get(tuple(words))
