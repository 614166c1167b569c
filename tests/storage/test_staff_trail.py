"""What files change is explained by the trail: an import is no forgery."""

from storage.store import Store
from storage.trail import standing
from tests.storage.staff_town import FILES, bring


def test_an_agreement_that_a_file_ends_is_explained(sqlite_store: Store) -> None:
    bring(sqlite_store, FILES)
    bring(sqlite_store, {"accordi.csv": "matricola;dal;al\n0043;2026-01-01;2026-11-30"})

    with sqlite_store.reading() as uow:
        assert list(standing.unexplained(uow)) == []
