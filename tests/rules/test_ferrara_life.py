"""Ferrara, Allegato D 2-4 and Allegato C: recalls, endings, on-call weeks."""

from tests.rules.build import Row, table
from tests.rules.later_rows import expiry, on_call, recall, swap, withdraw
from tests.rules.rows import scheme, verdict

FERRARA = "ferrara"
THURSDAY = "2026-11-19"
OPEN = {"from": "2026-01-01"}
A_WEEK = "2027-03-01"
IN_TIME = "2026-12-01T09:00"


@table(
    [
        recall("urgent, at once, in the night", verdict("valid", "3.5"), at="2026-11-19T03:00",
               day=THURSDAY, reason="urgent"),
        recall("urgent, on a Sunday for that Sunday", verdict("invalid"), at="2026-11-15T10:00",
               day="2026-11-15", reason="urgent"),
        recall("service, in the night: it comes in the morning", verdict("valid", "3.5"),
               at="2026-11-19T03:00", day=THURSDAY),
        recall("service, in the evening of the day: it comes too late", verdict("invalid", "3.5"),
               at="2026-11-19T19:00", day=THURSDAY),
        recall("urgent, in the evening of the day", verdict("valid", "3.5"),
               at="2026-11-19T19:00", day=THURSDAY, reason="urgent"),
        recall("not if presence is in fact impossible", verdict("invalid", "3.5"),
               at="2026-11-18T10:00", day=THURSDAY, conditions=["presence_prevented"]),
        recall("a doctor's note alone does not prevent it", verdict("valid", "3.5"),
               at="2026-11-18T10:00", day=THURSDAY, conditions=["medical_fitness_note"]),
        recall("technical", verdict("valid", "4.1"), at="2026-11-19T10:00", day=THURSDAY,
               reason="technical"),
    ]
)  # fmt: skip
def test_recall_3_5_at_any_moment(row: Row) -> None:
    assert row.wrong(FERRARA) == []


@table(
    [
        swap("to another week", verdict("allowed", "3.1"), THURSDAY, "2026-11-27",
             agreement=scheme(weekdays=["thu"])),
        swap("by the manager", verdict("allowed", "3.1"), THURSDAY, "2026-11-20", by="manager",
             agreement=scheme(weekdays=["thu"])),
        swap("to a Saturday", verdict("refused"), THURSDAY, "2026-11-21",
             agreement=scheme(weekdays=["thu"])),
    ]
)  # fmt: skip
def test_swap_3_1_by_agreement_of_both(row: Row) -> None:
    assert row.wrong(FERRARA) == []


@table(
    [
        withdraw("of withdrawal the act is silent, the law is not: thirty days", "2026-12-02",
                 "L81:19.2", agreement=OPEN),
        withdraw("ninety days for people under L. 68/1999", "2027-01-31", "L81:19.2",
                 by="administration", agreement=OPEN, conditions=["disability_68_99"]),
        withdraw("with an end only for a just cause", None, "L81:19.2"),
        withdraw("and then at once", "2026-11-02", "L81:19.2", cause="other_just_cause"),
    ]
)  # fmt: skip
def test_withdrawal_by_the_law(row: Row) -> None:
    assert row.wrong(FERRARA) == []


@table(
    [
        expiry("no tacit extension", "ended", "none"),
        expiry("accepted", "extended", "yes", "2026-12-31"),
        expiry("declined", "ended", "no", "2026-12-01"),
    ]
)  # fmt: skip
def test_expiry_2_3(row: Row) -> None:
    assert row.wrong(FERRARA) == []


@table(
    [
        on_call("set three months before", verdict("allowed"), A_WEEK, at=IN_TIME),
        on_call("a day later", verdict("refused", "C:4"), A_WEEK, at="2026-12-02T09:00"),
        on_call("with leave in the week", verdict("refused", "C:3"), A_WEEK, at=IN_TIME,
                given=[{"leave": ["2027-03-07"]}]),
        on_call("with leave the Monday after", verdict("allowed"), A_WEEK, at=IN_TIME,
                given=[{"leave": ["2027-03-08"]}]),
        on_call("severe disability", verdict("discretion", "C:2.b"), A_WEEK, at=IN_TIME,
                conditions=["severe_disability"]),
        on_call("another disability", verdict("allowed"), A_WEEK, at=IN_TIME,
                conditions=["disability"]),
        on_call("a disabled minor and leave for them", verdict("discretion", "C:2.c"), A_WEEK,
                at=IN_TIME, children=[{"born": "2009-03-02", "disabled": True}]),
        on_call("a disabled child who is of age on that day", verdict("allowed"), A_WEEK,
                at=IN_TIME, children=[{"born": "2009-03-01", "disabled": True}]),
        on_call("a disabled minor without that leave", verdict("allowed"), A_WEEK, at=IN_TIME,
                children=[{"born": "2015-01-01", "disabled": True}], uses_family_leave=False),
        on_call("a mother whose child is not yet one year old", verdict("refused", "C:2.d"),
                A_WEEK, at=IN_TIME, children=[{"born": "2026-03-02"}],
                maternity_leave_ended="2026-07-01"),
        on_call("a mother whose child is one year old", verdict("allowed"), A_WEEK, at=IN_TIME,
                children=[{"born": "2026-03-01"}], maternity_leave_ended="2026-07-01"),
        on_call("who had no such leave", verdict("allowed"), A_WEEK, at=IN_TIME,
                children=[{"born": "2026-12-02"}]),
        on_call("whose leave ended a year before", verdict("refused", "C:2.d"), A_WEEK,
                at=IN_TIME, children=[{"born": "2026-04-01"}],
                maternity_leave_ended="2026-03-01"),
        on_call("even if her leave ended for an elder child", verdict("refused", "C:2.d"),
                A_WEEK, at=IN_TIME, children=[{"born": "2026-04-01"}],
                maternity_leave_ended="2026-02-28"),
    ]
)  # fmt: skip
def test_on_call_allegato_c(row: Row) -> None:
    assert row.wrong(FERRARA) == []
