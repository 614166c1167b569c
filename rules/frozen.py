"""A ranking's inputs kept as they were, so that its result can be computed again and checked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from hashlib import sha256
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from rules.decision import Decision
from rules.facts import ROME, Employee, Mode
from rules.policy.library import Policy, Version
from rules.ranking import Applicant, Round, priority_of, rank, ranking_of

FORMAT = 3
SECOND_FORMAT = 2
"""Held a policy to every key of its tables, also to those that it left out."""
FIRST_FORMAT = 1
"""Knew agile work alone and no share of the staff."""
_EMPLOYEE = TypeAdapter(Employee)
_FIRST_KEYS = frozenset(
    {"format", "policy", "version", "rules", "at", "places", "applicants", "order", "digest"}
)
_KEYS = _FIRST_KEYS | {"mode", "staff"}


class FrozenError(ValueError):
    """A frozen ranking cannot be computed again; the message says what is not as it was."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a ranking was asked for: with the same policy it gives the same result."""

    policy_id: str
    at: datetime
    asked: Round


def freeze(policy: Policy, asked: Round, *, at: datetime) -> dict[str, Any]:
    """
    Lay out a ranking's inputs as plain data for JSON, with digests that notice any change.

    Each applicant has a digest of their own, so that a later change is told by name; `rules` is
    that of the policy's version, `digest` that of everything. Health and family facts are in it
    as they are: it is kept like the applications themselves. `order` is the result.
    """
    found = rank(policy, asked, at=at)
    record: dict[str, Any] = {
        "format": FORMAT,
        "policy": policy.id,
        "version": _version(policy, at).first_day.isoformat(),
        "rules": _digest_of_rules(policy, at, asked.mode),
        "at": at.astimezone(ROME).isoformat(),
        "places": asked.places,
        "mode": asked.mode.value,
        "staff": asked.staff,
        "applicants": [_written(one) for one in asked.applicants],
        "order": list(found.values["order"]),
    }
    return record | {"digest": _digest(record)}


def thaw(record: Any) -> Frozen:
    """
    Read frozen inputs; raise FrozenError naming everything that is not as it was written.

    A digest inside the record notices accidents. Against intent, the digest that was printed when
    the ranking was made is compared with the one in the record by whoever wrote it down.
    """
    if not isinstance(record, Mapping) or record.keys() not in (_KEYS, _FIRST_KEYS):
        raise FrozenError(f"a frozen ranking has exactly the keys {', '.join(sorted(_KEYS))}")
    reads_it = (SECOND_FORMAT, FORMAT) if record.keys() == _KEYS else (FIRST_FORMAT,)
    if record["format"] not in reads_it:
        reads = (
            f"this program reads {SECOND_FORMAT} and {FORMAT}, and {FIRST_FORMAT} without mode "
            "and staff"
        )
        raise FrozenError(f"its format is {record['format']!r}: {reads}")
    changed = [_name_in(one) for one in _listed(record) if not _is_as_written(one)]
    if changed:
        raise FrozenError(f"changed since it was frozen: applicant {', '.join(changed)}")
    if record["digest"] != _digest({k: v for k, v in record.items() if k != "digest"}):
        raise FrozenError("changed since it was frozen: its digest is not that of what it says")
    try:
        at, places = datetime.fromisoformat(record["at"]), int(record["places"])
        mode = Mode(record.get("mode", Mode.AGILE))
        staff = None if record.get("staff") is None else int(record["staff"])
    except (TypeError, ValueError) as error:
        what = "its moment, its places, its mode or its staff"
        raise FrozenError(f"{what} cannot be read: {error}") from error
    applicants = tuple(_read(one) for one in record["applicants"])
    return Frozen(str(record["policy"]), at, Round(applicants, places, mode, staff))


def again(policy: Policy, record: Mapping[str, Any]) -> Decision:
    """
    Compute a frozen ranking again.

    Raises FrozenError if its inputs were changed, if the policy's version says something else
    than it did, or if the order comes out otherwise.
    """
    frozen = thaw(record)
    version = _version(policy, frozen.at).first_day.isoformat()
    if (policy.id, version) != (record["policy"], record["version"]):
        was, now = f"{record['policy']} from {record['version']}", f"{policy.id} from {version}"
        raise FrozenError(f"it was made under the policy {was}, not {now}")
    told = _digest_of_every_key if record["format"] < FORMAT else _digest_of_rules
    if told(policy, frozen.at, frozen.asked.mode) != record["rules"]:
        raise FrozenError(f"the policy {policy.id} from {version} was changed since it was frozen")
    found = rank(policy, frozen.asked, at=frozen.at)
    if list(found.values["order"]) != record["order"]:
        order = ", ".join(found.values["order"])
        raise FrozenError(f"the order comes out otherwise now: {order}")
    return found


def _version(policy: Policy, at: datetime) -> Version:
    tables = policy.on(at.astimezone(ROME).date())
    return next(version for version in policy.versions if version.tables is tables)


def _digest_of_rules(policy: Policy, at: datetime, mode: Mode) -> str:
    """
    Look at what decides a ranking: who is admitted, whom the law puts first, in which order.

    Only what says something: a key that the schema gets later says nothing where it is left out.
    """
    on, tables = at.astimezone(ROME).date(), _version(policy, at).tables
    decides = {
        "eligibility": tables.eligibility,
        "priority": priority_of(policy, on, mode),
        "ranking": ranking_of(policy, on, mode),
    }
    return _digest(_plain(decides, _said))


def _digest_of_every_key(policy: Policy, at: datetime, mode: Mode) -> str:
    """Give what earlier formats kept: every key of the schema of then, set or not."""
    order = ranking_of(policy, at.astimezone(ROME).date(), mode)
    tables = _version(policy, at).tables
    return _digest(_plain({"eligibility": tables.eligibility, "ranking": order}, _every))


def _listed(record: Mapping[str, Any]) -> list[Any]:
    applicants = record["applicants"]
    if not isinstance(applicants, list):
        raise FrozenError("`applicants` is a list")
    return applicants


def _written(one: Applicant) -> dict[str, Any]:
    told = {"name": one.name, "person": _plain(one.person)}
    return told | {"digest": _digest(told)}


def _is_as_written(told: Any) -> bool:
    if not isinstance(told, Mapping) or told.keys() != {"name", "person", "digest"}:
        return False
    return bool(told["digest"] == _digest({"name": told["name"], "person": told["person"]}))


def _name_in(told: Any) -> str:
    return repr(told.get("name")) if isinstance(told, Mapping) else repr(told)


def _read(told: Mapping[str, Any]) -> Applicant:
    try:
        person = _EMPLOYEE.validate_json(json.dumps(told["person"]))
    except ValidationError as error:
        found = error.errors()[0]
        place = ".".join(str(part) for part in found["loc"])
        message = f"applicant {told['name']!r}: {place}: {found['msg']}"
        raise FrozenError(message) from error
    return Applicant(str(told["name"]), person)


def _said(table: BaseModel) -> Iterable[str]:
    """Name the keys of a table that say something else than is taken without them."""
    return (
        name
        for name, field in type(table).model_fields.items()
        if getattr(table, name) != field.get_default(call_default_factory=True)
    )


def _every(table: BaseModel) -> Iterable[str]:
    """Name every key of a table: one that it gets later has to be left out of earlier formats."""
    return type(table).model_fields


def _plain(value: Any, keys: Callable[[BaseModel], Iterable[str]] = _said) -> Any:
    """Lay facts and tables out as JSON; what has no order of its own is sorted."""
    if isinstance(value, BaseModel):
        return {name: _plain(getattr(value, name), keys) for name in keys(value)}
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name), keys) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item, keys) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((_plain(item, keys) for item in value), key=str)
    if isinstance(value, list | tuple):
        return [_plain(item, keys) for item in value]
    return _plain_word(value)


def _plain_word(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _digest(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode()).hexdigest()
