"""Each kind of mistake in a case file is an error with file, line, case and field."""

import pytest

from rules.casebook.read import CaseFileError, read
from rules.policy.errors import Problem
from rules.policy.library import shipped

BODIES = frozenset(shipped())
GOOD = """\
ente: tivoli
cases:

  - id: one
    title: "a first case"
    at: 2026-11-16T10:15
    employee:
      rank: staff
      agreement:
        from: 2026-01-01
        to: 2026-12-31
        scheme: {per_month: 8}
        bands: ["10:00-12:00", "14:30-16:30"]
      discipline: [{"on": 2025-01-01, sanction: fine}]
    given:
      - agile: [2026-11-02, {day: 2026-11-03, half: am}]
      - permit: {kind: medical, "on": 2026-11-04, hours: 2, from: "09:30"}
    ask: {book: {day: 2026-11-26}}
    expect: {verdict: allowed}

  - id: two
    at: 2026-11-16T10:15
    ask: {day: {"on": 2026-11-17}}
"""


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(CaseFileError) as found:
        read(text, "town.yaml", BODIES)
    return found.value.problems


def test_without_a_mistake_it_is_read() -> None:
    assert [case.id for case in read(GOOD, "town.yaml", BODIES)] == ["one", "two"]


# what stands in the good file, what is written instead, the field named, words of the message
SLIPS: dict[str, tuple[str, str, str, str]] = {
    "unknown body": ("ente: tivoli", "ente: roma", "ente", "'roma' has no policy: write one of"),
    "no body": ("ente: tivoli", "entity: tivoli", "ente", "missing"),
    "unknown key of a case": ("title:", "titel:", "case one: titel", "unknown key"),
    "unknown fact": ("rank: staff", "grade: staff", "case one: employee.grade", "unknown key"),
    "unknown rank": ("rank: staff", "rank: boss", "case one: employee.rank", "'boss'"),
    "unknown sanction": ("sanction: fine", "sanction: frown", "sanction", "'frown' is not a"),
    "unknown permit": ("kind: medical", "kind: nap", "permit.kind", "'nap' is not a kind"),
    "unknown question": ("{book: {day: 2026-11-26}}", "{bok: {}}", "case one: ask.bok", "unknown"),
    "unknown expectation": (
        "{verdict: allowed}", "{veredict: allowed}", "case one", "'veredict' is not something",
    ),
    "two questions": (
        "{book: {day: 2026-11-26}}", "{book: {day: 2026-11-26}, deliver: {}}", "case one: ask",
        "exactly one question",
    ),
    "no question": ("{book: {day: 2026-11-26}}", "{}", "case one: ask", "exactly one question"),
    "two things given at once": (
        "- agile: [", "- leave: [2026-11-05]\n        agile: [", "given.0", "exactly one key",
    ),
    "two schemes": (
        "{per_month: 8}", "{per_month: 8, per_week: 2}", "scheme", "exactly one of",
    ),
    "a day that is none": ("day: 2026-11-26", "day: 2026-02-30", "file", "impossible date"),
    "a day in words": ("day: 2026-11-26", "day: tomorrow", "book.day", "'tomorrow' is not a day"),
    "a day as a number": ("day: 2026-11-26", "day: 86400", "book.day", "86400 is not a day"),
    "a day with an hour": (
        "day: 2026-11-26", "day: 2026-11-26T10:00:00", "book.day", "has a time",
    ),
    "a moment that is none": ("at: 2026-11-16T10:15", "at: now", "case one: at", "not a moment"),
    "a question without anything": ("{book: {day: 2026-11-26}}", "{book: }", "ask", "what of it"),
    "a fact without anything": (
        "agile: [2026-11-02, {day: 2026-11-03, half: am}]", "agile: ", "given", "and a value",
    ),
    "a scheme without a number": ("{per_month: 8}", "{per_month: }", "scheme", "and how many"),
    "a moment beyond the calendar": (
        "at: 2026-11-16T10:15", 'at: "9999-12-31T23:59-12:00"', "case one: at", "beyond the years",
    ),
    "a moment without an hour": (
        "at: 2026-11-16T10:15", "at: 2026-11-16", "case one: at", "not a moment",
    ),
    "a quoted moment without an hour": (
        "at: 2026-11-16T10:15", 'at: "2026-11-16"', "case one: at", "not a moment",
    ),
    "a time without quotes, base sixty": ('from: "09:30"', "from: 10:30", "from", "10:30"),
    "hours in base sixty": ("hours: 2", "hours: 1:30", "hours", "1:30"),
    "more hours than a day": ("hours: 2", "hours: 25", "hours", "25"),
    "a band that is none": ('"10:00-12:00"', '"10:00"', "bands.0", "'10:00' is not a band"),
    "a band after midnight": ('"10:00-12:00"', '"23:00-25:00"', "bands.0", "25:00"),
    "`on` read as true": (
        '{day: {"on": 2026-11-17}}', "{day: {on: 2026-11-17}}", "case two: ask.day", "quotes",
    ),
    "a key twice": (
        "rank: staff", "rank: staff\n      rank: eq", "case one: employee.rank", "twice",
    ),
    "an id twice": ("id: two", "id: one", "case one: id", "stands twice"),
    "no id": ("- id: two", "- title: two", "case number 2: id", "missing"),
    "an id that is a number": ("id: two", "id: 2", "case 2: id", "2:"),
    "a number that is true": ("per_month: 8", "per_month: yes", "per_month", "True"),
    "a number in quotes": ("per_month: 8", 'per_month: "8"', "per_month", "'8'"),
    "half a day in words": ("half: am", "half: morning", "half", "morning"),
    "a weekday that is none": (
        "scheme: {per_month: 8}", "scheme: {weekdays: [lun]}", "weekdays", "'lun'",
    ),
    "a week of nothing": ("rank: staff", "workdays: []", "workdays", "at least"),
    "a week of Sundays": ("rank: staff", "workdays: [sun]", "workdays", "Sunday"),
    "an agreement that ends before it begins": (
        "to: 2026-12-31", "to: 2025-12-31", "agreement", "ends on 2025-12-31",
    ),
    "a window round the clock": (
        "scheme: {per_month: 8}", 'disconnection: "00:00-24:00"', "disconnection", "24",
    ),
    "an evaluation out of 100": (
        "rank: staff", "evaluations: {2025: 510}", "evaluations", "510",
    ),
    "an evaluation just over 100": (
        "rank: staff", "evaluations: {2025: 100.5}", "evaluations", "100.5",
    ),
    "part time of nothing": ("rank: staff", "part_time: 0", "part_time", "0"),
    "a negative distance": ("rank: staff", "km: -1", "km", "-1"),
    "a role that is none": (
        "{book: {day: 2026-11-26}}", "{approver: {absent: [capo]}}", "absent", "'capo' is not",
    ),
    "a permit of hours and of days": (
        "hours: 2", "hours: 2, days: 1", "permit", "some hours or some days",
    ),
    "an applicant twice": (
        "{book: {day: 2026-11-26}}", "{rank: {places: 1, applicants: [{name: A}, {name: A}]}}",
        "ask.rank", "A stands twice",
    ),
    "hours in quotes": ("hours: 2", 'hours: "2"', "permit.hours", "'2'"),
    "no hours at all": ("hours: 2", "hours: 0", "permit.hours", "0:"),
    "half a relative": ("rank: staff", "assists: 0.5", "assists", "0.5"),
    "less than no relative": ("rank: staff", "assists: -1", "assists", "-1"),
    "a weekday as a number": (
        "scheme: {per_month: 8}", "scheme: {weekdays: [1]}", "weekdays", "1 is not a weekday",
    ),
    "a suspension that ends before it begins": (
        "scheme: {per_month: 8}", "suspended: {from: 2026-03-02, to: 2026-03-01}", "suspended",
        "ends on 2026-03-01, before 2026-03-02",
    ),
    "a week on call from a Tuesday": (
        "- agile: [", "- on_call: [2026-11-03]\n      - agile: [", "on_call", "no Monday",
    ),
    "a list instead of a map": ("rank: staff", "work: [office]", "employee.work", "office"),
}  # fmt: skip


NAMED_AS_A_WHOLE = {"no body", "no id", "an agreement that ends before it begins"}

# What reaches a bound is no mistake.
FITTING: dict[str, tuple[str, str]] = {
    "half an hour": ("hours: 2", "hours: 0.5"),
    "a minute": ("hours: 2", "hours: 0.0167"),
    "a whole day of hours": ("hours: 2", "hours: 24"),
    "the hours of study of a year": (
        'kind: medical, "on": 2026-11-04, hours: 2', 'kind: study, "on": 2026-11-04, hours: 150',
    ),
    "an evaluation of 100": ("rank: staff", "evaluations: {2025: 100}"),
    "nobody assisted": ("rank: staff", "assists: 0"),
    "a suspension of a day": (
        "scheme: {per_month: 8}", "suspended: {from: 2026-03-02, to: 2026-03-02}",
    ),
    "an agreement of a day": ("to: 2026-12-31", "to: 2026-01-01"),
    "a week on call": ("- agile: [", "- on_call: [2026-11-02]\n      - agile: ["),
}  # fmt: skip


@pytest.mark.parametrize("name", FITTING)
def test_what_reaches_a_bound_is_read(name: str) -> None:
    old, new = FITTING[name]
    assert old in GOOD

    assert len(read(GOOD.replace(old, new, 1), "town.yaml", BODIES)) == 2


@pytest.mark.parametrize("name", SLIPS)
def test_each_mistake_is_named_with_its_case_and_field(name: str) -> None:
    old, new, field, words = SLIPS[name]
    assert GOOD.count(old) >= 1
    text = GOOD.replace(old, new, 1)
    pairs = zip(GOOD.splitlines(), text.splitlines(), strict=False)
    line = next(n for n, (before, after) in enumerate(pairs, 1) if before != after)

    found = problems(text)

    named = [p for p in found if field in p.key and words in p.message]
    assert named, [str(problem) for problem in found]
    assert {problem.file for problem in found} == {"town.yaml"}
    if name not in NAMED_AS_A_WHOLE:
        assert line in {problem.line for problem in named}


WHOLE_FILES = {
    "empty": ("", 1, "a map with `ente` and `cases`"),
    "only a comment": ("# nothing\n", 1, "a map with `ente` and `cases`"),
    "a list": ("- ente: tivoli\n", 1, "a map with `ente` and `cases`"),
    "a word": ("tivoli\n", 1, "a map with `ente` and `cases`"),
    "not YAML": ("ente: tivoli\ncases: [\n  - id: x\n", 3, "not YAML"),
    "a tab": ("ente: tivoli\ncases:\n\t- id: x\n", 3, "not YAML"),
    "two documents": ("ente: tivoli\n---\nente: ferrara\n", 2, "not YAML"),
    "an object": ("ente: !!python/object:os.system tivoli\n", 1, "not YAML"),
    "control characters": ("ente: tivoli\x07\n", 1, "not YAML"),
    "no cases": ("ente: tivoli\n", 1, "missing"),
    "cases as a map": ("ente: tivoli\ncases: {id: one}\n", 2, ""),
    "a case that is a word": ("ente: tivoli\ncases:\n  - one\n", 3, ""),
}


@pytest.mark.parametrize("name", WHOLE_FILES)
def test_a_file_of_another_shape_is_named_with_its_line(name: str) -> None:
    text, line, words = WHOLE_FILES[name]

    found = problems(text)

    assert line in {problem.line for problem in found}
    assert any(words in problem.message for problem in found)


def test_every_mistake_is_told_at_once() -> None:
    text = GOOD.replace("rank: staff", "rank: boss").replace("2026-11-17}", "someday}")

    assert [p.key.split(":")[0] for p in problems(text)] == ["case one", "case two"]


def test_a_file_without_any_case_is_no_mistake() -> None:
    assert read("ente: tivoli\ncases: []\n", "town.yaml", BODIES) == []
