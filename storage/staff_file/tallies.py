"""How much of each file was new, brought up to date, or left as it was."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """How many rows were new, how many known ones were brought up to date, or left as they are."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0

    def count(self, *, new: bool, changed: bool = False) -> None:
        """Count one row."""
        self.new += new
        self.updated += changed
        self.unchanged += not (new or changed)

    def count_changed(self, changed: bool | None) -> None:  # noqa: FBT001  as the store answers
        """Count one row by whether a known one was changed, None if it is new."""
        self.count(new=changed is None, changed=bool(changed))


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What an import did, or in a dry run would do."""

    body_id: str
    offices: Tally = field(default_factory=Tally)
    employees: Tally = field(default_factory=Tally)
    posts: Tally = field(default_factory=Tally)
    agreements: Tally = field(default_factory=Tally)
    days: Tally = field(default_factory=Tally)
    absences: Tally = field(default_factory=Tally)
    permits: Tally = field(default_factory=Tally)
    derogations: Tally = field(default_factory=Tally)
    turns: Tally = field(default_factory=Tally)
    closures: Tally = field(default_factory=Tally)
