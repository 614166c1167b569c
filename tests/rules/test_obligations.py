"""What a period asks of people: twelve days a year in Arena Po, reports in Ferrara and Tivoli."""

from datetime import date, timedelta

import pytest

from rules import questions as law
from rules.facts import AbsenceKind, Agreement, Employee, Half, Mode, Scheme, Slot
from rules.history import History
from rules.policy.library import shipped
from tests.rules.test_every_key import OUT_OF_REACH

AGREED = Agreement(first_day=date(2026, 1, 1))
ANNA = Employee(agreement=AGREED)
NOVEMBER = date(2026, 11, 23)
MONDAY = date(2026, 11, 16)


def away(*days: date, half: Half | None = None, mode: Mode = Mode.AGILE) -> History:
    return History(slots=[Slot(day=day, half=half, mode=mode) for day in days])


def mondays(count: int) -> list[date]:
    return [date(2026, 1, 12) + timedelta(weeks=n) for n in range(count)]


@pytest.mark.parametrize(
    ("days", "missing"), [(0, 12), (11, 1), (12, 0), (13, 0)], ids=["none", "11", "12", "13"]
)
def test_arena_po_wants_twelve_days_a_year(days: int, missing: int) -> None:
    """Art. 7: "per un minimo di n. 12 giornate l'anno"."""
    found = law.least(shipped()["arena-po"], ANNA, away(*mondays(days)), on=NOVEMBER)

    assert found.values == {"missing": missing, "last_day": date(2026, 12, 31)}
    assert [reason.figures["missing"] for reason in found.reasons] == [missing] * bool(missing)
    assert found.because == (("7",) if missing else ())


def test_halves_count_as_halves_and_last_year_not_at_all() -> None:
    history = History(
        slots=[
            *(Slot(day=day) for day in mondays(11)),
            Slot(day=date(2026, 11, 26), half=Half.AM),
            Slot(day=date(2025, 11, 26)),
        ]
    )
    found = law.least(shipped()["arena-po"], ANNA, history, on=NOVEMBER)

    assert found.values["missing"] == 0.5


def test_a_day_of_leave_is_none_that_was_worked_away() -> None:
    history = History(
        slots=[Slot(day=day) for day in mondays(12)],
        absences={mondays(1)[0]: AbsenceKind.SICK},
    )

    assert law.least(shipped()["arena-po"], ANNA, history, on=NOVEMBER).values["missing"] == 1


@pytest.mark.parametrize(
    "agreement",
    [
        None,
        Agreement(first_day=date(2027, 1, 1)),
        Agreement(first_day=date(2025, 1, 1), last_day=date(2025, 12, 31)),
        Agreement(first_day=date(2026, 1, 1), mode=Mode.REMOTE),
    ],
    ids=["none", "next-year", "last-year", "remote"],
)
def test_without_an_agreement_for_agile_work_in_the_year_nothing_is_asked(
    agreement: Agreement | None,
) -> None:
    person = Employee(agreement=agreement)

    assert law.least(shipped()["arena-po"], person, away(), on=NOVEMBER).reasons == ()


@pytest.mark.parametrize("body", ["alonte", "ferrara", "sorano", "tivoli"])
def test_the_other_acts_want_no_minimum(body: str) -> None:
    assert law.least(shipped()[body], ANNA, away(), on=NOVEMBER).values == {"missing": 0}


def spans(body: str, history: History, *, on: date = NOVEMBER) -> list[tuple[date, date]]:
    found = law.report(shipped()[body], ANNA, history, on=on)
    return [(r.figures["first_day"], r.figures["last_day"]) for r in found.reasons]


def test_ferrara_wants_a_report_of_each_week_with_agile_days() -> None:
    """Art. 5.1: "Settimanalmente"."""
    thursday, the_week_before = MONDAY + timedelta(days=3), MONDAY - timedelta(days=6)

    assert spans("ferrara", away(thursday, the_week_before)) == [
        (date(2026, 11, 16), date(2026, 11, 22)),
        (date(2026, 11, 9), date(2026, 11, 15)),
    ]
    assert spans("ferrara", away(NOVEMBER)) == []


def test_the_week_is_over_on_monday_and_not_before() -> None:
    friday = date(2026, 11, 20)

    assert spans("ferrara", away(friday), on=date(2026, 11, 22)) == []
    assert spans("ferrara", away(friday), on=date(2026, 11, 23)) == [
        (date(2026, 11, 16), date(2026, 11, 22))
    ]


def test_tivoli_wants_one_of_each_month_and_of_remote_days_too() -> None:
    """Art. 16.5: "su base mensile"."""
    day = date(2026, 11, 30)

    assert spans("tivoli", away(day, mode=Mode.REMOTE), on=date(2026, 11, 30)) == []
    assert spans("tivoli", away(day, mode=Mode.REMOTE), on=date(2026, 12, 1)) == [
        (date(2026, 11, 1), date(2026, 11, 30))
    ]
    assert spans("ferrara", away(day, mode=Mode.REMOTE), on=date(2026, 12, 7)) == []


def test_what_is_long_over_is_not_asked_about_any_more() -> None:
    weeks = [MONDAY - timedelta(weeks=n) for n in range(6)]

    assert [first for first, _ in spans("ferrara", away(*weeks))] == weeks[:4]


def test_fixed_weekdays_of_the_agreement_count_as_worked_away() -> None:
    fixed = Agreement(first_day=MONDAY, scheme=Scheme(weekdays=frozenset({1})))
    found = law.report(shipped()["ferrara"], Employee(agreement=fixed), History(), on=NOVEMBER)

    assert [reason.figures["days"] for reason in found.reasons] == [1]


def test_half_a_day_is_reported_on() -> None:
    found = law.report(shipped()["ferrara"], ANNA, away(MONDAY, half=Half.PM), on=NOVEMBER)

    assert [reason.figures["days"] for reason in found.reasons] == [0.5]
    assert found.because == ("5.1",)


@pytest.mark.parametrize("body", ["alonte", "arena-po", "sorano"])
def test_the_other_acts_want_no_regular_report(body: str) -> None:
    assert spans(body, away(MONDAY)) == []


def test_what_no_casebook_asks_is_asked_here() -> None:
    said_to_be_asked = {key for key, why in OUT_OF_REACH.items() if "test_obligations" in why}

    assert {body for body, _ in said_to_be_asked} == {"arena-po", "ferrara", "tivoli"}


@pytest.mark.parametrize(
    ("first_day", "last_day", "asked"),
    [
        (date(2026, 12, 31), None, True),
        (date(2027, 1, 1), None, False),
        (date(2025, 1, 1), date(2026, 1, 1), True),
        (date(2025, 1, 1), date(2025, 12, 31), False),
    ],
)
def test_who_has_an_agreement_for_a_day_of_the_year_is_asked(
    first_day: date, last_day: date | None, *, asked: bool
) -> None:
    person = Employee(agreement=Agreement(first_day=first_day, last_day=last_day))

    found = law.least(shipped()["arena-po"], person, History(), on=NOVEMBER)

    assert found.values["missing"] == (12 if asked else 0)


def test_an_agreement_of_remote_work_is_asked_for_no_agile_days() -> None:
    # Arena Po 7 speaks of agile work.
    remote = Employee(agreement=Agreement(first_day=date(2026, 1, 1), mode=Mode.REMOTE))

    assert law.least(shipped()["arena-po"], remote, History(), on=NOVEMBER).values["missing"] == 0
    assert (
        law.least(shipped()["arena-po"], Employee(), History(), on=NOVEMBER).values["missing"] == 0
    )
