"""From the words of a case file to the facts that rules take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from rules.casebook.person import AgreementFacts, EmployeeFacts, SchemeFacts
from rules.casebook.schema import GivenFact, PermitFact
from rules.facts import (
    AbsenceKind,
    Agreement,
    Band,
    BandsByWeekday,
    Child,
    Derogation,
    Employee,
    Mode,
    Period,
    Permit,
    Sanction,
    Scheme,
    Slot,
    Suspension,
    Work,
)
from rules.history import History

_OWN_SHAPE = frozenset({"work", "discipline", "children", "agreement", "timetable", "name"})
_ABSENCES = {kind.value: kind for kind in AbsenceKind}


def employee_of(fields: EmployeeFacts) -> Employee:
    """Give the facts about a person."""
    plain = {name: getattr(fields, name) for name in type(fields).model_fields}
    kept = {name: value for name, value in plain.items() if name not in _OWN_SHAPE}
    return Employee(
        **kept,
        work=Work(**dict(fields.work)),
        discipline=tuple(Sanction(on=s.on, sanction=s.sanction) for s in fields.discipline),
        children=tuple(Child(born=c.born, disabled=c.disabled) for c in fields.children),
        timetable=by_weekday(fields.timetable),
        agreement=_agreement(fields.agreement),
    )


def history_of(given: Iterable[GivenFact]) -> History:
    """Give what has happened and what is booked."""
    slots: list[Slot] = []
    absences: dict[date, AbsenceKind] = {}
    days: dict[str, list[date]] = {"closure": [], "patron": [], "presence": [], "on_call": []}
    permits: list[Permit] = []
    derogations: list[Derogation] = []
    for entry in given:
        for mode in (Mode.AGILE, Mode.REMOTE):
            booked = getattr(entry, mode.value) or ()
            slots += [Slot(day=one.day, mode=mode, half=one.half) for one in booked]
        for name, kind in _ABSENCES.items():
            absences.update(dict.fromkeys(getattr(entry, name) or (), kind))
        for name, known in days.items():
            known.extend(getattr(entry, name) or ())
        if entry.permit:
            permits.append(permit_of(entry.permit))
        if entry.derogation:
            derogations.append(Derogation(**dict(entry.derogation)))
    return History(
        slots=slots,
        absences=absences,
        closures=days["closure"],
        patron=days["patron"],
        presence=days["presence"],
        on_call=days["on_call"],
        permits=permits,
        derogations=derogations,
    )


def by_weekday(named: Mapping[int, Iterable[Band]]) -> BandsByWeekday:
    """Give the spans of single weekdays in order."""
    return tuple((weekday, tuple(sorted(named[weekday]))) for weekday in sorted(named))


def permit_of(fields: PermitFact) -> Permit:
    """Give a permit; hours become minutes."""
    return Permit(
        kind=fields.kind,
        on=fields.on,
        minutes=None if fields.hours is None else round(fields.hours * 60),
        days=fields.days,
        start=fields.start,
        event=fields.event,
    )


def _agreement(fields: AgreementFacts | None) -> Agreement | None:
    if fields is None:
        return None
    return Agreement(
        mode=fields.mode,
        first_day=fields.first_day,
        last_day=fields.last_day,
        scheme=_scheme(fields.scheme),
        bands=tuple(sorted(fields.bands)),
        afternoon_bands=tuple(sorted(fields.afternoon_bands)),
        weekday_bands=by_weekday(fields.weekday_bands),
        disconnection=fields.disconnection,
        presence_per_week=fields.presence_per_week,
        motive=fields.motive,
        suspended=None if fields.suspended is None else Suspension(**dict(fields.suspended)),
    )


def _scheme(fields: SchemeFacts | None) -> Scheme | None:
    if fields is None:
        return None
    if fields.weekdays is not None:
        return Scheme(weekdays=fields.weekdays)
    numbers = {
        Period.MONTH: fields.per_month,
        Period.WEEK: fields.per_week,
        Period.YEAR: fields.per_year,
        Period.FORTNIGHT: fields.per_fortnight,
        Period.BIMESTER: fields.per_bimester,
        Period.QUARTER: fields.per_quarter,
    }
    per, days = next((per, days) for per, days in numbers.items() if days is not None)
    return Scheme(per=per, days=days)
