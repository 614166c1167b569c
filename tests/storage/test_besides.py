"""Permits, derogations and weeks on call of the files: what is read, refused and brought in."""

from datetime import timedelta

import pytest
from sqlalchemy import text, update

from rules.facts import Derogation, Permit
from storage import staff_file
from storage.days import facts
from storage.staff_file import Known, Problems, StaffFiles
from storage.store import Store
from storage.tables import PERMIT, PermitState
from tests.storage.conftest import NOW, TODAY
from tests.storage.test_staff_import import FILES, ada, bring_in, tallies

DAY = TODAY - timedelta(days=14)
KNOWN = Known(numbers=frozenset({"1"}))
PERMITS = "matricola;tipo;giorno;dalle;minuti;giorni;evento"
DEROGATIONS = "matricola;dal;al;giorni_settimana;motivo"
BESIDES = {
    "permessi.csv": (
        f"{PERMITS}\n1;visita medica;{DAY};9:30;120;;\n1;lutto;{DAY + timedelta(1)};;;3;{DAY}"
    ),
    "deroghe.csv": f"{DEROGATIONS}\n1;2026-03-02;2026-03-20;4;cura di un familiare",
    "turni.csv": "matricola;lunedi\n1;2026-10-05\n1;2026-11-02",
}
MEDICAL = Permit(kind="medical", on=DAY, start=570, minutes=120)
BEREAVED = Permit(kind="bereavement", on=DAY + timedelta(1), days=3, event=DAY)


def complaints(name: str, content: str) -> list[str]:
    found = staff_file.read_folder({name: content.encode()}, known=KNOWN)
    assert isinstance(found, Problems)
    return [str(problem) for problem in found.problems]


def history_of(store: Store) -> tuple[list[Permit], list[Derogation], list[str]]:
    with store.reading() as uow:
        found = facts.load(uow, ada(store), on=TODAY).history
    weeks = sorted(monday.isoformat() for monday in found.on_call)
    return list(found.permits), list(found.derogations), weeks


def with_permit(row: str) -> dict[str, str]:
    return {**FILES, "permessi.csv": f"{PERMITS}\n{row}"}


def test_all_three_are_read() -> None:
    found = staff_file.read_folder({n: t.encode() for n, t in BESIDES.items()}, known=KNOWN)

    assert isinstance(found, StaffFiles)
    assert [row.permit for row in found.permits] == [MEDICAL, BEREAVED]
    assert found.derogations[0].derogation.per_week == 4
    assert [row.monday.isoformat() for row in found.turns] == ["2026-10-05", "2026-11-02"]


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("1;vacanza;2026-10-01;;60;;", 'line 2, tipo: "vacanza": expected one of: esame, lutto'),
        ("1;breve;ieri;;60;;", 'line 2, giorno: "ieri": expected a date as 2026-11-23'),
        ("1;breve;2026-10-01;9;60;;", 'line 2, dalle: "9": expected a time of the day as 09:30'),
        ("1;breve;2026-10-01;24:00;60;;", 'dalle: "24:00": expected a time of the day as 09:30'),
        ("1;breve;2026-10-01;;0;;", 'minuti: "0": expected a whole number from 1 to 1440'),
        ("1;breve;2026-10-01;;;;", "minuti: expected how long it lasts: minuti, or giorni"),
        ("1;breve;2026-10-01;;60;1;", 'giorni: "1": expected one of the two: minuti of a day'),
        ("1;lutto;2026-10-01;9:00;;1;", 'dalle: "9:00": expected nothing: it lasts whole days'),
        ("1;breve;2026-10-01;23:30;31;;", 'minuti: "31": expected at most 30: the day ends at'),
        ("1;lutto;2026-10-01;;;367;", 'giorni: "367": expected a whole number from 1 to 366'),
        ("2;breve;2026-10-01;;60;;", 'matricola: "2": expected the matricola of somebody in'),
    ],
)
def test_a_permit_that_cannot_be_is_told_with_its_cell(row: str, complaint: str) -> None:
    (told,) = complaints("permessi.csv", f"{PERMITS}\n{row}")

    assert told.startswith("permessi.csv, line 2")
    assert complaint in told


def test_a_permit_that_ends_at_midnight_may_be() -> None:
    row = f"{PERMITS}\n1;breve;2026-10-01;23:30;30;;"

    assert isinstance(
        staff_file.read_folder({"permessi.csv": row.encode()}, known=KNOWN), StaffFiles
    )


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        (
            "permessi.csv",
            f"{PERMITS}\n1;breve;2026-10-01;;60;;\n1;breve;2026-10-01;;30;;",
            'line 3, giorno: "2026-10-01": expected each permit once: line 2 tells of it',
        ),
        (
            "turni.csv",
            "matricola;lunedi\n1;2026-10-06",
            "expected the Monday on which the week begins; 2026-10-06 is a Tuesday",
        ),
        (
            "turni.csv",
            "matricola;lunedi\n1;2026-10-05\n1;05/10/2026",
            'line 3, lunedi: "05/10/2026": expected each week of a person once: line 2',
        ),
        (
            "deroghe.csv",
            f"{DEROGATIONS}\n1;2026-03-02;2026-03-01;3;",
            'line 2, al: "2026-03-01": expected a day not before dal (2026-03-02)',
        ),
        (
            "deroghe.csv",
            f"{DEROGATIONS}\n1;2026-03-02;2026-03-20;8;",
            'giorni_settimana: "8": expected a whole number from 1 to 7',
        ),
        (
            "deroghe.csv",
            f"{DEROGATIONS}\n1;2026-03-02;2026-03-20;3;\n1;2026-03-20;2026-03-25;3;",
            'line 3, dal: "2026-03-20": expected a span that does not overlap line 2',
        ),
    ],
)
def test_other_rows_that_cannot_be_are_told(name: str, content: str, complaint: str) -> None:
    (told,) = complaints(name, content)

    assert complaint in told


def test_they_become_facts_that_the_rules_can_use(store: Store) -> None:
    summary = bring_in(store, FILES | BESIDES)

    counts = tallies(summary)
    assert [counts[name] for name in ("permits", "derogations", "turns")] == [
        (2, 0, 0),
        (1, 0, 0),
        (2, 0, 0),
    ]
    permits, derogations, weeks = history_of(store)
    assert permits == [MEDICAL, BEREAVED]
    assert [(d.per_week, d.motive) for d in derogations] == [(4, "cura di un familiare")]
    assert weeks == ["2026-10-05", "2026-11-02"]


def test_again_nothing_is_doubled(store: Store) -> None:
    bring_in(store, FILES | BESIDES)
    before = history_of(store)
    counts = tallies(bring_in(store, FILES | BESIDES))

    assert [counts[name] for name in ("permits", "derogations", "turns")] == [
        (0, 0, 2),
        (0, 0, 1),
        (0, 0, 2),
    ]
    assert history_of(store) == before


def test_a_permit_that_was_imported_is_put_right(store: Store) -> None:
    bring_in(store, with_permit(f"1;breve;{DAY};9:00;600;;"))
    counts = tallies(bring_in(store, with_permit(f"1;breve;{DAY};9:00;60;;")))

    assert counts["permits"] == (0, 1, 0)
    assert history_of(store)[0] == [Permit(kind="short", on=DAY, start=540, minutes=60)]


@pytest.mark.parametrize(
    "in_chat", [{"asked_at": NOW}, {"state": PermitState.CANCELLED}], ids=["asked", "taken-back"]
)
def test_what_was_done_in_chat_stays(store: Store, in_chat: dict[str, object]) -> None:
    bring_in(store, with_permit(f"1;breve;{DAY};9:00;60;;"))
    with store.writing() as uow:
        uow.connection.execute(update(PERMIT).values(in_chat))
        uow.commit()
    before = history_of(store)
    counts = tallies(bring_in(store, with_permit(f"1;breve;{DAY};9:00;90;;")))

    assert counts["permits"] == (0, 0, 1)
    assert history_of(store) == before


def test_a_derogation_takes_only_the_days_that_it_names(store: Store) -> None:
    bring_in(store, FILES | BESIDES)
    later = {"deroghe.csv": f"{DEROGATIONS}\n1;2026-03-20;2026-04-10;5;"}
    counts = tallies(bring_in(store, FILES | later))

    assert counts["derogations"] == (0, 1, 0)
    assert [(str(d.first_day), str(d.last_day), d.per_week) for d in history_of(store)[1]] == [
        ("2026-03-02", "2026-03-19", 4),
        ("2026-03-20", "2026-04-10", 5),
    ]


def test_a_bad_row_keeps_every_file_out(store: Store) -> None:
    bad = FILES | BESIDES | {"turni.csv": "matricola;lunedi\n1;2026-10-06"}
    found = staff_file.read_folder({name: content.encode() for name, content in bad.items()})

    assert isinstance(found, Problems)
    assert len(found.problems) == 1


def test_kind_and_motive_are_sealed_in_their_columns(store: Store) -> None:
    bring_in(store, FILES | BESIDES)
    with store.reading() as uow:
        kinds = uow.connection.execute(text("SELECT kind FROM permit")).scalars().all()
        motives = uow.connection.execute(text("SELECT motive FROM derogation")).scalars().all()

    assert all("medical" not in str(kind) and "bereavement" not in str(kind) for kind in kinds)
    assert all("familiare" not in str(motive) for motive in motives)


def test_what_is_noted_of_the_import_names_no_kind(store: Store) -> None:
    bring_in(store, FILES | BESIDES)
    with store.reading() as uow:
        entries = uow.connection.execute(text("SELECT * FROM audit")).all()

    assert "medical" not in str(entries)
