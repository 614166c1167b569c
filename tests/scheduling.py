"""Which tests stay together in one process when they run side by side."""

from typing import Any

from xdist.scheduler import LoadScopeScheduling

TOGETHER = "tests/browser/"
"""One browser for all of its files; every other file is handed out by itself."""
APART = "tests/e2e/"
"""Stories that take seconds each, and wait for most of them: no two need be in one process."""


class SomeTogether(LoadScopeScheduling):  # type: ignore[misc] # xdist has no types
    """
    Give each process a file after the other, so that what a file sets up is set up once.

    Handed out one by one, fourteen thousand tests cost a twentieth of the whole run: xdist looks
    through all that a process was ever given whenever a test has ended.
    """

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(TOGETHER):
            return TOGETHER
        return nodeid if nodeid.startswith(APART) else nodeid.partition("::")[0]

    def mark_test_complete(self, node: Any, item_index: int, duration: float = 0) -> None:
        """Forget a file once all of it has run."""
        given = self.assigned_work[node]
        super().mark_test_complete(node, item_index, duration)
        scope = self._split_scope(self.registered_collections[node][item_index])
        if all(given[scope].values()):
            del given[scope]
