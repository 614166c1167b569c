"""
An order to tell somebody, beside what is asked for: `avvisa tutti che domani lavoro da casa`.

The desk tells only whom its letters go to. The order is cut off, so that the rest is read as if
it stood alone, and is handed on to be answered: nobody may believe that others were told.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from handlers.reading.meanings import (
    AskBack,
    AtOffice,
    Book,
    Cancel,
    Contact,
    Decide,
    Delegate,
    Elsewhere,
    Heard,
    Pattern,
    Permit,
    Question,
    Reading,
    Recall,
    Several,
    Swap,
    parts_of,
)
from handlers.reading.messages_to import order_behind_words
from handlers.reading.names import IsName
from handlers.reading.words import split

_POLITE = (
    r"(?:(?:ciao|salve|buon ?giorno|buona ?sera|hello|hi|per favore|per piacere|please|puoi"
    r"|potresti|can you|could you|e)[\s,!]+)*"
)
_ALSO = r"(?:(?:anche|pure|subito|poi|allora|per favore|also|please|then)\s+)*"
_TELL = (
    r"(?:avvis(?:a|i|are|ate|iamo)|avvert(?:i|a|ire|ite|iamo)|inform(?:a|i|are|ate|iamo)"
    r"|notifica(?:re)?|comunica(?:re|lo)?|scriv(?:i|ere|ilo)|d[iì]['’]?|dire|dillo|dici|dite"
    r"|fa(?:i|llo)?['’]? sapere"
    r"|far(?:lo)? sapere|manda(?:re)? un(?:a mail| messaggio)|tell|inform|notify|warn|write)"
)
_TO = r"(?:(?:ad|al|allo|alla|ai|agli|alle|a|il|lo|la|i|gli|le|the|to|my)\s+|(?:all|l)['’]\s*)*"
_OWN = r"(?:(?:mi[eo]i?|mia|nostr[aio]|tutt[aei]|all|my|other|altri|altre)\s+)*"
_MANY = (
    r"(?:uffic(?:io|i)\s+(?!che\b)\w+(?:\s+(?!che\b)\w+)?(?=\s+che\b)"
    r"|tutti quanti|tutti|tutte|colleghi|colleghe|collega|ragazzi|altri|altre|ufficio|gruppo"
    r"|squadra|team|resto|personale|capo|capa|responsabile|dirigente|direttore|direttrice"
    r"|sindaco|sindaca|segretari[oa]|everyone|everybody|colleagues?|co-?workers?|office|others"
    r"|boss|manager|rest of the (?:team|office))"
    r"(?:\s+(?:gli|i|le|quanti|the)?\s*(?:altri|altre|colleghi|colleghe|(?:dell['’]\s*)?ufficio"
    r"|(?:del|of the|in the) (?:team|gruppo|servizio|office)))?"
)
_ALL = r"(?:tutti|tutte|everyone|everybody|(?:my )?colleagues|the team)"
_NAME = r"[^\W\d_][\w'’-]*"
_NAMES = rf"{_NAME}(?:\s+{_NAME})?(?:(?:\s*,\s*|\s+(?:e|ed|and)\s+){_NAME}(?:\s+{_NAME})?)*"
_THEM = (
    r"(?:avvisa|avverti|informa|ringrazia|saluta)(?:l[aoie])\b|spiega(?:le|gli)\b"
    r"|(?:diglielo|faglielo sapere|fatelo sapere|dille|digli|di['’]? loro|scrivile|scrivigli)\b"
    r"|let (?:her|him|them) know\b|(?:tell|inform|notify|thank) (?:her|him|them)\b"
)
_BEFORE = re.compile(
    rf"^\s*(?P<told>{_POLITE}(?:{_TELL}\s+{_ALSO}{_TO}(?:{_OWN}(?:(?P<all>{_ALL})|{_MANY})|(?P<names>{_NAMES}))"
    rf"|let\s+{_TO}{_OWN}(?:{_MANY}|{_NAMES})\s+know))"
    r"(?:\s*[:,]\s*(?:che\s+|that\s+)?|\s+(?:che|that)\s+|(?(all)\s+|(?!)))(?P<rest>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_BEHIND = re.compile(
    rf"^(?P<rest>.*?\S)\s*(?:[,;.]\s*(?:(?:e|ed|poi|and|then)\s+)*|\s+(?:e|ed|poi|and|then)\s+)"
    rf"(?P<told>{_ALSO}(?:(?P<them>{_THEM})"
    rf"|{_TELL}\s+{_ALSO}{_TO}(?:{_OWN}{_MANY}|(?P<names>{_NAMES}))"
    rf"|let\s+{_TO}{_OWN}(?:{_MANY}|{_NAMES})\s+know)"
    r"(?:\s*(?P<more>[:,]\s*\S.*|(?:che|that)\s+\S.*)|(?(them)\s+\S.*|(?!)))?)[\s.!]*$",
    re.IGNORECASE | re.DOTALL,
)
_WHY = re.compile(r"(?:che|that|perch[eéè]['’]?|because|:)\s+(?P<why>\S.*\S)\s*$", re.IGNORECASE)
_EVERYBODY = re.compile(r"\b(?:tutti|tutte|everyone|everybody)\b", re.IGNORECASE)
_OF_THEM = re.compile(
    r"\b(?:devono|dovete|debbano|vengano|veng[oa]no|siano|siate|sono tutti|they)\b", re.IGNORECASE
)
"""What others shall do is no wish of one's own: `avvisa tutti che giovedì devono venire`."""


def told_beside(
    text: str, is_name: IsName | None, read: Callable[[str], Reading]
) -> Reading | None:
    """Read what stands beside an order to tell somebody; None for any other text."""
    found = _BEFORE.match(text) or _BEHIND.match(text)
    if found is None or not _may_be_names(found["names"], is_name):
        return None
    if _OF_THEM.search(found["rest"]):
        return None
    reading = _with_motive(found, read)
    if _is_stuck(reading):
        return None
    return _with_message(found, reading) or replace(reading, telling=found["told"].strip())


def _with_message(found: re.Match[str], reading: Reading) -> Reading | None:
    """Offer `…, avvisa Bruno che lo chiamo alle 10` as a message, beside one's own days."""
    words = _WHY.search(found["told"]) if found.re is _BEHIND else None
    if words is None or found["names"] is None or not isinstance(reading.heard, OWN):
        return None
    names = _each(found["names"])
    if len(names) != 1:
        return None
    message = Contact(" ".join(_words_of(names[0])), words=words["why"])
    return replace(reading, heard=Several((reading.heard, message)))


def with_order_behind(message: Heard, read: Callable[[str], Reading]) -> Reading:
    """
    Read `scrivi a Carla che arrivo tardi e prenota giovedì`: a message, and a day to book.

    What is no whole order to the desk (`e prenota la sala`) may be for her, and stays.
    """
    parted = order_behind_words(message.words) if isinstance(message, Contact) else None
    if parted is None or not isinstance(message, Contact):
        return Reading(heard=message)
    words, order = parted
    found = read(order)
    if not isinstance(found.heard, ORDERED):
        return Reading(heard=message)
    told = replace(message, words=words)
    return replace(found, heard=Several((told, *parts_of(found.heard))))


def told_the_decider(message: Contact, read: Callable[[str], Reading]) -> Reading | None:
    """
    Give what `avvisa il capo che …` is: a message, beside time off if that is what is told.

    None for days of one's own and orders: a request for them reaches who decides by itself.
    """
    if not message.words:
        return Reading(heard=message)
    reading = read(message.words)
    heard = reading.heard
    if isinstance(heard, Permit):
        return replace(reading, heard=Several((message, heard)))
    if isinstance(heard, AskBack):
        asks = bool(heard.options) or isinstance(heard.so_far, OWN)
        return None if asks and heard.question not in NOTHING_CLEAR else Reading(heard=message)
    return None if isinstance(heard, REACHES_THEM) else Reading(heard=message)


NOTHING_CLEAR = frozenset({Question.NEGATION, Question.NOT_CLEAR, Question.UNKNOWN_WORD})
OWN = (Book, AtOffice, Cancel, Swap, Permit)
"""Beside these a message may go out: an order is heard of without one."""
ORDERED = (*OWN, Pattern, Several, Decide, Recall)
REACHES_THEM = (*OWN, Pattern, Several, Elsewhere, Decide, Delegate, Recall)
"""These are told by their own request, or where somebody is told that they are ill."""


def tells_several(text: str, is_name: IsName | None) -> bool:
    """Tell whether more than one person shall be told: no message goes to several."""
    found = _BEFORE.match(text)
    names = found["names"] if found else None
    return names is not None and len(_each(names)) > 1 and _may_be_names(names, is_name)


def _each(names: str) -> list[str]:
    return re.split(r"\s*,\s*|\s+(?:e|ed|and)\s+", names.strip())


def _may_be_names(names: str | None, is_name: IsName | None) -> bool:
    """Tell whether each of these is somebody who is known, or none was said."""
    if names is None:
        return True
    if is_name is None:
        return False
    return all(is_name(_words_of(one)) for one in _each(names))


def _with_motive(found: re.Match[str], read: Callable[[str], Reading]) -> Reading:
    """Take `rifiuta Anna e dille che siamo in pochi` for why: those words do reach her."""
    reading = read(found["rest"])
    motive = _WHY.search(found["told"]) if found.re is _BEHIND else None
    heard = reading.heard
    if motive is None or not _is_told_whom_it_concerns(found, heard):
        return reading
    return read(f"{found['rest']} perché {motive['why']}")


def _is_told_whom_it_concerns(found: re.Match[str], heard: Heard) -> bool:
    """Tell whether words are for who is refused or called: what Bruno is told Anna never reads."""
    if isinstance(heard, Recall):
        concerned, everybody, said = heard.whom, heard.everybody, heard.why
    elif isinstance(heard, Decide) and not heard.approve:
        concerned, everybody, said = (heard.whom,) if heard.whom else (), False, heard.why
    else:
        return False
    if said:
        return False  # a motive was given, and one is enough
    if found["them"]:
        return True
    if found["names"] is None:
        return everybody and _EVERYBODY.search(found["told"]) is not None
    told = [set(_words_of(name)) for name in _each(found["names"])]
    people = [set(_words_of(name)) for name in concerned]
    return len(told) == len(people) and all(
        any(one <= other or other <= one for other in people) for one in told
    )


def _words_of(name: str) -> tuple[str, ...]:
    """Give the words of a name as the reader compares them."""
    return tuple(piece.word for piece in split(name))


def _is_stuck(reading: Reading) -> bool:
    """Tell whether nothing was understood of the rest: then the whole text is asked about."""
    heard = reading.heard
    if not isinstance(heard, AskBack):
        return False
    nothing = not heard.options and heard.so_far is None
    return nothing and heard.question in (
        Question.UNKNOWN_WORD,
        Question.NOT_CLEAR,
        Question.NOTHING_SAID,
        Question.NEGATION,
    )
