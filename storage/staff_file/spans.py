"""`accordi.csv`, `giornate.csv` and `assenze.csv`: what has dates and belongs to a person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date

from rules.facts import Agreement, Half, Mode, Suspension
from storage.staff_file import cells, limits, words
from storage.staff_file.records import AbsenceRow, AgreementOf, DayRow
from storage.staff_file.sheet import Column, Row, Sheet
from storage.tables import HOLDING, RequestState

AGREEMENT_FILE, DAY_FILE, ABSENCE_FILE = "accordi.csv", "giornate.csv", "assenze.csv"
OF_PRESENCE = frozenset({RequestState.APPROVED, RequestState.CANCELLED})
NUMBER = Column("matricola", cells.identifier, required=True)
AGREEMENT_COLUMNS = (
    NUMBER,
    Column("modalita", cells.choice(words.MODES), default=Mode.AGILE),
    Column("dal", cells.day, required=True),
    Column("al", cells.day),
    Column("schema", cells.scheme),
    Column("fasce", cells.bands, default=()),
    Column("fasce_pomeriggio", cells.bands, default=()),
    Column("fasce_giorni", cells.bands_by_weekday, default=()),
    Column("disconnessione", cells.band),
    Column("presenza_settimana", cells.whole(least=1, most=7)),
    Column("motivo", cells.words, default=""),
    Column("sospeso_dal", cells.day),
    Column("sospeso_al", cells.day),
)
DAY_COLUMNS = (
    NUMBER,
    Column("giorno", cells.day, required=True),
    Column("parte", cells.choice(words.PARTS)),
    Column("modalita", cells.choice(words.DAY_MODES), default=Mode.AGILE),
    Column("stato", cells.choice(words.STATES), default=RequestState.APPROVED),
)
ABSENCE_COLUMNS = (
    NUMBER,
    Column("dal", cells.day, required=True),
    Column("al", cells.day),
    Column("tipo", cells.choice(words.ABSENCES), required=True),
)


def check_people(sheet: Sheet, numbers: frozenset[str]) -> None:
    """Complain of rows about nobody who is known."""
    for row in sheet.good("matricola"):
        number = row.values["matricola"]
        if number not in numbers:
            expected = "the matricola of somebody in dipendenti.csv or imported before"
            sheet.complain(row.line, "matricola", number, expected)


def check_order(sheet: Sheet) -> None:
    """Complain of spans that end before they begin."""
    for row in sheet.good("dal", "al"):
        first, last = row.values["dal"], row.values["al"]
        if last is not None and last < first:
            sheet.complain(row.line, "al", row.texts["al"], f"a day not before dal ({first})")


def check_many(sheet: Sheet) -> None:
    """Complain of agreements of one person that are beyond counting."""
    told = Counter(row.values["matricola"] for row in sheet.good("matricola"))
    many = {number for number, count in told.items() if count > limits.AGREEMENTS}
    for row in sheet.good("matricola") if many else ():
        number = row.values["matricola"]
        if number in many:
            expected = f"at most {limits.AGREEMENTS} agreements of one person, not {told[number]}"
            sheet.complain(row.line, "matricola", number, expected)


def check_suspensions(sheet: Sheet) -> None:
    """Complain of suspensions that end before they begin, or of which only the end is told."""
    for row in sheet.good("sospeso_dal", "sospeso_al"):
        first, last = row.values["sospeso_dal"], row.values["sospeso_al"]
        if last is None:
            continue
        if first is None:
            sheet.complain(row.line, "sospeso_dal", "", "the first day of what sospeso_al ends")
        elif last < first:
            expected = f"a day not before sospeso_dal ({first})"
            sheet.complain(row.line, "sospeso_al", row.texts["sospeso_al"], expected)


def check_overlap(sheet: Sheet, *, apart: Callable[[Row], object], last: date | None) -> None:
    """
    Complain of spans of one person that overlap.

    `apart` names what may overlap freely (agreements of two modes); `last` is where a span
    without an end ends (None: on its first day).
    """
    spans: dict[object, list[tuple[date, date, Row]]] = defaultdict(list)
    for row in sheet.good("matricola", "dal", "al", "modalita"):
        end = row.values["al"] or last or row.values["dal"]
        spans[row.values["matricola"], apart(row)].append((row.values["dal"], end, row))
    for rows in spans.values():
        rows.sort(key=lambda span: (span[0], span[2].line))
        widest_end, widest = rows[0][1], rows[0][2]
        for first, end, row in rows[1:]:
            if first <= widest_end:
                expected = f"a span that does not overlap line {widest.line}"
                sheet.complain(row.line, "dal", row.texts["dal"], expected)
            if end > widest_end:
                widest_end, widest = end, row


def check_days(sheet: Sheet) -> None:
    """Complain of a half day held twice, and of halves in presence."""
    held: dict[tuple[str, date, Half], int] = {}
    for row in sheet.sound:
        day = _day(row)
        if day.mode is Mode.PRESENCE and day.half is not None:
            sheet.complain(row.line, "parte", row.texts["parte"], "intera for a day in presence")
        if day.mode is Mode.PRESENCE and day.state not in OF_PRESENCE:
            expected = "approvata or annullata for a day in presence: nobody decides about it"
            sheet.complain(row.line, "stato", row.texts["stato"], expected)
        if day.state not in HOLDING:
            continue
        for half in (day.half,) if day.half else tuple(Half):
            line = held.setdefault((day.number, day.day, half), row.line)
            if line != row.line:
                expected = f"each part of a day once: line {line} holds it"
                sheet.complain(row.line, "giorno", row.texts["giorno"], expected)
                break


def agreements(sheet: Sheet) -> tuple[AgreementOf, ...]:
    """Turn sound rows into agreements."""
    return tuple(
        AgreementOf(
            number=row.values["matricola"],
            told=row.told,
            line=row.line,
            terms=Agreement(
                mode=row.values["modalita"],
                first_day=row.values["dal"],
                last_day=row.values["al"],
                scheme=row.values["schema"],
                bands=row.values["fasce"],
                afternoon_bands=row.values["fasce_pomeriggio"],
                weekday_bands=row.values["fasce_giorni"],
                disconnection=row.values["disconnessione"],
                presence_per_week=row.values["presenza_settimana"],
                motive=row.values["motivo"],
                suspended=_suspension(row),
            ),
        )
        for row in sheet.sound
    )


def days(sheet: Sheet) -> tuple[DayRow, ...]:
    """Turn sound rows into days."""
    return tuple(_day(row) for row in sheet.sound)


def absences(sheet: Sheet) -> tuple[AbsenceRow, ...]:
    """Turn sound rows into absences; without an end they last one day."""
    return tuple(
        AbsenceRow(
            number=row.values["matricola"],
            first_day=row.values["dal"],
            last_day=row.values["al"] or row.values["dal"],
            kind=row.values["tipo"],
            line=row.line,
        )
        for row in sheet.sound
    )


def _suspension(row: Row) -> Suspension | None:
    first, last = row.values["sospeso_dal"], row.values["sospeso_al"]
    return None if first is None else Suspension(first_day=first, last_day=last)


def _day(row: Row) -> DayRow:
    return DayRow(
        number=row.values["matricola"],
        day=row.values["giorno"],
        half=row.values["parte"],
        mode=row.values["modalita"],
        state=row.values["stato"],
        line=row.line,
    )
