"""Which tests stay together in one process when they run side by side."""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = (
    "tests/browser/",
    "tests/phrases/test_phrases.py",
    "tests/handlers/test_forms_contract.py",
)
"""One browser; phrases that are read once; a town that takes long to be settled."""


class SomeTogether(LoadScopeScheduling):  # type: ignore[misc] # xdist has no types
    """Give each process the next test, but some of them only together."""

    def _split_scope(self, nodeid: str) -> str:
        return next((place for place in TOGETHER if nodeid.startswith(place)), nodeid)
