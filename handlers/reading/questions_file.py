"""questions.toml: how questions are asked, and the patterns that stand in it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


def patterns_compiled() -> int:
    """Give how many patterns stand ready: all of them, once a question was looked for."""
    return pattern_of.cache_info().currsize


@cache
def questions_file() -> dict[str, Any]:
    """Read the file once: its patterns, matters and questions."""
    return tomllib.loads(Path(__file__).with_name("questions.toml").read_text(encoding="utf-8"))


@cache
def pattern_of(text: str) -> re.Pattern[str]:
    """Compile a pattern of whole words; those that begin with ^ are for the whole sentence."""
    for name, part in questions_file()["patterns"].items():
        text = text.replace(f"{{{name}}}", part)
    return re.compile(text if text.startswith("^") else rf"\b(?:{text})\b")
