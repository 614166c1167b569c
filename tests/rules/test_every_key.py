"""
Each value of each policy decides something: changed by the least, it changes an answer.

Answers are taken over the published cases, our own, the rows of the clause tables and a grid.
A value that changes none is either dead, or no case shows what it is for; the few that the acts
say and that nothing can reach are listed with the reason.
"""

from collections import defaultdict
from collections.abc import Iterator

import pytest

from rules.casebook.read import Case
from rules.policy.library import Policy, shipped
from tests.rules.corpus import answer, cases, question
from tests.rules.mutations import Path, changed, changes

NIGHTS_ARE_LONGER = "every window of this body holds the contract's 22:00-06:00 inside"
REST_IS_KEPT = "the hours in which bands may lie leave more than eleven hours of rest anyway"
FIVE_WEEKS = "a turn is a week, and no month has more than five that begin in it"
NO_CASE = "no question of the case files asks for it; test_obligations.py does"
OUT_OF_REACH: dict[tuple[str, str], str] = {
    ("arena-po", "bands.never.hours"): NIGHTS_ARE_LONGER,
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
    ("alonte", "remote_ranking.order"): "no case file asks for places of remote work;"
    " test_alonte_life.py does",
    ("ferrara", "on_call.limit.per_month"): FIVE_WEEKS,
}


Answered = tuple[Case, object]


def nearest_first(asked: list[Answered], path: Path) -> list[Answered]:
    """Put first the cases that are likely to notice a change there."""
    if path[0] != "permits":
        return asked
    kinds = ((case.ask.permit and case.ask.permit.kind) == path[1] for case, _ in asked)
    of_kind = list(zip(kinds, asked, strict=True))
    return [one for is_near in (True, False) for near, one in of_kind if near is is_near]


class Noticing:
    """Who notices a change: questions that noticed one of the same table are asked first."""

    def __init__(self, body: str) -> None:
        self._policy = shipped()[body]
        self._by_question: defaultdict[str, list[Answered]] = defaultdict(list)
        for case in cases(body):
            self._by_question[question(case)].append((case, answer(case, self._policy)))
        self._noticed: defaultdict[object, list[str]] = defaultdict(lambda: [*self._by_question])

    def silent_changes(self) -> Iterator[tuple[Path, object]]:
        """Give the changes of a policy, or of what it takes from its layers, nobody notices."""
        for path, value in changes(self._policy.versions[-1].tables):
            if not self._is_noticed(path, changed(self._policy, path, value)):
                yield path, value

    def _is_noticed(self, path: Path, other: Policy) -> bool:
        questions = self._noticed[path[0]]
        for place, asks in enumerate(questions):
            asked = nearest_first(self._by_question[asks], path)
            if any(answer(case, other) != was for case, was in asked):
                questions.insert(0, questions.pop(place))
                return True
        return False


@pytest.mark.parametrize("body", sorted(shipped()))
def test_each_value_changes_at_least_one_answer(body: str) -> None:
    unnoticed = {
        (".".join(map(str, path)), str(value)) for path, value in Noticing(body).silent_changes()
    }

    excused = {name for owner, name in OUT_OF_REACH if owner == body}

    assert {one for one in unnoticed if one[0] not in excused} == set()
    assert excused <= {name for name, _ in unnoticed}
