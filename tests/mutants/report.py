"""What became of each change, kept in a file by line, and told at the end."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.mutants.operators import Mutant

NOTICED = ("case", "test", "time")


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    Who noticed a change.

    `by` is "case", "test" or "time" (it took too long) if somebody did; "nobody" if some ran it
    and none noticed; "unrun" if none runs it; "skipped" if it cannot be put in place.
    """

    by: str
    which: str = ""


class Kept:
    """The outcomes of earlier runs with the same law and the same tests."""

    def __init__(self, folder: Path, mark: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / f"outcomes-{mark}.jsonl"
        self._outcomes: dict[str, Outcome] = {}
        if self._file.exists():
            for line in self._file.read_text("utf-8").splitlines():
                row = json.loads(line)
                key = row.pop("key")
                self._outcomes[key] = Outcome(**row)

    def of(self, mutant: Mutant) -> Outcome | None:
        """Give what became of a change, None if it was not judged yet."""
        return self._outcomes.get(mutant.key)

    def add(self, mutant: Mutant, outcome: Outcome) -> None:
        """Keep what became of a change; each is on the disk before the next."""
        self._outcomes[mutant.key] = outcome
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"key": mutant.key, **asdict(outcome)}) + "\n")


def report(sample: Sequence[Mutant], kept: Kept) -> Iterator[str]:
    """Give the lines of the report: survivors by file and line, the score of each file, of all."""
    judged = [(mutant, outcome) for mutant in sample if (outcome := kept.of(mutant)) is not None]
    for mutant, outcome in judged:
        if outcome.by in {"nobody", "unrun"}:
            word = "survives" if outcome.by == "nobody" else "is run by nobody"
            yield f"{mutant.file}:{mutant.line}: {mutant.definition}: {mutant.change}: {word}"
    for file in dict.fromkeys(mutant.file for mutant, _ in judged):
        yield f"{file}: {_score([o for m, o in judged if m.file == file])}"
    yield f"all: {_score([outcome for _, outcome in judged])}"
    if len(judged) < len(sample):
        yield f"{len(sample) - len(judged)} not judged yet: run it again to go on"


def _score(outcomes: Sequence[Outcome]) -> str:
    counts = Counter(outcome.by for outcome in outcomes if outcome.by != "skipped")
    all_of_them = sum(counts.values())
    noticed = sum(counts[by] for by in NOTICED)
    share = f"{noticed / all_of_them:.1%}" if all_of_them else "nothing to judge"
    parts = ", ".join(f"{number} {by}" for by, number in sorted(counts.items()))
    return f"{noticed} of {all_of_them} noticed ({share}): {parts}"
