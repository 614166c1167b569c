"""Files that commands of the law are given: read whole, or refused with what is wrong."""

from __future__ import annotations

from pathlib import Path

from bot.refusal import Refusal
from rules.policy import library
from rules.policy.errors import PolicyError
from rules.policy.library import Policy

MISUSED = 2
MOST_BYTES = 20_000_000


def text_of(file: Path, *, status: int = MISUSED) -> str:
    """Read a text file; raise Refusal, with a status, if it cannot be read or is not UTF-8."""
    try:
        with file.open("rb") as opened:  # a device tells no size, and may never end
            found = opened.read(MOST_BYTES + 1)
        if len(found) > MOST_BYTES:
            raise Refusal(f"{file}: over {MOST_BYTES} bytes: no such file is.", status=status)
        # Editors of Windows put a mark before the first letter: it is no part of the text.
        return found.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except OSError as error:
        raise Refusal(f"{file}: cannot be read: {error.strerror}.", status=status) from error
    except UnicodeDecodeError as error:
        message = f"{file}: not UTF-8 at byte {error.start}: save it as UTF-8."
        raise Refusal(message, status=status) from error


def told_in_letters(word: str, what: str) -> str:
    """Give a word of the command line; raise Refusal if no database could hold its letters."""
    if any("\ud800" <= letter <= "\udfff" for letter in word):
        raise Refusal(f"{what} is not written in UTF-8: write it again.", status=MISUSED)
    return word


def policy_of(file: Path) -> Policy:
    """Read a policy file; raise Refusal with everything that is wrong with it."""
    try:
        return library.read(text_of(file), str(file))
    except PolicyError as error:
        raise Refusal(str(error), status=MISUSED) from error
