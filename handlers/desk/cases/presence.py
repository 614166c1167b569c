"""The one account of who is in the office on a day: for cards, lists, and the office's minimum."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from handlers.desk.cases.barred_members import as_they_stand
from handlers.desk.cases.standing import Standing, standing, where
from handlers.desk.cases.whereabouts import Whereabouts
from rules.facts import Band, Half
from rules.policy.library import Policy
from storage.days import office_minimum, office_month
from storage.days.office_minimum import Minimums
from storage.days.office_month import Member
from storage.tables import RequestState
from storage.unit_of_work import UnitOfWork

SEEN = {Standing.AGILE, Standing.ABSENT}
"""What makes somebody be out of the office."""
APPROVED = (RequestState.APPROVED,)
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """
    Somebody who is out of the office, for a half day or (None) the whole day; never why.

    Who is in the office all day but for the `hours` of permits stands in the OFFICE.
    """

    employee_id: int
    name: str
    out: Standing
    half: Half | None = None
    hours: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """
    Where the people of some offices are on some days, by what was approved.

    It is the account that everything else gives (`whereabouts`); what waits for a decision frees
    nobody, unless `states` says otherwise. Who is on a permit of some hours stays in the office.
    """

    members: Mapping[int, tuple[Member, ...]]
    minimums: Mapping[int, Minimums]
    default_week: int

    @classmethod
    def load(
        cls,
        uow: UnitOfWork,
        offices: Iterable[int],
        *,
        first: date,
        last: date,
        policy: Policy,
        today: date,
        states: tuple[RequestState, ...] = APPROVED,
    ) -> Presence:
        """Load it in the same few statements for each office, however many people and days."""
        wanted = sorted(set(offices))
        return cls(
            members={
                office: tuple(
                    as_they_stand(
                        uow,
                        office_month.members(uow, office, first=first, last=last, states=states),
                        policy=policy,
                        first=first,
                        last=last,
                        today=today,
                    )
                )
                for office in wanted
            },
            minimums={office: office_minimum.of_office(uow, office) for office in wanted},
            default_week=policy.on(first).week.days,
        )

    def out(self, office: int, day: date, *, besides: int | None = None) -> tuple[Away, ...]:
        """List who of an office is out on a day, by name; `besides` leaves one person out."""
        found = [
            _away(member, where(member, day, default_week=self.default_week))
            for member in self.members[office]
            if member.employee_id != besides
        ]
        return tuple(sorted((one for one in found if one), key=lambda one: one.name))

    def working(self, office: int, day: date) -> int:
        """Count who of an office works on a day, wherever, or would if they were not absent."""
        there = (self._standing(member, day) for member in self.members[office])
        return sum(halves != (Standing.FREE, Standing.FREE) for halves in there)

    def staying(
        self,
        office: int,
        day: date,
        *,
        without: Mapping[int, Collection[Half]] | None = None,
        halves: Iterable[Half] = tuple(Half),
    ) -> int:
        """
        Count who stays in the office on a day, in the half day in which fewest do.

        `without` are people who would be out too, each with the halves; `halves` those looked at.
        """
        going = without or {}
        there = [(one.employee_id, self._standing(one, day)) for one in self.members[office]]
        return min(
            sum(
                where[place] is Standing.OFFICE and half not in going.get(who, ())
                for who, where in there
            )
            for place, half in enumerate(Half)
            if half in set(halves)
        )

    def in_all_day(
        self, office: int, day: date, *, without: Mapping[int, Collection[Half]]
    ) -> tuple[str, ...]:
        """Name who stays in an office all day, by name, without those who would be out too."""
        return tuple(
            sorted(
                member.called
                for member in self.members[office]
                if not without.get(member.employee_id)
                and self._standing(member, day) == (Standing.OFFICE, Standing.OFFICE)
            )
        )

    def minimum(self, office: int, day: date) -> int:
        """Give how many the office's manager wants to be in; 0 asks for nothing."""
        return self.minimums[office].on(day)

    def _standing(self, member: Member, day: date) -> tuple[Standing, Standing]:
        return standing(member, day, default_week=self.default_week)


def _away(member: Member, there: Whereabouts) -> Away | None:
    morning, afternoon = there.halves
    if not {morning, afternoon} & SEEN:
        return _for_hours(member, there) if there.partly else None
    half = None
    if morning is not afternoon:
        half = Half.AM if morning in SEEN else Half.PM
    return Away(
        employee_id=member.employee_id,
        name=member.called,
        out=morning if morning in SEEN else afternoon,
        half=half,
        hours=there.hours,
    )


def _for_hours(member: Member, there: Whereabouts) -> Away:
    return Away(
        employee_id=member.employee_id,
        name=member.called,
        out=Standing.OFFICE,
        hours=there.hours,
    )
