"""Sorano, articles 3 to 5 and 9: who is admitted, how many days, prevalence of presence."""

from functools import partial
from typing import Any

from tests.rules.build import Row, table
from tests.rules.rows import book, deliver, eligible, scheme, verdict

BODY = "sorano"
OUT, IN = "not_eligible", "eligible"
WORK: dict[str, tuple[str, dict[str, Any]]] = {
    "shifts": ("3.4", {"kinds": ["shift_work"]}),
    "fixed equipment": ("3.4", {"kinds": ["fixed_equipment"]}),
    "nothing elsewhere": ("4.1.a", {"remote_possible": False}),
    "no equipment": ("4.1.b", {"equipment": "none"}),
    "no access from afar": ("4.1.b", {"remote_access": False}),
    "no autonomy": ("4.1.d", {"autonomy": False}),
    "not plannable": ("4.1.d", {"plannable": False}),
    "not measurable": ("4.1.e", {"measurable": False}),
    "protocol": ("4.2", {"kinds": ["protocol_desk"]}),
    "URP": ("4.2", {"kinds": ["urp_desk"]}),
    "on call": ("4.2", {"kinds": ["office", "on_call_service"]}),
    "patrol alone": ("4.4", {"kinds": ["police_patrol"]}),
    "harms the service": ("5.1.a", {"harms_service": True}),
    "backlog without a plan": ("5.1.d", {"backlog": "unplanned"}),
}
OF_NO_IMPORTANCE: dict[str, dict[str, Any]] = {
    "4.4 patrol and paperwork": {"work": {"kinds": ["police_patrol", "office"]}},
    "5.1.d backlog with a plan": {"work": {"backlog": "planned"}},
    "4.1.b own equipment": {"work": {"equipment": "own"}},
    "3.1 fixed term": {"contract": "fixed_term"},
    "4.4 the secretary": {"rank": "segretario"},
    "4.4 eq": {"rank": "eq"},
    "silent: a bad evaluation": {"evaluations": {2025: 1}},
    "silent: supervised": {"work": {"continuous_supervision": True}},
    "silent: the registry office": {"work": {"kinds": ["registry_office"]}},
}


def punished(name: str, verdict_name: str, on: str, sanction: str = "fine") -> Row:
    articles = ("4.3",) if verdict_name == OUT else ()
    given = [{"on": on, "sanction": sanction}]
    return eligible(f"4.3 {name}", verdict(verdict_name, *articles), discipline=given)


@table(
    [
        *(
            eligible(f"{art} {name}", verdict(OUT, art), work=work)
            for name, (art, work) in WORK.items()
        ),
        *(eligible(name, verdict(IN), **facts) for name, facts in OF_NO_IMPORTANCE.items()),
        eligible("1.1 no remote work", verdict(OUT, "1.1"), mode="remote"),
        eligible("4.3 part time", verdict(OUT, "4.3"), part_time=99),
        eligible("4.3 full time", verdict(IN), part_time=100),
        punished("one is enough", OUT, "2026-01-01"),
        punished("a suspension too", OUT, "2026-01-01", "suspension"),
        punished(
            "a written warning is not graver than itself", IN, "2026-01-01", "written_warning",
        ),
        punished("two years back to the day", OUT, "2024-11-16"),
        punished("the day before that", IN, "2024-11-15"),
        punished("the day of the request", OUT, "2026-11-16"),
        punished("after the request", IN, "2026-11-17"),
    ]
)  # fmt: skip
def test_who_is_admitted(row: Row) -> None:
    assert row.wrong(BODY) == []


OPEN = {"from": "2026-01-01"}
SEVEN = ["2026-11-02", "2026-11-03", "2026-11-04", "2026-11-09", "2026-11-10", "2026-11-11"]
SEVEN += ["2026-11-16"]
EIGHT = [*SEVEN, "2026-11-17"]
HALF = {"day": "2026-11-17", "half": "am"}
ninth = partial(book, given=[{"agile": EIGHT}])
DISABLED = ["severe_disability", "hardship_health"]


@table(
    [
        book("9.2 the eighth", verdict("allowed", "9.2"), given=[{"agile": SEVEN}]),
        ninth("9.2 the ninth: as a rule", verdict("discretion", "9.2")),
        ninth("9.2 half of the ninth", verdict("discretion", "9.2"), half="am"),
        book("9.2 seven and a half, a half", verdict("allowed"), half="am",
             given=[{"agile": [*SEVEN, HALF]}]),
        book("9.2 seven and a half, a whole", verdict("discretion", "9.2"),
             given=[{"agile": [*SEVEN, HALF]}]),
        ninth("9.2 days left in October are lost", verdict("discretion", "9.2"), agreement=OPEN),
        ninth("9.2 December begins at nought", verdict("allowed"), day="2026-12-01"),
        book("acc:3.1 four agreed, the fourth", verdict("allowed"), agreement=scheme(per_month=4),
             given=[{"agile": SEVEN[:3]}]),
        book("acc:3.1 four agreed, the fifth", verdict("discretion"),
             agreement=scheme(per_month=4), given=[{"agile": SEVEN[:4]}]),
        ninth("9.2 an agreement gives no more than the act", verdict("discretion", "9.2"),
              agreement=scheme(per_month=12)),
        book("acc:3.1 two a week agreed, the third", verdict("discretion"),
             agreement=scheme(per_week=2), given=[{"agile": ["2026-11-23", "2026-11-24"]}]),
        book("acc:3.1 another weekday: indicatively", verdict("discretion", "acc:3.1"),
             agreement=scheme(weekdays=["mon"])),
        book("silent: four in one week", verdict("allowed"),
             given=[{"agile": ["2026-11-23", "2026-11-24", "2026-11-25"]}]),
        ninth("9.3 disability, hard journey", verdict("allowed", "9.3"), conditions=DISABLED),
        ninth("9.3 another disability, hard journey", verdict("allowed", "9.3"),
              conditions=["disability", "hardship_health"]),
        ninth("9.3 L. 68/1999, hard journey", verdict("allowed", "9.3"),
              conditions=["disability_68_99", "hardship_health"]),
        ninth("9.3 no hard journey, uses L. 104", verdict("discretion"),
              conditions=["severe_disability"]),
        ninth("9.3 grave handicap, does not use L. 104", verdict("allowed", "9.3"),
              conditions=["severe_disability"], uses_family_leave=False),
        ninth("9.3 caregiver who does not use L. 104", verdict("allowed", "9.3"),
              conditions=["caregiver"], uses_family_leave=False),
        ninth("9.3 caregiver who does", verdict("discretion"), conditions=["caregiver"]),
        ninth("9.3 disabled child, no L. 104 used", verdict("allowed", "9.3"),
              children=[{"born": "2016-01-01", "disabled": True}], uses_family_leave=False),
        ninth("9.3 a child without disability", verdict("discretion"),
              children=[{"born": "2016-01-01"}], uses_family_leave=False),
        ninth("9.3 80 km", verdict("discretion", "9.2"), km=80),
        ninth("9.3 80.1 km", verdict("allowed", "9.3"), km=80.1),
        book("9.3 the third of the week", verdict("allowed", "9.3"), km=81,
             given=[{"agile": [*EIGHT, "2026-11-23", "2026-11-24"]}]),
        book("9.3 the fourth: as a rule, as for everybody", verdict("discretion", "9.2"), km=81,
             given=[{"agile": [*EIGHT, "2026-11-23", "2026-11-24", "2026-11-25"]}]),
        book("9.3 a lower number of the agreement still binds", verdict("discretion"), km=81,
             agreement=scheme(per_month=4), given=[{"agile": SEVEN[:4]}]),
        ninth("9.4 six months after maternity leave, last day", verdict("allowed", "9.4"),
              maternity_leave_ended="2026-05-26", uses_family_leave=False),
        book("9.4 three a week, the fourth as a rule", verdict("discretion", "9.4"),
             maternity_leave_ended="2026-05-26", uses_family_leave=False,
             given=[{"agile": [*EIGHT, "2026-11-23", "2026-11-24", "2026-11-25"]}]),
        ninth("9.4 the day after", verdict("discretion", "9.2"),
              maternity_leave_ended="2026-05-25", uses_family_leave=False),
        ninth("9.4 with parental leave", verdict("discretion", "9.2"),
              maternity_leave_ended="2026-05-26"),
        ninth("9.4 from 31 August to 28 February", verdict("allowed", "9.4"), day="2027-02-27",
              maternity_leave_ended="2026-08-31", uses_family_leave=False, agreement=OPEN,
              given=[{"agile": ["2027-02-01", "2027-02-02", "2027-02-03", "2027-02-08",
                                "2027-02-09", "2027-02-10", "2027-02-15", "2027-02-16"]}]),
        ninth("9.3 a derogation of one a week", verdict("allowed", "9.3"),
              given=[{"agile": EIGHT}, {"derogation": {"from": "2026-11-23", "to": "2026-11-28",
                                                       "per_week": 1}}]),
        ninth("9.3 and its second day", verdict("refused", "9.3"),
              given=[{"agile": [*EIGHT, "2026-11-23"]},
                     {"derogation": {"from": "2026-11-23", "to": "2026-11-28", "per_week": 1}}]),
    ]
)  # fmt: skip
def test_how_many_days(row: Row) -> None:
    assert row.wrong(BODY) == []


# November and December 2026 have 25 + 24 working days from Monday to Saturday.
DECEMBER = [f"2026-12-{n:02}" for n in range(1, 32)]
NOVEMBER_LEAVE = [f"2026-11-{n}" for n in (12, 13, 14, 18, 19, 20, 21, 23, 24)]
eighth = partial(book, given=[{"agile": SEVEN}, {"leave": [*DECEMBER, *NOVEMBER_LEAVE]}])
# September and October 2026 have 26 + 27.
OCTOBER = [f"2026-10-{n:02}" for n in range(1, 32)]
SEPTEMBER = ["2026-09-01", "2026-09-02", "2026-09-07", "2026-09-08", "2026-09-14", "2026-09-15"]
SEPTEMBER += ["2026-09-21", "2026-09-22"]
TEN = [f"2026-09-{n:02}" for n in (3, 4, 5, 9, 10, 11, 12, 16, 17, 18)]
EQUAL = ({"agile": SEPTEMBER}, {"leave": [*OCTOBER, *TEN]})
ONE_MORE = ({"agile": SEPTEMBER}, {"leave": [*OCTOBER, *TEN[1:]]})
next_one = partial(book, agreement=OPEN, at="2026-11-02T10:00", given=EQUAL)


@table(
    [
        eighth("this one: eight against eight", verdict("refused", "5.1.c")),
        eighth("this one: eight against nine", verdict("allowed", "5.1.c"),
               given=[{"agile": SEVEN}, {"leave": [*DECEMBER, *NOVEMBER_LEAVE[1:]]}]),
        eighth(
            "this one: seven and a half against eight and a half", verdict("allowed"), half="pm",
        ),
        eighth("sick days are left out on both sides", verdict("refused", "5.1.c"),
               given=[{"agile": SEVEN}, {"sick": [*DECEMBER, *NOVEMBER_LEAVE]}]),
        eighth("a sick child's too", verdict("refused", "5.1.c"),
               given=[{"agile": SEVEN}, {"child_sick": [*DECEMBER, *NOVEMBER_LEAVE]}]),
        eighth("an agile day on which one is sick is none", verdict("allowed"),
               given=[{"agile": SEVEN}, {"leave": [*DECEMBER, *NOVEMBER_LEAVE]},
                      {"sick": [SEVEN[0]]}]),
        eighth("fragile workers are exempt", verdict("allowed"), conditions=["fragile"]),
        next_one("the last: eight against eight bars", verdict("refused", "5.1.c")),
        next_one("the last: eight against nine does not", verdict("allowed"), given=ONE_MORE),
        next_one("the first day of the barred one", verdict("refused", "5.1.c"), day="2026-11-02"),
        next_one("its last day", verdict("refused", "5.1.c"), day="2026-12-31"),
        next_one("the first day after it", verdict("allowed"), day="2027-01-02"),
        next_one("fragile workers are not barred", verdict("allowed"), conditions=["fragile"]),
        next_one("a sick agile day would have kept it", verdict("allowed"),
                 given=[*EQUAL, {"sick": [SEPTEMBER[0]]}]),
        next_one("no agile day at all breaks nothing", verdict("allowed"),
                 given=[{"leave": [*OCTOBER, *(f"2026-09-{n:02}" for n in range(1, 31))]}]),
        next_one("agreed weekdays count as agile", verdict("refused", "5.1.c"), day="2026-11-30",
                 agreement={"from": "2026-09-01",
                            "scheme": {"weekdays": ["mon", "tue", "wed", "thu"]}}, given=[]),
        next_one("the month before hiring is not presence", verdict("refused", "5.1.c"),
                 hired="2026-09-19",
                 given=[{"agile": ["2026-09-21", "2026-09-22"]}, {"leave": OCTOBER},
                        {"leave": [f"2026-09-{n}" for n in (19, 23, 24, 25, 26, 28)]}]),
    ]
)  # fmt: skip
def test_presence_prevails_in_every_two_months(row: Row) -> None:
    assert row.wrong(BODY) == []


@table(
    [
        book("ord:135.1 Saturday", verdict("allowed"), day="2026-11-28"),
        book("ord:135.1 Saturday, five days", verdict("refused"), day="2026-11-28", week=5),
        book("Sunday", verdict("refused"), day="2026-11-29"),
        book("7.5 a holiday", verdict("refused", "7.5"), day="2026-12-08"),
        book(
            "7.5 the patron saint", verdict("refused", "7.5"), given=[{"patron": ["2026-11-26"]}]
        ),
        book("11.9 sick", verdict("refused", "11.9"), given=[{"sick": ["2026-11-26"]}]),
        book("6.2 without an agreement", verdict("refused", "6.2"), agreement=None),
        book("6.3.b after it", verdict("refused", "6.3.b"), day="2027-01-04"),
        book("1.1 remote", verdict("refused", "1.1"), mode="remote"),
        deliver("a week of six days: Saturday", "2026-11-21T10:00", "2026-11-21T10:00"),
    ]
)
def test_single_days(row: Row) -> None:
    assert row.wrong(BODY) == []
