"""`Cancella il permesso`, where several stand: the answer names one of them, and books nothing."""

import pytest

from tests.handlers.talking import Talk
from tests.handlers.town import Town

THURSDAY = "visita o terapia: giovedì 26 novembre"
FRIDAY = "permesso breve da recuperare: venerdì 27 novembre"


@pytest.fixture
def anna(tivoli: Town) -> Talk:
    """A visit on Thursday and an hour on Friday wait for an answer."""
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    for said in (
        "permesso visita medica giovedì dalle 10 alle 12",
        "permesso breve venerdì dalle 14 alle 15",
    ):
        anna.says(said)
        anna.presses("Invia")
    return anna


@pytest.mark.parametrize(
    "order",
    ["cancella il permesso", "annulla un permesso", "sposta il permesso", "cancel my permit"],
)
@pytest.mark.parametrize(
    ("answer", "one", "other"),
    [
        ("giovedì", THURSDAY, FRIDAY),
        ("quello di venerdì", FRIDAY, THURSDAY),
        ("quello delle 14", FRIDAY, THURSDAY),
        ("la visita", THURSDAY, FRIDAY),
        ("il secondo", FRIDAY, THURSDAY),
        ("Thursday", THURSDAY, FRIDAY),
    ],
)
def test_the_answer_names_one_of_them(
    anna: Talk, order: str, answer: str, one: str, other: str
) -> None:
    anna.says(order)

    shown = anna.says(answer)

    assert one in shown
    assert other not in shown


def test_another_one_may_be_named_after_it(anna: Talk) -> None:
    anna.says("cancella il permesso")
    anna.says("giovedì")

    shown = anna.says("no, quello di venerdì")

    assert FRIDAY in shown
    assert THURSDAY not in shown


def test_another_request_is_no_answer(anna: Talk) -> None:
    anna.says("cancella il permesso")

    assert "Ho capito questi giorni" in anna.says("prenota giovedì")


def test_days_behind_the_list_alone_are_no_order(anna: Talk) -> None:
    anna.says("i miei permessi")

    assert "Ho capito questi giorni" in anna.says("giovedì")
