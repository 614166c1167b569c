"""`sportello answer`, `casebook` and `policy`, as somebody at a terminal sees them."""

import json
from pathlib import Path

import pytest

from bot.cli.entry import main

CASE = """\
ente: tivoli
cases:
  - id: ninth-day
    at: 2026-11-16T10:15
    employee: {agreement: {from: 2026-01-01, scheme: {per_month: 8}}}
    given:
      - agile: [2026-11-02, 2026-11-03, 2026-11-04, 2026-11-05, 2026-11-09, 2026-11-10,
          2026-11-11, 2026-11-12]
    ask: {book: {day: 2026-11-26}}
    expect: {verdict: VERDICT, because: [20.4.a]}
"""


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    file = tmp_path / "cases.yaml"
    file.write_text(CASE.replace("VERDICT", "refused"), encoding="utf-8")
    return file


def run(*words: str | Path) -> int:
    with pytest.raises(SystemExit) as stopped:
        main([str(word) for word in words])
    return int(stopped.value.code or 0)


def test_answer_prints_an_array_with_figures_in_words(
    case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run("answer", case_file)

    [answer] = json.loads(capsys.readouterr().out)
    assert (status, answer["verdict"], answer["because"]) == (0, "refused", ["20.4.a"])
    assert "8" in answer["reasons"][0]["text"]


def test_casebook_ends_with_zero_where_all_is_as_expected(
    case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("casebook", case_file.parent) == 0
    assert "1 as expected" in capsys.readouterr().out


def test_casebook_ends_with_one_and_names_case_and_key_that_differ(
    case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case_file.write_text(CASE.replace("VERDICT", "allowed"), encoding="utf-8")

    status = run("casebook", case_file)

    assert status == 1
    assert "ninth-day: verdict: expected 'allowed', got 'refused'" in capsys.readouterr().out


def test_a_mistake_in_a_case_file_names_line_case_and_field_and_answers_nothing(
    case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case_file.write_text(CASE.replace("per_month", "per_moon"), encoding="utf-8")

    status = run("answer", case_file)

    said = capsys.readouterr()
    assert (status, said.out) == (2, "")
    assert "cases.yaml:5: case ninth-day: employee.agreement.scheme.per_moon" in said.err


@pytest.mark.parametrize("name", ["missing.yaml", "latin.yaml"])
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "latin.yaml").write_bytes("ente: perché".encode("latin-1"))

    assert run("casebook", tmp_path / name) == 2
    assert name in capsys.readouterr().err


def test_policy_list_names_every_body(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("policy", "list") == 0

    said = capsys.readouterr().out
    assert all(body in said for body in ("alonte", "arena-po", "ferrara", "sorano", "tivoli"))


def test_policy_show_gives_value_article_and_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("policy", "show", "tivoli") == 0

    said = capsys.readouterr().out
    assert "art. 20.4.a: «8 giornate al mese, con discrezionalità di ripartizione»" in said


def test_policy_show_of_an_unknown_body_lists_the_known_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("policy", "show", "atlantide") == 2
    assert "ferrara" in capsys.readouterr().err


def test_policy_check_finds_a_quote_that_is_not_in_the_act(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    act = tmp_path / "act.txt"
    act.write_text("Art. 1. Nothing of the kind.", encoding="utf-8")
    policy = Path(__file__).parents[2] / "rules" / "policies" / "tivoli.toml"

    status = run("policy", "check", policy, "--act", act)

    assert status == 2
    assert "does not stand in the act" in capsys.readouterr().err
