"""
What an import brought in, held against the act: agreements, weeks on call, days, derogations.

Only what is new or changed and not over is looked at: the past was judged when it was present,
and what was once let in is not asked about again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from rules import questions as law
from rules.calendar import workdays_of
from rules.decision import Verdict, verdict_of
from rules.disconnection import NoMomentError
from rules.facts import (
    MINUTES_OF_A_DAY,
    Agreement,
    Derogation,
    Employee,
    Permit,
    Slot,
    moment,
)
from rules.history import History
from rules.permit_days import days_of
from rules.permit_limits import without_permits
from rules.policy.booking_tables import DerogationCeiling
from rules.policy.errors import PolicyNotInForceError
from rules.policy.library import Policy
from rules.policy.schema import Tables
from rules.reasons import ReasonCode
from storage.agreements import agreements
from storage.days import facts
from storage.people import people
from storage.people.people import Person
from storage.staff_file import besides, employees, permits_apply, spans, taken_away
from storage.staff_file.apply import Brought
from storage.staff_file.before_act import BeforeAct, Row, left_to_whoever_decides
from storage.staff_file.changed_people import changed_people
from storage.staff_file.changes import Asked, Consent, Impossible, Remark
from storage.staff_file.records import (
    AgreementOf,
    DayRow,
    EmployeeRow,
    PermitOf,
)
from storage.tables import HOLDING, Rank
from storage.unit_of_work import UnitOfWork

NOON = 12 * 60
MOST_UNREACHABLE = 20
"""Each is looked for over years: a file full of them must not hold the import for hours."""
OF_THE_ASKING = frozenset({ReasonCode.BOOKED_LATE, ReasonCode.BOOKED_EARLY})
"""When a day was asked for is no matter of an import: it was asked for elsewhere."""
LONGEST_TERM = 100
"""In years: no agreement that is known begins later."""
WHOLE_WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Found:
    """
    What speaks against rows, and what cannot be written at all.

    `left` is what the act leaves to who decides: it is told, and done without asking.
    """

    asked: tuple[Asked, ...]
    impossible: tuple[Impossible, ...]
    left: tuple[Remark, ...] = ()


def held_against(uow: UnitOfWork, brought: Brought, policy: Policy, *, at: datetime) -> Found:
    """Ask the rules about all that an import brought in, as the store has it now."""
    check = _Check(uow, brought, policy, at)
    said = [
        *check.agreements(),
        *changed_people(check),
        *check.under_another_act(),
        *check.derogations(),
        *check.turns(),
        *check.days(),
    ]
    asked = tuple(one for one in said if isinstance(one, Asked))
    left = tuple(one for one in said if not isinstance(one, Asked))
    return Found(asked, (*check.unreachable(), *check.permits()), left)


class _Check(BeforeAct):
    """The questions that are asked of one import."""

    def agreements(self) -> Iterator[Remark]:
        """Hold agreements against all that the act says of one, and of weeks on call."""
        for employee_id, row in self.brought.agreements:
            terms = self._terms(employee_id, row)
            day = max(row.terms.first_day, self.today)
            tables = self.tables(day)
            if terms is None or tables is None or not terms.covers(day):
                continue
            person = replace(self.case(employee_id).person, agreement=terms)
            what = f"the agreement from {terms.first_day}"
            if why := self.outside_service(employee_id, terms.first_day, terms.first_day):
                yield self.against(spans.AGREEMENT_FILE, row, f"{what}, {why}")
            decision = law.check_agreement(self.policy, person, at=moment(day, NOON))
            against = self.against(spans.AGREEMENT_FILE, row, what, decision.obstacles)
            if decision.verdict is Verdict.INVALID:
                yield against
            elif decision.obstacles:
                yield left_to_whoever_decides(against)
            yield from self._weeks_of(employee_id, row, person)

    def under_another_act(self) -> Iterator[Remark]:
        """Ask about known agreements against which the act speaks that the body is to follow."""
        asked = self.brought.changes.asked
        change = next((one for one in asked if one.consent is Consent.CHANGE_POLICY), None)
        if change is None:
            return
        new = {employee_id for employee_id, _ in self.brought.agreements}
        last = date(self.today.year + LONGEST_TERM, 1, 1)
        held = agreements.holders(self.uow, change.who, since=self.today, until=last)
        for person in people.persons(self.uow, set(held) - new).values():
            for terms in self.case(person.id).terms:
                if terms.last_day is None or terms.last_day >= self.today:
                    yield from self._under_it(change, person, terms)

    def _under_it(self, change: Asked, person: Person, terms: Agreement) -> Iterator[Remark]:
        day = max(terms.first_day, self.today)
        if self.tables(day) is None:
            return
        agreed = replace(self.case(person.id).person, agreement=terms)
        decision = law.check_agreement(self.policy, agreed, at=moment(day, NOON))
        against = replace(
            change,
            who=person.number,
            name=person.name,
            what=f"{taken_away.agreement(terms)} under the other act",
            reasons=tuple(decision.obstacles),
        )
        if decision.verdict is Verdict.INVALID:
            yield against
        elif decision.obstacles:
            yield left_to_whoever_decides(against)

    def _terms(self, employee_id: int, row: AgreementOf) -> Agreement | None:
        for terms in self.case(employee_id).terms:
            if (terms.mode, terms.first_day) == (row.terms.mode, row.terms.first_day):
                return terms
        return None

    def _weeks_of(self, employee_id: int, row: AgreementOf, person: Employee) -> Iterator[Asked]:
        new = {turn.monday for who, turn in self.brought.turns if who == employee_id}
        history = self.case(employee_id).history
        for week in sorted(history.on_call - new):
            if week + WHOLE_WEEK >= self.today and row.terms.covers(week):
                yield from self._turn(spans.AGREEMENT_FILE, row, person, history, week)

    def turns(self) -> Iterator[Asked]:
        """Hold weeks on call against turns, absences and days away."""
        for employee_id, row in self.brought.turns:
            if row.monday + WHOLE_WEEK >= self.today:
                person = self.person_on(employee_id, row.monday)
                history = self.case(employee_id).history
                if why := self.outside_service(employee_id, row.monday, row.monday + WHOLE_WEEK):
                    what = f"the week on call of {row.monday}, {why}"
                    yield self.against(besides.ON_CALL_FILE, row, what)
                yield from self._turn(besides.ON_CALL_FILE, row, person, history, row.monday)

    def _turn(
        self, file: str, row: Row, person: Employee, history: History, week: date
    ) -> Iterator[Asked]:
        if self.tables(max(week, self.today)) is None:
            return
        decision = law.on_call(self.policy, person, history, at=self.at, week=week)
        programmed = ReasonCode.TURN_NOT_PROGRAMMED  # an import tells of a programme made before
        reasons = [one for one in decision.obstacles if one.code != programmed]
        if reasons:
            yield self.against(file, row, f"the week on call of {week}", reasons)

    def derogations(self) -> Iterator[Asked]:
        """Tell of derogations where the act has none, or gives fewer days by their article."""
        for who, row in self.brought.derogations:
            first, last = row.derogation.first_day, row.derogation.last_day
            tables = self.tables(max(first, self.today))
            if tables is None or row.taken_back or last < self.today:
                continue
            if why := self.outside_service(who, first, last):
                yield self.against(besides.DEROGATION_FILE, row, f"a derogation, {why}")
            if tables.booking.derogation is None:
                what = "a derogation: the act does not provide for any"
                yield self.against(besides.DEROGATION_FILE, row, what)
            elif ceiling := _passed(tables, row.derogation):
                most, told = ceiling.per_week, row.derogation.per_week
                what = f"a derogation of {told} days a week: the act gives {most} by this article"
                cited = (ceiling.source, *ceiling.also)
                yield self.against(besides.DEROGATION_FILE, row, what, articles=cited)
            elif granting := _other_articles(tables, row.derogation):
                article = row.derogation.article
                what = f"a derogation by article {article}, by which the act grants none"
                yield self.against(besides.DEROGATION_FILE, row, what, articles=granting)

    def days(self) -> Iterator[Asked]:
        """Hold days to come against all that limits a booking, one after the other."""
        coming: dict[int, list[DayRow]] = {}
        for employee_id, row in self.brought.days:
            if row.day >= self.today and row.state in HOLDING:
                coming.setdefault(employee_id, []).append(row)
        for employee_id, rows in coming.items():
            yield from self._days_of(employee_id, sorted(rows, key=lambda row: row.day))

    def _days_of(self, employee_id: int, rows: list[DayRow]) -> Iterator[Asked]:
        history = self.case(employee_id).history
        new = {(row.day, row.half) for row in rows}
        slots = [slot for slot in history.slots if (slot.day, slot.half) not in new]
        told: set[date] = set()
        for row in rows:
            person = self.person_on(employee_id, row.day)
            if self.tables(max(row.day, self.today)) is None:
                continue
            decision = law.book(
                self.policy,
                person,
                history.with_slots(slots),
                at=self.at,
                day=row.day,
                half=row.half,
                mode=row.mode,
            )
            reasons = tuple(one for one in decision.reasons if one.code not in OF_THE_ASKING)
            if why := self.outside_service(employee_id, row.day, row.day):
                yield self.against(spans.DAY_FILE, row, f"the day {row.day}, {why}")
            elif verdict_of(reasons) is Verdict.REFUSED:
                against = [one for one in reasons if one.against]
                if any(one.code == ReasonCode.WEEK_ON_CALL for one in against):
                    told.add(_monday_of(row.day))
                yield self.against(spans.DAY_FILE, row, f"the day {row.day}", against)
            slots.append(Slot(day=row.day, mode=row.mode, half=row.half))
        yield from self._weeks_with(employee_id, rows, told)

    def _weeks_with(
        self, employee_id: int, rows: list[DayRow], told: set[date]
    ) -> Iterator[Asked]:
        """Look again at known weeks on call in which a day away is new, but for those `told`."""
        history = self.case(employee_id).history
        new = {turn.monday for who, turn in self.brought.turns if who == employee_id}
        seen = set(told)
        for row in rows:
            week = _monday_of(row.day)
            if week in history.on_call - new - seen:
                seen.add(week)
                person = self.person_on(employee_id, week)
                yield from self._turn(spans.DAY_FILE, row, person, history, week)

    def permits(self) -> Iterator[Impossible]:
        """Complain of new or changed permits that overlap others, or do not fit in their day."""
        tables = self.tables(self.today)
        told = {(one.file, one.line) for one in self.brought.changes.impossible}
        for employee_id, row in self.brought.permits:
            if (besides.PERMIT_FILE, row.line) in told:
                continue
            case = self.case(employee_id)
            if too_long := _beyond_the_day(row, case):
                yield too_long
                continue
            week = tables.week.days if tables else 5
            workdays = workdays_of(case.person, week)
            meeting = (one for one in _others(row, case) if _overlap(row, one, case, workdays))
            if other := next(meeting, None):
                yield permits_apply.taken(row, other)

    def unreachable(self) -> Iterator[Impossible]:
        """Complain of rows after which no minute is left in which somebody may be written to."""
        found: set[int] = set()
        for who, file, row, number, agreed in self._ways():
            if who in found or len(found) == MOST_UNREACHABLE:
                continue
            if not self._can_be_reached(who, row, agreed=agreed):
                found.add(who)
                yield Impossible(
                    file=file,
                    line=row.line,
                    column="",
                    value=number,
                    expected="days worked, bands and disconnection that leave a minute open",
                )

    def _ways(self) -> Iterator[tuple[int, str, AgreementOf | EmployeeRow, str, bool]]:
        """Look at people by themselves, at new agreements, at people with what they had agreed."""
        people = [
            (who, row) for who, row in self.brought.people if row.record.rank is not Rank.ELECTED
        ]
        for who, row in people:
            yield who, employees.FILE, row, row.record.number, False
        for who, agreed in self.brought.agreements:
            yield who, spans.AGREEMENT_FILE, agreed, agreed.number, True
        for who, row in people:
            yield who, employees.FILE, row, row.record.number, True

    def _can_be_reached(
        self, employee_id: int, row: AgreementOf | EmployeeRow, *, agreed: bool
    ) -> bool:
        begins = row.terms.first_day if isinstance(row, AgreementOf) else self.today
        history = self.case(employee_id).history
        for day in {self.today, max(self.today, begins)}:
            person = self.person_on(employee_id, day)
            person = person if agreed else replace(person, agreement=None)
            try:
                law.deliver(self.policy, person, history, at=moment(day, NOON))
                law.contact(self.policy, person, history, at=moment(day, NOON))
            except NoMomentError:
                return False
            except PolicyNotInForceError:
                continue
        return True


def _passed(tables: Tables, derogation: Derogation) -> DerogationCeiling | None:
    """Give the ceiling that a derogation passes, of those of its article."""
    passed = (
        one
        for one in tables.booking.derogation_ceilings
        if one.article == derogation.article and one.per_week < derogation.per_week
    )
    return next(passed, None)


def _other_articles(tables: Tables, derogation: Derogation) -> tuple[str, ...]:
    """Give the articles by which the act grants derogations, if that of one is none of them."""
    found, ceilings = tables.booking.derogation, tables.booking.derogation_ceilings
    if found is None or not found.source or not derogation.article:
        return ()
    granting = dict.fromkeys((found.source, *found.also, *(one.article for one in ceilings)))
    return () if derogation.article in granting else tuple(granting)


def _monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _others(row: PermitOf, case: facts.Case) -> list[Permit]:
    others = list(case.history.permits)
    if row.permit in others:
        others.remove(row.permit)
    return others


def _beyond_the_day(row: PermitOf, case: facts.Case) -> Impossible | None:
    """Complain of minutes that make more than a day of all permits of that day."""
    minutes = row.permit.minutes
    if minutes is None:
        return None
    others = sum(one.minutes or 0 for one in _others(row, case) if one.on == row.permit.on)
    if minutes + others <= MINUTES_OF_A_DAY:
        return None
    return Impossible(
        file=besides.PERMIT_FILE,
        line=row.line,
        column="minuti",
        value=f"{minutes}",
        expected=(
            f"at most {max(0, MINUTES_OF_A_DAY - others)}: other permits of the same person hold "
            f"{others} minutes of {row.permit.on}, and a day has {MINUTES_OF_A_DAY}"
        ),
    )


def _overlap(row: PermitOf, other: Permit, case: facts.Case, workdays: frozenset[int]) -> bool:
    one = row.permit
    if one.days is None and other.days is None:
        if one.on != other.on or one.start is None or other.start is None:
            return False
        ends, other_ends = one.start + (one.minutes or 0), other.start + (other.minutes or 0)
        return one.start < other_ends and other.start < ends
    days, other_days = (_days_of(permit, case, workdays) for permit in (one, other))
    return bool(days & other_days)


def _days_of(permit: Permit, case: facts.Case, workdays: frozenset[int]) -> set[date]:
    if permit.days is None:
        return {permit.on}
    return set(days_of(without_permits(case.history), permit, workdays))
