"""What is answered to a meaning, whoever read it; and presses of the buttons under it."""

from collections.abc import Iterator

from handlers.chat import meaning as dispatcher
from handlers.chat import registry
from handlers.chat.asked import Asked
from handlers.chat.replies import Button, Reply
from handlers.desk import presses
from handlers.reading.meanings import Meaning
from tests.handlers.town import Town


def answered(town: Town, name: str, meaning: Meaning, *, locale: str = "it") -> Reply:
    """Answer somebody who meant this."""
    actor = town.actor(name)
    return dispatcher.answer(town.desk, actor, Asked(actor.telegram_id, locale), meaning)


def said(town: Town, name: str, meaning: Meaning) -> str:
    """Give the words of the answer, without its buttons."""
    return str(answered(town, name, meaning).text)


def buttons(reply: Reply) -> Iterator[Button]:
    """Go through the buttons, row by row."""
    for row in reply.rows:
        yield from row


def pressed(town: Town, name: str, reply: Reply, words: str) -> Reply:
    """Press the button of an answer that has these words."""
    actor = town.actor(name)
    data = next(button.data for button in buttons(reply) if words in button.label)
    press = presses.parse(data)
    feature = next(one for one in registry.features() if one.name == press.feature)
    return feature.verbs[press.verb](town.desk, actor, Asked(actor.telegram_id, "it", press=press))
