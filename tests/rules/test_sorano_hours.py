"""Sorano, articles 4.5, 7 and 11: windows, bands, days, and the table of who authorises."""

from functools import partial

from tests.rules.build import Row, table
from tests.rules.rows import YEAR_2026, approver, bands, contact, day, deliver, verdict

BODY = "sorano"
VALID = verdict("valid")
OWN = {**YEAR_2026, "disconnection": "20:00-07:00"}


@table(
    [
        deliver("11.4 agreed: 19:59", "2026-11-16T19:59", "2026-11-16T19:59", agreement=OWN),
        deliver("11.4 agreed: 20:00", "2026-11-16T20:00", "2026-11-17T07:00", agreement=OWN),
        deliver("11.4 agreed: 06:59", "2026-11-17T06:59", "2026-11-17T07:00", agreement=OWN),
        deliver("11.4 agreed: 07:00", "2026-11-17T07:00", "2026-11-17T07:00", agreement=OWN),
        deliver("11.4 Saturday evening", "2026-11-21T20:00", "2026-11-23T07:00", agreement=OWN),
        deliver("urgency is not named", "2026-11-16T21:00", "2026-11-17T07:00", agreement=OWN,
                urgent=True),
        deliver("none agreed: the contract's 22:00", "2026-11-16T22:00", "2026-11-17T06:00"),
        deliver("none agreed: 21:59", "2026-11-16T21:59", "2026-11-16T21:59"),
        deliver("after the agreement the contract's is back", "2027-01-04T20:30",
                "2027-01-04T20:30", agreement=OWN),
        deliver(
            "five days: Saturday", "2026-11-21T10:00", "2026-11-23T07:00", agreement=OWN, week=5,
        ),
        deliver("a summer holiday", "2026-08-14T20:00", "2026-08-17T07:00", agreement=OWN),
    ]
)  # fmt: skip
def test_when_a_message_may_arrive(row: Row) -> None:
    assert row.wrong(BODY) == []


wanted = partial(contact, agreement=OWN, given=[{"agile": ["2026-11-17"]}])


@table(
    [
        wanted("acc:3.4 08:59", "2026-11-17T08:59", "2026-11-17T09:00"),
        wanted("acc:3.4 12:59", "2026-11-17T12:59", "2026-11-17T12:59"),
        wanted("acc:3.4 13:00", "2026-11-17T13:00", "2026-11-17T15:00"),
        wanted("acc:3.4 16:59", "2026-11-17T16:59", "2026-11-17T16:59"),
        wanted("acc:3.4 17:00", "2026-11-17T17:00", "2026-11-18T07:00"),
        wanted(
            "objectives are not named", "2026-11-17T13:00", "2026-11-17T15:00",
            purpose="objectives",
        ),
        wanted("urgency is not named", "2026-11-17T13:00", "2026-11-17T15:00", urgent=True),
        wanted(
            "11.5 a permit", "2026-11-17T09:00", "2026-11-17T10:30",
            given=[
                {"agile": ["2026-11-17"]},
                {"permit": {"kind": "personal", "on": "2026-11-17",
                            "hours": 1.5, "from": "09:00"}},
            ],
        ),
    ]
)  # fmt: skip
def test_when_somebody_may_be_contacted(row: Row) -> None:
    assert row.wrong(BODY) == []


NIGHT = verdict("invalid", "CCNL:66.1.b")
LATE = {**YEAR_2026, "disconnection": "23:00-05:00"}
LONG, TIRED = verdict("invalid", "11.2"), verdict("invalid", "11.4")


@table(
    [
        bands("11.2 six hours on six days", VALID, "09:00-13:00", "15:00-17:00"),
        bands("11.2 a minute more", LONG, "09:00-13:00", "15:00-17:01"),
        bands("11.2 five days, 7 h 12", VALID, "09:00-16:12", week=5),
        bands("11.2 five days, a minute more", LONG, "09:00-16:13", week=5),
        bands("11.4 eleven hours of rest", VALID, "08:00-10:00", "19:00-21:00"),
        bands("11.4 a minute less", TIRED, "07:59-10:00", "19:00-21:00"),
        bands("CCNL:66.1.b to 22:00", VALID, "20:00-22:00", agreement=LATE),
        bands("CCNL:66.1.b to 22:01", NIGHT, "20:00-22:01", agreement=LATE),
        bands("CCNL:66.1.b from 06:00", VALID, "06:00-08:00", agreement=LATE),
        bands("CCNL:66.1.b from 05:59", NIGHT, "05:59-08:00", agreement=LATE),
        bands("inside the agreed window", TIRED, "18:00-20:01", agreement=OWN),
        bands("up to the agreed window", VALID, "18:00-20:00", agreement=OWN),
    ]
)
def test_which_bands_an_agreement_may_have(row: Row) -> None:
    assert row.wrong(BODY) == []


SECRETARIES = ("segretario", "vice_segretario")
CHIEFS = ("responsabile", "vice_responsabile")


@table(
    [
        approver("4.5 staff", "responsabile"),
        approver("4.5 staff, 1 away", "vice_responsabile", *CHIEFS[:1]),
        approver("4.5 staff, 2 away", "segretario", *CHIEFS),
        approver("4.5 staff, 3 away", "vice_segretario", *CHIEFS, "segretario"),
        approver("4.5 staff, 4 away", "sindaco", *CHIEFS, *SECRETARIES),
        approver("4.5 staff, 5 away", "vice_sindaco", *CHIEFS, *SECRETARIES, "sindaco"),
        approver("4.5 staff, all", None, *CHIEFS, *SECRETARIES, "sindaco", "vice_sindaco"),
        approver("4.5 eq", "segretario", rank="eq"),
        approver("4.5 eq, 1 away", "vice_segretario", "segretario", rank="eq"),
        approver("4.5 eq, 2 away", "sindaco", *SECRETARIES, rank="eq"),
        approver("4.5 eq, 3 away", "vice_sindaco", *SECRETARIES, "sindaco", rank="eq"),
        approver(
            "4.5 eq: who is away further down matters not", "segretario", "sindaco", rank="eq",
        ),
        approver("4.5 a dirigente", "segretario", rank="dirigente"),
        approver("4.5 the secretary", "sindaco", rank="segretario"),
        approver("4.5 the secretary, mayor away", "vice_sindaco", "sindaco", rank="segretario"),
        approver(
            "4.5 the secretary, both away", None, "sindaco", "vice_sindaco", rank="segretario",
        ),
    ]
)  # fmt: skip
def test_who_authorises(row: Row) -> None:
    assert row.wrong(BODY) == []


@table(
    [
        day("7.4 7.5 agile", "2026-11-17", given=[{"agile": ["2026-11-17"]}], mode="agile",
            meal_voucher=False, overtime=False, bands=["09:00-13:00", "15:00-17:00"]),
        day("Saturday", "2026-11-21", mode="presence"),
        day("Saturday, five days", "2026-11-21", employee={"week": 5}, mode="off"),
        day("11.9 sick", "2026-11-17", mode="off",
            given=[{"agile": ["2026-11-17"]}, {"sick": ["2026-11-17"]}]),
    ]
)  # fmt: skip
def test_what_a_day_brings(row: Row) -> None:
    assert row.wrong(BODY) == []
