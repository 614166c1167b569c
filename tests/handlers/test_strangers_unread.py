"""What strangers write is not read: it would cost what reading costs, for nobody."""

from handlers.chat import listening
from handlers.chat.acquainted import Acquaintances
from handlers.chat.answering import carry_out, only_known
from handlers.chat.asked import Asked
from handlers.reading import reading
from tests.handlers.town import Town


def hears(town: Town, telegram_id: int, text: str) -> int:
    """Let somebody write; give how many texts were parsed for it."""
    before = reading.prepare.cache_info().misses
    carry_out(only_known(listening.hear_text), town.desk, Asked(telegram_id, "it", text))
    return reading.prepare.cache_info().misses - before


def test_a_text_of_a_stranger_is_not_parsed(tivoli: Town) -> None:
    assert hears(tivoli, 999_999, "tutti i lunedì di un estraneo") == 0


def test_a_text_of_somebody_known_is_parsed_once(tivoli: Town) -> None:
    anna = tivoli.telegram_id("anna")
    first = hears(tivoli, anna, "che giorni ho prenotato a dicembre")
    second = hears(tivoli, anna, "che giorni ho prenotato a gennaio")

    assert (first, second) == (1, 1)


def test_who_was_let_in_longest_ago_is_forgotten_first() -> None:
    known = Acquaintances(most=2)
    for telegram_id in (1, 2, 1, 3):
        known.let_in(telegram_id)

    assert [telegram_id in known for telegram_id in (1, 2, 3)] == [True, False, True]


def test_who_is_turned_away_is_forgotten() -> None:
    known = Acquaintances()
    known.let_in(1)
    known.turn_away(1)

    assert 1 not in known
