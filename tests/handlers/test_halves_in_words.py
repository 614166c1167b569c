"""Halves of days in plain words: the half that was said is the half that is shown."""

from dataclasses import replace
from datetime import date

import pytest

from handlers.desk.context import Desk
from rules.facts import Half
from rules.policy import library
from rules.policy.booking_tables import HalfDays
from rules.policy.library import Policy
from storage.requests import bookings
from storage.requests.bookings import Wish
from storage.tables import HOLDING, RequestState
from tests.handlers.asking import THURSDAY, enter
from tests.handlers.talking import Talk
from tests.handlers.town import NOW, Town, found_town


def holds_half(town: Town, name: str, half: Half) -> None:
    """Half of Thursday 26 November on record."""
    with town.store.writing() as uow:
        wish = Wish(employee_id=town.ids[name], day=THURSDAY, half=half)
        bookings.enter(uow, wish, at=NOW, state=RequestState.APPROVED)
        uow.commit()


def held(town: Town, name: str) -> list[tuple[date, Half | None]]:
    with town.store.reading() as uow:
        found = bookings.of_person(
            uow, town.ids[name], since=NOW.date(), until=date(2026, 12, 31), states=HOLDING
        )
    return [(one.day, one.half) for one in found]


@pytest.fixture
def anna(ferrara: Town) -> Talk:
    """Ferrara gives halves of days."""
    ferrara.agree("anna")
    return Talk(ferrara, "anna")


def test_half_a_day_moves_to_the_same_half(anna: Talk) -> None:
    holds_half(anna.town, "anna", Half.AM)

    shown = anna.says("sposta il 26 mattina al 27")

    assert "giovedì 26 novembre (mattina)" in shown
    assert "venerdì 27 novembre (mattina)" in shown
    assert any("Chiedi" in one.label for one in anna.buttons)


def test_half_a_day_moves_to_the_half_that_was_said(anna: Talk) -> None:
    holds_half(anna.town, "anna", Half.AM)

    assert "venerdì 27 novembre (pomeriggio)" in anna.says("sposta il 26 mattina al 27 pomeriggio")


def test_of_two_halves_the_one_that_was_said_moves(anna: Talk) -> None:
    for half in Half:
        holds_half(anna.town, "anna", half)

    shown = anna.says("sposta il 26 pomeriggio al 27")

    assert "venerdì 27 novembre (pomeriggio)" in shown


def test_the_other_half_does_not_move_in_its_place(anna: Talk) -> None:
    holds_half(anna.town, "anna", Half.PM)

    assert "venerdì 27" not in anna.says("sposta il 26 mattina al 27")


def test_of_a_whole_day_no_half_is_moved_unasked(anna: Talk) -> None:
    enter(anna.town, "anna", THURSDAY)

    assert "venerdì 27" not in anna.says("sposta il 26 mattina al 27")


def labels(talk: Talk) -> list[str]:
    return [button.label for button in talk.buttons]


@pytest.mark.parametrize(
    "words",
    [
        "il 26 in ufficio la mattina",
        "il 26 mattina vengo in ufficio",
        "il 26 solo la mattina in presenza",
    ],
)
def test_a_morning_at_the_office_offers_the_afternoon(anna: Talk, words: str) -> None:
    shown = anna.says(words)

    assert "giovedì 26 novembre (mattina): sei già in ufficio" in shown
    assert "giovedì 26 novembre (pomeriggio)" in shown
    anna.presses("Invia richiesta (1)")
    assert held(anna.town, "anna") == [(THURSDAY, Half.PM)]


def without_halves() -> Policy:
    """Tivoli as if its act gave whole days only."""
    policy = library.shipped()["tivoli"]
    whole = HalfDays(allowed=False, source="9", quote="a giornate intere")
    versions = []
    for version in policy.versions:
        booking = version.tables.booking.model_copy(update={"half_days": whole})
        tables = version.tables.model_copy(update={"booking": booking})
        versions.append(replace(version, tables=tables))
    return replace(policy, versions=tuple(versions))


@pytest.mark.parametrize("state", [None, RequestState.APPROVED])
def test_where_the_act_gives_no_halves_none_is_offered(
    desk: Desk, state: RequestState | None
) -> None:
    policies = {**library.shipped(), "tivoli": without_halves()}
    town = found_town(replace(desk, policies=policies), "tivoli")
    town.agree("anna")
    if state is not None:
        enter(town, "anna", THURSDAY, state=state)
    anna = Talk(town, "anna")

    shown = anna.says("il 26 in ufficio la mattina")

    assert "giovedì 26 novembre" in shown
    assert "pomeriggio" not in shown
    assert "metà" not in shown
    assert not any("Invia" in one for one in labels(anna))


def test_of_a_whole_day_booked_it_is_told_how_to_keep_the_other_half(anna: Talk) -> None:
    enter(anna.town, "anna", THURSDAY)

    shown = anna.says("il 26 in ufficio la mattina")

    assert "ritira la giornata intera" in shown
    assert "giovedì 26 novembre (pomeriggio)" in shown
    assert not any("Invia" in one for one in labels(anna))


def test_the_other_half_that_is_held_already_is_said(anna: Talk) -> None:
    holds_half(anna.town, "anna", Half.PM)

    shown = anna.says("il 26 in ufficio la mattina")

    assert "giovedì 26 novembre (pomeriggio): sei già in" in shown
    assert not any("Invia" in one for one in labels(anna))


def test_a_whole_day_at_the_office_offers_no_half(anna: Talk) -> None:
    anna.says("il 26 vengo in ufficio")

    assert not any("Invia" in one for one in labels(anna))


@pytest.mark.parametrize(
    "words",
    [
        "il 26 mattina in ufficio e pomeriggio a casa",
        "il 26 la mattina in ufficio e il pomeriggio da casa",
    ],
)
def test_a_morning_at_the_office_and_an_afternoon_at_home(anna: Talk, words: str) -> None:
    office = anna.says(words)
    (home,) = anna.shown.more

    assert "giovedì 26 novembre (mattina): sei già in ufficio" in office
    assert "pomeriggio" not in office
    assert "giovedì 26 novembre (pomeriggio)" in str(home.text)


def test_the_office_one_day_and_home_another_are_two_confirmations(anna: Talk) -> None:
    enter(anna.town, "anna", THURSDAY)

    office = anna.says("il 26 vengo in ufficio e il 27 sto a casa")
    (home,) = anna.shown.more

    assert "Vieni in ufficio?" in office
    assert any("gio 26 nov" in one for one in labels(anna))
    assert "venerdì 27 novembre" in str(home.text)
    assert held(anna.town, "anna") == [(THURSDAY, None)]


@pytest.mark.parametrize(
    "said",
    [
        "dal 9 all'11 dicembre da casa, il 10 solo mattina",
        "9, 10 e 11 dicembre smart, giovedì 10 di mattina",
        "mercoledì 9 e giovedì 10 dicembre da casa. giovedì 10 solo mattina",
    ],
)
def test_a_half_said_behind_a_span_is_the_half_that_is_shown(anna: Talk, said: str) -> None:
    shown = anna.says(said)

    assert "mercoledì 9 dicembre\n" in shown
    assert "giovedì 10 dicembre (mattina)" in shown
