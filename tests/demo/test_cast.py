"""The file of the cast is closed: what is wrong in it is named."""

from typing import Any

import pytest
from pydantic import ValidationError

from bot.demo import cast
from bot.demo.cast import Seat
from rules.facts import ROME

HINT = "Prova a prenotare un giorno"


def tables(**changes: Any) -> dict[str, Any]:
    members = [{"matricola": seat.value, "seat": seat.value, "hint": HINT} for seat in Seat]
    body = {"id": "valle", "name": "Comune di Valle Finta", "members": members}
    return {"bodies": [body | changes]}


def with_member(**changes: Any) -> dict[str, Any]:
    told = tables()
    told["bodies"][0]["members"].append({"matricola": "9", "hint": HINT} | changes)
    return told


def test_each_phone_has_its_person() -> None:
    (body,) = cast.read(tables())

    assert [body.seated(seat).matricola for seat in Seat] == ["employee", "manager", "hr"]


def test_an_unknown_key_is_named() -> None:
    with pytest.raises(ValidationError, match="posto"):
        cast.read(with_member(posto="hr"))


def test_two_people_for_one_phone_are_refused() -> None:
    with pytest.raises(ValidationError, match="each of employee, manager, hr once in valle"):
        cast.read(with_member(seat="hr"))


def test_somebody_twice_is_refused_by_matricola() -> None:
    with pytest.raises(ValidationError, match="not twice manager"):
        cast.read(with_member(matricola="manager"))


def test_a_promise_about_an_unknown_question_is_refused() -> None:
    with pytest.raises(ValidationError, match="'guess'"):
        cast.read(with_member(expect=[{"question": "guess"}]))


def test_a_moment_without_zone_is_a_time_in_rome() -> None:
    promise = {"question": "deliver", "at": "2026-11-23T21:00:00", "when": "2026-11-24T07:30:00"}
    (body,) = cast.read(with_member(expect=[promise]))

    (read_back,) = body.members[-1].expect
    assert isinstance(read_back, cast.ExpectDeliver)
    assert read_back.at.tzinfo is ROME


def test_the_demo_begins_on_a_monday_at_nine() -> None:
    assert (cast.STARTS_AT.isoweekday(), cast.STARTS_AT.hour) == (1, 9)
