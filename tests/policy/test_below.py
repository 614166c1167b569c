"""Which national contract is applied below an act, from when, and which later one is not known."""

from datetime import date, timedelta

import pytest

from rules.decision import Decision
from rules.facts import Agreement, Employee, Mode, Slot
from rules.history import History
from rules.policy.below import Contract, LaterAct, applied, contract_below
from rules.policy.library import Policy, read, shipped
from rules.policy.norms import norms
from rules.policy.schema import CONTRACTS
from rules.policy.words import TITLES
from rules.questions import day
from rules.reasons import ReasonCode
from tests.policy import example
from tests.rules.texts import BODIES

SIGNED = date(2026, 2, 23)
FRIDAY_BEFORE = date(2026, 2, 20)


def asked(policy: Policy, on: date, mode: Mode = Mode.AGILE) -> Decision:
    person = Employee(agreement=Agreement(first_day=date(2026, 1, 1), mode=mode))
    return day(policy, person, History(slots=[Slot(day=on, mode=mode)]), on=on)


def later(decision: Decision) -> list[dict[str, object]]:
    found = [one for one in decision.reasons if one.code == ReasonCode.LATER_ACT]
    return [dict(one.figures) for one in found]


@pytest.mark.parametrize("body", BODIES)
def test_an_agile_day_from_the_signature_on_tells_both_contracts(body: str) -> None:
    assert later(asked(shipped()[body], SIGNED)) == [
        {
            "contract": "CCNL Funzioni Locali 16 novembre 2022",
            "since": date(2022, 11, 17),
            "later": "CCNL Funzioni Locali 2022-2024",
            "signed": SIGNED,
        }
    ]


@pytest.mark.parametrize("body", BODIES)
def test_an_agile_day_before_the_signature_is_answered_without(body: str) -> None:
    assert later(asked(shipped()[body], FRIDAY_BEFORE)) == []


def test_what_the_later_contract_is_not_said_to_change_is_answered_without() -> None:
    alonte = shipped()["alonte"]

    assert later(asked(alonte, SIGNED, Mode.REMOTE)) == []
    assert later(day(alonte, Employee(), History(), on=SIGNED)) == []


def test_a_body_with_the_law_alone_has_no_contract_to_tell_of() -> None:
    assert later(asked(read(without_contract(), "ateneo.toml"), date(2026, 11, 19))) == []
    assert applied("none") == "the law alone, no national contract"


def without_contract() -> str:
    return (example.FOLDER / "ateneo-esempio.toml").read_text("utf-8")


def test_the_line_of_check_and_doctor_names_all_three_days() -> None:
    said = applied("funzioni-locali")

    assert said.startswith("CCNL Funzioni Locali 16 novembre 2022, applied from 2022-11-17.")
    assert "Not known yet: CCNL Funzioni Locali 2022-2024, signed on 2026-02-23" in said
    assert said.endswith("which may change day.agile.meal_voucher")


def test_the_page_of_the_norms_says_it_in_its_head() -> None:
    head = norms(shipped()["tivoli"]).partition("\n## ")[0]

    assert "CCNL Funzioni Locali 16 novembre 2022, applied from 2022-11-17." in head
    assert "**Not known yet:** CCNL Funzioni Locali 2022-2024, signed on 2026-02-23." in head
    assert "*Meal voucher on agile days*" in head


@pytest.mark.parametrize("name", sorted(CONTRACTS))
def test_a_later_act_names_what_a_policy_can_say(name: str) -> None:
    contract = contract_below(name)
    named = [path for one in (contract.later if contract else ()) for path in one.may_change]

    assert [path for path in named if path not in TITLES] == []


def test_the_newest_later_act_that_was_signed_by_the_day_is_told() -> None:
    one = LaterAct(act="one", signed=SIGNED, may_change=("day.agile.overtime",))
    two = one.model_copy(update={"act": "two", "signed": SIGNED + timedelta(days=1)})
    contract = Contract("the contract", date(2022, 11, 17), (two, one))

    assert contract.later_on("day.agile.overtime", SIGNED - timedelta(days=1)) is None
    assert contract.later_on("day.agile.overtime", SIGNED) == one
    assert contract.later_on("day.agile.overtime", SIGNED + timedelta(days=1)) == two
    assert contract.later_on("day.agile.meal_voucher", SIGNED) is None
