"""Days of a recall: worked at the office, not to be booked, counted where they are lost."""

from datetime import date, datetime

import pytest

from rules import questions as law
from rules.contact_hours import band_gone_by, open_until
from rules.decision import Verdict
from rules.disconnection import last_open
from rules.facts import ROME, Agreement, Band, Employee, Mode, Period, Permit, Scheme, Slot
from rules.history import History
from rules.policy.library import shipped
from rules.reasons import ReasonCode
from tests.policy import example
from tests.rules.mutations import changed

SORANO, TIVOLI = shipped()["sorano"], shipped()["tivoli"]
MONDAY, THURSDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 26), date(2026, 11, 27)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ROME)
AGREED = Agreement(
    first_day=date(2026, 1, 1),
    scheme=Scheme(per=Period.MONTH, days=8),
    bands=(Band.parse("09:00-13:00"), Band.parse("15:00-17:00")),
    disconnection=Band.parse("19:00-07:00"),
)
ANNA = Employee(agreement=AGREED)
SLOT = Slot(day=THURSDAY)


@pytest.mark.parametrize("slots", [(SLOT,), ()])
def test_a_recalled_day_is_worked_at_the_office(slots: tuple[Slot, ...]) -> None:
    history = History(slots=slots, recalled=[THURSDAY])

    found = law.day(SORANO, ANNA, history, on=THURSDAY)

    assert found.values["mode"] is Mode.PRESENCE
    assert ReasonCode.CALLED_TO_OFFICE in {reason.code for reason in found.reasons}


def test_it_cannot_be_booked_and_says_why() -> None:
    history = History(slots=[SLOT], recalled=[THURSDAY])

    found = law.book(SORANO, ANNA, history, at=NOON, day=THURSDAY)

    assert found.verdict is Verdict.REFUSED
    assert [reason.code for reason in found.obstacles] == [ReasonCode.CALLED_TO_OFFICE]


@pytest.mark.parametrize(("slots", "booked"), [((SLOT,), 1), ((), 0)])
def test_its_slot_counts_in_the_quota_as_long_as_it_is_given(
    slots: tuple[Slot, ...], booked: int
) -> None:
    history = History(slots=slots, recalled=[THURSDAY])

    found = law.book(SORANO, ANNA, history, at=NOON, day=FRIDAY)

    quota = next(r for r in found.reasons if r.code == ReasonCode.WITHIN_QUOTA)
    assert quota.figures["booked"] == booked


def test_it_counts_as_a_half_day_in_presence_twice() -> None:
    history = History(slots=[SLOT], recalled=[THURSDAY])

    assert history.halves_away({THURSDAY}) == 0
    assert History(slots=[SLOT]).halves_away({THURSDAY}) == 2


@pytest.mark.parametrize("body", sorted(shipped()))
def test_in_every_body_the_day_is_lost_and_counts(body: str) -> None:
    """Arena Po 13, Ferrara 3.5, Alonte B1:4.3, Sorano 11.8; Tivoli by the contract, 66.5."""
    found = law.recall(shipped()[body], ANNA, History(), at=NOON, day=THURSDAY)

    assert found.values["counts"] is True
    assert ReasonCode.DAY_LOST in {reason.code for reason in found.reasons}


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (THURSDAY, "2026-11-26T18:59"),
        (date(2026, 11, 29), "2026-11-28T18:59"),
        (date(2026, 12, 8), "2026-12-07T18:59"),
    ],
)
def test_the_last_open_minute_is_before_the_window_of_the_last_day_worked(
    day: date, last: str
) -> None:
    """In Sorano Saturdays are worked; Sundays and holidays are not."""
    found = last_open(SORANO, ANNA, History(), day=day)

    assert found == datetime.fromisoformat(last).replace(tzinfo=ROME)


def test_too_late_says_until_when_it_could_have_been_written() -> None:
    at = datetime(2026, 11, 27, 19, 30, tzinfo=ROME)
    person = Employee(agreement=AGREED)

    found = law.recall(TIVOLI, person, History(), at=at, day=date(2026, 11, 30))

    assert found.verdict is Verdict.INVALID
    assert found.values["write_by"] == datetime(2026, 11, 27, 18, 59, tzinfo=ROME)


def agile_monday(*permits: Permit) -> History:
    return History(slots=[Slot(day=MONDAY)], permits=permits)


@pytest.mark.parametrize(
    ("hour", "end"), [(9, 13), (12, 13), (15, 17)], ids=["first", "inside", "second"]
)
def test_a_contact_is_possible_until_its_band_ends(hour: int, end: int) -> None:
    at = NOON.replace(hour=hour)

    assert open_until(SORANO, ANNA, agile_monday(), at=at) == NOON.replace(hour=end)


def test_a_contact_is_possible_until_a_permit_begins() -> None:
    permit = Permit(kind="personal", on=MONDAY, minutes=60, start=11 * 60)
    at = NOON.replace(hour=9)

    assert open_until(SORANO, ANNA, agile_monday(permit), at=at) == NOON.replace(hour=11)


def test_at_the_office_until_disconnection() -> None:
    assert open_until(SORANO, ANNA, History(), at=NOON) == NOON.replace(hour=19)


@pytest.mark.parametrize(
    ("hour", "band"),
    [(9, "09:00-13:00"), (10, "15:00-17:00"), (15, "15:00-17:00"), (16, None)],
)
def test_the_first_whole_band_from_a_moment_on(hour: int, band: str | None) -> None:
    at = NOON.replace(hour=hour)

    found = band_gone_by(SORANO, ANNA, agile_monday(), since=at, until=MONDAY)

    assert found == (None if band is None else (MONDAY, Band.parse(band)))


@pytest.mark.parametrize(("minutes", "counts"), [(60, False), (0, True)])
def test_a_band_that_a_permit_cuts_is_no_whole_band(minutes: int, *, counts: bool) -> None:
    permit = Permit(kind="personal", on=MONDAY, minutes=minutes, start=15 * 60)
    at = NOON.replace(hour=14)

    found = band_gone_by(SORANO, ANNA, agile_monday(permit), since=at, until=MONDAY)

    assert (found is not None) is counts


@pytest.mark.parametrize(
    ("causes", "given_back", "counts"),
    [
        (frozenset({"recall", "sick"}), True, True),
        (frozenset({"sick"}), True, False),
        (frozenset({"sick"}), False, True),
        (None, True, False),
        (None, None, False),
    ],
)
def test_a_recalled_day_is_used_up_where_it_is_lost_or_given_back_over_the_quota(
    causes: frozenset[str] | None,
    given_back: bool | None,  # noqa: FBT001 (a row of the table)
    *,
    counts: bool,
) -> None:
    policy = example.policy()
    if causes is None:
        policy = changed(policy, ("booking", "recovery"), None)
    else:
        policy = changed(policy, ("booking", "recovery", "causes"), causes)
    if given_back is None:
        policy = changed(policy, ("recall", "given_back"), None)
    else:
        policy = changed(policy, ("recall", "given_back", "allowed"), given_back)

    found = law.recall(
        policy, ANNA, History(slots=[SLOT]), at=NOON, day=THURSDAY, reason="service"
    )

    assert found.verdict is Verdict.VALID
    assert found.values["counts"] is counts
