"""An invented town at work: its store, its desk, its people's phones in the playground."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from telegram import Bot, Update
from telegram.ext import CallbackQueryHandler, ContextTypes, MessageHandler, filters

from bot.application import Connection, Register, opened_for
from bot.clock import MovableClock
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.ledger import Ledger
from bot.delivery.pace import Pace
from bot.playground import Limits, Person, Playground
from bot.service import Service
from bot.transport import AiohttpRequest
from bot.webhook import Door
from handlers.chat.features.onboarding.chat import FEATURE as ONBOARDING
from handlers.desk.context import Desk
from rules.facts import ROME, Agreement, Band, Employee
from rules.policy import library
from storage.agreements import agreements
from storage.people import appointments, links, staff
from storage.store import Store
from storage.tables import OUTBOX, Rank, Role
from storage.trail import outbox
from storage.trail.outbox import Message, Outgoing
from tests.founded import settled_once

MONDAY_MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=ROME)
ANNA, BRUNO, CARLA, HILDE = 7001, 7002, 7003, 7004
"""Telegram ids: Anna and Bruno work at the registry, Carla heads it, Hilde is HR."""


class Seconds:
    """A monotonic time that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.deadlines: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Move to the soonest moment that anybody sleeps for."""
        deadline = self.now + seconds
        self.deadlines.append(deadline)
        try:
            while self.now < deadline:
                await asyncio.sleep(0)
                if min(self.deadlines) == deadline:
                    self.now = max(self.now, deadline)
        finally:
            self.deadlines.remove(deadline)


BELOW_THE_SYSTEMS = 20_000
"""Ports that no system hands out by itself."""
PORTS_OF_A_PROCESS = 500


@dataclass(frozen=True)
class Town:
    """Ids of employees; each has the Telegram id of the same name."""

    anna: int
    bruno: int
    carla: int
    hilde: int


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(MONDAY_MORNING)


def found_town(store: Store, policy_id: str = "tivoli") -> Town:
    """Settle four people in a body that follows a shipped policy, each with a Telegram account."""
    return settled_once(store, ("bot", policy_id), lambda: _settle(store, policy_id))


def _settle(store: Store, policy_id: str) -> Town:
    start = date(2020, 1, 1)
    with store.writing() as uow:
        staff.put_body(uow, "rocca", name="Comune di Rocca", policy_id=policy_id)
        office = staff.put_office(uow, "rocca", "anagrafe", name="Anagrafe").id

        def hire(telegram_id: int, given: str, rank: Rank = Rank.STAFF) -> int:
            record = staff.Record(
                number=str(telegram_id),
                family_name="Provetti",
                given_name=given,
                rank=rank,
                facts=Employee(agreement=None),
            )
            employee = staff.put_employee(uow, "rocca", record, office_id=office).id
            links.link(uow, employee, telegram_id, at=MONDAY_MORNING)
            return employee

        anna, bruno, hilde = hire(ANNA, "Anna"), hire(BRUNO, "Bruno"), hire(HILDE, "Hilde")
        town = Town(anna, bruno, hire(CARLA, "Carla", Rank.EQ), hilde)
        appointments.appoint(uow, town.carla, Role.RESPONSABILE, office_id=office, first_day=start)
        appointments.appoint(uow, town.hilde, Role.HR, first_day=start)
        uow.commit()
    return town


def desk_of(store: Store, clock: MovableClock) -> Desk:
    """A desk on a store, with the shipped policies."""
    return Desk(store, library.shipped(), clock)


@pytest.fixture
def desk(store: Store, clock: MovableClock) -> Desk:
    return desk_of(store, clock)


@pytest.fixture
def free_port() -> int:
    """A port that is free, as the next is: the system hands them to nobody who asks for any."""
    process = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    first = BELOW_THE_SYSTEMS + int(process) * PORTS_OF_A_PROCESS
    pairs = range(first, first + PORTS_OF_A_PROCESS, 2)
    return next(port for port in pairs if _is_free(port) and _is_free(port + 1))


def _is_free(port: int) -> bool:
    with socket.socket() as found:
        try:
            found.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


@pytest.fixture
def town(desk: Desk) -> Town:
    return found_town(desk.store)


class Phones:
    """What people read, and the faults of the line."""

    def __init__(self, playground: Playground) -> None:
        self.playground = playground

    async def of(self, telegram_id: int) -> Person:
        return await self.playground.client.person(telegram_id)

    async def texts(self, telegram_id: int) -> list[str]:
        """What the bot wrote to somebody, oldest first."""
        person = await self.of(telegram_id)
        return [message.text for message in await person.messages() if message.from_bot]

    async def reads(self, telegram_id: int, words: str) -> None:
        """Wait until somebody has a message with these words, however long ago it came."""
        person, version = await self.of(telegram_id), -1
        async with asyncio.timeout(5):
            while True:
                chat = await person.chat(after=version, wait=1)
                if any(words in message["text"] for message in chat["messages"]):
                    return
                version = chat["version"]

    async def fault(self, kind: str, **details: Any) -> None:
        """Order a fault of sendMessage."""
        await self.playground.client.order_fault(kind, method="sendMessage", **details)

    async def sendings(self) -> int:
        """How often the bot called sendMessage, refused or not."""
        return len(await self.playground.client.calls("sendMessage"))


@pytest.fixture
async def playground(clock: MovableClock) -> AsyncIterator[Playground]:
    """A playground in which the town's people have pressed start."""
    names = {ANNA: "Anna", BRUNO: "Bruno", CARLA: "Carla", HILDE: "Hilde"}
    async with Playground(clock=clock, limits=Limits.quick(), local=True) as running:
        for telegram_id, name in names.items():
            await running.client.add_person(name, id=telegram_id, standing="open")
        yield running


@pytest.fixture
def phones(playground: Playground) -> Phones:
    return Phones(playground)


@pytest.fixture
async def bot(playground: Playground) -> AsyncIterator[Bot]:
    """The bot as the dispatcher knows it; it waits for an answer a fifth of a second."""
    async with AiohttpRequest(read_timeout=0.2) as transport:
        yield Bot(playground.token, base_url=playground.base_url, request=transport)


@pytest.fixture
def pace(seconds: Seconds) -> Pace:
    return Pace(monotonic=seconds, sleep=seconds.sleep)


@pytest.fixture
def dispatcher(bot: Bot, desk: Desk, pace: Pace) -> Dispatcher:
    return Dispatcher(bot, Ledger(desk), pace)


class Outbox:
    """Posts messages as actions do, and tells how the rows stand."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.posted = 0

    def post(self, recipient_id: int, name: str = "ciao", **fields: Any) -> int:
        """Write a message that says `name`; give the number of its row."""
        self.posted += 1
        message = Message(
            recipient_id=recipient_id,
            key=fields.pop("key", "delivery.unreachable"),
            args=fields.pop("args", {"name": name}),
            dedupe_key=f"test:{self.posted}",
            at=self.desk.clock(),
            **fields,
        )
        with self.desk.store.writing() as uow:
            uow.post(message)
            uow.commit()
            return int(uow.connection.execute(select(func.max(OUTBOX.c.id))).scalar_one())

    def row(self, number: int) -> Outgoing:
        with self.desk.store.reading() as uow:
            found = outbox.by_id(uow, number)
        assert found is not None
        return found


@dataclass(frozen=True)
class Scene:
    """Everything around one dispatcher."""

    town: Town
    desk: Desk
    clock: MovableClock
    outbox: Outbox
    phones: Phones
    bot: Bot
    pace: Pace
    seconds: Seconds
    dispatcher: Dispatcher

    def passes(self, span: timedelta) -> None:
        """Let time pass, on the desk's clock and for the dispatcher."""
        self.clock.advance(span)
        self.seconds.now += span.total_seconds()

    async def deliver(self) -> None:
        """Let the dispatcher do what is due."""
        await self.dispatcher.deliver_due()


@pytest.fixture
def scene(  # noqa: PLR0917  it puts the others together
    town: Town,
    desk: Desk,
    clock: MovableClock,
    phones: Phones,
    bot: Bot,
    pace: Pace,
    seconds: Seconds,
    dispatcher: Dispatcher,
) -> Scene:
    """A town, its outbox and phones, and a dispatcher between them."""
    outbox = Outbox(desk)
    return Scene(town, desk, clock, outbox, phones, bot, pace, seconds, dispatcher)


def sign(desk: Desk, employee_id: int, disconnection: str) -> None:
    """Let somebody sign an agreement for years with a disconnection window of their own."""
    terms = Agreement(
        first_day=date(2026, 1, 1),
        last_day=date(2028, 12, 31),
        disconnection=Band.parse(disconnection),
    )
    with desk.store.writing() as uow:
        agreements.add(uow, employee_id, terms, at=desk.clock(), by=None)
        uow.commit()


SECRET = "a-secret-of-the-webhook"


class Echo:
    """A feature that says what it hears, fails when told to, and waits when told to."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.door = asyncio.Event()
        self.entered = asyncio.Event()

    def register(self, application: Any, _desk: Desk) -> None:
        application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, self.hear))
        application.add_handler(CallbackQueryHandler(self.fail))

    async def hear(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        text = update.message.text or ""
        self.heard.append(text)
        if text == "wait":
            self.entered.set()
            await self.door.wait()
        if text == "fail":
            await self.fail(update, _context)
        await update.message.reply_text(f"<b>{text}</b>")

    async def fail(self, _update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        raise LookupError("Anna Provetti has no row")


@dataclass(frozen=True)
class Frame:
    """Everything around a service."""

    town: Town
    desk: Desk
    clock: MovableClock
    playground: Playground
    phones: Phones
    echo: Echo
    outbox: Outbox

    def service(
        self, *, door: Door | None = None, features: Sequence[Register] | None = None
    ) -> Service:
        """A desk with two features: onboarding, and the echo; or with others."""
        return Service(
            self.desk,
            Connection(
                token=self.playground.token,
                bot_address=self.playground.base_url,
                file_address=self.playground.base_file_url,
                door=door,
            ),
            workers=4,
            tick_seconds=3600,
            features=features or [self.echo.register, opened_for([ONBOARDING])],
        )


@pytest.fixture
async def frame(
    town: Town, desk: Desk, clock: MovableClock, playground: Playground, phones: Phones
) -> AsyncIterator[Frame]:
    echo = Echo()
    yield Frame(town, desk, clock, playground, phones, echo, Outbox(desk))
    echo.door.set()


@pytest.fixture
async def service(frame: Frame) -> AsyncIterator[Service]:
    async with frame.service() as running:
        yield running
        frame.echo.door.set()  # nothing waits at the end, even if a test failed


@pytest.fixture
def door(free_port: int) -> Door:
    return Door(f"http://127.0.0.1:{free_port}/hook", SECRET, free_port, host="127.0.0.1")
