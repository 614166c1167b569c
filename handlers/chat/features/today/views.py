"""Today and tomorrow in a few lines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from handlers.chat.act_words import with_words_of_the_act
from handlers.chat.menu_views import back_to_menu, button
from handlers.chat.open_form import said_beside
from handlers.chat.replies import Button, Reply, Rows, rows_of
from handlers.desk.cases.on_duty import Duty
from handlers.desk.context import Actor
from handlers.desk.presses import pack
from handlers.desk.today.actions import Away, Today
from handlers.desk.today.days_away import AwayInGeneral
from handlers.desk.today.rest import Rest
from handlers.texts import Line, articles, explaining, label, message
from rules.decision import Decision, Reason
from rules.reasons import ReasonCode

A_DAY = timedelta(days=1)
MEAL_VOUCHER = frozenset({ReasonCode.MEAL_VOUCHER, ReasonCode.NO_MEAL_VOUCHER})


def today(actor: Actor, result: Today) -> Reply:
    """Show where the person works, their contact bands, meal voucher, and when they are free."""
    parts = [
        ("today.today", _day_figures(result, result.today, result.day)),
        ("today.tomorrow", _day_figures(result, result.tomorrow, result.day + A_DAY)),
        *([_rest(result.rest, result.rest_articles)] if result.rest else []),
        *_later(result),
    ]
    why = Button(label("explaining.why", actor.locale), pack("today", "why"))
    rows = rows_of([why], [back_to_menu(actor.locale)])
    return Reply(text=message("today", actor.locale, parts=parts), rows=rows)


def with_bands_away(actor: Actor, shown: Reply, found: AwayInGeneral) -> Reply:
    """Add the contact bands of days away, if there are any, to what is said of today."""
    bands = found.about(ReasonCode.CONTACT_BANDS)
    if not bands:
        return shown
    told: Line = ("days_away.said", {"mode": found.mode, "reasons": explaining.lines(bands)})
    return said_beside(shown, told, actor.locale)


def day(actor: Actor, day: date, decision: Decision) -> Reply:
    """Show how a day to come is worked, with its contact bands."""
    reasons = (*_told(decision.reasons), *_of_vouchers(decision.reasons))
    lines = [_plain(explaining.line_with_article(reason)) for reason in reasons]
    text = message("today.day", actor.locale, day=day, lines=lines)
    return Reply(text=text, rows=_to_today(actor))


def meal_voucher(actor: Actor, day: date, decision: Decision) -> Reply:
    """Tell whether a day gives a meal voucher, how it is worked, and where the act says so."""
    about = [one for one in decision.reasons if one.code in MEAL_VOUCHER]
    later = [one for one in decision.reasons if one.code == ReasonCode.LATER_ACT]
    told = (decision.reasons[0], *about, *later)
    lines = [_plain(explaining.line_with_article(one)) for one in told]
    key = "today.day" if about else "today.day.no_word_of_vouchers"
    shown = Reply(text=message(key, actor.locale, day=day, lines=lines), rows=_to_today(actor))
    return with_words_of_the_act(actor, shown, about)


def _to_today(actor: Actor) -> Rows:
    return rows_of([button(actor, "today", "show")], [back_to_menu(actor.locale)])


def _day_figures(result: Today, decision: Decision, day: date) -> dict[str, list[Line]]:
    paused = [one for one in result.suspended if one.figures["day"] == day]
    reasons = (*_told(decision.reasons), *paused)
    lines = [_plain(explaining.line_with_article(reason)) for reason in reasons]
    duties = [_on_call(one) for one in result.duties if one.day == day]
    return {"lines": lines + duties + [_away(one) for one in result.permits if one.day == day]}


def _told(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Leave out what is said once, beneath both days."""
    return tuple(one for one in reasons if one.code != ReasonCode.LATER_ACT)


def _of_vouchers(reasons: tuple[Reason, ...]) -> list[Reason]:
    """Give what a later contract may change of these days, where a word on the voucher is told."""
    if not any(one.code in MEAL_VOUCHER for one in reasons):
        return []
    return [one for one in reasons if one.code == ReasonCode.LATER_ACT]


def _later(result: Today) -> list[Line]:
    found = [one for two in (result.today, result.tomorrow) for one in _of_vouchers(two.reasons)]
    return [_plain(explaining.line_with_article(one)) for one in found[:1]]


def _on_call(duty: Duty) -> Line:
    """Say between which hours somebody is on call, or in which days."""
    said: Line = ("today.on_call", {"bands": duty.hours})
    if not duty.hours:
        said = ("today.on_call.week", {"first": duty.monday, "last": duty.last})
    return _plain(("", {"sentence": said, "articles": articles(duty.articles)}))


def _away(away: Away) -> Line:
    """Say the hours of a permit, and whether one need be reachable then."""
    key = "today.permit" if away.articles else "today.permit.elsewhere"
    if away.pending:
        key = "today.permit.pending"
    said: Line = (key, {"start": away.hours.start, "end": away.hours.end})
    return _plain(("", {"sentence": said, "articles": articles(away.articles)}))


def _plain(line: Line) -> Line:
    """Say a fact of the day without a mark: no voucher is no obstacle."""
    key = "today.fact" if line[1]["articles"] else "today.fact.bare"
    return key, line[1]


def _rest(rest: Rest, because: tuple[str, ...]) -> Line:
    named = {"start": rest.start, "end": rest.end}
    line: Line = ("today.rest.now" if rest.now else "today.rest.next"), named
    cited = articles(because)
    return "today.rest.cited" if cited else "today.rest", {"sentence": line, "articles": cited}


def words_of_the_act(actor: Actor, result: Today) -> Reply:
    """Show what the act says about these days."""
    reasons = (*result.today.reasons, *result.tomorrow.reasons, *result.suspended)
    text = explaining.words_of_the_act(actor.policy, reasons, actor.locale)
    back = Button(label("today.back", actor.locale), pack("today", "show"))
    return Reply(text=text, rows=rows_of([back], [back_to_menu(actor.locale)]))
