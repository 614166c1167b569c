"""Contact at the edge: half days, permits, bands and windows that begin or end at the minute."""

from datetime import date, datetime
from typing import Any

import pytest

from rules import questions as law
from rules.band_lengths import average_day
from rules.decision import Decision, Verdict
from rules.facts import ROME, Agreement, Band, Employee, Half, Permit, Slot
from rules.history import History
from rules.policy.library import Policy, shipped
from rules.policy.time_tables import FreeDays, MinimumMinutes
from rules.reasons import ReasonCode
from tests.policy import example
from tests.rules.mutations import changed

TUESDAY = date(2026, 11, 24)
BANDS = (Band.parse("10:00-12:00"), Band.parse("15:00-16:00"))
SAID = {"source": "3", "quote": "words"}


def rome(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=ROME)


def without_nights(body: str = "borgo") -> Policy:
    policy = example.policy() if body == "borgo" else shipped()[body]
    return changed(policy, ("disconnection", "nights"), ())


def person(bands: tuple[Band, ...] = BANDS, window: str | None = None) -> Employee:
    agreed = Band.parse(window) if window else None
    first = date(2026, 1, 1)
    return Employee(agreement=Agreement(first_day=first, bands=bands, disconnection=agreed))


def permit(start: str | None, minutes: int | None = 60, *, on: date = TUESDAY) -> Permit:
    begins = None if start is None else Band.parse(f"{start}-24:00").start
    return Permit(kind="personal", on=on, start=begins, minutes=minutes)


def contact(
    at: str,
    *permits: Permit,
    policy: Policy | None = None,
    who: Employee | None = None,
    half: Half | None = None,
    by: str = "manager",
) -> Decision:
    past = History(slots=[Slot(day=TUESDAY, half=half)], permits=permits)
    asked = policy or without_nights()
    return law.contact(asked, who or person(), past, at=rome(at), by=by)


ARENA_PO = shipped()["arena-po"]
EIGHTH_OF_DECEMBER = datetime(2026, 12, 8, 11, 0, tzinfo=ROME)


@pytest.mark.parametrize(
    ("at", "urgent", "purpose", "code"),
    [
        (rome("24T20:30"), True, None, ReasonCode.URGENT_LET_THROUGH),
        (rome("25T12:30"), True, None, ReasonCode.DAY_IN_PRESENCE),
        (EIGHTH_OF_DECEMBER, False, "institutional", ReasonCode.INSTITUTIONAL),
        (rome("25T12:30"), False, "institutional", ReasonCode.DAY_IN_PRESENCE),
    ],
    ids=["urgent at night", "urgent by day", "institutional on a holiday", "on a working day"],
)
def test_a_contact_in_disconnection_says_what_opened_it(
    at: datetime, *, urgent: bool, purpose: str | None, code: ReasonCode
) -> None:
    found = law.contact(ARENA_PO, person(), History(), at=at, urgent=urgent, purpose=purpose)

    assert [reason.code for reason in found.reasons] == [code]


def when(decision: Decision) -> str:
    return str(decision.values["when"].strftime("%dT%H:%M"))


@pytest.mark.parametrize(
    ("half", "at", "found"),
    [
        (Half.PM, "24T00:00", "24T00:00"),
        (Half.PM, "24T13:59", "24T13:59"),
        (Half.PM, "24T14:00", "24T15:00"),
        (Half.AM, "24T09:00", "24T10:00"),
        (Half.AM, "24T13:59", "24T14:00"),
        (Half.AM, "24T14:00", "24T14:00"),
        (None, "24T14:00", "24T15:00"),
        (None, "24T16:00", "25T00:00"),
    ],
)
def test_on_a_split_day_bands_hold_for_the_half_away_alone(
    half: Half | None, at: str, found: str
) -> None:
    assert when(contact(at, half=half)) == found


def test_without_any_band_the_whole_day_is_open() -> None:
    policy = changed(without_nights(), ("bands", "default"), None)

    assert when(contact("24T00:00", policy=policy, who=person(()))) == "24T00:00"


@pytest.mark.parametrize(
    ("at", "permits", "found"),
    [
        ("24T09:00", [permit("10:00")], "24T11:00"),
        ("24T10:30", [permit("10:00")], "24T11:00"),
        ("24T11:00", [permit("10:00")], "24T11:00"),
        ("24T11:00", [permit("10:00"), permit("11:00")], "24T15:00"),
        ("24T10:15", [permit("10:30", 15)], "24T10:15"),
        ("24T10:30", [permit("10:30", 15)], "24T10:45"),
        ("24T11:59", [permit("11:00")], "24T15:00"),
        ("24T10:30", [permit("12:00")], "24T10:30"),
        ("24T10:30", [permit("10:00", on=date(2026, 11, 23))], "24T10:30"),
        ("24T10:30", [permit(None)], "24T10:30"),
        ("24T10:30", [permit("10:00", None)], "24T10:30"),
    ],
)
def test_a_permit_is_cut_out_of_the_bands_to_the_minute(
    at: str, permits: list[Permit], found: str
) -> None:
    assert when(contact(at, *permits)) == found


@pytest.mark.parametrize("path", [("contact", "permits", "allowed"), ("contact", "permits")])
def test_where_the_act_lifts_no_duty_a_permit_changes_nothing(path: tuple[str, ...]) -> None:
    policy = changed(without_nights(), path, False if path[-1] == "allowed" else None)

    assert contact("24T10:30", permit("10:00"), policy=policy).verdict is Verdict.NOW


@pytest.mark.parametrize(
    ("at", "permits", "code"),
    [
        ("24T11:00", [permit("10:00"), permit("11:00")], ReasonCode.ON_PERMIT),
        ("24T13:00", [permit("13:00")], ReasonCode.OUTSIDE_BANDS),
        ("24T12:30", [permit("10:00")], ReasonCode.OUTSIDE_BANDS),
    ],
)
def test_a_contact_waits_for_the_permit_only_inside_a_band(
    at: str, permits: list[Permit], code: ReasonCode
) -> None:
    (held,) = contact(at, *permits).obstacles

    assert held.code == code
    assert held.figures.get("until") in (None, rome("24T12:00"))


def test_who_wants_the_contact_is_told_back() -> None:
    assert contact("24T10:30", by="peer").values["by"] == "peer"


def delivered(at: str, policy: Policy, who: Employee) -> str:
    return when(law.deliver(policy, who, History(), at=rome(at)))


def test_without_nights_a_free_day_ends_at_midnight() -> None:
    assert delivered("29T12:00", without_nights(), person()) == "30T00:00"


@pytest.mark.parametrize(("at", "found"), [("25T21:00", "26T00:00"), ("27T21:00", "30T00:00")])
def test_after_a_window_that_ends_at_midnight_the_next_day_is_looked_at(
    at: str, found: str
) -> None:
    saturdays_too = FreeDays.model_validate({**SAID, "weekdays": ["sat"]})
    policy = changed(without_nights(), ("disconnection", "free_days"), saturdays_too)

    assert delivered(at, policy, person(window="20:00-24:00")) == found


def fits(policy: Policy, *spans: str, window: str | None = None) -> Decision:
    asked = tuple(Band.parse(span) for span in spans)
    return law.bands(policy, person(window=window), at=rome("16T10:00"), bands=asked)


@pytest.mark.parametrize(
    ("span", "verdict"),
    [
        ("11:00-13:00", "valid"),
        ("11:00-13:01", "invalid"),
        ("13:30-15:30", "invalid"),
        ("12:30-14:30", "invalid"),
        ("13:59-16:00", "invalid"),
        ("14:00-16:00", "valid"),
    ],
)
def test_bands_keep_out_of_an_agreed_window_in_the_middle_of_the_day(
    span: str, verdict: str
) -> None:
    assert fits(example.policy(), span, window="13:00-14:00").verdict == verdict


@pytest.mark.parametrize(("span", "code"), [("10:00-10:00", 1), ("10:01-10:00", 1)])
def test_a_band_without_length_is_none(span: str, code: int) -> None:
    found = fits(example.policy(), "09:00-12:00", span).obstacles

    assert [one.code for one in found].count(ReasonCode.BAND_UPSIDE_DOWN) == code


@pytest.mark.parametrize("body", ["arena-po", "tivoli", "sorano"])
def test_an_agreement_without_bands_leaves_all_the_rest_that_there_is(body: str) -> None:
    codes = [one.code for one in fits(shipped()[body]).obstacles]

    assert ReasonCode.REST_SHORT not in codes


@pytest.mark.parametrize(
    ("spans", "spare"),
    [(["09:00-12:59"], 0), (["09:00-13:00"], 0), (["09:00-13:01"], 1), (["09:00-14:29"], 89)],
)
def test_what_bands_of_every_day_have_to_spare_serves_the_afternoon(
    spans: list[str], spare: int
) -> None:
    found = fits(shipped()["ferrara"], *spans).obstacles
    (short,) = [one for one in found if one.code == ReasonCode.AFTERNOON_SHORT]

    assert short.figures["minutes"] == spare


@pytest.mark.parametrize(("end", "verdict"), [("10:29", "invalid"), ("10:30", "valid")])
def test_without_a_daily_minimum_all_bands_serve_the_afternoon(end: str, verdict: str) -> None:
    policy = changed(shipped()["ferrara"], ("bands", "minimum"), None)

    assert fits(policy, f"09:00-{end}").verdict == verdict


@pytest.mark.parametrize(
    ("weekdays", "hours", "minutes"), [({0}, 6, 360), ({0, 1}, 12, 360), (set(), 6, 360)]
)
def test_the_average_day_is_that_of_the_days_worked(
    weekdays: set[int], hours: float, minutes: float
) -> None:
    assert average_day(Employee(weekly_hours=hours), frozenset(weekdays)) == minutes


def test_a_rest_of_just_the_minimum_is_enough() -> None:
    rest = MinimumMinutes.model_validate({**SAID, "minutes": 660})
    policy: Any = changed(example.policy(), ("bands", "rest"), rest)
    open_all_day = changed(policy, ("disconnection", "nights"), ())
    long_day = ("07:00-09:00", "18:00-20:00")

    assert fits(open_all_day, *long_day).verdict is Verdict.VALID
    assert fits(open_all_day, "06:59-09:00", "18:00-20:00").verdict is Verdict.INVALID


def reached(
    body: str, at: str, *permits: Permit, who: Employee | None = None, **asked: Any
) -> tuple[str, list[str]]:
    past = History(slots=[Slot(day=TUESDAY)], permits=permits, on_call=asked.pop("turns", ()))
    found = law.contact(shipped()[body], who or person(), past, at=rome(at), **asked)
    return when(found), [f"{one.code} {one.source.article}" for one in found.reasons]


def test_what_serves_the_objectives_passes_outside_the_bands_for_that_reason() -> None:
    # Tivoli 20.10 and Alonte 41.16 let it through, Arena Po says nothing of it.
    through = ReasonCode.OBJECTIVES_LET_THROUGH
    purpose: dict[str, Any] = {"purpose": "objectives"}
    assert reached("tivoli", "24T12:30", **purpose) == ("24T12:30", [f"{through} 20.10"])
    assert reached("alonte", "24T12:30", **purpose) == ("24T12:30", [f"{through} 41.16"])
    assert reached("arena-po", "24T12:30", **purpose)[0] == "24T15:00"
    in_a_band = reached("tivoli", "24T11:30", **purpose)[1]
    assert [one.split()[0] for one in in_a_band] == [ReasonCode.IN_BAND]


def test_what_is_urgent_passes_outside_the_bands_where_the_act_says_so() -> None:
    through = f"{ReasonCode.URGENT_LET_THROUGH} 9.b"
    assert reached("arena-po", "24T12:30", urgent=True) == ("24T12:30", [through])
    assert reached("tivoli", "24T12:30", urgent=True)[0] == "24T15:00"


@pytest.mark.parametrize(
    ("at", "code"),
    [
        ("24T10:29", ReasonCode.IN_BAND),
        ("24T10:30", ReasonCode.URGENT_LET_THROUGH),
        ("24T11:29", ReasonCode.URGENT_LET_THROUGH),
        ("24T11:30", ReasonCode.IN_BAND),
    ],
)
def test_within_a_permit_it_is_urgency_that_passes_and_not_the_band(
    at: str, code: ReasonCode
) -> None:
    # Arena Po 13: a permit lifts the duty to be reachable for its hours.
    found = reached("arena-po", at, permit("10:30"), urgent=True)

    assert found[0] == at
    assert [one.split()[0] for one in found[1]] == [code]


def test_objectives_wait_for_the_end_of_a_permit() -> None:
    assert reached("tivoli", "24T12:30", permit("12:00"), purpose="objectives")[0] == "24T13:00"


@pytest.mark.parametrize(("at", "code"), [("24T16:29", ""), ("24T16:30", "on_call_lets_through")])
def test_a_call_of_the_turn_passes_from_the_minute_at_which_it_begins(at: str, code: str) -> None:
    # Ferrara, protocol C:4: on days of return from 16:30; the agreement's bands end at 16:00.
    who = Employee(
        agreement=Agreement(first_day=date(2026, 1, 1), bands=BANDS), afternoons=frozenset({1})
    )

    found = reached("ferrara", at, who=who, purpose="on_call", turns=[date(2026, 11, 23)])

    assert found[0] == "24T16:30"
    assert (found[1] == [f"{code} C:4"]) is bool(code)
