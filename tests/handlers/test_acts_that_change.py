"""A new version of an act: what was granted under the older one is looked at again, once."""

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from handlers.desk.context import Desk
from handlers.desk.grounds.acts import look_at_acts
from handlers.desk.grounds.duties import look_again
from rules.policy import library
from rules.policy.fingerprint import fingerprint
from rules.policy.library import Policy
from storage.days import grounds
from storage.store import Store
from storage.tables import RequestState
from tests.handlers.asking import messages_to, said, stands
from tests.handlers.test_grounds import book, told
from tests.handlers.town import AGREED, NOW, Town, found_town

TWO_IN_A_ROW = """
[[version]]
from = 2027-02-01

[version.booking.in_a_row]
max_days = 2
source = "20.4.a"
quote = "non più di due giornate consecutive"
"""
FEBRUARY = [date(2027, 2, day) for day in (2, 3, 4)]


@pytest.fixture
def town(store: Store) -> Town:
    """Tivoli, where eight days a month are had, on both databases."""
    found = found_town(Desk(store, library.shipped(), lambda: NOW), "tivoli")
    found.agree("anna", replace(AGREED, last_day=date(2027, 12, 31)))
    look_at_acts(found.desk)
    while look_again(found.desk):
        pass
    return found


def changed() -> Policy:
    text = library.shipped_texts()["tivoli"]
    return library.read(text + TWO_IN_A_ROW, "tivoli.toml")


def restarted(town: Town, policy: Policy) -> Town:
    """The desk starts again with another file."""
    policies = {**town.desk.policies, "tivoli": policy}
    return replace(town, desk=replace(town.desk, policies=policies))


def looks(town: Town) -> None:
    for _ in range(2):
        look_at_acts(town.desk)
        while look_again(town.desk):
            pass


def test_days_beyond_a_new_limit_are_asked_about_once(town: Town) -> None:
    days = book(town, *FEBRUARY)
    after = restarted(town, changed())

    looks(after)

    assert {stands(after, one).state for one in days} == {RequestState.APPROVED}
    (to_anna,), (to_diana,) = told(after, "anna"), told(after, "diana")
    for message in (to_anna, to_diana):
        assert "art. 20.4.a" in said(message)
        assert "4 febbraio" in said(message)


def test_days_that_the_new_version_leaves_alone_are_no_news(town: Town) -> None:
    book(town, date(2027, 1, 12), date(2027, 1, 13), date(2027, 1, 14), *FEBRUARY[:2])
    after = restarted(town, changed())

    looks(after)

    assert messages_to(after, "anna") == messages_to(after, "diana") == []


def test_a_restart_with_the_same_act_looks_at_nobody(town: Town) -> None:
    book(town, *FEBRUARY)
    text = library.shipped_texts()["tivoli"]

    look_at_acts(restarted(town, library.read(f"# a word\n{text}", "tivoli.toml")).desk)

    with town.store.reading() as uow:
        assert grounds.changed(uow, limit=10) == {}


def test_an_act_that_is_not_installed_any_more_is_kept_for_when_it_is(town: Town) -> None:
    book(town, *FEBRUARY)
    nothing = replace(town.desk, policies={})

    look_at_acts(nothing)
    look_at_acts(town.desk)

    with town.store.reading() as uow:
        assert grounds.changed(uow, limit=10) == {}


def test_replicas_with_two_versions_do_not_have_people_looked_at_again_and_again(
    town: Town, store: Store
) -> None:
    book(town, *FEBRUARY)
    replica = Store(store.url.render_as_string(hide_password=False), store.vault)
    other = replace(town.desk, store=replica, policies={"tivoli": changed()})
    look_at_acts(other)
    while look_again(other):
        pass

    for desk in (town.desk, other) * 2:
        look_at_acts(desk)

    replica.engine.dispose()
    with store.reading() as uow:
        assert grounds.changed(uow, limit=10) == {}


def test_two_processes_name_an_act_alike() -> None:
    code = (
        "from rules.policy import library;from rules.policy.fingerprint import fingerprint;"
        "print(*(fingerprint(one) for one in library.shipped().values()))"
    )
    other = subprocess.run(  # noqa: S603 -- our own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert other.stdout.split() == [fingerprint(one) for one in library.shipped().values()]


def test_acts_that_differ_in_one_value_have_other_names() -> None:
    assert fingerprint(changed()) != fingerprint(library.shipped()["tivoli"])
