"""Where other features enter recalls and contacts: with people and days understood already."""

from datetime import date, timedelta

import pytest

from handlers.chat.features.contacts import opening as contacts
from handlers.chat.features.recalls import opening as recalls
from storage.errors import NotFound
from tests.handlers.asking import FRIDAY, THURSDAY, enter
from tests.handlers.recalling import WORDS, live
from tests.handlers.talking import Talk
from tests.handlers.town import TODAY, Town


@pytest.fixture
def town(sorano: Town) -> Town:
    for name in ("anna", "bruno"):
        sorano.agree(name)
        enter(sorano, name, THURSDAY)
    return sorano


def opened(town: Town, *names: str, day: date | None = None) -> str:
    people = [town.ids[name] for name in names]
    return str(recalls.open_with(town.desk, town.actor("carla"), people=people, day=day).text)


def test_people_and_day_show_at_once_what_the_act_says(town: Town) -> None:
    text = opened(town, "anna", "bruno", day=THURSDAY)

    assert "Richiamo in sede: <b>giovedì 26 novembre</b>" in text
    assert text.count("il richiamo vale") == 2


def test_the_words_that_follow_and_the_button_send_it(town: Town) -> None:
    opened(town, "anna", day=THURSDAY)
    carla = Talk(town, "carla")
    carla.says(WORDS)

    answer = carla.presses("Invia")

    assert "<b>Anna Inventi</b>: lo legge lunedì 23 novembre alle 10:00" in answer
    assert live(town, "anna", THURSDAY) is not None


@pytest.mark.parametrize("words", ["poi", "x" * 501])
def test_words_too_few_or_too_many_are_asked_for_again(town: Town, words: str) -> None:
    opened(town, "anna", day=THURSDAY)
    carla = Talk(town, "carla")

    answer = carla.says(words)

    assert f"{len(words)}" in answer
    assert not any("Invia" in button.label for button in carla.buttons)


def test_another_recall_written_over_an_open_one_is_not_its_motive(town: Town) -> None:
    opened(town, "anna", day=THURSDAY)
    carla = Talk(town, "carla")

    answer = carla.says("richiama Bruno venerdì")

    assert "Richiamo in sede: <b>venerdì 27 novembre</b>" in answer
    assert "Bruno Inventi" in answer
    assert "Anna Inventi" not in answer
    assert "Ho lasciato perdere il richiamo che stavi preparando" in answer
    assert not any("Invia" in button.label for button in carla.buttons)


def test_words_after_the_command_are_a_name_or_a_recall(town: Town) -> None:
    carla = Talk(town, "carla")

    name = carla.says("/richiama Anna")
    ticked = carla.buttons[0].label
    whole = carla.says("/richiama Anna giovedì")

    assert "Chi richiami in sede?" in name
    assert ticked == "✅ Anna Inventi"
    assert "Richiamo in sede: <b>giovedì 26 novembre</b>" in whole


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("giovedì", "Richiamo in sede: <b>giovedì 26 novembre</b>"),
        ("ieri", "è già passato"),
        ("31 gennaio", "è troppo lontano"),
        ("boh", "Non capisco «boh» come giorno"),
    ],
)
def test_the_day_of_a_recall_may_be_written(town: Town, words: str, answer: str) -> None:
    opened(town, "anna")

    assert answer in Talk(town, "carla").says(words)


def test_one_goes_back_from_the_card_to_the_days_to_the_people(town: Town) -> None:
    opened(town, "anna", day=THURSDAY)
    carla = Talk(town, "carla")

    said = [carla.says("indietro") for _ in range(3)]

    assert "Quale giorno?" in said[0]
    assert "Chi richiami in sede?" in said[1]
    assert "È la prima domanda" in said[2]


def test_without_a_day_it_is_asked_for(town: Town) -> None:
    assert "Quale giorno?" in opened(town, "anna")


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), TODAY + timedelta(days=32)])
def test_a_day_that_is_over_or_too_far_is_asked_for_again(town: Town, day: date) -> None:
    assert "Quale giorno?" in opened(town, "anna", day=day)


def test_without_people_they_are_asked_for(town: Town) -> None:
    assert "Chi richiami in sede?" in opened(town, day=FRIDAY)


def test_somebody_elses_employee_falls_out(town: Town) -> None:
    town.agree("orso")

    assert "Chi richiami in sede?" in opened(town, "orso", day=THURSDAY)


def test_who_decides_about_nobody_is_told_so(town: Town) -> None:
    answer = recalls.open_with(town.desk, town.actor("anna"), people=[], day=None)

    assert "oggi non spetta a te" in str(answer.text)


def test_a_colleague_is_answered_about_at_once(town: Town) -> None:
    answer = contacts.open_with(town.desk, town.actor("bruno"), person_id=town.ids["anna"])

    assert "Anna Inventi" in str(answer.text)
    assert "in sede" in str(answer.text)


def test_without_a_colleague_the_own_office_is_listed(town: Town) -> None:
    answer = contacts.open_with(town.desk, town.actor("bruno"))

    assert "Chi vuoi contattare?" in str(answer.text)
    assert any(button.label == "Anna Inventi" for row in answer.rows for button in row)


def test_of_an_office_its_people_are_listed(town: Town, tivoli: Town) -> None:
    bruno = town.actor("bruno")

    own = contacts.open_with(town.desk, bruno, office_id=town.offices["tributi"])
    others = contacts.open_with(town.desk, bruno, office_id=tivoli.offices["tributi"])

    assert [row[0].label for row in own.rows[:-1]] == ["Orso Inventi · Ufficio tributi"]
    assert len(others.rows) == 1


def test_nobody_of_another_body_is_answered_about(town: Town, tivoli: Town) -> None:
    with pytest.raises(NotFound):
        contacts.open_with(town.desk, town.actor("bruno"), person_id=tivoli.ids["anna"])
