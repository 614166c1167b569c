"""Words that go on with what was shown: that day, the one of another day, a half of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage.requests import bookings
from storage.tables import HOLDING
from tests.handlers.permitting import FRIDAY, THURSDAY, asks, hours
from tests.handlers.talking import Talk
from tests.handlers.town import Town

PERSONAL = "personal"


@pytest.fixture
def anna(tivoli: Town) -> Talk:
    tivoli.agree("anna")
    return Talk(tivoli, "anna")


def a_minute_later(talk: Talk) -> None:
    later = talk.town.desk.clock() + timedelta(minutes=1)
    talk.town = replace(talk.town, desk=replace(talk.town.desk, clock=lambda: later))


def parts(talk: Talk) -> list[str]:
    """Give all that came, message by message."""
    return [one.text or "" for one in (talk.came, *talk.came.more)]


# ------------------------------------------------------------ that day


@pytest.mark.parametrize(
    "before", ["giovedì smart", "permesso giovedì", "chi c'è giovedì?", "annulla giovedì"]
)
@pytest.mark.parametrize("asked", ["chi c'è quel giorno?", "who is in that day?"])
def test_that_day_is_the_one_day_that_was_shown_last(anna: Talk, before: str, asked: str) -> None:
    anna.says(before)

    assert "Ufficio anagrafe</b>, giovedì 26 novembre" in anna.says(asked)


def test_that_day_is_the_one_that_was_sent(anna: Talk) -> None:
    anna.says("giovedì smart")
    anna.presses("Invia")

    assert "giovedì 26 novembre" in anna.says("chi c'è quel giorno?")


def test_a_day_asked_about_later_is_that_day_and_what_was_proposed_stands(anna: Talk) -> None:
    anna.says("giovedì smart")
    anna.says("chi c'è venerdì?")

    assert "venerdì 27 novembre" in anna.says("chi è a casa quel giorno?")
    assert "✅ venerdì 27 novembre" in anna.says("anche venerdì")


@pytest.mark.parametrize("before", ["giovedì e venerdì smart", "ciao"])
def test_which_day_is_asked_where_no_one_day_was_shown(anna: Talk, before: str) -> None:
    anna.says(before)

    assert "Per quale giorno?" in anna.says("chi c'è quel giorno?")


# ------------------------------------------------------------ the one of another day


@pytest.mark.parametrize(
    "said", ["no, quello di venerdì", "quello di venerdì", "no, venerdì", "the one on Friday"]
)
def test_the_permit_of_another_day_is_shown_instead(anna: Talk, said: str) -> None:
    for day in (THURSDAY, FRIDAY):
        asks(anna.town, "anna", hours(PERSONAL, day))
    anna.says("annulla il permesso di giovedì")
    a_minute_later(anna)
    anna.presses("🗑")

    text = anna.says(said)

    assert "I tuoi permessi" in text
    assert "venerdì 27 novembre" in text
    assert "giovedì" not in text


@pytest.mark.parametrize("said", ["no, quella di venerdì", "quella di venerdì", "no venerdì"])
def test_the_day_asked_about_is_another_one_that_is_held(anna: Talk, said: str) -> None:
    anna.says("giovedì e venerdì smart")
    anna.presses("Invia")
    a_minute_later(anna)
    anna.says("le mie giornate")
    anna.presses("Ritira gio")

    assert anna.says(said) == "Ritiri la richiesta per venerdì 27 novembre?"


def test_another_day_is_moved_to_the_same_one(anna: Talk) -> None:
    anna.says("giovedì e venerdì smart")
    anna.presses("Invia")
    anna.says("sposta giovedì a mercoledì")

    assert "Da venerdì 27 novembre a mercoledì 25 novembre" in anna.says("no, quello di venerdì")


def test_days_shown_since_are_no_question_about_what_is_held(anna: Talk) -> None:
    anna.says("giovedì smart")
    anna.presses("Invia")
    anna.says("annulla giovedì")
    anna.says("mercoledì smart")

    assert "✅ venerdì 27 novembre" in anna.says("no, venerdì")


def test_a_move_is_no_correction_of_a_day_that_is_taken_back(anna: Talk) -> None:
    anna.says("giovedì smart")
    anna.presses("Invia")
    anna.says("annulla giovedì")

    assert "Da giovedì 26 novembre a venerdì 27" in anna.says("sposta giovedì a venerdì")


# ------------------------------------------------------------ no more Mondays


@pytest.mark.parametrize(
    "said", ["basta con i lunedì", "non voglio più i lunedì", "stop Mondays", "annulla lo schema"]
)
def test_who_wants_no_more_mondays_sees_their_patterns_with_an_end(anna: Talk, said: str) -> None:
    anna.says("ogni lunedì da casa fino al 20 dicembre")
    anna.presses("Chiedi")

    anna.says(said)

    assert any("lun" in one.label and "stop" in one.data for one in anna.buttons)


def test_no_pattern_is_begun_for_who_wants_no_more_of_them(anna: Talk) -> None:
    assert "Non hai schemi settimanali." in anna.says("basta con i lunedì")
    assert anna.row is None


# ------------------------------------------------------------ a half of a whole day


def test_the_half_that_is_wanted_is_shown_once_the_whole_day_is_taken_back(
    arena_po: Town,
) -> None:
    arena_po.agree("anna")
    anna = Talk(arena_po, "anna")
    anna.says("giovedì smart")
    anna.presses("Invia")

    anna.says("giovedì solo la mattina")
    anna.presses("poi solo la mattina")
    asked = anna.shown.text or ""
    anna.presses("Sì, ritira")
    text = anna.shown.text or ""

    assert "giovedì 26 novembre (mattina)" in asked
    assert "✅ giovedì 26 novembre (mattina)" in text
    assert _held(arena_po) == []
    anna.presses("Invia")
    assert [one.half for one in _held(arena_po)] == ["am"]


def _held(town: Town) -> list[bookings.Booking]:
    with town.store.reading() as uow:
        return list(
            bookings.of_person(
                uow, town.ids["anna"], since=THURSDAY, until=THURSDAY, states=HOLDING
            )
        )


# ------------------------------------------------------------ a visit that has been


@pytest.mark.parametrize(
    "said", ["stamattina ho avuto la visita", "oggi ho già fatto la visita", "ieri visita"]
)
def test_a_visit_that_has_been_leads_to_whom_it_is_told(anna: Talk, said: str) -> None:
    assert "Un permesso si chiede prima che cominci" in anna.says(said)
    assert "Elena Inventi" in anna.presses("A chi lo dico?")


# ------------------------------------------------------------ hours and halves


def test_who_comes_at_ten_is_asked_on_which_day_and_is_away_until_then(anna: Talk) -> None:
    assert "Per quale giorno?" in anna.says("vengo alle 10")
    assert "martedì 24 novembre, dalle 08:00 alle 10:00" in anna.says("domani")


def test_both_ends_of_a_day_are_shown(anna: Talk) -> None:
    anna.says("domani vengo alle 10 ed esco alle 15")

    comes, goes = parts(anna)
    assert "mar 24 nov, fino alle 10:00" in comes
    assert "mar 24 nov, alle 15:00" in goes


def test_leaving_at_one_is_asked_about_and_begins_then(anna: Talk) -> None:
    assert "intendi il pomeriggio?" in anna.says("esco all'una")
    assert "📝 dalle 13:00" in anna.presses("13:00")


def test_who_is_away_from_two_on_asks_for_a_permit(anna: Talk) -> None:
    assert "📝 dalle 14:00" in anna.says("dopo le 14 non ci sono")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("torno a casa alle 14", "giovedì"),
        ("esco alle 14", "giovedì"),
        ("posso staccare alle 14?", "giovedì"),
        ("I leave at 2pm", "thursday"),
    ],
)
def test_who_leaves_at_two_is_asked_for_the_day_and_no_length_is_made_up(
    anna: Talk, said: str, day: str
) -> None:
    assert "Per quale giorno?" in anna.says(said)
    assert "giovedì 26 novembre dalle 14:00\n" in anna.says(day)


@pytest.mark.parametrize(
    "said",
    [
        "mercoledì mattina ufficio, pomeriggio casa, giovedì tutto casa",
        "mercoledì mattina ufficio, pomeriggio, giovedì casa",
    ],
)
def test_every_part_of_a_sentence_is_shown(anna: Talk, said: str) -> None:
    anna.says(said)

    office, home = parts(anna)
    assert "mercoledì 25 novembre (mattina): sei già in ufficio" in office
    assert "✅ mercoledì 25 novembre (pomeriggio)\n✅ giovedì 26 novembre" in home


def test_an_afternoon_denied_is_at_the_office_once_the_day_is_said(anna: Talk) -> None:
    assert "Per quale giorno?" in anna.says("mattina in smart e pomeriggio no")

    anna.says("giovedì")

    home, office = parts(anna)
    assert "✅ giovedì 26 novembre (mattina)" in home
    assert "giovedì 26 novembre (pomeriggio): sei già in ufficio" in office


def test_the_rest_of_the_week_is_offered_of_either_week(anna: Talk) -> None:
    anna.says("lunedì e martedì in sede, il resto della settimana a casa")

    this, other, *_ = [one.label for one in anna.buttons]
    assert this.endswith("Prenota mer 25 nov, gio 26 nov, ven 27 nov")
    assert other.endswith("Prenota mer 2 dic, gio 3 dic, ven 4 dic")


def test_the_first_days_of_a_month_are_shown_one_by_one(anna: Talk) -> None:
    text = anna.says("i primi tre giorni di dicembre")

    assert "✅ martedì 1° dicembre\n✅ mercoledì 2 dicembre\n✅ giovedì 3 dicembre" in text


def test_an_edited_sentence_takes_the_place_of_the_first(sorano: Town) -> None:
    sorano.agree("anna")
    anna = Talk(sorano, "anna")
    anna.says("prenota mercoledì 9 dicembre")
    before = next(one.data for one in anna.buttons if "Invia" in one.label)

    answer = anna.edits("prenota giovedì 10 dicembre")

    after = next(one.data for one in anna.buttons if "Invia" in one.label)
    assert "giovedì 10 dicembre" in answer
    assert "mercoledì 9" not in answer
    assert "si possono ancora inviare" not in answer
    assert "Richiesta inviata" not in anna.forges(before)
    assert "Richiesta inviata" in anna.forges(after)
