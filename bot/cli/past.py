"""What a body's people have had, from its CSV files or from case files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from bot.cli.installed import installed, own_folder
from bot.cli.reading import MISUSED, text_of
from bot.refusal import Refusal
from rules.casebook.facts import permit_of
from rules.casebook.read import Case, CaseFileError, read
from rules.facts import AbsenceKind, Mode, Slot
from rules.history import History
from rules.policy.library import Policy, own_kinds
from rules.replay import Past
from storage.staff_file import Known, Problems, StaffFiles, read_folder
from storage.staff_file.records import DayRow, EmployeeRow
from storage.tables import RequestState


def past_of(data: Path, policy: Policy) -> list[Past]:
    """
    Read a folder of CSV files (docs/import.md), a folder of case files, or one case file.

    `policy` is the one that they are put to: kinds of work that it alone declares are known, as
    those of the installed ones are. Raises Refusal with everything that is wrong with them.
    """
    if data.is_dir() and any(data.glob("*.csv")):
        found = read_folder(data, known=Known(policy_id=policy.id, own_kinds=_kinds(policy)))
        if isinstance(found, Problems):
            raise Refusal(str(found), status=MISUSED)
        return list(_of_files(found))
    files = sorted(data.glob("*.yaml")) if data.is_dir() else [data]
    if not files:
        message = f"{data} has neither the CSV files of docs/import.md nor case files (*.yaml)."
        raise Refusal(message, status=MISUSED)
    return [_of_case(case) for file in files for case in _cases(file, policy)]


def _of_files(files: StaffFiles) -> Iterator[Past]:
    days: dict[str, list[DayRow]] = defaultdict(list)
    for row in files.days:
        if row.state is RequestState.APPROVED:
            days[row.number].append(row)
    for employee in files.employees:
        number = employee.record.number
        yield Past(
            who=number,
            person=employee.record.facts,
            agreements=tuple(a.terms for a in files.agreements if a.number == number),
            slots=tuple(
                Slot(day=row.day, mode=row.mode, half=row.half)
                for row in days[number]
                if row.mode is not Mode.PRESENCE
            ),
            permits=tuple(row.permit for row in files.permits if row.number == number),
            other=_other(files, employee, days[number]),
        )


def _other(files: StaffFiles, employee: EmployeeRow, days: list[DayRow]) -> History:
    number = employee.record.number
    absences: dict[date, AbsenceKind] = {}
    for row in files.absences:
        if row.number == number and row.kind is not None:
            length = (row.last_day - row.first_day).days + 1
            absences |= dict.fromkeys(
                (row.first_day + timedelta(days=n) for n in range(length)), row.kind
            )
    saint = files.body.patron if files.body else None
    years = {row.day.year for row in days} if saint else set()
    return History(
        absences=absences,
        closures=[row.day for row in files.closures],
        patron=[date(year, saint.month, saint.day) for year in years] if saint else (),
        presence=[row.day for row in days if row.mode is Mode.PRESENCE],
        derogations=[r.derogation for r in files.derogations if r.number == number],
        on_call=[row.monday for row in files.turns if row.number == number],
    )


def _kinds(policy: Policy) -> Mapping[str, Mapping[str, str]]:
    return own_kinds({**installed(own_folder()), policy.id: policy})


def _cases(file: Path, policy: Policy) -> list[Case]:
    try:
        bodies = frozenset(installed(own_folder()))
        return read(text_of(file), str(file), bodies, _kinds(policy))
    except CaseFileError as error:
        raise Refusal(str(error), status=MISUSED) from error


def _of_case(case: Case) -> Past:
    """Take what the case gives and what it asks for as had."""
    history, asked, agreement = case.history, case.ask, case.employee.agreement
    mode = agreement.mode if agreement else Mode.AGILE
    booked = asked.book and Slot(
        day=asked.book.day, mode=asked.book.mode or mode, half=asked.book.half
    )
    return Past(
        who=case.id,
        person=case.employee,
        agreements=(agreement,) if agreement else (),
        slots=(*history.slots, *((booked,) if booked else ())),
        permits=(*history.permits, *((permit_of(asked.permit),) if asked.permit else ())),
        other=_with_week(history, asked.on_call.week) if asked.on_call else history,
    )


def _with_week(history: History, monday: date) -> History:
    return History(
        absences=history.absences,
        closures=history.closures,
        patron=history.patron,
        presence=history.presence,
        recalled=history.recalled,
        derogations=history.derogations,
        on_call={*history.on_call, monday},
    )
