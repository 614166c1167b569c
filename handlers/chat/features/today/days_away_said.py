"""What holds on days away in general: overtime, vouchers, an hour off, clocking."""

from __future__ import annotations

from handlers.chat.act_words import with_words_of_the_act
from handlers.chat.asked import Asked
from handlers.chat.menu_views import back_to_menu, button
from handlers.chat.replies import Reply, rows_of
from handlers.desk.cases.first_step import hr_line, personnel_line
from handlers.desk.context import Actor, Desk
from handlers.desk.today.days_away import AwayInGeneral, in_general
from handlers.reading.meanings import DaysAway, OfDaysAway
from handlers.texts import Line, explaining, message
from rules.decision import Reason
from rules.reasons import ReasonCode

OVERTIME = (ReasonCode.OVERTIME, ReasonCode.NO_OVERTIME)
MEAL_VOUCHER = (ReasonCode.MEAL_VOUCHER, ReasonCode.NO_MEAL_VOUCHER)


def answer(desk: Desk, actor: Actor, _asked: Asked, meaning: DaysAway) -> Reply:
    """Tell what the act says, or that it says nothing, and who knows more."""
    found = in_general(desk, actor, meaning.mode)
    match meaning.about:
        case OfDaysAway.HOURS_OFF:
            return _hours_off(actor, found)
        case OfDaysAway.OVERTIME:
            return _effect(actor, found, "overtime", found.about(*OVERTIME))
        case OfDaysAway.MEAL_VOUCHER:
            return _vouchers(actor, found)
    return _effect(actor, found, "clocking", ())


def _effect(actor: Actor, found: AwayInGeneral, name: str, about: tuple[Reason, ...]) -> Reply:
    return _reply(actor, [_said(found, about) if about else _silent(found, name)], about)


def _vouchers(actor: Actor, found: AwayInGeneral) -> Reply:
    """Tell what act and contract say, and which later contract may change it."""
    about = found.about(*MEAL_VOUCHER)
    parts = [_said(found, about) if about else _silent(found, "meal_voucher")]
    if later := found.about(ReasonCode.LATER_ACT):
        parts.append(("days_away.later", {"reasons": explaining.lines(later)}))
    return _reply(actor, parts, about)


def _hours_off(actor: Actor, found: AwayInGeneral) -> Reply:
    """Tell when one must be within reach, and how hours off are had."""
    bands, relief = found.about(ReasonCode.CONTACT_BANDS), found.about(ReasonCode.RELIEVED)
    parts = [_said(found, bands)] if bands else []
    key = "days_away.hours_off" if relief else "days_away.hours_off.bare"
    parts.append((key, {"reasons": explaining.lines(relief)}))
    parts.append(("days_away.breaks", {"hr": personnel_line(actor, found.hr)}))
    shown = _reply(actor, parts, (*bands, *relief))
    return Reply(text=shown.text, rows=(*rows_of([button(actor, "permits", "open")]), *shown.rows))


def _said(found: AwayInGeneral, about: tuple[Reason, ...]) -> Line:
    return "days_away.said", {"mode": found.mode, "reasons": explaining.lines(about)}


def _silent(found: AwayInGeneral, name: str) -> Line:
    return f"days_away.silent.{name}", {"mode": found.mode, "hr": hr_line(found.hr)}


def _reply(actor: Actor, parts: list[Line], about: tuple[Reason, ...]) -> Reply:
    rows = rows_of([button(actor, "today", "show"), back_to_menu(actor.locale)])
    shown = Reply(text=message("booking.calendar", actor.locale, parts=parts), rows=rows)
    return with_words_of_the_act(actor, shown, about)
