"""The methods that the playground knows, by name in small letters."""

from bot.playground.about import Field
from bot.playground.api import (
    about_methods,
    command_methods,
    editing,
    identity,
    menu_buttons,
    queries,
    sending,
    uploads,
)
from bot.playground.api.call import Method
from bot.playground.api.polling import Poller
from bot.playground.api.webhook_methods import WebhookMethods


def all_methods(poller: Poller, webhooks: WebhookMethods) -> dict[str, Method]:
    """Give every method by its name in small letters (E3: any case is right)."""
    named: dict[str, Method] = {
        "getMe": identity.get_me,
        "logOut": identity.accept,
        "close": identity.accept,
        "getChat": identity.get_chat,
        "sendChatAction": identity.send_chat_action,
        "setChatMenuButton": menu_buttons.set_chat_menu_button,
        "getChatMenuButton": menu_buttons.get_chat_menu_button,
        "getUpdates": poller.get_updates,
        "setWebhook": webhooks.set_webhook,
        "deleteWebhook": webhooks.delete_webhook,
        "getWebhookInfo": webhooks.get_webhook_info,
        "sendMessage": sending.send_message,
        "sendPhoto": uploads.send_photo,
        "sendDocument": uploads.send_document,
        "getFile": uploads.get_file,
        "editMessageText": editing.edit_message_text,
        "editMessageCaption": editing.edit_message_caption,
        "editMessageReplyMarkup": editing.edit_message_reply_markup,
        "deleteMessage": editing.delete_message,
        "answerCallbackQuery": queries.answer_callback_query,
        "setMyCommands": command_methods.set_my_commands,
        "getMyCommands": command_methods.get_my_commands,
        "deleteMyCommands": command_methods.delete_my_commands,
        "setMyName": about_methods.setting(Field.NAME),
        "getMyName": about_methods.giving(Field.NAME),
        "setMyDescription": about_methods.setting(Field.DESCRIPTION),
        "getMyDescription": about_methods.giving(Field.DESCRIPTION),
        "setMyShortDescription": about_methods.setting(Field.SHORT_DESCRIPTION),
        "getMyShortDescription": about_methods.giving(Field.SHORT_DESCRIPTION),
    }
    return {name.lower(): method for name, method in named.items()}
