"""A ranking as it may hang on the wall: who stands where, and nothing of health or family."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from rules.facts import ROME
from rules.policy.library import Policy
from rules.ranking import Round, Standing, rank, ranking_of, standing, undecided


@dataclass(frozen=True, slots=True)
class Place:
    """
    One line: the position from 1, a label for the person, whether there is a place for them.

    `points` in all, and `tie`, what decided against the next with as many points (`km`, `age`,
    `service`); both None where they are left out. `level` tells that the act puts somebody else
    on the same level, `undecided` that more are on it than there are places left: the body
    decides between them.
    """

    position: int
    label: str
    admitted: bool
    points: float | None
    tie: str | None
    level: bool = False
    undecided: bool = False


@dataclass(frozen=True, slots=True)
class Publication:
    """
    The lines in order; `with_points` is False where points would tell of somebody.

    Whoever is not admissible does not stand in it: why is nobody's business.
    """

    places: tuple[Place, ...]
    with_points: bool


def publication(
    policy: Policy, asked: Round, *, at: datetime, labels: Mapping[str, str]
) -> Publication:
    """
    Give the version of a ranking that may be published.

    Points stand in it as one total, never by criterion: a criterion is a child, an illness, a
    relative assisted. Where somebody stands higher than their points and the ties put them, they
    can only have a precedence, and that is health or family: then points and ties are left out
    for everybody, and who is on a level with whom; only that the last places are undecided
    is told, since somebody has to decide.

    Args:
        policy: the body's policy.
        asked: who applies, for how many places.
        at: aware moment of the ranking.
        labels: what stands for each name, such as the number of the application.

    """
    rules = ranking_of(policy, at.astimezone(ROME).date(), asked.mode)
    found = standing(policy, asked, at=at)
    by_points = rules is not None and rules.order == "points"
    plain = _tells_no_precedence(found)
    shown = by_points and plain
    decided = rank(policy, asked, at=at)
    tied = {name for group in decided.values["ties"] for name in group}
    admitted = set(decided.values["admitted"])
    waiting = set(undecided(decided, asked.places))
    criteria = rules.ties.by if rules is not None and rules.ties is not None else ()
    lines = [
        Place(
            position=number,
            label=labels[one.name],
            admitted=one.name in admitted,
            points=one.points if shown else None,
            tie=_tie(one, found[number:], criteria) if shown else None,
            level=one.name in waiting or (plain and one.name in tied),
            undecided=one.name in waiting,
        )
        for number, one in enumerate(found, start=1)
    ]
    return Publication(tuple(lines), shown)


def _tells_no_precedence(found: Sequence[Standing]) -> bool:
    """Tell whether points and ties alone give the same order, with the same people on a level."""
    known = [(-one.points, one.ties) for one in found]
    alike = all(
        mine.level == theirs.level
        for mine, theirs in pairwise(found)
        if (mine.points, mine.ties) == (theirs.points, theirs.ties)
    )
    return alike and known == sorted(known)


def _tie(one: Standing, after: Sequence[Standing], criteria: Sequence[str]) -> str | None:
    """Name what put somebody before the next one with as many points."""
    if not after or after[0].points != one.points:
        return None
    pairs = zip(criteria, one.ties, after[0].ties, strict=False)
    return next((name for name, mine, theirs in pairs if mine != theirs), None)
