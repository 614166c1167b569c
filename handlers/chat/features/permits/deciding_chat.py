"""The buttons of the cards about permits, and the reasons that managers write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from handlers.chat.asked import Answer, Asked
from handlers.chat.features.approvals.views import motive_length
from handlers.chat.features.permits import deciding_views
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.permits import deciding
from handlers.desk.requests.decisions import Came
from storage.tables import PermitState


def approve(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Grant a permit, or ask for the reason that it needs."""
    permit_id, version = asked.press.number(0), asked.press.number(1)
    to = PermitState.GRANTED
    outcome = deciding.decide(desk, actor, permit_id, version=version, to=to)
    if outcome.came is Came.NEEDS_MOTIVE:
        return _ask_motive(desk, actor, asked, to)
    return deciding_views.after(actor, outcome)


def refuse(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Ask for the reason of a refusal."""
    return _ask_motive(desk, actor, asked, PermitState.REFUSED)


def show_card(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show a permit as it stands now."""
    return deciding_views.card(actor, deciding.look(desk, actor, asked.press.number(0)))


def show_act(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show the words of the act, for kinds that a manager may read of."""
    found = deciding.look(desk, actor, asked.press.number(0))
    return deciding_views.words_of_the_act(actor, found)


def hear_motive(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Take a free text as the reason that was asked for."""
    wanted = deciding.motive_wanted(desk, actor)
    unfit = motive_length(actor, asked.words)
    if unfit is not None:
        return unfit
    outcome = deciding.decide(
        desk,
        actor,
        wanted.permit_id,
        version=wanted.version,
        to=wanted.to,
        motive=asked.words,
    )
    return deciding_views.decided_with_motive(actor, outcome)


def _ask_motive(desk: Desk, actor: Actor, asked: Asked, to: PermitState) -> Reply:
    permit_id, version = asked.press.number(0), asked.press.number(1)
    outcome = deciding.ask_for_motive(desk, actor, permit_id, version=version, to=to)
    if outcome.came is Came.NEEDS_MOTIVE:
        return replace(deciding_views.ask_motive(actor, outcome, to), fresh=True)
    return deciding_views.after(actor, outcome)


ANSWERS: Mapping[str, Answer] = MappingProxyType(
    {"yes": approve, "no": refuse, "card": show_card, "act": show_act}
)
"""By the verb of the button."""
