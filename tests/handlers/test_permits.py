"""Asking for permits: what is stored, who decides, who is told and in which words."""

import pytest

from handlers.approvals.decisions import Came
from handlers.permits import actions, deciding
from handlers.permits.actions import Came as Sent
from storage.tables import PermitState
from tests.handlers.asking import labels_of, messages_to, said
from tests.handlers.permitting import asks, days, hours, sends, stands
from tests.handlers.town import Town

MOTIVE = "Quel giorno serve in sede."


def test_what_needs_an_approval_waits_for_whom_the_act_names(alonte: Town) -> None:
    record = asks(alonte, "anna", hours("personal"))

    [card] = messages_to(alonte, "carla")

    assert record.state is PermitState.PENDING
    assert record.approver_id == alonte.ids["carla"]
    assert "<b>Anna Inventi</b> (Ufficio anagrafe) chiede: motivi personali o familiari" in said(
        card
    )
    assert "giovedì 26 novembre, dalle 10:00 alle 12:00 (2 ore)" in said(card)
    assert labels_of(card) == ["✅ Approva", "✖️ Rifiuta", "📖 Perché?"]


def test_what_is_communicated_stands_at_once_and_is_told(alonte: Town) -> None:
    record = asks(alonte, "anna", days("blood_donation"))

    [told] = messages_to(alonte, "carla")

    assert record.state is PermitState.GRANTED
    assert "comunica: permesso a giornate" in said(told)
    assert "Non serve la tua approvazione" in said(told)
    assert labels_of(told) == []


@pytest.mark.parametrize("kind", ["medical", "assembly"])
def test_a_manager_does_not_read_what_tells_of_health_or_unions(alonte: Town, kind: str) -> None:
    asks(alonte, "anna", hours(kind, urgent=True, words="una visita oncologica"))

    [card] = messages_to(alonte, "carla")
    text = said(card)

    assert "permesso orario" in text
    for secret in ("visit", "terapi", "assemblea", "34.3", "oncologica"):
        assert secret not in text
    assert "📖 Perché?" not in labels_of(card)


def test_a_granted_permit_is_told_to_who_asked(alonte: Town) -> None:
    record = asks(alonte, "anna", hours("medical"))

    outcome = deciding.decide(
        alonte.desk, alonte.actor("carla"), record.id, version=1, to=PermitState.GRANTED
    )

    assert outcome.came is Came.DONE
    assert stands(alonte, record).state is PermitState.GRANTED
    assert said(messages_to(alonte, "anna")[0]) == (
        "✅ Approvato da Carla Inventi: visita o terapia, giovedì 26 novembre, dalle 10:00 alle "
        "12:00 (2 ore)."
    )


def test_a_refusal_carries_its_reason(alonte: Town) -> None:
    record = asks(alonte, "anna", hours("personal"))
    carla = alonte.actor("carla")

    without = deciding.decide(alonte.desk, carla, record.id, version=1, to=PermitState.REFUSED)
    outcome = deciding.decide(
        alonte.desk, carla, record.id, version=1, to=PermitState.REFUSED, motive=MOTIVE
    )

    assert without.came is Came.NEEDS_MOTIVE
    assert outcome.came is Came.DONE
    assert stands(alonte, record).decision_reason == MOTIVE
    assert MOTIVE in said(messages_to(alonte, "anna")[0])


def test_a_second_press_of_send_sends_nothing(alonte: Town) -> None:
    anna = alonte.actor("anna")
    digest = actions.start_anew(alonte.desk, anna, hours("personal")).form.draft.digest

    came = [actions.submit(alonte.desk, anna, digest).came for _ in range(2)]

    assert came == [Sent.ASKED, Sent.GONE]
    assert len(messages_to(alonte, "carla")) == 1


def test_what_the_rules_refuse_is_not_sent(alonte: Town) -> None:
    sent = sends(alonte, "anna", hours("personal", minutes=19 * 60, start=60))

    assert sent.came is Sent.REFUSED
    assert messages_to(alonte, "carla") == []
