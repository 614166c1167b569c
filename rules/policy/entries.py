"""A version of a policy as a flat list of entries that can be told apart, compared and shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from rules.facts import WEEKDAYS, clock_text
from rules.policy.describe import values
from rules.policy.schema import Tables
from rules.policy.values import Value
from rules.policy.words import plain, title

CITATION = frozenset({"source", "quote", "also", "strength", "way_out"})
_IDENTITY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "eligibility.modes": ("mode",),
        "eligibility.requirements": ("excluded_if", "needed_any", "modes"),
        "eligibility.in_any_case": ("for_any", "modes"),
        "booking.quotas": ("per", "for_if", "modes"),
        "booking.raised": ("per", "for_any"),
        "booking.presence": ("per", "week"),
        "booking.presence_share": ("per",),
        "booking.public_days": ("for_if",),
        "booking.extra": ("beyond", "for_any"),
        "booking.derogation_ceilings": ("article",),
        "bands.weekday": ("weekdays", "season", "for_if"),
        "disconnection.nights": ("evenings", "for_if"),
        "bands.fixed": ("ranks",),
        "agreement.withdrawal": ("by", "causes", "term", "for_if", "first_days", "modes"),
        "agreement.duration": ("ends", "min_months", "max_months", "stated_needs"),
        "agreement.prevalence_for": ("for_if",),
        "priority": ("for_any", "modes"),
        "ranking.precedence": ("for_any",),
        "ranking.points": ("for_if", "each", "child_from", "child_under", "child_disabled"),
        "remote_ranking.precedence": ("for_any",),
        "remote_ranking.points": ("for_if", "each", "child_from", "child_under", "child_disabled"),
        "remote_bands.weekday": ("weekdays", "season", "for_if"),
        "on_call.bars": ("for_if",),
        "readings": (
            "codes",
            "for_if",
            "term",
            "asked",
            "figures",
            "below",
            "given",
            "without_number",
        ),
    }
)
"""What tells the rows of a list apart; the rest is what they say."""
_ONE_BY_ONE: Mapping[str, str] = MappingProxyType(
    {"approver": "ranks", "recall.rules": "reasons", "clauses": "clauses"}
)
"""Lists whose rows speak of several things at once: each becomes an entry of its own."""
_ALSO: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"approver": ("appointments",), "recall.rules": ("modes",), "clauses": ("for_if", "modes")}
)
"""What else tells such rows apart, where they have it."""
_WEEKDAYS = frozenset({"weekdays", "evenings"})
_ALWAYS = frozenset({"notice_days", "days_before", "tacit", "needed"})
"""What is told even where it is nothing: no notice is a rule too."""
_MINUTES_OF_DAY = frozenset({"hour", "start"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a version says: which, what (field by field, in words), and where."""

    name: str
    which: str
    says: Mapping[str, str]
    value: Value

    @property
    def title(self) -> str:
        """Its name in words."""
        return title(self.name, self.which)

    @property
    def content(self) -> str:
        """What it says in one phrase."""
        return "; ".join(f"{key.replace('_', ' ')}: {said}" for key, said in self.says.items())


def entries(tables: Tables) -> Iterator[Entry]:
    """Give every entry of a version, in the order of the schema."""
    for path, value in values(tables, ""):
        name, which = _table(path)
        if name in _ONE_BY_ONE:
            field = _ONE_BY_ONE[name]
            also = _ALSO[name]
            told = _fields(value, set(type(value).model_fields) - set(also))
            says = _fields(value, {field, *also})
            for one in sorted(plain(item) for item in getattr(value, field)):
                yield Entry(name, "; ".join((one, *told.values())), says, value)
        else:
            identity = _IDENTITY.get(name, ())
            told = _fields(value, set(type(value).model_fields) - set(identity))
            which = which or "; ".join(_telling(field, said) for field, said in told.items())
            yield Entry(name, which, _fields(value, set(identity)), value)


def _telling(field: str, said: str) -> str:
    return f"{field.replace('_', ' ')} {said}" if said.isdecimal() else said


def _table(path: str) -> tuple[str, str]:
    """Split a dotted name into its table and, for permits, their kind."""
    name = path.partition("[")[0]
    for table in ("permits", "permit_approvals"):
        if name.startswith(f"{table}."):
            return table, name.removeprefix(f"{table}.")
    return name, ""


def _fields(value: Value, without: set[str]) -> dict[str, str]:
    """Give the fields that are set otherwise than by default, in words."""
    fields = type(value).model_fields
    names = [name for name in fields if name not in CITATION and name not in without]
    given = {name: getattr(value, name) for name in names}
    kept = {
        n: v
        for n, v in given.items()
        if v is not None and (n in _ALWAYS or v != fields[n].get_default())
    }
    return {name: _said(name, item) for name, item in kept.items()}


def _said(name: str, item: Any) -> str:
    if name in _WEEKDAYS:
        return ", ".join(WEEKDAYS[day] for day in sorted(item))
    if name in _MINUTES_OF_DAY and isinstance(item, int):
        return clock_text(item)
    return plain(_unset_left_out(item))


def _unset_left_out(item: Any) -> Any:
    """Give conditions as maps of the keys that they name."""
    if isinstance(item, BaseModel):
        return item.model_dump(exclude_none=True, exclude_defaults=True)
    if isinstance(item, tuple):
        return tuple(_unset_left_out(one) for one in item)
    return item
