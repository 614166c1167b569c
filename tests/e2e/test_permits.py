"""A permit in the middle of a band: asked, approved or refused, lifting the band, taken back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from bot.playground import Person
from bot.playground.client import SeenMessage
from rules import questions as law
from rules.facts import ROME
from storage.days import facts
from storage.requests import permits
from storage.requests.permits_found import PermitRecord
from storage.tables import PermitState
from tests.e2e.hall import (
    PATIENCE,
    Hall,
    data_of,
    gives,
    presses,
    presses_twice,
    rome,
    said,
    short,
    toast_of,
)


@dataclass(frozen=True, kw_only=True)
class Story:
    """An agile day of somebody, with a band that the permit lies in."""

    employee: str
    manager: str
    day: date
    band: str
    route: str
    """Where the act says who approves."""
    relief: str
    """Where it says that contact duties rest."""
    left: int = 18
    """Hours of this kind that the year still holds."""


STORIES = {
    "alonte": Story(
        employee="Eva Albicocca",
        manager="Dario Mirtillino",
        day=date(2026, 11, 26),
        band="09:00–12:00",
        route="art. 34.1",
        relief="art. 41.13",
    ),
    "tivoli": Story(
        employee="Anna Fiordaliso",
        manager="Donatella Peonia",
        day=date(2026, 11, 24),
        band="10:00–12:00",
        route="art. 12.4",
        relief="art. 12.4",
        left=16,
    ),
    "ferrara": Story(
        employee="Flora Sbrisolona",
        manager="Cesare Marzapane",
        day=date(2026, 11, 25),
        band="08:30–12:30",
        route="CCNL art. 41.1",
        relief="CCNL art. 66.2",
    ),
}
each_body = pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
PERSONAL = "motivi personali o familiari"
HOURS = "dalle 10:30 alle 11:30"


async def puts_together(person: Person, kind: str, day: date, hours: str) -> SeenMessage:
    """Choose a kind and hours with buttons, write the day and the hours; give the summary."""
    asked = await person.asks("/permesso")
    asked = await presses(person, kind, asked)
    await person.asks(f"{day.day}/{day.month}")
    return await person.asks(hours)


async def sends(person: Person, kind: str, day: date, hours: str = HOURS) -> SeenMessage:
    """Send it, too."""
    return await presses(person, "📨 Invia", await puts_together(person, kind, day, hours))


async def card_for(manager: Person, name: str) -> SeenMessage:
    return await manager.waits_for(f"📨 {name}", patience=PATIENCE)


def of(hall: Hall, name: str, day: date) -> list[PermitRecord]:
    """Somebody's permits of a day in the store."""
    person = hall.employee(name)
    with hall.desk.store.reading() as uow:
        return permits.of_person(uow, person.id, since=day, until=day)


def may_be_called_from(hall: Hall, name: str, at: datetime) -> datetime:
    """Ask the law whether somebody may be contacted, as things stand in the store."""
    person = hall.employee(name)
    with hall.desk.store.reading() as uow:
        case = facts.load(uow, person.id, on=at.date(), settled=True)
    policy = hall.desk.policies[case.policy_id]
    when: datetime = law.contact(policy, case.person, case.history, at=at).values["when"]
    return when.astimezone(ROME)


@each_body
async def test_in_the_middle_of_a_band_nobody_is_offered_to_call(hall: Hall, story: Story) -> None:
    employee, manager = await hall.phone(story.employee), await hall.phone(story.manager)
    during = datetime.combine(story.day, datetime.min.time(), ROME) + timedelta(hours=10.75)

    summary = await puts_together(employee, PERSONAL, story.day, HOURS)
    sent = await presses(employee, "📨 Invia", summary)
    card = await card_for(manager, story.employee)
    while_it_waits = may_be_called_from(hall, story.employee, during)
    after = await presses(manager, "✅ Approva", card)
    told = await employee.waits_for("✅ Approvato")
    await hall.moves_to(during)
    today = await employee.asks("/oggi")

    assert f"{said(story.day)}, {HOURS} (1 ora)" in summary.text
    assert f"{story.left} ore, dopo questo permesso {story.left - 1} ore" in summary.text
    assert f"con fasce {story.band}: in quelle ore di permesso non devi" in summary.text
    assert f"Lo approva {story.manager} ({story.route})" in summary.text
    assert f"Decide {story.manager}" in sent.text
    assert PERSONAL in card.text
    assert while_it_waits == during
    assert "Approvato da" in after.text
    assert told.text == (
        f"✅ Approvato da {story.manager}: {PERSONAL}, {said(story.day)}, {HOURS} (1 ora)."
    )
    assert may_be_called_from(hall, story.employee, during) == during + timedelta(hours=0.75)
    assert f"{HOURS} hai un permesso: in quelle ore non devi essere contattabile" in today.text
    assert story.relief in today.text


@each_body
async def test_a_refusal_reaches_the_employee_with_its_reason(hall: Hall, story: Story) -> None:
    employee, manager = await hall.phone(story.employee), await hall.phone(story.manager)
    await sends(employee, PERSONAL, story.day)
    card = await card_for(manager, story.employee)

    await manager.presses("✖️ Rifiuta", on=card)
    await manager.waits_for("Perché rifiuti")
    done = await gives(manager, "In quell'ora c'è la riunione con la Regione")
    told = await employee.waits_for("✖️ Rifiutato")

    assert f"✖️ Rifiutata la richiesta di {story.employee}" in done.text
    assert "Motivo: «In quell'ora c'è la riunione con la Regione»" in told.text
    assert [one.state for one in of(hall, story.employee, story.day)] == [PermitState.REFUSED]


@each_body
async def test_what_is_taken_back_is_told_and_frees_the_hours(hall: Hall, story: Story) -> None:
    employee, manager = await hall.phone(story.employee), await hall.phone(story.manager)
    sent = await sends(employee, PERSONAL, story.day)
    await presses(manager, "✅ Approva", await card_for(manager, story.employee))
    await employee.waits_for("✅ Approvato")
    during = datetime.combine(story.day, datetime.min.time(), ROME) + timedelta(hours=11)

    mine = await presses(employee, "📋 I miei permessi", sent)
    sure = await presses(employee, f"🗑 {short(story.day)}", mine)
    after = await presses(employee, "🗑 Sì, ritira", sure)
    told = await manager.waits_for("🗑")

    assert f"ritira {PERSONAL}, {said(story.day)}" in told.text
    assert f"{PERSONAL}: {story.left} ore su 18 ore" in after.text
    assert may_be_called_from(hall, story.employee, during) == during


@each_body
async def test_a_second_press_changes_nothing(any_hall: Hall, story: Story) -> None:
    hall = any_hall
    employee, manager = await hall.phone(story.employee), await hall.phone(story.manager)
    summary = await puts_together(employee, PERSONAL, story.day, HOURS)
    first, second = await presses_twice(employee, "📨 Invia", summary)
    card = await card_for(manager, story.employee)
    decided = await presses_twice(manager, "✅ Approva", card)

    assert (first, second) == ("", "Già inviato, o cambiato nel frattempo.")
    assert decided[0] == "Approvata"
    assert decided[1].startswith(f"Già approvata da {story.manager}")
    assert [one.state for one in of(hall, story.employee, story.day)] == [PermitState.GRANTED]


async def test_law_104_is_communicated_and_the_manager_reads_no_kind(hall: Hall) -> None:
    flora, cesare = await hall.phone("Flora Sbrisolona"), await hall.phone("Cesare Marzapane")
    day = date(2026, 11, 25)

    summary = await puts_together(flora, "legge 104", day, HOURS)
    sent = await presses(flora, "📨 Invia", summary)
    told = await cesare.waits_for("ℹ️ Flora Sbrisolona", patience=PATIENCE)

    assert "Approvazione non necessaria (CCNL18 art. 33.2): basta comunicarlo" in summary.text
    assert "lo saprà Cesare Marzapane" in summary.text
    assert "✅ Comunicato" in sent.text
    assert "Approvazione non necessaria (CCNL18 art. 33.2). Lo saprà Cesare" in sent.text
    assert "comunica: permesso orario" in told.text
    assert "104" not in told.text
    assert [one.state for one in of(hall, "Flora Sbrisolona", day)] == [PermitState.GRANTED]


async def test_a_request_of_the_night_waits_for_the_managers_morning(hall: Hall) -> None:
    anna, donatella = await hall.phone("Anna Fiordaliso"), await hall.phone("Donatella Peonia")
    await hall.moves_to(rome("2026-11-23T21:00"))

    await sends(anna, PERSONAL, date(2026, 11, 26))
    held = await hall.held_for("Donatella Peonia")
    await hall.moves_to(rome("2026-11-24T08:00"))
    card = await card_for(donatella, "Anna Fiordaliso")

    assert held["hold_until"] == rome("2026-11-24T07:30").isoformat()
    assert PERSONAL in card.text


async def test_a_correction_keeps_the_old_hours_until_it_is_approved(hall: Hall) -> None:
    eva, dario = await hall.phone("Eva Albicocca"), await hall.phone("Dario Mirtillino")
    day = date(2026, 11, 26)
    sent = await sends(eva, PERSONAL, day)
    await presses(dario, "✅ Approva", await card_for(dario, "Eva Albicocca"))
    await eva.waits_for("✅ Approvato")

    mine = await presses(eva, "📋 I miei permessi", sent)
    await presses(eva, f"✏️ {short(day)}", mine)
    summary = await eva.asks("dalle 9 alle 11")
    await presses(eva, "📨 Invia", summary)
    await hall.moves_to(hall.clock() + timedelta(minutes=10))
    card = await dario.waits_for("↺ Corregge un permesso", patience=PATIENCE)
    between = [(one.permit.minutes, one.state) for one in of(hall, "Eva Albicocca", day)]
    await presses(dario, "✅ Approva", card)
    await eva.waits_for("dalle 09:00 alle 11:00 (2 ore).")

    assert "18 ore, dopo questo permesso 16 ore" in summary.text
    assert sorted(between, key=str) == [(120, PermitState.PENDING), (60, PermitState.GRANTED)]
    assert {one.permit.minutes: one.state for one in of(hall, "Eva Albicocca", day)} == {
        60: PermitState.CANCELLED,
        120: PermitState.GRANTED,
    }


async def test_a_restart_in_the_middle_of_the_dialogue_loses_nothing(hall: Hall) -> None:
    eva = await hall.phone("Eva Albicocca")
    await presses(eva, PERSONAL, await eva.asks("/permesso"))
    await hall.restarts()

    await eva.asks("26/11")
    summary = await eva.asks(HOURS)

    assert f"{said(date(2026, 11, 26))}, {HOURS}" in summary.text


async def test_a_card_of_somebody_elses_office_decides_nothing(hall: Hall) -> None:
    eva, dario = await hall.phone("Eva Albicocca"), await hall.phone("Dario Mirtillino")
    cinzia, day = await hall.phone("Cinzia Corbezzolo"), date(2026, 11, 26)
    await sends(eva, PERSONAL, day)
    card = await card_for(dario, "Eva Albicocca")
    own = await cinzia.asks("/menu")

    toast = await toast_of(cinzia, await cinzia.forges(data_of(card, "✅ Approva"), on=own.id))

    assert toast == "Su questa richiesta non spetta a te decidere."
    assert [one.state for one in of(hall, "Eva Albicocca", day)] == [PermitState.PENDING]
