"""Where other features enter recalls and contacts: with people and days understood already."""

from datetime import date, timedelta

import pytest

from handlers.chat.asked import Asked
from handlers.chat.features.contacts import opening as contacts
from handlers.chat.features.recalls import opening as recalls
from handlers.chat.features.recalls.chat import hear, send
from handlers.desk.presses import Press
from storage.errors import NotFound
from tests.handlers.asking import FRIDAY, THURSDAY, enter
from tests.handlers.recalling import WORDS, live
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
    carla = town.actor("carla")
    opened(town, "anna", day=THURSDAY)
    shown = hear(town.desk, carla, Asked(carla.telegram_id, "it", words=WORDS))
    data = next(b.data for row in shown.rows for b in row if ":send:" in b.data)
    digest = data.rsplit(":", 1)[1]
    pressed = Asked(carla.telegram_id, "it", press=Press("recalls", "send", (digest,)))

    answer = send(town.desk, carla, pressed)

    assert "<b>Anna Inventi</b>: lo legge lunedì 23 novembre alle 10:00" in str(answer.text)
    assert live(town, "anna", THURSDAY) is not None


@pytest.mark.parametrize("words", ["no", "x" * 501])
def test_words_too_few_or_too_many_are_asked_for_again(town: Town, words: str) -> None:
    carla = town.actor("carla")
    opened(town, "anna", day=THURSDAY)

    answer = hear(town.desk, carla, Asked(carla.telegram_id, "it", words=words))

    assert f"{len(words)}" in str(answer.text)
    assert answer.rows == ()


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
