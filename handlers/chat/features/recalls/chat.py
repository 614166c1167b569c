"""`/richiama`, the buttons of a recall, the manager's words, the person's confirmation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from handlers.chat import forms, typed
from handlers.chat.agreeing import agrees
from handlers.chat.asked import Answer, Asked
from handlers.chat.asking import Asking, Taken
from handlers.chat.closing import close
from handlers.chat.feature import Command, Entry, Feature, to_managers
from handlers.chat.features.recalls import (
    own_said,
    said,
    said_again,
    said_on_the_card,
    sent_said,
    views,
)
from handlers.chat.features.recalls.opening import open_with
from handlers.chat.guards import for_managers
from handlers.chat.menu_views import pointer
from handlers.chat.no_motive import (
    is_asked_of_nobody,
    is_beyond_the_desk,
    motive_instead,
    only_when,
    order_instead,
)
from handlers.chat.open_form import OpenForm, said_beside
from handlers.chat.replies import Reply
from handlers.chat.understanding import bare_words, understand
from handlers.desk.cases.known_days import AHEAD
from handlers.desk.context import Actor, Desk
from handlers.desk.forms.fields import Field
from handlers.desk.forms.standing import StandingForm
from handlers.desk.naming import people_named
from handlers.desk.presses import StalePressError
from handlers.desk.recalls import actions, confirming
from handlers.desk.recalls.drafts import (
    CAUSE,
    DAY,
    MOST_PEOPLE,
    PEOPLE,
    RECALL,
    WORDS,
    Cause,
    Draft,
    Step,
    causes_in,
    draft_in,
)
from handlers.desk.recalls.duties import attend
from handlers.reading.meanings import (
    ConfirmRecall,
    MyRecalls,
    Question,
    Recall,
    RecallsSent,
    TakeRecallBack,
)
from handlers.reading.of_a_recall import is_agreed, is_denied, motive_named
from handlers.texts import label
from storage.people.names import folded

VERBS = ("richiama", "recall")
"""With which the words after the command make a sentence."""


def begin(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Begin a recall; words after the command are a name, or a whole recall."""
    shown = actions.begin(desk, actor)
    if asked.words:
        return forms.hear_command(desk, actor, asked, ASKING, *VERBS)
    return views.screen(actor, shown)


def begin_for(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Begin the recall of one person on a day."""
    people, day = (asked.press.number(0),), asked.press.day(1)
    return open_with(desk, actor, people=people, day=day)


def begin_said(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Begin the recall that a sentence asked for beside another."""
    return said.recall(desk, actor, asked, said_again.recall_in(asked.press))


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


def turn_month(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show another month."""
    month = asked.press.day(0)
    if abs(month - desk.today()) > 2 * AHEAD:
        raise StalePressError(f"{month} is out of the calendar's reach")
    shown = actions.change(desk, actor, lambda one: replace(one, month=month, step=Step.DAY))
    return views.screen(actor, shown)


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


def turn(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show another page of people."""
    page = asked.press.number(0)
    return views.screen(actor, actions.change(desk, actor, lambda one: replace(one, page=page)))


def show(desk: Desk, actor: Actor, _form: StandingForm) -> Reply:
    """Show the recall as it stands."""
    return views.screen(actor, actions.look(desk, actor))


def asked_now(_desk: Desk, _actor: Actor, form: StandingForm) -> Field | None:
    """Tell what is asked: on the card, the words."""
    return RECALL.field(ASKED_AT[draft_in(form.values).step])


def take(desk: Desk, actor: Actor, _form: StandingForm, field: Field, value: Any) -> Taken:
    """Take a name, a day, a cause, or the words."""
    if field.name == DAY and not actions.in_reach(desk, value):
        key = "form.why.past" if value < desk.today() else "recalls.day.far"
        return key, {"about": typed.said_day(value, actor.locale), "day": value}
    if field.name == WORDS and not actions.look(desk, actor).good:
        return "recalls.card.nobody", {}
    return views.screen(actor, actions.change(desk, actor, _edit(field.name, value)))


def _edit(name: str, value: Any) -> Callable[[Draft], Draft]:
    def edit(draft: Draft) -> Draft:
        if name == PEOPLE and len(value.people) > 1:
            return replace(draft, search=value.words, page=0)
        if name == PEOPLE:
            people = dict.fromkeys((*draft.people, value.people[0].id))
            return replace(draft, people=tuple(people), search="", page=0)
        if name == DAY:
            return replace(draft, day=value, step=Step.CARD)
        return replace(draft, **{name: value})

    return edit


def beside_the_words(
    desk: Desk, actor: Actor, form: StandingForm, text: str
) -> tuple[Field, Any] | None:
    """Give the day, or the person, that a text on the card names and nothing else."""
    said = [one for one in text.strip(".! ").split() if folded(one.strip(",")) not in INSTEAD]
    rest, so_far = " ".join(said), OpenForm(desk, actor, ASKING, form)
    day, whole = so_far.read(RECALL.field(DAY), rest)
    if day is not None and whole:
        return RECALL.field(DAY), day
    first, _, name = text.strip(".! ").partition(" ")
    if folded(first) not in ALSO or not name:
        return None
    person, _ = so_far.read(RECALL.field(PEOPLE), name)
    return None if person is None else (RECALL.field(PEOPLE), person)


def heard_first(desk: Desk, actor: Actor, form: StandingForm, text: str) -> Reply | None:
    """Hear what is said of the whole before any field is, at the step at which it is said."""
    hears = {Step.DAY: _heard_of_the_day, Step.CARD: _heard_on_the_card}
    hear = hears.get(draft_in(form.values).step)
    return None if hear is None else hear(desk, actor, form, text)


def _heard_of_the_day(desk: Desk, actor: Actor, _form: StandingForm, text: str) -> Reply | None:
    """Hear the day with the motive behind it: `mercoledì perché c'è la giunta`."""
    said = understand(desk, actor, f"richiama tutti {text}")
    change = said_on_the_card.day_with_motive(said)
    reach = isinstance(said.heard, Recall) and actions.in_reach(desk, said.heard.day)
    if change is None or not reach:
        return None
    return views.screen(actor, actions.change(desk, actor, change))


def _heard_on_the_card(desk: Desk, actor: Actor, form: StandingForm, text: str) -> Reply | None:
    """Hear on the card whom else it is for, a motive called so, and orders that are none."""
    so_far = OpenForm(desk, actor, ASKING, form)
    answered = _answered(so_far, text)
    if answered is not None:
        return answered
    cause = typed.as_choice(text, choices(desk, actor, form, RECALL.field(CAUSE)))
    if cause is not None:
        changed = actions.change(desk, actor, lambda one: replace(one, cause=cause))
        return views.screen(actor, changed)
    motive = motive_named(text) or motive_instead(desk, actor, text)
    if motive is not None:
        return forms.hear(desk, actor, Asked(actor.telegram_id, actor.locale, motive), ASKING)
    who = said_on_the_card.whom_said(text)
    found = () if who is None else tuple(actions.named(desk, actor, who.name))
    if who is not None and len(found) == 1 and found[0].id not in form.values[PEOPLE]:
        return views.screen(actor, actions.change(desk, actor, who.added_to(found[0].id)))
    if who is not None and not found and people_named(desk, actor, who.name):
        return so_far.again(("form.words.not_taken", {"words": typed.cut(text)}))
    return _hear_when(so_far, text) or _hear_an_order(so_far, text)


def _hear_when(so_far: OpenForm, text: str) -> Reply | None:
    """Take another day that is said in place of a motive; nothing else of days or hours is one."""
    found = only_when(so_far.desk, so_far.actor, text)
    if found is None:
        return None
    day, whole = so_far.read(RECALL.field(DAY), found.said)
    if day is not None and whole and not found.beside:
        return so_far.take(RECALL.field(DAY), day)
    if not found.beside and so_far.doubts(found.said, RECALL.field(DAY)):
        return so_far.unread(found.said, RECALL.field(DAY))
    return so_far.again(("form.words.not_taken", {"words": typed.cut(text)}))


def _hear_an_order(so_far: OpenForm, text: str) -> Reply | None:
    """Leave for an order to the desk; of one that it does not know say that it is no motive."""
    desk, actor = so_far.desk, so_far.actor
    instead = order_instead(desk, actor, text)
    if instead is not None:
        return forms.leave_for(so_far, Asked(actor.telegram_id, actor.locale, instead))
    if is_beyond_the_desk(text) or is_asked_of_nobody(desk, actor, text):
        return so_far.again(("form.words.not_taken", {"words": typed.cut(text)}))
    return None


def _answered(so_far: OpenForm, text: str) -> Reply | None:
    """Hear a yes to the card, or a no: neither is a motive, and only the button sends it."""
    shown = actions.look(so_far.desk, so_far.actor)
    on_it = {word for one in shown.chosen for word in folded(one.name).split()}
    said = " ".join(word for word in bare_words(text) if word not in on_it)
    if is_denied(said):
        return leave(so_far.desk, so_far.actor, Asked(0, so_far.actor.locale))
    if not (is_agreed(said) or agrees(text)):
        return None
    if not shown.good:
        return so_far.again(("recalls.card.nobody", {}))
    return so_far.again(("form.press" if shown.draft.words else "recalls.card.no_words", {}))


def ask_words_anew(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Ask for the words once more."""
    return views.screen(actor, actions.change(desk, actor, lambda one: replace(one, words="")))


def leave(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Let it be: nothing is sent."""
    close(desk, actor)
    return pointer(actor, "form.dropped")


def choices(desk: Desk, actor: Actor, _form: StandingForm, field: Field) -> Mapping[str, Cause]:
    """Give the causes by the words of their buttons."""
    if field.name != CAUSE:
        return {}
    offered = causes_in(actor.policy, desk.today())
    return {label("recalls.cause.other", actor.locale, cause=one.value): one for one in offered}


def step_back(desk: Desk, actor: Actor, form: StandingForm) -> Reply | None:
    """Go from the card to the days, from the days to the people; None before these."""
    before = BEFORE.get(draft_in(form.values).step)
    if before is None:
        return None
    return step(before)(desk, actor, Asked(actor.telegram_id, actor.locale))


INSTEAD = frozenset(
    {
        *("fallo", "facciamo", "facciamolo", "spostalo", "meglio", "invece", "anzi", "no"),
        *("instead", "rather", "make", "it"),
    }
)
"""What is said beside the day that is to be the day."""
ALSO = frozenset({"anche", "pure", "also"})
ASKED_AT = MappingProxyType({Step.PEOPLE: PEOPLE, Step.DAY: DAY, Step.CARD: WORDS})
BEFORE = MappingProxyType({Step.CARD: Step.DAY, Step.DAY: Step.PEOPLE})
ASKING = Asking(
    form=RECALL,
    show=show,
    take=take,
    asked=asked_now,
    people=actions.named,
    beside=beside_the_words,
    first=heard_first,
    choices=choices,
    back=step_back,
    may=to_managers,
    verbs=VERBS,
)


def send(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Send the recall; a second press of the same button sends nothing."""
    result = actions.send(desk, actor, asked.press.text(0))
    if result is None:
        return Reply(toast=label("recalls.sent_already", actor.locale), alert=True)
    return views.sent(actor, result)


def confirm(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Note that the person has read it."""
    return views.confirmed(actor, confirming.confirm(desk, actor, asked.press.number(0)))


def ask_to_take_back(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Ask for confirmation before a recall is taken back."""
    found = confirming.theirs(desk, actor, asked.press.number(0))
    return views.ask_to_take_back(actor, found)


def take_back(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Take a recall back and show the list again."""
    answered = confirming.take_back(desk, actor, asked.press.number(0))
    toast = views.toast_of(actor, answered)
    if answered.came is confirming.RecallCame.FORBIDDEN:
        return Reply(toast=toast, alert=True)
    return replace(begin(desk, actor, Asked(asked.telegram_id, asked.locale)), toast=toast)


def show_taken_back(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Tell how a recall stands that was to be taken back, and show those under way."""
    answered = confirming.theirs(desk, actor, asked.press.number(0))
    shown = sent_said.sent(desk, actor, asked, RecallsSent())
    if answered.came is confirming.RecallCame.DONE:
        return shown
    key = f"recalls.toast.{views.TOASTS[answered.came]}"
    return said_beside(shown, (key, {}), actor.locale, first=True)


_MANAGING: dict[str, Answer] = {
    "open": begin,
    "for": begin_for,
    said_again.VERB: begin_said,
    "people": step(Step.PEOPLE),
    "page": turn,
    "who": tick,
    "days": step(Step.DAY),
    "month": turn_month,
    "day": choose_day,
    "card": step(Step.CARD),
    "cause": choose_cause,
    "why": show_act,
    "send": send,
    "words": ask_words_anew,
    "leave": leave,
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
    stands={"drop": for_managers(show_taken_back)},
    forms=(ASKING,),
    meanings={
        Recall: said.recall,
        ConfirmRecall: own_said.confirm,
        MyRecalls: own_said.mine,
        TakeRecallBack: sent_said.take_back,
        RecallsSent: sent_said.sent,
    },
    fits={Question.NOT_CLEAR: own_said.yes, Question.NEGATION: own_said.unable},
    again={Recall: said_again.in_a_button},
    duties={"recalls": attend},
    menu=(Entry(verb="open", place=61, offered=to_managers),),
)
