"""answerCallbackQuery (rules C1 to C3)."""

from datetime import timedelta

from bot.playground.api.call import ApiCall
from bot.playground.model import Query, Toast
from bot.playground.refusal import bad_request

_TEXT_POINTS = 200
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


async def answer_callback_query(call: ApiCall) -> bool:
    """Answer a press, once and in time, with or without words."""
    query = _answerable(call)
    text = call.parameters.text("text")
    if len(text) > _TEXT_POINTS:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answered = True
    chat = call.world.chats[query.chat_id]
    toast = Toast(
        query_id=query.id,
        message_id=query.message_id,
        text=text,
        alert=call.parameters.flag("show_alert"),
        at=call.world.clock(),
        version=call.world.version + 1,
    )
    chat.toasts.append(toast)
    call.world.changed(chat)
    return True


def _answerable(call: ApiCall) -> Query:
    query = call.world.queries.get(call.parameters.text("callback_query_id"))
    if query is None or query.answered:
        raise bad_request(_TOO_OLD)
    age = call.world.clock() - query.at
    if age > timedelta(seconds=call.world.limits.query_age):
        raise bad_request(_TOO_OLD)
    return query
