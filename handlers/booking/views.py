"""The calendar as text and buttons, and what came of a request."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from types import MappingProxyType

from babel.dates import get_day_names

from handlers import explaining
from handlers.booking.actions import Submitted
from handlers.booking.judging import Judged
from handlers.booking.month import Cell, Mark, Month
from handlers.desk import Actor
from handlers.menu.views import back_to_menu, button
from handlers.presses import NOTHING, pack
from handlers.replies import Button, Reply, Rows, rows_of
from handlers.texts import Line, label, message
from rules.decision import Reason, Verdict

FURTHEST = timedelta(days=366)
"""How far ahead the calendar leads."""
SIGNS = MappingProxyType(
    {
        Mark.FREE: "",
        Mark.CHOSEN: "✅",
        Mark.CHOSEN_AM: "🌅",
        Mark.CHOSEN_PM: "🌇",
        Mark.BOOKED: "🏠",
        Mark.PENDING: "⏳",
        Mark.RECALLED: "🏢",
        Mark.CLOSED: "✶",
        Mark.NOT_WORKED: "–",
        Mark.REFUSED: "✕",
        Mark.ORDINARY: "❗",
        Mark.PAST: "·",
    }
)
"""What stands before the number of a day."""
EMPTY = Button("·", NOTHING)


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
    parts.append(("booking.legend", {"signs": _legend(month)}))
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


def _legend(month: Month) -> list[Line]:
    seen = {cell.mark for cell in month.cells}
    return [
        (f"booking.legend.{mark.value}", {"sign": sign})
        for mark, sign in SIGNS.items()
        if mark in seen and mark not in (Mark.FREE, Mark.PAST)
    ]


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
        _navigation(locale, month),
        _weekdays(locale),
        *_weeks(month.cells),
        send,
        [*clear, back_to_menu(locale)],
    )


def _navigation(locale: str, month: Month) -> list[Button]:
    before = (month.first - timedelta(days=1)).replace(day=1)
    after = (month.first + timedelta(days=31)).replace(day=1)
    title = Button(label("booking.month", locale, month=month.first), NOTHING)
    back = _to_month("booking.month.before", locale, before)
    ahead = _to_month("booking.month.after", locale, after)
    return [
        *([back] if month.first > month.today else []),
        title,
        *([ahead] if after <= month.today + FURTHEST else []),
    ]


def _to_month(key: str, locale: str, month: date) -> Button:
    return Button(label(key, locale, month=month), pack("booking", "month", month))


def _weekdays(locale: str) -> list[Button]:
    names = get_day_names("abbreviated", locale=locale)
    return [Button(names[day], NOTHING) for day in range(7)]


def _weeks(cells: Sequence[Cell]) -> list[list[Button]]:
    buttons = [EMPTY] * cells[0].day.weekday() + [_button(cell) for cell in cells]
    buttons += [EMPTY] * (-len(buttons) % 7)
    return [buttons[start : start + 7] for start in range(0, len(buttons), 7)]


def _button(cell: Cell) -> Button:
    words = f"{SIGNS[cell.mark]}{cell.day.day}"
    if cell.tap is None:
        return Button(words, pack("booking", "why", cell.day))
    return Button(words, pack("booking", "set", cell.day, cell.tap.value))


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
