"""`sportello staff import` as somebody types it: what it shows, refuses, and lets through."""

import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage.staff_file import limits
from tests.bot.test_cli import Shell, bare, shell  # noqa: F401  fixtures
from tests.policy import example
from tests.storage.staff_town import FILES, PEOPLE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "files"
    made.mkdir()
    return made


def put(folder: Path, files: dict[str, str]) -> str:
    for old in folder.iterdir():
        old.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return str(folder)


@pytest.fixture
def town(shell: Shell, folder: Path) -> Shell:  # noqa: F811  the fixture
    said = shell("staff", "import", put(folder, FILES), "--apply")
    assert said.status == 0, said.err
    return shell


def test_a_dry_run_shows_each_person_before_and_after(town: Shell, folder: Path) -> None:
    row = f"{PEOPLE};km;figli\n0042;Provetti;Eva;anagrafe;7,5;"
    said = town("staff", "import", put(folder, {"dipendenti.csv": row}), "--body", "valle")

    assert said.status == 0
    assert "  0042 Eva Provetti: km: 31.5 -> 7.5\n" in said.out
    assert "  0042 Eva Provetti: figli: changes\n" in said.out
    assert "2018" not in said.out


def test_a_dry_run_gives_the_command_that_does_it(town: Shell, folder: Path) -> None:
    row = f"{PEOPLE};incarichi\n0042;Provetti;Eva;anagrafe;segretario"
    path = put(folder, {"dipendenti.csv": row})
    said = town("staff", "import", path, "--body", "valle")
    command = said.out.strip().splitlines()[-1].strip()

    assert command == f"sportello staff import {path} --body valle --apply --end-posts"
    assert town(*shlex.split(command)[1:]).status == 0


def test_posts_end_only_if_it_is_named(town: Shell, folder: Path) -> None:
    row = f"{PEOPLE};incarichi\n0042;Provetti;Eva;anagrafe;segretario"
    words = ("staff", "import", put(folder, {"dipendenti.csv": row}), "--body", "valle", "--apply")
    refused, again = town(*words), town(*words)
    done = town(*words, "--end-posts")

    assert (refused.status, again.status, done.status) == (1, 1, 0)
    assert "0042 Eva Provetti: dirigente:anagrafe ends" in refused.err
    assert "--apply --end-posts" in refused.err
    assert "posts      0 new, 2 updated, 1 unchanged" in done.out


def test_agreements_end_sooner_only_if_it_is_named(town: Shell, folder: Path) -> None:
    row = "matricola;dal;al\n0043;2020-01-01;2026-12-31"
    agreed = {"accordi.csv": row}
    town("staff", "import", put(folder, FILES), "--apply")
    shorter = {"accordi.csv": "matricola;dal;al\n0043;2026-01-01;2026-11-30"}
    words = ("staff", "import", put(folder, shorter), "--body", "valle", "--apply")
    refused, done = town(*words), town(*words, "--end-agreements")

    assert (refused.status, done.status) == (1, 0)
    assert "the agreement from 2026-01-01 ends on 2026-11-30, not 2026-12-31" in refused.err
    assert town("staff", "import", put(folder, agreed), "--body", "valle").status == 1


def test_against_the_act_only_if_it_is_named(town: Shell, folder: Path) -> None:
    row = "matricola;dal;fasce\n0043;2026-01-01;06:00-23:00"
    words = ("staff", "import", put(folder, {"accordi.csv": row}), "--body", "valle", "--apply")
    refused, done, again = town(*words), town(*words, "--against-the-act"), town(*words)

    assert (refused.status, done.status, again.status) == (1, 0, 0)
    assert (
        "accordi.csv, line 2: 0043 Ada Finti: the agreement from 2026-01-01: the bands last"
        in (refused.err)
    )
    assert "art. " in refused.err


def test_an_agreement_that_allows_more_is_named_and_needs_no_option(
    town: Shell, folder: Path
) -> None:
    head = "matricola;dal;schema\n0043;2026-01-01"
    fewer = put(folder, {"accordi.csv": f"{head};6/mese"})
    town("staff", "import", fewer, "--body", "valle", "--apply")
    words = ("staff", "import", put(folder, {"accordi.csv": f"{head};8/mese"}), "--body", "valle")
    dry, done = town(*words), town(*words, "--apply")

    what = "0043 Ada Finti: the agreement from 2026-01-01: schema: 6/mese -> 8/mese"
    for said, told in ((dry.out, "will be told"), (done.out, "were told")):
        assert (
            f"Nothing is booked for it; their people {told}:\n  accordi.csv, line 2: {what}"
            in said
        )
    assert (dry.status, done.status) == (0, 0)


@pytest.mark.parametrize(("last", "left"), [("2027-12-31", 0), ("2028-01-01", 1)])
def test_what_the_act_leaves_open_is_said_and_needs_no_option(
    town: Shell, folder: Path, last: str, left: int
) -> None:
    """Tivoli 17.1: "di norma" an agreement lasts a year."""
    row = f"matricola;dal;al;schema;fasce\n0043;2027-01-01;{last};8/mese;10:00-12:00 14:30-16:30"
    words = ("staff", "import", put(folder, {"accordi.csv": row}), "--body", "valle")
    dry, done = town(*words), town(*words, "--apply")

    assert (dry.status, done.status) == (0, 0)
    for said in (dry.out, done.out):
        assert said.count("The act leaves these to whoever decides") == left
        assert said.count("(art. 17.1, art. 19.1.c)") == left
    assert "--against-the-act" not in dry.out


def test_overlaps_with_known_agreements_are_told_with_the_mistakes_of_other_files(
    town: Shell, folder: Path
) -> None:
    files = {
        "accordi.csv": "matricola;dal\n0043;2026-06-01",
        "assenze.csv": "matricola;dal;tipo\n0043;ieri;ferie",
        "turni.csv": "matricola;lunedi\n0043;2026-12-08",
    }
    said = town("staff", "import", put(folder, files), "--body", "valle", "--apply")

    assert said.status == 1
    assert [line.split(": ")[0] for line in said.err.splitlines() if "expected" in line] == [
        "accordi.csv, line 2, dal",
        "assenze.csv, line 2, dal",
        "turni.csv, line 2, lunedi",
    ]
    assert "3 to put right." in said.err


def test_people_that_were_imported_before_are_known_beside_ente_csv(
    town: Shell, folder: Path
) -> None:
    files = {"ente.csv": FILES["ente.csv"], "turni.csv": "matricola;lunedi\n0043;2026-01-05"}

    assert town("staff", "import", put(folder, files), "--apply").status == 0


def test_numbers_without_their_zeros_are_asked_about(town: Shell, folder: Path) -> None:
    rows = f"{PEOPLE}\n42;Provetti;Eva;anagrafe\n43;Finti;Ada;anagrafe"
    words = ("staff", "import", put(folder, {"dipendenti.csv": rows}), "--body", "valle")
    refused, same = town(*words), town(*words, "--same-people")

    assert (refused.status, same.status) == (1, 0)
    assert "0042 Eva Provetti" in refused.err
    assert "employees  0 new, 0 updated, 2 unchanged" in same.out


def test_the_same_people_cannot_be_different_ones(town: Shell, folder: Path) -> None:
    rows = f"{PEOPLE}\n42;Provetti;Eva;anagrafe"
    words = ("staff", "import", put(folder, {"dipendenti.csv": rows}), "--body", "valle")
    said = town(*words, "--apply", "--same-people", "--different-people")

    assert said.status == 2
    assert "--same-people and --different-people contradict each other" in said.err


def test_the_act_of_a_body_changes_only_if_it_is_named(town: Shell, folder: Path) -> None:
    files = {"ente.csv": FILES["ente.csv"].replace("tivoli", "arena-po")}
    words = ("staff", "import", put(folder, files), "--apply")
    refused, done, again = town(*words), town(*words, "--change-policy"), town(*words)

    assert (refused.status, done.status, again.status) == (1, 0, 0)
    assert "valle Comune di Valle Finta: regolamento tivoli -> arena-po" in refused.err
    assert "--apply --change-policy" in refused.err
    assert "  named by --change-policy: 1" in done.out


def test_what_a_row_takes_from_who_leaves_is_named_by_two_options(
    town: Shell, folder: Path
) -> None:
    agreed = "matricola;dal;al;schema\n0042;2026-01-01;2026-12-31;2/settimana"
    known = town(
        "staff", "import", put(folder, {"accordi.csv": agreed}), "--body", "valle", "--apply"
    )
    assert known.status == 0, known.err
    row = f"{PEOPLE};cessato_il\n0042;Provetti;Eva;anagrafe;2026-11-30"
    words = ("staff", "import", put(folder, {"dipendenti.csv": row}), "--body", "valle", "--apply")
    refused, half = town(*words), town(*words, "--end-posts")
    done = town(*words, "--end-posts", "--end-agreements")

    assert (refused.status, half.status, done.status) == (1, 1, 0)
    assert "--apply --end-agreements --end-posts" in half.err
    assert "0042 Eva Provetti: cessato_il - -> 2026-11-30, who holds segretario" in refused.err
    assert "  named by --end-agreements: 1\n  named by --end-posts: 3" in done.out


def test_a_body_whose_policy_went_away_is_refused(
    shell: Shell,  # noqa: F811  the fixture
    folder: Path,
    tmp_path: Path,
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "borgo.toml").write_text(example.text(), encoding="utf-8")
    shell.set(POLICIES=str(own))
    body = FILES["ente.csv"].replace("tivoli", "borgo-esempio")
    files = {"ente.csv": body, "uffici.csv": FILES["uffici.csv"]}
    assert shell("staff", "import", put(folder, files), "--apply").status == 0
    shell.set(POLICIES="")
    rows = {"dipendenti.csv": f"{PEOPLE}\n7;Neri;Ivo;anagrafe"}
    said = shell("staff", "import", put(folder, rows), "--body", "valle", "--apply")

    assert said.status == 1
    assert "valle follows 'borgo-esempio', which is not installed" in said.err


def test_what_was_passed_over_is_said(town: Shell, folder: Path) -> None:
    row = f"{PEOPLE};note\n0042;Provetti;Eva;anagrafe;x"
    said = town("staff", "import", put(folder, {"dipendenti.csv": row}), "--body", "valle")

    assert 'Passed over:\n  dipendenti.csv, line 1: the column "note" is not read' in said.out


def test_files_in_capitals_are_not_passed_over(town: Shell, folder: Path) -> None:
    row = "matricola;dal;tipo\n0043;2026-12-01;ferie"
    said = town("staff", "import", put(folder, {"ASSENZE.CSV": row}), "--body", "valle")

    assert "absences   1 new" in said.out


def test_a_file_that_is_too_large_is_not_read(town: Shell, folder: Path) -> None:
    file = folder / "assenze.csv"
    with file.open("wb") as large:
        large.truncate(limits.FILE_BYTES + 1)
    said = town("staff", "import", str(file), "--body", "valle")

    assert said.status == 1
    assert "at most 32 are read" in said.err


MISTYPED = FILES["ente.csv"].replace("\nvalle;", "\nvale;")


def test_a_body_beside_others_is_made_only_if_it_is_named(town: Shell, folder: Path) -> None:
    words = ("staff", "import", put(folder, FILES | {"ente.csv": MISTYPED}), "--apply")
    refused, done, again = town(*words), town(*words, "--new-body"), town(*words)

    assert (refused.status, done.status, again.status) == (1, 0, 0)
    assert "vale Comune di Valle Finta: a new body, beside valle (Comune di Valle" in refused.err
    assert "--apply --new-body" in refused.err


def test_files_without_a_body_are_refused_in_one_sentence(town: Shell, folder: Path) -> None:
    rows = "matricola;lunedi\n0043;2026-01-05\n0044;2026-01-05\n0043;2026-01-06"
    said = town("staff", "import", put(folder, {"turni.csv": rows}))

    assert said.status == 2
    assert said.err.strip() == (
        "Nothing says which body the files are about: name it with --body, or add ente.csv. "
        "Bodies that are known: valle."
    )


@pytest.mark.parametrize(
    ("body", "more", "said"),
    [
        ("nessuno", {}, "No body is known as 'nessuno'. Bodies that are known: valle."),
        ("Valle", {}, "--body tells of 'Valle'; the body is known as 'valle'."),
        (
            "valle",
            {"ente.csv": FILES["ente.csv"].replace("\nvalle;", "\nVALLE;")},
            "ente.csv tells of 'VALLE', and --body of 'valle'.",
        ),
    ],
    ids=["unknown", "capitals", "two-bodies"],
)
def test_a_body_that_is_not_known_is_said_before_any_row(
    town: Shell, folder: Path, body: str, more: dict[str, str], said: str
) -> None:
    rows = {"assenze.csv": "matricola;dal;tipo\n0043;2026-12-01;ferie"}
    told = town("staff", "import", put(folder, rows | more), "--body", body)

    assert (told.status, told.err.strip()) == (2, said)


def test_other_capitals_of_a_body_are_said_before_any_row(town: Shell, folder: Path) -> None:
    files = {"ente.csv": FILES["ente.csv"].replace("\nvalle;", "\nVALLE;"), "turni.csv": "x"}
    told = town("staff", "import", put(folder, files))

    assert told.err.strip() == "ente.csv tells of 'VALLE'; the body is known as 'valle'."


def test_a_dry_run_waits_for_no_writer_and_keeps_none_waiting(town: Shell, folder: Path) -> None:
    (file,) = Path.cwd().rglob("*.sqlite3")
    row = f"{PEOPLE};km\n0042;Provetti;Eva;anagrafe;7,5"
    path = put(folder, {"dipendenti.csv": row})
    with closing(sqlite3.connect(file, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        said = town("staff", "import", path, "--body", "valle")

    assert said.status == 0
    assert "  0042 Eva Provetti: km: 31.5 -> 7.5\n" in said.out
    again = town("staff", "import", path, "--body", "valle")
    assert "employees  0 new, 1 updated, 0 unchanged" in again.out


@pytest.mark.parametrize("row", ["0043;2026-01-05", "0043;2026-01-06"], ids=["good", "bad"])
def test_what_lies_in_the_folder_and_is_not_read_is_said(
    town: Shell, folder: Path, row: str
) -> None:
    files = {"turni.csv": f"matricola;lunedi\n{row}", "accordi_vecchi.doc": "", "foto.jpg": ""}
    said = town("staff", "import", put(folder, files), "--body", "valle")

    told = "not read: it is not called as a file of an import"
    assert f"Passed over:\n  accordi_vecchi.doc: {told}\n  foto.jpg: {told}" in said.out + said.err


def test_who_left_is_there_again_only_if_it_is_named(town: Shell, folder: Path) -> None:
    head = f"{PEOPLE};cessato_il\n0043;Finti;Ada;anagrafe;"
    left = put(folder, {"dipendenti.csv": f"{head}2026-01-31"})
    town("staff", "import", left, "--body", "valle", "--apply", "--end-agreements")
    words = (
        "staff",
        "import",
        put(folder, {"dipendenti.csv": head}),
        "--body",
        "valle",
        "--apply",
    )
    refused, done, again = town(*words), town(*words, "--returned"), town(*words)

    assert (refused.status, done.status, again.status) == (1, 0, 0)
    assert "who gets back the agreement from 2026-01-01" in refused.err
    assert "--apply --returned" in refused.err


def test_days_of_a_marriage_come_in_as_those_of_the_calendar(town: Shell, folder: Path) -> None:
    rows = "0042;matrimonio;2026-11-30;15;2026-11-28\n0043;lutto;2026-11-30;3;2026-11-28"
    files = {"permessi.csv": f"matricola;tipo;giorno;giorni;evento\n{rows}"}
    words = ("staff", "import", put(folder, files), "--body", "valle", "--apply")
    done = [town(*words) for _ in range(2)]

    (file,) = Path.cwd().rglob("*.sqlite3")
    with closing(sqlite3.connect(file)) as database:
        found = database.execute("SELECT days, consecutive, takes FROM permit ORDER BY id")
        marriage, mourning = found.fetchall()
    assert [one.status for one in done] == [0, 0]
    assert marriage[:2] == (15, 1)
    assert "2026-12-14" in marriage[2]
    assert "2026-12-15" not in marriage[2]
    assert mourning[:2] == (3, 0)
