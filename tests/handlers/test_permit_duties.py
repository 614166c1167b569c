"""Permits that nobody decides: reminded, passed on, brought to HR, and never twice."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.clock import MovableClock
from handlers.desk.requests.duties import look_after
from rules.facts import AbsenceKind, Permit
from storage.days import absences
from storage.tables import PermitState
from tests.handlers.asking import messages_to, said
from tests.handlers.deciding import decides
from tests.handlers.permitting import asks, hours, stands
from tests.handlers.town import TODAY, Town

NEXT_WEEK = date(2026, 12, 3)


def at(clock: MovableClock, day: int, hour: int, minute: int = 0) -> None:
    """Move the clock to a civil time of November in Rome."""
    clock.set(datetime(2026, 11, day, hour - 1, minute, tzinfo=UTC))


@pytest.mark.parametrize(("minute", "told"), [(59, 1), (60, 2)])
def test_who_decides_is_reminded_after_a_working_day(
    alonte: Town, clock: MovableClock, minute: int, told: int
) -> None:
    asks(alonte, "anna", hours("medical", NEXT_WEEK))
    at(clock, 24, 9 + minute // 60, minute % 60)

    for _ in range(2):
        look_after(alonte.desk)
    messages = messages_to(alonte, "carla")

    assert len(messages) == told
    if told > 1:
        assert "<b>Anna Inventi</b>: permesso orario" in said(messages[-1])


def test_after_two_working_days_it_goes_to_the_next(alonte: Town, clock: MovableClock) -> None:
    record = asks(alonte, "anna", hours("personal", NEXT_WEEK))
    at(clock, 25, 10)

    for _ in range(2):
        look_after(alonte.desk)

    passed = stands(alonte, record)
    assert passed.approver_id != record.approver_id
    name = next(who for who, number in alonte.ids.items() if number == passed.approver_id)
    assert "chiede: motivi personali" in said(messages_to(alonte, name)[-1])
    decides(alonte, name, record)
    assert stands(alonte, record).state is PermitState.GRANTED


def test_a_weekend_does_not_count(alonte: Town, clock: MovableClock) -> None:
    at(clock, 27, 15)
    asks(alonte, "anna", hours("personal", NEXT_WEEK))
    at(clock, 29, 16)

    look_after(alonte.desk)

    assert len(messages_to(alonte, "carla")) == 1


def test_an_approver_who_is_away_is_gone_past_at_once(alonte: Town) -> None:
    record = asks(alonte, "anna", hours("personal", NEXT_WEEK))
    with alonte.store.writing() as uow:
        who = alonte.ids["carla"]
        absences.add(uow, who, AbsenceKind.LEAVE, first_day=TODAY, last_day=TODAY)
        uow.commit()

    look_after(alonte.desk)

    assert stands(alonte, record).approver_id not in (None, who)


def test_an_approver_on_a_permit_of_whole_days_is_gone_past_too(alonte: Town) -> None:
    record = asks(alonte, "anna", hours("personal", NEXT_WEEK))
    who, yesterday = alonte.ids["carla"], TODAY - timedelta(days=3)  # the Friday before
    with alonte.store.writing() as uow:
        absences.add_permit(uow, who, Permit(kind="bereavement", on=yesterday, days=2))
        uow.commit()

    look_after(alonte.desk)

    assert stands(alonte, record).approver_id not in (None, who)


def test_an_approver_whose_permit_is_over_is_not(alonte: Town) -> None:
    record = asks(alonte, "anna", hours("personal", NEXT_WEEK))
    who, friday = alonte.ids["carla"], TODAY - timedelta(days=3)
    with alonte.store.writing() as uow:
        absences.add_permit(uow, who, Permit(kind="bereavement", on=friday, days=1))
        uow.commit()

    look_after(alonte.desk)

    assert stands(alonte, record).approver_id == who


def test_with_nobody_left_hr_is_told_once(alonte: Town) -> None:
    asks(alonte, "anna", hours("medical", NEXT_WEEK))
    with alonte.store.writing() as uow:
        for name in ("carla", "vito", "diana", "franco", "dino"):
            who = alonte.ids[name]
            absences.add(uow, who, AbsenceKind.LEAVE, first_day=TODAY, last_day=TODAY)
        uow.commit()

    for _ in range(2):
        look_after(alonte.desk)
    [told] = messages_to(alonte, "elena")

    assert "La richiesta di <b>Anna Inventi</b> (permesso orario" in said(told)
    assert "visita" not in said(told)


def test_what_was_decided_is_left_alone(alonte: Town, clock: MovableClock) -> None:
    record = asks(alonte, "anna", hours("personal", NEXT_WEEK))
    decides(alonte, "carla", record)
    at(clock, 26, 12)

    look_after(alonte.desk)

    assert len(messages_to(alonte, "carla")) == 1
