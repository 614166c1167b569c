"""What the doctor says of bodies: nobody for HR, nobody who decides, grounds not looked at."""

from pathlib import Path

from handlers.desk.context import Desk
from handlers.desk.grounds.duties import look_again
from storage.days import grounds
from tests.bot.test_cli import Shell, bare, opened, shell  # noqa: F401  fixtures
from tests.bot.test_staff_import import folder, put  # noqa: F401  fixtures
from tests.storage.conftest import NOW
from tests.storage.staff_town import FILES, PEOPLE


def bring(shell: Shell, folder: Path, files: dict[str, str]) -> None:  # noqa: F811  the fixtures
    said = shell("staff", "import", put(folder, files), "--apply", *CONSENTS)
    assert said.status == 0, said.err


def line_of(shell: Shell, what: str) -> str:  # noqa: F811  the fixture
    (line,) = [one for one in shell("doctor").out.splitlines() if f" {what}: " in one]
    return line


def staff(*rows: str) -> dict[str, str]:
    lines = "\n".join(rows)
    people = f"{PEOPLE};qualifica;incarichi\n{lines}"
    return {**FILES, "dipendenti.csv": people, "accordi.csv": "matricola;dal"}


HEAD = "1;Provetti;Eva;anagrafe;dirigente;dirigente"
CONSENTS = ("--end-posts", "--against-the-act")
CLERKS = ("2;Finti;Ada;anagrafe;;", "3;Neri;Ivo;tributi;;")
HR = "4;Inventi;Ugo;anagrafe;;personale"


def test_a_body_with_hr_and_heads_is_well(
    shell: Shell,  # noqa: F811  the fixtures
    folder: Path,  # noqa: F811
) -> None:
    head = f"{HEAD}|dirigente:tributi"
    bring(shell, folder, staff(head, *CLERKS, HR))

    assert line_of(shell, "deciding").startswith("ok     deciding: every body has HR")


def test_offices_that_nobody_decides_for_are_named_with_the_roles(
    shell: Shell,  # noqa: F811  the fixtures
    folder: Path,  # noqa: F811
) -> None:
    bring(shell, folder, staff(HEAD, *CLERKS, HR))

    line = line_of(shell, "deciding")
    assert line.startswith("look   deciding: in valle nobody decides about the people of tributi")
    assert "(nobody holds dirigente)" in line
    assert "anagrafe" not in line
    assert "HR" not in line
    assert "sportello staff import" in line


def test_a_body_without_hr_and_without_anybody_who_decides_is_told_of_both(
    shell: Shell,  # noqa: F811  the fixtures
    folder: Path,  # noqa: F811
) -> None:
    bring(shell, folder, staff(*CLERKS))

    line = line_of(shell, "deciding")
    assert "valle has nobody for HR (personale)" in line
    assert "in valle nobody decides about the people of any office" in line


def test_who_has_left_decides_for_nobody(
    shell: Shell,  # noqa: F811  the fixtures
    folder: Path,  # noqa: F811
) -> None:
    bring(shell, folder, staff(f"{HEAD}|dirigente:tributi", *CLERKS, HR))
    gone = f"{PEOPLE};cessato_il\n1;Provetti;Eva;anagrafe;2026-01-31"
    bring(shell, folder, {**FILES, "dipendenti.csv": gone, "accordi.csv": "matricola;dal"})

    assert "of any office" in line_of(shell, "deciding")


def test_a_store_that_cannot_be_opened_is_not_spoken_of_twice(
    bare: Shell,  # noqa: F811  the fixture
) -> None:
    for what in ("deciding", "grounds"):
        assert "nobody can look" in line_of(bare, what)


def test_what_could_not_be_looked_at_again_is_told_with_the_body(
    shell: Shell,  # noqa: F811  the fixtures
    folder: Path,  # noqa: F811
) -> None:
    head = f"{HEAD}|dirigente:tributi"
    days = {"giornate.csv": "matricola;giorno\n2;2026-11-25"}
    bring(shell, folder, staff(head, *CLERKS, HR) | days)
    before = line_of(shell, "grounds")
    with opened(shell) as store:
        look_again(Desk(store, {}, lambda: NOW))  # the policy of the body went away
        with store.reading() as uow:
            assert [one.error for one in grounds.unjudged(uow)] == ["KeyError"]

    assert before.startswith("ok ")
    line = line_of(shell, "grounds")
    assert line.startswith("look ")
    assert "1 people of valle (KeyError, last tried 2026-11-23 10:00)" in line
    assert "look_again.failed" in line
