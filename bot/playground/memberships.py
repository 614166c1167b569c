"""What becomes of a person's chat: blocked, taken back, gone."""

from typing import Any

from bot.playground.model import Standing
from bot.playground.phones import chat_of, person_in
from bot.playground.world import World


def block(world: World, person_id: int) -> None:
    """Block the bot."""
    _change(world, person_id, Standing.BLOCKED, ("member", "kicked"))


def unblock(world: World, person_id: int) -> None:
    """Take the bot back."""
    _change(world, person_id, Standing.OPEN, ("kicked", "member"))


def vanish(world: World, person_id: int) -> None:
    """Delete the account."""
    chat = chat_of(world, person_id)
    chat.standing = Standing.DEACTIVATED
    world.changed(chat)


def _change(world: World, person_id: int, standing: Standing, change: tuple[str, str]) -> None:
    chat = chat_of(world, person_id)
    if chat.standing is standing:
        return
    chat.standing = standing
    world.changed(chat)
    before, after = (_membership(world, status) for status in change)
    update = {
        "chat": chat.as_api(),
        "from": person_in(chat).as_api(),
        "date": int(world.clock().timestamp()),
        "old_chat_member": before,
        "new_chat_member": after,
    }
    world.tell_bot("my_chat_member", update, chat=chat)


def _membership(world: World, status: str) -> dict[str, Any]:
    member = {"user": world.bot, "status": status}
    return member | ({"until_date": 0} if status == "kicked" else {})
