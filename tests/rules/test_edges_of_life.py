"""Swaps, recalls, turns, rankings and endings at the edge, on lines that no shipped act has."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from rules import questions as law
from rules.decision import Decision
from rules.eligibility import eligible
from rules.facts import ROME, Agreement, Employee, Half, Mode, Permit, Slot, Work
from rules.history import History
from rules.policy.booking_tables import Requirement
from rules.policy.lasting import WithdrawalRule
from rules.policy.library import Policy, Version, shipped
from rules.policy.ranking_tables import Points
from rules.policy.working_day import TurnLimit
from rules.ranking import Applicant, Round
from rules.reasons import ReasonCode
from rules.replay import Past, replay
from tests.policy import example
from tests.rules.mutations import changed

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 11, n) for n in range(23, 28))
NOW = datetime(2026, 11, 16, 10, 0, tzinfo=ROME)
SAID = {"source": "3", "quote": "words"}
BORGO = example.policy()


def person(mode: Mode = Mode.AGILE) -> Employee:
    return Employee(agreement=Agreement(mode=mode, first_day=date(2026, 1, 1)))


def codes(decision: Decision) -> set[str]:
    return {str(reason.code) for reason in decision.reasons}


def from_day(day: date, path: tuple[str | int, ...], policy: Policy, *, value: Any) -> Policy:
    """The policy, with one value changed from a day on."""
    begins = policy.versions[0].first_day
    later = changed(policy, path, value).on(day)
    eve = day - timedelta(days=1)
    return Policy(policy.head, (Version(begins, eve, policy.on(eve)), Version(day, None, later)))


def swap(policy: Policy, *slots: Slot, to: date = FRIDAY, at: datetime = NOW) -> Decision:
    who, past = person(slots[0].mode), History(slots=slots)
    return law.swap(policy, who, past, at=at, day=slots[0].day, new_day=to, by="employee")


def test_a_day_of_remote_work_is_moved_as_one() -> None:
    found = swap(shipped()["tivoli"], Slot(day=THURSDAY, mode=Mode.REMOTE))

    assert found.verdict == "allowed"


def test_the_notice_of_bookings_does_not_hold_for_a_swap_and_the_horizon_does() -> None:
    late = swap(
        BORGO, Slot(day=TUESDAY), at=datetime(2026, 11, 23, 20, 0, tzinfo=ROME), to=THURSDAY
    )
    early = swap(
        changed(BORGO, ("swap", "same_week"), None), Slot(day=TUESDAY), to=date(2027, 3, 1)
    )

    assert late.verdict == "allowed"
    assert "booked_early" in codes(early)


@pytest.mark.parametrize(
    ("halves", "split"), [([Half.AM], 1), ([None], 0), ([Half.AM, Half.PM], 0)]
)
def test_a_half_day_moves_as_a_half_and_two_as_a_day(
    halves: list[Half | None], split: int
) -> None:
    found = swap(BORGO, *(Slot(day=TUESDAY, half=half) for half in halves))

    assert len(codes(found) & {"half_not_allowed"}) == split


@pytest.mark.parametrize(("to", "refused"), [(THURSDAY, 0), (FRIDAY, 1)])
def test_the_version_of_the_new_day_decides_a_swap(to: date, refused: int) -> None:
    policy = from_day(FRIDAY, ("swap", "employee", "allowed"), BORGO, value=False)

    found = swap(policy, Slot(day=TUESDAY), to=to)

    assert len(codes(found) & {"swap_not_theirs"}) == refused


def recall(policy: Policy, *, reason: str = "service", at: datetime = NOW) -> Decision:
    past = History(slots=[Slot(day=TUESDAY)])
    return law.recall(policy, person(), past, at=at, day=TUESDAY, reason=reason)


def test_an_act_without_recall_for_a_reason_gives_none() -> None:
    found = recall(changed(BORGO, ("recall", "rules"), ()))
    (silent,) = found.obstacles

    assert (found.question, found.verdict) == ("recall", "invalid")
    assert (silent.code, silent.articles) == (ReasonCode.RECALL_SILENT, ())
    assert silent.figures == {"recall_reason": "service"}


@pytest.mark.parametrize(("at", "valid"), [(NOW, 1), (datetime(2026, 11, 24, 9, tzinfo=ROME), 0)])
def test_what_becomes_of_the_day_is_said_of_a_valid_recall_alone(at: datetime, valid: int) -> None:
    found = recall(BORGO, at=at)

    assert len(codes(found) & {"day_given_back", "day_lost"}) == valid
    assert found.values["latest"] == MONDAY
    assert found.values["delivered"] == at


@pytest.mark.parametrize(("reason", "hour"), [("urgent", 21), ("service", 8)])
def test_only_an_urgent_recall_gets_through_where_the_act_lets_urgency_through(
    reason: str, hour: int
) -> None:
    found = recall(shipped()["arena-po"], reason=reason, at=NOW.replace(hour=21))

    assert found.values["delivered"].hour == hour


def turn(policy: Policy, week: date, history: History, at: datetime = NOW) -> Decision:
    return law.on_call(policy, Employee(), history, at=at, week=week)


@pytest.mark.parametrize(("others", "code"), [(1, "turn_free"), (2, "turns_reached")])
def test_turns_of_a_month_are_counted_with_the_asked_one(others: int, code: str) -> None:
    limit = TurnLimit.model_validate({**SAID, "per_month": 2})
    policy = changed(shipped()["ferrara"], ("on_call", "limit"), limit)
    past = History(on_call=[date(2027, 3, 1 + 7 * n) for n in range(others)])

    assert code in codes(turn(policy, date(2027, 3, 29), past))


@pytest.mark.parametrize("half", [Half.AM, Half.PM, None])
def test_half_a_day_away_is_enough_to_bar_a_turn(half: Half | None) -> None:
    found = turn(shipped()["tivoli"], MONDAY, History(slots=[Slot(day=TUESDAY, half=half)]))

    assert "turn_away_days" in codes(found)


@pytest.mark.parametrize(("week", "barred"), [(MONDAY, 0), (date(2026, 11, 30), 1)])
def test_the_version_of_the_week_decides_a_turn(week: date, barred: int) -> None:
    limit = TurnLimit.model_validate({**SAID, "per_month": 1})
    policy = from_day(date(2026, 11, 28), ("on_call", "limit"), shipped()["ferrara"], value=limit)
    past = History(on_call=[date(2026, 11, 2), date(2026, 11, 9)])

    assert len(codes(turn(policy, week, past)) & {"turns_reached"}) == barred


def ranked(policy: Policy, *people: tuple[str, Employee]) -> Decision:
    applicants = [Applicant(name, one) for name, one in people]
    return law.rank(policy, Round(tuple(applicants), 1), at=NOW)


@pytest.mark.parametrize(("each", "points"), [(1.5, 1.5), (2.0, 2)])
def test_half_points_are_kept(each: float, points: float) -> None:
    rule = Points.model_validate({**SAID, "points": each, "each": "assisted"})
    policy = changed(BORGO, ("ranking", "points"), (rule,))

    found = ranked(policy, ("Anna", Employee(assists=1)))

    assert found.values["points"] == {"Anna": points}


@pytest.mark.parametrize("first", [None, NOW.date()])
def test_who_was_hired_today_and_who_never_was_stand_on_one_level(first: date | None) -> None:
    policy = changed(BORGO, ("ranking", "ties", "by"), ("service", "age"))
    second = NOW.date() if first is None else None

    found = ranked(policy, ("Bea", Employee(hired=second)), ("Anna", Employee(hired=first)))

    assert found.values["order"] == ("Bea", "Anna")
    assert found.values["ties"] == (("Bea", "Anna"),)


def test_of_two_equal_rules_of_a_scale_the_first_is_cited() -> None:
    rules = [
        Points.model_validate({**SAID, "source": source, "points": 2, "scale": "one"})
        for source in ("1", "2")
    ]
    found = ranked(changed(BORGO, ("ranking", "points"), tuple(rules)), ("Anna", Employee()))

    assert [r.articles for r in found.reasons if r.code == ReasonCode.HAS_POINTS] == [("1",)]


def required(**fields: Any) -> Policy:
    rule = Requirement.model_validate({**SAID, **fields})
    return changed(BORGO, ("eligibility", "requirements"), (rule,))


def test_of_two_facts_that_exclude_together_the_first_is_told() -> None:
    policy = required(excluded_if={"remote_possible": True, "lives_outside": False})
    (found,) = eligible(policy, Employee(), at=NOW, mode=Mode.AGILE).obstacles

    assert found.figures == {"fact": "remote_possible"}


@pytest.mark.parametrize(("mode", "titles"), [(Mode.AGILE, 1), (Mode.REMOTE, 0)])
def test_a_title_is_told_for_the_way_of_working_that_asks_for_it(mode: Mode, titles: int) -> None:
    modes = tuple(
        rule.model_copy(update={"regulated": True})
        for rule in BORGO.versions[-1].tables.eligibility.modes
    )
    policy = required(needed_any=[{"part_time": False}], modes=["agile"], source="title")
    found = eligible(
        changed(policy, ("eligibility", "modes"), modes), Employee(), at=NOW, mode=mode
    )

    assert sum(reason.source.article == "title" for reason in found.reasons) == titles


def test_the_past_is_asked_in_order_days_before_permits() -> None:
    past = Past(
        who="7",
        person=Employee(),
        agreements=(Agreement(first_day=date(2026, 1, 1)),),
        slots=(Slot(day=TUESDAY, half=Half.PM), Slot(day=MONDAY)),
        permits=(Permit(kind="assembly", on=TUESDAY, minutes=60), Permit(kind="exam", on=MONDAY)),
    )

    asked = [(one.day, one.question) for one in replay(BORGO, past)]

    assert asked == [
        (MONDAY, "book"),
        (MONDAY, "permit"),
        (TUESDAY, "book"),
        (TUESDAY, "permit"),
    ]


def test_nobody_left_to_authorise_is_said_as_such() -> None:
    found = law.approver(BORGO, Employee(), at=NOW, absent=("responsabile", "segretario"))

    assert found.values == {"role": None}


def test_a_complete_agreement_misses_nothing() -> None:
    clauses = frozenset({"duration", "goals", "contact_bands", "rest_times"})

    assert law.agreement(BORGO, Employee(), at=NOW, clauses=clauses).values == {"missing": ()}


@pytest.mark.parametrize(
    ("last", "effective", "at_end"),
    [(6, date(2026, 12, 6), 0), (5, date(2026, 12, 6), 0), (4, date(2026, 12, 5), 1)],
)
def test_a_notice_that_outlasts_the_agreement_ends_with_it(
    last: int, effective: date, at_end: int
) -> None:
    who = Employee(agreement=Agreement(first_day=date(2026, 1, 1), last_day=date(2026, 12, last)))

    found = law.withdraw(BORGO, who, at=NOW, by="employee")

    assert found.values["effective"] == effective
    assert len(codes(found) & {"withdrawal_at_end"}) == at_end


@pytest.mark.parametrize(
    ("first", "effective", "code"),
    [
        (date(2026, 12, 7), date(2026, 12, 7), "withdrawal_before_start"),
        (date(2026, 12, 6), date(2026, 12, 6), "withdrawal_before_start"),
        (date(2026, 12, 5), date(2026, 12, 6), "withdrawal_notice"),
    ],
)
def test_an_agreement_left_with_a_notice_that_ends_before_it_begins_never_does(
    first: date, effective: date, code: str
) -> None:
    who = Employee(agreement=Agreement(first_day=first, last_day=date(2027, 12, 31)))

    found = law.withdraw(BORGO, who, at=NOW, by="employee")

    assert found.values["effective"] == effective
    assert codes(found) == {code}
    assert found.reasons[0].figures["effective"] == date(2026, 12, 6)


def test_an_agreement_left_at_once_on_its_first_day_had_begun() -> None:
    who = Employee(agreement=Agreement(first_day=NOW.date(), last_day=date(2027, 12, 31)))
    row = WithdrawalRule.model_validate({**SAID, "notice_days": 0})
    policy = changed(BORGO, ("agreement", "withdrawal"), (row,))

    found = law.withdraw(policy, who, at=NOW, by="employee")

    assert (found.values["effective"], codes(found)) == (NOW.date(), {"withdrawal_at_once"})


def test_a_notice_given_up_before_the_agreement_begins_rests_on_where_the_act_allows_it() -> None:
    agreement = Agreement(first_day=date(2027, 1, 1), last_day=date(2027, 12, 31))

    found = law.withdraw(
        shipped()["tivoli"],
        Employee(agreement=agreement),
        at=NOW,
        by="employee",
        notice_waived=True,
    )

    assert [one.code for one in found.reasons] == ["withdrawal_before_start"]
    assert found.reasons[0].source.article == "17.2"


@pytest.mark.parametrize(("last", "notice"), [(None, 7), (date(2027, 12, 31), 20)])
def test_a_notice_for_open_agreements_holds_for_them_alone(last: date | None, notice: int) -> None:
    rules = [
        WithdrawalRule.model_validate({**SAID, "term": "open", "notice_days": 7}),
        WithdrawalRule.model_validate({**SAID, "notice_days": 20}),
    ]
    policy = changed(BORGO, ("agreement", "withdrawal"), tuple(rules))
    who = Employee(agreement=Agreement(first_day=date(2026, 1, 1), last_day=last))

    found = law.withdraw(policy, who, at=NOW, by="employee")

    assert [reason.figures["notice_days"] for reason in found.reasons] == [notice]


@pytest.mark.parametrize(
    ("kind", "mode", "told"),
    [
        ("registry_office", Mode.AGILE, 1),
        ("office", Mode.AGILE, 0),
        ("registry_office", Mode.REMOTE, 0),
    ],
)
def test_only_those_whom_the_act_means_are_kept_from_some_days(
    kind: str, mode: Mode, told: int
) -> None:
    alonte = changed(
        shipped()["alonte"], ("booking", "public_days", 0, "modes"), frozenset({Mode.AGILE})
    )
    everybody = changed(alonte, ("eligibility", "requirements"), ())
    who = Employee(work=Work(kinds=frozenset({kind}), public_days=frozenset({0})))

    found = eligible(everybody, who, at=NOW, mode=mode)

    assert len(codes(found) & {"only_some_days"}) == told
