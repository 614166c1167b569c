"""What managers write: who is approved, refused, called back, who decides in their place."""

from __future__ import annotations

from dataclasses import replace

from handlers.reading import meanings
from handlers.reading.cues import ASKING, Tag
from handlers.reading.days import Calendar
from handlers.reading.decisions_said import decisions
from handlers.reading.delegations_said import delegate
from handlers.reading.island import Island
from handlers.reading.meanings import AskBack, Heard, Question
from handlers.reading.people_said import (
    OBLIGED,
    OFFICES,
    WHY,
    Sentence,
    mentions,
    names_in,
    names_somebody,
    reason_from,
)
from handlers.reading.recalls_said import recall

NEEDED = ("serve", "voglio", "need")
NOW = ("oggi", "ora", "adesso", "subito", "now", "today")


def managed(sentence: Sentence, calendar: Calendar) -> Heard | None:
    """Give what a manager asks for; None if the sentence is about something else."""
    tags = sentence.tags
    if sentence.text.words[0] in WHY or _asks(sentence) or Tag.CANCEL in tags:
        return _contact(sentence, calendar) if _reaches(sentence) else None
    deciding = bool(tags & {Tag.APPROVE, Tag.REFUSE})
    another_decides = tags >= {Tag.ROLE, Tag.WHEN} or _decides_while_away(sentence)
    wanted = _is_wanted_at_the_office(sentence) or _is_brought_back(sentence)
    if Tag.RECALL in tags or (not deciding and wanted):
        return recall(sentence, calendar)
    if deciding and not another_decides:
        return decisions(sentence, calendar)
    if _reaches(sentence):
        return _contact(sentence, calendar)
    delegating = deciding or tags & {Tag.DELEGATE, Tag.DECIDES, Tag.AWAY}
    return delegate(sentence, calendar) if delegating else None


def _asks(sentence: Sentence) -> bool:
    """Tell whether a word of asking is said; what a motive asks is read by who is refused."""
    said = sentence.until(reason_from(sentence))
    return any(word in ASKING for one in said.islands for word in said.words(one))


def _decides_while_away(sentence: Sentence) -> bool:
    """Tell `sono in ferie, approva Vito` from `rifiuta Anna, è in ferie`, which is about her."""
    if Tag.REFUSE in sentence.tags:
        return False
    away = [one for one in sentence.islands if one.tag is Tag.AWAY]
    return any(not _is_said_of_another(sentence, one) for one in away)


def _is_said_of_another(sentence: Sentence, away: Island) -> bool:
    before = sentence.text.written(away.start - 1, away.start) if away.start else ""
    return before.casefold() in THEY_ARE


THEY_ARE = frozenset({"è", "é", "e'", "e’", "sta", "va", "is", "sarà", "sara", "era"})


def _is_wanted_at_the_office(sentence: Sentence) -> bool:
    """Tell whether a manager says `mi serve Anna in sede`, `Anna deve venire in ufficio`."""
    if Tag.AT_OFFICE not in sentence.tags:
        return False
    named = [island for island in sentence.islands if names_somebody(sentence, island)]
    words = ("", "", *sentence.text.words, "")
    return any(
        words[island.start + 1] in NEEDED
        or words[island.start : island.start + 2] == ("bisogno", "di")
        or words[island.end + 2] in OBLIGED
        for island in named
    )


def _reaches(sentence: Sentence) -> bool:
    tags = sentence.tags
    if Tag.CONTACT not in tags or Tag.PERMIT in tags or tags >= {Tag.MODE, Tag.WHEN}:
        return False
    return not any(word in ("chi", "who") for word in sentence.text.words)


def _contact(sentence: Sentence, calendar: Calendar) -> Heard | None:
    """Give whom somebody wants to reach: a name behind the verb, or the office that is named."""
    at = next(n for n, island in enumerate(sentence.islands) if island.tag is Tag.CONTACT)
    behind = replace(sentence, islands=sentence.islands[at + 1 :])
    names = names_in(behind.until(reason_from(behind)))
    if not names:
        return None
    whom = meanings.Contact(names[0], office=mentions(behind, OFFICES))
    if mentions(behind, BACK) and Tag.WHEN in sentence.tags:
        return _or_called_back(sentence, calendar, whom)
    later = sentence.tags & {Tag.WHEN, Tag.HOURS} and not mentions(sentence, NOW)
    return AskBack(question=Question.ONLY_NOW, options=(whom,)) if later else whom


def _or_called_back(
    sentence: Sentence, calendar: Calendar, whom: meanings.Contact
) -> Heard | None:
    """Ask what `call Bruno back on Wednesday` is: to the office, or on the telephone."""
    called = recall(replace(sentence, islands=_without_the_verb(sentence)), calendar)
    if Tag.AT_OFFICE in sentence.tags or whom.office:
        return called
    if called is None:
        return None
    recalls = called.options if isinstance(called, AskBack) else (called,)
    only = meanings.Contact(whom.whom)
    return AskBack(
        question=Question.WHAT_OF_THEM, about=whom.whom.title(), options=(*recalls, only)
    )


def _without_the_verb(sentence: Sentence) -> tuple[Island, ...]:
    """Leave out `call`, and `office` behind `back to the`, which is nobody's."""
    back = BACK & {*sentence.text.words}
    ends = min((sentence.text.words.index(one) for one in back), default=0)
    return tuple(
        one
        for one in sentence.islands
        if one.tag is not Tag.CONTACT
        and not (one.start > ends and sentence.words(one)[0] in OFFICES)
    )


def _is_brought_back(sentence: Sentence) -> bool:
    """Tell whether somebody is wanted again: `get Bruno back on Wednesday`."""
    words = ("", *sentence.text.words, "")
    return Tag.WHEN in sentence.tags and any(
        words[one.start] in BRINGING and words[one.end + 1] in BACK
        for one in sentence.islands
        if names_somebody(sentence, one)
    )


BACK = frozenset({"back"})
BRINGING = frozenset({"get", "bring", "want", "need", "have"})
