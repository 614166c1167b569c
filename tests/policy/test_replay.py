"""The past put to another policy: what it refuses is not had, what it leaves open is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rules.facts import AbsenceKind, Agreement, Employee, Half, Permit, Scheme, Slot
from rules.history import History
from rules.policy.library import shipped
from rules.replay import Outcome, Past, replay
from tests.policy import example

MONDAY = date(2026, 6, 15)
FOR_2026 = Agreement(first_day=date(2026, 1, 1))


def past(*days: date, **more: object) -> Past:
    slots = tuple(Slot(day=day) for day in days)
    plain = Past(who="7", person=Employee(), agreements=(FOR_2026,), slots=slots, permits=())
    return replace(plain, **more)  # type: ignore[arg-type]  # the fields of Past by name


def verdicts(one: Past) -> list[str]:
    return [str(outcome.verdict) for outcome in replay(example.policy(), one)]


def weekday(number: int, *, weeks: int = 0) -> date:
    return MONDAY + timedelta(days=number, weeks=weeks)


def test_days_are_asked_in_their_order_whatever_the_order_of_the_data() -> None:
    days = [weekday(4), weekday(0), weekday(1)]

    assert [o.day for o in replay(example.policy(), past(*days))] == sorted(days)


def test_the_third_day_of_a_week_is_left_to_discretion_and_counts_as_had() -> None:
    assert verdicts(past(weekday(0), weekday(1), weekday(3))) == [
        "allowed",
        "allowed",
        "discretion",
    ]


def test_a_day_that_is_refused_takes_no_place() -> None:
    """Wednesday is refused, so Thursday is only the second day of its week."""
    assert verdicts(past(weekday(1), weekday(2), weekday(3))) == ["allowed", "refused", "allowed"]


def test_reasons_tell_the_article() -> None:
    [outcome] = replay(example.policy(), past(weekday(2)))

    assert [reason.source.article for reason in outcome.obstacles] == ["3.6"]


def test_when_a_day_was_asked_for_is_unknown_and_not_held_against_it() -> None:
    [outcome] = replay(example.policy(), past(weekday(0)))

    assert outcome.obstacles == ()


def test_a_half_day_is_asked_as_one() -> None:
    half = past(slots=(Slot(day=weekday(0), half=Half.AM),))

    assert verdicts(half) == ["refused"]


def test_the_agreement_of_each_day_is_the_one_then_in_force() -> None:
    ended = Agreement(first_day=date(2026, 1, 1), last_day=weekday(0))
    one_a_week = Scheme(per=None, weekdays=frozenset({3}))
    later = Agreement(first_day=weekday(1), scheme=one_a_week)
    both = past(weekday(0), weekday(1), weekday(3), agreements=(later, ended))

    assert verdicts(both) == ["allowed", "refused", "allowed"]


def test_a_day_before_the_policy_has_no_verdict() -> None:
    early = Agreement(first_day=date(2024, 1, 1))
    [outcome] = replay(example.policy(), past(date(2024, 6, 3), agreements=(early,)))

    assert outcome == Outcome("7", "book", date(2024, 6, 3), None, ())


def test_absences_and_closures_are_seen() -> None:
    closed = past(weekday(0), other=History(closures={weekday(0)}))

    assert verdicts(closed) == ["refused"]


@pytest.mark.parametrize(("hours", "last"), [(17, "allowed"), (18, "refused")])
def test_permits_use_up_their_balance(hours: int, last: str) -> None:
    taken = Permit(kind="personal", on=weekday(0), minutes=hours * 60, start=0)
    asked = Permit(kind="personal", on=weekday(1), minutes=60, start=8 * 60)

    assert verdicts(past(permits=(asked, taken))) == ["allowed", last]


def test_weeks_on_call_are_asked_one_by_one_whenever_they_were_assigned() -> None:
    """Ferrara bars absences in a turn; that it is set three months ahead the past cannot tell."""
    mondays = [date(2026, 6, 1), date(2026, 6, 8)]
    absent = {date(2026, 6, 10): AbsenceKind.LEAVE}
    told = past(other=History(on_call=mondays, absences=absent))
    outcomes = list(replay(shipped()["ferrara"], told))

    assert [(o.question, o.day, str(o.verdict)) for o in outcomes] == [
        ("on_call", mondays[0], "allowed"),
        ("on_call", mondays[1], "refused"),
    ]
    assert [reason.source.article for reason in outcomes[1].obstacles] == ["C:3"]
