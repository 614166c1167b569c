"""Hostile texts and presses, all the way: each is answered, and Telegram takes every answer."""

import pytest

from tests.e2e.hall import Hall

GIULIA, FELICE = "Giulia Maggiorana", "Felice Origano"
LONGEST = 4096
TEXTS = [
    "x" * LONGEST,
    "<b>" * 1365,
    "&" * LONGEST,
    "a\x00b",
    "prenota \x00giovedì",
    "\u202etxet \u200f\u2067",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 500,
    "prenota " + "lunedì e martedì " * 200,
    "tutti i lunedì " * 13,
]
COMMANDS = ["/contatta", "/richiama", "/permesso", "/delega", "/prenota", "/xyz"]
PRESSES = [
    *("\x00", "v1", "v1:::::", "v1:menu:nothing:" + "9" * 40, "à" * 32, "💥" * 16),
    *("v1:booking:cancel:99999999999:1", "v1:approvals:card:d2147483648", "v1:x:y"),
]


def refused(hall: Hall) -> list[str]:
    """What Telegram did not take of what the desk wrote, but for presses answered too late."""
    calls = hall.stage.playground.world.calls.calls()
    return [
        f"{call.method}: {call.description}"
        for call in calls
        if call.status == 400 and "query" not in call.description
    ]


async def test_every_text_is_answered_whatever_is_open(hall: Hall) -> None:
    felice = await hall.phone(FELICE)
    for text in TEXTS:
        for command in COMMANDS:
            await felice.asks(f"{command} {text}"[:LONGEST], patience=15)
            await felice.asks(command, patience=15)
            await felice.asks(text, patience=15)

    texts = [message.text for message in await felice.messages() if message.from_bot]
    assert not [text for text in texts if "andato storto" in text]
    assert refused(hall) == []


async def test_every_press_is_answered(any_hall: Hall) -> None:
    giulia = await any_hall.phone(GIULIA)
    menu = await giulia.asks("/menu", patience=15)
    for data in PRESSES:
        await giulia.forges(data, on=menu.id)
        toast = await giulia.waits_for_toast(patience=15)
        assert "andato storto" not in toast["text"]

    assert refused(any_hall) == []


@pytest.mark.parametrize("number", [2**31, 2**52 - 1])
async def test_who_has_a_number_as_great_as_telegram_gives_is_answered(
    any_hall: Hall, number: int
) -> None:
    client = any_hall.stage.playground.client
    stranger = await client.add_person("Zoe", id=number, standing="open")
    answer = await stranger.asks("/start", patience=15)

    assert "invito" in answer.text
