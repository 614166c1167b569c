"""The CSV files of a municipality: what is read, and every way in which a row can be wrong."""

from datetime import date
from pathlib import Path

import pytest

from rules.facts import AbsenceKind, Band, Child, Half, Mode, Period, Sanction, Scheme
from storage import staff_file
from storage.staff_file import Known, Problems, StaffFiles
from storage.staff_file.problems import Problem
from storage.tables import Rank, RequestState, Role

PEOPLE = "matricola;cognome;nome;ufficio"
KNOWN = Known(offices=frozenset({"anagrafe"}), numbers=frozenset({"1"}))
DOCS = Path(__file__).parents[2] / "docs" / "import.md"


def read(name: str, text: str, encoding: str = "utf-8") -> StaffFiles:
    found = staff_file.read_folder({name: text.encode(encoding)}, known=KNOWN)
    assert isinstance(found, StaffFiles), str(found)
    return found


def complaints(name: str, text: str) -> list[str]:
    found = staff_file.read_folder({name: text.encode()}, known=KNOWN)
    assert isinstance(found, Problems)
    return [str(problem) for problem in found.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ","])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_files_of_any_office_program_are_read(encoding: str, separator: str, newline: str) -> None:
    lines = ["Matricola;COGNOME;nome;Ufficio", "7;D'Alò;Cesarina;anagrafe", "", ""]
    text = newline.join(lines).replace(";", separator)

    (employee,) = read("dipendenti.csv", text, encoding).employees

    assert (employee.record.family_name, employee.record.number) == ("D'Alò", "7")


def test_an_empty_cell_means_the_usual() -> None:
    (employee,) = read("dipendenti.csv", f"{PEOPLE};km;rientri\n7;Neri;Ada;anagrafe;;").employees

    assert employee.record.rank is Rank.STAFF
    assert employee.record.facts.afternoons == {0, 2}
    assert employee.record.facts.km == 0
    assert employee.record.facts.work.kinds == {"office"}


def test_every_fact_of_a_person_is_read() -> None:
    header = (
        f"{PEOPLE};qualifica;incarichi;contratto;part_time;giorni;nato_il;km;fuori_comune;attivita;"
        "dotazione;giorni_pubblico;condizioni;figli;assistiti;provvedimenti;valutazioni"
    )
    cells = (
        "7;Neri;Ada;anagrafe;EQ;responsabile|personale;Tempo determinato;83,33;lun mar gio;"
        "03/02/1980;31,5;sì;anagrafe|urp;propria;mar,gio;fragile | monogenitore;"
        "2018-04-12 | 01/05/2020 disabile;1;2025-03-01 multa;2024=88,5 | 2025=92"
    )
    (employee,) = read("dipendenti.csv", f"{header}\n{cells}").employees
    facts = employee.record.facts

    assert employee.record.rank is Rank.EQ
    assert [held.role for held in employee.appointments] == [Role.RESPONSABILE, Role.HR]
    assert (facts.contract, facts.part_time, facts.workdays) == (
        "fixed_term",
        83.33,
        frozenset({0, 1, 3}),
    )
    assert (facts.born, facts.km, facts.lives_outside) == (date(1980, 2, 3), 31.5, True)
    assert facts.work.kinds == {"registry_office", "urp_desk"}
    assert (facts.work.equipment, facts.work.public_days) == ("own", frozenset({1, 3}))
    assert facts.conditions == {"fragile", "single_parent"}
    assert facts.children == (
        Child(born=date(2018, 4, 12)),
        Child(born=date(2020, 5, 1), disabled=True),
    )
    assert facts.discipline == (Sanction(on=date(2025, 3, 1), sanction="fine"),)
    assert facts.evaluations == {2024: 88.5, 2025: 92}


@pytest.mark.parametrize(
    ("text", "scheme"),
    [
        ("8/mese", Scheme(per=Period.MONTH, days=8)),
        ("2 / settimana", Scheme(per=Period.WEEK, days=2)),
        ("100/anno", Scheme(per=Period.YEAR, days=100)),
        ("mar,gio", Scheme(weekdays=frozenset({1, 3}))),
        ("Martedì giovedì", Scheme(weekdays=frozenset({1, 3}))),
        ("", None),
    ],
)
def test_a_scheme_is_a_number_for_a_period_or_weekdays(text: str, scheme: Scheme | None) -> None:
    (agreement,) = read("accordi.csv", f"matricola;dal;schema\n1;2026-01-01;{text}").agreements

    assert agreement.terms.scheme == scheme


def test_bands_and_the_disconnection_of_an_agreement_are_read() -> None:
    header = "matricola;dal;al;fasce;fasce_pomeriggio;disconnessione"
    row = "1;2026-01-01;31/12/2026;10:00-12:00 12:00-13:00;15:00-16:00;20:00-07:00"
    (agreement,) = read("accordi.csv", f"{header}\n{row}").agreements

    assert agreement.terms.bands == (Band(600, 720), Band(720, 780))
    assert agreement.terms.afternoon_bands == (Band(900, 960),)
    assert agreement.terms.disconnection == Band(1200, 420)
    assert agreement.terms.last_day == date(2026, 12, 31)


def test_days_absences_and_closures_are_read() -> None:
    found = staff_file.read_folder(
        {
            "giornate.csv": b"matricola;giorno;parte;modalita\n1;2026-11-02;mattina;remoto\n",
            "assenze.csv": b"matricola;dal;tipo\n1;2026-11-03;malattia\n",
            "chiusure.csv": b"giorno;motivo\n07/12/2026;ponte\n",
        },
        known=KNOWN,
    )

    assert isinstance(found, StaffFiles)
    (day,), (absence,), (closure,) = found.days, found.absences, found.closures
    assert (day.half, day.mode, day.state) == (Half.AM, Mode.REMOTE, RequestState.APPROVED)
    assert (absence.last_day, absence.kind) == (date(2026, 11, 3), AbsenceKind.SICK)
    assert (closure.day, closure.reason) == (date(2026, 12, 7), "ponte")


def one_person(column: str, value: str) -> str:
    return f"{PEOPLE};{column}\n7;Neri;Ada;anagrafe;{value}"


WRONG = {
    "no-such-day": (
        "dipendenti.csv",
        one_person("nato_il", "31/02/1980"),
        'line 2, nato_il: "31/02/1980": expected a date as 2026-11-23 or 23/11/2026, that exists',
    ),
    "not-a-date": ("dipendenti.csv", one_person("nato_il", "1980"), "nato_il"),
    "two-figure-year": ("dipendenti.csv", one_person("nato_il", "1/2/80"), "nato_il"),
    "far-year": ("dipendenti.csv", one_person("nato_il", "1/1/1066"), "between 1900 and 2100"),
    "bad-number": ("dipendenti.csv", one_person("km", "tanti"), "a number from 0 to 1000"),
    "below-zero": ("dipendenti.csv", one_person("km", "-3"), "a number from 0 to 1000"),
    "over-hundred": ("dipendenti.csv", one_person("part_time", "101"), "from 5 to 100"),
    "seven-day-week": ("dipendenti.csv", one_person("settimana", "7"), "from 5 to 6"),
    "half-a-relative": ("dipendenti.csv", one_person("assistiti", "1,5"), "a whole number"),
    "bad-kind": ("dipendenti.csv", one_person("attivita", "ufficio|pilota"), "one of: ufficio, "),
    "bad-condition": ("dipendenti.csv", one_person("condizioni", "stanco"), "caregiver, "),
    "bad-rank": ("dipendenti.csv", one_person("qualifica", "capo"), "one of: dipendente, eq, "),
    "bad-role": ("dipendenti.csv", one_person("incarichi", "capo"), "one of: responsabile, "),
    "mayor-of-office": (
        "dipendenti.csv",
        one_person("incarichi", "sindaco:anagrafe"),
        "only after",
    ),
    "role-nowhere": (
        "dipendenti.csv",
        one_person("incarichi", "responsabile:porto"),
        'line 2, incarichi: "porto": expected the code of an office (anagrafe)',
    ),
    "bad-weekday": ("dipendenti.csv", one_person("giorni", "lun x"), "lun mar mer"),
    "bad-yes": ("dipendenti.csv", one_person("fuori_comune", "forse"), "si or no"),
    "bad-child": ("dipendenti.csv", one_person("figli", "2018-04-12 alto"), "disabile"),
    "bad-sanction": (
        "dipendenti.csv",
        one_person("provvedimenti", "2025-03-01"),
        "2025-03-01 multa",
    ),
    "bad-evaluation": ("dipendenti.csv", one_person("valutazioni", "ottimo"), "2025=92"),
    "over-100-points": ("dipendenti.csv", one_person("valutazioni", "2025=101"), "0 to 100"),
    "unknown-office": (
        "dipendenti.csv",
        f"{PEOPLE}\n7;Neri;Ada;porto",
        'line 2, ufficio: "porto": expected the code of an office (anagrafe)',
    ),
    "same-person-twice": (
        "dipendenti.csv",
        f"{PEOPLE}\n7;Neri;Ada;anagrafe\n8;Neri;Ugo;anagrafe\n7;Neri;Ada;anagrafe",
        'line 4, matricola: "7": expected each matricola once: it stands on line 2 too',
    ),
    "hired-before-birth": (
        "dipendenti.csv",
        f"{PEOPLE};nato_il;assunto_il\n7;Neri;Ada;anagrafe;1980-01-02;1980-01-01",
        "assunto_il",
    ),
    "left-before-hired": (
        "dipendenti.csv",
        f"{PEOPLE};assunto_il;cessato_il\n7;Neri;Ada;anagrafe;2020-01-02;2020-01-01",
        "a day after assunto_il (2020-01-02)",
    ),
    "missing-column": (
        "dipendenti.csv",
        "matricola;cognome;ufficio\n7;Neri;anagrafe",
        "dipendenti.csv, line 1, nome: expected this column: it is missing",
    ),
    "unknown-column": ("dipendenti.csv", one_person("condizione", ""), "did you mean condizioni?"),
    "column-twice": ("dipendenti.csv", one_person("nome", "Ada"), "each column once"),
    "empty-name": ("dipendenti.csv", f"{PEOPLE}\n7;;Ada;anagrafe", "cognome: expected something"),
    "space-in-number": ("dipendenti.csv", f"{PEOPLE}\n7 b;Neri;Ada;anagrafe", "without spaces"),
    "too-many-cells": ("dipendenti.csv", f"{PEOPLE}\n7;Neri;Ada;anagrafe;9", "4 cells"),
    "too-few-cells": ("dipendenti.csv", f"{PEOPLE}\n7;Neri;Ada", "ufficio: expected something"),
    "open-quote": ("dipendenti.csv", f'{PEOPLE}\n7;"Neri;Ada;anagrafe', "a CSV file"),
    "empty-file": ("dipendenti.csv", "", "the file is empty"),
    "unknown-person": (
        "accordi.csv",
        "matricola;dal\n2;2026-01-01",
        'line 2, matricola: "2": expected the matricola of somebody in dipendenti.csv',
    ),
    "ends-too-soon": (
        "accordi.csv",
        "matricola;dal;al\n1;2026-02-01;2026-01-31",
        "not before dal",
    ),
    "two-agreements": (
        "accordi.csv",
        "matricola;dal;al\n1;2026-01-01;2026-06-30\n1;2026-06-30;",
        'line 3, dal: "2026-06-30": expected a span that does not overlap line 2',
    ),
    "open-agreement": (
        "accordi.csv",
        "matricola;dal\n1;2026-01-01\n1;2028-01-01",
        "overlap line 2",
    ),
    "bad-scheme": ("accordi.csv", "matricola;dal;schema\n1;2026-01-01;8/lustro", "N/settimana"),
    "no-days": ("accordi.csv", "matricola;dal;schema\n1;2026-01-01;0/mese", "N/settimana"),
    "bad-weekday-band": (
        "accordi.csv",
        "matricola;dal;fasce_giorni\n1;2026-01-01;ven 9-11",
        "weekdays with their bands, each once, as ven 09:00-11:00",
    ),
    "weekday-twice": (
        "accordi.csv",
        "matricola;dal;fasce_giorni\n1;2026-01-01;ven 09:00-11:00 | lun,ven 10:00-12:00",
        "weekdays with their bands, each once",
    ),
    "bad-band": ("accordi.csv", "matricola;dal;fasce\n1;2026-01-01;10-12", "10:00-12:00"),
    "bands-cross": (
        "accordi.csv",
        "matricola;dal;fasce\n1;2026-01-01;10:00-12:00 11:59-13:00",
        "one after another",
    ),
    "band-over-night": ("accordi.csv", "matricola;dal;fasce\n1;2026-01-01;20:00-07:00", "within"),
    "no-window": ("accordi.csv", "matricola;dal;disconnessione\n1;2026-01-01;7:00-7:00", "lasts"),
    "day-twice": (
        "giornate.csv",
        "matricola;giorno;parte\n1;2026-11-02;mattina\n1;2026-11-02;intera",
        'line 3, giorno: "2026-11-02": expected each part of a day once: line 2 holds it',
    ),
    "half-in-presence": (
        "giornate.csv",
        "matricola;giorno;parte;modalita\n1;2026-11-02;mattina;presenza",
        "intera for a day in presence",
    ),
    "bad-part": ("giornate.csv", "matricola;giorno;parte\n1;2026-11-02;notte", "intera, mattina"),
    "bad-absence": ("assenze.csv", "matricola;dal;tipo\n1;2026-11-02;noia", "ferie, malattia"),
    "absences-overlap": (
        "assenze.csv",
        "matricola;dal;al;tipo\n1;2026-11-02;2026-11-04;ferie\n1;2026-11-04;;malattia",
        "does not overlap line 2",
    ),
    "closed-twice": ("chiusure.csv", "giorno\n2026-12-07\n07/12/2026", "stands on line 2 too"),
    "office-twice": ("uffici.csv", "codice;nome\na;A\na;B", "each codice once"),
    "two-bodies": ("ente.csv", "codice;nome;regolamento\na;A;x\nb;B;x", "one row, for one body"),
    "leap-patron": ("ente.csv", "codice;nome;regolamento;patrono\na;A;x;29/02", "each year"),
    "unknown-file": ("dipendente.csv", "x", "did you mean dipendenti.csv?"),
}


@pytest.mark.parametrize(("name", "text", "said"), WRONG.values(), ids=WRONG)
def test_a_bad_row_is_refused_with_what_was_expected(name: str, text: str, said: str) -> None:
    (complaint,) = complaints(name, text)

    assert said in complaint


@pytest.mark.parametrize(
    "fine",
    [
        "matricola;dal;al\n1;2026-01-01;2026-06-30\n1;2026-07-01;",
        "matricola;dal;modalita\n1;2026-01-01;agile\n1;2026-01-01;remoto",
    ],
    ids=["day-after-day", "two-modes"],
)
def test_agreements_that_do_not_overlap_are_fine(fine: str) -> None:
    assert len(read("accordi.csv", fine).agreements) == 2


def test_a_refused_day_may_stand_beside_the_next_try() -> None:
    text = "matricola;giorno;stato\n1;2026-11-02;rifiutata\n1;2026-11-02;approvata"

    assert len(read("giornate.csv", text).days) == 2


def test_every_bad_row_is_told_at_once_and_in_order() -> None:
    rows = [PEOPLE + ";km;nato_il", "7;Neri;Ada;anagrafe;x;y", "8;Neri;Ugo;porto;;"]

    found = complaints("dipendenti.csv", "\n".join(rows))

    assert [complaint.split(":")[0] for complaint in found] == [
        "dipendenti.csv, line 2, km",
        "dipendenti.csv, line 2, nato_il",
        "dipendenti.csv, line 3, ufficio",
    ]


def test_lines_are_counted_as_an_editor_does() -> None:
    rows = [PEOPLE, '7;"Neri";Ada;anagrafe', "", '8;"Ne\nri";Ugo;anagrafe', "9;Neri;Ugo;porto"]

    found = complaints("dipendenti.csv", "\n".join(rows))

    assert [complaint.split(":")[0] for complaint in found] == [
        "dipendenti.csv, line 4, cognome",
        "dipendenti.csv, line 6, ufficio",
    ]


def test_a_person_with_one_bad_cell_is_no_stranger_to_other_files() -> None:
    found = staff_file.read_folder(
        {
            "uffici.csv": b"codice;nome\nurp;URP\n",
            "dipendenti.csv": f"{PEOPLE};km\n9;Neri;Ada;urp;x".encode(),
            "accordi.csv": b"matricola;dal\n9;2026-01-01\n",
        }
    )

    assert isinstance(found, Problems)
    assert [problem.column for problem in found.problems] == ["km"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04rest of a workbook", "spreadsheet"),
        (b"\xff\xfem\x00a", "UTF-16"),
        (b"matricola\x81;\x8d", "UTF-8 or Windows-1252"),
        (b"matricola\x00", "UTF-8 or Windows-1252"),
    ],
    ids=["xlsx", "utf-16", "no-encoding", "nul"],
)
def test_a_file_that_is_no_text_is_refused(data: bytes, said: str) -> None:
    found = staff_file.read_folder({"dipendenti.csv": data})

    assert isinstance(found, Problems)
    assert said in str(found)


def test_file_names_in_capitals_are_the_same_files(tmp_path: Path) -> None:
    (tmp_path / "UFFICI.CSV").write_text("codice;nome\nurp;URP\n")

    found = staff_file.read_folder(tmp_path)

    assert isinstance(found, StaffFiles)
    assert [office.code for office in found.offices] == ["urp"]


def test_a_second_file_that_differs_in_capitals_alone_is_refused(tmp_path: Path) -> None:
    for name in ("UFFICI.csv", "uffici.csv"):
        (tmp_path / name).write_text("codice;nome\nurp;URP\n")

    assert "UFFICI.csv: expected one of the file names" in str(staff_file.read_folder(tmp_path))


@pytest.mark.parametrize(("length", "shown"), [(80, "x" * 80), (81, "x" * 80 + "…")])
def test_a_cell_that_would_fill_the_screen_is_cut(length: int, shown: str) -> None:
    problem = Problem(
        file="uffici.csv", line=2, column="nome", value="x" * length, expected="less"
    )

    assert str(problem) == f'uffici.csv, line 2, nome: "{shown}": expected less'


def test_an_empty_folder_says_which_files_it_might_hold(tmp_path: Path) -> None:
    assert "uffici.csv" in str(staff_file.read_folder(tmp_path))


def test_the_guide_names_every_file_and_column() -> None:
    guide = DOCS.read_text(encoding="utf-8")

    unnamed = [
        (name, column.name)
        for name, columns in staff_file.COLUMNS.items()
        for column in columns
        if f"## {name}" not in guide or column.name not in guide.split(f"## {name}")[1]
    ]

    assert unnamed == []


@pytest.mark.parametrize(
    "name", ["dipendenti.csv.txt", "dipendenti.xls", "Dipendenti.XLSB", "assenze.ods"]
)
def test_a_file_of_ours_saved_as_another_kind_is_refused_by_name(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text("matricola;cognome", encoding="utf-8")
    found = staff_file.read(tmp_path)

    assert [one.file for one in found.problems] == [name]
    assert "saved as CSV UTF-8 or XLSX" in found.problems[0].expected
    assert staff_file.passed_over(tmp_path) == []


def test_other_files_of_a_folder_are_not_read_and_are_named(tmp_path: Path) -> None:
    for name in ("assenze.csv", "leggimi.txt", "foto.jpg", ".DS_Store", "~$assenze.xlsx"):
        (tmp_path / name).write_text("matricola;dal;tipo", encoding="utf-8")
    (tmp_path / "vecchi").mkdir()

    assert [note.file for note in staff_file.passed_over(tmp_path)] == [
        "foto.jpg",
        "leggimi.txt",
        "vecchi",
    ]
