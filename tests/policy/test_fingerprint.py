"""An act has another name as soon as any value of it is another, and the same one otherwise."""

from typing import Any

import pytest

from rules.conditions import Condition
from rules.facts import Band, Mode
from rules.policy.fingerprint import fingerprint
from rules.policy.library import read
from tests.policy import example
from tests.rules.mutations import changed


def test_the_same_text_has_the_same_name() -> None:
    again = read(example.text(), "borgo-esempio.toml")

    assert fingerprint(again) == fingerprint(example.policy())
    assert len(fingerprint(again)) == 64


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("booking", "quotas", 0, "max_days"), 2.5),
        (("booking", "quotas", 0, "modes"), frozenset({Mode.AGILE})),
        (("booking", "half_days", "allowed"), True),
        (("booking", "notice", 0, "hour"), 721),
        (("bands", "default", "bands"), (Band(570, 750), Band(900, 961))),
        (("bands", "default", "quote"), "altre parole"),
        (("booking", "anchor", 0, "except_if"), Condition(assists_at_least=2)),
        (("booking", "anchor", 0, "except_if"), None),
        (("approver", 0, "roles"), ("segretario", "responsabile")),
    ],
)
def test_any_other_value_gives_another_name(path: tuple[str | int, ...], value: Any) -> None:
    assert fingerprint(changed(example.policy(), path, value)) != fingerprint(example.policy())


def test_sets_have_no_order_of_their_own() -> None:
    words = ["fragile", "caregiver", "disability", "severe_disability"]
    path = ("booking", "presence_share", 0, "exempt")
    one, other = (
        changed(example.policy(), path, Condition(conditions_any=frozenset(order)))
        for order in (words, reversed(words))
    )

    assert fingerprint(one) == fingerprint(other)


def test_another_day_or_another_head_gives_another_name() -> None:
    later = example.text().replace("from = 2026-07-01", "from = 2026-07-02")
    renamed = example.text().replace('name = "Comune', 'name = "Citt\u00e0')

    names = {fingerprint(read(text, "f.toml")) for text in (example.text(), later, renamed)}
    assert len(names) == 3
