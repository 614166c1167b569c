"""Regolamento di Tivoli, 3.4, 12.2, 17, 21: what happens to a day, to an agreement, to a place."""

from typing import Any

from tests.rules.build import Row, table
from tests.rules.later_rows import expiry, on_call, rank, recall, swap, withdraw
from tests.rules.rows import YEAR_2026, scheme, verdict

TIVOLI = "tivoli"
TUE_THU = scheme(weekdays=["tue", "thu"])
OPEN = {"from": "2026-01-01"}
THURSDAY = "2026-11-19"
DISABLED_68: dict[str, Any] = {"conditions": ["disability_68_99"]}


@table(
    [
        swap("asked at eight in the evening before", verdict("allowed", "21.3"), THURSDAY,
             "2026-11-20", at="2026-11-18T20:00", agreement=TUE_THU),
        swap("a minute later", verdict("refused", "21.3"), THURSDAY, "2026-11-20",
             at="2026-11-18T20:01", agreement=TUE_THU),
        swap("the earlier day is the new one", verdict("refused", "21.3"), THURSDAY,
             "2026-11-18", at="2026-11-17T20:01", agreement=TUE_THU),
        swap("Monday to Sunday is one week", verdict("allowed", "21.3"), "2026-11-16",
             "2026-11-20", agreement=scheme(weekdays=["mon"])),
        swap("the next Monday is another", verdict("refused", "21.3"), "2026-11-20",
             "2026-11-23", agreement=scheme(weekdays=["fri"])),
        swap("to a weekday that is agreed and so taken", verdict("refused"), THURSDAY,
             "2026-11-17", agreement=TUE_THU),
        swap("to a public holiday", verdict("refused", "20.3"), "2026-12-10", "2026-12-08",
             agreement=scheme(weekdays=["thu"])),
    ]
)  # fmt: skip
def test_swap_21_3_in_the_week_and_by_eight(row: Row) -> None:
    assert row.wrong(TIVOLI) == []


@table(
    [
        recall("service, before eight in the evening", verdict("valid", "21.1"),
               at="2026-11-18T19:59", day=THURSDAY),
        recall("service, at eight", verdict("invalid", "21.1"), at="2026-11-18T20:00",
               day=THURSDAY),
        recall("technical, in the night of the day itself", verdict("valid", "21.4"),
               at="2026-11-19T02:00", day=THURSDAY, reason="technical"),
        recall("technical, so late that it comes the day after", verdict("invalid", "21.4"),
               at="2026-11-19T20:00", day=THURSDAY, reason="technical"),
    ]
)  # fmt: skip
def test_recall_21_1_and_21_4(row: Row) -> None:
    assert row.wrong(TIVOLI) == []


@table(
    [
        withdraw("thirty days", "2026-12-02", "17.2"),
        withdraw("the body gives its reasons", None, "17.2", by="administration"),
        withdraw("and thirty days", "2026-12-02", "17.2", by="administration",
                 cause="organisational"),
        withdraw("ninety for people under L. 68/1999", "2027-01-31", "17.3",
                 by="administration", cause="organisational", agreement=OPEN, **DISABLED_68),
        withdraw("who leaves by themselves has thirty", "2026-12-02", "17.2", agreement=OPEN,
                 **DISABLED_68),
        withdraw("goals that were missed: at once", "2026-11-02", "17.5.c",
                 by="administration", cause="goals_missed"),
        withdraw("another grave cause: at once", "2026-11-02", "17.4", cause="other_just_cause"),
        withdraw("not beyond the end of the agreement", "2027-01-01", "17.2",
                 at="2026-12-15T09:00"),
    ]
)  # fmt: skip
def test_withdrawal_17(row: Row) -> None:
    assert row.wrong(TIVOLI) == []


@table(
    [
        expiry("accepted on the last day", "extended", "yes", "2026-12-31"),
        expiry("accepted after it", "ended", "yes", "2027-01-01"),
        expiry("silence extends nothing", "ended", "none"),
        expiry("declined", "ended", "no", "2026-12-01"),
        expiry("nothing offered", "ended", "yes", "2026-12-01", offered=False),
    ]
)  # fmt: skip
def test_expiry_17_1(row: Row) -> None:
    assert row.wrong(TIVOLI) == []


@table(
    [
        rank("a child of twelve", {"admitted": ["B"]}, {"name": "A"},
             {"name": "B", "children": [{"born": "2013-11-03"}]}),
        rank("a child of thirteen on that day: nobody has priority, the body decides",
             {"order": ["A", "B"], "admitted": [], "ties": [["A", "B"]]}, {"name": "A"},
             {"name": "B", "children": [{"born": "2013-11-02"}]}),
        rank("a disabled child of any age", {"admitted": ["B"]}, {"name": "A"},
             {"name": "B", "children": [{"born": "1999-01-01", "disabled": True}]}),
        rank("sixty years of age on that day", {"admitted": ["B"]}, {"name": "A"},
             {"name": "B", "born": "1966-11-02"}),
        rank("sixty tomorrow: not yet", {"admitted": [], "ties": [["A", "B"]]}, {"name": "A"},
             {"name": "B", "born": "1966-11-03"}),
        rank("who is not eligible takes no place", {"order": ["A"], "admitted": ["A"]},
             {"name": "A"},
             {"name": "B", "lives_outside": True, "work": {"remote_possible": False}}),
    ]
)  # fmt: skip
def test_ranking_3_4(row: Row) -> None:
    assert row.wrong(TIVOLI) == []


@table(
    [
        on_call("with an agile day in the week", verdict("refused", "12.2"), "2026-11-16",
                given=[{"agile": [THURSDAY]}], agreement=YEAR_2026),
        on_call("with a remote day", verdict("refused", "12.2"), "2026-11-16",
                given=[{"remote": [THURSDAY]}], agreement={**YEAR_2026, "mode": "remote"}),
        on_call("with an agreed weekday", verdict("refused", "12.2"), "2026-11-16",
                agreement=TUE_THU),
        on_call("with an agreed weekday that is a public holiday", verdict("allowed"),
                "2026-12-07", agreement=scheme(weekdays=["tue"])),
        on_call("with an agile day the week after", verdict("allowed"), "2026-11-09",
                given=[{"agile": ["2026-11-16"]}], agreement=YEAR_2026),
    ]
)  # fmt: skip
def test_on_call_12_2(row: Row) -> None:
    assert row.wrong(TIVOLI) == []
