"""
What holds of every form, whichever the tables have: a new one is tried without a word here.

Each is opened as it is opened in life, at each of its questions; whatever is written, pressed or
sent then has an answer, and nothing is written but the form itself.
"""

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from bot.clock import MovableClock
from handlers.chat import listening, registry
from handlers.chat.asked import Answer
from handlers.chat.ways_out import WORDS, Way
from handlers.desk.context import Desk
from rules.policy import library
from storage.core.vault import Vault
from storage.store import Store
from tests.handlers.forms_found import Opening, asked_of, openings, rows, settled, tried
from tests.handlers.town import NOW, Town, found_town

FORMS = sorted(registry.forms())
SENTENCES = (
    "quante giornate mi restano?",
    "prenota giovedì 10 dicembre",
    "chi c'è in ufficio domani?",
    "annulla giovedì",
    "richiama Anna il 2 dicembre",
    "posso chiamare Bruno?",
    "due ore di permesso venerdì dalle 10",
    "posso lavorare da casa?",
    "sono contattabile oggi?",
    "delego Bruno dal 7 al 18 dicembre",
    "sposta giovedì a venerdì",
    "ok approvala",
    "how many days do I have left?",
)
HALF_READ = (
    "richiama tutti il 3 dicembre",
    "fallo venerdi",
    "ho sbagliato giorno",
    "non mandare ancora",
    "aspetta devo pensarci",
    "manda anche a Bruno",
)
NOISE = ("boh xyz", "🙂🙂🙂", "<b>grassetto</b>", "x" * 4000, "parola " * 585, "' OR 1=1 --", "«»")
WORDLESS: dict[str, Answer] = {
    "sticker": listening.answer_other,
    "location": listening.refuse_location,
    "contact": listening.refuse_contact,
    "edited": listening.answer_edited,
    "unknown command": listening.answer_unknown_command,
}
LONGEST_ANSWER = 1500


@pytest.fixture(scope="module")
def town(vault: Vault, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town for all of these tests: what they do is taken back."""
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('forms') / 'desk.sqlite3'}", vault)
    store.migrate()
    desk = Desk(store, library.shipped(), MovableClock(NOW))
    yield settled(found_town(desk, "alonte"))
    store.close()


@pytest.fixture(scope="module")
def ways(town: Town) -> list[Opening]:
    return list(openings(town).values())


@pytest.fixture(params=FORMS)
def of_form(request: pytest.FixtureRequest, ways: list[Opening]) -> list[Opening]:
    """The ways to each question of one form."""
    return [way for way in ways if way.form == request.param]


WithoutForm = Callable[[str, str], tuple[str, str]]


@pytest.fixture(scope="module")
def without_a_form(town: Town) -> WithoutForm:
    """What somebody hears, and what is open then, who says something with no form open."""

    @cache
    def heard(name: str, text: str) -> tuple[str, str]:
        with tried(town, name=name) as talk:
            return talk.says(text), talk.row.feature if talk.row else ""

    return heard


def test_every_form_is_reached_by_commands_and_buttons(of_form: list[Opening]) -> None:
    assert of_form


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_means_what_it_means_without_a_form(
    town: Town, of_form: list[Opening], without_a_form: WithoutForm, sentence: str
) -> None:
    for way in of_form:
        meant, _ = without_a_form(way.name, sentence)
        with tried(town, way) as talk:
            before, count = talk.row, rows(talk.town)
            said = talk.says(sentence)

            assert meant in said, way
            assert len(said) > len(meant), f"{way}: it does not say that the form is left"
            assert talk.row != before, way
            assert rows(talk.town) == count, way


@pytest.mark.parametrize("sentence", HALF_READ)
def test_half_a_request_is_never_taken_for_words_without_a_question(
    town: Town, of_form: list[Opening], sentence: str
) -> None:
    for way in of_form:
        with tried(town, way) as talk:
            field, count = talk.form.answered if talk.form else None, rows(talk.town)
            if field is None or not field.is_words:
                continue
            talk.says(sentence)
            taken = talk.form and talk.form.standing.values.get(field.name) == sentence

            asks = any("Era una domanda" in button.label for button in talk.buttons)
            assert not taken or asks, way
            assert rows(talk.town) == count, way


@pytest.mark.parametrize("command", [f"/{one.name}" for one in registry.commands()])
def test_a_command_closes_it(
    town: Town, of_form: list[Opening], without_a_form: WithoutForm, command: str
) -> None:
    for way in of_form:
        meant, opened = without_a_form(way.name, command)
        with tried(town, way) as talk:
            before, count = talk.row, rows(talk.town)
            said = talk.says(command)

            assert command == "/annulla" or meant in said, way
            assert (talk.row.feature if talk.row else "") == opened
            assert talk.row != before, way
            assert rows(talk.town) == count, way


@pytest.mark.parametrize("word", [*WORDS[Way.CLOSE], *WORDS[Way.MENU], "Stop!", "ANNULLA"])
def test_a_word_closes_it(town: Town, of_form: list[Opening], word: str) -> None:
    for way in of_form:
        with tried(town, way) as talk:
            count = rows(talk.town)

            assert talk.says(word), way
            assert talk.row is None, way
            assert rows(talk.town) == count, way


@pytest.mark.parametrize("word", WORDS[Way.BACK])
def test_one_goes_back_or_is_told_that_there_is_nothing_before(
    town: Town, of_form: list[Opening], word: str
) -> None:
    for way in of_form:
        with tried(town, way) as talk:
            asked, count = asked_of(talk), rows(talk.town)
            said = talk.says(word)

            assert "prima domanda" in said or asked_of(talk) != asked, way
            assert rows(talk.town) == count, way


@pytest.mark.parametrize("noise", NOISE, ids=lambda text: text[:12])
def test_what_means_nothing_is_asked_again_or_shown(
    town: Town, of_form: list[Opening], noise: str
) -> None:
    for way in of_form:
        with tried(town, way) as talk:
            before, count = talk.row, rows(talk.town)
            said = talk.says(noise)

            assert talk.row is not None, way
            assert before is not None
            assert talk.row.feature == before.feature, way
            assert 0 < len(said) < LONGEST_ANSWER, way
            assert noise[:100] not in said or len(noise) < 100, way
            assert rows(talk.town) == count, way


@pytest.mark.parametrize("kind", WORDLESS)
def test_what_has_no_words_leaves_the_question_open(
    town: Town, of_form: list[Opening], kind: str
) -> None:
    for way in of_form:
        with tried(town, way) as talk:
            asked, count = asked_of(talk), rows(talk.town)
            shown = talk.form.show() if talk.form else None
            said = talk.sends(WORDLESS[kind])

            assert said, way
            assert asked_of(talk) == asked, way
            assert shown is not None
            assert talk.shown.rows == shown.rows, way
            assert rows(talk.town) == count, way


def test_what_somebody_else_wrote_is_said_to_be(town: Town, of_form: list[Opening]) -> None:
    for way in of_form:
        with tried(town, way) as talk:
            assert "messaggio inoltrato" in talk.forwards("quante giornate mi restano?"), way


def test_a_form_of_another_version_is_begun_again_kindly(
    town: Town, of_form: list[Opening]
) -> None:
    for way in of_form:
        with tried(town, way) as talk:
            talk.ages_to_version(99)
            said = talk.says("boh")

            assert "lo sportello è stato aggiornato" in said, way
            assert talk.row is None, way


def test_a_form_is_over_after_half_a_day(
    town: Town, of_form: list[Opening], without_a_form: WithoutForm
) -> None:
    for way in of_form:
        plain, _ = without_a_form(way.name, "boh")
        with tried(town, way) as talk:
            talk.waits(hours=13)

            assert talk.says("boh") == plain, way
