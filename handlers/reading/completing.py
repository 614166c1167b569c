"""
The answer to a question, put into the sentence that the question was asked about.

`richiama Anna`, asked for the day, and `giovedì` make `richiama Anna giovedì`, which is read like
any other sentence. So nothing is an answer but what is read as the piece that was asked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.reading import meanings
from handlers.reading.cues import ROLES, Tag
from handlers.reading.fragments import (
    Fragment,
    read_beginning,
    read_days,
    read_ending,
    read_half,
    read_kind,
    read_month,
    read_times,
)
from handlers.reading.lengths_of_delegations import words_without_length
from handlers.reading.meanings import AskBack, Heard, Meaning, Question, Reading
from handlers.reading.messages_to import told_to
from handlers.reading.names import IsName
from handlers.reading.of_a_recall import motive_named
from handlers.reading.ordered import sentence_of
from handlers.reading.people_said import reason_from
from handlers.reading.skipping import WITHOUT
from handlers.reading.words import read_words

ENDS = (
    *("fino al", "fino all", "fino alla", "fino a", "entro il", "entro", "il", "al"),
    *("until", "till", "to"),
)
"""What an end may begin with."""
ENDED = ("", "fino al", "fino a", "until")
MOVED = ("", "a")
STRETCH = re.compile(
    r"\b(?:dal(?:le|la)?|dall['’]|from)\s?[\w:.]+(?: e [\w:]+)?"
    r" (?:al(?:le|la)?|all['’]|to|until)\s?[\w:.]*\w(?: e [\w:]+)?",
    re.IGNORECASE,
)
"""`Dalle 12 alle 10`: what a question says of it, `12 - 10`, stands nowhere in the sentence."""
NEW_DAY = re.compile(r"^(?:al|allo|all['’]|to)\b ?(?=\S)|^all['’](?=\S)", re.IGNORECASE)
"""`Al 25` is the day to which another is moved."""
PARTING = re.compile(r"^a partire (?=d)|^starting (?=from\b)", re.IGNORECASE)
"""`A partire da domani` says no more than `da domani`."""
TO_A_PERSON = ("a", "ad", "al", "alla", "con", "il", "la", "l", "to", "the")
LONGEST_NAME = 4
EXCEPTION = re.compile(rf"\b(?:{'|'.join(sorted(WITHOUT))})\b", re.IGNORECASE)
"""What is left out stays behind the days that answer; it says nothing of days without it."""
NO_PRECISE_DAY = frozenset(
    {
        *(Question.PAST, Question.TOO_FAR, Question.NOT_A_DAY, Question.MISMATCH),
        *(Question.UPSIDE_DOWN, Question.WHICH_READING, Question.WHICH_DAY, Question.BY_WHEN),
    }
)
"""The words that such a question names give way to the day that answers it."""
ASKING = frozenset(
    {
        *(Question.WHICH_DAY, Question.WHICH_HALF, Question.WHICH_KIND, Question.WHICH_HOUR),
        *(Question.UNTIL_WHEN, Question.WHOM),
    }
    | NO_PRECISE_DAY
)
"""Questions for one piece, which may be answered by that piece alone."""
GOING_ON = ASKING | {Question.ONE_DAY}
"""What may be asked next: of `domani e dopodomani`, whether both are meant."""
LOOKS = (meanings.MyDays, meanings.Menu, meanings.Help)
"""Offered beside a question, and no answer to it."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A question that waits: what was said, what was asked, and who may be named on which day."""

    text: str
    asked: AskBack
    today: date
    workdays: frozenset[int]
    is_name: IsName


def is_answer(to: Pending, answer: str) -> bool:
    """Tell whether a text is the piece that was asked for, and nothing else."""
    return _READERS[to.asked.question](to, answer) if to.asked.question in _READERS else False


def completed(to: Pending, answer: str) -> tuple[str, ...]:
    """Give the sentences that what was said may make with the answer, the likeliest first."""
    asked, answer = to.asked, PARTING.sub("", answer.strip())
    orders = _of_an_order(to, answer)
    if orders:
        return orders
    if isinstance(asked.so_far, meanings.Contact):
        return (told_to(" ".join(_named_in(answer)), asked.so_far.words),)
    if asked.about and asked.question in NO_PRECISE_DAY:
        found = _replaced(to.text, asked.about, answer)
        return (found,) if found is not None else ()
    joints: tuple[str, ...] = (*MOVED, "to") if is_of_two_days(asked) else MOVED
    rest = answer
    if asked.question is Question.UNTIL_WHEN:
        joints, rest = ENDED, _end(answer)
    joined = (" ".join(part for part in (to.text, one, rest) if part) for one in joints)
    excepting = EXCEPTION.search(to.text)
    if excepting is not None and asked.question is Question.WHICH_DAY:
        of_what = f"{to.text[: excepting.start()].rstrip(' ,')} {answer}"
        return f"{of_what} {to.text[excepting.start() :]}", of_what
    if asked.question is Question.WHICH_HOUR and " " in asked.about:
        return (f"{_without_hours(to.text)} {answer}",)
    before = (f"{answer} {to.text}",) if isinstance(asked.so_far, meanings.Several) else ()
    return (*before, f"{to.text} {answer}", *joined)


def _of_an_order(to: Pending, answer: str) -> tuple[str, ...]:
    """Give an order with whom it is about instead or too, or with its day before its motive."""
    turned = _whom_else(to, answer)
    if turned:
        return (f"{to.text}{turned}",)
    if kinds_of(to.asked) != {meanings.Recall} or to.asked.question is not Question.WHICH_DAY:
        return ()
    motive = motive_named(answer)
    if motive is not None:
        return (f"{to.text} per {motive}",)
    said = sentence_of(read_words(to.text))
    begins = reason_from(said)
    if not 0 < begins < len(said.text.pieces):
        return ()
    at, text = said.text.pieces[begins].start, said.text.text
    return (f"{text[:at].rstrip(' ,')} {answer} {text[at:]}",)


def _without_hours(text: str) -> str:
    """Leave out hours that did not go together: those that answer take the place of them all."""
    said = sentence_of(read_words(text))
    kept = [one for one in said.islands if one.tag is not Tag.HOURS]
    words = (said.text.written(one.start, one.end) for one in kept)
    return " ".join(words).strip(" ?")


def goes_on(asked: AskBack, after: Reading) -> bool:
    """Tell whether a completed sentence is of the kind that was asked about, and read wholly."""
    if not after.whole or (after.heard == asked and not is_of_two_days(asked)):
        return False
    before, now = kinds_of(asked), kinds_of(after.heard)
    if isinstance(after.heard, AskBack) and after.heard.question is Question.WHAT_TO_DO:
        # `Un giorno a casa il 30` is a day to book, or time off: it is shown as days alone are.
        return meanings.Book in now and before <= {meanings.Book}
    if isinstance(after.heard, AskBack) and after.heard.question not in GOING_ON:
        return False
    if meanings.Book in before:
        before |= {meanings.Pattern}  # `prenota`, asked which day: `ogni giovedì di dicembre`
    return now <= before if before else not isinstance(after.heard, meanings.Several)


def _is_other_way_round(to: Pending, answer: str) -> bool:
    return _is_days(to, answer) or _taken(read_times(answer))


def is_of_two_days(asked: AskBack) -> bool:
    """Tell whether a move is asked about: one of its days said, the question is the same."""
    return meanings.MyDays() in asked.options


def kinds_of(heard: Heard) -> frozenset[type]:
    """Give the kinds of request that something heard is, or may be."""
    if not isinstance(heard, AskBack):
        return frozenset({type(heard)})
    so_far: tuple[Meaning, ...] = () if heard.so_far is None else (heard.so_far,)
    found = (one for one in (*heard.options, *so_far) if not isinstance(one, LOOKS))
    return frozenset(map(type, found))


# ------------------------------------------------------------ what is an answer


def _is_days(to: Pending, answer: str) -> bool:
    if is_of_two_days(to.asked):
        answer = NEW_DAY.sub("", answer.strip())
    if _taken(read_days(answer, today=to.today, workdays=to.workdays)):
        return True
    return _delegates(to) and _is_stretch(to, answer)


def _is_day_of_order(to: Pending, answer: str) -> bool:
    """Tell whether it is a day; of an order also who else is meant, or the motive of a recall."""
    if _is_days(to, answer) or _whom_else(to, answer):
        return True
    gives_reason = MOTIVE.match(answer) is not None or motive_named(answer) is not None
    return gives_reason and kinds_of(to.asked) == {meanings.Recall}


def _delegates(to: Pending) -> bool:
    """Tell whether the question is about who decides."""
    kinds = kinds_of(to.asked)
    said = sentence_of(read_words(to.text)).tags if not kinds else frozenset()
    return kinds == {meanings.Delegate} or not said.isdisjoint({Tag.DELEGATE, Tag.DECIDES})


def _is_stretch(to: Pending, answer: str) -> bool:
    """Tell whether it is how long somebody decides: `fino a venerdì`, `per due settimane`."""
    begins = read_beginning(answer, today=to.today, workdays=to.workdays)
    ends = read_ending(answer, today=to.today, workdays=to.workdays)
    if _taken(begins) or _taken(ends):
        return True
    rest = words_without_length(read_words(answer).words)
    return rest is not None and (not rest or _is_days(to, " ".join(rest)))


def _whom_else(to: Pending, answer: str) -> str:
    """
    Give what turns an order to somebody else: one who decides is one, `anzi` or not.

    Of a recall a bare name may be one more: only `anzi Bruno` and `anche Bruno` tell.
    """
    found = WHOM_ELSE.fullmatch(answer.strip(" .!"))
    kinds = kinds_of(to.asked)
    if found is None or len(kinds) != 1 or not kinds <= {meanings.Delegate, meanings.Recall}:
        return ""
    one_only = meanings.Delegate in kinds
    if not _is_somebody(to, read_words(found["name"]).words):
        return ""
    if found["also"]:
        return "" if one_only else f" e {found['name']}"
    return f", anzi {found['name']}" if one_only or found["turn"] else ""


WHOM_ELSE = re.compile(
    r"(?:(?P<turn>(?:(?:no|anzi|scusa|aspetta|meglio|volevo dire|intendevo|i mean|i meant|wait"
    r"|sorry|rather|actually)\b[\s,]*)+)"
    r"|(?P<also>(?:(?:e|anche|pure|and|also)\b\s*)+))?(?:(?:a|ad|to)\s+)?"
    r"(?P<name>[^\W\d]+(?:['’\s][^\W\d]+){0,3})",
    re.IGNORECASE,
)
MOTIVE = re.compile(
    r"\s*(?:per|perch[eéè]['’]?|poich[eéè]['’]?|siccome|a causa d|causa|for|because|since)\b",
    re.IGNORECASE,
)


def _is_end(to: Pending, answer: str) -> bool:
    end = _end(answer)
    of_order = _is_day_of_order(to, answer) or _is_days(to, end)
    return of_order or _taken(read_month(end, today=to.today))


def _is_whom(to: Pending, answer: str) -> bool:
    """Tell whether it is a name or a role, with a day behind it or none, or a day alone."""
    if _is_days(to, answer):
        return not isinstance(to.asked.so_far, meanings.Contact)
    words = _named_in(answer)
    return any(
        _is_somebody(to, words[:end])
        and (end == len(words) or _is_days(to, " ".join(words[end:])))
        for end in range(1, min(len(words), LONGEST_NAME) + 1)
    )


def _named_in(answer: str) -> tuple[str, ...]:
    """Give the words of an answer without `a` before a name."""
    words = read_words(answer).words
    return words[1:] if words and words[0] in TO_A_PERSON else words


def _is_somebody(to: Pending, words: tuple[str, ...]) -> bool:
    return to.is_name(words) or words in ROLES


def _taken(fragment: Fragment[Any]) -> bool:
    unclear = fragment.why in (Question.NOT_CLEAR, Question.NOTHING_SAID, Question.TOO_LONG)
    return fragment.whole and not unclear


_READERS: dict[Question, Callable[[Pending, str], bool]] = {
    **dict.fromkeys(NO_PRECISE_DAY, _is_days),
    Question.WHICH_DAY: _is_day_of_order,
    Question.UPSIDE_DOWN: _is_other_way_round,
    Question.UNTIL_WHEN: _is_end,
    Question.WHOM: _is_whom,
    Question.WHICH_HALF: lambda _, answer: _taken(read_half(answer)),
    Question.WHICH_KIND: lambda _, answer: _taken(read_kind(answer)),
    Question.WHICH_HOUR: lambda _, answer: _taken(read_times(answer)),
}


# ------------------------------------------------------------ where it goes


def rest_of(text: str, asked: AskBack) -> str:
    """Give a sentence without the words that a question is about: what is left of it."""
    return _replaced(text, asked.about, "") or text if asked.about else text


def _end(answer: str) -> str:
    said = plain_letters(answer.strip())
    begun = (one for one in ENDS if said.startswith((f"{one} ", f"{one}'")))
    length = next((len(one) for one in begun), -1)
    return answer.strip()[length + 1 :]


def _replaced(text: str, about: str, answer: str) -> str | None:
    """Put the answer where those words were, and their article, which may be of another day."""
    at = plain_letters(text).find(plain_letters(about))
    if at < 0:
        turned = STRETCH.subn(lambda _: answer, text)
        return turned[0] if turned[1] == 1 else None
    before = text[:at].rstrip()
    article = before.lower().endswith((" il", " l'", " lo"))
    kept = before.rpartition(" ")[0] if article else before
    return f"{kept} {answer} {text[at + len(about) :].strip()}".strip()


def plain_letters(text: str) -> str:
    """Give a text in small letters without accents, as long as it was."""
    return "".join(unicodedata.normalize("NFD", one)[0].lower()[0] for one in text)
