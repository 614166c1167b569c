"""Kinds of work in a cell: those that every body knows, and those of one act alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from storage.people.names import folded
from storage.staff_file import words
from storage.staff_file.problems import CellError


@dataclass(frozen=True, slots=True)
class OwnKinds:
    """The kinds of work that a policy alone declares: its id, and its words by kind."""

    policy_id: str
    words: Mapping[str, str]

    def read(self, texts: Iterable[str]) -> tuple[str, ...]:
        """
        Read kinds as a file writes them, the act's own by their name or in its words.

        Raises CellError with all that may be written.
        """
        own = {_written(name): kind for kind, said in self.words.items() for name in (kind, said)}
        meanings = {**own, **words.KINDS}
        written = [_written(text) for text in texts]
        if not meanings.keys() >= set(written):
            raise CellError(f"one of: {', '.join(words.KINDS)}{self._own()}")
        return tuple(meanings[text] for text in written)

    def _own(self) -> str:
        if not self.words:
            return ""
        own = ", ".join(f"{kind} ({said})" for kind, said in sorted(self.words.items()))
        return f"; or what {self.policy_id} alone knows: {own}"


def _written(text: str) -> str:
    return folded(text).replace(" ", "_")
