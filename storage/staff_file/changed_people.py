"""Running agreements of people whose facts a file changes: whether they may have them so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rules import questions as law
from rules.decision import Reason, Verdict, verdict_of
from rules.facts import Agreement, Employee, moment
from storage.days import facts
from storage.people.staff import Record
from storage.staff_file import employees, taken_away
from storage.staff_file.before_act import BeforeAct, left_to_whoever_decides
from storage.staff_file.changes import Asked, Consent, Remark
from storage.staff_file.records import EmployeeRow
from storage.tables import Rank

NOON = 12 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Changed:
    """Somebody with a running agreement, before the import and now."""

    row: EmployeeRow
    terms: Agreement
    was: Employee
    now: Employee
    is_elected_now: bool

    @property
    def cannot(self) -> bool:
        """Whether no work of theirs can be done elsewhere any more."""
        cannot = self.was.work.remote_possible and not self.now.work.remote_possible
        return cannot or self.is_elected_now


def changed_people(act: BeforeAct) -> Iterator[Remark]:
    """Ask about running agreements whose person, or whose terms, the act speaks against now."""
    new = {(who, row.terms.mode, row.terms.first_day) for who, row in act.brought.agreements}
    for employee_id, row in act.brought.people:
        before = act.brought.known.get(employee_id)
        if before is None:
            continue
        for terms in act.case(employee_id).terms:
            if terms.last_day is not None and terms.last_day < act.today:
                continue
            changed = _changed(act, employee_id, row, before, terms)
            ground = list(_new_of_person(act, changed))
            yield from _loses_ground(act, changed, ground)
            if (employee_id, terms.mode, terms.first_day) not in new:
                yield from _loses_terms(act, changed, {one.code for one in ground})


def _changed(
    act: BeforeAct, employee_id: int, row: EmployeeRow, before: Record, terms: Agreement
) -> _Changed:
    elected = act.person(employee_id).is_elected and before.rank is not Rank.ELECTED
    return _Changed(
        row=row,
        terms=terms,
        was=replace(before.facts, rank=facts.rank_of(before.rank), agreement=terms),
        now=replace(act.case(employee_id).person, agreement=terms),
        is_elected_now=elected,
    )


def _loses_ground(act: BeforeAct, one: _Changed, reasons: Iterable[Reason]) -> Iterator[Asked]:
    """Ask about an agreement whose person may not have one any more."""
    if reasons or one.cannot:
        what = f"{taken_away.agreement(one.terms)} loses its ground: {_facts_of(act, one)}"
        yield _asked(act, one, Consent.END_AGREEMENTS, what, reasons)


def _loses_terms(act: BeforeAct, one: _Changed, told: set[str]) -> Iterator[Remark]:
    """Ask about terms that the act does not allow to who the person is now."""
    known = _obstacles_of_terms(act, one.was, one.terms)
    new = _obstacles_of_terms(act, one.now, one.terms)
    reasons = tuple(each for each in new if each not in known and each.code not in told)
    if not reasons:
        return
    what = f"{taken_away.agreement(one.terms)}, as {_facts_of(act, one)}"
    against = _asked(act, one, Consent.AGAINST_THE_ACT, what, reasons)
    if verdict_of(reasons) is Verdict.REFUSED:
        yield against
    else:
        yield left_to_whoever_decides(against)


def _new_of_person(act: BeforeAct, one: _Changed) -> Iterator[Reason]:
    known = {(each.code, each.articles) for each in _obstacles(act, one.was, one.terms)}
    for reason in _obstacles(act, one.now, one.terms):
        if (reason.code, reason.articles) not in known:
            yield reason


def _obstacles(act: BeforeAct, person: Employee, terms: Agreement) -> tuple[Reason, ...]:
    day = max(act.today, terms.first_day)
    if act.tables(day) is None:
        return ()
    at = moment(day, NOON)
    return law.eligible(act.policy, person, at=at, mode=terms.mode).obstacles


def _obstacles_of_terms(act: BeforeAct, person: Employee, terms: Agreement) -> tuple[Reason, ...]:
    day = max(act.today, terms.first_day)
    if act.tables(day) is None:
        return ()
    return law.check_agreement(act.policy, person, at=moment(day, NOON)).obstacles


def _asked(
    act: BeforeAct, one: _Changed, consent: Consent, what: str, reasons: Iterable[Reason]
) -> Asked:
    number = one.row.record.number
    return Asked(
        consent=consent,
        file=employees.FILE,
        line=one.row.line,
        who=number,
        name=act.names.get(number, ""),
        what=what,
        reasons=tuple(reasons),
    )


def _facts_of(act: BeforeAct, one: _Changed) -> str:
    """Say what became different of somebody, but for health and family."""
    told = act.shown.get(one.row.record.number, ())
    return ", ".join(told) or "facts that are not shown change"
