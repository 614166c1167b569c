"""The command line as somebody types it: what it says, and with which exit status it ends."""

import logging
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import structlog
from sqlalchemy import create_engine, literal_column

from bot import settings
from bot.cli import main
from bot.cli.opening import database_of
from bot.refusal import Refusal
from bot.settings import PREFIX, Settings
from storage.core.vault import Vault, new_key
from storage.people import people
from storage.store import Store
from storage.tables import OUTBOX
from storage.trail import delivering, outbox
from storage.trail.outbox import Message
from tests.bot.test_demo import FILES

TOKEN = "123456789:AAdesk-desk_desk-desk_desk-desk_desk-d"


@dataclass(frozen=True)
class Said:
    """How a command ended."""

    status: int
    out: str
    err: str


class Shell:
    """Says `sportello ...` in a folder without any settings but ours."""

    def __init__(
        self, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str], folder: Path
    ) -> None:
        self.patch = patch
        self.capture = capture
        patch.chdir(folder)
        for name in [each for each in os.environ if each.startswith(PREFIX)]:
            patch.delenv(name)

    def set(self, **settings: str) -> None:
        for name, value in settings.items():
            self.patch.setenv(PREFIX + name, value)

    def __call__(self, *words: str) -> Said:
        self.capture.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(words)
        out, err = self.capture.readouterr()
        return Said(int(ended.value.code or 0), out, err)


@pytest.fixture
def bare(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Iterator[Shell]:
    """A folder with nothing in it; logging is put back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield Shell(monkeypatch, capsys, tmp_path)
    root.handlers = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def put_database(template: Path, file: Path) -> None:
    """Lay a new database where a command line looks for it."""
    file.parent.mkdir(mode=0o700)
    shutil.copy(template, file)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "sesto"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def shell(bare: Shell, key: str, sqlite_template: Path, tmp_path: Path) -> Shell:
    """A folder with a key and a new database, which `db upgrade` would take half a second for."""
    bare.set(ENCRYPTION_KEYS=key, DATABASE_URL="sqlite:///data/desk.sqlite3")
    put_database(sqlite_template, tmp_path / "data" / "desk.sqlite3")
    return bare


def test_help_lists_the_commands_and_needs_no_settings(bare: Shell) -> None:
    bare.set(TOKEN="bad")
    said = bare("--help")

    assert said.status == 0
    assert {"demo", "run", "doctor", "db", "keys", "staff", "invite", "audit"} <= set(
        said.out.split()
    )


@pytest.mark.parametrize(
    ("settings", "words", "said"),
    [
        ({"TOKEN": "bad"}, ("run",), "SPORTELLO_TOKEN: it is not a bot token"),
        ({}, ("run",), "SPORTELLO_TOKEN is not set"),
        ({"TOKN": "x"}, ("db", "current"), "Did you mean SPORTELLO_TOKEN?"),
        ({"ENCRYPTION_KEYS": "geheim"}, ("keys", "rotate"), "SPORTELLO_ENCRYPTION_KEYS: key 1"),
    ],
)
def test_settings_that_cannot_be_used_end_with_two(
    bare: Shell, settings: dict[str, str], words: tuple[str, ...], said: str
) -> None:
    bare.set(**settings)
    ended = bare(*words)

    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err
    assert "Traceback" not in ended.err
    assert "geheim" not in ended.err


def test_a_database_that_was_not_made_is_told_how_to_be(bare: Shell) -> None:
    bare.set(ENCRYPTION_KEYS=new_key())
    said = bare("audit", "verify")

    assert said.status == 1
    assert "sportello db upgrade" in said.err


def test_a_database_that_another_program_writes_to_is_busy_and_not_gone(tmp_path: Path) -> None:
    file = tmp_path / "busy.sqlite3"
    found = Settings(database_url=f"sqlite:///{file}")
    with closing(sqlite3.connect(file, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        engine = create_engine(found.database_url, connect_args={"timeout": 0})
        with pytest.raises(Refusal) as said, database_of(found), engine.connect() as connection:
            connection.exec_driver_sql("CREATE TABLE one (two)")
        engine.dispose()

    assert "is busy" in str(said.value)
    assert "Nothing was changed" in str(said.value)
    assert "SPORTELLO_DATABASE_URL" not in str(said.value)


def test_a_database_that_cannot_be_reached_is_one_sentence(bare: Shell) -> None:
    bare.set(DATABASE_URL="postgresql://desk:geheim@127.0.0.1:1/desk")
    said = bare("db", "current")

    assert said.status == 1
    assert "cannot be opened" in said.err
    assert "geheim" not in said.err
    assert len(said.err.splitlines()) == 1


def test_a_file_that_is_no_database_is_one_sentence(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "rubbish.sqlite3"
    file.write_bytes(b"no database" * 500)
    shell.set(DATABASE_URL=f"sqlite:///{file}")

    for words in (("audit", "verify"), ("db", "upgrade")):
        said = shell(*words)
        assert said.status == 1
        assert "file is not a database" in said.err
        assert len(said.err.splitlines()) == 1


def test_a_folder_that_cannot_be_made_is_one_sentence(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    shell.set(DATABASE_URL=f"sqlite:///{tmp_path}/file/desk.sqlite3")
    said = shell("db", "upgrade")

    assert said.status == 1
    assert "cannot be made" in said.err
    assert len(said.err.splitlines()) == 1


def test_the_database_goes_up_and_only_with_yes_down(bare: Shell) -> None:
    bare.set(ENCRYPTION_KEYS=new_key(), DATABASE_URL="sqlite:///data/desk.sqlite3")
    up = bare("db", "upgrade")
    held = re.search(r"holds (\S+),", bare("db", "current").out)
    refused = bare("db", "downgrade", "base")
    done = bare("db", "downgrade", "base", "--yes")

    assert held is not None
    assert held[1] != "no"
    assert (up.status, refused.status, done.status) == (0, 1, 0)
    assert "holds no tables" in bare("db", "current").out


@pytest.mark.parametrize("schema", ["nonsense", "-1", "9999"])
def test_a_schema_that_is_none_is_told_in_a_sentence(shell: Shell, schema: str) -> None:
    said = shell("db", "downgrade", "--yes", "--", schema)

    assert said.status == 1
    assert said.err.startswith(f"There is no schema {schema}; there are base, 0001")
    assert len(said.err.splitlines()) == 1


def test_a_wrong_key_is_refused_at_the_start(shell: Shell) -> None:
    assert shell("audit", "verify").status == 0
    shell.set(ENCRYPTION_KEYS=new_key())
    said = shell("audit", "verify")

    assert said.status == 1
    assert "none of the keys" in said.err


def test_keys_are_made_and_rotated(shell: Shell) -> None:
    shell("audit", "verify")
    fresh = shell("keys", "new").out.strip()
    old = os.environ[PREFIX + "ENCRYPTION_KEYS"]
    shell.set(ENCRYPTION_KEYS=f"{fresh},{old}")
    rotated = shell("keys", "rotate")
    shell.set(ENCRYPTION_KEYS=fresh)

    assert rotated.status == 0
    assert shell("audit", "verify").status == 0


def test_an_import_is_a_dry_run_until_it_is_applied(shell: Shell, files: Path) -> None:
    dry = shell("staff", "import", str(files))
    still_new = shell("staff", "import", str(files), "--apply")
    again = shell("staff", "import", str(files), "--apply")

    assert (dry.status, still_new.status, again.status) == (0, 0, 0)
    assert "employees  4 new" in dry.out
    assert "--apply" in dry.out
    assert "employees  4 new" in still_new.out
    assert "employees  0 new" in again.out


def test_every_bad_row_is_named_and_nothing_is_imported(shell: Shell, files: Path) -> None:
    bad = FILES["dipendenti.csv"] + "5;Rotti;Eva;nessuno;;\n1;Doppi;Ivo;anagrafe;;\n"
    (files / "dipendenti.csv").write_text(bad, encoding="utf-8")
    said = shell("staff", "import", str(files), "--apply")
    invited = shell("invite", "1", "--body", "sesto")

    assert said.status == 1
    assert "dipendenti.csv, line 6, ufficio" in said.err
    assert "dipendenti.csv, line 7, matricola" in said.err
    assert "There is no body 'sesto' in the store" in invited.err


def test_invitations_for_one_and_for_an_office(shell: Shell, files: Path) -> None:
    shell("staff", "import", str(files), "--apply")
    one = shell("invite", "1", "--body", "sesto")
    office = shell("invite", "--office", "anagrafe", "--body", "sesto")

    assert re.fullmatch(r"1\tAda Finti\t/start \S+\n", one.out)
    assert len(office.out.splitlines()) == 4


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("invite", "9", "--body", "sesto"), 1, "nobody with the number '9'"),
        (("invite", "--office", "x", "--body", "sesto"), 1, "no office 'x'; it has anagrafe"),
        (("invite", "--body", "sesto"), 2, "Name either one person"),
    ],
)
def test_an_invitation_for_nobody_is_refused(
    shell: Shell, files: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    shell("staff", "import", str(files), "--apply")
    ended = shell(*words)

    assert ended.status == status
    assert said in ended.err


HELD = {
    "accordi.csv": (
        "matricola;dal;al;schema;fasce\n1;2026-01-01;2027-12-31;8/mese;10:00-12:00 14:30-16:30\n"
    ),
    "giornate.csv": "matricola;giorno\n1;2026-11-25\n",
}


def by_hand(*statements: str) -> None:
    """Write to the desk's file without the desk."""
    with closing(sqlite3.connect("data/desk.sqlite3")) as raw:
        for statement in statements:
            raw.execute(statement)
        raw.commit()


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (
            ("DELETE FROM audit", "DELETE FROM audit_head"),
            "Chain sesto: the whole chain was removed.",
        ),
        (
            ("DELETE FROM audit", "DELETE FROM audit_head", "DELETE FROM audit_seal"),
            "All chains: the list of them was removed.",
        ),
        (
            ("UPDATE booking_request SET state = 'refused' WHERE id = 1",),
            'booking 1: state is "refused", the trail says "approved".',
        ),
        (
            ("UPDATE agreement SET last_day = '2040-12-31' WHERE id = 1",),
            "agreement 1: last_day is ",
        ),
    ],
)
def test_what_was_written_without_the_desk_is_named(
    shell: Shell, files: Path, statements: tuple[str, ...], said: str
) -> None:
    for name, text in HELD.items():
        (files / name).write_text(text, encoding="utf-8")
    assert shell("staff", "import", str(files), "--apply").status == 0
    before = shell("audit", "verify")
    by_hand(*statements)
    after = shell("audit", "verify")

    assert (before.status, after.status) == (0, 1)
    assert said in after.err
    assert "Traceback" not in after.err


def test_an_older_trail_put_back_is_found_by_what_was_written_down(
    shell: Shell, files: Path, tmp_path: Path
) -> None:
    shell("staff", "import", str(files), "--apply")
    shell("db", "backup", "older")
    shell("staff", "import", str(files), "--apply")
    (tmp_path / "ends").write_text(shell("audit", "verify").out)
    still = shell("audit", "verify", "--since", "ends")
    shell("db", "restore", "older", "--replace")
    unaware = shell("audit", "verify")
    aware = shell("audit", "verify", "--since", "ends")

    assert (still.status, unaware.status, aware.status) == (0, 0, 1)
    assert "Chain sesto, entry 2: it is not the one written down." in aware.err


@pytest.mark.parametrize("text", [None, b"nothing of it", b"\xff"])
def test_what_was_written_down_must_be_what_was_printed(
    shell: Shell, tmp_path: Path, text: bytes | None
) -> None:
    if text is not None:
        (tmp_path / "ends").write_bytes(text)
    said = shell("audit", "verify", "--since", "ends")

    assert said.status == 1
    assert len(said.err.splitlines()) == 1


NO_TEXT = "\udcff"
"""How a byte that is no UTF-8 comes in from the command line."""


@pytest.mark.parametrize(
    "words",
    [
        ("invite", "--body", NO_TEXT, "1"),
        ("invite", "--body", "tivoli", NO_TEXT),
        ("staff", "import", ".", "--body", NO_TEXT),
    ],
)
def test_a_word_that_no_database_could_hold_is_one_sentence(
    shell: Shell, words: tuple[str, ...]
) -> None:
    said = shell(*words)

    assert said.status == 2
    assert said.err.endswith("is not written in UTF-8: write it again.\n")


@pytest.mark.parametrize(
    "words", [("policy", "check"), ("answer",), ("phrases",), ("audit", "verify", "--since")]
)
def test_a_file_that_never_ends_is_refused(shell: Shell, words: tuple[str, ...]) -> None:
    said = shell(*words, "/dev/zero")

    assert said.status
    assert "over 20000000 bytes" in said.err


def test_a_folder_in_which_no_demo_can_be_made_is_one_sentence(shell: Shell) -> None:
    said = shell("demo", "--data", "/dev/null/demo", "--port", "0")

    assert (said.status, said.err) == (
        1,
        "The folder /dev/null/demo cannot be used: Not a directory.\n",
    )


def test_a_backup_is_made_and_restored_only_where_it_may(
    shell: Shell, files: Path, tmp_path: Path
) -> None:
    shell("staff", "import", str(files), "--apply")
    made = shell("db", "backup", "copy", "--encrypt")
    again = shell("db", "backup", "copy")
    refused = shell("db", "restore", "copy")
    restored = shell("db", "restore", "copy", "--replace")

    assert (made.status, again.status, refused.status, restored.status) == (0, 1, 1, 0)
    assert "is there already" in again.err
    assert "--replace" in refused.err
    assert "desk.sqlite3.before-restore" in restored.out
    assert shell("audit", "verify").status == 0
    assert (tmp_path / "copy").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("words", [("backup", "no/where/copy"), ("restore", "nowhere")])
def test_a_backup_that_has_no_place_is_one_sentence(shell: Shell, words: tuple[str, ...]) -> None:
    said = shell("db", *words)

    assert said.status == 1
    assert len(said.err.splitlines()) == 1
    assert "Nothing was changed" in said.err


def test_a_backup_is_restored_where_nothing_is_yet(shell: Shell, files: Path) -> None:
    shell("staff", "import", str(files), "--apply")
    shell("db", "backup", "copy")
    shell.set(DATABASE_URL="sqlite:///elsewhere/desk.sqlite3")
    restored = shell("db", "restore", "copy")

    assert restored.status == 0
    assert shell("invite", "1", "--body", "sesto").status == 0


def test_the_doctor_finds_everything_that_is_wrong(bare: Shell) -> None:
    bare.set(API_BASE="http://127.0.0.1:1", TOKEN=TOKEN)
    said = bare("doctor")

    assert said.status == 1
    wrong = [line.split(":")[0].split()[1] for line in said.out.splitlines() if "WRONG" in line]
    assert wrong == ["keys", "database", "staff", "telegram"]
    assert "sportello db upgrade" in said.out
    assert TOKEN not in said.out + said.err


def test_the_doctor_tells_that_the_trail_was_cut_off(
    shell: Shell, files: Path, tmp_path: Path
) -> None:
    shell("staff", "import", str(files), "--apply")
    whole = shell("doctor").out
    with closing(sqlite3.connect(tmp_path / "data" / "desk.sqlite3")) as raw, raw:
        raw.execute("DELETE FROM audit")
        raw.execute("DELETE FROM audit_head")
    cut = shell("doctor").out

    assert "ok     trail: no end of it is missing" in whole
    assert "WRONG  trail: it does not hold (" in cut
    assert ": the whole chain was removed). Run `sportello audit verify`" in cut


def test_the_doctor_tells_what_others_may_read_and_how_to_mend_it(
    shell: Shell, tmp_path: Path
) -> None:
    private = shell("doctor").out
    (tmp_path / "data").chmod(0o755)
    (tmp_path / "data" / "desk.sqlite3").chmod(0o644)
    (tmp_path / ".env").touch(mode=0o644)
    wide = shell("doctor").out

    assert "ok     files: the database and its keys are for their owner alone" in private
    (line,) = [line for line in wide.splitlines() if " files: " in line]
    assert line.startswith("look ")
    for named in (f"{tmp_path}/data (0755)", "desk.sqlite3 (0644)", ".env (0644)"):
        assert named in line
    assert f"chmod 700 {tmp_path}/data && chmod 600 " in line


def test_the_demo_prints_its_address_and_stops_cleanly(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "demo", "--port", "0"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)

    assert re.search(r"http://127\.0\.0\.1:\d+/", first)
    assert (process.returncode, errors) == (0, "")


def lost_letter(shell: Shell, occasion: str = "lost") -> int:
    """Let one message to the first person of a body be given up."""
    with opened(shell) as store, store.writing() as uow:
        first = people.by_number(uow, "sesto", "1")
        assert first is not None
        at = datetime(2026, 11, 23, 9, tzinfo=UTC)
        uow.post(Message(recipient_id=first.id, key="permits.card", dedupe_key=occasion, at=at))
        row = outbox.by_dedupe_key(uow, occasion)
        assert row is not None
        delivering.give_up(uow, row.id, error="outcome unknown")
        uow.commit()
    return row.id


def opened(shell: Shell) -> AbstractContextManager[Store]:
    found = settings.load()
    return closing(Store(found.database_url, Vault(",".join(found.keys))))


def test_messages_that_did_not_arrive_are_listed_and_sent_again(shell: Shell, files: Path) -> None:
    shell("staff", "import", str(files), "--apply")
    none = shell("letters", "list").out
    number = lost_letter(shell)
    listed, doctor = shell("letters", "list").out, shell("doctor").out
    sent = shell("letters", "send", str(number))

    assert "No message was given up" in none
    assert listed.split("\t")[:2] == [str(number), "sesto"]
    assert listed.strip().endswith("2026-11-23 10:00\toutcome unknown")
    assert "1 messages did not arrive" in doctor
    assert sent.out.startswith("1 will go out")
    assert "No message was given up" in shell("letters", "list").out


def test_a_number_that_is_no_lost_message_is_named_and_nothing_is_sent(
    shell: Shell, files: Path
) -> None:
    shell("staff", "import", str(files), "--apply")
    number = lost_letter(shell)
    said = shell("letters", "send", str(number), "9999999999999999999999")

    assert (said.status, "9999999999999999999999" in said.err) == (1, True)
    assert str(number) in shell("letters", "list").out


def test_a_lost_message_that_cannot_be_read_stops_no_other(shell: Shell, files: Path) -> None:
    shell("staff", "import", str(files), "--apply")
    spoiled, whole = lost_letter(shell), lost_letter(shell, "again")
    with opened(shell) as store, store.writing() as uow:
        unsealed = OUTBOX.update().values(content=literal_column("'sealed by nobody'"))
        uow.connection.execute(unsealed.where(OUTBOX.c.id == spoiled))
        uow.commit()

    listed = [line.split("\t")[0] for line in shell("letters", "list").out.splitlines()]
    named = shell("letters", "send", str(whole), str(spoiled))
    rest = shell("letters", "send", "--all").out

    assert listed == [str(spoiled), str(whole)]
    assert (named.status, f"SPORTELLO_ENCRYPTION_KEYS: {spoiled}." in named.err) == (1, True)
    assert rest.startswith("1 will go out")
    assert f"SPORTELLO_ENCRYPTION_KEYS: {spoiled}." in rest
    assert shell("letters", "list").out.split("\t")[0] == str(spoiled)


def test_a_lost_message_that_is_named_twice_is_sent_once(shell: Shell, files: Path) -> None:
    shell("staff", "import", str(files), "--apply")
    number = str(lost_letter(shell))
    said = shell("letters", "send", number, number)

    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("1 will go out")


@pytest.mark.parametrize("words", [(), ("1", "--all")])
def test_which_messages_are_sent_again_is_said_in_one_way(
    shell: Shell, words: tuple[str, ...]
) -> None:
    assert shell("letters", "send", *words).status == 2
