"""What people send: words, files, places, what others wrote. Each doing becomes an update."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from bot.playground.api.uploads import as_media
from bot.playground.attachments import SentFile, refuse_mixed
from bot.playground.impossible import Impossible
from bot.playground.memberships import unblock
from bot.playground.model import Chat, Formatted, Message, Standing
from bot.playground.phones import chat_of, person_in, writable
from bot.playground.text.formatting import tidy
from bot.playground.world import World

_LONGEST_TEXT = 4096
_FIRST_ALBUM = 14_000_000_000_000_001


class Doings:
    """Do in the world what a person would do on the phone."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._albums = count(_FIRST_ALBUM)

    def says(
        self, person_id: int, text: str, *, reply_to: int | None = None, chat_id: int | None = None
    ) -> Message:
        """Write *text* to the bot, or into a group."""
        if not text.strip():
            raise Impossible("a message needs words: the text is empty")
        if len(text) > _LONGEST_TEXT:
            raise Impossible(f"a message has at most 4096 characters, this has {len(text)}")
        words = tidy(Formatted(text=text))
        return self._send(person_id, words, reply_to=reply_to, chat_id=chat_id)

    def starts(self, person_id: int, code: str = "") -> Message:
        """Press start, or follow a deep link with a *code*."""
        chat = chat_of(self._world, person_id)
        if chat.standing is Standing.BLOCKED:
            unblock(self._world, person_id)
        return self.says(person_id, f"/start {code}".strip())

    def sends_files(
        self, person_id: int, files: Sequence[SentFile], caption: str, *, chat_id: int | None
    ) -> list[Message]:
        """Send a file, or several as one album; the *caption* goes with the first."""
        writable(self._world, person_id, chat_id)
        details = {}
        if len(files) > 1:
            refuse_mixed([file.kind for file in files])
            details = {"media_group_id": str(next(self._albums))}
        sent = []
        for place, file in enumerate(files):
            stored = self._world.files.add(**vars(file))
            words = tidy(Formatted(text=caption if place == 0 else ""))
            media = as_media(self._world, stored)
            sent.append(self._send(person_id, words, media, details=details, chat_id=chat_id))
        return sent

    def sends_location(
        self, person_id: int, *, latitude: float, longitude: float, chat_id: int | None
    ) -> Message:
        """Send a place."""
        media = {"location": {"latitude": latitude, "longitude": longitude}}
        return self._send(person_id, Formatted(), media, chat_id=chat_id)

    def sends_contact(
        self, person_id: int, *, phone_number: str, first_name: str, chat_id: int | None
    ) -> Message:
        """Send somebody's telephone number."""
        media = {"contact": {"phone_number": phone_number, "first_name": first_name}}
        return self._send(person_id, Formatted(), media, chat_id=chat_id)

    def forwards(
        self, person_id: int, message: Message, *, hidden: bool, chat_id: int | None
    ) -> Message:
        """Pass a message on; *hidden* tells only the name of who wrote it."""
        date = int(message.date.timestamp())
        if hidden:
            author = {"type": "hidden_user", "sender_user_name": message.sender["first_name"]}
        else:
            author = {"type": "user", "sender_user": message.sender}
        details = {"forward_origin": author | {"date": date}}
        return self._send(
            person_id, message.content, message.media, details=details, chat_id=chat_id
        )

    def edits(
        self, person_id: int, message_id: int | None, text: str, *, chat_id: int | None
    ) -> Message:
        """Change the words of a message of one's own, of the last text unless told."""
        chat = writable(self._world, person_id, chat_id)
        own = [m for m in chat.messages.values() if m.sender["id"] == person_id]
        chosen = [m for m in own if m.id == message_id or (message_id is None and m.is_text)]
        if not chosen:
            which = "no text" if message_id is None else f"no message {message_id}"
            raise Impossible(f"there is {which} that this person wrote")
        message = chosen[-1]
        message.content = tidy(Formatted(text=text))
        message.edited = self._world.clock()
        self._world.changed(chat, message)
        self._world.tell_bot("edited_message", message.as_api(), chat=chat)
        return message

    def _send(
        self,
        person_id: int,
        content: Formatted,
        media: dict[str, Any] | None = None,
        *,
        details: dict[str, Any] | None = None,
        reply_to: int | None = None,
        chat_id: int | None = None,
    ) -> Message:
        person = person_in(chat_of(self._world, person_id))
        chat = writable(self._world, person_id, chat_id)
        chat.standing = Standing.OPEN
        message = self._world.post(
            chat, content, by=person, media=media, details=details, reply_to=reply_to
        )
        self._world.tell_bot("message", self._with_reply(chat, message), chat=chat)
        return message

    def _with_reply(self, chat: Chat, message: Message) -> dict[str, Any]:
        replied = chat.messages.get(message.reply_to or 0)
        shown = message.as_api()
        return shown if replied is None else shown | {"reply_to_message": replied.as_api()}
