"""Ferrara, Allegato D: titles, weekdays, bands and windows, both sides of each."""

from functools import partial
from typing import Any

from tests.rules.build import Row, table, working_days
from tests.rules.rows import (
    YEAR_2026,
    approver,
    bands,
    book,
    contact,
    day,
    deliver,
    eligible,
    scheme,
    verdict,
)

BODY = "ferrara"
OUT, IN = "not_eligible", "eligible"
VALID, INVALID = verdict("valid"), verdict("invalid", "3.2")
TITLE = ["severe_disability"]
TITLES: dict[str, dict[str, Any]] = {
    "the occupational doctor's prescriptions": {"conditions": ["medical_fitness_note"]},
    "a disabled child": {"children": [{"born": "2016-04-12", "disabled": True}]},
    "lives with a relative under L. 104": {"conditions": ["cohabits_with_104"]},
    "own L. 104": {"conditions": ["severe_disability"]},
}
NO_TITLES: dict[str, dict[str, Any]] = {
    "nothing": {},
    "a child without disability": {"children": [{"born": "2016-04-12"}]},
    "assists somebody who lives elsewhere": {"assists": 2},
    "another disability": {"conditions": ["disability"]},
    "fragile": {"conditions": ["fragile"]},
    "caregiver": {"conditions": ["caregiver"]},
    "a long way": {"km": 200},
}
NO_OBSTACLES: dict[str, dict[str, Any]] = {
    "two fines": {
        "discipline": [
            {"on": "2026-01-01", "sanction": "fine"},
            {"on": "2026-02-01", "sanction": "fine"},
        ]
    },
    "a bad evaluation": {"evaluations": {2025: 10}},
    "part time": {"part_time": 50},
    "a fixed term": {"contract": "fixed_term"},
    "shifts": {"work": {"kinds": ["shift_work"]}},
    "backlog": {"work": {"backlog": "unplanned"}},
}


@table(
    [
        *(eligible(f"1.1 {name}", verdict(IN, "1.1"), **facts) for name, facts in TITLES.items()),
        *(
            eligible(f"1.1 {name}", verdict(OUT, "1.1"), **facts)
            for name, facts in NO_TITLES.items()
        ),
        *(
            eligible(f"silent: {name}", verdict(IN), conditions=TITLE, **facts)
            for name, facts in NO_OBSTACLES.items()
        ),
        eligible("1.1 no remote work", verdict(OUT, "1.1"), mode="remote", conditions=TITLE),
        eligible(
            "4.1 no equipment", verdict(OUT, "4.1"), conditions=TITLE, work={"equipment": "none"}
        ),
        eligible("4.1 own equipment", verdict(IN), conditions=TITLE, work={"equipment": "own"}),
        eligible(
            "nothing can be done elsewhere", verdict(OUT), conditions=TITLE,
            work={"remote_possible": False},
        ),
    ]
)  # fmt: skip
def test_who_is_admitted(row: Row) -> None:
    assert row.wrong(BODY) == []


TUESDAYS = scheme(weekdays=["tue", "thu"])
FOUR_DAYS = {"agile": working_days("2026-11-23", 4)}
FRIDAY, SATURDAY = "2026-11-27", "2026-11-28"


@table(
    [
        book("3.1 an agreed weekday", verdict("allowed"), agreement=TUESDAYS),
        book("3.1 another one", verdict("refused", "3.1"), day=FRIDAY, agreement=TUESDAYS),
        book(
            "3.1 the fifth day of the week", verdict("allowed", "3.1"), day=FRIDAY,
            given=[FOUR_DAYS],
        ),
        book(
            "3.1 the sixth half of a week of five and a half", verdict("refused", "3.1"),
            day=SATURDAY, half="am", week=6,
            given=[{"agile": working_days("2026-11-23", 5)}],
        ),
        book(
            "3.1 the week before does not count", verdict("allowed"),
            given=[{"agile": working_days("2026-11-16", 5)}],
        ),
        book(
            "3.1 three agreed, the third", verdict("allowed"), day=FRIDAY,
            agreement=scheme(per_week=3), given=[{"agile": working_days("2026-11-23", 2)}],
        ),
        book(
            "3.1 three agreed, the fourth", verdict("refused", "3.1"), day=FRIDAY,
            agreement=scheme(per_week=3), given=[{"agile": working_days("2026-11-23", 3)}],
        ),
        book(
            "3.1 six agreed are still five", verdict("refused", "3.1"), day=FRIDAY,
            agreement=scheme(per_week=6), given=[FOUR_DAYS, {"agile": [SATURDAY]}],
        ),
        book("2.1 the agreement's last day", verdict("allowed"), day="2026-12-31"),
        book("2.1 the day after", verdict("refused", "2.1"), day="2027-01-04"),
        book(
            "2.1 the printed end of 2022 is replaced by the agreement's", verdict("allowed"),
            day="2027-01-04", agreement={"from": "2022-01-01"},
        ),
        book("a half day: the act is silent", verdict("allowed"), half="am"),
        book("3.2 a holiday", verdict("refused"), day="2026-12-08"),
        book(
            "3.2 a Saturday of a six-day week is disconnection", verdict("refused", "3.2"),
            day=SATURDAY, week=6,
        ),
        book("3.2 a Friday of a six-day week is not", verdict("allowed"), day=FRIDAY, week=6),
        book("1.1 without an agreement", verdict("refused", "1.1"), agreement=None),
        book("1.1 remote", verdict("refused", "1.1"), mode="remote"),
        book(
            "silent: every day of the month", verdict("allowed"), day="2026-11-30",
            given=[{"agile": working_days("2026-11-02", 20)}],
        ),
    ]
)  # fmt: skip
def test_which_days_may_be_booked(row: Row) -> None:
    assert row.wrong(BODY) == []


LATE = {**YEAR_2026, "disconnection": "23:00-05:00"}
OWN_WINDOW = {**YEAR_2026, "disconnection": "21:00-06:30"}


@table(
    [
        deliver("3.2 18:59", "2026-11-16T18:59", "2026-11-16T18:59"),
        deliver("3.2 19:00", "2026-11-16T19:00", "2026-11-17T07:30"),
        deliver("3.2 07:29", "2026-11-17T07:29", "2026-11-17T07:30"),
        deliver("3.2 07:30", "2026-11-17T07:30", "2026-11-17T07:30"),
        deliver("3.2 urgency is not named", "2026-11-16T22:00", "2026-11-17T07:30", urgent=True),
        deliver("3.2 Tuesday evening", "2026-11-17T19:00", "2026-11-18T07:30"),
        deliver("3.2 Wednesday evening", "2026-11-18T19:00", "2026-11-19T07:30"),
        deliver("3.2 Thursday evening", "2026-11-19T19:00", "2026-11-20T07:30"),
        deliver("3.2 Friday evening", "2026-11-20T19:00", "2026-11-23T07:30"),
        deliver("3.2 Saturday, six days", "2026-11-21T10:00", "2026-11-23T07:30", week=6),
        deliver("3.2 Sunday night", "2026-11-23T00:00", "2026-11-23T07:30"),
        deliver("after a holiday", "2026-12-08T10:00", "2026-12-09T07:30"),
        deliver("Easter Monday", "2026-04-06T10:00", "2026-04-07T07:30"),
        deliver(
            "3.2 own window: 20:59", "2026-11-16T20:59", "2026-11-16T20:59", agreement=OWN_WINDOW,
        ),
        deliver(
            "3.2 own window: 21:00", "2026-11-16T21:00", "2026-11-17T06:30", agreement=OWN_WINDOW,
        ),
        deliver(
            "3.2 own window: its hour after a Sunday", "2026-11-22T10:00", "2026-11-23T06:30",
            agreement=OWN_WINDOW,
        ),
        deliver(
            "3.2 after the agreement the act's window is back", "2027-01-04T19:30",
            "2027-01-05T07:30", agreement=OWN_WINDOW,
        ),
    ]
)  # fmt: skip
def test_when_a_message_may_arrive(row: Row) -> None:
    assert row.wrong(BODY) == []


# 18 November 2026 is a Wednesday, a day of return unless the facts say otherwise; the 19th is not.
wanted = partial(contact, agreement=YEAR_2026, given=[{"agile": ["2026-11-18", "2026-11-19"]}])


@table(
    [
        wanted("3.2 08:59", "2026-11-18T08:59", "2026-11-18T09:00"),
        wanted("3.2 12:59", "2026-11-18T12:59", "2026-11-18T12:59"),
        wanted("3.2 13:00 on a day of return", "2026-11-18T13:00", "2026-11-18T14:30"),
        wanted("3.2 15:59 on a day of return", "2026-11-18T15:59", "2026-11-18T15:59"),
        wanted("3.2 16:00, tomorrow is agile", "2026-11-18T16:00", "2026-11-19T09:00"),
        wanted("3.2 13:00 without return", "2026-11-19T13:00", "2026-11-20T07:30"),
        wanted("3.2 14:45 without return", "2026-11-19T14:45", "2026-11-20T07:30"),
        wanted(
            "3.2 Thursday is a day of return for some", "2026-11-19T14:45", "2026-11-19T14:45",
            afternoons=["thu"],
        ),
        wanted("urgency is not named", "2026-11-18T13:00", "2026-11-18T14:30", urgent=True),
        wanted(
            "objectives are not named", "2026-11-18T13:00", "2026-11-18T14:30",
            purpose="objectives",
        ),
        wanted(
            "3.2 the agreement's own bands", "2026-11-18T09:00", "2026-11-18T10:00",
            agreement={**YEAR_2026, "bands": ["10:00-14:00"], "afternoon_bands": ["15:00-16:30"]},
        ),
        wanted(
            "3.2 its own afternoon band on a day of return", "2026-11-18T14:00",
            "2026-11-18T15:00",
            agreement={**YEAR_2026, "bands": ["10:00-14:00"], "afternoon_bands": ["15:00-16:30"]},
        ),
        wanted(
            "2 permits lift the duty since the contract of 2022", "2026-11-18T09:30",
            "2026-11-18T10:30",
            given=[
                {"agile": ["2026-11-18"]},
                {"permit": {"kind": "medical", "on": "2026-11-18", "hours": 1, "from": "09:30"}},
            ],
        ),
    ]
)  # fmt: skip
def test_when_somebody_may_be_contacted(row: Row) -> None:
    assert row.wrong(BODY) == []


@table(
    [
        bands(
            "3.2 four hours and one and a half", VALID, "09:00-13:00", afternoon=["14:30-16:00"],
        ),
        bands("3.2 a minute short", INVALID, "09:00-12:59", afternoon=["14:30-16:00"]),
        bands("3.2 afternoon a minute short", INVALID, "09:00-13:00", afternoon=["14:30-15:59"]),
        bands("3.2 no return, no afternoon band", VALID, "09:00-13:00", afternoons=[]),
        bands("3.2 a return without a band", INVALID, "09:00-13:00"),
        bands("3.2 four hours in two bands", VALID, "09:00-11:00", "12:00-14:00", afternoons=[]),
        bands("3.2 until 19:00", VALID, "15:00-19:00", afternoons=[]),
        bands("3.2 until 19:01", INVALID, "15:00-19:01", afternoons=[]),
        bands("3.2 from 07:30", VALID, "07:30-11:30", afternoons=[]),
        bands("3.2 from 07:29", INVALID, "07:29-11:30", afternoons=[]),
        bands(
            "CCNL:66.1.b eleven hours of rest, own window", VALID, "07:00-09:00", "18:00-20:00",
            afternoons=[], agreement=LATE,
        ),
        bands(
            "CCNL:66.1.b a minute less", verdict("invalid", "CCNL:66.1.b"), "07:00-09:00",
            "18:00-20:01", afternoons=[], agreement=LATE,
        ),
        bands("average day, 7 h 12", VALID, "09:00-16:12", afternoons=[]),
        bands("a minute more", verdict("invalid"), "09:00-16:13", afternoons=[]),
    ]
)  # fmt: skip
def test_which_bands_an_agreement_may_have(row: Row) -> None:
    assert row.wrong(BODY) == []


@table(
    [
        day(
            "3.3 3.4 agile Wednesday", "2026-11-18", given=[{"agile": ["2026-11-18"]}],
            mode="agile", meal_voucher=False, overtime=False, bands=["09:00-13:00", "14:30-16:00"],
        ),
        day(
            "3.2 agile Thursday", "2026-11-19", given=[{"agile": ["2026-11-19"]}],
            bands=["09:00-13:00"],
        ),
        day("an agreed weekday needs no booking", "2026-11-19", agreement=TUESDAYS, mode="agile"),
        day(
            "unless it is worked at the office", "2026-11-19", agreement=TUESDAYS,
            given=[{"presence": ["2026-11-19"]}], mode="presence",
        ),
        day("nor outside the agreement", "2027-01-05", agreement=TUESDAYS, mode="presence"),
        day("in presence", "2026-11-20", mode="presence", meal_voucher=True, overtime=True),
        approver("2.2 staff", "dirigente"),
        approver("2.2 eq", "dirigente", rank="eq"),
        approver("2.2 the dirigente is away: nobody else is named", None, "dirigente"),
        approver("silent: the secretary", "segretario_generale", rank="segretario"),
        day("Saturday", "2026-11-21", mode="off", meal_voucher=False, overtime=False),
        approver("silent: a dirigente", "segretario_generale", rank="dirigente"),
    ]
)  # fmt: skip
def test_days_and_approvers(row: Row) -> None:
    assert row.wrong(BODY) == []
