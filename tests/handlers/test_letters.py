"""Messages that were given up: HR hears of each once, and nothing of what they say."""

from datetime import timedelta

from handlers.desk import letters
from handlers.desk.letters import MOST_NAMED
from storage.trail import delivering, outbox
from storage.trail.outbox import Message
from tests.handlers.asking import messages_to, said
from tests.handlers.town import Town


def lost(town: Town, name: str, count: int = 1, *, key: str = "permits.card") -> list[int]:
    """Let some messages to somebody be given up."""
    numbers = []
    with town.store.writing() as uow:
        for number in range(count):
            dedupe = f"lost:{name}:{key}:{number}:{town.desk.clock()}"
            uow.post(
                Message(
                    recipient_id=town.ids[name],
                    key=key,
                    dedupe_key=dedupe,
                    at=town.desk.clock(),
                    args={"kind": "cancer treatment"},
                )
            )
            row = outbox.by_dedupe_key(uow, dedupe)
            assert row is not None
            delivering.give_up(uow, row.id, error="outcome unknown")
            numbers.append(row.id)
        uow.commit()
    return numbers


def told(town: Town, name: str) -> list[str]:
    """What the duty posts for somebody."""
    letters.report(town.desk)
    return [said(message) for message in messages_to(town, name)]


def test_hr_is_told_of_a_lost_message_by_name_and_matter(tivoli: Town) -> None:
    lost(tivoli, "anna")

    (text,) = told(tivoli, "elena")

    assert "Un messaggio <b>non è arrivato</b>" in text
    assert "<b>Anna Inventi</b>: una richiesta o la sua risposta" in text
    assert "cancer" not in text


def test_hr_is_told_once(tivoli: Town) -> None:
    lost(tivoli, "anna")

    assert told(tivoli, "elena") == told(tivoli, "elena")


def test_several_come_as_one_message_and_the_rest_is_counted(tivoli: Town) -> None:
    lost(tivoli, "anna", MOST_NAMED + 1)

    (text,) = told(tivoli, "elena")

    assert f"{MOST_NAMED + 1} messaggi" in text
    assert text.count("Anna Inventi") == MOST_NAMED
    assert "e un altro" in text


def test_one_that_is_sent_again_and_lost_again_is_told_again(tivoli: Town) -> None:
    (number,) = lost(tivoli, "anna")
    letters.report(tivoli.desk)
    later = tivoli.desk.clock() + timedelta(hours=1)
    with tivoli.store.writing() as uow:
        delivering.send_again(uow, number, at=later)
        delivering.give_up(uow, number, error="outcome unknown")
        uow.commit()
    tivoli.desk.clock.set(later)  # type: ignore[attr-defined]

    assert len(told(tivoli, "elena")) == 2


def test_nobody_of_another_body_hears_of_it(tivoli: Town, sorano: Town) -> None:
    lost(tivoli, "anna")

    assert told(sorano, "elena") == []


def test_a_lost_message_about_lost_messages_is_told_to_nobody(tivoli: Town) -> None:
    lost(tivoli, "elena", key="delivery.dead.report")

    assert told(tivoli, "elena") == []
    with tivoli.store.reading() as uow:
        assert delivering.dead_letters(uow, untold=True) == []
        assert len(delivering.dead_letters(uow)) == 1


def test_a_body_without_hr_hears_of_it_as_soon_as_there_is_one(tivoli: Town) -> None:
    tivoli.hire("elena", left_on=tivoli.desk.today() - timedelta(days=1))
    lost(tivoli, "anna")
    before = told(tivoli, "elena")
    tivoli.hire("elena")

    assert before == []
    assert len(told(tivoli, "elena")) == 1
