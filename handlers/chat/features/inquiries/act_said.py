"""Questions about the act itself: `cosa dice l'articolo 20.4?`, `mi possono richiamare?`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from handlers.chat.asked import Asked
from handlers.chat.features.inquiries import act_views
from handlers.chat.meaning import answer
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.inquiries import in_the_act
from handlers.reading.meanings import InTheAct, MyAgreement, OfTheAct


def of_the_act(desk: Desk, actor: Actor, asked: Asked, meaning: InTheAct) -> Reply:
    """Answer from the policy; to who has no agreement no days are named, but the next step."""
    if meaning.about is not OfTheAct.BOOKABLE:
        return ANSWERS[meaning.about](desk, actor, meaning)
    days = in_the_act.open_days(desk, actor)
    if not days.agreement:
        return answer(desk, actor, asked, MyAgreement())
    return act_views.open_days(actor, days)


def _article(desk: Desk, actor: Actor, meaning: InTheAct) -> Reply:
    found = in_the_act.article(desk, actor, meaning.article)
    return act_views.article(actor, meaning.article, found)


def _recalls(desk: Desk, actor: Actor, _meaning: InTheAct) -> Reply:
    return act_views.recalls(actor, in_the_act.recalls(desk, actor))


def _permit_notice(desk: Desk, actor: Actor, meaning: InTheAct) -> Reply:
    found = in_the_act.permit_notices(desk, actor)
    return act_views.permit_notices(actor, found, meaning.kind)


def _unanswered(desk: Desk, actor: Actor, _meaning: InTheAct) -> Reply:
    return act_views.unanswered(desk, actor)


def _taking_back(desk: Desk, actor: Actor, _meaning: InTheAct) -> Reply:
    return act_views.taking_back(desk, actor, in_the_act.moving(desk, actor))


ANSWERS: Mapping[OfTheAct, Callable[[Desk, Actor, InTheAct], Reply]] = MappingProxyType(
    {
        OfTheAct.ARTICLE: _article,
        OfTheAct.RECALLS: _recalls,
        OfTheAct.PERMIT_NOTICE: _permit_notice,
        OfTheAct.UNANSWERED: _unanswered,
        OfTheAct.TAKING_BACK: _taking_back,
    }
)
