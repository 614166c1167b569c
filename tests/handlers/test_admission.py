"""Whoever has an agreement and would not be admitted any more: told once, nothing is undone."""

from dataclasses import replace
from datetime import date

import pytest

from handlers.desk.booking.actions import send
from handlers.desk.grounds.duties import look_again
from rules.facts import Sanction, Work
from storage.tables import RequestState
from tests.handlers.asking import FRIDAY, THURSDAY, enter, messages_to, said
from tests.handlers.town import AGREED, OFFICE_WORKER, Town

COUNTER = replace(OFFICE_WORKER, work=Work(kinds=frozenset({"public_counter_only"})))
"""Works at the counter alone: excluded in Tivoli (4.3.c)."""
PUNISHED = replace(
    OFFICE_WORKER,
    discipline=(
        Sanction(on=date(2026, 3, 1), sanction="fine"),
        Sanction(on=date(2026, 5, 1), sanction="suspension"),
    ),
)
TOLD = ("anna", "diana", "elena")


def told(town: Town, name: str) -> list[str]:
    return [said(one) for one in messages_to(town, name) if one.key.startswith("admission")]


def ask(town: Town, *days: date) -> list[RequestState]:
    found = send(town.desk, town.actor("anna"), dict.fromkeys(days))
    return [one.state for one in found.booked]


def test_who_is_not_admitted_any_more_books_and_three_are_told_once(tivoli: Town) -> None:
    tivoli.hire("anna", COUNTER)
    tivoli.agree("anna")

    assert ask(tivoli, THURSDAY) == ask(tivoli, FRIDAY) == [RequestState.PENDING]
    assert [len(told(tivoli, name)) for name in TOLD] == [1, 1, 1]
    for name in TOLD:
        assert "art. " in told(tivoli, name)[0]
    assert "Diana Inventi" in told(tivoli, "anna")[0]
    assert "Elena Inventi" in told(tivoli, "anna")[0]


def test_nobody_is_told_of_who_is_admitted(tivoli: Town) -> None:
    tivoli.agree("anna")

    assert ask(tivoli, THURSDAY) == [RequestState.PENDING]
    assert [told(tivoli, name) for name in TOLD] == [[], [], []]


def test_nobody_is_told_of_a_day_that_was_refused(tivoli: Town) -> None:
    tivoli.hire("anna", COUNTER)
    tivoli.agree("anna", replace(AGREED, last_day=THURSDAY))

    assert ask(tivoli, FRIDAY) == []
    assert [told(tivoli, name) for name in TOLD] == [[], [], []]


def test_facts_that_change_under_a_granted_day_are_told_without_a_booking(tivoli: Town) -> None:
    tivoli.agree("anna")
    enter(tivoli, "anna", THURSDAY)
    look_again(tivoli.desk)
    assert [told(tivoli, name) for name in TOLD] == [[], [], []]
    tivoli.hire("anna", COUNTER)
    look_again(tivoli.desk)
    tivoli.hire("anna", replace(COUNTER, km=3))
    look_again(tivoli.desk)

    assert [len(told(tivoli, name)) for name in TOLD] == [1, 1, 1]


@pytest.mark.parametrize(("kind", "times"), [("public_counter_only", 1), ("driving", 0)])
def test_what_the_act_excludes_as_a_rule_leaves_room_for_an_agreement(
    tivoli: Town, kind: str, times: int
) -> None:
    """Tivoli 4.3.c excludes who only serves at the counter, 4.5 drivers "di norma"."""
    tivoli.hire("anna", replace(OFFICE_WORKER, work=Work(kinds=frozenset({kind}))))
    tivoli.agree("anna")
    ask(tivoli, THURSDAY)

    assert len(told(tivoli, "anna")) == times


def test_another_agreement_is_another_occasion(tivoli: Town) -> None:
    tivoli.hire("anna", COUNTER)
    tivoli.agree("anna", replace(AGREED, last_day=THURSDAY))
    tivoli.agree("anna", replace(AGREED, first_day=FRIDAY))
    ask(tivoli, THURSDAY)
    ask(tivoli, FRIDAY)

    assert [len(told(tivoli, name)) for name in TOLD] == [2, 2, 2]


def test_sanctions_are_told_to_their_person_and_to_others_the_article_alone(
    arena_po: Town,
) -> None:
    arena_po.hire("anna", PUNISHED)
    arena_po.agree("anna")
    ask(arena_po, THURSDAY)

    assert "sanzioni" in told(arena_po, "anna")[0]
    others = [one for name in ("carla", "diana", "elena") for one in told(arena_po, name)]
    assert len(others) == 2
    assert not [one for one in others if "sanzioni" in one or "2026" in one]
