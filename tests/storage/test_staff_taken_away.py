"""What files take away from people is asked about by person and value, on both databases."""

from datetime import date, timedelta

import pytest

from storage.people import people
from storage.store import Store
from storage.tables import Role
from tests.storage.conftest import TODAY
from tests.storage.staff_town import BODY, FILES, PEOPLE, bring, case, looked_at, named
from tests.storage.test_staff_absent import posts_of

AGREED = "matricola;dal;schema;fasce;fasce_pomeriggio;disconnessione"
DAY = timedelta(days=1)
TOMORROW, YESTERDAY = TODAY + DAY, TODAY - DAY


@pytest.fixture
def town(store: Store) -> Store:
    bring(store, FILES)
    return store


def asked(store: Store, files: dict[str, str]) -> list[str]:
    brought, found = looked_at(store, files)
    return named([*brought.changes.asked, *found.asked])


def person(columns: str, cells: str, number: str = "0043;Finti;Ada") -> dict[str, str]:
    return {"dipendenti.csv": f"{PEOPLE};{columns}\n{number};anagrafe;{cells}"}


def test_bands_that_are_emptied_are_asked_about(town: Store) -> None:
    files = {"accordi.csv": "matricola;dal;fasce\n0043;2026-01-01;"}

    # Tivoli 20.9 wants bands in the agreement, so that the act speaks against it as well.
    assert sorted(asked(town, files)) == [
        "against-the-act: 0043 Ada Finti, line 2: the agreement from 2026-01-01",
        (
            "end-agreements: 0043 Ada Finti, line 2: the agreement from 2026-01-01 loses fasce: "
            "10:00-12:00, 14:30-16:30 -> -"
        ),
    ]


def test_bands_that_become_others_are_not(town: Store) -> None:
    files = {"accordi.csv": "matricola;dal;fasce\n0043;2026-01-01;09:00-12:00 14:30-16:30"}

    assert asked(town, files) == []


def test_each_term_that_is_emptied_is_asked_about(town: Store) -> None:
    row = "0043;2026-01-01;2/settimana;10:00-12:00;15:00-16:00;20:00-07:00"
    bring(town, {"accordi.csv": f"{AGREED}\n{row}"})
    found = asked(town, {"accordi.csv": f"{AGREED}\n0043;2026-01-01;;;;"})

    assert [one.split("loses ")[1].split(":")[0] for one in found if "loses" in one] == [
        "schema",
        "fasce",
        "fasce_pomeriggio",
        "disconnessione",
    ]


def test_an_agreement_that_is_over_loses_its_bands_unasked(town: Store) -> None:
    over = f"matricola;dal;al;fasce\n0043;2026-01-01;{YESTERDAY};10:00-12:00"
    bring(town, {"accordi.csv": over})
    files = {"accordi.csv": f"matricola;dal;al;fasce\n0043;2026-01-01;{YESTERDAY};"}

    assert asked(town, files) == []


@pytest.mark.parametrize(
    ("columns", "cells", "told"),
    [
        ("a_distanza", "no", "a_distanza si -> no"),
        ("attivita", "autista", "attivita ufficio -> autista"),
    ],
)
def test_who_may_have_no_agreement_any_more_is_asked_about(
    town: Store, columns: str, cells: str, told: str
) -> None:
    (found,) = asked(town, person(columns, cells))

    assert found == (
        "end-agreements: 0043 Ada Finti, line 2: the agreement from 2026-01-01 loses its "
        f"ground: {told}"
    )


def test_who_has_no_agreement_loses_none(town: Store) -> None:
    assert asked(town, person("a_distanza", "no", "0042;Provetti;Eva")) == []


def test_what_was_once_let_in_is_not_asked_again(town: Store) -> None:
    bring(town, person("a_distanza", "no"))

    assert asked(town, person("a_distanza;km", "no;3")) == []


@pytest.mark.parametrize("rank", ["", "dipendente", "eq"])
def test_the_lower_rank_of_who_holds_posts_is_asked_about_by_post(town: Store, rank: str) -> None:
    found = asked(town, person("qualifica", rank, "0042;Provetti;Eva"))

    after = rank or "dipendente"
    assert found == [
        f"end-posts: 0042 Eva Provetti, line 2: qualifica dirigente -> {after}, who holds {post}"
        for post in ("dirigente:anagrafe", "responsabile:tributi", "segretario")
    ]


@pytest.mark.parametrize(
    ("number", "rank"), [("0042;Provetti;Eva", "segretario"), ("0043;Finti;Ada", "eq")]
)
def test_a_higher_rank_and_one_without_posts_are_not(town: Store, number: str, rank: str) -> None:
    told = asked(town, person("qualifica", rank, number))

    assert [one for one in told if one.startswith("end-posts")] == []


@pytest.mark.parametrize("last", [YESTERDAY, TODAY, TOMORROW])
def test_a_last_day_of_who_holds_posts_or_agreements_is_asked_about(
    town: Store, last: date
) -> None:
    of_ada = asked(town, person("cessato_il", f"{last}"))
    of_eva = asked(town, person("cessato_il", f"{last}", "0042;Provetti;Eva"))

    assert of_ada == [
        (
            f"end-agreements: 0043 Ada Finti, line 2: cessato_il - -> {last}, with the agreement "
            "from 2026-01-01"
        )
    ]
    assert [one.rpartition(" ")[2] for one in of_eva] == [
        "dirigente:anagrafe",
        "responsabile:tributi",
        "segretario",
    ]
    assert all(one.startswith("end-posts: 0042 Eva Provetti") for one in of_eva)


def test_a_last_day_after_the_agreement_takes_nothing_away(town: Store) -> None:
    bring(town, {"accordi.csv": "matricola;dal;al\n0043;2026-01-01;2026-12-31"})

    assert asked(town, person("cessato_il", "2026-12-31")) == []
    assert len(asked(town, person("cessato_il", "2026-12-30"))) == 1


def test_a_later_last_day_is_not_asked_about_and_an_earlier_one_is(town: Store) -> None:
    bring(town, person("cessato_il", "2026-12-31"))

    assert asked(town, person("cessato_il", "2027-01-01")) == []
    assert asked(town, person("cessato_il", "2026-12-31")) == []
    assert len(asked(town, person("cessato_il", "2026-12-30"))) == 1


def test_who_has_left_begins_no_post_however_often_the_file_comes(town: Store) -> None:
    row = person("incarichi;cessato_il", f"dirigente|segretario;{YESTERDAY}", "0042;Provetti;Eva")
    counts = [bring(town, row).summary.posts for _ in range(2)]

    assert [one.new for one in counts] == [0, 0]
    assert posts_of(town, "0042") == set()


def test_a_body_that_follows_another_act_is_asked_about_with_whom_it_touches(
    town: Store,
) -> None:
    bring(town, {"giornate.csv": f"matricola;giorno\n0043;{TODAY + 2 * DAY}"})
    files = {"ente.csv": FILES["ente.csv"].replace("tivoli", "arena-po")}

    assert asked(town, files) == [
        (
            "change-policy: valle Comune di Valle Finta, line 2: regolamento tivoli -> arena-po: "
            "agreements in force: 1; people whose days and permits to come are looked at again: 1 "
            "(0043 Ada Finti)"
        )
    ]


def test_who_may_have_no_agreement_under_the_other_act_is_named(town: Store) -> None:
    bring(town, person("attivita", "asilo_nido"))
    files = {"ente.csv": FILES["ente.csv"].replace("tivoli", "arena-po")}

    _, *named_people = asked(town, files)

    assert named_people == [
        "change-policy: 0043 Ada Finti, line 2: the agreement from 2026-01-01 under the other act"
    ]


def test_the_same_act_and_another_name_are_not_asked_about(town: Store) -> None:
    files = {"ente.csv": FILES["ente.csv"].replace("Finta", "Vera")}

    assert asked(town, files) == []


def test_what_was_asked_about_is_done(town: Store) -> None:
    bring(town, person("qualifica;cessato_il", f";{TOMORROW}", "0042;Provetti;Eva"))
    with town.reading() as uow:
        eva = people.by_number(uow, BODY, "0042")

    assert eva is not None
    assert case(town, "0042").left_on == TOMORROW
    assert posts_of(town, "0042") == {Role.DIRIGENTE, Role.RESPONSABILE, Role.SEGRETARIO}


@pytest.mark.parametrize("left", [YESTERDAY, TODAY, TOMORROW])
def test_what_an_older_file_gives_back_to_who_left_is_asked_about(town: Store, left: date) -> None:
    eva = "0042;Provetti;Eva"
    bring(town, person("cessato_il", f"{left}"))
    bring(town, person("cessato_il", f"{left}", eva))

    back = f"cessato_il {left} -> -, who gets back"
    assert asked(town, person("cessato_il", "")) == [
        f"returned: 0043 Ada Finti, line 2: {back} the agreement from 2026-01-01"
    ]
    assert asked(town, person("cessato_il", "", eva)) == [
        f"returned: 0042 Eva Provetti, line 2: {back} {post}"
        for post in ("dirigente:anagrafe", "responsabile:tributi", "segretario")
    ]


def test_who_left_with_nothing_and_is_there_again_is_asked_about_too(town: Store) -> None:
    ivo = "0077;Neri;Ivo"
    bring(town, person("cessato_il", f"{YESTERDAY}", ivo))

    (found,) = asked(town, person("cessato_il", "", ivo))
    assert found.endswith("who gets back no post or agreement")


@pytest.mark.parametrize(("left", "asks"), [(YESTERDAY, True), (TODAY, False), (TOMORROW, False)])
def test_a_last_day_is_put_off_unasked_until_it_is_over(
    town: Store, left: date, *, asks: bool
) -> None:
    bring(town, person("cessato_il", f"{left}"))
    found = asked(town, person("cessato_il", f"{TODAY + 10 * DAY}"))

    assert any(one.startswith("returned") for one in found) is asks


@pytest.mark.parametrize(
    ("hired", "is_asked"),
    [("2015-01-01", False), ("2015-12-31", False), ("2016-01-01", True), ("2027-01-01", True)],
)
def test_who_is_in_service_and_is_to_have_begun_in_a_later_year_is_asked_about(
    town: Store, hired: str, *, is_asked: bool
) -> None:
    what = f"assunto_il 2015-01-01 -> {hired}, who is in service"
    found = asked(town, person("assunto_il", hired))

    assert [what in one for one in found] == ([True] if is_asked else [])


def test_an_earlier_beginning_takes_nothing_away(town: Store) -> None:
    assert asked(town, person("assunto_il", "2009-01-01")) == []
