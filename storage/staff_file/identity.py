"""Whether two rows, or a row and somebody in the store, are one person: asked, never guessed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from storage.people.names import folded
from storage.staff_file import namesakes
from storage.staff_file.namesakes import Namesake, Namesakes, words_of
from storage.staff_file.records import Known, Someone
from storage.staff_file.sheet import Row, Sheet

SAME = "--same-people"
DIFFERENT = "--different-people"
RENAMED = "--renamed-people"


def key_of(number: str) -> str:
    """Give what numbers of one person have in common: 0042 and 42.0 become 42, M12 m12."""
    return re.sub(r"[.,]0{1,2}$", "", number).lstrip("0").casefold() or "0"


def check(sheet: Sheet, known: Known) -> None:
    """
    Complain of rows of dipendenti.csv that seem to be about one person, naming both.

    With `same_people` a number that differs from a known one by zeros or capitals alone is taken
    for it; that a number has become another name's is another question, which `renamed_people`
    answers.
    """
    _resolve(sheet, known.numbers, same=known.same_people)
    rows = sheet.good("matricola")
    _once(sheet, rows)
    if not known.different_people:
        _check_zeros(sheet, rows, known)
        _check_names(sheet, known)
        _check_tax_codes(sheet)
    if not known.renamed_people:
        _check_renamed(sheet, rows, known)


def resolve(sheet: Sheet, numbers: frozenset[str], *, same: bool) -> None:
    """Complain of numbers in other files that a known one differs from by zeros or capitals."""
    _resolve(sheet, numbers, same=same)
    by_key = _by_key(numbers)
    for row in sheet.good("matricola"):
        number = row.values["matricola"]
        near = [] if number in numbers else by_key[key_of(number)]
        if near:
            expected = f"{' or '.join(near)}, if that is who is meant: say so with {SAME}"
            sheet.complain(row.line, "matricola", number, expected)


def _resolve(sheet: Sheet, numbers: frozenset[str], *, same: bool) -> None:
    by_key = _by_key(numbers)
    for row in sheet.good("matricola") if same else ():
        near = by_key[key_of(row.values["matricola"])]
        if row.values["matricola"] not in numbers and len(near) == 1:
            row.values["matricola"] = near[0]


def _by_key(numbers: Iterable[str]) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for number in sorted(numbers):
        found[key_of(number)].append(number)
    return found


def _once(sheet: Sheet, rows: list[Row]) -> None:
    first_line: dict[str, int] = {}
    for row in rows:
        number = row.values["matricola"]
        line = first_line.setdefault(number, row.line)
        if line != row.line:
            expected = f"each matricola once: it stands on line {line} too"
            sheet.complain(row.line, "matricola", row.texts["matricola"], expected)


def _check_zeros(sheet: Sheet, rows: list[Row], known: Known) -> None:
    stored = _by_key(known.numbers)
    names = {one.number: f" {one.name}" for one in known.people}
    first: dict[str, Row] = {}
    for row in rows:
        number, key = row.values["matricola"], key_of(row.values["matricola"])
        if number in known.numbers:
            continue
        near = [one for one in stored[key] if one != number]
        before = first.setdefault(key, row)
        if near:
            who = ", ".join(f"{one}{names.get(one, '')}" for one in near)
            expected = f"a number that differs from {who} by more than zeros or capitals; {_ask()}"
        elif before.values["matricola"] != number:
            other = before.values["matricola"]
            expected = (
                f"a number that differs from {other} on line {before.line} by more than zeros or "
                f"capitals: leave one row, or say {DIFFERENT} if they are two people"
            )
        else:
            continue
        sheet.complain(row.line, "matricola", number, expected)


def _ask() -> str:
    return f"if this is the same person say {SAME}, if not {DIFFERENT}"


def _check_names(sheet: Sheet, known: Known) -> None:
    """Complain of somebody new who has the name and birth date of somebody else."""
    seen = Namesakes()
    for one in known.people:
        seen.add(Namesake(one, 0, key_of(one.number)))
    for row in sheet.good("matricola", "cognome", "nome", "nato_il"):
        one = _someone(row)
        new = Namesake(one, row.line, key_of(one.number))
        if one.number not in known.numbers:
            namesakes.complain(sheet, new, seen, different=DIFFERENT)
        seen.add(new)


def _check_tax_codes(sheet: Sheet) -> None:
    first: dict[str, Row] = {}
    for row in sheet.good("matricola", "codice_fiscale"):
        code = row.values["codice_fiscale"]
        before = first.setdefault(code, row) if code else row
        if before.values["matricola"] != row.values["matricola"]:
            expected = (
                f"each codice fiscale once: {before.values['matricola']} on line {before.line} "
                "has it too"
            )
            sheet.complain(row.line, "codice_fiscale", code, expected)


def _check_renamed(sheet: Sheet, rows: list[Row], known: Known) -> None:
    """Complain of a known number that has become somebody else's."""
    people = {one.number: one for one in known.people}
    turned: list[tuple[Row, Someone]] = []
    for row in rows:
        before = people.get(row.values["matricola"])
        if before is None or not row.good("cognome", "nome", "nato_il"):
            continue
        now = _someone(row)
        if _is_turned(before, now):
            turned.append((row, before))
        elif _differs(before, now):
            born = f", born {before.born}" if before.born else ""
            expected = (
                f"the number of {before.name}{born}, who has it in the store; if this is the same "
                f"person say {RENAMED}, else give {now.name} a number of their own"
            )
            sheet.complain(row.line, "matricola", now.number, expected)
    if len(turned) > 1:
        _complain_of_turned(sheet, turned)


def _complain_of_turned(sheet: Sheet, rows: Iterable[tuple[Row, Someone]]) -> None:
    """Complain of several people's names in each other's place; of one alone it is mended."""
    for row, before in rows:
        expected = (
            f"cognome {before.family_name} and nome {before.given_name}, as the store has them, "
            f"not one for the other: are the headers exchanged? If not, say {RENAMED}"
        )
        sheet.complain(row.line, "cognome", row.texts["cognome"], expected)


def _is_turned(before: Someone, now: Someone) -> bool:
    """Tell whether family name and given name stand in each other's place."""
    were = folded(before.family_name), folded(before.given_name)
    are = folded(now.given_name), folded(now.family_name)
    return were == are and were[0] != were[1] and not _born_otherwise(before, now)


def _born_otherwise(before: Someone, now: Someone) -> bool:
    return None not in (before.born, now.born) and before.born != now.born


def _differs(before: Someone, now: Someone) -> bool:
    """Tell whether a name may be another person's; who marries keeps their birth date."""
    if _born_otherwise(before, now):
        return True  # a namesake may have got the number
    same_name = words_of(before) == words_of(now)
    if same_name or before.born is None or now.born is None:
        return not same_name
    family = folded(before.family_name) != folded(now.family_name)
    given = folded(before.given_name) != folded(now.given_name)
    return family and given


def _someone(row: Row) -> Someone:
    return Someone(
        number=row.values["matricola"],
        family_name=row.values["cognome"],
        given_name=row.values["nome"],
        born=row.values["nato_il"],
    )
