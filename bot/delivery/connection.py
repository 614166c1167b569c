"""Whether Telegram can be reached: while it is in doubt nothing is sent, and it is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.delivery.sending import Came, Outcome
from bot.transport import UNREADABLE

log = structlog.get_logger(__name__)

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
LONG_PAUSE = timedelta(minutes=1)
"""A desk that Telegram makes wait for so long is not well, whoever made it wait."""
FAULTS_IN_A_ROW = 3
"""So many messages in a row must meet a fault before it is no fault of one of them."""
CUTS = frozenset({Came.NO_CONNECTION, Came.UNKNOWN, Came.UNAUTHORISED})
"""After one of these nothing more is sent until Telegram has answered a question."""

Told = Callable[[str], None]


class Connection:
    """
    The line to Telegram as the dispatcher knows it.

    A question that changes nothing is asked again and again while the line is in doubt, so that
    no message is spent on finding out: one whose outcome is unknown may be repeated only once.
    `told` hears what is wrong, in a word, and an empty one when it is well again.
    """

    def __init__(
        self, bot: Bot, monotonic: Callable[[], float], *, told: Told = lambda _: None
    ) -> None:
        self._bot = bot
        self._monotonic = monotonic
        self._told = told
        self._faults = 0
        self._doubt = ""
        self._paused = False
        self._pause = FIRST_PAUSE_SECONDS
        self._ask_at = 0.0

    @property
    def works(self) -> bool:
        """Tell whether messages may go out."""
        return not self._doubt

    @property
    def asked_again_in(self) -> float:
        """Seconds until the line is asked again whether it works; 0 if it works."""
        return max(0.0, self._ask_at - self._monotonic()) if self._doubt else 0.0

    def learn(self, outcome: Outcome) -> None:
        """Take in what came of a sending."""
        if outcome.came in CUTS:
            self._put_in_doubt(outcome.error or outcome.came)
        elif outcome.came is Came.FAULT:
            self._faults += 1
            if self._faults >= FAULTS_IN_A_ROW:
                self._put_in_doubt(outcome.error or outcome.came)
        else:
            self._faults = 0
        self._tell_of_pauses(outcome)

    async def ask(self) -> bool:
        """Ask Telegram who we are, if it is time to; tell whether the line works."""
        if self.works or self.asked_again_in:
            return self.works
        try:
            await self._bot.get_me()
        except (TelegramError, *UNREADABLE) as error:
            self._doubt = type(error).__name__
            self._ask_at = self._monotonic() + self._pause
            self._pause = min(self._pause * 2, LONGEST_PAUSE_SECONDS)
            return False
        log.info("delivery.line_works")
        self._doubt, self._faults, self._pause = "", 0, FIRST_PAUSE_SECONDS
        self._paused = False
        self._told("")
        return True

    def _tell_of_pauses(self, outcome: Outcome) -> None:
        """Say so if Telegram wants nothing to be sent for long, and when it takes something."""
        long = outcome.after is not None and outcome.after >= LONG_PAUSE
        if outcome.came is Came.SLOW_DOWN and long and not self._paused:
            self._paused = True
            self._told(outcome.error)
        elif outcome.came is Came.SENT and self._paused:
            self._paused = False
            if self.works:
                self._told("")

    def _put_in_doubt(self, error: str) -> None:
        if self._doubt:
            return
        log.warning("delivery.line_in_doubt", error=error)
        self._doubt, self._ask_at = error, self._monotonic() + FIRST_PAUSE_SECONDS
        self._told(error)
