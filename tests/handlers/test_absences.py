"""Leave and sickness over booked days: told once, by the act's words, never with the kind."""

from datetime import timedelta

import pytest

from handlers.desk.absences.duties import tell_absent
from rules.facts import AbsenceKind
from storage.days import absences
from storage.tables import RequestState
from tests.handlers.asking import FRIDAY, THURSDAY, enter, messages_to, said
from tests.handlers.town import TODAY, Town


def absent(town: Town, days: int = 1, kind: AbsenceKind = AbsenceKind.SICK) -> None:
    with town.store.writing() as uow:
        last = THURSDAY + timedelta(days=days - 1)
        absences.add(uow, town.ids["anna"], kind, first_day=THURSDAY, last_day=last)
        uow.commit()


def test_who_is_ill_on_an_agile_day_is_told_once_that_it_is_lost(alonte: Town) -> None:
    enter(alonte, "anna", THURSDAY)
    absent(alonte)

    assert tell_absent(alonte.desk) == 1
    assert tell_absent(alonte.desk) == 0

    texts = [said(message) for message in messages_to(alonte, "anna")]
    assert len(texts) == 1
    assert "Giovedì 26 novembre" in texts[0] or "giovedì 26 novembre" in texts[0]
    assert "la giornata persa non si recupera" in texts[0]
    assert "art. 4.3 all. B1" in texts[0] or "B1:4.3" in texts[0] or "4.3" in texts[0]
    assert "malattia" not in texts[0]


def test_days_of_one_absence_come_in_one_message(arena_po: Town) -> None:
    enter(arena_po, "anna", THURSDAY, FRIDAY)
    absent(arena_po, days=2, kind=AbsenceKind.LEAVE)

    tell_absent(arena_po.desk)

    (message,) = messages_to(arena_po, "anna")
    assert "giovedì 26 e venerdì 27 novembre" in said(message)


def test_a_silent_act_borrows_nothing(tivoli: Town) -> None:
    enter(tivoli, "anna", THURSDAY)
    absent(tivoli)

    tell_absent(tivoli.desk)

    assert "il regolamento non dice nulla" in said(messages_to(tivoli, "anna")[0])


@pytest.mark.parametrize("state", [RequestState.REFUSED, RequestState.CANCELLED])
def test_a_day_that_is_not_held_is_no_news(tivoli: Town, state: RequestState) -> None:
    enter(tivoli, "anna", THURSDAY, state=state)
    absent(tivoli)

    assert tell_absent(tivoli.desk) == 0


@pytest.mark.parametrize(("ago", "told"), [(7, 1), (8, 0)])
def test_what_is_older_than_a_week_is_no_news(tivoli: Town, ago: int, told: int) -> None:
    day = TODAY - timedelta(days=ago)
    enter(tivoli, "anna", day)
    with tivoli.store.writing() as uow:
        who = tivoli.ids["anna"]
        absences.add(uow, who, AbsenceKind.SICK, first_day=day, last_day=day)
        uow.commit()

    assert tell_absent(tivoli.desk) == told
