"""The guided tour: its steps are true of the demo's people."""

import pytest

from bot.demo import cast, tour


def test_it_has_ten_steps_that_move_the_clock_ahead_only() -> None:
    steps = tour.load()
    moments = [step.clock for step in steps if step.clock]

    assert len(steps) == 10
    assert moments == sorted(moments)


@pytest.mark.parametrize("step", tour.load(), ids=lambda step: step.en.title)
def test_each_step_is_played_by_somebody_on_the_phone_it_names(step: tour.Step) -> None:
    bodies = {body.id: body for body in cast.load()}

    assert bodies[step.body].seated(step.seat).matricola == step.matricola


@pytest.mark.parametrize("step", tour.load(), ids=lambda step: step.en.title)
def test_what_the_page_writes_has_an_answer_to_check(step: tour.Step) -> None:
    assert bool(step.say) == bool(step.answer)
