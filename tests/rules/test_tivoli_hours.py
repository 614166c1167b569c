"""Tivoli, articles 12, 13 and 20.9 to 20.12: windows, bands, days, approvers."""

from functools import partial
from typing import Any

from tests.rules.build import Row, table
from tests.rules.rows import YEAR_2026, approver, bands, contact, day, deliver, verdict

BODY = "tivoli"
VALID = verdict("valid")
OWN_WINDOW = {**YEAR_2026, "disconnection": "18:30-06:00"}


@table(
    [
        deliver("20.12 19:59", "2026-11-16T19:59", "2026-11-16T19:59"),
        deliver("20.12 20:00", "2026-11-16T20:00", "2026-11-17T07:30"),
        deliver("20.12 07:29", "2026-11-17T07:29", "2026-11-17T07:30"),
        deliver("20.12 07:30", "2026-11-17T07:30", "2026-11-17T07:30"),
        deliver("20.12 urgency is not named", "2026-11-16T21:00", "2026-11-17T07:30", urgent=True),
        deliver("20.12 Friday", "2026-11-20T20:00", "2026-11-23T07:30"),
        deliver("20.12 Friday, six days", "2026-11-20T20:00", "2026-11-21T07:30", week=6),
        deliver("20.12 Saturday 19:59, six days", "2026-11-21T19:59", "2026-11-21T19:59", week=6),
        deliver("20.12 Saturday 20:00, six days", "2026-11-21T20:00", "2026-11-23T07:30", week=6),
        deliver("20.12 a holiday", "2026-06-02T09:00", "2026-06-03T07:30"),
        deliver("the eve of a long weekend", "2026-04-30T20:00", "2026-05-04T07:30"),
        deliver(
            "a patron saint on a Tuesday", "2026-05-05T09:00", "2026-05-06T07:30",
            given=[{"patron": ["2026-05-05"]}],
        ),
        deliver(
            "a permit of two days from a Friday covers Monday", "2026-11-20T09:00",
            "2026-11-24T07:30",
            given=[{"permit": {"kind": "bereavement", "on": "2026-11-20", "days": 2}}],
        ),
        deliver(
            "a permit of some hours is no free day", "2026-11-20T09:00", "2026-11-20T09:00",
            given=[{"permit": {"kind": "medical", "on": "2026-11-20",
                        "hours": 3, "from": "08:00"}}],
        ),
        deliver(
            "20.11 own window begins", "2026-11-16T18:30", "2026-11-17T07:30",
            agreement=OWN_WINDOW,
        ),
        deliver(
            "20.11 a minute before", "2026-11-16T18:29", "2026-11-16T18:29", agreement=OWN_WINDOW,
        ),
        deliver("Easter 2027 and its Monday", "2027-03-26T20:00", "2027-03-30T07:30"),
    ]
)  # fmt: skip
def test_when_a_message_may_arrive(row: Row) -> None:
    assert row.wrong(BODY) == []


wanted = partial(contact, agreement=YEAR_2026, given=[{"agile": ["2026-11-17"]}])
ON_PERMIT: list[dict[str, Any]] = [
    {"agile": ["2026-11-17"]},
    {"permit": {"kind": "personal", "on": "2026-11-17", "hours": 2.5, "from": "10:30"}},
]


@table(
    [
        wanted("20.9 09:59", "2026-11-17T09:59", "2026-11-17T10:00"),
        wanted("20.9 11:59", "2026-11-17T11:59", "2026-11-17T11:59"),
        wanted("20.9 12:00", "2026-11-17T12:00", "2026-11-17T14:30"),
        wanted("20.9 16:29", "2026-11-17T16:29", "2026-11-17T16:29"),
        wanted("20.9 16:30", "2026-11-17T16:30", "2026-11-18T07:30"),
        wanted("20.10 objectives", "2026-11-17T12:00", "2026-11-17T12:00", purpose="objectives"),
        wanted(
            "20.10 objectives do not open the night", "2026-11-17T20:00", "2026-11-18T07:30",
            purpose="objectives",
        ),
        wanted(
            "20.10 objectives before dawn", "2026-11-17T07:29", "2026-11-17T07:30",
            purpose="objectives",
        ),
        wanted("urgency is not named", "2026-11-17T12:00", "2026-11-17T14:30", urgent=True),
        wanted("20.9 eq: the whole day", "2026-11-17T12:30", "2026-11-17T12:30", rank="eq"),
        wanted("20.9 eq: 07:30", "2026-11-17T07:30", "2026-11-17T07:30", rank="eq"),
        wanted("20.9 eq: 19:59", "2026-11-17T19:59", "2026-11-17T19:59", rank="eq"),
        wanted("20.9 eq: 20:00", "2026-11-17T20:00", "2026-11-18T07:30", rank="eq"),
        wanted("20.9 dirigente", "2026-11-17T12:30", "2026-11-17T12:30", rank="dirigente"),
        wanted("12.4 before the permit", "2026-11-17T10:29", "2026-11-17T10:29", given=ON_PERMIT),
        wanted("12.4 during the permit", "2026-11-17T10:30", "2026-11-17T14:30", given=ON_PERMIT),
        wanted(
            "12.4 a band goes on after it", "2026-11-17T10:15", "2026-11-17T11:15",
            given=[
                {"agile": ["2026-11-17"]},
                {"permit": {"kind": "personal", "on": "2026-11-17", "hours": 1, "from": "10:15"}},
            ],
        ),
        wanted(
            "a remote day has no bands", "2026-11-17T12:30", "2026-11-17T12:30",
            agreement={**YEAR_2026, "mode": "remote"}, given=[{"remote": ["2026-11-17"]}],
        ),
        wanted("in presence", "2026-11-18T12:30", "2026-11-18T12:30"),
    ]
)  # fmt: skip
def test_when_somebody_may_be_contacted(row: Row) -> None:
    assert row.wrong(BODY) == []


def wrong(*articles: str) -> dict[str, object]:
    return verdict("invalid", *articles)


@table(
    [
        bands("20.9 four hours", VALID, "10:00-12:00", "14:30-16:30"),
        bands("20.9 a minute short", wrong("20.9"), "10:00-12:00", "14:30-16:29"),
        bands("20.9 other hours, as agreed", VALID, "08:00-12:00"),
        bands("20.9 average day, 7 h 12", VALID, "08:00-15:12"),
        bands("20.9 a minute more", wrong("20.9"), "08:00-15:13"),
        bands(
            "20.9 part time of 20 hours: 4 h", VALID, "08:00-12:00", weekly_hours=20,
            part_time=55.6,
        ),
        bands(
            "20.9 a minute more than 4 h", wrong("20.9"), "08:00-12:01", weekly_hours=20,
            part_time=55.6,
        ),
        bands("20.3 from 07:30", VALID, "07:30-11:30"),
        bands("20.3 from 07:29", wrong("20.3"), "07:29-11:30"),
        bands("20.3 to 20:00", VALID, "16:00-20:00"),
        bands("20.3 to 20:01", wrong("20.3"), "16:00-20:01"),
        bands("20.9 eq: the act's own", VALID, "07:30-20:00", rank="eq"),
        bands("20.9 eq: no other", wrong("20.9"), "10:00-12:00", "14:30-16:30", rank="eq"),
        bands("20.9 dirigente: the act's own", VALID, "07:30-20:00", rank="dirigente"),
        bands("20.9 staff: not that one", wrong("20.9"), "07:30-20:00"),
        bands("20.11 twelve hours and a half apart", VALID, "07:30-09:30", "18:00-20:00"),
    ]
)  # fmt: skip
def test_which_bands_an_agreement_may_have(row: Row) -> None:
    assert row.wrong(BODY) == []


REMOTE = {**YEAR_2026, "mode": "remote"}


@table(
    [
        day(
            "12.3 agile: no voucher", "2026-11-17", given=[{"agile": ["2026-11-17"]}],
            mode="agile", meal_voucher=False, overtime=False, bands=["10:00-12:00", "14:30-16:30"],
        ),
        day(
            "22.3 remote: a voucher", "2026-11-17", agreement=REMOTE,
            given=[{"remote": ["2026-11-17"]}],
            mode="remote", meal_voucher=True, overtime=False, bands=[],
        ),
        day(
            "20.9 eq: the whole day", "2026-11-17", given=[{"agile": ["2026-11-17"]}],
            employee={"rank": "eq"}, bands=["07:30-20:00"],
        ),
        day("agreed remote weekdays", "2026-11-17", mode="remote",
            agreement={**REMOTE, "scheme": {"weekdays": ["tue"]}}),
        day("in presence", "2026-11-17", mode="presence", meal_voucher=True, overtime=True),
        day("Saturday", "2026-11-21", mode="off", meal_voucher=False, overtime=False),
        day("Saturday, six days", "2026-11-21", employee={"week": 6}, mode="presence"),
        day("half an agile day", "2026-11-17", mode="agile",
            given=[{"agile": [{"day": "2026-11-17", "half": "pm"}]}]),
        approver("1.1.k staff", "dirigente"),
        approver("13.2 eq", "dirigente", rank="eq"),
        approver("13.3 dirigente", "segretario_generale", rank="dirigente"),
        approver("13.3 nobody stands in", None, "segretario_generale", rank="dirigente"),
        approver("silent: the secretary", "vice_sindaco", "sindaco", rank="segretario"),
    ]
)  # fmt: skip
def test_days_and_approvers(row: Row) -> None:
    assert row.wrong(BODY) == []
