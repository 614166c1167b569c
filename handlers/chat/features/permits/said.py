"""Permits as somebody said them, and what is left of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from handlers.chat.asked import Answering, Asked
from handlers.chat.feature import Again
from handlers.chat.features.permits import of_others_said, own_said, own_views
from handlers.chat.features.permits.opening import open_with
from handlers.chat.guards import meant_by_employees
from handlers.chat.open_form import said_beside
from handlers.chat.replies import Reply
from handlers.chat.understanding import workdays_of_actor
from handlers.desk.context import Actor, Desk
from handlers.desk.permits import actions, own
from handlers.desk.permits.day_edges import edges_of
from handlers.desk.permits.drafts import PERMIT
from handlers.desk.presses import Press, StalePressError, pack
from handlers.reading.meanings import (
    AskBack,
    Edge,
    Elsewhere,
    HoursOf,
    Matter,
    OwnPermits,
    Permit,
    PermitsLeft,
    Question,
)
from handlers.reading.taken import span
from handlers.texts import Line
from rules.facts import MINUTES_OF_A_DAY, PERMIT_KINDS, Half
from rules.permit_balances import Balance

NOT_SAID = "-"
LEFT: Line = ("form.left", {"form": (f"form.name.{PERMIT.name}", {})})
WHOLE = "whole"
"""Behind all else, where a whole day was said; the buttons of before have nothing there."""


def ask_for(desk: Desk, actor: Actor, _asked: Asked, meaning: Permit) -> Reply:
    """Show the permit with all that was said; the form asks for the rest, and for a press."""
    permit = _within_the_day(desk, actor, meaning)
    workdays = workdays_of_actor(desk, actor)
    return open_with(
        desk,
        actor,
        kind=permit.kind,
        day=permit.day,
        half=permit.half,
        start=permit.start,
        minutes=permit.minutes,
        days=_days(permit, workdays),
        event=permit.event,
        until_end=_lasts_until_the_end(permit),
    )


def _lasts_until_the_end(permit: Permit) -> bool:
    """Tell whether somebody leaves at an hour: how long they are away only they know."""
    return permit.edge is Edge.END and permit.start is not None and permit.minutes is None


def ask_again(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show the permit that a button holds; say that another, not sent yet, is let be."""
    before = actions.look(desk, actor).form
    shown = ask_for(desk, actor, asked, meaning_of(asked.press))
    after = actions.look(desk, actor).form
    let_be = before.draft.permit is not None and before.draft.permit != after.draft.permit
    return said_beside(shown, LEFT, actor.locale) if let_be else shown


def left(desk: Desk, actor: Actor, _asked: Asked, meaning: PermitsLeft) -> Reply:
    """Show what is left of each kind, or of the one that was said."""
    found = own.overview(desk, actor).balances
    of_kind = tuple(one for one in found if meaning.kind in (None, one.kind))
    return own_views.left(actor, of_kind or found, asked_kind=meaning.kind)


def with_kinds(desk: Desk, actor: Actor, asked_back: AskBack) -> AskBack:
    """Offer, where the kind is open, the kinds that this person may have in such a way."""
    permit = asked_back.so_far
    if actor.person.is_elected or not isinstance(permit, Permit):
        return asked_back
    found = actions.look(desk, actor).form.balances
    kinds = [one.kind for one in found if _fits(one, permit)]
    meant = [option.kind for option in asked_back.options if isinstance(option, Permit)]
    offered = [kind for kind in kinds if kind in meant] or kinds
    return replace(asked_back, options=tuple(replace(permit, kind=kind) for kind in offered))


def where_past(_desk: Desk, _actor: Actor, asked_back: AskBack) -> AskBack:
    """Lead who had their visit already to the personnel office: here it is asked for before."""
    if not isinstance(asked_back.so_far, Permit) or asked_back.options:
        return asked_back
    return replace(asked_back, options=(Elsewhere(Matter.PERSON), OwnPermits()))


def data_of(permit: Permit) -> str:
    """Write a permit into the data of a button."""
    said = (permit.kind, permit.day, permit.last, permit.half, permit.start, permit.minutes)
    edge = (permit.until, permit.edge)
    words = [NOT_SAID if one is None else one for one in (*said, *edge)]
    return pack("permits", "said", *words, *([WHOLE] if permit.whole else []))


def meaning_of(press: Press) -> Permit:
    """Read what `data_of` wrote; raise StalePressError for anything else."""

    def minute(index: int) -> int | None:
        return None if press.text(index) == NOT_SAID else press.number(index) % MINUTES_OF_A_DAY

    def word(index: int, known: frozenset[str]) -> str | None:
        said = press.text(index)
        if said not in (NOT_SAID, *known):
            raise StalePressError(f"{said!r} was never written here")
        return None if said == NOT_SAID else said

    half, edge = word(3, frozenset(Half)), word(7, frozenset(Edge))
    return Permit(
        kind=word(0, PERMIT_KINDS),
        day=None if press.text(1) == NOT_SAID else press.day(1),
        last=None if press.text(2) == NOT_SAID else press.day(2),
        half=Half(half) if half else None,
        start=minute(4),
        minutes=minute(5),
        until=minute(6),
        edge=Edge(edge) if edge else None,
        whole=press.args[8:] == (WHOLE,),
    )


def _within_the_day(desk: Desk, actor: Actor, permit: Permit) -> Permit:
    """Fill in what the person's working day tells of a permit at one end of it."""
    if permit.edge is None or permit.day is None:
        return permit
    day = edges_of(desk, actor, permit.day)
    if permit.edge is Edge.START:
        until = permit.until
        minutes = permit.minutes if until is None else until - day.start
        return _if_any(replace(permit, start=day.start), minutes)
    if day.end is None:
        return permit
    if permit.start is None:
        start = day.end - (permit.minutes or 0)
        return _if_any(replace(permit, start=start), permit.minutes)
    return _if_any(permit, day.end - permit.start)


def _if_any(permit: Permit, minutes: int | None) -> Permit:
    """Give it with its length, unless none is left of the day: then it is asked for."""
    return replace(permit, minutes=minutes if minutes is not None and minutes > 0 else None)


def _whole(permit: Permit) -> bool | None:
    """Tell whether it is for whole days; None if nobody said so."""
    if permit.whole or permit.last is not None:
        return True
    in_hours = (permit.start, permit.minutes, permit.half)
    return False if any(one is not None for one in in_hours) else None


def _days(permit: Permit, workdays: frozenset[int]) -> int | None:
    """Count the days worked from the first to the last, as permits are counted."""
    if permit.whole:
        return 1
    if permit.day is None or permit.last is None:
        return None
    return sum(day.weekday() in workdays for day in span(permit.day, permit.last))


def _fits(balance: Balance, permit: Permit) -> bool:
    whole = _whole(permit)
    if whole is None:
        return True
    return balance.in_days if whole else balance.in_hours


ANSWERS: Mapping[type, Answering] = MappingProxyType(
    {
        Permit: meant_by_employees(ask_for),
        OwnPermits: meant_by_employees(own_said.show),
        HoursOf: of_others_said.hours_of,
        PermitsLeft: meant_by_employees(left),
    }
)
FITS = MappingProxyType({Question.WHICH_KIND: with_kinds, Question.PAST: where_past})
AGAIN: Mapping[type, Again] = MappingProxyType({Permit: data_of})
