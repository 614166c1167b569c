"""The manager's change of a day: at once, with a reason, in whose name, told to the person."""

from datetime import UTC, date, datetime

import pytest

from bot.clock import MovableClock
from handlers.chat.features.changes import views
from handlers.chat.features.changes.opening import open_with
from handlers.desk.changes import actions, by_manager
from handlers.desk.changes.by_manager import Changed, ManagerMoveCame, Wanted
from handlers.desk.changes.people import led_by
from handlers.desk.changes.sources import Token
from handlers.desk.context import Desk
from handlers.desk.presses import StalePressError
from rules.facts import Half, Scheme
from rules.policy import library
from storage.errors import NotFound
from storage.people import appointments
from storage.requests import bookings
from storage.store import Store
from storage.tables import HOLDING, RequestState
from storage.trail import audit
from tests.handlers.asking import FRIDAY, THURSDAY, enter, messages_to, said, stands
from tests.handlers.town import TODAY, Phones, Town, agreed, found_town

MOTIVE = "Giovedì manca chi sta allo sportello."
SUNDAY = date(2026, 11, 29)


@pytest.fixture
def town(store: Store, clock: MovableClock) -> Town:
    """Arena Po on SQLite and on PostgreSQL: the employee may not, the manager may (7)."""
    town = found_town(Desk(store, library.shipped(), clock), "arena-po")
    town.agree("anna")
    enter(town, "anna", THURSDAY)
    return town


def token_of(town: Town, who: str = "anna", day: date = THURSDAY) -> str:
    return actions.sources_on(town.desk, town.actor(who), day)[0].token


def changes(
    town: Town, manager: str, new_day: date = FRIDAY, *, token: str | None = None
) -> Changed:
    wanted = Wanted(token=token or token_of(town), day=new_day, half=None)
    return by_manager.change(town.desk, town.actor(manager), wanted, MOTIVE)


def held(town: Town) -> list[tuple[date, Half | None]]:
    with town.store.reading() as uow:
        found = bookings.of_person(
            uow, town.ids["anna"], since=TODAY, until=date(2026, 12, 31), states=HOLDING
        )
    return [(booking.day, booking.half) for booking in found]


def test_arena_po_lets_the_manager_move_a_day_at_once(town: Town) -> None:
    result = changes(town, "carla")

    assert result.came is ManagerMoveCame.DONE
    assert held(town) == [(FRIDAY, None)]
    told = said(messages_to(town, "anna")[0])
    assert "Carla Inventi ha spostato la tua giornata da giovedì 26 novembre" in told
    assert "<b>venerdì 27 novembre</b> <i>(art. 7)</i>" in told
    assert MOTIVE in told


def test_a_delegate_acts_in_the_managers_name(town: Town) -> None:
    with town.store.writing() as uow:
        carla, vito = town.ids["carla"], town.ids["vito"]
        appointments.delegate(uow, carla, to=vito, first_day=TODAY, last_day=TODAY)
        uow.commit()

    changes(town, "vito")

    assert "Vito Inventi per conto di Carla Inventi" in said(messages_to(town, "anna")[0])
    with town.store.reading() as uow:
        trail = audit.entries(uow, town.body)
        assert audit.verify(uow) == []
    moved = [entry for entry in trail if entry.action == "booking.moved"]
    assert [(entry.actor_id, entry.on_behalf_of) for entry in moved] == [(vito, carla)]


def test_what_the_rules_forbid_is_not_done(town: Town) -> None:
    result = changes(town, "carla", SUNDAY)

    assert result.came is ManagerMoveCame.REFUSED
    assert held(town) == [(THURSDAY, None)]
    assert messages_to(town, "anna") == []


@pytest.mark.parametrize("name", ["bruno", "elena", "dino", "orso"])
def test_who_does_not_decide_about_a_person_moves_nothing(town: Town, name: str) -> None:
    with pytest.raises(NotFound):
        changes(town, name)
    assert held(town) == [(THURSDAY, None)]


def test_nobody_is_the_manager_of_their_own_days(town: Town) -> None:
    town.agree("carla")
    enter(town, "carla", THURSDAY)

    with pytest.raises(NotFound):
        changes(town, "carla", token=token_of(town, "carla"))


def test_a_second_press_finds_the_day_moved_already(town: Town) -> None:
    token = token_of(town)
    changes(town, "carla", token=token)

    with pytest.raises(StalePressError):
        changes(town, "carla", token=token)
    assert held(town) == [(FRIDAY, None)]


def test_a_move_that_the_person_asked_for_gives_way_to_the_managers(
    store: Store, clock: MovableClock
) -> None:
    town = found_town(Desk(store, library.shipped(), clock), "tivoli")
    town.agree("anna")
    enter(town, "anna", THURSDAY)
    token = token_of(town)
    asked = actions.ask(town.desk, town.actor("anna"), Token.read(token), FRIDAY, None)
    assert asked.booking is not None

    result = changes(town, "diana", token=token)

    assert result.came is ManagerMoveCame.DONE
    assert stands(town, asked.booking).state is RequestState.REFUSED
    assert held(town) == [(FRIDAY, None)]


def test_a_weekday_of_the_agreement_is_moved_by_the_manager(
    store: Store, clock: MovableClock
) -> None:
    town = found_town(Desk(store, library.shipped(), clock), "tivoli")
    town.agree("anna", agreed(Scheme(weekdays=frozenset({3}))))

    changes(town, "diana")

    assert held(town) == [(FRIDAY, None)]
    assert actions.sources_on(town.desk, town.actor("anna"), THURSDAY) == ()


def test_the_manager_learns_when_somebody_disconnected_reads_of_it(
    town: Town, clock: MovableClock
) -> None:
    clock.set(datetime(2026, 11, 24, 21, 0, tzinfo=UTC))

    result = changes(town, "carla")
    text = views.changed(town.actor("carla"), result).text or ""

    assert result.reaches is not None
    assert "Ora è in disconnessione: lo saprà mercoledì 25 novembre alle" in text


def test_people_are_listed_by_name_and_found_by_a_part_of_it(town: Town) -> None:
    everybody = led_by(town.desk, town.actor("carla"))
    found = led_by(town.desk, town.actor("carla"), search="bru")

    assert [person.given_name for person in everybody] == ["Anna", "Bruno", "Elena", "Vito"]
    assert [person.given_name for person in found] == ["Bruno"]
    assert led_by(town.desk, town.actor("anna")) == []


async def test_on_a_phone_the_manager_picks_person_day_and_writes_why(
    arena_po: Town, phones: Phones
) -> None:
    arena_po.agree("anna")
    enter(arena_po, "anna", THURSDAY)
    carla = await phones.of(arena_po, "carla")

    await carla.asks("/sposta")
    await carla.presses("👥 Una giornata di chi coordini")
    await carla.waits_for("Di chi vuoi spostare una giornata?")
    await carla.presses("Anna Inventi")
    await carla.waits_for("Quale giornata di Anna Inventi")
    await carla.presses("🏠 gio 26 nov")
    await carla.waits_for("Anna Inventi: sposta giovedì 26 novembre")
    await carla.presses("27")
    shown = await carla.waits_for("da giovedì 26 novembre a venerdì 27 novembre")
    await carla.presses("✅ Sposta")
    await carla.waits_for("Perché sposti Anna Inventi")
    said_back = await carla.asks(MOTIVE)
    await carla.presses("📨 Invia", on=said_back)
    done = await carla.waits_for("spostata")

    assert "art. 7" in shown.text
    assert "✅ Anna Inventi: spostata da giovedì 26 novembre a venerdì 27 novembre" in done.text
    assert held(arena_po) == [(FRIDAY, None)]


async def test_a_command_leaves_the_question_for_a_reason_and_says_so(
    arena_po: Town, phones: Phones
) -> None:
    arena_po.agree("anna")
    enter(arena_po, "anna", THURSDAY)
    carla = await phones.of(arena_po, "carla")
    actor = arena_po.actor("carla")
    by_manager.ask_for_motive(arena_po.desk, actor, token_of(arena_po), FRIDAY, None)

    menu = await carla.asks("/menu")
    heard = await carla.asks(MOTIVE)

    assert "Ho lasciato perdere lo spostamento di giovedì 26 novembre per Anna" in menu.text
    assert "spostata" not in heard.text
    assert held(arena_po) == [(THURSDAY, None)]


def test_words_that_were_understood_open_the_move(tivoli: Town) -> None:
    tivoli.agree("anna")
    enter(tivoli, "anna", THURSDAY)
    anna = tivoli.actor("anna")

    both = open_with(tivoli.desk, anna, day=THURSDAY, new_day=FRIDAY)
    only_old = open_with(tivoli.desk, anna, day=THURSDAY, new_day=None)
    nothing = open_with(tivoli.desk, anna, day=FRIDAY, new_day=None)
    listed = open_with(tivoli.desk, anna, day=None, new_day=None)

    assert "Da giovedì 26 novembre a venerdì 27 novembre" in (both.text or "")
    assert "Tocca il nuovo giorno" in (only_old.text or "")
    assert "venerdì 27 novembre non hai giornate" in (nothing.text or "")
    assert "Quale giornata vuoi spostare?" in (listed.text or "")


async def test_to_the_office_without_another_day_is_a_recall(
    arena_po: Town, phones: Phones
) -> None:
    arena_po.agree("anna")
    enter(arena_po, "anna", THURSDAY)
    carla = await phones.of(arena_po, "carla")

    listed = await carla.asks("/sposta Anna")
    await carla.presses("Anna Inventi", on=listed)
    await carla.waits_for("Quale giornata di Anna Inventi")
    await carla.presses("🏠 gio 26 nov")
    await carla.waits_for("Anna Inventi: sposta giovedì 26 novembre")
    await carla.presses("🏢 In sede")
    recall = await carla.waits_for("art. 7")

    assert "Anna Inventi" in recall.text
    assert "giovedì 26 novembre" in recall.text
    assert held(arena_po) == [(THURSDAY, None)]
