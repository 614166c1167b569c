"""Phrases made at random: the days are those that the calendar gives, and nothing is guessed."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from babel.dates import format_date
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handlers.reading import meanings
from handlers.reading.checking import fits
from handlers.reading.meanings import AskBack, Heard, Meaning, Wish
from handlers.reading.reading import read
from handlers.reading.writing import written
from rules.facts import Half
from tests.phrases.test_phrases import PHRASES

ONE_DAY = timedelta(days=1)
MONDAY = date(2026, 11, 23)
TODAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))
WEEKDAYS = ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica")
OPENINGS = (
    "prenota {}",
    "vorrei lavorare da casa {}",
    "Buongiorno, potrei prenotare {}?",
    "{} vorrei lavorare da casa, grazie",
    "segnami {} per favore",
)
HALVES = {Half.AM: "mattina", Half.PM: "pomeriggio", None: ""}
WORDS = sorted({word for _, said, _ in PHRASES for word in said.split()})
WRITING = (
    *(meanings.Book, meanings.Pattern, meanings.Cancel, meanings.Permit, meanings.Swap),
    *(meanings.Recall, meanings.Delegate, meanings.Decide, meanings.AtOffice),
    *(meanings.ConfirmRecall, meanings.TakeRecallBack, meanings.EndDelegation),
)


def writes(heard: Heard) -> bool:
    """Whether a button beside the answer writes something; a question writes nothing."""
    parts = heard.parts if isinstance(heard, meanings.Several) else (heard,)
    return any(isinstance(part, WRITING) for part in parts)


UNDERSTOOD = [entry for entry in PHRASES if not entry[2].startswith("?")]


def ways_to_say(day: date) -> list[str]:
    """A day in full, so that only the calendar decides which it is."""
    spoken = format_date(day, "d MMMM", "it")
    return [
        f"il {spoken}",
        f"{WEEKDAYS[day.weekday()]} {spoken}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day}.{day.month}.{day.year % 100:02d}",
        day.isoformat(),
        f"{spoken} {day.year}",
        f"{format_date(day, 'EEE', 'it')} {day.day}/{day.month}",
    ]


@st.composite
def requests(draw: st.DrawFn) -> tuple[date, str, tuple[Wish, ...]]:
    """A day on which somebody asks for days, each with its half said."""
    today = draw(TODAYS)
    ahead = st.integers(0, 270).map(lambda n: today + n * ONE_DAY)
    usual = ahead.filter(lambda day: (day.month, day.day) != (2, 29))
    days = draw(st.lists(usual, min_size=1, max_size=5, unique=True))
    first = draw(st.sampled_from(list(HALVES)))
    halves = [draw(st.sampled_from([Half.AM, Half.PM])) if first else None for _ in days]
    said = [
        f"{draw(st.sampled_from(ways_to_say(day)))} {HALVES[half]}".strip()
        for day, half in zip(days, halves, strict=True)
    ]
    listed = " e ".join([", ".join(said[:-1]), said[-1]]) if said[1:] else said[0]
    wishes = sorted(Wish(day, half) for day, half in zip(days, halves, strict=True))
    return today, draw(st.sampled_from(OPENINGS)).format(listed), tuple(wishes)


@given(requests())
@settings(max_examples=150)
def test_days_said_in_full_are_those_of_the_calendar(
    request: tuple[date, str, tuple[Wish, ...]],
) -> None:
    today, said, wishes = request

    assert read(said, today=today).heard == meanings.Book(wishes=wishes)


@given(TODAYS, st.integers(0, 6), st.sampled_from(OPENINGS))
@settings(max_examples=60)
def test_a_weekday_is_the_next_one_and_today_is_asked(
    today: date, weekday: int, opening: str
) -> None:
    heard = read(opening.format(WEEKDAYS[weekday]), today=today).heard
    coming = next(day for n in range(1, 8) if (day := today + n * ONE_DAY).weekday() == weekday)

    if today.weekday() == weekday:
        assert isinstance(heard, AskBack)
    else:
        assert heard == meanings.Book(wishes=(Wish(coming),))


@given(TODAYS, st.integers(0, 120), st.integers(1, 40), st.sampled_from(OPENINGS))
@settings(max_examples=80)
def test_a_stretch_holds_each_day_worked_between_its_ends(
    today: date, ahead: int, length: int, opening: str
) -> None:
    first = today + ahead * ONE_DAY
    last = first + length * ONE_DAY
    said = opening.format(f"dal {first.day}/{first.month}/{first.year} al {last.isoformat()}")
    worked = [day for n in range(length + 1) if (day := first + n * ONE_DAY).weekday() < 5]

    heard = read(said, today=today).heard

    if worked:
        assert heard == meanings.Book(wishes=tuple(Wish(day) for day in worked))
    else:
        assert isinstance(heard, AskBack)


@given(TODAYS, st.sets(st.integers(0, 6), min_size=1, max_size=3), st.integers(1, 360))
@settings(max_examples=60)
def test_a_pattern_holds_each_of_its_weekdays(
    today: date, weekdays: set[int], length: int
) -> None:
    last = today + length * ONE_DAY
    names = " e ".join(WEEKDAYS[weekday] for weekday in sorted(weekdays))
    expected = tuple(
        day for n in range(1, length + 1) if (day := today + n * ONE_DAY).weekday() in weekdays
    )

    heard = read(f"ogni {names} fino al {last.isoformat()}", today=today).heard

    if expected:
        assert isinstance(heard, meanings.Pattern)
        assert heard.days == expected
    else:
        assert isinstance(heard, AskBack)


def days_in(heard: Heard) -> Iterator[date]:
    """Every day that would be acted on, of the meaning or of the options to choose from."""
    options: tuple[Meaning, ...] = heard.options if isinstance(heard, AskBack) else (heard,)
    for option in options:
        match option:
            case meanings.Book() | meanings.Cancel():
                yield from (wish.day for wish in option.wishes)
            case meanings.Recall():
                yield option.day
            case meanings.Pattern():
                yield from option.days
            case meanings.Swap():
                yield from (option.given.day, option.wanted.day)
            case meanings.Delegate():
                yield option.first
            case meanings.Permit(day=date() as day):
                yield day


@given(TODAYS, st.lists(st.sampled_from(WORDS), min_size=1, max_size=9))
@settings(max_examples=250)
def test_no_words_together_ever_give_a_past_day(today: date, words: list[str]) -> None:
    heard = read(" ".join(words), today=today).heard

    assert all(today <= day <= today + timedelta(days=366) for day in days_in(heard))


@given(st.sampled_from(UNDERSTOOD), st.integers(0, 20))
@settings(max_examples=150)
def test_an_unknown_word_is_never_passed_over_in_silence(
    entry: tuple[date, str, str], place: int
) -> None:
    on, said, _ = entry
    words = said.split()
    words.insert(min(place, len(words)), "xyzzy")

    reading = read(" ".join(words), today=on)

    if writes(reading.heard):
        named = "xyzzy" in " ".join((*reading.unread, reading.telling))
        assert named or "xyzzy" in written(reading.heard)


SAID = sorted({word for _, said, _ in UNDERSTOOD for word in said.split()})


@given(st.sampled_from(UNDERSTOOD), st.integers(0, 20), st.sampled_from(SAID))
@settings(max_examples=100)
def test_a_word_left_out_doubled_moved_or_foreign_breaks_no_reading(
    entry: tuple[date, str, str], place: int, foreign: str
) -> None:
    on, said, _ = entry
    words = said.split()
    at = min(place, len(words) - 1)
    before, word, behind = words[:at], words[at], words[at + 1 :]

    for changed in (
        (*before, *behind),
        (*before, word, word, *behind),
        (*before, *behind, word),
        (*before, foreign, word, *behind),
    ):
        reading = read(" ".join(changed), today=on)

        assert all(day >= on for day in days_in(reading.heard))


DENIED = re.compile(r"\b(?:non|don't)\b", re.IGNORECASE)
DENIABLE = [
    entry for entry in UNDERSTOOD if not DENIED.search(entry[1]) and "?" not in entry[1][:-1]
]
"""A second denial may ask for what is denied, and what follows a question stands apart."""


@given(st.sampled_from(DENIABLE), st.sampled_from(["non", "non voglio che", "mai"]))
@example((MONDAY, "giovedì non vengo in ufficio, lavoro da casa", "book 2026-11-26"), "non")
@settings(max_examples=80)
def test_a_denied_request_is_never_taken_for_the_request(
    entry: tuple[date, str, str], denial: str
) -> None:
    on, said, meaning = entry
    heard = read(f"{denial} {said}", today=on).heard

    assert written(heard) != meaning or not writes(heard)


NAMES = frozenset(
    {
        *("anna", "bruno", "rosa", "carla", "rita", "donatella", "giulia", "rossi", "bianchi"),
        *("ricci", "neri", "verdi", "diana", "vito", "franco"),
    }
)


def is_name(words: tuple[str, ...]) -> bool:
    """Know the people of the phrases: in capitals alone nothing else tells a name."""
    return bool(words) and NAMES.issuperset(words)


@given(st.sampled_from(UNDERSTOOD))
@settings(max_examples=100)
def test_capitals_accents_and_courtesy_change_nothing(entry: tuple[date, str, str]) -> None:
    on, said, meaning = entry
    plain = said.upper().translate(str.maketrans("ÀÈÉÌÒÙ", "AEEIOU"))

    as_written = "(" in meaning and not meaning.startswith("?")  # reasons keep their capitals
    if meaning not in ("greeting", "thanks") and not as_written:
        said_so = written(read(said, today=on, is_name=is_name).heard)
        again = read(f"Ciao, {plain} per favore 🙂", today=on, is_name=is_name)
        # Whom a question is about is shown as it was written.
        assert fits(said_so, again) or said_so.casefold() == written(again.heard).casefold()
