"""Half days count a half wherever days away are counted."""

from datetime import date

import pytest

from rules.facts import Half, Mode, Slot
from rules.history import History

MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)


@pytest.mark.parametrize(
    ("slots", "halves"),
    [
        ([Slot(day=MONDAY)], 2),
        ([Slot(day=MONDAY, half=Half.AM)], 1),
        ([Slot(day=MONDAY), Slot(day=TUESDAY, half=Half.PM)], 3),
        ([Slot(day=MONDAY, half=Half.AM), Slot(day=MONDAY, half=Half.PM, mode=Mode.REMOTE)], 2),
        ([], 0),
    ],
)
def test_days_away_are_counted_by_halves(slots: list[Slot], halves: int) -> None:
    assert History(slots=slots).halves_away({MONDAY, TUESDAY}) == halves
