"""Where each person stands in a dialogue: a row, so that a restart loses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, select

from storage.core.statements import insert_new
from storage.errors import Stale
from storage.tables import DIALOGUE
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A dialogue: the feature that leads it, what it knows, and its version."""

    telegram_user_id: int
    feature: str
    state: Mapping[str, Any]
    version: int
    updated_at: datetime


def load(uow: UnitOfWork, telegram_user_id: int) -> Standing | None:
    """Tell where a person stands; None outside any dialogue."""
    row = uow.connection.execute(_OF_ACCOUNT, {"account": telegram_user_id}).mappings().first()
    return None if row is None else Standing(**row)


def begin(
    uow: UnitOfWork, telegram_user_id: int, feature: str, state: Mapping[str, Any], *, at: datetime
) -> int:
    """Begin a dialogue, leaving any other; give its version."""
    fresh = {"feature": feature, "state": dict(state), "updated_at": at}
    row = {"telegram_user_id": telegram_user_id, "version": 1, **fresh}
    if insert_new(uow.connection, DIALOGUE, **row):
        return 1
    again = DIALOGUE.update().where(DIALOGUE.c.telegram_user_id == telegram_user_id)
    bumped = again.values(version=DIALOGUE.c.version + 1, **fresh).returning(DIALOGUE.c.version)
    return int(uow.connection.execute(bumped).scalar_one())


def save(
    uow: UnitOfWork, standing: Standing, state: Mapping[str, Any], *, at: datetime
) -> Standing:
    """Go one step on; raise Stale if the dialogue moved or ended since it was loaded."""
    step = DIALOGUE.update().where(
        DIALOGUE.c.telegram_user_id == standing.telegram_user_id,
        DIALOGUE.c.feature == standing.feature,
        DIALOGUE.c.version == standing.version,
    )
    version = standing.version + 1
    changed = step.values(state=dict(state), version=version, updated_at=at)
    if not uow.connection.execute(changed).rowcount:
        user_id = standing.telegram_user_id
        raise Stale("dialogue", user_id, load(uow, user_id))
    return Standing(
        telegram_user_id=standing.telegram_user_id,
        feature=standing.feature,
        state=dict(state),
        version=version,
        updated_at=at,
    )


def end(uow: UnitOfWork, telegram_user_id: int) -> bool:
    """End a dialogue and forget what it knew; False if there was none."""
    return bool(uow.connection.execute(_END, {"account": telegram_user_id}).rowcount)


_ACCOUNT: BindParameter[int] = bindparam("account")
_OF_ACCOUNT = select(DIALOGUE).where(DIALOGUE.c.telegram_user_id == _ACCOUNT)
_END = delete(DIALOGUE).where(DIALOGUE.c.telegram_user_id == _ACCOUNT)
