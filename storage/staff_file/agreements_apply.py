"""The rows of accordi.csv into the store: each known again by person, mode and first day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import update

from rules.facts import ROME, Agreement, Scheme, Suspension
from storage.agreements import agreements
from storage.agreements.agreements import SignedAgreement
from storage.staff_file import growth, spans, taken_away
from storage.staff_file.cells import PERIODS, WEEKDAYS
from storage.staff_file.changes import (
    UNSAID,
    Amended,
    Asked,
    Change,
    Changes,
    Consent,
    Grown,
    Impossible,
    spans_said,
    written,
)
from storage.staff_file.records import AgreementOf, tells
from storage.tables import AGREEMENT
from storage.unit_of_work import UnitOfWork

TERMS = {
    "al": "last_day",
    "schema": "scheme",
    "fasce": "bands",
    "fasce_pomeriggio": "afternoon_bands",
    "fasce_giorni": "weekday_bands",
    "disconnessione": "disconnection",
    "presenza_settimana": "presence_per_week",
    "motivo": "motive",
    "sospeso_dal": "suspended",
}
LOST = ("schema", "fasce", "fasce_pomeriggio", "fasce_giorni", "disconnessione")
"""What takes something from people where a file empties it."""
PRIVATE = frozenset({"motivo"})
"""The needs that it states may be those of a family: kept encrypted, and never shown."""
PERIOD_SAID = {period: word for word, period in PERIODS.items()}


def bring_agreement(
    uow: UnitOfWork,
    employee_id: int,
    row: AgreementOf,
    *,
    name: str,
    changes: Changes,
    at: datetime,
    by: int | None,
) -> bool | None:
    """
    Keep an agreement; columns that the file has not stay as they are known.

    Tells whether a known one changed, None if it is new. One that overlaps another of its mode
    is noted as impossible and not written.
    """
    signed = agreements.of_person(uow, employee_id)
    known = next((one for one in signed if _is_same(one.terms, row.terms)), None)
    terms = row.terms if known is None else _merged(known.terms, row)
    if other := _overlapping(signed, known, terms):
        changes.impossible.append(_impossible(row, other))
        return False
    _tell(row, None if known is None else known.terms, terms, name, changes)
    if known is None:
        agreements.add(uow, employee_id, terms, at=at, by=by)
        return None
    if known.terms == terms:
        return False
    changed = update(AGREEMENT).where(AGREEMENT.c.id == known.id)
    uow.connection.execute(changed.values(agreements.to_row(terms)))
    agreements.note_changed(uow, employee_id, terms, at=at, by=by)
    amended = Amended(employee_id=employee_id, before=known.terms, after=terms)
    changes.amended.append(amended)
    if ended := _ends_sooner(known.terms, terms):
        changes.asked.append(_asked(row, name, ended))
    today = at.astimezone(ROME).date()
    if terms.last_day is None or terms.last_day >= today:
        changes.grown += _grown(row, (employee_id, name), known.terms, terms, today=today)
        changes.asked += taken_away.of_agreement(row, name, terms, _emptied(known.terms, terms))
        if _is_newly_suspended(known.terms, terms, today=today):
            changes.asked.append(_asked(row, name, f"is suspended, {_said(terms.suspended)}"))
    return True


def _is_same(known: Agreement, told: Agreement) -> bool:
    return known.mode is told.mode and known.first_day == told.first_day


def _merged(known: Agreement, row: AgreementOf) -> Agreement:
    told = {n: getattr(row.terms, n) for col, n in TERMS.items() if tells(row.told, col)}
    merged = replace(known, **told)
    suspended, before = merged.suspended, known.suspended
    if suspended and before and not tells(row.told, "sospeso_al"):
        same = suspended.first_day == before.first_day
        return replace(merged, suspended=before if same else suspended)
    return merged


def _overlapping(
    signed: list[SignedAgreement], known: SignedAgreement | None, terms: Agreement
) -> Agreement | None:
    for one in signed:
        if one == known or one.terms.mode is not terms.mode:
            continue
        last, end = one.terms.last_day or date.max, terms.last_day or date.max
        if one.terms.first_day <= end and terms.first_day <= last:
            return one.terms
    return None


def _impossible(row: AgreementOf, other: Agreement) -> Impossible:
    until = f"to {other.last_day}" if other.last_day else "open-ended"
    expected = (
        f"a span that does not overlap the agreement known from {other.first_day} ({until}): "
        "end that one with al first, or name its dal to change it"
    )
    day = row.terms.first_day.isoformat()
    return Impossible(
        file=spans.AGREEMENT_FILE, line=row.line, column="dal", value=day, expected=expected
    )


def _ends_sooner(before: Agreement, after: Agreement) -> str | None:
    if after.last_day is None or (before.last_day and before.last_day <= after.last_day):
        return None
    return f"ends on {after.last_day}, not {before.last_day or 'open-ended'}"


def _is_newly_suspended(before: Agreement, after: Agreement, *, today: date) -> bool:
    now = after.suspended
    if now is None or _lies_within(now, before.suspended):
        return False
    return now.last_day is None or now.last_day >= today


def _lies_within(now: Suspension, before: Suspension | None) -> bool:
    """Tell whether a suspension is a known one, or a part of it: it takes nothing more away."""
    if before is None:
        return False
    last, known = now.last_day or date.max, before.last_day or date.max
    return before.first_day <= now.first_day and last <= known


def _grown(
    row: AgreementOf, who: tuple[int, str], before: Agreement, after: Agreement, *, today: date
) -> Iterator[Grown]:
    employee_id, name = who
    if more := growth.of(before, after, today=today):
        columns = {term: column for column, term in TERMS.items()}
        what = (
            f"{columns[term]}: {_said(getattr(before, term))} -> {_said(getattr(after, term))}"
            for term in more
        )
        yield Grown(
            file=spans.AGREEMENT_FILE,
            line=row.line,
            who=row.number,
            name=name,
            what=f"the agreement from {after.first_day}: {'; '.join(what)}",
            employee_id=employee_id,
            before=before,
            after=after,
        )


def _emptied(before: Agreement, after: Agreement) -> Iterator[tuple[str, str]]:
    """Give the columns that held something and hold nothing now, with what they held."""
    for column in LOST:
        term = TERMS[column]
        if getattr(before, term) and not getattr(after, term):
            yield column, _said(getattr(before, term))


def _asked(row: AgreementOf, name: str, ended: str) -> Asked:
    return Asked(
        consent=Consent.END_AGREEMENTS,
        file=spans.AGREEMENT_FILE,
        line=row.line,
        who=row.number,
        name=name,
        what=f"the agreement from {row.terms.first_day} {ended}",
    )


def _tell(
    row: AgreementOf, before: Agreement | None, after: Agreement, name: str, changes: Changes
) -> None:
    what = f"accordo {after.mode.value} dal {after.first_day}"
    told = Change(file=spans.AGREEMENT_FILE, who=row.number, name=name, what=what)
    if before is None:
        changes.tell(replace(told, after="new"))
    for column, term in TERMS.items():
        old = UNSAID if before is None else _said(getattr(before, term))
        new = _said(getattr(after, term))
        one = replace(told, what=f"{what}, {column}", before=old, after=new)
        if column not in PRIVATE:
            changes.tell(one)
        elif old != new:
            changes.tell(replace(one, before=UNSAID, after=UNSAID, private=True))


def _said(value: Any) -> str:
    if isinstance(value, Scheme):
        if value.per is None:
            return ",".join(WEEKDAYS[day] for day in sorted(value.weekdays))
        return f"{value.days}/{PERIOD_SAID[value.per]}"
    if isinstance(value, Suspension):
        return f"{value.first_day} / {value.last_day or 'until it is said'}"
    if isinstance(value, tuple) and value and isinstance(value[0], tuple):
        return spans_said(value)
    return written(value)
