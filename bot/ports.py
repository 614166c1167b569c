"""Ports that the desk opens: what to do if somebody else has one."""

from __future__ import annotations

from aiohttp import web

from bot.refusal import Refusal


async def open_port(runner: web.AppRunner, host: str, port: int, *, setting: str) -> None:
    """Open a port; raise Refusal, which names its setting, if it cannot be had."""
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        await runner.cleanup()
        raise Refusal(
            f"Port {port} of {host} cannot be opened: {error.strerror or type(error).__name__}. "
            "If another program has it, perhaps a desk that is still running, stop that one or "
            f"set another port in {setting}."
        ) from error
