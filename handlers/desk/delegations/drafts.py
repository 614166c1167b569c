"""The delegation that somebody is putting together: whom, from which day to which."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.desk.context import Actor, Desk
from handlers.desk.delegations.actions import DELEGATE, DELEGATION, FIRST, LAST, Wanted
from handlers.desk.forms import standing as forms
from handlers.desk.forms.fields import Values
from handlers.desk.forms.standing import StandingForm


def begin(desk: Desk, actor: Actor, **values: Any) -> StandingForm:
    """Begin a delegation with what is known already; any other dialogue is left."""
    with desk.store.writing() as uow:
        begun = forms.begin(uow, actor.telegram_id, DELEGATION, values, at=desk.clock())
        uow.commit()
    return begun


def wanted(values: Values) -> Wanted | None:
    """Give the whole of it, once nothing is missing."""
    whom, first, last = (values.get(name) for name in (DELEGATE, FIRST, LAST))
    if whom is None or first is None or last is None:
        return None
    return Wanted(delegate_id=whom, first=first, last=last)


def with_day(values: Values, day: date) -> Mapping[str, date | None]:
    """Take a day that was tapped: the first, and then the last."""
    first, last = values.get(FIRST), values.get(LAST)
    if first is None or last is not None:
        return {FIRST: day, LAST: None}
    return {FIRST: min(day, first), LAST: max(day, first)}


def with_span(values: Values, span: tuple[date, date]) -> Mapping[str, date]:
    """Take days that were written: both ends, or the end of what has a beginning."""
    first, last = span
    beginning = values.get(FIRST)
    if first == last and beginning is not None and values.get(LAST) is None:
        return {FIRST: min(first, beginning), LAST: max(first, beginning)}
    return {FIRST: first, LAST: last}
