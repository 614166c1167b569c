"""Free texts outside any dialogue: answered if they are understood, else asked back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from handlers.chat.agreeing import agrees
from handlers.chat.asked import Asked, Way
from handlers.chat.feature import Feature
from handlers.chat.features.phrases import actions, answers, views
from handlers.chat.features.phrases.after_sending import instead_of_sent
from handlers.chat.features.phrases.asked_again import (
    article_asked_next,
    day_looked_at,
    hour_of_notices,
    of_another_day,
    quotes_an_article,
)
from handlers.chat.features.phrases.held_meant import day_named
from handlers.chat.features.phrases.of_the_other import of_the_other
from handlers.chat.features.phrases.of_what_waits import whole_order
from handlers.chat.features.phrases.which_permit import permit_named
from handlers.chat.meaning import answer
from handlers.chat.menu_views import pointer
from handlers.chat.open_form import said_beside
from handlers.chat.proposals import last_shown, let_be
from handlers.chat.replies import Reply
from handlers.chat.second_thoughts import behind_let_be, turns_down
from handlers.chat.sentences import (
    SHOWN,
    Kept,
    Waits,
    forget_look,
    kept,
    settle,
    speak_of,
    stands_again,
)
from handlers.chat.that_day import with_that_day
from handlers.chat.understanding import is_for_the_desk
from handlers.chat.waiting import takes_time
from handlers.desk.context import Actor, Desk
from handlers.desk.presses import StalePressError
from handlers.reading.meanings import (
    AskBack,
    Back,
    Book,
    ConfirmRecall,
    Contact,
    Decide,
    Delegate,
    EndDelegation,
    Heard,
    Meaning,
    OwnPermits,
    Pattern,
    Permit,
    Question,
    Recall,
    Several,
    Stop,
    Swap,
    TakeDecisionBack,
    TakeRecallBack,
)
from handlers.reading.of_what_waits import names_a_place

ENDS_WHAT_IS_SHOWN = (
    *(Stop, Back, ConfirmRecall, Decide, EndDelegation, OwnPermits, TakeDecisionBack),
    TakeRecallBack,
)
"""What lets it be, or shows something else that asks for a press: a yes would be about that."""
LET_BE = (Stop(), TakeDecisionBack(latest=True))
"""`Ho sbagliato, annulla`: under what is shown that is meant, and no decision of before."""
ASKS_FOR_DAYS = frozenset({("booking", "send"), ("booking", "submit")})
OPEN_A_FORM = (Permit, Pattern, Recall, Delegate)
"""What is put together step by step, one at a time: of several each waits for a press."""


BARE_AND = re.compile(r"\s*(?:e|and)\b", re.IGNORECASE)
"""`E giovedì`, after a question about Wednesday, goes on with the question."""


def hear(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """
    Hear a text as the answer to what was asked back, else as a sentence, else ask again.

    A sentence settles the question: what comes after it is no answer to what was asked before.
    Days that are shown stand all the same, so that they can still be corrected.
    """
    first = (
        _wait(desk, actor, asked)
        or _of_the_other(desk, actor, asked)
        or _behind_let_be(desk, actor, asked)
    )
    if first is not None:
        return first
    before = None if asked.way is Way.FORWARDED else kept(desk, actor)
    if before is not None and before.looked:
        again = _ask_again(desk, actor, asked, before)
        if again is not None:
            return again
        before = forget_look(desk, actor, before)
    if before is None or before.waits is Waits.NOTHING:
        return _hear_beside_ticks(desk, actor, asked) or _hear_sentence(desk, actor, asked)
    reply = _ANSWERED[before.waits](desk, actor, asked, before)
    if reply is not None:
        return reply
    if asked.way is Way.EDITED and before.waits is Waits.PRESS:
        _let_be_what_it_showed(desk, actor, asked, before)
        settle(desk, actor)
        return _hear_sentence(desk, actor, asked, stopped="form.dropped")
    stood = _can_be_sent(desk, actor)
    settle(desk, actor)
    reply = _hear_sentence(desk, actor, asked, stopped="form.dropped")
    if not isinstance(actions.read(desk, actor, asked.words).heard, ENDS_WHAT_IS_SHOWN):
        stands_again(desk, actor, before)
    return _with_what_stands(desk, actor, asked, before, reply) if stood else reply


def _wait(desk: Desk, actor: Actor, asked: Asked) -> Reply | None:
    """Tell who needs a moment, under what is shown, that nothing goes out by itself."""
    if not takes_time(asked.words):
        return None
    shown = bool(last_shown(desk, actor))
    leads = isinstance(actions.read(desk, actor, asked.words).heard, (Back, Stop))
    return pointer(actor, "form.waits") if shown or not leads else None


def _of_the_other(desk: Desk, actor: Actor, asked: Asked) -> Reply | None:
    """Hear the other of two that were shown; None for any other text."""
    other = None if asked.way is Way.FORWARDED else of_the_other(desk, actor, asked.words)
    if other is None:
        return None
    let_be(desk, actor)
    settle(desk, actor)
    return _hear_sentence(desk, actor, replace(asked, words=other))


def _behind_let_be(desk: Desk, actor: Actor, asked: Asked) -> Reply | None:
    """
    Let be what is shown, and hear what `lascia perdere e …` asks for; None for other texts.

    Where nothing is shown `annulla tutto` may mean days that are held.
    """
    rest = behind_let_be(asked.words)
    before = None if rest is None else kept(desk, actor)
    if rest is None or before is None or before.waits is Waits.NOTHING:
        return None
    if not is_for_the_desk(actions.read(desk, actor, rest)):
        return None
    let_be(desk, actor)
    settle(desk, actor)
    return _hear_sentence(desk, actor, replace(asked, words=rest))


def _let_be_what_it_showed(desk: Desk, actor: Actor, asked: Asked, before: Kept) -> None:
    """Let be what a message showed before it was edited: it says something else now."""
    heard = actions.read(desk, actor, before.text).heard
    let_be(desk, actor, _said(desk, actor, replace(asked, words=before.text), heard))


def _can_be_sent(desk: Desk, actor: Actor) -> bool:
    """Tell whether what was shown last has a button that asks for days."""
    return any((one.feature, one.verb) in ASKS_FOR_DAYS for one in last_shown(desk, actor))


def _with_what_stands(desk: Desk, actor: Actor, asked: Asked, before: Kept, reply: Reply) -> Reply:
    """Say, with new days, that those shown before can still be sent by their own button."""
    shown = before.waits in SHOWN and answers.days_shown(actions.read(desk, actor, before.text))
    new = answers.days_shown(actions.read(desk, actor, asked.words))
    if not shown or new is None or new == shown or turns_down(asked.words):
        return reply
    return said_beside(reply, ("phrases.before_stands", {}), actor.locale)


def _ask_again(desk: Desk, actor: Actor, asked: Asked, before: Kept) -> Reply | None:
    """Answer the question before of another day, or hour; None for any other text."""
    notices = hour_of_notices(desk, actor, before.looked, asked.words)
    if notices is not None:
        return answer(desk, actor, replace(asked, words=""), notices)
    article = article_asked_next(desk, actor, before.looked, asked.words)
    if article is not None:
        speak_of(desk, actor, before.day, before.looked)
        return answer(desk, actor, replace(asked, words=""), article)
    meaning = of_another_day(desk, actor, before.looked, asked.words)
    day = None if meaning is None else day_looked_at(meaning)
    if meaning is None or day is None:
        return None
    speak_of(desk, actor, day, before.looked)
    return answer(desk, actor, replace(asked, words=""), meaning)


def _hear_beside_ticks(desk: Desk, actor: Actor, asked: Asked) -> Reply | None:
    """Show the days ticked in the calendar as a correction changes them, with their button."""
    days = None if asked.way is Way.FORWARDED else answers.ticked(desk, actor, asked.words)
    return None if days is None else _hear_correction(desk, actor, asked, days)


def _hear_correction(
    desk: Desk, actor: Actor, asked: Asked, shown: Heard, before: Kept | None = None
) -> Reply | None:
    """Show days anew as they were corrected, in place of those before; None if none are."""
    sentence = answers.corrected(desk, actor, shown, asked.words)
    if sentence is None:
        return None
    if before is not None:
        let_be(desk, actor, _said(desk, actor, replace(asked, words=before.text), shown))
    settle(desk, actor)
    return _hear_sentence(desk, actor, replace(asked, words=sentence))


def _hear_person(desk: Desk, actor: Actor, asked: Asked, before: Kept) -> Reply | None:
    """Go on with the one who is named of several; ask again for what is no sentence."""
    meaning = actions.read(desk, actor, before.text).heard
    if isinstance(meaning, AskBack):
        return None
    person_id = answers.person_meant(desk, actor, before, asked.words)
    if person_id is not None:
        settle(desk, actor)
        return answer(desk, actor, replace(asked, words=before.text, chosen=person_id), meaning)
    if not answers.says_nothing(desk, actor, asked.words):
        return None
    again = answer(desk, actor, replace(asked, words=before.text), meaning)
    return views.no_answer(actor, again, asked.words)


def _hear_piece(desk: Desk, actor: Actor, asked: Asked, before: Kept) -> Reply | None:
    """Put the missing piece into the sentence that waits for it, or take the choice it names."""
    heard = actions.read(desk, actor, before.text).heard
    if not isinstance(heard, AskBack):
        return _hear_which_permit(desk, actor, asked, before)
    placed = answers.placed(heard, asked.words) or day_named(desk, actor, heard, asked.words)
    sentence = None if placed else answers.whole(desk, actor, before, heard, asked.words)
    if sentence is not None:
        settle(desk, actor)
        return _hear_sentence(desk, actor, replace(asked, words=sentence))
    left = () if placed else answers.put_in(desk, actor, heard, asked.words)
    if len(left) > 1:
        return _ask_back(desk, actor, asked, replace(heard, options=left))
    chosen = (
        placed
        or next(iter(left), None)
        or answers.choice(actor, heard, asked.words)
        or answers.kind_said(heard, asked.words)
    )
    if chosen is not None:
        settle(desk, actor)
        return answer(desk, actor, replace(asked, words=""), chosen)
    if not answers.misses(desk, actor, before, heard, asked.words):
        return None
    return views.no_answer(actor, _ask_back(desk, actor, asked, heard), asked.words)


def _hear_which_permit(desk: Desk, actor: Actor, asked: Asked, before: Kept) -> Reply | None:
    """Show the one permit of those shown that a text names; another may be named after it."""
    named = permit_named(desk, actor, before, asked.words)
    return None if named is None else answer(desk, actor, replace(asked, words=""), named)


def _hear_beside(desk: Desk, actor: Actor, asked: Asked, before: Kept) -> Reply | None:
    """Hear, behind another question, only what can be about nothing but the days shown before."""
    heard = actions.read(desk, actor, before.text).heard
    if agrees(asked.words):
        return _hear_press(desk, actor, asked, before)
    if BARE_AND.match(asked.words):
        return None
    return _hear_correction(desk, actor, asked, heard, before)


def _hear_press(desk: Desk, actor: Actor, asked: Asked, before: Kept) -> Reply | None:
    """Show what was said yes to once more: nothing is written but by its button."""
    heard = actions.read(desk, actor, before.text).heard
    if agrees(asked.words):
        shown = _said(desk, actor, replace(asked, words=before.text), heard)
        return views.to_be_pressed(actor, shown)
    corrected = _hear_correction(desk, actor, asked, heard, before)
    if corrected is not None:
        return corrected
    chosen = answers.choice(actor, heard, asked.words) if isinstance(heard, AskBack) else None
    if chosen is None:
        return None
    settle(desk, actor)
    return answer(desk, actor, replace(asked, words=""), chosen)


_ANSWERED: Mapping[Waits, Callable[[Desk, Actor, Asked, Kept], Reply | None]] = MappingProxyType(
    {
        Waits.PERSON: _hear_person,
        Waits.PIECE: _hear_piece,
        Waits.PRESS: _hear_press,
        Waits.BESIDE: _hear_beside,
    }
)


def _hear_sentence(desk: Desk, actor: Actor, asked: Asked, *, stopped: str = "") -> Reply:
    """
    Show what was understood of a text, to be confirmed; ask back what was not.

    `stopped` is what is said to who lets be what was asked back.
    """
    if turns_down(asked.words):
        let_be(desk, actor)
    asked = replace(asked, words=answers.with_day(desk, actor, asked.words))
    if asked.way is not Way.FORWARDED:
        asked = replace(asked, words=with_that_day(desk, actor, asked.words))
    reading = actions.listen(desk, actor, asked.words)
    order = _order_meant(desk, actor, asked, reading.heard)
    if order is not None:
        asked = replace(asked, words=order)
        reading = actions.listen(desk, actor, order)
    day = day_looked_at(reading.heard)
    looks = day is not None or quotes_an_article(reading.heard)
    if looks and asked.way is not Way.FORWARDED:
        speak_of(desk, actor, day, asked.words)
    if stopped and reading.heard in LET_BE:
        let_be(desk, actor)
        return pointer(actor, stopped)
    instead = instead_of_sent(desk, actor, asked.words, reading.heard)
    if instead is not None:
        return answer(desk, actor, asked, instead)
    return views.with_note(actor, _said(desk, actor, asked, reading.heard), reading)


def _order_meant(desk: Desk, actor: Actor, asked: Asked, heard: Heard) -> str | None:
    """Give the order that words without a meaning of their own are to who decides."""
    placed = isinstance(heard, Decide) and names_a_place(asked.words)
    if not (placed or isinstance(heard, AskBack)) or asked.way is Way.FORWARDED:
        return None
    return whole_order(desk, actor, asked.words)


def _said(desk: Desk, actor: Actor, asked: Asked, heard: Heard) -> Reply:
    if isinstance(heard, AskBack):
        return _ask_back(desk, actor, asked, heard)
    return answer(desk, actor, asked, heard)


def _ask_back(desk: Desk, actor: Actor, asked: Asked, heard: AskBack) -> Reply:
    """Ask back; of days alone show what booking them comes to, with the other choices beside."""
    first, *others = heard.options or (None,)
    shows = isinstance(first, Book) or (isinstance(first, Swap) and not others)
    if first is not None and heard.question is Question.WHAT_TO_DO and shows:
        shown = answer(desk, actor, replace(asked, words=""), first)
        return views.with_choices(actor, shown, others)
    return views.asked_back(actor, heard)


def answer_each(desk: Desk, actor: Actor, asked: Asked, several: Several) -> Reply:
    """Answer each request of a sentence in a message of its own, to be confirmed by itself."""
    # The words are kept already: a part that asks back must not keep them as if they were all.
    silent = replace(asked, words="")
    replies = [
        views.offered(actor, part, first=place == 0)
        if _opens_a_form(part)
        else answer(desk, actor, silent, part)
        for place, part in enumerate(several.parts)
    ]
    return replace(replies[0], more=tuple(replies[1:]))


def _opens_a_form(part: Meaning) -> bool:
    """Tell whether an answer asks for more: a refusal its motive, a message whether it goes."""
    if isinstance(part, Contact):
        return bool(part.words)
    if isinstance(part, Decide):
        return bool(part.why) or not part.approve
    return isinstance(part, OPEN_A_FORM)


def choose(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Go on with one of the meanings that were offered."""
    meaning = _meant(desk, actor, asked.press.text(0))
    settle(desk, actor)
    return answer(desk, actor, asked, meaning)


def choose_person(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Go on with one of several people of that name."""
    meaning = _meant(desk, actor, asked.press.text(1))
    settle(desk, actor)
    return answer(desk, actor, replace(asked, chosen=asked.press.number(0)), meaning)


def _meant(desk: Desk, actor: Actor, mark: str) -> Meaning:
    meaning = actions.meant(desk, actor, mark)
    if meaning is None:
        raise StalePressError("the question was answered, or is of another day")
    return meaning


FEATURE = Feature(
    name="phrases",
    verbs={"choose": choose, "who": choose_person},
    hears={"phrases": hear},
    meanings={Several: answer_each},
)
