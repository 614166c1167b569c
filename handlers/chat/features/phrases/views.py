"""What was understood, shown before anything is done; and what is asked back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.chat.features.booking.days_views import take_back_button
from handlers.chat.features.booking.views import judged_line, no_agreement
from handlers.chat.features.phrases.actions import Held, Proposed, mark_of
from handlers.chat.features.phrases.options import option_label
from handlers.chat.menu_views import back_to_menu, button
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.context import Actor
from handlers.desk.presses import pack
from handlers.desk.requests.cards import day_of
from handlers.reading.meanings import AskBack, Meaning, Question
from handlers.texts import Line, explaining, label, message
from rules.decision import Decision
from storage.people.people import Person

MOST_PEOPLE = 8
"""Names to choose from in one message."""
IN_A_ROW = 2


def proposed(actor: Actor, found: Proposed) -> Reply:
    """Show the days with their verdicts; the button sends those that can be asked for."""
    if found.no_agreement:
        return no_agreement(actor, found.no_agreement)
    locale, first = actor.locale, found.judged[0].day
    parts: list[Line] = [("phrases.book", {"days": [judged_line(one) for one in found.judged]})]
    if found.other_mode is not None:
        parts.append(("phrases.book.other_mode", {"mode": found.other_mode}))
    send = []
    if found.asked:
        words = label("booking.send", locale, count=found.asked)
        send = [Button(words, pack("booking", "submit", found.digest))]
    calendar = Button(label("phrases.calendar", locale), pack("booking", "month", first))
    text = message("booking.calendar", locale, parts=parts)
    return Reply(text=text, rows=rows_of(send, [calendar, back_to_menu(locale)]))


def too_many(actor: Actor, count: int, most: int) -> Reply:
    """Tell that so many days do not go into one request."""
    text = message("phrases.book.too_many", actor.locale, count=count, most=most)
    return Reply(text=text, rows=rows_of([back_to_menu(actor.locale)]))


def choose_what_to_take_back(actor: Actor, held: Held) -> Reply:
    """Show what is held of the days named, each with the button that asks to take it back."""
    locale = actor.locale
    parts: list[Line] = []
    if held.bookings:
        lines: list[Line] = [
            (f"booking.days.{one.state.value}", {"day": day_of(one)}) for one in held.bookings
        ]
        parts.append(("phrases.cancel", {"days": lines}))
    if held.missing:
        parts.append(("phrases.cancel.none", {"days": held.missing}))
    buttons = [take_back_button(one, locale) for one in held.bookings]
    rows = rows_of(*_paired(buttons), [button(actor, "booking", "days"), back_to_menu(locale)])
    return Reply(text=message("booking.calendar", locale, parts=parts), rows=rows)


def later_balance(actor: Actor, month: date) -> Reply:
    """Point to the calendar for what is left in a month further ahead."""
    calendar = Button(label("phrases.calendar", actor.locale), pack("booking", "month", month))
    text = message("phrases.balance.later", actor.locale, month=month)
    return Reply(text=text, rows=rows_of([calendar], [back_to_menu(actor.locale)]))


def day_of_work(actor: Actor, day: date, decision: Decision) -> Reply:
    """Show how a day to come is worked, with its contact bands."""
    lines = [explaining.line_with_article(reason) for reason in decision.reasons]
    text = message("phrases.day", actor.locale, day=day, lines=lines)
    rows = rows_of([button(actor, "today", "show")], [back_to_menu(actor.locale)])
    return Reply(text=text, rows=rows)


def nobody_named(actor: Actor, name: str) -> Reply:
    """Tell that nobody (or no office) of the body has this name."""
    return _plain(actor, "phrases.nobody", name=name)


def not_a_manager(actor: Actor) -> Reply:
    """Tell that only who decides about people may do this."""
    return _plain(actor, "phrases.not_a_manager")


def which_person(actor: Actor, found: Sequence[Person], meaning: Meaning) -> Reply:
    """Let one of several people be chosen."""
    buttons = [
        [Button(_person(actor, one), pack("phrases", "who", one.id, mark_of(meaning)))]
        for one in found[:MOST_PEOPLE]
    ]
    key = "phrases.which_person" if len(found) <= MOST_PEOPLE else "phrases.which_of_many"
    text = message(key, actor.locale, count=len(found), most=MOST_PEOPLE)
    return Reply(text=text, rows=rows_of(*buttons, [back_to_menu(actor.locale)]))


def _person(actor: Actor, person: Person) -> str:
    return label("phrases.person", actor.locale, name=person.name, office=person.office_name)


def thanks(actor: Actor) -> Reply:
    """Answer thanks."""
    return _plain(actor, "phrases.thanks")


def asked_back(actor: Actor, asked: AskBack) -> Reply:
    """Ask, with a button for each choice that there is."""
    locale = actor.locale
    buttons = [
        [Button(option_label(option, locale), pack("phrases", "choose", mark_of(option)))]
        for option in asked.options
    ]
    rows = rows_of(*buttons, *_ways_out(actor, asked))
    return Reply(text=message(_key_of(asked), locale, about=asked.about), rows=rows)


WITH_CHOICES = frozenset(
    {
        *(Question.PAST, Question.UPSIDE_DOWN, Question.WHICH_KIND),
        *(Question.WHICH_HOUR, Question.WHICH_READING),
    }
)
"""Questions that are put in other words where there is something to choose from."""
NAMING = frozenset({Question.WHICH_DAY, Question.NOT_CLEAR})
"""Questions that name the words they are about, where there are any."""


def _key_of(asked: AskBack) -> str:
    key = f"phrases.ask.{asked.question.value}"
    if asked.options and asked.question in WITH_CHOICES:
        return f"{key}.choose"
    return f"{key}.named" if asked.about and asked.question in NAMING else key


def _ways_out(actor: Actor, asked: AskBack) -> list[list[Button]]:
    days = asked.question in (Question.WHICH_DAY, Question.WHAT_TO_DO)
    own = [button(actor, "booking", "open")] if days and not actor.person.is_elected else []
    guide = button(actor, "menu", "help")
    return [[*own, guide], [back_to_menu(actor.locale)]]


def _plain(actor: Actor, key: str, **arguments: object) -> Reply:
    text = message(key, actor.locale, **arguments)
    return Reply(text=text, rows=rows_of([back_to_menu(actor.locale)]))


def _paired(buttons: Sequence[Button]) -> list[list[Button]]:
    return [list(buttons[start : start + IN_A_ROW]) for start in range(0, len(buttons), IN_A_ROW)]
