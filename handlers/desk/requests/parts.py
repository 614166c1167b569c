"""What waits of one person, or of anybody, on some days: how a button names it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from handlers.desk.presses import StalePressError
from handlers.desk.requests.request import Request

MARK = "w"
MOST_APART = 48
"""Days from the first to the last that fit in a button, a bit for each."""


MOST_LEFT_OUT = 2
"""People whose numbers fit in a button beside the rest."""


class Sort(StrEnum):
    """Which requests are meant, by a letter of a button."""

    ANY = ""
    PERMITS = "p"
    DAYS = "d"


REFUSING = "n"
"""Before the sort, in the button of what somebody said that they refuse."""
ANYBODY = 0
"""Where nobody is named: whoever asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """
    Requests of one person, or of ANYBODY; of these days, if any are named.

    `sort` tells whether only permits are meant, or only what is none; `without` who is not meant;
    `refusing` that all this shall be refused: who says so is not offered the contrary.
    """

    person_id: int
    days: tuple[date, ...] = ()
    sort: Sort = Sort.ANY
    without: tuple[int, ...] = ()
    refusing: bool = False

    def of(self, requests: Iterable[Request]) -> list[Request]:
        """Give those of some requests that are meant."""
        return [
            one
            for one in requests
            if self.person_id in (ANYBODY, one.employee_id)
            and one.employee_id not in self.without
            and one.touches(self.days)
            and self.sort in (Sort.ANY, _sort_of(one))
        ]

    @property
    def narrows(self) -> bool:
        """Tell whether it leaves out some of what a person asked for, or of what can be done."""
        return bool(self.days) or self.sort is not Sort.ANY or self.refusing

    def source(self, number: int) -> str | None:
        """Name a page of it in a button; None if it is too much for one."""
        first = min(self.days, default=date.min)
        if self.days and (max(self.days) - first).days >= MOST_APART:
            return None
        if len(self.without) > MOST_LEFT_OUT:
            return None
        bits = sum(1 << (day - first).days for day in set(self.days))
        said = f"{MARK}{self.person_id}.{first.toordinal()}.{bits:x}.{number}"
        left_out = "-".join(map(str, self.without))
        narrower = f"{REFUSING if self.refusing else ''}{self.sort.value}{left_out}"
        return f"{said}.{narrower}" if narrower else said


def _sort_of(request: Request) -> Sort:
    return Sort.PERMITS if request.kind == "permits" else Sort.DAYS


def part_of(source: str) -> tuple[Part, int]:
    """Read what a button names, and which page; raise StalePressError for no button of ours."""
    try:
        person_id, first, bits, number, *narrower = source.removeprefix(MARK).split(".")
        (narrowest,) = narrower or [""]
        said = narrowest.removeprefix(REFUSING)
        sort = next((one for one in (Sort.PERMITS, Sort.DAYS) if said.startswith(one)), Sort.ANY)
        left_out = said.removeprefix(sort)
        part = Part(
            person_id=int(person_id),
            days=_days(int(first), int(bits, 16)),
            sort=sort,
            without=tuple(int(one) for one in left_out.split("-")) if left_out else (),
            refusing=narrowest.startswith(REFUSING),
        )
        found = part, int(number)
    except (ValueError, OverflowError) as error:
        raise StalePressError(f"{source!r} names nothing that waits") from error
    if found[1] < 0 or part.source(found[1]) != source:
        raise StalePressError(f"{source!r} names nothing that waits")
    return found


def _days(first: int, bits: int) -> tuple[date, ...]:
    start = date.fromordinal(first)
    return tuple(start + timedelta(n) for n in range(bits.bit_length()) if bits >> n & 1)
