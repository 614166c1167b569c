"""Where I work today, until when I may be contacted, and when I am left in peace."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.clock import MovableClock
from handlers.desk.today.rest import next_rest
from storage.tables import RequestState
from tests.handlers.asking import enter
from tests.handlers.town import TODAY, Phones, Town

TUESDAY = TODAY + timedelta(days=1)


async def test_an_agile_day_shows_bands_voucher_and_rest(sorano: Town, phones: Phones) -> None:
    sorano.agree("anna")
    enter(sorano, "anna", TODAY)
    anna = await phones.of(sorano, "anna")

    answer = await anna.asks("/oggi")

    assert "• lunedì 23 novembre lavori in modalità agile" in answer.text
    assert "• martedì 24 novembre lavori in sede" in answer.text
    assert "contattabile: " in answer.text
    assert "buono pasto (art. " in answer.text
    assert answer.text.count("il CCNL Funzioni Locali 2022-2024, firmato") == 1
    assert answer.text.index("lavori in modalità agile") < answer.text.index("contattabile")
    assert (
        "🌙 la tua disconnessione va da lunedì 23 novembre alle 22:00 "
        "a martedì 24 novembre alle 06:00" in answer.text
    )


async def test_two_agile_days_name_the_later_contract_once(sorano: Town, phones: Phones) -> None:
    sorano.agree("anna")
    enter(sorano, "anna", TODAY)
    enter(sorano, "anna", TUESDAY)
    anna = await phones.of(sorano, "anna")

    answer = await anna.asks("/oggi")

    assert answer.text.count("non spetta il buono pasto") == 2
    assert answer.text.count("il CCNL Funzioni Locali 2022-2024, firmato") == 1


async def test_where_no_word_on_vouchers_is_told_the_later_contract_is_not_either(
    alonte: Town, phones: Phones
) -> None:
    alonte.agree("anna")
    enter(alonte, "anna", TODAY)
    anna = await phones.of(alonte, "anna")

    answer = await anna.asks("/oggi")

    assert "lunedì 23 novembre lavori in modalità agile" in answer.text
    assert "CCNL Funzioni Locali 2022-2024" not in answer.text


async def test_a_day_nobody_approved_yet_is_worked_at_the_office(
    sorano: Town, phones: Phones
) -> None:
    sorano.agree("anna")
    enter(sorano, "anna", TODAY, state=RequestState.PENDING)
    anna = await phones.of(sorano, "anna")

    answer = await anna.asks("/oggi")

    assert "• lunedì 23 novembre lavori in sede" in answer.text


async def test_at_night_it_says_until_when(
    sorano: Town, phones: Phones, clock: MovableClock
) -> None:
    clock.advance(timedelta(hours=13))
    anna = await phones.of(sorano, "anna")

    answer = await anna.asks("/oggi")

    assert "ora sei in disconnessione, fino a martedì 24 novembre alle " in answer.text


async def test_why_shows_the_words_of_the_act(sorano: Town, phones: Phones) -> None:
    enter(sorano, "anna", TODAY)
    sorano.agree("anna")
    anna = await phones.of(sorano, "anna")
    await anna.asks("/oggi")

    await anna.presses("Perché?")

    await anna.waits_for("Le parole del regolamento")


def nightly(at: datetime) -> datetime:
    """Nobody is written to from 20:00 to 07:00 (UTC)."""
    if at.hour >= 20:
        return at.replace(hour=7, minute=0) + timedelta(days=1)
    return at.replace(hour=7, minute=0) if at.hour < 7 else at


@pytest.mark.parametrize(
    ("hour", "minute", "start", "now"),
    [
        (9, 0, (23, 20, 0), False),
        (19, 59, (23, 20, 0), False),
        (20, 0, (23, 20, 0), True),
        (6, 59, (23, 6, 59), True),
        (7, 0, (23, 20, 0), False),
    ],
)
def test_rest_begins_to_the_minute(
    hour: int, minute: int, start: tuple[int, int, int], *, now: bool
) -> None:
    rest = next_rest(nightly, datetime(2026, 11, 23, hour, minute, tzinfo=UTC))

    assert rest is not None
    assert (rest.start.day, rest.start.hour, rest.start.minute, rest.now) == (*start, now)
    assert rest.end.hour == 7


def test_who_is_never_disconnected_has_no_rest() -> None:
    assert (
        next_rest(lambda at: at, datetime.combine(date(2026, 11, 23), datetime.min.time(), UTC))
        is None
    )
