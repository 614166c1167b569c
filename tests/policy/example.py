"""The invented sixth municipality: its act, its policy file and its cases."""

from functools import cache
from pathlib import Path

from rules.casebook.read import Case, read
from rules.policy import library
from rules.policy.library import Policy

FOLDER = Path(__file__).parent
ID = "borgo-esempio"


def text() -> str:
    """The policy file."""
    return (FOLDER / f"{ID}.toml").read_text("utf-8")


def act() -> str:
    """The text of the act."""
    return (FOLDER / f"{ID}.txt").read_text("utf-8")


@cache
def policy() -> Policy:
    """The policy in both its versions."""
    return library.read(text(), f"{ID}.toml")


def cases() -> list[Case]:
    """The cases in order."""
    file = FOLDER / f"{ID}.yaml"
    return read(file.read_text("utf-8"), file.name, frozenset({ID}))
