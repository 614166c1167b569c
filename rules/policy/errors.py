"""What can be wrong with a policy, said with file, line, key, value and what is expected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rules.wrong import in_language


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, under which key, and what to write instead."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        """Put it in one line, as editors understand it."""
        return self.told("en")

    def told(self, locale: str) -> str:
        """Put it in one line, in Italian ("it") or English."""
        message = in_language(self.message, locale)
        return f"{self.file}:{self.line}: {self.key}: {message}"


class PolicyError(Exception):
    """A policy file cannot be used; `problems` lists everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


class PolicyNotInForceError(LookupError):
    """No version of a policy holds on the day that is asked about."""

    def __init__(self, policy_id: str, day: date, first_day: date) -> None:
        self.policy_id, self.day, self.first_day = policy_id, day, first_day
        super().__init__(
            f"policy {policy_id!r} says nothing for {day}: its first version holds from "
            f"{first_day}. Ask for a later day, or add a [[version]] to its file."
        )
