"""What was written after a question of the desk: its answer, or something else."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat import registry
from handlers.chat.agreeing import agrees
from handlers.chat.choosing import by_place, by_words
from handlers.chat.features.phrases import actions
from handlers.chat.features.phrases.options import option_label
from handlers.chat.namesakes import person_label
from handlers.chat.sentences import Kept
from handlers.chat.understanding import bare_words, workdays_of_actor
from handlers.desk.booking import wishes
from handlers.desk.cases import drafts, held_days
from handlers.desk.cases.free_days import first_free
from handlers.desk.context import Actor, Desk
from handlers.desk.naming import known_names, people_known
from handlers.reading.amending import amended, may_amend, moved_elsewhere
from handlers.reading.answered import on_days, with_hours
from handlers.reading.completing import (
    NO_PRECISE_DAY,
    Pending,
    completed,
    goes_on,
    is_answer,
    is_of_two_days,
    kinds_of,
    rest_of,
)
from handlers.reading.counted import of_those_offered
from handlers.reading.cues import Tag
from handlers.reading.fragments import read_kind
from handlers.reading.meanings import (
    AskBack,
    AtOffice,
    Book,
    Cancel,
    Heard,
    Meaning,
    Permit,
    Question,
    Reading,
    Several,
    Swap,
    Wish,
)
from handlers.reading.ordered import sentence_of
from handlers.reading.placed import asks_for_a_free_day, with_free_day
from handlers.reading.placed import placed as placed_in
from handlers.reading.shown_days import Days, Shown
from handlers.reading.words import read_words

MY_DAYS = "le mie giornate"
A_PIECE = 2
"""Words; what says more, and is no answer, is something else."""
PLACED = frozenset(
    {Question.WHICH_READING, Question.WHICH_KIND, Question.WHICH_HALF, Question.WHICH_HOUR}
)
"""Questions whose choices are all there is: `il primo` is the first of them, and no date."""


def corrected(desk: Desk, actor: Actor, shown: Heard, text: str) -> str | None:
    """
    Give the sentence that days shown make with a correction; None if a text is none.

    `Togli il 26` of a day that is held takes it back, whatever is shown beside it; a move of a
    day that is held moves it.
    """
    week = workdays_of_actor(desk, actor)
    if isinstance(shown, Swap):
        return moved_elsewhere(shown, text, today=desk.today(), workdays=week)
    days = _days_shown(shown)
    if isinstance(days, Cancel) and isinstance(actions.read(desk, actor, text).heard, Swap):
        return None
    if days is None or not may_amend(text) or _is_of_what_is_held(desk, actor, text):
        return None
    return amended(Shown(days, desk.today(), week), text)


def with_day(desk: Desk, actor: Actor, text: str) -> str:
    """Put the day itself where one's own was said by its place; where there is none, list them."""
    if asks_for_a_free_day(text) and not actor.person.is_elected:
        free = first_free(desk, actor)
        return text if free is None else with_free_day(text, free)
    found = placed_in(text)
    if found is None or actor.person.is_elected:
        return text
    if found.place is None:
        day = held_days.next_held(desk, actor)
    elif found.place < 0:
        day = held_days.last_held(desk, actor)
    else:
        day = held_days.held_at(desk, actor, found.place)
    return MY_DAYS if day is None else found.with_day(day)


def ticked(desk: Desk, actor: Actor, text: str) -> Book | None:
    """Give the days ticked in the calendar that a text may correct; None if there are none."""
    if not may_amend(text):
        return None
    draft = drafts.open_draft(desk, actor)
    if draft is None:
        return None
    return Book(wishes=tuple(Wish(day, half) for day, half in draft.days.items()))


def days_shown(reading: Reading) -> Book | None:
    """Give the days that a sentence shows with a button that asks for them."""
    days = _days_shown(reading.heard)
    return days if isinstance(days, Book) and days.wishes else None


def _days_shown(heard: Heard) -> Days | None:
    """Give the days that are shown; of days alone, what booking them comes to is."""
    if isinstance(heard, AskBack) and heard.question is Question.WHAT_TO_DO:
        heard = next(iter(heard.options), heard)
    return heard if isinstance(heard, (Book, Cancel, AtOffice)) else None


def _is_of_what_is_held(desk: Desk, actor: Actor, text: str) -> bool:
    cancel = actions.read(desk, actor, text).heard
    if isinstance(cancel, Swap):
        given = ((cancel.given.day, cancel.given.half),)
        return bool(wishes.held_on(desk, actor, given).bookings)
    if not isinstance(cancel, Cancel) or not cancel.wishes:
        return False
    # Of days alone, the feature that knows what is held offers to take back only that.
    days_alone = AskBack(question=Question.WHAT_TO_DO, options=(cancel,))
    fitting = registry.fits()[Question.WHAT_TO_DO](desk, actor, days_alone)
    return isinstance(fitting, AskBack) and bool(fitting.options)


def person_meant(desk: Desk, actor: Actor, before: Kept, text: str) -> int | None:
    """Give the one of several people (id) whom a text names."""
    known = people_known(desk, before.people)
    place = by_place(text, len(known))
    if place is None:
        place = by_words(text, [person_label(actor, one) for one in known])
    return None if place is None else known[place].id


def whole(desk: Desk, actor: Actor, before: Kept, asked_back: AskBack, text: str) -> str | None:
    """Give the sentence that what was said makes with its answer; None if it makes none."""
    pending = _pending(desk, actor, before, asked_back)
    counted = of_those_offered(asked_back, text, today=pending.today, workdays=pending.workdays)
    if counted is None and not is_answer(pending, text):
        return None
    if with_hours(asked_back, text) is not None:
        return None  # beside the hours of before they would only be asked about once more
    return next(
        (
            sentence
            for sentence in ((counted,) if counted else completed(pending, text))
            if goes_on(asked_back, actions.read(desk, actor, sentence))
        ),
        None,
    )


def placed(asked_back: AskBack, text: str) -> Meaning | None:
    """Give the choice that a text names by its place alone: `il primo` of two is no date."""
    moves = all(isinstance(one, Swap) for one in asked_back.options)
    if asked_back.question not in PLACED and not moves:
        return None
    place = by_place(text, len(asked_back.options))
    return None if place is None else asked_back.options[place]


def choice(actor: Actor, asked_back: AskBack, text: str) -> Meaning | None:
    """Give the choice that a text names; of days alone it names what to do, and no day."""
    if asked_back.question is Question.WHAT_TO_DO and not text.replace(" ", "").isalpha():
        return None
    options = asked_back.options
    place = by_words(text, [option_label(one, actor.locale) for one in options])
    return None if place is None else options[place]


def kind_said(asked_back: AskBack, text: str) -> Meaning | None:
    """Give the permit that is asked about with its kind, if a text is a kind and no more."""
    if asked_back.question is not Question.WHICH_KIND:
        return None
    said, so_far = read_kind(text), asked_back.so_far
    if not said.whole or said.value is None:
        return None
    beside = [one for one in asked_back.options if isinstance(one, Several)]
    if beside:
        return next((one for one in beside if _has_kind(one, said.value)), None)
    return replace(so_far if isinstance(so_far, Permit) else Permit(), kind=said.value)


def _has_kind(several: Several, kind: str) -> bool:
    return any(isinstance(one, Permit) and one.kind == kind for one in several.parts)


def put_in(desk: Desk, actor: Actor, asked_back: AskBack, text: str) -> tuple[Permit, ...]:
    """Give the permits that an answer leaves of the one asked about; none for other texts."""
    timed = with_hours(asked_back, text)
    if timed is not None:
        return (timed,)
    workdays = workdays_of_actor(desk, actor)
    return on_days(asked_back, text, today=desk.today(), workdays=workdays)


def misses(desk: Desk, actor: Actor, before: Kept, asked_back: AskBack, text: str) -> bool:
    """
    Tell whether a text is no sentence of its own, so that the question is asked again.

    Days alone would be booked: after a question about anything else they are an answer to it.
    """
    if agrees(text) or asked_back.question is Question.WHAT_TO_DO or _asks_for_something(text):
        return agrees(text)
    heard = actions.read(desk, actor, text).heard
    if not isinstance(heard, AskBack):
        return is_answer(_pending(desk, actor, before, asked_back), text)
    if is_of_two_days(heard):
        return False
    no_day = heard.question in NO_PRECISE_DAY and kinds_of(heard) <= {Book}
    if heard.question is Question.WHAT_TO_DO or no_day:
        if asked_back.question not in NO_PRECISE_DAY:
            return Book not in kinds_of(asked_back)
        is_piece = is_answer(_pending(desk, actor, before, asked_back), text)
        kinds = _kinds_so_far(desk, actor, before, asked_back)
        return Book not in kinds and (is_piece or bool(kinds))
    return len(bare_words(text)) <= A_PIECE and says_nothing(desk, actor, text)


def _asks_for_something(text: str) -> bool:
    """Tell whether days stand beside what is asked for on them: `da casa giovedì`."""
    tags = sentence_of(read_words(text)).tags
    return Tag.WHEN in tags and bool(tags & {Tag.MODE, Tag.AT_OFFICE, Tag.PERMIT})


def _kinds_so_far(desk: Desk, actor: Actor, before: Kept, asked_back: AskBack) -> frozenset[type]:
    """Give what a sentence may be about; where nothing is known, what the rest of it is about."""
    rest = rest_of(before.text, asked_back)
    return kinds_of(asked_back) or kinds_of(actions.read(desk, actor, rest).heard)


def says_nothing(desk: Desk, actor: Actor, text: str) -> bool:
    """Tell whether a text is no sentence at all."""
    heard = actions.read(desk, actor, text).heard
    return isinstance(heard, AskBack) and not heard.options and heard.so_far is None


def _pending(desk: Desk, actor: Actor, before: Kept, asked_back: AskBack) -> Pending:
    workdays, is_name = workdays_of_actor(desk, actor), known_names(desk, actor)
    return Pending(before.text, asked_back, desk.today(), workdays, is_name)
