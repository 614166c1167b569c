"""What is left of each kind of permit, and who must approve."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from rules import questions as law
from rules.facts import Child, Employee, Mode, Permit, Slot
from rules.history import History
from rules.permit_balances import Balance, Limit
from rules.policy.library import shipped

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
THURSDAY = date(2026, 11, 26)
ANNA = Employee(hired=date(2020, 1, 1))
CARER = replace(ANNA, assists_severe=1)


def left(
    kind: str, *permits: Permit, body: str = "alonte", person: Employee = ANNA, on: date = THURSDAY
) -> Balance:
    found = law.balances(shipped()[body], person, History(permits=permits), on=on)
    return next(one for one in found if one.kind == kind)


def hours(kind: str, minutes: int, on: date = THURSDAY) -> Permit:
    return Permit(kind=kind, on=on, minutes=minutes, start=600)


def test_hours_taken_are_missing_from_the_year() -> None:
    assert left("personal", hours("personal", 120)).minutes == Limit(most=1080, used=120)


def test_a_whole_day_weighs_six_hours() -> None:
    taken = left("personal", Permit(kind="personal", on=THURSDAY, days=1))

    assert taken.minutes == Limit(most=1080, used=360)


def test_part_time_has_its_share() -> None:
    assert left("personal", person=replace(ANNA, part_time=50)).minutes == Limit(most=540, used=0)


@pytest.mark.parametrize(
    ("day", "used"), [(date(2026, 1, 1), 60), (date(2025, 12, 31), 0), (date(2026, 12, 31), 60)]
)
def test_a_year_counts_its_own_permits_alone(day: date, used: int) -> None:
    assert left("short", hours("short", 60, day)).minutes == Limit(most=2160, used=used)


def test_hours_of_a_kind_had_in_both_weigh_on_the_days() -> None:
    found = left("law_104", hours("law_104", 61), person=CARER)

    assert found.minutes == Limit(most=1080, used=61)
    assert found.days == Limit(most=3, used=1)


def test_an_event_has_its_own_days_each_time() -> None:
    taken = Permit(kind="bereavement", on=THURSDAY, days=3, event=date(2026, 11, 20))

    assert left("bereavement", taken).days == Limit(most=3, used=0)
    assert left("bereavement").needs_event


def test_nothing_is_left_below_nothing() -> None:
    assert left("personal", hours("personal", 1200)).minutes == Limit(most=1080, used=1200)
    assert Limit(most=1080, used=1200).left == 0


def test_who_has_no_title_is_told_apart() -> None:
    assert not left("law_104").entitled
    assert not left("law_104", person=replace(ANNA, assists=1)).entitled
    assert left("law_104", person=CARER).entitled
    disabled = replace(ANNA, children=(Child(born=date(2015, 1, 1), disabled=True),))
    assert left("law_104", person=disabled).entitled


@pytest.mark.parametrize(
    ("kind", "in_hours_in_days"),
    [("short", (True, False)), ("exam", (False, True)), ("medical", (True, True))],
)
def test_a_kind_is_had_as_its_limit_is_set(kind: str, in_hours_in_days: tuple[bool, bool]) -> None:
    found = left(kind)

    assert (found.in_hours, found.in_days) == in_hours_in_days


def test_each_balance_cites_its_article() -> None:
    assert left("medical").articles == ("34.3",)
    assert left("medical", body="tivoli").articles == ("CCNL:44.1",)


def approval(body: str, kind: str, *slots: Slot, minutes: int | None = 60) -> tuple[bool, str]:
    days = None if minutes else 1
    asked = Permit(kind=kind, on=THURSDAY, minutes=minutes, days=days, start=600)
    policy, history = shipped()[body], History(slots=slots)
    decision = law.permit_approval(policy, ANNA, history, at=NOW, asked=asked)
    return decision.values["needed"], ",".join(decision.because)


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        ("alonte", "law_104", (False, "34.1.f")),
        ("alonte", "blood_donation", (False, "34.1.g")),
        ("alonte", "medical", (True, "34.3")),
        ("alonte", "short", (True, "34.2")),
        ("ferrara", "law_104", (False, "CCNL18:33.2")),
        ("sorano", "assembly", (False, "CCNL:10")),
        ("tivoli", "personal", (True, "CCNL:41.1")),
        ("ferrara", "union", (True, "")),
    ],
)
def test_the_act_tells_approval_from_communication(
    body: str, kind: str, expected: tuple[bool, str]
) -> None:
    assert approval(body, kind) == expected


@pytest.mark.parametrize("mode", [Mode.AGILE, Mode.REMOTE])
def test_in_tivoli_hours_of_a_day_away_are_approved_save_assemblies(mode: Mode) -> None:
    away = Slot(day=THURSDAY, mode=mode)

    assert approval("tivoli", "personal", away)[0]
    assert approval("tivoli", "assembly", away) == (False, "15.2,15.1,CCNL:10")
    assert approval("tivoli", "assembly") == (False, "15.2,15.1,CCNL:10")
    assert approval("tivoli", "blood_donation", away, minutes=None) == (False, "CCNL18:33.5")
    assert approval("ferrara", "assembly", away) == (False, "CCNL:10")


def test_contact_is_not_offered_while_a_permit_lasts() -> None:
    agile = History(slots=[Slot(day=THURSDAY)], permits=[hours("personal", 60)])
    policy = shipped()["ferrara"]
    asked = [datetime(2026, 11, 26, hour, 30, tzinfo=UTC) for hour in (8, 9)]

    before, during = (law.contact(policy, ANNA, agile, at=at) for at in asked)

    assert before.values["when"] == asked[0]
    assert during.values["when"] == datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
