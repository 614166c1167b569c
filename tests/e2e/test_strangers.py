"""Who comes to the desk, with what in hand; who leaves it; what nobody should send."""

from datetime import date, timedelta

import pytest

from bot.playground import Person
from handlers.texts import message
from storage.people import invitations
from tests.e2e.hall import Hall, gives, presses

DOOR = "Per usare lo sportello serve un invito personale"


async def stranger(hall: Hall, name: str = "Sconosciuto") -> Person:
    return await hall.stage.playground.client.add_person(name)


def invited(hall: Hall, name: str) -> str:
    employee = hall.employee(name)
    with hall.desk.store.writing() as uow:
        code = invitations.issue(uow, employee.id, at=hall.desk.clock())
        uow.commit()
    return code


async def newcomer(hall: Hall) -> tuple[str, Person, str]:
    """Give somebody whom the demo leaves out: name, phone, invitation."""
    bodies = await hall.stage.playground.client.ask("GET", "/demo/bodies")
    row = next(row for row in bodies[0]["cast"] if not row["linked"])
    return row["name"], await hall.phone(row["name"]), row["invitation"]


async def test_an_invitation_opens_the_desk_and_only_once(hall: Hall) -> None:
    name, person, code = await newcomer(hall)
    await person.says("/prenota")
    before = await person.waits_for()
    await person.starts(code)
    welcome = await person.waits_for("Ciao")
    await person.starts(code)
    again = await person.waits_for()
    other = await stranger(hall)
    await other.starts(code)
    used = await other.waits_for()

    assert DOOR in before.text
    assert name.split(maxsplit=1)[0] in welcome.text
    assert welcome.keyboard
    assert "già collegato" in again.text
    assert "già stato usato" in used.text
    assert DOOR in (await other.asks("/menu")).text


async def test_an_invitation_older_than_its_days_is_refused_kindly(hall: Hall) -> None:
    _, person, code = await newcomer(hall)
    await hall.moves_to(hall.clock() + timedelta(days=60))
    await person.starts(code)
    refused = await person.waits_for()

    assert "scaduto" in refused.text
    assert "servizio personale" in refused.text


async def test_an_invitation_replaced_by_a_newer_one_is_refused_kindly(hall: Hall) -> None:
    name, person, code = await newcomer(hall)
    newer = invited(hall, name)
    await person.starts(code)
    refused = await person.waits_for()
    await person.starts(newer)
    welcome = await person.waits_for()

    assert "sostituito" in refused.text
    assert welcome.keyboard


async def test_another_person_s_invitation_is_refused_to_who_is_linked(hall: Hall) -> None:
    _, _, code = await newcomer(hall)
    elena = await hall.phone("Elena Nebbiolina")
    await elena.starts(code)
    refused = await elena.waits_for()

    assert "per un'altra persona" in refused.text
    assert (await elena.asks("/menu")).text.startswith("Ciao Elena")


@pytest.mark.parametrize("code", ["nessuno", "x" * 64, "A-_9", "1"])
async def test_an_invitation_that_nobody_wrote_is_refused(hall: Hall, code: str) -> None:
    person = await stranger(hall)
    await person.starts(code)

    assert "Questo invito non esiste" in (await person.waits_for()).text


@pytest.mark.parametrize(
    "text",
    ["ciao", "/menu", "/prenota", "/approva", "/idoneita", "/oggi", "/giornate", "/start",
     "/lingua", "/aiuto", "/annulla", "/scollega", "/niente"],
)  # fmt: skip
async def test_a_stranger_gets_nothing_but_how_to_be_invited(hall: Hall, text: str) -> None:
    person = await stranger(hall)
    answer = await person.asks(text)

    assert DOOR in answer.text
    assert answer.keyboard == []


async def test_who_leaves_is_forgotten_until_a_new_invitation(hall: Hall) -> None:
    elena = await hall.phone("Elena Nebbiolina")
    goodbye = await presses(elena, "Sì, scollega", await elena.asks("/scollega"))
    after = await elena.asks("/giornate")
    await elena.starts(invited(hall, "Elena Nebbiolina"))
    await elena.waits_for("Ciao Elena")
    back = await elena.asks("/giornate")

    assert "l'account è scollegato" in goodbye.text
    assert DOOR in after.text
    assert "mercoledì 25 novembre: approvata" in back.text


async def test_a_location_is_refused_and_not_kept(hall: Hall) -> None:
    elena = await hall.phone("Elena Nebbiolina")
    await elena.sends_location(45.07, 9.36)
    answer = await elena.waits_for()

    assert "non chiede mai la posizione, e non l'ha tenuta" in answer.text


async def test_a_contact_is_refused_and_not_kept(hall: Hall) -> None:
    elena = await hall.phone("Elena Nebbiolina")
    await elena.sends_contact("+39055000111", "Zia")
    answer = await elena.waits_for()

    assert "non ha tenuto questo contatto" in answer.text


async def test_a_file_is_answered_with_what_the_desk_reads(hall: Hall) -> None:
    elena = await hall.phone("Elena Nebbiolina")
    await elena.sends_file(b"%PDF-1.4", name="certificato.pdf")

    assert "Qui leggo solo testo e pulsanti" in (await elena.waits_for()).text


@pytest.mark.parametrize(
    "text",
    [
        "x" * 4096,
        "🙈" * 2048,
        "<b>ciao</b> <script>alert(1)</script> & &lt; </b></i>",
        "{name} {0} %s %(name)s \\n",
        "'; DROP TABLE booking; --",
        "\u202e\u200b\u0301 zalgo",
        "/prenota domani e anche dopodomani <b>",
        "/menu@altrobot",
        "/approva 1 2 3 ; rm -rf /",
        "/" + "a" * 200,
        "/",
        "// ciao",
    ],
)
async def test_any_text_is_answered_kindly(hall: Hall, text: str) -> None:
    elena = await hall.phone("Elena Nebbiolina")
    answer = await elena.asks(text)

    assert "andato storto" not in answer.text
    assert len(answer.text) < 1000
    assert (await elena.asks("/menu")).text == "Ciao Elena, cosa ti serve?"


@pytest.mark.parametrize(
    ("text", "answered"),
    [
        ("x" * 4096, "4096 caratteri"),
        ("<b>Quel giorno</b> & «altri» {giorni} 🙈", "✖️ Rifiutata"),
    ],
)
async def test_a_reason_is_kept_as_it_was_written_or_not_at_all(
    hall: Hall, text: str, answered: str
) -> None:
    felice, giulia = await hall.phone("Felice Origano"), await hall.phone("Giulia Maggiorana")
    listed = await felice.asks("/approva")
    card = await presses(felice, "Giulia Maggiorana, mer 2 dic", listed)
    await felice.presses("✖️ mer 2 dic", on=card)
    await felice.waits_for("Perché rifiuti")
    refused = "Rifiutata" in answered
    answer = await (gives(felice, text) if refused else felice.asks(text))

    assert answered in answer.text
    if refused:
        assert f"Motivo: «{text}»" in (await giulia.waits_for("Motivo")).text
    else:
        (booking,) = hall.bookings_of("Giulia Maggiorana", date(2026, 12, 2))
        assert booking.decided_by is None


async def test_leaving_a_dialogue_decides_nothing(hall: Hall) -> None:
    felice = await hall.phone("Felice Origano")
    card = await presses(felice, "Giulia Maggiorana, mer 2 dic", await felice.asks("/approva"))
    await felice.presses("✖️ mer 2 dic", on=card)
    await felice.waits_for("Perché rifiuti")
    left = await felice.asks("/annulla")
    after = await felice.asks("Quel giorno serve allo sportello")

    assert left.text == message("menu.left", "it")
    assert "Non conosco" in after.text
    (booking,) = hall.bookings_of("Giulia Maggiorana", date(2026, 12, 2))
    assert booking.decided_by is None
