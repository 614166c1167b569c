"""Bands of remote work: where an act speaks of them they hold on remote days as agile ones do."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from rules import questions as law
from rules.contact_hours import band_gone_by, in_a_band, open_until
from rules.decision import Verdict
from rules.facts import ROME, Agreement, Band, Employee, Half, Mode, Slot
from rules.history import History
from rules.policy import library
from rules.policy.library import Policy, shipped
from tests.policy.test_seventh import POLICY, TEXT

TUESDAY = date(2026, 3, 10)
MORNING, AFTERNOON = Band.parse("09:00-13:00"), Band.parse("15:00-19:00")
REMOTE = Employee(
    agreement=Agreement(mode=Mode.REMOTE, first_day=date(2026, 1, 1), bands=(MORNING,))
)
AGILE = Employee(agreement=Agreement(first_day=date(2026, 1, 1), bands=(MORNING,)))
DEFAULT = """
[version.remote_bands.default]
bands = ["15:00-19:00"]
source = "4.6"
quote = "Nel lavoro da remoto si è contattabili dalle 15 alle 19"
"""
WITH_DEFAULT = library.read(
    TEXT.replace("[version.disconnection]", f"{DEFAULT}\n[version.disconnection]"), "x.toml"
)


def rome(clock: str) -> datetime:
    return datetime.fromisoformat(f"{TUESDAY}T{clock}").replace(tzinfo=ROME)


def worked(*slots: Slot) -> History:
    return History(slots=slots)


def away(mode: Mode, half: Half | None = None) -> Slot:
    return Slot(day=TUESDAY, mode=mode, half=half)


REMOTE_DAY = worked(away(Mode.REMOTE))


def reached(policy: Policy, person: Employee, history: History, clock: str) -> tuple[str, str]:
    """From when on a contact is possible, and the article that says so."""
    found = law.contact(policy, person, history, at=rome(clock))
    return f"{found.values['when']:%H:%M}", found.reasons[0].source.article


@pytest.mark.parametrize(
    ("clock", "found"),
    [
        ("08:59", ("09:00", "4.2")),
        ("09:00", ("09:00", "4.2")),
        ("12:59", ("12:59", "4.2")),
    ],
)
def test_a_remote_day_is_held_to_the_bands_of_its_agreement(
    clock: str, found: tuple[str, str]
) -> None:
    assert reached(POLICY, REMOTE, REMOTE_DAY, clock) == found


def test_after_the_band_a_contact_waits_for_a_day_without_one() -> None:
    decision = law.contact(POLICY, REMOTE, REMOTE_DAY, at=rome("13:00"))

    assert decision.verdict is Verdict.HOLD
    assert decision.values["when"] == rome("07:00") + timedelta(days=1)
    assert decision.because == ("4.2",)


@pytest.mark.parametrize("body", sorted(shipped()))
def test_where_the_act_has_none_for_remote_work_the_remote_day_is_open(body: str) -> None:
    found = law.contact(shipped()[body], REMOTE, REMOTE_DAY, at=rome("14:00"))

    assert found.verdict is Verdict.NOW
    assert law.day(shipped()[body], REMOTE, REMOTE_DAY, on=TUESDAY).values["bands"] == ()


def test_each_way_of_working_is_answered_by_its_own_article() -> None:
    agile = worked(away(Mode.AGILE))

    assert reached(POLICY, AGILE, agile, "08:00") == ("09:00", "4.1")
    assert reached(POLICY, REMOTE, REMOTE_DAY, "08:00") == ("09:00", "4.2")


@pytest.mark.parametrize(
    ("mode", "article"), [(Mode.AGILE, "4.1"), (Mode.REMOTE, "4.2"), (Mode.PRESENCE, None)]
)
def test_the_day_tells_its_bands_with_their_article(mode: Mode, article: str | None) -> None:
    person = replace(
        REMOTE, agreement=replace(REMOTE.agreement or Agreement(first_day=TUESDAY), mode=mode)
    )
    history = History() if mode is Mode.PRESENCE else worked(away(mode))
    found = law.day(POLICY, person, history, on=TUESDAY)

    assert found.values["bands"] == (() if article is None else (MORNING,))
    assert [one for one in found.because if one.startswith("4.")] == ([article] if article else [])


def test_bands_of_an_agile_agreement_are_none_of_a_remote_day() -> None:
    """The act's own of remote work hold then, if it has any."""
    found = law.day(WITH_DEFAULT, AGILE, REMOTE_DAY, on=TUESDAY)

    assert found.values["bands"] == (AFTERNOON,)
    assert "4.6" in found.because
    assert law.day(POLICY, AGILE, REMOTE_DAY, on=TUESDAY).values["bands"] == ()


def test_of_a_day_worked_in_both_ways_each_half_has_its_own() -> None:
    both = worked(away(Mode.AGILE, Half.AM), away(Mode.REMOTE, Half.PM))

    assert law.day(WITH_DEFAULT, AGILE, both, on=TUESDAY).values["bands"] == (MORNING, AFTERNOON)
    assert reached(WITH_DEFAULT, AGILE, both, "09:30") == ("09:30", "4.1")
    assert reached(WITH_DEFAULT, AGILE, both, "13:30") == ("15:00", "4.1")
    assert reached(WITH_DEFAULT, AGILE, both, "15:30") == ("15:30", "4.6")


def test_of_half_a_remote_day_the_half_at_the_office_is_open() -> None:
    half = worked(away(Mode.REMOTE, Half.AM))

    assert reached(POLICY, REMOTE, half, "13:30")[0] == ("14:00")
    assert law.contact(POLICY, REMOTE, half, at=rome("14:00")).verdict is Verdict.NOW


def test_reachability_ends_with_the_band_and_a_whole_band_can_go_by() -> None:
    assert open_until(POLICY, REMOTE, REMOTE_DAY, at=rome("10:00")) == rome("13:00")
    assert in_a_band(POLICY, REMOTE, REMOTE_DAY, at=rome("10:00"))
    assert not in_a_band(POLICY, REMOTE, REMOTE_DAY, at=rome("14:00"))
    assert band_gone_by(POLICY, REMOTE, REMOTE_DAY, since=rome("08:00"), until=TUESDAY) == (
        TUESDAY,
        MORNING,
    )
    assert band_gone_by(POLICY, REMOTE, REMOTE_DAY, since=rome("09:01"), until=TUESDAY) is None


@pytest.mark.parametrize(
    ("ends", "verdict"), [("13:00", Verdict.VALID), ("12:59", Verdict.INVALID)]
)
def test_a_remote_agreement_is_held_to_the_four_hours_of_remote_work(
    ends: str, verdict: Verdict
) -> None:
    agreement = Agreement(
        mode=Mode.REMOTE, first_day=date(2026, 1, 1), bands=(Band.parse(f"09:00-{ends}"),)
    )
    found = law.check_agreement(POLICY, Employee(agreement=agreement), at=rome("09:00"))

    assert ("4.2" in found.because) is (verdict is Verdict.INVALID)
