"""Who applies for a place: from a case file, from a folder of CSV files, or frozen before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.cli.installed import installed, own_folder
from bot.cli.reading import MISUSED, text_of
from bot.refusal import Refusal
from rules.casebook.answer import applicants_of
from rules.casebook.read import Case, CaseFileError, read
from rules.facts import ROME, Mode
from rules.frozen import FrozenError, again, thaw
from rules.policy.errors import PolicyNotInForceError
from rules.policy.library import Policy, own_kinds
from rules.ranking import Applicant, Round
from storage.staff_file import Known, Problems, read_folder
from storage.staff_file.records import EmployeeRow
from storage.tables import Rank

FROZEN = ".json"
"""How the name of a frozen ranking ends."""


@dataclass(frozen=True, slots=True)
class Held:
    """A round of applications as it is held: under which policy, and when."""

    policy: Policy
    at: datetime
    round: Round


@dataclass(frozen=True, slots=True)
class Told:
    """What the command line says beside the source; None where it does not."""

    case: str | None
    policy: str | None
    at: datetime
    places: int | None
    mode: Mode | None = None
    staff: int | None = None


def round_of(source: Path, told: Told) -> Held:
    """Read a round of applications; raise Refusal with everything that is wrong with it."""
    if source.is_dir():
        return _of_files(source, told)
    if told.policy is not None or told.places is not None or told.mode is not None:
        message = (
            f"{source} says itself which policy and how many places of which kind: leave --as, "
            "--places and --mode."
        )
        raise Refusal(message, status=MISUSED)
    if source.suffix.lower() == FROZEN:
        return _of_frozen(source, told)
    return _of_case(source, told)


def _of_files(folder: Path, told: Told) -> Held:
    kinds = own_kinds(installed(own_folder()))
    found = read_folder(folder, known=Known(policy_id=told.policy, own_kinds=kinds))
    if isinstance(found, Problems):
        raise Refusal(str(found), status=MISUSED)
    policy_id = told.policy or (found.body.policy_id if found.body else None)
    if policy_id is None or told.places is None:
        message = "CSV files do not say it: add --places N, and --as ID if there is no ente.csv."
        raise Refusal(message, status=MISUSED)
    records = [one.record for one in found.employees if one.record.rank is not Rank.ELECTED]
    if not records:
        raise Refusal(f"{folder} has nobody in dipendenti.csv who could apply.", status=MISUSED)
    applicants = tuple(Applicant(record.number, record.facts) for record in records)
    staff = _in_service(found.employees, told.at) if told.staff is None else told.staff
    mode = told.mode or Mode.AGILE
    return Held(_policy(policy_id), told.at, Round(applicants, told.places, mode, staff))


def _in_service(employees: Iterable[EmployeeRow], at: datetime) -> int:
    """Count who works for the body on the day: of them an act may admit a share."""
    day = at.astimezone(ROME).date()
    return sum(
        1
        for row in employees
        if row.record.rank is not Rank.ELECTED
        and (row.record.facts.hired or day) <= day <= (row.record.left_on or day)
    )


_NO_RANKING = (FrozenError, PolicyNotInForceError, OverflowError, RecursionError, ValueError)
"""ValueError: what is no JSON, and numbers of thousands of digits."""


def _of_frozen(file: Path, told: Told) -> Held:
    _says_staff(file, told)
    try:
        record: Any = json.loads(text_of(file))
        frozen = thaw(record)
        policy = _policy(frozen.policy_id)
        again(policy, record)
    except _NO_RANKING as error:
        raise Refusal(f"{file}: {error}.", status=MISUSED) from error
    return Held(policy, frozen.at, frozen.asked)


def _says_staff(source: Path, told: Told) -> None:
    if told.staff is not None:
        message = f"{source} says itself how many people the body has: leave --staff."
        raise Refusal(message, status=MISUSED)


def _of_case(file: Path, told: Told) -> Held:
    policies = installed(own_folder())
    try:
        read_cases = read(text_of(file), str(file), frozenset(policies), own_kinds(policies))
    except CaseFileError as error:
        raise Refusal(str(error), status=MISUSED) from error
    cases = [one for one in read_cases if one.ask.rank]
    case = _chosen(file, {one.id: one for one in cases}, told.case)
    asked = case.ask.rank
    policy, applicants = policies[case.body], applicants_of(case)
    if asked is None or asked.staff is not None:
        _says_staff(file, told)
    places, mode = (asked.places, asked.mode) if asked else (0, Mode.AGILE)
    staff = asked.staff if asked and asked.staff is not None else told.staff
    return Held(policy, case.at, Round(applicants, places, mode, staff))


def _chosen(file: Path, cases: Mapping[str, Case], wanted: str | None) -> Case:
    names = ", ".join(cases) or "none"
    if wanted is None and len(cases) == 1:
        return next(iter(cases.values()))
    if wanted is None:
        message = f"{file}: name one case that asks for a ranking with --case; there are: {names}."
        raise Refusal(message, status=MISUSED)
    if wanted not in cases:
        message = f"{file}: no case {wanted!r} asks for a ranking; there are: {names}."
        raise Refusal(message, status=MISUSED)
    return cases[wanted]


def _policy(policy_id: str) -> Policy:
    policies = installed(own_folder())
    if policy_id not in policies:
        message = f"No policy is called {policy_id!r}. There are: {', '.join(policies)}."
        raise Refusal(message, status=MISUSED)
    return policies[policy_id]
