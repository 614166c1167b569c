"""Rows that somebody changed, put in or took out without the desk are found, on both databases."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Table, insert, literal_column, select, text

from rules.decision import Decision, Verdict
from rules.facts import Agreement, Half, Mode, Permit
from storage.agreements import agreements
from storage.core import schema
from storage.people import delegations, invitations, links
from storage.requests import bookings, contacts, patterns, permits, recalls
from storage.requests.bookings import Wish
from storage.store import Store
from storage.tables import (
    AGREEMENT,
    AUDIT,
    AUDIT_HEAD,
    AUDIT_SEAL,
    BOOKING_REQUEST,
    CONTACT,
    DELEGATION,
    INVITATION,
    PATTERN,
    PERMIT,
    RECALL,
    TELEGRAM_LINK,
    PermitState,
    RequestState,
)
from storage.trail import standing
from storage.unit_of_work import UnitOfWork
from tests.storage.conftest import NOW, TODAY, Town, found_town

ALLOWED = Decision("book", verdict=Verdict.ALLOWED, reasons=())


def found(store: Store) -> list[tuple[str, str]]:
    with store.reading() as uow:
        return [(one.kind, one.what) for one in standing.unexplained(uow)]


def tamper(store: Store, statement: Any) -> None:
    with store.engine.begin() as connection:
        connection.execute(statement)


def ask(uow: UnitOfWork, town: Town, *, days: int = 1) -> bookings.Booking:
    wish = Wish(employee_id=town.anna, day=TODAY + timedelta(days=days))
    return bookings.request(
        uow, wish, decision=ALLOWED, at=NOW, by=town.anna, approver_id=town.carla
    )


def _booking(uow: UnitOfWork, town: Town) -> None:
    ask(uow, town)


def _permit(uow: UnitOfWork, town: Town) -> None:
    wanted = Permit(kind="short", on=TODAY, minutes=60, start=600)
    wish = permits.PermitWish(employee_id=town.anna, permit=wanted)
    state, to = PermitState.PENDING, town.carla
    permits.ask(uow, wish, decision=ALLOWED, state=state, at=NOW, approver_id=to)


def _recall(uow: UnitOfWork, town: Town) -> None:
    order = recalls.Order(
        employee_id=town.anna,
        day=TODAY,
        cause="service",
        words="",
        deliver_at=NOW,
        given_back=False,
    )
    recalls.write(uow, order, at=NOW, by=town.carla)


def _contact(uow: UnitOfWork, town: Town) -> None:
    wish = contacts.Wish(
        employee_id=town.anna, asked_by=town.bruno, words="", why_urgent=None, deliver_at=NOW
    )
    contacts.ask(uow, wish, at=NOW)


def _pattern(uow: UnitOfWork, town: Town) -> None:
    wanted = patterns.Wanted(
        employee_id=town.anna,
        mode=Mode.AGILE,
        days=((0, None), (3, Half.PM)),
        first_day=TODAY,
        last_day=TODAY + timedelta(weeks=8),
        asked_until=TODAY,
    )
    patterns.add(uow, wanted, at=NOW, by=town.anna)


def _agreement(uow: UnitOfWork, town: Town) -> None:
    agreements.add(uow, town.anna, Agreement(first_day=TODAY), at=NOW, by=None)


def _delegation(uow: UnitOfWork, town: Town) -> None:
    delegations.add(uow, town.carla, to=town.bruno, first_day=TODAY, last_day=TODAY, at=NOW)


def _invitation(uow: UnitOfWork, town: Town) -> None:
    invitations.issue(uow, town.bruno, at=NOW)


def _link(uow: UnitOfWork, town: Town) -> None:
    links.link(uow, town.anna, 7_000_000_001, at=NOW)


MADE: dict[str, tuple[Table, Callable[[UnitOfWork, Town], None]]] = {
    "booking": (BOOKING_REQUEST, _booking),
    "permit": (PERMIT, _permit),
    "recall": (RECALL, _recall),
    "contact": (CONTACT, _contact),
    "pattern": (PATTERN, _pattern),
    "agreement": (AGREEMENT, _agreement),
    "delegation": (DELEGATION, _delegation),
    "invitation": (INVITATION, _invitation),
    "link": (TELEGRAM_LINK, _link),
}


@pytest.fixture
def held(store: Store, town: Town) -> Store:
    """One row of every kind, as the desk makes them."""
    for _, make in MADE.values():
        with store.writing() as uow:
            make(uow, town)
            uow.commit()
    return store


def test_every_kind_that_is_held_is_tried_here() -> None:
    assert set(MADE) == set(standing.KINDS)


def test_what_the_desk_made_is_explained(held: Store) -> None:
    assert found(held) == []


CHANGES: list[tuple[str, str, Any]] = [
    ("booking", "state", RequestState.APPROVED),
    ("booking", "day", TODAY),
    ("booking", "half", Half.AM),
    ("booking", "decided_by", 3),
    ("permit", "state", PermitState.GRANTED),
    ("permit", "minutes", 480),
    ("permit", "days", 3),
    ("recall", "day", TODAY + timedelta(days=1)),
    ("recall", "state", "lapsed"),
    ("contact", "state", "answered"),
    ("pattern", "days", [[0, None], [1, None], [3, "pm"]]),
    ("pattern", "last_day", TODAY + timedelta(weeks=80)),
    ("agreement", "last_day", TODAY),
    ("agreement", "bands", ["06:00-23:00"]),
    ("agreement", "scheme", {"per": "month", "days": 20}),
    ("delegation", "delegate_id", 1),
    ("delegation", "last_day", TODAY + timedelta(days=30)),
    ("invitation", "employee_id", 1),
    ("invitation", "code_hash", "0" * 64),
    ("link", "telegram_user_id", 666),
]


@pytest.mark.parametrize(("kind", "column", "value"), CHANGES, ids=str)
def test_a_row_changed_by_hand_is_named_with_both_values(
    held: Store, kind: str, column: str, value: Any
) -> None:
    tamper(held, MADE[kind][0].update().values({column: value}))

    ((named, what),) = found(held)
    assert named == kind
    assert what.startswith(f"{column} is ")
    assert ", the trail says " in what


def spoil(store: Store, kind: str, column: str, value: str) -> None:
    """Write what SQLite takes, and no program of ours."""
    with store.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
        spoilt = MADE[kind][0].update().values({column: literal_column(value)})
        connection.execute(spoilt)
        connection.exec_driver_sql("PRAGMA ignore_check_constraints=OFF")


@pytest.mark.parametrize(
    ("kind", "column", "value"),
    [
        ("booking", "day", "'5/12/2026'"),
        ("booking", "state", "'approvata'"),
        ("booking", "day", "20261205"),
        ("permit", "on_day", "'2026-13-01'"),
        ("recall", "state", "''"),
        ("pattern", "days", "'lunedì'"),
        ("agreement", "bands", "'9-13'"),
        ("delegation", "last_day", "'domani'"),
        ("invitation", "expires_at", "'never'"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_hides_no_other(
    sqlite_store: Store, kind: str, column: str, value: str
) -> None:
    town = found_town(sqlite_store)
    for _, make in MADE.values():
        with sqlite_store.writing() as uow:
            make(uow, town)
            uow.commit()
    spoil(sqlite_store, kind, column, value)
    tamper(sqlite_store, CONTACT.update().values(answer="later"))

    assert sorted(one for one, _ in found(sqlite_store)) == sorted([kind, "contact"])
    assert (kind, "it cannot be read") in found(sqlite_store)


def test_bytes_in_the_place_of_a_number_are_told(sqlite_store: Store) -> None:
    town = found_town(sqlite_store)
    with sqlite_store.writing() as uow:
        ask(uow, town)
        uow.commit()
    spoil(sqlite_store, "booking", "version", "x'00ff'")

    assert found(sqlite_store) == [("booking", "version is b'\\x00\\xff', the trail says 1")]


@pytest.mark.parametrize("kind", MADE)
def test_a_row_taken_out_by_hand_is_found(held: Store, kind: str) -> None:
    tamper(held, text("DELETE FROM booking_slot"))
    tamper(held, MADE[kind][0].delete())

    assert found(held) == [(kind, "it was removed")]


@pytest.mark.parametrize("kind", [kind for kind in MADE if kind != "recall"])
def test_a_row_put_in_by_hand_is_found(held: Store, kind: str) -> None:
    table = MADE[kind][0]
    copied = [column for column in table.columns if column.name != "id"]
    others: dict[tuple[str, str], Any] = {
        ("link", "employee_id"): 2,
        ("link", "telegram_user_id"): 666,
        ("invitation", "code_hash"): "0" * 64,
    }
    given = [others.get((kind, column.name), column) for column in copied]
    names = [column.name for column in copied]
    tamper(held, insert(table).from_select(names, select(*map(_literal, given))))

    assert found(held) == [(kind, "no entry tells of it")]


def _literal(value: Any) -> Any:
    return text(repr(value)) if isinstance(value, int | str) else value


def test_invitations_that_were_used_and_revoked_are_explained(store: Store, town: Town) -> None:
    with store.writing() as uow:
        invitations.issue(uow, town.anna, at=NOW)
        code = invitations.issue(uow, town.anna, at=NOW)  # revokes the one before
        invitations.redeem(uow, code, telegram_user_id=7_000_000_002, at=NOW)
        invitations.issue(uow, town.bruno, at=NOW)
        assert invitations.revoke(uow, town.bruno, at=NOW) == 1
        uow.commit()

    assert found(store) == []


def test_a_booking_with_its_entries_put_back_is_found_by_its_row(store: Store, town: Town) -> None:
    with store.writing() as uow:
        asked = ask(uow, town)
        uow.commit()
    with store.reading() as uow:
        kept = {
            table: uow.connection.execute(select(table)).mappings().all()
            for table in (AUDIT, AUDIT_HEAD, AUDIT_SEAL)
        }
    with store.writing() as uow:
        bookings.decide(
            uow, asked.id, asked.version, to=RequestState.REFUSED, by=town.carla, at=NOW
        )
        uow.commit()
    for table, rows in kept.items():
        tamper(store, table.delete())
        tamper(store, table.insert().values([dict(row) for row in rows]))

    assert ("booking", 'state is "refused", the trail says "pending"') in found(store)


def test_a_life_of_decisions_and_what_was_taken_back_is_explained(
    store: Store, town: Town
) -> None:
    with store.writing() as uow:
        old = ask(uow, town, days=1)
        old = bookings.decide(
            uow, old.id, old.version, to=RequestState.APPROVED, by=town.carla, at=NOW
        )
        wish = Wish(
            employee_id=town.anna,
            day=TODAY + timedelta(days=2),
            replaces_id=old.id,
            replaces=old.slot,
        )
        new = bookings.request(
            uow, wish, decision=ALLOWED, at=NOW, by=town.anna, approver_id=town.carla
        )
        uow.commit()
    with store.writing() as uow:
        done = bookings.decide(
            uow, new.id, new.version, to=RequestState.APPROVED, by=town.carla, at=NOW
        )
        uow.commit()
    assert found(store) == []
    with store.writing() as uow:
        bookings.reopen(uow, done.id, done.version, by=town.carla, at=NOW, gave_way=old)
        uow.commit()
    assert found(store) == []
    with store.writing() as uow:
        bookings.reassign(uow, done.id, approver_id=town.mayor, at=NOW, why="away")
        day = Wish(employee_id=town.bruno, day=TODAY)
        bookings.enter(uow, day, at=NOW, state=RequestState.APPROVED)
        delegation = delegations.add(
            uow, town.carla, to=town.bruno, first_day=TODAY, last_day=TODAY, at=NOW
        )
        delegations.end(uow, delegation.id, today=TODAY, at=NOW)
        links.link(uow, town.anna, 1, at=NOW)
        links.mark_blocked(uow, town.anna, at=NOW)
        links.link(uow, town.anna, 2, at=NOW)
        uow.commit()
    assert found(store) == []


def test_a_permit_that_stands_again_is_explained(store: Store, town: Town) -> None:
    kept, wanted = PermitState.GRANTED, Permit(kind="short", on=TODAY, minutes=60, start=600)
    wish = permits.PermitWish(employee_id=town.anna, permit=wanted)
    with store.writing() as uow:
        old = permits.ask(uow, wish, decision=ALLOWED, state=kept, at=NOW, approver_id=town.carla)
        instead = permits.PermitWish(employee_id=town.anna, permit=wanted, replaces_id=old.id)
        new = permits.ask(
            uow,
            instead,
            decision=ALLOWED,
            state=PermitState.PENDING,
            at=NOW,
            approver_id=town.carla,
        )
        done = permits.decide(uow, new.id, new.version, to=kept, by=town.carla, at=NOW)
        uow.commit()
    with store.writing() as uow:
        permits.reopen(uow, done.id, done.version, by=town.carla, at=NOW, gave_way=old)
        uow.commit()

    assert found(store) == []


def test_days_that_older_programs_entered_without_an_entry_are_no_alarm(
    store: Store, town: Town
) -> None:
    with store.writing() as uow:
        bookings.enter(
            uow, Wish(employee_id=town.anna, day=TODAY), at=NOW, state=RequestState.APPROVED
        )
        uow.connection.commit()  # as it was: without what is noted at the commit
    assert found(store) == [("booking", "no entry tells of it")]
    schema.downgrade(store.url, "0004")
    store.migrate()

    assert found(store) == []
    with store.writing() as uow:
        ask(uow, town)
        uow.commit()
    tamper(store, BOOKING_REQUEST.update().values(state=RequestState.REFUSED))
    assert [kind for kind, _ in found(store)] == ["booking"]
