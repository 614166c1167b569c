"""Asking for permits: what is stored, who decides, who is told and in which words."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.clock import MovableClock
from handlers.chat.features.permits import opening
from handlers.chat.features.today import views as today_views
from handlers.desk.contacts import actions as contacts
from handlers.desk.permits import actions, own, staff
from handlers.desk.permits.actions import PermitCame
from handlers.desk.requests.deciding import DecisionCame
from handlers.desk.requests.request import State
from handlers.desk.requests.taking_back import Took
from handlers.desk.requests.waiting import page
from handlers.desk.today import actions as today
from rules.facts import AbsenceKind, Band
from storage.days import absences
from storage.errors import NotFound
from storage.requests.permits_found import PermitRecord
from storage.tables import PermitState
from storage.trail import audit
from tests.handlers.asking import enter, labels_of, messages_to, said
from tests.handlers.deciding import decides, takes_back
from tests.handlers.permitting import (
    FRIDAY,
    TEN,
    THURSDAY,
    TWO_HOURS,
    asks,
    days,
    held,
    hours,
    sends,
    stands,
)
from tests.handlers.town import AGREED, TODAY, Town

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

    outcome = decides(alonte, "carla", record, State.APPROVED)

    assert outcome.came is DecisionCame.DONE
    assert stands(alonte, record).state is PermitState.GRANTED
    assert said(messages_to(alonte, "anna")[0]) == (
        "✅ Approvato da Carla Inventi: visita o terapia, giovedì 26 novembre, dalle 10:00 alle "
        "12:00 (2 ore)."
    )


def test_a_refusal_carries_its_reason(alonte: Town) -> None:
    record = asks(alonte, "anna", hours("personal"))

    without = decides(alonte, "carla", record, State.REFUSED)
    outcome = decides(alonte, "carla", record, State.REFUSED, MOTIVE)

    assert without.came is DecisionCame.NEEDS_MOTIVE
    assert outcome.came is DecisionCame.DONE
    assert stands(alonte, record).decision_reason == MOTIVE
    assert MOTIVE in said(messages_to(alonte, "anna")[0])


def test_a_second_press_of_send_sends_nothing(alonte: Town) -> None:
    anna = alonte.actor("anna")
    digest = actions.start_anew(alonte.desk, anna, hours("personal")).form.draft.digest

    came = [actions.submit(alonte.desk, anna, digest).came for _ in range(2)]

    assert came == [PermitCame.ASKED, PermitCame.GONE]
    assert len(messages_to(alonte, "carla")) == 1


def test_what_the_rules_refuse_is_not_sent(alonte: Town) -> None:
    sent = sends(alonte, "anna", hours("personal", minutes=19 * 60, start=60))

    assert sent.came is PermitCame.REFUSED
    assert messages_to(alonte, "carla") == []


def test_two_managers_at_once_leave_one_decision(alonte: Town) -> None:
    record = asks(alonte, "anna", hours("personal"))
    decides(alonte, "carla", record, State.APPROVED)

    late = decides(alonte, "carla", record, State.REFUSED, MOTIVE)

    assert late.came is DecisionCame.ALREADY
    assert stands(alonte, record).state is PermitState.GRANTED
    assert len(messages_to(alonte, "anna")) == 1


@pytest.mark.parametrize(
    ("name", "came"),
    [
        ("anna", DecisionCame.OWN),
        ("bruno", DecisionCame.FORBIDDEN),
        ("elena", DecisionCame.FORBIDDEN),
    ],
)
def test_nobody_else_decides(alonte: Town, name: str, came: DecisionCame) -> None:
    record = asks(alonte, "anna", hours("personal"))

    outcome = decides(alonte, name, record, State.APPROVED)

    assert outcome.came is came
    assert stands(alonte, record).state is PermitState.PENDING


def test_a_stale_card_decides_nothing(alonte: Town) -> None:
    record = asks(alonte, "anna", hours("personal"))

    outcome = decides(alonte, "carla", record, State.APPROVED, version=7)

    assert outcome.came is DecisionCame.ALREADY
    assert stands(alonte, record).state is PermitState.PENDING


def test_notice_is_counted_from_when_it_was_asked(alonte: Town, clock: MovableClock) -> None:
    record = asks(alonte, "anna", hours("medical", THURSDAY))
    clock.set(datetime(2026, 11, 26, 7, 0, tzinfo=UTC))

    outcome = decides(alonte, "carla", record, State.APPROVED)

    assert outcome.came is DecisionCame.DONE


def test_what_is_beyond_an_ordinary_limit_needs_a_reason(alonte: Town) -> None:
    draft = days("bereavement", date(2026, 12, 14), 1, event=date(2026, 11, 20))
    record = asks(alonte, "anna", draft)

    bare = decides(alonte, "carla", record, State.APPROVED)
    reasoned = decides(alonte, "carla", record, State.APPROVED, MOTIVE)
    card = said(messages_to(alonte, "carla")[0])

    assert "il regolamento ti lascia valutare" in card
    assert "lutto" not in card
    assert (bare.came, reasoned.came) == (DecisionCame.NEEDS_MOTIVE, DecisionCame.DONE)


def test_what_waits_is_listed_for_who_decides(alonte: Town) -> None:
    record = asks(alonte, "anna", hours("personal"))

    seen = {
        name: [look.request.id for look in page(alonte.desk, alonte.actor(name), 0).looks]
        for name in ("carla", "bruno", "diana")
    }

    assert seen["carla"] == [record.id]
    assert seen["bruno"] == []


def test_with_nobody_to_decide_hr_is_told(alonte: Town) -> None:
    with alonte.store.writing() as uow:
        for name in ("carla", "vito", "diana", "franco", "dino"):
            who = alonte.ids[name]
            absences.add(uow, who, AbsenceKind.LEAVE, first_day=TODAY, last_day=TODAY)
        uow.commit()

    record = asks(alonte, "anna", hours("personal"))

    assert record.approver_id is None
    told = said(messages_to(alonte, "elena")[0])
    assert "Nessuno di chi può autorizzare era presente" in told


def test_a_permit_that_begins_in_the_past_is_not_sent(alonte: Town, clock: MovableClock) -> None:
    clock.set(datetime(2026, 11, 26, 9, 0, tzinfo=UTC))

    at_ten, later = (sends(alonte, "anna", hours("personal", start=s)) for s in (TEN, TEN + 1))

    assert (at_ten.came, later.came) == (PermitCame.REFUSED, PermitCame.ASKED)


def test_taking_back_tells_who_decided_and_gives_the_hours_back(alonte: Town) -> None:
    record = asks(alonte, "anna", hours("personal"))
    decides(alonte, "carla", record, State.APPROVED)

    took = [takes_back(alonte, "anna", record, version=2) for _ in range(2)]

    assert took == [Took.DONE, Took.CHANGED]
    assert held(alonte, "anna") == []
    assert "Anna Inventi ritira motivi personali" in said(messages_to(alonte, "carla")[-1])


def test_a_permit_that_began_stays(alonte: Town, clock: MovableClock) -> None:
    record = asks(alonte, "anna", hours("personal"))
    clock.set(datetime(2026, 11, 26, 9, 0, tzinfo=UTC))

    took = takes_back(alonte, "anna", record)

    assert took is Took.TOO_LATE
    assert actions.correct(alonte.desk, alonte.actor("anna"), record.id, version=1) is None


def test_nobody_takes_back_what_is_not_theirs(alonte: Town) -> None:
    record = asks(alonte, "anna", hours("personal"))

    with pytest.raises(NotFound):
        takes_back(alonte, "bruno", record)


def corrects(town: Town, record: PermitRecord, **fields: object) -> PermitRecord:
    """Anna corrects a permit and sends it."""
    anna = town.actor("anna")
    assert actions.correct(town.desk, anna, record.id, version=stands(town, record).version)
    shown = actions.set_fields(town.desk, anna, **fields)
    sent = actions.submit(town.desk, anna, shown.form.draft.digest)
    assert sent.record is not None, sent
    return sent.record


def used(town: Town, kind: str) -> float:
    """What is taken from a limit of minutes."""
    overview = own.overview(town.desk, town.actor("anna"))
    [found] = [one for one in overview.balances if one.kind == kind]
    assert found.minutes is not None
    return found.minutes.used


def test_a_correction_stands_for_the_old_one_once_it_is_granted(alonte: Town) -> None:
    old = asks(alonte, "anna", hours("personal"))
    decides(alonte, "carla", old, State.APPROVED)

    new = corrects(alonte, old, minutes=180)
    between = used(alonte, "personal")
    assert stands(alonte, old).state is PermitState.GRANTED
    decides(alonte, "carla", new, State.APPROVED)

    assert between == used(alonte, "personal") == 180
    assert [one.id for one in held(alonte, "anna")] == [new.id]


def test_correcting_what_still_waits_replaces_it_at_once(alonte: Town) -> None:
    old = asks(alonte, "anna", hours("personal"))

    new = corrects(alonte, old, on=FRIDAY)

    assert stands(alonte, old).state is PermitState.CANCELLED
    assert [one.id for one in held(alonte, "anna")] == [new.id]


def test_correcting_a_correction_leaves_one_that_waits(alonte: Town) -> None:
    old = asks(alonte, "anna", hours("personal"))
    decides(alonte, "carla", old, State.APPROVED)
    first = corrects(alonte, old, minutes=180)

    second = corrects(alonte, first, minutes=240)

    assert second.replaces_id == old.id
    assert [one.id for one in held(alonte, "anna")] == [old.id, second.id]
    assert used(alonte, "personal") == 240


def test_what_is_communicated_is_corrected_at_once(alonte: Town) -> None:
    old = asks(alonte, "anna", days("blood_donation"))

    new = corrects(alonte, old, on=FRIDAY)

    assert [one.id for one in held(alonte, "anna")] == [new.id]


def test_taking_back_takes_a_waiting_correction_along(alonte: Town) -> None:
    old = asks(alonte, "anna", hours("personal"))
    decides(alonte, "carla", old, State.APPROVED)
    corrects(alonte, old, minutes=180)

    takes_back(alonte, "anna", old)

    assert held(alonte, "anna") == []


def test_hr_sees_balances_and_the_look_is_noted(alonte: Town) -> None:
    asks(alonte, "anna", hours("medical"))
    elena = alonte.actor("elena")

    [anna] = staff.search(alonte.desk, elena, "inventi anna")
    found = staff.of_person(alonte.desk, elena, anna.id)

    with alonte.store.reading() as uow:
        noted = audit.entries(uow, alonte.body, subject=f"employee:{anna.id}")
    assert [one.permit.kind for one in found.permits] == ["medical"]
    assert (noted[-1].action, noted[-1].actor_id) == ("balances.read", elena.id)


def test_hr_finds_by_number_and_nobody_else_searches(alonte: Town) -> None:
    found = staff.search(alonte.desk, alonte.actor("elena"), " 1 ")

    assert [one.given_name for one in found] == ["Bruno"]
    for name in ("carla", "anna"):
        with pytest.raises(NotFound):
            staff.search(alonte.desk, alonte.actor(name), "anna")
        with pytest.raises(NotFound):
            staff.of_person(alonte.desk, alonte.actor(name), alonte.ids["bruno"])


def test_hr_sees_nobody_of_another_body(alonte: Town, tivoli: Town) -> None:
    with pytest.raises(NotFound):
        staff.of_person(alonte.desk, alonte.actor("elena"), tivoli.ids["anna"])


def test_plain_words_open_the_form_where_something_is_missing(alonte: Town) -> None:
    anna = alonte.actor("anna")

    asked = opening.open_with(
        alonte.desk, anna, kind="medical", day=THURSDAY, start=TEN, minutes=TWO_HOURS
    )
    without_kind = opening.open_with(alonte.desk, anna, day=THURSDAY, start=TEN)
    past = opening.open_with(alonte.desk, anna, kind="medical", day=date(2026, 11, 20))

    assert "visita o terapia" in str(asked.text)
    assert "Spetta" in str(asked.text)
    assert "Che permesso ti serve?" in str(without_kind.text)
    assert "è già passato" in str(past.text)


def test_an_elected_person_asks_for_no_permit(alonte: Town) -> None:
    answer = opening.open_with(alonte.desk, alonte.actor("dino"), kind="medical")

    assert "medical" not in str(answer.text)
    assert held(alonte, "dino") == []


def test_a_day_of_today_shows_when_nobody_need_be_reachable(alonte: Town) -> None:
    alonte.agree("anna", replace(AGREED, bands=(Band.parse("09:00-13:00"),)))
    enter(alonte, "anna", TODAY, date(2026, 11, 24))
    tomorrow = asks(alonte, "anna", hours("personal", date(2026, 11, 24)))
    waiting = today_views.today(
        alonte.actor("anna"), today.today(alonte.desk, alonte.actor("anna"))
    )
    decides(alonte, "carla", tomorrow, State.APPROVED)

    shown = today_views.today(alonte.actor("anna"), today.today(alonte.desk, alonte.actor("anna")))

    assert "il permesso dalle 10:00 alle 12:00 aspetta una risposta" in str(waiting.text)
    assert "dalle 10:00 alle 12:00 hai un permesso: in quelle ore non devi essere" in str(
        shown.text
    )
    assert "41.13" in str(shown.text)


@pytest.mark.parametrize("granted", [False, True])
def test_a_colleague_is_not_offered_while_a_granted_permit_lasts(
    alonte: Town, clock: MovableClock, *, granted: bool
) -> None:
    tomorrow = date(2026, 11, 24)
    alonte.agree("anna", replace(AGREED, bands=(Band.parse("09:00-13:00"),)))
    enter(alonte, "anna", tomorrow)
    record = asks(alonte, "anna", hours("personal", tomorrow))
    if granted:
        decides(alonte, "carla", record, State.APPROVED)
    clock.set(datetime(2026, 11, 24, 10, 0, tzinfo=UTC))

    found = contacts.look(alonte.desk, alonte.actor("carla"), alonte.ids["anna"])

    assert found.now is not granted
    if granted:
        assert found.since == datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
        assert found.offers == ()


@pytest.mark.parametrize(
    ("start", "minutes", "sent"), [(1350, 90, True), (1350, 91, False), (1439, 120, False)]
)
def test_hours_that_pass_midnight_are_refused(
    tivoli: Town, start: int, minutes: int, *, sent: bool
) -> None:
    came = sends(tivoli, "anna", hours("medical", start=start, minutes=minutes)).came

    assert came is (PermitCame.ASKED if sent else PermitCame.REFUSED)


def test_who_begins_late_is_offered_no_length_beyond_midnight(tivoli: Town) -> None:
    draft = hours("medical", start=1350, minutes=60)

    shown = actions.start_anew(tivoli.desk, tivoli.actor("anna"), draft).form

    assert max(shown.lengths) == 90
