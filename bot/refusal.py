"""What a command says when it cannot do its work: a sentence and an exit status, no traceback."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818  a refusal is an answer, not a fault of the program
    """The command stops with this message on standard error and this exit status."""

    def __init__(self, message: str, *, status: int = 1) -> None:
        self.status = status
        super().__init__(message)
