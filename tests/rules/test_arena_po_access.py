"""Arena Po, clause by clause: both sides of every number and date in the act."""

from typing import Any

from tests.rules.build import Row, table, working_days
from tests.rules.rows import book, eligible, scheme, verdict

BODY = "arena-po"
OUT, IN = "not_eligible", "eligible"


def sanctions(*given: tuple[str, str]) -> dict[str, Any]:
    return {"discipline": [{"on": on, "sanction": what} for on, what in given]}


TWO_FINES = (("2025-03-01", "fine"), ("2026-02-01", "suspension"))
DISCIPLINE = [
    eligible("5.a two graver sanctions", verdict(OUT, "5.a"), **sanctions(*TWO_FINES)),
    eligible("5.a one is not two", verdict(IN), **sanctions(TWO_FINES[0])),
    eligible(
        "5.a written warnings are not graver than themselves",
        verdict(IN),
        **sanctions(("2025-03-01", "written_warning"), ("2026-02-01", "written_warning")),
    ),
    eligible(
        "5.a one fine and one written warning",
        verdict(IN),
        **sanctions(("2025-03-01", "fine"), ("2026-02-01", "written_warning")),
    ),
    eligible(
        "5.a two years before to the day count",
        verdict(OUT, "5.a"),
        **sanctions(("2024-11-16", "fine"), ("2026-02-01", "fine")),
    ),
    eligible(
        "5.a the day before that no longer counts",
        verdict(IN),
        **sanctions(("2024-11-15", "fine"), ("2026-02-01", "fine")),
    ),
    eligible(
        "5.a on the very day of the request",
        verdict(OUT, "5.a"),
        **sanctions(("2026-11-16", "fine"), ("2026-02-01", "fine")),
    ),
    eligible(
        "5.a after the request",
        verdict(IN),
        **sanctions(("2026-11-17", "fine"), ("2026-02-01", "fine")),
    ),
    eligible(
        "5.a asked on 29 February, 28 February counts",
        verdict(OUT, "5.a"),
        at="2028-02-29T09:00",
        **sanctions(("2026-02-28", "fine"), ("2027-02-01", "fine")),
    ),
    eligible(
        "5.a asked on 29 February, 27 February does not",
        verdict(IN),
        at="2028-02-29T09:00",
        **sanctions(("2026-02-27", "fine"), ("2027-02-01", "fine")),
    ),
    eligible(
        "5.a the day is the civil day in Rome: 23:30 UTC is tomorrow",
        verdict(IN),
        at="2026-11-15T23:30+00:00",
        **sanctions(("2024-11-15", "fine"), ("2026-02-01", "fine")),
    ),
]
EVALUATIONS = [
    eligible("5.b 50 of the year before", verdict(OUT, "5.b"), evaluations={2025: 50}),
    eligible("5.b 50.99 is below 51", verdict(OUT, "5.b"), evaluations={2025: 50.99}),
    eligible("5.b 51 is not below 51", verdict(IN), evaluations={2025: 51}),
    eligible("5.b two years before", verdict(OUT, "5.b"), evaluations={2024: 50}),
    eligible("5.b three years before", verdict(IN), evaluations={2023: 50}),
    eligible("5.b the year itself", verdict(IN), evaluations={2026: 50}),
    eligible("5.b one good, one bad", verdict(OUT, "5.b"), evaluations={2024: 50, 2025: 99}),
    eligible("5.b none on record", verdict(IN)),
    eligible(
        "5.b on 1 January the years move on",
        verdict(IN),
        at="2027-01-01T00:00",
        evaluations={2024: 50},
    ),
    eligible(
        "5.b on 31 December they have not",
        verdict(OUT, "5.b"),
        at="2026-12-31T23:59",
        evaluations={2024: 50},
    ),
]
EXCLUDED_KINDS = (
    "public_counter_only",
    "school_canteen",
    "nursery",
    "special_machinery",
    "social_care",
    "process_serving",
    "police_patrol",
    "road_maintenance",
    "green_maintenance",
)
WORK = [
    eligible("3.a harms the service", verdict(OUT, "3.a"), work={"harms_service": True}),
    eligible("3.d backlog without a plan", verdict(OUT, "3.d"), work={"backlog": "unplanned"}),
    eligible("3.d backlog with a plan", verdict(IN), work={"backlog": "planned"}),
    eligible(
        "6 nothing can be done elsewhere", verdict(OUT, "6"), work={"remote_possible": False}
    ),
    eligible("6 no equipment", verdict(OUT, "6"), work={"equipment": "none"}),
    eligible("6 own equipment will do", verdict(IN), work={"equipment": "own"}),
    eligible("6 no autonomy", verdict(OUT, "6"), work={"autonomy": False}),
    eligible("6 not plannable", verdict(OUT, "6"), work={"plannable": False}),
    eligible("6 not measurable", verdict(OUT, "6"), work={"measurable": False}),
    eligible(
        "6 supervised all the time", verdict(OUT, "6"), work={"continuous_supervision": True}
    ),
    *(
        eligible(f"6 {kind}", verdict(OUT, "6"), work={"kinds": [kind]})
        for kind in [
            "public_counter_only",
            "school_canteen",
            "nursery",
            "special_machinery",
            "social_care",
            "process_serving",
            "police_patrol",
            "road_maintenance",
            "green_maintenance",
        ]
    ),
]
OF_NO_IMPORTANCE: dict[str, dict[str, Any]] = {
    "fixed-term contract": {"contract": "fixed_term"},
    "part time": {"part_time": 50},
    "Elevata Qualificazione": {"rank": "eq"},
    "the protocol desk": {"work": {"kinds": ["protocol_desk"]}},
    "work in shifts": {"work": {"kinds": ["shift_work"]}},
    "one verbal warning": sanctions(("2026-10-01", "verbal_warning")),
    "no ground of precedence at all": {"km": 0, "uses_family_leave": True},
}
SILENT = [
    eligible(f"silent: {name}", verdict(IN), **facts) for name, facts in OF_NO_IMPORTANCE.items()
]


REMOTE = [eligible("2 remote work is not provided for", verdict(OUT, "2"), mode="remote")]


@table([*DISCIPLINE, *EVALUATIONS, *WORK, *SILENT, *REMOTE])
def test_who_is_admitted(row: Row) -> None:
    assert row.wrong(BODY) == []


HOLIDAYS_2026 = ("2026-01-01", "2026-01-06", "2026-04-06", "2026-05-01", "2026-06-02")
DAYS = working_days("2026-01-07", 100, without=HOLIDAYS_2026)


A_HALF = {"day": DAYS[99], "half": "am"}
QUOTA = [
    book("7 the hundredth day", verdict("allowed", "7"), given=[{"agile": DAYS[:99]}]),
    book("7 the hundred and first", verdict("refused", "7"), given=[{"agile": DAYS}]),
    book(
        "7 ninety-nine and a half, and a half",
        verdict("allowed", "7"),
        half="pm",
        given=[{"agile": [*DAYS[:99], A_HALF]}],
    ),
    book(
        "7 ninety-nine and a half, and a whole",
        verdict("refused", "7"),
        given=[{"agile": [*DAYS[:99], A_HALF]}],
    ),
    book("7 a hundred, and a half", verdict("refused", "7"), half="am", given=[{"agile": DAYS}]),
    book(
        "7 days of the year before do not count",
        verdict("allowed"),
        day="2026-11-26",
        given=[{"agile": working_days("2025-06-03", 100)}],
    ),
    book(
        "11.d three agreed, the third",
        verdict("allowed"),
        agreement=scheme(per_year=3),
        given=[{"agile": DAYS[:2]}],
    ),
    book(
        "11.d three agreed, the fourth",
        verdict("refused"),
        agreement=scheme(per_year=3),
        given=[{"agile": DAYS[:3]}],
    ),
    book(
        "7 an agreement cannot give more than the act",
        verdict("refused", "7"),
        agreement=scheme(per_year=200),
        given=[{"agile": DAYS}],
    ),
    book("7 a half day", verdict("allowed", "7"), half="am"),
    book(
        "7 agreed weekdays use it up unbooked: 101 from 6 May on",
        verdict("refused", "7"),
        day="2026-12-29",
        agreement={"from": "2026-05-06", "scheme": {"weekdays": ["mon", "tue", "wed"]}},
    ),
    book(
        "7 from 11 May on they are a hundred",
        verdict("allowed"),
        day="2026-12-29",
        agreement={"from": "2026-05-11", "scheme": {"weekdays": ["mon", "tue", "wed"]}},
    ),
    book(
        "silent: five days in one week",
        verdict("allowed"),
        day="2026-11-27",
        given=[{"agile": working_days("2026-11-23", 4)}],
    ),
    book(
        "silent: a day of every week of the month",
        verdict("allowed"),
        given=[{"agile": working_days("2026-11-02", 12)}],
    ),
]
ONE_DAY = [
    book("11 without an agreement", verdict("refused", "11"), agreement=None),
    book("11.c the last day of it", verdict("allowed"), day="2026-12-31"),
    book("11.c the day after", verdict("refused", "11.c"), day="2027-01-04"),
    book(
        "11.c its first day",
        verdict("allowed"),
        day="2026-11-26",
        agreement={"from": "2026-11-26"},
    ),
    book(
        "11.c the day before",
        verdict("refused", "11.c"),
        day="2026-11-25",
        agreement={"from": "2026-11-26"},
    ),
    book("2 a remote day", verdict("refused", "2"), mode="remote"),
    book("today", verdict("allowed"), day="2026-11-16"),
    book("yesterday", verdict("refused"), day="2026-11-13"),
    book(
        "13 the offices are closed", verdict("refused", "13"), given=[{"closure": ["2026-11-26"]}]
    ),
    book("13 closed on the day after", verdict("allowed"), given=[{"closure": ["2026-11-27"]}]),
    book("13 the patron saint", verdict("refused", "13"), given=[{"patron": ["2026-11-26"]}]),
    book("13 Immaculate Conception", verdict("refused", "13"), day="2026-12-08"),
    book("9.b Saturday, five days a week", verdict("refused", "9.b"), day="2026-11-28"),
    book("9.b Saturday, six days a week", verdict("allowed"), day="2026-11-28", week=6),
    book("9.b Sunday, six days a week", verdict("refused"), day="2026-11-29", week=6),
    book(
        "a weekday off in vertical part time",
        verdict("refused"),
        part_time=60,
        workdays=["mon", "tue", "wed"],
    ),
    book("on leave", verdict("refused"), given=[{"leave": ["2026-11-26"]}]),
    book("booked already", verdict("refused"), given=[{"agile": ["2026-11-26"]}]),
    book(
        "the other half is free",
        verdict("allowed"),
        half="pm",
        given=[{"agile": [{"day": "2026-11-26", "half": "am"}]}],
    ),
    book(
        "the same half is not",
        verdict("refused"),
        half="am",
        given=[{"agile": [{"day": "2026-11-26", "half": "am"}]}],
    ),
    book(
        "11.d another weekday than agreed",
        verdict("refused", "11.d"),
        agreement=scheme(weekdays=["mon"]),
    ),
]


@table([*QUOTA, *ONE_DAY])
def test_which_days_may_be_booked(row: Row) -> None:
    assert row.wrong(BODY) == []
