"""What Telegram brings, read as data: who, which words, how they came, what is seen already."""

from __future__ import annotations

from collections import OrderedDict, deque

from telegram import CallbackQuery, Message, Update

from handlers.chat.asked import UNREADABLE, Asked, Way
from handlers.desk import presses
from handlers.desk.presses import Press, StalePressError
from handlers.texts import LOCALES

ALBUMS_KEPT = 1_000
"""Albums of which this program still knows that it has answered them."""
PEOPLE_KEPT = 10_000
"""People of whom this program knows what they did last."""


def read(update: Update) -> Asked:
    """Read an update as data; a button that we never wrote has the press UNREADABLE."""
    user = update.effective_user
    if user is None:
        raise ValueError("an update without a person cannot be answered")
    locale, message = (user.language_code or LOCALES[0])[:2], update.effective_message
    if update.callback_query is not None:
        return Asked(
            user.id,
            locale,
            press=press_of(update.callback_query),
            update_id=update.update_id,
            message_id=message.message_id if message else None,
        )
    if message is None:
        return Asked(user.id, locale, update_id=update.update_id)
    return Asked(
        user.id,
        locale,
        words_of(message),
        update_id=update.update_id,
        said_at=message.edit_date or message.date,
        way=way_of(message),
    )


def press_of(query: CallbackQuery) -> Press:
    """Read what a button says."""
    try:
        return presses.parse(query.data or "")
    except StalePressError:
        return UNREADABLE


def words_of(message: Message) -> str:
    """Give the text of a message or under a picture, without the command it begins with."""
    text = message.text or message.caption or ""
    if not text.startswith("/"):
        return text.strip()
    return " ".join(text.split()[1:])


def way_of(message: Message) -> Way:
    """Tell how the words came."""
    if message.forward_origin is not None:
        return Way.FORWARDED
    return Way.EDITED if message.edit_date is not None else Way.WRITTEN


class Seen:
    """
    What this program has seen: albums, and the last message of each person.

    It is in memory alone. After a restart the rest of an album gets one more word, and who changes
    a message is asked to write it again: never is anything done that was not meant.
    """

    def __init__(self) -> None:
        self._albums: deque[str] = deque(maxlen=ALBUMS_KEPT)
        self._latest: OrderedDict[int, int | None] = OrderedDict()
        self._answers: dict[int, list[int]] = {}

    def is_rest_of_album(self, update: Update) -> bool:
        """Tell whether this is one more picture, without words, of an album that was answered."""
        message = update.effective_message
        album = message.media_group_id if message else None
        if album is None or update.callback_query is not None:
            return False
        seen = album in self._albums
        self._albums.append(album)
        return seen and not (message and message.caption)

    def note(self, update: Update) -> None:
        """Note what somebody did last: a message, or (None) a press."""
        user, message = update.effective_user, update.message
        if user is None:
            return
        self._latest[user.id] = message.message_id if message else None
        self._latest.move_to_end(user.id)
        while len(self._latest) > PEOPLE_KEPT:
            gone, _ = self._latest.popitem(last=False)
            self._answers.pop(gone, None)

    def note_answer(self, update: Update, message_ids: list[int]) -> None:
        """Note which messages with buttons answer what somebody did last."""
        user = update.effective_user
        if user is not None and user.id in self._latest:
            self._answers[user.id] = message_ids

    def answer_to(self, update: Update) -> list[int]:
        """Give the messages with buttons that answered what somebody did last."""
        user = update.effective_user
        return self._answers.get(user.id, []) if user else []

    def is_latest(self, update: Update) -> bool:
        """Tell whether a changed message is the last thing that this person did."""
        user, message = update.effective_user, update.edited_message
        latest = self._latest.get(user.id) if user else None
        return message is not None and latest == message.message_id
