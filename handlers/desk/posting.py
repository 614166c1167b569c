"""A line posted to somebody: in no language yet, and once for each occasion."""

from __future__ import annotations

from handlers.desk.context import Desk
from handlers.texts import Line
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork


def post_line(uow: UnitOfWork, desk: Desk, recipient_id: int, line: Line, dedupe_key: str) -> None:
    """Put a line into the outbox for somebody, due now."""
    key, arguments = line
    uow.post(
        outbox.Message(
            recipient_id=recipient_id,
            key=key,
            args=arguments,
            dedupe_key=dedupe_key,
            at=desk.clock(),
        )
    )
