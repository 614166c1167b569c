"""What holds for disconnection whichever the body: versions in time, facts that cannot be."""

from datetime import date, datetime
from typing import Any

import pytest

from rules.disconnection import NoMomentError, deliver, last_open
from rules.facts import ROME, AbsenceKind, Agreement, Band, Employee, Mode, Scheme
from rules.history import History
from rules.policy.library import Policy, read, shipped
from rules.questions import contact, recall
from rules.reasons import ReasonCode
from tests.rules.mutations import changed
from tests.rules.texts import shipped_text

MONDAY_EVENING = datetime(2027, 1, 4, 20, 0, tzinfo=ROME)
LONGER_NIGHT = """
[[version]]
from = 2027-01-05

[version.disconnection]
nights = [
    { hours = "19:00-09:00", source = "9.b", quote = "made up" },
]
"""


def test_a_longer_night_holds_from_the_morning_of_its_first_day() -> None:
    policy = read(shipped_text("arena-po") + LONGER_NIGHT, "arena-po.toml")

    answer = deliver(policy, Employee(), History(), at=MONDAY_EVENING)

    assert answer.values["when"] == datetime(2027, 1, 5, 9, 0, tzinfo=ROME)


def never_free(window: str) -> Employee:
    agreement = Agreement(first_day=date(2026, 1, 1), disconnection=Band.parse(window))
    return Employee(agreement=agreement)


@pytest.mark.parametrize(
    "person",
    [
        never_free("00:00-24:00"),
        never_free("07:00-20:00"),
        Employee(workdays=frozenset()),
        Employee(workdays=frozenset({6})),
    ],
    ids=["all day", "act and agreement together", "no workday", "Sundays alone"],
)
def test_somebody_who_can_never_be_reached_is_an_error_with_advice(person: Employee) -> None:
    with pytest.raises(NoMomentError, match=r"2027-01-04.*disconnection window.*days worked"):
        deliver(shipped()["tivoli"], person, History(), at=MONDAY_EVENING)


def test_bands_inside_the_night_are_an_error_not_an_invented_moment() -> None:
    agreement = Agreement(
        first_day=date(2026, 1, 1),
        mode=Mode.AGILE,
        bands=(Band.parse("21:00-22:00"),),
        scheme=Scheme(weekdays=frozenset(range(5))),
    )

    with pytest.raises(NoMomentError):
        contact(arena_po(), Employee(agreement=agreement), History(), at=MONDAY_EVENING)


def arena_po() -> Policy:
    return shipped()["arena-po"]


TIVOLI = shipped()["tivoli"]
"""Disconnected from 20:00 to 07:30 (20.12), on free days for their whole length."""
TUESDAY = date(2027, 1, 12)


def at(day: date, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ROME)


@pytest.mark.parametrize(
    ("until", "found"),
    [
        (None, "19:59"),
        ("20:01", "19:59"),
        ("20:00", "19:59"),
        ("19:59", "19:59"),
        ("18:30", "18:30"),
        ("07:30", "07:30"),
    ],
)
def test_the_last_minute_of_a_day_lies_before_the_night_and_before_what_is_asked(
    until: str | None, found: str
) -> None:
    asked = None if until is None else at(TUESDAY, until)

    given = last_open(TIVOLI, Employee(), History(), day=TUESDAY, until=asked)

    assert given == at(TUESDAY, found)


def test_before_the_morning_opens_it_is_that_of_the_day_before() -> None:
    given = last_open(TIVOLI, Employee(), History(), day=TUESDAY, until=at(TUESDAY, "07:29"))

    assert given == at(date(2027, 1, 11), "19:59")


def test_of_a_free_day_it_is_that_of_the_last_day_of_work() -> None:
    sunday, friday = date(2027, 1, 10), date(2027, 1, 8)

    assert last_open(TIVOLI, Employee(), History(), day=sunday) == at(friday, "19:59")


def test_without_a_night_it_is_the_last_minute_before_midnight() -> None:
    without = changed(TIVOLI, ("disconnection", "nights"), ())

    assert last_open(without, Employee(), History(), day=TUESDAY) == at(TUESDAY, "23:59")


def test_a_window_that_begins_at_midnight_leaves_no_minute_before_it_on_that_day() -> None:
    given = last_open(
        TIVOLI, never_free("00:00-08:00"), History(), day=TUESDAY, until=at(TUESDAY, "07:59")
    )

    assert given == at(date(2027, 1, 11), "19:59")


def test_who_is_never_reached_has_no_last_minute() -> None:
    with pytest.raises(NoMomentError, match="2027-01-12"):
        last_open(TIVOLI, Employee(workdays=frozenset()), History(), day=TUESDAY)


def codes(policy: Policy, moment: datetime, **asked: Any) -> list[str]:
    history = asked.pop("history", History())
    found = deliver(policy, Employee(), history, at=moment, **asked)
    return [f"{one.code} {one.source.article}" for one in found.reasons]


def test_by_day_the_act_is_cited_for_its_night_or_else_for_its_free_days() -> None:
    noon = at(TUESDAY, "12:00")
    without = changed(TIVOLI, ("disconnection", "nights"), ())
    free_days = TIVOLI.on(TUESDAY).disconnection.free_days.source
    other = changed(without, ("disconnection", "free_days", "source"), "20.13")

    assert codes(TIVOLI, noon) == [f"{ReasonCode.NOT_DISCONNECTED} 20.12"]
    assert codes(without, noon) == [f"{ReasonCode.NOT_DISCONNECTED} {free_days}"]
    assert codes(other, noon) == [f"{ReasonCode.NOT_DISCONNECTED} 20.13"]


EASTER_MONDAY = date(2027, 3, 29)
TURN = History(on_call=[EASTER_MONDAY])


@pytest.mark.parametrize(
    ("clock", "found"), [("07:59", "08:00"), ("08:00", "08:00"), ("23:59", "23:59")]
)
def test_a_turn_on_a_free_monday_opens_from_the_minute_at_which_it_begins(
    clock: str, found: str
) -> None:
    # Ferrara, protocol C:4: from 08:00 of the Monday.
    answer = deliver(
        shipped()["ferrara"], Employee(), TURN, at=at(EASTER_MONDAY, clock), purpose="on_call"
    )

    assert answer.values["when"] == at(EASTER_MONDAY, found)


def test_a_call_of_the_turn_passes_the_night_to_its_end_and_cites_the_protocol() -> None:
    ferrara, tuesday = shipped()["ferrara"], date(2027, 3, 30)

    on_call = [f"{ReasonCode.ON_CALL_LETS_THROUGH} C:4"]
    assert codes(ferrara, at(tuesday, "07:29"), history=TURN, purpose="on_call") == on_call
    assert codes(ferrara, at(tuesday, "07:29"), history=TURN)[0].startswith("in_disconnection")
    by_day = codes(ferrara, at(tuesday, "12:00"), history=TURN, purpose="on_call")
    assert by_day == [f"{ReasonCode.NOT_DISCONNECTED} 3.2"]


def test_a_call_outside_the_turn_waits_as_everything_else() -> None:
    ferrara, before = shipped()["ferrara"], date(2027, 3, 28)

    answer = deliver(ferrara, Employee(), TURN, at=at(before, "12:00"), purpose="on_call")

    assert answer.values["when"] == at(EASTER_MONDAY, "08:00")


IMMACOLATA = date(2026, 12, 8)
"""A Tuesday; Arena Po lets institutional activities through on holidays (9.b)."""


@pytest.mark.parametrize(
    ("clock", "found"),
    [
        ("07:59", "08T08:00"),
        ("08:00", "08T08:00"),
        ("18:59", "08T18:59"),
        ("19:00", "09T08:00"),
    ],
)
def test_an_institutional_activity_opens_a_holiday_between_its_nights(
    clock: str, found: str
) -> None:
    answer = deliver(
        arena_po(), Employee(), History(), at=at(IMMACOLATA, clock), purpose="institutional"
    )

    assert answer.values["when"].strftime("%dT%H:%M") == found


def test_an_institutional_activity_opens_no_sunday_and_no_leave() -> None:
    monday = at(date(2026, 12, 14), "08:00")
    on_leave = History(absences={IMMACOLATA: AbsenceKind.LEAVE})
    sunday = deliver(
        arena_po(),
        Employee(),
        History(),
        at=at(date(2026, 12, 13), "12:00"),
        purpose="institutional",
    )
    leave = deliver(
        arena_po(), Employee(), on_leave, at=at(IMMACOLATA, "12:00"), purpose="institutional"
    )

    assert sunday.values["when"] == monday
    assert leave.values["when"] == at(date(2026, 12, 9), "08:00")


@pytest.mark.parametrize(
    ("clock", "found"),
    [
        ("07:59", "08T07:59"),
        ("08:00", "08T19:00"),
        ("18:59", "08T19:00"),
        ("19:00", "08T19:00"),
    ],
)
def test_what_is_urgent_passes_the_nights_of_a_holiday_and_not_its_day(
    clock: str, found: str
) -> None:
    # Arena Po 9.b: urgency passes from 19:00 to 08:00, and holidays know no such exception.
    answer = deliver(arena_po(), Employee(), History(), at=at(IMMACOLATA, clock), urgent=True)

    assert answer.values["when"].strftime("%dT%H:%M") == found


@pytest.mark.parametrize("body", ["alonte", "ferrara", "sorano", "tivoli"])
def test_on_the_first_day_of_an_act_a_recall_of_the_day_before_comes_too_late(body: str) -> None:
    policy = shipped()[body]
    first = policy.versions[0].first_day

    answer = recall(
        policy, Employee(), History(), at=at(first, "12:00"), day=first, reason="service"
    )

    (late,) = [one for one in answer.reasons if one.code == ReasonCode.RECALL_TOO_LATE]
    assert late.against
    assert answer.values["write_by"] < at(first, "00:00")


def test_where_the_act_opens_no_holiday_an_institutional_activity_waits() -> None:
    closed = changed(arena_po(), ("disconnection", "institutional", "allowed"), value=False)
    silent = changed(arena_po(), ("disconnection", "institutional"), None)

    for policy in (closed, silent):
        answer = deliver(
            policy, Employee(), History(), at=at(IMMACOLATA, "12:00"), purpose="institutional"
        )
        assert answer.values["when"] == at(date(2026, 12, 9), "08:00")
