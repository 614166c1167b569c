"""Chromium and emoji as Debian packages: found, installed if that may be done, or asked for."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

UPDATE_SECONDS, INSTALL_SECONDS = 60, 150
QUICK = ("-qq", "-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=10")


class MissingPackageError(Exception):
    """A Debian package is missing and cannot be installed here; the message says what to do."""


def find_chromium() -> str:
    """Give the path of Chromium, installing it if that may be done; raise MissingPackageError."""
    if (found := _path()) is None:
        install("chromium")
        found = _path()
    if found is None:
        raise MissingPackageError("the package chromium has no program of that name")
    return found


def install(package: str) -> None:
    """Install a Debian package, as root on Debian alone; raise MissingPackageError."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise MissingPackageError(f"{package} is missing: as root, apt-get install {package}")
    _apt("update", *QUICK, seconds=UPDATE_SECONDS)
    _apt("install", "-y", "--no-install-recommends", *QUICK, package, seconds=INSTALL_SECONDS)


def _path() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


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
        raise MissingPackageError(f"apt-get {' '.join(words)}: over {seconds} s") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.strip().splitlines() or ["nothing said"]
        raise MissingPackageError(f"apt-get {' '.join(words)}: {said[-1]}") from error


@asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    """Run a headless Chromium; raise MissingPackageError."""
    path = find_chromium()
    async with async_playwright() as playwright:
        # as root Chromium refuses its sandbox; it sees nothing but a page of ours on loopback
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            await browser.close()
