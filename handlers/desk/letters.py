"""
Messages that did not arrive though they were of use: HR hears of each once, and can send them.

Of what they say nothing is told, only for whom they were and which part of the desk wrote them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from handlers import texts
from handlers.desk.context import Desk
from handlers.texts import Line
from storage.people import appointments, people
from storage.tables import Role
from storage.trail import delivering, outbox
from storage.trail.delivering import DeadLetter
from storage.unit_of_work import UnitOfWork

MOST_NAMED = 10
OF_DELIVERY = "delivery."
"""Messages about messages: that one of these did not arrive is told to nobody."""


def report(desk: Desk) -> None:
    """Tell each body's HR which messages were given up since the last time."""
    with desk.store.reading() as uow:
        if not delivering.dead_letters(uow, untold=True):
            return
    with desk.store.writing() as uow:
        letters = delivering.dead_letters(uow, untold=True)
        by_body: defaultdict[str, list[DeadLetter]] = defaultdict(list)
        for letter in letters:
            if not _is_about(letter):
                by_body[letter.body_id].append(letter)
        untold = {id_ for id_, lost in by_body.items() if not _tell(uow, desk, id_, lost)}
        told = [one.id for one in letters if one.body_id not in untold or _is_about(one)]
        delivering.note_reported(uow, told, at=desk.clock())
        uow.commit()


def about(key: str) -> str:
    """Give the key of a text that says what a message is about, and nothing of what it says."""
    known = f"delivery.about.{key.partition('.')[0]}"
    try:
        texts.label(known, texts.LOCALES[0])
    except texts.UnknownTextError:
        return "delivery.about.other"
    return known


def _is_about(letter: DeadLetter) -> bool:
    return letter.key.startswith(OF_DELIVERY)


def _tell(uow: UnitOfWork, desk: Desk, body_id: str, lost: Sequence[DeadLetter]) -> bool:
    """Tell HR; False if the body has nobody there, who will hear of it once somebody is."""
    named = people.persons(uow, [letter.recipient_id for letter in lost])
    lines: list[Line] = [
        (
            "delivery.dead.line",
            {
                "name": named[letter.recipient_id].name,
                "about": (about(letter.key), {}),
                "written": letter.created_at,
            },
        )
        for letter in lost[:MOST_NAMED]
    ]
    more = max(0, len(lost) - MOST_NAMED)
    readers = appointments.holders(uow, body_id, Role.HR, on=desk.today())
    for recipient_id in readers:
        uow.post(
            outbox.Message(
                recipient_id=recipient_id,
                key="delivery.dead.report.more" if more else "delivery.dead.report",
                args={"count": len(lost), "letters": lines, "more": more},
                dedupe_key=f"dead:{recipient_id}:{lost[-1].id}:{desk.clock():%Y%m%dT%H%M%S}",
                at=desk.clock(),
            )
        )
    return bool(readers)
