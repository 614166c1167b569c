"""What a row of dipendenti.csv makes of somebody known: the told columns, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from rules.facts import Employee
from storage.days import facts
from storage.people.staff import Record
from storage.staff_file import cells, employees, words
from storage.staff_file.changes import UNSAID, Change, Impossible, listed, spans_said, written
from storage.staff_file.records import EmployeeRow, tells
from storage.tables import EMPLOYEE
from storage.unit_of_work import UnitOfWork

RECORD = {
    "cognome": "family_name",
    "nome": "given_name",
    "qualifica": "rank",
    "cessato_il": "left_on",
}
FACTS = {
    "contratto": "contract",
    "part_time": "part_time",
    "settimana": "week",
    "giorni": "workdays",
    "rientri": "afternoons",
    "ore_settimanali": "weekly_hours",
    "assunto_il": "hired",
    "nato_il": "born",
    "km": "km",
    "fuori_comune": "lives_outside",
    "nomina": "appointment",
    "minuti_arrivo": "reach_minutes",
    "orario": "timetable",
    "condizioni": "conditions",
    "figli": "children",
    "assistiti": "assists",
    "assistiti_gravi": "assists_severe",
    "fine_maternita": "maternity_leave_ended",
    "congedi_familiari": "uses_family_leave",
    "permessi_104": "uses_104_permits",
    "congedo_parentale": "uses_parental_leave",
    "sesso": "sex",
    "gravidanza": "pregnant",
    "invalidita": "invalidity",
    "provvedimenti": "discipline",
    "valutazioni": "evaluations",
}
WORK = {
    "attivita": "kinds",
    "a_distanza": "remote_possible",
    "autonomia": "autonomy",
    "misurabile": "measurable",
    "programmabile": "plannable",
    "accesso_remoto": "remote_access",
    "controllo_continuo": "continuous_supervision",
    "pregiudica_servizio": "harms_service",
    "dotazione": "equipment",
    "arretrato": "backlog",
    "giorni_pubblico": "public_days",
}
PRIVATE = frozenset(
    {
        "condizioni",
        "figli",
        "assistiti",
        "assistiti_gravi",
        "fine_maternita",
        "congedi_familiari",
        "permessi_104",
        "congedo_parentale",
        "sesso",
        "gravidanza",
        "invalidita",
        "provvedimenti",
        "valutazioni",
    }
)
"""Kept encrypted, and never shown."""
NAMES = frozenset({"cognome", "nome"})
WEEKDAYS = frozenset({"giorni", "rientri", "giorni_pubblico"})
MEANINGS: Mapping[str, Mapping[str, Any]] = {
    "qualifica": words.RANKS,
    "contratto": words.CONTRACTS,
    "attivita": words.KINDS,
    "dotazione": words.EQUIPMENT,
    "arretrato": words.BACKLOG,
}
SAID = {
    column: {written(value): word for word, value in meanings.items()}
    for column, meanings in MEANINGS.items()
}


def known_record(uow: UnitOfWork, employee_id: int) -> Record:
    """Give what the store holds of somebody, in the form of a row."""
    wanted = select(EMPLOYEE).where(EMPLOYEE.c.id == employee_id)
    row = uow.connection.execute(wanted).mappings().one()
    return Record(
        number=row["number"],
        family_name=row["family_name"],
        given_name=row["given_name"],
        rank=row["rank"],
        facts=facts.person_of(dict(row)),
        left_on=row["left_on"],
    )


def merged(before: Record, row: EmployeeRow) -> Record:
    """Lay the told columns of a row over what is known; the others stay."""
    now = row.record
    named = {name: getattr(now, name) for col, name in RECORD.items() if tells(row.told, col)}
    return replace(before, **named, facts=_merged_facts(before.facts, row))


def _merged_facts(before: Employee, row: EmployeeRow) -> Employee:
    now = row.record.facts
    told = {name: getattr(now, name) for col, name in FACTS.items() if tells(row.told, col)}
    if told.get("evaluations"):
        # Years are laid over years: a file of this year's points leaves those before it.
        together = {**before.evaluations, **now.evaluations}
        told["evaluations"] = MappingProxyType(dict(sorted(together.items())))
    work = {name: getattr(now.work, name) for col, name in WORK.items() if tells(row.told, col)}
    return replace(before, **told, work=replace(before.work, **work))


def against_timetable(before: Record, row: EmployeeRow) -> Iterator[Impossible]:
    """
    Complain of weekdays or hours other than those of a known timetable, which would win.

    An empty cell is none of them: it leaves to the timetable what it says.
    """
    known, now = before.facts, row.record.facts
    if not known.timetable or tells(row.told, "orario"):
        return
    for column, name in employees.OF_TIMETABLE.items():
        value = getattr(now, name)
        said = tells(row.told, column) and value != getattr(Employee(), name)
        if said and value != getattr(known, name):
            yield Impossible(
                file=employees.FILE,
                line=row.line,
                column=column,
                value=_said(column, value),
                expected=(
                    f"what the known orario says ({spans_said(known.timetable)}), or a column "
                    "orario that says it anew or is empty"
                ),
            )


def against_service(before: Record, after: Record, row: EmployeeRow) -> Iterator[Impossible]:
    """Complain of a service that ends before it begins, as the file and the store tell it."""
    was, hired, left = (before.facts.hired, before.left_on), after.facts.hired, after.left_on
    if hired is None or left is None or hired <= left or (hired, left) == was:
        return
    ends = tells(row.told, "cessato_il")
    bound = f"not before assunto_il ({hired})" if ends else f"not after cessato_il ({left})"
    yield Impossible(
        file=employees.FILE,
        line=row.line,
        column="cessato_il" if ends else "assunto_il",
        value=f"{left if ends else hired}",
        expected=f"a day {bound}, as it is known; who is back has cessato_il empty",
    )


def differences(file: str, before: Record, after: Record) -> Iterator[Change]:
    """Tell field by field what a row changes about a person."""
    for column in (*RECORD, *FACTS, *WORK):
        old, new = _fact(before, column), _fact(after, column)
        if old == new:
            continue
        yield Change(
            file=file,
            who=after.number,
            name=f"{before.given_name} {before.family_name}",
            what=column,
            before=UNSAID if column in PRIVATE else _said(column, old),
            after=UNSAID if column in PRIVATE else _said(column, new),
            private=column in PRIVATE,
        )


def firsts(file: str, new: Record) -> Iterator[Change]:
    """Tell field by field what somebody begins with, where it is not what an empty cell means."""
    blank = Record(number=new.number, family_name="", given_name="", facts=Employee())
    for change in differences(file, blank, new):
        named = replace(change, name=f"{new.given_name} {new.family_name}")
        if change.private:
            yield named
        elif change.what not in NAMES and change.after != UNSAID:
            yield replace(named, before=UNSAID)


def _fact(record: Record, column: str) -> Any:
    if column in RECORD:
        return getattr(record, RECORD[column])
    if column in WORK:
        return getattr(record.facts.work, WORK[column])
    found = getattr(record.facts, FACTS[column])
    return dict(found) if column == "valutazioni" else found


def _said(column: str, value: Any) -> str:
    if column == "orario":
        return spans_said(value)
    if column in WEEKDAYS and value is not None:
        return " ".join(cells.WEEKDAYS[day] for day in sorted(value)) or UNSAID
    if column in SAID and value is not None:
        several = sorted(value) if isinstance(value, frozenset) else [value]
        return listed(SAID[column].get(written(one), written(one)) for one in several)
    return written(value)
