"""Moving a day: what the act says, what is held meanwhile, what gives way; on both stores."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.clock import MovableClock
from handlers.chat.features.changes import views
from handlers.desk.booking import actions as booking
from handlers.desk.booking import days
from handlers.desk.cases.hearings import Hearings
from handlers.desk.cases.month import Mark, Part
from handlers.desk.changes import actions
from handlers.desk.changes.actions import Asked, MoveCame
from handlers.desk.changes.sources import Source, Token
from handlers.desk.context import Desk
from handlers.desk.presses import StalePressError
from handlers.desk.requests.deciding import DecisionCame
from handlers.desk.requests.kinds.days import judge_alone
from handlers.desk.requests.request import State
from rules.calendar import works_as
from rules.decision import Verdict
from rules.facts import AbsenceKind, Half, Mode, Scheme
from rules.policy import library
from rules.policy.library import Policy
from rules.policy.values import Value
from storage.days import absences, facts
from storage.errors import NotFound
from storage.requests import bookings
from storage.requests.bookings import Booking, Wish
from storage.store import Store
from storage.tables import HOLDING, RequestState
from tests.handlers import deciding
from tests.handlers.asking import (
    FRIDAY,
    THURSDAY,
    asks_for,
    enter,
    labels_of,
    messages_to,
    said,
    stands,
)
from tests.handlers.talking import Talk
from tests.handlers.town import NOW, Town, agreed, found_town

TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)
NEXT_MONDAY = date(2026, 11, 30)
EIGHT = tuple(date(2026, 11, day) for day in (3, 4, 5, 10, 11, 12, 17, 26))
"""Of the eight days that Tivoli gives in a month, the last is Thursday 26 November."""
Halves = tuple[Half | None, Half | None]
MOTIVE = "Venerdì serve qualcuno allo sportello."


@pytest.fixture
def town(store: Store, clock: MovableClock) -> Town:
    """Tivoli on SQLite and on PostgreSQL: same week, by eight in the evening before."""
    town = found_town(Desk(store, library.shipped(), clock), "tivoli")
    town.agree("anna")
    return town


def held(town: Town, name: str, *, states: frozenset[RequestState] = HOLDING) -> list[Booking]:
    with town.store.reading() as uow:
        return bookings.of_person(
            uow, town.ids[name], since=date(2026, 1, 1), until=date(2026, 12, 31), states=states
        )


def source(town: Town, name: str, day: date, half: Half | None = None) -> Source:
    found = actions.sources_on(town.desk, town.actor(name), day)
    return next(one for one in found if one.slot.half == half)


def moves(
    town: Town, name: str, day: date, new_day: date, *, halves: Halves = (None, None)
) -> Asked:
    """Somebody asks to move a day."""
    token = Token.read(source(town, name, day, halves[0]).token)
    return actions.ask(town.desk, town.actor(name), token, new_day, halves[1])


def decides(
    town: Town, name: str, request: Booking | None, to: State, motive: str | None = None
) -> DecisionCame:
    assert request is not None
    return deciding.decides(town, name, request, to, motive).came


def test_the_old_day_is_held_until_the_new_one_is_approved(town: Town) -> None:
    enter(town, "anna", THURSDAY)

    asked = moves(town, "anna", THURSDAY, FRIDAY)
    waiting = [(one.day, one.state) for one in held(town, "anna")]
    came = decides(town, "diana", asked.booking, State.APPROVED)

    assert asked.came is MoveCame.ASKED
    assert asked.to is not None
    assert asked.to.person.name == "Diana Inventi"
    assert waiting == [(THURSDAY, RequestState.APPROVED), (FRIDAY, RequestState.PENDING)]
    assert came is DecisionCame.DONE
    assert [(one.day, one.state) for one in held(town, "anna")] == [
        (FRIDAY, RequestState.APPROVED)
    ]


def test_a_refused_move_leaves_the_old_day(town: Town) -> None:
    enter(town, "anna", THURSDAY)

    asked = moves(town, "anna", THURSDAY, FRIDAY)
    decides(town, "diana", asked.booking, State.REFUSED, MOTIVE)

    assert [(one.day, one.state) for one in held(town, "anna")] == [
        (THURSDAY, RequestState.APPROVED)
    ]
    told = said(messages_to(town, "anna")[0])
    assert "venerdì 27 novembre al posto di giovedì 26 novembre" in told
    assert MOTIVE in told


def test_taking_the_old_day_back_takes_its_move_back_too(town: Town) -> None:
    enter(town, "anna", THURSDAY)
    moves(town, "anna", THURSDAY, FRIDAY)
    old, _ = held(town, "anna")

    deciding.takes_back(town, "anna", old)

    assert held(town, "anna") == []


def test_the_card_says_which_day_gives_way(town: Town) -> None:
    enter(town, "anna", THURSDAY)

    moves(town, "anna", THURSDAY, FRIDAY)
    card = messages_to(town, "diana")[0]

    assert "🗓 <b>venerdì 27 novembre al posto di giovedì 26 novembre</b>" in said(card)
    assert "la richiesta è in tempo" in said(card)
    assert "art. 21.3" in said(card)
    assert labels_of(card)[:2] == ["✅ ven 27 nov", "✖️ ven 27 nov"]


def test_with_a_full_quota_the_old_day_is_given_back_first(town: Town) -> None:
    enter(town, "anna", *EIGHT)

    asked = moves(town, "anna", THURSDAY, FRIDAY)

    assert decides(town, "diana", asked.booking, State.APPROVED) is DecisionCame.DONE
    assert len(held(town, "anna")) == len(EIGHT)


@pytest.mark.parametrize(
    ("at", "came"),
    [
        (datetime(2026, 11, 25, 18, 59, tzinfo=UTC), MoveCame.ASKED),
        (datetime(2026, 11, 25, 19, 0, tzinfo=UTC), MoveCame.ASKED),
        (datetime(2026, 11, 25, 19, 1, tzinfo=UTC), MoveCame.REFUSED),
    ],
    ids=["19:59", "20:00", "20:01"],
)
def test_tivoli_takes_it_until_eight_in_the_evening_before(
    town: Town, clock: MovableClock, at: datetime, came: MoveCame
) -> None:
    enter(town, "anna", THURSDAY)
    clock.set(at)

    asked = moves(town, "anna", THURSDAY, FRIDAY)

    assert asked.came is came
    assert (asked.booking is None) == (came is MoveCame.REFUSED)


def test_what_was_asked_in_time_may_be_approved_after_the_deadline(
    town: Town, clock: MovableClock
) -> None:
    enter(town, "anna", THURSDAY)
    clock.set(datetime(2026, 11, 25, 18, 59, tzinfo=UTC))
    asked = moves(town, "anna", THURSDAY, FRIDAY)
    clock.set(datetime(2026, 11, 26, 6, 0, tzinfo=UTC))

    assert decides(town, "diana", asked.booking, State.APPROVED) is DecisionCame.DONE


def test_a_day_that_has_gone_by_meanwhile_is_not_moved(town: Town, clock: MovableClock) -> None:
    enter(town, "anna", THURSDAY)
    asked = moves(town, "anna", THURSDAY, FRIDAY)
    clock.set(datetime(2026, 11, 27, 8, 0, tzinfo=UTC))

    assert decides(town, "diana", asked.booking, State.APPROVED) is DecisionCame.NOW_REFUSED


def test_another_week_is_refused_with_every_obstacle_and_its_article(
    town: Town, clock: MovableClock
) -> None:
    enter(town, "anna", THURSDAY)
    clock.set(datetime(2026, 11, 25, 20, 0, tzinfo=UTC))

    asked = moves(town, "anna", THURSDAY, date(2026, 12, 8))
    text = views.asked(town.actor("anna"), asked).text or ""

    assert asked.came is MoveCame.REFUSED
    assert "Da giovedì 26 novembre a martedì 8 dicembre" in text
    assert "è in un'altra settimana" in text
    assert "si poteva chiedere fino a mercoledì 25 novembre alle 20:00" in text
    assert "festa" in text
    assert "art. 21.3" in text


def test_the_calendar_marks_what_the_act_would_refuse(town: Town) -> None:
    enter(town, "anna", THURSDAY, TUESDAY)

    found = actions.choose(
        town.desk, town.actor("anna"), Token.read(source(town, "anna", THURSDAY).token)
    )
    marks = {cell.day: cell.mark for cell in found.cells}

    assert marks[THURSDAY] is Mark.MOVED
    assert marks[FRIDAY] is Mark.FREE
    assert marks[TUESDAY] is Mark.BOOKED
    assert marks[date(2026, 11, 20)] is Mark.PAST
    assert marks[NEXT_MONDAY] is Mark.REFUSED
    assert marks[date(2026, 11, 28)] is Mark.NOT_WORKED


def test_the_calendar_marks_what_the_agreement_gives_already(
    store: Store, clock: MovableClock
) -> None:
    town = found_town(Desk(store, library.shipped(), clock), "tivoli")
    town.agree("anna", agreed(Scheme(weekdays=frozenset({1, 3}))))
    talk = Talk(town, "anna")
    talk.says("/sposta")
    text = talk.presses("gio 26 nov")

    labels = {button.label for button in talk.buttons}
    assert {"📄24", "🔁26", "27"} <= labels
    assert "📄 fuori sede per accordo" in text


def test_late_in_a_month_the_next_stands_beneath_where_a_day_can_go_there(
    store: Store, clock: MovableClock
) -> None:
    town = found_town(Desk(store, library.shipped(), clock), "sorano")
    town.agree("anna")
    enter(town, "anna", THURSDAY)
    talk = Talk(town, "anna")
    talk.says("/sposta")
    talk.presses("26 nov")

    names = [button.label for button in talk.buttons if button.label.endswith(" 2026")]
    assert names == ["novembre 2026", "dicembre 2026"]
    assert "giovedì 10 dicembre" in talk.forges(
        next(one.data for one in talk.buttons if one.data.endswith("20261210"))
    )


def test_a_second_press_asks_for_nothing_more(town: Town) -> None:
    enter(town, "anna", THURSDAY)

    moves(town, "anna", THURSDAY, FRIDAY)
    again = moves(town, "anna", THURSDAY, FRIDAY)

    assert again.came is MoveCame.WAITS_ALREADY
    assert len(held(town, "anna")) == 2
    assert len(messages_to(town, "diana")) == 1


def test_a_day_that_was_never_booked_cannot_be_moved(town: Town) -> None:
    assert actions.sources_on(town.desk, town.actor("anna"), THURSDAY) == ()


def test_a_day_that_was_taken_back_cannot_be_moved_with_an_old_button(town: Town) -> None:
    enter(town, "anna", THURSDAY)
    old = source(town, "anna", THURSDAY)
    assert old.booking is not None
    deciding.takes_back(town, "anna", old.booking)

    with pytest.raises(StalePressError):
        actions.ask(town.desk, town.actor("anna"), Token.read(old.token), FRIDAY, None)


def test_if_the_old_day_is_taken_back_the_move_cannot_be_approved(town: Town) -> None:
    enter(town, "anna", THURSDAY)
    old = source(town, "anna", THURSDAY)
    asked = moves(town, "anna", THURSDAY, FRIDAY)
    assert old.booking is not None
    deciding.takes_back(town, "anna", old.booking)

    assert decides(town, "diana", asked.booking, State.APPROVED) is DecisionCame.ALREADY


def test_nobody_moves_the_day_of_a_colleague(town: Town) -> None:
    enter(town, "anna", THURSDAY)
    token = Token.read(source(town, "anna", THURSDAY).token)

    with pytest.raises(NotFound):
        actions.ask(town.desk, town.actor("bruno"), token, FRIDAY, None)


@pytest.mark.parametrize("text", ["", "b", "b1", "x1.1", "b1.x", "b.1", "d20261126", "b1.1.1"])
def test_a_forged_name_of_a_day_means_nothing(text: str) -> None:
    with pytest.raises(StalePressError):
        Token.read(text)


def test_two_managers_at_once_decide_once(town: Town) -> None:
    enter(town, "anna", THURSDAY)
    asked = moves(town, "anna", THURSDAY, FRIDAY)

    def decide(to: State) -> DecisionCame:
        return decides(town, "diana", asked.booking, to, MOTIVE)

    with ThreadPoolExecutor(2) as pool:
        came = list(pool.map(decide, (State.APPROVED, State.REFUSED)))

    assert sorted(came) == [DecisionCame.ALREADY, DecisionCame.DONE]
    assert len(held(town, "anna")) == 1


def test_a_move_and_a_booking_at_once_never_pass_the_quota(town: Town) -> None:
    """Seven of eight are booked: the move keeps them at seven, the booking makes them eight."""
    enter(town, "anna", *EIGHT[1:])
    start = threading.Barrier(2)
    actor = town.actor("anna")
    month = booking.tick(town.desk, actor, NEXT_MONDAY, Part.DAY)

    def move() -> None:
        start.wait()
        asked = moves(town, "anna", THURSDAY, FRIDAY)
        assert decides(town, "diana", asked.booking, State.APPROVED) is DecisionCame.DONE

    def book() -> None:
        start.wait()
        booking.submit(town.desk, actor, month.digest)

    with ThreadPoolExecutor(2) as pool:
        for future in [pool.submit(move), pool.submit(book)]:
            future.result()

    days_held = {one.day for one in held(town, "anna")}
    assert len(days_held) <= len(EIGHT)
    assert FRIDAY in days_held
    assert THURSDAY not in days_held


def test_a_day_moved_twice_at_once_goes_to_one_place(town: Town) -> None:
    enter(town, "anna", *EIGHT)
    token = Token.read(source(town, "anna", THURSDAY).token)
    start = threading.Barrier(2)

    def move(new: date) -> None:
        start.wait()
        try:
            asked = actions.ask(town.desk, town.actor("anna"), token, new, None)
        except StalePressError:
            return
        if asked.came is MoveCame.ASKED:
            decides(town, "diana", asked.booking, State.APPROVED)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(move, (FRIDAY, WEDNESDAY)))

    assert len(held(town, "anna")) == len(EIGHT)
    assert THURSDAY not in {one.day for one in held(town, "anna")}


def test_a_weekday_of_the_agreement_moves_without_having_been_booked(
    store: Store, clock: MovableClock
) -> None:
    town = found_town(Desk(store, library.shipped(), clock), "tivoli")
    town.agree("anna", agreed(Scheme(weekdays=frozenset({3}))))

    asked = moves(town, "anna", THURSDAY, FRIDAY)
    waiting = works(town, "anna")
    decides(town, "diana", asked.booking, State.APPROVED)

    assert asked.came is MoveCame.ASKED
    assert (waiting[THURSDAY], waiting[FRIDAY]) == (Mode.AGILE, Mode.AGILE)
    after = works(town, "anna")
    assert (after[THURSDAY], after[FRIDAY]) == (None, Mode.AGILE)


def works(town: Town, name: str) -> dict[date, Mode | None]:
    """How the mornings of a week are worked."""
    with town.store.reading() as uow:
        case = facts.load(uow, town.ids[name], on=THURSDAY)
    return {day: works_as(case.person, case.history, day)[0] for day in (THURSDAY, FRIDAY)}


def test_a_half_day_moves_within_its_day(store: Store, clock: MovableClock) -> None:
    town = found_town(Desk(store, library.shipped(), clock), "ferrara")
    town.agree("anna")
    with town.store.writing() as uow:
        wish = Wish(employee_id=town.ids["anna"], day=THURSDAY, half=Half.AM)
        bookings.enter(uow, wish, at=NOW, state=RequestState.APPROVED)
        uow.commit()

    asked = moves(town, "anna", THURSDAY, THURSDAY, halves=(Half.AM, Half.PM))

    assert asked.came is MoveCame.ASKED
    assert asked.booking is not None
    approver = approver_of(town, asked.booking)
    assert decides(town, approver, asked.booking, State.APPROVED) is DecisionCame.DONE
    assert [(one.day, one.half) for one in held(town, "anna")] == [(THURSDAY, Half.PM)]


def approver_of(town: Town, request: Booking) -> str:
    return next(name for name, number in town.ids.items() if number == request.approver_id)


def test_arena_po_does_not_let_the_employee_move_a_day(store: Store, clock: MovableClock) -> None:
    town = found_town(Desk(store, library.shipped(), clock), "arena-po")
    town.agree("anna")
    enter(town, "anna", THURSDAY)

    asked = moves(town, "anna", THURSDAY, FRIDAY)
    text = views.asked(town.actor("anna"), asked).text or ""

    assert asked.came is MoveCame.REFUSED
    assert "art. 13, art. 7" in text


def test_an_absence_on_the_new_day_stands_in_the_way_of_the_approval(town: Town) -> None:
    enter(town, "anna", THURSDAY)
    asked = moves(town, "anna", THURSDAY, FRIDAY)
    with town.store.writing() as uow:
        absences.add(uow, town.ids["anna"], AbsenceKind.SICK, first_day=FRIDAY, last_day=FRIDAY)
        uow.commit()

    assert decides(town, "diana", asked.booking, State.APPROVED) is DecisionCame.NOW_REFUSED
    assert asked.booking is not None
    assert stands(town, asked.booking).state is RequestState.PENDING


def test_where_the_act_asks_for_nobodys_agreement_the_move_is_done_at_once(
    store: Store, clock: MovableClock
) -> None:
    policies = {**library.shipped(), "tivoli": moving_alone()}
    town = found_town(Desk(store, policies, clock), "tivoli")
    town.agree("anna")
    enter(town, "anna", THURSDAY)

    asked = moves(town, "anna", THURSDAY, FRIDAY)

    assert asked.came is MoveCame.DONE
    assert [(one.day, one.state) for one in held(town, "anna")] == [
        (FRIDAY, RequestState.APPROVED)
    ]
    told = said(messages_to(town, "diana")[0])
    assert "ha spostato una giornata: venerdì 27 novembre al posto di giovedì 26" in told
    assert "lascio un avviso per Diana Inventi" in (
        views.asked(town.actor("anna"), asked).text or ""
    )


def moving_alone() -> Policy:
    """Tivoli as if the employee moved a day and told the manager."""
    policy = library.shipped()["tivoli"]
    versions = []
    for version in policy.versions:
        swap = version.tables.swap.model_copy(update={"alone": Value(source="9", quote="da sé")})
        tables = version.tables.model_copy(update={"swap": swap})
        versions.append(replace(version, tables=tables))
    return replace(policy, versions=tuple(versions))


def used_in_november(town: Town) -> object:
    """What the screen of one's days says is used."""
    found = days.overview(town.desk, town.actor("anna")).quotas
    return next(one.figures["booked"] for one in found if one.figures["start"].month == 11)


def waits_and_is_moved(town: Town) -> Booking | None:
    """Anna asks for Thursday, and moves it to Friday before anybody decided."""
    asks_for(town, "anna", THURSDAY)
    return moves(town, "anna", THURSDAY, FRIDAY).booking


@pytest.mark.parametrize("state", sorted(HOLDING))
def test_a_day_and_the_one_that_waits_in_its_place_count_once(
    town: Town, state: RequestState
) -> None:
    enter(town, "anna", *EIGHT[:-2])
    enter(town, "anna", THURSDAY, state=state)

    moves(town, "anna", THURSDAY, FRIDAY)

    assert used_in_november(town) == len(EIGHT) - 1


def test_beside_a_move_that_waits_the_last_day_of_the_quota_can_be_asked_for(town: Town) -> None:
    enter(town, "anna", *EIGHT[:-2])
    waits_and_is_moved(town)

    (asked,) = asks_for(town, "anna", WEDNESDAY)
    came = [decides(town, "diana", asked, State.APPROVED)]
    ninth = booking.tick(town.desk, town.actor("anna"), NEXT_MONDAY, Part.DAY)

    assert came == [DecisionCame.DONE]
    assert ninth.chosen == ()
    assert ninth.focus is not None
    assert ninth.focus.refused


@pytest.mark.parametrize("to", [State.APPROVED, State.REFUSED])
def test_however_a_move_is_decided_the_quota_is_kept(town: Town, to: State) -> None:
    enter(town, "anna", *EIGHT[:-2])
    moved = waits_and_is_moved(town)
    asks_for(town, "anna", WEDNESDAY)

    decides(town, "diana", moved, to, None if to is State.APPROVED else MOTIVE)

    assert len(held(town, "anna")) == len(EIGHT)


def test_the_days_of_a_move_that_waits_cannot_be_asked_for_again(town: Town) -> None:
    waits_and_is_moved(town)

    for day in (THURSDAY, FRIDAY):
        shown = booking.tick(town.desk, town.actor("anna"), day, Part.DAY)
        assert shown.chosen == ()


def test_at_the_end_of_the_quota_a_waiting_day_is_not_in_the_way_of_its_own_card(
    town: Town,
) -> None:
    enter(town, "anna", *EIGHT[:-1])
    waits_and_is_moved(town)
    old = next(one for one in held(town, "anna") if one.day == THURSDAY)

    with town.store.reading() as uow:
        judged = judge_alone(Hearings(uow, town.desk), old)

    assert judged.verdict is Verdict.ALLOWED


def test_what_waits_shows_a_moved_day_once_and_approves_it_with_one_press(town: Town) -> None:
    waits_and_is_moved(town)
    talk = Talk(town, "diana")

    listed = talk.says("/approva")
    talk.presses("Approva")
    done = talk.presses("Sì, approva")

    assert "Aspetta te 1 richiesta" in listed
    assert "al posto di giovedì 26 novembre" in listed
    assert "giovedì 26 novembre</b>" not in listed
    assert "Approvata 1 richiesta" in done
    assert [(one.day, one.state) for one in held(town, "anna")] == [
        (FRIDAY, RequestState.APPROVED)
    ]


def test_a_day_whose_move_waits_is_still_one_that_can_be_moved(town: Town) -> None:
    waits_and_is_moved(town)

    again = moves(town, "anna", THURSDAY, WEDNESDAY)

    assert again.came is MoveCame.WAITS_ALREADY
    assert again.target.judged.decision.verdict is Verdict.ALLOWED


def test_once_its_move_is_refused_a_waiting_day_is_listed_again(town: Town) -> None:
    moved = waits_and_is_moved(town)

    decides(town, "diana", moved, State.REFUSED, MOTIVE)

    assert "giovedì 26 novembre" in Talk(town, "diana").says("/approva")
