"""Tivoli, articles 3 to 6, 13 and 20.3 to 20.5: who is admitted, which days."""

from typing import Any

import pytest

from tests.rules.build import Row, table, working_days
from tests.rules.rows import YEAR_2026, book, eligible, scheme, verdict

BODY = "tivoli"
OUT, IN = "not_eligible", "eligible"
FOR_BOTH: dict[str, dict[str, Any]] = {
    "4.3.a": {"remote_possible": False},
    "4.3.b": {"harms_service": True},
    "4.3.c": {"kinds": ["public_counter_only"]},
    "4.3.d": {"equipment": "none"},
    "4.3.f": {"continuous_supervision": True},
    "4.3.g": {"remote_access": False},
}
ONLY_AGILE: dict[str, dict[str, Any]] = {
    "4.3.e plannable": {"plannable": False},
    "4.3.e measurable": {"measurable": False},
}
ORDINARY = ["fixed_equipment", "special_machinery", "driving", "paper_archive_only"]
OF_NO_IMPORTANCE: dict[str, dict[str, Any]] = {
    "3.1 a fixed term": {"contract": "fixed_term"},
    "3.1 part time": {"part_time": 30},
    "3.1 a dirigente": {"rank": "dirigente"},
    "3.1 eq": {"rank": "eq"},
    "silent: a suspension": {"discipline": [{"on": "2026-10-01", "sanction": "suspension"}]},
    "silent: a bad evaluation": {"evaluations": {2025: 1}},
    "silent: backlog": {"work": {"backlog": "unplanned"}},
    "silent: shifts": {"work": {"kinds": ["shift_work"]}},
    "4.3.d own equipment": {"work": {"equipment": "own"}},
}


@table(
    [
        *(
            eligible(f"{clause} {mode}", verdict(OUT, clause), mode=mode, work=work)
            for clause, work in FOR_BOTH.items()
            for mode in ("agile", "remote")
        ),
        *(
            eligible(f"{clause}, agile", verdict(OUT, "4.3.e"), work=work)
            for clause, work in ONLY_AGILE.items()
        ),
        *(
            eligible(f"{clause}, remote", verdict(IN), mode="remote", work=work)
            for clause, work in ONLY_AGILE.items()
        ),
        *(
            eligible(f"4.5 {kind}", verdict(OUT, "4.5"), work={"kinds": [kind]})
            for kind in ORDINARY
        ),
        *(eligible(name, verdict(IN), **facts) for name, facts in OF_NO_IMPORTANCE.items()),
        eligible("3.1 remote too", verdict(IN), mode="remote"),
        eligible("13.1 eq: no remote work", verdict(OUT, "13.1"), mode="remote", rank="eq"),
        eligible("13.1 dirigente", verdict(OUT, "13.1"), mode="remote", rank="dirigente"),
    ]
)
def test_who_is_admitted(row: Row) -> None:
    assert row.wrong(BODY) == []


@pytest.mark.parametrize("kind", ORDINARY)
def test_what_is_excluded_as_a_rule_says_that_there_is_room(kind: str) -> None:
    row = eligible("4.5", verdict(OUT, "4.5"), work={"kinds": [kind]})

    assert {reason.strength for reason in row.decide(BODY).obstacles} == {"ordinary"}


MONTHLY, WEEKLY = scheme(per_month=8), scheme(per_week=2)
# Seven days of November 2026 without the 26th, at most two a week but for the first.
SEVEN = ["2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05", "2026-11-09", "2026-11-10"]
SEVEN += ["2026-11-11"]
EIGHT = [*SEVEN, "2026-11-12"]
DEROGATION = {"from": "2026-11-24", "to": "2026-11-26", "per_week": 4, "motive": "made up"}
MONDAY_TO_WEDNESDAY = working_days("2026-11-23", 3)


@table(
    [
        book(
            "20.4.a the eighth", verdict("allowed", "20.4.a"), agreement=MONTHLY,
            given=[{"agile": SEVEN}],
        ),
        book(
            "20.4.a the ninth", verdict("refused", "20.4.a"), agreement=MONTHLY,
            given=[{"agile": EIGHT}],
        ),
        book(
            "20.4.a seven and a half, a half", verdict("allowed"), agreement=MONTHLY, half="pm",
            given=[{"agile": [*SEVEN, {"day": "2026-11-12", "half": "am"}]}],
        ),
        book(
            "20.4.a seven and a half, a whole", verdict("refused", "20.4.a"), agreement=MONTHLY,
            given=[{"agile": [*SEVEN, {"day": "2026-11-12", "half": "am"}]}],
        ),
        book(
            "20.4.a the next month begins at nought", verdict("allowed"), agreement=MONTHLY,
            day="2026-12-01", given=[{"agile": EIGHT}],
        ),
        book(
            "20.4.a spread as they like: five in a week", verdict("allowed"), agreement=MONTHLY,
            day="2026-11-27", given=[{"agile": working_days("2026-11-23", 4)}],
        ),
        book(
            "20.4 six agreed, the seventh", verdict("refused"), agreement=scheme(per_month=6),
            given=[{"agile": SEVEN[:6]}],
        ),
        book(
            "20.4 ten agreed, the tenth", verdict("allowed"), agreement=scheme(per_month=10),
            given=[{"agile": [*EIGHT, "2026-11-13"]}],
        ),
        book(
            "20.4 ten agreed, the eleventh", verdict("refused", "20.4"),
            agreement=scheme(per_month=10),
            given=[{"agile": [*EIGHT, "2026-11-13", "2026-11-16"]}],
        ),
        book(
            "20.4.b the second of the week", verdict("allowed", "20.4.b"), agreement=WEEKLY,
            given=[{"agile": ["2026-11-23"]}],
        ),
        book(
            "20.4.b the third", verdict("refused", "20.4.b"), agreement=WEEKLY,
            given=[{"agile": ["2026-11-23", "2026-11-24"]}],
        ),
        book(
            "20.4.b Sunday ends the week", verdict("allowed"), agreement=WEEKLY, day="2026-11-30",
            given=[{"agile": ["2026-11-26", "2026-11-27"]}],
        ),
        book(
            "20.4.b a week over the turn of the year is one", verdict("refused", "20.4.b"),
            agreement={"from": "2026-01-01", "scheme": {"per_week": 2}}, day="2026-12-31",
            given=[{"agile": ["2026-12-28", "2026-12-29"]}],
        ),
        book(
            "20.4.b weekly counters have no monthly limit", verdict("allowed"), agreement=WEEKLY,
            day="2026-11-30", given=[{"agile": EIGHT}],
        ),
        book(
            "20.4 three a week agreed, the third", verdict("allowed"),
            agreement=scheme(per_week=3), given=[{"agile": ["2026-11-23", "2026-11-24"]}],
        ),
    ]
)  # fmt: skip
def test_quotas(row: Row) -> None:
    assert row.wrong(BODY) == []


@table(
    [
        book(
            "20.5 the fourth inside a derogation of four", verdict("allowed", "20.5"),
            agreement=WEEKLY, given=[{"agile": MONDAY_TO_WEDNESDAY}, {"derogation": DEROGATION}],
        ),
        book(
            "20.5 the fifth", verdict("refused", "20.5"), agreement=WEEKLY,
            given=[
                {"agile": [*MONDAY_TO_WEDNESDAY, "2026-11-27"]}, {"derogation": DEROGATION},
            ],
        ),
        book(
            "20.5 the day after its last", verdict("refused", "20.4.b"), agreement=WEEKLY,
            day="2026-11-27",
            given=[{"agile": MONDAY_TO_WEDNESDAY}, {"derogation": DEROGATION}],
        ),
        book(
            "20.5 the day before its first", verdict("refused", "20.4.b"), agreement=WEEKLY,
            day="2026-11-23",
            given=[{"agile": ["2026-11-24", "2026-11-25"]}, {"derogation": DEROGATION}],
        ),
        book(
            "20.5 it lifts the month too", verdict("allowed", "20.5"), agreement=MONTHLY,
            given=[{"agile": EIGHT}, {"derogation": DEROGATION}],
        ),
        book(
            "20.5 other weekdays than agreed", verdict("allowed"),
            agreement=scheme(weekdays=["mon"]), given=[{"derogation": DEROGATION}],
        ),
        book(
            "20.5 it opens no holiday", verdict("refused", "20.3"), agreement=WEEKLY,
            day="2026-12-08",
            given=[{"derogation": {**DEROGATION, "from": "2026-12-07", "to": "2026-12-11"}}],
        ),
    ]
)  # fmt: skip
def test_derogations(row: Row) -> None:
    assert row.wrong(BODY) == []


REMOTE = {**YEAR_2026, "mode": "remote", "scheme": {"per_week": 2}}


@table(
    [
        book("20.3 a Sunday", verdict("refused", "20.3"), day="2026-11-29", week=6),
        book("20.3 a holiday", verdict("refused", "20.3"), day="2026-12-08"),
        book("20.12 a Saturday, five days", verdict("refused", "20.12"), day="2026-11-28"),
        book("20.12 a Saturday, six days", verdict("allowed"), day="2026-11-28", week=6),
        book("19.1.c the last day", verdict("allowed"), day="2026-12-31"),
        book("19.1.c the day after", verdict("refused", "19.1.c"), day="2027-01-04"),
        book("4.2 without an agreement", verdict("refused", "4.2"), agreement=None),
        book(
            "an agile day in a remote agreement", verdict("refused"), mode="agile",
            agreement=REMOTE,
        ),
        book(
            "23.1 remote: the second of the week", verdict("allowed"), mode="remote",
            agreement=REMOTE, given=[{"remote": ["2026-11-23"]}],
        ),
        book(
            "23.1 remote: the third", verdict("refused", "20.4.b"), mode="remote",
            agreement=REMOTE, given=[{"remote": ["2026-11-23", "2026-11-24"]}],
        ),
        book(
            "agile days do not use up remote ones", verdict("allowed"), mode="remote",
            agreement=REMOTE, given=[{"agile": ["2026-11-23", "2026-11-24"]}],
        ),
        book(
            "21.3 another weekday than agreed", verdict("refused"),
            agreement=scheme(weekdays=["mon"]),
        ),
        book(
            "silent: days open to the public", verdict("allowed"),
            work={"kinds": ["registry_office"], "public_days": ["thu"]},
        ),
    ]
)  # fmt: skip
def test_single_days(row: Row) -> None:
    assert row.wrong(BODY) == []
