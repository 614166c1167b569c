"""Messages that were given up: nothing to ask or press, HR is told."""

from __future__ import annotations

from handlers.chat.feature import Feature
from handlers.desk.letters import report

FEATURE = Feature(name="letters", duties={"letters": report})
