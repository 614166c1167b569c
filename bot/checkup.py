"""The examinations of `sportello doctor`, one function each; each gives what it found."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path

import aiohttp
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import InvalidToken, TelegramError

from bot.cli.installed import installed, own
from bot.clock import system_clock
from bot.health import HOST
from bot.refusal import Refusal
from bot.settings import Settings, needed
from bot.steadiness import LEAP
from bot.transport import AiohttpRequest, sender
from handlers.desk.cases.manning import Unmanned, unmanned
from rules.facts import ROME
from rules.policy import library
from rules.policy.below import applied, contract_below
from rules.policy.errors import PolicyError
from rules.policy.silences import stale
from storage.backup import postgres
from storage.core import files, schema
from storage.core.engines import file_of, plain_engine, usable_url
from storage.core.vault import Vault
from storage.days import grounds
from storage.errors import StoreError
from storage.people import people
from storage.store import Store
from storage.trail import audit, clock_notes, delivering, rotation
from storage.unit_of_work import UnitOfWork

MOST_CLOCK_ERROR = timedelta(seconds=60)
"""Bands and windows are minutes: a clock that is further off decides wrongly."""
PATIENCE_SECONDS = 5
ENV_FILE = Path(".env")


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, whether it is well, and what to do if it is not."""

    what: str
    well: bool
    said: str
    doubtful: bool = False


class Doubtful(Exception):  # noqa: N818  a diagnosis as well
    """The desk runs, but something wants looking after; the message says what."""


class Ill(Exception):  # noqa: N818  a diagnosis, caught where the finding is written
    """Something is wrong; the message says what and how to mend it."""


def examine(found: Settings) -> list[Finding]:
    """Look at everything; one thing that is wrong does not hide the others."""
    looks: dict[str, Callable[[Settings], str]] = {
        "keys": keys,
        "database": database,
        "files": private,
        "staff": staff,
        "deciding": deciding,
        "grounds": judged_again,
        "letters": letters,
        "trail": trail,
        "policies": policies,
        "verified": verified,
        "contracts": contracts,
        "clock": steady,
        "time": time,
        "telegram": telegram,
    }
    if found.health_port is not None:
        looks["running desk"] = running
    return [_finding(what, look, found) for what, look in looks.items()]


def keys(found: Settings) -> str:
    """See that keys are set; whether they fit, the store says."""
    needed(found, "encryption_keys")
    return f"{len(found.keys)} set, the first one writes"


def database(found: Settings) -> str:
    """See that the database answers and holds the schema of this version."""
    url = usable_url(found.database_url)
    file = file_of(url)
    if file is not None and not file.exists():
        raise Ill(f"there is no file {file} yet. Run `sportello db upgrade`")
    engine = plain_engine(url)
    try:
        with engine.connect() as connection:
            postgres.check_finished(connection)
            schema.check(connection)
    except SQLAlchemyError as error:
        raise Ill(f"it cannot be opened ({type(error).__name__}). {_ABOUT_DATABASE}") from error
    finally:
        engine.dispose()
    return f"it answers and holds schema {schema.HEAD}"


def private(found: Settings) -> str:
    """See that nobody but the owner may read the database, and the file with token and keys."""
    file = file_of(usable_url(found.database_url))
    wide = [] if file is None else files.open_to_others(file)
    wide += [one for one in files.open_to_others(ENV_FILE.absolute()) if one[0].is_file()]
    if wide:
        named = ", ".join(f"{path} ({mode:04o})" for path, mode in wide)
        folders = [str(path) for path, _ in wide if path.is_dir()]
        paths = [str(path) for path, _ in wide if path.is_file()]
        mend = [f"chmod 700 {' '.join(folders)}"] if folders else []
        mend += [f"chmod 600 {' '.join(paths)}"] if paths else []
        raise Doubtful(f"others on this machine may open {named}. Run `{' && '.join(mend)}`")
    return "the database and its keys are for their owner alone"


def staff(found: Settings) -> str:
    """See that the keys fit, each body has a policy, and people have opened the desk."""
    with _store(found) as store:
        store.check_schema()
        rotation.check_keys(store)
        today = system_clock().astimezone(ROME).date()
        with store.reading() as uow:
            bodies = people.bodies(uow)
            everybody = [p for body in bodies for p in people.of_body(uow, body.id, on=today)]
    there = installed(found.policies)
    without = sorted(body.id for body in bodies if body.policy_id not in there)
    if without:
        raise Ill(
            f"{', '.join(without)} follow a policy that is not installed. Put its file into the "
            "folder of SPORTELLO_POLICIES"
        )
    if not bodies:
        raise Ill("no body was imported yet. Run `sportello staff import`")
    linked = sum(person.telegram_user_id is not None for person in everybody)
    return f"{len(bodies)} bodies, {len(everybody)} people, {linked} have opened the desk"


def deciding(found: Settings) -> str:
    """See that each body has HR, and each office somebody who decides about its people."""
    with _looking(found) as uow:
        lacking = unmanned(uow, installed(found.policies), at=system_clock())
    said = [sentence for one in lacking for sentence in _lacks(one)]
    if said:
        raise Doubtful(
            f"{'; '.join(said)}. Name them among the incarichi of dipendenti.csv and import it "
            "with `sportello staff import`"
        )
    return "every body has HR, and every office somebody who decides"


def _lacks(one: Unmanned) -> Iterator[str]:
    if one.without_hr:
        yield (
            f"{one.body_id} has nobody for HR (personale): what does not arrive is told to nobody"
        )
    if one.offices:
        roles = f"nobody holds {', '.join(one.roles)}" if one.roles else "the act names nobody"
        where = "any office" if one.everywhere else ", ".join(one.offices)
        yield f"in {one.body_id} nobody decides about the people of {where} ({roles})"


def judged_again(found: Settings) -> str:
    """See that what was granted could be looked at again where its ground has changed."""
    with _looking(found) as uow:
        failed = grounds.unjudged(uow)
    if failed:
        named = "; ".join(
            f"{one.people} people of {one.body_id} ({one.error}, last tried "
            f"{one.at.astimezone(ROME):%Y-%m-%d %H:%M})"
            for one in failed
        )
        raise Doubtful(
            f"what was granted could not be looked at again for {named}: it stands unjudged. See "
            "that the policy of the body is installed and in force, and look_again.failed in the "
            "log of `sportello run`; it is tried again each minute"
        )
    return "what was granted stands as its grounds do"


def letters(found: Settings) -> str:
    """See that every message arrived that was of use."""
    with _looking(found) as uow:
        dead = delivering.dead_letters(uow)
    if dead:
        since = min(letter.created_at for letter in dead).astimezone(ROME)
        raise Doubtful(
            f"{len(dead)} messages did not arrive and were given up, the first of "
            f"{since:%Y-%m-%d %H:%M}. See `sportello letters list`"
        )
    return "every message of use arrived or waits for its moment"


def trail(found: Settings) -> str:
    """See that no end of the audit trail, and no chain of it, was taken out."""
    with _looking(found) as uow:
        broken = audit.unsealed(uow)
    if broken:
        named = "; ".join(f"{one.chain}: {one.what}" for one in broken)
        raise Ill(f"it does not hold ({named}). Run `sportello audit verify`")
    return "no end of it is missing; `sportello audit verify` reads all of it"


def policies(found: Settings) -> str:
    """See that the policy files are valid: those that come with the desk, and the body's own."""
    try:
        shipped = library.shipped()
    except PolicyError as error:
        raise Ill(str(error)) from error
    if found.policies is None:
        return f"{len(shipped)} are valid"
    names = ", ".join(own(found.policies)) or "none"
    return f"{len(shipped)} are valid, and of your own in {found.policies}: {names}"


def verified(found: Settings) -> str:
    """See that each policy was held against its act within a year."""
    today = system_clock().astimezone(ROME).date()
    old = [stale(policy, today) for policy in installed(found.policies).values()]
    if warnings := [warning for warning in old if warning]:
        raise Doubtful("; ".join(warnings))
    return "each was held against its act within a year"


def contracts(found: Settings) -> str:
    """Say which national contracts are applied, and see that no later act is still unread."""
    named = sorted({policy.head.contract for policy in installed(found.policies).values()})
    said = "; ".join(applied(one) for one in named)
    below = (contract_below(one) for one in named)
    if any(contract is not None and contract.later for contract in below):
        raise Doubtful(said)
    return said


def steady(found: Settings) -> str:
    """See that the clock has not leapt since the desk last trusted it."""
    with _looking(found) as uow:
        noted = clock_notes.last(uow)
    if noted is None:
        return "no desk has run yet that would have noted it"
    at = f"{noted.at.astimezone(ROME):%Y-%m-%d %H:%M}"
    if noted.leap is not None:
        raise Doubtful(
            f"it leapt by {noted.leap} when it was last trusted ({at}): until it has been steady "
            "for some minutes the desk does nothing by itself. Let the machine keep it by NTP"
        )
    if noted.at - system_clock() > LEAP:
        raise Doubtful(
            f"it was {at} when the desk last trusted it, which is still to come. Let the machine "
            "keep it by NTP"
        )
    return f"it was steady, last noted {at}"


def time(found: Settings) -> str:
    """See that the machine's clock agrees with that of Telegram's server."""
    theirs = asyncio.run(_clock_of(found))
    ours = system_clock()
    if theirs is None:
        return f"it is {ours.astimezone(ROME):%H:%M} in Rome; there is nothing to compare with"
    gap = abs(theirs - ours)
    if gap > MOST_CLOCK_ERROR:
        raise Ill(f"the clock is {gap} off. Let the machine keep it by NTP")
    return f"it is {ours.astimezone(ROME):%H:%M} in Rome, as Telegram says too"


def telegram(found: Settings) -> str:
    """See that the token works and the webhook, if any, brings updates."""
    needed(found, "token")
    if found.webhook_url is not None:
        needed(found, "webhook_secret")
    return asyncio.run(_ask_telegram(found))


def running(found: Settings) -> str:
    """Ask the desk that runs on this machine how it is."""
    well, said = asyncio.run(_ask_running(f"http://{HOST}:{found.health_port}/"))
    if not well:
        raise Ill(said)
    return said


_ABOUT_DATABASE = (
    "Look at SPORTELLO_DATABASE_URL, whether the server runs, and whether the folder exists"
)


def _finding(what: str, look: Callable[[Settings], str], found: Settings) -> Finding:
    try:
        return Finding(what, well=True, said=look(found))
    except Doubtful as doubt:
        return Finding(what, well=True, said=str(doubt), doubtful=True)
    except (Ill, Refusal, StoreError) as error:
        return Finding(what, well=False, said=str(error))
    except SQLAlchemyError as error:
        said = f"the database failed ({type(error).__name__}). {_ABOUT_DATABASE}"
        return Finding(what, well=False, said=said)


@contextmanager
def _looking(found: Settings) -> Iterator[UnitOfWork]:
    """Read the store; what stands in the way, other looks say."""
    try:
        with _store(found) as store:
            store.check_schema()
            with store.reading() as uow:
                yield uow
    except (StoreError, Refusal, PolicyError, SQLAlchemyError) as error:
        raise Doubtful(
            "nobody can look while the store cannot be opened or a policy is wrong"
        ) from error


@contextmanager
def _store(found: Settings) -> Iterator[Store]:
    needed(found, "encryption_keys")
    store = Store(found.database_url, Vault(",".join(found.keys)))
    try:
        yield store
    finally:
        store.close()


async def _ask_running(address: str) -> tuple[bool, str]:
    timeout = aiohttp.ClientTimeout(total=PATIENCE_SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(address, allow_redirects=False) as answer,
        ):
            lines = (await answer.text()).splitlines()
    except (aiohttp.ClientError, TimeoutError) as error:
        raise Doubtful(
            f"nothing answers at {address} ({type(error).__name__}). Is `sportello run` running?"
        ) from error
    return answer.status == HTTPStatus.OK, "; ".join(lines[1:])


async def _clock_of(found: Settings) -> datetime | None:
    timeout = aiohttp.ClientTimeout(total=PATIENCE_SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, proxy=found.proxy) as session,
            session.get(found.api_base, allow_redirects=False) as answer,
        ):
            date = answer.headers.get("Date")
    except (aiohttp.ClientError, TimeoutError):
        return None
    return parsedate_to_datetime(date) if date else None


async def _ask_telegram(found: Settings) -> str:
    token = found.token.get_secret_value() if found.token else ""
    transport = AiohttpRequest(proxy=found.proxy, read_timeout=PATIENCE_SECONDS)
    bot = sender(token, found.bot_address, transport)
    try:
        async with transport:
            me = await bot.get_me()
            hook = await bot.get_webhook_info()
    except InvalidToken as error:
        raise Ill("SPORTELLO_TOKEN is unknown there: ask @BotFather for it again") from error
    except TelegramError as error:
        raise Ill(
            f"{found.api_base} does not answer ({type(error).__name__}). "
            "Look at the network, SPORTELLO_API_BASE and SPORTELLO_PROXY"
        ) from error
    if found.webhook_url is not None and hook.last_error_message:
        raise Ill(f"it could not bring updates to the webhook: {hook.last_error_message}")
    return f"the token is that of @{me.username}, {hook.pending_update_count} updates wait"
