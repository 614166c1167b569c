"""Permits as they were said, handed to the form that asks for what is still missing."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat.features.permits.opening import open_with
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.permits import actions as permits
from handlers.reading.meanings import AskBack, Heard, Permit, Question
from handlers.reading.taken import span
from rules.permit_balances import Balance


def open_form(desk: Desk, actor: Actor, permit: Permit, *, workdays: frozenset[int]) -> Reply:
    """Show the permit with all that was said; the form asks for the rest, and for a press."""
    return open_with(
        desk,
        actor,
        kind=permit.kind,
        day=permit.day,
        start=permit.start,
        minutes=permit.minutes,
        days=_days(permit, workdays),
    )


def _whole(permit: Permit) -> bool | None:
    """Tell whether it is for whole days; None if nobody said so."""
    if permit.last is not None:
        return True
    in_hours = (permit.start, permit.minutes, permit.half)
    return False if any(one is not None for one in in_hours) else None


def _days(permit: Permit, workdays: frozenset[int]) -> int | None:
    """Count the days worked from the first to the last, as permits are counted."""
    if permit.day is None or permit.last is None:
        return None
    return sum(day.weekday() in workdays for day in span(permit.day, permit.last))


def with_kinds(desk: Desk, actor: Actor, heard: Heard) -> Heard:
    """Offer, where the kind is open, the kinds that this person may have in such a way."""
    if not (isinstance(heard, AskBack) and heard.question is Question.WHICH_KIND):
        return heard
    permit = heard.so_far
    if actor.person.is_elected or not isinstance(permit, Permit):
        return heard
    found = permits.look(desk, actor).form.balances
    kinds = [one.kind for one in found if _fits(one, permit)]
    meant = [option.kind for option in heard.options if isinstance(option, Permit)]
    offered = [kind for kind in kinds if kind in meant] or kinds
    return replace(heard, options=tuple(replace(permit, kind=kind) for kind in offered))


def _fits(balance: Balance, permit: Permit) -> bool:
    whole = _whole(permit)
    if whole is None:
        return True
    return balance.in_days if whole else balance.in_hours
