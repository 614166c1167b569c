"""Whom to look for, whether they may be reached, what was passed on, and the answers to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from handlers.chat.menu_views import back_to_menu
from handlers.chat.people_picker import picker
from handlers.chat.replies import Button, Reply, rows_of
from handlers.chat.saying_back import say_back
from handlers.desk.cases.reaching import Way
from handlers.desk.contacts.actions import Found, PassedOn
from handlers.desk.contacts.drafts import WHY, WORDS, How
from handlers.desk.contacts.judging import Reach
from handlers.desk.contacts.replying import Answered
from handlers.desk.context import Actor
from handlers.desk.forms.standing import StandingForm
from handlers.desk.presses import pack
from handlers.texts import Line, articles, label, message
from rules.facts import ROME
from storage.people.people import Person
from storage.requests.contacts import Contact

LATER_HOURS = 3
LATEST_MINUTE = 19 * 60


def found(actor: Actor, result: Found, *, page: int = 0) -> Reply:
    """List people, and what was noted."""
    locale = actor.locale
    key = "contacts.who" if not result.search else "contacts.found"
    if not result.people:
        key = "contacts.nobody" if result.search else "contacts.alone"
    parts: list[Line] = [(key, {"search": result.search})]
    if result.noted:
        listed = [_noted_line(actor, *one) for one in result.noted]
        parts.append(("contacts.noted", {"requests": listed}))
    rows = picker(
        actor,
        result.people,
        page=page,
        pick=lambda person: pack("contacts", "see", person.id),
        turn=lambda to: pack("contacts", "page", to),
    )
    text = message("contacts.screen", locale, parts=parts)
    return Reply(text=text, rows=rows_of(*rows, [back_to_menu(locale)]))


def _noted_line(actor: Actor, contact: Contact, other: Person) -> Line:
    about = "person" if contact.employee_id == actor.id else "asker"
    return f"contacts.noted.{about}.line", {"name": other.name, "asked_at": contact.asked_at}


def reach(actor: Actor, result: Reach) -> Reply:
    """Tell whether somebody may be reached, and offer what the act allows."""
    locale, who = actor.locale, result.person
    parts: list[Line] = [
        (f"contacts.place.{result.place.value}", {"name": who.name, "office": who.office_name}),
        _answer(result),
    ]
    if result.barred is not None:
        parts = [parts[0], _barred(result.barred, who)]
        text = message("contacts.screen", locale, parts=parts)
        return Reply(text=text, rows=rows_of([_again(locale), back_to_menu(locale)]))
    ways = [("now" if result.now else "later", How.PLAIN)]
    ways += [(how.value, how) for how in result.offers]
    rows = [[_write(who, how, label(f"contacts.write.{key}", locale))] for key, how in ways]
    text = message("contacts.screen", locale, parts=parts)
    return Reply(text=text, rows=rows_of(*rows, [_again(locale), back_to_menu(locale)]))


def when_it_arrives(result: Reach) -> Line:
    """Say from when on a message reaches somebody."""
    return _answer(result)


def _barred(barred: Way, who: Person) -> Line:
    return f"contacts.barred.{barred.value}", {"name": who.name}


def _again(locale: str) -> Button:
    return Button(label("contacts.back", locale), pack("contacts", "open"))


def _write(person: Person, how: How, words: str) -> Button:
    return Button(words, pack("contacts", "write", person.id, how.value))


def _answer(result: Reach) -> Line:
    cited = articles(result.articles)
    if result.until is not None:
        key, named = "contacts.now", {"until": result.until}
    elif result.since is not None:
        key = "contacts.hold.today" if result.today else "contacts.hold"
        named = {"since": result.since}
    else:
        return "contacts.hold.hidden", {}
    return (key if cited else f"{key}.bare"), {**named, "articles": cited}


def ask_why(actor: Actor, person: Person) -> Reply:
    """Ask why it is urgent."""
    text = message("contacts.ask_why", actor.locale, name=person.name)
    return Reply(text=text, fresh=True)


def ask_words(actor: Actor, person: Person) -> Reply:
    """Ask for the message."""
    text = message("contacts.ask_words", actor.locale, name=person.name)
    return Reply(text=text, fresh=True)


def said_back(actor: Actor, person: Person, form: StandingForm) -> Reply:
    """Show the message, and why it is urgent, before it goes."""
    why = form.values.get(WHY)
    key = "contacts.said.urgent" if why else "contacts.said"
    if form.values.get("how") == How.ON_CALL:
        key = "contacts.said.on_call"
    head: Line = (key, {"name": person.name, "why": why or ""})
    return replace(say_back(actor, form, head, form.values[WORDS]), fresh=True)


def passed_on(actor: Actor, result: PassedOn) -> Reply:
    """Tell when the message reaches the person."""
    named: Mapping[str, object] = {"name": result.person.name, "since": result.since}
    if result.barred is not None:
        key, named = _barred(result.barred, result.person)
    elif result.now:
        key = "contacts.passed.now"
    else:
        key = "contacts.passed.since" if result.since else "contacts.passed.hidden"
    again = Button(label("contacts.back", actor.locale), pack("contacts", "open"))
    text = message(key, actor.locale, **named)
    return Reply(text=text, rows=rows_of([again], [back_to_menu(actor.locale)]))


def sent(actor: Actor, contact: Contact, person: Person) -> Reply:
    """Show a message that was taken, with its words."""
    named = {"name": person.name, "words": contact.words, "asked_at": contact.asked_at}
    again = Button(label("contacts.back", actor.locale), pack("contacts", "open"))
    text = message("contacts.sent", actor.locale, **named)
    return Reply(text=text, rows=rows_of([again], [back_to_menu(actor.locale)]))


def ask_when(actor: Actor, answered: Answered, *, now: datetime) -> Reply:
    """Offer hours at which the person may call back."""
    if not answered.first:
        return after_answer(actor, answered)
    contact = answered.contact
    local = now.astimezone(ROME)
    hours = [(local + timedelta(hours=n)).replace(minute=0) for n in range(1, LATER_HOURS + 1)]
    minutes = [one.hour * 60 for one in hours if one.date() == local.date()]
    buttons = [
        [
            Button(
                label("contacts.at", actor.locale, minute=minute),
                pack("contacts", "at", contact.id, minute),
            )
        ]
        for minute in minutes
        if minute <= LATEST_MINUTE
    ]
    words = label("contacts.tomorrow", actor.locale)
    tomorrow = Button(words, pack("contacts", "morning", contact.id))
    named = {"name": answered.asker.name, "words": contact.words}
    text = message("contacts.ask_when", actor.locale, **named)
    return Reply(text=text, rows=rows_of(*buttons, [tomorrow]))


def after_answer(actor: Actor, answered: Answered) -> Reply:
    """Show a request once it was answered."""
    contact = answered.contact
    named = {"name": answered.asker.name, "words": contact.words}
    text = message("contacts.done", actor.locale, **named, answer=answer_line(contact.answer))
    toast = "" if answered.first else label("contacts.before", actor.locale)
    rows = rows_of([back_to_menu(actor.locale)])
    return Reply(text=text, rows=rows, toast=toast)


def answer_line(answer: str | None) -> Line:
    """Say what was answered."""
    way, _, minute = (answer or "").partition("@")
    if minute:
        return "contacts.answer.later", {"minute": int(minute)}
    return f"contacts.answer.{way}", {}
