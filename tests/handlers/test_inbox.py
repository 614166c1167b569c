"""What who decides finds in the chat: a card at once, the rest folded by day, kept up to date."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event

from bot.clock import MovableClock
from handlers.chat.features.approvals import list_views
from handlers.desk.actors import heard_again
from handlers.desk.context import Desk
from handlers.desk.requests.duties import look_after, plan_for
from handlers.desk.requests.request import State
from handlers.desk.requests.waiting import page
from storage.people import links
from storage.tables import MessageState, RequestState
from storage.trail import delivering
from storage.trail.outbox import Outgoing
from tests import due_messages
from tests.handlers.asking import (
    FRIDAY,
    THURSDAY,
    asks_for,
    labels_of,
    many_ask,
    messages_to,
    said,
    stands,
)
from tests.handlers.deciding import decides, go_out, takes_back
from tests.handlers.permitting import asks, hours
from tests.handlers.talking import Talk
from tests.handlers.town import NOW, Town

MOTIVE = "Quel giorno serve la presenza in sede"
NEW = ("approvals.card", "approvals.came_in")


@pytest.fixture
def town(sorano: Town) -> Town:
    for name in ("anna", "bruno", "vito"):
        sorano.agree(name)
    return sorano


def cards(found: list[Outgoing]) -> list[Outgoing]:
    """Those that make a sound."""
    return [one for one in found if one.key in NEW and one.edits is None]


def queued(town: Town) -> list[Outgoing]:
    return cards(messages_to(town, "carla"))


def test_a_single_request_comes_at_once_as_its_card(town: Town) -> None:
    asks_for(town, "anna", THURSDAY)

    (card,) = queued(town)

    assert card.key == "approvals.card"
    assert card.due_at == NOW


def test_what_is_not_yet_delivered_is_folded_into_one_message_by_day(town: Town) -> None:
    asks_for(town, "anna", THURSDAY, FRIDAY)
    asks_for(town, "bruno", FRIDAY)

    (folded,) = queued(town)
    text = said(folded)

    assert text.startswith("📨 <b>Sono arrivate 3 richieste</b>")
    assert text.count("🗓") == 2
    assert text.count("Anna Inventi") == 2
    assert "Con queste richieste restano in ufficio 5 su 7" in text
    assert labels_of(folded) == ["✅ Approva le 3 mostrate", "🔎 Guarda una per una"]


def test_what_comes_soon_after_a_card_waits_and_comes_folded(
    town: Town, clock: MovableClock
) -> None:
    asks_for(town, "anna", THURSDAY)
    go_out(town)
    clock.advance(timedelta(minutes=4))
    asks_for(town, "bruno", THURSDAY)
    clock.advance(timedelta(minutes=2))
    asks_for(town, "vito", FRIDAY)
    early = cards(go_out(town))
    clock.set(NOW + timedelta(minutes=10))
    (folded,) = cards(go_out(town))

    assert early == []
    assert "Bruno Inventi" in said(folded)
    assert "Vito Inventi" in said(folded)
    assert "Anna Inventi" not in said(folded)


def test_after_a_quiet_time_a_card_comes_at_once_again(town: Town, clock: MovableClock) -> None:
    asks_for(town, "anna", THURSDAY)
    go_out(town)
    clock.advance(timedelta(minutes=11))
    asks_for(town, "bruno", THURSDAY)

    (card,) = cards(go_out(town))

    assert card.key == "approvals.card"


def test_what_was_held_for_the_night_comes_as_one(town: Town, clock: MovableClock) -> None:
    (first,) = asks_for(town, "anna", THURSDAY)
    (card,) = queued(town)
    until = NOW + timedelta(hours=12)
    with town.store.writing() as uow:
        delivering.hold(uow, [card.id], at=NOW, until=until, reason={"code": "deliver"})
        uow.commit()
    clock.advance(timedelta(hours=3))
    asks_for(town, "bruno", THURSDAY)
    asks(town, "vito", hours("personal", THURSDAY))

    (folded,) = queued(town)

    assert first.day == THURSDAY
    assert all(name in said(folded) for name in ("Anna", "Bruno", "Vito"))
    assert folded.due_at == NOW


def test_a_card_that_waits_for_who_blocked_is_not_sent_when_it_is_over(town: Town) -> None:
    (asked,) = asks_for(town, "anna", THURSDAY)
    (still,) = asks_for(town, "bruno", FRIDAY)
    with town.store.writing() as uow:
        for card in due_messages.due(uow, at=NOW):
            delivering.give_up(uow, card.id, error="blocked", state=MessageState.BLOCKED)
        links.mark_blocked(uow, town.ids["carla"], at=NOW)
        uow.commit()

    takes_back(town, "anna", asked)
    heard_again(town.desk, town.ids["carla"])

    texts = [said(message) for message in queued(town)]
    assert [("Bruno" in text, "Anna" in text) for text in texts] == [(True, False)]
    assert still.day == FRIDAY


@pytest.mark.parametrize("perhaps_there", [True, False])
def test_a_dead_card_is_none_any_more_when_what_it_asks_is_over(
    town: Town,
    perhaps_there: bool,  # noqa: FBT001
) -> None:
    (asked,) = asks_for(town, "anna", THURSDAY)
    with town.store.writing() as uow:
        (card,) = due_messages.due(uow, at=NOW)
        if perhaps_there:
            delivering.begin(uow, card, at=NOW)
        delivering.give_up(uow, card.id, error="outcome unknown")
        uow.commit()

    takes_back(town, "anna", asked)

    with town.store.reading() as uow:
        assert delivering.dead_letters(uow) == []


def test_what_is_taken_back_before_it_was_read_leaves_the_fold(town: Town) -> None:
    asks_for(town, "anna", THURSDAY)
    (second,) = asks_for(town, "bruno", THURSDAY)

    takes_back(town, "bruno", second)
    (card,) = queued(town)

    assert card.key == "approvals.card"
    assert "Bruno" not in said(card)


def test_what_comes_back_after_all_was_taken_back_is_sent_again(town: Town) -> None:
    (first,) = asks_for(town, "anna", THURSDAY)
    (second,) = asks_for(town, "bruno", THURSDAY)
    takes_back(town, "bruno", second)
    takes_back(town, "anna", first)
    nothing = queued(town)
    asks_for(town, "anna", THURSDAY)

    (card,) = queued(town)

    assert nothing == []
    assert "Anna" in said(card)


def test_one_decided_of_a_fold_is_marked_and_the_others_can_still_be_approved(town: Town) -> None:
    (first,) = asks_for(town, "anna", THURSDAY)
    asks_for(town, "bruno", THURSDAY)
    (folded,) = go_out(town, "carla")

    decides(town, "carla", first, State.REFUSED, MOTIVE)
    (edit,) = [one for one in messages_to(town, "carla") if one.edits == folded.id]

    assert "✖️ <b>Anna Inventi</b>: lavoro agile – già rifiutata da Carla Inventi" in said(edit)
    assert "• <b>Bruno Inventi</b>: lavoro agile" in said(edit)
    assert labels_of(edit)[0] == "✅ Approva 1 richiesta mostrata"


def test_one_passed_on_leaves_the_fold_and_cannot_be_approved_with_it(
    town: Town, clock: MovableClock
) -> None:
    (first,) = asks_for(town, "anna", date(2026, 12, 10))
    clock.advance(timedelta(minutes=5))
    (second,) = asks_for(town, "bruno", date(2026, 12, 10))
    (folded,) = go_out(town, "carla")
    clock.set(NOW + timedelta(days=2))
    look_after(town.desk)
    (edit,) = [one for one in messages_to(town, "carla") if one.edits == folded.id]
    carla = Talk(town, "carla")
    carla.forges(next(data for row in folded.buttons for _, _, data, *_ in row))
    carla.presses("Sì, approva")

    assert "Anna" not in said(edit)
    assert "Bruno" in said(edit)
    assert stands(town, first).state is RequestState.PENDING
    assert stands(town, second).state is RequestState.APPROVED


def test_a_motive_and_health_are_never_on_a_card_for_many(alonte: Town) -> None:
    asks(alonte, "anna", hours("medical", urgent=True, words="una visita oncologica"))
    asks(alonte, "bruno", hours("medical"))

    (folded,) = queued(alonte)
    text = said(folded)

    for secret in ("visit", "terapi", "assemblea", "oncologica"):
        assert secret not in text


def test_forty_people_and_120_days_come_page_by_page_each_within_one_message(town: Town) -> None:
    many_ask(town, 40, 3, name="Della Rovere Montefeltro")
    carla = town.actor("carla")

    first = page(town.desk, carla, 0)
    pages = [page(town.desk, carla, number) for number in range(first.pages)]
    shown = [look.request.key for one in pages for look in one.looks]
    replies = [list_views.page(carla, one) for one in pages]

    assert (first.count, first.people) == (120, 40)
    assert len(shown) == len(set(shown)) == 120
    assert max(len({look.asker.id for look in one.looks}) for one in pages) <= 20
    assert max(len(str(reply.text)) for reply in replies) < 4096
    assert max(sum(map(len, reply.rows)) for reply in replies) < 100


def statements_of_the_plan(desk: Desk) -> int:
    counted = 0

    def count(*_: object) -> None:
        nonlocal counted
        counted += 1

    event.listen(desk.store.engine, "before_cursor_execute", count)
    with desk.store.reading() as uow:
        plan_for(uow, desk)
    event.remove(desk.store.engine, "before_cursor_execute", count)
    return counted


def test_the_duty_asks_the_store_in_sets_however_much_waits(
    town: Town, clock: MovableClock
) -> None:
    many_ask(town, 2, 2)
    clock.advance(timedelta(days=1))
    few = statements_of_the_plan(town.desk)
    many_ask(town, 60, 4, since=2)

    assert statements_of_the_plan(town.desk) == few
    assert few < 25
