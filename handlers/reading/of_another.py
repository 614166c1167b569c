"""Questions that name a colleague: answered about them, never as if they were about oneself."""

from __future__ import annotations

from datetime import date

from handlers.reading import meanings
from handlers.reading.cues import BESIDE_NAMES
from handlers.reading.meanings import Meaning, Reading
from handlers.reading.names import IsName
from handlers.reading.people_said import Sentence
from handlers.reading.somebody import Run, name_of, runs_of_people, words_of

OF_ONESELF = frozenset(
    {
        *("mi", "ci", "me", "mia", "mio", "miei", "mie", "io", "noi", "posso", "potrei", "devo"),
        *("ho", "sono", "my", "i", "us", "can"),
    }
)
"""Of a question with one of these the colleague may be who decided about it."""
REFUSED_BY = ("rifiut", "negat", "bocciat", "respint", "dett", "refuse", "reject", "den")
"""`Perché Bruno ha rifiutato giovedì?` is asked by whose day it was."""
WHO = frozenset({"chi", "who"})


def of_another(sentence: Sentence, question: Meaning, is_name: IsName | None) -> Reading | None:
    """Read what is asked of one who is known as about them; None if it is about oneself."""
    known = [run for run in runs_of_people(sentence, is_name) if _is_known(sentence, run, is_name)]
    if len(known) != 1:
        several = known and isinstance(question, meanings.WhyNot) and _is_of_them(sentence)
        return Reading(heard=meanings.Approvals()) if several else None
    heard = _about_them(sentence, question, known[0])
    return None if heard is None else Reading(heard=heard)


def _about_them(sentence: Sentence, question: Meaning, run: Run) -> Meaning | None:
    name = name_of(sentence, run)
    match question:
        case meanings.Balance() | meanings.PermitsLeft():
            return meanings.Elsewhere(meanings.Matter.BALANCES, other=True)
        case meanings.Status() if _is_theirs(sentence, run):
            return meanings.StatusOf(name, question.days)
        case meanings.WhyNot() if _is_of_them(sentence):
            return meanings.StatusOf(name, _days(question.day))
        case meanings.WhoDecides(whom="") if _asks_whom_they_ask(sentence, run):
            return meanings.WhoDecides(whom=name, day=question.day)
    return None


def _is_known(sentence: Sentence, run: Run, is_name: IsName | None) -> bool:
    return is_name is not None and is_name(words_of(sentence, run))


def _is_theirs(sentence: Sentence, run: Run) -> bool:
    begins = run[0].start
    return begins > 0 and sentence.text.words[begins - 1] in BESIDE_NAMES


def _is_of_them(sentence: Sentence) -> bool:
    """Tell whether `perché Bruno è a casa?` asks of him, and not why he said no."""
    words = sentence.text.words
    return OF_ONESELF.isdisjoint(words) and not any(one.startswith(REFUSED_BY) for one in words)


def _asks_whom_they_ask(sentence: Sentence, run: Run) -> bool:
    """Tell whether the name stands before the question, as whose request it is."""
    words = sentence.text.words
    behind = not WHO.isdisjoint(words[run[-1].end :])
    return behind and OF_ONESELF.isdisjoint(words)


def _days(day: date | None) -> tuple[date, ...]:
    return () if day is None else (day,)
