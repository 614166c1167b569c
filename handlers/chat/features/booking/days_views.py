"""The list of days, with what is left and buttons to take one back."""

from __future__ import annotations

from handlers.chat.day_buttons import take_back_button
from handlers.chat.menu_views import back_to_menu, button
from handlers.chat.open_form import said_beside
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.booking.days import Overview
from handlers.desk.cases.pattern_wording import pattern_line
from handlers.desk.context import Actor
from handlers.desk.presses import pack
from handlers.desk.requests.kinds.known import kind_of
from handlers.desk.requests.taking_back import TakenBack, Took
from handlers.desk.requests.wording import day_of, slot_line
from handlers.texts import Line, articles, explaining, label, message
from handlers.texts.reasons import period_of
from rules.decision import Reason
from rules.facts import Half, Period
from storage.requests.bookings import Booking
from storage.requests.recalls import Recall
from storage.tables import RequestState

LISTED = 40
"""Days in one message; those after them come up as these go by."""


def days(actor: Actor, overview: Overview) -> Reply:
    """Show days to come and quotas, with a button to take each day back."""
    locale = actor.locale
    shown = overview.held[:LISTED]
    lines = [_day(booking) for booking in shown] or [("booking.days.none", {})]
    parts: list[Line] = [("booking.days", {"days": lines})]
    if overview.recalled:
        called = [_called(recall) for recall in overview.recalled]
        parts.append(("recalls.days_called", {"days": called}))
    parts += [("booking.patterns", {"pattern": pattern_line(one)}) for one in overview.patterns]
    if overview.quotas:
        parts.append(("booking.quotas", {"quotas": _quotas(overview)}))
    buttons = [take_back_button(booking, locale) for booking in shown]
    pairs = [buttons[start : start + 2] for start in range(0, len(buttons), 2)]
    confirm = [_confirm(one, locale) for one in overview.recalled if not one.confirmed]
    repeated = [button(actor, "changes", "open"), button(actor, "patterns", "open")]
    last = [button(actor, "booking", "open"), back_to_menu(locale)]
    rows = rows_of(*([one] for one in confirm), *pairs, repeated, last)
    return Reply(text=message("booking.calendar", locale, parts=parts), rows=rows)


def _called(recall: Recall) -> Line:
    kept = "free" if recall.given_back else "lost"
    return f"recalls.days_called.{recall.state.value}.{kept}", {"day": recall.day}


def _confirm(recall: Recall, locale: str) -> Button:
    words = label("recalls.button.confirm", locale, day=recall.day)
    return Button(words, pack("recalls", "ok", recall.id))


def _day(booking: Booking) -> Line:
    waits = booking.state is RequestState.PENDING
    day = day_of(booking) if waits else slot_line(booking.slot)
    return f"booking.days.{booking.state.value}", {"day": day}


def _quotas(overview: Overview) -> list[Line]:
    """Say what is left of each quota, and of a week in which no day can be had, why."""
    lines: list[Line] = []
    for reason in overview.quotas:
        lines.append(_quota(reason))
        barred = overview.barred.get(reason.figures["start"], ())
        if barred and reason.figures["per"] is Period.WEEK:
            lines += [("booking.quota.barred", {}), *explaining.lines_beneath(barred)]
    return lines


def _quota(reason: Reason) -> Line:
    figures = reason.figures
    left = max(0, figures["max_days"] - figures["booked"])
    named = {"booked": figures["booked"], "max_days": figures["max_days"], "left": left}
    cited = {"articles": articles(reason.articles), **period_of(figures)}
    return "booking.quota" if reason.articles else "booking.quota.bare", {**named, **cited}


def ask_to_take_back(actor: Actor, booking: Booking, half: Half | None = None) -> Reply:
    """Ask once more before a day is taken back; tell what half of it is shown after that."""
    wanted = () if half is None else (half.value,)
    yes = label("booking.take_back.yes", actor.locale)
    no = label("booking.take_back.no", actor.locale)
    rows = rows_of(
        [Button(yes, pack("booking", "drop", booking.id, booking.version, *wanted))],
        [Button(no, pack("booking", "days"))],
    )
    text = message(
        f"booking.take_back.ask.{booking.state.value}", actor.locale, day=day_of(booking)
    )
    reply = Reply(text=text, rows=rows)
    if half is None:
        return reply
    then: Line = (f"day.{half.value}", {"day": booking.day})
    return said_beside(reply, ("booking.only_a_half.next", {"day": then}), actor.locale)


TOASTS = {
    Took.DONE: "booking.took.done",
    Took.TOO_LATE: "booking.took.past",
    Took.CHANGED: "booking.took.changed",
}


def toast_of(actor: Actor, result: TakenBack) -> str:
    """Say in a word what came of it."""
    day = kind_of(result.request).said([result.request])
    return label(TOASTS[result.came], actor.locale, day=day)
