"""Nobody in the demo is anybody: names are invented, and nothing would reach a person."""

import csv
import re
from pathlib import Path

import pytest

from bot.demo import cast
from bot.demo.cast import BodyCast
from storage.people.names import folded
from storage.tables import Rank, Role
from tests.demo.town import name_of, read

every_body = pytest.mark.parametrize("body", cast.load(), ids=name_of)
FILES = sorted(cast.DATA.glob("*/*.csv"))
COMMON = """
    rossi russo ferrari esposito bianchi romano colombo ricci marino greco bruno gallo conti
    deluca costa giordano mancini rizzo lombardi moretti barbieri fontana santoro mariani rinaldi
    caruso ferrara galli martini leone longo gentile martinelli vitale lombardo serra coppola
    desantis dangelo marchetti parisi villa conte ferraro ferri fabbri bianco marini grasso
    valentini messina sala deangelis gatti pellegrini palumbo sanna farina rizzi monti cattaneo
    morelli amato silvestri mazza testa grassi pellegrino carbone giuliani benedetti barone
    rossetti caputo montanari guerra palmieri bernardi martino fiore derosa ferretti bellini
    basile riva donati piras vitali battaglia sartori neri costantini milani pagano ruggiero
    sorrentino damico orlando negri mantovani castagna salvia malva timo basilico alloro torrone
    biscotti fragola ciliegia pesce pepe zucca cipolla fava nocera mandorla oliva olivieri noce
"""
COMMON_SURNAMES = frozenset(COMMON.split())
FORBIDDEN = {
    "e-mail": re.compile(r"@|\bwww\.|https?:"),
    "telephone": re.compile(r"(?:\+39|\b3\d\d|\b0\d{1,3})[ ./-]?\d{5,}"),
    "tax code": re.compile(r"\b[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-Z]\d{3}[A-Z]\b", re.IGNORECASE),
    "bank account": re.compile(r"\bIT\d{2}[A-Z]\d{10}", re.IGNORECASE),
    "address": re.compile(r"\b(?:via|viale|piazza|corso|vicolo)\s+[A-Z]", re.IGNORECASE),
}


def text_of(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def test_the_pattern_of_each_forbidden_thing_finds_one() -> None:
    samples = {
        "e-mail": "a@b.it",
        "telephone": "0774 453201",
        "tax code": "RSSMRA80A01H501U",
        "bank account": "IT60X0542811101000000123456",
        "address": "via Roma",
    }
    for name, sample in samples.items():
        assert FORBIDDEN[name].search(sample), name


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
@pytest.mark.parametrize("name", FORBIDDEN)
def test_no_cell_would_reach_or_identify_a_person(path: Path, name: str) -> None:
    text = text_of(path)
    separator = max(";,", key=text.splitlines()[0].count)
    cells = [cell for row in csv.reader(text.splitlines(), delimiter=separator) for cell in row]

    assert [cell for cell in cells if FORBIDDEN[name].search(cell)] == []


def test_no_two_people_share_a_family_name_and_none_is_common() -> None:
    names = [
        folded(employee.record.family_name).replace(" ", "")
        for body in cast.load()
        for employee in read(body).employees
    ]
    assert len(names) == len(set(names))
    assert not COMMON_SURNAMES & set(names)


@every_body
def test_every_body_has_hr_elected_or_top_management_and_staff(body: BodyCast) -> None:
    employees = read(body).employees
    roles = {held.role for employee in employees for held in employee.appointments}
    ranks = {employee.record.rank for employee in employees}

    assert Role.HR in roles
    assert roles & {Role.SINDACO, Role.SEGRETARIO_GENERALE}
    assert {Rank.STAFF, Rank.SEGRETARIO} <= ranks
    assert ranks & {Rank.EQ, Rank.DIRIGENTE}


@every_body
def test_every_office_has_somebody_in_charge(body: BodyCast) -> None:
    files = read(body)
    led = {
        held.office or employee.office
        for employee in files.employees
        for held in employee.appointments
        if held.role in (Role.RESPONSABILE, Role.DIRIGENTE)
    }
    assert led == {office.code for office in files.offices}
