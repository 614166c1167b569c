"""The kinds of field of a case file; each refuses what it would have to guess."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from rules.conditions import all_known, known
from rules.facts import (
    PERMIT_KINDS,
    ROME,
    WEEKDAYS,
    Band,
    Mode,
    minute_of,
)


def _day(value: Any) -> Any:
    if isinstance(value, datetime):
        raise ValueError(f"{value} has a time: write a day like 2026-11-26")  # noqa: TRY004 (pydantic wants ValueError)
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"{value!r} is not a day: write it as 2026-11-26") from None
    if isinstance(value, date):
        return value
    raise ValueError(f"{value!r} is not a day: write it as 2026-11-26")


def _moment(value: Any) -> Any:
    if isinstance(value, str) and len(value) > len("2026-11-26"):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            raise ValueError(f"{value!r} is not a moment: write it as 2026-11-26T10:15") from None
    if isinstance(value, datetime):
        try:
            return value.replace(tzinfo=ROME) if value.tzinfo is None else value.astimezone(ROME)
        except OverflowError:
            raise ValueError(f"{value} is beyond the years that the calendar has") from None
    raise ValueError(f"{value!r} is not a moment: write it as 2026-11-26T10:15")


def _band(value: Any) -> Any:
    if isinstance(value, str):
        return Band.parse(value)
    raise ValueError(f"{value!r} is not a band: write it as 10:00-12:00, in quotes")


def _minute(value: Any) -> Any:
    if isinstance(value, str):
        return minute_of(value)
    raise ValueError(f'{value!r} is not a time of day: write it in quotes, as "09:30"')


def _reachable(days: frozenset[int]) -> frozenset[int]:
    if not days - {WEEKDAYS.index("sun")}:
        raise ValueError("name at least one day besides Sunday, which nobody works")
    return days


def _leaves_time(window: Band) -> Band:
    if window.minutes == 0:
        raise ValueError(f"{window} lasts 24 hours and leaves no time for work")
    return window


def _weekday(value: Any) -> Any:
    if value in WEEKDAYS:
        return WEEKDAYS.index(value)
    raise ValueError(f"{value!r} is not a weekday: write one of {', '.join(WEEKDAYS)}")


def word(allowed: frozenset[str], what: str) -> BeforeValidator:
    """Take one of the words allowed; the error lists them."""
    return BeforeValidator(lambda value: known(str(value), allowed, what))


def list_of_words() -> BeforeValidator:
    """Take a list of words, which something else holds against those that are known."""

    def check(value: Any) -> Any:
        if not isinstance(value, list):
            raise ValueError(f"{value!r} is not a list: write it as [..]")  # noqa: TRY004 (pydantic wants ValueError)
        return frozenset(str(word) for word in value)

    return BeforeValidator(check)


def list_of(allowed: frozenset[str], what: str) -> BeforeValidator:
    """Take a list of the words allowed."""

    def check(value: Any) -> Any:
        if not isinstance(value, list):
            raise ValueError(f"{value!r} is not a list: write it as [..]")  # noqa: TRY004 (pydantic wants ValueError)
        return all_known(frozenset(str(word) for word in value), allowed, what)

    return BeforeValidator(check)


def says_one_thing(fields: BaseModel) -> bool:
    """Tell whether exactly one key is there, and says something."""
    return [getattr(fields, name) is not None for name in fields.model_fields_set] == [True]


Day = Annotated[date, BeforeValidator(_day)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Span = Annotated[Band, BeforeValidator(_band)]
Minute = Annotated[int, BeforeValidator(_minute)]
WeekdayName = Annotated[int, BeforeValidator(_weekday)]
Weekdays = frozenset[WeekdayName]
SpansByWeekday = dict[WeekdayName, Annotated[tuple[Span, ...], Field(min_length=1)]]
Workdays = Annotated[Weekdays, AfterValidator(_reachable)]
Window = Annotated[Span, AfterValidator(_leaves_time)]
Count = Annotated[int, Field(strict=True, ge=0)]
Hours = Annotated[float, Field(strict=True, gt=0, le=24 * 366)]
Points = Annotated[float, Field(strict=True, ge=0, le=100)]
PermitKind = Annotated[str, word(PERMIT_KINDS, "a kind of permit")]
Distance = Annotated[float, Field(strict=True, ge=0)]
AwayMode = Annotated[Mode, word(frozenset({"agile", "remote"}), "a way of working")]


def _monday(value: date) -> date:
    if value.weekday() != 0:
        raise ValueError(f"{value} is no Monday: a week on call is named by its first day")
    return value


Monday = Annotated[date, BeforeValidator(_day), AfterValidator(_monday)]
