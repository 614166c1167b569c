"""What employees ask of the act itself: articles, recalls, answers that do not come, open days."""

from dataclasses import replace

import pytest

from rules.policy.library import shipped
from tests.handlers.talking import Talk
from tests.handlers.town import Town
from tests.rules.mutations import changed


def anna_of(town: Town) -> Talk:
    town.agree("anna")
    return Talk(town, "anna")


@pytest.fixture
def anna(tivoli: Town) -> Talk:
    return anna_of(tivoli)


@pytest.mark.parametrize(
    "words",
    [
        "cosa dice l'articolo 20.4?",
        "art. 20.4",
        "spiegami l'articolo 20 comma 4",
        "what does article 20.4 say?",
    ],
)
def test_an_article_is_quoted_with_its_letters_and_is_no_day(anna: Talk, words: str) -> None:
    said = anna.says(words)

    assert "art. 20.4.a" in said
    assert "8 giornate al mese, con discrezionalità di ripartizione" in said
    assert "aprile" not in said


def test_an_article_of_the_national_contract_is_quoted_as_such(anna: Talk) -> None:
    said = anna.says("cosa prevede l'art. 44 del ccnl?")

    assert "CCNL Funzioni Locali" in said
    assert "CCNL art. 44.1" in said
    assert "18 ore annuali" in said


def test_of_an_article_without_words_the_act_and_a_person_are_named(anna: Talk) -> None:
    said = anna.says("cosa dice l'articolo 99?")

    assert "(art. 99)" in said
    assert shipped()["tivoli"].head.act in said
    assert "Elena" in said


def test_the_act_itself_is_named_with_who_has_its_text(anna: Talk) -> None:
    said = anna.says("dove trovo il regolamento?")

    assert shipped()["tivoli"].head.act in said
    assert "Elena" in said
    assert "scrivi «articolo» e il suo numero" in said


@pytest.mark.parametrize(
    "words",
    [
        "il capo può obbligarmi a tornare?",
        "con quanto preavviso mi possono richiamare?",
        "can they call me back to the office?",
        "how much notice do they have to give me?",
        "se mi richiamano perdo la giornata?",
    ],
)
def test_recalls_are_told_with_notice_and_article(anna: Talk, words: str) -> None:
    said = anna.says(words)

    assert "per esigenze di servizio: l'avviso deve arrivare almeno 1 giorno prima" in said
    assert "art. 21.1" in said
    assert "per urgenza e problemi tecnici: anche il giorno stesso" in said
    assert "la giornata persa non si recupera" in said


@pytest.mark.parametrize(
    ("body", "notice"),
    [
        ("alonte", "art. 41.15"),
        ("arena_po", "anche il giorno stesso <i>(art. 7)"),
        ("ferrara", "anche il giorno stesso <i>(art. 3.5)"),
        ("sorano", "art. 11.8"),
    ],
)
def test_each_body_has_its_own_term_for_recalls(
    body: str, notice: str, request: pytest.FixtureRequest
) -> None:
    said = anna_of(request.getfixturevalue(body)).says("mi possono richiamare in sede?")

    assert notice in said


@pytest.mark.parametrize(
    ("hours", "notice"),
    [(1, "almeno 1 ora prima dell'inizio"), (24, "almeno 24 ore prima dell'inizio")],
)
def test_a_term_in_hours_is_told_in_hours(tivoli: Town, hours: int, notice: str) -> None:
    rules = tuple(
        rule.model_copy(update={"days_before": None, "hours_before": hours})
        for rule in shipped()["tivoli"].versions[-1].tables.recall.rules
    )
    policy = changed(shipped()["tivoli"], ("recall", "rules"), rules)
    tivoli.desk = replace(tivoli.desk, policies={**tivoli.desk.policies, "tivoli": policy})

    said = anna_of(tivoli).says("mi possono richiamare in sede?")

    assert notice in said


def test_of_a_day_it_is_looked_whether_one_is_called_then(anna: Talk) -> None:
    assert "non c'è nessun richiamo" in anna.says("mi possono richiamare giovedì?")


@pytest.mark.parametrize(
    "words",
    [
        "cosa succede se il capo non risponde?",
        "le richieste non risposte si approvano da sole?",
        "quanto tempo ha il dirigente per rispondere?",
        "what happens if my boss doesn't answer?",
    ],
)
def test_a_request_without_an_answer_is_not_approved(anna: Talk, words: str) -> None:
    patience = anna.town.desk.patience

    said = anna.says(words)

    assert "non è approvata" in said
    assert f"{patience.remind} e {patience.pass_on}" in said
    assert "la richiesta si chiude" in said


@pytest.mark.parametrize(
    "words",
    [
        "posso annullare una richiesta già approvata?",
        "fino a quando posso annullare?",
        "can I cancel a day that was already approved?",
    ],
)
def test_what_is_approved_can_be_taken_back_until_it_is_over(anna: Talk, words: str) -> None:
    said = anna.says(words)

    assert "una giornata finché non è passata" in said
    assert "spostamento" in said
    assert "art. 21.3" in said


def test_the_notice_of_permits_is_told_by_kind_with_its_article(anna: Talk) -> None:
    said = anna.says("con quanto anticipo devo chiedere un permesso?")

    assert "visita o terapia: almeno 3 giorni prima; per un'urgenza" in said
    assert "CCNL art. 44.1" in said
    assert "lutto" not in said


def test_of_one_kind_of_permit_only_its_notice_is_told(alonte: Town) -> None:
    said = anna_of(alonte).says("quanto prima devo chiedere i permessi 104?")

    assert "legge 104: entro il giorno 5 del mese" in said
    assert "visita" not in said


def test_of_a_permit_without_notice_none_is_made_up(anna: Talk) -> None:
    said = anna.says("quanto preavviso per il permesso per lutto?")

    assert "(lutto) il regolamento non fissa un anticipo" in said


def test_where_the_act_knows_no_move_at_ones_own_wish_none_is_promised(arena_po: Town) -> None:
    said = anna_of(arena_po).says("posso cambiare giorno dopo che me l'hanno approvato?")

    assert "il regolamento non lo prevede" in said
    assert "art. 13" in said


def test_who_decides_is_also_told_of_decisions(tivoli: Town) -> None:
    said = Talk(tivoli, "diana").says("posso annullare una richiesta già approvata?")

    assert "per 10 minuti" in said


@pytest.mark.parametrize("words", ["quali giorni posso prenotare?", "which days can I book?"])
def test_days_that_can_be_booked_are_named_without_those_that_are_held(
    anna: Talk, words: str
) -> None:
    anna.says("prenota giovedì")
    anna.presses("Invia")

    said = anna.says(words)

    assert "mercoledì 25" in said
    assert "giovedì 26" not in said
    assert "sabato 28" not in said
    anna.presses("Prenota")


def test_who_has_no_agreement_hears_the_next_step_instead_of_days(tivoli: Town) -> None:
    assert "Prossimo passo" in Talk(tivoli, "bruno").says("quali giorni posso prenotare?")


@pytest.mark.parametrize("words", ["quanto preavviso serve?", "tell me how much notice I need"])
def test_the_notice_of_a_day_is_told_without_a_word_of_days(anna: Talk, words: str) -> None:
    assert "il regolamento non fissa un anticipo" in anna.says(words)


@pytest.mark.parametrize("words", ["che permessi ho?", "what permits do I have?"])
def test_the_permits_that_there_are_are_listed_with_what_is_left(anna: Talk, words: str) -> None:
    said = anna.says(words)

    assert "<b>visita o terapia</b>: 18 ore su 18 ore nel 2026 (CCNL art. 44.1)" in said
    assert "<b>matrimonio</b>" in said


@pytest.mark.parametrize("words", ["which permits have I booked?", "quali permessi ho prenotato?"])
def test_permits_that_were_booked_are_ones_own(anna: Talk, words: str) -> None:
    assert "I tuoi permessi" in anna.says(words)


@pytest.mark.parametrize(
    "words",
    [
        "can I work from Spain?",
        "posso lavorare dalla Spagna?",
        "can I work from my parents' house in another town?",
    ],
)
def test_another_place_to_work_from_is_asked_of_the_personnel_office(
    anna: Talk, words: str
) -> None:
    said = anna.says(words)

    assert "Da dove puoi lavorare" in said
    assert "Elena" in said


def test_an_hour_for_the_notices_is_shown_with_its_button(anna: Talk) -> None:
    said = anna.says("avvisi alle 8:30")

    assert "08:30" in said
    assert "sì, alle 08:30" in anna.presses("Sì, alle 08:30")


@pytest.mark.parametrize(
    "words",
    [
        "cosa dice l'articolo 20.4 e il 21.3?",
        "cosa dicono gli articoli 20.4 e 21.3?",
        "art. 20.4 e art. 21.3",
        "what do articles 20.4 and 21.3 say?",
    ],
)
def test_two_articles_are_both_quoted_and_are_no_days(anna: Talk, words: str) -> None:
    anna.says(words)

    said = "\n".join(str(one.text) for one in (anna.shown, *anna.shown.more))
    assert "art. 20.4.a" in said
    assert "art. 21.3" in said
    assert "Invia" not in "".join(button.label for button in anna.buttons)


@pytest.mark.parametrize("words", ["e il 20.12?", "e l'articolo 20.12?", "20.12?", "e il 20.12"])
def test_behind_an_article_another_number_is_an_article(anna: Talk, words: str) -> None:
    anna.says("cosa dice l'articolo 20.4?")

    said = anna.says(words)

    assert "<b>art. 20.12</b>" in said
    assert "dicembre" not in said


def test_behind_an_article_a_date_with_its_month_is_a_day(anna: Talk) -> None:
    anna.says("cosa dice l'articolo 20.4?")

    assert "giovedì 26 novembre" in anna.says("e il 26 novembre?")


def test_the_places_of_an_article_stand_in_order_and_what_is_left_is_told(anna: Talk) -> None:
    said = anna.says("cosa dice l'articolo 20?")

    assert said.index("art. 20.3") < said.index("art. 20.4") < said.index("art. 20.9")
    assert "Ci sono altri 6 punti" in said


@pytest.mark.parametrize(
    "words",
    [
        "can a day be recalled the same day?",
        "una giornata può essere revocata lo stesso giorno?",
        "possono essere richiamate le giornate?",
    ],
)
def test_whether_a_day_can_be_recalled_is_no_booking(anna: Talk, words: str) -> None:
    assert "art. 21.4" in anna.says(words)
