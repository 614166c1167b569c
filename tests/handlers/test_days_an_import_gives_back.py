"""What an earlier file ended: named and told once a later file gives its ground back."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from handlers.desk.context import Desk
from handlers.desk.grounds.duties import look_again
from handlers.desk.grounds.falling import let_fall
from handlers.desk.grounds.returned import Returned, returned, tell_returned
from rules.decision import Decision, Verdict
from rules.facts import Permit
from rules.policy import library
from storage import staff_file
from storage.people import people
from storage.requests import bookings, permits
from storage.requests.bookings import Wish
from storage.requests.permits import PermitWish
from storage.requests.permits_found import PermitRecord
from storage.store import Store
from storage.tables import OUTBOX, PermitState, RequestState
from tests.storage.conftest import NOW, TODAY
from tests.storage.staff_town import BODY, FILES, PEOPLE, bring, read

FIRST, SECOND = TODAY + timedelta(days=7), TODAY + timedelta(days=14)
CLOSED = {"chiusure.csv": f"giorno;motivo\n{FIRST};ponte"}
OPENED = {"chiusure.csv": f"giorno;stato\n{FIRST};annullata"}


def agreed(al: str = "", schema: str = "8/mese") -> dict[str, str]:
    row = f"0043;2026-01-01;{al};{schema};10:00-12:00 14:30-16:30"
    return {"accordi.csv": f"matricola;dal;al;schema;fasce\n{row}"}


def held(days: Iterable[date]) -> dict[str, str]:
    rows = "\n".join(f"0043;{day}" for day in days)
    return {"giornate.csv": f"matricola;giorno\n{rows}"}


@pytest.fixture
def desk(store: Store) -> Desk:
    desk = Desk(store, library.shipped(), lambda: NOW)
    bring(store, FILES | agreed() | held([FIRST, SECOND]))
    look_again(desk)
    return desk


def ended_by(desk: Desk, files: dict[str, str]) -> None:
    """Let a file take ground away, and the desk look at what stood on it."""
    bring(desk.store, files)
    look_again(desk)


def closed_and_taken_back(desk: Desk) -> None:
    """The act is silent about closures: whoever decides takes the day back."""
    ended_by(desk, CLOSED)
    with desk.store.writing() as uow:
        ada, eva = (people.by_number(uow, BODY, number) for number in ("0043", "0042"))
        assert ada is not None
        assert eva is not None
        (day,) = bookings.of_person(uow, ada.id, since=FIRST, until=FIRST)
        let_fall(uow, desk, day, by=eva.id)
        uow.commit()


def given_back(desk: Desk, files: dict[str, str]) -> dict[str, list[date]]:
    """Bring files in for good; give the days that they give back, by name."""
    return {one.person.name: [day.day for day in one.days] for one in brought_back(desk, files)}


def brought_back(desk: Desk, files: dict[str, str]) -> list[Returned]:
    """Bring files in for good, and tell what they give back."""
    with desk.store.writing() as uow:
        reading = read(files, staff_file.known(uow, BODY))
        assert not reading.problems
        brought = staff_file.bring_in(uow, reading.files, at=NOW, body_id=BODY)
        found = list(returned(uow, brought, desk.policies["tivoli"], at=NOW))
        for one in found:
            tell_returned(uow, desk, one)
        uow.commit()
    return found


def told(desk: Desk, wanted: str = "grounds.returned.person") -> list[str]:
    with desk.store.reading() as uow:
        keys = [row.key for row in uow.connection.execute(OUTBOX.select())]
    return [key for key in keys if key == wanted]


def test_a_closure_taken_back_gives_back_the_days_that_it_ended(desk: Desk) -> None:
    closed_and_taken_back(desk)

    assert given_back(desk, OPENED) == {"Ada Finti": [FIRST]}
    assert told(desk) == ["grounds.returned.person"]


def test_a_day_that_stood_in_doubt_is_told_again_if_its_closure_comes_again(desk: Desk) -> None:
    for files in (CLOSED, OPENED, CLOSED):
        ended_by(desk, files)

    assert told(desk, "grounds.doubtful.person") == ["grounds.doubtful.person"] * 2


def test_a_corrected_end_of_an_agreement_gives_back_the_days_after_it(desk: Desk) -> None:
    ended_by(desk, agreed(al=f"{FIRST}"))

    assert given_back(desk, agreed()) == {"Ada Finti": [SECOND]}


def test_a_leaving_taken_back_gives_back_the_days_after_it(desk: Desk) -> None:
    left = f"{PEOPLE};cessato_il\n0043;Finti;Ada;anagrafe;"
    ended_by(desk, {"dipendenti.csv": f"{left}{FIRST}"})

    assert given_back(desk, {"dipendenti.csv": left}) == {"Ada Finti": [SECOND]}


@pytest.mark.parametrize("al", [f"{SECOND}", f"{SECOND - timedelta(days=1)}"])
def test_only_days_that_would_be_granted_now_are_given_back(desk: Desk, al: str) -> None:
    ended_by(desk, agreed(al=f"{TODAY}"))
    days = [FIRST, SECOND] if al == f"{SECOND}" else [FIRST]

    assert given_back(desk, agreed(al=al)) == {"Ada Finti": days}


def test_what_comes_again_unchanged_is_told_once(desk: Desk) -> None:
    closed_and_taken_back(desk)
    given_back(desk, OPENED)
    given_back(desk, OPENED)

    assert told(desk) == ["grounds.returned.person"]


def test_a_day_that_its_person_took_back_is_not_given_back(desk: Desk) -> None:
    with desk.store.writing() as uow:
        ada = people.by_number(uow, BODY, "0043")
        assert ada is not None
        (day,) = bookings.of_person(uow, ada.id, since=FIRST, until=FIRST)
        bookings.cancel(uow, day.id, day.version, by=ada.id, at=NOW)
        uow.commit()
    ended_by(desk, CLOSED)

    assert given_back(desk, OPENED) == {}


def test_a_day_asked_for_anew_is_not_given_back(desk: Desk) -> None:
    ended_by(desk, agreed(al=f"{TODAY}"))
    with desk.store.writing() as uow:
        ada = people.by_number(uow, BODY, "0043")
        assert ada is not None
        wish = Wish(employee_id=ada.id, day=FIRST)
        bookings.enter(uow, wish, at=NOW, state=RequestState.APPROVED)
        uow.commit()

    assert given_back(desk, agreed()) == {"Ada Finti": [SECOND]}


ALLOWED = Decision("permit", Verdict.ALLOWED, ())
PERMITS = "matricola;tipo;giorno;dalle;minuti"


def asks(desk: Desk, day: date = FIRST, *, start: int = 600, kind: str = "short") -> PermitRecord:
    """Ada asks for an hour in chat."""
    with desk.store.writing() as uow:
        ada = people.by_number(uow, BODY, "0043")
        assert ada is not None
        wish = PermitWish(
            employee_id=ada.id, permit=Permit(kind=kind, on=day, start=start, minutes=60)
        )
        granted = PermitState.GRANTED
        asked = permits.ask(uow, wish, decision=ALLOWED, state=granted, at=NOW, approver_id=None)
        uow.commit()
    return asked


def hours_back(desk: Desk, files: dict[str, str]) -> dict[str, list[tuple[date, int | None]]]:
    return {
        one.person.name: [(each.permit.on, each.permit.start) for each in one.permits]
        for one in brought_back(desk, files)
        if one.permits
    }


def test_hours_under_a_closure_come_back_when_it_is_withdrawn_and_are_told_once(
    desk: Desk,
) -> None:
    asks(desk)
    asks(desk, SECOND)
    ended_by(desk, CLOSED)

    assert hours_back(desk, OPENED) == {"Ada Finti": [(FIRST, 600)]}
    assert hours_back(desk, OPENED) == {"Ada Finti": [(FIRST, 600)]}
    assert told(desk) == ["grounds.returned.person"]


def test_hours_that_a_file_brought_come_back_too(desk: Desk) -> None:
    bring(desk.store, {"permessi.csv": f"{PERMITS}\n0043;breve;{FIRST};9:00;60"})
    ended_by(desk, CLOSED)

    assert hours_back(desk, OPENED) == {"Ada Finti": [(FIRST, 540)]}


def test_hours_that_a_file_took_back_do_not(desk: Desk) -> None:
    bring(desk.store, {"permessi.csv": f"{PERMITS}\n0043;breve;{FIRST};9:00;60"})
    bring(desk.store, {"permessi.csv": f"{PERMITS};stato\n0043;breve;{FIRST};9:00;;annullato"})
    ended_by(desk, CLOSED)

    assert hours_back(desk, OPENED) == {}


def test_hours_that_their_person_took_back_do_not(desk: Desk) -> None:
    one = asks(desk)
    with desk.store.writing() as uow:
        permits.cancel(uow, one.id, one.version, by=one.employee_id, at=NOW)
        uow.commit()
    ended_by(desk, CLOSED)

    assert hours_back(desk, OPENED) == {}


def test_hours_whose_time_another_permit_holds_now_do_not(desk: Desk) -> None:
    asks(desk)
    ended_by(desk, CLOSED)
    asks(desk, start=630)

    assert hours_back(desk, OPENED) == {}


def test_of_a_closure_that_is_moved_those_under_its_old_day_come_back(desk: Desk) -> None:
    asks(desk)
    asks(desk, SECOND)
    ended_by(desk, CLOSED)
    moved = {"chiusure.csv": f"giorno;stato\n{FIRST};annullata\n{SECOND};"}

    assert hours_back(desk, moved) == {"Ada Finti": [(FIRST, 600)]}
    look_again(desk)
    assert told(desk, "grounds.fallen.person") == ["grounds.fallen.person"] * 2


def test_hours_come_back_with_a_leaving_that_is_taken_back(desk: Desk) -> None:
    asks(desk, SECOND)
    left = f"{PEOPLE};cessato_il\n0043;Finti;Ada;anagrafe;"
    ended_by(desk, {"dipendenti.csv": f"{left}{FIRST}"})

    assert hours_back(desk, {"dipendenti.csv": left}) == {"Ada Finti": [(SECOND, 600)]}


def patron(day: date) -> dict[str, str]:
    row = f"valle;Comune di Valle Finta;tivoli;{day:%d/%m};San Lorenzo"
    return {"ente.csv": f"codice;nome;regolamento;patrono;nome_patrono\n{row}"}


def test_a_patron_saint_moved_away_gives_back_what_fell_under_it(desk: Desk) -> None:
    asks(desk)
    ended_by(desk, patron(FIRST))

    assert hours_back(desk, patron(date(2026, 8, 10))) == {"Ada Finti": [(FIRST, 600)]}


def test_under_a_closure_each_person_is_told_once(desk: Desk) -> None:
    asks(desk)
    for _ in range(2):
        ended_by(desk, CLOSED)

    assert told(desk, "grounds.fallen.person") == ["grounds.fallen.person"]
    assert told(desk, "grounds.doubtful.person") == ["grounds.doubtful.person"]
