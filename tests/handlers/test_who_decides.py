"""Who may decide about a request, and above all who may not: one row for each role."""

from datetime import date

import pytest

from handlers.desk.requests import cards_shown
from handlers.desk.requests.deciding import DecisionCame, Outcome
from handlers.desk.requests.waiting import page
from rules.facts import AbsenceKind
from storage.days import absences
from storage.errors import NotFound
from storage.people import appointments
from storage.requests.bookings import Booking
from storage.tables import RequestState, Role
from storage.trail import audit
from tests.handlers.asking import FRIDAY, THURSDAY, asks_for, messages_to, said, stands
from tests.handlers.deciding import decides
from tests.handlers.town import TODAY, Town

MOTIVE = "Quel giorno serve in sede per l'inventario."


def approves(town: Town, name: str, request: Booking, motive: str | None = None) -> Outcome:
    return decides(town, name, request, motive=motive)


def is_away(town: Town, name: str) -> None:
    with town.store.writing() as uow:
        kind = AbsenceKind.LEAVE
        absences.add(uow, town.ids[name], kind, first_day=TODAY, last_day=TODAY)
        uow.commit()


def delegates(town: Town, manager: str, to: str) -> None:
    with town.store.writing() as uow:
        appointments.delegate(
            uow, town.ids[manager], to=town.ids[to], first_day=TODAY, last_day=TODAY
        )
        uow.commit()


@pytest.mark.parametrize(
    ("name", "came"),
    [
        pytest.param("anna", DecisionCame.OWN, id="the-employee"),
        pytest.param("bruno", DecisionCame.FORBIDDEN, id="a-colleague"),
        pytest.param("orso", DecisionCame.FORBIDDEN, id="a-colleague-of-another-office"),
        pytest.param("carla", DecisionCame.DONE, id="responsabile"),
        pytest.param(
            "vito", DecisionCame.FORBIDDEN, id="vice-responsabile-while-the-first-is-there"
        ),
        pytest.param("diana", DecisionCame.FORBIDDEN, id="dirigente-whom-the-act-does-not-name"),
        pytest.param("franco", DecisionCame.FORBIDDEN, id="segretario-while-others-are-there"),
        pytest.param("dino", DecisionCame.FORBIDDEN, id="sindaco-while-others-are-there"),
        pytest.param("elena", DecisionCame.FORBIDDEN, id="hr"),
    ],
)
def test_in_sorano_the_head_of_the_office_decides(
    sorano: Town, name: str, came: DecisionCame
) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]

    outcome = approves(sorano, name, request)

    decided = RequestState.APPROVED if came is DecisionCame.DONE else RequestState.PENDING
    assert (outcome.came, stands(sorano, request).state) == (came, decided)


@pytest.mark.parametrize("name", ["anna", "bruno", "carla", "vito", "franco", "dino", "elena"])
def test_in_tivoli_nobody_but_the_dirigente_decides(tivoli: Town, name: str) -> None:
    tivoli.agree("anna")
    request = asks_for(tivoli, "anna", THURSDAY)[0]

    outcome = approves(tivoli, name, request)

    assert outcome.came in (DecisionCame.OWN, DecisionCame.FORBIDDEN)
    assert stands(tivoli, request).state is RequestState.PENDING


@pytest.mark.parametrize("name", ["carla", "diana", "franco", "dino", "elena", "anna"])
def test_nobody_of_another_body_decides(sorano: Town, tivoli: Town, name: str) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]

    outcome = approves(tivoli, name, request)

    assert outcome.came is DecisionCame.FORBIDDEN
    assert stands(sorano, request).state is RequestState.PENDING


@pytest.mark.parametrize(
    ("away", "name"),
    [
        (["carla"], "vito"),
        (["carla", "vito"], "franco"),
        (["carla", "vito", "franco"], "dino"),
    ],
)
def test_when_the_first_is_away_the_next_in_the_act_is_asked_and_decides(
    sorano: Town, away: list[str], name: str
) -> None:
    sorano.agree("anna")
    for one in away:
        is_away(sorano, one)
    request = asks_for(sorano, "anna", THURSDAY)[0]

    cards = messages_to(sorano, name)
    outcome = approves(sorano, name, request)

    assert [card.key for card in cards] == ["approvals.card"]
    assert outcome.came is DecisionCame.DONE


def test_who_falls_ill_after_the_request_is_replaced(sorano: Town) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    is_away(sorano, "carla")

    waiting = page(sorano.desk, sorano.actor("vito"), 0)
    outcome = approves(sorano, "vito", request)

    assert [look.asker.id for look in waiting.looks] == [sorano.ids["anna"]]
    assert outcome.came is DecisionCame.DONE


def test_nobody_decides_about_themselves_it_goes_one_step_up(sorano: Town) -> None:
    sorano.agree("carla")
    request = asks_for(sorano, "carla", THURSDAY)[0]

    own = approves(sorano, "carla", request)
    above = approves(sorano, "franco", request)

    assert (own.came, above.came) == (DecisionCame.OWN, DecisionCame.DONE)


def test_a_delegate_decides_on_behalf_of_the_manager(sorano: Town) -> None:
    sorano.agree("anna")
    delegates(sorano, "carla", "bruno")
    request = asks_for(sorano, "anna", THURSDAY)[0]

    outcome = approves(sorano, "bruno", request)

    after = stands(sorano, request)
    assert outcome.came is DecisionCame.DONE
    assert (after.decided_by, after.decided_for) == (sorano.ids["bruno"], sorano.ids["carla"])
    assert outcome.look.decided_by == (
        "approvals.by.delegate",
        {"name": "Bruno Inventi", "principal": "Carla Inventi"},
    )
    with sorano.store.reading() as uow:
        entry = audit.entries(uow, "sorano", subject=f"booking:{request.id}")[-1]
    assert (entry.action, entry.on_behalf_of) == ("booking.approved", sorano.ids["carla"])


def test_a_delegate_does_not_decide_about_themselves(sorano: Town) -> None:
    sorano.agree("bruno")
    delegates(sorano, "carla", "bruno")
    request = asks_for(sorano, "bruno", THURSDAY)[0]

    assert approves(sorano, "bruno", request).came is DecisionCame.OWN


def test_nobody_decides_about_a_manager_in_that_manager_s_own_name(sorano: Town) -> None:
    """Where the head of an office is of staff rank, the act names the head for the head."""
    sorano.agree("vito")
    with sorano.store.writing() as uow:
        office = sorano.offices["anagrafe"]
        role = Role.RESPONSABILE
        appointments.appoint(uow, sorano.ids["vito"], role, office_id=office, first_day=TODAY)
        uow.commit()
    delegates(sorano, "vito", "bruno")
    request = asks_for(sorano, "vito", THURSDAY)[0]

    assert request.approver_id == sorano.ids["franco"]
    assert approves(sorano, "bruno", request).came is DecisionCame.FORBIDDEN


def test_a_delegation_that_is_over_gives_no_right(sorano: Town) -> None:
    sorano.agree("anna")
    with sorano.store.writing() as uow:
        yesterday = date(2026, 11, 22)
        appointments.delegate(
            uow,
            sorano.ids["carla"],
            to=sorano.ids["bruno"],
            first_day=yesterday,
            last_day=yesterday,
        )
        uow.commit()
    request = asks_for(sorano, "anna", THURSDAY)[0]

    assert approves(sorano, "bruno", request).came is DecisionCame.FORBIDDEN


def test_the_delegate_gets_the_card_in_place_of_the_manager(sorano: Town) -> None:
    sorano.agree("anna")
    delegates(sorano, "carla", "bruno")

    asks_for(sorano, "anna", THURSDAY, FRIDAY)

    assert [message.key for message in messages_to(sorano, "bruno")] == ["approvals.card"]
    assert messages_to(sorano, "carla") == []


def test_if_nobody_whom_the_act_names_is_there_hr_is_told(tivoli: Town) -> None:
    tivoli.agree("anna")
    is_away(tivoli, "diana")

    request = asks_for(tivoli, "anna", THURSDAY)[0]

    assert request.approver_id is None
    assert [m.key for m in messages_to(tivoli, "elena")] == ["approvals.nobody_decides"]
    (told,) = messages_to(tivoli, "elena")
    assert "ha chiesto lunedì 23 novembre alle 10:00: " in said(told)
    assert "era presente: serve un delegato." in said(told)


def test_a_foreign_manager_sees_nothing_of_a_card(sorano: Town, tivoli: Town) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]

    with pytest.raises(NotFound):
        cards_shown.look(tivoli.desk, tivoli.actor("diana"), ("days", request.id))
