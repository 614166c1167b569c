"""Who has not confirmed a recall: reminded, handed back to the manager, judged anew if late."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from bot.clock import MovableClock
from bot.delivery.ledger import Ledger
from handlers.desk.context import Desk
from handlers.desk.recalls import confirming, duties, told
from handlers.desk.recalls.confirming import RecallCame
from handlers.desk.recalls.drafts import Cause
from rules.facts import ROME
from rules.policy import library
from storage.requests import bookings
from storage.requests.recalls import Recall
from storage.store import Store
from storage.tables import EMPLOYEE, RecallState, RequestState
from storage.trail import delivering, outbox
from tests.handlers.asking import THURSDAY, enter, messages_to, said
from tests.handlers.recalling import calls, delivered, live, recall_now
from tests.handlers.town import Town, found_town

MONDAY, WEDNESDAY = date(2026, 11, 30), date(2026, 11, 25)
SATURDAY = date(2026, 11, 28)


@pytest.fixture
def town(store: Store, clock: MovableClock) -> Town:
    """Sorano on SQLite and on PostgreSQL; Anna is agile on Thursday."""
    found = found_town(Desk(store, library.shipped(), clock), "sorano")
    found.agree("anna")
    enter(found, "anna", THURSDAY, MONDAY)
    return found


def at(clock: MovableClock, hour: str, day: date) -> None:
    clock.set(datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=ROME))


def recalled(town: Town, day: date = THURSDAY, cause: Cause = Cause.SERVICE) -> Recall:
    calls(town, "carla", "anna", day=day, cause=cause)
    found = live(town, "anna", day)
    assert found is not None
    return found


def said_to(town: Town, name: str) -> list[str]:
    """What the duties post for somebody now."""
    duties.attend(town.desk)
    duties.attend(town.desk)
    return [said(message) for message in messages_to(town, name)]


@dataclass(frozen=True)
class Turn:
    """Who is told what, from when on."""

    hour: str
    day: date
    name: str
    words: str


@pytest.mark.parametrize(
    "turn",
    [
        Turn("17:30", WEDNESDAY, "anna", "🔔 Ricorda: <b>giovedì 26 novembre</b>"),
        Turn("18:30", WEDNESDAY, "carla", "non ha ancora confermato il richiamo in sede"),
        Turn("06:00", THURSDAY, "anna", "🔔 Oggi, <b>giovedì 26 novembre</b>"),
        Turn("06:30", THURSDAY, "carla", "Avvisa a voce"),
    ],
    ids=lambda turn: f"{turn.name}-{turn.hour}",
)
def test_who_has_not_confirmed_is_reminded_and_handed_back(
    town: Town, clock: MovableClock, turn: Turn
) -> None:
    recalled(town)
    delivered(town)
    earlier = f"{int(turn.hour[:2]) - 1:02d}{turn.hour[2:]}"
    at(clock, earlier, turn.day)
    before = said_to(town, turn.name)
    at(clock, turn.hour, turn.day)

    after = said_to(town, turn.name)

    assert not any(turn.words in text for text in before)
    assert [turn.words in text for text in after].count(True) == 1


def test_who_confirmed_is_left_in_peace_and_so_is_the_manager(
    town: Town, clock: MovableClock
) -> None:
    recall = recalled(town)
    delivered(town)
    confirming.confirm(town.desk, town.actor("anna"), recall.id)
    delivered(town)
    for hour, day in (("18:30", WEDNESDAY), ("09:00", THURSDAY)):
        at(clock, hour, day)

        assert said_to(town, "anna") == []
        assert said_to(town, "carla") == []


def test_for_a_monday_the_evening_before_is_that_of_the_last_day_worked(
    town: Town, clock: MovableClock
) -> None:
    """In Sorano Saturday is worked."""
    recalled(town, MONDAY)
    delivered(town)
    at(clock, "17:29", SATURDAY)
    before = said_to(town, "anna")
    at(clock, "17:30", SATURDAY)

    assert before == []
    assert "🔔 Ricorda" in said_to(town, "anna")[0]


def test_who_was_called_after_the_evening_is_reminded_in_the_morning_only(
    town: Town, clock: MovableClock
) -> None:
    at(clock, "18:00", WEDNESDAY)
    recalled(town)
    delivered(town)
    at(clock, "23:00", WEDNESDAY)
    evening = said_to(town, "anna")
    at(clock, "07:00", THURSDAY)

    assert evening == []
    assert "🔔 Oggi" in said_to(town, "anna")[0]


def test_once_the_day_is_over_nobody_is_reminded(town: Town, clock: MovableClock) -> None:
    recalled(town)
    delivered(town)
    at(clock, "09:00", date(2026, 11, 27))

    assert said_to(town, "anna") == []
    assert said_to(town, "carla") == []


def test_a_message_that_can_no_longer_come_in_time_binds_nobody(
    town: Town, clock: MovableClock
) -> None:
    """Nothing was sent until Thursday: 11.8 wants it the day before."""
    recall = recalled(town)
    at(clock, "08:00", THURSDAY)

    told, heard = said_to(town, "anna"), said_to(town, "carla")

    assert recall_now(town, recall).state is RecallState.LAPSED
    assert len(told) == len(heard) == 1
    assert "non ti è arrivato in tempo: <b>non vincola</b>" in told[0]
    assert "art. 11.8" in told[0]
    assert "<b>non vincola</b>" in heard[0]
    assert states(town, THURSDAY) == [RequestState.APPROVED]


@pytest.mark.parametrize("has_left", [False, True])
def test_the_sender_hears_that_who_was_recalled_leaves_before(
    town: Town, clock: MovableClock, *, has_left: bool
) -> None:
    recalled(town)
    with town.store.writing() as uow:
        last = town.desk.today() - timedelta(days=has_left)
        gone = EMPLOYEE.update().where(EMPLOYEE.c.id == town.ids["anna"])
        uow.connection.execute(gone.values(left_on=last))
        uow.commit()
    Ledger(town.desk).judge()

    heard = said_to(town, "carla")

    (only,) = heard
    assert "Anna" in only
    assert "non vale più" in only
    assert "il servizio è finito" in only


def test_a_message_that_still_comes_the_day_before_binds(town: Town, clock: MovableClock) -> None:
    recall = recalled(town)
    at(clock, "19:00", WEDNESDAY)

    duties.attend(town.desk)

    assert recall_now(town, recall).state is RecallState.ANNOUNCED
    assert "ti richiama in sede" in said(messages_to(town, "anna")[0])


def test_a_message_that_went_out_too_late_binds_nobody(town: Town, clock: MovableClock) -> None:
    """The dispatcher was faster than the round that would have stopped it."""
    recall = recalled(town)
    at(clock, "08:00", THURSDAY)
    delivered(town)

    told = said_to(town, "anna")

    assert recall_now(town, recall).state is RecallState.LAPSED
    assert "<b>non vincola</b>" in told[0]


def test_a_recall_for_the_same_day_that_the_act_allows_may_come_late(
    town: Town, clock: MovableClock
) -> None:
    """A technical problem, 11.7: the day itself will do."""
    recall = recalled(town, cause=Cause.TECHNICAL)
    at(clock, "08:00", THURSDAY)

    duties.attend(town.desk)

    assert recall_now(town, recall).state is RecallState.ANNOUNCED


def test_an_answer_to_a_recall_that_lapsed_says_so(town: Town, clock: MovableClock) -> None:
    recall = recalled(town)
    at(clock, "08:00", THURSDAY)
    duties.attend(town.desk)

    answered = confirming.confirm(town.desk, town.actor("anna"), recall.id)

    assert answered.came is RecallCame.ENDED
    assert recall_now(town, recall).state is RecallState.LAPSED


def states(town: Town, day: date) -> list[RequestState]:
    with town.store.reading() as uow:
        found = bookings.of_person(uow, town.ids["anna"], since=day, until=day)
    return [booking.state for booking in found]


@pytest.mark.parametrize("perhaps_there", [True, False])
def test_a_dead_recall_that_was_taken_back_cannot_be_sent_again(
    town: Town,
    perhaps_there: bool,  # noqa: FBT001
) -> None:
    recall = recalled(town)
    with town.store.writing() as uow:
        message = outbox.by_dedupe_key(uow, told.key_of(recall))
        assert message is not None
        if perhaps_there:
            delivering.begin(uow, message, at=town.desk.clock())
        delivering.give_up(uow, message.id, error="outcome unknown")
        uow.commit()

    confirming.take_back(town.desk, town.actor("carla"), recall.id)

    with town.store.reading() as uow:
        assert delivering.dead_letters(uow) == []
    texts = [said(message) for message in messages_to(town, "anna")]
    assert len(texts) == (1 if perhaps_there else 0)
