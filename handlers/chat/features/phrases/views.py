"""What is asked back, what each of several requests is, and which words were passed over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from handlers.chat import registry
from handlers.chat.features.phrases.options import of_them_label, option_label, part_label
from handlers.chat.menu_views import back_to_menu, button
from handlers.chat.open_form import said_beside
from handlers.chat.proposals import does
from handlers.chat.replies import Button, Reply, rows_of
from handlers.chat.sentences import mark_of
from handlers.chat.understanding import bare_words
from handlers.desk.context import Actor
from handlers.desk.presses import pack
from handlers.reading.meanings import (
    Approvals,
    AskBack,
    Book,
    Cancel,
    Contact,
    Decide,
    Delegate,
    Heard,
    Meaning,
    MyDays,
    Pattern,
    Permit,
    Question,
    Reading,
    Recall,
    Several,
    Swap,
)
from handlers.texts import Html, Line, label, message

SHOWN_OF_A_WORD = 60
"""Characters of words that are shown back."""


def with_note(actor: Actor, reply: Reply, reading: Reading) -> Reply:
    """Say in a small line which words were corrected or passed over."""
    notes: list[Line] = [
        ("phrases.corrected", {"read": read, "written": written[:SHOWN_OF_A_WORD]})
        for written, read in reading.corrected
    ]
    unread = [
        words
        for words in reading.unread
        if not _is_asked_about(reading, words) and not names_own_office(actor, words)
    ]
    if unread:
        words = [_shortened(word) for word in unread]
        notes.append(("phrases.unread", {"words": words}))
    if reading.telling:
        notes.append((_telling(reading.heard), {"words": _shortened(reading.telling)}))
    if not notes or reply.text is None:
        return reply
    note = message("phrases.note", actor.locale, notes=notes)
    return replace(reply, text=Html(f"{reply.text}\n\n{note}"))


def _telling(heard: Heard) -> str:
    """Tell who comes to know, where it was said to tell somebody beside what is asked for."""
    first = heard.parts[0] if isinstance(heard, Several) else heard
    if isinstance(first, AskBack):
        first = next(iter(first.options), first.so_far) or first
    if isinstance(first, ORDERS):
        return "phrases.telling.order"
    return "phrases.telling.day" if isinstance(first, OF_DAYS) else "phrases.telling.nobody"


ORDERS = (Decide, Recall, Delegate, Approvals)
OF_DAYS = (Book, Swap, Pattern, Cancel)


def names_own_office(actor: Actor, words: str) -> bool:
    """Tell whether words only name one's own office, which is meant anyhow: `all'anagrafe`."""
    office = set(bare_words(actor.person.office_name)) - OF_AN_OFFICE
    said = set(bare_words(words)) - OF_AN_OFFICE
    return bool(said) and said <= office


OF_AN_OFFICE = frozenset(
    {
        *("ufficio", "servizio", "settore", "office", "in", "a", "al", "all", "alla", "ai", "di"),
        *("del", "dell", "della", "dei", "e", "the", "of", "at"),
    }
)


def _is_asked_about(reading: Reading, words: str) -> bool:
    """Tell whether the question names these very words: they are not told a second time."""
    heard = reading.heard
    named = isinstance(heard, AskBack) and heard.question is Question.NOT_CLEAR
    return named and isinstance(heard, AskBack) and heard.about == words


def _shortened(words: str) -> str:
    """Cut what is shown back between words; only a word that is longer alone is cut within."""
    if len(words) <= SHOWN_OF_A_WORD:
        return words
    kept = words[: SHOWN_OF_A_WORD + 1].rpartition(" ")[0] or words[:SHOWN_OF_A_WORD]
    return f"{kept}…"


def offered(actor: Actor, part: Meaning, *, first: bool) -> Reply:
    """Show one of several requests, with the button that goes on with it."""
    locale = actor.locale
    again = registry.again().get(type(part))
    written = again(part) if again else None
    data = written or pack("phrases", "choose", mark_of(part))
    key = "phrases.part.first" if first else "phrases.part"
    text = message(key, locale, what=part_label(part, locale))
    return Reply(text=text, rows=rows_of([Button(label("phrases.go_on", locale), data)]))


def with_choices(actor: Actor, shown: Reply, others: Sequence[Meaning]) -> Reply:
    """Put what else may have been meant under an answer, over the way back to the menu."""
    choices = [[_choice(actor, other)] for other in others]
    *above, last = shown.rows
    return replace(shown, rows=(*above, *rows_of(*choices), last))


def _choice(
    actor: Actor, option: Meaning, told: Callable[[Meaning, str], str] = option_label
) -> Button:
    words = told(option, actor.locale)
    return Button(words, pack("phrases", "choose", mark_of(option)))


def asked_back(actor: Actor, asked: AskBack) -> Reply:
    """Ask, with a button for each choice that there is."""
    locale = actor.locale
    told = of_them_label if asked.question is Question.WHAT_OF_THEM else option_label
    buttons = [[_choice(actor, option, told)] for option in asked.options]
    rows = rows_of(*buttons, *_ways_out(actor, asked))
    words = asked.so_far.words if isinstance(asked.so_far, Contact) else ""
    named = {"about": asked.about, "weekdays": _weekdays(asked), "words": _shortened(words)}
    own = ".own" if asked.question is Question.WHAT_OF_THEM and not actor.approves else ""
    return Reply(text=message(f"{_key_of(asked)}{own}", locale, **named), rows=rows)


def no_answer(actor: Actor, question: Reply, words: str) -> Reply:
    """Tell that words were no answer, and ask once more."""
    said: Line = ("phrases.no_answer", {"words": _shortened(words)})
    return said_beside(question, said, actor.locale, first=True)


def to_be_pressed(actor: Actor, shown: Reply) -> Reply:
    """Point to the button that does what is shown; nothing is said where there is none."""
    if shown.more:
        return said_beside(shown, ("phrases.press.each", {}), actor.locale, first=True)
    buttons = (one for row in shown.rows for one in row)
    pressed = next((one.label for one in buttons if does(one)), None)
    if pressed is None:
        return shown
    return said_beside(shown, ("phrases.press", {"button": pressed}), actor.locale)


WITH_CHOICES = frozenset(
    {
        *(Question.PAST, Question.UPSIDE_DOWN, Question.WHICH_KIND),
        *(Question.WHICH_HOUR, Question.WHICH_READING),
    }
)
"""Questions that are put in other words where there is something to choose from."""
NAMING = frozenset({Question.WHICH_DAY, Question.NOT_CLEAR, Question.ONLY_NOW})
"""Questions that name the words they are about, where there are any."""


def _key_of(asked: AskBack) -> str:
    key = f"phrases.ask.{asked.question.value}"
    if asked.question is Question.WHICH_DAY and (move := _move_asked(asked)):
        return f"{key}.{move}"
    if (
        asked.question is Question.PAST
        and isinstance(asked.so_far, Permit)
        and not _permits(asked)
    ):
        return f"{key}.permit"
    if asked.options and asked.question in WITH_CHOICES:
        return f"{key}.choose"
    if asked.question is Question.UNTIL_WHEN and _weekdays(asked):
        return f"{key}.weekdays"
    if asked.question is Question.WHOM:
        return f"{key}.message" if isinstance(asked.so_far, Contact) else key
    return f"{key}.named" if asked.about and asked.question in NAMING else key


def _move_asked(asked: AskBack) -> str:
    """Tell whether both days of a move are open, or which one is moved; of no move nothing."""
    if MyDays() in asked.options:
        return "move"
    return "moved" if _all_moves(asked) else ""


def _permits(asked: AskBack) -> bool:
    """Tell whether permits of another day are offered."""
    return any(isinstance(one, Permit) for one in asked.options)


def _all_moves(asked: AskBack) -> bool:
    """Tell whether it is asked which of several days is to be moved."""
    return bool(asked.options) and all(isinstance(one, Swap) for one in asked.options)


def _weekdays(asked: AskBack) -> list[int]:
    """Give the weekdays of the pattern that a question is about."""
    found = (one.weekdays for one in asked.options if isinstance(one, Pattern))
    return sorted(next(found, frozenset()))


def _ways_out(actor: Actor, asked: AskBack) -> list[list[Button]]:
    days = asked.question in (Question.WHICH_DAY, Question.WHAT_TO_DO)
    own = [button(actor, "booking", "open")] if days and not actor.person.is_elected else []
    guide = button(actor, "menu", "help")
    return [[*own, guide], [back_to_menu(actor.locale)]]
