"""`Anzi venerdì`: words before an answer that only say that it takes the place of another."""

from __future__ import annotations

import re

BEFORE = re.compile(
    r"^\s*(?:(?:no|anzi|aspetta|aspetti|scusa|scusi|pardon|wait|sorry|rather)\b[\s,.:;]*)+(?=\S)",
    re.IGNORECASE,
)


def without_second_thought(text: str) -> str:
    """Give the answer itself: `venerdì` of `no aspetta, anzi venerdì`."""
    return BEFORE.sub("", text)
