"""
Chromium and emoji as Debian packages: found here, installed by `make browser`.

A machine that is busy, or a mirror that is slow, is waited for: this runs before the tests, not
beside them. Tests look for the browser and never install it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import sleep

from playwright.async_api import Browser, async_playwright
from playwright.sync_api import sync_playwright

PACKAGES = ("chromium-headless-shell", "chromium")
"""The one without windows draws the same pages in a third of the processor time."""
NAMES = (*PACKAGES, "chromium-browser", "google-chrome")
PATIENCE_SECONDS, TRIES, PAUSE_SECONDS = 900, 3, 20
APT = ("-qq", "-o", "Acquire::Retries=3", "-o", "DPkg::Lock::Timeout=600")


class MissingPackageError(Exception):
    """A Debian package is missing and cannot be installed here; the message says what to do."""


def find_chromium() -> str:
    """Give the path of Chromium; raise MissingPackageError if there is none."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    if Path(own).exists():
        return own
    raise MissingPackageError("there is no Chromium: `make browser` installs it")


def install(*packages: str) -> None:
    """
    Install the first Debian package that can be had, as root on Debian alone.

    Raises MissingPackageError if none can.
    """
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        named = " or ".join(packages)
        raise MissingPackageError(f"{named} is missing: as root, apt-get install {packages[-1]}")
    for left in reversed(range(TRIES)):
        try:
            _run("apt-get", "update", *APT)
            _install_one_of(packages)
        except MissingPackageError:
            if not left:
                raise
            sleep(PAUSE_SECONDS)
        else:
            return


def _install_one_of(packages: tuple[str, ...]) -> None:
    for package in packages:
        try:
            _run("apt-get", "install", "-y", "--no-install-recommends", *APT, package)
        except MissingPackageError as error:
            if package == packages[-1]:
                raise
            say(f"{error}; trying the next")
        else:
            return


def install_chromium() -> None:
    """Install Chromium unless it is there: a package, else Playwright's own build."""
    try:
        find_chromium()
    except MissingPackageError:
        try:
            install(*PACKAGES)
        except MissingPackageError as error:
            say(f"{error}; trying Playwright's own")
            _run(sys.executable, "-m", "playwright", "install", "chromium")


def say(words: str) -> None:
    """Tell whoever waits."""
    sys.stderr.write(f"{words}\n")


def _run(*words: str) -> None:
    shown = " ".join(word for word in words if word not in APT)
    say(f"{shown} ...")
    try:
        subprocess.run(  # noqa: S603 -- our own words
            words,
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            timeout=PATIENCE_SECONDS,
            check=True,
            capture_output=True,
            text=True,
        )
    except subprocess.TimeoutExpired as error:
        raise MissingPackageError(f"{shown}: over {PATIENCE_SECONDS} s") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.strip().splitlines() or ["nothing said"]
        raise MissingPackageError(f"{shown}: {said[-1]}") from error


@asynccontextmanager
async def open_browser(path: str) -> AsyncIterator[Browser]:
    """Run the Chromium at a path, headless."""
    async with async_playwright() as playwright:
        # as root Chromium refuses its sandbox; it sees nothing but a page of ours on loopback
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            await browser.close()


def main() -> int:
    """Install Chromium; without it CI fails, and elsewhere the tests will say what they skip."""
    try:
        install_chromium()
        say(f"Chromium: {find_chromium()}")
    except MissingPackageError as error:
        say(f"no Chromium, so the tests of the page cannot run: {error}")
        return 1 if os.environ.get("CI") else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
