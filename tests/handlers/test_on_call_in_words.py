"""Weeks on call of others, asked and ordered in words: shown to who sees to them."""

from datetime import timedelta

import pytest

from storage.days import absences
from tests.handlers.talking import Talk
from tests.handlers.town import TODAY, Town


def test_who_arranges_weeks_on_call_sees_the_week(ferrara: Town) -> None:
    talk = Talk(ferrara, "diana")

    for words in ("chi è in reperibilità?", "who is on call this week?"):
        answer = talk.says(words)
        assert "Nessuno è in reperibilità in questa settimana" in answer
        assert "Non ho letto" not in answer
    assert any(button.label == "Inventi Bruno" for button in talk.buttons)


def test_colleagues_see_who_is_on_call_and_nothing_to_arrange(ferrara: Town) -> None:
    talk = Talk(ferrara, "anna")

    assert "Nessuno è in reperibilità" in talk.says("chi è in reperibilità?")
    assert "Nessuno è in reperibilità" in talk.says("Bruno è in reperibilità?")
    with ferrara.store.writing() as uow:
        absences.put_on_call(uow, ferrara.ids["bruno"], TODAY)
        uow.commit()

    assert "In reperibilità: Inventi Bruno" in talk.says("Bruno è in reperibilità?")
    assert "Assegna" not in " ".join(button.label for button in talk.buttons)


@pytest.mark.parametrize(
    ("words", "weeks"),
    [
        ("assegna la reperibilità a Bruno", 0),
        ("metti bruno in reperibilità la settimana prossima", 1),
        ("put Bruno on call next week", 1),
        ("is Bruno on call?", 0),
    ],
)
def test_an_order_shows_the_week_and_writes_nothing_by_itself(
    tivoli: Town, words: str, weeks: int
) -> None:
    tivoli.agree("diana")
    talk = Talk(tivoli, "diana")
    answer = talk.says(words)

    assert "Bruno Inventi" in answer
    assert "Non è in reperibilità in questa settimana" in answer
    assert not any("Invia" in button.label for button in talk.buttons)  # no days of one's own
    assert f"{(TODAY + timedelta(weeks=weeks)).day} novembre" in answer
    assert "Fatto" in talk.presses("Assegna")


def test_of_who_has_the_week_it_is_not_said_that_it_can_be_assigned(tivoli: Town) -> None:
    with tivoli.store.writing() as uow:
        absences.put_on_call(uow, tivoli.ids["bruno"], TODAY)
        uow.commit()
    talk = Talk(tivoli, "diana")
    answer = talk.says("togli la reperibilità a Bruno")

    assert "☎ È in reperibilità" in answer
    assert "si può assegnare" not in answer
    assert "non è più in reperibilità" in talk.presses("Togli la settimana")


def test_whether_a_turn_goes_with_days_away_stays_a_question_of_the_act(tivoli: Town) -> None:
    assert "art. 12.2" in Talk(tivoli, "diana").says("chi è in reperibilità può lavorare da casa?")
