"""What managers do, and what is done of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.reading.meanings.days import Wish
from handlers.reading.meanings.others import Asked


@dataclass(frozen=True, slots=True)
class Recall:
    """
    Call people back to the office on a day; `why` are the manager's own words, as written.

    Of `offices`, and of `everybody`, those are meant who may be recalled and work away that day.
    """

    whom: tuple[str, ...]
    day: date
    why: str = ""
    offices: tuple[str, ...] = ()
    everybody: bool = False


@dataclass(frozen=True, slots=True)
class ConfirmRecall:
    """Confirm that one has read a recall; of a day if one was said."""

    day: date | None = None


@dataclass(frozen=True, slots=True)
class MyRecalls:
    """See whether, why and by whom one is called to the office; on a day if one was said."""

    day: date | None = None


@dataclass(frozen=True, slots=True)
class TakeRecallBack:
    """Take recalls back that one wrote; `whom` empty is whoever was called."""

    whom: tuple[str, ...] = ()
    day: date | None = None


@dataclass(frozen=True, slots=True)
class RecallsSent:
    """See who has confirmed a recall that one wrote; `whom` empty is whoever was called."""

    whom: tuple[str, ...] = ()
    day: date | None = None


@dataclass(frozen=True, slots=True)
class MoveOf:
    """Move a day of somebody else; which, or to which, is None where it was not said."""

    whom: str
    given: Wish | None = None
    wanted: Wish | None = None


@dataclass(frozen=True, slots=True)
class EndDelegation:
    """End a delegation before its time; `role` where a role was said instead of a name."""

    whom: str = ""
    role: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Delegate:
    """
    Have somebody decide in one's place from a day to a day, both included.

    `role` where a role was said instead of a name (`la segretaria`): one of the words of
    storage.tables.Role; then `whom` is empty. Both are empty where nobody was named.
    """

    whom: str
    first: date
    last: date
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide:
    """
    Approve or refuse what somebody asked for.

    `whom` empty: whoever asked; `days` empty: whatever they asked for. Free words after `perche`
    are `why`, as written. `left_open` are days that were named as not meant, `but` people. `kind`
    is whether only permits are meant, or only days out of the office.
    """

    approve: bool
    whom: str = ""
    days: tuple[date, ...] = ()
    why: str = ""
    left_open: tuple[date, ...] = ()
    but: tuple[str, ...] = ()
    kind: Asked = Asked.ANY


@dataclass(frozen=True, slots=True)
class WhoStays:
    """See who would stay in the office if what waits were approved; of people, on some days."""

    whom: tuple[str, ...] = ()
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MyDecisions:
    """
    See what one decided: about people, on or for some days, only approvals or only refusals.

    Empty or None is all of it.
    """

    whom: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    approve: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeDecisionBack:
    """Take a decision back that one took; `latest` is the last of all."""

    whom: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    approve: bool | None = None
    latest: bool = False


@dataclass(frozen=True, slots=True)
class MyDelegations:
    """See whom one named to decide, and who named oneself."""


@dataclass(frozen=True, slots=True)
class Approvals:
    """See what waits for a decision."""
