"""`sportello rank` as HR types it: explained, frozen, checked, published."""

import json
import stat
from pathlib import Path

import pytest

from bot.cli.entry import main
from tests.policy import test_seventh

CASES = """
ente: sorano
cases:
  - id: autumn
    at: 2026-11-16T10:00
    ask:
      rank:
        places: 1
        applicants:
          - {name: Dora, maternity_leave_ended: 2025-05-31, children: [{born: 2025-01-10}]}
          - {name: Enzo, conditions: [hardship_health], km: 80}
          - {name: Ivo, work: {remote_possible: false}}
    expect: {order: [Dora, Enzo]}
  - id: spring
    at: 2026-03-16T10:00
    ask:
      rank: {places: 2, applicants: [{name: Ada, km: 80}, {name: Bea, km: 2}, {name: Leo, km: 2}]}
    expect: {order: [Ada, Bea, Leo]}
  - id: other
    at: 2026-03-16T10:00
    ask: {approver: {}}
    expect: {role: responsabile}
"""
STAFF = {
    "ente.csv": "codice;nome;regolamento\nvalle;Comune di Valle Finta;arena-po",
    "uffici.csv": "codice;nome\nanagrafe;Anagrafe",
    "dipendenti.csv": (
        "matricola;cognome;nome;ufficio;qualifica;km\n17;Finti;Ada;anagrafe;;5\n"
        "18;Provetti;Ugo;anagrafe;;50\n1;Eletti;Pia;anagrafe;eletto;"
    ),
}


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    file = tmp_path / "rounds.yaml"
    file.write_text(CASES, encoding="utf-8")
    return file


@pytest.fixture
def staff(tmp_path: Path) -> Path:
    folder = tmp_path / "staff"
    folder.mkdir()
    for name, text in STAFF.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    capsys.readouterr()
    with pytest.raises(SystemExit) as stopped:
        main(["rank", *(str(word) for word in words)])
    out, err = capsys.readouterr()
    return int(stopped.value.code or 0), out, err


def test_everybody_is_placed_with_their_reasons(
    cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(capsys, cases, "--case", "autumn")

    assert status == 0
    assert [line for line in out.splitlines() if not line.startswith(" ")] == [
        "1. Dora: admitted, points 2",
        "2. Enzo: waits, points 6",
        "-. Ivo: not admissible",
    ]
    assert "Dora: ha la precedenza (art. 8.2.a «lavoratori padri e lavoratrici madri" in out


def test_one_applicant_is_told_their_own_reasons_alone(
    cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(capsys, cases, "--case", "autumn", "--why", "Enzo")

    assert status == 0
    assert out.startswith("Enzo: 2 of 2, 1 place(s), waits\n")
    assert "Dora" not in out
    assert "Ivo" not in out


def test_the_version_for_the_wall_has_numbers_totals_and_no_reason(
    cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, cases, "--case", "spring", "--publish")

    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "posizione;domanda;punti;a_parita;alla_pari;esito",
        "1;1;3;;;ammessa",
        "2;2;0;;alla pari;decide l'ente",
        "3;3;0;;alla pari;decide l'ente",
    ]


def test_a_tie_across_the_last_place_is_told_and_nobody_of_it_is_admitted(
    cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(capsys, cases, "--case", "spring")

    assert status == 0
    assert [line for line in out.splitlines() if line[0].isdigit()] == [
        "1. Ada: admitted, points 3",
        "2. Bea: the body decides, points 0, on a level with 1 other(s)",
        "3. Leo: the body decides, points 0, on a level with 1 other(s)",
    ]
    assert "alla pari, e il regolamento non ha altri criteri: Bea e Leo. Decide l'ente" in out


def test_who_asks_why_reads_of_a_tie_but_not_with_whom(
    cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capsys, cases, "--case", "spring", "--why", "Bea")

    head = "Bea: 2 of 3, 2 place(s), the body decides, on a level with 1 other(s)"
    assert out.splitlines()[0] == head
    assert "Leo" not in out


def test_a_tie_that_has_a_place_for_all_is_admitted_and_still_told(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wide = tmp_path / "wide.yaml"
    wide.write_text(cases.read_text("utf-8").replace("places: 2", "places: 3"), encoding="utf-8")
    _, out, _ = run(capsys, wide, "--case", "spring", "--publish")

    assert out.splitlines()[2:] == ["2;2;0;;alla pari;ammessa", "3;3;0;;alla pari;ammessa"]


def test_points_that_would_tell_of_a_precedence_stay_off_the_wall(
    cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, cases, "--case", "autumn", "--publish", "--names")

    assert status == 0
    assert out.splitlines() == [
        "posizione;nominativo;alla_pari;esito",
        "1;Dora;;ammessa",
        "2;Enzo;;non ammessa per esaurimento dei posti",
    ]
    assert "Points are left out" in err


def test_a_frozen_ranking_is_computed_again_and_published(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "autumn.json"
    first = run(capsys, cases, "--case", "autumn", "--freeze", kept)
    again = run(capsys, kept)

    assert (first[0], again[0]) == (0, 0)
    assert again[1] == first[1]
    assert json.loads(kept.read_text("utf-8"))["digest"] in first[2]
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_frozen_ranking_that_was_changed_is_refused_with_the_name(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "autumn.json"
    run(capsys, cases, "--case", "autumn", "--freeze", kept)
    kept.write_text(kept.read_text("utf-8").replace('"km": 80', '"km": 8'), encoding="utf-8")
    status, out, err = run(capsys, kept)

    assert (status, out) == (2, "")
    assert "changed since it was frozen: applicant 'Enzo'" in err


def test_an_older_frozen_ranking_is_never_replaced(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "autumn.json"
    kept.write_text("mine", encoding="utf-8")
    status, _, err = run(capsys, cases, "--case", "autumn", "--freeze", kept)

    assert (status, kept.read_text("utf-8")) == (2, "mine")
    assert "cannot be written: File exists" in err


def test_a_folder_of_csv_files_is_ranked_by_number_without_who_is_elected(
    staff: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(capsys, staff, "--places", "1", "--at", "2027-01-14")

    assert status == 0
    lines = [line for line in out.splitlines() if not line.startswith(" ")]
    assert lines == ["1. 18: admitted", "2. 17: waits"]


def test_csv_files_may_be_put_to_another_policy(
    staff: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(capsys, staff, "--places", "0", "--as", "sorano", "--at", "2027-01-14")

    assert status == 0
    assert "1. 18: waits, points 1\n   18: punti 1 (art. " in out


SEVENTH = str(test_seventh.FOLDER / "ateneo-esempio.yaml")
TIED = """
ente: ateneo-esempio
cases:
  - id: tied
    at: 2026-03-02T09:00
    ask: {rank: {places: 2, applicants: [{name: Ada}, {name: Bea}]}}
    expect: {order: [Ada, Bea]}
"""


@pytest.fixture
def seventh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The policy of a body that admits a share of its staff, and orders remote work otherwise."""
    folder = tmp_path / "policies"
    folder.mkdir()
    (folder / "ateneo.toml").write_text(test_seventh.TEXT, encoding="utf-8")
    monkeypatch.setenv("SPORTELLO_POLICIES", str(folder))
    tied = tmp_path / "tied.yaml"
    tied.write_text(TIED, encoding="utf-8")
    return tied


def test_a_case_hands_on_its_mode_and_its_staff(
    seventh: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    remote = run(capsys, SEVENTH, "--case", "ateneo-rank-003")[1]
    agile = run(capsys, SEVENTH, "--case", "ateneo-rank-001")[1]

    assert remote.startswith("1. A: admitted, points 6")
    assert agile.startswith("1. B: admitted, points 4")
    assert "2. A: waits, points 2" in agile
    assert "è ammesso al massimo il 15% del personale; qui 1 (art. 6.1 «È ammesso non" in agile


@pytest.mark.parametrize(
    ("staff", "outcome", "esito"), [("14", "admitted", "ammessa"), ("13", "the body decides", "d")]
)
def test_a_tie_over_the_last_place_of_the_share_is_told_everywhere(
    seventh: Path, capsys: pytest.CaptureFixture[str], staff: str, outcome: str, esito: str
) -> None:
    """15 percent of 14 are two, of 13 one: two were asked for, and two stand on a level."""
    _, out, _ = run(capsys, seventh, "--staff", staff)
    why = run(capsys, seventh, "--staff", staff, "--why", "Ada")[1]
    wall = run(capsys, seventh, "--staff", staff, "--publish")[1].splitlines()[1:]

    assert f"1. Ada: {outcome}, points 0, on a level with 1 other(s)" in out
    assert "non ha altri criteri: Ada e Bea. Decide l'ente" in out
    places = 2 if staff == "14" else 1
    assert why.startswith(f"Ada: 1 of 2, {places} place(s), {outcome}, on a level with 1 other(s)")
    assert [line.split(";")[-2:][0] for line in wall] == ["alla pari", "alla pari"]
    assert all(line.split(";")[-1].startswith(esito) for line in wall)


def test_a_share_of_a_staff_that_nobody_counted_is_asked_about(
    seventh: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, seventh)

    assert (status, out) == (2, "")
    assert "at most 15 percent of the staff (art. 6.1): say with --staff" in err


def test_a_folder_counts_its_staff_and_is_told_the_way_of_working(
    seventh: Path, staff: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of 14 in service 15 percent are two; who left and who is elected are none of them."""
    people = "".join(f"{n};Finti;Ada {n};anagrafe;;20{n}-01-01;\n" for n in range(10, 24))
    (staff / "dipendenti.csv").write_text(
        "matricola;cognome;nome;ufficio;qualifica;assunto_il;cessato_il\n"
        f"{people}9;Finti;Ivo;anagrafe;eletto;2004-01-01;\n8;Andati;Lia;anagrafe;;;2026-03-01\n",
        encoding="utf-8",
    )
    ask = (staff, "--as", "ateneo-esempio", "--at", "2026-03-02", "--places", "5")
    kept = tmp_path / "kept.json"
    agile = run(capsys, *ask)[1]
    remote = run(capsys, *ask, "--mode", "remote", "--freeze", kept)[1]

    assert "è ammesso al massimo il 15% del personale; qui 2" in agile
    assert remote.startswith("1. 10: admitted, points 16")
    assert "personale" not in remote
    assert run(capsys, kept)[1] == remote


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (("--mode", "sede"), "--mode 'sede' is no way of working: write agile or remote"),
        (("--mode", "remote"), "says itself which policy and how many places of which kind"),
        (("--case", "ateneo-rank-001", "--staff", "9"), "says itself how many people"),
    ],
)
def test_what_a_case_says_itself_is_not_said_beside_it(
    seventh: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], wrong: str
) -> None:
    status, out, err = run(capsys, SEVENTH, *words)

    assert (status, out) == (2, "")
    assert wrong in err


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ((), "name one case that asks for a ranking with --case; there are: autumn, spring"),
        (("--case", "other"), "no case 'other' asks for a ranking; there are: autumn, spring"),
        (("--case", "autumn", "--places", "3"), "says itself which policy and how many places"),
        (("--case", "autumn", "--as", "tivoli"), "says itself which policy and how many places"),
        (("--case", "autumn", "--why", "Zoe"), "Nobody called 'Zoe' applied. There are: Dora"),
        (("--case", "autumn", "--at", "ieri"), "--at 'ieri' is no day: write it as 2026-11-16"),
        (("--case", "autumn", "--at", "9999-12-31T23:59-12:00"), "is no day: write it as 2026"),
        (("--case", "autumn", "--at", "0001-01-01T00:00+12:00"), "is no day: write it as 2026"),
    ],
)
def test_what_cannot_be_ranked_is_said(
    cases: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], wrong: str
) -> None:
    status, out, err = run(capsys, cases, *words)

    assert (status, out) == (2, "")
    assert wrong in err


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ((), "CSV files do not say it: add --places N"),
        (("--places", "1", "--as", "rivoli"), "No policy is called 'rivoli'. There are: alonte"),
        (("--places", "1", "--at", "2001-01-01"), "says nothing for 2001-01-01"),
    ],
)
def test_csv_files_that_leave_something_open_are_refused(
    staff: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], wrong: str
) -> None:
    status, _, err = run(capsys, staff, *words)

    assert status == 2
    assert wrong in err


def test_a_bad_row_is_told_and_nobody_is_ranked(
    staff: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (staff / "dipendenti.csv").write_text(
        "matricola;cognome;nome;ufficio;km\n17;Finti;Ada;anagrafe;lontano", encoding="utf-8"
    )
    status, out, err = run(capsys, staff, "--places", "1")

    assert (status, out) == (2, "")
    assert 'dipendenti.csv, line 2, km: "lontano": expected a number' in err


@pytest.mark.parametrize("text", ["{", "[]", '{"format": 1}', f'{{"places": {"9" * 5000}}}'])
def test_a_file_that_is_no_frozen_ranking_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    file = tmp_path / "kept.json"
    file.write_text(text, encoding="utf-8")
    status, _, err = run(capsys, file)

    assert status == 2
    assert str(file) in err
    assert "Traceback" not in err
