"""`/approva`, the buttons of the cards, and the reasons that people write."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat.asked import Asked
from handlers.chat.feature import Command, Entry, Feature, to_managers
from handlers.chat.features.approvals import said, views
from handlers.chat.features.permits import deciding_views
from handlers.chat.guards import as_meant, for_managers
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.permits import deciding
from handlers.desk.requests import actions
from handlers.desk.requests.decisions import Came, Outcome
from handlers.desk.requests.duties import look_after
from handlers.reading.meanings import Approvals, Decide
from storage.tables import RequestState


def show_waiting(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """List whose requests wait for this person, days and permits."""
    permits = [
        (deciding_views.listed(one), deciding_views.open_button(one, actor.locale))
        for one in deciding.waiting(desk, actor)
    ]
    return views.waiting(actor, actions.waiting(desk, actor), also=permits)


def show_card(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show one person's requests."""
    return _card(
        desk, actor, asked.press.number(0), (asked.press.number(1), asked.press.number(2))
    )


def show_act(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show the words of the act that bear on a card."""
    asker, first, last = (asked.press.number(index) for index in range(3))
    found = actions.look(desk, actor, asker, first=first, last=last)
    return views.words_of_the_act(actor, found) if found else show_waiting(desk, actor, asked)


def approve(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Approve one day, or ask for the reason that it needs."""
    outcome = actions.decide(
        desk,
        actor,
        asked.press.number(0),
        version=asked.press.number(1),
        to=RequestState.APPROVED,
    )
    if outcome.came is Came.NEEDS_MOTIVE:
        return _ask_motive(desk, actor, asked, RequestState.APPROVED)
    return _after(desk, actor, asked, outcome)


def refuse(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Ask for the reason of a refusal."""
    return _ask_motive(desk, actor, asked, RequestState.REFUSED)


def approve_all(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Approve what the rules allow outright, of one person or of all."""
    asker, span = asked.press.number(0), (asked.press.number(1), asked.press.number(2))
    approved, left = actions.approve_all(
        desk, actor, asker_id=asker or None, first=span[0], last=span[1]
    )
    toast = views.toast_of_all(actor, approved, left)
    shown = _card(desk, actor, asker, span) if asker else show_waiting(desk, actor, asked)
    return replace(shown, toast=toast)


def hear_motive(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Take a free text as the reason that was asked for."""
    wanted = actions.motive_wanted(desk, actor)
    unfit = views.motive_length(actor, asked.words)
    if unfit is not None:
        return unfit
    outcome = actions.decide(
        desk,
        actor,
        wanted.booking_id,
        version=wanted.version,
        to=wanted.to,
        motive=asked.words,
    )
    return views.decided_with_motive(actor, outcome)


def _ask_motive(desk: Desk, actor: Actor, asked: Asked, to: RequestState) -> Reply:
    outcome = actions.ask_for_motive(
        desk, actor, asked.press.number(0), version=asked.press.number(1), to=to
    )
    if outcome.came is Came.NEEDS_MOTIVE:
        return views.ask_motive(actor, outcome, to)
    return _after(desk, actor, asked, outcome)


def _after(desk: Desk, actor: Actor, asked: Asked, outcome: Outcome) -> Reply:
    if outcome.came in (Came.FORBIDDEN, Came.OWN):
        return views.refused_entry(actor, outcome)
    span = asked.press.number(2), asked.press.number(3)
    shown = _card(desk, actor, outcome.asker.id, span)
    alert = outcome.came is not Came.DONE
    return replace(shown, toast=views.toast_of(actor, outcome), alert=alert)


def _card(desk: Desk, actor: Actor, asker_id: int, span: tuple[int, int]) -> Reply:
    found = actions.look(desk, actor, asker_id, first=span[0], last=span[1])
    if found is None:
        return show_waiting(desk, actor, Asked(actor.telegram_id, actor.locale))
    return views.card(actor, found)


FEATURE = Feature(
    name="approvals",
    commands=(Command(name="approva", answer=show_waiting, place=20, offered=to_managers),),
    verbs={
        "list": show_waiting,
        "card": show_card,
        "all": approve_all,
        "yes": approve,
        "no": refuse,
        "why": show_act,
    },
    hears={"approvals": hear_motive},
    meanings={
        Approvals: as_meant(for_managers(show_waiting)),
        Decide: said.decide,
    },
    duties={"approvals": look_after},
    menu=(Entry(verb="list", place=60, offered=to_managers),),
)
