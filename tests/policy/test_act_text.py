"""Where words stand in an act's text: its own heads and commas, not what looks like them."""

from datetime import date

import pytest

from rules.policy.act_text import Act, loose

TEXT = """Regolamento
Art. 1 - Oggetto
1. Il presente regolamento disciplina il lavoro agile.
Art. 2 - Destinatari
1. Possono accedere i dipendenti che assistono familiari ai sensi dell'
art. 3 comma 3 della legge 104/1992 e dell'articolo citato, nonché ai sensi del medesimo
art. 4 della legge, per due giornate a settimana, dalle ore
9.30 in poi.
2. Sono esclusi:
1) i turnisti;
2) gli autisti;
3) i messi notificatori.
3. Il dirigente decide entro dieci giorni.
Art. 3
Le giornate sono otto.
ART. 4
(Fasce)
1) Le fasce vanno dalle 9:00 alle 11:00.
2) Il pomeriggio è libero.
"""


def act() -> Act:
    return Act(TEXT)


@pytest.mark.parametrize(
    ("article", "words"),
    [
        ("2.1", "per due giornate a settimana"),
        ("2.1", "in poi"),
        ("2.2", "i messi notificatori"),
        ("2.3", "Il dirigente decide entro dieci giorni"),
        ("2", "i turnisti"),
        ("3", "Le giornate sono otto"),
        ("3.1", "Le giornate sono otto"),
        ("4.2", "Il pomeriggio è libero"),
    ],
)
def test_words_stand_where_the_act_has_them(article: str, words: str) -> None:
    assert not act().lacks(article)
    assert act().stands_in(article, words)


@pytest.mark.parametrize(
    ("article", "words"),
    [
        ("2.1", "i messi notificatori"),
        ("2.3", "gli autisti"),
        ("3", "per due giornate a settimana"),
        ("4", "per due giornate a settimana"),
        ("4.1", "Il pomeriggio è libero"),
    ],
)
def test_words_do_not_stand_elsewhere(article: str, words: str) -> None:
    assert not act().stands_in(article, words)


def test_what_the_act_has_not_is_lacking() -> None:
    assert [one for one in ("2.4", "5", "4.3", "2.3", "4") if act().lacks(one)] == [
        "2.4",
        "5",
        "4.3",
    ]


def test_the_place_of_words_is_told_as_the_act_numbers_them() -> None:
    assert act().place_of("Il pomeriggio è libero") == "4.2"
    assert act().place_of("Le giornate sono otto") == "3"


CHANGED = """Regolamento, modificato nel 2025, in vigore dal 1.1.2025
Art. 1 - Giornate
1. Le giornate sono due a settimana.
2. Il preavviso è di tre giorni.
Art. 2 - Fasce
1. La fascia va dalle 10 alle 12.
- Modificato con delibera 9, in vigore dal 15.3.2026:
Articolo 1, comma 1, è sostituito: «1. Le giornate sono tre a settimana.»
- Modificato con delibera 20, in vigore dal 1.7.2026:
Articolo 1, comma 1, è sostituito: «1. Le giornate sono quattro a settimana.»
Articolo 1, comma 2, è sostituito: «2. Il preavviso è di un giorno.»
- Modificato con delibera 30, in vigore dal 31.2.2027: una data che non esiste
"""
"""As acts print what changed them: below the old text, each with its first day."""


@pytest.mark.parametrize(
    ("article", "words", "since", "until"),
    [
        ("1.1", "Le giornate sono due a settimana", date.min, date(2026, 3, 14)),
        ("1.1", "Le giornate sono tre a settimana", date(2026, 3, 15), date(2026, 6, 30)),
        ("1.1", "Le giornate sono quattro a settimana", date(2026, 7, 1), date.max),
        ("1.2", "Il preavviso è di tre giorni", date.min, date(2026, 6, 30)),
        ("1.2", "Il preavviso è di un giorno", date(2026, 7, 1), date.max),
        ("2.1", "La fascia va dalle 10 alle 12", date.min, date.max),
    ],
)
def test_words_are_the_act_s_from_the_day_of_their_change_to_the_next(
    article: str, words: str, since: date, until: date
) -> None:
    changed = Act(CHANGED)
    one_day = date.resolution

    assert changed.holds(article, words, since)
    assert changed.holds(article, words, until)
    if since != date.min:
        assert not changed.holds(article, words, since - one_day)
    if until != date.max:
        assert not changed.holds(article, words, until + one_day)


def test_words_that_stand_nowhere_hold_on_no_day() -> None:
    assert not Act(CHANGED).holds("1.1", "Le giornate sono cinque", date(2026, 7, 1))


def test_a_title_that_tells_of_a_change_begins_no_other_text() -> None:
    # «in vigore dal 1.1.2025» of the title: what stands below it held before, too.
    assert Act(CHANGED).holds("2.1", "La fascia va dalle 10 alle 12", date(2024, 1, 1))


def test_a_change_stands_under_the_comma_that_it_names() -> None:
    assert Act(CHANGED).stands_in("1.2", "Il preavviso è di un giorno")
    assert not Act(CHANGED).stands_in("1.2", "Le giornate sono due a settimana")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("l\u2019orario", "l'orario"),
        ("\u201cdi norma\u201d", '"di norma"'),
        ("due\n  giornate", "due giornate"),
        ("perche\u0301", "perch\u00e9"),
        (" **due** giornate ", "due giornate"),
    ],
)
def test_two_ways_of_writing_the_same_words_are_equal(one: str, other: str) -> None:
    assert loose(one) == loose(other)


def test_of_a_text_without_numbers_nothing_is_said() -> None:
    plain = Act("Le giornate sono due a settimana.")

    assert not plain.lacks("3.2")
    assert plain.stands_in("3.2", "Le giornate sono due")
    assert plain.place_of("Le giornate sono due") == ""


def test_what_is_named_by_a_word_is_no_article_that_could_lack() -> None:
    assert not act().lacks("B1")
    assert act().stands_in("B1", "i turnisti")
