"""getMe, getChat and the signs of typing."""

from typing import Any

from bot.playground.api.call import ApiCall
from bot.playground.api.reach import refuse_unreachable
from bot.playground.refusal import bad_request

_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


async def get_me(call: ApiCall) -> dict[str, Any]:
    """Say who the bot is (E7)."""
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": True,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    return call.world.bot | {"first_name": call.world.name} | abilities


async def accept(_call: ApiCall) -> bool:
    """Say yes to logOut and close, which change nothing here."""
    return True


async def get_chat(call: ApiCall) -> dict[str, Any]:
    """Describe a chat."""
    chat = call.chat()
    full = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _NO_GIFTS}
    return chat.as_api() | full


_NO_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


async def send_chat_action(call: ApiCall) -> bool:
    """Show that the bot is busy until its next message."""
    chat = call.chat()
    action = call.parameters.text("action")
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    refuse_unreachable(chat)
    chat.action = action
    call.world.changed(chat)
    return True
