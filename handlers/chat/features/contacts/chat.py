"""`/contatta`, the answer whether somebody may be reached, the message, the person's buttons."""

from __future__ import annotations

from typing import Any

from handlers.chat import forms
from handlers.chat.asked import Answer, Asked
from handlers.chat.asking import Asking, Taken
from handlers.chat.feature import Command, Entry, Feature, to_employees
from handlers.chat.features.contacts import said, views
from handlers.chat.no_motive import only_when
from handlers.chat.open_form import OpenForm, opened
from handlers.chat.replies import Reply
from handlers.chat.typed import cut
from handlers.desk.contacts import actions, replying
from handlers.desk.contacts.drafts import CONTACT, PERSON, WHY, WORDS, How
from handlers.desk.contacts.duties import attend
from handlers.desk.context import Actor, Desk
from handlers.desk.forms.fields import Field
from handlers.desk.forms.standing import StandingForm
from handlers.desk.presses import StalePressError
from handlers.reading.meanings import Contact
from rules.facts import MINUTES_OF_A_DAY

VERBS = ("contatta", "contact")
"""With which the words after the command make a sentence."""


def find(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """List people; words after the command are a name, one person is shown at once."""
    begun = actions.begin(desk, actor)
    if asked.words:
        return forms.hear_command(desk, actor, asked, ASKING, *VERBS)
    return show(desk, actor, begun)


def turn(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show another page of people."""
    return opened(desk, actor, ASKING).put(page=asked.press.number(0)).show()


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
    return show(desk, actor, actions.write_to(desk, actor, person_id, How(how)))


def show(desk: Desk, actor: Actor, form: StandingForm) -> Reply:
    """Ask whom to reach, why it is urgent, for the words; then show what would go."""
    if form.missing == CONTACT.field(PERSON):
        found = actions.find(desk, actor, form)
        return views.found(actor, found, page=form.values.get("page", 0))
    person = actions.person_of(desk, actor, form.values[PERSON])
    if form.missing is None:
        return views.said_back(actor, person, form)
    ask = views.ask_why if form.missing.name == WHY else views.ask_words
    return ask(actor, person)


def take(desk: Desk, actor: Actor, form: StandingForm, field: Field, value: Any) -> Taken:
    """Take a name, or words."""
    so_far = OpenForm(desk, actor, ASKING, form)
    if field.name != PERSON:
        return so_far.put(**{field.name: value}).show()
    if len(value.people) == 1:
        return views.reach(actor, actions.look(desk, actor, value.people[0].id))
    return so_far.put(search=value.words, page=0).show()


def send(desk: Desk, actor: Actor, form: StandingForm) -> Reply:
    """Pass the message on."""
    said = form.values
    how, why = How(said["how"]), said.get(WHY)
    result = actions.pass_on(desk, actor, said[PERSON], said[WORDS], how=how, why=why)
    return views.passed_on(actor, result)


def show_sent(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Show the message that was sent, where [Invia] comes again."""
    sent = actions.sent_lately(desk, actor)
    if sent is None:
        raise StalePressError("no message was sent")
    return views.sent(actor, *sent)


def no_reason(desk: Desk, actor: Actor, form: StandingForm, words: str) -> Reply | None:
    """Tell of days or hours alone that they do not say why it is urgent."""
    missing = form.missing
    if missing is None or missing.name != WHY or only_when(desk, actor, words) is None:
        return None
    so_far = OpenForm(desk, actor, ASKING, form)
    return so_far.again(("form.words.not_taken", {"words": cut(words)}))


ASKING = Asking(
    form=CONTACT,
    show=show,
    take=take,
    send=send,
    first=no_reason,
    people=actions.named,
    stands=show_sent,
    verbs=VERBS,
)


def answered(words: str) -> Answer:
    """Answer a request in a word."""

    def answer(desk: Desk, actor: Actor, asked: Asked) -> Reply:
        found = replying.answer(desk, actor, asked.press.number(0), words)
        return views.after_answer(actor, found)

    return answer


def ask_when(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Offer hours at which to call back."""
    found = replying.look(desk, actor, asked.press.number(0))
    return views.ask_when(actor, found, now=desk.clock())


def answer_later(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Answer a request with an hour."""
    minute = asked.press.number(1)
    if minute >= MINUTES_OF_A_DAY:
        raise StalePressError(f"{minute} is no minute of a day")
    found = replying.answer(desk, actor, asked.press.number(0), f"later@{minute}")
    return views.after_answer(actor, found)


FEATURE = Feature(
    name="contacts",
    commands=(Command(name="contatta", answer=find, place=100),),
    verbs={
        "open": find,
        "page": turn,
        "see": see,
        "write": write,
        "later": ask_when,
        "at": answer_later,
        "call": answered("call"),
        "done": answered("done"),
        "morning": answered("tomorrow"),
    },
    forms=(ASKING,),
    meanings={Contact: said.reach},
    duties={"contacts": attend},
    menu=(Entry(verb="open", place=31, offered=to_employees),),
)
