"""A key that is wrong or missing: what may have been meant, and where it belongs."""

import pytest

from rules.policy.keys import Path, missing_key, unknown_key


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (("version", 0, "week", "dayz"), "unknown key: write 'days', if that is meant"),
        (("version", 0, "permits", "short", "max_dayz"), "unknown key: write 'max_days', if that"),
        (("idd",), "unknown key: write 'id', if that is meant"),
        (("week",), "misplaced: write it inside a version, as [version.week]"),
        (
            ("version", 0, "week", "tacit"),
            "misplaced: 'tacit' belongs in [version.agreement.expir",
        ),
        (
            ("version", 0, "permits", "short", "tacit"),
            "misplaced: 'tacit' belongs in [version.agreement.expiry]",
        ),
        (
            ("version", 0, "week", "share_of_day"),
            "misplaced: 'share_of_day' belongs in [version.permits.KIND]",
        ),
        (
            ("version", 0, "week", "part_time"),
            "misplaced: 'part_time' belongs in [[version.booking.quotas]] or [version.permits",
        ),
        (
            ("version", 0, "booking", "quotas", 0, "km_over"),
            (
                "misplaced: 'km_over' belongs in [version.eligibility.requirements.excluded_if]"
                " or [[version.eligibility.requirements.needed_any]]"
            ),
        ),
        (
            ("version", 0, "ranking", "points", 1, "for_if", "km_ovr"),
            "unknown key: write 'km_over', if that is meant",
        ),
        (("version", 0, "week", "quux"), "unknown key: remove it (known here are source, quote, "),
    ],
)
def test_a_wrong_key_is_led_to_its_place(path: Path, said: str) -> None:
    assert unknown_key(path).startswith(said)


def test_a_key_of_tables_and_conditions_names_the_tables_alone() -> None:
    said = unknown_key(("version", 0, "week", "part_time"))

    assert said.endswith("belongs in [[version.booking.quotas]] or [version.permits.KIND]")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (("id",), "missing: add it"),
        (("version", 0, "booking", "quotas", 0, "per"), "missing: add it"),
        (("version", 0, "week", "source"), "missing: add it, with source and quote"),
        (("version", 0, "permits", "short", "source"), "missing: add it, with source and quote"),
        (("version", 0, "week"), "missing: add [version.week], with source and quote"),
        (
            ("version", 0, "permits"),
            (
                "missing: add [version.permits.KIND], with source and quote"
                " (the question `permit` cannot be answered without it)"
            ),
        ),
        (
            ("version", 0, "agreement", "expiry"),
            (
                "missing: add [version.agreement.expiry], with source and quote"
                " (the question `withdraw` cannot be answered without it)"
            ),
        ),
    ],
)
def test_a_missing_key_is_told_with_what_it_is_needed_for(path: Path, said: str) -> None:
    assert missing_key(path) == said
