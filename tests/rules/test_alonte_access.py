"""Alonte, articles 41 and 42: who is admitted, and how many days in presence must be left."""

from functools import partial
from typing import Any

from tests.rules.build import Row, table
from tests.rules.rows import YEAR_2026, book, eligible, scheme, verdict

BODY = "alonte"
OUT, IN = "not_eligible", "eligible"
REMOTE_WORK: dict[str, dict[str, Any]] = {
    "41.5 shifts": {"kinds": ["shift_work"]},
    "41.5 fixed equipment": {"kinds": ["fixed_equipment"]},
}
BOTH: dict[str, tuple[dict[str, Any], str, str]] = {
    "nothing can be done elsewhere": ({"remote_possible": False}, "41.1", "42.4"),
    "no access from afar": ({"remote_access": False}, "41.1", "42.4"),
    "no equipment": ({"equipment": "none"}, "41.1", "42.4"),
}
OF_NO_IMPORTANCE: dict[str, dict[str, Any]] = {
    "41.4 part time": {"part_time": 50},
    "41.4 fixed term": {"contract": "fixed_term"},
    "41.9 registry office": {"work": {"kinds": ["registry_office"], "public_days": ["mon"]}},
    "silent: two suspensions": {
        "discipline": [
            {"on": "2026-01-01", "sanction": "suspension"},
            {"on": "2026-02-01", "sanction": "suspension"},
        ]
    },
    "silent: a bad evaluation": {"evaluations": {2025: 1}},
    "silent: the protocol desk": {"work": {"kinds": ["protocol_desk"]}},
    "silent: backlog": {"work": {"backlog": "unplanned"}},
    "silent: supervised": {"work": {"continuous_supervision": True}},
}


@table(
    [
        *(eligible(name, verdict(OUT, "41.5"), work=work) for name, work in REMOTE_WORK.items()),
        *(
            eligible(f"{name} beside office work", verdict(IN), work={"kinds": ["office", *kinds]})
            for name, kinds in ((name, work["kinds"]) for name, work in REMOTE_WORK.items())
        ),
        *(
            eligible(f"{name}: by 42.4 alone", verdict(found), mode="remote", work=work)
            for (name, work), found in zip(REMOTE_WORK.items(), (IN, OUT), strict=True)
        ),
        *(
            eligible(name, verdict(OUT, agile), work=work)
            for name, (work, agile, _) in BOTH.items()
        ),
        *(
            eligible(f"{name}: remote", verdict(OUT, remote), mode="remote", work=work)
            for name, (work, _, remote) in BOTH.items()
        ),
        *(eligible(name, verdict(IN), **facts) for name, facts in OF_NO_IMPORTANCE.items()),
        eligible("42.1 remote work", verdict(IN), mode="remote"),
    ]
)
def test_who_is_admitted(row: Row) -> None:
    assert row.wrong(BODY) == []


# The week of 23 November 2026 has five working days, that of 7 December four (the 8th is free).
MON, TUE, WED, THU, FRI, SAT = (f"2026-11-{number}" for number in range(23, 29))
friday = partial(book, day=FRI)
HALF_TUE = {"day": TUE, "half": "am"}
MORNING = ["mon", "tue", "wed"]
three_days = partial(book, part_time=60, workdays=MORNING, day=WED)


@table(
    [
        friday(
            "41.8.a the second leaves three", verdict("allowed", "41.8.a"),
            given=[{"agile": [MON]}],
        ),
        friday(
            "41.8.a the third leaves two", verdict("refused", "41.8.a"),
            given=[{"agile": [MON, TUE]}],
        ),
        friday(
            "41.8.a one and a half, a half leaves three", verdict("allowed"), half="pm",
            given=[{"agile": [MON, HALF_TUE]}],
        ),
        friday(
            "41.8.a one and a half, a whole leaves two and a half", verdict("refused", "41.8.a"),
            given=[{"agile": [MON, HALF_TUE]}],
        ),
        friday(
            "41.8.a leave is not presence", verdict("refused", "41.8.a"),
            given=[{"agile": [MON]}, {"leave": [TUE]}],
        ),
        friday(
            "41.8.a sickness is not presence", verdict("refused", "41.8.a"),
            given=[{"agile": [MON]}, {"sick": [TUE]}],
        ),
        friday(
            "41.8.a a closure is not presence", verdict("refused", "41.8.a"),
            given=[{"agile": [MON]}, {"closure": [TUE]}],
        ),
        friday("41.8.a one leave, one agile", verdict("allowed"), given=[{"leave": [TUE]}]),
        book("41.8.a the holiday's week: one", verdict("allowed"), day="2026-12-11"),
        book(
            "41.8.a the holiday's week: not two", verdict("refused", "41.8.a"), day="2026-12-11",
            given=[{"agile": ["2026-12-07"]}],
        ),
        friday(
            "41.8.a the week before does not count", verdict("allowed"),
            given=[{"agile": ["2026-11-16", "2026-11-17", MON]}],
        ),
        book(
            "41.8.b six days: the second leaves four", verdict("allowed", "41.8.b"), day=SAT,
            week=6, given=[{"agile": [MON]}],
        ),
        book(
            "41.8.b six days: the third leaves three", verdict("refused", "41.8.b"), day=SAT,
            week=6, given=[{"agile": [MON, TUE]}],
        ),
        three_days("41.8.c three days: the first leaves two", verdict("allowed", "41.8.c")),
        three_days(
            "41.8.c three days: the second leaves one", verdict("refused", "41.8.c"),
            given=[{"agile": [MON]}],
        ),
        book(
            "41.8.c four days: 2.4 is rounded up to three", verdict("allowed", "41.8.c"), day=MON,
            part_time=80, workdays=["mon", "tue", "wed", "thu"],
        ),
        book(
            "41.8.c four days: the second leaves two", verdict("refused", "41.8.c"), day=MON,
            part_time=80, workdays=["mon", "tue", "wed", "thu"], given=[{"agile": [TUE]}],
        ),
        book(
            "41.8.c two days: 1.2 is rounded up to two, none is left",
            verdict("refused", "41.8.c"),
            day=MON, part_time=40, workdays=["mon", "tue"],
        ),
        book(
            "41.8.c one day", verdict("refused", "41.8.c"), day=MON, part_time=20, workdays=["mon"]
        ),
        book(
            "41.8.c half time on five days: three", verdict("refused", "41.8.c"), day=FRI,
            part_time=50, given=[{"agile": [MON, TUE]}],
        ),
        book(
            "41.8.c three days of a six-day week: 4 * 3 / 6 = 2", verdict("allowed", "41.8.c"),
            day=WED, week=6, part_time=50, workdays=MORNING,
        ),
        friday(
            "agreed weekdays are agile without being booked", verdict("refused", "41.8.a"),
            agreement=scheme(weekdays=["mon", "tue", "fri"]),
        ),
        friday(
            "unless one is worked at the office", verdict("allowed"),
            agreement={"from": MON, "scheme": {"weekdays": ["mon", "tue", "fri"]}},
            given=[{"presence": [TUE]}],
        ),
        friday("the agreement's one a week", verdict("refused"), agreement=scheme(per_week=1),
               given=[{"agile": [MON]}]),
    ]
)  # fmt: skip
def test_days_in_presence_a_week(row: Row) -> None:
    assert row.wrong(BODY) == []


# November 2026 has 21 working days from Monday to Friday. Absences stand in the first week alone.
SIX = ["2026-11-09", "2026-11-10", "2026-11-16", "2026-11-17", "2026-11-23", "2026-11-24"]
last_monday = partial(book, day="2026-11-30")
# Of the thirteen Mondays to Wednesdays; every week has one agile day at most.
PART = partial(book, day="2026-11-30", part_time=60, workdays=MORNING)
THREE = ["2026-11-09", "2026-11-16", "2026-11-23"]
# Six days: 25 working days, the week of the 2nd has one agile day less for each absence.
LAST = partial(book, day="2026-11-30", week=6)


@table(
    [
        last_monday(
            "41.11.a twelve are left", verdict("allowed", "41.11.a"),
            given=[{"agile": SIX}, {"leave": ["2026-11-04", "2026-11-05"]}],
        ),
        last_monday(
            "41.11.a eleven are left: as a rule", verdict("discretion", "41.11.a"),
            given=[{"agile": SIX}, {"leave": ["2026-11-04", "2026-11-05", "2026-11-06"]}],
        ),
        last_monday(
            "41.11.a eleven and a half are left", verdict("discretion", "41.11.a"), half="am",
            given=[{"agile": SIX}, {"leave": ["2026-11-04", "2026-11-05", "2026-11-06"]}],
        ),
        last_monday(
            "41.11.a absences of October do not count", verdict("allowed"),
            given=[{"agile": SIX}, {"leave": ["2026-10-26", "2026-10-27", "2026-10-28"]}],
        ),
        LAST(
            "41.11.b sixteen are left", verdict("allowed", "41.11.b"),
            given=[{"agile": SIX}, {"leave": ["2026-11-04", "2026-11-05"]}],
        ),
        LAST(
            "41.11.b fifteen are left", verdict("discretion", "41.11.b"),
            given=[{"agile": SIX}, {"leave": ["2026-11-04", "2026-11-05", "2026-11-06"]}],
        ),
        PART(
            "41.11.c 7.2 is rounded up: eight are left", verdict("allowed", "41.11.c"),
            given=[{"agile": THREE}, {"leave": ["2026-11-02"]}],
        ),
        PART(
            "41.11.c seven are left", verdict("discretion", "41.11.c"),
            given=[{"agile": THREE}, {"leave": ["2026-11-02", "2026-11-03"]}],
        ),
        last_monday(
            "somebody hired on the 16th was not there before", verdict("discretion", "41.11.a"),
            hired="2026-11-16",
        ),
    ]
)  # fmt: skip
def test_days_in_presence_a_month(row: Row) -> None:
    assert row.wrong(BODY) == []


REGISTRY = {"kinds": ["registry_office"], "public_days": ["mon", "thu"]}
REMOTE = {**YEAR_2026, "mode": "remote"}


@table(
    [
        book("41.9 a day open to the public", verdict("refused", "41.9"), day=THU, work=REGISTRY),
        book("41.9 another day", verdict("allowed"), day=FRI, work=REGISTRY),
        book(
            "41.9 other offices may", verdict("allowed"), day=THU,
            work={"kinds": ["office"], "public_days": ["mon", "thu"]},
        ),
        book("42 remote: every day", verdict("allowed"), day=FRI, mode="remote", agreement=REMOTE,
             given=[{"remote": [MON, TUE, WED, THU]}]),
        book("41.7 without an agreement", verdict("refused", "41.7"), agreement=None),
        book("the last day of the agreement", verdict("allowed"), day="2026-12-31"),
        book("the day after", verdict("refused"), day="2027-01-04"),
        book(
            "31.8 the patron saint", verdict("refused", "31.8"),
            given=[{"patron": ["2026-11-26"]}],
        ),
        book("a half day: the act is silent", verdict("allowed"), half="pm"),
    ]
)  # fmt: skip
def test_single_days(row: Row) -> None:
    assert row.wrong(BODY) == []
