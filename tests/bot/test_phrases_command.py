"""`sportello phrases`."""

from pathlib import Path

import pytest

from bot.cli import main

PHRASES = """
["2026-11-21"]
"prenota giovedì" = "book 2026-11-26"
"prenota" = "? which_day"
"""


def status_of(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(["phrases", *arguments])
    return int(stopped.value.code or 0)


def test_figures_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "phrases.toml"
    file.write_text(PHRASES, encoding="utf-8")

    status = status_of(str(file))

    told = capsys.readouterr().out
    assert status == 0
    assert (
        "1 (50.0%) understood, 1 (50.0%) asked with a way on, 0 (0.0%) dead ends, 0 misread"
        in told
    )
    assert "ms of processor time a phrase" in told


def test_what_is_misunderstood_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "phrases.toml"
    file.write_text(PHRASES.replace("11-26", "11-27"), encoding="utf-8")

    status = status_of(str(file))

    told = capsys.readouterr().out
    assert status == 1
    assert "'prenota giovedì'" in told
    assert "should be book 2026-11-27" in told
    assert "was heard book 2026-11-26" in told


def test_many_dead_ends_are_a_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "phrases.toml"
    file.write_text('["2026-11-21"]\n"uffa" = "? unknown_word"', encoding="utf-8")

    status = status_of(str(file))

    assert status == 1
    assert "1 (100.0%) dead ends, 0 misread" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["[", '["ieri"]'])
def test_a_file_of_another_shape_is_misuse(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    file = tmp_path / "phrases.toml"
    file.write_text(text, encoding="utf-8")

    assert status_of(str(file)) == 2
    assert str(file) in capsys.readouterr().err
