"""Words under a permit that is put together: they change it, add one, or leave it."""

from datetime import date

import pytest

from handlers.desk.permits import actions
from tests.handlers.permitting import days as whole_days
from tests.handlers.permitting import held
from tests.handlers.talking import Talk
from tests.handlers.town import Town

TOMORROW = date(2026, 11, 24)
LEFT = "Ho lasciato perdere il permesso"
VISIT = "visita o terapia, giovedì 26 novembre, dalle 10:00 alle 12:00"


@pytest.fixture
def anna(tivoli: Town) -> Talk:
    """Her visit of Thursday is shown, and waits for the button."""
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    assert VISIT in anna.says("permesso visita medica giovedì dalle 10 alle 12")
    return anna


@pytest.fixture
def urgent(alonte: Town) -> Talk:
    """She is asked why her visit of tomorrow is urgent."""
    alonte.agree("anna")
    anna = Talk(alonte, "anna")
    anna.says("permesso visita domani dalle 10 alle 12")
    assert "Perché è urgente?" in anna.says("sì")
    return anna


def other_of(talk: Talk) -> str:
    """What is shown under the permit."""
    [other] = talk.came.more
    return str(other.text)


CHANGES = [
    ("un'ora dopo", "giovedì 26 novembre, dalle 11:00 alle 13:00"),
    ("mezz'ora prima", "giovedì 26 novembre, dalle 09:30 alle 11:30"),
    ("un'ora più tardi grazie", "giovedì 26 novembre, dalle 11:00 alle 13:00"),
    ("posticipa di mezz'ora", "giovedì 26 novembre, dalle 10:30 alle 12:30"),
    ("anticipalo di un'ora", "giovedì 26 novembre, dalle 09:00 alle 11:00"),
    ("half an hour earlier", "giovedì 26 novembre, dalle 09:30 alle 11:30"),
    ("move it an hour later", "giovedì 26 novembre, dalle 11:00 alle 13:00"),
    ("un'ora in più", "giovedì 26 novembre, dalle 10:00 alle 13:00"),
    ("mezz'ora in meno", "giovedì 26 novembre, dalle 10:00 alle 11:30"),
    ("meglio 3 ore", "giovedì 26 novembre, dalle 10:00 alle 13:00"),
    ("no, 3 ore", "giovedì 26 novembre, dalle 10:00 alle 13:00"),
    ("make it three hours", "giovedì 26 novembre, dalle 10:00 alle 13:00"),
    ("facciamo dalle 11 alle 12 che è meglio", "giovedì 26 novembre, dalle 11:00 alle 12:00"),
    ("anticipa alle 9", "giovedì 26 novembre, dalle 09:00 alle 11:00"),
    ("alle 11 invece che alle 10", "giovedì 26 novembre, dalle 11:00 alle 13:00"),
    ("spostiamo a venerdì dalle 9 alle 11", "venerdì 27 novembre, dalle 09:00 alle 11:00"),
    ("meglio venerdì", "venerdì 27 novembre, dalle 10:00 alle 12:00"),
    ("venerdì alla stessa ora", "venerdì 27 novembre, dalle 10:00 alle 12:00"),
    ("venerdì e non giovedì", "venerdì 27 novembre, dalle 10:00 alle 12:00"),
    ("let's do Friday instead", "venerdì 27 novembre, dalle 10:00 alle 12:00"),
    ("venerdì, un'ora dopo", "venerdì 27 novembre, dalle 11:00 alle 13:00"),
    ("un'ora prima ma venerdì", "venerdì 27 novembre, dalle 09:00 alle 11:00"),
    ("il giorno dopo", "venerdì 27 novembre, dalle 10:00 alle 12:00"),
    ("la settimana dopo", "giovedì 3 dicembre, dalle 10:00 alle 12:00"),
    ("stessa ora la settimana prossima", "giovedì 3 dicembre, dalle 10:00 alle 12:00"),
    ("the day after", "venerdì 27 novembre, dalle 10:00 alle 12:00"),
    ("finisce alle 13", "giovedì 26 novembre, dalle 10:00 alle 13:00"),
    ("accorcialo a un'ora", "giovedì 26 novembre, dalle 10:00 alle 11:00"),
    ("allungalo di un'ora", "giovedì 26 novembre, dalle 10:00 alle 13:00"),
    ("non giovedì, venerdì", "venerdì 27 novembre, dalle 10:00 alle 12:00"),
    ("posso farlo venerdì?", "venerdì 27 novembre, dalle 10:00 alle 12:00"),
    ("spostimo a venerdì dalle 9 alle 11", "venerdì 27 novembre, dalle 09:00 alle 11:00"),
    ("meglo 3 ore", "giovedì 26 novembre, dalle 10:00 alle 13:00"),
    ("finisco un'ora dopo", "giovedì 26 novembre, dalle 10:00 alle 13:00"),
    ("comincio un'ora dopo", "giovedì 26 novembre, dalle 11:00 alle 13:00"),
    ("il giorno dopo, un'ora dopo", "venerdì 27 novembre, dalle 11:00 alle 13:00"),
    ("on friday an hour later, not thursday", "venerdì 27 novembre, dalle 11:00 alle 13:00"),
    ("la sposto a venerdì", "venerdì 27 novembre, dalle 10:00 alle 12:00"),
    ("allora fammi venerdì", "venerdì 27 novembre, dalle 10:00 alle 12:00"),
    ("aggiungi un'ora", "giovedì 26 novembre, dalle 10:00 alle 13:00"),
    ("add half an hour", "giovedì 26 novembre, dalle 10:00 alle 12:30"),
    ("togli mezz'ora", "giovedì 26 novembre, dalle 10:00 alle 11:30"),
    ("il 9", "mercoledì 9 dicembre, dalle 10:00 alle 12:00"),
    ("anzi il 9", "mercoledì 9 dicembre, dalle 10:00 alle 12:00"),
    ("il 10", "giovedì 10 dicembre, dalle 10:00 alle 12:00"),
    ("un'ora dopo lunedì", "«lunedi»: quale intendi?"),
    ("un'ora prima o un'ora dopo", "Prima o dopo?"),
    ("mezz'ora prima o dopo", "Prima o dopo?"),
    ("an hour earlier or later", "Prima o dopo?"),
    ("togli giovedì", "Che giorno?"),
    ("non giovedì", "Che giorno?"),
    ("anticipalo di un'ora ma venerdì", "venerdì 27 novembre, dalle 09:00 alle 11:00"),
    ("venerdì alle 11 e scrivi a Diana", "ho capito solo una parte: controlla"),
    ("meglio venerdì alle 11 e scrivi a Diana", "ho capito solo una parte: controlla"),
    ("comincia alle 9 e mezza", "giovedì 26 novembre, dalle 09:30 alle 11:30"),
    ("inizia alle 9", "giovedì 26 novembre, dalle 09:00 alle 11:00"),
    ("dura un'ora", "giovedì 26 novembre, dalle 10:00 alle 11:00"),
    ("venerdì, anzi lunedì 30", "lunedì 30 novembre, dalle 10:00 alle 12:00"),
    ("non alle 10", "A che ora comincia?"),
    ("non alle 12", "Non capisco «non alle 12»"),
    ("non alle 9", "Non capisco «non alle 9»"),
    ("cambia tipo di permesso", "Che permesso ti serve?"),
    ("anzi fai permesso breve", "permesso breve da recuperare, giovedì 26 novembre"),
    ("meglio come motivi personali", "motivi personali o familiari, giovedì 26 novembre"),
]


@pytest.mark.parametrize(("words", "then"), CHANGES)
def test_a_permit_that_is_shown_is_changed(anna: Talk, words: str, then: str) -> None:
    shown = anna.says(words)

    assert then in shown
    assert LEFT not in shown
    assert held(anna.town, "anna") == []


def test_an_hour_near_the_end_may_be_either_end(anna: Talk) -> None:
    anna.says("dalle 8 alle 14")

    shown = anna.says("no alle 13")

    assert "«alle 13»: quale intendi?" in shown
    assert "dalle 08:00 alle 13:00" in anna.presses("08:00–13:00")


HOURS_SAID = [
    ("dalle 3", "di mattina o di pomeriggio?"),
    ("alle 14, anzi alle 15", "dalle 15:00 alle 17:00"),
    ("inizia alle 9", "dalle 09:00 alle 11:00"),
    ("starts at 9", "dalle 09:00 alle 11:00"),
    ("dura un'ora", "martedì 24 novembre, 1 ora"),
    ("it lasts three hours", "martedì 24 novembre, 3 ore"),
    ("non alle 9", "Non capisco «non alle 9»"),
]


@pytest.mark.parametrize(("words", "then"), HOURS_SAID)
def test_hours_are_heard_while_the_kind_is_asked(tivoli: Town, words: str, then: str) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    assert "Che permesso ti serve?" in anna.says("permesso domani 2 ore")

    shown = anna.says(words)

    assert then in shown
    assert "Che permesso ti serve?" in shown
    assert LEFT not in shown


@pytest.mark.parametrize(
    "words",
    [
        "un'ora dopo, anzi annulla",
        "un'ora dopo, no lascia stare",
        "un'ora prima ma per motivi personali",
        "un'ora dopo e scrivi a Diana che è urgente",
        "un'ora prima, e prenota smart venerdì",
        "mezz'ora dopo e solo un'ora",
        "an hour later, not friday",
        "un'ora dopo e finisco un'ora prima",
        "comincio mezz'ora prima e finisco un'ora dopo",
        "un'ora dopo ma fino alle 12",
        "venerdì e non giovedì e scrivi a Diana",
        "rimandalo di un'ora e annulla venerdì",
        "posticipa di un'ora, anzi no",
        "alle 11 e non alle 10 ma venerdì",
        "togli venerdì",
        "and the same on thursday",
    ],
)
def test_of_a_change_with_something_unread_nothing_is_taken(anna: Talk, words: str) -> None:
    shown = anna.says(words)

    assert f"Non capisco «{words}»" in shown
    assert VISIT in shown
    assert LEFT not in shown


@pytest.mark.parametrize(
    ("words", "days"), [("aggiungi un giorno", 3), ("togli un giorno", 1), ("add two days", 4)]
)
def test_days_are_added_and_taken_off(tivoli: Town, words: str, days: int) -> None:
    tivoli.agree("anna")
    anna = Talk(tivoli, "anna")
    mourning = whole_days("bereavement", TOMORROW, count=2, event=tivoli.desk.today())
    actions.start_anew(tivoli.desk, tivoli.actor("anna"), mourning)

    anna.says(words)

    shown = actions.look(tivoli.desk, tivoli.actor("anna"))
    assert shown.form.draft.days == days


@pytest.mark.parametrize(
    ("words", "then"),
    [
        ("spostiamo a giovedì dalle 9 alle 11", "giovedì 26 novembre, dalle 09:00 alle 11:00"),
        ("facciamo giovedì che è meglio", "giovedì 26 novembre, dalle 10:00 alle 12:00"),
        ("meglio 3 ore", "martedì 24 novembre, dalle 10:00 alle 13:00"),
        ("an hour later", "martedì 24 novembre, dalle 11:00 alle 13:00"),
        ("meglio come motivi personali", "motivi personali o familiari, martedì 24 novembre"),
        ("cambia giorno", "Che giorno?"),
        ("cambia orario", "A che ora comincia?"),
    ],
)
def test_a_change_is_no_reason_for_urgency(urgent: Talk, words: str, then: str) -> None:
    shown = urgent.says(words)

    assert then in shown
    assert f"«{words}»" not in shown


@pytest.mark.parametrize(
    "words",
    [
        "lascia perdere e prenota venerdì",
        "lascia stare, prenota venerdì",
        "non serve più, prenota venerdì",
        "annulla tutto e prenota venerdì",
        "forget it and book Friday",
        "venerdì lavoro da casa",
        "voglio prenotare venerdì",
    ],
)
def test_another_request_is_no_reason_for_urgency(urgent: Talk, words: str) -> None:
    shown = urgent.says(words)

    assert LEFT in shown
    assert "venerdì 27 novembre" in shown


@pytest.mark.parametrize(
    "words",
    [
        "il medico mi ha spostato la visita a domani",
        "la visita è stata anticipata",
        "non posso rimandare, è giovedì o mai più",
        "giovedì ho la visita e non si può spostare",
        "devo accompagnare mia madre in ospedale",
        "dalle 9 alle 11 non c'è nessuno",
    ],
)
def test_what_happened_is_a_reason_for_urgency(urgent: Talk, words: str) -> None:
    assert f"Perché è urgente: «{words}»" in urgent.says(words)


@pytest.mark.parametrize(
    "words",
    [
        "mi fa male un dente, anzi facciamo giovedì",
        "mi fa male un dente, anzi un'ora dopo",
        "mi fa male un dente, anzi annulla",
        "mi fa male un dente e prenota smart giovedì",
        "I have a toothache, book Friday",
        "chi lo legge?",
    ],
)
def test_a_reason_with_something_else_in_it_is_not_taken(urgent: Talk, words: str) -> None:
    shown = urgent.says(words)

    assert f"«{words}»" in shown
    assert "Perché è urgente?" in shown
    assert "Perché è urgente: «" not in shown


@pytest.mark.parametrize(
    ("words", "then"),
    [
        ("la sposto a giovedì", "giovedì 26 novembre, dalle 10:00 alle 12:00"),
        ("allora fammi giovedì", "giovedì 26 novembre, dalle 10:00 alle 12:00"),
        ("giovedì prossimo dalle 10 visita, non torno", LEFT),
        ("mi fa male un dente, anzi facciamo giovedì", "È un'urgenza comprovata"),
    ],
)
def test_no_reason_is_taken_where_it_is_asked_whether_it_is_urgent(
    alonte: Town, words: str, then: str
) -> None:
    alonte.agree("anna")
    anna = Talk(alonte, "anna")
    anna.says("permesso visita domani dalle 10 alle 12")

    shown = anna.says(words)

    assert then in shown
    assert "Perché è urgente: «" not in shown


def test_a_change_tells_that_the_reason_is_gone(urgent: Talk) -> None:
    urgent.says("mi fa male un dente")

    shown = urgent.says("anzi alle 11")

    assert "il motivo che avevi scritto non c'è più: «mi fa male un dente»" in shown
    assert "dalle 11:00 alle 13:00" in shown


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("anche venerdì stessa ora", "venerdì 27 novembre, dalle 10:00 alle 12:00"),
        ("e anche venerdì dalle 14 alle 15", "venerdì 27 novembre, dalle 14:00 alle 15:00"),
        ("mi serve pure venerdì", "venerdì 27 novembre, dalle 10:00 alle 12:00"),
        ("ok ma allora anche venerdì", "venerdì 27 novembre, dalle 10:00 alle 12:00"),
        ("anche dalle 15 alle 16", "giovedì 26 novembre, dalle 15:00 alle 16:00"),
        ("Friday as well at the same time", "venerdì 27 novembre, dalle 10:00 alle 12:00"),
        ("aggiungi venerdì", "venerdì 27 novembre, dalle 10:00 alle 12:00"),
        ("aggiungi l'11", "venerdì 11 dicembre, dalle 10:00 alle 12:00"),
        ("aggiungi anche dalle 15 alle 16", "giovedì 26 novembre, dalle 15:00 alle 16:00"),
        ("add friday", "venerdì 27 novembre, dalle 10:00 alle 12:00"),
        ("lo stesso venerdì", "venerdì 27 novembre, dalle 10:00 alle 12:00"),
        ("e uguale il 30", "lunedì 30 novembre, dalle 10:00 alle 12:00"),
        ("and the same on friday", "venerdì 27 novembre, dalle 10:00 alle 12:00"),
    ],
)
def test_one_more_permit_is_shown_beside_the_first(anna: Talk, words: str, other: str) -> None:
    shown = anna.says(words)

    assert VISIT in shown
    assert f"visita o terapia, {other}" in other_of(anna)
    anna.presses("Invia")
    assert len(held(anna.town, "anna")) == 1


def test_the_first_is_let_be_aloud_where_the_other_is_begun(anna: Talk) -> None:
    anna.says("anche venerdì stessa ora")
    [go_on] = [button for row in anna.came.more[0].rows for button in row]

    shown = anna.forges(go_on.data)

    assert "venerdì 27 novembre, dalle 10:00 alle 12:00" in shown
    assert LEFT in shown


def test_the_other_is_begun_after_the_first_was_sent(anna: Talk) -> None:
    anna.says("anche venerdì stessa ora")
    [go_on] = [button for row in anna.came.more[0].rows for button in row]
    anna.presses("Invia")

    assert LEFT not in anna.forges(go_on.data)
    anna.presses("Invia")
    assert len(held(anna.town, "anna")) == 2


@pytest.mark.parametrize("words", ["anche il 10 e il 17 dicembre", "the 10th and 17th too"])
def test_each_of_two_more_has_its_button(anna: Talk, words: str) -> None:
    shown = anna.says(words)

    assert VISIT in shown
    assert ["10 dicembre" in str(one.text) for one in anna.came.more] == [True, False]


def test_each_of_five_more_has_its_button(anna: Talk) -> None:
    shown = anna.says("anche tutti i giovedì di dicembre")

    assert VISIT in shown
    assert len(anna.came.more) == 5


@pytest.mark.parametrize(
    "words", ["tutti i giovedì di dicembre", "every Thursday in December", "il 3 e il 10 dicembre"]
)
@pytest.mark.parametrize("begun", ["permesso visita medica", "visita medica venerdì alle 10"])
def test_of_several_days_it_is_asked_which_is_first(tivoli: Town, begun: str, words: str) -> None:
    anna = Talk(tivoli, "anna")
    anna.says(begun)

    shown = anna.says(words)

    assert "da quale comincio?" in shown
    assert LEFT not in shown
    assert "giovedì 3 dicembre" in anna.presses("giovedì 3 dicembre")


def test_a_weekday_that_may_be_two_days_is_offered_as_both(anna: Talk) -> None:
    anna.says("anche lunedì stessa ora")

    assert ["lunedì 23" in str(one.text) for one in anna.came.more] == [True, False]


def test_an_hour_with_no_direction_is_asked_about(anna: Talk) -> None:
    shown = anna.says("spostalo di un'ora")

    assert "Prima o dopo?" in shown
    assert VISIT in shown


def test_a_half_of_another_day_leaves_the_hour_open(anna: Talk) -> None:
    shown = anna.says("venerdì pomeriggio")

    assert "venerdì 27 novembre" in shown
    assert "pomeriggio" in shown
    assert "10:00" not in shown


@pytest.mark.parametrize("words", ["sì", "ok", "va bene", "yes"])
def test_a_yes_points_to_the_button(anna: Talk, words: str) -> None:
    assert "premi il pulsante" in anna.says(words)
    assert held(anna.town, "anna") == []


@pytest.mark.parametrize("words", ["tre giorni da domani", "three days from tomorrow"])
@pytest.mark.parametrize("happened", [["ieri"], []])
def test_days_are_kept_of_a_bereavement(tivoli: Town, words: str, happened: list[str]) -> None:
    anna = Talk(tivoli, "anna")
    anna.says("permesso lutto")
    for said in (*happened, words):
        shown = anna.says(said)

    assert "lutto, 3 giorni da martedì 24 novembre" in shown
    assert LEFT not in shown
