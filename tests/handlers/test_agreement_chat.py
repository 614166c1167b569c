"""`/accordo` and `/oggi` show what an agreement says beyond its days."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rules.facts import Scheme, Suspension
from tests.handlers.town import AGREED, TODAY, Phones, Town

DAY = timedelta(days=1)
PAUSE = Suspension(first_day=TODAY, last_day=TODAY)


@pytest.mark.parametrize(
    ("days", "line"),
    [
        (1, "• In sede: almeno 1 giornata a settimana"),
        (3, "• In sede: almeno 3 giornate a settimana"),
    ],
)
async def test_days_kept_for_the_office_and_stated_needs_are_shown(
    tivoli: Town, phones: Phones, days: int, line: str
) -> None:
    tivoli.agree("anna", replace(AGREED, presence_per_week=days, motive="cantiere <A>"))
    anna = await phones.of(tivoli, "anna")

    answer = await anna.asks("/accordo")

    assert line in answer.text
    assert "• Esigenze indicate: cantiere <A>" in answer.text
    assert "sospeso" not in answer.text


async def test_a_plain_agreement_says_nothing_of_them(tivoli: Town, phones: Phones) -> None:
    tivoli.agree("anna")
    anna = await phones.of(tivoli, "anna")

    answer = await anna.asks("/accordo")

    assert "In sede" not in answer.text
    assert "Esigenze" not in answer.text


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (0, 0, "sospeso da lunedì 23 novembre 2026 a lunedì 23 novembre 2026"),
        (7, None, "sospeso da lunedì 30 novembre 2026 fino a nuova comunicazione"),
        (-7, -1, None),
    ],
    ids=["today", "to-come-without-end", "over"],
)
async def test_a_suspension_is_shown_with_its_article_until_it_is_over(
    tivoli: Town, phones: Phones, first: int, last: int | None, said: str | None
) -> None:
    ends = None if last is None else TODAY + last * DAY
    pause = Suspension(first_day=TODAY + first * DAY, last_day=ends)
    tivoli.agree("anna", replace(AGREED, suspended=pause))
    anna = await phones.of(tivoli, "anna")

    answer = await anna.asks("/accordo")

    if said is None:
        assert "sospeso" not in answer.text
    else:
        assert said in answer.text
        assert "(art. 10.7)" in answer.text


async def test_today_says_that_the_agreement_is_suspended_and_the_office_is_the_place(
    tivoli: Town, phones: Phones
) -> None:
    terms = replace(AGREED, scheme=Scheme(weekdays=frozenset({0, 1})), suspended=PAUSE)
    tivoli.agree("anna", terms)
    anna = await phones.of(tivoli, "anna")

    answer = await anna.asks("/oggi")

    assert "• lunedì 23 novembre lavori in sede" in answer.text
    assert answer.text.count("l'accordo è sospeso") == 1
    assert "(art. 10.7)" in answer.text
    assert "• martedì 24 novembre lavori in modalità agile" in answer.text


async def test_a_suspension_without_end_is_said_of_both_days(tivoli: Town, phones: Phones) -> None:
    tivoli.agree("anna", replace(AGREED, suspended=Suspension(first_day=TODAY)))
    anna = await phones.of(tivoli, "anna")

    answer = await anna.asks("/oggi")

    assert answer.text.count("l'accordo è sospeso") == 2
    assert "fino a nuova comunicazione" in answer.text
