"""From when to when somebody serves: what files tell of it, beside what is known."""

from datetime import timedelta

import pytest

from storage.store import Store
from tests.storage.conftest import TODAY
from tests.storage.staff_town import FILES, PEOPLE, bring, looked_at, named

LAST = TODAY + timedelta(days=7)
AFTER = LAST + timedelta(days=1)


def served(**told: str) -> dict[str, str]:
    header, row = ";".join([PEOPLE, *told]), ";".join(["0043;Finti;Ada;anagrafe", *told.values()])
    return {"dipendenti.csv": f"{header}\n{row}"}


@pytest.mark.parametrize(
    ("known", "told", "column", "bound"),
    [
        ({}, {"cessato_il": "2014-12-31"}, "cessato_il", "not before assunto_il (2015-01-01)"),
        (
            {"cessato_il": f"{LAST}"},
            {"assunto_il": f"{AFTER}"},
            "assunto_il",
            f"not after cessato_il ({LAST})",
        ),
    ],
    ids=["left-before", "hired-after"],
)
def test_a_service_that_would_end_before_it_began_is_refused(
    store: Store, known: dict[str, str], told: dict[str, str], column: str, bound: str
) -> None:
    bring(store, FILES)
    bring(store, served(**known))
    brought, _ = looked_at(store, served(**told))

    (one,) = brought.changes.impossible
    assert (one.file, one.line, one.column) == ("dipendenti.csv", 2, column)
    assert bound in one.expected


@pytest.mark.parametrize(
    "told",
    [
        {"assunto_il": f"{AFTER}", "cessato_il": ""},
        {"cessato_il": "2015-01-01"},
        {"km": "3"},
    ],
    ids=["back-again", "one-day", "something-else"],
)
def test_a_service_of_a_day_or_anew_is_brought_in(store: Store, told: dict[str, str]) -> None:
    bring(store, FILES)
    bring(store, served(cessato_il=f"{LAST}"))
    brought, _ = looked_at(store, served(**told))

    assert brought.changes.impossible == []


@pytest.mark.parametrize("part", ["", "mattina"])
def test_a_day_after_the_last_of_service_is_asked_about_by_person_and_row(
    store: Store, part: str
) -> None:
    days = {"giornate.csv": f"matricola;giorno;parte\n0043;{LAST};\n0043;{AFTER};{part}"}
    _, found = looked_at(store, FILES | served(cessato_il=f"{LAST}") | days)

    what = f"the day {AFTER}, after the last day of service, {LAST}"
    assert named(found.asked) == [f"against-the-act: 0043 Ada Finti, line 3: {what}"]


COMING = {
    "accordi.csv": "matricola;dal;al;schema;fasce\n0050;2026-12-01;2027-11-30;8/mese;"
    "10:00-12:00 14:30-16:30",
    "giornate.csv": "matricola;giorno\n0050;2026-12-10",
    "turni.csv": "matricola;lunedi\n0050;2026-12-14",
    "deroghe.csv": "matricola;dal;al;giorni_settimana\n0050;2026-12-01;2026-12-31;3",
}


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        ("cessato_il", "2026-06-30", "after the last day of service, 2026-06-30"),
        ("assunto_il", "2027-02-01", "before the first day of service, 2027-02-01"),
        ("qualifica", "eletto", "of somebody elected, who is no employee"),
    ],
    ids=["who-has-left", "who-is-hired-later", "the-mayor"],
)
@pytest.mark.parametrize("file", COMING)
def test_what_is_told_of_who_is_not_in_service_is_asked_about(
    store: Store, file: str, column: str, value: str, why: str
) -> None:
    bring(store, FILES)
    bring(store, {"dipendenti.csv": f"{PEOPLE};{column}\n0050;Neri;Ivo;anagrafe;{value}"})
    _, found = looked_at(store, {file: COMING[file]})
    told = [one.what for one in found.asked if one.file == file and one.line == 2]

    assert any(one.endswith(why) for one in told)


def test_what_is_told_of_the_first_day_of_service_on_is_not(store: Store) -> None:
    bring(store, FILES)
    bring(store, {"dipendenti.csv": f"{PEOPLE};assunto_il\n0050;Neri;Ivo;anagrafe;2026-12-01"})
    _, found = looked_at(store, COMING | {"turni.csv": "matricola;lunedi"})

    assert found.asked == ()
