"""The kinds that the desk knows, and how a button names a request."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from handlers.desk.presses import StalePressError, whole_number
from handlers.desk.requests.kinds.days import Days
from handlers.desk.requests.kinds.kind import Kind
from handlers.desk.requests.kinds.patterns import Patterns
from handlers.desk.requests.kinds.permits import Permits
from handlers.desk.requests.request import Key, Request
from storage.errors import NotFound
from storage.unit_of_work import UnitOfWork

_ALL: tuple[Kind, ...] = (Days(), Permits(), Patterns())
KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _ALL})
"""By name. A new kind is one module beside these and one line here."""
_BY_MARK = {kind.mark: kind for kind in _ALL}


def kind_of(request: Request) -> Kind:
    """Give the kind of a request."""
    return KINDS[request.kind]


def token(request: Request) -> str:
    """Name a request in a button."""
    return f"{kind_of(request).mark}{request.id}"


def key_of(text: str) -> Key:
    """Read what a button names; raise StalePressError for what no button of ours says."""
    mark, number = text[:1], text[1:]
    if mark not in _BY_MARK:
        raise StalePressError(f"{text!r} names no request")
    return _BY_MARK[mark].name, whole_number(number)


def load(uow: UnitOfWork, keys: Iterable[Key]) -> list[Request]:
    """List requests of all kinds, by day and asker; those that are not there are left out."""
    by_kind: defaultdict[str, set[int]] = defaultdict(set)
    for name, number in keys:
        by_kind[name].add(number)
    found = [one for name, ids in by_kind.items() for one in KINDS[name].by_ids(uow, ids)]
    return in_order(found)


def one(uow: UnitOfWork, key: Key) -> Request:
    """Give one request; raise NotFound."""
    found = load(uow, [key])
    if not found:
        raise NotFound("request", key[1])
    return found[0]


def all_waiting(uow: UnitOfWork, body_id: str | None = None) -> list[Request]:
    """List all that waits in a body, or in every body, by day."""
    return in_order(one for kind in _ALL for one in kind.pending(uow, body_id))


def in_order(requests: Iterable[Request]) -> list[Request]:
    """Put requests in the order of their days."""
    return sorted(requests, key=lambda one: (one.day, one.employee_id, one.kind, one.id))
