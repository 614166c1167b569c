"""What the rules say about moving a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum

from handlers.desk.cases.judging import Hearing, Judged, strictest
from rules import questions as law
from rules.decision import Decision, verdict_of
from rules.facts import Half, Mode, Slot
from rules.history import History
from rules.reasons import ReasonCode
from storage.requests.bookings import Booking

DEADLINE = frozenset({ReasonCode.TOO_LATE_TO_SWAP, ReasonCode.IN_TIME_TO_SWAP})


class By(StrEnum):
    """Who moves a day, in the words of `rules.swap`."""

    EMPLOYEE = "employee"
    MANAGER = "manager"


def judge_move(
    hearing: Hearing, given_up: Slot, day: date, half: Half | None, *, booked: bool, by: By
) -> Judged:
    """
    Ask the rules whether a day may be moved to another, with the old one given back.

    `booked` False is a weekday of the agreement; `half` is the half of the new day. The verdict
    is DISCRETION where only limits set "di norma" are exceeded, as for a booking.
    """
    # What is moved is there to be moved, whatever else waits in its place.
    other = tuple(one for one in hearing.moves if given_up not in one)
    hearing = replace(hearing, moves=other)
    person = hearing.person_on(day)
    mode = person.agreement.mode if person.agreement else Mode.AGILE

    def judged(history: History) -> Decision:
        decision = law.swap(
            hearing.policy,
            person,
            history,
            at=hearing.at,
            day=given_up.day,
            new_day=day,
            by=by.value,
            moved=given_up if booked else None,
            new_half=half,
        )
        decision = hearing.in_service(decision, day)
        return decision._replace(verdict=verdict_of(decision.reasons))

    return Judged(day, half, mode, strictest(judged(one.history) for one in hearing.outcomes))


def judge_again(hearing: Hearing, booking: Booking, given_up: Slot) -> Judged:
    """
    Judge a swap that waits, as things stand now; the deadline as of when it was asked for.

    The hearing must be without the new day, or it would stand in its own way.
    """
    booked = booking.replaces_id is not None
    now = judge_move(hearing, given_up, booking.day, booking.half, booked=booked, by=By.EMPLOYEE)
    asked = replace(hearing, at=booking.asked_at)
    then = judge_move(asked, given_up, booking.day, booking.half, booked=booked, by=By.EMPLOYEE)
    kept = [reason for reason in now.decision.reasons if reason.code not in DEADLINE]
    kept += [reason for reason in then.decision.reasons if reason.code in DEADLINE]
    reasons = tuple(kept)
    return replace(now, decision=Decision("swap", verdict_of(reasons), reasons))
