"""The folders of the demo go through the import of an administrator without a complaint."""

from dataclasses import fields

import pytest

from bot.demo import cast
from bot.demo.cast import BodyCast
from storage.people import people
from storage.staff_file import Summary
from storage.store import Store
from tests.demo.town import name_of, read, settle

FERRARA = next(body for body in cast.load() if body.id == "ferrara")
every_body = pytest.mark.parametrize("body", cast.load(), ids=name_of)


def new_rows(summary: Summary) -> dict[str, int]:
    names = [part.name for part in fields(summary) if part.name != "body_id"]
    return {name: getattr(summary, name).new for name in names}


@every_body
def test_a_dry_run_tells_what_there_is_and_leaves_nothing(
    sqlite_store: Store, body: BodyCast
) -> None:
    summary = settle(sqlite_store, body, dry_run=True)

    assert min(new_rows(summary).values()) > 0
    with sqlite_store.reading() as uow:
        assert people.bodies(uow) == []


@every_body
def test_imported_twice_nothing_is_doubled(sqlite_store: Store, body: BodyCast) -> None:
    first = settle(sqlite_store, body)
    again = settle(sqlite_store, body)

    assert new_rows(first)["days"] == len(read(body).days)
    assert set(new_rows(again).values()) == {0}


@every_body
def test_the_cast_is_everybody_of_the_folder(body: BodyCast) -> None:
    files = read(body)

    assert files.body is not None
    assert (files.body.id, files.body.policy_id, files.body.name) == (body.id, body.id, body.name)
    numbers = {employee.record.number for employee in files.employees}
    assert numbers == {member.matricola for member in body.members}


def test_five_bodies_have_about_sixty_people() -> None:
    assert len(cast.load()) == 5
    assert 55 <= sum(len(body.members) for body in cast.load()) <= 65


def test_encodings_and_separators_are_those_that_municipalities_send() -> None:
    def staff(body_id: str) -> bytes:
        return (cast.DATA / body_id / "dipendenti.csv").read_bytes()

    assert "Tiramisù;Nicolò".encode("cp1252") in staff("ferrara")
    assert {row.reason for row in read(FERRARA).closures} >= {"ultimo dell’anno"}
    assert b"\r\n" in staff("ferrara")
    assert staff("tivoli").startswith(b"\xef\xbb\xbf")
    assert "Nepitella,Zoë".encode() in staff("sorano")
