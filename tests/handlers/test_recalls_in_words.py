"""Recalls said in words: confirmed, asked about, looked over and taken back."""

from datetime import date

import pytest

from handlers.chat.features.recalls.said_again import in_a_button, recall_in
from handlers.desk.presses import parse
from handlers.reading.meanings import Recall
from rules.facts import Employee
from storage.tables import RecallState, RequestState
from tests.handlers.asking import FRIDAY, THURSDAY, enter, messages_to, said
from tests.handlers.recalling import calls, delivered, live, recall_now
from tests.handlers.talking import Talk
from tests.handlers.test_recalls import states
from tests.handlers.town import LONG_AGO, Town


@pytest.fixture
def town(sorano: Town) -> Town:
    """Anna and Bruno work elsewhere on Thursday and Friday."""
    for name in ("anna", "bruno"):
        sorano.agree(name)
        enter(sorano, name, THURSDAY, FRIDAY)
    return sorano


@pytest.fixture
def anna(town: Town) -> Talk:
    """Anna has read that she is called to the office on Thursday."""
    calls(town, "carla", "anna", day=THURSDAY)
    delivered(town)
    return Talk(town, "anna")


def confirmed(town: Town, name: str = "anna", day: date = THURSDAY) -> bool:
    recall = live(town, name, day)
    return recall is not None and recall.confirmed


def labels(talk: Talk) -> list[str]:
    return [button.label for button in talk.buttons]


CONFIRM = "✅ Confermo: gio 26 nov in sede"


# ------------------------------------------------------------ to confirm


@pytest.mark.parametrize(
    "words",
    [
        "confermo il richiamo",
        "ok, confermo il richiamo di giovedì",
        "confermo di aver letto il richiamo",
        "I confirm the recall",
    ],
)
def test_who_names_the_recall_confirms_it_and_reads_what(anna: Talk, words: str) -> None:
    answer = anna.says(words)

    assert "Hai confermato: <b>giovedì 26 novembre</b> vieni in sede" in answer
    assert confirmed(anna.town)
    assert "ha confermato il richiamo" in said(messages_to(anna.town, "carla")[-1])


@pytest.mark.parametrize("words", ["sì", "ok", "va bene", "ok confermo", "confermo", "yes"])
def test_a_yes_shows_the_one_recall_that_waits_with_its_button(anna: Talk, words: str) -> None:
    answer = anna.says(words)

    assert "<b>Carla Inventi</b> ti richiama in sede <b>giovedì 26 novembre</b>" in answer
    assert "ispezione" in answer
    assert CONFIRM in labels(anna)
    assert not confirmed(anna.town)

    anna.presses(CONFIRM)
    assert confirmed(anna.town)


@pytest.mark.parametrize(
    "words",
    [
        "va bene, vengo in ufficio giovedì",
        "giovedì vengo in ufficio",
        "confermo il richiamo ma arrivo alle 10",
        "confermo il richiamo sotto riserva",
        "confermo il richiamo di Carla",
        "non confermo il richiamo",
    ],
)
def test_what_is_not_surely_a_confirmation_confirms_nothing(anna: Talk, words: str) -> None:
    anna.says(words)

    assert any("Confermo" in one for one in labels(anna))
    assert not confirmed(anna.town)


@pytest.mark.parametrize(
    "words",
    ["confermo la prenotazione", "vengo in ufficio venerdì", "sì grazie", "confermo venerdì"],
)
def test_words_about_something_else_do_not_show_the_recall(anna: Talk, words: str) -> None:
    assert "ti richiama in sede" not in anna.says(words)
    assert not confirmed(anna.town)


def test_a_recall_that_has_not_arrived_is_shown_before_it_is_confirmed(town: Town) -> None:
    calls(town, "carla", "anna", day=THURSDAY)
    anna = Talk(town, "anna")

    assert "ti richiama in sede" in anna.says("confermo il richiamo")
    assert not confirmed(town)
    assert CONFIRM in labels(anna)


def test_words_of_somebody_else_confirm_nothing(anna: Talk) -> None:
    assert "ti richiama in sede" in anna.forwards("confermo il richiamo")
    assert not confirmed(anna.town)


def test_of_several_recalls_it_is_asked_which(anna: Talk) -> None:
    town = anna.town
    calls(town, "carla", "anna", day=FRIDAY)
    delivered(town)

    assert "Quale richiamo in sede confermi?" in anna.says("confermo i richiami")
    assert "✅ Confermo: ven 27 nov in sede" in labels(anna)
    assert "Quale richiamo in sede confermi?" in anna.says("confermo")
    assert "ti richiama in sede" not in anna.says("sì")
    assert not confirmed(town)

    anna.says("confermo il richiamo di venerdì")
    assert confirmed(town, day=FRIDAY)
    assert not confirmed(town)


def test_a_recall_of_another_day_is_not_confirmed_instead(anna: Talk) -> None:
    answer = anna.says("confermo il richiamo di venerdì")

    assert "Per <b>venerdì 27 novembre</b> non c'è nessun richiamo" in answer
    assert CONFIRM in labels(anna)
    assert not confirmed(anna.town)


@pytest.mark.parametrize("words", ["confermo il richiamo", "ok confermo", "confermo"])
def test_with_no_recall_there_is_nothing_to_confirm(town: Town, words: str) -> None:
    assert "Non c'è nessun richiamo in sede da confermare" in Talk(town, "bruno").says(words)


def test_a_yes_to_nothing_is_asked_back_as_ever(town: Town) -> None:
    assert "richiam" not in Talk(town, "bruno").says("sì")


def test_a_second_confirmation_says_that_it_was_confirmed(anna: Talk) -> None:
    anna.says("confermo il richiamo")

    assert "L'hai già confermato" in anna.says("confermo il richiamo")


def test_a_yes_in_an_open_form_is_an_answer_to_the_form(anna: Talk) -> None:
    anna.says("/permesso")

    anna.says("sì")

    assert anna.form is not None
    assert not confirmed(anna.town)


def test_a_yes_after_something_else_was_asked_is_not_of_the_recall(anna: Talk) -> None:
    anna.says("giovedì")

    assert "ti richiama in sede" not in anna.says("sì")


# ------------------------------------------------------------ to ask about it


@pytest.mark.parametrize(
    "words",
    [
        "dovrei venire in ufficio il 26?",
        "sono richiamata giovedì?",
        "perché mi richiamano?",
        "chi mi ha richiamato?",
        "am I recalled on Thursday?",
        "do I have to come to the office on Thursday?",
    ],
)
def test_who_is_called_reads_by_whom_why_and_where_it_is_written(anna: Talk, words: str) -> None:
    answer = anna.says(words)

    assert "<b>Carla Inventi</b> ti richiama in sede <b>giovedì 26 novembre</b>" in answer
    assert "ispezione" in answer
    assert "art. " in answer
    assert CONFIRM in labels(anna)


def test_a_day_without_a_recall_is_told_as_it_stands(anna: Talk) -> None:
    answer = anna.says("sono richiamata venerdì?")

    assert "Per <b>venerdì 27 novembre</b> non c'è nessun richiamo in sede per te" in answer
    assert "agile" in answer


def test_who_is_not_called_reads_so(town: Town) -> None:
    assert "non hai richiami in sede" in Talk(town, "bruno").says("perché mi richiamano?")


# ------------------------------------------------------------ managers


@pytest.fixture
def carla(town: Town) -> Talk:
    """Carla has called Anna on Thursday and Bruno on Friday; Anna has confirmed."""
    calls(town, "carla", "anna", day=THURSDAY)
    calls(town, "carla", "bruno", day=FRIDAY)
    delivered(town)
    Talk(town, "anna").says("confermo il richiamo")
    return Talk(town, "carla")


@pytest.mark.parametrize(
    "words",
    [
        "annulla il richiamo di Anna",
        "annulla il richiamo del 26",
        "ritira il richiamo di Anna del 26 novembre",
        "cancel the recall of Anna",
    ],
)
def test_a_recall_is_taken_back_by_a_button_that_says_whose_and_when(
    carla: Talk, words: str
) -> None:
    answer = carla.says(words)

    assert "Ritiri il richiamo in sede di <b>Anna Inventi</b> per giovedì 26 novembre?" in answer
    recall = live(carla.town, "anna", THURSDAY)
    assert recall is not None

    carla.presses("Sì, ritira")
    assert recall_now(carla.town, recall).state is RecallState.CANCELLED
    assert states(carla.town, "anna", THURSDAY) == [RequestState.APPROVED]
    assert "è stato ritirato da Carla" in said(messages_to(carla.town, "anna")[-1])


def test_of_several_recalls_one_is_chosen(carla: Talk) -> None:
    assert "Quale richiamo ritiri?" in carla.says("ritira i richiami")
    assert {"🗑 Anna Inventi, gio 26 nov", "🗑 Bruno Inventi, ven 27 nov"} <= set(labels(carla))


def test_of_another_day_the_recalls_there_are_are_shown(carla: Talk) -> None:
    answer = carla.says("annulla il richiamo di Anna del 10 dicembre")

    assert "Per giovedì 10 dicembre non c'è nessun richiamo" in answer
    assert "🗑 Anna Inventi, gio 26 nov" in labels(carla)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("annulla il richiamo di Diana", "Per Diana non trovo richiami in sede in corso"),
        ("annulla il richiamo di Zeno", "non trovo «zeno»"),
    ],
)
def test_where_there_is_no_recall_this_is_said(carla: Talk, words: str, told: str) -> None:
    assert told in carla.says(words)


def test_a_manager_of_another_office_is_not_told_of_the_recall(carla: Talk) -> None:
    answer = Talk(carla.town, "dino").says("annulla il richiamo di Anna")

    assert "non trovo richiami" in answer
    assert "26" not in answer


def test_who_is_called_does_not_take_the_recall_back(anna: Talk) -> None:
    answer = anna.says("annulla il richiamo di giovedì")

    assert "Un richiamo lo può ritirare solo" in answer
    assert "Carla Inventi" in answer
    assert live(anna.town, "anna", THURSDAY) is not None


@pytest.mark.parametrize(
    "words",
    ["annulla giovedì", "annulla la prenotazione di giovedì", "non annullare il richiamo di Anna"],
)
def test_what_takes_no_recall_back(carla: Talk, words: str) -> None:
    assert "Ritiri il richiamo" not in carla.says(words)


@pytest.mark.parametrize(
    "words", ["chi ha confermato?", "chi non ha confermato?", "who has confirmed?"]
)
def test_who_has_confirmed_is_told_of_each(carla: Talk, words: str) -> None:
    answer = carla.says(words)

    assert "✅ Anna Inventi, giovedì 26 novembre: confermato" in answer
    assert "⏳ Bruno Inventi, venerdì 27 novembre: non ancora confermato" in answer


def test_of_one_person_only_their_recall_is_told(carla: Talk) -> None:
    answer = carla.says("ha confermato Bruno?")

    assert "Bruno Inventi, venerdì 27 novembre: non ancora confermato" in answer
    assert "Anna" not in answer


def test_to_who_calls_nobody_a_confirmation_is_of_their_own_requests(anna: Talk) -> None:
    assert "richiam" not in anna.says("ha confermato Carla?")


def test_words_too_few_for_a_motive_are_shown_with_why(town: Town) -> None:
    carla = Talk(town, "carla")
    text = carla.says("richiama Anna giovedì per la giunta")

    assert "Il motivo «la giunta» è troppo breve" in text
    assert not any("Invia" in one or "Richiama 1" in one for one in labels(carla))


# ------------------------------------------------------------ two in one sentence


def test_two_people_on_two_days_are_two_recalls_with_one_motive(town: Town) -> None:
    carla = Talk(town, "carla")
    carla.says("richiama Anna giovedì e Bruno venerdì per la seduta di giunta")

    first, second = carla.came, *carla.came.more

    assert "Anna" in str(first.text)
    assert "Bruno" in str(second.text)
    assert live(town, "anna", THURSDAY) is None


def test_each_of_two_recalls_is_sent_by_its_own_press(town: Town) -> None:
    carla = Talk(town, "carla")
    carla.says("richiama Anna giovedì e Bruno venerdì per la seduta di giunta")
    second = carla.came.more[0].rows[0][0].data

    assert "la seduta di giunta" in carla.presses("Avanti")
    carla.presses("Invia")
    assert live(town, "anna", THURSDAY) is not None
    assert live(town, "bruno", FRIDAY) is None
    assert "la seduta di giunta" in carla.forges(second)
    carla.presses("Invia")

    assert live(town, "bruno", FRIDAY) is not None


def test_two_people_on_one_day_are_one_recall(town: Town) -> None:
    shown = Talk(town, "carla").says("richiama Anna e Bruno giovedì per la seduta di giunta")

    assert "Anna Inventi" in shown
    assert "Bruno Inventi" in shown


def test_a_motive_too_long_for_a_button_is_asked_for_anew(town: Town) -> None:
    carla = Talk(town, "carla")
    motive = "la seduta straordinaria della giunta sul bilancio di previsione"
    carla.says(f"richiama Anna giovedì e Bruno venerdì per {motive}")

    assert "Scrivi" in carla.forges(carla.came.more[0].rows[0][0].data)


def test_recalls_of_offices_are_offered_by_their_sentence() -> None:
    assert in_a_button(Recall((), THURSDAY, offices=("tributi",))) is None


def test_a_recall_in_a_button_is_the_recall_that_was_said() -> None:
    said_recall = Recall(("anna", "bruno neri"), THURSDAY, "la giunta")

    assert recall_in(parse(str(in_a_button(said_recall)))) == said_recall


# ------------------------------------------------------------ everyday words


@pytest.mark.parametrize(
    "words",
    [
        *("sì vengo", "ho visto", "va bene arrivo", "ok, ci sarò", "vengo", "letto"),
        *("non posso venire", "non riesco a venire", "non vengo", "perché devo venire?"),
        *("perché mi fate venire?", "giovedì non posso venire", "ok ci sarò giovedì"),
        "perché devo venire giovedì?",
    ],
)
def test_everyday_words_show_the_recall_and_confirm_nothing(anna: Talk, words: str) -> None:
    shown = anna.says(words)

    assert "giovedì 26 novembre" in shown
    assert labels(anna)[0] == CONFIRM
    assert not confirmed(anna.town)


def test_who_cannot_come_and_is_not_called_is_led_on(town: Town) -> None:
    bruno = Talk(town, "bruno")
    bruno.says("non posso venire")

    assert labels(bruno)[:2] == ["permesso", "A chi lo dico?"]


def test_why_one_has_to_come_without_a_recall_says_that_there_is_none(town: Town) -> None:
    assert "non hai richiami" in Talk(town, "bruno").says("perché devo venire?")


# ------------------------------------------------------------ said at once


@pytest.fixture
def asked_whom(town: Town) -> Talk:
    """Carla is asked whom she calls to the office."""
    carla = Talk(town, "carla")
    carla.says("/richiama")
    return carla


@pytest.mark.parametrize(
    "words",
    [
        "Anna giovedì perché c'è la giunta comunale",
        "Anna Inventi giovedì per la giunta comunale",
        "Anna on Thursday because of the giunta comunale",
    ],
)
def test_whom_the_day_and_why_are_taken_together(asked_whom: Talk, words: str) -> None:
    answer = asked_whom.says(words)

    assert "giovedì 26 novembre" in answer
    assert "Anna Inventi" in answer
    assert "giunta comunale" in answer
    assert "Invia" in " ".join(labels(asked_whom))


def test_the_day_is_taken_with_why(asked_whom: Talk) -> None:
    asked_whom.presses("Anna")
    asked_whom.presses("Avanti")

    answer = asked_whom.says("giovedì perché c'è la giunta comunale")

    assert "giovedì 26 novembre" in answer
    assert "Anna Inventi" in answer
    assert "c'è la giunta comunale" in answer


@pytest.mark.parametrize("words", ["quando è festa a dicembre?", "when are the bank holidays?"])
def test_a_question_leaves_who_is_called_and_is_answered(asked_whom: Talk, words: str) -> None:
    answer = asked_whom.says(words)

    assert "Immacolata Concezione" in answer
    assert "Ho lasciato perdere il richiamo" in answer


def test_who_is_barred_is_asked_about_elsewhere_whatever_the_reason(ferrara: Town) -> None:
    facts = Employee(conditions=frozenset({"presence_prevented"}), hired=LONG_AGO)
    ferrara.hire("anna", facts)
    ferrara.agree("anna")
    enter(ferrara, "anna", THURSDAY)
    diana = Talk(ferrara, "diana")

    card = diana.says("richiama Anna giovedì per il collaudo")
    act = diana.presses("Perché?")

    assert "non richiamabile <i>(art. 3.5)</i>" in card
    assert "Il motivo «il collaudo» non parte" in card
    for text in (card, act):
        assert "Per chiarire: <b>Elena Inventi</b>" in text
        assert "prescrizion" not in text


# ------------------------------------------------------------ a motive where the day is asked for


@pytest.mark.parametrize(
    ("order", "why", "day"),
    [
        ("richiama Anna", "per urgenza, guasto al server", "giovedì"),
        ("richiama Anna", "il motivo è: urgenza, guasto al server", "giovedì"),
        ("recall Anna", "for urgenza, guasto al server", "Thursday"),
    ],
)
def test_a_motive_waits_for_the_day(town: Town, order: str, why: str, day: str) -> None:
    carla = Talk(town, "carla")
    carla.says(order)

    assert carla.says(why).startswith("Per quale giorno?")
    assert "Motivo: «urgenza, guasto al server»" in carla.says(day)


@pytest.mark.parametrize("words", ["anzi Bruno", "no, Bruno"])
def test_who_is_called_is_set_right_where_the_day_is_asked_for(town: Town, words: str) -> None:
    carla = Talk(town, "carla")
    carla.says("richiama Anna")
    carla.says(words)
    card = carla.says("giovedì")

    assert "Bruno Inventi" in card
    assert "Anna" not in card
