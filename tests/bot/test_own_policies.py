"""A body's own policy files, beside those that come with the desk."""

import asyncio
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.clock import system_clock
from bot.playground import Limits, Playground
from tests.bot.test_cli import Shell, bare, put_database  # noqa: F401  a fixture
from tests.policy import example, test_seventh

VALLE = {
    "ente.csv": "codice;nome;regolamento\nborgo;Comune di Borgo Esempio;borgo-esempio\n",
    "uffici.csv": "codice;nome\nanagrafe;Anagrafe\n",
    "dipendenti.csv": (
        "matricola;cognome;nome;ufficio;attivita\n"
        "1;Finti;Ada;anagrafe;\n"
        "2;Provetti;Ugo;anagrafe;polizia_locale\n"
    ),
}


@pytest.fixture
def own(bare: Shell, key: str, tmp_path: Path) -> Path:  # noqa: F811  the fixture
    """A folder of own policies with that of Borgo Esempio, named by the setting."""
    folder = tmp_path / "policies"
    folder.mkdir()
    (folder / "borgo.toml").write_text(example.text(), encoding="utf-8")
    (folder / "notes.txt").write_text("not a policy", encoding="utf-8")
    bare.set(POLICIES=str(folder), ENCRYPTION_KEYS=key)
    return folder


@pytest.fixture
def staff(tmp_path: Path) -> str:
    folder = tmp_path / "staff"
    folder.mkdir()
    for name, text in VALLE.items():
        (folder / name).write_text(text, encoding="utf-8")
    return str(folder)


@pytest.fixture
def shell(bare: Shell, own: Path, sqlite_template: Path, tmp_path: Path) -> Shell:  # noqa: F811  the fixture
    """A desk with the folder, and a database."""
    put_database(sqlite_template, tmp_path / "data" / "sportello.sqlite3")
    return bare


def test_an_own_policy_is_listed_compared_and_asked(shell: Shell) -> None:
    cases = str(example.FOLDER / "borgo-esempio.yaml")

    assert "borgo-esempio: Comune di Borgo Esempio." in shell("policy", "list").out
    assert "Le giornate non sono frazionabili" in shell("policy", "show", "borgo-esempio").out
    assert "difference(s)." in shell("policy", "diff", "borgo-esempio", "tivoli").out
    assert shell("casebook", cases).status == 0
    assert shell("policy", "simulate", "--as", "borgo-esempio", cases).status == 0


def test_without_the_setting_nobody_knows_it(shell: Shell) -> None:
    shell.set(POLICIES="")

    assert shell("policy", "show", "borgo-esempio").status == 2


def test_the_setting_may_stand_in_the_env_file(shell: Shell, own: Path) -> None:
    shell.set(POLICIES="")
    Path(".env").write_text(f"SPORTELLO_POLICIES={own}\n", encoding="utf-8")

    assert "borgo-esempio" in shell("policy", "list").out


def test_a_kind_of_work_of_its_own_policy_is_imported_put_to_the_act_and_ranked(
    shell: Shell, own: Path, tmp_path: Path
) -> None:
    (own / "ateneo.toml").write_text(test_seventh.TEXT, encoding="utf-8")
    folder = tmp_path / "ateneo"
    folder.mkdir()
    ente = "codice;nome;regolamento\nateneo;Ateneo di Esempio;ateneo-esempio\n"
    people = VALLE["dipendenti.csv"].replace("polizia_locale", "lavoro nei laboratori")
    for name, text in (VALLE | {"ente.csv": ente, "dipendenti.csv": people}).items():
        (folder / name).write_text(text, encoding="utf-8")
    asked = ("--places", "1", "--staff", "20", "--at", "2026-03-02")
    ranked = shell("rank", str(folder), *asked)

    assert shell("staff", "import", str(folder), "--apply").status == 0
    assert shell("policy", "simulate", "--as", "ateneo-esempio", str(folder)).status == 0
    assert "1. 1: admitted" in ranked.out
    assert "-. 2: not admissible" in ranked.out
    cases = test_seventh.FOLDER / "ateneo-esempio.yaml"
    assert shell("policy", "simulate", "--as", "ateneo-esempio", str(cases)).status == 0
    assert shell("rank", str(cases), "--case", "ateneo-rank-001").status == 0


def test_a_file_with_an_error_stops_run_before_anything_else(shell: Shell, own: Path) -> None:
    wrong = example.text().replace("max_days = 20", "maxdays = 20")
    (own / "borgo.toml").write_text(wrong, encoding="utf-8")
    shell.set(TOKEN="123456789:AAdesk-desk_desk-desk_desk-desk_desk-d")
    said = shell("run")

    assert (said.status, said.out) == (2, "")
    assert (
        f"{own / 'borgo.toml'}:44: version[1].booking.quotas[2].maxdays: unknown key" in said.err
    )
    assert "write 'max_days'" in said.err
    assert "its value is 20" in said.err


@pytest.mark.parametrize("taken", ["tivoli", "law", "funzioni-locali"])
def test_an_own_file_never_takes_the_place_of_a_shipped_one(
    shell: Shell, own: Path, taken: str
) -> None:
    text = example.text().replace('id = "borgo-esempio"', f'id = "{taken}"')
    (own / "borgo.toml").write_text(text, encoding="utf-8")
    said = shell("policy", "list")

    assert said.status == 2
    assert f"{own / 'borgo.toml'}:3: id: '{taken}' comes with the desk" in said.err
    assert f"write another id, as '{taken}-own'" in said.err


def test_two_own_files_cannot_share_an_id(shell: Shell, own: Path) -> None:
    (own / "second.toml").write_text(example.text(), encoding="utf-8")
    said = shell("policy", "list")

    assert said.status == 2
    assert "second.toml:3: id: 'borgo-esempio' is the id of borgo.toml too" in said.err


def test_a_folder_that_is_not_there_is_named_with_the_setting(shell: Shell) -> None:
    shell.set(POLICIES="nowhere")
    said = shell("policy", "list")

    assert said.status == 2
    assert "SPORTELLO_POLICIES: nowhere is no folder that can be read" in said.err


def test_a_file_that_is_no_text_is_refused(shell: Shell, own: Path) -> None:
    (own / "borgo.toml").write_bytes(b'id = "borgo\xff"')

    assert "not UTF-8 at byte 11" in shell("policy", "list").err


def test_the_doctor_names_own_policies_and_those_grown_old(shell: Shell, own: Path) -> None:
    old = example.text().replace("verified_on = 2026-07-01", "verified_on = 2025-03-01")
    (own / "borgo.toml").write_text(old, encoding="utf-8")
    shell.set(API_BASE="http://127.0.0.1:1")
    said = shell("doctor")

    assert re.search(r"ok +policies: 5 are valid, and of your own in .*: borgo-esempio", said.out)
    assert re.search(r"look +verified: .*'borgo-esempio' was last held .* 2025-03-01", said.out)


def test_the_doctor_names_the_contract_applied_and_the_later_one_not_known(
    shell: Shell, own: Path
) -> None:
    shell.set(API_BASE="http://127.0.0.1:1")
    (line,) = [one for one in shell("doctor").out.splitlines() if " contracts: " in one]

    assert line.startswith("look ")
    assert "CCNL Funzioni Locali 16 novembre 2022, applied from 2022-11-17" in line
    assert "Not known yet: CCNL Funzioni Locali 2022-2024, signed on 2026-02-23" in line


def test_the_doctor_names_what_is_wrong_with_an_own_policy(shell: Shell, own: Path) -> None:
    (own / "borgo.toml").write_text("id = ", encoding="utf-8")
    shell.set(API_BASE="http://127.0.0.1:1")
    said = shell("doctor")

    assert said.status == 1
    assert re.search(r"WRONG +policies: .*borgo\.toml:1: ", said.out)


def test_an_import_for_a_policy_that_is_not_installed_is_refused(shell: Shell, staff: str) -> None:
    shell.set(POLICIES="")
    said = shell("staff", "import", staff, "--apply")

    assert said.status == 1
    assert "ente.csv, line 2, regolamento" in said.err
    assert "an installed policy: alonte, arena-po" in said.err


def test_run_stops_if_a_body_follows_a_policy_that_went_away(shell: Shell, staff: str) -> None:
    assert shell("staff", "import", staff, "--apply").status == 0
    shell.set(POLICIES="", TOKEN="123456789:AAdesk-desk_desk-desk_desk-desk_desk-d")
    said = shell("run")

    assert said.status == 2
    assert "borgo follows 'borgo-esempio'" in said.err
    assert "SPORTELLO_POLICIES" in said.err


@asynccontextmanager
async def desk_of_its_own() -> AsyncIterator[None]:
    """Let `sportello run` answer over the playground."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot.cli", "run")
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)
        await process.wait()


@pytest.fixture
def codes(shell: Shell, staff: str) -> list[str]:
    """Invitations for Ada, who works in an office, and Ugo of the local police."""
    assert shell("staff", "import", staff, "--apply").status == 0
    return [shell("invite", number, "--body", "borgo").out.split()[-1] for number in "12"]


async def test_the_desk_answers_in_chat_from_an_own_file(shell: Shell, codes: list[str]) -> None:
    async with Playground(clock=system_clock, limits=Limits.quick(), local=True) as playground:
        shell.set(TOKEN=playground.token, API_BASE=playground.root_url)
        people = [await playground.client.add_person(name) for name in ("Ada", "Ugo")]
        async with desk_of_its_own():
            for person, code in zip(people, codes, strict=True):
                await person.starts(code)
                await person.waits_for("Borgo Esempio", patience=20)
            may, may_not = [await person.asks("/idoneita") for person in people]

    assert "Sì, puoi chiedere il lavoro agile" in may.text
    assert "2.2" in may_not.text
