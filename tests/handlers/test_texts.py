"""The catalogues: complete, alike, and said as people speak."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message

from handlers import texts
from handlers.texts import Html, UnknownTextError, catalogues, explaining
from handlers.texts.messages import OWN_FORMS
from handlers.texts.words import SAYINGS
from rules.decision import Reason, Source
from rules.facts import Band, Period
from rules.reasons import ReasonCode

SOURCES = Path(catalogues.__file__).parent.parent
THURSDAY = date(2026, 11, 26)


def forms_of(locale: str) -> dict[str, set[tuple[str, str]]]:
    """The placeholders of every text with the forms they ask for, all plurals together."""
    found: dict[str, set[tuple[str, str]]] = {}
    for entry in catalogues.read(locale):
        if entry.id:
            key = entry.id if isinstance(entry.id, str) else entry.id[0]
            written = written_in(entry)
            found[key] = {place for text in written for place in placeholders(text)}
    return found


def written_in(entry: Message) -> tuple[str, ...]:
    string = entry.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def placeholders(text: str) -> Iterator[tuple[str, str]]:
    for _, name, form, _ in Formatter().parse(text):
        if name is not None:
            yield name, form or ""


def keys_in_code() -> set[str]:
    """Whole strings in the code of handlers that look like keys of a known family."""
    families = {key.split(".")[0] for key in forms_of("it")}
    pattern = re.compile(rf"^({'|'.join(families)})\.[a-z0-9_.]+[a-z0-9_]$")
    return {
        node.value
        for path in SOURCES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and pattern.match(node.value)
        and not node.value.endswith(".py")
    }


def test_both_catalogues_have_the_same_keys_and_placeholders() -> None:
    italian, english = forms_of("it"), forms_of("en")

    assert italian == english


@pytest.mark.parametrize("locale", texts.LOCALES)
def test_no_text_is_empty(locale: str) -> None:
    empty = [
        entry.id for entry in catalogues.read(locale) if entry.id and not all(written_in(entry))
    ]

    assert empty == []


@pytest.mark.parametrize("locale", texts.LOCALES)
def test_every_form_asked_for_exists(locale: str) -> None:
    asked = {form for places in forms_of(locale).values() for _, form in places}

    assert asked <= {*SAYINGS, *OWN_FORMS}


@pytest.mark.parametrize("code", list(ReasonCode))
def test_every_reason_has_a_sentence(code: ReasonCode) -> None:
    assert f"reason.{code}" in forms_of("it")


def test_every_key_in_the_code_has_a_text() -> None:
    assert keys_in_code() - forms_of("it").keys() == set()


@pytest.mark.parametrize("locale", texts.LOCALES)
def test_every_text_is_markup_that_telegram_takes(locale: str) -> None:
    balanced = re.compile(r"<(b|i|code|blockquote)( expandable)?>[^<]*</\1>")
    written = [text for entry in catalogues.read(locale) for text in written_in(entry)]
    wrong = [text for text in written if re.search(r"[<>]", balanced.sub("", text))]

    assert [text for text in wrong if "Project-Id" not in text] == []


def test_an_unknown_key_says_where_to_add_it() -> None:
    with pytest.raises(UnknownTextError, match=r"no text 'no\.such'"):
        texts.message("no.such", "it")


def test_an_unknown_language_is_answered_in_italian() -> None:
    assert texts.label("word.agile", "de") == "lavoro agile"


QUOTA = Reason(
    ReasonCode.QUOTA_REACHED,
    Source("20.4.a", "8 giornate al mese"),
    against=True,
    figures={
        "per": Period.MONTH,
        "booked": 8.0,
        "asked": 1.0,
        "max_days": 8,
        "start": date(2026, 11, 1),
    },
)


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        pytest.param(
            {}, "8 giornate già prenotate o chieste a novembre, il massimo è 8", id="eight"
        ),
        pytest.param(
            {"booked": 1.0},
            "1 giornata già prenotata o chiesta a novembre, il massimo è 8",
            id="one",
        ),
        pytest.param(
            {"booked": 7.5},
            "7,5 giornate già prenotate o chieste a novembre, il massimo è 8",
            id="half",
        ),
        pytest.param(
            {"start": date(2026, 8, 1)},
            "8 giornate già prenotate o chieste ad agosto, il massimo è 8",
            id="before-a-vowel",
        ),
        pytest.param(
            {"per": Period.WEEK, "start": date(2026, 11, 23)},
            "8 giornate già prenotate o chieste nella settimana di lunedì 23 novembre, "
            "il massimo è 8",
            id="week",
        ),
        pytest.param(
            {"per": Period.BIMESTER},
            "8 giornate già prenotate o chieste nel bimestre novembre-dicembre, il massimo è 8",
            id="bimester",
        ),
        pytest.param(
            {"per": Period.YEAR, "start": date(2026, 1, 1)},
            "8 giornate già prenotate o chieste nel 2026, il massimo è 8",
            id="year",
        ),
    ],
)
def test_a_quota_is_told_with_its_figures(figures: dict[str, object], sentence: str) -> None:
    reason = Reason(QUOTA.code, QUOTA.source, against=True, figures={**QUOTA.figures, **figures})

    assert texts.reason(reason, "it") == sentence


def test_a_quota_in_english() -> None:
    assert (
        texts.reason(QUOTA, "en")
        == "8 days already booked or asked for in November, the maximum is 8"
    )


def test_an_agreement_without_end_has_its_own_sentence() -> None:
    figures = {"day": THURSDAY, "first_day": date(2026, 12, 1), "last_day": None}
    reason = Reason(ReasonCode.OUTSIDE_AGREEMENT, Source(""), against=True, figures=figures)

    assert texts.reason(reason, "it") == (
        "giovedì 26 novembre 2026 è prima dell'accordo, che parte martedì 1° dicembre 2026"
    )


def test_alternatives_are_joined_as_people_do() -> None:
    figures = {"grounds": ["fragile", "caregiver", "disabled_child+single_parent"]}
    reason = Reason(ReasonCode.NO_TITLE, Source("B1:2.1"), against=True, figures=figures)

    assert texts.reason(reason, "it").endswith(
        "fragilità (DM 4/2/2022), caregiver familiare o figlio con disabilità e genitore solo"
    )


def test_articles_are_cited_each_once_with_their_act() -> None:
    assert texts.articles(("20.4.a", "CCNL:66.1.b", "20.4.a")) == "art. 20.4.a, CCNL art. 66.1.b"


def test_every_argument_is_escaped_but_for_markup_of_ours() -> None:
    said = texts.message("explaining.quote", "it", articles=Html("<i>x</i>"), quote="<b>&")

    assert said == "<b><i>x</i></b>: «&lt;b&gt;&amp;»"


@pytest.mark.parametrize(
    ("form", "value", "italian", "english"),
    [
        ("day", THURSDAY, "giovedì 26 novembre", "Thursday 26 November"),
        ("day", "2026-11-26", "giovedì 26 novembre", "Thursday 26 November"),
        ("day", date(2026, 12, 1), "martedì 1° dicembre", "Tuesday 1 December"),
        ("day", date(2026, 12, 31), "giovedì 31 dicembre", "Thursday 31 December"),
        ("month_year", THURSDAY, "novembre 2026", "November 2026"),
        (
            "moment",
            datetime(2026, 11, 26, 6, 30, tzinfo=UTC),
            "giovedì 26 novembre alle 07:30",
            "Thursday 26 November at 07:30",
        ),
        (
            "days",
            [date(2026, 12, 1), THURSDAY, date(2026, 11, 24)],
            "martedì 24, giovedì 26 novembre e martedì 1° dicembre",
            "Tuesday 24, Thursday 26 November, and Tuesday 1 December",
        ),
        (
            "days",
            [date(2026, 12, 1), date(2026, 12, 3)],
            "martedì 1° e giovedì 3 dicembre",
            "Tuesday 1 and Thursday 3 December",
        ),
        (
            "bands",
            [Band.parse("10:00-12:00"), "14:30-16:30"],
            "10:00–12:00 e 14:30–16:30",
            "10:00–12:00 and 14:30–16:30",
        ),
        ("weekdays", [2, 0], "lunedì e mercoledì", "Monday and Wednesday"),
        ("duration", 150, "2 ore e 30 minuti", "2 hours and 30 minutes"),
        ("duration", 0, "0 minuti", "0 minutes"),
        ("", 7.5, "7,5", "7.5"),
        ("", ["a", "b", "c"], "a, b e c", "a, b, and c"),
    ],
)  # fmt: skip
def test_values_are_said_as_people_say_them(
    form: str, value: object, italian: str, english: str
) -> None:
    assert [SAYINGS[form](value, locale) for locale in texts.LOCALES] == [italian, english]


@pytest.mark.parametrize("locale", catalogues.LOCALES)
def test_no_text_stands_twice_in_a_catalogue(locale: str) -> None:
    path = catalogues.FOLDER / locale / "LC_MESSAGES" / "sportello.po"
    ids = re.findall(r'^msgid "(.+)"', path.read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted({key for key in ids if ids.count(key) > 1}) == []


def test_a_day_that_is_lost_is_not_said_with_the_mark_of_good_news() -> None:
    reason = Reason(ReasonCode.DAY_LOST, Source("11.8"), against=False)

    key, named = explaining.line_with_article(reason)

    assert texts.label(key, "it", **named).startswith("• la giornata persa")


def test_one_day_and_more_days_are_inflected() -> None:
    one = texts.label("permits.left.days", "it", left=1, most=1, period=("permits.per.ever", {}))
    more = texts.label("permits.left.days", "it", left=1, most=3, period=("permits.per.ever", {}))

    assert (one, more) == ("1 su 1 giorno in tutto", "1 su 3 giorni in tutto")


@pytest.mark.parametrize(
    ("key", "counted", "one", "more"),
    [
        (
            "reason.office_minimum",
            "staying",
            "giovedì 26 novembre in ufficio resterebbe 1 persona, il minimo chiesto è 3",
            "giovedì 26 novembre in ufficio resterebbero 2 persone, il minimo chiesto è 3",
        ),
        (
            "approvals.staying",
            "staying",
            "Con queste richieste resta in ufficio 1 su 7",
            "Con queste richieste restano in ufficio 2 su 7",
        ),
        (
            "patterns.beyond.yes",
            "count",
            "⚠️ Chiedi anche quella oltre il limite",
            "⚠️ Chiedi anche le 2 oltre il limite",
        ),
        ("team.more", "count", "e un'altra persona", "e altre 2"),
    ],
)
def test_one_left_over_is_said_in_the_singular(
    key: str, counted: str, one: str, more: str
) -> None:
    these: texts.Line = ("approvals.with_these", {"count": 2})
    figures = {"day": THURSDAY, "minimum": 3, "working": 7, "with_these": these}

    assert [texts.label(key, "it", **figures, **{counted: n}) for n in (1, 2)] == [one, more]
