"""What was understood of somebody's days, shown before anything is done."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from handlers.chat.day_buttons import take_back_button
from handlers.chat.day_lines import day_line, judged_line, open_points
from handlers.chat.features.booking.open_days import buttons_for
from handlers.chat.first_step_views import without_agreement
from handlers.chat.menu_views import back_to_menu, button
from handlers.chat.open_form import said_beside
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.booking.other_halves import OtherHalves
from handlers.desk.booking.wishes import Days, Held, Proposed
from handlers.desk.cases.first_step import FirstStep
from handlers.desk.cases.judging import Judged
from handlers.desk.context import Actor
from handlers.desk.presses import pack
from handlers.desk.requests.wording import day_of
from handlers.texts import Line, label, message
from storage.requests.bookings import Booking

IN_A_ROW = 2
TOMORROW = timedelta(days=1)


def proposed(actor: Actor, found: Proposed, step: FirstStep | None, today: date) -> Reply:
    """Show the days with their verdicts; the button sends those that can be asked for."""
    if found.no_agreement and step is not None:
        return without_agreement(actor, found.no_agreement, step)
    locale = actor.locale
    parts: list[Line] = []
    if found.held:
        held = [held_line(one, today) for one in found.held]
        parts.append(("booking.held", {"days": held}))
    if found.agreed:
        parts.append(("booking.held.agreed", {"days": found.agreed}))
    if found.judged:
        parts.append(("phrases.book", {"days": [judged_line(one) for one in found.judged]}))
    if found.halves:
        parts.append(
            ("booking.half_instead", {"days": [judged_line(one) for one in found.halves]})
        )
    if points := open_points((*found.judged, *found.halves)):
        parts.append(("booking.open_points", {"lines": points}))
    if found.other_mode is not None:
        parts.append(("phrases.book.other_mode", {"mode": found.other_mode}))
    send = [
        [Button(label("booking.send", locale, count=count), data)]
        for data, count in buttons_for(found.open_days)
    ]
    send += [[_half_button(one, locale)] for one in found.halves]
    calendar = Button(label("phrases.calendar", locale), pack("booking", "month", found.first))
    own = [] if found.judged else [button(actor, "booking", "days")]
    text = message("booking.calendar", locale, parts=parts)
    return Reply(text=text, rows=rows_of(*send, [calendar, *own], [back_to_menu(locale)]))


def _half_button(one: Judged, locale: str) -> Button:
    """Send half of a day that cannot be had whole."""
    ((data, _),) = buttons_for({one.day: one.half})
    return Button(label(f"booking.send.{one.half}", locale), data)


def with_the_way_to_a_half(
    actor: Actor, shown: Reply, held: Sequence[Booking], wanted: Days
) -> Reply:
    """Tell who wants only a half of a day held as a whole how it is had; offer the first step."""
    whole = [one for one in held if one.half is None and wanted.get(one.day) is not None]
    if not whole:
        return shown
    days = [(f"day.{wanted[one.day] or 'whole'}", {"day": one.day}) for one in whole]
    back = [take_back_button(one, actor.locale, wanted[one.day]) for one in whole]
    told = said_beside(shown, ("booking.only_a_half", {"days": days}), actor.locale)
    return replace(told, rows=(*rows_of(*([one] for one in back)), *told.rows))


def without_a_half(
    actor: Actor, shown: Reply, held: Sequence[Booking], halved: Collection[date]
) -> Reply:
    """Tell who wants half of a day taken back that the other half cannot be had by itself."""
    days = [day_of(one) for one in held if one.half is None and one.day in halved]
    if not days:
        return shown
    return said_beside(shown, ("booking.no_half_alone", {"days": days}), actor.locale)


def held_line(booking: Booking, today: date) -> Line:
    """Say that a day is had already, or asked for."""
    key = f"booking.held.{booking.state.value}.{booking.mode.value}"
    return key, {"day": near_line(booking, today)}


def near_line(booking: Booking, today: date) -> Line:
    """Say a day, and that it is today or tomorrow."""
    near = {today: "day.today", today + TOMORROW: "day.tomorrow"}.get(booking.day)
    said = day_of(booking)
    return said if near is None else (near, {"day": said})


def too_many(actor: Actor, count: int, most: int) -> Reply:
    """Tell that so many days do not go into one request."""
    text = message("phrases.book.too_many", actor.locale, count=count, most=most)
    return Reply(text=text, rows=rows_of([back_to_menu(actor.locale)]))


def choose_what_to_take_back(actor: Actor, held: Held) -> Reply:
    """Show what is held of the days named, each with the button that asks to take it back."""
    parts: list[Line] = []
    if held.bookings:
        lines: list[Line] = [
            (f"booking.days.{one.state.value}", {"day": day_of(one)}) for one in held.bookings
        ]
        parts.append(("phrases.cancel", {"days": lines}))
    if held.missing:
        parts.append(("phrases.cancel.none", {"days": held.missing}))
    return _with_take_back_buttons(actor, parts, held.bookings)


def coming_in(actor: Actor, said: Days, held: Held, rest: OtherHalves, today: date) -> Reply:
    """
    Show what is held of days on which somebody wants to come to the office.

    `said` are these days, or halves of them; `rest` is what there is of the other halves.
    """
    parts: list[Line] = []
    if held.bookings:
        lines: list[Line] = [
            (f"booking.days.{one.state.value}", {"day": day_of(one)}) for one in held.bookings
        ]
        parts.append(("booking.coming_in", {"days": lines}))
    already = [_part_of_day(day, said) for day in held.missing if day not in held.agreed]
    if already:
        parts.append(("booking.coming_in.already", {"days": already}))
    if held.agreed:
        parts.append(("booking.coming_in.agreed", {"days": held.agreed}))
    parts += _rest(rest, today)
    shown = _with_take_back_buttons(actor, parts, held.bookings)
    move = [button(actor, "changes", "open")] if held.agreed else []
    return replace(shown, rows=(*rows_of(*_send_buttons(actor, rest), move), *shown.rows))


def _part_of_day(day: date, said: Days) -> Line:
    return f"day.{said[day] or 'whole'}", {"day": day}


def _rest(rest: OtherHalves, today: date) -> list[Line]:
    """Say what is held of the other halves, and what can be asked for."""
    parts: list[Line] = []
    if rest.kept:
        parts.append(("booking.held", {"days": [held_line(one, today) for one in rest.kept]}))
    if rest.free:
        parts.append(("booking.other_half", {"days": [judged_line(one) for one in rest.free]}))
    if rest.after:
        parts.append(("booking.other_half.after", {"days": [day_line(one) for one in rest.after]}))
    return parts


def _send_buttons(actor: Actor, rest: OtherHalves) -> list[list[Button]]:
    days = {one.day: one.half for one in rest.free}
    return [
        [Button(label("booking.send", actor.locale, count=count), data)]
        for data, count in buttons_for(days)
    ]


def nothing_that_week(actor: Actor, monday: date) -> Reply:
    """Tell that no day of that week was booked."""
    text = message("booking.same_days.none", actor.locale, monday=monday)
    rows = rows_of([button(actor, "booking", "open")], [back_to_menu(actor.locale)])
    return Reply(text=text, rows=rows)


def _with_take_back_buttons(
    actor: Actor, parts: Sequence[Line], bookings: Sequence[Booking]
) -> Reply:
    locale = actor.locale
    buttons = [take_back_button(one, locale) for one in bookings]
    pairs = [buttons[n : n + IN_A_ROW] for n in range(0, len(buttons), IN_A_ROW)]
    rows = rows_of(*pairs, [button(actor, "booking", "days"), back_to_menu(locale)])
    return Reply(text=message("booking.calendar", locale, parts=parts), rows=rows)
