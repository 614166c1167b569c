"""Permits that a person has, or has asked for, on days that they named."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from handlers.desk.context import Actor, Desk
from storage.requests import permits
from storage.tables import PERMITS_HELD


def has_permit_on(desk: Desk, actor: Actor, days: Collection[date]) -> bool:
    """Tell whether a permit, waiting or granted, is had on one of the days."""
    if not days or actor.person.is_elected:
        return False
    with desk.store.reading() as uow:
        found = permits.of_person(
            uow, actor.id, since=min(days), until=max(days), states=PERMITS_HELD
        )
    return any(one.permit.on in days for one in found)
