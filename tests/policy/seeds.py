"""Seventy-six errors that people make in a policy file, one change of the example each."""

from __future__ import annotations

from typing import NamedTuple


class Seed(NamedTuple):
    """Words of the example, what somebody wrote instead, where it is told and what it must say."""

    old: str
    new: str
    key: str
    said: str
    line_of: str = ""
    """What stands in the line that is told; the first line of `new` if empty."""


WEEK = 'per = "week"\nmax_days = 2\n'
QUARTER = 'per = "quarter"\nmax_days = 20\n'
SECOND = "version[1].booking.quotas[2].max_days"
FIRST = "version[1].booking.quotas[1].max_days"
BANDS = 'bands = ["09:30-12:30", "15:00-16:00"]'
DEFAULT = "version[1].bands.default.bands"
NIGHT = 'hours = "19:30-07:30"'
ROWS = "version[1].disconnection.nights[1]"
TWICE = """
[[version.booking.quotas]]
per = "week"
max_days = 3
applies = "always"
agreement = "lowers"
source = "3.1"
quote = "Sono consentite al massimo due giornate di lavoro agile a settimana"
"""
MONTH_AND_YEAR = """per = "month"
max_days = 20
applies = "always"
agreement = "lowers"
source = "3.2"
quote = "In ciascun trimestre solare le giornate non possono essere più di venti"

[[version.booking.quotas]]
per = "year"
max_days = 12
"""
NIGHTLY = "Dalle ore 19:30 alle 7:30 il dipendente è disconnesso"
LEFT = "Ciascuna parte può recedere con un preavviso di venti giorni"
CALLED = "con comunicazione che pervenga almeno due giorni prima"
HEAD = "[version.booking.half_days]\nallowed = false"


def _week(value: str) -> tuple[str, str]:
    return WEEK, f'per = "week"\nmax_days = {value}\n'


SEEDS: dict[str, Seed] = {
    # Values that are not what they look like.
    "true-for-a-number": Seed(*_week("true"), FIRST, "true: write a number", "max_days = true"),
    "quoted-number": Seed(*_week('"4"'), FIRST, "'4': write a number", 'max_days = "4"'),
    "zero-days": Seed(*_week("0"), FIRST, "0: write more than 0", "max_days = 0"),
    "negative-days": Seed(*_week("-1"), FIRST, "-1: write more than 0", "max_days = -1"),
    "days-in-words": Seed(*_week('"due"'), FIRST, "'due': write a number", '"due"'),
    "endless-days": Seed(*_week("inf"), FIRST, "write a number that ends", "max_days = inf"),
    "list-for-a-number": Seed(*_week("[2]"), FIRST, "write a number", "max_days = [2]"),
    "half-a-day-in-a-row": Seed(
        'max_days = 2\nsource = "3.9"',
        'max_days = 2.5\nsource = "3.9"',
        "version[1].booking.in_a_row.max_days",
        "2.5: write a whole number",
    ),
    "no-in-quotes": Seed(
        HEAD,
        HEAD.replace("false", '"no"'),
        "version[1].booking.half_days.allowed",
        "'no': write true or false",
        'allowed = "no"',
    ),
    "false-in-quotes": Seed(
        HEAD,
        HEAD.replace("false", '"false"'),
        "version[1].booking.half_days.allowed",
        "'false': write true or false",
        'allowed = "false"',
    ),
    "zero-for-no": Seed(
        HEAD,
        HEAD.replace("false", "0"),
        "version[1].booking.half_days.allowed",
        "0: write true or false",
        "allowed = 0",
    ),
    "yes-for-working": Seed(
        "working = true",
        'working = "si"',
        "version[1].booking.notice[1].working",
        "write true or false",
    ),
    "quoted-day-of-verification": Seed(
        "verified_on = 2026-07-01",
        'verified_on = "2026-07-01"',
        "verified_on",
        "write a day as 2026-12-31",
    ),
    "moment-of-verification": Seed(
        "verified_on = 2026-07-01",
        "verified_on = 2026-07-01T10:00:00",
        "verified_on",
        "without an hour",
    ),
    "verified-in-the-future": Seed(
        "verified_on = 2026-07-01",
        "verified_on = 2027-07-01",
        "verified_on",
        "2027-07-01 is still to come",
    ),
    "quoted-first-day": Seed(
        "from = 2025-02-01",
        'from = "2025-02-01"',
        "version[1].from",
        "'2025-02-01': write a day as 2026-01-01",
    ),
    "hour-as-a-number": Seed(
        'hour = "12:00"',
        "hour = 12",
        "version[1].booking.notice[1].hour",
        "12 is not a time of day",
    ),
    "hour-that-no-day-has": Seed(
        'hour = "12:00"',
        'hour = "25:00"',
        "version[1].booking.notice[1].hour",
        "'25:00' is not a time of day",
    ),
    "hour-with-a-point": Seed(
        'hour = "12:00"',
        'hour = "12.00"',
        "version[1].booking.notice[1].hour",
        "write it as 09:30",
    ),
    "slash-between-hours": Seed(
        NIGHT, 'hours = "19:30/07:30"', f"{ROWS}.hours", "write hours as 10:00-12:00"
    ),
    "text-for-a-list": Seed(
        'weekdays = ["wed"]',
        'weekdays = "wed"',
        "version[1].booking.anchor[1].weekdays",
        "'wed': write a list",
    ),
    "empty-list": Seed(
        'weekdays = ["wed"]',
        "weekdays = []",
        "version[1].booking.anchor[1].weekdays",
        "give at least one",
    ),
    "words-without-quotes": Seed(
        'per = "quarter"', "per = quarter", "file", "words need quotation"
    ),
    "number-for-words": Seed(
        'source = "3.2"',
        "source = 3.2",
        "version[1].booking.quotas[2].source",
        "in quotation marks",
    ),
    # Hours.
    "reversed-band": Seed(
        BANDS,
        'bands = ["12:30-09:30", "15:00-16:00"]',
        DEFAULT,
        "12:30-09:30 ends before it begins",
    ),
    "empty-band": Seed(
        BANDS, 'bands = ["09:30-12:30", "15:00-15:00"]', DEFAULT, "15:00-15:00 is empty"
    ),
    "overlapping-bands": Seed(
        BANDS,
        'bands = ["09:30-12:30", "12:00-16:00"]',
        DEFAULT,
        "09:30-12:30 and 12:00-16:00 overlap",
    ),
    "band-above-the-maximum": Seed(
        BANDS, 'bands = ["08:00-13:00", "14:00-17:00"]', DEFAULT, "480 minutes, more than"
    ),
    "band-below-the-minimum": Seed(
        BANDS, 'bands = ["09:30-10:30"]', DEFAULT, "less than the act's own minimum of 120 minutes"
    ),
    "band-in-the-disconnection": Seed(
        BANDS, 'bands = ["07:00-11:00"]', DEFAULT, "07:00-11:00 lies in the disconnection of"
    ),
    "reversed-night": Seed(NIGHT, 'hours = "07:30-19:30"', ROWS, "write the evening first"),
    "empty-night": Seed(NIGHT, 'hours = "19:30-19:30"', ROWS, "19:30-19:30 is empty"),
    "overlapping-nights": Seed(
        "    { " + NIGHT,
        f'    {{ hours = "20:00-06:00", source = "4.2", quote = "{NIGHTLY}" }},\n    {{ {NIGHT}',
        "version[1].disconnection.nights[2]",
        "19:30-07:30 overlaps 20:00-06:00 on the same evenings",
        "{ " + NIGHT,
    ),
    "hours-for-minutes": Seed(
        "minutes = 120",
        "minutes = 2",
        "version[1].bands.minimum.minutes",
        "2 minutes: between 15 and 720 is expected; two hours are 120",
    ),
    "seconds-for-minutes": Seed(
        "minutes = 120",
        "minutes = 7200",
        "version[1].bands.minimum.minutes",
        "7200 minutes: between",
    ),
    "minutes-for-hours": Seed(
        "hours_before = 24",
        "hours_before = 1440",
        "version[2].booking.notice[1].hours_before",
        "1440: write at most 744",
    ),
    # Numbers that no calendar has, or that others contradict.
    "nine-days-a-week": Seed(*_week("9"), FIRST, "9: a week has at most 7 days", "max_days = 9"),
    "forty-days-a-month": Seed(
        QUARTER,
        'per = "month"\nmax_days = 40\n',
        SECOND,
        "40: a month has at most 31 days",
        "max_days = 40",
    ),
    "a-year-of-four-hundred-days": Seed(
        QUARTER,
        'per = "year"\nmax_days = 400\n',
        SECOND,
        "400: a year has at most 366 days",
        "max_days = 400",
    ),
    "week-above-the-quarter": Seed(
        QUARTER,
        'per = "quarter"\nmax_days = 1\n',
        FIRST,
        "2 a week is more than the 1 a quarter",
        "max_days = 2\n",
    ),
    "month-above-the-year": Seed(
        QUARTER,
        MONTH_AND_YEAR,
        SECOND,
        "20 a month is more than the 12 a year that are allowed",
        "max_days = 20",
    ),
    "two-quotas-of-a-week": Seed(
        "\n[version.booking.agreement_quota]",
        TWICE + "\n[version.booking.agreement_quota]",
        "version[1].booking.quotas[3]",
        "speaks of the same as row 1",
        "[[version.booking.quotas]]",
    ),
    "six-office-days-of-five": Seed(
        "min_days = 2",
        "min_days = 6",
        "version[3].booking.presence[1].min_days",
        "6: only 5 days a week are worked",
    ),
    "percent-above-a-hundred": Seed(
        "percent = 50",
        "percent = 150",
        "version[1].booking.presence_share[1].percent",
        "150: write at most 100",
    ),
    "general-withdrawal-first": Seed(
        "withdrawal = [\n",
        f'withdrawal = [\n    {{ notice_days = 20, source = "6.3", quote = "{LEFT}" }},\n',
        "version[1].agreement.withdrawal[2]",
        "never decides: row 1 fits everybody",
        "notice_days = 90",
    ),
    "versions-overlap": Seed(
        "from = 2026-07-01",
        "from = 2024-07-01",
        "version[2].from",
        "2024-07-01 overlaps the version from 2025-02-01: write a later day",
    ),
    "recall-twice": Seed(
        "rules = [\n",
        'rules = [\n    { reasons = ["urgent"], days_before = 0, source = "5.1", '
        f'quote = "{CALLED}" }},\n',
        "version[1].recall.rules[2]",
        "speaks of the same as row 1",
        "days_before = 2",
    ),
    "rank-twice": Seed(
        'ranks = ["segretario"]',
        'ranks = ["segretario", "eq"]',
        "version[1].approver",
        "each rank stands in exactly one rule; look at eq",
        "[[version.approver]]",
    ),
    "rank-without-approver": Seed(
        'ranks = ["staff", "eq", "dirigente"]',
        'ranks = ["staff", "eq"]',
        "version[1].approver",
        "look at dirigente",
        "[[version.approver]]",
    ),
    "no-child-so-young": Seed(
        "child_under = 12",
        "child_from = 14\nchild_under = 12",
        "version[1].ranking.points[2].child_under",
        "no child is so young and at least 14",
        "child_under = 12",
    ),
    "most-points-below-the-points": Seed(
        "at_most = 10",
        "at_most = 0.5",
        "version[1].ranking.points[1].at_most",
        "0.5: less than the 1 points",
    ),
    "reply-without-silence": Seed(
        "tacit = true",
        "tacit = false",
        "version[1].agreement.expiry.reply_days",
        "15: only where silence extends",
        "reply_days = 15",
    ),
    "two-notices": Seed(
        "hours_before = 24",
        "hours_before = 24\ndays_before = 1",
        "version[2].booking.notice[1]",
        "either days_before (and hour) or hours_before",
        "[[version.booking.notice]]",
    ),
    "mode-twice": Seed(
        'mode = "remote"', 'mode = "agile"', "version[1].eligibility.modes[2]", "the same as row 1"
    ),
    # Keys and tables.
    "misspelt-key": Seed(
        "max_days = 20\n",
        "maxdays = 20\n",
        "version[1].booking.quotas[2].maxdays",
        "write 'max_days'",
    ),
    "unknown-key": Seed(
        "days = 60",
        "days = 60\ncolore = 1",
        "version[1].booking.horizon.colore",
        "remove it",
        "colore = 1",
    ),
    "key-of-another-table": Seed(
        "minutes = 120",
        "minutes = 120\npercent = 50",
        "version[1].bands.minimum.percent",
        "misplaced: 'percent' belongs in",
        "percent = 50",
    ),
    "misspelt-table": Seed(
        "[version.booking.half_days]",
        "[version.boking.half_days]",
        "version[1].boking",
        "unknown key: write 'booking'",
    ),
    "table-outside-a-version": Seed(
        "[version.booking.half_days]",
        "[booking.half_days]",
        "booking",
        "write it inside a version",
    ),
    "missing-key": Seed(
        "max_days = 20\n",
        "",
        SECOND,
        "missing: add it",
        "[[version.booking.quotas]]",
    ),
    "missing-table": Seed(
        "\n[version.booking.agreement_quota]\n",
        "\n[version.booking.derogation]\n",
        "version[1].booking.agreement_quota",
        "missing: add [version.booking.agreement_quota]",
        "[",
    ),
    "key-twice": Seed("days = 60", "days = 60\ndays = 90", "file", "stands twice", "days = 90"),
    "table-twice": Seed(
        "[version.booking.horizon]",
        "[version.booking.half_days]",
        "file",
        "this table stands twice",
    ),
    "unclosed-table-name": Seed(
        "[[version]]\nfrom = 2025", "[[version]\nfrom = 2025", "file", "bracket", "[[version]"
    ),
    "unclosed-quote": Seed(
        'name = "Comune di Borgo Esempio"',
        'name = "Comune',
        "file",
        "quotation mark is not closed",
    ),
    "deeply-nested": Seed(
        "max_days = 20\n",
        f"max_days = {'[' * 500}20{']' * 500}\n",
        "file",
        "nested more than 20 deep",
        "max_days = [[",
    ),
    # Words of a closed list.
    "unknown-period": Seed(
        'per = "quarter"',
        'per = "trimestre"',
        "version[1].booking.quotas[2].per",
        "write one of week",
    ),
    "unknown-weekday": Seed(
        'weekdays = ["wed"]',
        'weekdays = ["mercoledì"]',
        "version[1].booking.anchor[1].weekdays[1]",
        "'mercoledì' is not a weekday",
    ),
    "unknown-condition": Seed(
        '["fragile"]',
        '["fragili"]',
        "version[1].booking.presence_share[1].exempt.conditions_any",
        "'fragili' is not a condition: write one of",
    ),
    "unknown-role": Seed(
        'roles = ["sindaco", "vice_sindaco"]',
        'roles = ["sindaco", "assessore"]',
        "version[1].approver[2].roles",
        "'assessore' is not a role",
    ),
    # Where the act says it.
    "no-such-article": Seed(
        'source = "3.2"',
        'source = "33.2"',
        "version[1].booking.quotas[2].quote",
        "'33.2' is no article",
        "trimestre solare",
    ),
    "no-such-comma": Seed(
        'source = "3.2"',
        'source = "3.99"',
        "version[1].booking.quotas[2].quote",
        "'3.99' is no article",
        "trimestre solare",
    ),
    "words-not-in-the-act": Seed(
        "Le giornate non sono frazionabili",
        "Le giornate sono divisibili",
        "version[1].booking.half_days.quote",
        "does not stand in the act",
        "divisibili",
    ),
    "words-of-another-version": Seed(
        "Sono consentite al massimo tre giornate di lavoro agile a settimana",
        "Sono consentite al massimo due giornate di lavoro agile a settimana",
        "version[2].booking.quotas[1].quote",
        "it is the text of another version",
        "due giornate",
    ),
    "source-without-quote": Seed(
        'quote = "Le giornate non sono frazionabili"',
        'quote = ""',
        "version[1].booking.half_days",
        "has no quote",
        "[version.booking.half_days]",
    ),
    "shipped-id": Seed('id = "borgo-esempio"', 'id = "tivoli"', "id", "comes with the desk"),
}
