"""What files bring in is held against the act: by row and person, with the article."""

from dataclasses import replace

import pytest

from rules import questions as law
from rules.facts import moment
from rules.policy import library
from rules.reasons import ReasonCode
from storage import staff_file
from storage.staff_file import Consent
from storage.store import Store
from tests.storage.conftest import NOW, TODAY
from tests.storage.staff_town import BODY, FILES, PEOPLE, bring, case, complaints, looked_at, read

AGREED = "matricola;modalita;dal;al;schema;fasce;disconnessione"
BANDS = "10:00-12:00 14:30-16:30"


def under(policy: str, people: str = "0043;Finti;Ada;anagrafe;;") -> dict[str, str]:
    header = f"{PEOPLE};part_time;attivita"
    return FILES | {
        "ente.csv": FILES["ente.csv"].replace("tivoli", policy),
        "dipendenti.csv": f"{header}\n{people}",
        "accordi.csv": "matricola;dal",
    }


def against(store: Store, files: dict[str, str]) -> list[tuple[str, int, str, list[str]]]:
    _, found = looked_at(store, files)
    return [
        (one.file, one.line, one.who, [*one.articles, *(r.code for r in one.reasons)])
        for one in found.asked
    ]


def test_what_the_act_allows_asks_for_nothing(sqlite_store: Store) -> None:
    row = f"0043;;2026-01-01;2026-12-31;8/mese;{BANDS};"

    assert against(sqlite_store, under("tivoli") | {"accordi.csv": f"{AGREED}\n{row}"}) == []


def test_bands_too_long_for_half_time_are_told_with_their_reasons(sqlite_store: Store) -> None:
    files = under("tivoli", "0043;Finti;Ada;anagrafe;50;")
    row = "0043;;2026-01-01;2026-12-31;8/mese;06:00-23:00;"
    ((file, line, who, said),) = against(sqlite_store, files | {"accordi.csv": f"{AGREED}\n{row}"})

    assert (file, line, who) == ("accordi.csv", 2, "0043")
    assert {"bands_long", "bands_in_disconnection"} <= set(said)


def test_an_agreement_for_a_desk_clerk_is_told_with_its_reasons(sqlite_store: Store) -> None:
    files = under("tivoli", "0043;Finti;Ada;anagrafe;;solo_sportello")
    row = f"0043;remoto;2026-01-01;2026-12-31;8/mese;{BANDS};"
    told = against(sqlite_store, files | {"accordi.csv": f"{AGREED}\n{row}"})

    assert [(line, who) for _, line, who, _ in told] == [(2, "0043")]
    assert "excluded_activity" in told[0][3]


def test_an_agreement_without_days_is_told_where_nothing_else_limits_them(
    sqlite_store: Store,
) -> None:
    row = f"0043;;2026-01-01;2026-12-31;;{BANDS};"
    ((_, line, _, said),) = against(
        sqlite_store, under("tivoli") | {"accordi.csv": f"{AGREED}\n{row}"}
    )

    assert line == 2
    assert "days_not_agreed" in said


def test_what_is_over_or_known_is_not_asked_about_again(sqlite_store: Store) -> None:
    files = under("tivoli", "0043;Finti;Ada;anagrafe;50;")
    old = "matricola;dal;al;fasce\n0043;2025-01-01;2025-12-31;06:00-23:00"
    now = f"{AGREED}\n0043;;2026-01-01;2026-12-31;8/mese;06:00-23:00;"

    assert against(sqlite_store, files | {"accordi.csv": old}) == []
    bring(sqlite_store, files | {"accordi.csv": now})
    assert against(sqlite_store, files | {"accordi.csv": now}) == []


def test_every_defect_of_an_agreement_is_told_of_its_row_with_its_article(
    sqlite_store: Store,
) -> None:
    files = under("tivoli") | {"accordi.csv": f"{AGREED}\n0043;;2026-01-01;;9/mese;{BANDS};"}
    _, found = looked_at(sqlite_store, files)

    (told,) = found.asked
    assert told.consent is Consent.AGAINST_THE_ACT
    cited = {one.code: one.articles for one in told.reasons}
    assert cited[ReasonCode.AGREEMENT_WITHOUT_END] == ("19.1.c",)
    assert "20.4.a" in cited[ReasonCode.DAYS_OVER_QUOTA]


@pytest.mark.parametrize(("last", "left"), [("2026-12-31", 0), ("2027-01-01", 1)])
def test_what_the_act_sets_as_a_rule_is_told_and_needs_no_leave(
    sqlite_store: Store, last: str, left: int
) -> None:
    """Tivoli 17.1: "di norma" an agreement lasts a year."""
    row = f"0043;;2026-01-01;{last};8/mese;{BANDS};"
    _, found = looked_at(sqlite_store, under("tivoli") | {"accordi.csv": f"{AGREED}\n{row}"})

    assert found.asked == ()
    assert [(one.line, [r.code for r in one.reasons]) for one in found.left] == [
        (2, [ReasonCode.AGREEMENT_TOO_LONG])
    ] * left


def test_needs_that_an_agreement_states_let_it_last_longer(sqlite_store: Store) -> None:
    files = under("tivoli") | {
        "accordi.csv": f"{AGREED};motivo\n0043;;2026-01-01;2027-06-30;8/mese;{BANDS};;cantiere"
    }
    _, found = looked_at(sqlite_store, files)

    assert (found.asked, found.left) == ((), ())


@pytest.mark.parametrize(("days", "asked"), [("lun,gio", 0), ("lun,sab", 1)])
def test_fixed_weekdays_outside_a_timetable_are_told(
    sqlite_store: Store, days: str, asked: int
) -> None:
    files = under("tivoli") | {
        "dipendenti.csv": f"{PEOPLE};orario\n"
        "0043;Finti;Ada;anagrafe;lun,mar,mer,gio,ven 08:00-14:00",
        "accordi.csv": f"{AGREED}\n0043;;2026-01-01;2026-12-31;{days};{BANDS};",
    }
    _, found = looked_at(sqlite_store, files)

    assert len(found.asked) == asked
    assert all(ReasonCode.DAYS_NOT_WORKED in {r.code for r in one.reasons} for one in found.asked)


def test_an_agreement_that_overlaps_a_known_one_is_impossible(store: Store) -> None:
    bring(store, FILES)
    row = "0043;;2026-06-01;;8/mese;;"
    brought, _ = looked_at(store, {"accordi.csv": f"{AGREED}\n{row}"})

    (told,) = brought.changes.impossible
    assert (told.file, told.line, told.column) == ("accordi.csv", 2, "dal")
    assert "2026-01-01 (to 2026-12-31)" in told.expected
    assert len(case(store, "0043").terms) == 1
    with store.writing() as uow:
        known = staff_file.known(uow, BODY)
        files = read({"accordi.csv": f"{AGREED}\n{row}"}, known).files
        with pytest.raises(ValueError, match=r"accordi\.csv, line 2, dal"):
            staff_file.apply(uow, files, at=NOW, body_id=BODY)


@pytest.mark.parametrize("order", [1, -1])
def test_an_agreement_may_follow_one_that_ends_in_the_same_file(
    sqlite_store: Store, order: int
) -> None:
    bring(sqlite_store, FILES)
    rows = ["0043;2026-01-01;2026-12-31", "0043;2027-01-01;"][::order]
    brought = bring(sqlite_store, {"accordi.csv": "\n".join(["matricola;dal;al", *rows])})

    assert brought.changes.impossible == []
    assert len(case(sqlite_store, "0043").terms) == 2


def test_a_week_on_call_with_agile_days_is_told(sqlite_store: Store) -> None:
    files = under("tivoli") | {
        "accordi.csv": f"{AGREED}\n0043;;2026-01-01;2026-12-31;mar,gio;{BANDS};",
        "turni.csv": "matricola;lunedi\n0043;2026-12-14\n0043;2026-01-05",
    }
    told = [one for one in against(sqlite_store, files) if one[0] == "turni.csv"]

    assert [(line, who) for _, line, who, _ in told] == [(2, "0043")]
    assert told[0][3] == ["turn_away_days"]


def test_an_agreement_is_told_that_meets_a_known_week_on_call(sqlite_store: Store) -> None:
    agreed = f"{AGREED}\n0043;;2026-01-01;2026-12-31;mar,gio;{BANDS};"
    turns = {"turni.csv": "matricola;lunedi\n0043;2026-12-14"}
    bring(sqlite_store, under("tivoli") | turns)
    told = against(sqlite_store, {"accordi.csv": agreed})

    assert told == [("accordi.csv", 2, "0043", ["turn_away_days"])]


def test_a_day_is_told_that_lies_in_a_known_week_on_call(sqlite_store: Store) -> None:
    bring(sqlite_store, FILES | {"turni.csv": "matricola;lunedi\n0043;2026-12-14"})
    told = against(sqlite_store, {"giornate.csv": "matricola;giorno\n0043;2026-12-16"})

    assert told == [("giornate.csv", 2, "0043", ["week_on_call"])]


@pytest.mark.parametrize(("days", "over"), [(8, 0), (9, 1)])
def test_days_to_come_are_counted_one_after_the_other(
    sqlite_store: Store, days: int, over: int
) -> None:
    coming = [1, 2, 3, 4, 9, 10, 11, 14, 15][:days]
    rows = "\n".join(f"0043;2026-12-{day:02d}" for day in coming)
    files = FILES | {"giornate.csv": f"matricola;giorno\n{rows}"}
    told = against(sqlite_store, files)

    assert [(file, line) for file, line, _, _ in told] == [("giornate.csv", 10)][:over]


def test_days_gone_by_are_not_judged(sqlite_store: Store) -> None:
    rows = "\n".join(f"0043;2026-10-{day:02d}" for day in range(1, 29))

    assert against(sqlite_store, FILES | {"giornate.csv": f"matricola;giorno\n{rows}"}) == []


@pytest.mark.parametrize(("days", "told"), [(5, []), (6, [("deroghe.csv", 2, ("6.3",))])])
def test_a_derogation_beyond_the_ceiling_of_its_article_is_told(
    sqlite_store: Store, days: int, told: list[object]
) -> None:
    """Tivoli 6.3: up to five days a week."""
    rows = f"matricola;dal;al;giorni_settimana;articolo\n0043;2026-12-01;2026-12-31;{days};6.3"
    _, found = looked_at(sqlite_store, FILES | {"deroghe.csv": rows})

    assert [(one.file, one.line, one.articles) for one in found.asked] == told


@pytest.mark.parametrize(
    ("article", "told"),
    [
        ("", []),
        ("6.3", []),
        ("20.5", []),
        ("art. 6.3", []),
        ("Articolo 6.1", []),
        ("6.9", [("20.5", "6.1", "6.2", "6.3")]),
        ("6,3", [("20.5", "6.1", "6.2", "6.3")]),
    ],
)
def test_a_derogation_by_an_article_that_grants_none_is_told(
    sqlite_store: Store, article: str, told: list[object]
) -> None:
    """The ceiling of an article holds for a derogation by that one alone."""
    rows = f"matricola;dal;al;giorni_settimana;articolo\n0043;2026-12-01;2026-12-31;5;{article}"
    _, found = looked_at(sqlite_store, FILES | {"deroghe.csv": rows})

    assert [one.articles for one in found.asked] == told


def test_an_article_of_which_a_spreadsheet_made_a_day_is_refused(sqlite_store: Store) -> None:
    bring(sqlite_store, FILES)
    row = "0043;2026-12-01;2026-12-31;5;2026-03-06"
    (told,) = complaints(
        sqlite_store, {"deroghe.csv": f"matricola;dal;al;giorni_settimana;articolo\n{row}"}
    )

    assert "deroghe.csv, line 2, articolo" in told


def test_a_derogation_that_the_act_does_not_know_is_told(sqlite_store: Store) -> None:
    act = library.shipped()["tivoli"]
    tables = act.versions[-1].tables
    booking = tables.booking.model_copy(update={"derogation": None})
    silent = replace(act.versions[-1], tables=tables.model_copy(update={"booking": booking}))
    rows = "matricola;dal;al;giorni_settimana\n0043;2026-12-01;2026-12-31;4"
    policy = replace(act, versions=(silent,))
    _, found = looked_at(sqlite_store, FILES | {"deroghe.csv": rows}, policy=policy)

    assert [(one.file, one.line) for one in found.asked] == [("deroghe.csv", 2)]


@pytest.mark.parametrize(
    "files",
    [
        {"accordi.csv": f"{AGREED}\n0043;;2026-01-01;;8/mese;{BANDS};00:01-24:00"},
        {"dipendenti.csv": f"{PEOPLE};giorni\n0043;Finti;Ada;anagrafe;dom"},
    ],
    ids=["always-disconnected", "works-on-sundays"],
)
def test_nobody_is_made_unreachable(sqlite_store: Store, files: dict[str, str]) -> None:
    """Such a row is impossible: whoever asked to write to that person would get no answer."""
    _, found = looked_at(sqlite_store, FILES | files)

    assert [(one.file, one.line) for one in found.impossible] == [(next(iter(files)), 2)]


@pytest.mark.parametrize("bands", ["06:00-23:00", BANDS, ""])
@pytest.mark.parametrize("mode", ["agile", "remoto"])
@pytest.mark.parametrize("scheme", ["", "8/mese", "lun,mar,mer,gio,ven"])
def test_after_what_was_let_in_a_contact_has_an_answer(
    sqlite_store: Store, bands: str, mode: str, scheme: str
) -> None:
    files = under("tivoli", "0043;Finti;Ada;anagrafe;50;solo_sportello")
    row = f"0043;{mode};2026-01-01;2026-12-31;{scheme};{bands};"
    bring(sqlite_store, files | {"accordi.csv": f"{AGREED}\n{row}"})
    found = case(sqlite_store, "0043")

    for minute in (0, 7 * 60, 12 * 60, 22 * 60):
        at = moment(TODAY, minute)
        law.contact(library.shipped()["tivoli"], found.person, found.history, at=at)


def test_permits_that_overlap_are_impossible(sqlite_store: Store) -> None:
    bring(
        sqlite_store,
        FILES | {"permessi.csv": "matricola;tipo;giorno;giorni\n0043;lutto;2026-12-07;3"},
    )
    rows = "0043;breve;2026-12-10;9:00;60\n0043;breve;2026-12-11;9:00;60"
    _, found = looked_at(
        sqlite_store, {"permessi.csv": f"matricola;tipo;giorno;dalle;minuti\n{rows}"}
    )

    assert [(one.line, one.value) for one in found.impossible] == [(2, "2026-12-10")]
