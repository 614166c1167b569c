"""Presses that nobody should make: forged, doubled, stale, by somebody else, by a stranger."""

from dataclasses import dataclass
from datetime import date

import pytest

from bot.playground import Person
from bot.playground.client import SeenMessage
from storage.tables import RequestState
from tests.e2e.hall import (
    SEND,
    Hall,
    approves,
    books,
    card_for,
    data_of,
    gives,
    opens_card,
    presses,
    presses_twice,
    rome,
    short,
    ticks,
    toast_of,
)

DAY = date(2026, 11, 26)
ELENA, CARLO = "Elena Nebbiolina", "Carlo Schiarita"


@dataclass(frozen=True)
class Asked:
    """Elena has asked for Thursday 26 November; Carlo has the card."""

    hall: Hall
    elena: Person
    carlo: Person
    card: SeenMessage

    def data(self, label: str) -> str:
        return data_of(self.card, label)

    @property
    def state(self) -> RequestState:
        (booking,) = self.hall.bookings_of(ELENA, DAY)
        return booking.state


@pytest.fixture
async def asked(hall: Hall) -> Asked:
    elena, carlo = await hall.phone(ELENA), await hall.phone(CARLO)
    await books(elena, DAY)
    return Asked(hall, elena, carlo, await card_for(carlo, ELENA))


async def forges(person: Person, data: str) -> str:
    """Press with forged data on one's own menu; give the word that is shown."""
    menu = await person.asks("/menu")
    return await toast_of(person, await person.forges(data, on=menu.id))


@pytest.mark.parametrize(
    "forger", ["Gina Foschia", "Delia Piovasco", "Olga Grandinella", "Anna Fiordaliso"]
)
async def test_somebody_else_s_card_decides_nothing(asked: Asked, forger: str) -> None:
    """A colleague, another office's manager, HR, and somebody of another body."""
    other = await asked.hall.phone(forger)
    for label in ("✅", "✖️"):
        toast = await forges(other, asked.data(label))

        assert toast == "Su questa richiesta non spetta a te decidere."
    texts = [message.text for message in await other.messages()]
    assert asked.state is RequestState.PENDING
    assert not any("26 novembre" in text for text in texts)


async def test_nobody_approves_their_own(asked: Asked) -> None:
    assert await forges(asked.elena, asked.data("✅")) == (
        "Sulle proprie richieste decide qualcun altro."
    )
    assert asked.state is RequestState.PENDING


async def test_another_person_s_day_cannot_be_taken_back(asked: Asked) -> None:
    (booking,) = asked.hall.bookings_of(ELENA, DAY)
    gina = await asked.hall.phone("Gina Foschia")
    for verb in ("cancel", "drop"):
        toast = await forges(gina, f"v1:booking:{verb}:{booking.id}:{booking.version}")

        assert "non vale più" in toast
    assert asked.state is RequestState.PENDING


@pytest.mark.parametrize(
    "data",
    [
        "",
        "v0:approvals:yes:1:1:1:1",
        "v2:booking:open",
        "v1",
        "v1:approvals",
        "v1:approvals:yes",
        "v1:approvals:yes:x:y:z:w",
        "v1:approvals:yes:d:1",
        "v1:approvals:bulk:p1:0",
        "v1:approvals:do:z1:0",
        "v1:approvals:undo:9999",
        "v1:approvals:yes:-1:1:1:1",
        "v1:approvals:yes:99999999:1:1:1",
        "v1:approvals:yes:999999999999999999999:1:1:1",
        "v1:approvals:launch:1",
        "v1:booking:set:20261301:day",
        "v1:booking:set:20261126:week",
        "v1:booking:set:19991231:day",
        "v1:booking:set:99991231:day",
        "v1:booking:month:20990101",
        "v1:booking:submit:0",
        "v1:menu:speak:xx",
        "v1:today:why:1:2:3:4:5:6:7",
        "rubbish 🙈 è ' \" <b> ; DROP TABLE booking",
        "v1:booking:set:" + "9" * 49,
    ],
)
async def test_rubbish_is_answered_and_changes_nothing(hall: Hall, data: str) -> None:
    carlo = await hall.phone(CARLO)

    assert "andato storto" not in await forges(carlo, data)
    assert await carlo.asks("/menu")


async def test_data_over_64_bytes_is_answered_too(hall: Hall) -> None:
    carlo = await hall.phone(CARLO)

    assert "non vale più" in await forges(carlo, "v1:approvals:yes:" + "1:" * 400)


async def test_an_old_version_of_a_request_is_not_decided(asked: Asked) -> None:
    (booking,) = asked.hall.bookings_of(ELENA, DAY)
    old = asked.data("✅").replace(f":d{booking.id}:{booking.version}", f":d{booking.id}:0")
    toast = await forges(asked.carlo, old)

    assert "non vale più" in toast
    assert asked.state is RequestState.PENDING


async def test_a_press_by_a_stranger_tells_how_to_be_invited(asked: Asked) -> None:
    stranger = await asked.hall.stage.playground.client.add_person("Nessuno")
    await stranger.says("ciao")
    await stranger.waits_for("invito personale")
    told = await stranger.last_message()
    toast = await toast_of(stranger, await stranger.forges(asked.data("✅"), on=told.id))

    assert "Chiedi un invito al servizio personale" in toast
    assert len(await stranger.messages()) == 2
    assert asked.state is RequestState.PENDING


async def test_a_doubled_approval_is_one_and_is_told_once(asked: Asked) -> None:
    first, second = await presses_twice(asked.carlo, "✅", asked.card)
    await asked.elena.waits_for("Approvata")
    await asked.hall.stage.tick()

    assert first == "Approvata"
    assert second == f"Già approvata da {CARLO} lunedì 23 novembre alle 09:00."
    told = [m.text for m in await asked.elena.messages() if "✅ Approvata" in m.text]
    assert len(told) == 1


async def test_a_doubled_request_is_one(hall: Hall) -> None:
    elena, carlo = await hall.phone(ELENA), await hall.phone(CARLO)
    _, second = await presses_twice(elena, SEND, await ticks(elena, DAY))
    await card_for(carlo, ELENA)

    assert "già partita" in second
    assert len(hall.bookings_of(ELENA, DAY)) == 1
    assert len([m for m in await carlo.messages() if "📨" in m.text]) == 1


async def test_a_card_already_decided_says_who_and_when(asked: Asked) -> None:
    again = await opens_card(asked.carlo, ELENA)
    no = data_of(again, f"✖️ {short(DAY)}")
    await approves(asked.carlo, asked.card, DAY)
    press = await asked.carlo.forges(no, on=again.id)

    assert "Già approvata" in await toast_of(asked.carlo, press)
    assert asked.state is RequestState.APPROVED


async def test_a_card_taken_back_meanwhile_says_so(asked: Asked) -> None:
    yes = asked.data("✅")
    days = await asked.elena.asks("/giornate")
    sure = await presses(asked.elena, short(DAY), days)
    await presses(asked.elena, "Sì", sure)
    press = await asked.carlo.forges(yes, on=asked.card.id)

    assert f"{ELENA} l'ha ritirata" in await toast_of(asked.carlo, press)
    assert asked.state is RequestState.CANCELLED


async def test_a_card_whose_day_went_by_is_not_approved(asked: Asked) -> None:
    """The day has gone by before anybody decided."""
    yes = asked.data("✅")
    await asked.hall.moves_to(rome("2026-11-27T09:00"))
    press = await asked.carlo.forges(yes, on=asked.card.id)
    shown = await asked.carlo.waits_for(lambda seen: seen.id == asked.card.id)

    assert "nessuno ha deciso in tempo" in (await toast_of(asked.carlo, press)).lower()
    assert "nessuno ha deciso in tempo" in shown.text
    assert asked.state is RequestState.EXPIRED


async def test_a_reason_for_what_was_decided_meanwhile_decides_nothing(asked: Asked) -> None:
    await asked.carlo.presses(f"✖️ {short(DAY)}", on=asked.card)
    await asked.carlo.waits_for("Perché rifiuti")
    days = await asked.elena.asks("/giornate")
    await presses(asked.elena, "Sì", await presses(asked.elena, short(DAY), days))
    answer = await gives(asked.carlo, "Quel giorno serve il tuo sportello")

    assert f"{ELENA} l'ha ritirata" in answer.text
    assert asked.state is RequestState.CANCELLED


async def test_taking_back_twice_takes_back_once(asked: Asked) -> None:
    days = await asked.elena.asks("/giornate")
    sure = await presses(asked.elena, short(DAY), days)
    first, second = await presses_twice(asked.elena, "Sì", sure)

    assert first.startswith("Ritirata")
    assert "nel frattempo è cambiata" in second
    assert asked.state is RequestState.CANCELLED


async def test_who_took_an_imported_day_back_is_told_to_whom_decides_today(hall: Hall) -> None:
    """The day came approved with the staff files; the manager who approved it is on leave."""
    giulia, felice = await hall.phone("Giulia Maggiorana"), await hall.phone("Felice Origano")
    sure = await presses(giulia, "mer 25 nov", await giulia.asks("/giornate"))
    await presses(giulia, "Sì, ritira", sure)
    told = await felice.waits_for("🗑")

    assert "chi l'ha approvata lo saprà" in sure.text
    assert told.text == (
        "🗑 Giulia Maggiorana ha ritirato mercoledì 25 novembre: lavorerà in sede."
    )
