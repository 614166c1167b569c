"""setMyName, setMyDescription, setMyShortDescription and what gives them back (rules A1, A2)."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.playground.about import Field
from bot.playground.api.call import ApiCall, Method
from bot.playground.api.languages import language_of
from bot.playground.refusal import bad_request

MOST_POINTS: Mapping[Field, int] = MappingProxyType(
    {Field.NAME: 64, Field.DESCRIPTION: 512, Field.SHORT_DESCRIPTION: 120}
)


def setting(which: Field) -> Method:
    """Give the method that replaces a text about the bot in one language."""

    async def set_text(call: ApiCall) -> bool:
        language = language_of(call)
        text = call.parameters.text(which).strip()
        if len(text) > MOST_POINTS[which]:
            # The limits are published, the words of the refusal are not.
            spoken = which.replace("_", " ")
            raise bad_request(f"bot {spoken} length must not exceed {MOST_POINTS[which]}")
        call.world.about.set(which, language, text)
        call.world.feed.tell("about")
        return True

    return set_text


def giving(which: Field) -> Method:
    """Give the method that tells a text about the bot in one language."""

    async def give_text(call: ApiCall) -> dict[str, str]:
        shown = call.world.about.shown_in(which, language_of(call))
        if not shown and which is Field.NAME:
            shown = str(call.world.bot["first_name"])
        return {which.value: shown}

    return give_text
