"""A span laid over others takes what it names and leaves the rest, whatever they are."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from storage.staff_file.timeline import Piece, joined, laid_over

START = date(2026, 12, 1)
LEAVE = Piece(date(2026, 12, 14), date(2026, 12, 31), "leave")
days = some.integers(0, 40).map(lambda n: START + timedelta(days=n))
kinds = some.sampled_from(["leave", "sick", "child"])


@some.composite
def pieces(draw: some.DrawFn) -> list[Piece[str]]:
    """Pieces that do not overlap, as the store holds them."""
    edges = sorted(draw(some.sets(some.integers(0, 40), max_size=8)))
    spans = zip(edges[::2], edges[1::2], strict=False)
    return [
        Piece(START + timedelta(days=a), START + timedelta(days=b), draw(kinds)) for a, b in spans
    ]


def by_day(held: list[Piece[str]]) -> dict[date, str]:
    found: dict[date, str] = {}
    for piece in held:
        for n in range((piece.last - piece.first).days + 1):
            found[piece.first + timedelta(days=n)] = piece.what
    return found


def test_one_day_sick_inside_a_leave_leaves_both_rests() -> None:
    sick = date(2026, 12, 16)

    assert laid_over([LEAVE], sick, sick, lambda _: "sick") == [
        Piece(date(2026, 12, 14), date(2026, 12, 15), "leave"),
        Piece(sick, sick, "sick"),
        Piece(date(2026, 12, 17), date(2026, 12, 31), "leave"),
    ]


def test_a_day_taken_back_cuts_only_that_day() -> None:
    gone = date(2026, 12, 14)

    assert laid_over([LEAVE], gone, gone, lambda _: None) == [
        Piece(date(2026, 12, 15), date(2026, 12, 31), "leave")
    ]


def test_a_span_clipped_at_the_end_of_the_year_does_not_shorten_a_longer_one() -> None:
    longer = Piece(date(2026, 12, 21), date(2027, 1, 8), "leave")

    assert laid_over([longer], longer.first, date(2026, 12, 31), lambda _: "leave") == [longer]


def test_a_span_that_goes_on_makes_one_of_both() -> None:
    assert laid_over([LEAVE], date(2026, 12, 20), date(2027, 1, 8), lambda _: "leave") == [
        Piece(LEAVE.first, date(2027, 1, 8), "leave")
    ]


@given(pieces(), days, some.integers(0, 15), some.none() | kinds)
def test_named_days_are_as_told_and_all_others_as_before(
    held: list[Piece[str]], first: date, length: int, told: str | None
) -> None:
    last = first + timedelta(days=length)
    before, after = by_day(held), by_day(laid_over(held, first, last, lambda _: told))
    named = {first + timedelta(days=n) for n in range(length + 1)}

    assert {d: k for d, k in after.items() if d not in named} == {
        d: k for d, k in before.items() if d not in named
    }
    assert {d: k for d, k in after.items() if d in named} == (
        dict.fromkeys(named, told) if told else {}
    )


@given(pieces(), days, some.integers(0, 15), some.none() | kinds)
def test_told_twice_is_told_once(
    held: list[Piece[str]], first: date, length: int, told: str | None
) -> None:
    last = first + timedelta(days=length)
    once = laid_over(held, first, last, lambda _: told)

    assert laid_over(once, first, last, lambda _: told) == once == joined(once)
