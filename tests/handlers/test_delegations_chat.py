"""Naming a delegate by buttons and typed days: what hinders it, who is told, what it does."""

from datetime import date, timedelta
from typing import Any

import pytest

from handlers.chat.asked import Asked
from handlers.chat.features.approvals.chat import show_waiting
from handlers.chat.features.delegations import chat
from handlers.chat.features.delegations.opening import open_with
from handlers.chat.replies import Reply
from handlers.desk.delegations import actions
from handlers.desk.delegations.actions import Caution, Hindrance, Wanted
from handlers.desk.presses import parse
from rules.facts import AbsenceKind
from storage.days import absences
from storage.errors import NotFound
from storage.tables import RequestState, Role
from storage.trail import audit
from tests.handlers.asking import THURSDAY, asks_for, messages_to, said, stands
from tests.handlers.deciding import decides
from tests.handlers.talking import Talk
from tests.handlers.town import TODAY, Town, found_town

DAY = timedelta(days=1)


def wanted(town: Town, to: str = "bruno", first: date = TODAY, last: date = TODAY) -> Wanted:
    return Wanted(delegate_id=town.ids[to], first=first, last=last)


def gives(town: Town, manager: str, **fields: Any) -> actions.Checked:
    return actions.give(town.desk, town.actor(manager), wanted(town, **fields))


def labels(reply: Reply) -> list[str]:
    return [button.label for row in reply.rows for button in row]


def presses(town: Town, name: str, reply: Reply, words: str) -> Reply:
    """Press the first button that begins with some words, as the door would."""
    data = next(b.data for row in reply.rows for b in row if b.label.startswith(words))
    press = parse(data)
    asked = Asked(town.telegram_id(name), "it", press=press)
    return chat.FEATURE.verbs[press.verb](town.desk, town.actor(name), asked)


def types(town: Town, name: str, words: str) -> Reply:
    talk = Talk(town, name)
    talk.says(words)
    return talk.shown


def shown(town: Town, name: str) -> Reply:
    return chat.overview(town.desk, town.actor(name), Asked(town.telegram_id(name), "it"))


def test_by_buttons_alone_a_delegate_is_named_and_told(tivoli: Town) -> None:
    people = presses(tivoli, "diana", shown(tivoli, "diana"), "➕")
    first = presses(tivoli, "diana", people, "Bruno Inventi")
    last = presses(tivoli, "diana", first, "24")
    question = presses(tivoli, "diana", last, "27")
    before = tivoli.actor("bruno").acting_for
    done = presses(tivoli, "diana", question, "🤝 Sì")

    assert "martedì 24 novembre 2026 a venerdì 27 novembre 2026" in (question.text or "")
    assert before == ()
    assert "Bruno Inventi" in (done.text or "")
    assert [said(m) for m in messages_to(tivoli, "bruno")] == [
        (
            "🤝 <b>Diana Inventi</b> ti ha delegato da martedì 24 novembre a venerdì 27 novembre: "
            "in quei giorni decidi per suo conto sulle richieste. Le trovi con /approva."
        )
    ]
    assert "Diana Inventi → <b>Bruno Inventi</b>" in (shown(tivoli, "bruno").text or "")
    assert "✋ Termina: Bruno Inventi" in labels(shown(tivoli, "diana"))


def test_hr_is_told_in_its_own_words(tivoli: Town) -> None:
    gives(tivoli, "diana")

    assert [m.key for m in messages_to(tivoli, "elena")] == ["delegations.told.given.hr"]


def test_a_name_and_days_may_be_typed(tivoli: Town) -> None:
    presses(tivoli, "diana", shown(tivoli, "diana"), "➕")
    several = types(tivoli, "diana", "inventi")
    found = types(tivoli, "diana", "inventi brùno")
    wrong = types(tivoli, "diana", "31/11")
    question = types(tivoli, "diana", "24/11 - 25/11")

    assert len([label for label in labels(several) if "Inventi" in label]) == 8
    assert "Delega per <b>Bruno Inventi</b>" in (found.text or "")
    assert "«31/11» nel calendario non c'è" in (wrong.text or "")
    assert "🤝 Sì, delega" in labels(question)


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("24/11 - 27/11", "martedì 24 novembre 2026 a venerdì 27 novembre 2026"),
        ("dal 24.11.2026 al 27.11.26", "martedì 24 novembre 2026 a venerdì 27 novembre 2026"),
        ("dal 7 al 18 dicembre", "lunedì 7 dicembre 2026 a venerdì 18 dicembre 2026"),
        ("domani", "martedì 24 novembre 2026 a martedì 24 novembre 2026"),
    ],
)
def test_days_are_read_as_in_a_sentence(tivoli: Town, words: str, span: str) -> None:
    bruno = tivoli.ids["bruno"]
    open_with(tivoli.desk, tivoli.actor("diana"), delegate_id=bruno, first=None, last=None)

    assert span in (types(tivoli, "diana", words).text or "")


def test_words_after_the_command_begin_a_delegation(tivoli: Town) -> None:
    diana = Talk(tivoli, "diana")

    whole = diana.says("/delega Bruno dal 7 al 18 dicembre")
    name = diana.says("/delega Bruno")

    assert "lunedì 7 dicembre 2026 a venerdì 18 dicembre 2026" in whole
    assert "Delega per <b>Bruno Inventi</b>" in name


def test_a_name_that_nobody_has_is_said_back(tivoli: Town) -> None:
    presses(tivoli, "diana", shown(tivoli, "diana"), "➕")

    assert "«Zzz»" in (types(tivoli, "diana", "Zzz").text or "")


def test_what_is_known_already_is_not_asked_again(tivoli: Town) -> None:
    diana, bruno = tivoli.actor("diana"), tivoli.ids["bruno"]
    nothing = open_with(tivoli.desk, diana, delegate_id=None, first=THURSDAY, last=None)
    days_then = presses(tivoli, "diana", nothing, "Bruno")
    person = open_with(tivoli.desk, diana, delegate_id=bruno, first=None, last=None)

    assert "Bruno Inventi" in labels(nothing)
    assert "giovedì 26 novembre 2026 a giovedì 26 novembre 2026" in (days_then.text or "")
    assert "Da quale giorno?" in (person.text or "")


@pytest.mark.parametrize(
    ("fields", "hindrance"),
    [
        ({"to": "diana"}, Hindrance.SELF),
        ({"first": TODAY + DAY, "last": TODAY}, Hindrance.UPSIDE_DOWN),
        ({"first": TODAY - DAY, "last": TODAY}, Hindrance.PAST),
        ({"first": TODAY, "last": TODAY}, None),
        ({"first": TODAY, "last": TODAY + 366 * DAY}, None),
        ({"first": TODAY, "last": TODAY + 367 * DAY}, Hindrance.TOO_LONG),
        ({"first": TODAY + 367 * DAY, "last": TODAY + 367 * DAY}, Hindrance.TOO_LONG),
    ],
)
def test_what_cannot_be_is_refused(
    tivoli: Town, fields: dict[str, Any], hindrance: Hindrance | None
) -> None:
    assert gives(tivoli, "diana", **fields).hindrance is hindrance
    assert bool(actions.overview(tivoli.desk, tivoli.actor("diana")).given) == (hindrance is None)


@pytest.mark.parametrize(
    ("first", "last", "hindrance"),
    [(-2, -1, None), (1, 1, Hindrance.OVERLAP), (-1, 0, Hindrance.OVERLAP), (2, 3, None)],
)
def test_one_person_decides_at_a_time(
    tivoli: Town, first: int, last: int, hindrance: Hindrance | None
) -> None:
    start = TODAY + 10 * DAY
    gives(tivoli, "diana", first=start, last=start + DAY)
    second = gives(tivoli, "diana", to="anna", first=start + first * DAY, last=start + last * DAY)

    assert second.hindrance is hindrance


def test_a_second_press_changes_and_tells_nothing(tivoli: Town) -> None:
    gives(tivoli, "diana")
    again = gives(tivoli, "diana")

    assert again.hindrance is Hindrance.OVERLAP
    assert len(messages_to(tivoli, "bruno")) == 1


def test_what_was_delegated_is_not_passed_on(tivoli: Town) -> None:
    gives(tivoli, "diana", to="anna")
    refused = gives(tivoli, "anna", to="bruno")
    opened = open_with(tivoli.desk, tivoli.actor("anna"), delegate_id=None, first=None, last=None)

    assert refused.hindrance is Hindrance.NO_POST
    assert "non si può passare ad altri" in (opened.text or "")


def test_a_delegate_of_a_delegate_decides_nothing_for_the_first(tivoli: Town) -> None:
    """Diana names Carla, who holds a post of her own and names Bruno."""
    gives(tivoli, "carla", to="bruno")
    first = gives(tivoli, "diana", to="carla")

    assert first.hindrance is None
    assert first.warnings == (Caution.NAMES_OTHERS,)
    assert {post.role for post in tivoli.actor("carla").acting_for} == {Role.DIRIGENTE}
    assert {post.role for post in tivoli.actor("bruno").acting_for} == {Role.RESPONSABILE}


def test_a_delegate_who_is_away_is_warned_of_without_the_reason(tivoli: Town) -> None:
    with tivoli.store.writing() as uow:
        sick = AbsenceKind.SICK
        absences.add(uow, tivoli.ids["bruno"], sick, first_day=TODAY + DAY, last_day=TODAY + DAY)
        uow.commit()
    diana = tivoli.actor("diana")
    checked = actions.check(tivoli.desk, diana, wanted(tivoli, last=TODAY + 2 * DAY))
    question = open_with(
        tivoli.desk, diana, delegate_id=tivoli.ids["bruno"], first=TODAY, last=TODAY + 2 * DAY
    )
    present = actions.check(tivoli.desk, diana, wanted(tivoli, last=TODAY))

    assert (checked.hindrance, checked.warnings) == (None, (Caution.AWAY,))
    assert present.warnings == ()
    assert "risulta in parte assente" in (question.text or "")
    assert "malatt" not in (question.text or "")


def test_nobody_of_another_body_is_named(tivoli: Town) -> None:
    other = found_town(tivoli.desk, "sorano", first_telegram_id=200)
    stranger = Wanted(delegate_id=other.ids["anna"], first=TODAY, last=TODAY)

    with pytest.raises(NotFound):
        actions.give(tivoli.desk, tivoli.actor("diana"), stranger)


def test_ended_early_the_delegate_decides_no_more_at_once(tivoli: Town) -> None:
    gives(tivoli, "diana", last=TODAY + 3 * DAY)
    acted = tivoli.actor("bruno").approves
    sure = presses(tivoli, "diana", shown(tivoli, "diana"), "✋ Termina")
    after = presses(tivoli, "diana", sure, "✋ Sì")

    assert (acted, tivoli.actor("bruno").approves) == (True, False)
    assert after.toast == "Delega terminata: Bruno Inventi."
    assert [m.key for m in messages_to(tivoli, "bruno")] == [
        "delegations.told.given",
        "delegations.told.ended",
    ]


def test_nobody_ends_what_another_manager_gave(tivoli: Town) -> None:
    gives(tivoli, "diana")
    given = actions.overview(tivoli.desk, tivoli.actor("diana")).given[0].delegation

    with pytest.raises(NotFound):
        actions.end(tivoli.desk, tivoli.actor("carla"), given.id)


def test_what_the_delegate_decides_is_on_record_in_whose_name(tivoli: Town) -> None:
    tivoli.agree("anna")
    (request,) = asks_for(tivoli, "anna", THURSDAY)
    gives(tivoli, "diana")
    bruno = tivoli.actor("bruno")
    listed = show_waiting(tivoli.desk, bruno, Asked(bruno.telegram_id, "it"))
    decides(tivoli, "bruno", request)
    with tivoli.store.reading() as uow:
        entries = [e for e in audit.entries(uow, "tivoli") if e.action == "booking.approved"]

    assert "Anna Inventi" in (listed.text or "")
    decided = stands(tivoli, request)
    assert (decided.decided_by, decided.decided_for) == (bruno.id, tivoli.ids["diana"])
    assert [(e.actor_id, e.on_behalf_of) for e in entries] == [(bruno.id, tivoli.ids["diana"])]
    assert "Bruno Inventi per conto di Diana Inventi" in said(messages_to(tivoli, "anna")[-1])


def test_the_delegates_own_request_is_not_theirs_to_decide(tivoli: Town) -> None:
    tivoli.agree("bruno")
    gives(tivoli, "diana")
    (request,) = asks_for(tivoli, "bruno", THURSDAY)
    outcome = decides(tivoli, "bruno", request)

    assert outcome.came.value == "own"
    assert stands(tivoli, request).state is RequestState.PENDING
    assert request.approver_id not in (tivoli.ids["bruno"], tivoli.ids["diana"])


def test_a_large_office_is_shown_in_pages(tivoli: Town) -> None:
    people = presses(tivoli, "diana", shown(tivoli, "diana"), "➕")

    assert len([label for label in labels(people) if "Inventi" in label]) == 8
    assert "1/1" not in labels(people)


@pytest.mark.parametrize(
    "words",
    ["revoca la delega a Bruno", "togli la delega", "termina la delega", "cancel the delegation"],
)
def test_in_words_a_delegation_is_ended_by_the_button_that_asks(tivoli: Town, words: str) -> None:
    gives(tivoli, "diana")
    diana = Talk(tivoli, "diana")

    assert "Terminare subito la delega per <b>Bruno Inventi</b>" in diana.says(words)
    assert tivoli.actor("bruno").acting_for

    diana.presses("Sì, termina")
    assert not tivoli.actor("bruno").acting_for


def test_of_several_delegations_the_list_is_shown(tivoli: Town) -> None:
    gives(tivoli, "diana")
    gives(tivoli, "diana", to="carla", first=TODAY + DAY, last=TODAY + DAY)
    diana = Talk(tivoli, "diana")

    diana.says("togli la delega")
    assert {"✋ Termina: Bruno Inventi", "✋ Termina: Carla Inventi"} <= set(labels(diana.shown))
    assert "delega per <b>Carla Inventi</b>" in diana.says("togli la delega a Carla")


def test_a_delegation_that_was_not_given_is_told_with_those_that_were(tivoli: Town) -> None:
    gives(tivoli, "diana")

    answer = Talk(tivoli, "diana").says("revoca la delega a Vito")

    assert "Non hai una delega così" in answer
    assert "Bruno Inventi" in answer


def test_with_no_delegation_there_is_none_to_end(tivoli: Town) -> None:
    assert "Non hai deleghe in corso" in Talk(tivoli, "diana").says("togli la delega")


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        ("domani e dopodomani", "mar 24 nov – mer 25 nov"),
        ("giovedì e venerdì", "gio 26 nov – ven 27 nov"),
    ],
)
def test_two_days_that_answer_are_offered_as_a_stretch(
    tivoli: Town, days: str, shown: str
) -> None:
    diana = Talk(tivoli, "diana")
    diana.says("delega")
    diana.says("vito")

    diana.says(days)

    assert shown in " ".join(one.label for one in diana.buttons)
    diana.presses(shown)
    assert "Sì, delega" in str(diana.buttons)


@pytest.mark.parametrize("begins", ["da domani", "dal 24 novembre", "a partire da domani"])
def test_the_first_day_alone_asks_until_when(tivoli: Town, begins: str) -> None:
    diana = Talk(tivoli, "diana")
    diana.says("/delega")
    diana.says("franco")

    assert "Fino a quando?" in diana.says(begins)
    answer = diana.says("venerdì")

    assert "Franco Inventi" in answer
    assert "da martedì 24 novembre 2026 a venerdì 27 novembre 2026" in answer
