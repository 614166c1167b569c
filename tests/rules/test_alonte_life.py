"""CCDI di Alonte, 26, 41.10-41.15 and B1: swaps, recalls, endings, clauses, on-call weeks."""

from datetime import datetime
from typing import Any

from rules import questions as law
from rules.facts import ROME, Employee, Mode
from rules.policy.library import shipped
from rules.ranking import Applicant, Round
from tests.rules.build import Row, table
from tests.rules.later_rows import expiry, on_call, rank, recall, swap, withdraw
from tests.rules.rows import YEAR_2026, verdict

ALONTE = "alonte"
OPEN = {"from": "2026-01-01"}
NIGHT = {**YEAR_2026, "disconnection": "20:00-07:00"}
THURSDAY = "2026-11-19"


@table(
    [
        recall("the evening before", verdict("valid", "41.15"), at="2026-11-18T19:59",
               day=THURSDAY, agreement=NIGHT),
        recall("when nothing may be delivered any more", verdict("invalid", "41.15"),
               at="2026-11-18T20:00", day=THURSDAY, agreement=NIGHT),
        recall("without a window of the agreement until ten", verdict("valid"),
               at="2026-11-18T21:59", day=THURSDAY),
        recall("at ten the night of the contract begins", verdict("invalid"),
               at="2026-11-18T22:00", day=THURSDAY),
        recall("technical, on the day itself", verdict("valid", "B1:8.4"),
               at="2026-11-19T10:00", day=THURSDAY, reason="technical", agreement=NIGHT),
        recall("service, on the day itself", verdict("invalid", "41.15"),
               at="2026-11-19T10:00", day=THURSDAY, agreement=NIGHT),
        recall("for a day that is over", verdict("invalid"), at="2026-11-20T10:00", day=THURSDAY,
               reason="technical"),
        recall("for a public holiday", verdict("invalid"), at="2026-12-01T10:00",
               day="2026-12-08"),
        recall("on Friday for Monday", verdict("valid"), at="2026-11-13T10:00",
               day="2026-11-16"),
        recall("on Saturday for Monday", verdict("invalid"), at="2026-11-14T10:00",
               day="2026-11-16"),
    ]
)  # fmt: skip
def test_recall_41_15_the_day_before(row: Row) -> None:
    assert row.wrong(ALONTE) == []


@table(
    [
        swap("by the employee", verdict("allowed"), "2026-11-17", "2026-11-19",
             given=[{"agile": ["2026-11-17"]}]),
        swap("by the manager", verdict("allowed", "41.10"), "2026-11-17", "2026-11-26",
             by="manager", given=[{"agile": ["2026-11-17"]}]),
        swap("to a week that would have too few days in presence", verdict("refused", "41.8.a"),
             "2026-11-17", "2026-11-26",
             given=[{"agile": ["2026-11-17", "2026-11-24", "2026-11-25"]}]),
        swap("inside a week that is full the place is given back", verdict("allowed"),
             "2026-11-17", "2026-11-19", given=[{"agile": ["2026-11-17", "2026-11-18"]}]),
        swap("a day that is not agile", verdict("refused"), "2026-11-17", "2026-11-19"),
        swap("a day that is over", verdict("refused"), "2026-11-17", "2026-11-26",
             at="2026-11-18T09:00", given=[{"agile": ["2026-11-17"]}]),
        swap("to a day that is over", verdict("refused"), "2026-11-19", "2026-11-17",
             at="2026-11-18T09:00", given=[{"agile": ["2026-11-19"]}]),
        swap("to a day that is agile already", verdict("refused"), "2026-11-17", "2026-11-19",
             given=[{"agile": ["2026-11-17", "2026-11-19"]}]),
        swap("to a day of leave", verdict("refused"), "2026-11-17", "2026-11-19",
             given=[{"agile": ["2026-11-17"]}, {"leave": ["2026-11-19"]}]),
    ]
)  # fmt: skip
def test_swap_41_10_with_the_limits_of_a_booking(row: Row) -> None:
    assert row.wrong(ALONTE) == []


@table(
    [
        withdraw("for a just cause at once", "2026-11-02", "B1:3.1", cause="other_just_cause"),
        withdraw("by the body too", "2026-11-02", "B1:3.1", by="administration",
                 cause="other_just_cause"),
        withdraw("for its organisation alone it waits for the end", None, "B1:3.1",
                 by="administration", cause="organisational"),
        withdraw("without one not before the end", None, "B1:3.1"),
        withdraw("nor by the body", None, "B1:3.1", by="administration"),
        withdraw("without an agreement", None, agreement=None),
        withdraw("on its last day it ends the day after anyway", "2026-12-31",
                 cause="new_duties", at="2026-12-31T09:00"),
        withdraw("after its end there is nothing to leave", None, cause="new_duties",
                 at="2027-01-01T09:00"),
    ]
)  # fmt: skip
def test_withdrawal_b1_3_1_for_a_just_cause(row: Row) -> None:
    assert row.wrong(ALONTE) == []


@table(
    [
        expiry("silence accepts", "extended", "none"),
        expiry("a yes accepts", "extended", "yes", "2026-12-30"),
        expiry("a no five days before declines", "ended", "no", "2026-12-26"),
        expiry("a no four days before is too late", "extended", "no", "2026-12-27"),
        expiry("nothing offered", "ended", "yes", "2026-12-01", offered=False),
        expiry("an agreement without an end goes on", "extended", "none", agreement=OPEN),
    ]
)  # fmt: skip
def test_expiry_b1_3_1_five_days_before(row: Row) -> None:
    assert row.wrong(ALONTE) == []


@table(
    [
        on_call("the fifth week of a month is the fifth turn", verdict("allowed", "26.3"),
                "2026-11-30",
                given=[{"on_call": ["2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23"]}]),
    ]
)  # fmt: skip
def test_on_call_26_3_six_turns_a_month(row: Row) -> None:
    assert row.wrong(ALONTE) == []


A_WEEK = "2027-01-25"
MOTHER: dict[str, Any] = {"sex": "female", "children": [{"born": "2026-02-01"}]}
NIGHT_WORK = "T151:53.1"


@table(
    [
        on_call("an expectant mother", verdict("refused", NIGHT_WORK), A_WEEK, pregnant=True),
        on_call("the child is not yet one", verdict("refused", NIGHT_WORK), A_WEEK, **MOTHER),
        on_call("the child is one that Monday", verdict("allowed"), "2027-02-01", **MOTHER),
        on_call("a father", verdict("allowed"), A_WEEK, **{**MOTHER, "sex": "male"}),
    ]
)  # fmt: skip
def test_on_call_the_law_forbids_mothers_work_by_night(row: Row) -> None:
    assert row.wrong(ALONTE) == []


PRIORITY = {"order": ["B", "A"], "admitted": ["B"], "ties": []}
NONE = {"order": ["A", "B"], "admitted": [], "ties": [["A", "B"]]}


@table(
    [
        rank("a child of twelve", PRIORITY, {"name": "A", "km": 90},
             {"name": "B", "children": [{"born": "2013-11-03"}]}),
        rank("a child of thirteen on that day", NONE, {"name": "A"},
             {"name": "B", "children": [{"born": "2013-11-02"}]}),
        rank("a disabled child of any age", PRIORITY, {"name": "A"},
             {"name": "B", "children": [{"born": "1999-01-01", "disabled": True}]}),
        rank("severe disability", PRIORITY, {"name": "A"},
             {"name": "B", "conditions": ["severe_disability"]}),
        rank("caregiver", PRIORITY, {"name": "A"}, {"name": "B", "conditions": ["caregiver"]}),
        rank("another disability", NONE, {"name": "A"},
             {"name": "B", "conditions": ["disability"]}),
        rank("distance counts for nothing", NONE, {"name": "A"}, {"name": "B", "km": 90}),
        rank("several grounds weigh as one", NONE,
             {"name": "A", "conditions": ["caregiver"]},
             {"name": "B", "conditions": ["caregiver", "severe_disability"]}),
    ]
)  # fmt: skip
def test_ranking_41_6_whom_the_law_puts_first(row: Row) -> None:
    assert row.wrong(ALONTE) == []


def test_ranking_42_5_for_remote_work_nobody_comes_first() -> None:
    carer = Employee(conditions=frozenset({"caregiver"}))
    asking = (Applicant("A", Employee()), Applicant("B", carer))
    at = datetime(2026, 11, 2, 9, 0, tzinfo=ROME)

    remote = law.rank(shipped()[ALONTE], Round(asking, 1, Mode.REMOTE), at=at)
    agile = law.rank(shipped()[ALONTE], Round(asking, 1, Mode.AGILE), at=at)

    assert (remote.values["ties"], remote.values["admitted"]) == ((("A", "B"),), ())
    assert (agile.values["ties"], agile.values["admitted"]) == ((), ("B",))
