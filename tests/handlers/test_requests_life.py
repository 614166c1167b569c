"""One life for all that is asked: the same facts for days, moves, permits and patterns."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from bot.clock import MovableClock
from handlers.desk.changes import actions as changes
from handlers.desk.changes.sources import Token
from handlers.desk.context import Desk
from handlers.desk.patterns import actions as patterns
from handlers.desk.patterns.drafts import Draft
from handlers.desk.requests import bulk, undoing
from handlers.desk.requests.deciding import DecisionCame
from handlers.desk.requests.duties import look_after
from handlers.desk.requests.kinds.known import KINDS
from handlers.desk.requests.marks import digest_of
from handlers.desk.requests.request import Key, State
from handlers.desk.requests.taking_back import Took
from handlers.desk.requests.undoing import Undo
from handlers.desk.requests.waiting import page
from rules.facts import ROME
from rules.policy import library
from storage.errors import NotFound
from storage.requests import bookings
from storage.store import Store
from storage.tables import RequestState
from tests.handlers.asking import asks_for, enter, messages_to, said
from tests.handlers.deciding import decides, go_out, request, takes_back
from tests.handlers.permitting import asks, hours
from tests.handlers.town import NOW, Town, found_town

DAY = date(2026, 12, 10)
OLD = date(2026, 12, 3)
MOTIVE = "Quel giorno serve la presenza in sede"
Asks = Callable[[Town], Key]


def a_day(town: Town) -> Key:
    return "days", asks_for(town, "anna", DAY)[0].id


def a_move(town: Town) -> Key:
    enter(town, "anna", OLD)
    anna = town.actor("anna")
    (source,) = changes.sources_on(town.desk, anna, OLD)
    asked = changes.ask(town.desk, anna, Token.read(source.token), DAY, None)
    assert asked.booking is not None
    return "days", asked.booking.id


def a_permit(town: Town) -> Key:
    return "permits", asks(town, "anna", hours("personal", DAY)).id


def a_pattern(town: Town) -> Key:
    """Two Fridays, beside which the other kinds can be asked for too."""
    anna = town.actor("anna")
    patterns.begin(town.desk, anna)
    shown = patterns.update(
        town.desk,
        anna,
        lambda _: Draft(days=((4, None),), first=DAY, last=date(2026, 12, 18)),
    )
    asked = patterns.submit(town.desk, anna, shown.draft.digest)
    assert asked is not None
    assert asked.booked
    return "patterns", min(booking.id for booking in asked.booked)


ALL = [
    pytest.param(a_day, id="day"),
    pytest.param(a_move, id="move"),
    pytest.param(a_permit, id="permit"),
    pytest.param(a_pattern, id="pattern"),
]
each_kind = pytest.mark.parametrize("asked", ALL)


@pytest.fixture
def town(store: Store, clock: MovableClock) -> Town:
    """Days, moves, permits and patterns are all decided by somebody there; on both databases."""
    found = found_town(Desk(store, library.shipped(), clock), "alonte")
    found.agree("anna")
    return found


def state(town: Town, key: Key) -> State:
    return request(town, key).state


def approver(town: Town, key: Key) -> str:
    number = request(town, key).approver_id
    return next(name for name, who in town.ids.items() if who == number)


def test_every_kind_that_the_desk_knows_is_tried_here(town: Town) -> None:
    tried = {asked(town)[0] for asked in (a_day, a_permit, a_pattern)}

    assert tried == set(KINDS)


@each_kind
def test_it_goes_to_who_decides_on_one_card(town: Town, asked: Asks) -> None:
    key = asked(town)

    cards = [m for m in go_out(town, approver(town, key)) if m.buttons]

    assert len(cards) == 1
    assert "Anna Inventi" in said(cards[0])


@each_kind
def test_an_approval_is_written_and_told_once(town: Town, asked: Asks) -> None:
    key = asked(town)
    who = approver(town, key)

    first, second = (decides(town, who, key, version=request(town, key).version) for _ in "12")

    assert (first.came, second.came) == (DecisionCame.DONE, DecisionCame.ALREADY)
    assert state(town, key) is State.APPROVED
    assert len(messages_to(town, "anna")) == 1


@each_kind
def test_a_press_of_an_older_version_decides_nothing(town: Town, asked: Asks) -> None:
    key = asked(town)

    outcome = decides(town, approver(town, key), key, version=99)

    assert outcome.came is DecisionCame.ALREADY
    assert state(town, key) is State.PENDING


@each_kind
def test_a_refusal_needs_a_motive_and_tells_it(town: Town, asked: Asks) -> None:
    key = asked(town)
    who = approver(town, key)

    bare = decides(town, who, key, State.REFUSED)
    reasoned = decides(town, who, key, State.REFUSED, MOTIVE)

    assert (bare.came, reasoned.came) == (DecisionCame.NEEDS_MOTIVE, DecisionCame.DONE)
    assert state(town, key) is State.REFUSED
    assert MOTIVE in said(messages_to(town, "anna")[-1])


@each_kind
@pytest.mark.parametrize(
    ("name", "came"), [("anna", DecisionCame.OWN), ("bruno", DecisionCame.FORBIDDEN)]
)
def test_nobody_else_decides(town: Town, asked: Asks, name: str, came: DecisionCame) -> None:
    key = asked(town)

    assert decides(town, name, key).came is came
    assert state(town, key) is State.PENDING


@each_kind
def test_a_manager_of_another_body_does_not(town: Town, asked: Asks) -> None:
    key = asked(town)
    tivoli = found_town(town.desk, "tivoli", first_telegram_id=900)

    assert decides(tivoli, "diana", key).came is DecisionCame.FORBIDDEN
    assert state(town, key) is State.PENDING


@each_kind
def test_what_is_taken_back_is_not_decided_and_the_card_says_so(town: Town, asked: Asks) -> None:
    key = asked(town)
    who = approver(town, key)
    version = request(town, key).version
    (card,) = [m for m in go_out(town, who) if m.buttons]

    took = [takes_back(town, "anna", key, version=version) for _ in "12"]
    (edit,) = [m for m in go_out(town, who) if m.edits == card.id]

    assert took == [Took.DONE, Took.CHANGED]
    assert state(town, key) is State.CANCELLED
    assert edit.buttons == []
    assert decides(town, who, key, version=version).came is DecisionCame.ALREADY


@each_kind
def test_nobody_takes_back_what_is_not_theirs(town: Town, asked: Asks) -> None:
    key = asked(town)

    with pytest.raises(NotFound):
        takes_back(town, "bruno", key)


@each_kind
def test_taken_back_before_it_was_read_it_is_never_read(town: Town, asked: Asks) -> None:
    key = asked(town)
    who = approver(town, key)

    takes_back(town, "anna", key)

    assert [m for m in go_out(town, who) if m.buttons] == []


@each_kind
def test_an_approval_is_undone_and_everything_is_as_before(town: Town, asked: Asks) -> None:
    key = asked(town)
    who = approver(town, key)
    before = _held(town)
    outcome = decides(town, who, key)
    assert outcome.decision_id is not None

    came = [undoing.undo(town.desk, town.actor(who), outcome.decision_id).came for _ in "12"]

    assert came == [Undo.DONE, Undo.ALREADY]
    assert state(town, key) is State.PENDING
    assert _held(town) == before
    assert messages_to(town, "anna") == []
    assert decides(town, who, key).came is DecisionCame.DONE


@each_kind
def test_a_refusal_is_undone_and_everything_is_as_before(town: Town, asked: Asks) -> None:
    key = asked(town)
    who = approver(town, key)
    before = _held(town)
    outcome = decides(town, who, key, State.REFUSED, MOTIVE)
    assert outcome.decision_id is not None

    undone = undoing.undo(town.desk, town.actor(who), outcome.decision_id)

    assert undone.came is Undo.DONE
    assert _held(town) == before
    assert request(town, key).reason is None


@each_kind
def test_what_was_taken_back_since_cannot_be_undone(town: Town, asked: Asks) -> None:
    key = asked(town)
    who = approver(town, key)
    outcome = decides(town, who, key)
    assert outcome.decision_id is not None
    takes_back(town, "anna", key)

    undone = undoing.undo(town.desk, town.actor(who), outcome.decision_id)

    assert undone.came is Undo.CHANGED
    assert state(town, key) is State.CANCELLED


@each_kind
def test_the_bulk_approves_it_like_any_other(town: Town, asked: Asks) -> None:
    key = asked(town)
    carla = town.actor(approver(town, key))
    looks = page(town.desk, carla, 0).looks
    sure = bulk.confirm(town.desk, carla, "p0", digest_of(look.request for look in looks))
    assert sure is not None

    done = bulk.approve(town.desk, carla, "p0", sure.digest)

    assert done is not None
    assert (len(done.looks), done.left) == (1, 0)
    assert state(town, key) is State.APPROVED


@each_kind
def test_nobody_decided_before_its_day_was_over(
    town: Town, clock: MovableClock, asked: Asks
) -> None:
    key = asked(town)
    who = approver(town, key)
    go_out(town)
    clock.set(datetime(2026, 12, 21, 12, tzinfo=ROME))
    late = decides(town, who, key)
    for _ in "12":
        look_after(town.desk)

    assert late.came is DecisionCame.TOO_LATE
    assert state(town, key) is State.EXPIRED
    told = [said(m) for m in messages_to(town, "anna")]
    assert [text for text in told if "Nessuno ha deciso in tempo" in text] == told
    assert len(told) == 1
    edits = [m for m in messages_to(town, who) if m.edits is not None]
    assert edits
    assert edits[-1].buttons == []


@each_kind
def test_a_card_decided_by_somebody_else_loses_its_buttons(town: Town, asked: Asks) -> None:
    key = asked(town)
    who = approver(town, key)
    (card,) = [m for m in go_out(town, who) if m.buttons]

    decides(town, who, key)
    (edit,) = [m for m in go_out(town, who) if m.edits == card.id]

    assert edit.buttons == []
    assert "pprovat" in said(edit)


@each_kind
def test_what_waits_too_long_goes_to_the_next_and_the_old_card_says_so(
    town: Town, clock: MovableClock, asked: Asks
) -> None:
    key = asked(town)
    who = approver(town, key)
    (card,) = [m for m in go_out(town, who) if m.buttons]
    clock.set(NOW + timedelta(days=3))

    for _ in "12":
        look_after(town.desk)

    new = approver(town, key)
    assert new != who
    assert len([m for m in go_out(town, new) if m.buttons and m.edits is None]) == 1
    (edit,) = [m for m in messages_to(town, who) if m.edits == card.id]
    assert "ora decide" in said(edit)
    assert edit.buttons == []


def _held(town: Town) -> list[tuple[date, str, str | None]]:
    """What Anna holds or waits for, without versions."""
    with town.store.reading() as uow:
        found = bookings.of_person(
            uow,
            town.ids["anna"],
            since=date(2026, 1, 1),
            until=date(2027, 12, 31),
            states=(RequestState.PENDING, RequestState.APPROVED),
        )
    return sorted((one.day, one.state.value, one.half) for one in found)
