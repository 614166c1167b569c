"""Permits at the edge: hours that weigh on days, months that meet, two permits on one day."""

from datetime import date, datetime

import pytest

from rules import questions as law
from rules.decision import Decision, Verdict
from rules.facts import ROME, Agreement, Band, Employee, Mode, Period, Permit, Slot
from rules.history import History
from rules.policy.library import Policy, Version, shipped
from rules.reasons import ReasonCode
from tests.rules.mutations import changed

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=ROME)
DAY = date(2026, 11, 17)
CARER = Employee(conditions=frozenset({"caregiver", "cohabits_with_104", "severe_disability"}))
FERRARA = shipped()["ferrara"]


def permit(
    kind: str,
    on: date = DAY,
    *,
    days: int | None = None,
    minutes: int | None = None,
    start: int | None = None,
) -> Permit:
    return Permit(kind=kind, on=on, days=days, minutes=minutes, start=start)


def ask(
    asked: Permit,
    *given: Permit,
    at: datetime = NOW,
    policy: Policy = FERRARA,
    who: Employee = CARER,
    past: History | None = None,
    urgent: bool = False,
) -> Decision:
    history = past or History(permits=given)
    return law.permit(policy, who, history, at=at, asked=asked, urgent=urgent)


def codes(decision: Decision) -> set[str]:
    return {str(reason.code) for reason in decision.obstacles}


@pytest.mark.parametrize(
    ("minutes", "used"), [(1, 1), (360, 1), (361, 2), (720, 2), (721, 3), (1080, 3)]
)
def test_hours_taken_weigh_on_the_days_of_their_month(minutes: int, used: int) -> None:
    taken = [permit("law_104", date(2026, 11, 4), minutes=minutes)]
    taken += [permit("law_104", date(2026, 10, 6), minutes=700)]

    found = ask(permit("law_104", days=1), *taken)

    assert [r.figures["used"] for r in found.reasons if r.figures.get("limit") == 3] == [used]


@pytest.mark.parametrize(
    ("november", "december", "over"), [(2, 0, 0), (2, 1, 0), (1, 2, 1), (3, 0, 1)]
)
def test_days_over_the_end_of_a_month_are_counted_in_each(
    november: int, december: int, over: int
) -> None:
    taken = [permit("law_104", date(2026, 11, 2 + n), days=1) for n in range(november)]
    taken += [permit("law_104", date(2026, 12, 9 + n), days=1) for n in range(december)]

    found = ask(permit("law_104", date(2026, 11, 30), days=3), *taken)

    assert len(codes(found) & {"permit_over_days"}) == over


def test_every_donation_has_its_own_day() -> None:
    given = permit("blood_donation", date(2026, 10, 20), days=1)

    assert ask(permit("blood_donation", days=1), given).verdict is Verdict.ALLOWED


NINE, TEN = 9 * 60, 10 * 60


@pytest.mark.parametrize(
    ("start", "at", "need", "clashes"),
    [
        (TEN + 1, "10:00", "common", 0),
        (TEN + 1, "09:59", "common", 1),
        (TEN + 1, "09:59", "urgent", 0),
        (TEN, "10:00", "common", 1),
        (None, "10:00", "common", 1),
    ],
)
def test_who_is_back_from_one_permit_may_leave_again(
    start: int | None, at: str, need: str, clashes: int
) -> None:
    earlier = permit("personal", start=NINE, minutes=60)
    moment = datetime.fromisoformat(f"2026-11-17T{at}").replace(tzinfo=ROME)
    asked = Permit(kind="medical", on=DAY, start=start, minutes=30)

    found = ask(asked, earlier, at=moment, urgent=need == "urgent")

    assert len(codes(found) & {"permit_clash"}) == clashes


@pytest.mark.parametrize(
    "other",
    [permit("personal", minutes=60), permit("personal", start=NINE), permit("personal", days=1)],
)
def test_a_permit_that_has_no_end_to_come_back_from_excludes_another(other: Permit) -> None:
    late = datetime(2026, 11, 17, 10, 0, tzinfo=ROME)

    found = ask(Permit(kind="medical", on=DAY, start=TEN, minutes=30), other, at=late)

    assert "permit_clash" in codes(found)


def test_permits_of_other_days_hide_none_of_the_same() -> None:
    others = [permit("personal", date(2026, 11, 16), minutes=60), permit("personal", minutes=60)]

    assert "permit_clash" in codes(ask(permit("medical", minutes=60), *others))


def test_after_its_term_a_permit_is_over_where_the_act_gives_no_other() -> None:
    policy = changed(FERRARA, ("permits", "bereavement", "later"), None)
    asked = Permit(kind="bereavement", on=DAY, days=1, event=date(2026, 10, 1))

    assert "permit_after_term" in codes(ask(asked, policy=policy))
    assert "permit_later" in codes(ask(asked))


@pytest.mark.parametrize(("minutes", "outside"), [(180, 0), (181, 1)])
def test_a_permit_without_its_hour_fits_the_longest_band(minutes: int, outside: int) -> None:
    bands = (Band.parse("09:00-10:00"), Band.parse("10:30-13:30"))
    who = Employee(agreement=Agreement(first_day=date(2026, 1, 1), bands=bands))
    arena, past = shipped()["arena-po"], History(slots=[Slot(day=DAY)])

    found = ask(permit("personal", minutes=minutes), policy=arena, who=who, past=past)

    assert len(codes(found) & {"permit_outside_bands"}) == outside


@pytest.mark.parametrize(
    ("path", "value", "lifted"),
    [
        (("contact", "permits", "allowed"), True, True),
        (("contact", "permits", "allowed"), False, False),
        (("contact", "permits"), None, False),
        (("contact", "permits", "modes"), frozenset({Mode.REMOTE}), False),
    ],
)
def test_duties_are_lifted_where_and_how_the_act_says(
    path: tuple[str, ...], value: object, lifted: object
) -> None:
    past = History(slots=[Slot(day=DAY)])
    policy = changed(FERRARA, path, value)

    found = ask(permit("personal", minutes=60), policy=policy, past=past)

    assert found.values["relieved"] is lifted


@pytest.mark.parametrize(("on", "days"), [(date(2026, 11, 19), 3), (date(2026, 11, 20), 1)])
def test_the_version_of_the_day_of_the_permit_decides(on: date, days: int) -> None:
    before = FERRARA.versions[-1]
    later = changed(FERRARA, ("permits", "law_104", "max_days"), 1).versions[-1]
    policy = Policy(
        FERRARA.head,
        (
            Version(before.first_day, date(2026, 11, 19), before.tables),
            Version(date(2026, 11, 20), None, later.tables),
        ),
    )

    found = ask(permit("law_104", on, days=1), policy=policy)

    assert [r.figures["limit"] for r in found.reasons if r.code == "permit_within_days"] == [days]


def test_a_day_on_permit_is_no_day_in_presence() -> None:
    who = Employee(agreement=Agreement(first_day=date(2026, 1, 1)))
    past = History(permits=[permit("law_104", date(2026, 11, 16), days=1)])

    found = law.book(shipped()["alonte"], who, past, at=NOW, day=DAY)

    (weekly,) = [r for r in found.reasons if r.figures.get("per") is Period.WEEK]
    assert (weekly.code, weekly.figures["left"]) == (ReasonCode.PRESENCE_KEPT, 3)
