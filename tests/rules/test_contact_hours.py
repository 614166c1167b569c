"""When somebody could last be reached, and which band went by whole, to the minute."""

from datetime import date, datetime

import pytest

from rules.contact_hours import band_gone_by, in_a_band, open_until, unanswered
from rules.facts import ROME, Agreement, Band, Employee, Half, Permit, Slot
from rules.history import History
from rules.policy.library import shipped

TIVOLI = shipped()["tivoli"]
TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)
BANDS = (Band.parse("10:00-12:00"), Band.parse("15:00-17:00"))
PERSON = Employee(agreement=Agreement(first_day=date(2026, 1, 1), bands=BANDS))


def at(clock: str, day: date = TUESDAY) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ROME)


def past(*permits: Permit, half: Half | None = None) -> History:
    return History(slots=[Slot(day=TUESDAY, half=half)], permits=permits)


def permit(start: str, end: str) -> Permit:
    span = Band.parse(f"{start}-{end}")
    return Permit(kind="personal", on=TUESDAY, start=span.start, minutes=span.minutes)


@pytest.mark.parametrize(
    ("clock", "permits", "until"),
    [
        ("10:00", (), "12:00"),
        ("11:59", (), "12:00"),
        ("15:00", (), "17:00"),
        ("10:00", (permit("11:00", "11:30"),), "11:00"),
        ("11:30", (permit("11:00", "11:30"),), "12:00"),
    ],
)
def test_somebody_is_reached_until_the_band_ends_or_a_permit_begins(
    clock: str, permits: tuple[Permit, ...], until: str
) -> None:
    found = open_until(TIVOLI, PERSON, past(*permits), at=at(clock))

    assert found == at(until)


def test_at_the_office_one_is_reached_until_the_night_begins() -> None:
    # Tivoli 20.12: from 20:00.
    assert open_until(TIVOLI, PERSON, History(), at=at("12:00")) == at("20:00")


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("09:00", BANDS[0]),
        ("10:00", BANDS[0]),
        ("10:01", BANDS[1]),
        ("15:00", BANDS[1]),
        ("15:01", None),
    ],
)
def test_a_band_went_by_that_began_no_earlier_than_the_request(
    since: str, expected: Band | None
) -> None:
    found = band_gone_by(TIVOLI, PERSON, past(), since=at(since), until=TUESDAY)

    assert found == (None if expected is None else (TUESDAY, expected))


@pytest.mark.parametrize(
    ("permits", "expected"),
    [
        ((permit("11:59", "13:00"),), BANDS[1]),
        ((permit("12:00", "13:00"),), BANDS[0]),
        ((permit("08:00", "10:00"),), BANDS[0]),
        ((permit("08:00", "10:01"),), BANDS[1]),
        ((permit("10:30", "15:30"),), None),
    ],
)
def test_a_band_that_a_permit_cuts_did_not_go_by(
    permits: tuple[Permit, ...], expected: Band | None
) -> None:
    found = band_gone_by(TIVOLI, PERSON, past(*permits), since=at("08:00"), until=TUESDAY)

    assert found == (None if expected is None else (TUESDAY, expected))


def test_a_band_of_a_later_day_counts_up_to_the_last_day_asked_about() -> None:
    history = History(slots=[Slot(day=WEDNESDAY)])

    for until, expected in ((TUESDAY, None), (WEDNESDAY, (WEDNESDAY, BANDS[0]))):
        found = band_gone_by(TIVOLI, PERSON, history, since=at("11:00"), until=until)
        assert found == expected


@pytest.mark.parametrize("half", list(Half))
def test_of_a_split_day_no_band_goes_by(half: Half) -> None:
    found = band_gone_by(TIVOLI, PERSON, past(half=half), since=at("08:00"), until=TUESDAY)

    assert found is None


def test_of_a_free_day_no_band_goes_by() -> None:
    immacolata = date(2026, 12, 8)
    history = History(slots=[Slot(day=immacolata)])

    found = band_gone_by(TIVOLI, PERSON, history, since=at("08:00", immacolata), until=immacolata)

    assert found is None


@pytest.mark.parametrize(
    ("clock", "expected"), [("09:59", False), ("10:00", True), ("11:59", True), ("12:00", False)]
)
def test_a_moment_lies_in_a_band_of_a_day_away(clock: str, *, expected: bool) -> None:
    assert in_a_band(TIVOLI, PERSON, past(), at=at(clock)) is expected
    assert not in_a_band(TIVOLI, PERSON, History(), at=at(clock))


def test_only_sorano_attaches_something_to_requests_without_an_answer() -> None:
    # Sorano 11.3; the other acts are silent on it.
    told = {
        body: (found.source.article, found.against)
        for body, policy in shipped().items()
        if (found := unanswered(policy, at=at("10:00"))) is not None
    }

    assert told == {"sorano": ("11.3", True)}
