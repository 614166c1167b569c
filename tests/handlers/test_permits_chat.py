"""`/permesso` on a phone: buttons and words, the summary, the answer."""

from dataclasses import replace

import pytest

from bot.playground import Person
from bot.playground.client import SeenMessage
from storage.tables import PermitState
from tests.handlers.permitting import asks, held, hours, stands
from tests.handlers.talking import Talk
from tests.handlers.test_approvals_chat import data_of
from tests.handlers.town import OFFICE_WORKER, Phones, Town


async def press(phone: Person, label: str, on: SeenMessage) -> SeenMessage:
    """Press a button and give the message as it is changed."""
    await phone.presses(label, on=on)
    return await phone.waits_for(lambda seen: seen.id == on.id)


async def test_a_permit_is_put_together_with_buttons(alonte: Town, phones: Phones) -> None:
    anna = await phones.of(alonte, "anna")
    asked = await anna.asks("/permesso")

    for label in ("motivi personali o familiari", "26", "10:00"):
        asked = await press(anna, label, asked)

    assert "giovedì 26 novembre, dalle 10:00 alle 12:00 (2 ore)" in asked.text
    assert "Saldo nel 2026: 18 ore, dopo questo permesso 16 ore" in asked.text
    assert "✅ Spetta" in asked.text
    assert "Lo approva Carla Inventi (art. 34.1)" in asked.text

    sent = await press(anna, "📨 Invia", asked)

    assert sent.text.startswith("📨 Chiesto: motivi personali o familiari")
    assert [record.state for record in held(alonte, "anna")] == [PermitState.PENDING]


async def test_how_long_it_lasts_is_proposed_and_changed_by_a_tap(
    alonte: Town, phones: Phones
) -> None:
    anna = await phones.of(alonte, "anna")
    proposed = await chosen(anna, "motivi personali o familiari", "26", "10:00")

    longer = await press(anna, "3h", proposed)

    assert "dalle 10:00 alle 12:00 (2 ore)" in proposed.text
    assert "• 2h" in proposed.labels
    assert "dalle 10:00 alle 13:00 (3 ore)" in longer.text
    assert "• 3h" in longer.labels


async def test_whole_days_are_offered_beside_the_hours(alonte: Town, phones: Phones) -> None:
    anna = await phones.of(alonte, "anna")

    asked = await chosen(anna, "motivi personali o familiari", "26", "Giornate intere")

    assert "Quanti giorni?" in asked.text


async def test_the_same_hours_again_are_told_with_the_earlier_ones_buttons(
    alonte: Town, phones: Phones
) -> None:
    anna = await phones.of(alonte, "anna")
    await press(
        anna, "📨 Invia", await chosen(anna, "motivi personali o familiari", "26", "10:00")
    )

    again = await chosen(anna, "motivi personali o familiari", "26", "10:00")

    assert (
        "⛔ Per quelle ore hai già chiesto un permesso, che aspetta una decisione:" in again.text
    )
    assert "giovedì 26 novembre, dalle 10:00 alle 12:00 (2 ore)" in again.text
    assert "📨 Invia" not in again.labels
    (earlier,) = held(alonte, "anna")
    asked = await press(anna, next(one for one in again.labels if one.startswith("🗑")), again)
    await press(anna, "🗑 Sì, ritira", asked)
    assert held(alonte, "anna") == []
    assert stands(alonte, earlier).state is PermitState.CANCELLED


async def test_a_second_press_of_send_says_so(alonte: Town, phones: Phones) -> None:
    anna = await phones.of(alonte, "anna")
    asked = await anna.asks("/permesso")
    for label in ("motivi personali o familiari", "26", "10:00"):
        asked = await press(anna, label, asked)
    data = data_of(asked, "📨 Invia")
    await press(anna, "📨 Invia", asked)

    await anna.forges(data, on=asked.id)
    toast = await anna.waits_for_toast()

    assert toast["text"] == "Già inviato, o cambiato nel frattempo."
    assert len(held(alonte, "anna")) == 1


async def test_before_and_after_it_is_said_that_no_approval_is_needed_and_by_which_article(
    alonte: Town, phones: Phones
) -> None:
    anna = await phones.of(alonte, "anna")

    summary = await chosen(anna, "donazione di sangue", "26")
    assert "ℹ️ Approvazione non necessaria (" in summary.text
    assert "basta comunicarlo, lo saprà Carla Inventi" in summary.text

    sent = await press(anna, "📨 Invia", summary)
    assert "✅ Comunicato: donazione di sangue" in sent.text
    assert "Approvazione non necessaria (" in sent.text
    assert "Lo saprà Carla Inventi." in sent.text


async def test_of_a_permit_that_is_approved_nobody_says_so(alonte: Town, phones: Phones) -> None:
    anna = await phones.of(alonte, "anna")

    summary = await chosen(anna, "motivi personali o familiari", "26", "10:00")
    sent = await press(anna, "📨 Invia", summary)

    assert "📨 Lo approva" in summary.text
    assert "non necessaria" not in summary.text + sent.text


async def chosen(phone: Person, *labels: str) -> SeenMessage:
    """Open the form and press one button after the other."""
    asked = await phone.asks("/permesso")
    for label in labels:
        asked = await press(phone, label, asked)
    return asked


async def test_day_and_hours_may_be_written(alonte: Town, phones: Phones) -> None:
    anna = await phones.of(alonte, "anna")
    await chosen(anna, "visita o terapia")

    await anna.asks("giovedì")
    answer = await anna.asks("dalle 10 alle 12")

    assert "visita o terapia, giovedì 26 novembre, dalle 10:00 alle 12:00 (2 ore)" in answer.text
    assert "Spetta" in answer.text


@pytest.mark.parametrize(
    ("labels", "words", "answer"),
    [
        (["visita o terapia"], "30 febbraio", "«30 febbraio» nel calendario non c'è"),
        (["visita o terapia"], "20/11/2026", "«20/11/2026» è già passato"),
        (["visita o terapia"], "1/12/2028", "è troppo lontano"),
        (
            ["visita o terapia", "26"],
            "dalle 12 alle 10",
            "la fine viene prima dell'inizio",
        ),
        (["esami e concorsi", "26"], "99", "non è un numero di giorni da 1 a 16"),
        ([], "xyz", "Non capisco «xyz» come tipo di permesso"),
    ],
)
async def test_what_is_not_understood_is_told_and_asked_again(
    alonte: Town, phones: Phones, labels: list[str], words: str, answer: str
) -> None:
    anna = await phones.of(alonte, "anna")
    asked = await chosen(anna, *labels)

    again = await anna.asks(words)

    assert answer in again.text
    assert again.labels == asked.labels


async def test_short_notice_asks_whether_it_is_urgent_and_why(
    alonte: Town, phones: Phones
) -> None:
    anna = await phones.of(alonte, "anna")
    asked = await chosen(anna, "visita o terapia", "24", "10:00")

    assert "il preavviso è di 1 giorno, il minimo è 3" in asked.text
    assert "È un'urgenza comprovata" in asked.text
    await press(anna, "Sì, è urgente", asked)
    answer = await anna.asks("Un appuntamento anticipato")

    assert "Spetta" in answer.text
    assert "📨 Invia" in answer.labels


async def test_a_refusal_tells_every_obstacle_and_what_would_pass(
    alonte: Town, phones: Phones
) -> None:
    anna = await phones.of(alonte, "anna")
    asked = await chosen(anna, "visita o terapia", "24", "10:00")

    refused = await press(anna, "No, non è urgente", asked)
    moved = await press(anna, "→ giovedì 26 novembre, dalle 10:00 alle 12:00 (2 ore)", refused)

    assert "Così non è possibile" in refused.text
    assert "art. 34.3" in refused.text
    assert "📨 Invia" not in refused.labels
    assert "📨 Invia" in moved.labels


async def test_a_kind_that_is_not_for_the_person_is_not_offered(
    alonte: Town, phones: Phones
) -> None:
    alonte.hire("bruno", replace(OFFICE_WORKER, assists_severe=1))
    offered = {}
    for name in ("anna", "bruno"):
        phone = await phones.of(alonte, name)
        offered[name] = (await phone.asks("/permesso")).labels

    assert "legge 104" not in offered["anna"]
    assert "legge 104" in offered["bruno"]
    assert "permesso sindacale" not in offered["bruno"]


async def test_an_event_is_asked_for_first(alonte: Town, phones: Phones) -> None:
    anna = await phones.of(alonte, "anna")
    await chosen(anna, "lutto")

    await anna.asks("20/11/2026")
    asked = await anna.waits_for("Che giorno?")
    asked = await press(anna, "26", asked)
    answer = await press(anna, "3", asked)

    assert "3 giorni da giovedì 26 novembre" in answer.text
    assert "in giorni: 3, dopo questo permesso 0" in answer.text


async def test_a_manager_decides_on_the_card(alonte: Town, phones: Phones) -> None:
    asks(alonte, "anna", hours("medical"))
    carla = await phones.of(alonte, "carla")
    listed = await carla.asks("/approva")
    card = await press(carla, "🕙 Anna Inventi", listed)

    assert "Aspetta te 1 richiesta" in listed.text
    assert "permesso orario" in card.text
    assert "Perché?" not in "".join(card.labels)

    await carla.presses("✖️ Rifiuta", on=card)
    await carla.waits_for("Perché rifiuti la richiesta di Anna Inventi: permesso orario")
    await carla.says("Quel giorno c'è il collaudo.")
    await carla.waits_for("Lo invio così?")
    await carla.presses("📨 Invia")

    await carla.waits_for("✖️ Rifiutata la richiesta di Anna Inventi: permesso orario")


async def test_a_command_leaves_the_question_for_a_reason(alonte: Town, phones: Phones) -> None:
    asks(alonte, "anna", hours("medical"))
    carla = await phones.of(alonte, "carla")
    card = await press(carla, "🕙 Anna Inventi", await carla.asks("/approva"))
    await carla.presses("✖️ Rifiuta", on=card)
    await carla.waits_for("Perché rifiuti la richiesta di Anna Inventi: permesso orario")

    left = await carla.asks("/menu")
    heard = await carla.asks("Quel giorno c'è il collaudo.")

    assert "Ho lasciato perdere il rifiuto per Anna Inventi (permesso orario" in left.text
    assert "✖️ Rifiutata" not in heard.text


async def test_two_presses_on_a_card_decide_once(alonte: Town, phones: Phones) -> None:
    asks(alonte, "anna", hours("personal"))
    carla = await phones.of(alonte, "carla")
    card = await press(carla, "🕙 Anna Inventi", await carla.asks("/approva"))
    data = data_of(card, "✅ Approva")
    await carla.forges(data, on=card.id)
    await carla.waits_for("Approvato da Carla Inventi")

    await carla.forges(data, on=card.id)
    toast = await carla.waits_for_toast()

    assert toast["text"] == "Già approvata da Carla Inventi lunedì 23 novembre alle 10:00."


async def test_the_list_takes_back_and_corrects(alonte: Town, phones: Phones) -> None:
    asks(alonte, "anna", hours("personal"))
    anna = await phones.of(alonte, "anna")
    mine = await press(anna, "📋 I miei permessi", await anna.asks("/permesso"))

    assert "⏳ motivi personali o familiari: giovedì 26 novembre" in mine.text
    assert "motivi personali o familiari: 16 ore su 18 ore nel 2026" in mine.text
    assert "(art. 34.1.d, CCNL art. 41.1)" in mine.text

    changing = await press(anna, "✏️ gio 26 nov", mine)
    assert "Correggi" in changing.text
    mine = await press(anna, "📋 I miei permessi", changing)
    sure = await press(anna, "🗑 gio 26 nov", mine)
    after = await press(anna, "🗑 Sì, ritira", sure)

    assert "Nessuno in programma" in after.text
    assert held(alonte, "anna") == []


async def test_hr_looks_up_somebody(alonte: Town, phones: Phones) -> None:
    asks(alonte, "anna", hours("medical"))
    elena = await phones.of(alonte, "elena")
    asked = await elena.asks("/permesso")
    await press(elena, "👥 Saldi del personale", asked)

    nobody = await elena.asks("zzz")
    several = await elena.asks("inventi")
    one = await elena.asks("anna")

    assert "Non trovo nessuno che si chiami «zzz»" in nobody.text
    assert "Chi di loro?" in several.text
    assert "Bruno Inventi" in several.labels
    assert "⏳ visita o terapia" in one.text
    assert "visita o terapia: 16 ore su 18 ore nel 2026" in one.text


async def test_only_hr_is_offered_the_staff(alonte: Town, phones: Phones) -> None:
    carla = await phones.of(alonte, "carla")
    asked = await carla.asks("/permesso")

    await carla.forges("v1:permits:staff", on=asked.id)
    toast = await carla.waits_for_toast()

    assert "👥 Saldi del personale" not in asked.labels
    assert toast["text"].startswith("Questo pulsante")


@pytest.mark.parametrize(
    "data",
    [
        "v1:permits:kind:holiday",
        "v1:permits:length:weeks",
        "v1:permits:start:1440",
        "v1:permits:lasting:0",
        "v1:permits:count:17",
        "v1:permits:month:20400101",
        "v1:permits:change:kind",
        "v1:permits:cancel:99:1",
        "v1:permits:correct:99:1",
        "v1:permits:yes:99:1",
        "v1:permits:card:99",
        "v1:permits:person:1",
        "v1:permits:nothing",
    ],
)
async def test_a_forged_press_changes_nothing(alonte: Town, phones: Phones, data: str) -> None:
    anna = await phones.of(alonte, "anna")
    asked = await anna.asks("/permesso")

    await anna.forges(data, on=asked.id)
    toast = await anna.waits_for_toast()

    assert toast["text"].startswith("Questo pulsante")
    assert held(alonte, "anna") == []


@pytest.fixture
def anna(alonte: Town) -> Talk:
    alonte.agree("anna")
    return Talk(alonte, "anna")


@pytest.mark.parametrize(
    ("written", "known"),
    [
        (["una visita"], "visita o terapia"),
        (["una visita", "a ore"], "Che giorno?"),
        (["giovedì 26", "una visita"], "giovedì 26 novembre"),
        (["una visita", "26/11/26", "dalle 10 alle 12"], "dalle 10:00 alle 12:00 (2 ore)"),
        (["una visita", "due ore", "giovedì", "alle 10"], "dalle 10:00 alle 12:00 (2 ore)"),
        (["una visita", "26/11", "dalle 10 alle 12", "venerdì"], "venerdì 27 novembre, dalle 10"),
        (["una visita", "26/11", "dalle 10 alle 12", "10-11"], "dalle 10:00 alle 11:00 (1 ora)"),
    ],
)
def test_each_answer_may_be_written_in_any_order(
    anna: Talk, written: list[str], known: str
) -> None:
    anna.says("/permesso")

    for words in written:
        said = anna.says(words)

    assert known in said


def test_a_whole_permit_may_follow_the_command(anna: Talk) -> None:
    said = anna.says("/permesso visita venerdì 11 dicembre dalle 9 alle 11")

    assert "visita o terapia, venerdì 11 dicembre, dalle 09:00 alle 11:00 (2 ore)" in said
    assert any("Invia" in button.label for button in anna.buttons)


def test_a_day_that_may_be_two_is_offered_as_two(anna: Talk) -> None:
    anna.says("/permesso")
    anna.says("una visita")
    anna.says("a ore")

    anna.says("lunedì")
    said = anna.presses("lunedì 30 novembre")

    assert "lunedì 30 novembre" in said


def test_why_it_is_urgent_is_shown_before_it_goes(anna: Talk) -> None:
    for words in ("/permesso", "una visita", "domani", "dalle 10 alle 12", "sì"):
        asked = anna.says(words)
    why = "Un appuntamento anticipato dal medico"

    shown = anna.says(why)

    assert "perché" in asked.casefold()
    assert f"Perché è urgente: «{why}»" in shown
    assert held(anna.town, "anna") == []


def test_going_back_passes_over_what_goes_without_saying(anna: Talk) -> None:
    for words in ("/permesso", "una visita", "giovedì", "dalle 10 alle 12"):
        anna.says(words)

    back = [anna.says("indietro") for _ in range(2)]

    assert "A che ora" in back[0]
    assert "giovedì 26 novembre" in back[0]
    assert "giovedì 26 novembre" not in back[1]


def test_the_half_of_the_day_that_was_said_is_kept(alonte: Town) -> None:
    anna = Talk(alonte, "anna")

    text = anna.says("permesso per motivi personali venerdì pomeriggio")
    labels = [button.label for button in anna.buttons]

    assert "venerdì 27 novembre (pomeriggio)" in text
    assert "14:00" in labels
    assert "09:00" not in labels
