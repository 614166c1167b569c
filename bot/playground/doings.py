"""What people do: write, press, send things, block. Each doing may become an update."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from bot.playground.api.uploads import as_media
from bot.playground.attachments import SentFile, refuse_mixed
from bot.playground.impossible import Impossible
from bot.playground.model import Button, Chat, Formatted, Message, Person, Query, Standing
from bot.playground.text.formatting import tidy
from bot.playground.world import World

_LONGEST_TEXT = 4096
_FIRST_ALBUM = 14_000_000_000_000_001


class Doings:
    """Do in the world what a person would do on the phone."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._albums = count(_FIRST_ALBUM)

    def chat_of(self, person_id: int) -> Chat:
        """
        Give a person's chat with the bot.

        Raises:
            Impossible: Nobody has that id.

        """
        chat = self._world.chats.get(person_id)
        if chat is None or chat.person is None:
            raise Impossible(f"nobody here has the Telegram id {person_id}: add them first")
        return chat

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
        chat = self.chat_of(person_id)
        if chat.standing is Standing.BLOCKED:
            self.unblocks(person_id)
        return self.says(person_id, f"/start {code}".strip())

    def sends_files(
        self, person_id: int, files: Sequence[SentFile], caption: str, *, chat_id: int | None
    ) -> list[Message]:
        """Send a file, or several as one album; the *caption* goes with the first."""
        self._writable(person_id, chat_id)
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
        chat = self._writable(person_id, chat_id)
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

    def presses(self, person_id: int, message: Message, data: str) -> Query:
        """
        Press a button that sends *data*; it need not be one that the message has.

        A changed client can send any data, from any message it has seen: so can this.
        """
        person = _person(self.chat_of(person_id))
        chat = self._world.chats[message.chat_id]
        query = self._world.open_query(chat, message.id)
        update = {
            "id": query.id,
            "from": person.as_api(),
            "message": self._as_pressed(chat, message),
            "chat_instance": str(chat.id * 2_654_435_761 % 2**63),
            "data": data,
        }
        lifetime = self._world.limits.query_lifetime
        self._world.tell_bot("callback_query", update, chat=chat, lifetime=lifetime)
        return query

    def blocks(self, person_id: int) -> None:
        """Block the bot."""
        self._change_membership(person_id, Standing.BLOCKED, ("member", "kicked"))

    def unblocks(self, person_id: int) -> None:
        """Take the bot back."""
        self._change_membership(person_id, Standing.OPEN, ("kicked", "member"))

    def vanishes(self, person_id: int) -> None:
        """Delete the account."""
        chat = self.chat_of(person_id)
        chat.standing = Standing.DEACTIVATED
        self._world.changed(chat)

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
        person = _person(self.chat_of(person_id))
        chat = self._writable(person_id, chat_id)
        chat.standing = Standing.OPEN
        message = self._world.post(
            chat, content, by=person, media=media, details=details, reply_to=reply_to
        )
        self._world.tell_bot("message", self._with_reply(chat, message), chat=chat)
        return message

    def _writable(self, person_id: int, chat_id: int | None = None) -> Chat:
        chat = self.chat_of(person_id)
        if chat_id is not None:
            return self._group(chat_id)
        if chat.standing is Standing.BLOCKED:
            raise Impossible("this person blocked the bot: unblock it first, or press start")
        if chat.standing is Standing.DEACTIVATED:
            raise Impossible("this account was deleted")
        return chat

    def _group(self, chat_id: int) -> Chat:
        group = self._world.chats.get(chat_id)
        if group is None or not group.is_group:
            raise Impossible(f"there is no group {chat_id}: add it first")
        if group.standing is not Standing.OPEN:
            raise Impossible(f"the bot is not in the group {chat_id}: it is {group.standing}")
        return group

    def _with_reply(self, chat: Chat, message: Message) -> dict[str, Any]:
        replied = chat.messages.get(message.reply_to or 0)
        shown = message.as_api()
        return shown if replied is None else shown | {"reply_to_message": replied.as_api()}

    def _as_pressed(self, chat: Chat, message: Message) -> dict[str, Any]:
        if message.id in chat.messages:
            return message.as_api()
        # A message that is gone: the Bot API then gives date 0 and nothing inside.
        return {"chat": message.chat, "message_id": message.id, "date": 0}

    def _change_membership(
        self, person_id: int, standing: Standing, change: tuple[str, str]
    ) -> None:
        chat = self.chat_of(person_id)
        if chat.standing is standing:
            return
        chat.standing = standing
        self._world.changed(chat)
        before, after = (self._membership(status) for status in change)
        update = {
            "chat": chat.as_api(),
            "from": _person(chat).as_api(),
            "date": int(self._world.clock().timestamp()),
            "old_chat_member": before,
            "new_chat_member": after,
        }
        self._world.tell_bot("my_chat_member", update, chat=chat)

    def _membership(self, status: str) -> dict[str, Any]:
        member = {"user": self._world.bot, "status": status}
        return member | ({"until_date": 0} if status == "kicked" else {})


def find_button(message: Message, *, row: int, column: int) -> Button:
    """
    Give a button by its place, counted from 0.

    Raises:
        Impossible: There is none at that place.

    """
    try:
        return message.keyboard[row][column]
    except IndexError:
        shape = [len(buttons) for buttons in message.keyboard]
        raise Impossible(
            f"message {message.id} has no button at row {row}, column {column}: "
            f"its rows have {shape} buttons, counted from 0"
        ) from None


def _person(chat: Chat) -> Person:
    if chat.person is None:
        raise Impossible(f"chat {chat.id} is not a private one")
    return chat.person
