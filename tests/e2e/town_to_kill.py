"""A body of a test's own, as files: offices with a manager each, and people who book."""

from dataclasses import dataclass
from pathlib import Path

BODY = "valle"
OFFICES = 5
STAFF = 6
"""People in each office besides its manager."""
BOOKED = (1, 3, 10, 17)
"""Days of December that everybody has from the beginning, so that there is somebody to recall."""
HR = "106"
"""Who hears of what could not be delivered."""
_PEOPLE = "matricola;cognome;nome;ufficio;qualifica;incarichi;assunto_il;nato_il;km"
_FAMILIES = ("Abete", "Betulla", "Carpino", "Durante", "Edera", "Faggio", "Ginepro")
_GIVEN = ("Ada", "Bice", "Ciro", "Dora", "Elio")


@dataclass(frozen=True, slots=True)
class One:
    """Somebody of the body: the number, the name, the office, whether they manage it."""

    number: str
    family: str
    given: str
    office: str
    manages: bool


def everybody() -> list[One]:
    """Give everybody, managers first in each office."""
    return [
        One(f"{office + 1}{place:02}", family, given, f"ufficio-{office + 1}", place == 0)
        for office, given in zip(range(OFFICES), _GIVEN, strict=True)
        for place, family in enumerate(_FAMILIES[: STAFF + 1])
    ]


def write(folder: Path) -> Path:
    """Write the files with which the body begins."""
    folder.mkdir()
    _put(folder, "ente", "codice;nome;regolamento;patrono;nome_patrono", [_body()])
    _put(folder, "uffici", "codice;nome", _offices(0))
    _put(folder, "dipendenti", _PEOPLE, [_row(one, 0) for one in everybody()])
    _put(
        folder,
        "accordi",
        "matricola;dal;al;schema;fasce",
        [f"{o.number};2026-01-01;2027-12-31;8/mese;10:00-12:00 14:30-16:30" for o in everybody()],
    )
    days = [f"{one.number};2026-12-{day:02}" for one in everybody() for day in BOOKED]
    _put(folder, "giornate", "matricola;giorno", days)
    return folder


def write_change(folder: Path, mark: int) -> Path:
    """Write files that give everybody, and the name of every office, a number."""
    folder.mkdir()
    _put(folder, "uffici", "codice;nome", _offices(mark))
    _put(folder, "dipendenti", _PEOPLE, [_row(one, mark) for one in everybody()])
    return folder


def _body() -> str:
    return f"{BODY};Comune di Valle Finta;tivoli;10/08;San Lorenzo"


def _offices(mark: int) -> list[str]:
    return [f"ufficio-{n + 1};Ufficio {n + 1} {mark}" for n in range(OFFICES)]


def _row(one: One, mark: int) -> str:
    post = "dirigente;dirigente" if one.manages else f";{'personale' * (one.number == HR)}"
    return (
        f"{one.number};{one.family};{one.given};{one.office};{post};2010-02-01;1980-05-06;{mark}"
    )


def _put(folder: Path, name: str, head: str, rows: list[str]) -> None:
    (folder / f"{name}.csv").write_text("\n".join([head, *rows, ""]), encoding="utf-8")
