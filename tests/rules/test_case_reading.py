"""What a case file gives, field by field, and where its mistakes are said to stand."""

from datetime import date

import pytest

from rules.casebook.read import CaseFileError, read
from rules.facts import Mode, Period, Scheme, Suspension
from rules.policy.errors import Problem

BODIES = frozenset({"tivoli"})
CASE = """\
ente: tivoli
cases:
  - {id: one, at: 2026-11-16T10:15, employee: {%s}, ask: {deliver: {}}}
"""


def problems(text: str) -> list[Problem]:
    with pytest.raises(CaseFileError) as found:
        read(text, "town.yaml", BODIES)
    return list(found.value.problems)


@pytest.mark.parametrize("per", list(Period))
def test_an_agreement_counts_by_the_period_that_is_written(per: Period) -> None:
    (case,) = read(
        CASE % f"agreement: {{from: 2026-01-01, scheme: {{per_{per}: 7}}}}", "-", BODIES
    )

    assert case.employee.agreement is not None
    assert case.employee.agreement.scheme == Scheme(per=per, days=7)


def test_weekdays_are_counted_from_monday() -> None:
    scheme = "agreement: {from: 2026-01-01, mode: remote, scheme: {weekdays: [mon, fri]}}"
    (case,) = read(CASE % scheme, "-", BODIES)

    assert case.employee.agreement is not None
    assert case.employee.agreement.mode is Mode.REMOTE
    assert case.employee.agreement.scheme == Scheme(weekdays=frozenset({0, 4}))


def test_an_agreement_of_a_single_day_is_one() -> None:
    (case,) = read(CASE % "agreement: {from: 2026-01-01, to: 2026-01-01}", "-", BODIES)

    assert case.employee.agreement is not None


def test_a_body_without_a_policy_is_named_on_its_own_line() -> None:
    (found,) = problems("# a town\n\nente: roma\ncases: []\n")

    assert (found.line, found.key) == (3, "ente")


def test_an_id_that_stands_twice_is_named_where_it_stands_again() -> None:
    case = "  - title: a case\n    at: 2026-11-16T10:15\n    id: one\n    ask: {deliver: {}}\n"

    (found,) = problems(f"ente: tivoli\ncases:\n{case}{case}")

    assert (found.line, found.key) == (9, "case one: id")


def test_an_impossible_date_is_named_on_its_line_after_lines_that_are_no_yaml_alone() -> None:
    text = 'ente: tivoli\ncases:\n  - id: "one\n      two"\n    at: 2026-02-30T10:00:00\n'

    (found,) = problems(text)

    assert (found.line, found.key) == (5, "file")


def test_a_mistake_is_named_on_the_nearest_line_that_is_written() -> None:
    text = "ente: tivoli\ncases:\n  - id: one\n    at: 2026-11-16T10:15\n"

    (found,) = problems(text)

    # The question is missing: the case itself is the nearest thing that stands in the file.
    assert (found.line, found.key) == (3, "case one: ask")


def test_a_case_that_is_no_map_is_named_by_its_number() -> None:
    (found,) = problems("ente: tivoli\ncases:\n  - one\n")

    assert (found.line, found.key) == (3, "case number 1: case")


def test_a_file_that_is_no_map_is_said_to_be_so() -> None:
    (found,) = problems("- ente: tivoli\n")

    assert (found.line, found.key) == (1, "file")
    assert "a map with `ente` and `cases`" in found.message


def test_what_no_parser_reads_is_named_on_its_line() -> None:
    (found,) = problems("ente: tivoli\ncases: [\n  - id: x\n")

    assert (found.line, found.key) == (3, "file")
    assert found.message.startswith("not YAML: ")


def test_a_long_value_is_cut_and_a_short_one_is_not() -> None:
    def told(length: int) -> str:
        text = "x" * length
        (found,) = problems(CASE % f"rank: {text}")
        return found.message.partition(":")[0]

    # With its quotation marks 200 characters.
    assert told(198) == f"'{'x' * 198}'"
    assert told(199) == f"'{'x' * 199}…"


def test_a_body_s_own_kinds_of_work_are_read_for_it_alone() -> None:
    text = CASE % "work: {kinds: [lighthouse]}"

    (case,) = read(text, "-", BODIES, own_kinds={"tivoli": ["lighthouse"]})

    assert case.employee.work.kinds == {"lighthouse"}
    with pytest.raises(CaseFileError, match="lighthouse"):
        read(text, "-", BODIES, own_kinds={"ferrara": ["lighthouse"]})


@pytest.mark.parametrize(
    ("written", "suspended"),
    [
        ("", None),
        (
            ", suspended: {from: 2026-03-02, to: 2026-03-08}",
            Suspension(first_day=date(2026, 3, 2), last_day=date(2026, 3, 8)),
        ),
        (", suspended: {from: 2026-03-02}", Suspension(first_day=date(2026, 3, 2))),
    ],
)
def test_an_agreement_is_suspended_as_long_as_is_written(
    written: str, suspended: Suspension | None
) -> None:
    (case,) = read(CASE % f"agreement: {{from: 2026-01-01{written}}}", "-", BODIES)

    assert case.employee.agreement is not None
    assert case.employee.agreement.suspended == suspended


def test_what_is_wrong_with_a_case_file_is_told_in_english_whoever_asks() -> None:
    (found,) = problems("- ente: tivoli\n")

    assert found.told("it") == found.told("en") == str(found)
