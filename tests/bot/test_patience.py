"""Which calls to Telegram may be made again without writing to anybody twice."""

import pytest
from telegram.error import BadRequest, NetworkError, TimedOut

from bot.patience import may_repeat
from bot.transport import AnswerLostError, UnsentError


@pytest.mark.parametrize("error", [UnsentError("no line"), NetworkError("Internal Server Error")])
def test_what_surely_was_not_done_is_done_again(error: NetworkError) -> None:
    assert may_repeat("sendMessage", error)
    assert may_repeat("editMessageText", error)


def test_a_message_whose_answer_was_lost_is_not_written_again() -> None:
    assert not may_repeat("sendMessage", AnswerLostError("reset"))


@pytest.mark.parametrize("endpoint", ["editMessageText", "answerCallbackQuery", "deleteMessage"])
def test_what_is_the_same_once_or_twice_is_done_again(endpoint: str) -> None:
    assert may_repeat(endpoint, AnswerLostError("reset"))


@pytest.mark.parametrize("error", [BadRequest("chat not found"), TimedOut()])
def test_what_was_refused_or_took_too_long_is_left(error: NetworkError) -> None:
    assert not may_repeat("editMessageText", error)
