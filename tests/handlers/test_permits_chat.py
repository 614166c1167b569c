"""`/permesso` on a phone: buttons and words, the summary, the answer."""

from bot.playground import Person
from bot.playground.client import SeenMessage
from storage.tables import PermitState
from tests.handlers.permitting import held
from tests.handlers.test_approvals_chat import data_of
from tests.handlers.town import Phones, Town


async def press(phone: Person, label: str, on: SeenMessage) -> SeenMessage:
    """Press a button and give the message as it is changed."""
    await phone.presses(label, on=on)
    return await phone.waits_for(lambda seen: seen.id == on.id)


async def test_a_permit_is_put_together_with_buttons(alonte: Town, phones: Phones) -> None:
    anna = await phones.of(alonte, "anna")
    asked = await anna.asks("/permesso")

    for label in ("motivi personali o familiari", "A ore", "26", "10:00", "2 ore"):
        asked = await press(anna, label, asked)

    assert "giovedì 26 novembre, dalle 10:00 alle 12:00 (2 ore)" in asked.text
    assert "Saldo nel 2026: 18 ore, dopo questo permesso 16 ore" in asked.text
    assert "✅ Spetta" in asked.text
    assert "Lo approva Carla Inventi (art. 34.1)" in asked.text

    sent = await press(anna, "📨 Invia", asked)

    assert sent.text.startswith("📨 Chiesto: motivi personali o familiari")
    assert [record.state for record in held(alonte, "anna")] == [PermitState.PENDING]


async def test_a_second_press_of_send_says_so(alonte: Town, phones: Phones) -> None:
    anna = await phones.of(alonte, "anna")
    asked = await anna.asks("/permesso")
    for label in ("motivi personali o familiari", "A ore", "26", "10:00", "2 ore"):
        asked = await press(anna, label, asked)
    data = data_of(asked, "📨 Invia")
    await press(anna, "📨 Invia", asked)

    await anna.forges(data, on=asked.id)
    toast = await anna.waits_for_toast()

    assert toast["text"] == "Già inviato, o cambiato nel frattempo."
    assert len(held(alonte, "anna")) == 1
