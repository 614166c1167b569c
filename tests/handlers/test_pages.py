"""Long answers become several messages."""

from handlers.chat.pages import pages


def test_a_short_text_is_one_message() -> None:
    assert pages("uno\ndue", 4096) == ["uno\ndue"]


def test_a_text_of_exactly_the_limit_is_one_message() -> None:
    assert pages("12345\n7890", 10) == ["12345\n7890"]


def test_a_text_over_the_limit_is_cut_at_the_end_of_a_line() -> None:
    assert pages("12345\n78901", 10) == ["12345", "78901"]


def test_a_part_of_blanks_is_left_out() -> None:
    assert pages("1234567890\n\n", 10) == ["1234567890"]
