"""Free texts: the days are shown, asked back where they are not clear, written only on a press."""

from datetime import date, timedelta

import pytest

from bot.clock import MovableClock
from bot.playground import Person
from bot.playground.client import SeenMessage
from rules.facts import Period, Scheme
from storage.people import staff
from storage.requests import bookings, permits
from storage.requests.permits_found import PermitRecord
from storage.tables import Rank, RequestState
from tests.handlers.asking import enter
from tests.handlers.town import NOW, OFFICE_WORKER, Phones, Town, agreed

THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)
TUESDAY = date(2026, 12, 1)


def booked(town: Town, name: str) -> list[tuple[date, RequestState]]:
    with town.store.reading() as uow:
        held = bookings.of_person(
            uow, town.ids[name], since=NOW.date(), until=NOW.date() + timedelta(days=400)
        )
    return [(one.day, one.state) for one in held]


def taken(town: Town, name: str) -> list[PermitRecord]:
    with town.store.reading() as uow:
        return permits.of_person(uow, town.ids[name], since=THURSDAY, until=THURSDAY)


def data_of(seen: SeenMessage) -> list[str]:
    return [button.get("callback_data", "") for row in seen.keyboard for button in row]


async def presses(person: Person, words: str, on: SeenMessage) -> SeenMessage:
    await person.presses(words, on=on)
    return await person.waits_for(lambda seen: seen.id == on.id)


async def test_days_are_shown_with_weekday_and_written_only_on_a_press(
    tivoli: Town, phones: Phones
) -> None:
    tivoli.agree("anna")
    anna = await phones.of(tivoli, "anna")

    shown = await anna.asks("vorrei lavorare da casa giovedì e venerdì, grazie")
    before = booked(tivoli, "anna")
    sent = await presses(anna, "📨", shown)

    assert "giovedì 26 novembre" in shown.text
    assert "venerdì 27 novembre" in shown.text
    assert before == []
    assert "Richiesta inviata" in sent.text
    assert booked(tivoli, "anna") == [
        (THURSDAY, RequestState.PENDING),
        (FRIDAY, RequestState.PENDING),
    ]


async def test_what_the_rules_refuse_is_shown_with_its_article_and_not_sent(
    tivoli: Town, phones: Phones
) -> None:
    tivoli.agree("anna")
    anna = await phones.of(tivoli, "anna")

    shown = await anna.asks("prenota il 7 e l'8 dicembre")
    await presses(anna, "📨 Invia richiesta (1)", shown)

    assert "⛔ martedì 8 dicembre" in shown.text
    assert [day for day, _ in booked(tivoli, "anna")] == [date(2026, 12, 7)]


async def test_without_an_agreement_nothing_is_offered(tivoli: Town, phones: Phones) -> None:
    anna = await phones.of(tivoli, "anna")

    shown = await anna.asks("prenota giovedì")

    assert not any("📨" in words for words in shown.labels)


async def test_both_halves_are_the_whole_day(arena_po: Town, phones: Phones) -> None:
    arena_po.agree("anna", agreed(Scheme(per=Period.WEEK, days=2)))
    anna = await phones.of(arena_po, "anna")

    shown = await anna.asks("prenota giovedì mattina e giovedì pomeriggio")

    assert "giovedì 26 novembre" in shown.text
    assert "mattina" not in shown.text


async def test_another_way_of_working_than_agreed_is_told(tivoli: Town, phones: Phones) -> None:
    tivoli.agree("anna")
    anna = await phones.of(tivoli, "anna")

    remote = await anna.asks("prenota giovedì da remoto")
    home = await anna.asks("prenota giovedì da casa")

    assert "Il tuo accordo è per il lavoro agile" in remote.text
    assert "Il tuo accordo" not in home.text


async def test_more_days_than_a_request_holds_are_refused(tivoli: Town, phones: Phones) -> None:
    tivoli.agree("anna")
    anna = await phones.of(tivoli, "anna")

    answer = await anna.asks("prenota dal 1 dicembre al 31 gennaio")

    assert "in una richiesta ce ne stanno 31" in answer.text


async def test_a_half_that_was_not_said_is_chosen_with_a_button(
    arena_po: Town, phones: Phones
) -> None:
    arena_po.agree("anna", agreed(Scheme(per=Period.WEEK, days=2)))
    anna = await phones.of(arena_po, "anna")

    asked = await anna.asks("mezza giornata giovedì")
    shown = await presses(anna, "Prenota gio 26 nov pomeriggio", asked)

    assert "Quale mezza giornata?" in asked.text
    assert "giovedì 26 novembre" in shown.text
    assert "pomeriggio" in shown.text


async def test_days_alone_are_shown_to_be_booked(tivoli: Town, phones: Phones) -> None:
    tivoli.agree("anna")
    anna = await phones.of(tivoli, "anna")

    shown = await anna.asks("giovedì")

    assert "giovedì 26 novembre" in shown.text
    assert any("📨" in words for words in shown.labels)
    assert not any("Ritira" in words for words in shown.labels)
    assert booked(tivoli, "anna") == []


async def test_days_alone_that_are_held_may_be_taken_back(tivoli: Town, phones: Phones) -> None:
    tivoli.agree("anna")
    enter(tivoli, "anna", THURSDAY)
    anna = await phones.of(tivoli, "anna")

    asked = await anna.asks("giovedì")
    shown = await presses(anna, "Ritira gio 26 nov", asked)

    assert "sei già in agile" in asked.text
    assert "Ritiri giovedì 26 novembre" in shown.text
    assert booked(tivoli, "anna") == [(THURSDAY, RequestState.APPROVED)]


async def test_a_choice_of_yesterday_is_no_longer_valid(
    tivoli: Town, phones: Phones, clock: MovableClock
) -> None:
    tivoli.agree("anna")
    anna = await phones.of(tivoli, "anna")
    asked = await anna.asks("prenota martedì prossimo")

    clock.set(NOW + timedelta(days=1))
    await anna.presses("Prenota mar 1° dic", on=asked)

    assert "non vale più" in (await anna.waits_for_toast())["text"]


@pytest.mark.parametrize(
    "data", ["v1:phrases:choose:00000000", "v1:phrases:choose", "v1:phrases:who:1:00000000"]
)
async def test_a_forged_choice_is_not_valid(tivoli: Town, phones: Phones, data: str) -> None:
    anna = await phones.of(tivoli, "anna")
    asked = await anna.asks("giovedì")

    await anna.forges(data, on=asked.id)

    assert "non vale più" in (await anna.waits_for_toast())["text"]


async def test_a_day_is_taken_back_after_one_more_question(tivoli: Town, phones: Phones) -> None:
    enter(tivoli, "anna", THURSDAY)
    anna = await phones.of(tivoli, "anna")

    shown = await anna.asks("annulla giovedì")
    assert booked(tivoli, "anna") == [(THURSDAY, RequestState.APPROVED)]
    await presses(anna, "Sì", shown)

    assert "giovedì 26 novembre" in shown.text
    assert booked(tivoli, "anna") == [(THURSDAY, RequestState.CANCELLED)]


async def test_of_several_days_those_held_are_offered(tivoli: Town, phones: Phones) -> None:
    enter(tivoli, "anna", THURSDAY, TUESDAY)
    anna = await phones.of(tivoli, "anna")

    shown = await anna.asks("annulla giovedì, venerdì e martedì 1 dicembre")

    assert "Quale ritiro?" in shown.text
    assert "nulla di prenotato o in attesa per venerdì 27 novembre" in shown.text
    assert sum("gio 26 nov" in words or "mar 1° dic" in words for words in shown.labels) == 2


async def test_half_of_a_day_held_whole_is_shown_as_it_is_held(
    tivoli: Town, phones: Phones
) -> None:
    enter(tivoli, "anna", THURSDAY)
    anna = await phones.of(tivoli, "anna")

    shown = await anna.asks("annulla giovedì pomeriggio")

    assert "Quale ritiro?" in shown.text
    assert "giovedì 26 novembre: approvata" in shown.text


async def test_nothing_is_taken_back_of_what_is_not_held(tivoli: Town, phones: Phones) -> None:
    anna = await phones.of(tivoli, "anna")

    shown = await anna.asks("annulla giovedì")

    assert "Non hai nulla di prenotato o in attesa per giovedì 26 novembre" in shown.text


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("quante giornate mi restano?", "Le tue giornate"),
        ("quante giornate mi restano a dicembre?", "Le tue giornate"),
        ("quante giornate mi restano a marzo?", "a marzo: 0 su 8"),
        ("che giornate ho prenotato?", "Le tue giornate"),
        ("posso fare lavoro agile?", "puoi chiedere il lavoro agile"),
        ("quando devo essere reperibile?", "Oggi"),
        ("quando devo essere reperibile domani?", "Oggi"),
        ("quando devo essere reperibile giovedì?", "giovedì 26 novembre"),
        ("aiuto", "Cosa puoi fare"),
        ("menu", "cosa ti serve?"),
        ("Buongiorno!", "cosa ti serve?"),
        ("grazie mille", "Prego!"),
        ("cosa devo approvare?", "oggi non spetta a te"),
        ("prenota il 31 novembre", "«31 novembre» nel calendario non c'è"),
        ("prenota lunedì 25", "non vanno insieme"),
        ("prenota ieri", "«ieri» è già passato"),
        ("non prenotare giovedì", "Ho letto «non»"),
        ("prenota fine mese", "«fine mese» non è un giorno preciso"),
        ("prenota", "Per quale giorno?"),
        ("prenota giovedì venerdì", "✅ venerdì 27 novembre"),
        ("delego Bruno domani", "Non hai incarichi tuoi da delegare"),
    ],
)
async def test_a_question_is_answered(
    tivoli: Town, phones: Phones, said: str, answer: str
) -> None:
    tivoli.agree("anna")
    anna = await phones.of(tivoli, "anna")

    shown = await anna.asks(said)

    assert answer in shown.text


async def test_a_delegate_whom_nobody_knows_is_not_found(tivoli: Town, phones: Phones) -> None:
    carla = await phones.of(tivoli, "carla")

    shown = await carla.asks("delego Inesistente domani")

    assert "non trovo «inesistente»" in shown.text


async def test_a_manager_sees_what_waits(tivoli: Town, phones: Phones) -> None:
    carla = await phones.of(tivoli, "carla")

    shown = await carla.asks("cosa devo approvare?")

    assert "Nessuna richiesta aspetta" in shown.text


async def test_a_mayor_is_told_that_the_act_is_for_employees(tivoli: Town, phones: Phones) -> None:
    dino = await phones.of(tivoli, "dino")

    shown = await dino.asks("prenota giovedì")

    assert "📨" not in " ".join(shown.labels)


async def test_a_delegate_is_named_by_words(tivoli: Town, phones: Phones) -> None:
    carla = await phones.of(tivoli, "carla")

    shown = await carla.asks("delego Vito dal 3 al 10 dicembre")

    assert "Vito Inventi" in shown.text
    assert "3 dicembre" in shown.text


async def test_of_several_of_a_name_one_is_chosen(tivoli: Town, phones: Phones) -> None:
    carla = await phones.of(tivoli, "carla")

    asked = await carla.asks("delego Inventi dal 3 al 10 dicembre")
    shown = await presses(carla, "Vito Inventi", asked)

    assert "Chi intendi?" in asked.text or "ne mostro" in asked.text
    assert "Vito Inventi" in shown.text


async def test_a_person_who_speaks_english_is_answered_in_english(
    tivoli: Town, phones: Phones
) -> None:
    tivoli.agree("anna")
    anna = await phones.of(tivoli, "anna")
    await anna.asks("/lingua")
    await anna.presses("English")
    await anna.waits_for("what do you need?")

    shown = await anna.asks("book Thursday and Friday please")

    assert "Thursday 26 November" in shown.text


async def test_a_permit_is_shown_as_it_was_said_and_sent_on_a_press(
    tivoli: Town, phones: Phones
) -> None:
    anna = await phones.of(tivoli, "anna")

    shown = await anna.asks("due ore giovedì dalle 10 per una visita")
    before = taken(tivoli, "anna")
    await presses(anna, "📨", shown)

    assert "giovedì 26 novembre" in shown.text
    assert "10:00" in shown.text
    assert "visita" in shown.text
    assert before == []
    assert [(one.permit.on, one.permit.start) for one in taken(tivoli, "anna")] == [
        (THURSDAY, 600)
    ]


async def test_a_permit_of_an_open_kind_is_chosen_among_those_of_the_body(
    tivoli: Town, phones: Phones
) -> None:
    anna = await phones.of(tivoli, "anna")

    asked = await anna.asks("un'ora e mezza venerdì alle 15 per l'asilo?")
    words = next(words for words in asked.labels if "personali" in words)
    shown = await presses(anna, words, asked)

    assert "Che permesso è?" in asked.text
    assert "venerdì 27 novembre" in shown.text
    assert "15:00" in shown.text


async def test_a_permit_without_a_reason_is_offered_every_kind(
    tivoli: Town, phones: Phones
) -> None:
    anna = await phones.of(tivoli, "anna")

    asked = await anna.asks("due ore giovedì dalle 10")

    assert "giovedì 26 novembre, dalle 10:00 alle 12:00 (2 ore)" in asked.text
    assert "Che permesso ti serve?" in asked.text
    assert len(asked.labels) > 2


async def test_a_permit_alone_opens_the_form(tivoli: Town, phones: Phones) -> None:
    anna = await phones.of(tivoli, "anna")

    said = await anna.asks("vorrei un permesso")
    command = await anna.asks("/permesso")

    assert said.text == command.text


async def test_the_team_of_a_day_is_shown(tivoli: Town, phones: Phones) -> None:
    enter(tivoli, "bruno", THURSDAY)
    anna = await phones.of(tivoli, "anna")

    shown = await anna.asks("chi è a casa giovedì?")

    assert "giovedì 26 novembre" in shown.text
    assert "Agile (1): Inventi Bruno" in shown.text


async def test_a_manager_recalls_in_words(tivoli: Town, phones: Phones) -> None:
    tivoli.agree("anna")
    enter(tivoli, "anna", FRIDAY)
    carla = await phones.of(tivoli, "diana")

    shown = await carla.asks("richiama Anna in sede per venerdì")

    assert "Anna Inventi" in shown.text
    assert "venerdì 27 novembre" in shown.text


async def test_a_name_of_several_people_is_ticked_in_the_list(
    tivoli: Town, phones: Phones
) -> None:
    for name in ("anna", "bruno"):
        tivoli.agree(name)
    diana = await phones.of(tivoli, "diana")

    shown = await diana.asks("richiama Inventi per venerdì")

    assert any("Anna" in words for words in shown.labels)
    assert any("Bruno" in words for words in shown.labels)


async def test_somebody_whom_the_manager_may_not_recall_is_not_found(
    tivoli: Town, phones: Phones
) -> None:
    tivoli.agree("orso")
    carla = await phones.of(tivoli, "carla")
    anna = await phones.of(tivoli, "anna")

    of_another_office = await carla.asks("richiama Orso per venerdì")
    no_manager = await anna.asks("richiama Orso per venerdì")

    assert "Orso Inventi: non è tra le persone che puoi richiamare" in of_another_office.text
    assert "Orso Inventi" not in no_manager.text


async def test_a_day_is_moved_in_words(tivoli: Town, phones: Phones) -> None:
    tivoli.agree("anna")
    enter(tivoli, "anna", THURSDAY)
    anna = await phones.of(tivoli, "anna")

    shown = await anna.asks("sposta giovedì a venerdì")

    assert "giovedì 26 novembre" in shown.text
    assert "venerdì 27 novembre" in shown.text
    assert booked(tivoli, "anna") == [(THURSDAY, RequestState.APPROVED)]


async def test_a_day_that_was_never_booked_is_not_moved(tivoli: Town, phones: Phones) -> None:
    tivoli.agree("anna")
    anna = await phones.of(tivoli, "anna")

    shown = await anna.asks("sposta giovedì a venerdì")

    assert "giovedì 26 novembre" in shown.text
    assert "venerdì 27 novembre" not in shown.text


async def test_a_pattern_opens_its_own_screen(tivoli: Town, phones: Phones) -> None:
    tivoli.agree("anna")
    anna = await phones.of(tivoli, "anna")

    shown = await anna.asks("vorrei lavorare da casa ogni giovedì fino al 18 dicembre")

    assert "18 dicembre" in shown.text
    assert any("v1:patterns:" in data for data in data_of(shown))
    assert booked(tivoli, "anna") == []


async def test_a_pattern_with_days_left_out_is_shown_day_by_day(
    tivoli: Town, phones: Phones
) -> None:
    tivoli.agree("anna")
    anna = await phones.of(tivoli, "anna")

    shown = await anna.asks("prenota tutti i giovedì di dicembre tranne il 24")

    assert "giovedì 17 dicembre" in shown.text
    assert "giovedì 24 dicembre" not in shown.text
    assert any("v1:booking:send" in data for data in data_of(shown))


async def test_whether_somebody_may_be_reached_is_told(tivoli: Town, phones: Phones) -> None:
    anna = await phones.of(tivoli, "anna")

    shown = await anna.asks("posso chiamare Orso adesso?")

    assert "Orso Inventi" in shown.text
    assert any("v1:contacts:write" in data for data in data_of(shown))


async def test_of_an_office_somebody_is_chosen(tivoli: Town, phones: Phones) -> None:
    anna = await phones.of(tivoli, "anna")

    one = await anna.asks("posso contattare l'ufficio tributi?")
    many = await anna.asks("posso contattare l'ufficio anagrafe?")
    shown = await presses(anna, "Bruno Inventi", many)

    assert "Orso Inventi" in one.text
    assert "Chi intendi?" in many.text
    assert "Bruno Inventi" in shown.text
    assert any("v1:contacts:write" in data for data in data_of(shown))


async def test_nobody_of_another_body_is_found(tivoli: Town, sorano: Town, phones: Phones) -> None:
    with sorano.store.writing() as uow:
        record = staff.Record(
            number="77",
            family_name="Forestieri",
            given_name="Ada",
            rank=Rank.STAFF,
            facts=OFFICE_WORKER,
        )
        staff.put_employee(uow, sorano.body, record, office_id=sorano.offices["anagrafe"])
        uow.commit()
    here, there = await phones.of(tivoli, "anna"), await phones.of(sorano, "anna")

    assert "non trovo «forestieri»" in (await here.asks("posso chiamare Forestieri?")).text
    assert "Ada Forestieri" in (await there.asks("posso chiamare Forestieri?")).text
