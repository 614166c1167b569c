"""`sportello policy show`: a policy written out, value by value, with its place in the act."""

import pytest

from rules.decision import Strength
from rules.facts import Band, Mode
from rules.policy.describe import lines
from rules.policy.library import Policy
from tests.policy import example
from tests.rules.mutations import changed


def shown(policy: Policy) -> list[str]:
    return [line.strip() for line in lines(policy)]


def test_the_head_and_each_version_say_whose_and_from_when() -> None:
    told = shown(example.policy())
    versions = [line for line in told if line.startswith("from ")]

    assert told[0].startswith("Comune di Borgo Esempio (borgo-esempio): Regolamento")
    assert told[1] == (
        f"verified on {example.policy().head.verified_on}; national contract: funzioni-locali"
    )
    assert versions[0] == "from 2025-02-01 to 2026-06-30"
    assert " to " not in versions[-1]


@pytest.mark.parametrize(
    "line",
    [
        "eligibility.modes[1]: mode = agile, regulated = True",
        "eligibility.requirements[3]: excluded_if = {contracts = [fixed_term]} [ordinary]",
        "booking.quotas[1]: per = week, max_days = 2.0, applies = always, agreement = lowers",
        "bands.default: bands = [09:30-12:30, 15:00-16:00]",
        "week: days = 5",
        "clauses[1]: clauses = [contact_bands, duration, goals, rest_times]",
        "recall.rules[1]: reasons = [service, technical, urgent], days_before = 2",
        "swap.same_week: stated",
        "art. 2.3: «Di norma non vi accede chi è stato assunto a tempo determinato»",
        "the act is silent",
    ],
)
def test_each_value_is_told_with_what_it_says(line: str) -> None:
    assert line in shown(example.policy())


def test_what_is_set_is_told_in_words_and_in_order() -> None:
    policy = changed(example.policy(), ("booking", "quotas", 0, "strength"), Strength.ADVICE)
    policy = changed(policy, ("booking", "quotas", 0, "also"), ("9", "10"))
    policy = changed(policy, ("booking", "quotas", 0, "modes"), frozenset({Mode.REMOTE}))
    policy = changed(policy, ("bands", "default", "bands"), (Band(600, 720), Band(540, 570)))

    told = shown(policy)

    assert any(line.endswith("modes = [remote] [advice]") for line in told)
    assert any(line.startswith("art. 3.1 (also 9, 10): «") for line in told)
    assert "bands.default: bands = [10:00-12:00, 09:00-09:30]" in told
