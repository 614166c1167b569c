"""`ente.csv`, `uffici.csv` and `chiusure.csv`: the body, its offices, the days they are closed."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from storage.people.names import folded
from storage.people.staff import Patron
from storage.staff_file import cells, words
from storage.staff_file.problems import CellError
from storage.staff_file.records import BodyRow, ClosureRow, OfficeRow
from storage.staff_file.sheet import Column, Sheet

BODY_FILE, OFFICE_FILE, CLOSURE_FILE = "ente.csv", "uffici.csv", "chiusure.csv"


MONTHS = tuple(month[:3] for month in cells.MONTHS)
YEARLY = re.compile(rf"(?P<day>[0-9]{{1,2}})/(?P<month>[0-9]{{1,2}}|{'|'.join(MONTHS)})")
"""`10/08`, and `10-ago` as an Italian spreadsheet writes it."""


def day_of_year(text: str) -> tuple[int, int]:
    """Read a day that comes each year, `10/08`, as (month, day)."""
    expected = "a day and month that come each year, as 10/08"
    found = YEARLY.fullmatch(folded(text.replace("-", "/")).replace(" ", "/"))
    dated = cells.ISO_DATE.fullmatch(text)
    if found is None and dated is None:
        raise CellError(expected)
    try:
        month, in_month = _month_and_day(found, dated)
        yearly = date(2001, month, in_month)  # no leap year: 29/02 is not yearly
    except ValueError as error:
        raise CellError(expected) from error
    return yearly.month, yearly.day


def _month_and_day(found: re.Match[str] | None, dated: re.Match[str] | None) -> tuple[int, int]:
    if found is None:
        return (int(dated["month"]), int(dated["day"])) if dated else (0, 0)
    month = found["month"]
    return int(month) if month.isdigit() else MONTHS.index(month) + 1, int(found["day"])


BODY_COLUMNS = (
    Column("codice", cells.identifier, required=True),
    Column("nome", cells.name, required=True),
    Column("regolamento", cells.identifier, required=True),
    Column("patrono", day_of_year),
    Column("nome_patrono", cells.words, default=""),
)
OFFICE_COLUMNS = (
    Column("codice", cells.identifier, required=True),
    Column("nome", cells.name, required=True),
)
CLOSURE_COLUMNS = (
    Column("giorno", cells.day, required=True),
    Column("motivo", cells.words, default=""),
    Column("stato", cells.choice(words.STANDS), default=True),
)


def check_once(sheet: Sheet, column: str) -> None:
    """Complain of what stands twice in a column that names the row."""
    first_line: dict[object, int] = {}
    for row in sheet.good(column):
        value = row.values[column]
        key = value.casefold() if isinstance(value, str) else value
        line = first_line.setdefault(key, row.line)
        if line != row.line:
            expected = f"each {column} once: it stands on line {line} too"
            sheet.complain(row.line, column, row.texts[column], expected)


def check_codes(sheet: Sheet, known: Collection[str]) -> None:
    """Complain of codes of offices that differ from a known one by capitals alone."""
    by_key = {code.casefold(): code for code in sorted(known)}
    for row in sheet.good("codice"):
        code = row.values["codice"]
        near = None if code in known else by_key.get(code.casefold())
        if near is not None:
            expected = (
                f"{near}, as the office is known, or a code that differs by more than capitals"
            )
            sheet.complain(row.line, "codice", code, expected)


def check_body(sheet: Sheet, policies: frozenset[str] | None) -> None:
    """Complain unless the file tells of exactly one body, with a policy that is installed."""
    if sheet.told and len(sheet.rows) != 1:
        sheet.complain(0, "", "", f"one row, for one body, not {len(sheet.rows)}")
    for row in sheet.rows:
        named, text = row.values["nome_patrono"], row.texts["nome_patrono"]
        if named and row.values["patrono"] is None and row.good("patrono"):
            expected = "nothing, or the day of that saint in patrono, as 10/08"
            sheet.complain(row.line, "nome_patrono", text, expected)
        policy = row.values["regolamento"]
        if policies is not None and policy is not None and policy not in policies:
            expected = f"an installed policy: {', '.join(sorted(policies))}"
            sheet.complain(row.line, "regolamento", policy, expected)


def body(sheet: Sheet) -> BodyRow | None:
    """Turn the one row into a body."""
    for row in sheet.sound:
        found = row.values
        yearly = found["patrono"]
        patron = yearly and Patron(month=yearly[0], day=yearly[1], name=found["nome_patrono"])
        return BodyRow(
            id=found["codice"],
            name=found["nome"],
            policy_id=found["regolamento"],
            patron=patron,
            told=row.told,
            line=row.line,
        )
    return None


def offices(sheet: Sheet) -> tuple[OfficeRow, ...]:
    """Turn sound rows into offices."""
    return tuple(
        OfficeRow(code=row.values["codice"], name=row.values["nome"]) for row in sheet.sound
    )


def closures(sheet: Sheet) -> tuple[ClosureRow, ...]:
    """Turn sound rows into closures."""
    return tuple(
        ClosureRow(
            day=row.values["giorno"],
            reason=row.values["motivo"],
            taken_back=not row.values["stato"],
            told=row.told,
            line=row.line,
        )
        for row in sheet.sound
    )
