"""`sportello policy` as somebody at a terminal sees it."""

import re
from pathlib import Path

import pytest

from bot.cli.entry import main
from rules.policy.library import shipped
from tests.policy import example
from tests.rules.texts import shipped_text

DEMO = Path(__file__).parents[2] / "bot" / "demo" / "data"
BORGO = example.FOLDER / "borgo-esempio.toml"
STAFF = {
    "ente.csv": "codice;nome;regolamento\nvalle;Comune di Valle Finta;tivoli",
    "uffici.csv": "codice;nome\nanagrafe;Anagrafe",
    "dipendenti.csv": "matricola;cognome;nome;ufficio\n17;Finti;Ada;anagrafe",
    "accordi.csv": "matricola;dal\n17;2026-01-01",
    "giornate.csv": (
        "matricola;giorno;parte;stato\n17;2026-06-15;;\n17;2026-06-16;;\n17;2026-06-17;;\n"
        "17;2026-06-18;mattina;\n17;2026-06-19;;rifiutata"
    ),
}


def run(*words: str | Path) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(["policy", *(str(word) for word in words)])
    return int(stopped.value.code or 0)


@pytest.fixture
def staff(tmp_path: Path) -> Path:
    for name, text in STAFF.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_new_file_is_started_and_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "valle-finta.toml"

    assert run("new", "valle-finta", "--contract", "none", "--to", file) == 0
    assert "is started" in capsys.readouterr().out
    assert run("check", file) == 2
    wrong = capsys.readouterr().err.splitlines()
    assert all("to be filled in" in line for line in wrong)
    assert any("name: to be filled in: the body's name" in line for line in wrong)


def test_a_file_that_is_there_is_not_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "valle-finta.toml"
    file.write_text("mine", encoding="utf-8")

    assert run("new", "valle-finta", "--contract", "none", "--to", file) == 2
    assert "is there already" in capsys.readouterr().err
    assert file.read_text("utf-8") == "mine"


def test_an_id_that_cannot_be_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", "Valle Finta", "--contract", "none") == 2
    assert "small letters" in capsys.readouterr().err


def test_check_passes_with_the_act_and_tells_what_it_does_not_say(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("check", BORGO, "--act", example.FOLDER / "borgo-esempio.txt") == 0
    told = capsys.readouterr().out
    assert "silent from 2025-02-01: `on_call`" in told
    assert "below the act: CCNL Funzioni Locali 16 novembre 2022, applied from 2022-11-17" in told
    assert "Not known yet: CCNL Funzioni Locali 2022-2024, signed on 2026-02-23" in told
    assert told.endswith("1 file(s) in order.\n")


def test_check_ends_with_two_and_tells_everything_of_every_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    one.write_text(example.text().replace("max_days = 20", "maxdays = 20"), encoding="utf-8")
    two.write_text(example.text().replace("non sono frazionabili", "mai"), encoding="utf-8")

    assert run("check", one, two, "--act", example.FOLDER / "borgo-esempio.txt") == 2
    told = capsys.readouterr().err
    assert f"{one}:44: version[1].booking.quotas[2].maxdays: unknown key" in told
    assert "two.toml:57: version[1].booking.half_days.quote: 'Le giornate mai'" in told


def test_check_of_no_file_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", tmp_path / "none.toml") == 2
    assert "cannot be read: No such file" in capsys.readouterr().err


def test_diff_compares_a_file_with_itself_at_another_time(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("diff", f"{BORGO}@2026-06-30", f"{BORGO}@2026-07-01") == 0
    told = capsys.readouterr().out
    assert "Most days (week): max days is 2" in told
    assert told.endswith("9 difference(s).\n")


def test_diff_of_the_same_says_that_it_is_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("diff", "tivoli@2026-01-01", "tivoli@2026-06-01") == 0
    assert capsys.readouterr().out == "They say the same.\n"


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("rivoli", "No policy is called 'rivoli', and no file either. There are: alonte"),
        ("tivoli@domani", "'domani' in 'tivoli@domani' is not a day"),
        ("tivoli@2001-01-01", "policy 'tivoli' says nothing for 2001-01-01"),
    ],
)
def test_diff_of_what_is_not_there_is_refused(
    name: str, wrong: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("diff", name, "sorano") == 2
    assert wrong in capsys.readouterr().err


def test_simulate_counts_what_another_policy_would_have_said_and_names_nobody(
    staff: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("simulate", "--as", BORGO, staff) == 0
    told = capsys.readouterr().out
    assert "Days under borgo-esempio: 4 in all, 2 allowed, 2 refused." in told
    assert "1: anchor day, art. 3.6 «Il mercoledì tutto il personale" in told
    assert "1: half not allowed, art. 3.3" in told
    assert "(17 on 2026-06-17)" in told
    assert "Finti" not in told


def test_simulate_asks_about_permits_and_turns_and_names_nobody_by_a_permit(
    staff: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    permits = "matricola;tipo;giorno;dalle;minuti\n17;breve;2026-06-15;09:00;120\n"
    many = "".join(f"17;motivi_personali;2026-06-{day};09:00;400\n" for day in (16, 17, 18))
    (staff / "permessi.csv").write_text(permits + many, encoding="utf-8")
    (staff / "turni.csv").write_text("matricola;lunedi\n17;2026-06-15", encoding="utf-8")

    assert run("simulate", "--as", "tivoli", staff) == 0
    told = capsys.readouterr().out
    assert "Permits under tivoli: 4 in all, 3 allowed, 1 refused." in told
    assert re.search(r"\n  1: permit over time, CCNL art\. 41\.1 «[^»]*»\n", told)
    assert "On-call weeks under tivoli: 1 in all, 1 refused." in told
    assert "(17 on 2026-06-15)" in told


def test_simulate_takes_case_files_too(capsys: pytest.CaptureFixture[str]) -> None:
    cases = Path(__file__).parents[1] / "casebook" / "alonte.yaml"

    assert run("simulate", "--as", "alonte", cases) == 0
    told = capsys.readouterr().out
    assert "Days under alonte: " in told
    assert "Permits under alonte: " in told


def test_simulate_of_wrong_rows_tells_them_all_and_answers_nothing(
    staff: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (staff / "giornate.csv").write_text("matricola;giorno\n17;ieri\n99;2026-06-15\n", "utf-8")

    assert run("simulate", "--as", "sorano", staff) == 2
    captured = capsys.readouterr()
    assert "ieri" in captured.err
    assert "99" in captured.err
    assert captured.out == ""


def test_simulate_of_an_empty_folder_says_what_it_wants(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("simulate", "--as", "sorano", tmp_path) == 2
    assert "neither the CSV files" in capsys.readouterr().err


@pytest.mark.parametrize("body", sorted(shipped()))
def test_every_day_of_the_demo_is_asked(body: str, capsys: pytest.CaptureFixture[str]) -> None:
    rows = (DEMO / body / "giornate.csv").read_text("utf-8-sig", errors="replace").splitlines()[1:]
    booked = [row for row in rows if not re.search("presenza|in_attesa|rifiutata|annullata", row)]

    assert run("simulate", "--as", "tivoli", DEMO / body) == 0
    assert f"Days under tivoli: {len(booked)} in all" in capsys.readouterr().out


def test_a_new_file_does_not_guess_the_contract(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ateneo.toml"

    assert run("new", "ateneo", "--to", file) == 2
    assert "Which national contract?" in capsys.readouterr().err
    assert not file.exists()


WRONG = ("max_days = 100", 'max_days = "100"')
IN_ENGLISH, IN_ITALIAN = "write a number", "scrivi un numero"


def wrong_policy(folder: Path) -> Path:
    file = folder / "wrong.toml"
    text = shipped_text("arena-po").replace('id = "arena-po"', 'id = "wrong"')
    file.write_text(text.replace(*WRONG), encoding="utf-8")
    return file


def test_errors_are_told_in_english_where_nothing_is_set(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", wrong_policy(tmp_path)) == 2
    assert IN_ENGLISH in capsys.readouterr().err


def test_errors_are_told_in_italian_by_setting(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPORTELLO_POLICY_LANGUAGE", "it")

    assert run("check", wrong_policy(tmp_path)) == 2
    assert IN_ITALIAN in capsys.readouterr().err


def test_the_option_is_stronger_than_the_setting(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPORTELLO_POLICY_LANGUAGE", "it")

    assert run("check", "--language", "en", wrong_policy(tmp_path)) == 2
    assert IN_ENGLISH in capsys.readouterr().err


def test_a_language_that_nobody_speaks_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPORTELLO_POLICY_LANGUAGE", "de")

    assert run("check", wrong_policy(tmp_path)) == 2
    assert "write en or it" in capsys.readouterr().err


@pytest.mark.parametrize("body", sorted(shipped()))
def test_the_permits_and_turns_of_the_demo_are_what_its_act_allows(
    body: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("simulate", "--as", body, DEMO / body) == 0
    told = capsys.readouterr().out
    assert f"Permits under {body}: 3 in all, 3 allowed." in told
    assert re.search(rf"On-call weeks under {body}: (\d) in all, \1 allowed\.", told)


def test_norms_are_written_and_then_up_to_date(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("norms", "--to", tmp_path, "--check") == 1
    assert "Run `sportello policy norms`" in capsys.readouterr().err
    assert run("norms", "--to", tmp_path) == 0
    assert run("norms", "--to", tmp_path, "--check") == 0
    assert sorted(page.stem for page in tmp_path.glob("*.md")) == sorted(shipped())


def test_list_names_every_policy(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list") == 0
    assert [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()] == sorted(
        shipped()
    )
