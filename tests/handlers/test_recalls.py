"""Recalls: who may, what the rules say at once, what becomes of the day, who is told."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from html import unescape

import pytest

from bot.clock import MovableClock
from handlers.chat.features.recalls.views import judged_line
from handlers.desk.cases.judging import Hearing
from handlers.desk.context import Desk
from handlers.desk.recalls import actions, confirming
from handlers.desk.recalls.actions import Sent
from handlers.desk.recalls.confirming import RecallCame
from handlers.desk.recalls.drafts import Cause, Draft, Step, draft_in
from handlers.desk.recalls.judging import Standing
from handlers.texts import message
from rules import questions as law
from rules.facts import AbsenceKind, Employee, Mode, Scheme
from rules.policy import library
from rules.reasons import ReasonCode
from storage.days import absences, office_month
from storage.people import appointments
from storage.requests import bookings, recalls
from storage.requests.recalls import Order
from storage.store import Store
from storage.tables import RecallState, RequestState
from storage.trail import audit
from tests.handlers.asking import FRIDAY, THURSDAY, asks_for, enter, messages_to, said
from tests.handlers.recalling import WORDS, calls, live, recall_draft, recall_now
from tests.handlers.talking import Talk
from tests.handlers.town import LONG_AGO, NOW, TODAY, Town, agreed, found_town

SATURDAY = date(2026, 11, 28)


@pytest.fixture
def town(store: Store, clock: MovableClock) -> Town:
    """Sorano on SQLite and on PostgreSQL: a lost day is not given back (11.8)."""
    return settled(Desk(store, library.shipped(), clock), "sorano")


def settled(desk: Desk, body: str) -> Town:
    """A town of a body in which Anna and Bruno have agreements."""
    found = found_town(desk, body)
    for name in ("anna", "bruno"):
        found.agree(name)
    return found


def hearing_of(town: Town, name: str, on: date = THURSDAY) -> Hearing:
    policy = town.desk.policies[town.body]
    with town.store.reading() as uow:
        return Hearing.load(uow, town.ids[name], policy=policy, at=NOW, on=on)


def states(town: Town, name: str, day: date) -> list[RequestState]:
    with town.store.reading() as uow:
        found = bookings.of_person(uow, town.ids[name], since=day, until=day)
    return [booking.state for booking in found]


def mode_on(town: Town, name: str, day: date) -> Mode:
    hearing = hearing_of(town, name, day)
    found: Mode = law.day(hearing.policy, hearing.person_on(day), hearing.history, on=day).values[
        "mode"
    ]
    return found


def booked_in_november(town: Town, name: str) -> float:
    reasons = hearing_of(town, name).judge(FRIDAY, None).decision.reasons
    return next(float(r.figures["booked"]) for r in reasons if r.code == ReasonCode.WITHIN_QUOTA)


def standing(sent: Sent | None) -> list[Standing]:
    assert sent is not None
    return [judged.standing for judged in sent.judged]


def test_who_is_recalled_works_at_the_office_that_day(town: Town) -> None:
    enter(town, "anna", THURSDAY)

    sent = calls(town, "carla", "anna", day=THURSDAY)

    assert standing(sent) == [Standing.VALID]
    assert states(town, "anna", THURSDAY) == [RequestState.RECALLED]
    assert mode_on(town, "anna", THURSDAY) is Mode.PRESENCE


@pytest.mark.parametrize(
    ("body", "manager", "article"),
    [
        ("sorano", "carla", "11.8"),
        ("alonte", "carla", "B1 art. 4.3"),
        ("tivoli", "diana", "CCNL art. 66.5"),
    ],
)
def test_a_lost_day_still_counts_in_the_quota(
    desk: Desk, body: str, manager: str, article: str
) -> None:
    town = settled(desk, body)
    enter(town, "anna", THURSDAY)

    calls(town, manager, "anna", day=THURSDAY)

    assert booked_in_november(town, "anna") == 1
    assert f"la giornata persa non si recupera <i>({article}" in said(
        messages_to(town, "anna")[0]
    ).replace("(art. ", "(")


def test_a_day_given_back_is_free_again_in_the_quota(town: Town) -> None:
    enter(town, "anna", THURSDAY)
    order = Order(
        employee_id=town.ids["anna"],
        day=THURSDAY,
        cause="service",
        words=WORDS,
        deliver_at=NOW,
        given_back=True,
    )
    with town.store.writing() as uow:
        recalls.write(uow, order, at=NOW, by=town.ids["carla"])
        uow.commit()

    assert booked_in_november(town, "anna") == 0
    assert mode_on(town, "anna", THURSDAY) is Mode.PRESENCE


def test_a_recalled_day_cannot_be_booked_again(town: Town) -> None:
    enter(town, "anna", THURSDAY)
    calls(town, "carla", "anna", day=THURSDAY)

    judged = hearing_of(town, "anna").judge(THURSDAY, None)

    assert judged.refused
    called = next(r for r in judged.decision.obstacles if r.code == ReasonCode.CALLED_TO_OFFICE)
    assert called.articles == ("11.7",)


def test_a_day_of_the_agreement_that_nobody_books_can_be_recalled(town: Town) -> None:
    town.agree("bruno", agreed(Scheme(weekdays=frozenset({1, 3}))))

    sent = calls(town, "carla", "bruno", day=THURSDAY)

    assert standing(sent) == [Standing.VALID]
    assert mode_on(town, "bruno", THURSDAY) is Mode.PRESENCE


def test_colleagues_see_the_recalled_in_the_office(town: Town) -> None:
    """Bruno's agreement makes his Thursdays agile, Anna booked hers."""
    town.agree("bruno", agreed(Scheme(weekdays=frozenset({3}))))
    enter(town, "anna", THURSDAY)
    calls(town, "carla", "anna", "bruno", day=THURSDAY)

    with town.store.reading() as uow:
        office = town.offices["anagrafe"]
        members = office_month.members(uow, office, first=THURSDAY, last=THURSDAY)

    recalled = {m.name for m in members if THURSDAY in m.history.recalled}
    assert recalled == {"Inventi Anna", "Inventi Bruno"}
    assert [m.history.halves(THURSDAY) for m in members if m.name in recalled] == [
        (None, None),
        (None, None),
    ]


def test_the_person_reads_who_when_why_and_what_becomes_of_the_day(town: Town) -> None:
    enter(town, "anna", THURSDAY)

    calls(town, "carla", "anna", day=THURSDAY)

    (told,) = messages_to(town, "anna")
    text = said(told)
    assert "<b>Carla Inventi</b> ti richiama in sede <b>giovedì 26 novembre</b>" in text
    assert f"Motivo: «{WORDS}»" in text
    assert "la giornata persa non si recupera <i>(art. 11.8)</i>" in text
    assert not told.urgent


def test_an_urgent_recall_says_why_it_is_urgent(town: Town) -> None:
    enter(town, "anna", THURSDAY)

    calls(town, "carla", "anna", day=THURSDAY, cause=Cause.URGENT)

    (told,) = messages_to(town, "anna")
    assert (told.urgent_reason, told.recall_cause) == (WORDS, "urgent")


@pytest.mark.parametrize(
    ("cause", "expected"),
    [(Cause.TECHNICAL, Standing.VALID), (Cause.SERVICE, Standing.INVALID)],
)
def test_only_a_technical_problem_recalls_on_the_same_day_in_sorano(
    town: Town, cause: Cause, expected: Standing
) -> None:
    enter(town, "anna", TODAY)

    sent = calls(town, "carla", "anna", day=TODAY, cause=cause)

    assert standing(sent) == [expected]
    assert (live(town, "anna", TODAY) is not None) == (expected is Standing.VALID)


def test_a_need_that_was_known_before_recalls_nobody_and_the_act_is_told(town: Town) -> None:
    enter(town, "anna", THURSDAY)

    sent = calls(town, "carla", "anna", day=THURSDAY, cause=Cause.PLANNED)

    assert sent is not None
    assert standing(sent) == [Standing.INVALID]
    assert live(town, "anna", THURSDAY) is None
    text = message("recalls.screen", "it", parts=[judged_line(sent.judged[0])])
    assert "il richiamo vuole un'esigenza sopravvenuta" in unescape(text)
    assert "art. 11.8" in text


def test_the_cause_is_chosen_on_the_card_and_the_same_words_are_kept(town: Town) -> None:
    enter(town, "anna", THURSDAY)
    carla = Talk(town, "carla")
    carla.says("/richiama Anna giovedì 26 novembre")

    shown = carla.presses("⚪ esigenza già nota")

    assert "un'esigenza sopravvenuta" in unescape(shown)
    assert any(button.label == "🔘 esigenza già nota" for button in carla.buttons)
    shown = carla.presses("⚪ esigenze di servizio")
    assert "un'esigenza sopravvenuta" not in unescape(shown)


def test_too_late_is_told_with_the_moment_until_which_it_would_have_been_enough(
    town: Town,
) -> None:
    enter(town, "anna", TODAY)

    sent = calls(town, "carla", "anna", day=TODAY)

    assert sent is not None
    text = message("recalls.screen", "it", parts=[judged_line(sent.judged[0])])
    assert "doveva arrivare entro domenica 22 novembre, scrivendo entro sabato 21" in text
    assert messages_to(town, "anna") == []


def test_one_recall_calls_several_people_and_tells_of_each_what_holds(town: Town) -> None:
    enter(town, "anna", THURSDAY)

    sent = calls(town, "carla", "anna", "bruno", day=THURSDAY)

    assert standing(sent) == [Standing.VALID, Standing.AT_OFFICE]
    assert live(town, "bruno", THURSDAY) is None


def test_a_day_only_asked_for_is_left_to_the_answer(town: Town) -> None:
    asks_for(town, "anna", THURSDAY)

    assert standing(calls(town, "carla", "anna", day=THURSDAY)) == [Standing.PENDING]


def test_who_is_away_that_day_is_not_recalled(town: Town) -> None:
    enter(town, "anna", THURSDAY)
    with town.store.writing() as uow:
        kind = AbsenceKind.SICK
        absences.add(uow, town.ids["anna"], kind, first_day=THURSDAY, last_day=THURSDAY)
        uow.commit()

    sent = calls(town, "carla", "anna", day=THURSDAY)

    assert standing(sent) == [Standing.OFF]


@pytest.mark.parametrize("manager", ["vito", "franco", "diana", "bruno", "elena", "anna"])
def test_who_does_not_decide_about_somebody_recalls_nobody(town: Town, manager: str) -> None:
    """Carla is there: neither her deputy nor the secretary decide about Anna, nor Anna herself."""
    enter(town, "anna", THURSDAY)

    sent = calls(town, manager, "anna", day=THURSDAY)

    assert sent is None or sent.judged == ()
    assert live(town, "anna", THURSDAY) is None


def test_people_of_another_office_are_not_in_the_list(town: Town) -> None:
    town.agree("orso")

    shown = actions.begin(town.desk, town.actor("carla"))

    assert [person.given_name for person in shown.team] == ["Anna", "Bruno"]


def test_a_manager_of_another_body_recalls_nobody(town: Town, desk: Desk) -> None:
    other = found_town(town.desk, "tivoli", first_telegram_id=900)
    enter(town, "anna", THURSDAY)
    draft = recall_draft(town, "anna", day=THURSDAY)

    shown = actions.begin(other.desk, other.actor("diana"), draft)

    assert shown.chosen == ()
    sent = actions.send(other.desk, other.actor("diana"), draft.digest)
    assert sent is None or sent.judged == ()


def test_days_worked_elsewhere_are_offered_with_how_many_work_so(town: Town) -> None:
    enter(town, "anna", THURSDAY, FRIDAY)
    enter(town, "bruno", FRIDAY)
    asks_for(town, "bruno", SATURDAY)
    people = (town.ids["anna"], town.ids["bruno"])

    shown = actions.begin(town.desk, town.actor("carla"), Draft(people=people, step=Step.DAY))

    assert shown.days == ((THURSDAY, 1), (FRIDAY, 2))


def test_a_second_press_sends_nothing_more(town: Town) -> None:
    enter(town, "anna", THURSDAY)
    draft = recall_draft(town, "anna", day=THURSDAY)
    carla = town.actor("carla")
    actions.begin(town.desk, carla, draft)

    first = actions.send(town.desk, carla, draft.digest)
    second = actions.send(town.desk, carla, draft.digest)

    assert first is not None
    assert second is None
    assert len(messages_to(town, "anna")) == 1


def test_a_button_of_another_recall_sends_nothing(town: Town) -> None:
    enter(town, "anna", THURSDAY, FRIDAY)
    actions.begin(town.desk, town.actor("carla"), recall_draft(town, "anna", day=FRIDAY))

    old = recall_draft(town, "anna", day=THURSDAY).digest

    assert actions.send(town.desk, town.actor("carla"), old) is None


def test_of_two_managers_at_once_one_writes_the_recall(town: Town) -> None:
    """Carla and her delegate Bruno press at the same moment."""
    town.agree("vito")
    enter(town, "anna", THURSDAY)
    with town.store.writing() as uow:
        ids = town.ids
        appointments.delegate(uow, ids["carla"], to=ids["bruno"], first_day=TODAY, last_day=FRIDAY)
        uow.commit()
    draft = recall_draft(town, "anna", day=THURSDAY)
    for name in ("carla", "bruno"):
        actions.begin(town.desk, town.actor(name), draft)
    together = threading.Barrier(2)

    def press(name: str) -> Sent | None:
        actor = town.actor(name)
        together.wait()
        return actions.send(town.desk, actor, draft.digest)

    with ThreadPoolExecutor(2) as pool:
        found = sorted(standing(sent)[0] for sent in pool.map(press, ("carla", "bruno")))

    assert found == [Standing.RECALLED, Standing.VALID]
    assert len(messages_to(town, "anna")) == 1


def test_a_delegate_recalls_in_the_name_of_the_manager(town: Town) -> None:
    enter(town, "anna", THURSDAY)
    with town.store.writing() as uow:
        ids = town.ids
        appointments.delegate(uow, ids["carla"], to=ids["bruno"], first_day=TODAY, last_day=FRIDAY)
        uow.commit()

    calls(town, "bruno", "anna", day=THURSDAY)

    recall = live(town, "anna", THURSDAY)
    assert recall is not None
    assert (recall.asked_by, recall.asked_for) == (ids["bruno"], ids["carla"])
    assert "Bruno Inventi per conto di Carla Inventi" in said(messages_to(town, "anna")[0])


def test_confirming_tells_the_manager_once(town: Town) -> None:
    enter(town, "anna", THURSDAY)
    calls(town, "carla", "anna", day=THURSDAY)
    recall = live(town, "anna", THURSDAY)
    assert recall is not None

    first = confirming.confirm(town.desk, town.actor("anna"), recall.id)
    second = confirming.confirm(town.desk, town.actor("anna"), recall.id)

    assert (first.came, second.came) == (RecallCame.DONE, RecallCame.BEFORE)
    told = [said(one) for one in messages_to(town, "carla")]
    assert told == [
        "✅ <b>Anna Inventi</b> ha confermato il richiamo in sede di giovedì 26 novembre."
    ]


def test_taken_back_before_anybody_read_it_the_day_is_as_it_was_and_nobody_is_told(
    town: Town,
) -> None:
    enter(town, "anna", THURSDAY)
    calls(town, "carla", "anna", day=THURSDAY)
    recall = live(town, "anna", THURSDAY)
    assert recall is not None

    answered = confirming.take_back(town.desk, town.actor("carla"), recall.id)

    assert answered.came is RecallCame.DONE
    assert states(town, "anna", THURSDAY) == [RequestState.APPROVED]
    assert mode_on(town, "anna", THURSDAY) is Mode.AGILE
    assert messages_to(town, "anna") == []


def test_after_it_was_taken_back_the_day_can_be_recalled_again(town: Town) -> None:
    enter(town, "anna", THURSDAY)
    calls(town, "carla", "anna", day=THURSDAY)
    first = live(town, "anna", THURSDAY)
    assert first is not None
    confirming.take_back(town.desk, town.actor("carla"), first.id)

    calls(town, "carla", "anna", day=THURSDAY)

    again = live(town, "anna", THURSDAY)
    assert again is not None
    assert again.id != first.id
    assert recall_now(town, first).state is RecallState.CANCELLED


@pytest.mark.parametrize("name", ["bruno", "vito", "elena"])
def test_nobody_else_takes_a_recall_back(town: Town, name: str) -> None:
    enter(town, "anna", THURSDAY)
    calls(town, "carla", "anna", day=THURSDAY)
    recall = live(town, "anna", THURSDAY)
    assert recall is not None

    answered = confirming.take_back(town.desk, town.actor(name), recall.id)

    assert answered.came is RecallCame.FORBIDDEN
    assert recall_now(town, recall).live


def test_after_the_day_nothing_is_taken_back_or_confirmed(town: Town, clock: MovableClock) -> None:
    enter(town, "anna", THURSDAY)
    calls(town, "carla", "anna", day=THURSDAY)
    recall = live(town, "anna", THURSDAY)
    assert recall is not None
    clock.set(NOW + timedelta(days=4))

    back = confirming.take_back(town.desk, town.actor("carla"), recall.id)
    confirmed = confirming.confirm(town.desk, town.actor("anna"), recall.id)

    assert (back.came, confirmed.came) == (RecallCame.PAST, RecallCame.PAST)


def test_each_step_is_in_the_audit_trail(town: Town) -> None:
    enter(town, "anna", THURSDAY)
    calls(town, "carla", "anna", day=THURSDAY)
    recall = live(town, "anna", THURSDAY)
    assert recall is not None
    confirming.confirm(town.desk, town.actor("anna"), recall.id)
    confirming.take_back(town.desk, town.actor("carla"), recall.id)

    with town.store.reading() as uow:
        found = [entry.action for entry in audit.entries(uow, town.body)]

    assert found[-5:] == [
        "booking.recalled",
        "recall.written",
        "recall.confirmed",
        "booking.restored",
        "recall.cancelled",
    ]


def test_who_is_barred_is_named_so_without_why(desk: Desk) -> None:
    """Ferrara 3.5: what in fact prevents presence; the manager is not told of it."""
    town = settled(desk, "ferrara")
    facts = Employee(conditions=frozenset({"presence_prevented"}), hired=LONG_AGO)
    town.hire("anna", facts)
    enter(town, "anna", THURSDAY)

    sent = calls(town, "diana", "anna", day=THURSDAY)

    assert standing(sent) == [Standing.BARRED]
    assert sent is not None
    text = message("recalls.screen", "it", parts=[judged_line(sent.judged[0])])
    assert text == "⛔ <b>Anna Inventi</b>: non richiamabile <i>(art. 3.5)</i>"
    assert live(town, "anna", THURSDAY) is None


@pytest.fixture
def recalling(town: Town) -> Talk:
    """Carla has put together a recall of Anna on Thursday; the words are asked."""
    enter(town, "anna", THURSDAY, FRIDAY)
    enter(town, "bruno", THURSDAY)
    actions.begin(
        town.desk, town.actor("carla"), recall_draft(town, "anna", day=THURSDAY, words="")
    )
    return Talk(town, "carla")


def put_together(talk: Talk) -> Draft:
    form = talk.form
    assert form is not None
    return draft_in(form.standing.values)


@pytest.mark.parametrize(
    "words",
    ["ho sbagliato giorno", "ma venerdì serve anche Bruno", WORDS],
)
def test_the_words_are_shown_with_what_may_become_of_them(recalling: Talk, words: str) -> None:
    shown = recalling.says(words)
    labels = [button.label for button in recalling.buttons]

    assert words in unescape(shown)
    assert labels[4:7] == ["📨 Invia il richiamo (1)", "✏️ Cambia", "Lascia perdere"]
    assert ("💬 Era una domanda per te" in labels) == (words != WORDS)


def test_words_that_hold_it_back_are_no_motive(recalling: Talk) -> None:
    shown = recalling.says("non mandare ancora")

    assert not any("Invia" in button.label for button in recalling.buttons)
    assert "non mandare ancora" in shown


@pytest.mark.parametrize("words", ["venerdì", "fallo venerdi", "no, meglio venerdì", "27/11"])
def test_another_day_changes_the_recall_and_is_no_motive(recalling: Talk, words: str) -> None:
    recalling.says(words)

    assert (put_together(recalling).day, put_together(recalling).words) == (FRIDAY, "")


def test_another_name_is_added_and_is_no_motive(recalling: Talk) -> None:
    recalling.says("anche Bruno")

    town, draft = recalling.town, put_together(recalling)
    assert draft.people == (town.ids["anna"], town.ids["bruno"])
    assert not draft.words


def test_another_recall_leaves_the_open_one(recalling: Talk) -> None:
    assert "Ho lasciato perdere il richiamo" in recalling.says("richiama tutti il 3 dicembre")


def test_where_nobody_can_be_recalled_no_words_are_taken(recalling: Talk) -> None:
    recalling.says("sabato")

    assert "non posso richiamare nessuno" in recalling.says(WORDS)
    assert not put_together(recalling).words


def test_a_yes_is_told_to_press_the_button(recalling: Talk) -> None:
    assert "Manca ancora il motivo" in recalling.says("sì")
    recalling.says(WORDS)

    assert "premi il pulsante «Invia»" in recalling.says("sì")
    assert live(recalling.town, "anna", THURSDAY) is None


def test_the_words_are_changed_or_all_is_dropped(recalling: Talk) -> None:
    recalling.says(WORDS)
    recalling.presses("Cambia")
    assert not put_together(recalling).words

    recalling.says(WORDS)
    assert "Non è partito nulla" in recalling.presses("Lascia perdere")
    assert recalling.form is None


@pytest.mark.parametrize(
    ("name", "words"),
    [("Orso", "non è tra le persone che puoi richiamare"), ("Zeno", "non trovo «zeno»")],
)
def test_who_is_not_recalled_by_this_manager_is_not_said_to_be_unknown(
    town: Town, name: str, words: str
) -> None:
    assert words in Talk(town, "carla").says(f"richiama {name} domani")
