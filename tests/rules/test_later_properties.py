"""Shapes that every body's rules have, whatever its figures are."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rules import questions as law
from rules.casebook.answer import decide
from rules.decision import Decision, Verdict
from rules.facts import AbsenceKind, Employee, Permit
from rules.history import History
from rules.policy.library import Policy, shipped
from rules.ranking import Applicant, Round
from tests.policy import example
from tests.rules.corpus import cases
from tests.rules.generate import repeatable
from tests.rules.later_people import (
    causes,
    days,
    histories,
    moments,
    parties,
    people,
    permits,
    reasons,
)

POLICIES: dict[str, Policy] = {**shipped(), example.ID: example.policy()}
every_policy = pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES.keys())
SEVERITY = {
    Verdict.ALLOWED: 0,
    Verdict.VALID: 0,
    Verdict.DISCRETION: 1,
    Verdict.REFUSED: 2,
    Verdict.INVALID: 2,
}
earlier_by = st.integers(0, 20 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))
applicants = st.lists(people, max_size=6).map(
    lambda found: [Applicant(f"N{n}", person) for n, person in enumerate(found)]
)


def severity(decision: Decision) -> int:
    assert decision.verdict is not None
    return SEVERITY[decision.verdict]


def with_more(
    history: History, *, permit: Permit | None = None, absent: date | None = None
) -> History:
    """The same history with one permit or one day of sickness more."""
    more = {} if absent is None else {absent: AbsenceKind.SICK}
    return History(
        slots=history.slots,
        absences={**history.absences, **more},
        closures=history.closures,
        patron=history.patron,
        presence=history.presence,
        permits=[*history.permits, *([permit] if permit else [])],
        derogations=history.derogations,
        on_call=history.on_call,
    )


@every_policy
@given(at=moments, person=people, history=histories, asked=permits(), data=st.data())
@repeatable(40)
def test_a_permit_more_never_turns_a_refusal_into_a_permission(
    policy: Policy,
    *,
    at: datetime,
    person: Employee,
    history: History,
    asked: Permit,
    data: st.DataObject,
) -> None:
    taken = data.draw(permits(st.just(asked.kind)))
    before = law.permit(policy, person, history, at=at, asked=asked)
    after = law.permit(policy, person, with_more(history, permit=taken), at=at, asked=asked)

    assert severity(after) >= severity(before)


@every_policy
@given(at=moments, person=people, history=histories, asked=permits())
@repeatable(40)
def test_a_longer_permit_is_never_easier_to_have(
    policy: Policy, *, at: datetime, person: Employee, history: History, asked: Permit
) -> None:
    longer = (
        replace(asked, minutes=asked.minutes + 60)
        if asked.minutes is not None
        else replace(asked, days=(asked.days or 0) + 1)
    )
    first = law.permit(policy, person, history, at=at, asked=asked)
    second = law.permit(policy, person, history, at=at, asked=longer)

    assert severity(second) >= severity(first)


@every_policy
@given(at=moments, person=people, history=histories, asked=permits(), sooner=earlier_by)
@repeatable(40)
def test_who_asks_for_a_permit_earlier_never_fares_worse(
    policy: Policy,
    *,
    at: datetime,
    person: Employee,
    history: History,
    asked: Permit,
    sooner: timedelta,
) -> None:
    late = law.permit(policy, person, history, at=at, asked=asked)
    early = law.permit(policy, person, history, at=at - sooner, asked=asked)

    assert severity(early) <= severity(late)


@every_policy
@given(at=moments, person=people, history=histories, day=days, why=reasons, sooner=earlier_by)
@repeatable(40)
def test_a_recall_written_earlier_is_never_less_valid(
    policy: Policy,
    *,
    at: datetime,
    person: Employee,
    history: History,
    day: date,
    why: str,
    sooner: timedelta,
) -> None:
    late = law.recall(policy, person, history, at=at, day=day, reason=why)
    early = law.recall(policy, person, history, at=at - sooner, day=day, reason=why)

    assert severity(early) <= severity(late)
    if "delivered" in early.values:
        assert early.values["delivered"] >= at - sooner


@every_policy
@given(at=moments, person=people, by=parties, cause=causes)
@repeatable(80)
def test_a_withdrawal_takes_effect_neither_before_it_is_said_nor_after_the_end(
    policy: Policy, *, at: datetime, person: Employee, by: str, cause: str | None
) -> None:
    found = law.withdraw(policy, person, at=at, by=by, cause=cause)
    agreement = person.agreement
    assert agreement is not None

    if found.verdict is Verdict.REFUSED:
        assert found.obstacles
        assert "effective" not in found.values
    else:
        effective = found.values["effective"]
        assert effective >= at.date()
        assert agreement.last_day is None or effective <= agreement.last_day + timedelta(days=1)


@every_policy
@given(
    person=people, at=moments, offered=st.booleans(), said=st.sampled_from(["yes", "no"]), on=days
)
@repeatable(40)
def test_an_agreement_goes_on_only_if_it_was_offered_and_a_yes_never_ends_it(
    policy: Policy, *, person: Employee, at: datetime, offered: bool, said: str, on: date
) -> None:
    assert person.agreement is not None
    assume(person.agreement.last_day is not None)
    found = law.expiry(policy, person, at=at, extension_offered=offered, reply=said, reply_on=on)
    silent = law.expiry(policy, person, at=at, extension_offered=offered)

    if not offered:
        assert found.verdict is Verdict.ENDED
    if said == "no" and silent.verdict is Verdict.ENDED:
        assert found.verdict is Verdict.ENDED
    if said == "yes" and silent.verdict is Verdict.EXTENDED:
        assert found.verdict is Verdict.EXTENDED


@every_policy
@given(at=moments, found=applicants, places=st.integers(0, 6), data=st.data())
@repeatable(40)
def test_a_ranking_is_one_order_of_levels_whoever_comes_first(
    policy: Policy, *, at: datetime, found: list[Applicant], places: int, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(found))
    one = law.rank(policy, Round(tuple(found), places), at=at)
    other = law.rank(policy, Round(tuple(shuffled), places), at=at)

    assert levels(one) == levels(other)
    assert set(one.values["admitted"]) == set(other.values["admitted"])
    assert len(set(one.values["order"])) == len(one.values["order"])


@every_policy
@given(at=moments, found=applicants, places=st.integers(0, 6))
@repeatable(40)
def test_a_tie_is_admitted_whole_or_not_at_all_and_stands_as_it_came(
    policy: Policy, *, at: datetime, found: list[Applicant], places: int
) -> None:
    ranking = law.rank(policy, Round(tuple(found), places), at=at)
    order, admitted = ranking.values["order"], ranking.values["admitted"]
    came = [one.name for one in found]

    assert order[: len(admitted)] == admitted
    assert len(admitted) <= places
    waiting = levels(ranking)[len(levels_of(admitted, ranking)) :]
    assert not waiting or len(admitted) + len(waiting[0]) > places
    for tie in ranking.values["ties"]:
        assert sorted(tie, key=came.index) == list(tie)
        assert set(tie) <= set(admitted) or not set(tie) & set(admitted)


def levels(ranking: Decision) -> list[frozenset[str]]:
    """Names level by level, those of a tie together."""
    return levels_of(ranking.values["order"], ranking)


def levels_of(names: Iterable[str], ranking: Decision) -> list[frozenset[str]]:
    """The levels of some of the names, in order."""
    tied = {name: frozenset(tie) for tie in ranking.values["ties"] for name in tie}
    return list(dict.fromkeys(tied.get(name, frozenset({name})) for name in names))


@every_policy
@given(at=moments, found=applicants, places=st.integers(0, 6))
@repeatable(30)
def test_who_withdraws_from_a_ranking_leaves_the_order_of_the_others(
    policy: Policy, *, at: datetime, found: list[Applicant], places: int
) -> None:
    whole = law.rank(policy, Round(tuple(found), places), at=at).values["order"]
    without = law.rank(policy, Round(tuple(found[1:]), places), at=at).values["order"]

    assert tuple(name for name in whole if not found or name != found[0].name) == without


@every_policy
@given(at=moments, person=people, history=histories, asked=permits(), day=days, new_day=days)
@repeatable(40)
def test_an_absence_on_the_day_never_turns_a_refusal_into_a_permission(
    policy: Policy,
    *,
    at: datetime,
    person: Employee,
    history: History,
    asked: Permit,
    day: date,
    new_day: date,
) -> None:
    questions: list[tuple[date, Callable[[History], Decision]]] = [
        (day, lambda given: law.book(policy, person, given, at=at, day=day)),
        (asked.on, lambda given: law.permit(policy, person, given, at=at, asked=asked)),
        (
            new_day,
            lambda given: law.swap(
                policy, person, given, at=at, day=day, new_day=new_day, by="manager"
            ),
        ),
        (day, lambda given: law.recall(policy, person, given, at=at, day=day, reason="service")),
    ]
    for on, ask in questions:
        assert severity(ask(with_more(history, absent=on))) >= severity(ask(history))


@pytest.mark.parametrize("body", sorted(shipped()))
def test_deciding_twice_gives_the_same(body: str) -> None:
    """The same case, and with it the same history with what it has counted, asked again."""
    for case in cases(body):
        try:
            first = decide(case, shipped())
        except (ValueError, LookupError):
            continue
        assert decide(case, shipped()) == first
