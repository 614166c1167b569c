"""Orders and days that are denied: the contrary is offered, or nothing."""

from datetime import date

import pytest

from handlers.reading import meanings
from handlers.reading.meanings import AskBack, Meaning, Question
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


def test_who_is_left_out_is_never_decided_about() -> None:
    assert offered("approva Anna, non Bruno") == (meanings.Approvals(),)


@pytest.mark.parametrize("said", ["approva tutti ma non Bruno", "approva tutti tranne Bruno"])
def test_who_is_left_out_of_all_is_named_with_the_decision(said: str) -> None:
    heard = read(said, today=MONDAY).heard

    assert heard == meanings.Decide(approve=True, but=("bruno",))


@pytest.mark.parametrize(
    "said",
    [
        "non approva tutti ma non Bruno",
        "mai approva tutti tranne Anna e Bruno",
        "non rifiutare tutti tranne Anna",
        "mica approvo tutto tranne Bruno",
        "don't approve everyone but not Bruno",
        "do not reject everything except Anna",
        "never approve everything except Anna",
    ],
)
def test_a_denied_decision_on_all_but_somebody_decides_nothing(said: str) -> None:
    assert offered(said) == (meanings.Approvals(),)


@pytest.mark.parametrize(
    "said",
    [
        "approva tutti, non solo Bruno",
        "rifiuta tutti e non soltanto Anna",
        "approve everyone, not only Bruno",
    ],
)
def test_not_only_somebody_leaves_nobody_out(said: str) -> None:
    assert offered(said) == (meanings.Approvals(),)


def test_a_doubt_about_all_but_somebody_is_asked_back() -> None:
    heard = read("forse approva tutti tranne Bruno", today=MONDAY).heard

    assert isinstance(heard, AskBack)
    assert heard.question is Question.NOT_CLEAR


@pytest.mark.parametrize("said", ["approva Anna tranne il 3", "approva Anna per il 26 ma il 3 no"])
def test_days_left_out_of_a_decision_are_never_on_its_button(said: str) -> None:
    heard = read(said, today=MONDAY).heard

    assert isinstance(heard, AskBack)
    assert heard.options == (meanings.Approvals(),)


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ("quando decide Vito?", "decide, vito"),
        ("quando sbuffa decide De Luca", "sbuffa, decide, de luca"),
    ],
)
def test_a_name_that_is_held_together_is_shown_as_it_is_written(said: str, about: str) -> None:
    heard = read(said, today=MONDAY, is_name={("vito",), ("de", "luca")}.__contains__).heard

    assert isinstance(heard, AskBack)
    assert heard.about == about


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("non rifiutare Anna, approva", meanings.Decide(approve=True, whom="anna")),
        ("don't reject Anna, approve her", meanings.Decide(approve=True, whom="anna")),
        ("non approvare Bruno, rifiutalo", meanings.Decide(approve=False, whom="bruno")),
        ("approva Anna, non rifiutarla", meanings.Decide(approve=True, whom="anna")),
        ("rifiuta Bruno, non approvarlo", meanings.Decide(approve=False, whom="bruno")),
    ],
)
def test_of_an_order_and_its_denied_contrary_the_order_is_meant(said: str, meant: Meaning) -> None:
    reading = read(said, today=MONDAY)

    assert (reading.heard, reading.unread) == (meant, ())


@pytest.mark.parametrize(
    ("said", "left_alone"),
    [
        ("non richiamare Anna giovedì ma Bruno", "non richiamare Anna giovedì"),
        ("non rifiutare tutti, approva Bruno", "non rifiutare tutti"),
        ("don't cancel Thursday, cancel Friday", "don't cancel Thursday"),
    ],
)
def test_of_whom_and_when_nothing_shall_be_done_is_told(said: str, left_alone: str) -> None:
    reading = read(said, today=MONDAY)

    assert not isinstance(reading.heard, AskBack)
    assert reading.unread == (left_alone,)


@pytest.mark.parametrize(
    "said", ["mica mi sposo venerdì", "mica ho una visita giovedì", "non dono il sangue domani"]
)
def test_a_permit_that_is_denied_is_not_offered(said: str) -> None:
    assert not any(isinstance(one, meanings.Permit) for one in offered(said))
