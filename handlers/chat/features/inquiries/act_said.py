"""Questions about the act itself: `cosa dice l'articolo 20.4?`, `mi possono richiamare?`."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.features.inquiries import act_views
from handlers.chat.meaning import answer
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.inquiries import in_the_act
from handlers.reading.meanings import InTheAct, MyAgreement, OfTheAct


def of_the_act(desk: Desk, actor: Actor, asked: Asked, meaning: InTheAct) -> Reply:
    """Answer from the policy; to who has no agreement no days are named, but the next step."""
    match meaning.about:
        case OfTheAct.ARTICLE:
            found = in_the_act.article(desk, actor, meaning.article)
            return act_views.article(actor, meaning.article, found)
        case OfTheAct.RECALLS:
            return act_views.recalls(actor, in_the_act.recalls(desk, actor))
        case OfTheAct.UNANSWERED:
            return act_views.unanswered(desk, actor)
        case OfTheAct.TAKING_BACK:
            return act_views.taking_back(desk, actor, in_the_act.moving(desk, actor))
    days = in_the_act.open_days(desk, actor)
    if not days.agreement:
        return answer(desk, actor, asked, MyAgreement())
    return act_views.open_days(actor, days)
