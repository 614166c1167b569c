"""A dead letter that somebody lets go out all the same says of when it is."""

from bot.cli import letters
from tests.bot.conftest import ANNA, Scene


async def test_what_is_sent_again_says_when_it_was_written(scene: Scene) -> None:
    await scene.phones.fault("400", text="message is too long")
    number = scene.outbox.post(scene.town.anna, "Ada", urgent_reason="frana")
    await scene.deliver()
    letters.send_again(scene.desk, [number])
    await scene.deliver()

    (text,) = await scene.phones.texts(ANNA)
    above, written, told = text.split("\n\n")
    assert above == "Urgente: frana"
    assert written.startswith("Scritto lunedì 23 novembre")
    assert told.startswith("Ada ha bloccato")
