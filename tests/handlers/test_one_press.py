"""One press, one transaction: what happens when an update fails, comes again, or is read late."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event

from bot.clock import MovableClock
from handlers.chat.answering import LATE, carry_out, only_known
from handlers.chat.asked import Asked
from handlers.chat.listening import hear_text
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.presses import Press
from handlers.reading.reading import prepare
from handlers.texts import Html
from storage.people import links, updates
from tests.handlers.town import NOW, Town


def speaks_english(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Change something in a part of the unit that is committed by itself."""
    with desk.store.writing() as uow:
        links.set_locale(uow, actor.id, "en")
        uow.commit()
    return Reply(text=Html("done"))


def fails(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    speaks_english(desk, actor, asked)
    raise RuntimeError("power cut")


def tells_the_day(desk: Desk, _actor: Actor, _asked: Asked) -> Reply:
    return Reply(text=Html(f"{desk.today()}"))


def asked_by(town: Town, name: str, **more: object) -> Asked:
    return replace(Asked(town.telegram_id(name), "it", update_id=7), **more)  # type: ignore[arg-type]


def test_what_fails_after_a_change_changes_nothing_and_may_come_again(
    desk: Desk, tivoli: Town
) -> None:
    with pytest.raises(RuntimeError, match="power cut"):
        carry_out(only_known(fails), desk, asked_by(tivoli, "anna"))

    assert tivoli.actor("anna").locale == "it"
    with desk.store.writing() as uow:
        assert updates.first_time(uow, 7, at=NOW)


def test_an_update_that_comes_again_does_nothing_again(desk: Desk, tivoli: Town) -> None:
    asked = asked_by(tivoli, "anna", press=Press("menu", "speak", ("en",)))
    carry_out(only_known(speaks_english), desk, asked)

    again = carry_out(only_known(fails), desk, asked)

    assert again.text is None
    assert again.toast


def test_a_message_that_comes_again_is_told_so(desk: Desk, tivoli: Town) -> None:
    asked = asked_by(tivoli, "anna", words="prenota domani")
    carry_out(only_known(tells_the_day), desk, asked)

    again = carry_out(only_known(tells_the_day), desk, asked)

    assert "Ho già ricevuto" in str(again.text)


@pytest.mark.parametrize(
    ("late", "day"),
    [
        (timedelta(0), "2026-11-24"),
        (LATE, "2026-11-24"),
        (timedelta(hours=20), "2026-11-23"),
        (timedelta(days=1), "2026-11-23"),
        (timedelta(days=1, seconds=1), "2026-11-24"),
    ],
)
def test_words_are_read_as_of_when_they_were_written(
    desk: Desk, tivoli: Town, clock: MovableClock, late: timedelta, day: str
) -> None:
    clock.set(NOW + timedelta(days=1))
    asked = asked_by(tivoli, "anna", words="domani", said_at=clock() - late)

    reply = carry_out(only_known(tells_the_day), desk, asked)

    assert reply.text == day


def test_a_text_is_parsed_before_the_transaction_in_which_it_is_answered(
    desk: Desk, tivoli: Town
) -> None:
    parsed: list[int] = []

    def parsed_so_far(*_of_the_connection: object) -> None:
        parsed.append(prepare.cache_info().misses)

    carry_out(only_known(hear_text), desk, asked_by(tivoli, "anna", words="ciao"))  # who she is
    prepare.cache_clear()
    for moment in ("begin", "commit"):
        event.listen(desk.store.engine, moment, parsed_so_far)
    carry_out(
        only_known(hear_text), desk, asked_by(tivoli, "anna", words="quanti giorni mi restano?")
    )

    assert parsed
    assert set(parsed) == {1}
