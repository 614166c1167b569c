"""A permit that a last day of service had shortened: whole again once that is taken back."""

from datetime import date, timedelta

import pytest

from handlers.desk.context import Desk
from handlers.desk.grounds.duties import look_again
from handlers.desk.grounds.lengthened import Lengthened, lengthen, tell_lengthened
from rules.decision import Decision, Verdict
from rules.facts import Permit
from rules.policy import library
from storage import staff_file
from storage.people import people
from storage.requests import permits
from storage.requests.permits import PermitWish
from storage.requests.permits_found import PermitRecord
from storage.store import Store
from storage.tables import OUTBOX, PermitState
from storage.trail import audit, standing
from tests.storage.conftest import NOW, TODAY
from tests.storage.staff_town import BODY, FILES, PEOPLE, bring, read

MONDAY = TODAY + timedelta(days=7)
TUESDAY, WEDNESDAY = (MONDAY + timedelta(days=n) for n in (1, 2))
GRANTED = Decision("permit", Verdict.ALLOWED, ())


def leaves(last: date | None) -> dict[str, str]:
    row = f"0043;Finti;Ada;anagrafe;{last or ''}"
    return {"dipendenti.csv": f"{PEOPLE};cessato_il\n{row}"}


def asks(desk: Desk, *, on: date = MONDAY, days: int = 3) -> PermitRecord:
    """Ada asks in chat to be away for whole days, and is granted it."""
    with desk.store.writing() as uow:
        ada = people.by_number(uow, BODY, "0043")
        assert ada is not None
        takes = tuple(on + timedelta(days=n) for n in range(days))
        permit = Permit(kind="bereavement", on=on, days=days, event=on)
        wish = PermitWish(employee_id=ada.id, permit=permit, takes=takes)
        asked = permits.ask(
            uow, wish, decision=GRANTED, state=PermitState.GRANTED, at=NOW, approver_id=None
        )
        uow.commit()
    return asked


@pytest.fixture
def desk(store: Store) -> Desk:
    """Ada's three days from Monday, of which her leaving on that day left one."""
    desk = Desk(store, library.shipped(), lambda: NOW)
    bring(store, FILES)
    asks(desk)
    bring(store, leaves(MONDAY))
    look_again(desk)
    return desk


def lengths(desk: Desk) -> list[int | None]:
    with desk.store.reading() as uow:
        ada = people.by_number(uow, BODY, "0043")
        assert ada is not None
        states = (PermitState.GRANTED,)
        found = permits.of_person(uow, ada.id, since=TODAY, until=WEDNESDAY, states=states)
    return [one.permit.days for one in found]


def brought(desk: Desk, files: dict[str, str], *, last: bool = True) -> list[Lengthened]:
    """Bring files in, and give their days back."""
    with desk.store.writing() as uow:
        reading = read(files, staff_file.known(uow, BODY))
        assert not reading.problems
        done = staff_file.bring_in(uow, reading.files, at=NOW, body_id=BODY)
        found = list(lengthen(uow, done, desk.policies["tivoli"], at=NOW))
        for one in found:
            tell_lengthened(uow, desk, one)
        if last:
            uow.commit()
    return found


def told(desk: Desk) -> list[str]:
    with desk.store.reading() as uow:
        keys = [row.key for row in uow.connection.execute(OUTBOX.select())]
    return sorted(key for key in keys if key.startswith(("grounds.whole", "grounds.short")))


def test_a_leaving_taken_back_gives_the_days_back_and_tells_both_once(desk: Desk) -> None:
    assert lengths(desk) == [1]
    (found,) = brought(desk, leaves(None))
    brought(desk, leaves(None))
    look_again(desk)

    assert [one.permit.days for one in found.whole] == lengths(desk) == [3]
    assert told(desk) == ["grounds.whole.manager", "grounds.whole.person"]
    with desk.store.reading() as uow:
        assert not list(standing.unexplained(uow))
        assert not list(audit.verify(uow))


def test_a_leaving_put_off_gives_the_days_until_then(desk: Desk) -> None:
    brought(desk, leaves(TUESDAY))
    look_again(desk)
    assert lengths(desk) == [2]

    brought(desk, leaves(None))
    assert lengths(desk) == [3]


def test_a_dry_run_names_it_and_changes_nothing(desk: Desk) -> None:
    (found,) = brought(desk, leaves(None), last=False)

    assert [one.permit.days for one in found.whole] == [3]
    assert lengths(desk) == [1]
    assert told(desk) == []


def test_days_that_another_permit_holds_by_now_stay_taken(desk: Desk) -> None:
    bring(desk.store, leaves(None))
    with desk.store.writing() as uow:
        ada = people.by_number(uow, BODY, "0043")
        assert ada is not None
        permit = Permit(kind="short", on=WEDNESDAY, start=600, minutes=60)
        wish = PermitWish(employee_id=ada.id, permit=permit)
        permits.ask(
            uow, wish, decision=GRANTED, state=PermitState.GRANTED, at=NOW, approver_id=None
        )
        uow.commit()
    bring(desk.store, leaves(date(2030, 1, 1)))
    (found,) = brought(desk, leaves(None))

    assert (found.whole, len(found.short)) == ((), 1)
    assert lengths(desk) == [1, None]
    assert told(desk) == ["grounds.short.person"]


def test_a_permit_that_its_person_took_back_does_not_come_back(desk: Desk) -> None:
    with desk.store.writing() as uow:
        ada = people.by_number(uow, BODY, "0043")
        assert ada is not None
        (one,) = permits.of_person(uow, ada.id, since=TODAY, until=WEDNESDAY)
        permits.cancel(uow, one.id, one.version, by=ada.id, at=NOW)
        uow.commit()

    assert brought(desk, leaves(None)) == []


def test_who_changes_otherwise_is_told_nothing(desk: Desk) -> None:
    assert brought(desk, leaves(MONDAY)) == []
    assert told(desk) == []
