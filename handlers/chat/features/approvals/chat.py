"""`/approva`: the list, the cards, several at once, and taking a decision back."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat.asked import Asked
from handlers.chat.feature import Command, Entry, Feature, to_managers
from handlers.chat.features.approvals import (
    bulk_views,
    how_long_said,
    list_views,
    motive,
    of_others_said,
    own_said,
    said,
    staying_said,
    views,
)
from handlers.chat.features.approvals.deciding import approve, refuse
from handlers.chat.guards import as_meant, for_managers
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.requests import bulk, cards_shown, undoing, waiting
from handlers.desk.requests.duties import look_after
from handlers.desk.requests.kinds.known import key_of
from handlers.desk.requests.parts import part_of
from handlers.reading.meanings import (
    Approvals,
    Decide,
    HowLong,
    MyDecisions,
    Question,
    StatusOf,
    TakeDecisionBack,
    WhoStays,
)
from handlers.texts import label


def show_waiting(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Show the first page of what waits for this person."""
    return list_views.page(actor, waiting.page(desk, actor, 0))


def show_page(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show another page."""
    return list_views.page(actor, waiting.page(desk, actor, asked.press.number(0)))


def show_part(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show what waits of one person."""
    part, number = part_of(asked.press.text(0))
    return list_views.page(actor, waiting.page(desk, actor, number, part))


def show_card(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show the card of a request as it stands now."""
    return views.card(actor, cards_shown.look(desk, actor, key_of(asked.press.text(0))))


def show_act(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show the words of the act that bear on a card."""
    shown = cards_shown.look(desk, actor, key_of(asked.press.text(0)))
    return views.words_of_the_act(actor, shown)


def confirm_all(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Say what approving all that was shown comes to; nothing is decided yet."""
    found = bulk.confirm(desk, actor, asked.press.text(0), asked.press.text(1))
    if found is None:
        return _shown_anew(desk, actor, asked)
    return bulk_views.confirmation(actor, found)


def approve_all(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Approve what the confirmation showed, and nothing else."""
    done = bulk.approve(
        desk,
        actor,
        asked.press.text(0),
        asked.press.text(1),
        pressed_message=asked.message_id,
    )
    return _shown_anew(desk, actor, asked) if done is None else bulk_views.done(actor, done)


def undo(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Take a decision back."""
    result = undoing.undo(desk, actor, asked.press.number(0), pressed_message=asked.message_id)
    if result.came is not undoing.Undo.DONE:
        return Reply(toast=label(f"approvals.undo.{result.came.value}", actor.locale), alert=True)
    return bulk_views.undone(actor, result)


def _shown_anew(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show what waits by now, where a button was about something else."""
    shown = show_waiting(desk, actor, asked)
    return replace(shown, toast=label("approvals.list.changed", actor.locale), alert=True)


FEATURE = Feature(
    name="approvals",
    commands=(Command(name="approva", answer=show_waiting, place=20, offered=to_managers),),
    verbs={
        "list": show_waiting,
        "page": show_page,
        "of": show_part,
        "card": show_card,
        "why": show_act,
        "yes": approve,
        "no": refuse,
        "bulk": confirm_all,
        "do": approve_all,
        "undo": undo,
        "mine": own_said.show_page,
        "ready": motive.choose_ready,
    },
    stands={"do": own_said.show_decided, "undo": show_waiting},
    forms=(motive.ASKING,),
    meanings={
        Approvals: as_meant(for_managers(show_waiting)),
        Decide: said.decide,
        StatusOf: of_others_said.status_of,
        HowLong: how_long_said.how_long,
        WhoStays: staying_said.who_stays,
        MyDecisions: own_said.mine,
        TakeDecisionBack: own_said.take_back,
    },
    fits={Question.WHAT_OF_THEM: of_others_said.fitting},
    duties={"requests": look_after},
    menu=(Entry(verb="list", place=60, offered=to_managers),),
)
