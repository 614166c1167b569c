"""What waits in the outbox to be judged, with all that it says."""

from __future__ import annotations

from datetime import datetime

from storage.trail import delivering, outbox
from storage.trail.outbox import Outgoing
from storage.unit_of_work import UnitOfWork


def due(uow: UnitOfWork, *, at: datetime, limit: int = 200) -> list[Outgoing]:
    """List the messages that `delivering.due` gives, as they are sent."""
    found = (outbox.by_id(uow, row.id) for row in delivering.due(uow, at=at, limit=limit))
    return [message for message in found if message is not None]
