"""The agreement in a few lines."""

from __future__ import annotations

from handlers.chat.act_words import with_words_of_the_act
from handlers.chat.menu_views import back_to_menu, button
from handlers.chat.replies import Reply, rows_of
from handlers.desk.agreement.terms import A_JUST_CAUSE, A_MOTIVE, Terms
from handlers.desk.cases.first_step import FirstStep, whole_step_line
from handlers.desk.context import Actor
from handlers.texts import Line, articles, explaining, line_of, message
from rules.decision import Reason
from rules.facts import Agreement, Scheme

LEAVING = {
    None: "agreement.ends.leaving",
    A_MOTIVE: "agreement.ends.leaving.motive",
    A_JUST_CAUSE: "agreement.ends.leaving.just_cause",
}
"""How it is said that somebody may leave, by what they must give for it."""


def terms(actor: Actor, found: Terms) -> Reply:
    """Show mode, days, bands, how long it holds, what comes after and how to leave it."""
    agreement, locale = found.agreement, actor.locale
    parts: list[Line] = [
        ("agreement.title", {"mode": agreement.mode, "span": _span(found)}),
        ("agreement.lines", {"lines": _lines(found)}),
    ]
    ends = _ends(found)
    if ends:
        parts.append(("agreement.ends", {"lines": ends}))
    rows = rows_of([button(actor, "booking", "days")], [back_to_menu(locale)])
    shown = Reply(text=message("booking.calendar", locale, parts=parts), rows=rows)
    reasons = (*found.expiry.reasons, *found.leaving.reasons) if found.in_force else ()
    paused = (found.suspension,) if found.suspension is not None else ()
    return with_words_of_the_act(actor, shown, (*reasons, *paused))


def none(actor: Actor, step: FirstStep) -> Reply:
    """Tell somebody without an agreement what to do first."""
    text = message("agreement.none", actor.locale, step=whole_step_line(step))
    rows = rows_of([button(actor, "eligibility", "show")], [back_to_menu(actor.locale)])
    return Reply(text=text, rows=rows)


def _span(found: Terms) -> Line:
    agreement = found.agreement
    named = {"first": agreement.first_day, "last": agreement.last_day}
    end = "open" if agreement.last_day is None else "fixed"
    return f"agreement.span.{end}.{'now' if found.in_force else 'not_now'}", named


def _lines(found: Terms) -> list[Line]:
    lines = [_scheme(found.agreement)]
    if found.bands:
        lines.append(("agreement.bands", {"bands": found.bands}))
    if found.agreement.disconnection is not None:
        lines.append(("agreement.disconnection", {"band": found.agreement.disconnection}))
    if found.agreement.presence_per_week is not None:
        lines.append(("agreement.presence", {"days": found.agreement.presence_per_week}))
    if found.agreement.motive:
        lines.append(("agreement.motive", {"motive": found.agreement.motive}))
    if found.suspension is not None:
        lines.append(_suspended(found.suspension))
    return lines


def _suspended(reason: Reason) -> Line:
    """Say since when or from when it is suspended, and until when."""
    end = "open" if reason.figures["last_day"] is None else "fixed"
    cited = articles(reason.articles)
    named = {"first": reason.figures["first_day"], "last": reason.figures["last_day"]}
    line: Line = (f"agreement.suspended.{end}", named)
    key = "agreement.suspended.cited" if cited else "agreement.suspended"
    return key, {"sentence": line, "articles": cited}


def _ends(found: Terms) -> list[Line]:
    """Say what ends it; whether it will be extended is not for the desk to say."""
    if not found.in_force:
        return []
    last = found.agreement.last_day
    cited = articles(found.expiry.because)
    fixed: list[Line] = [("agreement.ends.fixed", {"last": last, "articles": cited})]
    key = LEAVING[found.cause]
    leaving: list[Line] = [
        (key, {"sentence": line_of(one), "articles": articles(one.articles)})
        for one in found.leaving.reasons
    ]
    leaving += explaining.readings(found.leaving.reasons)
    fixed += explaining.readings(found.expiry.reasons)
    if found.silence is not None:
        by, silent = found.silence.figures["reply_by"], articles(found.silence.articles)
        fixed.append(("agreement.ends.silence", {"reply_by": by, "articles": silent}))
    if found.waived is not None:
        leaving.append(("agreement.ends.waived", {"effective": found.waived}))
    return [*(fixed if last is not None else []), *leaving]


def _scheme(agreement: Agreement) -> Line:
    scheme = agreement.scheme or Scheme()
    if scheme.weekdays:
        return "agreement.scheme.weekdays", {"weekdays": sorted(scheme.weekdays)}
    if scheme.per is None:
        return "agreement.scheme.none", {}
    return f"agreement.scheme.{scheme.per.value}", {"days": scheme.days}
