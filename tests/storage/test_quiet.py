"""What disconnection depends on reaches as far back as a permit of whole days may."""

from datetime import timedelta

from rules.calendar import is_free, workdays_of
from rules.facts import Permit
from storage.days import absences, quiet
from storage.store import Store
from tests.storage.conftest import TODAY, Town


def test_a_permit_that_began_months_ago_still_leaves_its_person_in_peace(
    store: Store, town: Town
) -> None:
    began = TODAY - timedelta(days=60)
    with store.writing() as uow:
        absences.add_permit(uow, town.anna, Permit(kind="study", on=began, days=60))
        uow.commit()

    with store.reading() as uow:
        case = quiet.load(uow, [town.anna], on=TODAY)[town.anna]

    assert is_free(case.history, TODAY, workdays_of(case.person, 5))
