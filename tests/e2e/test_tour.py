"""The guided tour of the page, played from its first step to its last."""

from collections.abc import Callable

from bot.demo import tour
from bot.demo.cast import load
from bot.playground.client import SeenMessage
from rules.facts import ROME
from tests.e2e.hall import PATIENCE, Hall


async def test_every_step_of_the_tour_is_answered_as_it_says(hall: Hall) -> None:
    rows = await hall.stage.playground.client.ask("GET", "/demo/tour")
    assert len(rows) == len(tour.load())

    for step, row in zip(tour.load(), rows, strict=True):
        if step.clock and hall.clock() < step.clock.replace(tzinfo=ROME):
            await hall.moves_to(step.clock.replace(tzinfo=ROME))
        if not step.say:
            continue
        person = await hall.stage.playground.client.person(row["person_id"])
        sent = await person.says(step.say)
        found = await person.waits_for(_answer_to(sent, step.answer), patience=PATIENCE)
        assert found.from_bot, step.en.title


def _answer_to(sent: int, wanted: str) -> Callable[[SeenMessage], bool]:
    def fits(message: SeenMessage) -> bool:
        return message.from_bot and message.id > sent and wanted in message.text

    return fits


def test_the_bodies_of_the_tour_are_in_the_demo() -> None:
    assert {step.body for step in tour.load()} <= {body.id for body in load()}
