"""Weeks on call of others, asked and ordered in words: shown to who sees to them."""

from datetime import timedelta

import pytest

from storage.days import absences, facts
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


def put_on_call(town: Town, who: str, *, weeks: int = 0) -> None:
    with town.store.writing() as uow:
        absences.put_on_call(uow, town.ids[who], TODAY + timedelta(weeks=weeks))
        uow.commit()


def weeks_of(town: Town, who: str) -> set[int]:
    """Give the weeks from this one on that somebody has."""
    with town.store.reading() as uow:
        known = facts.load(uow, town.ids[who], on=TODAY).history.on_call
    return {(monday - TODAY).days // 7 for monday in known}


def labels(talk: Talk) -> str:
    return " ".join(button.label for button in talk.buttons)


@pytest.mark.parametrize("by", ["carla", "elena"])
@pytest.mark.parametrize(
    "words",
    [
        "Anna è malata, chi copre la reperibilità oggi?",
        "chi sostituisce anna in reperibilità?",
        "Anna is sick, who covers on call today?",
    ],
)
def test_who_sees_to_the_week_is_asked_who_takes_it(ferrara: Town, words: str, by: str) -> None:
    put_on_call(ferrara, "anna")
    talk = Talk(ferrara, by)

    answer = talk.says(words)
    assert "Chi prende il turno di <b>Anna Inventi</b>" in answer
    assert "malat" not in answer
    assert "Inventi Bruno" in labels(talk)
    assert "Inventi Anna" not in labels(talk)
    assert weeks_of(ferrara, "anna") == {0}


@pytest.mark.parametrize(
    "words",
    [
        "Bruno sostituisce Anna in reperibilità",
        "metti Bruno in reperibilità al posto di Anna lunedì",
        "la reperibilità di Anna la copre Bruno",
        "Bruno takes Anna's on-call week",
        "bruno copre la reperibilità oggi",
    ],
)
def test_who_takes_it_is_judged_by_the_act_and_nothing_is_written_before_the_press(
    ferrara: Town, words: str
) -> None:
    put_on_call(ferrara, "anna")
    talk = Talk(ferrara, "carla")

    answer = talk.says(words)
    assert "<b>Bruno Inventi</b> al posto di Anna Inventi" in answer
    assert "(C art. 4)" in answer
    assert (weeks_of(ferrara, "anna"), weeks_of(ferrara, "bruno")) == ({0}, set())

    assert "Fatto: <b>Bruno Inventi</b>" in talk.presses("Passa il turno")
    assert (weeks_of(ferrara, "anna"), weeks_of(ferrara, "bruno")) == (set(), {0})


def test_a_manager_hands_on_their_own_week_of_the_week_that_is_said(ferrara: Town) -> None:
    put_on_call(ferrara, "carla", weeks=1)
    talk = Talk(ferrara, "carla")

    answer = talk.says("Bruno prende il mio turno di reperibilità della settimana prossima")

    assert "<b>Bruno Inventi</b> al posto di Carla Inventi" in answer
    assert "30 novembre" in answer


def test_without_a_day_the_next_week_of_that_person_is_meant(ferrara: Town) -> None:
    put_on_call(ferrara, "anna", weeks=2)

    answer = Talk(ferrara, "carla").says("sostituisci Anna con Bruno in reperibilità")

    assert "da lunedì 7 dicembre" in answer


def test_a_swap_is_said_to_be_two_steps(ferrara: Town) -> None:
    put_on_call(ferrara, "anna")
    talk = Talk(ferrara, "carla")

    answer = talk.says("scambia la reperibilità di Anna con Bruno")

    assert "un turno di Bruno Inventi a Anna Inventi" in answer


def test_of_who_does_not_have_the_week_it_is_said_and_nobody_is_offered(ferrara: Town) -> None:
    talk = Talk(ferrara, "carla")

    assert "non c'è un turno da passare" in talk.says("chi sostituisce Anna in reperibilità?")
    assert "Passa il turno" not in labels(talk)


def test_somebody_of_another_office_is_not_offered_the_week(ferrara: Town) -> None:
    put_on_call(ferrara, "anna")
    talk = Talk(ferrara, "carla")

    answer = talk.says("Orso sostituisce Anna in reperibilità")

    assert "stesso ufficio (Ufficio anagrafe)" in answer
    assert "Inventi Bruno" in labels(talk)
    assert "Orso" not in labels(talk)


@pytest.mark.parametrize(
    "words",
    [
        "mi sostituisce Bruno lunedì in reperibilità",
        "scambia la reperibilità con Bruno",
        "swap my on call week with Bruno",
        "posso cedere il turno di reperibilità a Bruno?",
    ],
)
def test_an_employee_hands_on_no_week_and_is_told_who_does(ferrara: Town, words: str) -> None:
    put_on_call(ferrara, "anna")
    talk = Talk(ferrara, "anna")

    answer = talk.says(words)

    assert "Sei in reperibilità da lunedì 23 novembre a lunedì 30 novembre" in answer
    assert "Chiedi che lo prenda <b>Bruno Inventi</b>. Lo passa <b>Diana Inventi</b>" in answer
    assert "<b>Elena Inventi</b> (servizio personale)" in answer
    assert "Scrivi a Diana Inventi" in labels(talk)
    assert "Passa" not in labels(talk)
    assert "Diana Inventi" in talk.presses("✉️ Scrivi a Diana")
    assert weeks_of(ferrara, "anna") == {0}


def test_an_employee_without_a_turn_is_told_that_there_is_none_to_hand_on(ferrara: Town) -> None:
    talk = Talk(ferrara, "anna")

    assert "non hai un turno da passare" in talk.says("chi mi sostituisce in reperibilità?")
    assert "Scrivi a" not in labels(talk)


@pytest.mark.parametrize(
    "words",
    [
        "Bruno è malato, chi copre la reperibilità oggi?",
        "prendo io la reperibilità di Bruno",
        "Vito sostituisce Bruno in reperibilità",
    ],
)
def test_colleagues_are_told_who_hands_on_the_weeks_of_others(ferrara: Town, words: str) -> None:
    put_on_call(ferrara, "bruno")
    talk = Talk(ferrara, "anna")

    answer = talk.says(words)

    assert "non li puoi passare tu: se ne occupa <b>Diana Inventi</b>" in answer
    assert "In reperibilità: Inventi Bruno" in answer
    assert "malat" not in answer.lower()
    assert "Passa il turno" not in labels(talk)


@pytest.mark.parametrize(
    "words", ["quando sono reperibile?", "when am I on call?", "quando sono di turno?"]
)
def test_when_one_is_on_call_is_told_with_hours_and_article(ferrara: Town, words: str) -> None:
    put_on_call(ferrara, "anna", weeks=1)
    put_on_call(ferrara, "anna", weeks=9)

    answer = Talk(ferrara, "anna").says(words)

    assert "da lunedì 30 novembre a lunedì 7 dicembre" in answer
    assert "sabato 5 e domenica 6 dicembre: 00:00–24:00 <i>(C art. 4)" in answer
    assert "lunedì 7 dicembre: 00:00–07:30 <i>(C art. 4)" in answer
    assert "25 gennaio" in answer  # planned six months ahead, and told


def test_who_may_be_left_out_is_told_in_the_acts_words_whoever_asks(ferrara: Town) -> None:
    told = {
        Talk(ferrara, who).says(words)
        for who in ("anna", "bruno")
        for words in (
            "sono incinta, devo fare la reperibilità?",
            "posso rifiutare il turno di reperibilità?",
        )
    }

    (said,) = told
    assert "al massimo 7 <i>(C art. 4)</i>" in said
    assert "resta fuori dai turni: «le lavoratrici di cui all'art. 53" in said
    assert "può restare fuori dai turni" in said
    assert "incinta" not in said


def test_an_act_without_a_word_on_turns_says_no_limit_of_its_own(arena_po: Town) -> None:
    said = Talk(arena_po, "anna").says("quanti turni di reperibilità posso fare al mese?")

    assert "al massimo" not in said
    assert "È vietato adibire le donne al lavoro" in said
