"""`permessi.csv`, `deroghe.csv` and `turni.csv`: permits, derogations and weeks on call."""

from __future__ import annotations

from datetime import date

from rules.facts import MINUTES_OF_A_DAY, Derogation, Permit
from storage.staff_file import cells, words
from storage.staff_file.problems import CellError
from storage.staff_file.records import DerogationOf, OnCallRow, PermitOf
from storage.staff_file.sheet import Column, Row, Sheet
from storage.staff_file.spans import NUMBER

PERMIT_FILE, DEROGATION_FILE, ON_CALL_FILE = "permessi.csv", "deroghe.csv", "turni.csv"
LONGEST_DAYS = 366


def monday(text: str) -> date:
    """Read the Monday that names a week."""
    read = cells.day(text)
    if read.weekday() != 0:
        raise CellError(f"the Monday on which the week begins; {read} is a {read:%A}")
    return read


PERMIT_COLUMNS = (
    NUMBER,
    Column("tipo", cells.choice(words.PERMITS), required=True),
    Column("giorno", cells.day, required=True),
    Column("dalle", cells.minute),
    Column("minuti", cells.whole(least=1, most=MINUTES_OF_A_DAY)),
    Column("giorni", cells.whole(least=1, most=LONGEST_DAYS)),
    Column("evento", cells.day),
    Column("stato", cells.choice(words.PERMITS_STAND), default=True),
)
DEROGATION_COLUMNS = (
    NUMBER,
    Column("dal", cells.day, required=True),
    Column("al", cells.day, required=True),
    Column("giorni_settimana", cells.whole(least=1, most=7)),
    Column("motivo", cells.words, default=""),
    Column("articolo", cells.article, default=""),
    Column("stato", cells.choice(words.STANDS), default=True),
)
ON_CALL_COLUMNS = (
    NUMBER,
    Column("lunedi", monday, required=True),
    Column("stato", cells.choice(words.STANDS), default=True),
)


def check_permits(sheet: Sheet) -> None:
    """Complain of permits that last neither minutes nor days, or both, and of those told twice."""
    first_line: dict[tuple[object, ...], int] = {}
    for row in sheet.good("minuti", "giorni", "dalle", "stato"):
        if row.values["stato"]:
            _check_length(sheet, row)
    for row in sheet.good("matricola", "tipo", "giorno", "dalle"):
        key = tuple(row.values[name] for name in ("matricola", "tipo", "giorno", "dalle"))
        line = first_line.setdefault(key, row.line)
        if line != row.line:
            expected = f"each permit once: line {line} tells of it"
            sheet.complain(row.line, "giorno", row.texts["giorno"], expected)


def _check_length(sheet: Sheet, row: Row) -> None:
    minutes, days, start = (row.values[name] for name in ("minuti", "giorni", "dalle"))
    if minutes is None and days is None:
        sheet.complain(row.line, "minuti", "", "how long it lasts: minuti, or giorni")
    elif minutes is not None and days is not None:
        expected = "one of the two: minuti of a day, or whole giorni"
        sheet.complain(row.line, "giorni", row.texts["giorni"], expected)
    elif start is not None and minutes is None:
        sheet.complain(row.line, "dalle", row.texts["dalle"], "nothing: it lasts whole days")
    elif start is not None and start + minutes > MINUTES_OF_A_DAY:
        expected = f"at most {MINUTES_OF_A_DAY - start}: the day ends at 24:00"
        sheet.complain(row.line, "minuti", row.texts["minuti"], expected)


def check_derogations(sheet: Sheet) -> None:
    """Complain of derogations that say nothing of how many days they give."""
    for row in sheet.good("giorni_settimana", "stato"):
        if row.values["stato"] and row.values["giorni_settimana"] is None:
            expected = "days a week, from 1 to 7, unless it is annullata"
            sheet.complain(row.line, "giorni_settimana", "", expected)


def check_turns(sheet: Sheet) -> None:
    """Complain of a week on call that a person has twice."""
    first_line: dict[tuple[object, object], int] = {}
    for row in sheet.good("matricola", "lunedi"):
        line = first_line.setdefault((row.values["matricola"], row.values["lunedi"]), row.line)
        if line != row.line:
            expected = f"each week of a person once: line {line} tells of it"
            sheet.complain(row.line, "lunedi", row.texts["lunedi"], expected)


def permits(sheet: Sheet) -> tuple[PermitOf, ...]:
    """Turn sound rows into permits."""
    return tuple(
        PermitOf(
            number=row.values["matricola"],
            told=row.told,
            line=row.line,
            taken_back=not row.values["stato"],
            permit=Permit(
                kind=row.values["tipo"],
                on=row.values["giorno"],
                minutes=row.values["minuti"],
                days=row.values["giorni"],
                start=row.values["dalle"],
                event=row.values["evento"],
            ),
        )
        for row in sheet.sound
    )


def derogations(sheet: Sheet) -> tuple[DerogationOf, ...]:
    """Turn sound rows into derogations."""
    return tuple(
        DerogationOf(
            number=row.values["matricola"],
            told=row.told,
            line=row.line,
            taken_back=not row.values["stato"],
            derogation=Derogation(
                first_day=row.values["dal"],
                last_day=row.values["al"],
                per_week=row.values["giorni_settimana"] or 0,
                motive=row.values["motivo"],
                article=row.values["articolo"],
            ),
        )
        for row in sheet.sound
    )


def turns(sheet: Sheet) -> tuple[OnCallRow, ...]:
    """Turn sound rows into weeks on call."""
    return tuple(
        OnCallRow(
            number=row.values["matricola"],
            monday=row.values["lunedi"],
            taken_back=not row.values["stato"],
            line=row.line,
        )
        for row in sheet.sound
    )
