"""People whose names are words, or have apostrophes, are found by them in the chat itself."""

import pytest

from handlers.desk.context import Desk
from handlers.desk.naming import known_names
from storage.people import staff
from storage.tables import Rank
from tests.handlers.talking import Talk
from tests.handlers.town import AGREED, OFFICE_WORKER, Town, found_town

PEOPLE = (
    ("D'Amico", "Marco"),
    ("Dell'Orto", "Lucia"),
    ("Lo Re", "Ada"),
    ("Maggio", "Tea"),
    ("Gallo", "Sara"),
    ("Nowak", "Łukasz"),
    ("Sabato", "Luca"),
)


def settle(town: Town, number: int, family: str, given: str) -> None:
    """Put somebody with such a name into the office, with an agreement."""
    with town.store.writing() as uow:
        record = staff.Record(
            number=str(number),
            family_name=family,
            given_name=given,
            rank=Rank.STAFF,
            facts=OFFICE_WORKER,
        )
        office = town.offices["anagrafe"]
        name = f"{given} {family}"
        town.ids[name] = staff.put_employee(uow, town.body, record, office_id=office).id
        uow.commit()
    town.agree(name, AGREED)


@pytest.fixture
def town(desk: Desk) -> Town:
    found = found_town(desk, "sorano")
    found.agree("anna")
    for number, (family, given) in enumerate(PEOPLE, start=50):
        settle(found, number, family, given)
    return found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("contatta D'Amico", "Marco D'Amico"),
        ("contatta d’amico", "Marco D'Amico"),
        ("contatta Ada Lo Re", "Ada Lo Re"),
        ("contatta Lo Re", "Ada Lo Re"),
        ("posso chiamare Tea Maggio?", "Tea Maggio"),
        ("posso chiamare Sara Gallo?", "Sara Gallo"),
        ("contatta gallo sara", "Sara Gallo"),
        ("contatta Lukasz", "Łukasz Nowak"),
        ("contatta Sabato", "Luca Sabato"),
    ],
)
def test_a_colleague_is_found_by_a_name_that_is_a_word(town: Town, text: str, name: str) -> None:
    assert name in Talk(town, "anna").says(text).replace("&#x27;", "'")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("richiama Dell'Orto giovedì", "Lucia Dell'Orto"),
        ("richiama Tea Maggio giovedì per il bilancio", "Tea Maggio"),
        ("richiama Luca Sabato giovedì", "Luca Sabato"),
    ],
)
def test_a_manager_recalls_whom_such_a_name_means(town: Town, text: str, name: str) -> None:
    said = Talk(town, "carla").says(text).replace("&#x27;", "'")

    assert name in said
    assert "26 novembre" in said


def test_words_are_days_where_nobody_is_meant(town: Town) -> None:
    assert "28 novembre" in Talk(town, "anna").says("sabato lavoro da casa")


def test_words_are_no_name_in_a_body_where_nobody_has_it(town: Town, desk: Desk) -> None:
    other = found_town(desk, "tivoli", first_telegram_id=300)

    assert known_names(desk, town.actor("anna"))(("lo", "re"))
    assert not known_names(desk, other.actor("anna"))(("lo", "re"))


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("lo", "re", "ada"), True),
        (("re", "ada"), True),
        (("lo",), False),
        (("ada", "lo"), False),
        (("re",), True),
        (("ada", "re"), False),
        (("ada", "lo", "re", "ada"), False),
        (("lo", "ada"), False),
        (("am",), False),
    ],
)
def test_some_words_of_a_name_in_their_order_name_it(
    town: Town, words: tuple[str, ...], *, named: bool
) -> None:
    assert known_names(town.desk, town.actor("anna"))(words) is named


@pytest.mark.parametrize(
    "said",
    [
        "salve, sono Anna e vorrei lavorare da casa giovedì",
        "Buongiorno, sono Anna Inventi dell'anagrafe: prenota giovedì",
        "vorrei giovedì da casa. Grazie, Anna",
        "Gentile dott.ssa Inventi, chiedo di lavorare da casa giovedì. Saluti, Anna Inventi",
        "Buongiorno Diana, potrei lavorare da casa giovedì?",
    ],
)
def test_who_writes_and_to_whom_is_no_part_of_what_is_asked(tivoli: Town, said: str) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")

    shown = anna.says(said)

    assert "giovedì 26 novembre" in shown
    assert "Non ho letto" not in shown
    assert any("Invia richiesta (1)" in button.label for button in anna.buttons)


def test_who_says_to_be_somebody_else_asks_for_nothing(tivoli: Town) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")

    assert "Non so come leggere «Bruno»" in anna.says("sono Bruno, prenota giovedì")
    assert not any("Invia" in button.label for button in anna.buttons)
