"""A ranking computed again from what was frozen; whatever was changed since is noticed."""

import json
import random
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.facts import (
    ROME,
    Agreement,
    Band,
    Child,
    Employee,
    Mode,
    Period,
    Sanction,
    Scheme,
    Suspension,
    Work,
)
from rules.frozen import FrozenError, again, freeze, thaw
from rules.policy import library
from rules.policy.library import Policy, shipped
from rules.policy.ranking_tables import Points
from rules.ranking import Applicant, Round, of_applicant, rank
from tests.policy import example
from tests.policy.test_seventh import POLICY as SEVENTH
from tests.rules.generate import repeatable

AT = datetime(2026, 6, 15, 10, 15, tzinfo=ROME)
ADA = Applicant(
    "Ada",
    Employee(
        km=12.5,
        hired=date(2020, 1, 7),
        evaluations={2024: 88.5},
        work=Work(kinds=frozenset({"office", "urp_desk"}), public_days=frozenset({1, 3})),
        children=(Child(born=date(2018, 1, 1), disabled=True),),
        conditions=frozenset({"fragile", "caregiver"}),
        assists=2,
        assists_severe=1,
        uses_104_permits=True,
        uses_parental_leave=False,
        sex="f",
        pregnant=True,
        invalidity=67,
        appointment="qualified_professional",
        reach_minutes=25,
        timetable=((0, (Band(480, 840),)), (1, (Band(480, 780), Band(840, 1020)))),
        discipline=(Sanction(on=date(2020, 2, 29), sanction="fine"),),
        agreement=Agreement(
            first_day=date(2026, 1, 1),
            scheme=Scheme(per=Period.MONTH, days=8),
            bands=(Band(600, 720),),
            weekday_bands=((4, (Band(600, 700),)),),
            disconnection=Band(1200, 420),
            presence_per_week=3,
            motive="organisational",
            suspended=Suspension(first_day=date(2026, 5, 1), last_day=date(2026, 5, 31)),
        ),
    ),
)
BEA = Applicant("Bea", Employee(km=3, hired=date(2016, 1, 7)))
UGO = Applicant("Ugo", Employee(km=30, hired=date(2016, 1, 7)))
EVERYBODY = (ADA, BEA, UGO)


def frozen() -> dict[str, Any]:
    """A record as it comes back from its file."""
    kept = freeze(example.policy(), Round(EVERYBODY, 2), at=AT)
    read: dict[str, Any] = json.loads(json.dumps(kept))
    return read


def test_every_fact_comes_back_as_it_was() -> None:
    back = thaw(frozen())

    assert back.asked == Round(EVERYBODY, 2)
    assert (back.policy_id, back.at) == ("borgo-esempio", AT)


@pytest.mark.parametrize("body", sorted(shipped()))
def test_again_gives_the_same_reasons_and_the_same_order(body: str) -> None:
    policy = shipped()[body]
    record = json.loads(json.dumps(freeze(policy, Round(EVERYBODY, 1), at=AT)))

    assert again(policy, record) == rank(policy, Round(EVERYBODY, 1), at=AT)


def test_the_same_facts_have_the_same_digest_however_they_are_ordered() -> None:
    other = replace(ADA.person, conditions=frozenset(sorted(ADA.person.conditions, reverse=True)))
    same = freeze(
        example.policy(), Round((Applicant("Ada", other), BEA, UGO), 2), at=AT.astimezone()
    )

    assert same["digest"] == frozen()["digest"]


@given(order=st.permutations(EVERYBODY), places=st.integers(0, 4))
@repeatable(30)
def test_the_order_of_the_applications_decides_nothing(
    order: list[Applicant], places: int
) -> None:
    record = freeze(example.policy(), Round(tuple(order), places), at=AT)
    shuffled = random.Random(places).sample(order, len(order))

    assert (
        record["order"] == freeze(example.policy(), Round(tuple(shuffled), places), at=AT)["order"]
    )


def test_a_changed_fact_is_told_with_the_name() -> None:
    record = frozen()
    record["applicants"][1]["person"]["km"] = 300

    with pytest.raises(FrozenError, match="changed since it was frozen: applicant 'Bea'"):
        thaw(record)


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("assists_severe", 0),
        ("uses_104_permits", None),
        ("sex", "m"),
        ("pregnant", False),
        ("invalidity", 66),
        ("appointment", None),
        ("reach_minutes", 26),
        ("timetable", []),
    ],
)
def test_no_fact_is_too_new_to_be_held_to(fact: str, value: object) -> None:
    record = frozen()
    record["applicants"][0]["person"][fact] = value

    with pytest.raises(FrozenError, match="changed since it was frozen: applicant 'Ada'"):
        thaw(record)


@pytest.mark.parametrize(
    "change",
    [
        {"places": 3},
        {"mode": "remote"},
        {"staff": 40},
        {"at": "2026-06-16T10:15:00+02:00"},
        {"policy": "sorano"},
        {"version": "2026-07-01"},
        {"order": ["Ada", "Bea", "Ugo"]},
        {"rules": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_any_other_change_is_noticed(change: dict[str, object]) -> None:
    with pytest.raises(FrozenError, match="its digest is not that of what it says"):
        thaw(frozen() | change)


def earlier(name: str) -> dict[str, Any]:
    """A record as an earlier program wrote it: the first knew neither mode nor staff."""
    file = Path(__file__).parent / "frozen" / f"{name}-format.json"
    read: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return read


@pytest.mark.parametrize(("name", "number"), [("first", 1), ("second", 2)])
def test_one_of_an_earlier_format_is_computed_again(name: str, number: int) -> None:
    record = earlier(name)
    back = thaw(record)

    assert (record["format"], back.asked.mode, back.asked.staff) == (number, Mode.AGILE, None)
    assert again(example.policy(), record).values["order"] == ("Ugo", "Bea")


@pytest.mark.parametrize("name", ["first", "second"])
def test_a_policy_that_was_changed_since_an_earlier_format_is_noticed(name: str) -> None:
    changed = example.text().replace("points = 3", "points = 4")

    with pytest.raises(FrozenError, match="policy borgo-esempio from 2025-02-01 was changed"):
        again(library.read(changed, "borgo-esempio.toml"), earlier(name))


class LaterPoints(Points):
    """Points as a later schema may know them, with one key more."""

    later_key: int | None = None


def with_later_key(value: int | None) -> Policy:
    """The example, read by that later schema."""
    policy = example.policy()
    version, *others = policy.versions
    ranking = version.tables.ranking
    assert ranking is not None
    rows = tuple(LaterPoints(**one.model_dump(), later_key=value) for one in ranking.points)
    tables = version.tables.model_copy(
        update={"ranking": ranking.model_copy(update={"points": rows})}
    )
    return Policy(policy.head, (replace(version, tables=tables), *others))


def test_a_key_that_the_schema_gets_later_changes_nothing_until_it_says_something() -> None:
    assert again(with_later_key(None), frozen()) == rank(
        with_later_key(None), Round(EVERYBODY, 2), at=AT
    )
    with pytest.raises(FrozenError, match="policy borgo-esempio from 2025-02-01 was changed"):
        again(with_later_key(1), frozen())


def test_whom_the_law_puts_first_is_of_the_policy_too() -> None:
    policy = example.policy()
    version, *others = policy.versions
    bare = replace(version, tables=version.tables.model_copy(update={"priority": ()}))

    with pytest.raises(FrozenError, match="policy borgo-esempio from 2025-02-01 was changed"):
        again(Policy(policy.head, (bare, *others)), frozen())


@pytest.mark.parametrize(
    ("mode", "staff", "order", "admitted"),
    [
        (Mode.AGILE, 14, ("Mia", "Leo"), ("Mia", "Leo")),
        (Mode.AGILE, 13, ("Mia", "Leo"), ("Mia",)),
        (Mode.REMOTE, None, ("Leo", "Mia"), ("Leo", "Mia")),
    ],
)
def test_mode_and_staff_are_kept_and_decide_again(
    mode: Mode, staff: int | None, order: tuple[str, ...], admitted: tuple[str, ...]
) -> None:
    """15 percent of 14 are two, of 13 one; remote work goes by years of service."""
    mia = Applicant("Mia", Employee(children=(Child(born=date(2018, 1, 1)),)))
    leo = Applicant("Leo", Employee(hired=date(2016, 1, 7)))
    kept = freeze(SEVENTH, Round((leo, mia), 2, mode, staff), at=AT)
    found = again(SEVENTH, json.loads(json.dumps(kept)))

    assert (found.values["order"], found.values["admitted"]) == (order, admitted)


def test_an_applicant_who_was_left_out_is_noticed() -> None:
    record = frozen()
    del record["applicants"][0]

    with pytest.raises(FrozenError, match="digest"):
        thaw(record)


@pytest.mark.parametrize(
    ("record", "wrong"),
    [
        ([], "exactly the keys applicants, at, digest"),
        ({"format": 1}, "exactly the keys"),
        (frozen() | {"format": 4}, "its format is 4: this program reads 2 and 3"),
        (frozen() | {"format": 1}, "its format is 1: this program reads 2 and 3"),
        (frozen() | {"applicants": "Ada"}, "`applicants` is a list"),
        (frozen() | {"applicants": ["Ada"]}, "applicant 'Ada'"),
    ],
    ids=["a-list", "keys-missing", "later-format", "no-first-format", "no-list", "no-person"],
)
def test_what_is_no_frozen_ranking_is_refused(record: Any, wrong: str) -> None:
    with pytest.raises(FrozenError, match=wrong):
        thaw(record)


def test_a_policy_that_was_changed_since_is_noticed() -> None:
    changed = example.text().replace("points = 3", "points = 4")

    with pytest.raises(FrozenError, match="policy borgo-esempio from 2025-02-01 was changed"):
        again(library.read(changed, "borgo-esempio.toml"), frozen())


def test_what_of_the_policy_decides_no_ranking_may_change() -> None:
    changed = example.text().replace("days_before = 2\nhour", "days_before = 3\nhour")
    other = library.read(changed, "borgo-esempio.toml")

    assert again(other, frozen()) == rank(example.policy(), Round(EVERYBODY, 2), at=AT)


def test_another_policy_is_refused_by_name() -> None:
    with pytest.raises(FrozenError, match="under the policy borgo-esempio from 2025-02-01, not"):
        again(shipped()["sorano"], frozen())


def test_each_applicant_has_reasons_of_their_own() -> None:
    found = again(example.policy(), frozen())

    own = {one.name: of_applicant(found, one.name) for one in EVERYBODY}
    assert {name: [r.source.article for r in reasons] for name, reasons in own.items()} == {
        "Ada": ["L81:18.3-bis", "L81:18.3-bis", "7.1", "7.2"],
        "Bea": ["7.1"],
        "Ugo": ["7.1"],
    }
    assert sum(map(len, own.values())) == len(found.reasons)
