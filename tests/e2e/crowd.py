"""
People who write and press at random while the desk is killed, and note what it answered.

Each does one thing at a time and waits until Telegram has got rid of it: then all has come that
will ever come, and what was answered to exactly this can be counted.
"""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from bot.playground import Person, Playground
from bot.playground.model import Message
from tests.e2e.town_to_kill import BOOKED

AGAIN = "ià ricevuto"
"""What both words for an update that came again hold."""
AS_IT_STANDS = re.compile(
    rf"{AGAIN}|^Già (approvata|rifiutata) da .+ alle \d\d:\d\d\.$| l'ha ritirata |"
    r"^Già inviato|è già partito|non è più in corso|^C'è un richiamo|"
    r"^Hai già annullato|Nessuno ha deciso in tempo|non spetta a te"
)
"""What a press that came again may be told: that it is known, or how things stand in the store."""
PATIENCE = 180.0
"""Seconds in which the desk, killed again and again, must have handled something."""


SATURDAY = 5
MOTIVE = "Quel giorno serve in sede per l'inventario"
ASKS_FOR_WORDS = "richiama"
"""How a text begins after which the desk waits for a motive."""


@dataclass(frozen=True, slots=True)
class Manner:
    """What somebody likes to write, as often as it is named, and to press, and how much."""

    texts: Sequence[str]
    buttons: Mapping[str, int]
    """By how the data of buttons begin."""
    presses: float
    """How often it is a button, if there is one."""


def employee() -> Manner:
    """Somebody who books and takes back, asks for permits, and looks what there is."""
    far = [date(2027, 1, 4) + timedelta(days=n) for n in range(200)]
    hours = [(day, hour) for day in range(1, 24) for hour in (9, 11, 15)]
    return Manner(
        texts=[
            *[f"prenota {day:%d/%m/%Y}" for day in far if day.weekday() < SATURDAY],
            *[f"prenota {day} dicembre" for day in BOOKED] * 5,
            *[
                f"permesso {day} dicembre dalle {hour} alle {hour + 1} per motivi personali"
                for day, hour in hours
            ],
            *["/oggi", "/giornate", "/menu"] * 20,
        ],
        buttons={
            "v1:booking:send": 6,
            "v1:booking:cancel": 2,
            "v1:booking:drop": 4,
            "v1:permits:submit": 6,
            "v1:recalls:ok": 4,
            "v1:menu:open": 1,
        },
        presses=0.6,
    )


def manager(office: str) -> Manner:
    """Somebody who decides by cards and by the list, and recalls people of an office."""
    families = ("Betulla", "Carpino", "Durante", "Edera", "Faggio", "Ginepro")
    recalls = [
        f"{ASKS_FOR_WORDS} {office} {who} il {day} dicembre" for who in families for day in BOOKED
    ]
    return Manner(
        texts=[*recalls, *["/approva", MOTIVE] * 12, *["/oggi"] * 6],
        buttons={
            "v1:approvals:yes": 4,
            "v1:approvals:no": 2,
            "v1:approvals:ready": 6,
            "v1:approvals:bulk": 1,
            "v1:approvals:do": 4,
            "v1:approvals:card": 2,
            "v1:forms:send": 10,
            "v1:recalls:send": 4,
        },
        presses=0.8,
    )


@dataclass(kw_only=True)
class Doing:
    """One thing that somebody did, once or twice at once, and what came of it."""

    text: str = ""
    data: str = ""
    message_id: int = 0
    queries: list[str] = field(default_factory=list)
    """The presses, if it was one."""
    times: int = 1
    handled: bool = False
    written: dict[int, str] = field(default_factory=dict)
    """What was written meanwhile, by the desk itself too: messages of the outbox are among it."""
    toasts: dict[str, list[str]] = field(default_factory=dict)
    shows: str = ""
    """What the message with the button said afterwards."""

    @property
    def told(self) -> list[str]:
        """The words over the chat that are answers."""
        return [word for words in self.toasts.values() for word in words if AGAIN not in word]

    def first_answers(self, query: str) -> list[str]:
        """The words over the chat to a press that are no word to one that came again."""
        return [word for word in self.toasts.get(query, []) if not AS_IT_STANDS.search(word)]


class Somebody:
    """A phone in the hand of somebody who does as their manner is, and remembers it all."""

    def __init__(
        self, playground: Playground, phone: Person, manner: Manner, dice: random.Random
    ) -> None:
        self.phone = phone
        self.done: list[Doing] = []
        self._world = playground.world
        self._manner = manner
        self._dice = dice

    async def lives(self, until: asyncio.Event) -> None:
        """Do one thing after another."""
        while not until.is_set():
            await asyncio.sleep(self._dice.uniform(0, 0.3))
            await self._does(self._next())

    def _next(self) -> Doing:
        if self.done and self.done[-1].text.startswith(ASKS_FOR_WORDS):
            return Doing(text=MOTIVE)
        buttons = self._buttons()
        times = 2 if self._dice.random() < 0.1 else 1
        if buttons and self._dice.random() < self._manner.presses:
            kinds = sorted({begin for begin, *_ in buttons})
            (liked,) = self._dice.choices(kinds, [self._manner.buttons[one] for one in kinds])
            _, message_id, data = self._dice.choice([b for b in buttons if b[0] == liked][-6:])
            return Doing(data=data, message_id=message_id, times=times)
        return Doing(text=self._dice.choice(self._manner.texts), times=times)

    def _buttons(self) -> list[tuple[str, int, str]]:
        """List the buttons that they would press: how it begins, on which message, its data."""
        return [
            (begin, message.id, data)
            for message in list(self._chat.messages.values())[-12:]
            for row in message.keyboard
            for button in row
            for begin in self._manner.buttons
            if (data := str(button.get("callback_data", ""))).startswith(begin)
        ]

    async def _does(self, doing: Doing) -> None:
        self.done.append(doing)
        known, heard = set(self._chat.messages), len(self._chat.toasts)
        for _ in range(doing.times):
            if doing.text:
                await self.phone.says(doing.text)
            else:
                doing.queries.append(await self.phone.forges(doing.data, on=doing.message_id))
        doing.handled = await self._is_handled()
        doing.written = {
            one.id: one.content.text for one in self._from_bot() if one.id not in known
        }
        for toast in self._chat.toasts[heard:]:
            doing.toasts.setdefault(toast.query_id, []).append(toast.text)
        if doing.data and (pressed := self._chat.known(doing.message_id)):
            doing.shows = pressed.content.text

    async def _is_handled(self) -> bool:
        """Wait until nothing of theirs waits for the desk."""
        until = asyncio.get_running_loop().time() + PATIENCE
        while any(one.chat_id == self.phone.id for one in self._world.updates.pending()):
            if asyncio.get_running_loop().time() > until:
                return False
            await asyncio.sleep(0.03)
        return True

    def _from_bot(self) -> list[Message]:
        return [one for one in self._chat.messages.values() if one.from_bot]

    @property
    def _chat(self) -> Any:
        return self._world.chats[self.phone.id]


def wrongly_answered(one: Somebody, posted: set[str]) -> list[str]:
    """
    Name what was not answered, or twice.

    `posted` are the texts that the outbox held for them: those answer nothing.
    """
    return [
        f"{one.phone.name}: {doing.text or doing.data}: {wrong}"
        for doing in one.done
        if (wrong := _wrong(doing, posted))
    ]


def _wrong(doing: Doing, posted: set[str]) -> str:
    if not doing.handled:
        return f"never handled within {PATIENCE:.0f} s"
    if doing.text:
        words = [text for text in doing.written.values() if text not in posted]
        answers = [text for text in words if AGAIN not in text]
        if len(words) < doing.times or len(answers) > doing.times:
            return f"{len(answers)} answers of {doing.times}, in all {words}"
        return ""
    for query in doing.queries:
        words = doing.toasts.get(query, [])
        if not words or len(doing.first_answers(query)) > 1:
            return f"answers to the press {query}: {words}"
    return ""


def failures(one: Somebody) -> list[str]:
    """List the answers that tell of a failure, or of too much at once."""
    said = [
        text
        for doing in one.done
        for text in [
            *doing.written.values(),
            *(w for words in doing.toasts.values() for w in words),
        ]
    ]
    return [text for text in said if re.search("andato storto|Un momento: sto ancora", text)]
