"""Whether the bot may write into a chat (rules R3 to R7)."""

from bot.playground.model import Chat, Standing
from bot.playground.refusal import Refusal, forbidden


def refuse_unreachable(chat: Chat) -> None:
    """
    Let a call pass if the chat takes messages.

    Raises:
        Refusal: With Telegram's words for why not.

    """
    match chat.standing:
        case Standing.OPEN:
            return
        case Standing.BLOCKED:
            raise forbidden("bot was blocked by the user")
        case Standing.DEACTIVATED:
            raise forbidden("user is deactivated")
        case Standing.NEW:
            raise forbidden("bot can't initiate conversation with a user")
        case Standing.KICKED:
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        case Standing.LEFT:
            raise forbidden(f"bot is not a member of the {chat.kind} chat")
        case Standing.MIGRATED:
            raise Refusal(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": chat.migrated_to},
            )
