"""How long the commands take to be of use, and how much memory the bot holds."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.town.line import TOKEN, Line, said
from bench.town.people import Town, telegram_id, town
from bench.town.processes import cpu_seconds, machine, memory_mib, running
from bot.clock import system_clock

ROUNDS = 3
EMPLOYEES = 200
COMMANDS = ("/prenota", "/oggi", "/giornate")
SPORTELLO = ("-m", "bot.cli")
CASE = """
ente: alonte
cases:
  - id: one
    title: one question
    at: 2026-03-02T09:00
    employee: {work: {kinds: [shift_work]}}
    ask: {eligible: {mode: agile}}
    expect: {verdict: not_eligible}
    quote: ""
"""


def run() -> Iterable[str]:
    """Start each command ROUNDS times; the middle one counts."""
    yield machine()
    with town(EMPLOYEES, clock=system_clock) as settled:
        yield asyncio.run(_service(settled))
    yield asyncio.run(_demo())
    yield _answer()


async def _service(settled: Town) -> str:
    starts, spent, calm, busy, peak = [], [], [], [], []
    async with Line() as line:
        for number in range(ROUNDS):
            began = perf_counter()
            async with running(*SPORTELLO, "run", env=_settings(line, settled)) as process:
                first = await line.first_answer([said(1 + 1000 * number, telegram_id(5), "/oggi")])
                starts.append(first - began)
                spent.append(cpu_seconds(process.pid))
                calm.append(memory_mib(process.pid))
                for place, words in enumerate(COMMANDS, start=1):
                    many = 1000 * number + place * EMPLOYEES + 2
                    await line.play(
                        [said(many + n, telegram_id(n), words) for n in range(1, EMPLOYEES + 1)]
                    )
                busy.append(memory_mib(process.pid))
                peak.append(memory_mib(process.pid, "VmHWM"))
    answers = len(COMMANDS) * EMPLOYEES
    return (
        f"sportello run: first answer after {median(starts):.2f} s "
        f"({median(spent):.2f} s of processor), {median(calm):.0f} MiB; after {answers} more "
        f"answers {median(busy):.0f} MiB, at most {median(peak):.0f} MiB"
    )


def _settings(line: Line, settled: Town) -> Mapping[str, str]:
    return {
        "SPORTELLO_TOKEN": TOKEN,
        "SPORTELLO_API_BASE": line.root,
        "SPORTELLO_DATABASE_URL": settled.url,
        "SPORTELLO_ENCRYPTION_KEYS": settled.key,
        "SPORTELLO_LOG_LEVEL": "WARNING",
    }


async def _demo() -> str:
    starts = []
    for _ in range(ROUNDS):
        began = perf_counter()
        words = (*SPORTELLO, "demo", "--port", "0")
        async with running(*words, stdout=subprocess.PIPE) as process:
            if process.stdout is None or b"http://" not in await process.stdout.readline():
                raise RuntimeError("the demo printed no address")
            starts.append(perf_counter() - began)
    return f"sportello demo: address printed after {median(starts):.2f} s"


def _answer() -> str:
    with TemporaryDirectory(prefix="sportello-bench-") as folder:
        file = Path(folder) / "one.yaml"
        file.write_text(CASE, encoding="utf-8")
        words = [sys.executable, *SPORTELLO, "answer", str(file)]
        times = [_seconds(words) for _ in range(ROUNDS)]
    return f"sportello answer: one case answered after {median(times):.2f} s"


def _seconds(words: list[str]) -> float:
    began = perf_counter()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  our own command
    return perf_counter() - began
