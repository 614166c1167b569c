"""Menus by what act and role give; a calendar whose answers are in sight on a small phone."""

from datetime import date

import pytest

from handlers.chat import registry
from handlers.chat.asked import Asked
from handlers.chat.features.booking.chat import explain, show_month, tick
from handlers.chat.features.contacts.chat import find
from handlers.chat.features.onboarding.views import welcome
from handlers.chat.features.team.chat import show as show_team
from handlers.chat.replies import Reply
from handlers.desk.onboarding.actions import Welcome
from handlers.desk.presses import Press
from storage.people import appointments
from storage.tables import Role
from tests.handlers.asking import THURSDAY
from tests.handlers.meaning import buttons
from tests.handlers.town import LONG_AGO, Town

CHRISTMAS = date(2026, 12, 25)


def at_calendar(town: Town, verb: str, *args: str) -> Reply:
    anna = town.actor("anna")
    asked = Asked(anna.telegram_id, "it", press=Press("booking", verb, args))
    answer = {"open": show_month, "why": explain, "set": tick}[verb]
    return answer(town.desk, anna, asked)


def offered(town: Town, name: str) -> set[tuple[str, str]]:
    return {entry for row in registry.menu_for(town.actor(name)) for entry in row}


def test_reports_are_offered_only_where_the_act_asks_for_them(
    ferrara: Town, arena_po: Town
) -> None:
    assert ("reports", "show") in offered(ferrara, "anna")
    assert ("reports", "show") not in offered(arena_po, "anna")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("elena", "come servizio personale"),
        ("diana", "Qui arrivano le richieste su cui decidi"),
        ("anna", "prenoti le giornate"),
    ],
)
def test_people_are_welcomed_as_what_they_are(tivoli: Town, name: str, words: str) -> None:
    found = welcome(Welcome(actor=tivoli.actor(name), body_name="Comune", again=False))

    assert words in str(found.text)


def test_a_manager_of_another_office_finds_people_to_reach(tivoli: Town) -> None:
    with tivoli.store.writing() as uow:
        tributi = tivoli.offices["tributi"]
        appointments.appoint(
            uow, tivoli.ids["diana"], Role.DIRIGENTE, office_id=tributi, first_day=LONG_AGO
        )
        uow.commit()
    diana = tivoli.actor("diana")

    shown = find(tivoli.desk, diana, Asked(diana.telegram_id, "it"))

    assert any("Orso" in one.label for one in buttons(shown))


def test_the_team_of_who_leads_their_own_office_is_that_office(tivoli: Town) -> None:
    diana = tivoli.actor("diana")

    shown = show_team(tivoli.desk, diana, Asked(diana.telegram_id, "it"))

    assert diana.person.office_name in str(shown.text)


def test_weeks_that_are_over_are_left_out(tivoli: Town) -> None:
    tivoli.agree("anna")

    shown = at_calendar(tivoli, "open")

    named = " ".join(one.data for one in buttons(shown))
    assert "20261126" in named
    assert not any(f"202611{day}" in named for day in range(16, 23))


def test_the_send_button_stands_first_under_the_text(tivoli: Town) -> None:
    tivoli.agree("anna")

    shown = at_calendar(tivoli, "set", f"{THURSDAY:%Y%m%d}", "day")

    assert "📨" in shown.rows[0][0].label
    assert shown.toast == ""


def test_a_day_that_cannot_be_had_says_why_in_answer_to_the_press(tivoli: Town) -> None:
    tivoli.agree("anna")

    shown = at_calendar(tivoli, "why", f"{CHRISTMAS:%Y%m%d}")

    assert shown.alert
    assert "25 dicembre: non si può" in shown.toast
    assert "<" not in shown.toast
    assert len(shown.toast) <= 200
    assert "25 dicembre" in str(shown.text)
