"""What managers say without a verb of deciding: each decision is shown, none is taken."""

import pytest

from handlers.desk.requests.request import State
from tests.handlers.asking import FRIDAY, THURSDAY, asks_for, enter
from tests.handlers.deciding import waits
from tests.handlers.talking import Talk
from tests.handlers.town import Town

MOTIVE = "carenza di personale"


@pytest.fixture
def diana(tivoli: Town) -> Talk:
    """Anna asked her for two days, one by one, and Bruno for one."""
    for name in ("anna", "bruno"):
        tivoli.agree(name)
    for day in (THURSDAY, FRIDAY):
        asks_for(tivoli, "anna", day)
    asks_for(tivoli, "bruno", FRIDAY)
    return Talk(tivoli, "diana")


def labels(talk: Talk) -> str:
    return " ".join(button.label for button in talk.buttons)


def decided(talk: Talk) -> bool:
    return len(waits(talk.town)) < 3


@pytest.mark.parametrize(
    "words",
    [
        "Anna va bene giovedì ma venerdì no",
        "giovedì ad Anna sì e venerdì no",
        "Anna giovedì sì, venerdì no",
        "anna: giovedì approvato, venerdì rifiutato per la riunione",
        "Anna: Thursday approved, Friday rejected because of the meeting",
    ],
)
def test_a_yes_and_a_no_are_shown_one_after_the_other(diana: Talk, words: str) -> None:
    shown = diana.says(words)
    (refusal,) = diana.came.more

    assert "giovedì 26 novembre" in shown
    assert "venerdì 27" not in shown
    assert "Rifiuta Anna ven 27 nov" in (refusal.text or "")
    assert not decided(diana)


@pytest.mark.parametrize("words", ["venerdì a Bruno no", "a Bruno venerdì no"])
def test_a_no_to_somebody_asks_for_its_motive(diana: Talk, words: str) -> None:
    assert "Perché rifiuti la richiesta di <b>Bruno" in diana.says(words)


@pytest.mark.parametrize(
    "words", ["Anna può stare a casa giovedì", "dai ad Anna il giovedì", "concedi ad Anna giovedì"]
)
def test_what_is_granted_is_the_card_of_that_day(diana: Talk, words: str) -> None:
    shown = diana.says(words)

    assert "<b>Anna Inventi</b>" in shown
    assert "giovedì 26 novembre" in shown
    assert "✅ gio 26 nov" in labels(diana)
    assert not decided(diana)


def test_who_is_needed_here_is_called_back_and_not_booked(diana: Talk) -> None:
    assert "Richiamo in sede" in diana.says("giovedì Anna serve qui")


def test_all_at_the_office_is_a_recall_of_who_is_at_home(diana: Talk) -> None:
    assert "nessuna delle persone che puoi richiamare" in diana.says("giovedì tutti in presenza")


def test_an_ok_to_all_shows_what_waits(diana: Talk) -> None:
    assert "Aspettano te 3 richieste" in diana.says("ok a tutti")
    assert not decided(diana)


@pytest.mark.parametrize(
    "words",
    [
        "anzi approvala",
        "no aspetta, va bene, approvala",
        "no aspetta, va bene",
        "ok la approvo",
        "ci ho ripensato, approva",
    ],
)
@pytest.mark.parametrize("before", [(), (MOTIVE,)])
def test_a_second_thought_leaves_the_refusal_and_shows_the_card(
    diana: Talk, before: tuple[str, ...], words: str
) -> None:
    for one in ("rifiuta Bruno venerdì", *before):
        diana.says(one)

    shown = diana.says(words)

    assert "Ho lasciato perdere il rifiuto" in shown
    assert "✅ ven 27 nov" in labels(diana)
    assert diana.form is None
    assert not decided(diana)


def test_an_order_behind_a_second_thought_leaves_the_motive(diana: Talk) -> None:
    diana.says("rifiuta Bruno venerdì")

    shown = diana.says("anzi approva Anna giovedì")

    assert "<b>Anna Inventi</b>" in shown
    assert "Ho lasciato perdere il rifiuto" in shown


def test_a_condition_is_a_motive_and_turns_nothing(diana: Talk, tivoli: Town) -> None:
    diana.says("rifiuta Bruno venerdì")

    assert "non la approvo" in diana.says("non la approvo perché siamo in pochi")
    assert {one.state for one in waits(tivoli)} == {State.PENDING}


def test_decisions_about_people_are_no_words_of_a_recall(diana: Talk, tivoli: Town) -> None:
    enter(tivoli, "bruno", THURSDAY)
    diana.says("richiama Bruno giovedì")

    shown = diana.says("Anna va bene giovedì ma venerdì no")

    assert "Motivo" not in shown
    assert "✅ gio 26 nov" in labels(diana)


def test_what_stands_behind_a_no_and_a_comma_is_its_motive(diana: Talk) -> None:
    assert "«siamo in tre»" in diana.says("Bruno venerdì no, siamo in tre")


@pytest.mark.parametrize(
    "words", ["giovedì ho bisogno di Anna qui", "Anna giovedì deve essere in ufficio"]
)
def test_who_has_to_be_at_the_office_is_called_back(diana: Talk, words: str) -> None:
    assert "Richiamo in sede" in diana.says(words)


@pytest.mark.parametrize(
    "words", ["ok per bruno, per anna solo venerdì", "approva Bruno, per Anna solo venerdì"]
)
def test_days_that_are_only_of_one_are_not_of_the_other(diana: Talk, words: str) -> None:
    shown = diana.says(words)
    (other,) = diana.came.more

    assert "Bruno" in shown
    assert "Anna" in (other.text or "")
    assert "venerdì 27" in (other.text or "")
    assert "giovedì 26" not in (other.text or "")
    assert not decided(diana)
