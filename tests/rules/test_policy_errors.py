"""A mistake in a policy file is named with file, line, key, value and what to write instead."""

from dataclasses import dataclass

import pytest

from rules.policy.errors import PolicyError, Problem
from rules.policy.library import read
from tests.rules.texts import shipped_text

FILE = "town.toml"


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(PolicyError) as found:
        read(text, FILE)
    assert str(found.value) == "\n".join(str(problem) for problem in found.value.problems)
    return found.value.problems


@dataclass(frozen=True)
class Slip:
    """One line of a shipped file changed (the first that has `old`), and what must be said."""

    name: str
    body: str
    old: str
    new: str
    key: str
    words: tuple[str, ...]
    shift: int = 0
    """Lines between the changed line and the one that must be named."""

    def text_and_line(self) -> tuple[str, int]:
        """The text with the mistake, and its line."""
        lines = shipped_text(self.body).splitlines()
        at = next(n for n, line in enumerate(lines) if self.old in line)
        lines[at] = lines[at].replace(self.old, self.new, 1)
        return "\n".join(lines) + "\n", at + 1 + self.shift


SLIPS = [
    Slip("unknown key of a value", "arena-po", "max_days = 100", "max_days = 100\nmin_days = 12",
         "booking.quotas[1].min_days", ("unknown key", "12", "max_days"), shift=1),
    Slip("misspelt key", "arena-po", "max_days = 100", "max_day = 100",
         "booking.quotas[1].max_day", ("unknown key", "100")),
    Slip("misplaced table", "arena-po", "[version.booking.half_days]", "[version.bands.half_days]",
         "bands.half_days", ("misplaced", "half_days", "belongs in")),
    Slip("unknown table", "sorano", "[version.week]", "[version.holidays]", "holidays",
         ("unknown key",)),
    Slip("unknown key of the file", "arena-po", 'id = "arena-po"', 'id = "arena-po"\ncolour = 1',
         "colour", ("unknown key", "1"), shift=1),
    Slip("no quote for a source", "arena-po", 'quote = "durata"', 'quote = "  "',
         "obstacles.outside_agreement", ("11.c", "has no quote", "own words"), shift=-2),
    Slip("no source at all", "arena-po", 'source = "11.c"', "", "outside_agreement.source",
         ("missing", "source and quote"), shift=-1),
    Slip("a weekday of another language", "arena-po", '"mon", "tue"', '"lun", "tue"',
         "nights[1].evenings", ("'lun'", "not a weekday", "mon, tue")),
    Slip("a kind of work that nobody knows", "arena-po", '"school_canteen"', '"mensa"',
         "excluded_if.kinds_any", ("'mensa'", "not a kind of work", "school_canteen")),
    Slip("a condition that nobody knows", "sorano", '"fragile"', '"fragil"', "prevalence.exempt",
         ("'fragil'", "not a condition", "fragile")),
    Slip("a role that nobody has", "arena-po", 'roles = ["responsabile", "segretario"]',
         'roles = ["capo"]', "approver[1].roles", ("'capo'", "not a role", "responsabile")),
    Slip("a rank left out", "arena-po", 'ranks = ["eq", "dirigente"]', 'ranks = ["eq"]',
         "approver", ("each rank", "dirigente"), shift=-8),
    Slip("a rank that is none", "arena-po", 'ranks = ["staff"]', 'ranks = ["boss"]',
         "approver[1].ranks", ("boss", "staff")),
    Slip("a window without end", "tivoli", '"20:00-07:30"', '"20:00"', "nights[1].hours",
         ("'20:00'", "not a band", "10:00-12:00")),
    Slip("a time that is none", "tivoli", '"20:00-07:30"', '"20:00-07:60"', "nights[1].hours",
         ("07:60", "between 00:00 and 24:00")),
    Slip("a window as a number", "tivoli", '"07:30-20:00"', "1200", "bands.within.hours",
         ("1200",)),
    Slip("a number in words", "arena-po", "max_days = 100", 'max_days = "many"',
         "booking.quotas[1].max_days", ("'many'", "number")),
    Slip("a quota of nothing", "arena-po", "max_days = 100", "max_days = 0",
         "booking.quotas[1].max_days", ("0", "write more than 0")),
    Slip("a week of nine days", "sorano", "days = 6", "days = 9", "week.days", ("9", "7")),
    Slip("a period that is none", "arena-po", 'per = "year"', 'per = "decade"',
         "booking.quotas[1].per", ("decade", "week, fortnight, month")),
    Slip("a strength that is none", "sorano", 'strength = "ordinary"', 'strength = "soft"',
         "strength", ("soft", "hard, ordinary")),
    Slip("a yes that is no boolean", "ferrara", "allowed = false", 'allowed = "perhaps"',
         "allowed", ("perhaps", "true or false")),
    Slip("a sanction that is none", "arena-po", 'above = "written_warning"', 'above = "frown"',
         "requirements[1].excluded_if.sanctions.above", ("'frown'", "not a sanction")),
    Slip("an id with spaces", "arena-po", 'id = "arena-po"', 'id = "Arena Po"', "id",
         ("Arena Po",)),
    Slip("a day that is none", "arena-po", "verified_on = 2026-11-21", 'verified_on = "soon"',
         "verified_on", ("soon", "a day as 2026-12-31")),
    Slip("a first day that is none", "arena-po", "from = 2023-07-14", 'from = "2023-07-14"',
         "version[1].from", ("2026-01-01",)),
    Slip("a first day with an hour", "arena-po", "from = 2023-07-14",
         "from = 2023-07-14T00:00:00", "version[1].from", ("2026-01-01",)),
    Slip("broken TOML", "arena-po", "max_days = 100", "max_days = ", "file", ("not TOML",)),
    Slip("the same key twice", "arena-po", "max_days = 100", "max_days = 100\nmax_days = 90",
         "file", ("not TOML",), shift=1),
]  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_each_mistake_is_named_with_its_line(slip: Slip) -> None:
    text, line = slip.text_and_line()

    found = problems(text)

    named = [p for p in found if p.file == FILE and p.line == line and slip.key in p.key]
    assert named, [str(problem) for problem in found]
    assert [word for word in slip.words if word not in named[0].message] == []


FIRST = shipped_text("arena-po")


def line_of(text: str, word: str) -> int:
    """The last line with a word."""
    return max(n for n, line in enumerate(text.splitlines(), start=1) if word in line)


VERSIONS = {
    "the same day twice": ("[[version]]\nfrom = 2023-07-14", "from = 2023-07-14", "overlaps"),
    "out of order": ("[[version]]\nfrom = 2020-01-01", "from = 2020-01-01", "overlaps"),
    "no first day": ("[[version]]\nrepeals = []", "[[version]]", "as 2026-01-01"),
    "a last day in words": (
        '[[version]]\nfrom = 2027-01-01\nto = "never"',
        'to = "never"',
        "'never' is not a day",
    ),
    "a gap": (
        "[[version]]\nfrom = 2027-01-01\nto = 2027-06-29\n[[version]]\nfrom = 2027-07-01",
        "to = 2027-06-29",
        "the next version is from 2027-07-01",
    ),
    "an overlap": (
        "[[version]]\nfrom = 2027-01-01\nto = 2027-07-01\n[[version]]\nfrom = 2027-07-01",
        "to = 2027-07-01",
        "the next version is from 2027-07-01",
    ),
    "an end before the start": (
        "[[version]]\nfrom = 2027-01-01\nto = 2026-12-31",
        "to = 2026-12-31",
        "before its first day",
    ),
    "a repeal of nothing": (
        '[[version]]\nfrom = 2027-01-01\nrepeals = ["booking.quota"]',
        "repeals",
        "'booking.quota' names nothing",
    ),
    "a repeal that is no list": (
        '[[version]]\nfrom = 2027-01-01\nrepeals = "booking.half_days"',
        "repeals",
        "is not a list of names",
    ),
    "a repeal of what must be said": (
        '[[version]]\nfrom = 2027-01-01\nrepeals = ["approver"]',
        "repeals",
        "missing",
    ),
}


@pytest.mark.parametrize("name", VERSIONS)
def test_versions_that_do_not_fit_are_named_with_their_line(name: str) -> None:
    added, word, message = VERSIONS[name]
    text = f"{FIRST}\n{added}\n"

    found = problems(text)

    assert [p.line for p in found] == [line_of(text, word)]
    assert message in found[0].message


@pytest.mark.parametrize("text", ["", 'id = "town"\n', "version = 3\n", "version = []\n"])
def test_a_file_without_versions_says_what_a_policy_has(text: str) -> None:
    assert "at least one [[version]]" in problems(text)[0].message


def test_every_mistake_is_told_at_once() -> None:
    text = FIRST.replace("max_days = 100", "max_days = 0").replace('"tue", "wed"', '"tue", "mer"')

    assert {problem.key.split(".")[1] for problem in problems(text)} == {
        "booking",
        "disconnection",
    }


def test_a_mistake_in_a_later_version_is_named_there() -> None:
    text = FIRST + "\n[[version]]\nfrom = 2027-01-01\n\n[version.booking.half_days]\n"
    text += 'allowed = "sometimes"\nsource = "7"\nquote = "x"\n'

    assert [p.line for p in problems(text)] == [line_of(text, "sometimes")]
