"""Where words stand in an act's text: its own heads and commas, not what looks like them."""

import pytest

from rules.policy.act_text import Act

ACT = Act("""Regolamento
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
""")


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
    assert not ACT.lacks(article)
    assert ACT.stands_in(article, words)


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
    assert not ACT.stands_in(article, words)


def test_what_the_act_has_not_is_lacking() -> None:
    assert [one for one in ("2.4", "5", "4.3", "2.3", "4") if ACT.lacks(one)] == [
        "2.4",
        "5",
        "4.3",
    ]


def test_the_place_of_words_is_told_as_the_act_numbers_them() -> None:
    assert ACT.place_of("Il pomeriggio è libero") == "4.2"
    assert ACT.place_of("Le giornate sono otto") == "3"
