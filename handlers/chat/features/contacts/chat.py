"""`/contatta`, the answer whether somebody may be reached, the message, the person's buttons."""

from __future__ import annotations

from handlers.chat.asked import Answer, Asked
from handlers.chat.feature import Command, Entry, Feature, to_employees
from handlers.chat.features.contacts import said, views
from handlers.chat.replies import Reply
from handlers.desk.contacts import actions, answers
from handlers.desk.contacts.drafts import How, Step
from handlers.desk.contacts.duties import attend
from handlers.desk.context import Actor, Desk
from handlers.desk.presses import StalePressError
from handlers.reading.meanings import Contact
from rules.facts import MINUTES_OF_A_DAY


def find(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """List people; words after the command are a name to look for, one person is shown at once."""
    result = actions.find(desk, actor, asked.words)
    if asked.words and len(result.people) == 1:
        return views.reach(actor, actions.look(desk, actor, result.people[0].id))
    return views.found(actor, result)


def see(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Tell whether a colleague may be reached now."""
    return views.reach(actor, actions.look(desk, actor, asked.press.number(0)))


def write(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Begin a message to a colleague."""
    person_id, how = asked.press.number(0), asked.press.text(1)
    if how not in list(How):
        raise StalePressError(f"{how!r} is no way to reach anybody")
    reach = actions.look(desk, actor, person_id)
    if how != How.PLAIN and how not in reach.offers:
        return views.reach(actor, reach)
    person = actions.write_to(desk, actor, person_id, How(how))
    if how == How.URGENT:
        return views.ask_why(actor, person)
    return views.ask_words(actor, person, fresh=True)


def hear(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Take a text as a name to look for, as why it is urgent, or as the message."""
    draft = actions.standing(desk, actor)
    if draft.step is Step.NAME:
        return find(desk, actor, asked)
    least = views.LEAST_WHY if draft.step is Step.WHY else views.LEAST_WORDS
    unfit = views.length_of(actor, asked.words, least=least)
    if unfit is not None:
        return unfit
    if draft.step is Step.WHY:
        person = actions.say_why(desk, actor, asked.words)
        return views.ask_words(actor, person, fresh=False)
    return views.passed_on(actor, actions.pass_on(desk, actor, asked.words))


def answered(words: str) -> Answer:
    """Answer a request in a word."""

    def answer(desk: Desk, actor: Actor, asked: Asked) -> Reply:
        found = answers.answer(desk, actor, asked.press.number(0), words)
        return views.after_answer(actor, found)

    return answer


def ask_when(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Offer hours at which to call back."""
    found = answers.look(desk, actor, asked.press.number(0))
    return views.ask_when(actor, found, now=desk.clock())


def answer_later(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Answer a request with an hour."""
    minute = asked.press.number(1)
    if minute >= MINUTES_OF_A_DAY:
        raise StalePressError(f"{minute} is no minute of a day")
    found = answers.answer(desk, actor, asked.press.number(0), f"later@{minute}")
    return views.after_answer(actor, found)


FEATURE = Feature(
    name="contacts",
    commands=(Command(name="contatta", answer=find, place=100),),
    verbs={
        "open": find,
        "see": see,
        "write": write,
        "later": ask_when,
        "at": answer_later,
        "call": answered("call"),
        "done": answered("done"),
        "morning": answered("tomorrow"),
    },
    hears={"contacts": hear},
    meanings={Contact: said.reach},
    duties={"contacts": attend},
    menu=(Entry(verb="open", place=31, offered=to_employees),),
)
