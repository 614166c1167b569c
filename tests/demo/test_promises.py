"""Every hint of the cast is true: its promises are put to the rules on the facts of the store."""

import re

import pytest

from bot.demo import cast
from bot.demo.cast import (
    BodyCast,
    Expect,
    ExpectApprover,
    ExpectBook,
    ExpectDay,
    ExpectDeliver,
    ExpectEligible,
    Member,
)
from rules import questions as law
from rules.decision import Decision, Verdict
from rules.policy import library
from storage.people import people
from storage.requests import bookings
from storage.store import Store
from tests.demo.town import EVERYBODY, PROMISES, TODAY, approver, case, decider_of, name_of, person

ARTICLE = r"([0-9]+(?:\.[0-9a-z]+)*)"
CITED = re.compile(rf"art\. {ARTICLE}|\({ARTICLE}\)")
"""How hints cite: `(art. 20.4.a)`, or `(3.1)` where the act has points and no articles."""
AGAINST = {Verdict.REFUSED, Verdict.DISCRETION, Verdict.NOT_ELIGIBLE}


def answer(demo: Store, body: BodyCast, member: Member, promise: Expect) -> Decision:
    """Ask the rules what a promise is about."""
    at = cast.STARTS_AT
    on = promise.day if isinstance(promise, ExpectBook) else at.date()
    found = case(demo, body, member.matricola, on=on)
    policy = library.shipped()[found.policy_id]
    who, history = found.person, found.history
    match promise:
        case ExpectEligible():
            return law.eligible(policy, who, at=at, mode=promise.mode)
        case ExpectBook(day=day, half=half, mode=mode):
            return law.book(policy, who, history, at=at, day=day, half=half, mode=mode)
        case ExpectDeliver():
            return law.deliver(policy, who, history, at=promise.at, purpose=promise.purpose)
        case ExpectDay():
            return law.day(policy, who, history, on=promise.on)
        case ExpectApprover():
            with demo.reading() as uow:
                return approver(uow, person(uow, body, member.matricola).id)


def promised(promise: Expect) -> dict[str, object]:
    """The verdict or the values that a promise names, under the names of a decision."""
    named = promise.model_dump(
        include={"verdict", "when", "role", "meal_voucher"}, exclude_none=True
    )
    if isinstance(promise, ExpectDay):
        named["mode"] = promise.mode
    return named


@pytest.mark.parametrize(("body", "member", "promise"), PROMISES, ids=name_of)
def test_what_a_hint_promises_is_what_the_rules_answer(
    demo: Store, body: BodyCast, member: Member, promise: Expect
) -> None:
    decision = answer(demo, body, member, promise)

    given = {"verdict": decision.verdict, **decision.values}
    assert {name: given[name] for name in promised(promise)} == promised(promise)
    if promise.because:
        obstacles = {article for reason in decision.obstacles for article in reason.articles}
        articles = obstacles if decision.verdict in AGAINST else set(decision.because)
        assert promise.because in articles


@pytest.mark.parametrize(
    ("body", "member", "promise"),
    [given for given in PROMISES if isinstance(given[2], ExpectApprover)],
    ids=name_of,
)
def test_the_named_manager_holds_the_role_that_decides(
    demo: Store, body: BodyCast, member: Member, promise: ExpectApprover
) -> None:
    with demo.reading() as uow:
        decider = decider_of(uow, person(uow, body, member.matricola).id)
        assert decider == person(uow, body, promise.matricola).id


@pytest.mark.parametrize(("body", "member"), EVERYBODY, ids=name_of)
def test_an_article_that_a_hint_cites_stands_in_a_promise(body: BodyCast, member: Member) -> None:
    cited = {told or bare for told, bare in CITED.findall(member.hint)}
    assert cited <= {promise.because.rpartition(":")[2] for promise in member.expect}


@pytest.mark.parametrize(("body", "member"), EVERYBODY, ids=name_of)
def test_a_hint_names_exactly_those_who_wait_for_this_person(
    demo: Store, body: BodyCast, member: Member
) -> None:
    with demo.reading() as uow:
        found = person(uow, body, member.matricola)
        pending = bookings.pending_for(uow, found.id, on=TODAY)
        waiting = people.persons(uow, {booking.employee_id for booking in pending}).values()
        everybody = people.of_body(uow, body.id, on=TODAY)
    assert ("/approva" in member.hint) == bool(waiting)
    if waiting:
        named = {one.given_name for one in everybody} & set(re.findall(r"\w+", member.hint))
        assert named == {one.given_name for one in waiting}


@pytest.mark.parametrize(("body", "member"), EVERYBODY, ids=name_of)
def test_no_agreement_in_force_is_against_its_act(
    demo: Store, body: BodyCast, member: Member
) -> None:
    found = case(demo, body, member.matricola)
    agreement = found.person.agreement
    if agreement is None or not agreement.covers(TODAY):
        return

    policy = library.shipped()[found.policy_id]
    decision = law.check_agreement(policy, found.person, at=cast.STARTS_AT)
    assert decision.obstacles == ()
