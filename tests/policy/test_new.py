"""A new file says by itself what is missing, and knows every table there is."""

import re
from datetime import date

import pytest

from rules.policy.check import TO_FILL_IN, problems
from rules.policy.keys import tables_of_the_schema, written
from rules.policy.library import read
from rules.policy.new import new_file

FROM = date(2026, 11, 21)


def fresh() -> str:
    return new_file("borgo-nuovo", FROM, "funzioni-locali")


def with_every_table(text: str) -> str:
    """The file with the `#` taken away from every table, of an act that provides for both ways."""
    provided = text.replace("regulated = false", "regulated = true")
    return re.sub(r"^#(?=[^ \n])", "", provided, flags=re.MULTILINE)


def filled_in(text: str) -> str:
    """Every gap closed, as somebody who reads the act would."""
    dated = text.replace('verified_on = "?"', "verified_on = 2026-11-21")
    quoted = re.sub(r'(source|_source) = "\?"', r'\1 = "1.1"', dated)
    return quoted.replace('= "?"', '= "parole dell\'atto"')


def test_a_new_file_lacks_only_what_is_to_be_filled_in() -> None:
    found = problems(fresh(), "borgo-nuovo.toml")

    assert {problem.message.partition(":")[0] for problem in found} == {"to be filled in"}


def test_every_gap_is_told_once_with_its_line() -> None:
    lines = fresh().splitlines()
    gaps = [n for n, line in enumerate(lines, 1) if not line.startswith("#") and '"?"' in line]
    told = {problem.line for problem in problems(fresh(), "borgo-nuovo.toml")}

    assert told == set(gaps)


def test_a_gap_says_what_to_look_for() -> None:
    found = {problem.key: problem.message for problem in problems(fresh(), "x.toml")}

    assert found["name"] == "to be filled in: the body's name, as Comune di Valle Alta"
    assert found["version[1].approver[2].source"].endswith("the article, as 3.2 or 3.2.a")


def test_filled_in_it_is_in_order() -> None:
    text = filled_in(fresh())

    assert problems(text, "borgo-nuovo.toml") == []
    assert read(text, "borgo-nuovo.toml").id == "borgo-nuovo"


def test_with_every_table_filled_in_it_is_in_order_too() -> None:
    text = filled_in(with_every_table(fresh()))

    assert f'= "{TO_FILL_IN}"' not in text
    assert problems(text, "borgo-nuovo.toml") == []


def test_every_table_of_the_schema_is_in_it() -> None:
    conditions = {"for_if", "for_any", "excluded_if", "needed_any", "exempt", "except_if"}
    groups = {"obstacles", "booking", "bands", "contact", "day", "agile", "remote", "presence"}
    groups |= {"off", "swap", "permits", "permit_approvals", "agile_permits", "on_call"}
    groups |= {"entitled_any"}
    inline = {"modes", "nights", "rules", "withdrawal"}
    # What is otherwise for remote work is written in the tables that are shown already.
    remote = {"remote_bands", "remote_ranking"}
    tables = [
        written(path)
        for path in tables_of_the_schema()
        if path and not conditions & set(path) and path[-1] not in groups | inline
        if "entitled_any" not in path and not remote & set(path)
    ]

    assert [table for table in tables if table not in fresh()] == []


@pytest.mark.parametrize("wrong", ["Borgo", "1borgo", "borgo esempio", "", "../borgo"])
def test_an_id_that_no_file_may_have_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="cannot be the id of a policy"):
        new_file(wrong, FROM, "none")


def test_a_contract_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="not a national contract"):
        new_file("borgo-nuovo", FROM, "istruzione")


@pytest.mark.parametrize("table", ["[version.recall]", "[version.disconnection]"])
def test_over_the_law_alone_what_a_contract_would_say_is_asked_for(table: str) -> None:
    assert table not in fresh().splitlines()
    assert table in new_file("ateneo-nuovo", FROM, "none").splitlines()


def test_over_the_law_alone_a_new_file_lacks_only_what_is_to_be_filled_in_too() -> None:
    text = filled_in(new_file("ateneo-nuovo", FROM, "none"))

    assert problems(text, "ateneo-nuovo.toml") == []
