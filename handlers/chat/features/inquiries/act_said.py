"""Questions about the act itself: `cosa dice l'articolo 20.4?`, `mi possono richiamare?`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from handlers.chat.asked import Asked
from handlers.chat.features.inquiries import act_views, topic_views
from handlers.chat.meaning import answer
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.inquiries import deciders, in_the_act, topics
from handlers.reading.meanings import InTheAct, MyAgreement, OfTheAct
from handlers.texts import Line

Answering = Callable[[Desk, Actor, InTheAct], Reply]


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
    told = in_the_act.merely_told(desk, actor, meaning.kind)
    if told is not None and all(one.kind != meaning.kind for one in found):
        return act_views.merely_told(actor, meaning.kind, told)
    return act_views.permit_notices(actor, found, meaning.kind)


def _unanswered(desk: Desk, actor: Actor, _meaning: InTheAct) -> Reply:
    return act_views.unanswered(desk, actor)


def _taking_back(desk: Desk, actor: Actor, _meaning: InTheAct) -> Reply:
    return act_views.taking_back(desk, actor, in_the_act.moving(desk, actor))


def _topic(name: str, told_of: Callable[[topics.Asking], topics.Told]) -> Answering:
    def answer_of_topic(desk: Desk, actor: Actor, _meaning: InTheAct) -> Reply:
        asked = topics.asking(desk, actor)
        return topic_views.topic(actor, name, told_of(asked), asked.hr)

    return answer_of_topic


def _approvals(desk: Desk, actor: Actor, meaning: InTheAct) -> Reply:
    asked = topics.asking(desk, actor)
    told = topics.approvals(asked, meaning.kind)
    if not actor.person.is_elected:
        told = replace(told, lines=(*told.lines, *_by_whom(desk, actor, asked, meaning.kind)))
    return topic_views.topic(actor, "approvals", told, asked.hr)


def _by_whom(desk: Desk, actor: Actor, asked: topics.Asking, kind: str) -> list[Line]:
    """Name who authorises today, or who reads what is merely told."""
    found = deciders.who_decides(desk, actor)
    if found.decides is None:
        return []
    key = "by" if topics.is_approved(asked, kind) else "told_to"
    return [(f"inquiries.approvals.{key}", {"name": found.decides.name, "role": found.role})]


ANSWERS: Mapping[OfTheAct, Answering] = MappingProxyType(
    {
        OfTheAct.ARTICLE: _article,
        OfTheAct.RECALLS: _recalls,
        OfTheAct.PERMIT_NOTICE: _permit_notice,
        OfTheAct.UNANSWERED: _unanswered,
        OfTheAct.TAKING_BACK: _taking_back,
        OfTheAct.PRESENCE: _topic("presence", topics.presence),
        OfTheAct.HALVES: _topic("halves", topics.halves),
        OfTheAct.UNUSED: _topic("unused", topics.unused),
        OfTheAct.ON_CALL: _topic("on_call", topics.on_call),
        OfTheAct.ON_CALL_RULES: _topic("on_call_rules", topics.on_call_rules),
        OfTheAct.PERMITS_AWAY: _topic("permits_away", topics.permits_away),
        OfTheAct.APPROVALS: _approvals,
        OfTheAct.ENDED: _topic("ended", topics.ended_by_the_body),
        OfTheAct.RANKING: _topic("ranking", topics.ranking),
    }
)
