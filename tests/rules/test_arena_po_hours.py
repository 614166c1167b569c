"""Arena Po, articles 7, 9 and 13: windows, bands, approver and days, minute by minute."""

from functools import partial

from tests.rules.build import Row, table
from tests.rules.rows import YEAR_2026, approver, bands, contact, day, deliver, verdict

BODY = "arena-po"
VALID, INVALID = verdict("valid"), verdict("invalid")
# 16 November 2026 is a Monday.
DISCONNECTION = [
    deliver("9.b 18:59", "2026-11-16T18:59", "2026-11-16T18:59"),
    deliver("9.b 19:00", "2026-11-16T19:00", "2026-11-17T08:00"),
    deliver("9.b 07:59", "2026-11-17T07:59", "2026-11-17T08:00"),
    deliver("9.b 08:00", "2026-11-17T08:00", "2026-11-17T08:00"),
    deliver("9.b midnight", "2026-11-17T00:00", "2026-11-17T08:00"),
    deliver("9.b urgent at 22:00", "2026-11-16T22:00", "2026-11-16T22:00", urgent=True),
    deliver("9.b urgent at 03:00", "2026-11-17T03:00", "2026-11-17T03:00", urgent=True),
    deliver("9.b Friday 18:59", "2026-11-20T18:59", "2026-11-20T18:59"),
    deliver("9.b Friday 19:00", "2026-11-20T19:00", "2026-11-23T08:00"),
    deliver("9.b Friday 19:00, six days", "2026-11-20T19:00", "2026-11-21T08:00", week=6),
    deliver("9.b Saturday noon", "2026-11-21T12:00", "2026-11-23T08:00"),
    deliver("9.b Saturday noon, six days", "2026-11-21T12:00", "2026-11-21T12:00", week=6),
    deliver("9.b Saturday 19:30, six days", "2026-11-21T19:30", "2026-11-21T19:30", week=6),
    deliver("Saturday 21:59, six days", "2026-11-21T21:59", "2026-11-21T21:59", week=6),
    deliver("Saturday 22:00, six days", "2026-11-21T22:00", "2026-11-23T08:00", week=6),
    deliver("9.b Saturday noon, urgent", "2026-11-21T12:00", "2026-11-23T08:00", urgent=True),
    deliver("9.b Sunday noon, urgent", "2026-11-22T12:00", "2026-11-23T08:00", urgent=True),
    deliver("9.b eve of 8 December", "2026-12-07T19:00", "2026-12-09T08:00"),
    deliver("9.b 8 December", "2026-12-08T11:00", "2026-12-09T08:00"),
    deliver("9.b 25 and 26 December, then a weekend", "2026-12-24T19:00", "2026-12-28T08:00"),
    deliver("4 October 2026 is a Sunday anyway", "2026-10-03T23:00", "2026-10-05T08:00", week=6),
    deliver("4 October 2027 is a holiday", "2027-10-04T10:00", "2027-10-05T08:00"),
    deliver("4 October 2025 was none: a Saturday", "2025-10-04T10:00", "2025-10-04T10:00", week=6),
    deliver(
        "leave is disconnection", "2026-11-16T10:00", "2026-11-18T08:00",
        given=[{"leave": ["2026-11-16", "2026-11-17"]}],
    ),
    deliver(
        "a closure too", "2026-11-16T10:00", "2026-11-17T08:00",
        given=[{"closure": ["2026-11-16"]}],
    ),
    deliver(
        "the agreement's window comes on top", "2026-11-16T18:00", "2026-11-17T08:00",
        agreement={**YEAR_2026, "disconnection": "18:00-07:00"},
    ),
    deliver(
        "a minute before it", "2026-11-16T17:59", "2026-11-16T17:59",
        agreement={**YEAR_2026, "disconnection": "18:00-07:00"},
    ),
    deliver(
        "9.b an agreement that repeats the act's hours: urgent passes as ever",
        "2026-11-16T20:00", "2026-11-16T20:00",
        agreement={**YEAR_2026, "disconnection": "19:00-08:00"}, urgent=True,
    ),
    deliver(
        "what is not urgent waits in it",
        "2026-11-16T20:00", "2026-11-17T08:00",
        agreement={**YEAR_2026, "disconnection": "19:00-08:00"},
    ),
    deliver(
        "9.b in hours that the agreement adds urgent passes too", "2026-11-16T18:30",
        "2026-11-16T18:30", agreement={**YEAR_2026, "disconnection": "18:00-07:00"}, urgent=True,
    ),
    deliver(
        "on a Saturday evening, to which 9.b gives no exception, it waits", "2026-11-21T18:30",
        "2026-11-23T08:00", week=6,
        agreement={**YEAR_2026, "disconnection": "18:00-07:00"}, urgent=True,
    ),
    deliver(
        "the agreement's hours open no holiday before the act's night of 19:00",
        "2026-12-08T18:30", "2026-12-08T19:00",
        agreement={**YEAR_2026, "disconnection": "18:00-07:00"}, urgent=True,
    ),
    deliver(
        "no longer on the day after the agreement's last", "2027-01-04T18:00", "2027-01-04T18:00",
        agreement={**YEAR_2026, "disconnection": "18:00-07:00"},
    ),
    deliver("clocks go forward on Sunday", "2026-03-27T19:00", "2026-03-30T08:00"),
    deliver("clocks go back on Sunday", "2026-10-23T19:00", "2026-10-26T08:00"),
]  # fmt: skip


@table(DISCONNECTION)
def test_when_a_message_may_arrive(row: Row) -> None:
    assert row.wrong(BODY) == []


BANDS = {**YEAR_2026, "bands": ["09:00-12:00", "14:00-16:00"]}


wanted = partial(contact, agreement=BANDS, given=[{"agile": ["2026-11-17"]}])


@table(
    [
        wanted("7 before the band", "2026-11-17T08:30", "2026-11-17T09:00"),
        wanted("7 the band begins", "2026-11-17T09:00", "2026-11-17T09:00"),
        wanted("7 its last minute", "2026-11-17T11:59", "2026-11-17T11:59"),
        wanted("7 it is over", "2026-11-17T12:00", "2026-11-17T14:00"),
        wanted("7 after the last one", "2026-11-17T16:00", "2026-11-18T08:00"),
        wanted("9.b urgent between bands", "2026-11-17T12:30", "2026-11-17T12:30", urgent=True),
        wanted("9.b urgent at night", "2026-11-17T21:00", "2026-11-17T21:00", urgent=True),
        wanted("9.a by a colleague alike", "2026-11-17T12:00", "2026-11-17T14:00", by="peer"),
        wanted("in presence, between bands", "2026-11-18T12:30", "2026-11-18T12:30"),
        wanted("in presence, at night", "2026-11-18T19:00", "2026-11-19T08:00"),
        wanted(
            "9.b a holiday, institutional: the bands of an agreed weekday are of working days",
            "2026-12-08T13:00", "2026-12-08T13:00", purpose="institutional",
            agreement={**BANDS, "scheme": {"weekdays": ["tue"]}},
        ),
        wanted(
            "on that weekday, when it is worked, it waits for the band like anything else",
            "2026-12-01T13:00", "2026-12-01T14:00", purpose="institutional",
            agreement={**BANDS, "scheme": {"weekdays": ["tue"]}},
        ),
        wanted(
            "silent: an agreement without bands", "2026-11-17T12:30", "2026-11-17T12:30",
            agreement=YEAR_2026,
        ),
        wanted(
            "objectives open nothing here", "2026-11-17T12:30", "2026-11-17T14:00",
            purpose="objectives",
        ),
        wanted(
            "13 a permit of two hours in the band", "2026-11-17T09:30", "2026-11-17T11:00",
            given=[
                {"agile": ["2026-11-17"]},
                {"permit": {"kind": "medical", "on": "2026-11-17", "hours": 2, "from": "09:00"}},
            ],
        ),
        wanted(
            "only the morning is agile: the afternoon is open", "2026-11-17T16:30",
            "2026-11-17T16:30", given=[{"agile": [{"day": "2026-11-17", "half": "am"}]}],
        ),
    ]
)  # fmt: skip
def test_when_somebody_may_be_contacted(row: Row) -> None:
    assert row.wrong(BODY) == []


@table(
    [
        bands("average day, 7 h 12", VALID, "09:00-16:12"),
        bands("a minute more", INVALID, "09:00-16:13"),
        bands("six days a week, 6 h", VALID, "09:00-15:00", week=6),
        bands("six days, a minute more", INVALID, "09:00-15:01", week=6),
        bands("9.b to 19:00", VALID, "17:00-19:00"),
        bands("9.b to 19:01", INVALID, "17:00-19:01"),
        bands("9.b from 08:00", VALID, "08:00-10:00"),
        bands("9.b from 07:59", INVALID, "07:59-10:00"),
        bands("silent: no minimum", VALID, "10:00-10:15"),
        bands("upside down", INVALID, "12:00-10:00"),
        bands("overlapping", INVALID, "10:00-12:00", "11:00-13:00"),
        bands("touching", VALID, "10:00-12:00", "12:00-13:00"),
    ]
)
def test_which_bands_an_agreement_may_have(row: Row) -> None:
    assert row.wrong(BODY) == []


@table(
    [
        approver("10 staff", "responsabile"),
        approver("10 staff, responsabile away", "segretario", "responsabile"),
        approver("10 staff, everybody away", None, "responsabile", "segretario"),
        approver("10 eq", "segretario", rank="eq"),
        approver(
            "10 eq, the deputy of another body is not asked",
            "segretario",
            "vice_segretario",
            rank="eq",
        ),
        approver("10 a dirigente", "segretario", rank="dirigente"),
        approver("silent: the secretary", "sindaco", rank="segretario"),
        approver("silent: the mayor away", "vice_sindaco", "sindaco", rank="segretario"),
    ]
)
def test_who_authorises(row: Row) -> None:
    assert row.wrong(BODY) == []


@table(
    [
        day(
            "13 agile", "2026-11-17", given=[{"agile": ["2026-11-17"]}],
            agreement=BANDS, mode="agile", overtime=False, bands=["09:00-12:00", "14:00-16:00"],
        ),
        day("in presence", "2026-11-17", mode="presence", overtime=True, bands=[]),
        day("Saturday", "2026-11-21", mode="off", overtime=False, bands=[]),
        day("on leave", "2026-11-17", given=[{"leave": ["2026-11-17"]}], mode="off"),
        day(
            "leave on a day booked as agile", "2026-11-17",
            given=[{"agile": ["2026-11-17"]}, {"leave": ["2026-11-17"]}], mode="off",
        ),
    ]
)  # fmt: skip
def test_what_a_day_brings(row: Row) -> None:
    assert row.wrong(BODY) == []
