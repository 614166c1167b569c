"""Spreadsheets are read as the CSV files that they stand for; what is none is refused kindly."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from time import thread_time
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from storage import staff_file
from storage.staff_file import Known, Reading, limits
from tests.effort import BLOWN_UP

KNOWN = Known(offices=frozenset({"anagrafe"}), numbers=frozenset({"1"}))
HEADER: list[Any] = ["matricola", "cognome", "nome", "ufficio"]


def book(sheets: dict[str, list[list[Any]]], change: Callable[[Any], None] | None = None) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    if change:
        change(made)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def read(name: str, data: bytes) -> Reading:
    return staff_file.read({name: data}, known=KNOWN)


def complaints(name: str, data: bytes) -> list[str]:
    return [str(problem) for problem in read(name, data).problems]


def people(*rows: list[Any]) -> dict[str, list[list[Any]]]:
    return {"Foglio1": [HEADER, *rows]}


def test_a_workbook_called_as_a_file_is_that_file() -> None:
    found = read("Dipendenti.XLSX", book(people([7, "Neri", "Ada", "anagrafe"])))

    assert [one.record.number for one in found.files.employees] == ["7"]
    assert found.problems == ()


def test_empty_cells_at_the_end_of_a_row_are_told_as_empty() -> None:
    rows = {"Foglio1": [[*HEADER, "km"], [7, "Neri", "Ada", "anagrafe"]]}
    found = read("dipendenti.xlsx", book(rows))

    assert ["km" in one.told for one in found.files.employees] == [True]
    assert found.notes == ()


def test_a_workbook_with_a_sheet_for_each_file_is_all_of_them() -> None:
    sheets: dict[str, list[list[Any]]] = {
        "Uffici": [["codice", "nome"], ["urp", "URP"]],
        "Dipendenti": [HEADER, [7, "Neri", "Ada", "urp"]],
        "Appunti": [["da fare"]],
    }
    found = read("personale.xlsx", book(sheets))

    assert (len(found.files.offices), len(found.files.employees)) == (1, 1)
    assert [str(note) for note in found.notes] == [
        'personale.xlsx: the sheet "Appunti" is not read'
    ]


def test_cells_are_read_as_csv_would_say_them() -> None:
    header: list[Any] = [*HEADER, "nato_il", "km", "part_time", "fuori_comune", "assistiti"]
    row: list[Any] = [
        42.0,
        "Neri",
        "Ada",
        "anagrafe",
        datetime.combine(date(1980, 2, 3), time()),
        7.12,
        83.33,
        True,
        1.0,
    ]
    (one,) = read("dipendenti.xlsx", book({"x": [header, row]})).files.employees
    facts = one.record.facts

    assert (one.record.number, facts.born, facts.km) == ("42", date(1980, 2, 3), 7.12)
    assert (facts.part_time, facts.lives_outside, facts.assists) == (83.33, True, 1)


def test_days_and_hours_are_real_ones() -> None:
    rows: list[list[Any]] = [
        ["matricola", "tipo", "giorno", "dalle", "minuti"],
        [1, "breve", date(2026, 10, 1), time(9, 30), 60],
    ]
    (one,) = read("permessi.xlsx", book({"x": rows})).files.permits

    assert (one.permit.on, one.permit.start) == (date(2026, 10, 1), 570)


def test_mistakes_are_told_by_file_sheet_and_row() -> None:
    data = book({"Dipendenti": [[], HEADER, [], [7, "Neri", "Ada", "porto"]]})

    (told,) = complaints("personale.xlsx", data)

    assert told.startswith('personale.xlsx (Dipendenti), line 4, ufficio: "porto"')


def merged(made: Any) -> None:
    sheet: Worksheet = made.worksheets[0]
    sheet.merge_cells("D2:D3")


def formula(made: Any) -> None:
    made.worksheets[0]["B2"] = "=1+1"


def broken_value(made: Any) -> None:
    made.worksheets[0]["B2"] = "#N/A"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (merged, 'line 2: "D2:D3": expected cells that are not merged'),
        (formula, 'line 2: "B2 =1+1": expected the value of a formula'),
        (broken_value, 'line 2: "#N/A": expected a value, not the error of a formula'),
    ],
)
def test_cells_that_hold_nothing_of_their_own_are_told(
    change: Callable[[Any], None], said: str
) -> None:
    rows = people([7, "Neri", "Ada", "anagrafe"], [8, "Verdi", "Ugo", "anagrafe"])

    told = complaints("dipendenti.xlsx", book(rows, change))

    assert any(said in one for one in told)


def test_the_same_file_twice_is_refused() -> None:
    found = staff_file.read(
        {"uffici.csv": b"codice;nome\na;A", "uffici.xlsx": book({"x": [["codice", "nome"]]})},
        known=KNOWN,
    )

    assert "one file of each kind" in str(found.problems[0])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04no zip", "broken"),
        (b"\xd0\xcf\x11\xe0old or locked", "saved as XLSX"),
        (b"text", "saved as XLSX"),
    ],
    ids=["broken", "old", "text"],
)
def test_what_is_no_workbook_is_refused(data: bytes, said: str) -> None:
    (told,) = complaints("dipendenti.xlsx", data)

    assert said in told


def packed(parts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return data.getvalue()


def test_another_kind_of_zip_is_refused() -> None:
    (told,) = complaints("dipendenti.xlsx", packed({"content.xml": b"<x/>"}))

    assert "saved as XLSX, this is another kind" in told


def test_a_bomb_is_not_unpacked() -> None:
    huge = b" " * (limits.UNPACKED_BYTES + 1)
    bomb = packed({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": huge})

    (told,) = complaints("dipendenti.xlsx", bomb)

    assert "MiB unpacked" in told


def test_too_many_parts_are_refused() -> None:
    parts = {f"xl/{n}.bin": b"" for n in range(limits.PARTS + 1)}

    (told,) = complaints("dipendenti.xlsx", packed({"xl/workbook.xml": b"<x/>", **parts}))

    assert "parts" in told


def test_declarations_that_could_grow_are_refused() -> None:
    data = book(people([7, "Neri", "Ada", "anagrafe"]))
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    grows = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'

    (told,) = complaints("dipendenti.xlsx", packed(parts | {"xl/workbook.xml": grows}))

    assert "no declarations" in told


def test_a_row_far_down_takes_no_memory_for_those_between() -> None:
    def far(made: Any) -> None:
        made.worksheets[0].cell(row=1_048_576, column=16_384, value="x")

    began = thread_time()
    found = read("dipendenti.xlsx", book(people([7, "Neri", "Ada", "anagrafe"]), far))

    assert len(found.files.employees) == 1
    assert thread_time() - began < BLOWN_UP


def test_more_columns_than_are_read_are_refused() -> None:
    (told,) = complaints("dipendenti.xlsx", book(people(["x"] * (limits.COLUMNS + 1))))

    assert "at most 200 columns" in told


def patched(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook whose first sheet was written by another program."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(out, "w") as made:
        for name in packed.namelist():
            part = packed.read(name)
            made.writestr(name, change(part) if name.endswith("sheet1.xml") else part)
    return out.getvalue()


@pytest.mark.parametrize(
    ("shown", "value", "means"),
    [
        ("0%", 1, 100),
        ("0%", 0.5, 50),
        ("0.00%", 0.8333, 83.33),
        ("0", 50, 50),
        ("General", 30, 30),
    ],
)
def test_a_percentage_is_what_the_spreadsheet_shows(
    shown: str, value: float, means: float
) -> None:
    def format_it(made: Any) -> None:
        made.worksheets[0]["E2"].number_format = shown

    rows = [[*HEADER, "part_time"], [7, "Neri", "Ada", "anagrafe", value]]
    (one,) = read("dipendenti.xlsx", book({"x": rows}, format_it)).files.employees

    assert one.record.facts.part_time == means


def test_a_percentage_where_none_is_meant_is_refused_as_it_is_shown() -> None:
    def format_it(made: Any) -> None:
        made.worksheets[0]["E2"].number_format = "0%"

    rows = [[*HEADER, "km"], [7, "Neri", "Ada", "anagrafe", 0.5]]
    (told,) = complaints("dipendenti.xlsx", book({"x": rows}, format_it))

    assert 'line 2, km: "50%": expected a number' in told


@pytest.mark.parametrize("text", ["50%", "50 %", "50,0%", "50"])
def test_a_percentage_may_be_written_with_its_sign(text: str) -> None:
    file = f"matricola;cognome;nome;ufficio;part_time\n7;Neri;Ada;anagrafe;{text}"
    (one,) = read("dipendenti.csv", file.encode()).files.employees

    assert one.record.facts.part_time == 50


@pytest.mark.parametrize("number", ["１２", "١٢", "1２"])
def test_figures_that_only_look_otherwise_are_the_same(number: str) -> None:
    rows = people([number, "Neri", "Ada", "ａｎａｇｒａｆｅ"])
    (one,) = read("dipendenti.xlsx", book(rows)).files.employees

    assert (one.record.number, one.office) == ("12", "anagrafe")


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-01",
        "01/10/2026",
        "'01/10/2026",
        "1-ott-2026",
        "1 ottobre 2026",
        "giovedì 1 ottobre 2026",
        "1° ottobre 2026",
        "０１/１０/２０２６",
        "01/10/2026 00:00:00",
    ],
)
def test_dates_written_as_text_are_read(text: str) -> None:
    rows: list[list[Any]] = [["matricola", "lunedi"], [1, "2026-10-05"]]
    sick: list[list[Any]] = [["matricola", "dal", "tipo"], [1, text, "malattia"]]
    found = read("x.xlsx", book({"turni": rows, "assenze": sick}))

    assert [one.first_day for one in found.files.absences] == [date(2026, 10, 1)]


@pytest.mark.parametrize("text", ["1-10-26", "1 otto 2026x", "31-set-2026", "1 xyz 2026"])
def test_texts_that_are_no_date_are_told(text: str) -> None:
    sick: list[list[Any]] = [["matricola", "dal", "tipo"], [1, text, "malattia"]]
    (told,) = complaints("assenze.xlsx", book({"x": sick}))

    assert f'line 2, dal: "{text}": expected a date' in told


def test_hidden_rows_and_columns_are_read_and_told() -> None:
    def hide(made: Any) -> None:
        sheet = made.worksheets[0]
        for line in (2, 4, 9):  # the last of them holds nothing
            sheet.row_dimensions[line].hidden = True
        sheet.column_dimensions["C"].hidden = True

    rows = people(*([number, "Neri", "Ada", "anagrafe"] for number in (7, 8, 9)))
    found = read("dipendenti.xlsx", book(rows, hide))

    assert [one.record.number for one in found.files.employees] == ["7", "8", "9"]
    assert [note.text for note in found.notes if "hidden" in note.text] == [
        "hidden columns are read as well",
        "hidden rows are read as well: 2, lines 2, 4",
    ]


def test_rows_that_are_shown_are_not_spoken_of() -> None:
    found = read("dipendenti.xlsx", book(people([7, "Neri", "Ada", "anagrafe"])))

    assert found.notes == ()


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (b'<c r="D2" t="str"><f>A1</f><v></v></c>', False),
        (b'<c r="D2" t="str"><f>A1</f><v/></c>', False),
        (b'<c r="D2" t="str"><f>A1</f><v>anagrafe</v></c>', False),
        (b'<c r="D2" t="str"><f>A1</f></c>', True),
        (b'<c r="D2"><f>A1</f><v></v></c>', True),
        (b'<c r="D2"><f>A1</f></c>', True),
        (b'<c r="D2"><f t="shared" si="0"/></c>', True),
    ],
)
def test_a_formula_without_a_value_is_told_and_one_that_gave_nothing_is_empty(
    cell: bytes, *, told: bool
) -> None:
    data = book(people([7, "Neri", "Ada", "=A1"]))
    written = patched(data, lambda xml: re.sub(rb'<c r="D2">.*?</c>', lambda _: cell, xml))

    formulas = [one for one in complaints("dipendenti.xlsx", written) if "formula" in one]
    assert len(formulas) == told


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_not_read_and_are_named(state: str) -> None:
    sheets = {"dipendenti": people([7, "Neri", "Ada", "anagrafe"])["Foglio1"]}
    sheets |= {"assenze": [["matricola", "dal", "tipo"], [1, "2026-12-01", "ferie"]]}

    def hide(made: Any) -> None:
        made["assenze"].sheet_state = state

    found = read("tutto.xlsx", book(sheets, hide))

    assert (len(found.files.employees), found.files.absences) == (1, ())
    assert [str(note) for note in found.notes] == [
        'tutto.xlsx: the hidden sheet "assenze" is not read'
    ]


def test_a_workbook_of_which_every_sheet_of_ours_is_hidden_says_so() -> None:
    sheets = {"note": [["da fare"]], "dipendenti": people([7, "Neri", "Ada", "urp"])["Foglio1"]}

    def hide(made: Any) -> None:
        made["dipendenti"].sheet_state = "hidden"

    (told,) = complaints("tutto.xlsx", book(sheets, hide))

    assert "its sheets: note; hidden, and not read: dipendenti" in told


@pytest.mark.parametrize("above", [1, 3, 20])
def test_a_title_above_the_headers_is_told_once_with_their_line(above: int) -> None:
    titles = [[f"Comune di Valle Finta {number}"] for number in range(above)]
    rows: list[list[Any]] = [*titles, HEADER, [7, "Neri", "Ada", "anagrafe"]]
    (told,) = complaints("dipendenti.xlsx", book({"x": rows}))

    assert told == (
        'dipendenti.xlsx (x), line 1: "Comune di Valle Finta 0": expected the headers on the '
        f"first line: they are on line {above + 1}, take out what stands above them"
    )


@pytest.mark.parametrize("row", ["1048577", "99999999999"])
def test_a_row_beyond_the_last_of_a_sheet_is_refused_and_not_looked_for(row: str) -> None:
    def far(xml: bytes) -> bytes:
        return xml.replace(b'r="2"', f'r="{row}"'.encode()).replace(b"A2", f"A{row}".encode())

    told = complaints("uffici.xlsx", patched(book({"uffici": [["codice", "nome"], ["a"]]}), far))

    assert any("expected no row beyond 1048576" in one for one in told)


DATE = datetime(2026, 3, 1)  # noqa: DTZ001  as spreadsheets have them


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        ([DATE, "Neri", "Ada", "anagrafe"], "matricola", "a number or code, not a date"),
        ([7, "Neri", DATE, "anagrafe"], "nome", "a name, not a date"),
        ([7, DATE, "Ada", "anagrafe"], "cognome", "a name, not a date"),
        ([7, "Neri", "Ada", DATE], "ufficio", "a number or code, not a date"),
    ],
)
def test_what_a_spreadsheet_took_for_a_date_is_nobodys_number_and_no_name(
    row: list[Any], column: str, expected: str
) -> None:
    told = complaints("dipendenti.xlsx", book(people(row)))

    assert any(f'{column}: "2026-03-01": expected {expected}' in one for one in told)


@pytest.mark.parametrize("number", [10**15, 12345678901234567890, 2.5e17])
def test_a_number_of_which_figures_were_lost_is_nobodys(number: float) -> None:
    (told,) = complaints("dipendenti.xlsx", book(people([number, "Neri", "Ada", "anagrafe"])))

    assert "expected a number or code with all its figures" in told


def test_a_number_of_which_all_figures_are_kept_is_read() -> None:
    found = read("dipendenti.xlsx", book(people([10**15 - 1, "Neri", "Ada", "anagrafe"])))

    assert [one.record.number for one in found.files.employees] == ["999999999999999"]


def test_lost_figures_in_a_column_that_is_not_read_stand_in_nobodys_way() -> None:
    rows = {"Foglio1": [[*HEADER, "tessera"], [7, "Neri", "Ada", "anagrafe", 10**16]]}

    assert complaints("dipendenti.xlsx", book(rows)) == []


def far_down(sheets: list[str]) -> bytes:
    """Sheets of two rows, of which the second lies as far down as it can, with a formula."""

    def far(made: Any) -> None:
        for sheet in made.worksheets:
            sheet.cell(row=1_048_576, column=1, value="=1+1")

    return book({title: [HEADER, [7, "Neri", "Ada", "anagrafe"]] for title in sheets}, far)


def test_of_hundreds_of_sheets_those_of_ours_are_read_and_named() -> None:
    others = [f"Turno {number}" for number in range(400)]
    began = thread_time()
    found = read("dipendenti.xlsx", far_down([*others, "dipendenti"]))

    assert thread_time() - began < BLOWN_UP
    assert found.files.employees[0].record.number == "7"
    (note,) = [str(note) for note in found.notes]
    assert note.startswith(
        'dipendenti.xlsx: read: "dipendenti"; the sheets that are not read, 400'
    )


def test_hundreds_of_sheets_none_of_which_is_ours_are_refused() -> None:
    (told,) = complaints("dipendenti.xlsx", far_down([f"Turno {n}" for n in range(400)]))

    assert "a sheet called as one of the files" in told
    assert told.endswith(" and 380 more")


def test_sheets_that_go_down_too_far_together_are_refused() -> None:
    told = complaints("tutto.xlsx", far_down(["dipendenti", "uffici", "accordi", "assenze"]))

    assert any("at most 2097152 rows in all sheets, empty ones too" in one for one in told)
