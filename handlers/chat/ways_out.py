"""Words that leave a form, or go one question back, whatever is asked."""

from __future__ import annotations

import re
from enum import StrEnum
from types import MappingProxyType

from handlers.chat.second_thoughts import without_second_thought
from handlers.reading.meanings import Back, Menu, Reading, Stop
from storage.people.names import folded


class Way(StrEnum):
    """Where somebody wants to go."""

    CLOSE = "close"
    MENU = "menu"
    BACK = "back"


WORDS = MappingProxyType(
    {
        Way.CLOSE: (
            *("annulla", "annulla tutto", "stop", "basta", "esci", "chiudi", "fine", "niente"),
            *("lascia perdere", "lascia stare", "cancel", "exit", "quit", "never mind"),
            *("non mandarlo", "non mandarla", "non mandare", "non mandare nulla", "non inviarlo"),
            *("non inviarla", "non inviare", "non inviare nulla", "non spedirlo", "non spedirla"),
            *("do not send it", "don t send it", "dont send it", "nessuno", "nobody", "no one"),
        ),
        Way.MENU: ("menu", "vai al menu", "torna al menu", "main menu"),
        Way.BACK: ("indietro", "torna indietro", "back", "go back"),
    }
)
NOTHING_AT_ALL = re.compile(
    r"(?:no )?(?:(?:non|nn) (?:(?:richiam|invi|mand|approv|rifiut|deleg|spost|contatt|prenot)"
    r"(?:are|o|iamo)|(?:chied|scriv)(?:ere|o|iamo)|fare|faccio|facciamo|avvis(?:are|o))"
    r" (?:piu )?(?:piu|nessuno|niente|nulla)"
    r"|(?:don ?t|do not) (?:recall|send|approve|refuse|delegate|move|contact|book|ask|do|write)"
    r"(?: to)? (?:anybody|anyone|anything|nobody|it))(?: per favore| please)?"
)
"""`Non richiamare nessuno`: whatever the form would do, it shall not be done."""
MARKS = ".!…/ "
MEANT = MappingProxyType({Stop: Way.CLOSE, Menu: Way.MENU, Back: Way.BACK})


def way_out(text: str) -> Way | None:
    """Give the way that these words are, and nothing else; None for any other text."""
    said = " ".join(folded(text.strip(MARKS)).replace(",", " ").split())
    bare = without_second_thought(said)
    if NOTHING_AT_ALL.fullmatch(bare.replace("'", " ").replace("’", " ")):
        return Way.CLOSE
    return next((way for way, words in WORDS.items() if {said, bare} & set(words)), None)


def way_meant(reading: Reading) -> Way | None:
    """Give the way that a sentence means, if it means one."""
    return MEANT.get(type(reading.heard)) if reading.whole else None
