"""Files that commands of the law are given: read whole, or refused with what is wrong."""

from __future__ import annotations

from pathlib import Path

from bot.refusal import Refusal
from rules.policy import library
from rules.policy.errors import PolicyError
from rules.policy.library import Policy

MISUSED = 2
MOST_BYTES = 20_000_000


def text_of(file: Path) -> str:
    """Read a text file; raise Refusal if it cannot be read or is not UTF-8."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise Refusal(f"{file}: over {MOST_BYTES} bytes: no such file is.", status=MISUSED)
        # Editors of Windows put a mark before the first letter: it is no part of the text.
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Refusal(f"{file}: cannot be read: {error.strerror}.", status=MISUSED) from error
    except UnicodeDecodeError as error:
        message = f"{file}: not UTF-8 at byte {error.start}: save it as UTF-8."
        raise Refusal(message, status=MISUSED) from error


def policy_of(file: Path) -> Policy:
    """Read a policy file; raise Refusal with everything that is wrong with it."""
    try:
        return library.read(text_of(file), str(file))
    except PolicyError as error:
        raise Refusal(str(error), status=MISUSED) from error
