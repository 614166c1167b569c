"""The demo: whatever bodies lie in the folder, a sixth one too, played with the bot's own code."""

from collections.abc import AsyncIterator
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.demo.cast import STARTS_AT
from bot.demo.filling import DemoDataError, bodies_below, fill, fresh_store, telegram_id_of
from bot.demo.stage import Stage
from handlers.desk.context import Desk
from rules.facts import ROME
from rules.policy import library
from storage.people import people
from tests.bot.conftest import Outbox
from tests.policy import example

FILES = {
    "ente.csv": "codice;nome;regolamento\nsesto;Comune di Sesto Finto;tivoli\n",
    "uffici.csv": "codice;nome\nanagrafe;Anagrafe\n",
    "dipendenti.csv": (
        "matricola;cognome;nome;ufficio;qualifica;incarichi\n"
        "1;Finti;Ada;anagrafe;;\n"
        "2;Provetti;Ugo;anagrafe;dirigente;dirigente\n"
        "3;Inventi;Pia;anagrafe;;personale\n"
        "4;Nuovi;Leo;anagrafe;;\n"
    ),
}


@pytest.fixture
def sixth(tmp_path: Path) -> Path:
    """A folder with one body of which the program knows nothing."""
    folder = tmp_path / "bodies" / "sesto"
    folder.mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder.parent


@pytest.fixture
async def stage(sixth: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    clock = MovableClock(STARTS_AT)
    store = fresh_store(tmp_path / "store")
    fill(store, bodies_below(sixth), library.shipped(), at=STARTS_AT)
    async with Stage(Desk(store, library.shipped(), clock), clock) as playing:
        yield playing
    store.close()


def cast_of(bodies: Any) -> dict[str, Any]:
    (body,) = bodies
    return {member["name"]: member for member in body["cast"]}


def number_of(stage: Stage, matricola: str) -> int:
    with stage.desk.store.reading() as uow:
        person = people.by_number(uow, "sesto", matricola)
    assert person is not None
    return person.id


async def test_a_sixth_body_comes_with_its_people_and_their_parts(stage: Stage) -> None:
    members = cast_of(await stage.playground.client.ask("GET", "/demo/bodies"))

    assert {name: row["role"] for name, row in members.items()} == {
        "Ada Finti": "employee",
        "Ugo Provetti": "manager",
        "Pia Inventi": "hr",
        "Leo Nuovi": "employee",
    }


async def test_one_newcomer_opens_the_desk_with_the_invitation(stage: Stage) -> None:
    before = cast_of(await stage.playground.client.ask("GET", "/demo/bodies"))["Leo Nuovi"]
    leo = await stage.playground.client.person("Leo Nuovi")
    await leo.starts(before["invitation"])
    await leo.waits_for()
    after = cast_of(await stage.playground.client.ask("GET", "/demo/bodies"))["Leo Nuovi"]

    assert (before["linked"], after["linked"], after["invitation"]) == (False, True, "")


async def test_who_is_linked_is_answered(stage: Stage) -> None:
    ada = await stage.playground.client.person(telegram_id_of(number_of(stage, "1")))

    assert (await ada.asks("/menu")).keyboard


async def test_a_held_message_is_shown_with_its_article_and_goes_out_in_the_morning(
    stage: Stage,
) -> None:
    client = stage.playground.client
    await client.move_clock(set=datetime(2026, 11, 23, 21, tzinfo=ROME).isoformat())
    Outbox(stage.desk).post(number_of(stage, "1"), "Zeno")
    await stage.tick()
    (held,) = await client.ask("GET", "/demo/held")
    await client.move_clock(set=datetime(2026, 11, 24, 7, 30, tzinfo=ROME).isoformat())

    assert held["recipient"] == "Ada Finti"
    assert held["hold_until"] == "2026-11-24T07:30:00+01:00"
    assert "art. 20.12" in held["reason"]
    assert "Zeno" in (await (await client.person("Ada Finti")).last_message()).text
    assert await client.ask("GET", "/demo/held") == []


async def test_the_bot_restarts_and_goes_on(stage: Stage) -> None:
    await stage.playground.client.restart_bot()
    ada = await stage.playground.client.person("Ada Finti")

    assert (await ada.asks("/menu")).keyboard


def test_a_bad_row_is_named_and_nothing_is_imported(sixth: Path, tmp_path: Path) -> None:
    file = sixth / "sesto" / "dipendenti.csv"
    file.write_text(FILES["dipendenti.csv"] + "5;Rotti;Eva;nessuno;;\n", encoding="utf-8")
    store = fresh_store(tmp_path / "store")

    with pytest.raises(DemoDataError, match=r"dipendenti.csv, line 6, ufficio"):
        fill(store, bodies_below(sixth), library.shipped(), at=STARTS_AT)
    with store.reading() as uow:
        assert people.bodies(uow) == []
    store.close()


def test_each_start_begins_afresh(sixth: Path, tmp_path: Path) -> None:
    for _ in range(2):
        store = fresh_store(tmp_path / "store")
        fill(store, bodies_below(sixth), library.shipped(), at=STARTS_AT)
        store.close()

    assert [path.name for path in (tmp_path / "store").iterdir()] == ["demo.sqlite3"]


@pytest.mark.parametrize("known", [True, False])
def test_a_body_is_played_if_its_own_policy_is_known_and_refused_if_not(
    sixth: Path,
    tmp_path: Path,
    known: bool,  # noqa: FBT001 (a column of the table)
) -> None:
    text = FILES["ente.csv"].replace("tivoli", example.ID)
    (sixth / "sesto" / "ente.csv").write_text(text, encoding="utf-8")
    own = {example.ID: example.policy()} if known else {}
    store = fresh_store(tmp_path / "store")
    told = nullcontext() if known else pytest.raises(DemoDataError, match="is not installed")

    with told:
        fill(store, bodies_below(sixth), {**library.shipped(), **own}, at=STARTS_AT)
    with store.reading() as uow:
        assert bool(people.bodies(uow)) == known
    store.close()
