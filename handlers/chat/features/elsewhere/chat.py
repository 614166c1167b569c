"""Sickness, leave, strikes, overtime and the like: where that is told."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.day_buttons import take_back_button
from handlers.chat.feature import Feature
from handlers.chat.menu_views import back_to_menu, button
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.cases.first_step import personnel_line
from handlers.desk.context import Actor, Desk
from handlers.desk.elsewhere.told import look
from handlers.desk.presses import pack
from handlers.desk.requests.wording import day_of
from handlers.reading.meanings import Elsewhere, Matter
from handlers.texts import Line, explaining, label, message
from storage.tables import Role

KEEPS_FROM_WORK = frozenset(
    {
        *(Matter.SICKNESS, Matter.LEAVE, Matter.FAMILY_LEAVE, Matter.STRIKE, Matter.ACCIDENT),
        Matter.DUTY,
    }
)
"""Matters for which a day that is booked is not worked from home."""
KEPT_BY_HR = frozenset({Matter.AGREEMENTS, Matter.BALANCES, Matter.LINKS})
"""What the personnel office itself looks up."""
OF_OTHERS = frozenset({Matter.SICKNESS, Matter.LEAVE})
"""Matters of which managers write as well: `Anna è malata`."""


def tell_where(desk: Desk, actor: Actor, _asked: Asked, meaning: Elsewhere) -> Reply:
    """Tell where it is told, by name where there is one, and what becomes of a booked day."""
    found = look(desk, actor, meaning.day)
    locale = actor.locale
    whose = ".other" if meaning.other and meaning.matter in OF_OTHERS else ""
    if meaning.matter in KEPT_BY_HR and Role.HR in actor.roles:
        whose = ".hr"  # who keeps them is not sent to themselves
    if meaning.matter is Matter.HANDING and not actor.approves:
        whose = ".own"
    hr = personnel_line(actor, found.hr)
    parts: list[Line] = [(f"elsewhere.{meaning.matter.value}{whose}", {"hr": hr})]
    booked = found.booked if meaning.matter in KEEPS_FROM_WORK and not meaning.other else ()
    parts += [(f"elsewhere.booked.{one.state.value}", {"day": day_of(one)}) for one in booked]
    if meaning.matter is Matter.OVERTIME and found.overtime:
        lines = explaining.lines(found.overtime)
        day = meaning.day or desk.today()
        parts.append(("elsewhere.of_the_day", {"day": day, "reasons": lines}))
    text = message("booking.calendar", locale, parts=parts)
    also = _also(actor, meaning.matter)
    own = [] if actor.person.is_elected else [button(actor, "booking", "days")]
    back = [take_back_button(one, locale) for one in booked]
    return Reply(text=text, rows=rows_of(back, also, [*own, back_to_menu(locale)]))


def _also(actor: Actor, matter: Matter) -> list[Button]:
    """Offer what can be done here all the same."""
    if matter is Matter.BALANCES and Role.HR in actor.roles:
        return [Button(label("permits.staff", actor.locale), pack("permits", "staff"))]
    if matter is Matter.ASKING:
        return [button(actor, "contacts", "open"), button(actor, "team", "open")]
    if matter is Matter.HANDING and actor.approves:
        held = [button(actor, "delegations", "show")] if actor.held else []
        return [button(actor, "approvals", "list"), *held]
    return _may_be_asked_for(actor) if matter is Matter.CHILD_SICK else []


def _may_be_asked_for(actor: Actor) -> list[Button]:
    """Offer what can be asked for here by who stays with a child who is ill."""
    if actor.person.is_elected:
        return []
    return [button(actor, "permits", "open"), button(actor, "booking", "open")]


FEATURE = Feature(name="elsewhere", meanings={Elsewhere: tell_where})
