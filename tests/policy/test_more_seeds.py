"""Further errors, of a municipality, a university and a region, are told as clearly."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from rules.policy.check import problems
from rules.policy.errors import Problem
from rules.wrong import Words

FOLDER = Path(__file__).parent
TODAY = date(2026, 11, 30)
BEFORE = "\n[version.booking.agreement_quota]"
QUOTES = {
    "borgo-esempio": "Sono consentite al massimo due giornate",
    "ateneo-esempio": "Sono consentite al massimo due giornate",
    "regione-esempio": "Le giornate di lavoro agile sono al massimo due a settimana",
}
"""Words of article 3.1 of each body, for CITED."""
SEEDS: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / "more-seeds.yaml").read_text("utf-8"))
EVERY = [
    pytest.param(body, seed, id=f"{body}-{name}")
    for body, seeds in SEEDS.items()
    for name, seed in seeds.items()
]
every_seed = pytest.mark.parametrize(("body", "seed"), EVERY)


def seeded(body: str, seed: dict[str, str]) -> str:
    text = (FOLDER / f"{body}.toml").read_text("utf-8")
    if "added" in seed:
        cited = f'source = "3.1"\nquote = "{QUOTES[body]}"'
        old, new = BEFORE, f"\n{seed['added'].replace('CITED', cited)}\n{BEFORE}"
    else:
        old, new = seed["old"], seed["new"]
    if old == "WHOLE":
        return ""
    assert old in text
    return text.replace(old, new, 1)


def found_in(body: str, seed: dict[str, str]) -> list[Problem]:
    act = (FOLDER / f"{body}.txt").read_text("utf-8")
    return problems(seeded(body, seed), f"{body}.toml", act, today=TODAY)


@pytest.mark.parametrize("body", SEEDS)
def test_the_example_itself_has_none(body: str) -> None:
    assert found_in(body, {"old": "", "new": ""}) == []


@every_seed
def test_an_error_is_told_with_its_line_its_key_and_what_is_expected(
    body: str, seed: dict[str, str]
) -> None:
    found = found_in(body, seed)
    lines = seeded(body, seed).splitlines() or [""]
    first_line = (seed.get("added") or seed.get("new") or "").strip().splitlines()[:1]
    marked = seed.get("line") or (*first_line, "")[0]

    assert [
        one
        for one in found
        if one.key == seed["key"] and seed["said"] in one.message
        if marked in lines[one.line - 1] or marked == "WHOLE"
    ], [str(one) for one in found]


@every_seed
def test_an_error_is_told_in_italian_too_and_without_words_of_a_parser(
    body: str, seed: dict[str, str]
) -> None:
    found = found_in(body, seed)
    told = "\n".join(one.told(language) for one in found for language in ("en", "it"))

    assert all(isinstance(one.message, Words) for one in found)
    assert all(one.told("it") != one.told("en") for one in found)
    assert not [word for word in ("Input should", "Value error", "datetime.") if word in told]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("max_days = 4\ncount", "max_days = 366\ncount"),
        ("percent = 15", "percent = 1"),
        ("reply_days = 10", "reply_days = 366"),
        ("notice_days = 60", "notice_days = 366"),
        ("from = 2025-02-01", "from = 2017-06-14"),
        ("max_days = 2\n", "max_days = 2.5\n"),
        ("min_days = 3\n", "min_days = 4\n"),
        ("{ part_time_over = 50 }", "{ part_time_over = 50, part_time = true }"),
        ("{ part_time_over = 50 }", "{ child_from = 16, child_under = 17 }"),
        ("{ part_time_over = 50 }", "{ child_from = 18, child_under = 27 }"),
        (
            '{ hours = "20:00-07:00", source',
            (
                '{ hours = "12:00-07:00", evenings = ["fri"], source = "4.3", quote = '
                '"il dipendente" },\n'
                '    { hours = "20:00-07:00", evenings = ["mon", "tue", "wed", "thu"], source'
            ),
        ),
        ("{ part_time_over = 50 }", '{ kinds_only = ["driving", "office"], office = true }'),
        ("except_if = { assists_at_least = 1 }", "except_if = { part_time_over = 80 }"),
        ("minutes = 240", "minutes = 15"),
        ('source = "3.2"', 'source = "3.2.a"'),
        ('source = "3.2"', 'source = "3"'),
        (
            '{ modes = ["remote"], notice_days = 60',
            (
                '{ for_if = { conditions_any = ["fragile"] }, notice_days = 90, source = "5.2", '
                'quote = "Dal lavoro da remoto si recede" },\n    { for_if = { conditions_any = '
                '["fragile", "disability"] }, notice_days = 70, source = "5.2", quote = '
                '"Dal lavoro da remoto si recede" },\n    { modes = ["remote"], notice_days = 60'
            ),
        ),
    ],
)
def test_what_lies_on_the_right_side_is_no_error(old: str, new: str) -> None:
    assert found_in("ateneo-esempio", {"old": old, "new": new}) == []


@pytest.mark.parametrize(
    "table",
    [
        '[[version.booking.anchor]]\nweekdays = ["mon", "tue", "wed", "thu"]\nCITED',
        (
            '[[version.booking.raised]]\nper = "week"\nmax_days = 3\ninstead_of = "week"\n'
            'for_any = [{ conditions_any = ["fragile"] }]\nCITED'
        ),
        '[version.booking.least]\nper = "month"\nmin_days = 12\nCITED',
        (
            "[[version.booking.notice]]\ndays_before = 15\nCITED\n\n[version.booking.horizon]\n"
            "days = 15\nCITED"
        ),
        '[version.bands.within]\nhours = "09:00-13:00"\nCITED',
        '[version.hours]\nstart = "08:00"\nday_hours = ["08:00-14:00"]\nday_minutes = 360\nCITED',
        "[version.bands.maximum]\npercent = 56\nCITED",
        '[[version.bands.weekday]]\nweekdays = ["fri"]\nbands = ["09:00-10:30"]\nCITED',
        '[version.bands.fixed]\nranks = ["eq"]\nbands = ["09:00-10:30"]\nCITED',
        (
            '[version.hours]\nstart = "08:00"\nday_minutes = 456\nCITED\n\n[version.bands.maximum]'
            "\npercent = 100\nCITED\n\n[version.bands.default]\n"
            'bands = ["08:00-12:00", "13:00-16:36"]\nCITED'
        ),
        (
            '[version.permits.marriage]\nper = "event"\nmax_days = 15\nbegins_within_days = 45\n'
            "within_days = 45\nCITED"
        ),
        (
            '[version.booking.recovery]\ncauses = ["sick"]\nCITED\n\n[version.recall.given_back]\n'
            "allowed = false\nCITED"
        ),
    ],
)
def test_a_table_on_the_right_side_is_no_error(table: str) -> None:
    assert found_in("ateneo-esempio", {"added": table}) == []
