"""
What the desk does by itself: the registry of duties, to which each feature adds its own.

A duty is a use case like any other, in `handlers/<feature>/duties.py`: a plain function in one
transaction (or several short ones), which never imports telegram. It looks at how things stand,
posts to the outbox with a dedupe key that names the fact (`recall:12:eve`), and finds nothing
left to do when it is called again, by this program or by another replica.

Each is called once a minute of the desk's clock, before messages are delivered. One that gives a
number above zero was not finished, and is called again at once: so a morning of 10,000 people
is done in many short transactions. It must look up what is due by an index, and not load people
one by one to find out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from handlers.desk.absences.duties import tell_absent
from handlers.desk.contacts.duties import attend as attend_to_contacts
from handlers.desk.context import Desk
from handlers.desk.digest.band_starts import tell_who_asked
from handlers.desk.digest.duties import tell_the_day
from handlers.desk.patterns.duties import ask_when_it_opens as ask_for_pattern_days
from handlers.desk.permits.duties import look_after as look_after_permits
from handlers.desk.recalls.duties import attend as attend_to_recalls
from handlers.desk.requests.duties import look_after as look_after_approvals

Duty = Callable[[Desk], int | None]
"""Does what is due now; None or 0: nothing is left, otherwise how much was done so far."""

DUTIES: Mapping[str, Duty] = MappingProxyType(
    {
        "absences": tell_absent,
        "approvals": look_after_approvals,
        "permits": look_after_permits,
        "contacts": attend_to_contacts,
        "recalls": attend_to_recalls,
        "patterns": ask_for_pattern_days,
        "bands": tell_who_asked,
        "digest": tell_the_day,
    }
)
"""By the name under which failures are logged, in the order in which they are done."""
