"""Where an act can be read in two ways, the answer says so, and which way it was read."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime
from functools import cache

import pytest

from rules import questions as law
from rules.casebook.answer import decide
from rules.decision import Decision
from rules.facts import ROME, Agreement, Employee
from rules.policy.library import shipped
from rules.policy.readings import OpenReading
from storage.core.values import pack_reasons, unpack_reasons
from tests.rules.corpus import cases
from tests.rules.texts import BODIES

MONDAY = datetime(2026, 11, 16, 10, 15, tzinfo=ROME)
JUST_CAUSE = "other_just_cause"
OPEN_ENDED = Agreement(first_day=date(2026, 1, 1))
WITH_AN_END = replace(OPEN_ENDED, last_day=date(2026, 12, 31))


@cache
def told(body: str) -> dict[str, set[str]]:
    """The codes with which each reading of a body is told, over every case that there is."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for case in cases(body):
        try:
            decision = decide(case, shipped())
        except (ValueError, LookupError, AssertionError, OverflowError):
            continue
        for reason in decision.reasons:
            for reading in reason.readings:
                found[reading.it].add(reason.code)
    return found


def readings_of(body: str) -> tuple[OpenReading, ...]:
    return shipped()[body].versions[-1].tables.readings


@pytest.mark.parametrize("body", BODIES)
def test_each_reading_is_told_with_each_of_its_reasons(body: str) -> None:
    untold = {one.en: set(one.codes) - told(body)[one.it] for one in readings_of(body)}

    assert {words: codes for words, codes in untold.items() if codes} == {}


def words(decision: Decision) -> list[str]:
    return [reading.en for reason in decision.reasons for reading in reason.readings]


def leaving(agreement: Agreement, cause: str | None = None) -> list[str]:
    person = Employee(agreement=agreement)
    policy = shipped()["arena-po"]
    return words(law.withdraw(policy, person, at=MONDAY, by="employee", cause=cause))


def test_an_open_point_is_told_only_where_it_decides() -> None:
    without_end, with_an_end = (leaving(one, "unreachable") for one in (OPEN_ENDED, WITH_AN_END))

    assert any("without an end" in one for one in without_end)
    assert not any("without an end" in one for one in with_an_end)
    assert leaving(OPEN_ENDED) == []  # without a motive nothing is given, whatever the notice


def test_readings_are_kept_with_the_reasons_that_they_stand_with() -> None:
    person = Employee(agreement=OPEN_ENDED)
    found = law.withdraw(
        shipped()["arena-po"], person, at=MONDAY, by="employee", cause=JUST_CAUSE
    ).reasons

    assert found[0].readings
    assert unpack_reasons(pack_reasons(found))[0].readings == found[0].readings


def test_reasons_that_were_kept_before_have_no_readings() -> None:
    found = law.withdraw(shipped()["arena-po"], Employee(), at=MONDAY, by="employee").reasons
    packed = pack_reasons(found)
    for one in packed:
        del one["readings"]

    assert unpack_reasons(packed) == found


@pytest.mark.parametrize("body", BODIES)
def test_a_reading_is_short_and_ends_without_a_stop(body: str) -> None:
    every = [text for one in readings_of(body) for text in (one.it, one.en)]

    assert [text for text in every if len(text) > 190 or text.endswith(".")] == []
