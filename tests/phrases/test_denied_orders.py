"""Orders and days that are denied: the contrary is offered, or nothing."""

from datetime import date

import pytest

from handlers.reading import meanings
from handlers.reading.meanings import AskBack, Meaning
from handlers.reading.reading import read

MONDAY = date(2026, 11, 23)


def offered(said: str) -> tuple[Meaning, ...]:
    heard = read(said, today=MONDAY).heard
    assert isinstance(heard, AskBack)
    return heard.options


@pytest.mark.parametrize(
    ("said", "contrary"),
    [
        ("don't approve Anna", meanings.Decide(approve=False, whom="anna")),
        ("non delegare Vito da domani", meanings.EndDelegation("vito")),
        ("non richiamare Anna giovedì", meanings.TakeRecallBack(("anna",))),
    ],
)
def test_of_an_order_that_is_denied_only_the_contrary_is_offered(
    said: str, contrary: Meaning
) -> None:
    assert offered(said) == (contrary,)


@pytest.mark.parametrize("said", ["mica domani", "forget Thursday", "senza smart domani"])
def test_a_day_that_is_not_wanted_is_not_offered(said: str) -> None:
    assert not any(isinstance(one, meanings.Book) for one in offered(said))


@pytest.mark.parametrize("said", ["approva tutti ma non Bruno", "approva Anna, non Bruno"])
def test_who_is_left_out_is_never_decided_about(said: str) -> None:
    assert offered(said) == (meanings.Approvals(),)


@pytest.mark.parametrize("said", ["approva Anna tranne il 3", "approva Anna per il 26 ma il 3 no"])
def test_days_left_out_of_a_decision_are_never_on_its_button(said: str) -> None:
    heard = read(said, today=MONDAY).heard

    assert isinstance(heard, AskBack)
    assert heard.options == (meanings.Approvals(),)


def test_a_name_that_is_held_together_is_shown_as_it_is_written() -> None:
    heard = read(
        "quando non ci sono decide Vito",
        today=MONDAY,
        is_name=lambda words: words == ("vito",),
    ).heard

    assert isinstance(heard, AskBack)
    assert heard.about == "decide, vito"
