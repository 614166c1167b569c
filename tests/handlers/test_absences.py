"""Leave and sickness over booked days: told once, by the act's words, never with the kind."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from handlers.desk.absences import duties
from handlers.desk.absences.duties import tell_absent
from rules.facts import AbsenceKind
from storage.days import absences
from storage.tables import ABSENCE, OUTBOX, RequestState
from tests.handlers.asking import FRIDAY, THURSDAY, enter, messages_to, said
from tests.handlers.town import TODAY, Town

DAY = timedelta(days=1)


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


def lasts(town: Town, first: date, last: date) -> None:
    """The absence of Anna becomes another one, as files change it: the same row."""
    with town.store.writing() as uow:
        uow.connection.execute(update(ABSENCE).values(first_day=first, last_day=last))
        uow.commit()


@pytest.mark.parametrize(
    ("first", "last", "news"),
    [
        (THURSDAY, FRIDAY, "venerdì 27 novembre"),
        (THURSDAY - DAY, THURSDAY, "mercoledì 25 novembre"),
        (THURSDAY, THURSDAY + 2 * DAY, "venerdì 27 novembre"),
        (THURSDAY, THURSDAY, None),
    ],
)
def test_a_sickness_that_becomes_longer_tells_of_the_days_that_are_new(
    alonte: Town, first: date, last: date, news: str | None
) -> None:
    enter(alonte, "anna", THURSDAY - DAY, THURSDAY, FRIDAY)
    absent(alonte)
    tell_absent(alonte.desk)

    lasts(alonte, first, last)
    told = tell_absent(alonte.desk)
    assert tell_absent(alonte.desk) == 0

    later = [said(message) for message in messages_to(alonte, "anna")][1:]
    assert told == len(later) == (news is not None)
    if news is not None:
        assert f": {news} non lavori" in later[0]


def test_longer_without_another_booked_day_is_no_news(alonte: Town) -> None:
    enter(alonte, "anna", THURSDAY)
    absent(alonte)
    tell_absent(alonte.desk)

    lasts(alonte, THURSDAY, THURSDAY + 20 * DAY)

    assert tell_absent(alonte.desk) == 0


def test_however_many_days_one_absence_covers_all_of_them_are_told(
    alonte: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duties, "AT_ONCE", 1)
    days = [THURSDAY + n * DAY for n in range(3)]
    enter(alonte, "anna", *days)
    enter(alonte, "bruno", THURSDAY)
    absent(alonte, days=3)
    with alonte.store.writing() as uow:
        who = alonte.ids["bruno"]
        absences.add(uow, who, AbsenceKind.LEAVE, first_day=THURSDAY, last_day=THURSDAY)
        uow.commit()

    assert [tell_absent(alonte.desk) for _ in range(3)] == [1, 1, 0]

    (message,) = messages_to(alonte, "anna")
    assert message.args["days"] == [str(day) for day in days] or message.args["days"] == days


def test_what_was_told_under_the_older_name_is_not_told_again(alonte: Town) -> None:
    enter(alonte, "anna", THURSDAY)
    absent(alonte)
    tell_absent(alonte.desk)
    with alonte.store.writing() as uow:
        number = uow.connection.execute(select(ABSENCE.c.id)).scalar()
        uow.connection.execute(update(OUTBOX).values(dedupe_key=f"absent:{number}"))
        uow.commit()

    assert tell_absent(alonte.desk) == 0
