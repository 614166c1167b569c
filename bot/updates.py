"""How updates come to the desk, from the first word with Telegram to the last."""

from __future__ import annotations

from bot.application import UPDATES, Connection, DeskApplication
from bot.health import Health
from bot.incoming import Intake
from bot.persevering import until_it_works
from bot.polling import Poller
from bot.webhook import Webhook


class Updates:
    """Polls for an application, or opens its door; `reach_telegram` comes first."""

    def __init__(
        self, application: DeskApplication, connection: Connection, health: Health
    ) -> None:
        self._application = application
        self._health = health
        bot, door, intake = application.desk_bot, connection.door, _intake(application)
        self._webhook: Webhook | None = None
        if door is not None:
            late = intake.take_late
            self._webhook = Webhook(bot, door, intake.take, take_late=late, health=health)
        self._poller = Poller(
            bot.fetch_updates,
            intake.take,
            take_late=intake.take_late,
            let_go=intake.let_go,
            health=health,
        )

    @property
    def mode(self) -> str:
        """`webhook` or `polling`."""
        return "webhook" if self._webhook is not None else "polling"

    async def reach_telegram(self) -> None:
        """Wait until Telegram is there and says who we are; raise InvalidToken if it refuses."""
        await until_it_works(self._application.initialize, health=self._health, what="telegram")
        self._health.forget("telegram")

    async def start(self) -> None:
        """Begin to hear people."""
        if self._webhook is not None:
            await self._webhook.start(UPDATES)
            return
        await until_it_works(
            self._application.bot.delete_webhook, health=self._health, what="telegram"
        )
        self._health.forget("telegram")
        self._poller.start()

    async def stop(self) -> None:
        """Hear nobody any more, and finish what was begun."""
        if self._webhook is not None:
            await self._webhook.stop()
        else:
            await self._poller.stop()

    async def leave_telegram(self) -> None:
        """Close every connection; also those of a start that did not succeed."""
        await self._application.shutdown()
        await self._application.bot.shutdown()


def _intake(application: DeskApplication) -> Intake:
    leave_word = application.words.leave_word
    return Intake(application, application.order, application.seen, leave_word)
