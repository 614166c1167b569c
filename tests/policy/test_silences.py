"""What an act leaves unsaid is told, and what it says is not."""

from typing import Any

from rules.facts import PERMIT_KINDS
from rules.policy.booking_tables import HalfDays
from rules.policy.library import Policy, Version
from rules.policy.schema import Tables
from rules.policy.silences import silences
from tests.policy import example

SAID: dict[str, Any] = {"source": "3.1", "quote": "words of the act"}
NO_QUOTA = "no quota: only the agreement limits the days"
NO_WINDOW = "no disconnection window: only free days and the agreement's window hold"


def points(**updates: dict[str, Any]) -> set[str]:
    """Give what is unsaid in the example's first version with some tables changed."""
    policy = example.policy()
    first = policy.versions[0]
    tables = first.tables
    for name, update in updates.items():
        if name == "tables":
            tables = tables.model_copy(update=update)
        else:
            below = getattr(tables, name).model_copy(update=update)
            tables = tables.model_copy(update={name: below})
    version = Version(first.first_day, first.last_day, tables)
    return {one.point for one in silences(Policy(policy.head, (version,)))}


def of_the_example() -> Tables:
    return example.policy().versions[0].tables


def test_only_an_act_without_any_limit_of_days_has_no_quota() -> None:
    booking = of_the_example().booking
    nothing: dict[str, Any] = {"quotas": (), "presence": (), "prevalence": None}
    some: list[dict[str, Any]] = [
        {"quotas": booking.quotas},
        {"presence": example.policy().versions[-1].tables.booking.presence},
    ]

    assert NO_QUOTA in points(booking=nothing)
    for one in some:
        assert NO_QUOTA not in points(booking=nothing | one)


def test_half_days_are_unsaid_until_the_act_allows_or_forbids_them() -> None:
    unsaid = "nothing on half days: they are let through"

    assert unsaid in points(booking={"half_days": None})
    for allowed in (True, False):
        said = HalfDays(allowed=allowed, **SAID)
        assert unsaid not in points(booking={"half_days": said})


def test_a_window_that_no_article_says_is_none() -> None:
    (said,) = of_the_example().disconnection.nights
    unsaid = said.model_copy(update={"source": ""})

    assert NO_WINDOW in points(disconnection={"nights": ()})
    assert NO_WINDOW in points(disconnection={"nights": (unsaid,)})
    assert NO_WINDOW not in points(disconnection={"nights": (said,)})
    assert NO_WINDOW not in points(disconnection={"nights": (said, unsaid)})


def test_bands_are_unsaid_where_the_act_has_none_of_its_own() -> None:
    unsaid = "no bands of its own: without some in the agreement all hours are open"

    assert unsaid in points(bands={"default": None})
    assert unsaid not in points()


def test_vouchers_and_overtime_are_unsaid_of_ways_of_working_that_there_are() -> None:
    told = points()

    # The example has agile work alone, and says both of it (4.4).
    assert not [one for one in told if one.startswith(("nothing on meal", "nothing on over"))]
    silent = {"meal_voucher": None, "overtime": None}
    agile = of_the_example().day.agile.model_copy(update=silent)
    told = points(day={"agile": agile})
    assert "nothing on meal_voucher on agile days" in told
    assert "nothing on overtime on agile days" in told


def test_a_way_of_working_of_which_nothing_is_said_is_told() -> None:
    agile, remote = of_the_example().eligibility.modes

    assert any(
        one.startswith("nothing on remote work") for one in points(eligibility={"modes": (agile,)})
    )
    assert any(
        one.startswith("nothing on agile work") for one in points(eligibility={"modes": (remote,)})
    )
    assert not any("work: whoever" in one for one in points())


def test_who_authorises_whom_is_told_where_no_article_says_it() -> None:
    unsaid = "nothing on who authorises segretario: sindaco is taken"
    cited = tuple(row.model_copy(update={"source": "6.1"}) for row in of_the_example().approver)

    assert unsaid in points()
    assert unsaid not in points(tables={"approver": cited})


def test_reasons_of_recalls_are_told_that_no_rule_answers() -> None:
    def told(**recall: Any) -> set[str]:
        return {one for one in points(recall=recall) if one.startswith("no recall")}

    # Whether a need that was known gives a recall is said by the contract below the example.
    assert told() == set()
    assert told(known_needs=None) == {"no recall for the reason 'planned': it is never valid"}
    assert "no recall for the reason 'urgent': it is never valid" in told(rules=())


def test_permits_without_a_limit_are_named() -> None:
    permits = of_the_example().permits
    (told,) = [one for one in points() if one.startswith("neither act nor contract")]

    assert set(told.removeprefix("neither act nor contract limits ").split(", ")) == (
        PERMIT_KINDS - permits.keys()
    )
