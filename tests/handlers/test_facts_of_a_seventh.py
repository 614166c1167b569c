"""Violence and invalidity: the person reads what they open, managers and HR nothing of them."""

from dataclasses import replace

import pytest
from sqlalchemy import Text, select, type_coerce

from handlers.desk.grounds.duties import look_again
from rules.facts import Employee, Scheme
from storage.store import Store
from storage.tables import EMPLOYEE
from tests.handlers.asking import THURSDAY, asks_for, enter, messages_to, said
from tests.handlers.seventh import KEEPER, found_seventh
from tests.handlers.talking import Talk
from tests.handlers.town import Town, agreed

VICTIM = replace(KEEPER, conditions=frozenset({"victim_of_violence"}))
INVALID = replace(KEEPER, invalidity=67)
WORDS = ("violen", "invalid", "victim", "vittim", "67", "2.4")


@pytest.fixture
def town(store: Store) -> Town:
    """Who keeps the halls may work away only with a title; on both databases."""
    return found_seventh(store)


def betrayed(text: str) -> list[str]:
    return [word for word in WORDS if word in text.casefold()]


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [(VICTIM, "Sì"), (INVALID, "Sì"), (replace(KEEPER, invalidity=66), "No"), (KEEPER, "No")],
    ids=["victim", "67-percent", "66-percent", "neither"],
)
def test_the_chat_admits_in_any_case_whom_the_act_does(
    town: Town, facts: Employee, verdict: str
) -> None:
    town.hire("anna", facts)
    talk = Talk(town, "anna")
    text = talk.says("/idoneita")

    admitted = verdict == "Sì"
    assert text.startswith(f"<b>{verdict}, ")
    assert ("art. 2.4" in text, "art. 2.2" in text) == (admitted, True)
    assert ("alle vittime di violenza" in talk.presses("Perché?")) is admitted


@pytest.mark.parametrize("facts", [VICTIM, INVALID], ids=["victim", "67-percent"])
def test_who_decides_reads_nothing_of_it(town: Town, facts: Employee) -> None:
    town.hire("anna", facts)
    town.agree("anna", agreed(Scheme(per=None, days=None)))
    asks_for(town, "anna", THURSDAY)
    manager = Talk(town, "carla")
    read = [manager.says("/approva"), manager.presses("Anna Inventi"), manager.presses("Perché?")]
    colleague = Talk(town, "bruno").says("dov'è Anna giovedì?")

    assert "Anna" in read[1]
    assert betrayed(" ".join([*read, colleague])) == []


@pytest.mark.parametrize(
    ("was", "now"),
    [(VICTIM, KEEPER), (INVALID, replace(KEEPER, invalidity=66))],
    ids=["victim", "invalidity"],
)
def test_when_the_title_goes_manager_and_hr_read_what_excludes_and_not_the_title(
    town: Town, was: Employee, now: Employee
) -> None:
    town.hire("anna", was)
    town.agree("anna", agreed(Scheme(per=None, days=None)))
    enter(town, "anna", THURSDAY)
    look_again(town.desk)
    town.hire("anna", now)
    look_again(town.desk)

    told = {name: " ".join(map(said, messages_to(town, name))) for name in ("carla", "elena")}
    assert all("art. 2.2" in one for one in told.values())
    assert betrayed(" ".join(told.values())) == []


def test_neither_stands_readable_in_the_store(town: Town) -> None:
    town.hire("anna", replace(VICTIM, invalidity=67))
    with town.store.reading() as uow:
        sealed = select(type_coerce(EMPLOYEE.c.sensitive, Text))
        kept = " ".join(uow.connection.execute(sealed).scalars())

    assert "violence" not in kept
    assert "invalidity" not in kept
