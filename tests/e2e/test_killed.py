"""
The desk is killed at random moments under load, and so are imports: nothing is lost or doubled.

`make kills` runs this alone; `KILLS=75 make kills` makes 300 kills of the desk in all. What people
do and when they are killed comes from a seed that is printed; `SEED=12345 make kills` throws the
same dice again. The machine's own timing is not in it: it is the same story, at other moments.
Without a number of kills (`make test`) each database and each way of hearing updates has a turn;
`make kills` tries each with each.
"""

import asyncio
import os
import random
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import logs
from bot.application import Connection
from bot.clock import MovableClock
from bot.demo.cast import STARTS_AT
from bot.demo.filling import fill
from bot.playground import Limits, Playground
from bot.playground.call_log import CallLog
from bot.service import Service
from bot.settings import LogFormat, LogLevel
from handlers.desk.context import Desk
from rules.policy import library
from storage.people import people
from storage.store import Store
from storage.tables import OUTBOX, MessageState
from storage.trail import delivering
from tests.e2e import reckoning, town_to_kill
from tests.e2e.crowd import Somebody, employee, failures, manager, wrongly_answered
from tests.e2e.hall import leaping_pace
from tests.e2e.killing import Imports, Killer, processes

ASKED_FOR = os.environ.get("KILLS")
KILLS = int(ASKED_FOR or "2")
SCENES = [("sqlite", "polling"), ("postgres", "webhook")]
if ASKED_FOR:
    SCENES += [("sqlite", "webhook"), ("postgres", "polling")]
SEED = os.environ.get("SEED")
PATIENT = Limits(
    conflict_delay=0,
    repeat_wait=0,
    repeat_burst=0,
    webhook_interval=0,
    webhook_first_pause=0.05,
    webhook_longest_pause=0.5,
    query_lifetime=86_400,
    query_age=86_400,
)


@dataclass(frozen=True)
class Scene:
    """A town hall that will be under fire: its store and the key, a clock, a seed for all dice."""

    store: Store
    key: str
    folder: Path
    seed: int
    clock: MovableClock

    def dice(self, name: str) -> random.Random:
        """Give dice of somebody's own."""
        return random.Random(f"{self.seed} {name}")

    def place(self, playground: Playground, port: int) -> list[str]:
        """Give what a desk of this scene is told at its start; port 0 lets it poll."""
        url = self.store.url.render_as_string(hide_password=False)
        return [url, self.key, playground.token, playground.root_url, str(port)]


@pytest.fixture
def _quiet(log: StringIO) -> None:
    """Log warnings alone: thousands of lines would hide what is wrong."""
    logs.configure(LogLevel.WARNING, LogFormat.JSON, stream=log)


@pytest.fixture
def port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def scene(store: Store, key: str, tmp_path: Path) -> Scene:
    """A body of five offices, everybody linked, on SQLite and on PostgreSQL."""
    seed = int(SEED) if SEED else random.SystemRandom().randrange(100_000)
    files = town_to_kill.write(tmp_path / "files")
    fill(store, [files], library.shipped(), at=STARTS_AT)
    return Scene(store, key, tmp_path, seed, MovableClock(STARTS_AT, running=True))


@asynccontextmanager
async def street(scene: Scene) -> AsyncIterator[tuple[Playground, list[Somebody]]]:
    """A playground with everybody of the body, each with dice of their own."""
    with scene.store.reading() as uow:
        staff = people.of_body(uow, town_to_kill.BODY, on=STARTS_AT.date())
    manages = {one.number for one in town_to_kill.everybody() if one.manages}
    async with Playground(clock=scene.clock, limits=PATIENT, local=True) as playground:
        playground.world.calls = CallLog(keep=1_000_000)
        crowd = []
        for one in staff:
            if one.telegram_user_id is None:
                continue
            phone = await playground.client.add_person(
                one.name, id=one.telegram_user_id, standing="open"
            )
            manner = manager(one.given_name) if one.number in manages else employee()
            crowd.append(Somebody(playground, phone, manner, scene.dice(one.number)))
        yield playground, crowd


@pytest.mark.parametrize(("store", "mode"), SCENES, indirect=["store"])
@pytest.mark.usefixtures("_quiet")
async def test_whatever_is_killed_nothing_is_lost_nor_done_twice(
    scene: Scene, port: int, mode: str
) -> None:
    async with street(scene) as (playground, crowd):
        place = scene.place(playground, port if mode == "webhook" else 0)
        imports = await _fire(scene, place, crowd)
        await _all_is_sent(scene, playground)
        found = reckoning.sent(scene.store, playground)

    figures = {
        "seed": scene.seed,
        "kills": KILLS + 1,
        **reckoning.counted(crowd),
        "imports": f"{imports.began} begun, {len(imports.whole)} whole, {imports.killed} killed",
        "messages": len(found.rows),
        "sent again": found.repeated,
        "dead letters": reckoning.dead_letters(scene.store),
        "which never arrived": found.never_arrived,
        **reckoning.facts(scene.store),
    }
    told = ", ".join(f"{name} {value}" for name, value in figures.items())
    print(f"\n{scene.store.url.drivername}, {mode}: {told}")  # noqa: T201  what an hour brought
    wrong = [
        *reckoning.broken(scene.store),
        *reckoning.lost_or_doubled(scene.store, crowd),
        *reckoning.unheard(scene.store, crowd, found),
        *found.wrong(),
        *imports.wrong,
        *(
            words
            for one in crowd
            for words in wrongly_answered(one, reckoning.posted_to(found, one.phone.id))
        ),
        *(words for one in crowd for words in failures(one)),
    ]
    assert not wrong, f"seed {scene.seed}:\n" + "\n".join(wrong)
    assert imports.noted() == 1 + len(imports.whole)


async def _fire(scene: Scene, place: list[str], crowd: list[Somebody]) -> Imports:
    """Let everybody live while desks and imports are killed; then let them finish, and kill."""
    stop, folder = asyncio.Event(), scene.folder / "changes"
    folder.mkdir()
    async with processes(*place) as desks:
        imports = Imports(desks, scene.store, scene.clock, folder, scene.dice("files"))
        killer = Killer(desks, scene.clock, scene.dice("kills"), lambda: _doings(crowd))
        async with asyncio.TaskGroup() as tasks:
            for somebody in crowd:
                tasks.create_task(somebody.lives(stop))
            tasks.create_task(imports.go_on(stop))
            await killer.kills(KILLS)
            last = await desks.start("desk", scene.clock().isoformat())
            await killer.sees_it_answer()
            stop.set()
        await desks.kill(last)
    return imports


def _doings(crowd: list[Somebody]) -> int:
    return sum(len(somebody.done) for somebody in crowd)


async def _all_is_sent(scene: Scene, playground: Playground) -> None:
    """Let a desk that nobody kills send all that waits; claims of the dead run out meanwhile."""
    desk = Desk(scene.store, library.shipped(), scene.clock)
    connection = Connection(
        token=playground.token,
        bot_address=playground.base_url,
        file_address=playground.base_file_url,
    )
    async with Service(desk, connection, pace=leaping_pace()) as service:
        for _ in range(20):
            scene.clock.advance(timedelta(minutes=1))
            await service.tick()
            if not await asyncio.to_thread(_something_waits, scene.store):
                return


def _something_waits(store: Store) -> bool:
    """Tell whether there is something to send, or HR is still to hear of what was given up."""
    waiting = select(OUTBOX.c.id).where(
        OUTBOX.c.state == MessageState.QUEUED, OUTBOX.c.hold_until.is_(None)
    )
    with store.reading() as uow:
        left = uow.connection.execute(waiting.limit(1)).first()
        return left is not None or bool(delivering.dead_letters(uow, untold=True))
