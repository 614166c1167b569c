"""A town hall at work: the demo's five bodies, their phones, the whole desk, a movable clock."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from time import monotonic
from typing import Any, TypeVar

from babel.dates import format_date

from bot.clock import MovableClock
from bot.delivery.pace import Pace
from bot.demo.cast import STARTS_AT
from bot.demo.stage import Stage
from bot.playground import Person
from bot.playground.client import PlaygroundError, SeenMessage
from handlers.desk.context import Desk, Patience
from rules.facts import ROME
from rules.policy import library
from storage.people import people
from storage.requests import bookings
from storage.requests.bookings import Booking
from storage.store import Store

Found = TypeVar("Found")
PATIENCE = 15.0
"""Seconds that a story waits for the bot at most, on a busy machine."""
WEEK = 7
MONTH = re.compile(r"\w+ \d{4}")
"""The name of a month as it stands over its days."""
SEND = "📨"
"""What the button begins with that sends a request off."""


@dataclass(frozen=True)
class Hall:
    """A running demo, driven over HTTP; `desk` is for looking into the store."""

    stage: Stage
    desk: Desk
    clock: MovableClock

    async def phone(self, name: str) -> Person:
        """Give the phone of somebody of the demo."""
        return await self.stage.playground.client.person(name)

    async def moves_to(self, moment: datetime) -> None:
        """Set the clock; what falls due then is done when this returns."""
        told = moment.isoformat()
        await self.stage.playground.client.move_clock(set=told)

    async def restarts(self) -> None:
        """Stop the bot and start it again."""
        await self.stage.playground.client.restart_bot()

    async def held(self) -> list[dict[str, Any]]:
        """List the messages that wait, as the page shows them."""
        rows: list[dict[str, Any]] = await self.stage.playground.client.ask("GET", "/demo/held")
        return rows

    async def held_for(self, name: str) -> dict[str, Any]:
        """Wait until a message for somebody is held, and give it."""

        async def found() -> dict[str, Any] | None:
            return next((row for row in await self.held() if row["recipient"] == name), None)

        return await eventually(found, f"a held message for {name}")

    def employee(self, name: str) -> people.Person:
        """Look somebody up in the store by name."""
        with self.desk.store.reading() as uow:
            for body in people.bodies(uow):
                for person in people.of_body(uow, body.id, on=self.desk.today()):
                    if person.name == name:
                        return person
        raise LookupError(name)

    def bookings_of(self, name: str, day: date) -> list[Booking]:
        """Give what the store holds of somebody on a day, whatever became of it."""
        person = self.employee(name)
        with self.desk.store.reading() as uow:
            return list(bookings.of_person(uow, person.id, since=day, until=day))


class LeapingTime:
    """Real seconds, and those that somebody waits for pass at once: the pace is kept."""

    def __init__(self) -> None:
        self._leapt = 0.0

    def now(self) -> float:
        return monotonic() + self._leapt

    async def sleep(self, seconds: float) -> None:
        self._leapt += seconds
        await asyncio.sleep(0)


def leaping_pace() -> Pace:
    """Give Telegram's pace, on a time that leaps."""
    time = LeapingTime()
    return Pace(monotonic=time.now, sleep=time.sleep)


AS_SET = Patience()


@asynccontextmanager
async def opened(
    store: Store, *, at: datetime = STARTS_AT, patience: Patience = AS_SET
) -> AsyncIterator[Hall]:
    """Open the desk over a store that holds the demo."""
    clock = MovableClock(at)
    desk = Desk(store, library.shipped(), clock, patience)
    async with Stage(desk, clock, pace=leaping_pace()) as stage:
        await stage.tick()  # the desk has seen who is there before any story moves the clock
        yield Hall(stage, desk, clock)


async def eventually(
    ask: Callable[[], Awaitable[Found | None]], wanted: str, *, patience: float = PATIENCE
) -> Found:
    """Ask again and again, within bounds, until there is an answer."""
    until = asyncio.get_running_loop().time() + patience
    while (found := await ask()) is None:
        if asyncio.get_running_loop().time() > until:
            raise PlaygroundError(f"no {wanted} within {patience} s")
        await asyncio.sleep(0.02)
    return found


def rome(text: str) -> datetime:
    """Read a civil time of Rome."""
    return datetime.fromisoformat(text).replace(tzinfo=ROME)


def said(day: date, locale: str = "it") -> str:
    """Say a day as the desk does."""
    return _dated(day, "EEEE d MMMM", locale)


def short(day: date, locale: str = "it") -> str:
    """Say a day as the buttons do."""
    return _dated(day, "EEE d MMM", locale)


def _dated(day: date, pattern: str, locale: str) -> str:
    words = format_date(day, pattern, locale)
    return words.replace(" 1 ", " 1° ") if locale == "it" else words


def place_of_day(calendar: SeenMessage, day: date) -> tuple[int, int]:
    """Give the row and column of a day, found as a person does: its number, under its month."""
    names = {format_date(day, "LLLL y", locale) for locale in ("it", "en")}
    under_it = False
    for at, row in enumerate(calendar.keyboard):
        words = [button["text"] for button in row]
        if len(row) < WEEK and any(MONTH.fullmatch(text) for text in words):
            under_it = bool(names & set(words))
        for column, text in enumerate(words):
            if under_it and len(row) == WEEK and re.fullmatch(rf"\D*{day.day}", text):
                return at, column
    raise PlaygroundError(f"no {day} in {calendar.labels}")


def cell(calendar: SeenMessage, day: date) -> str:
    """Give the words on a day's button."""
    row, column = place_of_day(calendar, day)
    return str(calendar.keyboard[row][column]["text"])


def data_of_day(calendar: SeenMessage, day: date) -> str:
    """Give what a day's button says to the bot."""
    row, column = place_of_day(calendar, day)
    return str(calendar.keyboard[row][column]["callback_data"])


async def taps_day(person: Person, calendar: SeenMessage, day: date) -> SeenMessage:
    """Tap a day, by what its button says: of two months on top of each other the words repeat."""
    await person.forges(data_of_day(calendar, day), on=calendar.id)
    return await person.waits_for(lambda message: message.id == calendar.id, patience=PATIENCE)


async def presses(person: Person, label: str, on: SeenMessage) -> SeenMessage:
    """Press a button and give the message as it is changed."""
    await person.presses(label, on=on)
    return await person.waits_for(lambda message: message.id == on.id, patience=PATIENCE)


async def toast_of(person: Person, press: str) -> str:
    """Wait for the word over the chat that answers a press."""

    async def found() -> str | None:
        toasts = (await person.chat())["toasts"]
        return next((toast["text"] for toast in toasts if toast["query_id"] == press), None)

    return await eventually(found, f"an answer to the press {press}")


def data_of(message: SeenMessage, label: str) -> str:
    """Give what a button says to the bot."""
    place = message.place_of(label)
    if place is None:
        raise PlaygroundError(f"no button {label!r}, only {message.labels}")
    return str(message.keyboard[place[0]][place[1]]["callback_data"])


async def presses_twice(person: Person, label: str, on: SeenMessage) -> list[str]:
    """Press a button twice before any answer; give both words over the chat."""
    data = data_of(on, label)
    pressed = [await person.forges(data, on=on.id) for _ in range(2)]
    return [await toast_of(person, press) for press in pressed]


async def month_of(person: Person, day: date) -> SeenMessage:
    """Open the calendar and turn to the month of a day."""
    calendar = await person.asks("/prenota")
    names = {format_date(day, "LLLL y", locale) for locale in ("it", "en")}
    while not names & set(calendar.labels):
        calendar = await presses(person, "›", calendar)
    return calendar


async def ticks(person: Person, *days: date) -> SeenMessage:
    """Tick days in the calendar; give the calendar as it is then."""
    calendar = await month_of(person, days[0])
    for day in days:
        calendar = await taps_day(person, calendar, day)
    return calendar


async def books(person: Person, *days: date) -> SeenMessage:
    """Ask for days; give the answer."""
    return await presses(person, SEND, await ticks(person, *days))


async def card_for(manager: Person, name: str) -> SeenMessage:
    """Wait for the card about somebody."""
    return await manager.waits_for(lambda seen: f"📨 {name}" in seen.text, patience=PATIENCE)


async def opens_card(manager: Person, name: str) -> SeenMessage:
    """Open somebody's requests from the list."""
    await manager.says("/approva")
    listed = await manager.waits_for(
        lambda seen: seen.text.startswith(("Aspetta te", "Aspettano te")), patience=PATIENCE
    )
    return await presses(manager, name, listed)


async def approves(manager: Person, card: SeenMessage, day: date) -> SeenMessage:
    """Approve a day; give the card as it is then."""
    return await presses(manager, f"✅ {short(day)}", card)


async def refuses(manager: Person, card: SeenMessage, day: date, reason: str) -> SeenMessage:
    """Refuse a day with a reason; give what the desk says to it."""
    await manager.presses(f"✖️ {short(day)}", on=card)
    await manager.waits_for("Perché rifiuti")
    return await gives(manager, reason)


async def gives(manager: Person, reason: str) -> SeenMessage:
    """Write a reason and send it once it was said back; give what the desk says to it."""
    await manager.says(reason)
    shown = await manager.waits_for("Lo invio così?")
    return await presses(manager, "📨 Invia", shown)
