"""Regolamento di Sorano, 4.2, 7.5, 8, 11.5-11.8, 15: permits, recalls, endings, the ranking."""

from tests.rules.build import Row, table
from tests.rules.later_rows import on_call, permit, rank, recall, withdraw
from tests.rules.rows import YEAR_2026, verdict

SORANO = "sorano"
OPEN = {"from": "2026-01-01"}
THURSDAY = "2026-11-19"
AGILE = [{"agile": [THURSDAY]}]


@table(
    [
        permit("a short permit on an agile day", "refused", "7.5", kind="short", on=THURSDAY,
               hours=1, given=AGILE, agreement=YEAR_2026),
        permit("a short permit at the office", "allowed", "CCNL:42.1", kind="short", on=THURSDAY,
               hours=1, agreement=YEAR_2026),
        permit("particular reasons on an agile day", {"verdict": "allowed", "relieved": True,
               "because": ["11.5"]}, kind="personal", on=THURSDAY, hours=2, start="10:00",
               given=AGILE, agreement=YEAR_2026),
        permit("of the contract's eighteen hours the last", "allowed", "CCNL:41.1",
               kind="personal", on=THURSDAY, hours=1,
               given=[{"permit": {"kind": "personal", "on": "2026-03-10", "hours": 17}}]),
        permit("and one more", "refused", "CCNL:41.1", kind="personal", on=THURSDAY, hours=1.5,
               given=[{"permit": {"kind": "personal", "on": "2026-03-10", "hours": 17}}]),
    ]
)  # fmt: skip
def test_permits_7_5_and_11_5(row: Row) -> None:
    assert row.wrong(SORANO) == []


@table(
    [
        recall("service, the day before", verdict("valid", "11.8"), at="2026-11-18T21:59",
               day=THURSDAY),
        recall("service, in the night before", verdict("invalid", "11.8"),
               at="2026-11-18T22:00", day=THURSDAY),
        recall("service, on Saturday for Monday: six working days", verdict("valid", "11.8"),
               at="2026-11-14T11:00", day="2026-11-16"),
        recall("technical, at once", verdict("valid", "11.7"), at="2026-11-19T09:00",
               day=THURSDAY, reason="technical"),
        recall("technical, so late that it comes the day after", verdict("invalid", "11.7"),
               at="2026-11-19T22:00", day=THURSDAY, reason="technical"),
    ]
)  # fmt: skip
def test_recall_11_7_and_11_8(row: Row) -> None:
    assert row.wrong(SORANO) == []


@table(
    [
        withdraw("ten days for the employee", "2026-11-12", "15.2", agreement=OPEN),
        withdraw("thirty for the body", "2026-12-02", "15.2", by="administration",
                 cause="organisational", agreement=OPEN),
        withdraw("ninety for a disabled person", "2027-01-31", "15.2", by="administration",
                 cause="organisational", agreement=OPEN, conditions=["disability"]),
        withdraw("ten for a disabled person who leaves", "2026-11-12", "15.2", agreement=OPEN,
                 conditions=["severe_disability"]),
        withdraw("fragility is no disability", "2026-12-02", "15.2", by="administration",
                 cause="organisational", agreement=OPEN, conditions=["fragile"]),
        withdraw("the body without reasons", None, "6.3.d", by="administration",
                 agreement=OPEN),
        withdraw("a breach of safety: at once", "2026-11-02", "15.1", by="administration",
                 cause="safety_or_data_breach", agreement=OPEN, conditions=["disability"]),
        withdraw("out of reach again and again", "2026-12-02", "11.3", by="administration",
                 cause="unreachable", agreement=OPEN),
        withdraw("another just cause: at once", "2026-11-02", "6.3.e",
                 cause="other_just_cause", agreement=OPEN),
    ]
)  # fmt: skip
def test_withdrawal_15(row: Row) -> None:
    assert row.wrong(SORANO) == []


def points(**expected: int) -> dict[str, dict[str, int]]:
    return {"points": expected}


@table(
    [
        rank("8.3.a a disability", points(A=3), {"name": "A", "conditions": ["disability"]}),
        rank("8.3.a health that makes the journey hard", points(A=3),
             {"name": "A", "conditions": ["hardship_health"]}),
        rank("8.3.a both are one ground", points(A=3),
             {"name": "A", "conditions": ["hardship_health", "severe_disability"]}),
        rank("8.3.a fragility is neither", points(A=0), {"name": "A", "conditions": ["fragile"]}),
        rank("8.3.c a child of twelve", points(A=2),
             {"name": "A", "children": [{"born": "2013-11-03"}]}),
        rank("8.3.c a child of thirteen", points(A=1),
             {"name": "A", "children": [{"born": "2013-11-02"}]}),
        rank("8.3.c a child of seventeen", points(A=1),
             {"name": "A", "children": [{"born": "2008-11-03"}]}),
        rank("8.3.c of age", points(A=0), {"name": "A", "children": [{"born": "2008-11-02"}]}),
        rank("8.3.c each child", points(A=5), {"name": "A", "children": [
             {"born": "2020-01-01"}, {"born": "2021-01-01"}, {"born": "2010-01-01"}]}),
        rank("8.3.b alone with a child of thirteen", points(A=4), {"name": "A",
             "conditions": ["single_parent"], "children": [{"born": "2013-01-01"}]}),
        rank("8.3.b alone with a child of fourteen", points(A=1), {"name": "A",
             "conditions": ["single_parent"], "children": [{"born": "2012-11-02"}]}),
        rank("8.3.d each relative", points(A=6), {"name": "A", "assists": 3}),
        rank("8.3.e thirty kilometres are not over thirty", points(A=0), {"name": "A", "km": 30}),
        rank("8.3.e over thirty", points(A=1), {"name": "A", "km": 30.1}),
        rank("8.3.e over fifty, the higher only", points(A=2), {"name": "A", "km": 50.1}),
        rank("8.3.e over seventy", points(A=3), {"name": "A", "km": 70.1}),
        rank("8.3.f no family leave", points(A=2), {"name": "A", "uses_family_leave": False}),
        rank("8.2.a three years after the leave, the last day", {"order": ["B", "A"]},
             {"name": "A", "assists": 5}, {"name": "B", "maternity_leave_ended": "2023-11-02"}),
        rank("8.2.a a day more", {"order": ["A", "B"]},
             {"name": "A", "assists": 5}, {"name": "B", "maternity_leave_ended": "2023-11-01"}),
        rank("8.2.b a disabled child before points", {"order": ["B", "A"]},
             {"name": "A", "assists": 5},
             {"name": "B", "children": [{"born": "1999-01-01", "disabled": True}]}),
        rank("8.5 the farther home", {"order": ["B", "A"]},
             {"name": "A", "km": 10}, {"name": "B", "km": 11}),
        rank("8.5 then the elder", {"order": ["B", "A"]},
             {"name": "A", "born": "1970-01-02"}, {"name": "B", "born": "1970-01-01"}),
        rank("8.5 then the longer service", {"order": ["B", "A"]},
             {"name": "A", "hired": "2010-01-02"}, {"name": "B", "hired": "2010-01-01"}),
        rank("4.3 part time stands in no ranking", {"order": ["A"], "points": {"A": 0}},
             {"name": "A"}, {"name": "B", "part_time": 80, "km": 100}),
    ]
)  # fmt: skip
def test_ranking_8(row: Row) -> None:
    assert row.wrong(SORANO) == []


@table(
    [
        on_call("in the week in which the agreement begins", verdict("refused", "4.2"),
                "2026-11-16", agreement={"from": "2026-11-20"}),
        on_call("in the week before", verdict("allowed"), "2026-11-09",
                agreement={"from": "2026-11-20"}),
        on_call("in the week after its end", verdict("allowed"), "2026-11-23",
                agreement={"from": "2026-01-01", "to": "2026-11-22"}),
    ]
)  # fmt: skip
def test_on_call_4_2_not_with_an_agreement(row: Row) -> None:
    assert row.wrong(SORANO) == []
