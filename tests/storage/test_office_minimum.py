"""The least that must be in an office holds when several people book at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from handlers.desk.cases.watch import Watch
from rules.decision import Decision, Verdict
from rules.policy import library
from storage.days import office_minimum, office_month
from storage.requests import bookings
from storage.requests.bookings import Wish
from storage.store import Store
from storage.tables import HOLDING
from tests.storage.conftest import NOW, TODAY, Town

DAY = date(2026, 11, 26)
ALLOWED = Decision("book", Verdict.ALLOWED, ())


def set_minimum(store: Store, town: Town, people: int, *, weekday: int | None = None) -> None:
    with store.writing() as uow:
        office_minimum.put(
            uow,
            town.registry,
            weekday=weekday,
            people=people,
            on=TODAY,
            by=town.carla,
            on_behalf_of=None,
            at=NOW,
        )
        uow.commit()


def test_the_newest_word_holds_from_its_first_day_on(store: Store, town: Town) -> None:
    set_minimum(store, town, 2)
    set_minimum(store, town, 1)

    with store.reading() as uow:
        found = office_minimum.of_office(uow, town.registry)
    assert (found.on(DAY), found.on(TODAY), found.on(date(2026, 11, 22))) == (1, 1, 0)


def test_people_who_book_at_once_never_leave_too_few(store: Store, town: Town) -> None:
    set_minimum(store, town, 2)
    policy = library.shipped()["tivoli"]

    def book(employee_id: int) -> bool:
        with store.writing() as uow:
            office_minimum.queue(uow, town.registry)
            uow.lock_employee(employee_id)
            watch = Watch.load(uow, employee_id, town.registry, policy=policy, today=TODAY)
            assert watch is not None
            if watch.weigh(ALLOWED, DAY, None).verdict is not Verdict.ALLOWED:
                return False
            wish = Wish(employee_id=employee_id, day=DAY)
            bookings.request(uow, wish, decision=ALLOWED, at=NOW, by=employee_id, approver_id=None)
            uow.commit()
            return True

    with ThreadPoolExecutor(3) as pool:
        came = list(pool.map(book, [town.anna, town.bruno, town.carla]))

    assert sorted(came) == [False, False, True]


def test_an_office_is_loaded_with_what_colleagues_may_know(store: Store, town: Town) -> None:
    with store.writing() as uow:
        wish = Wish(employee_id=town.anna, day=DAY)
        bookings.request(uow, wish, decision=ALLOWED, at=NOW, by=town.anna, approver_id=None)
        uow.commit()

    with store.reading() as uow:
        approved = office_month.members(uow, town.registry, first=TODAY, last=DAY)
        held = office_month.members(
            uow, town.registry, first=TODAY, last=DAY, states=tuple(HOLDING)
        )
    assert [member.name for member in approved] == [
        "D'Àmico Bruno",
        "Fantini Anna",
        "Provetti Carla",
    ]
    assert [len(member.history.slots) for member in approved] == [0, 0, 0]
    assert [len(member.history.slots) for member in held] == [0, 1, 0]
