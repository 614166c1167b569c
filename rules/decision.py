"""What every rule answers with: a verdict, and the reasons that carry it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

NO_FIGURES: Mapping[str, Any] = MappingProxyType({})


class Verdict(StrEnum):
    """The words of `casebook/FORMAT.md`, one set for each question."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    ALLOWED = "allowed"
    DISCRETION = "discretion"
    REFUSED = "refused"
    VALID = "valid"
    INVALID = "invalid"
    NOW = "now"
    HOLD = "hold"
    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    EXTENDED = "extended"
    ENDED = "ended"


class Strength(StrEnum):
    """How much a limit binds."""

    HARD = "hard"
    """Refused beyond it."""
    ORDINARY = "ordinary"
    """Set "di norma": the manager may go beyond with reasons."""
    ADVICE = "advice"
    """Told, never in the way."""


@dataclass(frozen=True, slots=True)
class Source:
    """
    The place in an act that a value comes from.

    `article` is an id of `casebook/FORMAT.md` (`20.4.a`, `B1:2.1`, `CCNL:66.1.b`); it is empty
    where the act is silent and says nothing that could be cited. `quote` is the act's own words.
    """

    article: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """
    How words of an act were read that can be read in two ways: in Italian and in English.

    One that is `personal` is told for facts of the person, which are for their eyes alone.
    """

    it: str
    en: str
    personal: bool = False


class Reason(NamedTuple):  # made at every step of every question: a third of a dataclass's time
    """
    One step of a decision.

    `code` names the sentence in the catalogues (`reason.<code>`), `figures` are what was
    compared, `source` is where the act says so, `also` are further articles that say the same.
    `against` is true if the reason speaks against what was asked. `readings` tell on which
    points it rests that the act leaves open, and which way they were read.
    """

    code: str
    source: Source
    against: bool
    figures: Mapping[str, Any] = NO_FIGURES
    strength: Strength = Strength.HARD
    also: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()

    @property
    def articles(self) -> tuple[str, ...]:
        """Every article that this reason rests on, the main one first."""
        own = (self.source.article,) if self.source.article else ()
        return own + self.also

    def citing(self, more: tuple[str, ...]) -> Reason:
        """Give the same reason with further articles, each once."""
        new = tuple(one for one in more if one and one not in self.articles)
        return self._replace(also=self.also + new) if new else self


class Decision(NamedTuple):
    """
    The answer to one question.

    `verdict` is None for questions answered by a value alone (`deliver`, `approver`, `day`);
    `values` holds that value and others under the names of `casebook/FORMAT.md`
    (`when`: aware datetime in Europe/Rome, `role`: str, `bands`: tuple of Band, `mode`: Mode).
    """

    question: str
    verdict: Verdict | None
    reasons: tuple[Reason, ...]
    values: Mapping[str, Any] = NO_FIGURES

    @property
    def because(self) -> tuple[str, ...]:
        """The article ids of all reasons, in order, each once."""
        ids: dict[str, None] = {}
        for reason in self.reasons:
            ids.update(dict.fromkeys(reason.articles))
        return tuple(ids)

    @property
    def obstacles(self) -> tuple[Reason, ...]:
        """The reasons that speak against, all of them."""
        return tuple(reason for reason in self.reasons if reason.against)


def verdict_of(reasons: tuple[Reason, ...]) -> Verdict:
    """
    Weigh reasons about something asked for: refused, at discretion, or allowed.

    A hard obstacle refuses; an ordinary one leaves it to the manager; advice never counts.
    """
    found = Verdict.ALLOWED
    for reason in reasons:
        if reason.against:
            if reason.strength is Strength.HARD:
                return Verdict.REFUSED
            if reason.strength is Strength.ORDINARY:
                found = Verdict.DISCRETION
    return found
