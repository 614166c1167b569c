"""May I? The verdict, every reason with its article, and the words of the act."""

from datetime import date

from handlers.texts import explaining
from rules.decision import Reason, Source
from rules.facts import Employee, Mode, Sanction, Work
from rules.reasons import ReasonCode
from tests.handlers.town import LONG_AGO, Phones, Town


async def test_who_is_eligible_is_told_so_with_the_article(tivoli: Town, phones: Phones) -> None:
    anna = await phones.of(tivoli, "anna")

    answer = await anna.asks("/idoneita")

    assert answer.text.startswith("Sì, puoi chiedere il lavoro agile.")
    assert "(art. " in answer.text
    assert "Prossimo passo" in answer.text
    assert "🗓 Prenota" not in answer.labels


async def test_every_obstacle_is_told_with_its_article_and_what_would_help(
    sorano: Town, phones: Phones
) -> None:
    work = Work(kinds=frozenset({"police_patrol"}), remote_access=False)
    sorano.hire("anna", Employee(work=work, hired=LONG_AGO))
    anna = await phones.of(sorano, "anna")

    answer = await anna.asks("/idoneita")

    assert answer.text.startswith("No, per ora non puoi chiedere il lavoro agile.")
    assert "⛔ l'attività svolta (pattuglia di polizia locale) è tra quelle escluse" in answer.text
    assert "⛔ il regolamento lo esclude: manca l'accesso da remoto ai sistemi" in answer.text
    assert "• altre mansioni" in answer.text
    assert "• l'accesso da remoto ai sistemi che usi" in answer.text
    assert "🗓 Prenota" not in answer.labels


async def test_a_way_out_that_the_article_names_is_what_would_help(
    sorano: Town, phones: Phones
) -> None:
    sorano.hire("anna", Employee(part_time=50, hired=LONG_AGO))
    anna = await phones.of(sorano, "anna")

    answer = await anna.asks("/idoneita")

    assert "lascia aperto: «la possibilità di rinunciare al part-time e optare" in answer.text
    assert "che questa condizione cambi" not in answer.text


def test_what_two_places_of_an_act_say_is_said_once() -> None:
    met = [
        Reason(
            ReasonCode.REQUIREMENTS_MET,
            Source("1.1", quote),
            against=False,
            figures={"mode": Mode.AGILE},
        )
        for quote in ("chi può", "e chi ha titolo")
    ]
    elsewhere = met[0]._replace(source=Source("1.2", "e anche"))

    assert len(explaining.lines([*met, elsewhere])) == 2


async def test_why_shows_the_words_of_the_act(tivoli: Town, phones: Phones) -> None:
    anna = await phones.of(tivoli, "anna")
    await anna.asks("/idoneita")

    await anna.presses("Perché?")
    answer = await anna.waits_for("Le parole del regolamento")

    assert tivoli.actor("anna").policy.head.act in answer.text
    assert "«" in answer.text


async def test_back_from_the_words_to_the_answer(tivoli: Town, phones: Phones) -> None:
    anna = await phones.of(tivoli, "anna")
    answer = await anna.asks("/idoneita")
    await anna.presses("Perché?")
    await anna.waits_for("Le parole del regolamento")

    await anna.presses("‹ La risposta")
    again = await anna.waits_for("puoi chiedere il lavoro agile")

    assert again.text == answer.text


async def test_a_body_with_sanctions_in_its_act_tells_how_many_and_since_when(
    sorano: Town, phones: Phones
) -> None:
    sanctions = (Sanction(on=date(2026, 1, 10), sanction="suspension"),)
    sorano.hire("anna", Employee(discipline=sanctions, hired=LONG_AGO))
    anna = await phones.of(sorano, "anna")

    answer = await anna.asks("/idoneita")

    assert "sanzione disciplinare" in answer.text
    assert "contano solo le sanzioni degli anni indicati" in answer.text


async def test_a_mayor_has_nothing_to_ask(tivoli: Town, phones: Phones) -> None:
    dino = await phones.of(tivoli, "dino")

    answer = await dino.asks("/idoneita")

    assert "cariche elettive" in answer.text
