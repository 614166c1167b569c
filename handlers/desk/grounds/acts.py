"""A new version of an act is a ground too: what was granted under the older one is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from weakref import WeakKeyDictionary

import structlog

from handlers.desk.context import Desk
from rules.policy.fingerprint import fingerprint
from rules.policy.library import Policy
from storage.days import grounds
from storage.store import Store

log = structlog.get_logger(__name__)
_KNOWN: dict[int, tuple[Policy, str]] = {}
"""The names of the policies of this process, by identity: they are read once."""
_NOTED: WeakKeyDictionary[Store, dict[str, str]] = WeakKeyDictionary()
"""
What this process has noted of the body of each id.

It notes an act once: beside another replica with another version, as during an upgrade, both would
else have everybody looked at again each minute.
"""


def look_at_acts(desk: Desk) -> int:
    """
    Have everybody looked at again whose act says something else than when the desk saw it last.

    An act that the desk sees for the first time is no news: what was granted is taken as it is.
    """
    noted = _NOTED.setdefault(desk.store, {})
    with desk.store.reading() as uow:
        found = {one: now for one in grounds.acts(uow) if (now := _now(desk, one)) is not None}
    new = {one: now for one, now in found.items() if noted.get(one.body_id) != now}
    if any(one.act != now for one, now in new.items()):
        _note(desk, new)
    noted.update({one.body_id: now for one, now in new.items()})
    return 0


def _note(desk: Desk, new: Mapping[grounds.Act, str]) -> None:
    with desk.store.writing() as uow:
        for one, now in new.items():
            if one.act not in (None, now):
                grounds.note_all(uow, one.body_id)
                log.info("act.changed", body_id=one.body_id)
            grounds.note_act(uow, one.body_id, now)
        uow.commit()


def _now(desk: Desk, act: grounds.Act) -> str | None:
    policy = desk.policies.get(act.policy_id)
    if policy is None:
        return None
    known = _KNOWN.get(id(policy))
    if known is None or known[0] is not policy:
        known = _KNOWN[id(policy)] = (policy, fingerprint(policy))
    return known[1]
