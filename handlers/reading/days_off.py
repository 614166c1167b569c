"""`Friday afternoon off`: a permit or leave, and never a day of work from home."""

from __future__ import annotations

from handlers.reading import meanings
from handlers.reading.cues import Tag
from handlers.reading.meanings import AskBack, Heard, Question
from handlers.reading.people_said import Sentence
from handlers.reading.several import options_of

OFF = "off"
OPEN = frozenset({Question.WHAT_TO_DO, Question.WHICH_HALF})
WORKING = frozenset({Tag.MODE, Tag.AT_HOME, Tag.AT_OFFICE, Tag.WORK, Tag.CANCEL, Tag.SWAP})


def of_a_day_off(sentence: Sentence, heard: Heard) -> AskBack | None:
    """Ask which of the two is meant of the days that were heard; None where nobody is off."""
    unread = {
        word
        for island in sentence.islands
        if island.tag is Tag.UNREAD
        for word in sentence.words(island)
    }
    doubted = isinstance(heard, AskBack) and heard.question not in OPEN
    if OFF not in unread or sentence.tags & WORKING or doubted:
        return None
    booked = [one for one in options_of(heard) if isinstance(one, meanings.Book)]
    wishes = [one.wishes[0] for one in booked if len(one.wishes) == 1]
    if not wishes or len(wishes) != len(booked):
        return None
    permits = tuple(meanings.Permit(day=wish.day, half=wish.half) for wish in wishes)
    leave = meanings.Elsewhere(meanings.Matter.LEAVE, wishes[0].day)
    return AskBack(question=Question.WHAT_TO_DO, options=(*permits, leave))
