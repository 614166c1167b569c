"""CCDI di Alonte, art. 34 and 41.13: permits, both sides of every number."""

from typing import Any

import pytest

from tests.rules.build import Row, table
from tests.rules.later_rows import FAIR, permit, taken
from tests.rules.rows import YEAR_2026

ALONTE = "alonte"
TUESDAY, WEDNESDAY = "2026-11-17", "2026-11-18"
"""Six hours; nine, with the afternoon return."""
EXAMS = [taken("exam", f"2026-0{month}-10", days=1) for month in range(2, 9)]
ONE_MORE = taken("exam", "2026-10-06")
BANDS = {**YEAR_2026, "bands": ["08:30-13:30", "15:00-17:12"]}
AGILE = [{"agile": [TUESDAY]}]
EASTER_DEATH = "2026-04-04"
"""A Saturday: Easter Monday is no working day, so the seventh one is Wednesday 15 April."""
WEDDING = "2026-06-06"
"""A Saturday; 45 days later is Tuesday 21 July."""
CARER: dict[str, Any] = {"assists": 1, "assists_severe": 1}
STUDIED = [taken("study", f"2026-0{month}-10", hours=18.5) for month in range(2, 10)]
"""148 hours."""


@table(
    [
        permit("the eighth day", "allowed", "34.1.a", kind="exam", on=TUESDAY, given=EXAMS),
        permit(
            "the ninth", "refused", "34.1.a", kind="exam", on=TUESDAY, days=2, given=EXAMS
        ),
        permit(
            "a new year counts from nothing", "allowed", kind="exam", on="2027-01-12",
            given=[*EXAMS, taken("exam", "2026-12-01")],
        ),
        permit(
            "days over the end of a year weigh on each year with their own",
            "allowed", kind="exam", on="2026-12-31", days=2, given=EXAMS,
        ),
        permit(
            "the day of the old year is one too many",
            "refused", "34.1.a", kind="exam", on="2026-12-31", days=2,
            given=[*EXAMS, taken("exam", "2026-12-01")],
        ),
    ]
)  # fmt: skip
def test_exams_eight_days_a_year(row: Row) -> None:
    assert row.wrong(ALONTE) == []


@table(
    [
        permit(
            "ends on the seventh working day", "allowed", "34.1.b", kind="bereavement",
            on="2026-04-13", days=3, event=EASTER_DEATH, at="2026-04-06T09:00",
        ),
        permit(
            "ends on the eighth: only with reasons", "discretion", "34.1.b", kind="bereavement",
            on="2026-04-14", days=3, event=EASTER_DEATH, at="2026-04-06T09:00",
        ),
        permit(
            "ends on the last day of the next month", "discretion", "34.1.b", kind="bereavement",
            on="2026-05-27", days=3, event=EASTER_DEATH, at="2026-04-06T09:00",
        ),
        permit(
            "ends after it", "refused", "34.1.b", kind="bereavement",
            on="2026-05-28", days=3, event=EASTER_DEATH, at="2026-04-06T09:00",
        ),
        permit(
            "four days", "refused", "34.1.b", kind="bereavement",
            on="2026-04-07", days=4, event=EASTER_DEATH, at="2026-04-06T09:00",
        ),
        permit(
            "the third day apart from two", "allowed", kind="bereavement", on="2026-04-10",
            event=EASTER_DEATH, at="2026-04-06T09:00",
            given=[taken("bereavement", "2026-04-07", days=2, event=EASTER_DEATH)],
        ),
        permit(
            "another death gives three more", "allowed", kind="bereavement", on="2026-04-21",
            days=3, event="2026-04-20", at="2026-04-20T09:00",
            given=[taken("bereavement", "2026-04-07", days=3, event=EASTER_DEATH)],
        ),
        permit(
            "before the death", "refused", "34.1.b", kind="bereavement", on="2026-04-03",
            event=EASTER_DEATH, at="2026-04-02T09:00",
        ),
    ]
)  # fmt: skip
def test_bereavement_three_days_for_each_death(row: Row) -> None:
    assert row.wrong(ALONTE) == []


@table(
    [
        permit(
            "fifteen days from the Saturday of the wedding", "allowed", "34.1.c",
            kind="marriage", on=WEDDING, days=15, event=WEDDING, at="2026-05-18T09:00",
        ),
        permit(
            "the fifteenth is the forty-fifth day", "allowed", "34.1.c",
            kind="marriage", on="2026-07-07", days=15, event=WEDDING, at="2026-05-18T09:00",
        ),
        permit(
            "a day later wants an agreement", "discretion", "34.1.c",
            kind="marriage", on="2026-07-08", days=15, event=WEDDING, at="2026-05-18T09:00",
        ),
        permit(
            "sixteen days", "refused", "34.1.c",
            kind="marriage", on="2026-06-08", days=16, event=WEDDING, at="2026-05-18T09:00",
        ),
    ]
)  # fmt: skip
def test_marriage_fifteen_days_within_forty_five(row: Row) -> None:
    assert row.wrong(ALONTE) == []


@table(
    [
        permit(
            "the last of eighteen hours", "allowed", "34.1.d", kind="personal", on=TUESDAY,
            hours=2, given=[taken("personal", "2026-03-10", hours=16)],
        ),
        permit(
            "half an hour over", "refused", "34.1.d", kind="personal", on=TUESDAY,
            hours=2.5, given=[taken("personal", "2026-03-10", hours=16)],
        ),
        permit(
            "a whole day weighs six hours, be it as long as it may", "allowed", kind="personal",
            on=WEDNESDAY, days=1, given=[taken("personal", "2026-03-10", hours=12)],
        ),
        permit(
            "half time has nine hours", "refused", kind="personal", on=TUESDAY, hours=1,
            given=[taken("personal", "2026-03-10", hours=9)], part_time=50,
        ),
    ]
)  # fmt: skip
def test_particular_reasons_eighteen_hours_a_year(row: Row) -> None:
    assert row.wrong(ALONTE) == []


@table(
    [
        permit(
            "the third day of the month", "allowed", "34.1.f", kind="law_104", on="2026-11-24",
            given=[taken("law_104", "2026-11-10", days=2)], **CARER,
        ),
        permit(
            "the fourth", "refused", "34.1.f", kind="law_104", on="2026-11-24",
            given=[taken("law_104", "2026-11-10", days=3)], **CARER,
        ),
        permit(
            "eighteen hours", "allowed", kind="law_104", on="2026-11-24", hours=4,
            given=[taken("law_104", "2026-11-10", hours=14)], **CARER,
        ),
        permit(
            "eighteen and a half", "refused", "34.1.f", kind="law_104", on="2026-11-24", hours=4.5,
            given=[taken("law_104", "2026-11-10", hours=14)], **CARER,
        ),
        permit(
            "two days leave six hours", "allowed", kind="law_104", on="2026-11-24", hours=6,
            given=[taken("law_104", "2026-11-10", days=2)], **CARER,
        ),
        permit(
            "and not seven", "refused", kind="law_104", on="2026-11-24", hours=7,
            given=[taken("law_104", "2026-11-10", days=2)], **CARER,
        ),
        permit(
            "two days over the end of a month weigh on each with one", "allowed",
            kind="law_104", on="2026-11-30", days=2,
            given=[taken("law_104", "2026-11-10", days=2)], **CARER,
        ),
        permit(
            "announced on the fifth", "allowed", kind="law_104", on="2026-11-24",
            at="2026-11-05T23:00", **CARER,
        ),
        permit(
            "announced on the sixth without urgency", "refused", "34.1.f", kind="law_104",
            on="2026-11-24", at="2026-11-06T00:00", **CARER,
        ),
        permit(
            "urgent, at the beginning of the day", "allowed", kind="law_104", on="2026-11-24",
            at="2026-11-24T08:00", urgent=True, **CARER,
        ),
        permit(
            "urgent, a minute later", "refused", "34.1.f", kind="law_104", on="2026-11-24",
            at="2026-11-24T08:01", urgent=True, **CARER,
        ),
    ]
)  # fmt: skip
def test_law_104_three_days_or_eighteen_hours_a_month(row: Row) -> None:
    assert row.wrong(ALONTE) == []


@table(
    [
        permit(
            "three days before", "allowed", "34.1.g", kind="blood_donation", on="2026-11-13",
            at="2026-11-10T23:59",
        ),
        permit(
            "two days before", "refused", "34.1.g", kind="blood_donation", on="2026-11-13",
            at="2026-11-11T00:00",
        ),
        permit(
            "urgent, on the day before it begins", "allowed", kind="blood_donation",
            on="2026-11-13", at="2026-11-13T07:59", urgent=True,
        ),
        permit(
            "urgent, when it has begun", "refused", "34.1.g", kind="blood_donation",
            on="2026-11-13", at="2026-11-13T08:01", urgent=True,
        ),
    ]
)  # fmt: skip
def test_blood_donation_three_days_of_notice(row: Row) -> None:
    assert row.wrong(ALONTE) == []


@table(
    [
        permit("half of six hours", "allowed", "34.2", kind="short", on=TUESDAY, hours=3),
        permit("a little more", "refused", "34.2", kind="short", on=TUESDAY, hours=3.25),
        permit("half of nine hours", "allowed", kind="short", on=WEDNESDAY, hours=4.5),
        permit("more than half of nine", "refused", "34.2", kind="short", on=WEDNESDAY, hours=5),
        permit("the whole day", "refused", "34.2", kind="short", on=TUESDAY, days=1),
        permit(
            "the thirty-sixth hour", "allowed", kind="short", on=TUESDAY, hours=3,
            given=[taken("short", f"2026-{m:02}-12", hours=3) for m in range(1, 11)]
            + [taken("short", "2026-10-13", hours=3)],
        ),
        permit(
            "a quarter of an hour over", "refused", "34.2", kind="short", on=TUESDAY, hours=3,
            given=[taken("short", f"2026-{m:02}-12", hours=3) for m in range(1, 11)]
            + [taken("short", "2026-10-13", hours=3.25)],
        ),
        permit(
            "a working day of four hours", "allowed", kind="short", on=TUESDAY, hours=2,
            weekly_hours=20,
        ),
        permit(
            "a working day of less", "refused", "34.2", kind="short", on=TUESDAY, hours=1,
            weekly_hours=19,
        ),
        permit(
            "asked for an hour after the day began", "allowed", kind="short", on=TUESDAY, hours=1,
            start="11:00", at=f"{TUESDAY}T09:00",
        ),
        permit(
            "a minute later", "refused", "34.2", kind="short", on=TUESDAY, hours=1,
            start="11:00", at=f"{TUESDAY}T09:01",
        ),
        permit(
            "a minute later in urgency is for the manager", "discretion", "34.2", kind="short",
            on=TUESDAY, hours=1, start="11:00", at=f"{TUESDAY}T09:01", urgent=True,
        ),
    ]
)  # fmt: skip
def test_short_permits_half_a_day_and_thirty_six_hours(row: Row) -> None:
    assert row.wrong(ALONTE) == []


@table(
    [
        permit(
            "the eighteenth hour", "allowed", "34.3", kind="medical", on=TUESDAY, hours=2,
            given=[taken("medical", "2026-03-10", hours=16)],
        ),
        permit(
            "the nineteenth", "refused", "34.3", kind="medical", on=TUESDAY, hours=3,
            given=[taken("medical", "2026-03-10", hours=16)],
        ),
        permit(
            "a whole Wednesday weighs its nine hours", "allowed", kind="medical", on=WEDNESDAY,
            days=1, given=[taken("medical", "2026-03-10", hours=9)],
        ),
        permit(
            "and not one more", "refused", "34.3", kind="medical", on=WEDNESDAY, days=1,
            given=[taken("medical", "2026-03-10", hours=9.25)],
        ),
        permit(
            "three days of notice", "allowed", kind="medical", on=TUESDAY, hours=2,
            at="2026-11-14T18:00",
        ),
        permit(
            "two", "refused", "34.3", kind="medical", on=TUESDAY, hours=2, at="2026-11-15T08:00"
        ),
        permit(
            "urgent, before the day begins", "allowed", kind="medical", on=TUESDAY, hours=2,
            at=f"{TUESDAY}T08:00", urgent=True,
        ),
        permit(
            "urgent, after", "refused", "34.3", kind="medical", on=TUESDAY, hours=2,
            at=f"{TUESDAY}T08:30", urgent=True,
        ),
        permit(
            "next to L. 104", "allowed", kind="medical", on=TUESDAY, hours=2, start="08:00",
            given=[taken("law_104", TUESDAY, hours=2, start="11:00")], **CARER,
        ),
        permit(
            "next to a short permit", "allowed", kind="medical", on=TUESDAY, hours=2,
            start="08:00", given=[taken("short", TUESDAY, hours=1, start="11:00")],
        ),
        permit(
            "next to an assembly", "refused", "34.3", kind="medical", on=TUESDAY, hours=2,
            start="08:00", given=[taken("assembly", TUESDAY, hours=1, start="11:00")],
        ),
        permit(
            "the other way round too", "refused", "34.3", kind="personal", on=TUESDAY, hours=1,
            start="11:00", given=[taken("medical", TUESDAY, hours=2, start="08:00")],
        ),
        permit(
            "back at work and called away again", "allowed", kind="personal", on=TUESDAY,
            hours=1, start="11:00", urgent=True, at=f"{TUESDAY}T10:30",
            given=[taken("medical", TUESDAY, hours=2, start="08:00")],
        ),
        permit(
            "straight after the visit nobody came back", "refused", "34.3", kind="personal",
            on=TUESDAY, hours=1, start="10:00", urgent=True, at=f"{TUESDAY}T09:30",
            given=[taken("medical", TUESDAY, hours=2, start="08:00")],
        ),
        permit(
            "a minute back at work", "allowed", kind="personal", on=TUESDAY, hours=1,
            start="10:01", urgent=True, at=f"{TUESDAY}T10:00",
            given=[taken("medical", TUESDAY, hours=2, start="08:00")],
        ),
        permit(
            "on another day", "allowed", kind="medical", on=TUESDAY, hours=2,
            given=[taken("personal", WEDNESDAY, hours=1, start="11:00")],
        ),
    ]
)  # fmt: skip
def test_medical_visits_eighteen_hours_and_three_days(row: Row) -> None:
    assert row.wrong(ALONTE) == []


@table(
    [
        permit(
            "the hundred and fiftieth hour", "allowed", "34.6", kind="study", on=TUESDAY, hours=2,
            given=STUDIED,
        ),
        permit(
            "one over", "refused", "34.6", kind="study", on=TUESDAY, hours=3,
            given=STUDIED,
        ),
        permit(
            "twelve hours of assembly", "allowed", "12.4", kind="assembly", on=TUESDAY,
            hours=2, given=[taken("assembly", "2026-03-10", hours=10)],
        ),
        permit(
            "thirteen", "refused", "12.4", kind="assembly", on=TUESDAY, hours=3,
            given=[taken("assembly", "2026-03-10", hours=10)],
        ),
        permit("a union permit has no limit here", "allowed", kind="union", on=TUESDAY, hours=6),
        permit("a day that is not worked", "refused", kind="union", on="2026-11-21", hours=1),
        permit(
            "a day of leave", "refused", kind="union", on=TUESDAY, hours=1,
            given=[{"leave": [TUESDAY]}],
        ),
    ]
)  # fmt: skip
def test_other_permits(row: Row) -> None:
    assert row.wrong(ALONTE) == []


@table(
    [
        permit(
            "on an agile day it lifts the contact duty", {"verdict": "allowed", "relieved": True},
            kind="personal", on=TUESDAY, hours=2, start="09:00", given=AGILE, agreement=BANDS,
        ),
        permit(
            "on a day in presence there is none to lift", {"relieved": False},
            kind="personal", on=WEDNESDAY, hours=2, start="09:00", given=AGILE, agreement=BANDS,
        ),
        permit(
            "one that is refused lifts nothing", {"verdict": "refused", "relieved": False},
            kind="personal", on=TUESDAY, hours=2, start="09:00", agreement=BANDS,
            given=[*AGILE, taken("personal", "2026-03-10", hours=18)],
        ),
    ]
)  # fmt: skip
def test_permits_of_an_agile_day(row: Row) -> None:
    assert row.wrong(ALONTE) == []


@pytest.mark.parametrize(("used", "answer"), [(EXAMS, "allowed"), ([*EXAMS, ONE_MORE], "refused")])
def test_a_permit_that_says_neither_hours_nor_days_is_a_day_of_a_kind_had_in_days(
    used: list[dict[str, Any]], answer: str
) -> None:
    asked = {"permit": {"kind": "exam", "on": TUESDAY}}
    row = Row("a day", asked, {"verdict": answer}, at=FAIR, given=tuple(used))

    assert row.wrong(ALONTE) == []
