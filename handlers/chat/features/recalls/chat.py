"""`/richiama`, the buttons of a recall, the manager's words, the person's confirmation."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat.asked import Answer, Asked
from handlers.chat.feature import Command, Entry, Feature, to_managers
from handlers.chat.features.recalls import said, views
from handlers.chat.features.recalls.opening import open_with
from handlers.chat.guards import for_managers
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.presses import StalePressError
from handlers.desk.recalls import actions, answers
from handlers.desk.recalls.drafts import MOST_PEOPLE, Cause, Draft, Step
from handlers.desk.recalls.duties import attend
from handlers.reading.meanings import Recall
from handlers.texts import label


def begin(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Begin a recall; words after the command are a name to look for."""
    return views.screen(actor, actions.begin(desk, actor, Draft(search=asked.words)))


def begin_for(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Begin the recall of one person on a day."""
    people, day = (asked.press.number(0),), asked.press.day(1)
    return open_with(desk, actor, people=people, day=day)


def step(to: Step) -> Answer:
    """Go to a step of the recall that is being put together."""

    def go(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
        return views.screen(actor, actions.change(desk, actor, lambda one: replace(one, step=to)))

    return go


def tick(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Tick a person, or untick them."""
    who = asked.press.number(0)

    def turned(draft: Draft) -> Draft:
        people = tuple(one for one in draft.people if one != who)
        return replace(draft, people=people if who in draft.people else (*draft.people, who))

    shown = actions.change(desk, actor, turned)
    full = len(shown.chosen) == MOST_PEOPLE and who not in shown.draft.people
    return views.screen(actor, shown, toast=views.too_many(actor) if full else "")


def choose_day(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Choose the day, and show what the rules say of each person."""
    day = asked.press.day(0)
    if not actions.in_reach(desk, day):
        raise StalePressError(f"{day} is no day for a recall")
    chosen = actions.change(desk, actor, lambda one: replace(one, day=day, step=Step.CARD))
    return views.screen(actor, chosen)


def choose_cause(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Choose why, and show what the rules say then."""
    cause = asked.press.text(0)
    if cause not in list(Cause):
        raise StalePressError(f"{cause!r} is no cause of a recall")
    shown = actions.change(desk, actor, lambda one: replace(one, cause=Cause(cause)))
    return views.screen(actor, shown)


def show_act(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Show the words of the act."""
    return views.words_of_the_act(actor, actions.look(desk, actor))


def hear(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Take a text as the words of the recall, or as a name to look for among people."""
    shown = actions.look(desk, actor)
    if shown.draft.step is not Step.CARD:
        narrowed = replace(shown.draft, search=asked.words, step=Step.PEOPLE)
        return views.screen(actor, actions.change(desk, actor, lambda _: narrowed))
    unfit = views.words_length(actor, asked.words)
    if unfit is not None:
        return unfit
    return views.screen(
        actor, actions.change(desk, actor, lambda one: replace(one, words=asked.words))
    )


def send(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Send the recall; a second press of the same button sends nothing."""
    result = actions.send(desk, actor, asked.press.text(0))
    if result is None:
        return Reply(toast=label("recalls.sent_already", actor.locale), alert=True)
    return views.sent(actor, result)


def confirm(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Note that the person has read it."""
    return views.confirmed(actor, answers.confirm(desk, actor, asked.press.number(0)))


def ask_to_take_back(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Ask for confirmation before a recall is taken back."""
    found = answers.theirs(desk, actor, asked.press.number(0))
    return views.ask_to_take_back(actor, found)


def take_back(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Take a recall back and show the list again."""
    answered = answers.take_back(desk, actor, asked.press.number(0))
    toast = views.toast_of(actor, answered)
    if answered.came is answers.Came.FORBIDDEN:
        return Reply(toast=toast, alert=True)
    return replace(begin(desk, actor, Asked(asked.telegram_id, asked.locale)), toast=toast)


_MANAGING: dict[str, Answer] = {
    "open": begin,
    "for": begin_for,
    "people": step(Step.PEOPLE),
    "who": tick,
    "days": step(Step.DAY),
    "day": choose_day,
    "card": step(Step.CARD),
    "cause": choose_cause,
    "why": show_act,
    "send": send,
    "undo": ask_to_take_back,
    "drop": take_back,
}
FEATURE = Feature(
    name="recalls",
    commands=(
        Command(name="richiama", answer=for_managers(begin), place=30, offered=to_managers),
    ),
    verbs={
        **{verb: for_managers(answer) for verb, answer in _MANAGING.items()},
        "ok": confirm,
    },
    hears={"recalls": hear},
    meanings={Recall: said.recall},
    duties={"recalls": attend},
    menu=(Entry(verb="open", place=61, offered=to_managers),),
)
