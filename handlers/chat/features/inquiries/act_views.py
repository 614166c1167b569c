"""Answers from the act: an article's words, recalls, what becomes of a request, open days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from handlers.chat.act_words import with_words_of_the_act
from handlers.chat.menu_views import back_to_menu, button
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.cases.first_step import personnel_line
from handlers.desk.cases.permit_wording import kind_line
from handlers.desk.context import Actor, Desk
from handlers.desk.inquiries.in_the_act import Article, Moving, Notice, Open, Recalls, Term
from handlers.texts import Line, articles, explaining, message
from rules.decision import Reason, Source

MOST_QUOTES = 12
"""Places of one article that are quoted in one message."""


def article(actor: Actor, named: str, found: Article) -> Reply:
    """Quote an article, or tell that the desk keeps none of it; without one name the act."""
    if not named:
        whole: Line = (
            "inquiries.act",
            {"act": actor.policy.head.act, "hr": personnel_line(actor, found.hr)},
        )
        return _reply(actor, [whole], [button(actor, "menu", "help")])
    act = _act_of(actor, named)
    cited = articles([named])
    if not found.quotes:
        line: Line = (
            "inquiries.article.none",
            {"articles": cited, "act": act, "hr": personnel_line(actor, found.hr)},
        )
        return _reply(actor, [line], [button(actor, "menu", "help")])
    quotes = [_quote(one) for one in found.quotes[:MOST_QUOTES]]
    parts: list[Line] = [("inquiries.article", {"act": act, "quotes": quotes})]
    left = len(found.quotes) - len(quotes)
    if left:
        parts.append(("inquiries.article.more", {"count": left}))
    parts.append(("inquiries.article.whole", {}))
    return _reply(actor, parts, [])


def _act_of(actor: Actor, named: str) -> str:
    """Name the act that an article is of: the body's own, or another that it rests on."""
    prefix, parted, _ = named.partition(":")
    head = actor.policy.head
    return head.other_acts.get(prefix, prefix) if parted else head.act


def _quote(source: Source) -> Line:
    said = {"articles": articles([source.article]), "quote": source.quote}
    return "explaining.quote", said


def recalls(actor: Actor, found: Recalls) -> Reply:
    """Tell for which causes and with how much notice one may be called to the office."""
    ways = [button(actor, "booking", "days")]
    if not found.terms:
        hr = personnel_line(actor, found.hr)
        return _reply(actor, [("inquiries.recalls.none", {"mode": found.mode, "hr": hr})], ways)
    terms = [
        line for one in found.terms for line in (_term(one), *explaining.readings((one.reason,)))
    ]
    parts: list[Line] = [("inquiries.recalls", {"mode": found.mode, "terms": terms})]
    if found.besides:
        parts.append(("inquiries.besides", {"reasons": explaining.lines(found.besides)}))
    parts.append(("inquiries.recalls.how", {}))
    reasons = (*(one.reason for one in found.terms), *found.besides)
    return with_words_of_the_act(actor, _reply(actor, parts, ways), reasons)


def _term(one: Term) -> Line:
    key = "inquiries.recalls.term" if one.days_before else "inquiries.recalls.same_day"
    cited = articles(one.reason.articles)
    if one.hours_before is not None:
        hours = {"causes": one.causes, "count": one.hours_before, "articles": cited}
        return "inquiries.recalls.hours", hours
    return key, {"causes": one.causes, "count": one.days_before, "articles": cited}


def permit_notices(actor: Actor, found: Sequence[Notice], kind: str) -> Reply:
    """Tell how long before permits are asked for, of one kind if it was named."""
    ways = [button(actor, "permits", "open")]
    told = [one for one in found if kind in ("", one.kind)]
    if not told:
        line: Line = ("inquiries.permit_notice.none", {})
        if kind:
            line = ("inquiries.permit_notice.none.kind", {"kind": kind_line(kind)})
        return _reply(actor, [line], ways)
    parts: list[Line] = [("inquiries.permit_notice", {"terms": [_notice(one) for one in told]})]
    if not kind:
        parts.append(("inquiries.permit_notice.others", {}))
    shown = _reply(actor, parts, ways)
    return with_words_of_the_act(actor, shown, [one.reason for one in told])


def merely_told(actor: Actor, kind: str, reason: Reason) -> Reply:
    """Tell of a permit that nobody decides that no number of days is set for it."""
    cited = articles(reason.articles)
    line: Line = ("inquiries.permit_notice.told", {"kind": kind_line(kind), "articles": cited})
    shown = _reply(actor, [line], [button(actor, "permits", "open")])
    return with_words_of_the_act(actor, shown, [reason])


def _notice(one: Notice) -> Line:
    key = "inquiries.permit_notice.days" if one.days is not None else "inquiries.permit_notice.by"
    if one.urgent:
        key = f"{key}.urgent"
    count = one.by_day if one.days is None else one.days
    cited = articles(one.reason.articles)
    return key, {"kind": kind_line(one.kind), "count": count, "articles": cited}


def unanswered(desk: Desk, actor: Actor) -> Reply:
    """Tell what becomes of a request that nobody answers."""
    named = {"remind": desk.patience.remind, "pass_on": desk.patience.pass_on}
    return _reply(actor, [("inquiries.unanswered", named)], [button(actor, "booking", "days")])


def taking_back(desk: Desk, actor: Actor, found: Moving) -> Reply:
    """Tell until when a request can be taken back, and where the act speaks of moving a day."""
    parts: list[Line] = [("inquiries.taking_back", {})]
    cited = articles([name for one in found.reasons for name in one.articles])
    if cited:
        key = "inquiries.taking_back.move" if found.allowed else "inquiries.taking_back.no_move"
        parts.append((key, {"articles": cited}))
    own = [button(actor, "booking", "days"), button(actor, "permits", "open")]
    if actor.approves:
        minutes = desk.patience.undo / timedelta(minutes=1)
        parts.append(("inquiries.taking_back.decider", {"minutes": minutes}))
        own.append(button(actor, "approvals", "list"))
    return with_words_of_the_act(actor, _reply(actor, parts, own), found.reasons)


def open_days(actor: Actor, found: Open) -> Reply:
    """Name the days that could be asked for; the calendar shows why the others cannot."""
    key = "inquiries.open" if found.days else "inquiries.open.none"
    ways = [button(actor, "booking", "open"), button(actor, "booking", "days")]
    return _reply(actor, [(key, {"days": found.days, "count": len(found.days)})], ways)


def _reply(actor: Actor, parts: Sequence[Line], buttons: list[Button]) -> Reply:
    text = message("booking.calendar", actor.locale, parts=parts)
    return Reply(text=text, rows=rows_of(buttons, [back_to_menu(actor.locale)]))
