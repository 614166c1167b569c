"""No message inside a disconnection window, for anybody, at any moment of three years."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.barred import as_found
from rules.facts import ROME, Band, Employee, Mode
from rules.history import History
from rules.policy.library import shipped
from rules.questions import contact, deliver
from tests.rules.generate import repeatable, scenes
from tests.rules.oracle import ACTS, Oracle, minutes_before

Scene = tuple[Employee, History, datetime]
every_body = pytest.mark.parametrize("body", sorted(ACTS))
LETS_OBJECTIVES_THROUGH = {"tivoli", "alonte"}


def arrival(body: str, scene: Scene, *, urgent: bool) -> datetime:
    person, history, at = scene
    answer = deliver(shipped()[body], person, history, at=at, urgent=urgent)
    when: datetime = answer.values["when"]
    return when


@every_body
@given(scene=scenes(), urgent=st.booleans())
@repeatable(60)
def test_the_moment_is_the_first_that_the_act_leaves_open(
    body: str, *, scene: Scene, urgent: bool
) -> None:
    person, history, at = scene

    when = arrival(body, scene, urgent=urgent)

    act = Oracle(body, person, history)
    assert not act.forbids(when, urgent=urgent)
    assert all(act.forbids(minute, urgent=urgent) for minute in minutes_before(at, when))


@every_body
@given(scene=scenes(), urgent=st.booleans())
@repeatable(30)
def test_it_never_goes_back_and_asking_again_changes_nothing(
    body: str, *, scene: Scene, urgent: bool
) -> None:
    person, history, at = scene

    when = arrival(body, scene, urgent=urgent)

    assert when >= at
    assert arrival(body, (person, history, when), urgent=urgent) == when
    assert arrival(body, scene, urgent=urgent) == when


@every_body
@given(scene=scenes())
@repeatable(30)
def test_urgency_never_makes_a_message_later(body: str, *, scene: Scene) -> None:
    assert arrival(body, scene, urgent=True) <= arrival(body, scene, urgent=False)


@every_body
@given(scene=scenes(), purpose=st.sampled_from(["on_call", "institutional"]))
@repeatable(30)
def test_a_purpose_never_makes_a_message_later_and_without_a_turn_a_call_is_a_message(
    body: str, *, scene: Scene, purpose: str
) -> None:
    person, history, at = scene
    monday = at.astimezone(ROME).date() - timedelta(days=at.astimezone(ROME).weekday())
    ordinary = arrival(body, scene, urgent=False)
    turn = History(slots=history.slots, absences=history.absences, on_call=[monday])

    found = deliver(shipped()[body], person, history, at=at, purpose=purpose).values["when"]
    on_duty = deliver(shipped()[body], person, turn, at=at, purpose="on_call").values["when"]
    off_duty = deliver(shipped()[body], person, turn, at=at).values["when"]

    assert at <= found <= ordinary
    assert on_duty <= off_duty
    if purpose == "on_call":
        assert found == ordinary


@every_body
@given(
    scene=scenes(),
    urgent=st.booleans(),
    purpose=st.sampled_from([None, "objectives"]),
)
@repeatable(60)
def test_a_contact_waits_for_delivery_and_on_agile_days_for_a_band(
    body: str, *, scene: Scene, urgent: bool, purpose: str | None
) -> None:
    person, history, at = scene

    asked = contact(
        shipped()[body], person, history, at=at, by="peer", purpose=purpose, urgent=urgent
    )
    when: datetime = asked.values["when"]

    assert when >= arrival(body, scene, urgent=urgent)
    assert not Oracle(body, person, history).forbids(when, urgent=urgent)
    through = (body in LETS_OBJECTIVES_THROUGH and purpose == "objectives") or (
        body == "arena-po" and urgent
    )
    today = at.astimezone(ROME).date()
    # In a barred bimester nobody is agile, whatever is booked; how it is found has its own tests.
    found = as_found(shipped()[body], person, history, on=today, at=today)
    assert through or not waits_for_a_band(body, person, found, when)


def waits_for_a_band(body: str, person: Employee, history: History, when: datetime) -> bool:
    """Whether the half of the day is agile, and the minute outside every band or on a permit."""
    local = when.astimezone(ROME)
    day, minute = local.date(), local.hour * 60 + local.minute
    halves = history.halves(day)
    agreement = person.agreement
    agreed = agreement.scheme.weekdays if agreement and agreement.scheme else frozenset()
    if halves == (None, None) and agreement and agreement.covers(day) and day.weekday() in agreed:
        halves = (None, None) if day in history.presence else (Mode.AGILE, Mode.AGILE)
    if halves[minute >= 14 * 60] is not Mode.AGILE:
        return False
    permits = [p for p in history.permits if p.on == day and p.start is not None and p.minutes]
    if any(p.start <= minute < p.start + p.minutes for p in permits):  # type: ignore[operator]
        return True
    bands = expected_bands(body, person, day.weekday())
    return bool(bands) and not any(band.start <= minute < band.end for band in bands)


DEFAULT_BANDS = {
    "ferrara": ([(540, 780)], [(870, 960)]),
    "tivoli": ([(600, 720), (870, 990)], []),
    "sorano": ([(540, 780), (900, 1020)], []),
}


def expected_bands(body: str, person: Employee, weekday: int) -> list[Band]:
    agreement = person.agreement
    if agreement and (agreement.bands or agreement.afternoon_bands):
        more = agreement.afternoon_bands if weekday in person.afternoons else ()
        return [*agreement.bands, *more]
    always, returns = DEFAULT_BANDS.get(body, ([], []))
    spans = always + (returns if weekday in person.afternoons else [])
    return [Band(start, end) for start, end in spans]
