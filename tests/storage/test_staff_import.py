"""Checked files into the store, on both databases: again and again, all or nothing."""

from dataclasses import fields
from datetime import date, timedelta

import pytest

from rules.facts import AbsenceKind, Band, Half, Mode, Slot
from storage import staff_file
from storage.days import absences, facts
from storage.errors import NotFound
from storage.people import appointments, people
from storage.requests import bookings
from storage.staff_file import StaffFiles, Summary
from storage.store import Store
from storage.tables import Role
from storage.trail import audit
from storage.unit_of_work import UnitOfWork
from tests.storage.conftest import NOW, TODAY

FILES = {
    "ente.csv": "codice;nome;regolamento;patrono\nvalle;Comune di Valle Finta;tivoli;10/08",
    "uffici.csv": "codice;nome\nanagrafe;Anagrafe\ntributi;Tributi",
    "dipendenti.csv": (
        "matricola;cognome;nome;ufficio;qualifica;incarichi;condizioni\n"
        "1;Finti;Ada;anagrafe;;;caregiver\n"
        "2;Provetti;Ugo;anagrafe;eq;responsabile|responsabile:tributi;\n"
    ),
    "accordi.csv": "matricola;dal;schema;fasce\n1;2026-01-01;8/mese;10:00-12:00",
    "giornate.csv": (
        "matricola;giorno;parte;modalita;stato\n"
        "1;2026-11-02;;;\n1;2026-11-03;pomeriggio;;\n1;2026-11-04;;presenza;\n"
        "1;2026-11-05;;;rifiutata\n1;2026-11-26;;;in_attesa"
    ),
    "assenze.csv": "matricola;dal;al;tipo\n1;2026-11-09;2026-11-10;malattia",
    "chiusure.csv": "giorno;motivo\n2026-12-07;ponte",
}

NONE_BESIDES = dict.fromkeys(("permits", "derogations", "turns"), (0, 0, 0))
"""Tallies of files that are not among these; `test_besides.py` is about them."""


def checked(files: dict[str, str]) -> StaffFiles:
    found = staff_file.read_folder({name: text.encode() for name, text in files.items()})
    assert isinstance(found, StaffFiles), str(found)
    return found


def bring_in(
    store: Store, files: dict[str, str] | None = None, *, later: timedelta = timedelta(0)
) -> Summary:
    with store.writing() as uow:
        summary = staff_file.apply(uow, checked(files or FILES), at=NOW + later)
        uow.commit()
    return summary


def tallies(summary: Summary) -> dict[str, tuple[int, int, int]]:
    names = [part.name for part in fields(summary) if part.name != "body_id"]
    found = {name: getattr(summary, name) for name in names}
    return {name: (t.new, t.updated, t.unchanged) for name, t in found.items()}


def ada(store: Store) -> int:
    with store.reading() as uow:
        person = people.by_number(uow, "valle", "1")
    assert person is not None
    return person.id


def test_files_become_facts_that_the_rules_can_use(store: Store) -> None:
    bring_in(store)

    with store.reading() as uow:
        case = facts.load(uow, ada(store), on=TODAY)
    assert (case.body_id, case.policy_id) == ("valle", "tivoli")
    assert case.person.conditions == {"caregiver"}
    assert case.person.agreement is not None
    assert case.history.slots == (
        Slot(day=date(2026, 11, 2)),
        Slot(day=date(2026, 11, 3), half=Half.PM),
        Slot(day=date(2026, 11, 26), mode=Mode.AGILE),
    )
    assert case.history.presence == {date(2026, 11, 4)}
    assert case.history.absences == dict.fromkeys(
        [date(2026, 11, 9), date(2026, 11, 10)], AbsenceKind.SICK
    )
    assert case.history.closures == {date(2026, 12, 7)}
    assert date(2026, 8, 10) in case.history.patron


def test_the_summary_counts_what_is_new(store: Store) -> None:
    assert tallies(bring_in(store)) == {
        "offices": (2, 0, 0),
        "employees": (2, 0, 0),
        "posts": (2, 0, 0),
        "agreements": (1, 0, 0),
        "days": (5, 0, 0),
        "absences": (1, 0, 0),
        **NONE_BESIDES,
        "closures": (1, 0, 0),
    }


def test_importing_again_doubles_nothing(store: Store) -> None:
    bring_in(store)

    assert tallies(bring_in(store)) == {
        "offices": (0, 0, 2),
        "employees": (0, 0, 2),
        "posts": (0, 0, 2),
        "agreements": (0, 0, 1),
        "days": (0, 0, 5),
        "absences": (0, 0, 1),
        **NONE_BESIDES,
        "closures": (0, 0, 1),
    }


@pytest.mark.parametrize(
    ("file", "old", "new", "counted"),
    [
        ("uffici.csv", "Tributi", "Tributi e cassa", ("offices", (0, 1, 1))),
        ("dipendenti.csv", "caregiver", "fragile", ("employees", (0, 1, 1))),
        ("dipendenti.csv", "Finti;Ada", "Finti;Ida", ("employees", (0, 1, 1))),
        ("accordi.csv", "8/mese", "7/mese", ("agreements", (0, 1, 0))),
    ],
)
def test_only_what_differs_counts_as_brought_up_to_date(
    store: Store, file: str, old: str, new: str, counted: tuple[str, tuple[int, int, int]]
) -> None:
    bring_in(store)

    told = tallies(bring_in(store, FILES | {file: FILES[file].replace(old, new)}))

    assert told[counted[0]] == counted[1]
    assert {name for name, tally in told.items() if tally[1]} == {counted[0]}


def test_a_dry_run_tells_the_same_and_writes_nothing(store: Store) -> None:
    with store.writing() as uow:
        told = tallies(staff_file.apply(uow, checked(FILES), at=NOW))
    with store.reading() as uow:
        assert people.bodies(uow) == []
        assert audit.entries(uow, "valle") == []

    assert told == tallies(bring_in(store))


def test_a_later_file_brings_a_person_up_to_date(store: Store) -> None:
    bring_in(store)
    changed = FILES | {
        "dipendenti.csv": (
            "matricola;cognome;nome;ufficio;condizioni\n1;Finti;Adele;tributi;fragile"
        )
    }
    bring_in(store, changed)

    with store.reading() as uow:
        person = people.person(uow, ada(store))
        case = facts.load(uow, person.id, on=TODAY)
    assert (person.name, person.office_name) == ("Adele Finti", "Tributi")
    assert case.person.conditions == {"fragile"}


def test_a_role_no_longer_named_ends_the_day_before(store: Store) -> None:
    bring_in(store)
    later = timedelta(days=7)
    only_one = {
        "ente.csv": FILES["ente.csv"],
        "uffici.csv": FILES["uffici.csv"],
        "dipendenti.csv": (
            "matricola;cognome;nome;ufficio;incarichi\n2;Provetti;Ugo;anagrafe;responsabile|personale"
        ),
    }
    bring_in(store, only_one, later=later)

    with store.reading() as uow:
        ugo = people.by_number(uow, "valle", "2")
        assert ugo is not None
        before = appointments.held_by(uow, ugo.id, on=TODAY + later - timedelta(days=1))
        after = appointments.held_by(uow, ugo.id, on=TODAY + later)
    assert [post.role for post in before] == [Role.RESPONSABILE, Role.RESPONSABILE]
    assert {post.role for post in after} == {Role.RESPONSABILE, Role.HR}
    assert len(after) == 2


def test_an_absence_takes_only_the_days_that_it_names(store: Store) -> None:
    bring_in(store)
    longer = "matricola;dal;al;tipo\n1;2026-11-10;2026-11-20;ferie"
    summary = bring_in(store, FILES | {"assenze.csv": longer})

    with store.reading() as uow:
        found = absences.of_person(
            uow, ada(store), since=date(2026, 1, 1), until=date(2026, 12, 31)
        )
    assert [(a.first_day, a.last_day, a.kind) for a in found] == [
        (date(2026, 11, 9), date(2026, 11, 9), AbsenceKind.SICK),
        (date(2026, 11, 10), date(2026, 11, 20), AbsenceKind.LEAVE),
    ]
    assert tallies(summary)["absences"] == (0, 1, 0)


def test_a_pending_day_waits_for_whom_the_rules_name(store: Store) -> None:
    with store.writing() as uow:
        staff_file.apply(uow, checked(FILES), at=NOW, route=lambda _, employee_id: employee_id + 1)
        uow.commit()

    with store.reading() as uow:
        (waiting,) = bookings.pending_of_body(uow, "valle")
    assert waiting.approver_id == waiting.employee_id + 1


def test_files_of_an_unknown_body_are_refused(store: Store) -> None:
    files = checked({"uffici.csv": FILES["uffici.csv"]})

    with store.writing() as uow, pytest.raises(NotFound, match="nowhere"):
        staff_file.apply(uow, files, at=NOW, body_id="nowhere")


def test_files_of_another_body_are_refused(store: Store) -> None:
    with store.writing() as uow, pytest.raises(ValueError, match="'valle', not of 'monte'"):
        staff_file.apply(uow, checked(FILES), at=NOW, body_id="monte")


def test_an_import_is_in_the_audit_trail(store: Store) -> None:
    bring_in(store)

    with store.reading() as uow:
        (entry,) = audit.entries(uow, "valle", subject="body:valle")
        assert audit.verify(uow) == []
    assert entry.details["employees"] == [2, 0, 0]


def test_a_pending_day_is_routed_when_the_absences_of_the_same_import_are_known(
    store: Store,
) -> None:
    away: list[AbsenceKind] = []

    def route(uow: UnitOfWork, employee_id: int) -> None:
        found = absences.of_person(uow, employee_id, since=TODAY.replace(day=1), until=TODAY)
        away.extend(absence.kind for absence in found)

    with store.writing() as uow:
        staff_file.apply(uow, checked(FILES), at=NOW, route=route)

    assert away == [AbsenceKind.SICK]


def test_an_absence_that_was_not_is_taken_out(store: Store) -> None:
    bring_in(store)
    gone = {"assenze.csv": "matricola;dal;al;tipo\n1;2026-11-09;2026-11-10;annullata"}

    first = bring_in_of(store, gone)
    again = bring_in_of(store, gone)

    assert (tallies(first)["absences"], tallies(again)["absences"]) == ((0, 1, 0), (0, 0, 1))
    with store.reading() as uow:
        assert facts.load(uow, ada(store), on=TODAY).history.absences == {}


def bring_in_of(store: Store, files: dict[str, str]) -> Summary:
    """Bring in single files of a body that the store knows."""
    with store.writing() as uow:
        known = staff_file.known(uow, "valle")
        encoded = {name: text.encode() for name, text in files.items()}
        found = staff_file.read_folder(encoded, known=known)
        assert isinstance(found, StaffFiles), str(found)
        summary = staff_file.apply(uow, found, at=NOW, body_id="valle")
        uow.commit()
    return summary


def test_bands_of_single_weekdays_are_kept_with_the_agreement(store: Store) -> None:
    agreed = (
        "matricola;dal;fasce;fasce_giorni\n"
        "1;2026-01-01;10:00-12:00;ven 9:00-11:00 | lun,mar 10:00-11:00 14:00-15:00"
    )
    bring_in(store, FILES | {"accordi.csv": agreed})
    again = bring_in(store, FILES | {"accordi.csv": agreed})

    with store.reading() as uow:
        person = facts.load(uow, ada(store), on=TODAY).person
    assert person.agreement is not None
    both = (Band.parse("10:00-11:00"), Band.parse("14:00-15:00"))
    assert person.agreement.weekday_bands == (
        (0, both),
        (1, both),
        (4, (Band.parse("09:00-11:00"),)),
    )
    assert tallies(again)["agreements"] == (0, 0, 1)
