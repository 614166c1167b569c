"""Cells that a program spoilt before they came here: refused, and never taken for a fact."""

import io
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest

from storage import staff_file
from storage.staff_file import Known, Reading

HEAD = ("matricola", "cognome", "nome", "ufficio")
KNOWN = Known(offices=frozenset({"anagrafe"}), numbers=frozenset({"1", "1000"}))
Read = Callable[..., Reading]


def of_csv(cells: dict[str, str], name: str = "dipendenti") -> Reading:
    text = ";".join(cells) + "\n" + ";".join(cells.values())
    return staff_file.read({f"{name}.csv": text.encode()}, known=KNOWN)


def of_workbook(cells: dict[str, str], name: str = "dipendenti") -> Reading:
    made = openpyxl.Workbook()
    made.worksheets[0].append(list(cells))
    made.worksheets[0].append(list(cells.values()))
    data = io.BytesIO()
    made.save(data)
    return staff_file.read({f"{name}.xlsx": data.getvalue()}, known=KNOWN)


def person(number: str = "7", name: str = "Ada", **more: str) -> dict[str, str]:
    return {"matricola": number, "cognome": "Neri", "nome": name, "ufficio": "anagrafe", **more}


@pytest.mark.parametrize("read", [of_csv, of_workbook])
@pytest.mark.parametrize(
    "name",
    [
        "?ukasz",
        "Nicol?",
        "Nicol&ograve",
        "Niccol&#242",
        "NicolÃ²",
        "Nicol√≤",
        "Nicol├▓",
        "È˜tefan",
    ],
)
def test_a_name_that_lost_its_letters_is_refused(read: Read, name: str) -> None:
    (told,) = read(person(name=name)).problems

    assert (told.line, told.value) == (2, name)


@pytest.mark.parametrize("read", [of_csv, of_workbook])
@pytest.mark.parametrize("name", ["#N/D", "#NOME?", "#####", "Err:502", "12", "-", "."])
def test_what_stands_in_the_place_of_a_name_is_refused(read: Read, name: str) -> None:
    assert {told.line for told in read(person(name=name)).problems} == {2}


@pytest.mark.parametrize("read", [of_csv, of_workbook])
@pytest.mark.parametrize(
    "name",
    ["D\u2019Am\u00ecco", "Łukasz", "Ștefan", "Nicolo'", "O'Hara-Šimić", "Ñ", "Ada (sost.)"],
)
def test_a_name_from_anywhere_is_read(read: Read, name: str) -> None:
    assert read(person(name=name)).problems == ()


@pytest.mark.parametrize("taken_for", ["cp850", "cp437", "mac_roman"])
@pytest.mark.parametrize("word", ["Libertà", "Niccolò", "dell’anno", "Łucja"])
def test_utf_8_taken_for_an_old_encoding_is_refused_with_what_it_was(
    word: str, taken_for: str
) -> None:
    (told,) = of_csv(person(name=word.encode().decode(taken_for))).problems

    assert f"these seem to be {word!r}" in told.expected


@pytest.mark.parametrize("word", ["Łukasz", "Żaneta"])
def test_an_encoding_of_the_east_is_not_taken_for_windows_1252(word: str) -> None:
    data = f"matricola;cognome;nome;ufficio\n7;{word};Ada;anagrafe".encode("iso8859-2")

    assert staff_file.read({"dipendenti.csv": data}, known=KNOWN).problems


def test_a_number_written_as_a_formula_of_text_is_that_text() -> None:
    found = of_csv(person(number='="0042"'))

    assert [one.record.number for one in found.files.employees] == ["0042"]


@pytest.mark.parametrize("read", [of_csv, of_workbook])
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("assistiti", "1.000"),
        ("km", "1.000"),
        ("km", "1,000"),
        ("settimana", "5.000"),
        ("part_time", "1"),
        ("part_time", "1,0"),
        ("km", "1.234,00"),
    ],
)
def test_figures_that_may_be_others_are_refused(read: Read, column: str, value: str) -> None:
    (told,) = read(person(**{column: value})).problems

    assert (told.line, told.column, told.value) == (2, column, value)


@pytest.mark.parametrize("number", ["1.000", "1,000"])
def test_a_thousand_is_not_asked_about_as_one(number: str) -> None:
    told = of_csv({"matricola": number, "dal": "2026-12-01", "tipo": "ferie"}, "assenze").problems

    assert told
    assert not any("expected 1," in one.expected for one in told)


@pytest.mark.parametrize("text", ["1/12/26", "01.12.26", "01-dic-26", "1 dicembre 26"])
def test_a_short_year_of_this_time_is_read(text: str) -> None:
    found = of_csv({"matricola": "1", "dal": text, "tipo": "ferie"}, "assenze")

    assert [one.first_day for one in found.files.absences] == [date(2026, 12, 1)]


@pytest.mark.parametrize(
    "text", ["26-12-01", "01-12-26", "1/12/05", "3/4/60", "3-apr-98", "1/13/26"]
)
def test_a_short_year_that_may_be_another_is_refused(text: str) -> None:
    (told,) = of_csv(person(assunto_il=text)).problems

    assert (told.line, told.column) == (2, "assunto_il")
    assert text == "1/13/26" or "with the year in full" in told.expected


@pytest.mark.parametrize("number", ["03-dic", "3-DIC-26", "12-ago-2026"])
def test_a_number_of_which_a_spreadsheet_made_a_day_is_refused(number: str) -> None:
    (told,) = of_csv(person(number=number)).problems

    assert "not a date" in told.expected


@pytest.mark.parametrize("number", ["03-abc", "set-01", "1/12/26", "3-12"])
def test_a_number_that_is_like_a_day_is_one(number: str) -> None:
    assert of_csv(person(number=number)).problems == ()
