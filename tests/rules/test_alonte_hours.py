"""Alonte, articles 41.12 to 41.16 and 42: windows, bands, days, approvers."""

from functools import partial

from tests.rules.build import Row, table
from tests.rules.rows import YEAR_2026, approver, bands, contact, day, deliver, verdict

BODY = "alonte"
VALID = verdict("valid")
EARLY = {**YEAR_2026, "disconnection": "19:00-08:00"}
LATE = {**YEAR_2026, "disconnection": "23:00-05:00"}


@table(
    [
        deliver("41.12.b 21:59", "2026-11-16T21:59", "2026-11-16T21:59"),
        deliver("41.12.b 22:00", "2026-11-16T22:00", "2026-11-17T06:00"),
        deliver("41.12.b 05:59", "2026-11-17T05:59", "2026-11-17T06:00"),
        deliver("41.12.b 06:00", "2026-11-17T06:00", "2026-11-17T06:00"),
        deliver("urgency is not named", "2026-11-16T23:00", "2026-11-17T06:00", urgent=True),
        deliver("Saturday", "2026-11-21T10:00", "2026-11-23T06:00"),
        deliver("Saturday, six days", "2026-11-21T10:00", "2026-11-21T10:00", week=6),
        deliver("a Tuesday off in part time", "2026-11-17T10:00", "2026-11-18T06:00",
                workdays=["mon", "wed", "fri"]),
        deliver(
            "the agreed window begins", "2026-11-16T19:00", "2026-11-17T08:00", agreement=EARLY,
        ),
        deliver("a minute before", "2026-11-16T18:59", "2026-11-16T18:59", agreement=EARLY),
        deliver("after a Sunday", "2026-11-22T10:00", "2026-11-23T08:00", agreement=EARLY),
        deliver(
            "the act's is not given away: 22:30", "2026-11-16T22:30", "2026-11-17T06:00",
            agreement=LATE,
        ),
        deliver(
            "the act's is not given away: 05:30", "2026-11-17T05:30", "2026-11-17T06:00",
            agreement=LATE,
        ),
        deliver("after the agreement", "2027-01-04T19:30", "2027-01-04T19:30", agreement=EARLY),
        deliver(
            "an office closed for Christmas", "2026-12-24T22:00", "2026-12-30T06:00",
            given=[{"closure": ["2026-12-28", "2026-12-29"]}],
        ),
    ]
)  # fmt: skip
def test_when_a_message_may_arrive(row: Row) -> None:
    assert row.wrong(BODY) == []


AGREED = {**YEAR_2026, "bands": ["08:30-13:30", "15:00-17:00"]}
wanted = partial(contact, agreement=AGREED, given=[{"agile": ["2026-11-17"]}])


@table(
    [
        wanted("41.12.a 08:29", "2026-11-17T08:29", "2026-11-17T08:30"),
        wanted("41.12.a 13:29", "2026-11-17T13:29", "2026-11-17T13:29"),
        wanted("41.12.a 13:30", "2026-11-17T13:30", "2026-11-17T15:00"),
        wanted("41.12.a 17:00, tomorrow in presence", "2026-11-17T17:00", "2026-11-18T06:00"),
        wanted("41.16 objectives", "2026-11-17T13:30", "2026-11-17T13:30", purpose="objectives"),
        wanted("41.16 not at night", "2026-11-17T22:00", "2026-11-18T06:00", purpose="objectives"),
        wanted("urgency is not named", "2026-11-17T13:30", "2026-11-17T15:00", urgent=True),
        wanted(
            "41.13 a permit", "2026-11-17T09:00", "2026-11-17T11:00",
            given=[
                {"agile": ["2026-11-17"]},
                {"permit": {"kind": "union", "on": "2026-11-17", "hours": 2, "from": "09:00"}},
            ],
        ),
        wanted("no bands agreed", "2026-11-17T13:30", "2026-11-17T13:30", agreement=YEAR_2026),
    ]
)  # fmt: skip
def test_when_somebody_may_be_contacted(row: Row) -> None:
    assert row.wrong(BODY) == []


LONG, TIRED = verdict("invalid", "41.12.a"), verdict("invalid", "41.12.b")


@table(
    [
        bands("41.12.a 7 h 12", VALID, "08:00-15:12"),
        bands("41.12.a 7 h 13", LONG, "08:00-15:13"),
        bands("41.12.a six days, 6 h", VALID, "08:00-14:00", week=6),
        bands("41.12.a six days, 6 h 01", LONG, "08:00-14:01", week=6),
        bands("41.12.a 18 hours on three days, 6 h", VALID, "08:00-14:00", weekly_hours=18,
              part_time=50, workdays=["mon", "tue", "wed"]),
        bands("41.12.a 18 hours on three days, 6 h 01", LONG, "08:00-14:01", weekly_hours=18,
              part_time=50, workdays=["mon", "tue", "wed"]),
        bands("41.12.b eleven hours of rest", VALID, "07:00-09:00", "18:00-20:00"),
        bands("41.12.b a minute less", TIRED, "07:00-09:00", "18:00-20:01"),
        bands("41.12.b the morning counts alike", TIRED, "06:59-09:00", "18:00-20:00"),
        bands("41.12.b to 22:00", VALID, "20:00-22:00"),
        bands("41.12.b to 22:01", TIRED, "20:00-22:01"),
        bands("41.12.b from 06:00", VALID, "06:00-08:00"),
        bands("41.12.b from 05:59", TIRED, "05:59-08:00"),
        bands("inside the agreed window", verdict("invalid"), "18:00-19:01", agreement=EARLY),
        bands("beside the agreed window", VALID, "18:00-19:00", agreement=EARLY),
        bands("silent: no minimum", VALID, "10:00-10:01"),
    ]
)  # fmt: skip
def test_which_bands_an_agreement_may_have(row: Row) -> None:
    assert row.wrong(BODY) == []


REMOTE = {**YEAR_2026, "mode": "remote"}


@table(
    [
        day("41.14 agile: no overtime", "2026-11-17", given=[{"agile": ["2026-11-17"]}],
            agreement=AGREED, mode="agile", overtime=False, bands=["08:30-13:30", "15:00-17:00"]),
        day("B2:4.1 remote: overtime, 42.3 voucher", "2026-11-17", agreement=REMOTE,
            given=[{"remote": ["2026-11-17"]}], mode="remote", overtime=True, meal_voucher=True),
        day("in presence", "2026-11-17", mode="presence", overtime=True, meal_voucher=True),
        day("Saturday", "2026-11-21", mode="off", overtime=False),
        day("4 October 2027", "2027-10-04", mode="off"),
        day("4 October 2024 was none", "2024-10-04", mode="presence"),
        approver("41.7 staff", "responsabile"),
        approver("41.7 staff, responsabile away", "segretario", "responsabile"),
        approver("23.4 eq", "segretario", rank="eq"),
        approver("23.4 a dirigente", "segretario", rank="dirigente"),
        approver("silent: the secretary", "sindaco", rank="segretario"),
        approver("silent: the mayor away", "vice_sindaco", "sindaco", rank="segretario"),
    ]
)  # fmt: skip
def test_days_and_approvers(row: Row) -> None:
    assert row.wrong(BODY) == []


def test_the_act_says_nothing_of_the_voucher_of_an_agile_day() -> None:
    row = day("silent", "2026-11-17", given=[{"agile": ["2026-11-17"]}])

    assert "meal_voucher" not in row.decide(BODY).values
