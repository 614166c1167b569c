"""Decisions in words: what is shown is what was named, and nothing is decided by it."""

from datetime import date

import pytest

from handlers.desk.presses import StalePressError
from handlers.desk.requests.parts import Part, Sort, part_of
from tests.handlers.asking import FRIDAY, THURSDAY, asks_for
from tests.handlers.deciding import waits
from tests.handlers.permitting import asks, hours
from tests.handlers.talking import Talk
from tests.handlers.town import Town

DECEMBER = (date(2026, 12, 1), date(2026, 12, 2), date(2026, 12, 3), date(2026, 12, 4))


def labels(talk: Talk) -> list[str]:
    return [button.label for button in talk.buttons]


@pytest.fixture
def carla(sorano: Town) -> Talk:
    """Carla decides: Anna asked for six days one by one, Bruno for one."""
    for name in ("anna", "bruno"):
        sorano.agree(name)
    asks_for(sorano, "anna", THURSDAY, FRIDAY, *DECEMBER)
    asks_for(sorano, "bruno", FRIDAY)
    return Talk(sorano, "carla")


def test_of_a_person_only_what_they_asked_for_is_shown(carla: Talk) -> None:
    text = carla.says("approva Anna")

    assert text.startswith("Di <b>Anna Inventi</b> aspettano te 6 richieste")
    assert "Bruno" not in f"{text}{labels(carla)}"


def test_all_shown_of_a_person_leaves_the_others_waiting(carla: Talk) -> None:
    carla.says("approva Anna")
    carla.presses("Approva le 6 mostrate")
    carla.presses("Sì")

    assert [one.employee_id for one in waits(carla.town)] == [carla.town.ids["bruno"]]


def test_no_leads_back_to_the_same_person(carla: Talk) -> None:
    shown = carla.says("approva Anna")
    carla.presses("Approva le 6 mostrate")

    assert carla.presses("No") == shown


@pytest.mark.parametrize(
    "words",
    [
        "approva Anna giovedì 26",
        "approva la richiesta di Anna del 26 novembre",
    ],
)
def test_of_the_day_that_was_said_only_that_day_is_shown(carla: Talk, words: str) -> None:
    text = carla.says(words)

    assert "giovedì 26 novembre" in text
    assert "venerdì 27" not in text
    assert labels(carla)[:2] == ["✅ gio 26 nov", "✖️ gio 26 nov"]
    assert not any("Approva tutte" in one for one in labels(carla))


def test_all_of_two_days_is_these_two(carla: Talk) -> None:
    carla.says("approva Anna giovedì 26 e venerdì 27 novembre")
    carla.presses("Approva tutte (2)")
    carla.presses("Sì")

    left = [one.day for one in waits(carla.town) if one.employee_id == carla.town.ids["anna"]]
    assert left == list(DECEMBER)


def test_days_too_far_apart_for_a_button_have_none() -> None:
    assert Part(person_id=1, days=(THURSDAY, date(2027, 3, 1))).source(0) is None


@pytest.mark.parametrize("days", [(), (THURSDAY,), (THURSDAY, FRIDAY, *DECEMBER)])
def test_a_button_names_person_days_and_page(days: tuple[date, ...]) -> None:
    part = Part(person_id=12, days=days)

    assert part_of(str(part.source(1))) == (part, 1)


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("without", [(), (7,), (7, 12)])
def test_a_button_names_the_sort_and_who_is_not_meant(
    sort: Sort, without: tuple[int, ...]
) -> None:
    part = Part(person_id=0, days=(THURSDAY,), sort=sort, without=without)

    assert part_of(str(part.source(2))) == (part, 2)


def test_more_people_left_out_than_fit_have_no_button() -> None:
    assert Part(person_id=0, without=(1, 2, 3)).source(0) is None


@pytest.mark.parametrize("forged", ["w0.1.0.0.", "w0.1.0.0.x", "w0.1.0.0.p-", "w0.1.0.0.p.d"])
def test_no_other_sort_is_named(forged: str) -> None:
    with pytest.raises(StalePressError):
        part_of(forged)


@pytest.mark.parametrize("forged", ["w", "w1.0.0.0", "w1.1.zz.0", "w1.1.0.-1", "w01.1.0.0"])
def test_no_other_button_names_anything(forged: str) -> None:
    with pytest.raises(StalePressError):
        part_of(forged)


def test_a_motive_that_was_said_is_said_back(carla: Talk) -> None:
    text = carla.says("rifiuta Anna il 26 novembre perché serve in sede")

    assert "«serve in sede»" in text
    assert "giovedì 26 novembre" in text
    assert "Rifiutata la richiesta" in carla.presses("Invia")
    assert THURSDAY not in [one.day for one in waits(carla.town)]


def test_a_motive_too_short_to_be_one_is_asked(carla: Talk) -> None:
    assert "Perché rifiuti la richiesta" in carla.says("rifiuta Anna il 26 novembre perché sì")


def test_a_motive_for_several_is_not_passed_over(carla: Talk) -> None:
    text = carla.says("rifiuta Anna perché serve in sede")

    assert "Il motivo «serve in sede» non l'ho ancora messo" in text


def test_to_approve_what_is_allowed_takes_no_motive(carla: Talk) -> None:
    carla.says("approva Bruno perché siamo in tanti")

    assert labels(carla)[0] == "✅ ven 27 nov"


@pytest.mark.parametrize(
    "words", ["approva tutti tranne Anna", "approva tutto eccetto le richieste di Anna"]
)
def test_everybody_but_one_offers_no_approval_of_that_one(carla: Talk, words: str) -> None:
    carla.says(words)

    assert not any("anna" in one.casefold() for one in labels(carla))
    assert any("bruno" in one.casefold() for one in labels(carla)) or "Da approvare" in words_of(
        carla
    )


def words_of(talk: Talk) -> str:
    return " ".join(labels(talk))


def test_all_but_one_approves_what_is_left(carla: Talk) -> None:
    text = carla.says("approva tutti tranne Anna")
    assert "Sulle richieste di Anna Inventi non decido nulla" in text

    carla.presses("mostrata")
    carla.presses("Sì")

    assert {one.employee_id for one in waits(carla.town)} == {carla.town.ids["anna"]}


def test_all_but_somebody_nobody_knows_shows_nothing_to_approve(carla: Talk) -> None:
    assert "non trovo «pippo»" in carla.says("approva tutti tranne Pippo")
    assert not any("Approva" in one for one in labels(carla))


def test_of_permits_only_the_permit_is_shown(carla: Talk) -> None:
    asks(carla.town, "anna", hours("medical", FRIDAY))
    text = carla.says("approva il permesso di Anna")

    assert "permesso orario" in text
    assert "lavoro agile" not in text


def test_of_days_the_permit_stays_out_of_what_is_approved(carla: Talk) -> None:
    asks(carla.town, "anna", hours("medical", FRIDAY))
    carla.says("approva le giornate di Anna")
    carla.presses("Approva le 6 mostrate")
    carla.presses("Sì")

    kinds = {one.kind for one in waits(carla.town) if one.employee_id == carla.town.ids["anna"]}
    assert kinds == {"permits"}


def test_a_permit_that_nobody_asked_for_shows_no_day_instead(carla: Talk) -> None:
    assert "nessun permesso" in carla.says("approva il permesso di Bruno")
    assert labels(carla)[0] == "✅ Da approvare"


@pytest.fixture
def diana(tivoli: Town) -> Talk:
    """Diana decides about one request of Anna's for three days."""
    tivoli.agree("anna")
    asks_for(tivoli, "anna", THURSDAY, FRIDAY, DECEMBER[0])
    return Talk(tivoli, "diana")


def test_a_named_day_decided_is_said_and_the_rest_of_the_request_named(diana: Talk) -> None:
    diana.says("approva Anna giovedì")
    text = diana.presses("✅ gio 26 nov")

    assert text.startswith(
        "✅ Approvata la richiesta di <b>Anna Inventi</b>: giovedì 26 novembre.\n\n"
        "Della stessa richiesta aspettano ancora te: venerdì 27 novembre e martedì 1° dicembre."
    )
    assert labels(diana) == [
        "Le altre giornate di Anna",
        "↩️ Annulla la decisione",
        "‹ Tutte le richieste",
    ]


def test_the_other_days_are_one_press_away(diana: Talk) -> None:
    diana.says("approva Anna giovedì")
    diana.presses("✅ gio 26 nov")
    text = diana.presses("Le altre giornate di Anna")

    assert "giovedì 26 novembre</b>: già approvata da Diana Inventi" in text
    assert labels(diana)[:2] == ["✅ ven 27 nov", "✖️ ven 27 nov"]


def test_of_two_named_days_the_second_is_still_asked_about_and_nothing_else(diana: Talk) -> None:
    diana.says("approva Anna giovedì e venerdì")
    text = diana.presses("✅ gio 26 nov")
    shown = labels(diana)
    last = diana.presses("✅ ven 27 nov")

    assert "giovedì 26 novembre</b>: già approvata da Diana Inventi" in text
    assert "dicembre" not in text
    assert shown[:2] == ["✅ ven 27 nov", "✖️ ven 27 nov"]
    assert "Della stessa richiesta aspetta ancora te: martedì 1° dicembre" in last
    assert labels(diana)[0] == "L'altra giornata di Anna"


def test_with_nothing_else_waiting_the_card_says_what_was_decided(carla: Talk) -> None:
    carla.says("approva Bruno venerdì 27")
    text = carla.presses("✅ ven 27 nov")

    assert "venerdì 27 novembre</b>: già approvata da Carla Inventi" in text
    assert not any("altr" in one for one in labels(carla))


def test_a_refusal_names_the_rest_of_the_request_too(diana: Talk) -> None:
    diana.says("rifiuta Anna giovedì perché serve in sede")
    text = diana.presses("Invia")

    assert text.startswith("✖️ Rifiutata la richiesta")
    assert "aspettano ancora te: venerdì 27 novembre e martedì 1° dicembre" in text
    assert labels(diana)[0] == "Le altre giornate di Anna"


def test_a_second_press_says_who_decided_and_names_the_rest(diana: Talk) -> None:
    diana.says("approva Anna giovedì")
    data = next(one.data for one in diana.buttons if one.label == "✅ gio 26 nov")
    diana.forges(data)
    again = diana.forges(data)

    assert again.startswith("Già approvata da Diana Inventi")
    assert "aspettano ancora te: venerdì 27 novembre" in again


def test_a_decision_taken_back_after_it_waits_again(diana: Talk) -> None:
    diana.says("approva Anna giovedì")
    diana.presses("✅ gio 26 nov")
    diana.presses("Annulla la decisione")

    assert len(waits(diana.town)) == 3


def forged(talk: Talk, named: str) -> str:
    """What the button for Thursday would say if it named something else."""
    talk.says("approva Anna giovedì")
    data = next(one.data for one in talk.buttons if one.label == "✅ gio 26 nov")
    return f"{data.rpartition(':')[0]}:{named}"


def test_a_button_that_names_another_day_shows_the_whole_card(diana: Talk) -> None:
    text = diana.forges(forged(diana, "w1.1.1.0"))

    assert "giovedì 26 novembre</b>: già approvata da Diana Inventi" in text
    assert labels(diana)[:2] == ["✅ ven 27 nov", "✖️ ven 27 nov"]


def test_a_button_that_names_nothing_decides_nothing(diana: Talk) -> None:
    answer = diana.forges(forged(diana, "nothing"))

    assert answer.startswith("Questo pulsante non vale più")
    assert len(waits(diana.town)) == 3


@pytest.mark.parametrize(
    "words",
    [
        "Anna giovedì ok",
        "ok per Anna giovedì",
        "Anna giovedì va bene",
    ],
)
def test_a_short_answer_about_somebody_shows_their_card(carla: Talk, words: str) -> None:
    before = len(waits(carla.town))

    text = carla.says(words)

    assert text == carla.says("approva Anna giovedì 26")
    assert labels(carla)[:2] == ["✅ gio 26 nov", "✖️ gio 26 nov"]
    assert len(waits(carla.town)) == before


@pytest.mark.parametrize(
    "words", ["rifiuta Anna giovedì 26", "Anna giovedì 26 no", "Anna giovedì non va bene"]
)
def test_a_refusal_without_a_motive_asks_for_it_and_offers_no_approval(
    carla: Talk, words: str
) -> None:
    before = len(waits(carla.town))

    text = carla.says(words)

    assert "Perché rifiuti la richiesta" in text
    assert not any("✅" in one for one in labels(carla))
    assert len(waits(carla.town)) == before


def test_the_next_words_are_the_motive_shown_once_before_it_is_sent(carla: Talk) -> None:
    carla.says("rifiuta Bruno venerdì 27")
    text = carla.says("serve in sede per la giunta")

    assert "«serve in sede per la giunta»" in text
    assert "Invia" in str(labels(carla))
    assert "Cambia" in str(labels(carla))
    assert "Rifiutata la richiesta" in carla.presses("Invia")


@pytest.mark.parametrize("words", ["approva tutto", "approva tutti"])
def test_all_leads_to_the_list_and_decides_nothing(carla: Talk, words: str) -> None:
    before = len(waits(carla.town))

    text = carla.says(words)

    assert "Anna" in text
    assert "Bruno" in text
    assert len(waits(carla.town)) == before


def test_nobody_of_a_name_is_said(carla: Talk) -> None:
    assert "non trovo «pippo»" in carla.says("approva Pippo").casefold()


def test_nothing_of_somebody_names_them_and_leads_to_the_others(carla: Talk) -> None:
    text = carla.says("approva Vito")

    assert text.startswith("Nessuna richiesta di <b>Vito Inventi</b> aspetta una tua decisione.")
    assert "Ne aspettano altre" in text
    assert any("Da approvare" in one for one in labels(carla))


def test_nothing_of_somebody_on_a_day_names_both(carla: Talk) -> None:
    text = carla.says("approva Bruno giovedì 26")

    assert text.startswith("Per giovedì 26 novembre nessuna richiesta di <b>Bruno Inventi</b>")


def test_where_nothing_waits_no_list_is_promised(sorano: Town) -> None:
    talk = Talk(sorano, "carla")
    text = talk.says("approva Anna")

    assert "Ne aspettano altre" not in text
    assert not any("Da approvare" in one for one in labels(talk))


def test_a_short_answer_of_a_day_on_which_nothing_waits_says_so(carla: Talk) -> None:
    text = carla.says("Anna domani ok")

    assert text == carla.says("approva Anna domani")
    assert not any("nov" in one for one in labels(carla))


@pytest.mark.parametrize("words", ["Anna giovedì ok?", "ok giovedì", "giovedì no"])
def test_what_is_no_plain_answer_decides_about_nobody(carla: Talk, words: str) -> None:
    carla.says(words)

    assert "✅ gio 26 nov" not in labels(carla)


def test_days_left_open_are_named_and_not_offered(carla: Talk) -> None:
    text = carla.says("approva Anna giovedì ma non venerdì")

    assert "venerdì 27 novembre: non decido nulla" in text
    assert labels(carla)[:2] == ["✅ gio 26 nov", "✖️ gio 26 nov"]
    assert "✅ ven 27 nov" not in labels(carla)


def test_each_person_named_with_days_of_their_own_is_shown(carla: Talk) -> None:
    text = carla.says("approva anna giovedì 26 e bruno il 27")

    assert "giovedì 26 novembre" in text
    (other,) = carla.came.more
    assert other.text is not None
    assert "venerdì 27 novembre" in other.text
    assert "Bruno" in other.text


def test_a_motive_ends_where_the_next_order_begins(carla: Talk) -> None:
    text = carla.says("richiama Anna giovedì per la giunta comunale e approva Bruno")

    assert "Richiama in sede Anna: gio 26 nov" in text
    (other,) = carla.came.more
    assert other.text is not None
    assert "Bruno" in other.text


def test_of_two_refusals_each_is_opened_by_its_own_button(carla: Talk) -> None:
    carla.says("rifiuta Anna giovedì 26 e rifiuta Bruno")

    assert carla.row is None or carla.row.feature != "approvals"
    assert "Perché rifiuti la richiesta" in carla.presses(labels(carla)[0])


def test_all_of_a_month_leads_to_the_list(carla: Talk) -> None:
    text = carla.says("approvo tutto quello di dicembre")

    assert "Anna" in text
    assert "Bruno" in text
    assert "«dicembre»" in text


def test_delegations_that_hold_are_shown_when_asked_for(carla: Talk) -> None:
    assert carla.says("deleghe attive?") == carla.says("/delega")


@pytest.mark.parametrize(
    "words", ["approva Anna e domani decide Vito", "approve Anna and tomorrow Vito decides"]
)
def test_a_delegation_beside_a_decision_is_shown_by_itself(sorano: Town, words: str) -> None:
    sorano.agree("anna")
    asks_for(sorano, "anna", THURSDAY)
    carla = Talk(sorano, "carla")

    assert "Anna Inventi" in carla.says(words)
    assert "Vito" in str(carla.came.more[0].text)


def test_a_motive_too_short_to_send_is_named(carla: Talk) -> None:
    answer = carla.says("rifiuta Bruno, motivo gente")

    assert answer.startswith("Perché rifiuti")
    assert "Il motivo «gente» è troppo breve" in answer
