"""Rows that are alike: what an act may print twice is no error, and what is one is told so."""

from datetime import datetime

import pytest

from rules.clauses import agreement
from rules.facts import ROME, Employee
from rules.policy.errors import PolicyError
from rules.policy.library import read
from rules.wrong import in_language
from tests.policy import example

AT = datetime(2027, 1, 15, 10, tzinfo=ROME)
QUOTAS = "\n[version.booking.agreement_quota]"


def row(table: str, said: str, source: str = "6.9", more: str = "") -> str:
    return f'\n[[version.{table}]]\n{said}\nsource = "{source}"\nquote = "words"\n{more}'


def wrong(text: str) -> list[str]:
    """What is wrong with a policy; the sentences alone."""
    try:
        read(text, "own.toml")
    except PolicyError as error:
        return [in_language(one.message, "en") for one in error.problems]
    return []


def with_quotas(*rows: str) -> str:
    return example.text().replace(QUOTAS, "".join(rows) + QUOTAS, 1)


def quota(per: str, days: int, applies: str) -> str:
    said = f'per = "{per}"\nmax_days = {days}\napplies = "{applies}"\nagreement = "lowers"'
    return row("booking.quotas", f'{said}\nfor_if = {{ ranks = ["eq"] }}', "3.9")


def test_two_articles_may_demand_one_clause_and_both_are_cited_once() -> None:
    first = row("clauses", 'clauses = ["duration", "goals"]', "6.8")
    second = row("clauses", 'clauses = ["duration", "notice"]', "6.9")
    policy = read(example.text() + first + second, "own.toml")

    found = agreement(policy, Employee(), at=AT, clauses=frozenset())

    of = {one.figures["clause"]: one.articles for one in found.reasons}
    assert len(of) == len(found.reasons)
    assert of == {"duration": ("6.8", "6.9"), "goals": ("6.8",), "notice": ("6.9",)}


def test_a_number_by_the_week_and_a_lower_one_by_the_month_may_be_alternatives() -> None:
    assert wrong(with_quotas(quota("week", 4, "scheme"), quota("month", 3, "scheme"))) == []


def test_under_a_month_that_always_holds_the_week_is_never_reached() -> None:
    found = wrong(with_quotas(quota("week", 4, "scheme"), quota("month", 3, "always")))

    assert [one for one in found if one.startswith("4 a week is more than the 3 a month")] != []


SAME = "says the same as row 1 of this list"


@pytest.mark.parametrize(
    ("source", "more", "said"),
    [
        ("7.1", "", f"{SAME}: leave one"),
        ("7.9", "", f"{SAME}: leave one, and name the other's article in also"),
        ("7.9", 'strength = "ordinary"\n', f"{SAME} and binds otherwise: leave the one that"),
    ],
    ids=["of one article", "of another article", "of another strength"],
)
def test_a_row_written_twice_is_told_by_what_is_to_be_done(
    source: str, more: str, said: str
) -> None:
    first = row("on_call.bars", "for_if = { part_time = true }", "7.1")
    second = row("on_call.bars", "for_if = { part_time = true }", source, more)

    found = wrong(example.text() + first + second)

    assert len(found) == 1
    assert found[0].startswith(said)
    assert (found[0] == said) is (not more)


def test_one_exclusion_with_two_exceptions_is_to_be_one_row() -> None:
    out = 'excluded_if = { kinds_any = ["shift_work"] }'
    first = row("eligibility.requirements", out)
    saved = "except_if = { part_time = true }\n"
    second = row("eligibility.requirements", out, more=saved)

    found = wrong(with_quotas(first, second))

    assert len(found) == 1
    assert found[0].endswith("whomever it saves: write one row with both exceptions")


@pytest.mark.parametrize(
    ("per", "minutes", "fine"),
    [
        ("each", 5, True),
        ("each", 4, False),
        ("event", 30, True),
        ("week", 15, True),
        ("week", 14, False),
        ("month", 60, True),
        ("month", 59, False),
    ],
)
def test_a_permit_may_be_shorter_than_an_hour_each_time(
    per: str, minutes: int, *, fine: bool
) -> None:
    permit = f'per = "{per}"\nmax_minutes = {minutes}\nsource = "5.9"\nquote = "words"\n'

    found = wrong(f"{example.text()}\n[version.permits.short]\n{permit}")

    assert (found == []) is fine
    assert fine or found[0].startswith(f"{minutes} minutes: between ")
