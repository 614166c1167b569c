"""Chromium from Debian's packages: found, installed where that may be done, or asked for."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

INSTALL = "apt-get install chromium"
UPDATE_SECONDS, INSTALL_SECONDS = 60, 150
QUICK = ("-qq", "-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=10")


class NoChromiumError(Exception):
    """There is no Chromium and it cannot be installed here; the message says what to do."""


def find_chromium() -> str:
    """Give the path of Chromium, installing it first as root on Debian; raise NoChromiumError."""
    found = _path()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        _install()
        found = _path()
    if found is None:
        raise NoChromiumError(f"no Chromium here: as root on Debian, {INSTALL}")
    return found


def _path() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


def _install() -> None:
    _apt("update", *QUICK, seconds=UPDATE_SECONDS)
    _apt("install", "-y", "--no-install-recommends", *QUICK, "chromium", seconds=INSTALL_SECONDS)


def _apt(*words: str, seconds: int) -> None:
    try:
        subprocess.run(  # noqa: S603 -- our own words
            ["apt-get", *words],  # noqa: S607 -- wherever the system has it
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            timeout=seconds,
            check=True,
            capture_output=True,
            text=True,
        )
    except subprocess.TimeoutExpired as error:
        raise NoChromiumError(f"apt-get {words[0]} took over {seconds} s: {INSTALL}") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.strip().splitlines() or ["nothing said"]
        raise NoChromiumError(f"apt-get {words[0]} failed ({said[-1]}): {INSTALL}") from error


@asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    """Run a headless Chromium; raise NoChromiumError."""
    path = find_chromium()
    async with async_playwright() as playwright:
        # as root Chromium refuses its sandbox; it sees nothing but a page of ours on loopback
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            await browser.close()
