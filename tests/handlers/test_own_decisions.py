"""One's own decisions in words: looked at, taken back by a press, and what is left afterwards."""

from datetime import date, timedelta

import pytest

from bot.clock import MovableClock
from handlers.desk.requests.request import State
from storage.tables import RequestState
from tests.handlers.asking import FRIDAY, THURSDAY, asks_for, enter, stands
from tests.handlers.deciding import decides
from tests.handlers.talking import Talk
from tests.handlers.town import Town

MONDAY, TUESDAY = date(2026, 11, 30), date(2026, 12, 1)
MOTIVE = "Quel giorno serve in sede per l'inventario."


@pytest.fixture
def town(sorano: Town) -> Town:
    """Carla approved Anna's Thursday, and then refused Bruno's Friday."""
    for name in ("anna", "bruno"):
        sorano.agree(name)
    decides(sorano, "carla", asks_for(sorano, "anna", THURSDAY)[0])
    request = asks_for(sorano, "bruno", FRIDAY)[0]
    decides(sorano, "carla", request, to=State.REFUSED, motive=MOTIVE)
    return sorano


@pytest.fixture
def carla(town: Town) -> Talk:
    """The manager."""
    return Talk(town, "carla")


def labels(talk: Talk) -> list[str]:
    return [button.label for button in talk.buttons]


UNDO_ANNA = "↩️ Annulla la decisione: Anna gio 26 nov"
UNDO_BRUNO = "↩️ Annulla la decisione: Bruno ven 27 nov"


# ------------------------------------------------------------ looked at


def test_all_decisions_are_shown_the_newest_first(carla: Talk) -> None:
    answer = carla.says("le mie decisioni")

    assert answer.startswith("<b>Le tue 2 decisioni</b> degli ultimi 14 giorni")
    assert answer.index("✖️ <b>Bruno Inventi</b>") < answer.index("✅ <b>Anna Inventi</b>")
    assert labels(carla)[:2] == [UNDO_BRUNO, UNDO_ANNA]


@pytest.mark.parametrize(
    ("words", "named", "left_out"),
    [
        ("quali ho già approvato?", "Anna", "Bruno"),
        ("chi ho rifiutato questa settimana?", "Bruno", "Anna"),
        ("cosa ho deciso per Anna?", "Anna", "Bruno"),
        ("chi ho approvato oggi?", "Anna", "Bruno"),
        ("who have I refused today?", "Bruno", "Anna"),
    ],
)
def test_only_the_decisions_that_are_meant_are_shown(
    carla: Talk, words: str, named: str, left_out: str
) -> None:
    answer = carla.says(words)

    assert f"<b>{named} Inventi</b>" in answer
    assert left_out not in answer


def test_what_was_decided_on_another_day_is_not_of_today(carla: Talk, clock: MovableClock) -> None:
    clock.advance(timedelta(days=1))

    assert "Non trovo tue decisioni" in carla.says("cosa ho deciso oggi?")
    assert "Anna Inventi" in carla.says("cosa ho deciso ieri?")


def test_this_week_is_the_whole_of_it(carla: Talk, clock: MovableClock) -> None:
    clock.advance(timedelta(days=3))

    assert "Bruno Inventi" in carla.says("chi ho rifiutato questa settimana?")
    assert "Non trovo" in carla.says("chi ho rifiutato la settimana scorsa?")


def test_nobody_sees_the_decisions_of_somebody_else(town: Town) -> None:
    answer = Talk(town, "vito").says("cosa ho deciso oggi?")

    assert "Inventi" not in answer


def test_who_decides_about_nobody_reads_where_their_own_requests_stand(town: Town) -> None:
    answer = Talk(town, "anna").says("quali ho già approvato?")

    assert "giovedì 26 novembre: approvata da Carla Inventi" in answer


def test_what_became_of_a_decided_day_since_is_told(carla: Talk) -> None:
    anna = Talk(carla.town, "anna")
    anna.says("annulla giovedì")
    anna.presses("Sì, ritira")

    assert "giovedì 26 novembre – poi ritirata" in carla.says("le mie decisioni")


def test_many_decisions_come_in_pages(town: Town) -> None:
    town.agree("vito")
    for name in ("anna", "bruno", "vito"):
        for day in (MONDAY, TUESDAY):
            decides(town, "carla", asks_for(town, name, day)[0])
    carla = Talk(town, "carla")
    carla.says("le mie decisioni")

    assert "Anna" in carla.presses("Dopo")
    assert "‹ Prima" in labels(carla)


# ------------------------------------------------------------ taken back


@pytest.mark.parametrize(
    "words",
    [
        "ho approvato Anna per sbaglio",
        "annulla l'approvazione di Anna",
        "ritira l'approvazione di Anna di giovedì",
        "ripensandoci, Anna giovedì non va bene",
        "ho sbagliato ad approvare anna",
        "I approved Anna by mistake",
    ],
)
def test_the_one_decision_that_fits_is_shown_and_undone_by_its_button(
    carla: Talk, words: str
) -> None:
    answer = carla.says(words)

    assert "✅ <b>Anna Inventi</b>: giovedì 26 novembre" in answer
    assert "si può annullare fino alle 10:10" in answer
    assert [one for one in labels(carla) if "Annulla" in one] == [UNDO_ANNA]
    assert "1 richiesta aspetta di nuovo" in carla.presses("Annulla la decisione")


def test_words_alone_undo_nothing(carla: Talk) -> None:
    carla.says("annulla l'approvazione di Anna")
    carla.says("sì")

    assert "✅ <b>Anna Inventi</b>" in carla.says("le mie decisioni")


def test_of_several_decisions_it_is_asked_which(carla: Talk) -> None:
    answer = carla.says("annulla una mia decisione")

    assert "Quale delle 2 decisioni?" in answer
    assert labels(carla)[:2] == [UNDO_BRUNO, UNDO_ANNA]


def test_the_last_decision_is_the_newest(carla: Talk) -> None:
    carla.says("annulla l'ultima decisione")

    assert [one for one in labels(carla) if "Annulla" in one] == [UNDO_BRUNO]


def test_what_one_press_decided_is_taken_back_together_and_counted(sorano: Town) -> None:
    sorano.agree("anna")
    asks_for(sorano, "anna", THURSDAY, FRIDAY)
    carla = Talk(sorano, "carla")
    carla.says("approva Anna")
    carla.presses("Approva tutte (2)")
    carla.presses("Sì")

    answer = carla.says("ho approvato Anna per sbaglio")

    assert "venerdì 27 novembre" in answer
    assert labels(carla)[0] == "↩️ Annulla la decisione: 2 richieste"


# ------------------------------------------------------------ afterwards


def test_after_the_minutes_an_approved_day_leads_to_a_recall(
    carla: Talk, clock: MovableClock
) -> None:
    clock.advance(timedelta(minutes=11))

    answer = carla.says("ho approvato Anna per sbaglio")

    assert "Passati 10 minuti un'approvazione resta" in answer
    assert not any("Annulla" in one for one in labels(carla))
    assert "Richiamo in sede: <b>giovedì 26 novembre</b>" in carla.presses("Richiama Anna")


def test_after_the_minutes_a_refusal_stands(carla: Talk, clock: MovableClock) -> None:
    clock.advance(timedelta(minutes=11))

    answer = carla.says("revoca il rifiuto di Bruno")

    assert "la persona può chiedere di nuovo lo stesso giorno" in answer
    assert not any("Richiama" in one for one in labels(carla))


def test_who_was_refused_can_ask_again_as_it_says(town: Town) -> None:
    again = asks_for(town, "bruno", FRIDAY)[0]

    assert stands(town, again).state is RequestState.PENDING


def test_of_a_day_that_is_over_no_recall_is_offered(carla: Talk, clock: MovableClock) -> None:
    clock.advance(timedelta(days=5))

    carla.says("ho approvato Anna per sbaglio")

    assert not any("Richiama" in one for one in labels(carla))


# ------------------------------------------------------------ nothing that fits


def test_where_nothing_was_decided_what_waits_is_the_next_step(carla: Talk) -> None:
    asks_for(carla.town, "bruno", THURSDAY)

    answer = carla.says("ho approvato Bruno per sbaglio")

    assert "Non trovo tue decisioni su <b>Bruno Inventi</b>" in answer
    assert "‹ Tutte le richieste" in labels(carla)


def test_a_day_that_somebody_else_decided_about_leads_to_a_recall(carla: Talk) -> None:
    enter(carla.town, "bruno", THURSDAY)

    carla.says("ripensandoci, Bruno giovedì non va bene")

    assert "🏢 Richiama Bruno: gio 26 nov" in labels(carla)


def test_a_name_that_nobody_has_is_told(carla: Talk) -> None:
    assert "non trovo «zenobia»" in carla.says("ho approvato Zenobia per sbaglio")


# ------------------------------------------------------------ several days in one decision


@pytest.mark.parametrize(
    "words", ["togli l'approvazione di giovedì", "take back the approval of Thursday"]
)
def test_days_that_were_not_named_are_told_before_they_go_back_too(
    sorano: Town, words: str
) -> None:
    sorano.agree("anna")
    asks_for(sorano, "anna", THURSDAY, FRIDAY)
    carla = Talk(sorano, "carla")
    carla.says("approva Anna")
    carla.presses("✅ Approva tutte (2)")
    carla.presses("Sì, approva")

    before, _, also = carla.says(words).partition("Una decisione si annulla intera")

    assert "giovedì 26 novembre" in before
    assert "venerdì 27 novembre" in also
    assert "giovedì 26 novembre" not in also


def test_a_decision_of_nothing_else_says_no_more(carla: Talk) -> None:
    assert "si annulla intera" not in carla.says("togli l'approvazione di Anna")
