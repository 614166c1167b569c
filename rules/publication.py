"""A ranking as it may hang on the wall: who stands where, and nothing of health or family."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rules.facts import ROME
from rules.policy.library import Policy
from rules.ranking import Applicant, Standing, standing


@dataclass(frozen=True, slots=True)
class Place:
    """
    One line: the position from 1, a label for the person, whether there is a place for them.

    `points` in all, and `tie`, what decided against the next with as many points (`km`, `age`,
    `service`); both None where they are left out.
    """

    position: int
    label: str
    admitted: bool
    points: float | None
    tie: str | None


@dataclass(frozen=True, slots=True)
class Publication:
    """
    The lines in order; `with_points` is False where points would tell of somebody.

    Whoever is not admissible does not stand in it: why is nobody's business.
    """

    places: tuple[Place, ...]
    with_points: bool


def publication(
    policy: Policy,
    applicants: Sequence[Applicant],
    *,
    at: datetime,
    places: int,
    labels: Mapping[str, str],
) -> Publication:
    """
    Give the version of a ranking that may be published.

    Points stand in it as one total, never by criterion: a criterion is a child, an illness, a
    relative assisted. Where somebody stands higher than their points and the ties put them, they
    can only have a precedence, and that is health or family: then points and ties are left out
    for everybody.

    Args:
        policy: the body's policy.
        applicants: names (each once) and facts.
        at: aware moment of the ranking.
        places: how many are admitted.
        labels: what stands for each name, such as the number of the application.

    """
    rules = policy.on(at.astimezone(ROME).date()).ranking
    found = standing(policy, applicants, at=at)
    by_points = rules is not None and rules.order == "points"
    shown = by_points and found == sorted(found, key=lambda one: (-one.points, one.ties, one.name))
    criteria = rules.ties.by if rules is not None and rules.ties is not None else ()
    lines = [
        Place(
            position=number,
            label=labels[one.name],
            admitted=number <= places,
            points=one.points if shown else None,
            tie=_tie(one, found[number:], criteria) if shown else None,
        )
        for number, one in enumerate(found, start=1)
    ]
    return Publication(tuple(lines), shown)


def _tie(one: Standing, after: Sequence[Standing], criteria: Sequence[str]) -> str | None:
    """Name what put somebody before the next one with as many points."""
    if not after or after[0].points != one.points:
        return None
    pairs = zip(criteria, one.ties, after[0].ties, strict=False)
    return next((name for name, mine, theirs in pairs if mine != theirs), None)
