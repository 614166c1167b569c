"""The queue of updates that wait for the bot."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

#: Every kind of update that Telegram knows and this playground can make or be asked for.
KINDS = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "message_reaction",
        "message_reaction_count",
    }
)
#: Left out unless the bot asks for them by name.
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True, kw_only=True)
class Update:
    """One update: its id, its kind, what is inside, and until when it is kept."""

    id: int
    kind: str
    chat_id: int
    content: dict[str, Any]
    expires: datetime

    def as_api(self) -> dict[str, Any]:
        """Give the Bot API's ``Update``."""
        return {"update_id": self.id, self.kind: self.content}


class UpdateQueue:
    """
    Keep updates in order until the bot confirms them or they grow too old.

    ``on_new`` are called at each new update.
    """

    def __init__(self, clock: Callable[[], datetime], *, first_id: int) -> None:
        self._clock = clock
        self._next_id = first_id
        self._pending: dict[int, Update] = {}
        self.allowed = KINDS - NOT_BY_DEFAULT
        self.asked_kinds: list[str] = []
        self.on_new: list[Callable[[], None]] = []

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Remember which kinds the bot wants; ``None`` keeps the last, empty the default."""
        if kinds is None:
            return
        asked = [kind for kind in kinds if kind in KINDS]
        self.asked_kinds = asked
        self.allowed = frozenset(asked) if asked else KINDS - NOT_BY_DEFAULT

    def put(
        self, kind: str, content: dict[str, Any], *, chat_id: int, lifetime: float
    ) -> Update | None:
        """Queue an update unless the bot did not ask for its kind; *lifetime* in seconds."""
        if kind not in self.allowed:
            return None
        update = Update(
            id=self._next_id,
            kind=kind,
            chat_id=chat_id,
            content=content,
            expires=self._clock() + timedelta(seconds=lifetime),
        )
        self._next_id += 1
        self._pending[update.id] = update
        for wake in self.on_new:
            wake()
        return update

    def confirm(self, offset: int) -> None:
        """Forget what is below *offset*; a negative one keeps the last so many."""
        if offset > 0:
            self._pending = {i: u for i, u in self._pending.items() if i >= offset}
        elif offset < 0:
            kept = list(self._pending.items())[offset:]
            self._pending = dict(kept)

    def forget(self, update: Update) -> None:
        """Forget one update that was delivered."""
        self._pending.pop(update.id, None)

    def holds(self, update: Update) -> bool:
        """Whether an update is still to be delivered."""
        return update.id in self._pending and update.expires > self._clock()

    def clear(self) -> None:
        """Forget all."""
        self._pending.clear()

    def pending(self) -> list[Update]:
        """Give what waits and is not too old, oldest first."""
        now = self._clock()
        self._pending = {i: u for i, u in self._pending.items() if u.expires > now}
        return list(self._pending.values())
