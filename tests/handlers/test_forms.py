"""What every form has in common: hearing, saying back, leaving, going back, ageing."""

from datetime import timedelta

import pytest

from bot.clock import MovableClock
from handlers.desk.changes import by_manager
from handlers.desk.changes.by_manager import CHANGE
from handlers.desk.forms import standing
from handlers.desk.forms.fields import Field, Form, Reads, words_for_others
from handlers.desk.forms.standing import FormTooOldError
from storage.people import dialogues
from storage.store import Store
from storage.tables import AGREEMENT, POST
from tests import due_messages
from tests.handlers.asking import FRIDAY, THURSDAY, enter
from tests.handlers.talking import Talk
from tests.handlers.test_manager_moves import MOTIVE, held, token_of
from tests.handlers.town import NOW, Town

ANN = 7
DAY_AND_WORDS = Form(
    name="of_a_test",
    version=2,
    fields=(
        Field(name="day", reads=Reads.DAY),
        words_for_others("why", needed=lambda values: bool(values.get("urgent"))),
    ),
    upgrades={1: lambda old: {"day": old["when"]}},
)


@pytest.fixture
def carla(arena_po: Town) -> Talk:
    """She moves Anna's Thursday, and is asked why."""
    arena_po.agree("anna")
    enter(arena_po, "anna", THURSDAY)
    talk = Talk(arena_po, "carla")
    token = token_of(arena_po)
    by_manager.ask_for_motive(arena_po.desk, arena_po.actor("carla"), token, FRIDAY, None)
    return talk


def messages(town: Town) -> int:
    with town.store.writing() as uow:
        return len(due_messages.due(uow, at=NOW, limit=100))


def test_words_for_somebody_else_are_shown_before_they_go(carla: Talk) -> None:
    motive = "Arriva l'ispezione della Regione"
    shown = carla.says(motive)

    assert f"«{motive}»" in shown
    assert [one.label for one in carla.buttons] == ["📨 Invia", "✏️ Cambia", "Lascia perdere"]
    assert held(carla.town) == [(THURSDAY, None)]
    assert messages(carla.town) == 0


def test_only_the_button_sends_them(carla: Talk) -> None:
    carla.says(MOTIVE)

    done = carla.presses("📨 Invia")

    assert "spostata da giovedì 26 novembre a venerdì 27 novembre" in done
    assert held(carla.town) == [(FRIDAY, None)]
    assert carla.row is None


def test_a_button_sends_only_the_words_that_stood_over_it(carla: Talk) -> None:
    carla.says("Il primo motivo, scritto in fretta")
    first = carla.buttons[0].data
    carla.says("Un altro motivo, scritto meglio")

    late = carla.forges(first)

    assert "non vale più" in late
    assert held(carla.town) == [(THURSDAY, None)]


def test_changing_asks_for_them_again(carla: Talk) -> None:
    carla.says(MOTIVE)

    again = carla.presses("✏️ Cambia")
    carla.says("Un altro motivo, scritto meglio")

    assert "Perché sposti" in again
    assert "Un altro motivo" in str(carla.shown.text)


def test_letting_be_sends_nothing(carla: Talk) -> None:
    carla.says(MOTIVE)

    dropped = carla.presses("Lascia perdere")

    assert "Non è partito nulla" in dropped
    assert carla.row is None
    assert held(carla.town) == [(THURSDAY, None)]


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("quante giornate mi restano?", "giornate"),
        ("prenota giovedì 10 dicembre", "accordo"),
        ("chi c'è in ufficio domani?", "martedì 24 novembre"),
    ],
)
def test_a_request_to_the_desk_is_no_motive_and_leaves_the_form(
    carla: Talk, sentence: str, answer: str
) -> None:
    said = carla.says(sentence)

    assert answer in said
    assert "Ho lasciato perdere lo spostamento di giovedì 26 novembre per" in said
    assert MOTIVE not in said
    assert held(carla.town) == [(THURSDAY, None)]


@pytest.mark.parametrize(
    "motive",
    [
        "Giovedì ho bisogno di te in ufficio",
        "Puoi venire in ufficio giovedì?",
        "Hai approvato la mia richiesta?",
        "Domani lavoro da casa",
    ],
)
def test_what_may_be_either_is_shown_with_one_button_more(carla: Talk, motive: str) -> None:
    shown = carla.says(motive)
    send = carla.buttons[0].label

    answer = carla.presses("Era una domanda per te")

    assert f"«{motive}»" in shown
    assert send == "📨 Invia"
    assert "Ho lasciato perdere lo spostamento" in answer
    assert held(carla.town) == [(THURSDAY, None)]


@pytest.mark.parametrize("word", ["annulla", "Stop", "esci.", "cancel", "lascia perdere"])
def test_a_word_closes_it(carla: Talk, word: str) -> None:
    said = carla.says(word)

    assert "Ho lasciato perdere lo spostamento" in said
    assert carla.row is None


def test_the_word_menu_closes_it_and_shows_the_menu(carla: Talk) -> None:
    said = carla.says("menu")

    assert "cosa ti serve?" in said
    assert "Ho lasciato perdere lo spostamento" in said
    assert carla.row is None


def test_before_the_first_question_there_is_none(carla: Talk) -> None:
    said = carla.says("indietro")

    assert "È la prima domanda" in said
    assert "Perché sposti" in said


@pytest.mark.parametrize("words", ["ecco", "x" * 501, "parola" * 682])
def test_words_too_few_or_too_many_are_asked_for_again(carla: Talk, words: str) -> None:
    said = carla.says(words)

    assert f"{len(words)}" in said
    assert "Perché sposti" in said
    assert len(said) < 600


def test_a_button_that_only_shows_something_closes_nothing(carla: Talk) -> None:
    carla.forges("v1:menu:nothing")

    assert carla.row is not None


def test_a_form_is_over_after_half_a_day(carla: Talk, clock: MovableClock) -> None:
    clock.advance(standing.FORGOTTEN_AFTER + timedelta(minutes=1))

    said = carla.says(MOTIVE)

    assert "Lo invio così?" not in said
    assert held(carla.town) == [(THURSDAY, None)]


def test_who_lost_the_office_cannot_send(carla: Talk) -> None:
    carla.says(MOTIVE)
    send = carla.buttons[0].data
    carla.town.hire("carla", left_on=NOW.date() - timedelta(days=1))

    said = carla.forges(send)

    assert "Sposti" not in said
    assert held(carla.town) == [(THURSDAY, None)]


def test_a_form_of_the_release_before_is_gone_on_with(carla: Talk) -> None:
    old = {
        "token": token_of(carla.town),
        "day": FRIDAY.isoformat(),
        "half": None,
        "awaits": [
            "changes.left",
            {"name": "Anna Inventi", "day": ("day.whole", {"day": THURSDAY})},
        ],
    }
    with carla.town.store.writing() as uow:
        dialogues.begin(uow, carla.telegram_id, CHANGE.name, old, at=NOW)
        uow.commit()

    shown = carla.says(MOTIVE)
    carla.presses("📨 Invia")

    assert "da giovedì 26 novembre a venerdì 27 novembre" in shown
    assert held(carla.town) == [(FRIDAY, None)]


def test_one_that_cannot_be_gone_on_with_says_so(carla: Talk) -> None:
    with carla.town.store.writing() as uow:
        dialogues.begin(uow, carla.telegram_id, CHANGE.name, {"form": 99, "values": {}}, at=NOW)
        uow.commit()

    said = carla.says(MOTIVE)

    assert "lo sportello è stato aggiornato" in said
    assert "ricomincia" in said
    assert carla.row is None


def test_fields_are_asked_in_order_and_only_if_needed() -> None:
    assert DAY_AND_WORDS.missing({}) == DAY_AND_WORDS.fields[0]
    assert DAY_AND_WORDS.missing({"day": FRIDAY}) is None
    assert DAY_AND_WORDS.missing({"day": FRIDAY, "urgent": True}) == DAY_AND_WORDS.fields[1]


def test_what_is_kept_of_a_form_comes_back(sqlite_store: Store) -> None:
    with sqlite_store.writing() as uow:
        begun = standing.begin(uow, ANN, DAY_AND_WORDS, {"day": FRIDAY}, at=NOW)
        put = standing.put(uow, begun, at=NOW, urgent=True)

        assert standing.load(uow, ANN, DAY_AND_WORDS, at=NOW) == put
        assert put.values == {"day": FRIDAY, "urgent": True}
        assert put.digest != begun.digest


def test_an_older_version_is_upgraded_or_refused(sqlite_store: Store) -> None:
    with sqlite_store.writing() as uow:
        old = {"form": 1, "values": {"when": FRIDAY}}
        dialogues.begin(uow, ANN, DAY_AND_WORDS.name, old, at=NOW)
        found = standing.load(uow, ANN, DAY_AND_WORDS, at=NOW)
        assert found is not None
        assert found.values == {"day": FRIDAY}

        dialogues.begin(uow, ANN, DAY_AND_WORDS.name, {"when": FRIDAY}, at=NOW)
        with pytest.raises(FormTooOldError):
            standing.load(uow, ANN, DAY_AND_WORDS, at=NOW)


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("/prenota giovedì 10 dicembre", "giovedì 10 dicembre"),
        ("/prenota il 9 e il 10 dicembre", "mercoledì 9 dicembre"),
        ("/prenota boh", "Non capisco «boh» come giorno"),
        ("/sposta giovedì a venerdì", "Da giovedì 26 novembre a venerdì 27 novembre"),
        ("/sposta zzz", "zzz"),
        ("/contatta Bruno", "Bruno Inventi"),
        ("/contatta zzz", "zzz"),
        ("/avvisi alle 7 e mezza", "07:30"),
        ("/schema ogni martedì fino al 20 dicembre", "Ogni martedì"),
        ("/permesso 26/11", "giovedì 26 novembre"),
    ],
)
def test_words_after_a_command_are_heard(tivoli: Town, command: str, answer: str) -> None:
    tivoli.agree("anna")
    enter(tivoli, "anna", THURSDAY)

    assert answer in Talk(tivoli, "anna").says(command)


def test_a_command_over_its_own_form_begins_anew_and_stays_open(tivoli: Town) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says("/permesso")

    said = anna.says("/permesso visita venerdì 11 dicembre dalle 9 alle 11")

    assert "Ho lasciato perdere" not in said
    assert anna.row is not None
    assert anna.row.feature == "permits"


def test_a_form_left_open_over_the_end_of_an_agreement_is_judged_anew(tivoli: Town) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says("/schema")
    anna.says("martedì")
    with tivoli.store.writing() as uow:
        uow.connection.execute(AGREEMENT.delete())
        uow.commit()

    said = anna.says("20 dicembre")

    assert "accordo" in said
    assert not any("Chiedi" in button.label for button in anna.buttons)


def test_who_decides_no_more_is_told_and_sends_nothing(carla: Talk) -> None:
    carla.says("Arriva l'ispezione della Regione")
    send = carla.buttons[0].data
    with carla.town.store.writing() as uow:
        uow.connection.execute(POST.delete())
        uow.commit()

    said = [carla.forges(send), carla.says(MOTIVE)]

    assert "non spetta più a te" in said[0]
    assert held(carla.town) == [(THURSDAY, None)]
    assert messages(carla.town) == 0
    assert carla.form is None


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        ("v1:forms:pick:on:20261130", "lunedì 30 novembre"),
        ("v1:forms:pick:start:600-120", "Che giorno?"),
        ("v1:forms:pick:start:600-x", "non vale più"),
        ("v1:forms:pick:on:20261331", "non vale più"),
        ("v1:forms:pick:on:19990101", "già passato"),
        ("v1:forms:pick:words:7", "non vale più"),
        ("v1:forms:pick:nothing:7", "non vale più"),
        ("v1:forms:send:00000000", "non vale più"),
        ("v1:forms:ask", "non vale più"),
    ],
)
def test_a_forged_press_takes_no_more_than_a_text_would(
    tivoli: Town, data: str, answer: str
) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    anna.says("/permesso")
    anna.says("una visita")

    assert answer in anna.forges(data)


@pytest.mark.parametrize("command", ["/schema", "/schema martedì"])
def test_a_pattern_that_cannot_be_begun_is_not_left_later(tivoli: Town, command: str) -> None:
    bruno = Talk(tivoli, "bruno")
    assert "accordo" in bruno.says(command)

    assert bruno.form is None
    assert "che stavi preparando" not in bruno.says("quante giornate mi restano?")


def test_who_is_alone_in_the_office_is_asked_for_a_name(tivoli: Town) -> None:
    orso = Talk(tivoli, "orso")

    assert "Chi cerchi?" in orso.says("/contatta")
    assert "Non trovo nessuno" in orso.says("zzz")
