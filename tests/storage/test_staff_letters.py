"""Bytes of office programs: read as the letters they are, or refused with the word."""

from time import thread_time

import pytest

from storage.staff_file.letters import text_of
from tests.effort import BLOWN_UP

Told = list[tuple[int, str, str]]
TOWN = "nome;città\nNicolò D’Alò;Perché più lunedì è là\n"


def read(data: bytes) -> tuple[str | None, Told]:
    told: Told = []
    return text_of(data, lambda line, word, expected: told.append((line, word, expected))), told


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"], ids=lambda name: name
)
def test_what_office_programs_write_is_read(encoding: str) -> None:
    assert read(TOWN.encode(encoding)) == (TOWN, [])


@pytest.mark.parametrize(
    "word",
    ["Nicolò", "CAFFÈ", "dell’anno", "François", "Müller", "Zoë", "“sì”", "n° 5", "5°", "Mañana"],
)
def test_windows_1252_is_told_by_one_word(word: str) -> None:
    text = f"nome\n{word}\n"

    assert read(text.encode("cp1252")) == (text, [])


@pytest.mark.parametrize(
    ("encoding", "word", "seen"),
    [
        ("cp850", "Nicolò", "Nicol•"),
        ("cp850", "città", "citt…"),
        ("cp850", "NICOLÒ", "NICOLã"),
        ("cp850", "ZOË", "ZOÓ"),
        ("mac_roman", "Nicolò", "Nicol˜"),
        ("mac_roman", "CAFFÈ", "CAFFé"),
        ("mac_roman", "D’Alò", "DÕAl˜"),
        ("mac_roman", "Mañana", "Ma–ana"),
    ],
)
def test_letters_of_other_encodings_are_refused_with_line_word_and_advice(
    encoding: str, word: str, seen: str
) -> None:
    text, ((line, shown, expected),) = read(f"nome\nAda\n{word}\n".encode(encoding))

    assert (text, line, shown) == (None, 3, seen)
    assert "save it again as CSV UTF-8" in expected


def test_the_word_as_it_was_meant_is_offered() -> None:
    _, ((_, _, expected),) = read("nome\nNicolò\n".encode("cp850"))

    assert "it may be 'Nicolò' as cp850 (DOS)" in expected


def test_what_may_be_two_things_is_refused() -> None:
    """One word in capitals is ZOË to Windows and ZOÀ to an old Macintosh."""
    _, ((_, word, expected),) = read("nome\nZOË\n".encode("cp1252"))

    assert word == "ZOË"
    assert "'ZOÀ' as MacRoman" in expected


def test_another_word_makes_it_sure() -> None:
    text = "nome\nZOË\nNicolò\n"

    assert read(text.encode("cp1252")) == (text, [])


def test_one_byte_of_windows_in_utf_8_is_found_by_line() -> None:
    data = "nome\nPerché\nCittà\n".encode() + b"perch\xe9\n"
    text, ((line, word, expected),) = read(data)

    assert (text, line, word) == (None, 4, r"perch\xe9")
    assert "UTF-8, as in the rest of the file" in expected


@pytest.mark.parametrize("taken_for", ["cp1252", "latin-1"])
def test_utf_8_encoded_twice_is_refused_with_what_it_was(taken_for: str) -> None:
    data = "nome\nPerché\n".encode().decode(taken_for).encode()
    text, ((line, word, expected),) = read(data)

    assert (text, line, word) == (None, 2, "PerchÃ©")
    assert "'Perché'" in expected


def test_letters_that_were_lost_are_not_taken_for_names() -> None:
    text, ((line, word, expected),) = read("nome\nNicol\ufffd\n".encode())

    assert (text, line, word) == (None, 2, "Nicol\ufffd")
    assert "lost" in expected


def test_a_nul_byte_is_refused_with_its_line() -> None:
    text, ((line, _, expected),) = read(b"nome\nAda\nU\x00go\n")

    assert (text, line) == (None, 3)
    assert "NUL byte" in expected


def test_half_a_letter_of_utf_16_is_refused() -> None:
    text, ((line, _, expected),) = read("nome".encode("utf-16") + b"x")

    assert (text, line) == (None, 1)
    assert "UTF-16" in expected


def test_accents_that_stand_apart_are_put_together() -> None:
    assert read("Nicolo\u0300".encode()) == ("Nicolò", [])


def test_at_most_five_lines_are_told_of_one_mistake() -> None:
    _, told = read(("Nicolò\n" * 50).encode("cp850"))

    assert [line for line, _, _ in told] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("word", ["à", "Ã¨", "è’"])
def test_a_word_without_end_takes_no_longer_than_its_length(word: str) -> None:
    began = thread_time()
    read((word * 300_000).encode("cp1252"))
    read((word * 300_000).encode())

    assert thread_time() - began < BLOWN_UP
