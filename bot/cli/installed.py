"""The policies that the desk answers from: those that come with it, and a body's own files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from dotenv import dotenv_values

from bot.cli.reading import MISUSED, policy_of, text_of
from bot.refusal import Refusal
from bot.settings import PolicyLanguage
from rules.policy import check as checking
from rules.policy import library
from rules.policy.errors import Problem
from rules.policy.library import LAYERS, Policy
from rules.policy.locate import line_of, lines_of_keys
from rules.wrong import Words

SETTING = "SPORTELLO_POLICIES"
LANGUAGE_SETTING = "SPORTELLO_POLICY_LANGUAGE"


def own_folder(*, env_file: Path = Path(".env")) -> Path | None:
    """
    Tell where a body's own policy files are, or None.

    Commands of the law need this one setting alone: they work where the others are not set, and
    start without what checks them.
    """
    told = _setting(SETTING, env_file)
    return Path(told) if told else None


def policy_language(*, env_file: Path = Path(".env")) -> str:
    """Tell in which language ("en" or "it") errors of policy files are told; as `own_folder`."""
    told = _setting(LANGUAGE_SETTING, env_file).lower() or "en"
    if told not in set(PolicyLanguage):
        message = f"{LANGUAGE_SETTING}: {told!r} is no language of these messages: write en or it."
        raise Refusal(message, status=MISUSED)
    return told


def _setting(name: str, env_file: Path) -> str:
    return os.environ.get(name) or (dotenv_values(env_file).get(name) or "")


def installed(folder: Path | None) -> Mapping[str, Policy]:
    """
    Give the shipped policies and, beside them, every policy file (*.toml) of a folder, by id.

    Raises:
        Refusal: with everything that is wrong, file by file. An own file never takes the place of
            a shipped one: what the desk answers for a body must not hang on who looks where.

    """
    return {**library.shipped(), **({} if folder is None else own(folder))}


def own(folder: Path) -> Mapping[str, Policy]:
    """Read the policy files of a folder, by id; raise Refusal with everything that is wrong."""
    files = {file: text_of(file) for file in _files(folder)}
    problems = [
        problem for file, text in files.items() for problem in checking.problems(text, str(file))
    ]
    if not problems:
        policies = {file: library.read(text, str(file)) for file, text in files.items()}
        problems = list(_taken_ids(files, policies))
    if problems:
        language = policy_language()
        told = "\n".join(problem.told(language) for problem in problems)
        raise Refusal(told, status=MISUSED)
    return {policy.id: policy for policy in policies.values()}


def policies_with(files: Iterable[Path]) -> Mapping[str, Policy]:
    """Give the installed policies and, over them for this once, those of some files."""
    return {**installed(own_folder()), **{policy.id: policy for policy in map(policy_of, files)}}


def policy_named(name: str) -> Policy:
    """Find an installed policy by its id, or read the file of that name; or raise Refusal."""
    policies = installed(own_folder())
    if name in policies:
        return policies[name]
    if Path(name).is_file():
        return policy_of(Path(name))
    known = ", ".join(policies)
    message = f"No policy is called {name!r}, and no file either. There are: {known}."
    raise Refusal(message, status=MISUSED)


def _files(folder: Path) -> list[Path]:
    try:
        found = [path for path in folder.iterdir() if path.suffix.lower() == ".toml"]
    except OSError as error:
        message = f"{SETTING}: {folder} is no folder that can be read: {error.strerror}."
        raise Refusal(message, status=MISUSED) from error
    return sorted(path for path in found if path.is_file() and not path.name.startswith("."))


def _taken_ids(files: Mapping[Path, str], policies: Mapping[Path, Policy]) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for file, policy in policies.items():
        other = first.setdefault(policy.id, file)
        line = line_of(lines_of_keys(files[file]), ("id",))
        if policy.id in {*LAYERS, *library.shipped()}:
            yield Problem(str(file), line, "id", checking.comes_with_the_desk(policy.id))
        elif other != file:
            message = Words(
                f"{policy.id!r} is the id of {other.name} too: give each file its own",
                f"{policy.id!r} è anche l'id di {other.name}: dai a ogni file il suo",
            )
            yield Problem(str(file), line, "id", message)
