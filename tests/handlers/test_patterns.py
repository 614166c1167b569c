"""Weekly patterns: what they come to, what is asked for in one go, and what is never again."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.clock import MovableClock
from handlers.chat.features.patterns import views
from handlers.chat.features.patterns.opening import open_with
from handlers.desk.cases.judging import Hearing
from handlers.desk.context import Desk
from handlers.desk.patterns import actions
from handlers.desk.patterns.asking import Asked
from handlers.desk.patterns.duties import ask_when_it_opens
from handlers.desk.patterns.planning import Wrong
from handlers.desk.requests import cards_shown
from handlers.desk.requests.deciding import DecisionCame
from handlers.desk.requests.request import Key, State
from rules.decision import Source
from rules.facts import AbsenceKind, Half, Period, Scheme
from rules.policy import library
from rules.policy.day_limits import BookingHorizon
from rules.policy.library import Policy
from storage.days import absences
from storage.errors import NotFound, Stale
from storage.requests import bookings, patterns
from storage.requests.bookings import Booking, Wish
from storage.requests.patterns import WeekDay
from storage.store import Store
from storage.tables import HOLDING, RequestState
from storage.trail import audit
from tests.handlers.asking import labels_of, messages_to, said
from tests.handlers.deciding import decides, go_out, takes_back
from tests.handlers.talking import Talk
from tests.handlers.town import NOW, TODAY, Town, agreed, found_town

TUESDAY, WEDNESDAY, THURSDAY = (1, None), (2, None), (3, None)
YEAR_END = date(2026, 12, 31)
HOLIDAY = date(2026, 12, 8)
MOTIVE = "A dicembre serve presenza allo sportello."
"""8 December 2026 is a Tuesday."""


def settle(store: Store, clock: MovableClock, policy: str = "tivoli") -> Town:
    return found_town(Desk(store, library.shipped(), clock), policy)


@pytest.fixture
def town(store: Store, clock: MovableClock) -> Town:
    """Tivoli on SQLite and on PostgreSQL: eight days a month."""
    town = settle(store, clock)
    town.agree("anna")
    return town


def plans(
    town: Town, *days: WeekDay, first: date | None = None, last: date | None = YEAR_END
) -> actions.Screen:
    return actions.propose(town.desk, town.actor("anna"), days, first=first, last=last)


def sends(town: Town, *days: WeekDay, last: date = YEAR_END) -> Asked:
    shown = plans(town, *days, last=last)
    result = actions.submit(town.desk, town.actor("anna"), shown.draft.digest)
    assert result is not None
    return result


def held(town: Town) -> list[Booking]:
    with town.store.reading() as uow:
        return bookings.of_person(
            uow, town.ids["anna"], since=TODAY, until=date(2027, 12, 31), states=HOLDING
        )


def key_of(asked: Asked) -> Key:
    """The pattern as one request."""
    return "patterns", min(booking.id for booking in asked.booked)


def test_a_pattern_leaves_out_a_holiday_and_says_why(town: Town) -> None:
    shown = plans(town, TUESDAY)

    assert shown.plan is not None
    assert [one.day for one in shown.plan.asked] == [
        date(2026, 11, 24),
        date(2026, 12, 1),
        date(2026, 12, 15),
        date(2026, 12, 22),
        date(2026, 12, 29),
    ]
    assert [one.day for one in shown.plan.refused] == [HOLIDAY]
    text = views.preview(town.actor("anna"), shown).text or ""
    assert "5 giornate si possono chiedere" in text
    assert "martedì 8 dicembre" in text
    assert "Immacolata" in text


def test_a_pattern_stops_at_the_quota_of_each_month(town: Town) -> None:
    shown = plans(town, (0, None), TUESDAY, WEDNESDAY)

    assert shown.plan is not None
    december = [one.day for one in shown.plan.asked if one.day.month == 12]
    assert len(december) == 8
    text = views.preview(town.actor("anna"), shown).text or ""
    assert "8 giornate già prenotate o chieste a dicembre" in text


def test_an_absence_and_a_closure_are_left_out(town: Town) -> None:
    with town.store.writing() as uow:
        leave = (town.ids["anna"], AbsenceKind.LEAVE)
        day = date(2026, 12, 22)
        absences.add(uow, *leave, first_day=day, last_day=day)
        absences.close_offices(uow, town.body, date(2026, 12, 29), at=NOW, by=None)
        uow.commit()

    shown = plans(town, TUESDAY)

    assert shown.plan is not None
    refused = [one.day for one in shown.plan.refused]
    assert refused == [HOLIDAY, date(2026, 12, 22), date(2026, 12, 29)]


def test_all_days_go_out_in_one_request_with_one_card(town: Town) -> None:
    asked = sends(town, TUESDAY, THURSDAY)

    cards = messages_to(town, "diana")
    assert asked.to is not None
    assert asked.to.person.name == "Diana Inventi"
    assert len(cards) == 1
    text = said(cards[0])
    assert "ogni <b>martedì, giovedì</b>" in text
    assert f"{len(asked.booked)} giornate" in text
    assert labels_of(cards[0]) == [
        f"✅ Approva tutte ({len(asked.booked)})",
        "✖️ Rifiuta tutte",
        "🔎 Una per una",
        "📖 Perché?",
    ]
    assert {booking.pattern_id for booking in held(town)} == {asked.pattern.id}


def test_a_second_press_sends_nothing(town: Town) -> None:
    shown = plans(town, TUESDAY)

    actions.submit(town.desk, town.actor("anna"), shown.draft.digest)
    again = actions.submit(town.desk, town.actor("anna"), shown.draft.digest)

    assert again is None
    assert len(messages_to(town, "diana")) == 1


def test_one_press_approves_all_and_the_person_is_told_once(town: Town) -> None:
    asked = sends(town, TUESDAY)

    outcome = decides(town, "diana", key_of(asked))

    assert outcome.came is DecisionCame.DONE
    assert len(held(town)) == 5
    assert {booking.state for booking in held(town)} == {RequestState.APPROVED}
    assert len(messages_to(town, "anna")) == 1


def test_one_reason_refuses_all(town: Town) -> None:
    asked = sends(town, TUESDAY)

    decides(town, "diana", key_of(asked), State.REFUSED, MOTIVE)

    assert held(town) == []
    assert MOTIVE in said(messages_to(town, "anna")[0])


def test_two_who_decide_at_once_decide_each_day_once(town: Town) -> None:
    asked = sends(town, TUESDAY)

    first = decides(town, "diana", key_of(asked), version=5)
    second = decides(town, "diana", key_of(asked), version=5)
    refused = decides(town, "diana", key_of(asked), State.REFUSED, MOTIVE, version=5)

    assert [one.came for one in (first, second, refused)] == [DecisionCame.DONE] + [
        DecisionCame.ALREADY
    ] * 2


def test_a_colleague_sees_nothing_of_the_card(town: Town) -> None:
    asked = sends(town, TUESDAY)

    with pytest.raises(NotFound):
        cards_shown.look(town.desk, town.actor("bruno"), key_of(asked))
    refused = decides(town, "bruno", key_of(asked), State.REFUSED, MOTIVE)

    assert refused.came is DecisionCame.FORBIDDEN


def test_a_day_taken_back_becomes_an_exception(town: Town) -> None:
    asked = sends(town, TUESDAY)
    first = asked.booked[0]

    takes_back(town, "anna", first)

    with town.store.reading() as uow:
        assert patterns.exceptions(uow, asked.pattern.id) == {HOLIDAY, first.day}


def test_over_a_limit_di_norma_days_are_asked_for_only_if_wanted(
    store: Store, clock: MovableClock
) -> None:
    town = settle(store, clock, "sorano")
    town.agree("anna")
    days = tuple((weekday, None) for weekday in range(4))
    shown = plans(town, *days)
    assert shown.plan is not None
    without = (len(shown.plan.asked), len(shown.plan.beyond))

    wanted = actions.update(
        town.desk, town.actor("anna"), lambda draft: replace(draft, beyond=True)
    )

    assert without[1] > 0
    assert wanted.plan is not None
    assert len(wanted.plan.asked) == sum(without)
    assert wanted.plan.beyond == ()


def test_half_days_are_said_with_their_half(arena_po: Town) -> None:
    arena_po.agree("anna", agreed(Scheme(per=Period.YEAR, days=40)))

    shown = plans(arena_po, (1, Half.PM))

    assert shown.halves
    assert "martedì pomeriggio" in (views.preview(arena_po.actor("anna"), shown).text or "")


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        (date(2026, 11, 24), None, Wrong.NO_END),
        (date(2026, 11, 20), YEAR_END, Wrong.PAST),
        (date(2026, 12, 20), date(2026, 12, 1), Wrong.UPSIDE_DOWN),
        (date(2026, 11, 24), date(2027, 1, 1), Wrong.AFTER_AGREEMENT),
        (date(2026, 11, 25), date(2026, 11, 27), Wrong.EMPTY),
        (date(2026, 11, 24), YEAR_END, None),
    ],
)
def test_what_is_wrong_with_a_pattern_is_told_with_its_value(
    tivoli: Town, first: date, last: date | None, wrong: Wrong | None
) -> None:
    tivoli.agree("anna")

    shown = plans(tivoli, TUESDAY, first=first, last=last)

    assert shown.wrong is wrong
    assert (shown.plan is None) == (wrong is not None)
    assert views.preview(tivoli.actor("anna"), shown).text


def test_a_pattern_goes_at_most_a_year_ahead(tivoli: Town) -> None:
    tivoli.agree("anna", replace(agreed(Scheme(per=Period.MONTH, days=8)), last_day=None))

    assert plans(tivoli, TUESDAY, last=date(2027, 11, 24)).wrong is None
    assert plans(tivoli, TUESDAY, last=date(2027, 11, 25)).wrong is Wrong.TOO_FAR


def test_two_patterns_do_not_share_a_half_day(tivoli: Town) -> None:
    tivoli.agree("anna")
    sends(tivoli, TUESDAY)

    again = plans(tivoli, TUESDAY, THURSDAY)
    beside = plans(tivoli, THURSDAY)
    text = views.preview(tivoli.actor("anna"), again).text or ""

    assert again.wrong is Wrong.OVERLAPS
    assert "martedì, fino a giovedì 31 dicembre 2026" in text
    assert beside.wrong is None


def test_an_end_frees_the_days_to_come_or_keeps_them(town: Town) -> None:
    kept, freed = sends(town, TUESDAY), sends(town, THURSDAY)
    decides(town, "diana", key_of(freed))
    anna = town.actor("anna")

    actions.end(town.desk, anna, kept.pattern.id, version=1, free=False)
    result = actions.end(town.desk, anna, freed.pattern.id, version=1, free=True)

    assert len(result.freed) == len(freed.booked)
    assert {booking.pattern_id for booking in held(town)} == {kept.pattern.id}
    assert actions.live(town.desk, anna) == ()
    told = [said(message) for message in messages_to(town, "diana")]
    assert sum("ha finito il suo schema settimanale" in text for text in told) == 1


def test_a_pattern_ends_once(town: Town) -> None:
    asked = sends(town, TUESDAY)
    actions.end(town.desk, town.actor("anna"), asked.pattern.id, version=1, free=False)

    with pytest.raises(Stale):
        actions.end(town.desk, town.actor("anna"), asked.pattern.id, version=1, free=True)
    assert len(held(town)) == 5


def test_nobody_ends_the_pattern_of_a_colleague(town: Town) -> None:
    asked = sends(town, TUESDAY)

    with pytest.raises(NotFound):
        actions.end(town.desk, town.actor("bruno"), asked.pattern.id, version=1, free=True)


def test_a_changed_pattern_takes_the_place_of_the_old_one(town: Town) -> None:
    old = sends(town, TUESDAY)
    anna = town.actor("anna")

    actions.change(town.desk, anna, old.pattern.id)
    shown = actions.update(town.desk, anna, lambda draft: draft.without(1).with_day(2, None))
    result = actions.submit(town.desk, anna, shown.draft.digest)

    assert result is not None
    assert {booking.day.weekday() for booking in held(town)} == {2}
    assert [one.pattern.id for one in actions.live(town.desk, anna)] == [result.pattern.id]


def test_words_that_were_understood_open_the_preview(tivoli: Town) -> None:
    tivoli.agree("anna")
    anna = tivoli.actor("anna")

    complete = open_with(tivoli.desk, anna, days=(TUESDAY,), first=None, last=YEAR_END)
    open_ended = open_with(tivoli.desk, anna, days=(TUESDAY,), first=None, last=None)

    assert "si possono chiedere" in (complete.text or "")
    assert "da scegliere" in (open_ended.text or "")


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        (["martedì e giovedì"], "Ogni <b>martedì"),
        (["martedì", "20 dicembre"], "si possono chiedere"),
        (["20 dicembre", "martedì"], "si possono chiedere"),
        (["martedì", "domani"], "1 giornata si può chiedere"),
        (["martedì", "31 giugno"], "«31 giugno» nel calendario non c'è"),
        (["martedì", "30 xy"], "ho capito solo una parte"),
        (["martedì", "boh"], "Non capisco «boh» come giorno"),
        (["boh"], "Non capisco «boh» come giorni della settimana"),
    ],
)
def test_weekdays_and_the_end_may_be_written(
    tivoli: Town, written: list[str], answer: str
) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says("/schema")

    for words in written:
        said = anna.says(words)

    assert answer in said


def with_horizon(policy: Policy, days: int) -> Policy:
    """The policy as if the act let days be asked for only so far ahead."""
    horizon = BookingHorizon(days=days, source="9.9", quote="non oltre")
    assert horizon.cited == Source("9.9", "non oltre")
    versions = []
    for version in policy.versions:
        booking = version.tables.booking.model_copy(update={"horizon": horizon})
        tables = version.tables.model_copy(update={"booking": booking})
        versions.append(replace(version, tables=tables))
    return replace(policy, versions=tuple(versions))


@pytest.fixture
def far_sighted(store: Store, clock: MovableClock) -> Town:
    """Tivoli as if days could be asked for at most fourteen days ahead."""
    shipped = library.shipped()
    policies = {**shipped, "tivoli": with_horizon(shipped["tivoli"], 14)}
    town = found_town(Desk(store, policies, clock), "tivoli")
    town.agree("anna")
    return town


def test_days_beyond_the_horizon_wait_and_are_asked_for_as_it_opens(
    far_sighted: Town, clock: MovableClock
) -> None:
    town = far_sighted
    asked = sends(town, TUESDAY)
    assert [booking.day for booking in asked.booked] == [date(2026, 11, 24), date(2026, 12, 1)]
    assert ask_when_it_opens(town.desk) == 0

    go_out(town)

    clock.set(datetime(2026, 12, 1, 8, 0, tzinfo=UTC))
    first, again = ask_when_it_opens(town.desk), ask_when_it_opens(town.desk)

    assert (first, again) == (1, 0)
    told = [said(message) for message in messages_to(town, "anna")]
    assert len(told) == 1
    assert "martedì 8 dicembre" in told[0]
    assert "15 dicembre" in told[0]
    assert date(2026, 12, 15) in {booking.day for booking in held(town)}
    assert HOLIDAY not in {booking.day for booking in held(town)}
    assert [message.key for message in messages_to(town, "diana")] == ["booking.calendar"]


def test_a_pattern_whose_days_all_wait_is_recorded_and_asks_for_none(far_sighted: Town) -> None:
    shown = plans(far_sighted, TUESDAY, first=date(2026, 12, 14))

    preview = views.preview(far_sighted.actor("anna"), shown)

    labels = [button.label for row in preview.rows for button in row]
    assert "📨 Registra lo schema" in labels
    assert not any("Chiedi" in words for words in labels)


def test_a_pattern_that_ended_asks_for_nothing_more(
    far_sighted: Town, clock: MovableClock
) -> None:
    asked = sends(far_sighted, TUESDAY)
    actions.end(
        far_sighted.desk, far_sighted.actor("anna"), asked.pattern.id, version=1, free=False
    )
    clock.set(datetime(2026, 12, 1, 8, 0, tzinfo=UTC))

    assert ask_when_it_opens(far_sighted.desk) == 0


def test_after_a_long_silence_each_day_is_asked_for_once(
    far_sighted: Town, clock: MovableClock
) -> None:
    """The program was down for three weeks: days gone by are not asked for."""
    sends(far_sighted, TUESDAY)
    clock.set(datetime(2026, 12, 16, 8, 0, tzinfo=UTC))

    assert ask_when_it_opens(far_sighted.desk) == 1
    assert ask_when_it_opens(far_sighted.desk) == 0
    since = {booking.day for booking in held(far_sighted) if booking.day > date(2026, 12, 2)}
    assert since == {date(2026, 12, 22), date(2026, 12, 29)}


def test_the_trail_tells_of_the_pattern_and_of_each_day(town: Town) -> None:
    asked = sends(town, TUESDAY)
    actions.end(town.desk, town.actor("anna"), asked.pattern.id, version=1, free=False)

    with town.store.reading() as uow:
        trail = audit.entries(uow, town.body, subject=f"pattern:{asked.pattern.id}")
        assert [entry.action for entry in trail] == ["pattern.added", "pattern.ended"]
        assert audit.verify(uow) == []


def test_a_pattern_and_a_booking_at_once_never_pass_the_quota(town: Town) -> None:
    """December has room for eight: the pattern wants five of them, somebody else's phone four."""
    anna = town.actor("anna")
    shown = plans(town, WEDNESDAY)
    start = threading.Barrier(2)

    def send_pattern() -> None:
        start.wait()
        actions.submit(town.desk, anna, shown.draft.digest)

    def enter_four() -> None:
        start.wait()
        for day in (1, 3, 10, 15):
            book_if_allowed(town, date(2026, 12, day))

    with ThreadPoolExecutor(2) as pool:
        for future in [pool.submit(send_pattern), pool.submit(enter_four)]:
            future.result()

    december = [one for one in held(town) if one.day.month == 12]
    assert len({one.day for one in december}) == len(december) == 8


def book_if_allowed(town: Town, day: date) -> None:
    """What the calendar does when it sends one day."""
    with town.store.writing() as uow:
        uow.lock_employee(town.ids["anna"])
        hearing = Hearing.load(
            uow, town.ids["anna"], policy=town.actor("anna").policy, at=NOW, on=day
        )
        judged = hearing.judge(day, None)
        if not judged.refused:
            wish = Wish(employee_id=town.ids["anna"], day=day)
            bookings.request(
                uow, wish, decision=judged.decision, at=NOW, by=None, approver_id=None
            )
            uow.commit()


def test_a_manager_goes_through_a_long_pattern_card_by_card(town: Town) -> None:
    asked = sends(town, TUESDAY, THURSDAY)
    diana, numbers = town.actor("diana"), sorted(one.id for one in asked.booked)

    first = cards_shown.look(town.desk, diana, ("days", numbers[0]))
    assert first.later is not None
    second = cards_shown.look(town.desk, diana, first.later.key)

    assert [look.request.id for look in first.looks] == numbers[:5]
    assert [look.request.id for look in second.looks] == numbers[5:10]


def test_an_end_thousands_of_years_away_is_told_at_once(tivoli: Town) -> None:
    tivoli.agree("anna", replace(agreed(Scheme(per=Period.MONTH, days=8)), last_day=None))

    assert plans(tivoli, TUESDAY, last=date.max).wrong is Wrong.TOO_FAR


def test_a_pattern_of_a_whole_year_fits_into_the_messages_of_telegram(
    store: Store, clock: MovableClock
) -> None:
    town = settle(store, clock, "sorano")
    open_ended = replace(agreed(Scheme(per=Period.MONTH, days=8)), last_day=None)
    town.agree("anna", open_ended)
    anna = town.actor("anna")
    plans(town, *((weekday, None) for weekday in range(5)), last=date(2027, 11, 23))
    shown = actions.update(town.desk, anna, lambda draft: replace(draft, beyond=True))
    asked = actions.submit(town.desk, anna, shown.draft.digest)
    assert asked is not None
    assert len(asked.booked) > 150

    (card,) = messages_to(town, "carla")
    decides(town, "carla", key_of(asked), State.REFUSED, MOTIVE)

    told = messages_to(town, "anna")
    assert len(said(card)) < 4096
    assert "e altre" in said(card)
    assert len(told) == 3
    assert all(len(said(message)) < 4096 for message in told)
