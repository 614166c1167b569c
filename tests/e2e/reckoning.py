"""What must be true of the store and of every phone when a desk was killed often enough."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

from sqlalchemy import func, select, text

from bot.delivery.ledger import OUTCOME_UNKNOWN
from bot.delivery.wording import words_of
from bot.playground import Playground
from storage.core.engines import is_sqlite
from storage.people import people
from storage.store import Store
from storage.tables import AUDIT, BOOKING_REQUEST, BOOKING_SLOT, PERMIT, RECALL, MessageState
from storage.trail import audit, delivering, standing
from storage.trail.outbox import SEEN, Outgoing, from_row
from storage.unit_of_work import UnitOfWork
from tests.e2e.crowd import AS_IT_STANDS, Doing, Somebody
from tests.e2e.hall import said

REQUESTED = "Richiesta inviata"
ASKED_FOR = "📨 Chiesto"
REFUSED = "✖️ Rifiutat"
APPROVED_MANY = re.compile(r"Approvat\w (\d+) richiest\w di")
RECALLED = "Ti avviso quando confermano"
TOLD = "pprovat"
"""What every word about a decision holds."""
DECIDED = ("booking.approved", "booking.refused", "permit.granted", "permit.refused")


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What the outbox held and what the phones got of it."""

    rows: list[Outgoing]
    calls: Counter[tuple[int, str]]
    """Messages that Telegram took, by chat and text as it was sent."""
    edits: set[tuple[int, int, str]]
    """Changes that Telegram took, by chat, message and text."""

    @property
    def repeated(self) -> int:
        """Messages that arrived once more than they should."""
        return sum(max(0, self.calls[name] - n) for name, n in Counter(self._names()).items())

    @property
    def never_arrived(self) -> int:
        """Messages that were begun twice, killed twice, and read by nobody."""
        dead = [name for name, rows in self._together().items() if any(map(_is_dead, rows))]
        return sum(not self.calls[name] for name in dead)

    def wrong(self) -> Iterator[str]:
        """Name what did not arrive, or too often, or waits without a reason."""
        for name, rows in self._together().items():
            sent = sum(row.state is MessageState.SENT for row in rows)
            if not sent <= self.calls[name] <= 2 * len(rows):
                yield f"{len(rows)} rows, {sent} sent, arrived {self.calls[name]} times: {name}"
        for row in self.rows:
            if (words := self._wrong(row)) is not None:
                yield f"{words}: {row.id} {row.key} {row.state} {row.last_error} {row.hold_reason}"

    def _wrong(self, row: Outgoing) -> str | None:
        if row.state is MessageState.QUEUED and row.hold_reason is None:
            return "waits without a reason"
        if row.state is MessageState.FAILED and row.last_error != OUTCOME_UNKNOWN:
            return "given up"
        if row.edits is None or row.state is not MessageState.SENT:
            return None
        change = (row.telegram_user_id or 0, row.message_id or 0, words_of(row).text)
        return None if change in self.edits else "a change that never arrived"

    def _together(self) -> dict[tuple[int, str], list[Outgoing]]:
        found: defaultdict[tuple[int, str], list[Outgoing]] = defaultdict(list)
        for row in self.rows:
            if row.edits is None:
                found[row.telegram_user_id or 0, words_of(row).text].append(row)
        return found

    def _names(self) -> list[tuple[int, str]]:
        return [name for name, rows in self._together().items() for _ in rows]


def _is_dead(row: Outgoing) -> bool:
    return row.state is MessageState.FAILED


def sent(store: Store, playground: Playground) -> Sent:
    """Read the outbox and the calls."""
    with store.reading() as uow:
        rows = [from_row(row) for row in uow.connection.execute(SEEN).mappings()]
    world = playground.world
    messages = Counter(
        (int(call.parameters["chat_id"]), call.parameters["text"])
        for call in world.calls.calls("sendMessage")
        if call.done
    )
    edits = {
        (int(given["chat_id"]), int(given["message_id"]), given["text"])
        for call in world.calls.calls("editMessageText")
        if (given := call.parameters) and (call.done or "not modified" in call.description)
    }
    return Sent(rows=rows, calls=messages, edits=edits)


def posted_to(found: Sent, telegram_id: int) -> set[str]:
    """Give the texts of the outbox for somebody, as a phone shows them."""
    rows = [row for row in found.rows if row.telegram_user_id == telegram_id and row.edits is None]
    return {as_shown(words_of(row).text) for row in rows}


def as_shown(html: str) -> str:
    """Take the tags out of a text."""
    return unescape(re.sub(r"<[^>]+>", "", html)).strip()


def broken(store: Store) -> list[str]:
    """Name what the database and the trail say of themselves."""
    with store.reading() as uow:
        found = [str(one) for one in audit.verify(uow)]
        found += [str(one) for one in standing.unexplained(uow)]
        if is_sqlite(uow.connection):
            found += [str(row) for row in uow.connection.execute(text("PRAGMA foreign_key_check"))]
            whole = uow.connection.execute(text("PRAGMA integrity_check")).scalar_one()
            found += [] if whole == "ok" else [str(whole)]
        found += _twice(uow)
        found += [
            f"HR heard nothing of {one.id}" for one in delivering.dead_letters(uow, untold=True)
        ]
    return found


def _twice(uow: UnitOfWork) -> list[str]:
    """Find what was decided, taken back or booked more than once."""
    done = uow.connection.execute(select(AUDIT.c.subject, AUDIT.c.action)).all()
    about = [(one.subject, one.action) for one in done if _is_request(one.subject)]
    twice = [f"{name}: {count} times" for name, count in Counter(about).items() if count > 1]
    decisions = Counter(subject for subject, action in about if action in DECIDED)
    twice += [f"{name}: {count} decisions" for name, count in decisions.items() if count > 1]
    place = (BOOKING_SLOT.c.employee_id, BOOKING_SLOT.c.day, BOOKING_SLOT.c.half)
    slots = uow.connection.execute(select(*place).group_by(*place).having(func.count() > 1))
    return twice + [f"slot {slot}" for slot in slots]


def _is_request(subject: str) -> bool:
    return subject.partition(":")[0] in {"booking", "permit", "recall"}


def lost_or_doubled(store: Store, everybody: Sequence[Somebody]) -> list[str]:
    """Hold what people were told, and what they did, against what the store has."""
    with store.reading() as uow:
        ids = _by_phone(uow)
        return [words for one in everybody for words in _lost(uow, ids[one.phone.id], one.done)]


def _lost(uow: UnitOfWork, employee_id: int, done: Sequence[Doing]) -> Iterator[str]:
    """Name what somebody was told that is not so, and what is there oftener than they did it."""
    mine = select(BOOKING_REQUEST.c.day).where(
        BOOKING_REQUEST.c.employee_id == employee_id,
        BOOKING_REQUEST.c.id.in_(_about(uow, "booking.requested")),
    )
    days = Counter(uow.connection.execute(mine).scalars())
    wished = Counter(day for doing in done for day in _days_of(doing))
    told = Counter(day for doing in done for day in _days_of(doing) if REQUESTED in doing.shows)
    for day in days | wished:
        if days[day] > wished[day]:
            yield f"{employee_id} asked {wished[day]} times for {day}: {days[day]} bookings"
        if told[day] and not days[day]:
            yield f"{employee_id} was told of {day}, which is not booked"
    yield from _permits_lost(uow, employee_id, done)
    yield from _decisions_lost(uow, employee_id, done)
    yield from _recalls_lost(uow, employee_id, done)


def _days_of(doing: Doing) -> list[date]:
    found = re.match(r"v1:booking:send:(\d{8})", doing.data)
    return [date.fromisoformat(found[1])] if found else []


def _permits_lost(uow: UnitOfWork, employee_id: int, done: Sequence[Doing]) -> Iterator[str]:
    mine = select(func.count()).where(PERMIT.c.employee_id == employee_id)
    there = uow.connection.execute(mine).scalar_one()
    sends = [doing for doing in done if doing.data.startswith("v1:permits:submit")]
    told = len({doing.message_id for doing in sends if ASKED_FOR in doing.shows})
    if not told <= there <= len(sends):
        yield f"{employee_id}: {told} permits told, {there} there, sent {len(sends)} times"


def _recalls_lost(uow: UnitOfWork, employee_id: int, done: Sequence[Doing]) -> Iterator[str]:
    mine = select(func.count()).where(RECALL.c.asked_by == employee_id)
    there = uow.connection.execute(mine).scalar_one()
    sends = [doing for doing in done if doing.data.startswith("v1:recalls:send")]
    told = len({doing.message_id for doing in sends if RECALLED in doing.shows})
    if not told <= there <= len(sends):
        yield f"{employee_id}: {told} recalls told, {there} there, sent {len(sends)} times"


def _decisions_lost(uow: UnitOfWork, employee_id: int, done: Sequence[Doing]) -> Iterator[str]:
    mine = select(AUDIT.c.subject, AUDIT.c.action).where(
        AUDIT.c.actor_id == employee_id, AUDIT.c.action.in_(DECIDED)
    )
    entries = {(row.subject, row.action) for row in uow.connection.execute(mine)}
    approved = {subject for subject, action in entries if action.endswith(("approved", "granted"))}
    for doing in done:
        request = re.match(r"v1:approvals:yes:([dp])(\d+)", doing.data)
        if request and "Approvata" in doing.told:
            subject = f"{'booking' if request[1] == 'd' else 'permit'}:{request[2]}"
            if subject not in approved:
                yield f"{employee_id} was told that {subject} is approved"
    yield from _untrue(uow, done)
    refused = [doing for doing in done if doing.shows.startswith(REFUSED)]
    told = len({doing.message_id for doing in refused if doing.data.startswith("v1:forms:send")})
    there = len(entries) - len(approved)
    if told > there:
        yield f"{employee_id} was told of {told} refusals, {there} are there"
    many = {d.message_id: int(n[1]) for d in done if (n := APPROVED_MANY.search(d.shows))}
    if sum(many.values()) > len(approved):
        yield f"{employee_id} was told of {many}, {len(approved)} are approved"


def _untrue(uow: UnitOfWork, done: Sequence[Doing]) -> Iterator[str]:
    """Name the presses of which it was said that their request was decided, which it was not."""
    entries = set(uow.connection.execute(select(AUDIT.c.subject, AUDIT.c.action)).all())
    for doing in done:
        request = re.match(r"v1:approvals:(?:yes|no):([dp])(\d+)", doing.data)
        if request is None:
            continue
        kind, approved = ("booking", "approved") if request[1] == "d" else ("permit", "granted")
        for word, state in (("Già approvata da", approved), ("Già rifiutata da", "refused")):
            subject, action = f"{kind}:{request[2]}", f"{kind}.{state}"
            if any(said.startswith(word) for said in doing.told) and (
                (subject, action) not in entries
            ):
                yield f"{word}: was told of {subject}, of which there is no {action}"


def unheard(store: Store, everybody: Sequence[Somebody], found: Sent) -> list[str]:
    """
    Name days that were decided about without a word on the phone of who asked.

    HR was told of what was given up (`broken` looks at that), and can send it again.
    """
    with store.reading() as uow:
        ids = _by_phone(uow)
        decided = uow.connection.execute(
            select(BOOKING_REQUEST.c.employee_id, BOOKING_REQUEST.c.day).where(
                BOOKING_REQUEST.c.id.in_(_about(uow, *DECIDED))
            )
        ).all()
    phones = {ids[one.phone.id]: one.phone for one in everybody}
    given_up = {(row.telegram_user_id, words_of(row).text) for row in found.rows if _is_dead(row)}
    words = {
        phone.id: "".join(
            text for chat, text in {*found.calls, *given_up} if chat == phone.id and TOLD in text
        )
        for phone in phones.values()
    }
    return [
        f"{phones[who].name} heard nothing of the decision about {day}"
        for who, day in decided
        if said(day) not in words[phones[who].id]
    ]


def _about(uow: UnitOfWork, *actions: str) -> list[int]:
    """Give the numbers of the bookings with entries of some kinds."""
    booking = AUDIT.c.subject.startswith("booking:")
    wanted = select(AUDIT.c.subject).where(AUDIT.c.action.in_(actions), booking)
    return [int(one.partition(":")[2]) for one in uow.connection.execute(wanted).scalars()]


def _by_phone(uow: UnitOfWork) -> dict[int, int]:
    return {
        one.telegram_user_id: one.id
        for body in people.bodies(uow)
        for one in people.of_body(uow, body.id, on=date(2026, 11, 23))
        if one.telegram_user_id is not None
    }


COUNTED = (
    *("booking:send", "booking:drop", "permits:submit", "recalls:send", "recalls:ok"),
    *("approvals:yes", "approvals:do", "forms:send"),
)


def counted(everybody: Iterable[Somebody]) -> Counter[str]:
    """Count what people did, by kind of thing."""
    found: Counter[str] = Counter()
    for doing in (doing for one in everybody for doing in one.done):
        found["presses" if doing.data else "texts"] += doing.times
        found.update(kind for kind in COUNTED if doing.data.startswith(f"v1:{kind}"))
        again = [w for words in doing.toasts.values() for w in words] + list(
            doing.written.values()
        )
        found["told to have come again"] += sum(bool(AS_IT_STANDS.search(word)) for word in again)
    return found


def dead_letters(store: Store) -> int:
    """Count what was given up."""
    with store.reading() as uow:
        return len(delivering.dead_letters(uow))


def facts(store: Store) -> dict[str, Any]:
    """Count what the store holds in the end."""
    with store.reading() as uow:
        rows = uow.connection.execute(
            select(AUDIT.c.action, func.count()).group_by(AUDIT.c.action)
        )
        return dict(sorted((row[0], row[1]) for row in rows))
