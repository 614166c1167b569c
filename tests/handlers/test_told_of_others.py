"""What a manager reads of somebody else's day: never what tells of their health or family."""

from dataclasses import replace
from datetime import date
from importlib import resources

import pytest

from handlers.desk.changes import actions
from handlers.desk.context import Desk
from handlers.desk.presses import pack
from rules.facts import Employee
from rules.policy import library
from storage.store import Store
from tests.handlers.asking import THURSDAY, enter, messages_to, said
from tests.handlers.permitting import asks, hours
from tests.handlers.talking import Talk
from tests.handlers.town import NOW, OFFICE_WORKER, TODAY, Town, found_town

LIVES_WITH_104 = replace(OFFICE_WORKER, conditions=frozenset({"cohabits_with_104"}))
ASSISTS = replace(OFFICE_WORKER, assists_severe=1, uses_104_permits=False)
FULL = (1, 2, 3, 4, 9, 10, 11, 14, 15, 16)
TO = date(2026, 12, 17)


@pytest.mark.parametrize(
    ("facts", "secret"), [(LIVES_WITH_104, "L. 104"), (ASSISTS, "9.3"), (ASSISTS, "104/92")]
)
def test_who_moves_somebodys_day_reads_no_reason_of_family(
    sorano: Town, facts: Employee, secret: str
) -> None:
    sorano.hire("anna", facts)
    sorano.agree("anna")
    enter(sorano, "anna", THURSDAY)
    for day in FULL:
        enter(sorano, "anna", date(2026, 12, day))
    token = actions.sources_on(sorano.desk, sorano.actor("anna"), THURSDAY)[0].token
    pages = [pack("changes", page, token, TO, "whole") for page in ("to", "act")]

    of_manager = "\n".join(Talk(sorano, "carla").forges(page) for page in pages)
    assert "il massimo è" in of_manager  # the limit itself is told
    assert secret not in of_manager
    assert secret in "\n".join(Talk(sorano, "anna").forges(page) for page in pages)


READ_FOR_SOMEBODY = """
[[version.readings]]
codes = ["{code}"]
for_if = {{ conditions_any = ["fragile"] }}
source = "{source}"
quote = "{quote}"
it = "per chi è fragile"
en = "for who is frail"
"""
"""How an act might be read for facts of the person; of the shipped ones none is read so here."""


def read_for_somebody(store: Store, code: str, source: str, quote: str) -> Town:
    """Settle Ferrara with such a reading, and Anna for whom it is."""
    text = resources.files("rules").joinpath("policies/ferrara.toml").read_text(encoding="utf-8")
    own = READ_FOR_SOMEBODY.format(code=code, source=source, quote=quote)
    town = found_town(
        Desk(store, {"ferrara": library.read(text + own, "ferrara.toml")}, lambda: NOW), "ferrara"
    )
    town.hire("anna", replace(OFFICE_WORKER, conditions=frozenset({"fragile"})))
    town.agree("anna")
    return town


def test_who_arranges_weeks_on_call_reads_no_point_read_for_somebody(sqlite_store: Store) -> None:
    town = read_for_somebody(
        sqlite_store, "turn_not_programmed", "C:4", "con programmazione semestrale, 3 mesi prima"
    )
    answer = Talk(town, "diana").forges(pack("team", "turn", town.ids["anna"], TODAY))

    assert "vale anche per quella" in answer  # the point that is read for everybody
    assert "fragile" not in answer


def test_who_recalls_somebody_reads_no_point_read_for_them(sqlite_store: Store) -> None:
    town = read_for_somebody(
        sqlite_store,
        "recall_in_time",
        "3.5",
        "in qualsiasi momento, per motivate esigenze eccezionali",
    )
    enter(town, "anna", THURSDAY)
    answer = Talk(town, "diana").says("richiama Anna giovedì perché arriva l'ispezione")

    assert "«in qualsiasi momento» si incontra" in answer
    assert "fragile" not in answer


def test_who_decides_a_permit_reads_no_point_read_for_who_asks(sqlite_store: Store) -> None:
    town = read_for_somebody(
        sqlite_store,
        "permit_within_time",
        "CCNL:41.1",
        "A domanda del dipendente, sono concesse",
    )
    asks(town, "anna", hours("personal"))
    (card,) = messages_to(town, "diana")

    assert "motivi personali" in said(card)
    assert "art. 41.1" in said(card)  # the reason itself is told
    assert "fragile" not in said(card)
