"""Bots in processes of their own, and what the system says of them (Linux)."""

from __future__ import annotations

import asyncio
import os
import platform
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def running(
    *words: str, env: Mapping[str, str] | None = None, stdout: int | None = None
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run `python WORDS...` in a process of its own, and stop it at the end."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, *words, env={**os.environ, **(env or {})}, stdout=stdout
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


def cpu_seconds(pid: int) -> float:
    """Give the processor time that a process has used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS_PER_SECOND


def memory_mib(pid: int, what: str = "VmRSS") -> float:
    """Give the memory that a process holds in RAM (`VmHWM`: at most so far)."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{what}:"):
            return int(line.split()[1]) / 1024
    raise ValueError(f"the system tells no {what} of process {pid}")


def machine() -> str:
    """Say what was measured on."""
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.machine()}"
