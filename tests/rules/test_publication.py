"""What of a ranking may hang on the wall: no line of it tells of health or family."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.facts import ROME, Child, Employee, Mode
from rules.policy.library import shipped
from rules.publication import Publication, publication
from rules.ranking import Applicant, Round, rank
from tests.policy import example
from tests.policy.test_seventh import POLICY as SEVENTH
from tests.rules.generate import repeatable

AT = datetime(2026, 6, 15, 10, 15, tzinfo=ROME)
SORANO = shipped()["sorano"]
PLAIN = Employee(km=3, hired=date(2016, 1, 7))


def published(people: dict[str, Employee], policy: str = "borgo", places: int = 1) -> Publication:
    applicants = tuple(Applicant(name, person) for name, person in people.items())
    labels = {name: str(number) for number, name in enumerate(people, start=1)}
    asked = example.policy() if policy == "borgo" else shipped()[policy]
    return publication(asked, Round(applicants, places), at=AT, labels=labels)


def lines(found: Publication) -> list[tuple[int, str, bool, float | None, str | None]]:
    return [(p.position, p.label, p.admitted, p.points, p.tie) for p in found.places]


def test_a_line_has_position_label_points_in_all_and_what_broke_the_tie() -> None:
    people = {
        "near": PLAIN,
        "far": replace(PLAIN, km=30),
        "newer": replace(PLAIN, hired=date(2020, 1, 7)),
    }

    assert lines(published(people)) == [
        (1, "2", True, 10, "km"),
        (2, "1", False, 10, None),
        (3, "3", False, 6, None),
    ]


def test_points_of_a_child_and_of_years_look_alike() -> None:
    """Six years and a child are nine points, as nine years are; the law puts both first."""
    child = replace(PLAIN, hired=date(2020, 1, 7), children=(Child(born=date(2020, 5, 1)),))
    of_twelve = (Child(born=date(2014, 1, 7)),)
    years = replace(PLAIN, hired=date(2017, 1, 7), children=of_twelve)
    first, second = published({"child": child, "years": years}).places

    assert (first.points, second.points, first.tie) == (9, 9, None)


def test_where_precedence_decides_points_and_ties_are_left_out_for_everybody() -> None:
    """In Sorano a mother within three years stands first with fewer points: all could see why."""
    mother = Employee(
        maternity_leave_ended=date(2025, 5, 31), children=(Child(born=date(2025, 1, 10)),)
    )
    others = {"many": Employee(km=80, assists=2), "none": Employee()}
    found = published({"mother": mother, **others}, "sorano", places=2)

    decided = rank(SORANO, Round((Applicant("mother", mother),), 1), at=AT)
    assert any(reason.code == "has_precedence" for reason in decided.reasons)
    assert lines(found) == [
        (1, "1", True, None, None),
        (2, "2", True, None, None),
        (3, "3", False, None, None),
    ]
    assert not found.with_points


def test_where_the_law_puts_somebody_above_more_points_points_are_left_out() -> None:
    found = published({"years": PLAIN, "carer": Employee(conditions=frozenset({"caregiver"}))})

    assert lines(found) == [(1, "2", True, None, None), (2, "1", False, None, None)]


def test_where_it_changes_nothing_points_stay() -> None:
    found = published({"many": Employee(km=80), "none": Employee()}, "sorano")

    assert found.with_points
    assert [place.label for place in found.places] == ["1", "2"]


def test_who_is_not_admissible_does_not_stand_in_it() -> None:
    barred = replace(PLAIN, contract="fixed_term")

    assert [place.label for place in published({"barred": barred, "ok": PLAIN}).places] == ["2"]


def test_an_act_without_points_gives_positions_alone() -> None:
    found = published({"one": Employee(km=1), "two": Employee(km=2)}, "arena-po")

    assert all(place.points is None and place.tie is None for place in found.places)
    assert [place.position for place in found.places] == [1, 2]


def test_who_is_on_a_level_is_marked_and_a_tie_over_the_last_place_is_open() -> None:
    people = {"far": replace(PLAIN, km=30), "one": PLAIN, "two": PLAIN, "last": Employee(km=3)}

    def seen(places: int) -> list[tuple[bool, bool, bool]]:
        found = published(people, places=places).places
        return [(place.admitted, place.level, place.undecided) for place in found]

    no, level = (False, False, False), (False, True, False)
    assert seen(1) == [(True, False, False), level, level, no]
    assert seen(2) == [(True, False, False), (False, True, True), (False, True, True), no]
    assert seen(3) == [(True, False, False), (True, True, False), (True, True, False), no]


@pytest.mark.parametrize(("staff", "admitted"), [(14, [True, True]), (13, [False, False])])
def test_a_tie_over_the_last_place_of_the_share_is_open(staff: int, admitted: list[bool]) -> None:
    """Two places asked for; 15 percent of 14 are two, of 13 one, and both stand on a level."""
    people = tuple(Applicant(name, PLAIN) for name in ("one", "two"))
    labels = {"one": "1", "two": "2"}
    found = publication(SEVENTH, Round(people, 2, staff=staff), at=AT, labels=labels).places

    assert [place.admitted for place in found] == admitted
    assert [place.undecided for place in found] == [not one for one in admitted]
    assert all(place.level for place in found)


def test_the_order_of_remote_work_is_its_own() -> None:
    people = (
        Applicant("child", replace(PLAIN, hired=AT.date(), children=(Child(born=AT.date()),))),
        Applicant("years", PLAIN),
    )
    labels = {one.name: one.name for one in people}

    def order(mode: Mode) -> list[tuple[str, float | None]]:
        found = publication(SEVENTH, Round(people, 1, mode, 100), at=AT, labels=labels)
        return [(place.label, place.points) for place in found.places]

    assert order(Mode.AGILE) == [("child", 2), ("years", 0)]
    assert order(Mode.REMOTE) == [("years", 10), ("child", 0)]


def test_where_precedence_parts_people_alike_nobody_is_marked_as_on_a_level() -> None:
    """As many points, the same distance, yet one stands above two: the marks would tell why."""
    others = {"one": Employee(), "two": Employee()}
    mother = Employee(maternity_leave_ended=date(2025, 5, 31))
    found = published({**others, "mother": mother}, "sorano", places=3)

    assert not found.with_points
    assert not any(place.level for place in found.places)

    undecided = published({**others, "mother": mother}, "sorano", places=2)
    assert [place.undecided for place in undecided.places] == [False, True, True]


@given(
    children=st.lists(st.integers(0, 3), min_size=2, max_size=5),
    precedence=st.sets(st.integers(0, 4)),
)
@repeatable(60)
def test_whoever_reads_it_cannot_tell_who_has_precedence(
    children: list[int], precedence: set[int]
) -> None:
    """Where points are shown, the order follows from them and the ties alone."""
    people = {
        str(n): Employee(
            km=10 * n,
            children=tuple(Child(born=date(2022, 1, 1 + c)) for c in range(count)),
            maternity_leave_ended=date(2025, 1, 1) if n in precedence else None,
        )
        for n, count in enumerate(children)
    }
    found = published(people, "sorano")
    points = [place.points or 0 for place in found.places]

    assert not found.with_points or points == sorted(points, reverse=True)
