"""What nobody means well: numbers of no database, bytes of no text, words without an end."""

from itertools import islice, product

import pytest

from handlers.chat import listening, registry
from handlers.chat.answering import carry_out, leaving, only_known
from handlers.chat.asked import Answer, Asked
from handlers.chat.feature import Command
from handlers.chat.replies import Reply
from handlers.desk.context import Desk
from handlers.desk.presses import Press, StalePressError, parse
from rules.policy import library
from storage.store import Store
from tests.handlers.town import NOW, Town, found_town

LONGEST = 4096
"""Characters that Telegram takes, and brings."""
NUMBERS = ["0", "2147483647", "2147483648", "9007199254740993", "999999999999999", "9" * 30]
TEXTS = [
    *(f"{number}" for number in NUMBERS),
    "x" * LONGEST,
    "richiama " + "è" * (LONGEST - 9),
    "<b>" * 1300,
    "& " * 2000,
    "\u202etxet",
    "\ufffd",
    "\U0010ffff" * 40,
    "a\u0301" * 200,
    "0" * 400,
    "1e999",
    "-1",
    "1/0",
    "'; DROP TABLE employee; --",
    "%s %(x)s {0} {name}",
    "31/02/2026",
    "il 99 dicembre",
    "99:99",
    "1/1/99999",
    "٣ dicembre",
    "²",
]


PEOPLE = ("anna", "diana", "elena")
"""An employee, who decides, and who keeps the files."""


def share_of(name: str) -> list[tuple[Command, str]]:
    """Give every third pair of command and text, so that all three together send each once."""
    pairs = product(registry.commands(), TEXTS)
    return list(islice(pairs, PEOPLE.index(name), None, len(PEOPLE)))


@pytest.fixture
def town(postgres_store: Store) -> Town:
    """On PostgreSQL, which refuses more numbers and characters than SQLite."""
    return found_town(Desk(postgres_store, library.shipped(), lambda: NOW), "tivoli")


def answered(town: Town, name: str, answer: Answer, asked: Asked) -> Reply:
    """Answer as the door does, in one transaction; what it raises, the person would not read."""
    reply = carry_out(only_known(answer), town.desk, asked)
    for each in (reply, *reply.more):
        assert each.text is None or len(each.text) < 3 * LONGEST
        assert all(len(button.data.encode()) <= 64 for row in each.rows for button in row)
    return reply


@pytest.mark.parametrize("name", PEOPLE)
def test_every_command_stands_every_text(town: Town, name: str) -> None:
    telegram_id = town.telegram_id(name)
    for command, text in share_of(name):
        asked = Asked(telegram_id, "it", text)
        assert answered(town, name, leaving(command.answer), asked).text


@pytest.mark.parametrize("name", PEOPLE)
def test_every_form_stands_every_text(town: Town, name: str) -> None:
    telegram_id = town.telegram_id(name)
    for command, text in share_of(name):
        answered(town, name, leaving(command.answer), Asked(telegram_id, "it"))
        assert answered(town, name, listening.hear_text, Asked(telegram_id, "it", text)).text


@pytest.mark.parametrize("name", PEOPLE)
def test_every_button_stands_numbers_that_no_database_holds(town: Town, name: str) -> None:
    telegram_id = town.telegram_id(name)
    for feature in registry.features():
        for verb, answer in feature.verbs.items():
            for number in NUMBERS:
                for args in ((number,) * 4, (f"d{number}",) * 4, (f"d{number}.{number}",) * 4):
                    press = Press(feature.name, verb, args)
                    asked = Asked(telegram_id, "it", press=press, message_id=1)
                    answered(town, name, leaving(answer, feature.name), asked)


@pytest.mark.parametrize(
    "data", ["", ":", "v1", "v1:", "v1::", "v1:a:", "v2:a:b", "\ufffd" * 21, "v1:\n"]
)
def test_a_button_that_we_never_wrote_is_none(data: str) -> None:
    with pytest.raises(StalePressError):
        parse(data)


@pytest.mark.parametrize("text", ["0", "2147483647"])
def test_a_number_that_every_database_holds_is_read(text: str) -> None:
    assert Press("x", "y", (text,)).number(0) == int(text)


@pytest.mark.parametrize("text", ["2147483648", "9" * 15, "9" * 5000, "-1", "1e3", "²", "٣", " 1"])
def test_any_other_number_is_of_no_button(text: str) -> None:
    with pytest.raises(StalePressError):
        Press("x", "y", (text,)).number(0)
