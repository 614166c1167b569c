"""Moving a day, as text and buttons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from handlers.chat import calendar as grid
from handlers.chat.day_lines import day_line
from handlers.chat.menu_views import back_to_menu, button
from handlers.chat.people_picker import picker
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.cases.month import Cell, Mark
from handlers.desk.cases.moves import By
from handlers.desk.cases.reaching import said_of
from handlers.desk.changes import by_manager
from handlers.desk.changes.actions import Asked, Choice, MoveCame, Offer, Target
from handlers.desk.changes.by_manager import Changed
from handlers.desk.changes.sources import Source
from handlers.desk.context import Actor
from handlers.desk.forms.standing import StandingForm
from handlers.desk.presses import pack
from handlers.desk.requests.wording import discreet
from handlers.texts import Line, explaining, label, message
from rules.decision import Reason, Verdict
from rules.facts import Half
from storage.people.people import Person
from storage.tables import RequestState

LISTED = 40
"""Days in one list; those after them come up as these go by."""
HALVES = (Half.AM, Half.PM)


def offer(actor: Actor, found: Offer) -> Reply:
    """List the days that can be moved, a button for each."""
    locale = actor.locale
    own = found.owner.id == actor.id
    key = "changes.offer" if own else "changes.offer.other"
    if not found.sources:
        key = f"{key}.none"
    buttons = [_source_button(source, locale) for source in found.sources[:LISTED]]
    pairs = [buttons[start : start + 2] for start in range(0, len(buttons), 2)]
    text = message(key, locale, name=found.owner.name)
    return Reply(text=text, rows=rows_of(*pairs, _others(actor), [back_to_menu(locale)]))


def _others(actor: Actor) -> list[Button]:
    if not actor.approves:
        return []
    return [Button(label("changes.people.open", actor.locale), pack("changes", "people", 0))]


def people(actor: Actor, found: Sequence[Person], page: int) -> Reply:
    """List whose days this person may move, some on a page."""
    rows = picker(
        actor,
        found,
        page=page,
        pick=lambda person: pack("changes", "of", person.id),
        turn=lambda to: pack("changes", "people", to),
    )
    text = message("changes.people" if found else "changes.people.none", actor.locale)
    return Reply(text=text, rows=rows_of(*rows, [back_to_menu(actor.locale)]))


def _source_button(source: Source, locale: str) -> Button:
    sign = "⏳" if source.booking and source.booking.state.value == "pending" else "🏠"
    key = f"changes.source.{source.slot.half or 'whole'}"
    words = label(key, locale, sign=sign, day=source.slot.day)
    return Button(words, pack("changes", "from", source.token))


def choice(actor: Actor, found: Choice) -> Reply:
    """Show the month to which the day may go."""
    locale, token = actor.locale, found.source.token

    def turn(month: date) -> str:
        return pack("changes", "month", token, month)

    def tap(cell: Cell) -> str:
        return pack("changes", "to", token, cell.day)

    key = "changes.choice" if found.by is By.EMPLOYEE else "changes.choice.other"
    parts: list[Line] = [
        (key, {"day": found.source.line, "name": found.owner.name}),
        ("booking.legend", {"signs": _legend([*found.cells, *found.beneath])}),
    ]
    days = grid.booking_month(
        locale, found.cells, beneath=found.beneath, today=found.today, tap=tap, turn=turn
    )
    rows = rows_of(
        *days,
        [_to_office(found, locale)] if found.by is By.MANAGER else [],
        [_back_to_list(actor, found), back_to_menu(locale)],
    )
    return Reply(text=message("booking.calendar", locale, parts=parts), rows=rows)


def _legend(cells: Sequence[Cell]) -> list[Line]:
    return [line for line in grid.legend(cells) if line[1]["sign"] != grid.SIGNS[Mark.CHOSEN]]


def _to_office(found: Choice, locale: str) -> Button:
    words = label("changes.to_office", locale)
    day = found.source.slot.day
    return Button(words, pack("recalls", "for", found.owner.id, day))


def _back_to_list(actor: Actor, found: Choice) -> Button:
    words = label("changes.back.days", actor.locale)
    if found.by is By.EMPLOYEE:
        return Button(words, pack("changes", "open"))
    return Button(words, pack("changes", "of", found.owner.id))


def target(actor: Actor, found: Target) -> Reply:
    """Show what the rules say about the new day, and how to go on."""
    locale, judged = actor.locale, found.judged
    verdict = judged.decision.verdict or Verdict.ALLOWED
    named = {
        "old": found.source.line,
        "new": day_line(judged),
        "name": found.owner.name,
        "reasons": explaining.lines(reasons_of(found)),
    }
    text = message(_target_key(found, verdict), locale, **named)
    args = _args(found)
    why = Button(label("explaining.why", locale), pack("changes", "act", *args))
    back = Button(
        label("changes.back.calendar", locale),
        pack("changes", "month", found.source.token, judged.day.replace(day=1)),
    )
    rows = rows_of(_halves(found, locale), _go(found, locale), [why, back])
    return Reply(text=text, rows=rows)


def _target_key(found: Target, verdict: Verdict) -> str:
    """Say of a day that only waits that it goes on waiting: nothing holds yet."""
    key = f"changes.target.{found.by.value}.{verdict.value}"
    by_themselves = found.by is By.EMPLOYEE and verdict is not Verdict.REFUSED
    return f"{key}.waiting" if by_themselves and _only_waits(found) else key


def _only_waits(found: Target) -> bool:
    booking = found.source.booking
    return booking is not None and booking.state is RequestState.PENDING


def reasons_of(found: Target) -> Sequence[Reason]:
    """Give what stands in the way, or else what speaks for it."""
    decision = found.judged.decision
    return _for_who_moves(found, decision.obstacles if found.judged.refused else decision.reasons)


def _for_who_moves(found: Target, reasons: Sequence[Reason]) -> Sequence[Reason]:
    """Leave out, of somebody else's day, what would tell of their health or family."""
    return reasons if found.by is By.EMPLOYEE else discreet(reasons)


def _args(found: Target) -> tuple[str | date, ...]:
    return found.source.token, found.judged.day, found.judged.half or "whole"


def _halves(found: Target, locale: str) -> list[Button]:
    if not found.halves:
        return []
    token, day = found.source.token, found.judged.day
    others = [half for half in HALVES if half is not found.judged.half]
    return [
        Button(label(f"changes.half.{half}", locale), pack("changes", "to", token, day, half))
        for half in others
    ]


def _go(found: Target, locale: str) -> list[Button]:
    if found.judged.refused:
        return []
    verb = "send" if found.by is By.EMPLOYEE else "change"
    return [Button(label(f"changes.{verb}", locale), pack("changes", verb, *_args(found)))]


def words_of_the_act(actor: Actor, found: Target) -> Reply:
    """Show what the act says about the move."""
    reasons = _for_who_moves(found, found.judged.decision.reasons)
    text = explaining.words_of_the_act(actor.policy, reasons, actor.locale)
    back = Button(label("changes.back.answer", actor.locale), pack("changes", "to", *_args(found)))
    return Reply(text=text, rows=rows_of([back], [back_to_menu(actor.locale)]))


def asked(actor: Actor, result: Asked) -> Reply:
    """Tell what came of asking."""
    locale, found = actor.locale, result.target
    if result.came is MoveCame.REFUSED:
        return target(actor, found)
    days = rows_of([button(actor, "booking", "days")], [back_to_menu(locale)])
    named = {"old": found.source.line, "new": day_line(found.judged)}
    if result.came is MoveCame.WAITS_ALREADY and result.booking is not None:
        waiting = f"day.{result.booking.half or 'whole'}", {"day": result.booking.day}
        text = message("changes.waits_already", locale, old=named["old"], new=waiting)
        return Reply(text=text, rows=days)
    key = "changes.asked" if result.to else "changes.asked.nobody"
    if _only_waits(found):
        key = f"{key}.waiting"
    if result.came is MoveCame.DONE:
        key = "changes.done"
    text = message(key, locale, **said_of(result.to), **named)
    return Reply(text=text, rows=days)


def nothing_that_day(actor: Actor, day: date) -> Reply:
    """Tell that the person holds nothing on that day, and what they do hold."""
    rows = rows_of([button(actor, "booking", "days")], [back_to_menu(actor.locale)])
    return Reply(text=message("changes.nothing_that_day", actor.locale, day=day), rows=rows)


def motive_line(form: StandingForm) -> Line:
    """Ask the manager for the reason, in their own words."""
    return "changes.motive", _lines(form)


def motive_said(form: StandingForm) -> Line:
    """Say what the reason is for."""
    return "changes.motive.said", _lines(form)


def motive_left(form: StandingForm) -> Line:
    """Tell that the day stays where it is."""
    named = _lines(form)
    return "changes.left", {"name": named["name"], "day": named["old"]}


def _lines(form: StandingForm) -> dict[str, Any]:
    return {name: form.values[name] for name in ("name", "old", "new")}


def changed(actor: Actor, result: Changed) -> Reply:
    """Tell the manager what came of the change, and when the person reads of it."""
    locale, found = actor.locale, result.target
    if result.came is by_manager.ManagerMoveCame.REFUSED:
        return target(actor, found)
    named = {"name": found.owner.name, "old": found.source.line, "new": day_line(found.judged)}
    parts: list[Line] = [("changes.changed", named)]
    if result.reaches is not None:
        parts.append(("changes.reaches", {"when": result.reaches}))
    text = message("booking.calendar", locale, parts=parts)
    return Reply(text=text, rows=rows_of([back_to_menu(locale)]))
