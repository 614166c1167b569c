"""The form that somebody has open: a row of the store, with the form's name and version."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from handlers.desk.forms.fields import Field, Form, Values
from storage.core.values import dumps
from storage.people import dialogues
from storage.people.dialogues import Standing
from storage.unit_of_work import UnitOfWork

FORGOTTEN_AFTER = timedelta(hours=12)
"""A question of yesterday is not what today's text answers."""
VERSION, VALUES = "form", "values"


class FormTooOldError(LookupError):
    """A form left open over an upgrade, which this version cannot go on with."""

    def __init__(self, form: Form) -> None:
        super().__init__(f"the open form {form.name!r} is of a version that has no upgrade")
        self.form = form


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingForm:
    """A form as far as it is filled in, and the row that keeps it."""

    form: Form
    values: Values
    row: Standing

    @property
    def missing(self) -> Field | None:
        """The first field that is still to be asked; None if nothing is."""
        return self.form.missing(self.values)

    @property
    def digest(self) -> str:
        """Name exactly these answers: a button that sends them sends nothing else."""
        return f"{zlib.crc32(f'{self.form.name}{dumps(dict(self.values))}'.encode()):08x}"


def is_over(row: Standing | None, *, at: datetime) -> bool:
    """Tell whether nothing is open any more, or what is open was left long ago."""
    return row is None or at - row.updated_at > FORGOTTEN_AFTER


def load(uow: UnitOfWork, telegram_id: int, form: Form, *, at: datetime) -> StandingForm | None:
    """
    Give a form that somebody has open; None if they are doing something else, or left it long ago.

    Raises FormTooOldError for one of a version that cannot be gone on with.
    """
    row = dialogues.load(uow, telegram_id)
    if row is None or row.feature != form.name or is_over(row, at=at):
        return None
    return of_row(form, row)


def of_row(form: Form, row: Standing) -> StandingForm:
    """Give the form that a row holds; raise FormTooOldError."""
    return StandingForm(form=form, values=_values(form, row.state), row=row)


def begin(
    uow: UnitOfWork, telegram_id: int, form: Form, values: Values, *, at: datetime
) -> StandingForm:
    """Open a form with what is known already; whatever else was open is left."""
    state = {VERSION: form.version, VALUES: dict(values)}
    version = dialogues.begin(uow, telegram_id, form.name, state, at=at)
    row = Standing(
        telegram_user_id=telegram_id,
        feature=form.name,
        state=state,
        version=version,
        updated_at=at,
    )
    return StandingForm(form=form, values=dict(values), row=row)


def put(uow: UnitOfWork, standing: StandingForm, *, at: datetime, **values: Any) -> StandingForm:
    """Write answers into an open form; raise Stale if it moved or ended since it was loaded."""
    known = {**standing.values, **values}
    state = {VERSION: standing.form.version, VALUES: known}
    row = dialogues.save(uow, standing.row, state, at=at)
    return StandingForm(form=standing.form, values=known, row=row)


def end(uow: UnitOfWork, telegram_id: int, form: Form) -> None:
    """End this form; whatever else somebody has open stays."""
    row = dialogues.load(uow, telegram_id)
    if row is not None and row.feature == form.name:
        dialogues.end(uow, telegram_id)


def _values(form: Form, state: Mapping[str, Any]) -> Values:
    version = int(state.get(VERSION, 0))
    if version == form.version:
        values: Values = state[VALUES]
        return values
    upgrade = form.upgrades.get(version)
    if upgrade is None:
        raise FormTooOldError(form)
    return upgrade(state.get(VALUES, state))
