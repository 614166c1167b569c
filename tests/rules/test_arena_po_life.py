"""Regolamento di Arena Po, 7, 12, 13, 22: swaps, recalls, endings, permits, who comes first."""

from tests.rules.build import Row, table
from tests.rules.later_rows import permit, rank, recall, swap, withdraw
from tests.rules.rows import YEAR_2026, verdict

ARENA = "arena-po"
OPEN = {"from": "2026-01-01"}
BANDS = {**YEAR_2026, "bands": ["09:30-12:30", "14:30-16:30"]}
THURSDAY = "2026-11-19"
AGILE = [{"agile": [THURSDAY]}]


@table(
    [
        swap("the employee cannot put a day off", verdict("refused", "13"), THURSDAY,
             "2026-11-20", given=AGILE),
        swap("the manager may move it", verdict("allowed", "7"), THURSDAY, "2026-11-20",
             by="manager", given=AGILE),
        swap("not to a day of leave", verdict("refused"), THURSDAY, "2026-11-20",
             by="manager", given=[*AGILE, {"leave": ["2026-11-20"]}]),
    ]
)  # fmt: skip
def test_swap_7_and_13(row: Row) -> None:
    assert row.wrong(ARENA) == []


@table(
    [
        recall("on the day itself", verdict("valid", "7"), at="2026-11-19T09:00", day=THURSDAY),
        recall("so late that it comes the day after", verdict("invalid", "7"),
               at="2026-11-19T22:30", day=THURSDAY),
        recall("for a Sunday", verdict("invalid"), at="2026-11-13T09:00", day="2026-11-15"),
    ]
)  # fmt: skip
def test_recall_7_at_any_moment(row: Row) -> None:
    assert row.wrong(ARENA) == []


@table(
    [
        withdraw("fifteen days with reasons", "2026-11-17", "12", cause="organisational"),
        withdraw("without reasons", None, "12"),
        withdraw("sixty for severe handicap", "2027-01-01", "12", by="administration",
                 cause="organisational", agreement=OPEN, conditions=["severe_disability"]),
        withdraw("fifteen for another disability", "2026-11-17", "12", by="administration",
                 cause="organisational", agreement=OPEN, conditions=["disability"]),
        withdraw("by the law ninety under L. 68/1999", "2027-01-31", "L81:19.2",
                 by="administration", cause="organisational", agreement=OPEN,
                 conditions=["disability_68_99"]),
        withdraw("fifteen for severe handicap who leaves", "2026-11-17", "12",
                 cause="other_just_cause", agreement=OPEN, conditions=["severe_disability"]),
        withdraw("the end of the agreement comes first", "2027-01-01", "12",
                 cause="organisational", at="2026-12-17T09:00"),
        withdraw("fifteen days reach the end exactly", "2027-01-01", "12",
                 cause="organisational", at="2026-12-17T09:00"),
        withdraw("a day earlier they end a day before", "2026-12-31", "12",
                 cause="organisational", at="2026-12-16T09:00"),
    ]
)  # fmt: skip
def test_withdrawal_12(row: Row) -> None:
    assert row.wrong(ARENA) == []


@table(
    [
        permit("inside a band", "allowed", "13", kind="personal", on=THURSDAY, hours=2,
               start="14:30", given=AGILE, agreement=BANDS),
        permit("a minute before it", "refused", "13", kind="personal", on=THURSDAY, hours=2,
               start="14:29", given=AGILE, agreement=BANDS),
        permit("longer than it", "refused", "13", kind="personal", on=THURSDAY, hours=2.25,
               start="14:30", given=AGILE, agreement=BANDS),
        permit("outside every band", "refused", "13", kind="personal", on=THURSDAY, hours=1,
               start="17:00", given=AGILE, agreement=BANDS),
        permit("at the office at any hour", "allowed", kind="personal", on=THURSDAY, hours=1,
               start="17:00", agreement=BANDS),
    ]
)  # fmt: skip
def test_permits_13_inside_the_bands(row: Row) -> None:
    assert row.wrong(ARENA) == []


@table(
    [
        rank("a child of twelve before one of thirteen", {"order": ["B", "A"]},
             {"name": "A", "children": [{"born": "2013-11-02"}], "km": 90},
             {"name": "B", "children": [{"born": "2013-11-03"}]}),
        rank("a child of seventeen before distance", {"order": ["B", "A"]},
             {"name": "A", "km": 90}, {"name": "B", "children": [{"born": "2008-11-03"}]}),
        rank("of age is no ground", {"order": ["A", "B"]},
             {"name": "A", "km": 90}, {"name": "B", "children": [{"born": "2008-11-02"}]}),
        rank("fragile", {"order": ["B", "A"]},
             {"name": "A", "km": 90}, {"name": "B", "conditions": ["fragile"]}),
        rank("caregiver", {"order": ["B", "A"]},
             {"name": "A", "km": 90}, {"name": "B", "conditions": ["caregiver"]}),
        rank("a disabled child of any age", {"order": ["B", "A"]}, {"name": "A", "km": 90},
             {"name": "B", "children": [{"born": "1990-01-01", "disabled": True}]}),
        rank("the farther home", {"order": ["B", "A"]},
             {"name": "A", "km": 10}, {"name": "B", "km": 10.5}),
    ]
)  # fmt: skip
def test_ranking_22(row: Row) -> None:
    assert row.wrong(ARENA) == []
