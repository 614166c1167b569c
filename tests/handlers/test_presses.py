"""What buttons carry: small, versioned, and never believed."""

from datetime import date

import pytest

from handlers.desk import presses
from handlers.desk.presses import Press, StalePressError


def test_what_is_packed_is_read_back() -> None:
    data = presses.pack("booking", "set", date(2026, 11, 26), 12, "am")

    press = presses.parse(data)

    assert press == Press("booking", "set", ("20261126", "12", "am"))
    assert (press.day(0), press.number(1), press.text(2)) == (date(2026, 11, 26), 12, "am")


def test_sixty_four_bytes_fit() -> None:
    data = presses.pack("booking", "set", "x" * (64 - len("v1:booking:set:")))

    assert len(data.encode()) == 64


def test_sixty_five_bytes_are_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="over 64 bytes"):
        presses.pack("booking", "set", "x" * (65 - len("v1:booking:set:")))


def test_an_accent_counts_two_bytes() -> None:
    with pytest.raises(ValueError, match="over 64 bytes"):
        presses.pack("booking", "set", "è" * 25)


@pytest.mark.parametrize(
    "data",
    ["", "v1", "v1:booking", "v2:booking:set", "v1::set", "v1:booking:", "approve:42", "v1:a:b:"],
)
def test_what_we_never_wrote_is_stale(data: str) -> None:
    with pytest.raises(StalePressError):
        presses.parse(data)


@pytest.mark.parametrize(
    "day", ["2026-11-26", "20261301", "2026112", "２０２６１１２６", "2026W481"]
)
def test_a_forged_day_is_stale(day: str) -> None:
    with pytest.raises(StalePressError):
        Press("booking", "set", (day,)).day(0)


@pytest.mark.parametrize("number", ["-1", "1.5", "٣", "9" * 16, "1e3", " 1"])
def test_a_forged_number_is_stale(number: str) -> None:
    with pytest.raises(StalePressError):
        Press("booking", "set", (number,)).number(0)


def test_a_missing_argument_is_stale() -> None:
    with pytest.raises(StalePressError):
        Press("booking", "set").number(0)
