"""Which tests stay together in one process when they run side by side, and in which order."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

TOGETHER = "tests/browser/"
"""One browser for all of its files; every other file is handed out by itself."""
APART = "tests/e2e/"
"""Stories that take seconds each, and wait for most of them: no two need be in one process."""

LONGEST = (
    TOGETHER,
    "tests/e2e/test_killed.py",
    "tests/handlers/test_forms_contract.py",
    "tests/handlers/test_hostile_hands.py",
    "tests/phrases/",
    "tests/rules/test_citing.py",
    "tests/rules/test_every_key.py",
    "tests/rules/test_later_properties.py",
)
"""What takes most of a minute comes first, so that no process is left alone with it at the end."""
STORIES_END_AT = 0.7
"""Where in the run the last story is: until then there is always something to do beside one."""


def scope_of(nodeid: str) -> str:
    """Give what a test is handed out with: its file, in most cases."""
    if nodeid.startswith(TOGETHER):
        return TOGETHER
    return nodeid if nodeid.startswith(APART) else nodeid.partition("::")[0]


def own_way_round(folder: Path, process: int, processes: int) -> list[str]:
    """
    Give what is in a folder of tests, with another beginning for each process.

    Whoever comes first to a file must write its asserts anew, which takes longer than to import
    it, and keeps it for the others; who all begin with the same file all do it.
    """
    found = sorted(
        str(path) for path in folder.iterdir() if path.is_dir() or path.match("test_*.py")
    )
    start = len(found) * process // processes
    return [*found[start:], *found[:start]]


def in_turn(items: list[pytest.Item]) -> list[pytest.Item]:
    """Put the longest first, then files and stories by turns, small files at the end."""
    scopes: defaultdict[str, list[pytest.Item]] = defaultdict(list)
    for item in sorted(items, key=lambda item: item.path):  # each process finds them otherwise
        scopes[scope_of(item.nodeid)].append(item)
    longest = [name for name in scopes if name.startswith(LONGEST)]
    stories = [name for name in scopes if name.startswith(APART) and name not in longest]
    others = [name for name in scopes if name not in {*longest, *stories}]
    others.sort(key=lambda name: -len(scopes[name]))
    place = {name: at * STORIES_END_AT / len(stories) for at, name in enumerate(stories)}
    place |= {name: at / len(others) for at, name in enumerate(others)}
    order = [*longest, *sorted(place, key=lambda name: place[name])]
    return [item for name in order for item in scopes[name]]


class SomeTogether(LoadScopeScheduling):  # type: ignore[misc] # xdist has no types
    """
    Give each process a file after the other, so that what a file sets up is set up once.

    Handed out one by one, thousands of tests are dear: whenever one has ended, xdist looks
    through all that a process was ever given.
    """

    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid)

    def mark_test_complete(self, node: Any, item_index: int, duration: float = 0) -> None:
        """Forget a file once all of it has run."""
        given = self.assigned_work[node]
        super().mark_test_complete(node, item_index, duration)
        scope = self._split_scope(self.registered_collections[node][item_index])
        if all(given[scope].values()):
            del given[scope]
