"""Notice, horizon, weekdays at the office and days in a row, on both sides of each."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from rules.facts import ROME, Agreement, Employee, Half, Mode, Slot
from rules.history import History
from rules.policy.day_limits import BookingNotice, DaysInARow
from rules.policy.library import Policy
from rules.questions import book
from tests.policy import example
from tests.rules.mutations import changed

BORGO = example.policy()
PERSON = Employee(agreement=Agreement(first_day=date(2026, 1, 1)))
SAID: dict[str, Any] = {"source": "3.7", "quote": "words of the act"}
MARCH_2 = datetime(2026, 3, 2, 9, 0, tzinfo=ROME)
"""A Monday, in the first version of the example."""


def codes(
    day: date,
    *booked: date,
    at: datetime = MARCH_2,
    policy: Policy = BORGO,
    person: Employee = PERSON,
    half: Half | None = None,
) -> set[str]:
    history = History(slots=[Slot(day=one) for one in booked])
    found = book(policy, person, history, at=at, day=day, half=half, mode=Mode.AGILE)
    return {str(one.code) for one in found.obstacles}


@pytest.mark.parametrize(
    ("day", "assists", "is_anchored"),
    [
        (date(2026, 3, 10), 0, False),
        (date(2026, 3, 11), 0, True),
        (date(2026, 3, 11), 1, False),
    ],
)
def test_on_wednesdays_everybody_is_at_the_office_save_who_assists(
    day: date, assists: int, *, is_anchored: bool
) -> None:
    person = replace(PERSON, assists=assists)

    assert ("anchor_day" in codes(day, person=person)) is is_anchored


def test_where_nobody_is_spared_who_assists_is_not() -> None:
    policy = changed(BORGO, ("booking", "anchor", 0, "except_if"), None)

    assert "anchor_day" in codes(
        date(2026, 3, 11), policy=policy, person=replace(PERSON, assists=1)
    )


def test_weekdays_at_the_office_are_those_of_the_ways_of_working_named() -> None:
    policy = changed(BORGO, ("booking", "anchor", 0, "modes"), frozenset({Mode.REMOTE}))

    assert "anchor_day" not in codes(date(2026, 3, 11), policy=policy)


@pytest.mark.parametrize(
    ("at", "is_late"),
    [("2026-03-03T12:00", False), ("2026-03-03T12:01", True)],
)
def test_a_day_is_asked_for_by_noon_of_the_second_working_day_before(
    at: str, *, is_late: bool
) -> None:
    # Borgo Esempio 3.7: for Thursday the 5th by Tuesday noon.
    asked = datetime.fromisoformat(at).replace(tzinfo=ROME)

    assert ("booked_late" in codes(date(2026, 3, 5), at=asked)) is is_late


@pytest.mark.parametrize(
    ("at", "is_late"),
    [("2026-03-05T12:00", False), ("2026-03-05T12:01", True)],
)
def test_free_days_are_no_working_days_before(at: str, *, is_late: bool) -> None:
    # For Monday the 9th by Thursday noon: Friday is the first before, Thursday the second.
    asked = datetime.fromisoformat(at).replace(tzinfo=ROME)

    assert ("booked_late" in codes(date(2026, 3, 9), at=asked)) is is_late


@pytest.mark.parametrize(
    ("notice", "day", "last"),
    [
        ({"days_before": 3}, "2026-03-12", "2026-03-10T00:00"),
        ({"days_before": 3, "hour": "10:00"}, "2026-03-12", "2026-03-09T10:00"),
        ({"days_before": 0, "hour": "08:00"}, "2026-03-12", "2026-03-12T08:00"),
        ({"month_before": 20}, "2026-04-02", "2026-03-21T00:00"),
        ({"month_before": 31, "hour": "10:00"}, "2026-05-05", "2026-04-30T10:00"),
        ({"week_before": "fri", "hour": "12:00"}, "2026-03-12", "2026-03-06T12:00"),
        ({"week_before": "mon", "hour": "12:00"}, "2026-03-15", "2026-03-02T12:00"),
    ],
)
def test_every_way_of_counting_a_notice_has_its_last_moment(
    notice: dict[str, Any], day: str, last: str
) -> None:
    row = BookingNotice.model_validate(SAID | notice)
    policy = changed(BORGO, ("booking", "notice"), (row,))
    asked = date.fromisoformat(day)
    moment = datetime.fromisoformat(last).replace(tzinfo=ROME)

    assert "booked_late" not in codes(asked, at=moment, policy=policy)
    after = moment.replace(second=1)
    assert "booked_late" in codes(asked, at=after, policy=policy)


@pytest.mark.parametrize(
    ("day", "is_early"), [(date(2026, 5, 1), False), (date(2026, 5, 2), True)]
)
def test_days_are_asked_for_at_most_sixty_days_ahead(day: date, *, is_early: bool) -> None:
    # Borgo Esempio 3.8: from the 2nd of March to the 1st of May there are sixty days.
    assert ("booked_early" in codes(day)) is is_early


MON, TUE, THU, FRI = (date(2026, 3, n) for n in (9, 10, 12, 13))
NEXT_MON, NEXT_TUE = date(2026, 3, 16), date(2026, 3, 17)


@pytest.mark.parametrize(
    ("day", "booked", "is_too_many"),
    [
        (TUE, (MON,), False),
        (THU, (TUE,), False),
        (NEXT_MON, (FRI,), False),
        (NEXT_MON, (FRI, THU), True),
        (FRI, (THU, NEXT_MON), True),
        (NEXT_TUE, (FRI, NEXT_MON), True),
    ],
)
def test_no_more_than_two_days_in_a_row_free_days_left_aside(
    day: date, booked: tuple[date, ...], *, is_too_many: bool
) -> None:
    assert ("too_many_in_a_row" in codes(day, *booked)) is is_too_many


def test_counted_by_the_calendar_the_free_days_between_count_too() -> None:
    def row(most: int) -> Policy:
        rule = DaysInARow.model_validate({**SAID, "max_days": most, "count": "calendar"})
        return changed(BORGO, ("booking", "in_a_row"), rule)

    # From Friday to Monday there are four days.
    assert "too_many_in_a_row" in codes(NEXT_MON, FRI, policy=row(3))
    assert "too_many_in_a_row" not in codes(NEXT_MON, FRI, policy=row(4))
    assert "too_many_in_a_row" not in codes(NEXT_MON, policy=row(1))
