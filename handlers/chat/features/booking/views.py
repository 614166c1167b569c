"""The calendar as text and buttons, and what came of a request."""

from __future__ import annotations

from datetime import date

from handlers.chat import calendar as grid
from handlers.chat.day_lines import explained, judged_line
from handlers.chat.features.booking.said_views import held_line
from handlers.chat.menu_views import back_to_menu, button
from handlers.chat.replies import Button, Reply, Rows, rows_of
from handlers.desk.booking.actions import Submitted
from handlers.desk.cases.month import Cell, Month
from handlers.desk.cases.reaching import Reaching, reaching_line
from handlers.desk.context import Actor
from handlers.desk.presses import pack
from handlers.texts import Line, articles, explaining, label, line_of, message
from rules.decision import Reason

SHORT = 200
"""Characters that Telegram shows over the chat after a press."""


def calendar(actor: Actor, month: Month) -> Reply:
    """Show what is ticked with its verdicts, the day tapped, the legend, the days of a month."""
    title = "booking.calendar.title.halves" if month.halves else "booking.calendar.title"
    parts: list[Line] = [(title, {"month": month.first})]
    if month.chosen:
        days = [judged_line(judged) for judged in month.chosen]
        parts.append(("booking.calendar.chosen", {"days": days}))
    if month.focus is not None:
        parts.append(explained(month.focus))
    if month.agreed is not None:
        parts.append(_agreed(month.agreed))
    parts.append(("booking.legend", {"signs": grid.legend([*month.cells, *month.beneath])}))
    text = message("booking.calendar", actor.locale, parts=parts)
    return Reply(text=text, rows=_rows(actor.locale, month))


def answer_in_short(actor: Actor, month: Month) -> str:
    """Say in the word over the chat why the day tapped is not asked for; empty if it can be."""
    if month.agreed is not None:
        key, named = _agreed(month.agreed)
        return label(key, actor.locale, **named)
    if month.focus is None or not month.focus.refused:
        return ""
    reasons = [_in_short(one) for one in month.focus.decision.obstacles]
    named = {"day": month.focus.day, "reasons": reasons}
    words = label("booking.refused", actor.locale, **named)
    return words if len(words) <= SHORT else f"{words[: SHORT - 1]}…"


def _agreed(day: date) -> Line:
    return "booking.held.agreed", {"days": [day]}


def _in_short(reason: Reason) -> Line:
    named = {"sentence": line_of(reason), "articles": articles(reason.articles)}
    return f"booking.refused.reason{'' if reason.articles else '.bare'}", named


def words_of_the_act(actor: Actor, month: Month) -> Reply:
    """Show what the act says about the day in focus."""
    reasons = month.focus.decision.reasons if month.focus else ()
    text = explaining.words_of_the_act(actor.policy, reasons, actor.locale)
    words = label("booking.back", actor.locale)
    back = Button(words, pack("booking", "month", month.first))
    return Reply(text=text, rows=rows_of([back], [back_to_menu(actor.locale)]))


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
        data = pack("booking", "act", month.focus.day, *_top(month, month.focus.day))
        why = [Button(label("explaining.why", locale), data)]
    days = grid.booking_month(
        locale,
        month.cells,
        beneath=month.beneath,
        today=month.today,
        tap=lambda cell: _tap(month, cell),
        turn=_to_month,
    )
    return rows_of(
        send,
        why,
        *days,
        [Button(label("booking.repeat", locale), pack("patterns", "new"))],
        [*clear, back_to_menu(locale)],
    )


def _to_month(month: date) -> str:
    return pack("booking", "month", month)


def _tap(month: Month, cell: Cell) -> str:
    top = _top(month, cell.day)
    if cell.tap is None:
        return pack("booking", "why", cell.day, *top)
    return pack("booking", "set", cell.day, cell.tap.value, *top)


def _top(month: Month, day: date) -> list[date]:
    """Name the month on top for a day beneath it: the answer shows the same two months again."""
    return [] if day.replace(day=1) == month.first else [month.first]


def submitted(actor: Actor, result: Submitted, *, today: date) -> Reply:
    """Tell what was asked for and of whom, and what was not, with the reasons."""
    locale = actor.locale
    sent = [judged_line(judged) for judged in result.judged if not judged.refused]
    kept = [judged_line(judged) for judged in result.judged if judged.refused]
    parts: list[Line] = []
    if sent:
        parts.append(_sent(result.to, sent))
    if result.held:
        held = [held_line(one, today) for one in result.held]
        parts.append(("booking.held", {"days": held}))
    if result.agreed:
        parts.append(("booking.held.agreed", {"days": result.agreed}))
    if kept:
        parts.append(("booking.not_sent", {"days": kept}))
    rows = rows_of([button(actor, "booking", "days")], [back_to_menu(locale)])
    return Reply(text=message("booking.calendar", locale, parts=parts), rows=rows)


def _sent(to: Reaching | None, days: list[Line]) -> Line:
    """Tell what became of a request: it is not sent to whom nothing reaches."""
    if to is None:
        return "booking.sent.nobody", {"days": days}
    key = "booking.sent" if to.arrives else "booking.sent.unreached"
    named = {"approver": to.person.name, "days": days}
    return key, {**named, "reaching": reaching_line(to)}
