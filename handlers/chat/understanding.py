"""What somebody wrote, read as a whole sentence; no more than that is done about it here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING, Protocol, cast

from handlers.desk.context import Actor, Desk
from handlers.desk.naming import known_names
from handlers.reading.framing import looks_like_a_name, without_addressee, without_frame
from handlers.reading.meanings import (
    Approvals,
    AskBack,
    AtOffice,
    Back,
    Book,
    Cancel,
    Contact,
    Decide,
    Delegate,
    Elsewhere,
    Greeting,
    Help,
    Menu,
    Pattern,
    Permit,
    Question,
    Reading,
    Recall,
    Status,
    Stop,
    Thanks,
    parts_of,
)
from rules.calendar import workdays_of
from storage.days import facts
from storage.people import people
from storage.people.names import folded

if TYPE_CHECKING:
    from handlers.reading.names import IsName  # the parser is imported with the first text


SHORT_TEXT = 60
"""Characters; what people mostly write, read in a few milliseconds."""
_ONE_LONG_TEXT = Lock()


class Parser(Protocol):
    """Reads what is written: once without, once with the day and the person."""

    def prepare(self, text: str) -> object:
        """Parse a text as far as no day and no name is needed."""
        ...

    def read(
        self,
        text: str,
        *,
        today: date,
        workdays: frozenset[int] = ...,
        is_name: IsName | None = ...,
    ) -> Reading:
        """Give what a text means, said on a day by who works on these weekdays, or what to ask."""
        ...


def understand(desk: Desk, actor: Actor, text: str) -> Reading:
    """Read a text as somebody means it today, who may mean people of their own body."""
    own = frozenset(bare_words(actor.person.name))
    asked = without_frame(
        text, lambda name: own.issuperset(bare_words(name)), salutes=_salutes(actor)
    )
    is_name = known_names(desk, actor)
    if _salutes(actor):
        asked = without_addressee(asked, lambda name: is_name(tuple(bare_words(name))))
    return _parser().read(
        asked,
        today=desk.today(),
        workdays=workdays_of_actor(desk, actor),
        is_name=is_name,
    )


def read_ahead(text: str) -> None:
    """
    Do the part of reading that needs no store, so that no transaction waits for it.

    Parsing is pure Python: several long texts at once would only slow down one another, and all
    the rest of the desk. So they are read one after another.
    """
    likely = {text, without_frame(text, looks_like_a_name, salutes=True)}
    if len(text) <= SHORT_TEXT:
        _prepare(likely)
        return
    with _ONE_LONG_TEXT:
        _prepare(likely)


def _prepare(texts: Iterable[str]) -> None:
    for text in texts:
        _parser().prepare(text)


def _salutes(actor: Actor) -> bool:
    """Tell whether a name behind a greeting is only greeted, and not decided about."""
    return not actor.approves


def is_for_the_desk(reading: Reading) -> bool:
    """Tell whether somebody asks the desk for something, rather than being polite or unclear."""
    heard = reading.heard
    if isinstance(heard, AskBack):
        return bool(heard.options) and heard.question is not Question.WHAT_OF_THEM
    return not isinstance(heard, (Greeting, Thanks, Help))


def is_wholly_for_the_desk(reading: Reading) -> bool:
    """Tell whether all of it is one request or question to the desk, with nothing left over."""
    plain = not isinstance(reading.heard, AskBack) and not (reading.unread or reading.telling)
    return plain and is_for_the_desk(reading)


def may_be_for_the_desk(desk: Desk, actor: Actor, reading: Reading, text: str) -> bool:
    """Tell whether a verb of the desk, a day, a person or a denial was understood in it."""
    heard = reading.heard
    if not isinstance(heard, AskBack):
        return is_for_the_desk(reading)
    if heard.options or heard.so_far or heard.question not in SAYS_NOTHING:
        return True
    return bool(TAKES_BACK & set(bare_words(text))) or _names_somebody(desk, actor, text)


def _names_somebody(desk: Desk, actor: Actor, text: str) -> bool:
    """Tell whether a capital word of a text is the name of somebody of the body."""
    capitals = [one for one in text.split() if one[0].isupper()][:MOST_NAMES]
    with desk.store.reading() as uow:
        return any(
            people.search(uow, actor.person.body_id, name, on=desk.today())
            for one in capitals
            if len(name := one.strip(".,;:!?")) >= SHORTEST_NAME
        )


def bare_words(text: str) -> list[str]:
    """Give the words of a text, folded, without any mark."""
    return folded("".join(one if one.isalnum() else " " for one in text)).split()


def begins_with_a_name(desk: Desk, actor: Actor, text: str, sentence: str) -> bool:
    """Tell whether a text begins with whom the order is about that it makes behind a verb."""
    heard = understand(desk, actor, sentence).heard
    if isinstance(heard, AskBack) and len(heard.options) == 1:
        heard = heard.options[0]  # of a message it is asked whether it is for now
    if not isinstance(heard, (Contact, Delegate, Recall)):
        return False
    named = [heard.whom] if isinstance(heard.whom, str) else heard.whom
    first = bare_words(named[0]) if named else []
    known = bool(first) and known_names(desk, actor)(tuple(first))
    return known and bare_words(text)[: len(first)] == first


def is_surely_for_the_desk(reading: Reading, text: str) -> bool:
    """
    Tell whether words cannot well be meant for somebody else.

    `Giovedì ho bisogno di te in ufficio` could be said to the desk, but is a good motive;
    `quante giornate mi restano?` and `annulla giovedì` are not, nor is an order of which the desk
    asks only the rest (`richiama tutti il 3 dicembre`: whom?).
    """
    words = bare_words(text)
    if not words or isinstance(reading.heard, TO_ANYBODY):
        return False
    if isinstance(reading.heard, AskBack):
        asked_back = reading.heard.question not in SAYS_NOTHING
        return words[0] in ORDERS and asked_back and not reading.unread
    if not is_wholly_for_the_desk(reading):
        return False
    if isinstance(reading.heard, Approvals):
        return True
    asks = text.rstrip().endswith("?") or "permesso" in words
    return words[0] in ORDERS or (asks and not TO_A_PERSON & set(words))


def asks_for_something_else(reading: Reading, text: str) -> bool:
    """
    Tell whether words under a text that is shown already are a request of their own.

    Before there is a text, `domani lavoro da casa` may still be it; under one it is none.
    """
    if is_surely_for_the_desk(reading, text):
        return True
    words = bare_words(text)
    heard = reading.heard
    if decides_about_somebody(reading) and not ORDERS & set(words):
        return False
    if asks_for_days(reading) and not (reading.unread or TO_A_PERSON & set(words)):
        return True
    if isinstance(heard, AskBack):
        begins = bool(words) and words[0] in ORDERS
        return begins and heard.question not in SAYS_NOTHING - {Question.NOT_CLEAR}
    told = isinstance(heard, TO_ANYBODY) or bool(TO_A_PERSON & set(words))
    told = told or (isinstance(heard, Permit) and not _asks_for_all_of_it(heard, words))
    return not told and is_wholly_for_the_desk(reading)


def _asks_for_all_of_it(permit: Permit, words: list[str]) -> bool:
    """Tell `visita domani dalle 10 alle 12` from `ho una visita`, which tells of oneself."""
    whole = permit.day is not None and permit.start is not None and permit.minutes is not None
    return whole and not TELLS & set(words[:2])


def asks_of_oneself(text: str) -> bool:
    """Tell whether a question is about what one may oneself: `quali alternative ho?`."""
    words = bare_words(text)
    asks = text.rstrip().endswith("?") and bool(words) and words[0] in ASKING_WHICH
    return asks and bool({"ho", "posso", "devo", "i"} & set(words[1:]))


def decides_about_somebody(reading: Reading) -> bool:
    """Tell whether all of it is a decision by name, or several: `Anna va bene, Bruno no`."""
    heard = reading.heard
    parts = parts_of(heard)
    decided = all(isinstance(one, Decide) and one.whom for one in parts)
    return decided and not reading.unread


def may_be_beside(desk: Desk, actor: Actor, reading: Reading, text: str) -> bool:
    """
    Tell whether words under a text that is shown may be about something else than that text.

    `Serve personale allo sportello` could ask for a permit, but says neither that nor when.
    """
    heard = reading.heard
    untimed = isinstance(heard, Permit) and heard.day is None and heard.start is None
    if untimed and "permesso" not in bare_words(text):
        return False
    return takes_back(text) or may_be_for_the_desk(desk, actor, reading, text)


def is_no_message(text: str) -> bool:
    """Tell whether a text begins, or denies, as nobody begins what a colleague will read."""
    words = bare_words(text)
    denied = words[:1] == ["non"] and bool(DENIED_ORDERS & set(words[1:2]))
    return denied or bool(words and words[0] in ORDERS)


def takes_back(text: str) -> bool:
    """Tell whether a text is about the request that is shown, or about the words themselves."""
    return bool((TAKES_BACK | OF_WHAT_IS_SHOWN) & set(bare_words(text)))


def may_be_a_reason(reading: Reading, text: str) -> bool:
    """
    Tell whether a sentence may say why, where a reason is asked for.

    `Ho una visita` and `mio figlio è malato` are reasons, though they could be said to the desk;
    `domani lavoro da casa` asks for something else.
    """
    heard = reading.heard
    no_reason = isinstance(heard, NO_REASON)
    if no_reason or text.rstrip().endswith("?") or is_surely_for_the_desk(reading, text):
        return False
    if asks_for_days(reading):
        return False
    timed = isinstance(heard, Permit) and (
        heard.start is not None or (heard.minutes is not None and heard.kind is None)
    )
    told = isinstance(heard, (*TO_ANYBODY, Permit)) and not timed
    return told or not is_wholly_for_the_desk(reading)


def asks_for_days(reading: Reading) -> bool:
    """Tell whether days are asked for, or back, of which the desk still asks something."""
    heard = reading.heard
    return isinstance(heard, AskBack) and isinstance(heard.so_far, (Book, Cancel, Pattern))


SAYS_NOTHING = frozenset(
    {
        Question.UNKNOWN_WORD,
        Question.NOT_CLEAR,
        Question.TOO_LONG,
        Question.TOO_MANY_WORDS,
        Question.NOTHING_SAID,
    }
)
"""Questions that may be asked back of any text at all."""
TAKES_BACK = frozenset(
    {
        *("non", "no", "aspetta", "aspettate", "sbagliato", "sbagliata", "sbaglio", "giorno"),
        *("not", "don", "wait", "wrong", "mistake", "day"),
    }
)
"""Words with which somebody denies, or takes back what was said to the desk."""
OF_WHAT_IS_SHOWN = frozenset(
    {
        *("anzi", "invece", "instead", "rather"),
        *("approvala", "approvalo", "approvale", "approvali", "approviamo", "approviamola"),
        *("accettala", "accettalo", "accetta", "accettiamo", "rifiutala", "rifiutalo"),
        *("richiamala", "richiamalo", "spostala", "spostalo", "toglila", "toglilo"),
    }
)
"""What is said of a request or of a text by who has it before their eyes, and of nothing else."""
MOST_NAMES, SHORTEST_NAME = 8, 3
NO_REASON = (Greeting, Thanks, Help, Stop, Back, Menu)
TO_ANYBODY = (AtOffice, Status, Elsewhere)
"""What is said to a colleague as well as to the desk."""
TO_A_PERSON = frozenset(
    {
        *("te", "ti", "tu", "tuo", "tua", "tuoi", "tue", "sei", "hai", "puoi", "vieni"),
        *("vi", "voi", "vostro", "vostra", "siete", "avete", "potete", "you", "your", "yours"),
    }
)
TELLS = frozenset({"ho", "avro", "devo", "sono", "saro", "c", "i", "we", "abbiamo"})
ASKING_WHICH = frozenset(
    {"quali", "quale", "che", "cosa", "quanto", "quante", "quanti", "what", "which"}
)
ORDERS = frozenset(
    {
        *("prenota", "prenotami", "annulla", "cancella", "sposta", "richiama", "delega", "delego"),
        *("contatta", "mostra", "mostrami", "approva", "rifiuta", "quante", "quanti", "quanto"),
        *("book", "cancel", "move", "recall", "delegate", "contact", "show", "how", "approve"),
    }
)
"""With which nobody begins a motive, or a message to a colleague."""

DENIED_ORDERS = frozenset(
    {
        *("richiamare", "rifiutare", "approvare", "spostare", "annullare", "mandare", "inviare"),
        *("contattare", "delegare", "prenotare", "cancellare", "scrivere", "avvisare"),
    }
)
"""`Non richiamare Anna` is said to who would do it."""


def workdays_of_actor(desk: Desk, actor: Actor) -> frozenset[int]:
    """Tell on which weekdays a person works, which stretches of days are made of."""
    week = actor.policy.on(desk.today()).week.days
    if actor.person.is_elected:
        return frozenset(range(week))
    with desk.store.reading() as uow:
        return workdays_of(facts.load(uow, actor.id, on=desk.today()).person, week)


def warm_up() -> None:
    """Build grammars and questions, so that nobody's first text, and no transaction, waits."""
    for courtesy in ("prenota oggi", "book today", "che cosa sarà mai?"):
        _parser().read(courtesy, today=date.min)


@cache
def _parser() -> Parser:
    """Import the parser with the first text: the desk starts sooner without it."""
    return cast("Parser", import_module("handlers.reading.reading"))
