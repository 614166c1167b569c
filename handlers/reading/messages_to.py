"""
A message to somebody, with its words as written: `scrivi a Bruno che domani arrivo tardi`.

What a colleague shall be asked (`chiedi a Bruno se può spostare giovedì`) is one too: whoever
says it wants nothing moved of their own. The words are put as Bruno will read them.
"""

from __future__ import annotations

import re

from handlers.reading.cues import ROLES
from handlers.reading.meanings import AskBack, Contact, Elsewhere, Matter, Question
from handlers.reading.names import IsName
from handlers.reading.parsing import ENGLISH, ITALIAN, NAME, grammar_in
from handlers.reading.words import split

_POLITE = (
    r"^\s*(?:(?:per favore|per piacere|please|puoi|potresti|can you|could you|e|allora)[\s,]+)*"
)
_NAME = r"[^\W\d_][\w'’-]*(?:\s+[^\W\d_][\w'’-]*){0,2}?"
_TO = r"(?:(?:ad|al|alla|all['’]|a|to)\s+)?"
_SAYING = (
    r"(?:scriv(?:i|ere)|d[iì]['’]?|dire|manda(?:re)? un messaggio|messaggio|avvis(?:a|are)"
    r"|avvert(?:i|ire)|inform(?:a|are)|comunic(?:a|are)|fai sapere|far sapere|rispond(?:i|ere)"
    r"|tell|write(?: to)?|text|message|inform|send a message to|let|ricord(?:a|are)|remind"
    r"|reply(?: to)?|answer|respond to)\s+"
)
_SAID = (
    r"(?:\s*[:,]\s*(?:che\s+|that\s+)?|\s+(?:che|know that|know|that)\s+"
    r"|\s+(?=i['’]|i (?:am|m|will|ll|won|can|have|may|might|need|must|was|would|should)\b|we\b))"
    r"(?P<words>\S.*\S)\s*$"
)
"""What stands between whom is told and the words; `tell Bruno I'll be late` has nothing there."""
SAYING = re.compile(
    _POLITE + _SAYING + rf"{_TO}(?P<name>{_NAME})" + _SAID, re.IGNORECASE | re.DOTALL
)
_ANOTHER = re.compile(
    r"(?:(?:no|anzi|scusa|aspetta|volevo dire|sorry|wait|i mean|rather)\b[\s,]*)+"
    rf"{_TO}(?P<name>{_NAME})" + _SAID,
    re.IGNORECASE | re.DOTALL,
)
"""`Scrivi ad Anna, anzi a Bruno che …`: she is no part of the words."""
_THE_DECIDER = (
    r"(?:(?:all|l)['’]\s*|(?:al|alla|il|la|to|the|mio|mia|my)\s+)*"
    r"(?:capo|capa|capoufficio|capo ufficio|boss|manager|supervisor|superiore"
    r"|(?<=\bmio )(?:responsabile|dirigente)|(?<=\bmia )(?:responsabile|dirigente))"
)
"""Whose name is not said: who decides about whoever writes."""
TO_THE_DECIDER = re.compile(_POLITE + _SAYING + _THE_DECIDER + _SAID, re.IGNORECASE | re.DOTALL)
_TO_THE_DECIDER_BARELY = re.compile(
    _POLITE + r"(?:avvis(?:a|are)|avvert(?:i|ire)|inform(?:a|are)|rispond(?:i|ere)|scriv(?:i|ere)"
    r"|contatt(?:a|are)|tell|inform|notify|text|message|reply to|answer|write to|contact)\s+"
    + _THE_DECIDER
    + r"[\s.!]*$",
    re.IGNORECASE,
)
_BARELY = re.compile(
    _POLITE
    + r"(?:avvis(?:a|are)|avvert(?:i|ire)|inform(?:a|are)|rispond(?:i|ere)|tell|inform|notify"
    r"|text|message|reply to|answer)\s+" + rf"{_TO}(?P<name>{_NAME})[\s.!]*$",
    re.IGNORECASE,
)
"""`Avvisa Bruno`: of what is not said yet."""
_WHAT = (
    r"(?P<what>se|quando|dove|come|cosa|che|perch[eé]['’]?|quant[oiae]|if|whether|when|where|how|what"
    r"|why)"
)
ASKING = re.compile(
    _POLITE + r"(?:chied(?:i|ere|o)|domand(?:a|are|o)|sent(?:i|ire)(?:\s+con)?"
    r"|verific(?:a|are)\s+con|ask|check\s+with)\s+"
    rf"{_TO}(?P<name>{_NAME})\s*[:,]?\s+{_WHAT}\s+(?P<words>\S.*?)[\s?.!]*$",
    re.IGNORECASE | re.DOTALL,
)
ASKING_WHETHER = re.compile(
    _POLITE + r"(?:chied(?:i|ere|o)|domand(?:a|are|o)|ask)\s+(?P<what>se|if|whether)\s+"
    rf"(?P<name>{_NAME})\s+(?P<words>\S.*?)[\s?.!]*$",
    re.IGNORECASE | re.DOTALL,
)
BEGGING = re.compile(
    _POLITE
    + r"(?P<verb>chied(?:i|ere|o)|domand(?:a|are|o)|dire|d[iì]['’]?|ricord(?:a|are)|ask|tell"
    r"|remind)\s+"
    rf"{_TO}(?P<name>{_NAME})\s+(?P<what>di|to)\s+(?P<words>\S.*?)[\s?.!]*$",
    re.IGNORECASE | re.DOTALL,
)
AN_ORDER = re.compile(r"\b(?:richiam\w+|recall\w*|deleg\w+)\b", re.IGNORECASE)
"""Of which nobody is told by a message of one's own."""
_TO_THEM = re.compile(
    _POLITE
    + r"(?P<verb>d[iì]gli|dille|dirgli|dirle|d[iì]['’]? loro|scrivi(?:gli|le)|scriver(?:gli|le)"
    r"|scrivi loro|(?:avvisa|avverti|informa)(?:l[oaie])|(?:fagli|falle|fargli|farle) sapere"
    r"|manda(?:gli|le) (?:un messaggio|a dire)|comunica(?:gli|le)|ricorda(?:gli|le)"
    r"|(?:tell|text|write(?: to)?|inform|message|remind) (?:him|her|them)"
    r"|let (?:him|her|them) know)"
    r"(?:\s*[:,]\s*|\s+(?:che|that|(?P<what>di|to))\s+|\s+(?=i\b|i['’]))(?P<words>\S.*?)\s*$",
    re.IGNORECASE | re.DOTALL,
)
_ASK_THEM = re.compile(
    _POLITE + r"(?:chied(?:i|er)(?:gli|le)|chiedi loro|domanda(?:gli|le)|ask (?:him|her|them))\s+"
    rf"{_WHAT}\s+(?P<words>\S.*?)[\s?.!]*$",
    re.IGNORECASE | re.DOTALL,
)
_ASK_ALL = re.compile(
    _POLITE + r"(?:chied(?:i|ere)|domand(?:a|are)|ask)\s+(?:ad?\s+|ai\s+|alle\s+)?(?:"
    r"(?:tutti|tutte|everyone|everybody|colleghi|colleghe|the team|my colleagues)"
    rf"|(?P<names>{_NAME}(?:\s*,\s*{_NAME})*\s+(?:e|ed|and)\s+{_TO}{_NAME}))\s+"
    r"(?:se|quando|dove|di|if|whether|when|where|to)\s+\S",
    re.IGNORECASE | re.DOTALL,
)
_OF_THEM = re.compile(
    r"\b(?:he|she|they)(?=\s+(?:can|could|will|would|must|may|might|should)\b)", re.IGNORECASE
)
_IN_ENGLISH = frozenset({"if", "whether", "when", "where", "how", "what", "why"})


def message_to_nobody(text: str) -> AskBack | None:
    """Ask whom a text is for that is told to `him`: its words are no wish of one's own."""
    forms = (_TO_THEM, _ASK_THEM, ASKING, BEGGING)
    found = next((one for form in forms if (one := form.match(text)) is not None), None)
    if found is None or not (found.re in _OF_NOBODY or _is_written_as_a_name(found["name"])):
        return None
    return AskBack(question=Question.WHOM, so_far=Contact("", words=_words(found)))


_OF_NOBODY = (_TO_THEM, _ASK_THEM)


def _is_written_as_a_name(name: str) -> bool:
    """Tell whether somebody is meant who is not known here by that name."""
    words = _words_of(name)
    written = name[0].isupper() and not name.isupper() and words not in ROLES
    # `Chiedo Giovedì se possibile` names a day.
    return written and all(
        grammar_in(file).terminals((word,)) == [NAME]
        for file in (ITALIAN, ENGLISH)
        for word in words
    )


def message_to(text: str, is_name: IsName | None) -> Contact | Elsewhere | None:
    """Give whom a text wants told, or asked, and what; only of who is known by that name."""
    if is_name is None or AN_ORDER.search(text):
        return None
    found = next(
        (
            one
            for form in (SAYING, ASKING, ASKING_WHETHER, BEGGING)
            if (one := form.match(text)) is not None and _names(one["name"], is_name)
        ),
        None,
    )
    if found is not None:
        another = _ANOTHER.match(found["words"]) if found.re is SAYING else None
        if another is not None and _names(another["name"], is_name):
            found = another
        return Contact(" ".join(_words_of(found["name"])), words=_words(found))
    barely = _BARELY.match(text)
    if barely is not None and _names(barely["name"], is_name):
        return Contact(" ".join(_words_of(barely["name"])))
    return Elsewhere(Matter.ASKING) if _asks_several(text, is_name) else None


_AN_ORDER_BEHIND = re.compile(
    r"(?:\s*[.;!,]\s*(?:(?:e|ed|poi|and|then)\s+)*|\s+(?:e|ed|poi|and|then)\s+"
    r"(?:(?:poi|then)\s+)?)"
    r"(?=(?:prenota(?:mi)?|segna(?:mi)?|metti(?:mi)|annulla(?:mi)?|cancella(?:mi)?|togli(?:mi)?"
    r"|sposta(?:mi)?|approva|rifiuta|mostra(?:mi)?|book|cancel|move|approve|refuse|show)\s)",
    re.IGNORECASE,
)
"""Where the words for somebody end, and the desk is told to do something."""


def order_behind_words(words: str) -> tuple[str, str] | None:
    """Give the words for somebody and the order to the desk behind them; None without one."""
    found = _AN_ORDER_BEHIND.search(words)
    if found is None or not words[: found.start()].strip():
        return None
    return words[: found.start()].strip(), words[found.end() :]


def message_to_the_decider(text: str) -> Contact | None:
    """Give what `il capo` shall be told: who that is only the store knows."""
    if _TO_THE_DECIDER_BARELY.match(text):
        return Contact("", decider=True)
    found = None if AN_ORDER.search(text) else TO_THE_DECIDER.match(text)
    return None if found is None else Contact("", words=found["words"], decider=True)


def told_to(name: str, words: str) -> str:
    """Give the sentence that passes words on to somebody, who is named only now."""
    return f"scrivi a {name}: {words}"


def _asks_several(text: str, is_name: IsName) -> bool:
    found = _ASK_ALL.match(text)
    if found is None or found["names"] is None:
        return found is not None
    names = re.split(r"\s*,\s*|\s+(?:e|ed|and)\s+", found["names"])
    return all(_names(re.sub(r"^(?:ad?|to)\s+", "", one), is_name) for one in names)


def _names(name: str, is_name: IsName) -> bool:
    words = _words_of(name)
    return bool(words) and is_name(words)


def _words_of(name: str) -> tuple[str, ...]:
    return tuple(piece.word for piece in split(name))


def _words(found: re.Match[str]) -> str:
    """Put what shall be told or asked as whom it is for will read it."""
    said = found.re in (SAYING, _ANOTHER) or (found.re is _TO_THEM and found["what"] is None)
    if said:
        return found["words"]
    if found.re in (BEGGING, _TO_THEM):
        return _begged(found["verb"], found["what"], found["words"])
    return _question(found["what"], found["words"])


def _question(what: str, words: str) -> str:
    """Put `se può spostare giovedì` as a question: `Chiedo se …`, `Asking if you can …`."""
    asks = "Asking" if what.casefold() in _IN_ENGLISH else "Chiedo"
    return f"{asks} {what} {_OF_THEM.sub('you', words)}"


def _begged(verb: str, what: str, words: str) -> str:
    if what.casefold() == "to":
        return f"{'Remember to' if verb.casefold().startswith('remind') else 'Please'} {words}"
    reminds = verb.casefold().startswith("ricord")
    return f"{'Ricordati' if reminds else 'Ti chiedo'} di {words}"
