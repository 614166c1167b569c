"""What people ask of matters of the act: presence, halves, days not used, permits, turns."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rules.facts import Mode, Period, Scheme
from storage.days import absences
from tests.handlers.talking import Talk
from tests.handlers.town import AGREED, TODAY, Town, agreed

TOWNS = ("tivoli", "alonte", "arena_po", "ferrara", "sorano")


def anna_of(town: Town) -> Talk:
    town.agree("anna")
    return Talk(town, "anna")


@pytest.fixture
def anna(request: pytest.FixtureRequest) -> Talk:
    town: Town = request.getfixturevalue(request.param)
    return anna_of(town)


@pytest.mark.parametrize(
    ("anna", "said", "not_said"),
    [
        ("tivoli", "al massimo 8 giornate al mese <i>(art. 20.4.a)", "in sede almeno"),
        ("alonte", "in sede almeno 3 giorni a settimana <i>(art. 41.8.a)", "prevale"),
        ("arena_po", "al massimo 100 giornate all'anno <i>(art. 7)", "in sede almeno"),
        ("ferrara", "al massimo 5 giornate a settimana <i>(art. 3.1)", "in sede almeno"),
        ("sorano", "più di quelli in agile, contati a bimestre <i>(art. 5.1.c)", "in sede almeno"),
    ],
    indirect=["anna"],
)
@pytest.mark.parametrize(
    "words",
    [
        "quanti giorni devo stare in ufficio?",
        "devo essere prevalentemente in presenza?",
        "posso fare smart tutti i giorni?",
        "how many days must I be in the office?",
    ],
)
def test_days_at_the_office_and_away_are_told_with_their_articles(
    anna: Talk, words: str, said: str, not_said: str
) -> None:
    answer = anna.says(words)

    assert said in answer
    assert not_said not in answer


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("tivoli", "al massimo 8 giornate al mese"),
        ("alonte", "in sede almeno 3 giorni a settimana"),
        ("arena_po", "l'accordo deve lasciare più giorni in sede che fuori"),
        ("ferrara", "al massimo 5 giornate a settimana"),
        ("sorano", "i giorni in sede devono essere più di quelli in agile"),
    ],
)
@pytest.mark.parametrize("ended", [False, True])
def test_who_has_no_agreement_is_told_the_limits_of_one(
    body: str, said: str, *, ended: bool, request: pytest.FixtureRequest
) -> None:
    town: Town = request.getfixturevalue(body)
    if ended:
        town.agree("anna", replace(AGREED, last_day=TODAY - timedelta(days=1)))
    answer = Talk(town, "anna").says("quanti giorni devo stare in ufficio?")

    assert said in answer
    assert "Ora non hai un accordo" in answer
    assert "Punto aperto" not in answer  # how an agreement is read concerns who has one


def test_the_limits_of_ones_own_agreement_are_not_supposed(tivoli: Town) -> None:
    assert "Ora non hai" not in anna_of(tivoli).says("quanti giorni devo stare in ufficio?")


def test_days_not_used_are_told_of_an_agreement_to_who_has_none(sorano: Town) -> None:
    answer = Talk(sorano, "anna").says("le giornate non usate si recuperano?")

    assert "quelle non usate non si sommano" in answer
    assert "non dice nulla" not in answer


@pytest.mark.parametrize("ended", [False, True])
def test_an_agreement_that_nobody_has_cannot_be_ended(tivoli: Town, *, ended: bool) -> None:
    if ended:
        tivoli.agree("anna", replace(AGREED, last_day=TODAY - timedelta(days=1)))
    answer = Talk(tivoli, "anna").says("possono revocarmi lo smart working?")

    assert "Non hai un accordo in corso" in answer
    assert "non basta" not in answer


def test_what_the_act_sets_as_a_rule_is_told_as_such(alonte: Town, sorano: Town) -> None:
    words = "quanti giorni devo stare in ufficio?"

    assert "di norma, in sede almeno 12 giorni al mese <i>(art. 41.11.a)" in anna_of(alonte).says(
        words
    )
    assert "di norma, fuori sede al massimo 8 giornate al mese" in anna_of(sorano).says(words)


def test_the_agreement_alone_must_let_presence_prevail_where_no_period_is_named(
    arena_po: Town,
) -> None:
    said = anna_of(arena_po).says("devo essere prevalentemente in presenza?")

    assert "l'accordo deve lasciare più giorni in sede che fuori <i>(art. 3.b)" in said


HALVES = ("si possono fare le mezze giornate?", "can I work half a day from home?")


@pytest.mark.parametrize("words", HALVES)
def test_halves_are_told_to_be_allowed_where_the_act_says_so(arena_po: Town, words: str) -> None:
    assert "anche mezza giornata: mattina o pomeriggio <i>(art. 7)" in anna_of(arena_po).says(
        words
    )


@pytest.mark.parametrize("words", HALVES)
@pytest.mark.parametrize("anna", ["tivoli", "alonte", "ferrara", "sorano"], indirect=True)
def test_of_halves_on_which_the_act_is_silent_the_reading_is_told(anna: Talk, words: str) -> None:
    said = anna.says(words)

    assert "Sulle mezze giornate il regolamento non dice nulla" in said
    assert "conta mezza" in said


@pytest.mark.parametrize("anna", ["tivoli", "arena_po"], indirect=True)
def test_a_half_day_that_is_wanted_is_shown_with_the_silence_of_the_act(anna: Talk) -> None:
    silent = anna.town.body == "tivoli"

    assert ("non dice nulla" in anna.says("prenota giovedì pomeriggio")) is silent
    assert "non dice nulla" not in anna.says("prenota giovedì")


@pytest.mark.parametrize(
    ("anna", "said"),
    [
        ("arena_po", "una giornata non usata non si recupera <i>(art. 13)"),
        ("alonte", "si recupera solo nella stessa settimana <i>(B1 art. 4.3)"),
        ("tivoli", "si contano al mese: quelle non usate non si sommano"),
        ("ferrara", "si contano a settimana: quelle non usate non si sommano"),
        ("sorano", "si contano al mese: quelle non usate non si sommano"),
    ],
    indirect=["anna"],
)
@pytest.mark.parametrize(
    "words",
    [
        "le giornate non usate si recuperano?",
        "le giornate agili non usate si spostano al mese dopo?",
        "can I carry unused days over to next month?",
    ],
)
def test_what_becomes_of_days_not_used_is_no_matter_of_hours(
    anna: Talk, words: str, said: str
) -> None:
    answer = anna.says(words)

    assert said in answer
    assert "sistema delle presenze" not in answer


@pytest.mark.parametrize(
    ("anna", "said"),
    [
        ("tivoli", "un permesso a ore va comunicato e autorizzato <i>(art. 12.4)"),
        (
            "arena_po",
            "un permesso a ore deve stare dentro le fasce di contattabilità <i>(art. 13)",
        ),
        ("sorano", "in una giornata agile non si può avere: permesso breve"),
        ("alonte", "durante il permesso non devi essere contattabile <i>(art. 41.13)"),
        ("ferrara", "durante il permesso non devi essere contattabile <i>(CCNL art. 66.2)"),
    ],
    indirect=["anna"],
)
@pytest.mark.parametrize(
    "words",
    [
        "posso avere un permesso breve in giornata agile?",
        "posso prendere un permesso mentre sono in agile?",
        "can I take a permit while working from home?",
    ],
)
def test_permits_on_days_away_are_told_and_not_whether_one_is_eligible(
    anna: Talk, words: str, said: str
) -> None:
    answer = anna.says(words)

    assert said in answer
    assert "requisiti" not in answer


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("il permesso per l'assemblea deve essere approvato?", "basta comunicarlo"),
        ("i permessi 104 vanno autorizzati?", "CCNL18 art. 33.2"),
        ("il permesso breve deve essere approvato?", "lo approva chi autorizza"),
        ("il permesso per lutto deve essere approvato?", "il regolamento non dice chi approva"),
    ],
)
def test_whether_a_kind_of_permit_is_approved_is_told_of_that_kind(
    tivoli: Town, words: str, said: str
) -> None:
    answer = anna_of(tivoli).says(words)

    assert said in answer
    assert answer.count("lo approva chi autorizza") <= 1


def test_without_a_kind_those_that_are_communicated_come_first(alonte: Town) -> None:
    said = anna_of(alonte).says("quali permessi devono essere approvati?")

    assert said.index("basta comunicarlo") < said.index("lo approva chi autorizza")
    assert "non dice chi approva" not in said  # 34.1 speaks of each


TURNS = ("sono in reperibilità questa settimana?", "am I on call this week?")


@pytest.mark.parametrize("words", TURNS)
@pytest.mark.parametrize("anna", TOWNS, indirect=True)
def test_who_has_no_turn_is_told_so_and_offered_no_days(anna: Talk, words: str) -> None:
    assert "non risulti in reperibilità" in anna.says(words)
    assert not any("Invia" in button.label for button in anna.buttons)


@pytest.mark.parametrize("words", TURNS)
def test_a_turn_of_these_weeks_is_told_with_its_days(ferrara: Town, words: str) -> None:
    anna = anna_of(ferrara)
    with ferrara.store.writing() as uow:
        absences.put_on_call(uow, ferrara.ids["anna"], TODAY + timedelta(weeks=1))
        uow.commit()

    said = anna.says(words)

    assert "da lunedì 30 novembre a lunedì 7 dicembre" in said
    assert "non risulti" not in said


@pytest.mark.parametrize(
    ("anna", "said"),
    [
        ("tivoli", "in una settimana di reperibilità non si lavora a distanza <i>(art. 12.2)"),
        ("sorano", "chi ha un accordo di lavoro agile non fa turni di reperibilità <i>(art. 4.2)"),
    ],
    indirect=["anna"],
)
def test_whether_turns_go_with_days_away_is_told(anna: Talk, said: str) -> None:
    answer = anna.says("posso fare smart se sono in reperibilità?")

    assert said in answer
    assert "requisiti" not in answer


@pytest.mark.parametrize(
    ("anna", "said"),
    [
        ("tivoli", "con 30 giorni di preavviso l'accordo cessa mercoledì 23 dicembre 2026"),
        ("sorano", "violazione di sicurezza o dati: senza preavviso"),
        ("arena_po", "con 15 giorni di preavviso l'accordo cessa martedì 8 dicembre 2026"),
        ("alonte", "non basta: nessuna motivazione e ragioni organizzative"),
        ("ferrara", "<i>(L81 art. 19.2)"),
    ],
    indirect=["anna"],
)
@pytest.mark.parametrize(
    "words",
    [
        "il comune può togliermi il lavoro agile?",
        "possono revocarmi lo smart working?",
        "can they end my agreement?",
    ],
)
def test_how_the_body_may_leave_the_agreement_is_told_by_its_reasons(
    anna: Talk, words: str, said: str
) -> None:
    assert said in anna.says(words)


def test_who_may_leave_only_for_a_just_cause_is_told_so(alonte: Town, arena_po: Town) -> None:
    words = "posso recedere dall'accordo?"

    assert "solo per un giustificato motivo" in anna_of(alonte).says(words)
    assert "è ammesso, con una motivazione" in anna_of(arena_po).says(words)


@pytest.mark.parametrize(
    ("anna", "said", "ties"),
    [
        ("tivoli", "tutti sullo stesso piano", "A parità il regolamento non dice"),
        ("arena_po", "un gradino dopo l'altro", "la distanza da casa <i>(art. 22)"),
        ("sorano", "si contano i punti", "la distanza da casa, l'età e"),
        ("alonte", "tutti sullo stesso piano", "A parità il regolamento non dice"),
        ("ferrara", "non dà un ordine", "decide l'ente"),
    ],
    indirect=["anna"],
)
@pytest.mark.parametrize(
    "words",
    [
        "come funziona la graduatoria?",
        "ho precedenza con un figlio di 5 anni?",
        "who has priority for remote work?",
    ],
)
def test_the_order_of_applications_is_told_with_what_decides_between_equals(
    anna: Talk, words: str, said: str, ties: str
) -> None:
    answer = anna.says(words)

    assert said in answer
    assert ties in answer


def test_an_order_without_a_case_is_told_as_none(alonte: Town) -> None:
    alonte.agree("anna", agreed(None, mode=Mode.REMOTE))
    answer = Talk(alonte, "anna").says("come funziona la graduatoria?")

    assert "non dà un ordine" in answer
    assert "uno di questi casi" not in answer


@pytest.mark.parametrize("anna", ["sorano", "ferrara"], indirect=True)
def test_whom_the_law_puts_first_is_told_before_the_order_of_the_act(anna: Talk) -> None:
    answer = anna.says("come funziona la graduatoria?")

    by_law = answer.index("la legge mette prima di tutti")
    assert by_law < answer.index("«che siano caregivers»")
    assert answer.index("«che siano caregivers»") < max(
        answer.find("si contano i punti"), answer.find("Per il resto il regolamento non dà un")
    )


@pytest.mark.parametrize("anna", ["alonte", "arena_po", "tivoli"], indirect=True)
def test_an_act_that_puts_the_same_people_first_is_told_alone(anna: Talk) -> None:
    assert "la legge mette prima" not in anna.says("come funziona la graduatoria?")


def test_how_precedences_add_up_is_told_as_open(arena_po: Town, sorano: Town) -> None:
    words = "come funziona la graduatoria?"

    assert "valgono una dopo l'altra, e i chilometri tra pari" in anna_of(arena_po).says(words)
    assert "Punto aperto" not in anna_of(sorano).says(words)


def test_the_voucher_of_the_way_of_working_that_is_named_is_told(tivoli: Town) -> None:
    anna = anna_of(tivoli)

    assert "⛔ non spetta il buono pasto <i>(art. 20.8" in anna.says(
        "mi spetta il buono pasto in smart?"
    )
    assert "✅ spetta il buono pasto, alle condizioni del contratto <i>(art. 22.3" in anna.says(
        "mi spetta il buono pasto quando lavoro da remoto?"
    )


def test_a_recall_by_any_hour_is_told_as_an_open_point(ferrara: Town) -> None:
    said = anna_of(ferrara).says("mi possono richiamare in sede?")

    assert "Punto aperto: «in qualsiasi momento»" in said
    assert "un richiamo urgente arriva a ogni ora" in said
    assert "aspetta la fine della disconnessione" in said


def test_the_notice_of_an_agreement_without_an_end_is_told_as_open(arena_po: Town) -> None:
    open_ended = replace(AGREED, last_day=None)
    arena_po.agree("anna", open_ended)
    arena_po.agree("bruno")
    words = "quanto preavviso per recedere dall'accordo?"

    assert "la legge chiede trenta giorni" in Talk(arena_po, "anna").says(words)
    assert "la legge chiede trenta giorni" not in Talk(arena_po, "bruno").says(words)


def test_a_day_by_an_agreement_without_a_number_is_shown_with_the_reading(tivoli: Town) -> None:
    tivoli.agree("anna", agreed(None))
    tivoli.agree("bruno", agreed(Scheme(per=Period.MONTH, days=8)))
    words = "prenota giovedì"

    assert "non sceglie tra otto giornate al mese" in Talk(tivoli, "anna").says(words)
    assert "Punto aperto" not in Talk(tivoli, "bruno").says(words)


def test_an_agreement_for_remote_work_is_asked_by_its_own_rules(alonte: Town) -> None:
    alonte.agree("anna", agreed(Scheme(per=Period.WEEK, days=5), mode=Mode.REMOTE))

    said = Talk(alonte, "anna").says("quanti giorni devo stare in ufficio?")

    assert "in sede almeno" not in said


BANDS = ("quali sono le mie fasce di contattabilità?", "what are my contact bands?")


@pytest.mark.parametrize("words", BANDS)
@pytest.mark.parametrize(
    ("anna", "bands"),
    [
        ("tivoli", "10:00–12:00 e 14:30–16:30 <i>(art. 20.9"),
        ("sorano", "09:00–13:00 e 15:00–17:00 <i>(acc art. 3.4"),
    ],
    indirect=["anna"],
)
def test_bands_are_told_on_days_at_the_office_too(anna: Talk, words: str, bands: str) -> None:
    said = anna.says(words)

    assert "Nelle giornate di lavoro agile" in said
    assert bands in said


def test_without_bands_in_act_and_agreement_none_are_made_up(arena_po: Town) -> None:
    assert "Nelle giornate di lavoro agile" not in anna_of(arena_po).says(BANDS[0])


def test_the_voucher_at_the_office_stands_on_the_contract(tivoli: Town) -> None:
    said = anna_of(tivoli).says("/oggi")

    assert "spetta il buono pasto, alle condizioni del contratto <i>(CCNL art. 35.2)" in said


@pytest.mark.parametrize("words", ["mi sposo, quanti giorni ho?", "quanti giorni per matrimonio?"])
def test_the_days_of_a_wedding_are_no_days_of_agile_work(tivoli: Town, words: str) -> None:
    said = anna_of(tivoli).says(words)

    assert "<b>matrimonio</b>: 15 su 15 giorni per evento (CCNL art. 40.2)" in said
    assert "20.4.a" not in said


def test_a_permit_that_nobody_decides_needs_no_time_to_decide(tivoli: Town, alonte: Town) -> None:
    words = "quanto prima devo chiedere i permessi 104?"

    assert "basta comunicarlo, non lo approva nessuno <i>(CCNL18 art. 33.2)" in anna_of(
        tivoli
    ).says(words)
    assert "entro il giorno 5 del mese" in anna_of(alonte).says(words)


def test_silence_that_extends_an_agreement_is_told_with_its_day(
    alonte: Town, ferrara: Town
) -> None:
    words = "l'accordo si rinnova da solo?"

    assert "non la rifiuti entro sabato 26 dicembre 2026" in anna_of(alonte).says(words)
    assert "vale come accettata" not in anna_of(ferrara).says(words)  # 2.3: none by silence


@pytest.mark.parametrize("words", ["chi approva un permesso 104?", "who approves a 104 permit?"])
def test_a_permit_that_nobody_approves_names_the_article_and_who_is_told(
    tivoli: Town, alonte: Town, words: str
) -> None:
    for town, article in ((tivoli, "CCNL18 art. 33.2"), (alonte, "art. 34.1.f")):
        said = anna_of(town).says(words)

        assert f"basta comunicarlo <i>({article})" in said
        assert "Oggi la comunicazione arriva a <b>" in said
        assert "chi autorizza" not in said
        assert "giornate" not in said


def test_a_permit_that_somebody_approves_names_who_does(alonte: Town) -> None:
    said = anna_of(alonte).says("chi autorizza i permessi brevi?")

    assert "lo approva chi autorizza <i>(art. 34.2)" in said
    assert "Oggi chi autorizza è <b>Carla Inventi</b> (responsabile)" in said


@pytest.mark.parametrize("anna", TOWNS, indirect=True)
def test_who_comes_first_is_the_acts_and_what_was_said_of_oneself_is_not_repeated(
    anna: Talk,
) -> None:
    said = anna.says("sono invalido al 100%, ho priorità?")

    assert said == anna.says("chi ha la precedenza?")
    assert "100" not in said


def test_days_of_a_month_that_is_named_are_what_is_left_of_it(tivoli: Town) -> None:
    anna = anna_of(tivoli)

    for words in (
        "how many days can I work remotely in december?",
        "quanti giorni posso lavorare da casa a dicembre?",
    ):
        said = anna.says(words)
        assert "dicembre" in said
        assert "requisiti" not in said
