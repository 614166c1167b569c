"""Plain Italian in the town halls: the days are shown, a press sends, the manager decides."""

from datetime import date

from storage.tables import RequestState
from tests.e2e.hall import SEND, Hall, approves, card_for, presses, said
from tests.e2e.test_each_body import Story, each_body

TUESDAY = date(2026, 11, 24)


@each_body
async def test_a_day_is_asked_for_in_words_and_approved(hall: Hall, story: Story) -> None:
    employee, manager = await hall.phone(story.employee), await hall.phone(story.manager)
    shown = await employee.asks(f"Buongiorno, vorrei lavorare da casa {said(story.free)}, grazie")
    before = hall.bookings_of(story.employee, story.free)
    await presses(employee, SEND, shown)
    card = await card_for(manager, story.employee)
    await approves(manager, card, story.free)
    await employee.waits_for("✅ Approvata")

    assert f"✅ {said(story.free)}" in shown.text
    assert before == []
    (booking,) = hall.bookings_of(story.employee, story.free)
    assert booking.state is RequestState.APPROVED


@each_body
async def test_a_day_is_taken_back_in_words(hall: Hall, story: Story) -> None:
    employee = await hall.phone(story.employee)
    asked = await employee.asks(f"annulla {said(story.pending)}")
    await presses(employee, "Sì", asked)

    assert said(story.pending) in asked.text
    (booking,) = hall.bookings_of(story.employee, story.pending)
    assert booking.state is RequestState.CANCELLED


async def test_what_is_not_clear_is_asked_back_and_answered_after_a_restart(hall: Hall) -> None:
    anna = await hall.phone("Anna Fiordaliso")
    asked = await anna.asks("prenota martedì prossimo")
    await hall.restarts()
    shown = await presses(anna, "Prenota mar 1° dic", asked)

    assert "quale intendi?" in asked.text
    assert said(date(2026, 12, 1)) in shown.text
    assert hall.bookings_of("Anna Fiordaliso", date(2026, 12, 1)) == []


async def test_nothing_said_wrongly_writes_anything(hall: Hall) -> None:
    anna = await hall.phone("Anna Fiordaliso")
    before = hall.bookings_of("Anna Fiordaliso", TUESDAY)
    answers = [
        (await anna.asks(words)).text
        for words in ("prenota il 31 novembre", "non prenotare martedì", "prenota martedi o mai")
    ]

    assert "nel calendario non c'è" in answers[0]
    assert "non voglio fare il contrario" in answers[1]
    assert "non voglio indovinare" in answers[2]
    assert hall.bookings_of("Anna Fiordaliso", TUESDAY) == before
