"""What the most frequent jobs take: messages written, and taps."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from bot.clock import MovableClock
from handlers.desk.context import Desk
from handlers.texts import label
from rules.facts import ROME
from storage.requests import bookings, permits, recalls
from storage.tables import PermitState, RequestState
from tests.handlers.talking import Talk
from tests.handlers.town import NOW, TODAY, Town

THURSDAY, FRIDAY = TODAY + timedelta(days=3), TODAY + timedelta(days=4)
DECEMBER = (date(2026, 12, 3), date(2026, 12, 10))


@dataclass
class Thumb:
    """Somebody whose messages and taps are counted."""

    talk: Talk
    messages: int = 0
    taps: int = 0

    def writes(self, text: str) -> str:
        self.messages += 1
        return self.talk.says(text)

    def presses(self, words: str) -> str:
        """Press the button whose words begin like this."""
        self.taps += 1
        return self.talk.forges(
            next(button.data for button in self.talk.buttons if button.label.startswith(words))
        )

    def ticks(self, day: date) -> str:
        """Press a day, under the name of its month."""
        self.taps += 1
        labels = [button.label for button in self.talk.buttons]
        under = labels.index(label("booking.month", "it", month=day))
        return self.talk.forges(self.talk.buttons[labels.index(str(day.day), under)].data)

    @property
    def work(self) -> tuple[int, int]:
        return self.messages, self.taps


@pytest.fixture
def anna(tivoli: Town) -> Thumb:
    tivoli.agree("anna")
    return Thumb(Talk(tivoli, "anna"))


def booked(thumb: Thumb) -> list[date]:
    town = thumb.talk.town
    with town.store.reading() as uow:
        held = bookings.of_person(uow, town.ids["anna"], since=TODAY, until=date(2027, 1, 1))
    return [one.day for one in held if one.state in (RequestState.PENDING, RequestState.APPROVED)]


def permitted(thumb: Thumb) -> list[date]:
    town = thumb.talk.town
    with town.store.reading() as uow:
        found = permits.of_person(uow, town.ids["anna"], since=TODAY, until=FRIDAY)
    return [one.permit.on for one in found if one.state is PermitState.PENDING]


def test_a_day_in_words(anna: Thumb) -> None:
    anna.writes("prenota giovedì 26 novembre")
    anna.presses("📨")

    assert booked(anna) == [THURSDAY]
    assert anna.work == (1, 1)


def test_a_day_by_buttons(anna: Thumb) -> None:
    anna.writes("/prenota")
    anna.presses("26")
    anna.presses("📨")

    assert booked(anna) == [THURSDAY]
    assert anna.work == (1, 2)


def test_two_days_of_next_month_in_words(anna: Thumb) -> None:
    anna.writes("prenota il 3 e il 10 dicembre")
    anna.presses("📨")

    assert booked(anna) == list(DECEMBER)
    assert anna.work == (1, 1)


def test_two_days_of_next_month_by_buttons_late_in_this_month(anna: Thumb) -> None:
    anna.writes("/prenota")
    for day in DECEMBER:
        anna.ticks(day)
    anna.presses("📨")

    assert booked(anna) == list(DECEMBER)
    assert anna.work == (1, 3)


def test_two_days_of_next_month_by_buttons_early_in_this_month(
    anna: Thumb, clock: MovableClock
) -> None:
    clock.set(NOW.replace(day=10))
    anna.writes("/prenota")
    anna.presses("dicembre ›")
    for day in DECEMBER:
        anna.ticks(day)
    anna.presses("📨")

    assert booked(anna) == list(DECEMBER)
    assert anna.work == (1, 4)


def test_two_days_of_a_month_that_was_named_by_buttons(anna: Thumb) -> None:
    anna.writes("/prenota dicembre")
    for day in DECEMBER:
        anna.ticks(day)
    anna.presses("📨")

    assert booked(anna) == list(DECEMBER)
    assert anna.work == (1, 3)


def test_a_permit_in_words(anna: Thumb) -> None:
    anna.writes("permesso per motivi personali venerdì 27 dalle 10 alle 12")
    anna.presses("📨")

    assert permitted(anna) == [FRIDAY]
    assert anna.work == (1, 1)


def test_a_permit_by_buttons(anna: Thumb) -> None:
    anna.writes("/permesso")
    for words in ("motivi personali", "27", "10:00", "📨"):
        anna.presses(words)

    assert permitted(anna) == [FRIDAY]
    assert anna.work == (1, 4)


def test_ten_requests_that_came_overnight_are_approved(
    tivoli: Town, desk: Desk, clock: MovableClock
) -> None:
    clock.set(NOW.astimezone(ROME).replace(hour=21))
    for name, days in (("anna", (24, 25, 26, 27, 30)), ("bruno", (24, 25, 26, 27, 30))):
        tivoli.agree(name)
        asker = Talk(tivoli, name)
        asker.says("prenota il " + " e il ".join(f"{day} novembre" for day in days[:3]))
        asker.presses("📨")
        asker.says("prenota il " + " e il ".join(f"{day} novembre" for day in days[3:]))
        asker.presses("📨")
    clock.set(NOW.astimezone(ROME).replace(day=24, hour=7, minute=45))
    diana = Thumb(Talk(tivoli, "diana"))

    shown = diana.writes("/approva")
    diana.presses("✅ Approva")
    done = diana.presses("Sì")

    assert "10 richieste" in shown
    with desk.store.reading() as uow:
        assert bookings.all_pending(uow) == []
    assert "10" in done
    assert diana.work == (1, 2)


def test_a_recall_in_words(anna: Thumb) -> None:
    town = anna.talk.town
    anna.writes("prenota giovedì 26 novembre")
    anna.presses("📨")
    diana = Thumb(Talk(town, "diana"))
    diana.talk.says("/approva")
    diana.talk.presses("Anna Inventi")
    diana.talk.presses("✅ gio 26 nov")

    diana.writes("richiama Anna giovedì per la riunione di giunta")
    diana.presses("📨")

    with town.store.reading() as uow:
        live = recalls.live_of_person(uow, town.ids["anna"], since=TODAY, until=FRIDAY)
    assert [one.day for one in live] == [THURSDAY]
    assert diana.work == (1, 1)


def test_a_day_is_taken_back_in_words(anna: Thumb) -> None:
    anna.writes("prenota giovedì 26 novembre")
    anna.presses("📨")
    before = anna.work

    anna.writes("annulla giovedì")
    anna.presses("Sì")

    assert booked(anna) == []
    assert (anna.messages - before[0], anna.taps - before[1]) == (1, 1)


@pytest.mark.parametrize(
    "question", ["quante giornate mi restano?", "oggi", "chi decide per me?", "/giornate"]
)
def test_a_question_is_answered_at_once(anna: Thumb, question: str) -> None:
    answer = anna.writes(question)

    assert "non voglio indovinare" not in answer
    assert anna.work == (1, 0)
