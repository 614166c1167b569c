"""What employees ask beside days and permits: terms, answers that do not come, their own data."""

from dataclasses import replace

import pytest

from bot.clock import MovableClock
from handlers.desk.cases.permit_wording import NAMED_TO_MANAGERS
from handlers.desk.context import Desk
from handlers.texts import label
from rules.facts import PERMIT_KINDS
from rules.policy import library
from rules.policy.day_limits import BookingNotice
from rules.policy.library import Policy
from storage.store import Store
from tests.handlers.talking import Talk
from tests.handlers.town import Town, found_town


def two_days_before() -> Policy:
    """Tivoli as if days were asked for by noon of two days before."""
    policy, versions = library.shipped()["tivoli"], []
    notice = BookingNotice.model_validate(
        {"days_before": 2, "hour": "12:00", "source": "9", "quote": "due giorni prima"}
    )
    for version in policy.versions:
        booking = version.tables.booking.model_copy(update={"notice": (notice,)})
        tables = version.tables.model_copy(update={"booking": booking})
        versions.append(replace(version, tables=tables))
    return replace(policy, versions=tuple(versions))


@pytest.fixture
def strict(sqlite_store: Store, clock: MovableClock) -> Town:
    policies = {**library.shipped(), "tivoli": two_days_before()}
    town = found_town(Desk(sqlite_store, policies, clock), "tivoli")
    town.agree("anna")
    return town


def asked_for_thursday(town: Town) -> Talk:
    town.agree("anna")
    talk = Talk(town, "anna")
    talk.says("prenota giovedì")
    talk.presses("Invia")
    return talk


def test_the_last_moment_for_a_day_is_told_with_the_article(strict: Town) -> None:
    said = Talk(strict, "anna").says("entro quando devo chiedere per giovedì?")

    assert "giovedì 26 novembre" in said
    assert "fino a martedì 24 novembre alle 12:00" in said
    assert "art. 9" in said
    assert "due giorni prima" in said


def test_of_a_term_that_is_over_so_is_said(strict: Town) -> None:
    said = Talk(strict, "anna").says("entro quando dovevo chiedere per domani?")

    assert "il termine è passato" in said


def test_without_a_day_the_term_is_told_of_one(strict: Town) -> None:
    said = Talk(strict, "anna").says("con quanto anticipo devo chiedere?")

    assert "lunedì 30 novembre" in said
    assert "fino a sabato 28 novembre alle 12:00" in said


def test_where_the_act_sets_no_term_none_is_made_up(tivoli: Town) -> None:
    tivoli.agree("anna")

    said = Talk(tivoli, "anna").says("entro quando devo chiedere per giovedì?")

    assert "non fissa un anticipo" in said
    assert "Elena Inventi" in said


@pytest.mark.parametrize("words", ["sollecita la mia richiesta", "Diana non mi ha risposto"])
def test_who_waits_reads_since_when_and_that_the_desk_reminds(tivoli: Town, words: str) -> None:
    said = asked_for_thursday(tivoli).says(words)

    assert "decide <b>Diana Inventi</b>" in said
    assert "Chiesta lunedì 23 novembre" in said
    assert "lo ricorda da sé" in said


def test_with_nothing_waiting_nothing_is_said_of_reminders(tivoli: Town) -> None:
    said = Talk(tivoli, "anna").says("sollecita la mia richiesta")

    assert "Non hai richieste in attesa" in said
    assert "lo ricorda" not in said


@pytest.mark.parametrize("words", ["avvisami alle 8", "ricordami domani di prenotare"])
def test_a_reminder_of_ones_own_is_not_to_be_had_and_begins_nothing(
    tivoli: Town, words: str
) -> None:
    tivoli.agree("anna")
    talk = Talk(tivoli, "anna")

    said = talk.says(words)

    assert "Promemoria scelti da te non ne posso tenere" in said
    assert "Riepilogo del giorno" in said
    assert talk.form is None


def test_data_are_not_erased_by_the_desk_and_who_can_is_named(tivoli: Town) -> None:
    said = Talk(tivoli, "anna").says("cancella i miei dati")

    assert "non si cancellano" in said
    assert "Elena Inventi" in said
    assert "/scollega" in said


def test_what_is_kept_is_told(tivoli: Town) -> None:
    assert "Di te lo sportello tiene" in Talk(tivoli, "anna").says("che dati avete di me?")


@pytest.mark.parametrize("words", ["chi vede i miei permessi?", "Diana vede che ho la 104?"])
def test_who_sees_permits_names_each_kind_that_managers_read_and_no_other(
    tivoli: Town, words: str
) -> None:
    said = Talk(tivoli, "anna").says(words)

    for kind in PERMIT_KINDS:
        named = f"• {label(f'permits.kind.{kind}', 'it')}" in said
        assert named is (kind in NAMED_TO_MANAGERS)


@pytest.mark.parametrize(
    "words", ["mio figlio è malato", "mia figlia ha la febbre domani resto a casa"]
)
def test_a_child_who_is_ill_is_no_booking_and_shows_what_can_be_asked_for(
    tivoli: Town, words: str
) -> None:
    tivoli.agree("anna")
    talk = Talk(tivoli, "anna")

    said = talk.says(words)

    assert "Per la malattia di un figlio" in said
    assert "Elena Inventi" in said
    assert {"🕙 Permesso", "🗓 Prenota"} <= {one.label for one in talk.buttons}
