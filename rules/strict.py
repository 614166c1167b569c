"""Tables that take a value only as it is written: a number is no word, `true` is no number."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from math import isfinite
from typing import Any, Self, get_args, get_origin

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ValidationInfo,
    field_validator,
)

from rules.wrong import WrongValueError


class Closed(BaseModel):
    """A table of a policy: an unknown or misplaced key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Copy it without what was worked out from its values: they may be others now."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(copied).model_fields.keys():
            del copied.__dict__[name]
        return copied


class Strict(Closed):
    """A table whose numbers, yes-or-nos and days are written as such, and never guessed."""

    @field_validator("*", mode="before")
    @classmethod
    def _as_written(cls, value: Any, info: ValidationInfo) -> Any:
        kinds = _kinds(cls, info.field_name or "")
        if kinds & {int, float} and bool not in kinds:
            _number(value, whole=float not in kinds)
        elif bool in kinds and value is not None and not isinstance(value, bool):
            raise WrongValueError(
                "write true or false, without quotation marks",
                "scrivi true (sì) o false (no), senza virgolette",
            )
        elif date in kinds and type(value) is not date:
            raise WrongValueError(
                "write a day as 2026-12-31, without quotation marks and without an hour",
                "scrivi un giorno come 2026-12-31, senza virgolette e senza ora",
            )
        elif value == [] and _is_choice(cls, info.field_name or ""):
            raise WrongValueError(
                "give at least one, or leave the key out", "indicane almeno uno, o togli la chiave"
            )
        if isinstance(value, list):
            _once(value)
        return value


def _once(words: list[Any]) -> None:
    """Raise WrongValueError if a list names a word twice: another was meant."""
    named = [one for one in words if isinstance(one, str)]
    for word in named:
        if named.count(word) > 1:
            raise WrongValueError(
                f"{word!r} stands twice: leave one, or write what was meant instead",
                f"{word!r} sta due volte: lasciane una, o scrivi che cosa si intendeva",
            )


def _is_choice(table: type[BaseModel], name: str) -> bool:
    """Tell whether a key chooses among words: chosen nothing, its table never holds."""
    annotation = table.model_fields[name].annotation
    return any(get_origin(one) is frozenset for one in (annotation, *get_args(annotation)))


@cache
def _kinds(table: type[BaseModel], name: str) -> frozenset[Any]:
    """Give the plain types that a field takes; none where it reads its own way of writing."""
    field = table.model_fields[name]
    if any(isinstance(one, BeforeValidator) for one in field.metadata):
        return frozenset()
    wanted = frozenset({field.annotation, *get_args(field.annotation)})
    return wanted & {int, float, bool, date}


def _number(value: Any, *, whole: bool) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float | None):
        raise WrongValueError(
            "write a number, without quotation marks", "scrivi un numero, senza virgolette"
        )
    if isinstance(value, float) and not isfinite(value):
        raise WrongValueError("write a number that ends", "scrivi un numero finito")
    if whole and isinstance(value, float):
        raise WrongValueError(
            "write a whole number, without a point", "scrivi un numero intero, senza punto"
        )
