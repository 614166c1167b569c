"""
Each value of each policy decides something: changed by the least, it changes an answer.

Answers are taken over the published cases, our own, the rows of the clause tables and a grid.
A value that changes none is either dead, or no case shows what it is for; the few that the acts
say and that nothing can reach are listed with the reason.
"""

import pytest

from rules.casebook.read import Case
from rules.policy.library import shipped
from tests.rules.corpus import answer, cases
from tests.rules.mutations import Path, changed, changes

NIGHTS_ARE_LONGER = "every window of this body holds the contract's 22:00-06:00 inside"
REST_IS_KEPT = "the hours in which bands may lie leave more than eleven hours of rest anyway"
FIVE_WEEKS = "a turn is a week, and no month has more than five that begin in it"
NO_CASE = "no question of the case files asks for it; test_obligations.py does"
OUT_OF_REACH: dict[tuple[str, str], str] = {
    ("arena-po", "bands.never.hours"): NIGHTS_ARE_LONGER,
    ("ferrara", "bands.never.hours"): "the contract's night holds again without an agreed window",
    ("tivoli", "bands.never.hours"): NIGHTS_ARE_LONGER,
    ("arena-po", "bands.rest.minutes"): REST_IS_KEPT,
    ("tivoli", "bands.rest.minutes"): REST_IS_KEPT,
    ("arena-po", "disconnection.nights.1.hours"): "its morning is a Sunday, free all day",
    ("ferrara", "disconnection.free_days.weekdays"): "Sunday is free in every body",
    ("arena-po", "booking.least.modes"): NO_CASE,
    ("ferrara", "report.modes"): NO_CASE,
    ("ferrara", "report.per"): NO_CASE,
    ("tivoli", "report.per"): NO_CASE,
    ("alonte", "on_call.limit.per_month"): FIVE_WEEKS,
    ("ferrara", "on_call.limit.per_month"): FIVE_WEEKS,
}


def asks_about(case: Case, path: Path) -> bool:
    """Whether a case is likely to notice a change there: those are asked first."""
    permit = case.ask.permit
    return permit is not None and path[:2] == ("permits", permit.kind)


def silent_changes(body: str) -> list[tuple[Path, object]]:
    """Changes of a body's policy, or of what it takes from the base layer, that nobody notices."""
    policy = shipped()[body]
    before = [(case, answer(case, policy)) for case in cases(body)]
    silent = []
    for path, value in changes(policy.versions[-1].tables):
        other = changed(policy, path, value)
        nearest = sorted(before, key=lambda asked: not asks_about(asked[0], path))
        if all(answer(case, other) == was for case, was in nearest):
            silent.append((path, value))
    return silent


@pytest.mark.parametrize("body", sorted(shipped()))
def test_each_value_changes_at_least_one_answer(body: str) -> None:
    unnoticed = {(".".join(map(str, path)), str(value)) for path, value in silent_changes(body)}

    excused = {name for owner, name in OUT_OF_REACH if owner == body}

    assert {one for one in unnoticed if one[0] not in excused} == set()
    assert excused <= {name for name, _ in unnoticed}
