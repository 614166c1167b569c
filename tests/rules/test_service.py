"""Who is not yet, or no longer, in the body's service asks for nothing on that day."""

from datetime import date

import pytest

from rules.decision import Decision, Verdict
from rules.reasons import ReasonCode
from rules.service import in_service, outside, weigh

FIRST, LAST = date(2026, 3, 1), date(2026, 11, 30)
BEFORE, AFTER = date(2026, 2, 28), date(2026, 12, 1)
GRANTED = Decision("book", Verdict.ALLOWED, ())


@pytest.mark.parametrize(
    ("day", "expected"), [(BEFORE, False), (FIRST, True), (LAST, True), (AFTER, False)]
)
def test_the_service_goes_from_its_first_day_to_its_last(day: date, *, expected: bool) -> None:
    assert in_service(day, hired=FIRST, left_on=LAST) is expected


def test_an_end_that_nobody_told_is_none() -> None:
    assert in_service(AFTER, hired=FIRST, left_on=None)
    assert in_service(BEFORE, hired=None, left_on=LAST)


@pytest.mark.parametrize(
    ("days", "code", "figures"),
    [
        ((FIRST, LAST), None, {}),
        ((BEFORE, FIRST), ReasonCode.BEFORE_SERVICE, {"day": BEFORE, "first_day": FIRST}),
        ((LAST, AFTER), ReasonCode.AFTER_SERVICE, {"day": AFTER, "last_day": LAST}),
    ],
)
def test_the_first_day_outside_is_told_with_the_end_that_it_passes(
    days: tuple[date, ...], code: ReasonCode | None, figures: dict[str, date]
) -> None:
    found = outside(days, hired=FIRST, left_on=LAST)
    weighed = weigh(GRANTED, days, hired=FIRST, left_on=LAST)

    if code is None:
        assert found is None
        assert weighed == GRANTED
    else:
        assert found is not None
        assert (found.code, found.figures, found.against) == (code, figures, True)
        assert weighed.verdict is Verdict.REFUSED
        assert weighed.reasons == (found,)


def test_whose_first_day_nobody_told_is_outside_after_the_last_alone() -> None:
    found = outside([BEFORE, AFTER], hired=None, left_on=LAST)

    assert found is not None
    assert found.code == ReasonCode.AFTER_SERVICE
