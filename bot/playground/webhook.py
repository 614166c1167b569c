"""Where the bot wants its updates sent, and how that went."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class Webhook:
    """The address of the bot's webhook (empty: none), and the last failure there."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    allowed_updates: list[str] = field(default_factory=list)
    last_error_at: datetime | None = None
    last_error: str = ""

    @property
    def settings(self) -> tuple[str, str, int, tuple[str, ...]]:
        """What setWebhook gave, to tell a new setting from the same again."""
        return self.url, self.secret, self.max_connections, tuple(self.allowed_updates)
