"""A small body brought in from files, for tests of what later files make of it."""

from collections.abc import Mapping
from dataclasses import replace

from rules.policy import library
from rules.policy.library import Policy
from storage import staff_file
from storage.days import facts
from storage.days.facts import Case
from storage.people import people
from storage.staff_file import Asked, Brought, Known, Reading
from storage.staff_file.lawful import Found
from storage.store import Store
from tests.storage.conftest import NOW, TODAY

BODY = "valle"
UNASKED = Known()
PEOPLE = "matricola;cognome;nome;ufficio"
FILES = {
    "ente.csv": "codice;nome;regolamento;patrono;nome_patrono\n"
    "valle;Comune di Valle Finta;tivoli;10/08;San Lorenzo",
    "uffici.csv": "codice;nome\nanagrafe;Anagrafe\ntributi;Tributi",
    "dipendenti.csv": (
        f"{PEOPLE};qualifica;incarichi;assunto_il;nato_il;km;condizioni;figli;attivita;rientri\n"
        "0042;Provetti;Eva;anagrafe;dirigente;dirigente|responsabile:tributi|segretario;"
        "2010-02-01;1970-05-06;31,5;fragile;2018-04-12;anagrafe|urp;mar\n"
        "0043;Finti;Ada;anagrafe;;;2015-01-01;1985-01-02;;;;;\n"
    ),
    "accordi.csv": "matricola;dal;al;schema;fasce\n"
    "0043;2026-01-01;2026-12-31;8/mese;10:00-12:00 14:30-16:30",
}


def read(files: Mapping[str, str | bytes], known: Known | None = None) -> Reading:
    data = {n: c if isinstance(c, bytes) else c.encode() for n, c in files.items()}
    return staff_file.read(data, known=known or Known())


def bring(
    store: Store,
    files: Mapping[str, str | bytes],
    *,
    same_people: bool = False,
    different_people: bool = False,
    renamed_people: bool = False,
) -> Brought:
    """Bring files in for good, whatever they end."""
    answers = Known(
        same_people=same_people,
        different_people=different_people,
        renamed_people=renamed_people,
    )
    return looked_at(store, files, last=True, answers=answers)[0]


def looked_at(
    store: Store,
    files: Mapping[str, str | bytes],
    *,
    last: bool = False,
    policy: Policy | None = None,
    answers: Known = UNASKED,
) -> tuple[Brought, Found]:
    """What files change and what the act says to it, under the policy of the body or another."""
    with store.writing() as uow:
        staff_file.take_turn(uow)
        reading = read(files, _answered(staff_file.known(uow, BODY), answers))
        assert not reading.problems, "\n".join(str(problem) for problem in reading.problems)
        body_id = None if reading.files.body else BODY
        brought = staff_file.bring_in(uow, reading.files, at=NOW, body_id=body_id)
        act = policy or library.shipped()[people.body(uow, BODY).policy_id]
        found = staff_file.held_against(uow, brought, act, at=NOW)
        if last:
            uow.commit()
    return brought, found


def complaints(
    store: Store,
    files: Mapping[str, str | bytes],
    *,
    same_people: bool = False,
    different_people: bool = False,
    renamed_people: bool = False,
) -> list[str]:
    """What is wrong with files about a body that the store knows."""
    with store.reading() as uow:
        known = staff_file.known(uow, BODY)
    answers = Known(
        same_people=same_people,
        different_people=different_people,
        renamed_people=renamed_people,
    )
    return [str(problem) for problem in read(files, _answered(known, answers)).problems]


def _answered(known: Known, answers: Known) -> Known:
    return replace(
        known,
        same_people=answers.same_people,
        different_people=answers.different_people,
        renamed_people=answers.renamed_people,
        own_kinds=answers.own_kinds,
    )


def case(store: Store, number: str) -> Case:
    with store.reading() as uow:
        person = people.by_number(uow, BODY, number)
        assert person is not None
        return facts.load(uow, person.id, on=TODAY)


def told(brought: Brought) -> list[str]:
    return [str(change) for change in brought.changes.changes]


def named(asked: tuple[Asked, ...] | list[Asked]) -> list[str]:
    return [f"{one.consent}: {one.who} {one.name}, line {one.line}: {one.what}" for one in asked]
