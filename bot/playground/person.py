"""A person with a phone, for tests: ``await anna.says("ciao")``, ``await anna.presses("Sì")``."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any, Protocol, TypeVar

import aiohttp

from bot.playground.impossible import PlaygroundError
from bot.playground.seen import SeenMessage

#: How long a test waits for the bot unless it says otherwise, in seconds.
PATIENCE = 5.0
Found = TypeVar("Found")


class Asks(Protocol):
    """Whoever can ask the playground."""

    async def ask(self, method: str, path: str, **options: Any) -> Any:
        """Ask anything of the person side, and give its JSON (``None`` if it has none)."""


class Person:
    """
    One person with a phone.

    Waits look only at what came, or was edited, after this person's last doing.
    """

    def __init__(self, client: Asks, person_id: int, name: str) -> None:
        self.id = person_id
        self.name = name
        self._client = client
        self._since = -1

    async def says(
        self, text: str, *, reply_to: int | None = None, group: int | None = None
    ) -> int:
        """Write to the bot, or into a group; gives the message's id."""
        given = await self._do("text", text=text, reply_to=reply_to, chat_id=group)
        message_id: int = given["message_id"]
        return message_id

    async def starts(self, code: str = "") -> None:
        """Press start, or follow a deep link with a code."""
        await self._do("start", code=code)

    async def asks(self, text: str, *, patience: float = PATIENCE) -> SeenMessage:
        """Write, and give the bot's first message after that."""
        await self.says(text)
        return await self.waits_for(patience=patience)

    async def presses(self, label: str, *, on: SeenMessage | None = None) -> str:
        """
        Press the button with that label, on the newest message that has one or on *on*.

        Gives the id of the press (empty for a link).

        Raises:
            PlaygroundError: No message has such a button; the message lists those there are.

        """
        candidates = [on] if on is not None else reversed(await self.messages())
        seen: list[str] = []
        for message in candidates:
            place = message.place_of(label)
            if place is not None:
                row, column = place
                return await self._press(message_id=message.id, row=row, column=column)
            seen += message.labels
        raise PlaygroundError(f"{self.name} sees no button {label!r}, only {seen}")

    async def forges(self, data: str, *, on: int, chat_id: int | None = None) -> str:
        """Press with any data, from any message, even of another's chat."""
        return await self._press(message_id=on, data=data, chat_id=chat_id)

    async def edits(self, message_id: int, text: str) -> None:
        """Change one's own message."""
        await self._do("edit", message_id=message_id, text=text)

    async def edits_last(self, text: str) -> None:
        """Change one's own last text."""
        await self._do("edit", text=text)

    async def forwards(
        self,
        message_id: int,
        *,
        of: int | None = None,
        hidden: bool = False,
        group: int | None = None,
    ) -> None:
        """Pass on a message of one's own chat, or *of* another person's."""
        await self._do("forward", message_id=message_id, of=of, hidden=hidden, chat_id=group)

    async def sends_file(
        self,
        content: bytes,
        *,
        name: str,
        kind: str = "document",
        caption: str = "",
        group: int | None = None,
    ) -> None:
        """Send a file as a document, photo, video, audio, voice or sticker."""
        await self.sends_album([(content, name, kind)], caption=caption, group=group)

    async def sends_album(
        self,
        files: Iterable[tuple[bytes, str, str]],
        *,
        caption: str = "",
        group: int | None = None,
    ) -> None:
        """Send several files at once, each as content, name and kind."""
        form = aiohttp.FormData({"caption": caption, "chat_id": str(group or "")})
        for content, name, kind in files:
            form.add_field("file", BytesIO(content), filename=name)
            form.add_field("kind", kind)
        given = await self._client.ask("POST", f"/people/{self.id}/file", data=form)
        self._since = given["version"]

    async def sends_location(
        self, latitude: float, longitude: float, *, group: int | None = None
    ) -> None:
        """Send a place."""
        await self._do("location", latitude=latitude, longitude=longitude, chat_id=group)

    async def sends_contact(self, phone_number: str, first_name: str) -> None:
        """Send a telephone number."""
        await self._do("contact", phone_number=phone_number, first_name=first_name)

    async def blocks(self) -> None:
        """Block the bot."""
        await self._do("block")

    async def unblocks(self) -> None:
        """Take the bot back."""
        await self._do("unblock")

    async def chat(self, *, after: int = -1, wait: float = 0.0) -> dict[str, Any]:
        """Give the whole chat; held up to *wait* seconds until it changes *after* a version."""
        path = f"/people/{self.id}/chat"
        params = {"after": str(after), "wait": str(wait)}
        chat: dict[str, Any] = await self._client.ask("GET", path, params=params)
        return chat

    async def messages(self) -> list[SeenMessage]:
        """Give all messages, oldest first, as last edited."""
        return [SeenMessage(**message) for message in (await self.chat())["messages"]]

    async def last_message(self) -> SeenMessage:
        """Give the bot's newest message."""
        from_bot = [message for message in await self.messages() if message.from_bot]
        if not from_bot:
            raise PlaygroundError(f"{self.name} has no message from the bot yet")
        return from_bot[-1]

    async def waits_for(
        self,
        wanted: str | Callable[[SeenMessage], bool] = "",
        *,
        patience: float = PATIENCE,
    ) -> SeenMessage:
        """
        Wait for a message of the bot, new or edited since this person's last doing.

        Args:
            wanted: Words it contains, or a question about it; by default any message.
            patience: For how many seconds at most.

        Raises:
            PlaygroundError: None came; the message says what the person sees instead.

        """
        meets = wanted if callable(wanted) else lambda message: wanted in message.text

        def found(chat: dict[str, Any]) -> SeenMessage | None:
            messages = [SeenMessage(**m) for m in chat["messages"] if m["from_bot"]]
            new = [m for m in messages if m.version > self._since and meets(m)]
            return new[0] if new else None

        return await self._until(found, f"no message with {wanted!r}", patience)

    async def waits_for_toast(self, *, patience: float = PATIENCE) -> dict[str, Any]:
        """Wait for the answer to this person's last press: its ``text``, and if ``alert``."""

        def found(chat: dict[str, Any]) -> dict[str, Any] | None:
            new: list[dict[str, Any]] = [
                toast for toast in chat["toasts"] if toast["version"] > self._since
            ]
            return new[0] if new else None

        return await self._until(found, "no answer to the press", patience)

    async def hears_nothing(self, *, seconds: float = 0.3) -> bool:
        """Whether the bot wrote nothing since this person's last doing, for so long."""
        try:
            await self.waits_for(patience=seconds)
        except PlaygroundError:
            return True
        return False

    def forgets(self, *, version: int) -> None:
        """Let later waits look only at what comes after a version of the chat."""
        self._since = version

    async def _until(
        self, found: Callable[[dict[str, Any]], Found | None], missing: str, patience: float
    ) -> Found:
        loop = asyncio.get_running_loop()
        until = loop.time() + patience
        chat = await self.chat()
        while (result := found(chat)) is None:
            left = until - loop.time()
            if left <= 0:
                shown = [m["text"] for m in chat["messages"][-3:]]
                raise PlaygroundError(
                    f"{missing} for {self.name} within {patience} s; last seen: {shown}"
                )
            chat = await self.chat(after=chat["version"], wait=left)
        return result

    async def _press(self, **button: Any) -> str:
        given = await self._do("press", **button)
        return str(given.get("query_id", ""))

    async def _do(self, doing: str, **details: Any) -> dict[str, Any]:
        path = f"/people/{self.id}/{doing}"
        given: dict[str, Any] = await self._client.ask("POST", path, json=details)
        self._since = given["version"]
        return given
