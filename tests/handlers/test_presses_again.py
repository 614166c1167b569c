"""A press that comes again after a crash is answered from the store, and does nothing."""

from dataclasses import dataclass, field
from datetime import date
from itertools import count

import pytest
from sqlalchemy import select

from handlers.chat import registry
from handlers.chat.answering import carry_out, leaving, only_known
from handlers.chat.asked import Asked
from handlers.chat.coming_again import tells_what_came
from handlers.chat.features.booking.open_days import buttons_for
from handlers.chat.replies import Reply
from handlers.desk import presses
from handlers.desk.requests import undoing
from handlers.desk.requests.request import State
from storage.people import updates
from storage.requests import bookings
from storage.tables import AUDIT, DIALOGUE, OUTBOX, RequestState
from tests.handlers.asking import FRIDAY, THURSDAY, asks_for
from tests.handlers.deciding import decides, takes_back
from tests.handlers.recalling import calls, delivered, live
from tests.handlers.talking import Talk
from tests.handlers.town import Town

KNOWN = "Già ricevuto. Se non vedi il risultato, apri /menu."
NUMBERS = count(1_000)


@dataclass
class Pressed:
    """A button that was pressed, and may come again under the same number."""

    town: Town
    name: str
    data: str
    number: int = field(default_factory=lambda: next(NUMBERS))

    def comes(self) -> Reply:
        press = presses.parse(self.data)
        feature = next(one for one in registry.features() if one.name == press.feature)
        answer = only_known(leaving(feature.verbs[press.verb], feature.name))
        asked = Asked(self.town.telegram_id(self.name), "it", press=press, update_id=self.number)
        return carry_out(answer, self.town.desk, asked, again=tells_what_came(feature))

    def comes_again(self) -> Reply:
        """Come again; whatever is told, nothing is written."""
        before = kept(self.town)
        reply = self.comes()
        assert kept(self.town) == before
        assert reply.toast
        return reply


def kept(town: Town) -> list[object]:
    """The trail, the messages, and what everybody has open."""
    with town.store.reading() as uow:
        return [uow.connection.execute(select(table)).all() for table in (AUDIT, OUTBOX, DIALOGUE)]


def state_of(town: Town, name: str) -> RequestState:
    """What became of the one day that somebody asked for."""
    with town.store.reading() as uow:
        (booking,) = bookings.of_person(uow, town.ids[name], since=THURSDAY, until=THURSDAY)
        return booking.state


def sends(day: date) -> str:
    """The button that asks for a day."""
    ((data, _),) = buttons_for({day: None})
    return data


def button(talk: Talk, words: str) -> str:
    return next(one.data for one in talk.buttons if words in one.label)


def labels(reply: Reply) -> list[str]:
    return [button.label for row in reply.rows for button in row]


@pytest.fixture
def town(sorano: Town) -> Town:
    """Anna and Bruno have agreements; Carla decides."""
    for name in ("anna", "bruno"):
        sorano.agree(name)
    return sorano


@pytest.fixture
def approval(town: Town) -> Pressed:
    """Carla pressed `approve` on Anna's Thursday; she never saw what came of it."""
    asked = asks_for(town, "anna", THURSDAY)[0]
    pressed = Pressed(town, "carla", f"v1:approvals:yes:d{asked.id}:{asked.version}")
    pressed.comes()
    assert state_of(town, "anna") is RequestState.APPROVED
    return pressed


# ------------------------------------------------------------ decisions


def test_who_approved_sees_that_it_is_approved(approval: Pressed) -> None:
    reply = approval.comes_again()

    assert reply.toast.startswith("Già approvata da Carla")
    assert "già approvata da Carla Inventi" in str(reply.text)


def test_an_approval_taken_back_meanwhile_is_shown_as_waiting(
    town: Town, approval: Pressed
) -> None:
    undoing.undo(town.desk, town.actor("carla"), 1)

    reply = approval.comes_again()

    assert reply.toast == KNOWN
    assert labels(reply)[:2] == ["✅ gio 26 nov", "✖️ gio 26 nov"]
    assert state_of(town, "anna") is RequestState.PENDING


def test_an_approved_day_that_the_person_took_back_is_told_so(
    town: Town, approval: Pressed
) -> None:
    takes_back(town, "anna", ("days", 1))

    assert approval.comes_again().toast.startswith("Anna Inventi l'ha ritirata")


def test_an_approval_that_comes_again_leaves_a_newer_form_open(
    town: Town, approval: Pressed
) -> None:
    talk = Talk(town, "carla")
    asked = asks_for(town, "bruno", FRIDAY)[0]
    talk.forges(f"v1:approvals:no:d{asked.id}:{asked.version}")
    talk.says("Quel giorno serve in sede per l'inventario")
    form = talk.row

    approval.comes_again()

    assert talk.row == form


def test_a_refusal_that_comes_again_shows_the_motive_already_written(town: Town) -> None:
    asked = asks_for(town, "anna", THURSDAY)[0]
    pressed = Pressed(town, "carla", f"v1:approvals:no:d{asked.id}:{asked.version}")
    pressed.comes()
    Talk(town, "carla").says("Quel giorno serve in sede per l'inventario")

    reply = pressed.comes_again()

    assert "serve in sede per l'inventario" in str(reply.text)


def test_a_refusal_that_was_sent_is_told_on_the_card(town: Town) -> None:
    asked = asks_for(town, "anna", THURSDAY)[0]
    pressed = Pressed(town, "carla", f"v1:approvals:no:d{asked.id}:{asked.version}")
    pressed.comes()
    talk = Talk(town, "carla")
    talk.says("Quel giorno serve in sede per l'inventario")
    talk.presses("Invia")

    assert pressed.comes_again().toast.startswith("Già rifiutata da Carla")


def test_a_decision_taken_back_is_never_said_to_stand(town: Town, approval: Pressed) -> None:
    pressed = Pressed(town, "carla", "v1:approvals:undo:1")
    pressed.comes()
    assert "Anna" in str(pressed.comes_again().text)

    decides(town, "carla", ("days", 1), to=State.APPROVED)

    assert "Anna" not in str(pressed.comes_again().text)
    assert approval.comes_again().toast.startswith("Già approvata da Carla")


# ------------------------------------------------------------ days, permits


def test_days_that_were_sent_are_listed(town: Town) -> None:
    pressed = Pressed(town, "anna", sends(THURSDAY))
    pressed.comes()

    reply = pressed.comes_again()

    assert reply.toast == KNOWN
    assert "26 nov" in str(reply.text)


def test_days_taken_back_since_are_neither_listed_nor_sent_again(town: Town) -> None:
    pressed = Pressed(town, "anna", sends(THURSDAY))
    pressed.comes()
    takes_back(town, "anna", ("days", 1))

    reply = pressed.comes_again()

    assert "26 nov" not in str(reply.text)
    assert state_of(town, "anna") is RequestState.CANCELLED


def test_a_day_that_was_taken_back_is_not_said_to_have_changed(town: Town) -> None:
    asked = asks_for(town, "anna", THURSDAY)[0]
    pressed = Pressed(town, "anna", f"v1:booking:drop:{asked.id}:{asked.version}")
    pressed.comes()

    assert pressed.comes_again().toast == KNOWN


def test_a_ticked_day_stays_ticked(town: Town) -> None:
    pressed = Pressed(town, "anna", f"v1:booking:set:{THURSDAY:%Y%m%d}:day")
    ticked = pressed.comes()

    assert pressed.comes_again().rows == ticked.rows


def test_a_permit_that_was_sent_is_listed(town: Town) -> None:
    talk = Talk(town, "anna")
    talk.says("permesso giovedì dalle 10 alle 12 per motivi personali")
    data = next(one.data for one in talk.buttons if one.data.startswith("v1:permits:submit"))
    pressed = Pressed(town, "anna", data)
    pressed.comes()

    reply = pressed.comes_again()

    assert reply.toast.startswith("Già inviato")
    assert "26 nov" in str(reply.text)


def test_who_approved_several_sees_what_was_decided_and_the_way_back(town: Town) -> None:
    for day in (THURSDAY, FRIDAY):
        asks_for(town, "anna", day)
    carla = Talk(town, "carla")
    carla.says("/approva")
    carla.presses("Approva")
    pressed = Pressed(town, "carla", button(carla, "Sì, approva"))
    pressed.comes()

    told = pressed.comes_again()

    assert "giovedì 26 novembre" in str(told.text)
    assert "venerdì 27 novembre" in str(told.text)
    assert "↩️" in " ".join(labels(told))


# ------------------------------------------------------------ recalls


def test_a_recall_that_was_confirmed_is_told_confirmed_until_it_is_taken_back(
    town: Town,
) -> None:
    decides(town, "carla", asks_for(town, "anna", FRIDAY)[0])
    calls(town, "carla", "anna", day=FRIDAY)
    delivered(town)
    recall = live(town, "anna", FRIDAY)
    assert recall is not None
    pressed = Pressed(town, "anna", f"v1:recalls:ok:{recall.id}")
    pressed.comes()
    assert "27 nov" in str(pressed.comes_again().text)

    taken_back = Pressed(town, "carla", f"v1:recalls:drop:{recall.id}")
    taken_back.comes()
    told = taken_back.comes_again()

    assert "non è più in corso" in str(told.text)
    assert "Chi richiami" not in str(told.text)

    assert pressed.comes_again().toast


# ------------------------------------------------------------ all the rest


def test_a_press_of_somebody_who_left_the_desk_is_known_and_no_more(town: Town) -> None:
    pressed = Pressed(town, "anna", "v1:onboarding:unlink")
    pressed.comes()

    assert pressed.comes_again() == Reply(toast=KNOWN)


def test_a_chosen_language_is_the_one_of_the_answer(town: Town) -> None:
    pressed = Pressed(town, "anna", "v1:menu:speak:en")
    pressed.comes()

    assert (
        pressed.comes_again().toast
        == "Already received. If you do not see the result, open /menu."
    )


ONE_OF_EACH = [
    f"v1:{feature.name}:{verb}:1:20261126:1"
    for feature in registry.features()
    for verb in feature.verbs
]


@pytest.mark.parametrize("data", ONE_OF_EACH)
def test_no_button_does_anything_when_it_comes_again(town: Town, data: str) -> None:
    pressed = Pressed(town, "carla", data)
    with town.store.writing() as uow:
        updates.note(uow, [pressed.number], at=town.desk.clock())
        uow.commit()

    pressed.comes_again()


def test_what_shows_how_things_stand_is_of_a_verb() -> None:
    for feature in registry.features():
        assert feature.stands.keys() <= feature.verbs.keys()


def test_a_refusal_that_was_sent_is_shown_among_ones_decisions(tivoli: Town) -> None:
    tivoli.agree("anna")
    asks_for(tivoli, "anna", THURSDAY)
    diana = Talk(tivoli, "diana")
    diana.says("rifiuta Anna giovedì perché siamo in pochi")
    sent = Pressed(tivoli, "diana", button(diana, "Invia"))

    sent.comes()
    shown = sent.comes_again()

    assert state_of(tivoli, "anna") is RequestState.REFUSED
    assert "Anna" in str(shown.text)
    assert "giovedì 26 novembre" in str(shown.text)


def test_a_message_that_was_sent_is_shown_as_noted(tivoli: Town) -> None:
    anna = Talk(tivoli, "anna")
    anna.says("scrivi a Bruno che domani arrivo tardi")
    sent = Pressed(tivoli, "anna", button(anna, "Invia"))

    sent.comes()
    shown = sent.comes_again()

    assert "Bruno Inventi" in str(shown.text)
