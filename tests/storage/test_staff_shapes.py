"""Files as spreadsheets and office programs really leave them: read, or refused with the line."""

import io
from datetime import date, timedelta
from pathlib import Path

import pytest

from storage import staff_file
from storage.staff_file import Known, Problems, Reading, StaffFiles, limits
from storage.staff_file.sources import OTHERS

KNOWN = Known(offices=frozenset({"anagrafe"}), numbers=frozenset({"1"}))
PEOPLE = "matricola;cognome;nome;ufficio"


def read(name: str, text: str | bytes) -> Reading:
    data = text if isinstance(text, bytes) else text.encode()
    return staff_file.read({name: data}, known=KNOWN)


def people(text: str) -> list[tuple[str, str]]:
    found = read("dipendenti.csv", text)
    assert not found.problems, str(Problems(found.problems))
    return [(one.record.number, one.record.family_name) for one in found.files.employees]


def complaints(name: str, text: str | bytes) -> list[str]:
    return [str(problem) for problem in read(name, text).problems]


@pytest.mark.parametrize(
    "text",
    [
        f"sep=;\n{PEOPLE}\n7;Neri;Ada;anagrafe",
        f'"sep=;"\n{PEOPLE}\n7;Neri;Ada;anagrafe',
        "sep=,\nmatricola,cognome,nome,ufficio\n7,Neri,Ada,anagrafe",
        "matricola\tcognome\tnome\tufficio\n7\tNeri\tAda\tanagrafe",
        f"{PEOPLE};;\n7;Neri;Ada;anagrafe;;\n;;;;;\n",
        f"\n \n{PEOPLE}\n\n7;Neri;Ada;anagrafe\n;;;\n\n",
        " MATRICOLA ;Cognome *; NOME\u00a0;Ufficio*\n 7 ;\u00a0Neri;Ada ;anagrafe",
        f"{PEOPLE}\r7;Neri;Ada;anagrafe\r",
        f'{PEOPLE}\n"7";"Neri";"Ada";"anagrafe"',
    ],
    ids=[
        "sep",
        "sep-quoted",
        "sep-comma",
        "tabs",
        "empty-ends",
        "blank-lines",
        "headers",
        "old-mac-lines",
        "quoted",
    ],
)
def test_what_spreadsheets_add_is_no_matter(text: str) -> None:
    assert people(text) == [("7", "Neri")]


def test_lines_are_counted_with_a_first_line_that_names_the_separator() -> None:
    (told,) = complaints("dipendenti.csv", f"sep=;\n{PEOPLE}\n7;Neri;Ada;porto")

    assert told.startswith("dipendenti.csv, line 3, ufficio")


def test_a_column_that_is_not_ours_is_told_and_not_read() -> None:
    found = read("dipendenti.csv", f"{PEOPLE};Telefono;note\n7;Neri;Ada;anagrafe;06;x")

    assert [str(note) for note in found.notes] == [
        'dipendenti.csv, line 1: the column "Telefono" is not read',
        'dipendenti.csv, line 1: the column "note" is not read',
    ]
    assert len(found.files.employees) == 1


def test_a_header_that_is_nearly_one_of_ours_is_asked_about() -> None:
    (told,) = complaints("dipendenti.csv", f"{PEOPLE};condizione\n7;Neri;Ada;anagrafe;")

    assert "did you mean condizioni?" in told


def test_sums_at_the_end_are_told_and_not_read() -> None:
    text = f"{PEOPLE}\n7;Neri;Ada;anagrafe\n\nTotale dipendenti;1;;\nTotale;;;\n"
    found = read("dipendenti.csv", text)

    assert (len(found.files.employees), found.problems) == (1, ())
    assert [note.line for note in found.notes] == [4, 5]


def test_a_sum_between_people_is_no_sum() -> None:
    told = complaints("dipendenti.csv", f"{PEOPLE}\nTotale;1;;\n7;Neri;Ada;anagrafe")

    assert any("line 2, nome" in one for one in told)


def test_a_quote_that_is_never_closed_is_told_by_line_and_the_rest_is_read() -> None:
    text = f'{PEOPLE}\n7;"Neri;Ada;anagrafe\n8;Verdi;Ugo;porto'

    assert [one.split(": expected")[0] for one in complaints("dipendenti.csv", text)] == [
        'dipendenti.csv, line 2: "7;"Neri;Ada;anagrafe"',
        'dipendenti.csv, line 3, ufficio: "porto"',
    ]


def test_every_mistake_of_every_file_is_told_at_once() -> None:
    files: dict[str, str | bytes] = {
        "ente.csv": "codice;nome;regolamento\nvalle;Valle;ignoto",
        "dipendenti.csv": f"{PEOPLE};nato_il;km\n7;Neri;Ada;porto;31/02/1980;x\n7;;Ada;anagrafe;;",
        "accordi.csv": "matricola;dal;al;schema\n9;2026-02-01;2026-01-01;tanti\n"
        "1;2026-01-01;;\n1;2026-03-01;;x",
        "assenze.csv": 'matricola;dal;al;tipo\n1;2026-02-02;2026-02-01;noia\n"1;2026',
        "turni.csv": "matricola;lunedi\n1;2026-10-06",
        "uffici.csv": "Nicolò".encode("cp850"),
        "altro.csv": "x",
    }
    data = {n: t if isinstance(t, bytes) else t.encode() for n, t in files.items()}
    known = Known(offices=KNOWN.offices, numbers=KNOWN.numbers, policies=frozenset({"tivoli"}))
    found = staff_file.read(data, known=known)

    places = {(one.file, one.line, one.column) for one in found.problems}
    assert places == {
        ("ente.csv", 2, "regolamento"),
        ("dipendenti.csv", 2, "ufficio"),
        ("dipendenti.csv", 2, "nato_il"),
        ("dipendenti.csv", 2, "km"),
        ("dipendenti.csv", 3, "matricola"),
        ("dipendenti.csv", 3, "cognome"),
        ("accordi.csv", 2, "matricola"),
        ("accordi.csv", 2, "al"),
        ("accordi.csv", 2, "schema"),
        ("accordi.csv", 4, "dal"),
        ("accordi.csv", 4, "schema"),
        ("assenze.csv", 2, "al"),
        ("assenze.csv", 2, "tipo"),
        ("assenze.csv", 3, ""),
        ("turni.csv", 2, "lunedi"),
        ("uffici.csv", 1, ""),
        ("altro.csv", 0, ""),
    }


@pytest.mark.parametrize(
    ("column", "text", "read_as"),
    [
        ("km", "7,12", 7.12),
        ("km", "42.0", 42),
        ("assistiti", "2.0", 2),
        ("assistiti", "2,00", 2),
    ],
)
def test_numbers_are_read_as_spreadsheets_write_them(
    column: str, text: str, read_as: float
) -> None:
    name = {"km": "km", "assistiti": "assists"}[column]
    found = read("dipendenti.csv", f"{PEOPLE};{column}\n7;Neri;Ada;anagrafe;{text}")

    assert getattr(found.files.employees[0].record.facts, name) == read_as


@pytest.mark.parametrize(
    "text",
    ["7/12/2026", "07/12/2026", "2026-12-07", "7-12-2026", "07.12.2026", "2026-12-07 00:00:00"],
)
def test_days_are_read_as_spreadsheets_write_them(text: str) -> None:
    (closure,) = read("chiusure.csv", f"giorno\n{text}").files.closures

    assert closure.day.isoformat() == "2026-12-07"


@pytest.mark.parametrize("text", ["46363", "12/31/2026", "7/12/05", "7-12/2026"])
def test_days_that_might_be_others_are_refused(text: str) -> None:
    (told,) = complaints("chiusure.csv", f"giorno\n{text}")

    assert f'line 2, giorno: "{text}"' in told


@pytest.mark.parametrize("text", ["10/08", "10-ago", "10 Ago", "2026-08-10"])
def test_the_patrons_day_is_read_as_spreadsheets_write_it(text: str) -> None:
    body = read("ente.csv", f"codice;nome;regolamento;patrono\na;A;x;{text}").files.body

    assert body is not None
    assert body.patron is not None
    assert (body.patron.month, body.patron.day) == (8, 10)


def test_names_of_files_in_capitals_are_the_same_files() -> None:
    assert isinstance(
        staff_file.read_folder({"ASSENZE.CSV": b"matricola;dal;tipo\n1;2026-12-01;ferie"},
                               known=KNOWN),
        StaffFiles,
    )  # fmt: skip


@pytest.mark.parametrize("kind", OTHERS)
def test_one_of_our_files_saved_as_another_kind_is_not_passed_over(
    tmp_path: Path, kind: str
) -> None:
    (tmp_path / f"Assenze{kind}").write_bytes(b"x")
    (tmp_path / "chiusure.csv").write_bytes(b"giorno\n2026-12-07")

    assert "a file saved as CSV UTF-8 or XLSX" in str(staff_file.read_folder(tmp_path))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{PEOPLE}\n" + "7;" + "x" * (limits.CELL + 1) + ";Ada;anagrafe", "at most 2000 char"),
        (f"{PEOPLE}\n" + "x" * (limits.LINE + 1), "at most 100000 characters on a line"),
        (f"{PEOPLE}\n" + ";" * limits.COLUMNS + "x", "at most 200 columns"),
        ("giorno\n" + "2026-12-07\n" * (limits.LINES + 1), "at most 200000 lines"),
    ],
    ids=["cell", "line", "columns", "lines"],
)
def test_what_is_too_large_is_told_by_line(text: str, said: str) -> None:
    name = "chiusure.csv" if text.startswith("giorno") else "dipendenti.csv"

    assert any(said in one for one in complaints(name, text))


def test_a_file_that_is_too_large_is_not_decoded() -> None:
    (told,) = complaints("uffici.csv", b"x" * (limits.FILE_BYTES + 1))

    assert told == "uffici.csv: expected a file of at most 32 MiB"


def test_quotes_without_end_on_every_line_take_no_longer_than_lines() -> None:
    text = io.StringIO()
    text.write(f"{PEOPLE}\n")
    text.writelines(f'{n};"a"b;c;anagrafe\n' for n in range(20_000))

    assert len(read("dipendenti.csv", text.getvalue()).problems) == 20_000


def test_headers_that_come_again_are_no_row() -> None:
    (told,) = complaints("uffici.csv", "codice;nome\nurp;URP\nCodice;Nome\nanagrafe;Anagrafe")

    assert told.startswith("uffici.csv, line 3: expected rows below the headers")


def test_a_patron_saint_without_a_day_is_refused() -> None:
    head = "codice;nome;regolamento"
    for name, row in (("nome_patrono", ""), ("patrono;nome_patrono", ";")):
        (told,) = complaints("ente.csv", f"{head};{name}\nvalle;Valle;tivoli{row};San Rocco")

        assert "line 2, nome_patrono" in told


def test_a_file_that_is_wrong_in_every_cell_is_told_in_part_and_counted() -> None:
    rows = ["?;?;?"] * (limits.PROBLEMS // 3 + 1)
    found = read("assenze.csv", "\n".join(["matricola;dal;tipo", *rows]))

    assert len(found.problems) == limits.PROBLEMS
    assert len(found.problems) + found.untold == 3 * len(rows)
    assert found.files.absences == ()


def test_more_agreements_of_one_person_than_can_be_held_against_each_other_are_refused() -> None:
    days = [date(2010, 1, 1) + timedelta(days=count) for count in range(limits.AGREEMENTS + 1)]
    rows = [f"1;{day};{day}" for day in days]
    told = complaints("accordi.csv", "\n".join(["matricola;dal;al", *rows]))

    assert len(told) == limits.AGREEMENTS + 1
    assert complaints("accordi.csv", "\n".join(["matricola;dal;al", *rows[1:]])) == []
