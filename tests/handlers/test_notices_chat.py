"""`/avvisi` and `/rapporto`: switches, the hour of the digest, reports handed in."""

from dataclasses import replace
from datetime import date

import pytest

from handlers.chat.asked import Asked
from handlers.chat.features.digest import chat
from handlers.chat.features.reports.chat import hand_in, show
from handlers.desk.digest import actions
from handlers.desk.digest.actions import Barred, Chosen
from handlers.desk.presses import Press, StalePressError
from handlers.desk.reports import actions as reports
from rules.facts import Band
from storage.errors import NotFound
from storage.trail import audit
from tests.handlers.asking import enter
from tests.handlers.talking import Talk
from tests.handlers.town import AGREED, Town

THURSDAY = date(2026, 11, 19)
LAST_MONDAY = date(2026, 11, 16)


def labels(reply: object) -> list[str]:
    return [button.label for row in getattr(reply, "rows", ()) for button in row]


def pressed(town: Town, verb: str, *args: str) -> Asked:
    return Asked(town.telegram_id("anna"), "it", press=Press("digest", verb, args))


def types(town: Town, words: str) -> str:
    talk = Talk(town, "anna")
    actions.wait_for_time(town.desk, town.actor("anna"))
    return talk.says(words)


def test_what_everybody_gets_is_shown_with_the_hour_of_the_body(tivoli: Town) -> None:
    reply = chat.show(tivoli.desk, tivoli.actor("anna"), pressed(tivoli, "show"))

    assert "Riepilogo del giorno: <b>sì, alle 08:00</b>" in (reply.text or "")
    assert "Inizio della fascia di contattabilità: <b>no</b>" in (reply.text or "")
    assert "🟢 Avvisami quando inizia la fascia" in labels(reply)


def test_switches_turn_on_and_off(tivoli: Town) -> None:
    anna = tivoli.actor("anna")
    off = chat.switch_digest(tivoli.desk, anna, pressed(tivoli, "digest", "0"))
    bands = chat.switch_bands(tivoli.desk, anna, pressed(tivoli, "bands", "1"))
    on = chat.switch_digest(tivoli.desk, anna, pressed(tivoli, "digest", "1"))

    assert "Riepilogo del giorno: <b>no</b>" in (off.text or "")
    assert "fascia di contattabilità: <b>sì</b>" in (bands.text or "")
    assert "Riepilogo del giorno: <b>sì" in (on.text or "")
    assert "fascia di contattabilità: <b>sì</b>" in (on.text or "")


@pytest.mark.parametrize(
    ("body", "minute", "nearest"),
    [
        ("tivoli", 19 * 60 + 59, None),
        ("tivoli", 20 * 60, 19 * 60 + 59),
        ("tivoli", 7 * 60 + 29, 7 * 60 + 30),
        ("tivoli", 7 * 60 + 30, None),
        ("tivoli", 0, 7 * 60 + 30),
        ("arena_po", 18 * 60 + 59, None),
        ("arena_po", 19 * 60, 18 * 60 + 59),
        ("arena_po", 7 * 60 + 59, 8 * 60),
    ],
)
def test_an_hour_in_disconnection_is_refused_with_the_nearest_one(
    request: pytest.FixtureRequest, body: str, minute: int, nearest: int | None
) -> None:
    town: Town = request.getfixturevalue(body)
    town.agree("anna")
    result = actions.choose_minute(town.desk, town.actor("anna"), minute)

    if nearest is None:
        assert isinstance(result, Chosen)
        assert result.minute == minute
    else:
        assert isinstance(result, Barred)
        assert result.nearest == nearest
        assert actions.look(town.desk, town.actor("anna")).minute == 480


def test_the_refusal_names_the_article_and_offers_the_nearest(tivoli: Town) -> None:
    tivoli.agree("anna")
    refused = chat.choose(tivoli.desk, tivoli.actor("anna"), pressed(tivoli, "at", "1290"))

    assert "Alle 21:30 non ti scrivo" in (refused.text or "")
    assert "art. 20.12" in (refused.text or "")
    assert "alle <b>19:59</b>" in (refused.text or "")
    assert labels(refused)[0] == "19:59"


def test_the_agreements_own_window_counts(tivoli: Town) -> None:
    tivoli.agree("anna", replace(AGREED, disconnection=Band(18 * 60, 9 * 60)))
    result = actions.choose_minute(tivoli.desk, tivoli.actor("anna"), 8 * 60)

    assert isinstance(result, Barred)
    assert result.nearest == 9 * 60


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("8:15", "sì, alle 08:15"),
        ("8.15", "sì, alle 08:15"),
        ("25:00", "«25:00» non è un'ora del giorno"),
        ("presto", "Non capisco «presto» come ora"),
        ("23:00", "Alle 23:00 non ti scrivo"),
        ("0:00", "Alle 00:00 non ti scrivo"),
    ],
)
def test_an_hour_may_be_typed(tivoli: Town, words: str, told: str) -> None:
    chat.ask_hour(tivoli.desk, tivoli.actor("anna"), pressed(tivoli, "hours"))

    assert told in types(tivoli, words)


def test_a_forged_minute_means_nothing(tivoli: Town) -> None:
    with pytest.raises(StalePressError):
        chat.choose(tivoli.desk, tivoli.actor("anna"), pressed(tivoli, "at", "1440"))


def due_in_ferrara(ferrara: Town) -> Asked:
    ferrara.agree("anna")
    enter(ferrara, "anna", THURSDAY)
    press = Press("reports", "done", (f"{LAST_MONDAY:%Y%m%d}",))
    return Asked(ferrara.telegram_id("anna"), "it", press=press)


def test_a_report_that_is_due_is_shown_and_handed_in_once(ferrara: Town) -> None:
    asked = due_in_ferrara(ferrara)
    before = show(ferrara.desk, ferrara.actor("anna"), asked)
    after = hand_in(ferrara.desk, ferrara.actor("anna"), asked)
    again = hand_in(ferrara.desk, ferrara.actor("anna"), asked)
    with ferrara.store.reading() as uow:
        noted = [e for e in audit.entries(uow, "ferrara") if e.action == "report.handed_in"]

    assert "⏳ relazione sul lavoro a distanza nella settimana di lunedì 16 novembre" in (
        before.text or ""
    )
    assert "📝 Consegnata: lun 16 nov – dom 22 nov" in labels(before)
    assert "✅ relazione" in (after.text or "")
    assert (after.toast, again.toast) == ("Annotato: consegnata.", "Era già annotata.")
    assert len(noted) == 1


def test_a_period_without_agile_days_has_no_report_to_hand_in(ferrara: Town) -> None:
    due_in_ferrara(ferrara)

    with pytest.raises(NotFound):
        reports.hand_in(ferrara.desk, ferrara.actor("anna"), date(2026, 11, 9))


def test_where_the_act_wants_no_reports_it_says_so(sorano: Town, ferrara: Town) -> None:
    asked = Asked(0, "it")
    sorano_says = show(sorano.desk, sorano.actor("anna"), asked).text or ""
    ferrara_says = show(ferrara.desk, ferrara.actor("anna"), asked).text or ""

    assert "non chiede relazioni periodiche" in sorano_says
    assert "non hai lavorato a distanza" in ferrara_says


def test_an_hour_said_under_the_notices_is_that_of_the_digest(tivoli: Town) -> None:
    anna = Talk(tivoli, "anna")
    anna.says("/avvisi")

    assert "Il riepilogo del giorno alle <b>09:00" in anna.says("alle 9")
    assert actions.look(tivoli.desk, tivoli.actor("anna")).minute == 8 * 60
    assert "sì, alle 09:00" in anna.presses("Sì, alle 09:00")
    assert "alle <b>10:30" in anna.says("anzi alle 10:30")


def test_an_hour_after_something_else_is_none_of_the_notices(tivoli: Town) -> None:
    anna = Talk(tivoli, "anna")
    anna.says("/avvisi")
    anna.says("chi c'è oggi?")

    assert "Che permesso ti serve?" in anna.says("alle 9")
