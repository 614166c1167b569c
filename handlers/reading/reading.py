"""
Read a text said on a day: what it means, or what to ask back, and the words that were skipped.

First every word is read together; where that does not do, the islands of the sentence are, with
one typing error corrected. What was skipped or corrected is handed on, to be shown before
anything is written.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from handlers.reading import meanings
from handlers.reading.building import Request, request_of
from handlers.reading.clauses import one_of
from handlers.reading.correcting import corrected
from handlers.reading.days import MONDAY_TO_FRIDAY, Calendar
from handlers.reading.meanings import AskBack, Greeting, Heard, Meaning, Question, Reading, Thanks
from handlers.reading.names import IsName, plain, with_names, without_titles
from handlers.reading.parsing import NAME, Grammar, Words, grammar_for
from handlers.reading.requests import understand
from handlers.reading.sentences import read_sentence, sentence_of
from handlers.reading.short_answers import in_full
from handlers.reading.words import COMMA, MOST_CHARACTERS, MOST_WORDS, Text, read_words, split

NAMED_WORDS = 5
"""Unknown words named in one question."""
MOST_TOGETHER = 24
"""Longer sentences are read by their islands alone: every word of them hardly ever fits."""
LONGEST_WORD = 40
"""A longer word is cut where it is named."""
LONGEST_YES = 40
BY_THEMSELVES: dict[Meaning, str] = {
    meanings.Stop(): (
        "stop | annulla | basta | lascia perdere | lascia stare | esci | fermati | ferma | chiudi"
        " | niente | non importa | no niente | annulla operazione | quit | exit | never mind"
        " | forget it | cancel | abort | no lascia stare | no lascia perdere | ho cambiato idea"
        " | no | nulla | fa niente | non fa niente | come non detto"
    ),
    meanings.Back(): "indietro | torna indietro | vai indietro | back | go back | precedente",
    meanings.Help(): (
        "non ho capito | non capisco | boh | che faccio | come funziona | cosa sai fare | aiutami"
        " | aiuto | istruzioni | help | i don t understand | comandi | esempi | che posso scrivere"
    ),
    meanings.MyPatterns(): "schema | schemi | i miei schemi | ogni settimana | every week",
    meanings.Closures(): "chiusure | le chiusure | closures",
    meanings.Eligibility(): "idoneita | la mia idoneita | requisiti",
    meanings.Menu(): "menu | torna al menu | menu principale | main menu | home",
}
"""Words that mean this only if nothing else is said."""
TODAY = frozenset({"oggi", "today"})
YES = (
    "si | ok | va bene | certo | d accordo | yes | sure | ricevuto | si ricevuto | got it | noted"
)
CONFIRMING = (
    "confermo | conferma | confermato | si confermo | ok confermo | va bene confermo | i confirm"
    " | confirmed | confirm | yes i confirm | ok i confirm | ho letto e confermo"
)
"""A yes says to what only where one thing waits for it; who confirms names no more than that."""


def read(
    text: str,
    *,
    today: date,
    workdays: frozenset[int] = MONDAY_TO_FRIDAY,
    is_name: IsName | None = None,
) -> Reading:
    """
    Give what a text means, said on a civil day of Rome, or the question to ask back.

    `workdays` are the weekdays (0 is Monday) that a stretch of days is made of. `is_name` tells
    whether words (small letters, no accents, split at apostrophes) are the name of somebody whom
    the person may mean; where a person is meant, such words are a name whatever else they are.
    """
    plain_text = prepare(text)
    if plain_text is None:
        return Reading(heard=AskBack(question=Question.TOO_LONG, about=str(MOST_CHARACTERS)))
    yes = _yes(text)
    if yes is not None:
        return Reading(heard=yes)
    if not plain_text.words:
        return Reading(heard=_courtesy(plain_text))
    calendar = Calendar(today, workdays)
    named = _with_names(plain_text, is_name)
    return (
        _by_itself(named, today)
        or _short_answer(plain_text, calendar, is_name)
        or _read(named, calendar, is_name)
    )


def _with_names(text: Text, is_name: IsName | None) -> Text:
    return replace(text, pieces=without_titles(with_names(text.pieces, is_name)))


@lru_cache(maxsize=256)
def prepare(text: str) -> Text | None:
    """
    Read a text as far as no day and no name is needed; None if it is too long to be read.

    Done before a transaction begins, it leaves little to do inside.
    """
    if len(text) > MOST_CHARACTERS:
        return None
    found = read_words(text.strip().removeprefix("/"))
    if len(found.words) > MOST_WORDS:
        return None
    if found.words:
        _parsed(found.words)
        sentence_of(found)
    return found


def _yes(text: str) -> AskBack | None:
    """Ask to what a yes is said, where nothing else is: `sì`, `ok confermo`."""
    said = " ".join(piece.word for piece in split(text[:LONGEST_YES]) if piece.word != COMMA)
    if len(text) > LONGEST_YES or said not in _said(YES) | _said(CONFIRMING):
        return None
    about = said if said in _said(CONFIRMING) else ""
    meant = meanings.ConfirmRecall()
    return AskBack(question=Question.NOT_CLEAR, about=about, so_far=meant)


def _by_itself(text: Text, today: date) -> Reading | None:
    said = " ".join(text.words)
    if said in TODAY:
        return Reading(heard=meanings.Bands(today))
    means = next((one for one, phrases in BY_THEMSELVES.items() if said in _said(phrases)), None)
    return None if means is None else Reading(heard=means)


def _short_answer(text: Text, calendar: Calendar, is_name: IsName | None) -> Reading | None:
    """Read `Anna domani ok` as `approva Anna domani`, if nothing of it is left over."""
    full = in_full(text, is_name)
    found = _by_islands(full, calendar, is_name) if full is not None else None
    decides = found is not None and not found.unread and isinstance(found.heard, meanings.Decide)
    return found if decides else None


@lru_cache
def _said(phrases: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in phrases.split("|"))


def _read(text: Text, calendar: Calendar, is_name: IsName | None) -> Reading:
    whole = _whole(text, calendar)
    if not _is_open(whole):
        return Reading(heard=whole)
    found = _by_islands(text, calendar, is_name)
    mended = corrected(text, is_name)
    if mended is not None:
        pieces, change = mended
        better = _without_correcting(replace(text, pieces=pieces), calendar, is_name)
        if not _stuck(better.heard) and _is_better(better, found):
            return replace(better, corrected=(change,))
    return found or Reading(heard=whole)


def _without_correcting(text: Text, calendar: Calendar, is_name: IsName | None) -> Reading:
    whole = _whole(text, calendar)
    if not _is_open(whole):
        return Reading(heard=whole)
    return _by_islands(text, calendar, is_name) or Reading(heard=whole)


def _by_islands(text: Text, calendar: Calendar, is_name: IsName | None) -> Reading | None:
    return read_sentence(sentence_of(text), calendar, is_name)


def _is_better(one: Reading, other: Reading | None) -> bool:
    """Tell whether a corrected sentence says more: fewer words unread, or none to ask back."""
    if other is None or isinstance(other.heard, AskBack):
        return True
    return len(one.unread) < len(other.unread)


def _is_open(heard: Heard) -> bool:
    """Tell whether words did not fit together, or a question leads nowhere."""
    if isinstance(heard, AskBack) and heard.question is Question.NOT_CLEAR:
        return not heard.options
    return _stuck(heard)


def _stuck(heard: Heard) -> bool:
    """Tell whether a question leads nowhere."""
    return isinstance(heard, AskBack) and not heard.options and heard.so_far is None


# ------------------------------------------------------------ every word together


def _whole(text: Text, calendar: Calendar) -> Heard:
    words = text.words
    grammar = grammar_for(words)
    requests, stumbled_at = _parsed(words)
    readings = dict.fromkeys(understand(request, calendar) for request in requests)
    if not readings:
        return _not_understood(grammar, words, stumbled_at)
    return _named(one_of(list(readings), " ".join(words)))


@lru_cache(maxsize=256)
def _parsed(words: tuple[str, ...]) -> tuple[tuple[Request, ...], int]:
    if len(words) > MOST_TOGETHER:
        return (), -1
    parsed = grammar_for(words).trees(words)
    return tuple(map(request_of, parsed.trees)), parsed.stumbled_at


def _named(heard: Heard) -> Heard:
    """Write names that were held together as words again."""
    match heard:
        case meanings.Contact():
            return replace(heard, whom=plain(heard.whom))
        case meanings.Recall():
            return replace(heard, whom=tuple(map(plain, heard.whom)))
        case meanings.Delegate():
            return replace(heard, whom=plain(heard.whom))
        case AskBack():
            options = tuple(_named_meaning(option) for option in heard.options)
            return replace(heard, options=options)
    return heard


def _named_meaning(meaning: Meaning) -> Meaning:
    named = _named(meaning)
    return meaning if isinstance(named, AskBack) else named


def _courtesy(plain_text: Text) -> Heard:
    if plain_text.thanks:
        return Thanks()
    return Greeting() if plain_text.greets else AskBack(question=Question.NOTHING_SAID)


def _not_understood(grammar: Grammar, words: Words, at: int) -> AskBack:
    """Name the words that are not known; those before the stop were taken as names."""
    unknown = grammar.of_terminal(words[max(at, 0) :], NAME)
    if unknown:
        named = ", ".join(dict.fromkeys(word[:LONGEST_WORD] for word in unknown[:NAMED_WORDS]))
        return AskBack(question=Question.UNKNOWN_WORD, about=named)
    denials = grammar.of_terminal(words, "NON")
    if denials:
        return AskBack(question=Question.NEGATION, about=denials[0])
    return AskBack(question=Question.NOT_CLEAR, about=words[at] if 0 <= at < len(words) else "")
