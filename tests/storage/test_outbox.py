"""The outbox: what is posted, once for an occasion; on both databases."""

from datetime import datetime, timedelta

from rules.facts import Band
from storage.people import links
from storage.store import Store
from storage.trail import outbox
from storage.trail.outbox import Message, Outgoing
from tests import due_messages
from tests.storage.conftest import NOW, TODAY, Town

MINUTE = timedelta(minutes=1)


def post(
    store: Store, recipient_id: int, dedupe_key: str = "hello:1", due_at: datetime | None = None
) -> bool:
    message = Message(
        recipient_id=recipient_id,
        key="booking.approved",
        dedupe_key=dedupe_key,
        at=NOW,
        due_at=due_at,
        args={"day": TODAY, "band": Band(600, 720), "names": ["Ada"]},
        buttons=[[("button.open", {}, "v1:booking:open:1")]],
    )
    with store.writing() as uow:
        posted = uow.post(message)
        uow.commit()
    return posted


def take(store: Store, at: datetime = NOW) -> list[Outgoing]:
    with store.reading() as uow:
        return due_messages.due(uow, at=at)


def test_a_message_comes_out_as_it_was_posted(store: Store, town: Town) -> None:
    with store.writing() as uow:
        links.link(uow, town.anna, 10_000_000_001, at=NOW)
        links.set_locale(uow, town.anna, "en")
        uow.commit()
    post(store, town.anna)

    (taken,) = take(store)

    assert (taken.telegram_user_id, taken.locale, taken.blocked) == (10_000_000_001, "en", False)
    assert (taken.recipient_id, taken.body_id, taken.key) == (
        town.anna,
        town.body,
        "booking.approved",
    )
    assert taken.args == {"day": TODAY, "band": Band(600, 720), "names": ["Ada"]}
    assert taken.buttons == [[["button.open", {}, "v1:booking:open:1"]]]
    assert (taken.urgent, taken.due_at) == (False, NOW)


def test_one_occasion_is_told_once(store: Store, town: Town) -> None:
    assert post(store, town.anna)
    assert not post(store, town.anna)
    assert post(store, town.anna, "hello:2")

    assert len(take(store)) == 2


def test_a_message_waits_until_it_is_due(store: Store, town: Town) -> None:
    post(store, town.anna, due_at=NOW + MINUTE)

    assert take(store, NOW + MINUTE - timedelta(seconds=1)) == []
    assert len(take(store, NOW + MINUTE)) == 1


def test_an_urgent_message_says_why(store: Store, town: Town) -> None:
    message = Message(
        recipient_id=town.anna, key="recall", dedupe_key="r", at=NOW, urgent_reason="frana"
    )
    with store.writing() as uow:
        uow.post(message)
        uow.commit()

    (taken,) = take(store)
    assert (taken.urgent, taken.urgent_reason) == (True, "frana")


def test_what_the_last_message_about_something_keeps_can_be_changed(
    store: Store, town: Town
) -> None:
    with store.writing() as uow:
        for who, key in (
            (town.anna, "a_b:1:x"),
            (town.anna, "a_b:1:y"),
            (town.anna, "a_b:11:z"),
            (town.anna, "aXb:1:z"),
            (town.bruno, "a_b:1:z"),
        ):
            args = {"day": TODAY, "kept": ["1", "2"], "name": key}
            uow.post(Message(recipient_id=who, key="k", dedupe_key=key, at=NOW, args=args))
        last = outbox.last_about(uow, town.anna, "a_b:1:")
        assert last is not None
        outbox.keep_argument(uow, last.id, "kept", ["2"])
        uow.commit()

    with store.reading() as uow:
        after = outbox.last_about(uow, town.anna, "a_b:1:")
        assert after is not None
        assert after.args == {"day": TODAY, "kept": ["2"], "name": "a_b:1:y"}
        assert outbox.last_about(uow, town.carla, "a_b:1:") is None
