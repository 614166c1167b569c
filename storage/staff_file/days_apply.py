"""The rows of giornate.csv into the store: what is known there stays, or the row is refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from rules.facts import Half, Mode
from storage.days import absences
from storage.staff_file import spans, words
from storage.staff_file.changes import Impossible, Remark
from storage.staff_file.records import DayRow
from storage.tables import BOOKING_REQUEST, EMPLOYEE, HOLDING, PRESENCE_DAY, RequestState
from storage.unit_of_work import UnitOfWork

PRESENCE = next(word for word, mode in words.DAY_MODES.items() if mode is Mode.PRESENCE)
PART_SAID = {half: word for word, half in words.PARTS.items()}
MODE_SAID = {mode: word for word, mode in words.DAY_MODES.items()}
SAID = {state: word for word, state in words.STATES.items()}


@dataclass(frozen=True, slots=True)
class KnownDay:
    """A request of the store; `in_chat` if somebody asked for it there, or changed it since."""

    half: Half | None
    state: RequestState
    in_chat: bool
    mode: Mode = Mode.AGILE

    def meets(self, half: Half | None) -> bool:
        """Tell whether it is about a part of the day."""
        return None in (self.half, half) or self.half is half


KnownDays = Mapping[tuple[int, date], list[KnownDay]]
"""The requests of the store, by person and day."""


def known_days(uow: UnitOfWork, body_id: str) -> KnownDays:
    """Give the requests of a body that the store holds before an import."""
    joined = BOOKING_REQUEST.join(EMPLOYEE, EMPLOYEE.c.id == BOOKING_REQUEST.c.employee_id)
    names = ("employee_id", "day", "half", "mode", "state", "asked_by", "version")
    wanted = select(*(BOOKING_REQUEST.c[name] for name in names)).select_from(joined)
    found: dict[tuple[int, date], list[KnownDay]] = defaultdict(list)
    for row in uow.connection.execute(wanted.where(EMPLOYEE.c.body_id == body_id)):
        in_chat = row.asked_by is not None or row.version > 1
        known = KnownDay(row.half, row.state, in_chat, row.mode)
        found[row.employee_id, row.day].append(known)
    return found


def days_in_presence(
    uow: UnitOfWork, body_id: str, *, but: AbstractSet[tuple[int, date]]
) -> set[tuple[int, date]]:
    """Give who of a body is noted at the office on which day, `but` for what a file takes out."""
    joined = PRESENCE_DAY.join(EMPLOYEE, EMPLOYEE.c.id == PRESENCE_DAY.c.employee_id)
    wanted = select(PRESENCE_DAY.c.employee_id, PRESENCE_DAY.c.day).select_from(joined)
    found = uow.connection.execute(wanted.where(EMPLOYEE.c.body_id == body_id))
    return {(row.employee_id, row.day) for row in found} - but


def is_known(there: Iterable[KnownDay], row: DayRow) -> bool:
    """
    Tell whether the store knows a day: the same request, one that holds it, or one of the chat.

    A day that somebody took back there does not come again with the file that it came with.
    """
    return any(
        (one.half, one.state) == (row.half, row.state)
        or (row.state in HOLDING and one.meets(row.half) and (one.state in HOLDING or one.in_chat))
        for one in there
    )


def kept(there: Iterable[KnownDay], row: DayRow, name: str) -> Iterator[Remark]:
    """Say of a row about a known day what stands there, if that is something else."""
    told = KnownDay(row.half, row.state, in_chat=False, mode=row.mode)
    known = [one for one in there if one.meets(row.half)]
    same = {one.half for one in known if (one.mode, one.state) == (row.mode, row.state)}
    if not known or row.half in same or same >= set(Half):
        return
    stands = next((one for one in known if one.state in HOLDING), known[-1])
    yield Remark(
        file=spans.DAY_FILE,
        line=row.line,
        who=row.number,
        name=name,
        what=f"the day {row.day} stays {_said(stands)}, and is not made {_said(told)}",
    )


def _said(day: KnownDay) -> str:
    part = "" if day.half is None else f" {PART_SAID[day.half]}"
    return f"{MODE_SAID[day.mode]}{part} {SAID[day.state]}"


def still_stands(
    there: Iterable[KnownDay], row: DayRow, told: AbstractSet[Half | None]
) -> Impossible | None:
    """
    Complain of a row that says of a day that it is refused or taken back, while it stands.

    `told` are the parts of the day that the file tells as held: where it tells so of the very
    part that stands, this row is about a request before it, which ended.
    """
    held = [
        one
        for one in there
        if one.state in HOLDING and one.meets(row.half) and one.half not in told
    ]
    if row.state in HOLDING or not held:
        return None
    expected = (
        f"{SAID[held[0].state]}: the day of {row.day} stands so, and no file takes back a day "
        "that is held; take it back in chat, or leave this line out"
    )
    return Impossible(
        file=spans.DAY_FILE,
        line=row.line,
        column="stato",
        value=SAID[row.state],
        expected=expected,
    )


def bring_presence(
    uow: UnitOfWork, employee_id: int, row: DayRow, there: Iterable[KnownDay]
) -> bool | Impossible | None:
    """
    Note a day at the office, or that there is none; tell whether one went, None if new.

    Complains of a new one on which the person holds a day away: what was granted in chat is not
    taken back by a file.
    """
    if row.state is RequestState.CANCELLED:
        return absences.stay_out(uow, employee_id, row.day)
    if not absences.come_in(uow, employee_id, row.day):
        return False
    held = next((one for one in there if one.state in HOLDING), None)
    return None if held is None else _away(row, held)


def comes_in(row: DayRow, name: str) -> Impossible:
    """Complain of a day of work elsewhere on which the person is noted at the office."""
    expected = (
        f"no day of work elsewhere: on {row.day} {name} is noted in {PRESENCE}; take that out "
        f"with a line {PRESENCE};{SAID[RequestState.CANCELLED]}, or leave this line out"
    )
    return Impossible(
        file=spans.DAY_FILE,
        line=row.line,
        column="giorno",
        value=f"{row.day}",
        expected=expected,
    )


def _away(row: DayRow, held: KnownDay) -> Impossible:
    expected = (
        f"no day in presence: on {row.day} a day of work elsewhere is {SAID[held.state]}, and no "
        "file takes back a day that is held; take it back in chat, or leave this line out"
    )
    return Impossible(
        file=spans.DAY_FILE, line=row.line, column="modalita", value=PRESENCE, expected=expected
    )
