"""A call that Telegram refuses: the code, and the exact words."""

from typing import Any


class Refusal(Exception):  # noqa: N818  (the word of the domain: a call is refused)
    """A Bot API call is refused with *code* and *description*; nothing was changed."""

    def __init__(
        self, code: int, description: str, parameters: dict[str, Any] | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(text: str) -> Refusal:
    """Refuse a call that asks for something wrong."""
    return Refusal(400, f"Bad Request: {text}")


def forbidden(text: str) -> Refusal:
    """Refuse a call that the bot has no right to make."""
    return Refusal(403, f"Forbidden: {text}")


def conflict(text: str) -> Refusal:
    """Refuse a call that another call of the bot stands against."""
    return Refusal(409, f"Conflict: {text}")


def too_many_requests(retry_after: int) -> Refusal:
    """Refuse a call made too soon; *retry_after* in whole seconds."""
    return Refusal(
        429,
        f"Too Many Requests: retry after {retry_after}",
        {"retry_after": retry_after},
    )
