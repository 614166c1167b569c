"""`dipendenti.csv`: people, what they do, and the facts that the acts look at."""

from __future__ import annotations

import re
from datetime import date
from types import MappingProxyType
from typing import Any

from rules.facts import Child, Employee, Sanction, Work
from storage.people.names import folded
from storage.people.staff import Record
from storage.staff_file import cells, words
from storage.staff_file.kinds import OwnKinds
from storage.staff_file.problems import CellError
from storage.staff_file.records import Appointment, EmployeeRow
from storage.staff_file.sheet import Column, Row, Sheet
from storage.tables import OFFICE_ROLES, Rank

FILE = "dipendenti.csv"


def appointment(text: str) -> Appointment:
    """Read a role, `responsabile` or for another office `responsabile:tributi`."""
    name, colon, office = (part.strip() for part in text.partition(":"))
    role = cells.choice(words.ROLES)(name)
    if colon and (role not in OFFICE_ROLES or not office):
        at_offices = ", ".join(sorted(OFFICE_ROLES))
        raise CellError(f"an office only after {at_offices}, as responsabile:tributi")
    return Appointment(role=role, office=office or None)


def child(text: str) -> Child:
    """Read a child: the birth date, with `disabile` after it if so."""
    born, _, more = text.partition(" ")
    if more and folded(more) != "disabile":
        raise CellError("birth dates, each with `disabile` after it if so: 2018-04-12 disabile")
    return Child(born=cells.day(born), disabled=bool(more))


def sanction(text: str) -> Sanction:
    """Read a sanction: the date and its name."""
    on, _, name = text.partition(" ")
    kinds = cells.choice(words.SANCTIONS)
    if not name:
        raise CellError("a date and a sanction, as 2025-03-01 multa")
    return Sanction(on=cells.day(on), sanction=kinds(name.strip()))


def evaluation(text: str) -> tuple[int, float]:
    """Read an evaluation: `2025=92`, points out of 100."""
    found = re.fullmatch(r"([0-9]{4})\s*=\s*([0-9.,]+)", text)
    if found is None or not 1990 <= int(found[1]) <= 2100:
        raise CellError("a year and points out of 100, as 2025=92")
    return int(found[1]), cells.number(most=100)(found[2])


def evaluations(text: str) -> tuple[tuple[int, float], ...]:
    """Read evaluations, `2024=88 | 2025=92`, each year once."""
    read = cells.several(evaluation, between="|")(text)
    years = [year for year, _ in read]
    twice = sorted({year for year in years if years.count(year) > 1})
    if twice:
        raise CellError(f"each year once: {', '.join(map(str, twice))} has several")
    return read


LEAST_PERCENT = 5
"""Nobody works less, and a file that counts in parts of one has 1 for full time."""
PART_TIME = cells.number(least=LEAST_PERCENT, most=100)
WORK = Work()
PERSON = Employee()
FEWEST_HOURS, MOST_HOURS = 1, 60
OF_TIMETABLE = {"giorni": "workdays", "rientri": "afternoons", "ore_settimanali": "weekly_hours"}
"""What a timetable says as well, by column."""
COLUMNS = (
    Column("matricola", cells.identifier, required=True),
    Column("cognome", cells.name, required=True),
    Column("nome", cells.name, required=True),
    Column("ufficio", cells.identifier, required=True),
    Column("qualifica", cells.choice(words.RANKS), default=Rank.STAFF),
    Column("incarichi", cells.several(appointment), default=()),
    Column("contratto", cells.choice(words.CONTRACTS), default=PERSON.contract),
    Column("part_time", cells.percent(PART_TIME), default=PERSON.part_time),
    Column("settimana", cells.whole(least=5, most=6)),
    Column("giorni", cells.weekdays),
    Column("rientri", cells.weekdays, default=PERSON.afternoons),
    Column("ore_settimanali", cells.number(least=FEWEST_HOURS, most=MOST_HOURS)),
    Column("assunto_il", cells.day),
    Column("cessato_il", cells.day),
    Column("nato_il", cells.day),
    Column("km", cells.number(most=1000), default=PERSON.km),
    Column("fuori_comune", cells.yes, default=PERSON.lives_outside),
    Column("nomina", cells.choice(words.APPOINTMENTS)),
    Column("minuti_arrivo", cells.whole(most=600)),
    Column("orario", cells.bands_by_weekday, default=PERSON.timetable),
    Column("attivita", cells.several(str), default=("office",)),
    Column("a_distanza", cells.yes, default=WORK.remote_possible),
    Column("autonomia", cells.yes, default=WORK.autonomy),
    Column("misurabile", cells.yes, default=WORK.measurable),
    Column("programmabile", cells.yes, default=WORK.plannable),
    Column("accesso_remoto", cells.yes, default=WORK.remote_access),
    Column("controllo_continuo", cells.yes, default=WORK.continuous_supervision),
    Column("pregiudica_servizio", cells.yes, default=WORK.harms_service),
    Column("dotazione", cells.choice(words.EQUIPMENT), default=WORK.equipment),
    Column("arretrato", cells.choice(words.BACKLOG), default=WORK.backlog),
    Column("giorni_pubblico", cells.weekdays, default=WORK.public_days),
    Column("condizioni", cells.several(cells.choice(words.CONDITIONS)), default=()),
    Column("figli", cells.several(child), default=()),
    Column("assistiti", cells.whole(most=20), default=PERSON.assists),
    Column("assistiti_gravi", cells.whole(most=20), default=PERSON.assists_severe),
    Column("fine_maternita", cells.day),
    Column("congedi_familiari", cells.yes, default=PERSON.uses_family_leave),
    Column("permessi_104", cells.yes),
    Column("congedo_parentale", cells.yes),
    Column("sesso", cells.choice(words.SEXES)),
    Column("gravidanza", cells.yes, default=PERSON.pregnant),
    Column("invalidita", cells.percent(cells.whole(most=100)), default=PERSON.invalidity),
    Column("provvedimenti", cells.several(sanction), default=()),
    Column("valutazioni", evaluations, default=()),
    Column("codice_fiscale", cells.tax_code),
)


def check(sheet: Sheet, offices: frozenset[str], kinds: OwnKinds) -> None:
    """Look at what single cells cannot tell: offices, the order of dates, the act's own words."""
    for row in sheet.rows:
        _read_kinds(sheet, row, kinds)
        _check_offices(sheet, row, offices)
        _check_dates(sheet, row)
        _check_timetable(sheet, row)


def records(sheet: Sheet) -> tuple[EmployeeRow, ...]:
    """Turn sound rows into people."""
    return tuple(_employee(row, row.told) for row in sheet.sound)


def _read_kinds(sheet: Sheet, row: Row, kinds: OwnKinds) -> None:
    """Make kinds of work of a cell's words: which there are the body's act says too."""
    if not row.texts["attivita"] or not row.good("attivita"):
        return
    try:
        row.values["attivita"] = kinds.read(row.values["attivita"])
    except CellError as error:
        sheet.complain(row.line, "attivita", row.texts["attivita"], error.expected)


def _check_offices(sheet: Sheet, row: Row, offices: frozenset[str]) -> None:
    named = [("ufficio", row.values["ufficio"])]
    named += [("incarichi", held.office) for held in row.values["incarichi"]]
    known = ", ".join(sorted(offices)) or "none is known yet: add uffici.csv"
    for column, code in named:
        if code is not None and code not in offices:
            sheet.complain(row.line, column, code, f"the code of an office ({known})")


def _check_dates(sheet: Sheet, row: Row) -> None:
    for earlier, later in (("nato_il", "assunto_il"), ("assunto_il", "cessato_il")):
        before, after = row.values[earlier], row.values[later]
        if isinstance(before, date) and isinstance(after, date) and after < before:
            sheet.complain(row.line, later, row.texts[later], f"a day after {earlier} ({before})")


def _check_timetable(sheet: Sheet, row: Row) -> None:
    """Complain of hours beyond a week of work, and of columns that a timetable contradicts."""
    spans = row.values["orario"]
    if not spans:
        return
    own = Employee(timetable=spans)
    if not FEWEST_HOURS <= (own.weekly_hours or 0) <= MOST_HOURS:
        expected = f"from {FEWEST_HOURS} to {MOST_HOURS} hours a week, not {own.weekly_hours:g}"
        sheet.complain(row.line, "orario", row.texts["orario"], expected)
    for column, name in OF_TIMETABLE.items():
        said = row.texts[column]
        if said and row.values[column] != getattr(own, name):
            sheet.complain(row.line, column, said, "nothing, or what orario says")


def _employee(row: Row, told: frozenset[str]) -> EmployeeRow:
    values = row.values
    record = Record(
        number=values["matricola"],
        family_name=values["cognome"],
        given_name=values["nome"],
        rank=values["qualifica"],
        facts=_facts(values),
        left_on=values["cessato_il"],
    )
    return EmployeeRow(
        record=record,
        office=values["ufficio"],
        appointments=values["incarichi"],
        told=told,
        line=row.line,
    )


def _facts(values: dict[str, Any]) -> Employee:
    return Employee(
        contract=values["contratto"],
        part_time=values["part_time"],
        week=values["settimana"],
        workdays=values["giorni"],
        afternoons=values["rientri"],
        weekly_hours=values["ore_settimanali"],
        hired=values["assunto_il"],
        born=values["nato_il"],
        work=_work(values),
        discipline=values["provvedimenti"],
        evaluations=MappingProxyType(dict(values["valutazioni"])),
        conditions=frozenset(values["condizioni"]),
        children=values["figli"],
        assists=values["assistiti"],
        km=values["km"],
        lives_outside=values["fuori_comune"],
        maternity_leave_ended=values["fine_maternita"],
        uses_family_leave=values["congedi_familiari"],
        assists_severe=values["assistiti_gravi"],
        uses_104_permits=values["permessi_104"],
        uses_parental_leave=values["congedo_parentale"],
        sex=values["sesso"],
        pregnant=values["gravidanza"],
        invalidity=values["invalidita"],
        appointment=values["nomina"],
        reach_minutes=values["minuti_arrivo"],
        timetable=values["orario"],
    )


def _work(values: dict[str, Any]) -> Work:
    return Work(
        kinds=frozenset(values["attivita"]),
        remote_possible=values["a_distanza"],
        autonomy=values["autonomia"],
        measurable=values["misurabile"],
        plannable=values["programmabile"],
        remote_access=values["accesso_remoto"],
        continuous_supervision=values["controllo_continuo"],
        harms_service=values["pregiudica_servizio"],
        equipment=values["dotazione"],
        backlog=values["arretrato"],
        public_days=values["giorni_pubblico"],
    )
