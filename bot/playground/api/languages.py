"""The language that a call is about."""

import re

from bot.playground.api.call import ApiCall
from bot.playground.refusal import bad_request

_LANGUAGE = re.compile(r"[a-z]{2}")


def language_of(call: ApiCall) -> str:
    """
    Give ``language_code``, empty for all languages.

    Raises:
        Refusal: It is not a code of two letters.

    """
    language = call.parameters.text("language_code")
    if language and not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language
