"""Permits where act or contract draw a line: hours, notice, silence, approval."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from rules.decision import Decision, Verdict
from rules.facts import ROME, Agreement, Band, Employee, Mode, Permit, Slot
from rules.history import History
from rules.permits import relief
from rules.policy.library import shipped
from rules.questions import balances, permit, permit_approval

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=ROME)
THURSDAY = date(2026, 11, 19)
PERSON = Employee(agreement=Agreement(first_day=date(2026, 1, 1)))


def ask(
    body: str, kind: str, *, on: date = THURSDAY, at: datetime = MONDAY, **said: Any
) -> Decision:
    urgent = said.pop("urgent", False)
    past = History(permits=said.pop("taken", ()), slots=said.pop("slots", ()))
    asked = Permit(kind=kind, on=on, **said)
    return permit(shipped()[body], PERSON, past, at=at, asked=asked, urgent=urgent)


def codes(found: Decision) -> dict[str, bool]:
    """Give which codes are told, and whether they speak against."""
    return {str(one.code): one.against for one in found.reasons}


def test_of_a_kind_on_which_act_and_contract_are_silent_that_is_told() -> None:
    found = ask("alonte", "union", minutes=60, start=600)

    assert codes(found)["permit_silent"] is False
    assert found.verdict is Verdict.ALLOWED
    assert "permit_silent" not in codes(ask("alonte", "personal", minutes=60, start=600))


@pytest.mark.parametrize(
    ("start", "minutes", "is_over"),
    [(23 * 60, 60, False), (23 * 60, 61, True), (23 * 60, None, False)],
)
def test_a_permit_ends_by_midnight(start: int, minutes: int | None, *, is_over: bool) -> None:
    found = ask("alonte", "personal", start=start, minutes=minutes)

    assert ("permit_past_midnight" in codes(found)) is is_over
    told = [one.figures for one in found.reasons if one.code == "permit_past_midnight"]
    assert told == ([{"day": THURSDAY, "next_day": date(2026, 11, 20)}] if is_over else [])


@pytest.mark.parametrize(
    ("on", "urgent", "code", "against"),
    [
        (date(2026, 11, 19), False, "permit_in_time", False),
        (date(2026, 11, 18), False, "permit_neither_notice_nor_urgent", True),
        (date(2026, 11, 18), True, "permit_in_time", False),
    ],
)
def test_a_visit_wants_three_days_or_proven_urgency(
    on: date, code: str, *, urgent: bool, against: bool
) -> None:
    # Alonte 34.3: three days before, or at the latest as it begins.
    found = codes(ask("alonte", "medical", on=on, minutes=60, start=600, urgent=urgent))

    times = ("permit_in_time", "permit_neither_notice_nor_urgent", "permit_short_notice")
    assert {one: found[one] for one in found if one in times} == {code: against}


@pytest.mark.parametrize(
    ("at", "late"),
    [
        (datetime(2026, 11, 19, 8, 0, tzinfo=ROME), False),
        (datetime(2026, 11, 19, 8, 1, tzinfo=ROME), True),
    ],
)
def test_what_is_urgent_is_asked_for_until_the_day_s_work_begins(
    at: datetime, *, late: bool
) -> None:
    # Alonte 34.3: «non oltre l'inizio dell'orario di lavoro del giorno».
    found = codes(ask("alonte", "medical", at=at, minutes=60, start=540, urgent=True))

    assert ("permit_urgent_late" in found) is late


@pytest.mark.parametrize(
    ("days_before", "in_time"),
    [(date(2026, 11, 25), True), (date(2026, 11, 26), False)],
)
def test_bereavement_is_had_within_seven_working_days(days_before: date, *, in_time: bool) -> None:
    # Alonte 34.1.b: of the death on Monday the 16th the seventh working day is the 25th.
    found = codes(ask("alonte", "bereavement", on=days_before, days=1, event=date(2026, 11, 16)))

    assert ("permit_in_time" in found) is in_time
    assert ("permit_later" in found) is not in_time


def test_a_permit_of_an_event_wants_the_event_and_begins_no_earlier() -> None:
    none = ask("alonte", "bereavement", days=1)
    assert codes(none)["permit_no_event"]
    assert none.verdict is Verdict.REFUSED
    early = ask("alonte", "bereavement", days=1, event=date(2026, 11, 20))
    assert codes(early)["permit_before_event"]
    assert early.verdict is Verdict.REFUSED
    same_day = ask("alonte", "bereavement", days=1, event=THURSDAY)
    assert "permit_before_event" not in codes(same_day)


@pytest.mark.parametrize(
    ("taken", "refused"), [(2, False), (3, True)], ids=["two days taken", "all three"]
)
def test_hours_of_a_kind_given_in_days_are_had_while_a_day_is_left(
    taken: int, *, refused: bool
) -> None:
    # Alonte 34.1.b: three days for each death.
    event = date(2026, 11, 13)
    day = Permit(kind="bereavement", on=date(2026, 11, 16), days=taken, event=event)

    found = codes(ask("alonte", "bereavement", minutes=60, start=600, event=event, taken=(day,)))

    assert ("permit_over_days" in found) is refused
    assert "permit_split" not in found


def test_hours_of_the_days_of_a_wedding_break_their_row() -> None:
    # Alonte 34.1.c: fifteen days in a row.
    found = codes(ask("alonte", "marriage", minutes=60, start=600, event=THURSDAY))

    assert found["permit_split"]


@pytest.mark.parametrize(
    ("mode", "kind", "article", "needed"),
    [
        (Mode.AGILE, "personal", "12.4", True),
        (Mode.AGILE, "law_104", "12.4", True),
        (Mode.AGILE, "assembly", "15.2", False),
        (None, "law_104", "CCNL18:33.2", False),
        (None, "personal", "CCNL:41.1", True),
    ],
)
def test_hours_of_a_day_away_are_approved_by_the_article_on_them(
    mode: Mode | None, kind: str, article: str, *, needed: bool
) -> None:
    # Tivoli 12.4: hours on a day worked elsewhere are authorised, assemblies aside (15.2).
    slots = [] if mode is None else [Slot(day=THURSDAY, mode=mode)]
    asked = Permit(kind=kind, on=THURSDAY, minutes=60, start=600)

    found = permit_approval(
        shipped()["tivoli"], PERSON, History(slots=slots), at=MONDAY, asked=asked
    )

    (reason,) = found.reasons
    assert (reason.source.article, found.values["needed"]) == (article, needed)


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        ("personal", date(2026, 1, 1)),
        ("law_104", date(2026, 11, 1)),
        ("bereavement", THURSDAY),
        ("blood_donation", THURSDAY),
    ],
)
def test_what_is_left_is_counted_from_the_beginning_of_its_period(kind: str, start: date) -> None:
    left = {one.kind: one for one in balances(shipped()["alonte"], PERSON, History(), on=THURSDAY)}

    assert left[kind].start == start


@pytest.mark.parametrize(
    ("kind", "in_hours", "in_days"),
    [
        ("personal", True, True),
        ("law_104", True, True),
        ("bereavement", False, True),
        ("short", True, False),
    ],
)
def test_a_kind_is_had_in_hours_or_days_as_its_limits_say(
    kind: str, *, in_hours: bool, in_days: bool
) -> None:
    left = {one.kind: one for one in balances(shipped()["alonte"], PERSON, History(), on=THURSDAY)}

    assert (left[kind].in_hours, left[kind].in_days) == (in_hours, in_days)


def test_nothing_of_one_donation_is_missing_from_the_next() -> None:
    taken = Permit(kind="blood_donation", on=date(2026, 11, 18), days=1)

    found = balances(shipped()["alonte"], PERSON, History(permits=[taken]), on=THURSDAY)

    (days,) = [one.days for one in found if one.kind == "blood_donation"]
    assert days is not None
    assert (days.used, days.left) == (0, 1)


def hours(start: int | None, minutes: int | None, on: date = THURSDAY) -> Permit:
    return Permit(kind="personal", on=on, start=start, minutes=minutes)


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        (hours(600, 90), (Band.parse("10:00-11:30"),)),
        (hours(None, 90), ()),
        (hours(600, None), ()),
        (hours(600, 90, date(2026, 11, 18)), ()),
    ],
)
def test_contact_duties_rest_in_the_known_hours_of_a_permit(
    taken: Permit, expected: tuple[Band, ...]
) -> None:
    # Alonte 41.13: for its duration.
    past = History(permits=[taken], slots=[Slot(day=THURSDAY)])

    found = relief(shipped()["alonte"], PERSON, past, on=THURSDAY)

    assert found.values["hours"] == expected
    assert [one.source.article for one in found.reasons] == (["41.13"] if expected else [])


@pytest.mark.parametrize(
    ("mode", "body", "rests"),
    [
        (Mode.AGILE, "alonte", True),
        (None, "alonte", False),
        (Mode.REMOTE, "alonte", False),
        (Mode.REMOTE, "tivoli", True),
    ],
)
def test_they_rest_on_days_worked_in_a_way_that_the_act_names(
    mode: Mode | None, body: str, *, rests: bool
) -> None:
    slots = [] if mode is None else [Slot(day=THURSDAY, mode=mode)]
    past = History(permits=[hours(600, 60)], slots=slots)

    assert bool(relief(shipped()[body], PERSON, past, on=THURSDAY).values["hours"]) is rests


@pytest.mark.parametrize(
    ("kind", "facts", "entitled"),
    [
        ("personal", {}, True),
        ("law_104", {}, False),
        ("law_104", {"conditions": frozenset({"severe_disability"})}, True),
        ("law_104", {"assists_severe": 1}, True),
    ],
)
def test_a_kind_that_asks_for_no_title_is_everybody_s(
    kind: str, facts: dict[str, Any], *, entitled: bool
) -> None:
    # L. 104/1992 art. 33.3, Alonte 34.1.f.
    person = replace(PERSON, **facts)

    left = {one.kind: one for one in balances(shipped()["alonte"], person, History(), on=THURSDAY)}

    assert left[kind].entitled is entitled
