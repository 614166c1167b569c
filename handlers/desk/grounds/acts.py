"""A new version of an act is a ground too: what was granted under the older one is looked at."""

from __future__ import annotations

import structlog

from handlers.desk.context import Desk
from rules.policy.fingerprint import fingerprint
from rules.policy.library import Policy
from storage.days import grounds

log = structlog.get_logger(__name__)
_KNOWN: dict[int, tuple[Policy, str]] = {}
"""The names of the policies of this process, by identity: they are read once."""


def look_at_acts(desk: Desk) -> int:
    """
    Have everybody looked at again whose act says something else than when the desk saw it last.

    An act that the desk sees for the first time is no news: what was granted is taken as it is.
    """
    with desk.store.reading() as uow:
        changed = [one for one in grounds.acts(uow) if _now(desk, one) not in (None, one.act)]
    if not changed:
        return 0
    with desk.store.writing() as uow:
        for one in changed:
            if one.act is not None:
                grounds.note_all(uow, one.body_id)
                log.info("act.changed", body_id=one.body_id)
            grounds.note_act(uow, one.body_id, str(_now(desk, one)))
        uow.commit()
    return 0


def _now(desk: Desk, act: grounds.Act) -> str | None:
    policy = desk.policies.get(act.policy_id)
    if policy is None:
        return None
    known = _KNOWN.get(id(policy))
    if known is None or known[0] is not policy:
        known = _KNOWN[id(policy)] = (policy, fingerprint(policy))
    return known[1]
