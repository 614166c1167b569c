"""May a colleague be reached now: what is told, what is not, what is passed on and noted."""

from datetime import date, datetime, timedelta

import pytest

from bot.clock import MovableClock
from bot.delivery.gate import hold_for
from handlers.chat.features.contacts import views
from handlers.desk.contacts import actions, duties, replying
from handlers.desk.contacts.actions import Found, PassedOn
from handlers.desk.contacts.drafts import How
from handlers.desk.contacts.judging import Place, Reach
from handlers.desk.context import Desk
from rules.facts import ROME, AbsenceKind, Agreement, Band, Permit
from rules.policy import library
from storage.days import absences
from storage.errors import NotFound
from storage.requests import contacts
from storage.requests.contacts import Contact
from storage.store import Store
from storage.tables import ContactState
from storage.trail import audit, delivering
from tests import due_messages
from tests.handlers.asking import enter, messages_to, said
from tests.handlers.talking import Talk
from tests.handlers.town import Town, found_town

MONDAY = date(2026, 11, 23)
AGREED = Agreement(
    first_day=date(2026, 1, 1),
    last_day=date(2026, 12, 31),
    bands=(Band.parse("09:00-13:00"), Band.parse("15:00-17:00")),
    disconnection=Band.parse("20:00-07:00"),
)


def at(clock: MovableClock, hour: str, day: date = MONDAY) -> None:
    clock.set(datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=ROME))


@pytest.fixture
def town(store: Store, clock: MovableClock) -> Town:
    """Sorano on SQLite and PostgreSQL; Anna works agile today, bands 9-13 and 15-17."""
    return settled(Desk(store, library.shipped(), clock), "sorano")


def settled(desk: Desk, body: str) -> Town:
    found = found_town(desk, body)
    found.agree("anna", AGREED)
    enter(found, "anna", MONDAY)
    return found


def look(town: Town, asker: str = "bruno", name: str = "anna") -> Reach:
    return actions.look(town.desk, town.actor(asker), town.ids[name])


def words_of(town: Town, reach: Reach) -> str:
    return str(views.reach(town.actor("bruno"), reach).text)


def writes(town: Town, asker: str, *, how: How = How.PLAIN, why: str = "") -> PassedOn:
    actor = town.actor(asker)
    anna, words = town.ids["anna"], "Mi mandi la delibera?"
    return actions.pass_on(town.desk, actor, anna, words, how=how, why=why)


def found(town: Town, name: str) -> Found:
    actor = town.actor(name)
    return actions.find(town.desk, actor, actions.begin(town.desk, actor))


def only_request(town: Town) -> Contact:
    with town.store.reading() as uow:
        return contacts.by_id(uow, 1)


def delivered(town: Town) -> None:
    """The dispatcher sends what is due to Anna, as it does."""
    now = town.desk.clock()
    with town.store.writing() as uow:
        for message in due_messages.due(uow, at=now, limit=100):
            if message.recipient_id == town.ids["anna"]:
                delivering.mark_sent(uow, message.id, at=now, telegram_id=1)
        uow.commit()


@pytest.mark.parametrize(
    ("hour", "until"), [("09:00", "13:00"), ("12:59", "13:00"), ("15:00", "17:00")]
)
def test_inside_a_band_she_may_be_reached_until_its_end(
    town: Town, clock: MovableClock, hour: str, until: str
) -> None:
    at(clock, hour)

    reach = look(town)

    assert reach.now
    assert f"fino alle {until} <i>(art. " not in words_of(town, reach)  # the agreement says it
    assert f"fino alle {until}" in words_of(town, reach)
    assert reach.place is Place.AGILE


@pytest.mark.parametrize(
    ("hour", "since"),
    [("08:59", "dalle 09:00"), ("13:00", "dalle 15:00"), ("14:59", "dalle 15:00")],
)
def test_outside_the_bands_it_is_told_from_when_on(
    town: Town, clock: MovableClock, hour: str, since: str
) -> None:
    at(clock, hour)

    reach = look(town)

    assert not reach.now
    assert f"Non contattabile ora: {since}" in words_of(town, reach)


def test_in_the_evening_it_is_the_next_morning_with_the_article(
    town: Town, clock: MovableClock
) -> None:
    at(clock, "20:00")

    text = words_of(town, look(town))

    assert "da martedì 24 novembre alle 07:00 <i>(art. 11.4" in text


def test_in_the_office_she_may_be_reached_until_disconnection(
    town: Town, clock: MovableClock
) -> None:
    at(clock, "14:00", date(2026, 11, 24))

    reach = look(town)

    assert reach.place is Place.OFFICE
    assert "fino alle 20:00" in words_of(town, reach)


def test_a_permit_in_the_middle_of_a_band_does_not_show(town: Town, clock: MovableClock) -> None:
    permit = Permit(kind="medical", on=MONDAY, minutes=90, start=10 * 60)
    with town.store.writing() as uow:
        absences.add_permit(uow, town.ids["anna"], permit)
        uow.commit()
    at(clock, "10:30")

    reach = look(town)
    text = words_of(town, reach)

    assert "Non contattabile ora: dalle 11:30" in text
    assert "11.5" not in text
    assert "permesso" not in text
    assert reach.offers == ()


@pytest.mark.parametrize(("time", "offered"), [("12:59", False), ("13:00", True)])
def test_between_two_bands_nobody_is_offered_while_a_permit_lasts(
    desk: Desk, clock: MovableClock, time: str, *, offered: bool
) -> None:
    town = settled(desk, "tivoli")
    permit = Permit(kind="short", on=MONDAY, minutes=60, start=12 * 60)
    with town.store.writing() as uow:
        absences.add_permit(uow, town.ids["anna"], permit)
        uow.commit()
    at(clock, time)

    assert bool(look(town).offers) is offered


def test_who_is_ill_is_absent_and_until_when_does_not_show(
    town: Town, clock: MovableClock
) -> None:
    with town.store.writing() as uow:
        ids = town.ids
        kind, friday = AbsenceKind.SICK, date(2026, 11, 27)
        absences.add(uow, ids["anna"], kind, first_day=MONDAY, last_day=friday)
        uow.commit()
    at(clock, "10:00")

    reach = look(town)
    text = words_of(town, reach)

    assert reach.place is Place.ABSENT
    assert "oggi assente" in text
    assert "Non contattabile ora. Se lasci un messaggio" in text
    assert "28" not in text


def test_from_the_evening_before_an_illness_its_end_does_not_show(
    town: Town, clock: MovableClock
) -> None:
    tuesday = date(2026, 11, 24)
    with town.store.writing() as uow:
        kind = AbsenceKind.SICK
        absences.add(uow, town.ids["anna"], kind, first_day=tuesday, last_day=tuesday)
        uow.commit()
    at(clock, "21:00")

    assert look(town).since is None


@pytest.mark.parametrize(
    ("body", "offers"),
    [
        ("sorano", ()),
        ("arena-po", (How.URGENT,)),
        ("tivoli", (How.OBJECTIVES,)),
        ("alonte", (How.OBJECTIVES,)),
        ("ferrara", ()),
    ],
)
def test_what_the_act_lets_through_outside_the_bands_is_offered(
    desk: Desk, clock: MovableClock, body: str, offers: tuple[How, ...]
) -> None:
    """Arena Po 9.b: proven urgency; Tivoli 20.10 and Alonte 41.16: the assigned objectives."""
    town = settled(desk, body)
    at(clock, "14:00")

    assert look(town).offers == offers


def test_a_message_outside_the_bands_is_passed_on_in_the_next(
    town: Town, clock: MovableClock
) -> None:
    at(clock, "13:30")

    result = writes(town, "bruno")

    assert not result.now
    assert only_request(town).deliver_at.astimezone(ROME).hour == 15
    assert messages_to(town, "anna") == []
    at(clock, "15:00")
    (message,) = messages_to(town, "anna")
    assert "Bruno Inventi" in said(message)
    assert "«Mi mandi la delibera?»" in said(message)


def test_the_gate_asks_about_the_bands_again_when_the_moment_has_come(
    town: Town, clock: MovableClock
) -> None:
    """A permit granted meanwhile holds the message until it is over."""
    at(clock, "13:30")
    writes(town, "bruno")
    with town.store.writing() as uow:
        permit = Permit(kind="personal", on=MONDAY, minutes=60, start=15 * 60)
        absences.add_permit(uow, town.ids["anna"], permit)
        uow.commit()
    at(clock, "15:00")
    (message,) = messages_to(town, "anna")

    with town.store.reading() as uow:
        hold = hold_for(uow, town.desk, message, after=timedelta())

    assert hold is not None
    assert hold.until.astimezone(ROME).hour == 16


def test_urgent_where_the_act_allows_it_goes_out_at_once_and_says_why(
    desk: Desk, clock: MovableClock
) -> None:
    town = settled(desk, "arena-po")
    at(clock, "19:30")

    result = writes(town, "bruno", how=How.URGENT, why="Si è allagato l'archivio")

    assert result.now
    (message,) = messages_to(town, "anna")
    assert message.urgent_reason == "Si è allagato l'archivio"
    with town.store.reading() as uow:
        assert hold_for(uow, town.desk, message, after=timedelta()) is None
        (entry,) = [e for e in audit.entries(uow, town.body) if e.action == "contact.asked"]
    assert entry.details["why_urgent"] == "Si è allagato l'archivio"


@pytest.mark.parametrize("words", ["call", "done", "later@960", "tomorrow"])
def test_an_answer_is_told_to_the_asker_once(town: Town, clock: MovableClock, words: str) -> None:
    at(clock, "10:00")
    writes(town, "bruno")

    first = replying.answer(town.desk, town.actor("anna"), 1, words)
    second = replying.answer(town.desk, town.actor("anna"), 1, "call")

    assert (first.first, second.first) == (True, False)
    (told,) = messages_to(town, "bruno")
    assert "Anna Inventi" in said(told)
    assert only_request(town).answer == words


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("later@1200", "alle 20:00 di lunedì 23 novembre"),
        ("tomorrow", "la mattina di martedì 24 novembre"),
    ],
)
def test_an_answer_names_its_day_whenever_it_is_read(
    town: Town, clock: MovableClock, words: str, when: str
) -> None:
    at(clock, "10:00")
    writes(town, "bruno")

    replying.answer(town.desk, town.actor("anna"), 1, words)

    (told,) = messages_to(town, "bruno")
    assert when in said(told)


@pytest.mark.parametrize("hour", ["13:30", "19:30"])
def test_words_say_when_they_were_written_whenever_they_are_read(
    town: Town, clock: MovableClock, hour: str
) -> None:
    """`Domani` in them is the day after that; leave may keep back what was to arrive at once."""
    at(clock, hour)
    writes(town, "bruno")
    at(clock, "15:00", MONDAY + timedelta(days=3))

    (message,) = messages_to(town, "anna")

    assert f"ti cerca. Ha scritto lunedì 23 novembre alle {hour}:" in said(message)


def test_on_a_sunday_nobody_is_absent(town: Town, clock: MovableClock) -> None:
    at(clock, "10:00", MONDAY + timedelta(days=6))

    words = words_of(town, look(town))

    assert "oggi non lavora" in words
    assert "assente" not in words


@pytest.mark.parametrize("name", ["bruno", "carla"])
def test_nobody_else_answers_for_her(town: Town, clock: MovableClock, name: str) -> None:
    at(clock, "10:00")
    writes(town, "bruno")

    with pytest.raises(NotFound):
        replying.answer(town.desk, town.actor(name), 1, "call")


def test_people_of_other_bodies_and_oneself_are_not_found(town: Town) -> None:
    other = found_town(town.desk, "tivoli", first_telegram_id=900)

    for name, asker in (("anna", other.actor("bruno")), ("anna", town.actor("anna"))):
        with pytest.raises(NotFound):
            actions.look(town.desk, asker, town.ids[name])


def test_the_own_office_comes_first_and_a_name_finds_the_body(town: Town) -> None:
    anna = Talk(town, "anna")
    anna.says("/contatta")
    office = [one.label for one in anna.buttons]
    anna.says("orso")
    body = [one.given_name for one in actions.named(town.desk, town.actor("anna"), "inventi")]

    assert not any("Orso" in label or "Anna" in label for label in office)
    assert "Orso" in body
    assert "Anna" not in body


def noted(town: Town) -> bool:
    duties.attend(town.desk)
    return only_request(town).state is ContactState.UNANSWERED


@pytest.mark.parametrize(("hour", "expected"), [("16:59", False), ("17:00", True)])
def test_a_managers_request_is_noted_when_a_whole_band_went_by(
    town: Town, clock: MovableClock, hour: str, *, expected: bool
) -> None:
    """It came at 10:00, within the first band: the second is the first whole one."""
    at(clock, "10:00")
    writes(town, "carla")
    delivered(town)
    at(clock, hour)

    assert noted(town) is expected


def test_both_sides_see_what_was_noted_with_the_article(town: Town, clock: MovableClock) -> None:
    at(clock, "10:00")
    writes(town, "carla")
    delivered(town)
    at(clock, "17:00")
    duties.attend(town.desk)
    duties.attend(town.desk)

    for name in ("anna", "carla"):
        (told,) = messages_to(town, name)
        assert "<i>(art. 11.3)</i>" in said(told)
        assert "15:00–17:00" in said(told)
        assert len(found(town, name).noted) == 1


def test_a_late_answer_takes_the_note_away(town: Town, clock: MovableClock) -> None:
    at(clock, "10:00")
    writes(town, "carla")
    delivered(town)
    at(clock, "17:00")
    duties.attend(town.desk)

    replying.answer(town.desk, town.actor("anna"), 1, "call")

    assert only_request(town).state is ContactState.ANSWERED
    assert found(town, "carla").noted == ()


def test_a_colleagues_request_is_never_noted(town: Town, clock: MovableClock) -> None:
    at(clock, "10:00")
    writes(town, "bruno")
    delivered(town)
    at(clock, "17:00")

    assert not noted(town)


def test_what_came_outside_the_bands_is_never_noted(town: Town, clock: MovableClock) -> None:
    """On Tuesday Anna is in the office: there are no bands; on Thursday she is agile again."""
    thursday = date(2026, 11, 26)
    enter(town, "anna", thursday)
    at(clock, "10:00", date(2026, 11, 24))
    writes(town, "carla")
    delivered(town)
    at(clock, "18:00", thursday)

    assert not noted(town)


def test_a_band_that_a_permit_cuts_does_not_count(town: Town, clock: MovableClock) -> None:
    at(clock, "10:00")
    writes(town, "carla")
    delivered(town)
    with town.store.writing() as uow:
        permit = Permit(kind="personal", on=MONDAY, minutes=60, start=15 * 60)
        absences.add_permit(uow, town.ids["anna"], permit)
        uow.commit()
    at(clock, "17:00")

    assert not noted(town)


@pytest.mark.parametrize("body", ["tivoli", "alonte", "arena-po", "ferrara"])
def test_where_the_act_attaches_nothing_nothing_is_noted(
    desk: Desk, clock: MovableClock, body: str
) -> None:
    town = settled(desk, body)
    at(clock, "10:00")
    writes(town, "diana" if body in ("tivoli", "ferrara") else "carla")
    delivered(town)
    at(clock, "18:00", MONDAY + timedelta(days=7))

    assert not noted(town)


def test_of_an_hour_to_come_no_empty_words_are_quoted(tivoli: Town) -> None:
    text = Talk(tivoli, "anna").says("chiama Bruno stasera alle 9")

    assert "Posso dirti se si può contattare adesso, non più tardi" in text
    assert "«»" not in text
