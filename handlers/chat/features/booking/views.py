"""The calendar as text and buttons, and what came of a request."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.chat import calendar as grid
from handlers.chat.menu_views import back_to_menu, button
from handlers.chat.replies import Button, Reply, Rows, rows_of
from handlers.desk.booking.actions import Submitted
from handlers.desk.cases.judging import Judged
from handlers.desk.cases.month import Cell, Month
from handlers.desk.context import Actor
from handlers.desk.presses import pack
from handlers.texts import Line, explaining, label, message
from rules.decision import Reason, Verdict


def calendar(actor: Actor, month: Month) -> Reply:
    """Show a month: what is ticked with its verdicts, the day tapped, the legend, the days."""
    if month.no_agreement:
        return no_agreement(actor, month.no_agreement)
    title = "booking.calendar.title.halves" if month.halves else "booking.calendar.title"
    parts: list[Line] = [(title, {"month": month.first})]
    if month.chosen:
        days = [judged_line(judged) for judged in month.chosen]
        parts.append(("booking.calendar.chosen", {"days": days}))
    if month.focus is not None:
        parts.append(explained(month.focus))
    parts.append(("booking.legend", {"signs": grid.legend(month.cells)}))
    text = message("booking.calendar", actor.locale, parts=parts)
    return Reply(text=text, rows=_rows(actor.locale, month))


def words_of_the_act(actor: Actor, month: Month) -> Reply:
    """Show what the act says about the day in focus."""
    reasons = month.focus.decision.reasons if month.focus else ()
    text = explaining.words_of_the_act(actor.policy, reasons, actor.locale)
    words = label("booking.back", actor.locale)
    back = Button(words, pack("booking", "month", month.first))
    return Reply(text=text, rows=rows_of([back], [back_to_menu(actor.locale)]))


def judged_line(judged: Judged) -> Line:
    """Say one day with its verdict; what stands in the way with its article."""
    verdict = judged.decision.verdict or Verdict.ALLOWED
    return f"booking.judged.{verdict.value}", {
        "day": day_line(judged),
        "reasons": explaining.lines(judged.decision.obstacles),
    }


def day_line(judged: Judged) -> Line:
    """Say a day, and which half of it."""
    return f"day.{judged.half or 'whole'}", {"day": judged.day}


def explained(judged: Judged) -> Line:
    """Say everything that the rules have to say about a day."""
    reasons = judged.decision.obstacles or judged.decision.reasons
    return "booking.explained", {"day": day_line(judged), "reasons": explaining.lines(reasons)}


def no_agreement(actor: Actor, reasons: Sequence[Reason]) -> Reply:
    """Tell somebody without an agreement that nothing can be booked, and what to do first."""
    text = message("booking.no_agreement", actor.locale, reasons=explaining.lines(reasons))
    rows = rows_of([button(actor, "eligibility", "show")], [back_to_menu(actor.locale)])
    return Reply(text=text, rows=rows)


def _rows(locale: str, month: Month) -> Rows:
    send: list[Button] = []
    if any(not judged.refused for judged in month.chosen):
        words = label("booking.send", locale, count=len(month.chosen))
        send = [Button(words, pack("booking", "submit", month.digest))]
    clear: list[Button] = []
    if month.chosen:
        clear = [Button(label("booking.clear", locale), pack("booking", "clear", month.first))]
    why: list[Button] = []
    if month.focus is not None:
        why = [Button(label("explaining.why", locale), pack("booking", "act", month.focus.day))]
    return rows_of(
        why,
        *grid.booking_month(locale, month.cells, today=month.today, tap=_tap, turn=_to_month),
        send,
        [Button(label("booking.repeat", locale), pack("patterns", "new"))],
        [*clear, back_to_menu(locale)],
    )


def _to_month(month: date) -> str:
    return pack("booking", "month", month)


def _tap(cell: Cell) -> str:
    if cell.tap is None:
        return pack("booking", "why", cell.day)
    return pack("booking", "set", cell.day, cell.tap.value)


def submitted(actor: Actor, result: Submitted) -> Reply:
    """Tell what was asked for and of whom, and what was not, with the reasons."""
    locale = actor.locale
    sent = [judged_line(judged) for judged in result.judged if not judged.refused]
    kept = [judged_line(judged) for judged in result.judged if judged.refused]
    parts: list[Line] = []
    if sent:
        key = "booking.sent" if result.approver_name else "booking.sent.nobody"
        parts.append((key, {"approver": result.approver_name or "", "days": sent}))
    if kept:
        parts.append(("booking.not_sent", {"days": kept}))
    rows = rows_of([button(actor, "booking", "days")], [back_to_menu(locale)])
    return Reply(text=message("booking.calendar", locale, parts=parts), rows=rows)
