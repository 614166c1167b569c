"""The reports of the last periods as a list with buttons."""

from __future__ import annotations

from handlers.chat.menu_views import back_to_menu
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.context import Actor
from handlers.desk.presses import pack
from handlers.desk.reports.actions import Overview, Report
from handlers.texts import Line, articles, label, line_of, message


def overview(actor: Actor, found: Overview) -> Reply:
    """List what is due, with a button each, and what was handed in."""
    locale = actor.locale
    back = [back_to_menu(locale)]
    if not found.reports:
        key = "reports.nothing" if found.wanted else "reports.not_wanted"
        return Reply(text=message(key, locale), rows=rows_of(back))
    buttons = [[_button(actor, one)] for one in found.reports if one.handed_in_at is None]
    text = message("reports", locale, reports=[_line(one) for one in found.reports])
    return Reply(text=text, rows=rows_of(*buttons, back))


def _line(report: Report) -> Line:
    named = {
        "sentence": line_of(report.reason),
        "articles": articles(report.reason.articles),
        "when": report.handed_in_at,
    }
    return ("reports.due" if report.handed_in_at is None else "reports.done"), named


def _button(actor: Actor, report: Report) -> Button:
    figures = report.reason.figures
    named = {"first": figures["first_day"], "last": figures["last_day"]}
    return Button(
        label("reports.button.done.of", actor.locale, **named),
        pack("reports", "mark", report.first_day),
    )


def toast(actor: Actor, *, noted: bool) -> str:
    """Say in a word that it is noted, or was."""
    return label("reports.toast.noted" if noted else "reports.toast.again", actor.locale)
