"""Trees to requests: which request it is, and the pieces it was said with."""

from __future__ import annotations

from typing import Any, NamedTuple

from lark import Token, Tree

from handlers.reading import said
from handlers.reading.hours import (
    At,
    Coming,
    Earlier,
    From,
    Going,
    Later,
    Length,
    There,
    Until,
)
from handlers.reading.meanings import Where
from handlers.reading.pieces import Children, all_of, of, the, words_of
from handlers.reading.saying import DayBuilder
from handlers.reading.vocabulary import KINDS, number
from rules.facts import Half, Mode


class Request(NamedTuple):
    """What is asked for (a rule of the grammar), and the pieces that say something."""

    name: str
    pieces: tuple[Any, ...]


class ModeSaid(NamedTuple):
    """A way of working; None for `da casa`, which may be either."""

    mode: Mode | None


class HalfDay(NamedTuple):
    """`mezza giornata`, and which half if it was said with it."""

    half: Half | None = None


class May(NamedTuple):
    """`posso`: a question."""


class PermitWord(NamedTuple):
    """`permesso`."""


class Kind(NamedTuple):
    """The kinds of permit that a reason may stand for."""

    kinds: tuple[str, ...]
    words: str


class Whom(NamedTuple):
    """The name of a person or an office."""

    name: str
    office: bool = False


def flat(children: Children) -> tuple[Any, ...]:
    """Take the pieces out of their rules."""
    found: list[Any] = []
    for child in children:
        found += child if type(child) is list else [child]
    return tuple(found)


class Builder(DayBuilder):
    """Turns a tree into a Request."""

    def __default__(self, data: Any, children: Children, meta: Any) -> Any:
        """Take any other rule as the pieces that it holds."""
        return list(flat(children))

    def agile(self, _children: Children) -> ModeSaid:
        """Read `lavoro agile`, `smart working`."""
        return ModeSaid(Mode.AGILE)

    def remote(self, _children: Children) -> ModeSaid:
        """Read `da remoto`, `telelavoro`."""
        return ModeSaid(Mode.REMOTE)

    def at_home(self, _children: Children) -> ModeSaid:
        """Read `da casa`."""
        return ModeSaid(None)

    def half_day(self, children: Children) -> HalfDay:
        """Read `mezza giornata`."""
        return HalfDay(of(children, Half))

    def may(self, _children: Children) -> May:
        """Read `posso`."""
        return May()

    def one_day(self, children: Children) -> said.When:
        """Read one day of a swap."""
        return said.When(said.Listed((children[0],)))

    def permit_word(self, _children: Children) -> PermitWord:
        """Read `permesso`."""
        return PermitWord()

    def kind(self, children: Children) -> Kind:
        """Read a reason for leave."""
        return Kind(KINDS[children[0].type], words_of(children))

    def blood_test(self, _children: Children) -> Kind:
        """Read `esami del sangue`."""
        return Kind(KINDS["MEDICAL"], "")

    def union_meeting(self, children: Children) -> Kind:
        """Read `union meeting`: any other meeting is work."""
        return Kind(KINDS["ASSEMBLY"], words_of(children))

    def hours(self, children: Children) -> Length:
        """Read `due ore`, `2h`."""
        first = children[0]
        if not isinstance(first, str):
            return Length(60 * first.worth, words_of(children))
        hours, _, minutes = first.partition("h")
        return Length(60 * int(hours) + int(minutes or 0), words_of(children))

    def hours_and_half(self, children: Children) -> Length:
        """Read `un'ora e mezza`, `1h e mezza`."""
        first = children[0]
        hours = int(first.partition("h")[0]) if isinstance(first, str) else first.worth
        return Length(60 * hours + 30)

    def hours_and_quarter(self, children: Children) -> Length:
        """Read `un'ora e un quarto`."""
        return Length(60 * children[0].worth + 15 * children[1].worth)

    def hours_and_minutes(self, children: Children) -> Length:
        """Read `un'ora e 20 minuti`."""
        return Length(60 * children[0].worth + children[1].worth)

    def half_hour(self, _children: Children) -> Length:
        """Read `mezz'ora`."""
        return Length(30)

    def quarters(self, children: Children) -> Length:
        """Read `tre quarti d'ora`."""
        return Length(15 * number(children[0]))

    def hour_span(self, children: Children) -> list[From | Until]:
        """Read `10-12`."""
        first, last = (said.ClockSaid(int(n), 0, None, n) for n in children[0].split("-"))
        return [From(first), Until(last)]

    def hours_between(self, children: Children) -> list[At]:
        """Read `tra le 9 e le 10`: some time between them, or all of it."""
        return [At(clock) for clock in all_of(children, said.ClockSaid)]

    def minutes(self, children: Children) -> Length:
        """Read `45 minuti`."""
        return Length(children[0].worth, words_of(children))

    def coming(self, _children: Children) -> Coming:
        """Read `entro`, `arrivo`."""
        return Coming()

    def there(self, _children: Children) -> There:
        """Read `I'm in`."""
        return There()

    def going(self, _children: Children) -> Going:
        """Read `esco`."""
        return Going()

    def day_end(self, _children: Children) -> Going:
        """Read `fino a fine giornata`."""
        return Going()

    def from_on(self, children: Children) -> list[From | Going]:
        """Read `dalle 11 in poi`: until the day ends."""
        return [the(children, From), Going()]

    def first_hours(self, children: Children) -> list[Any]:
        """Read `la prima ora`, `le prime due ore`: from the beginning of the working day."""
        turn, count = _turn_and_count(children)
        return [Length(60 * count), Later() if turn in BEGINNING else Earlier()]

    def last_hours(self, children: Children) -> list[Any]:
        """Read `l'ultima ora`; the third is no hour that can be told."""
        last = str(children[0]) == "ultima"
        return [Length(60 if last else 0, str(children[0])), Earlier()]

    def later(self, _children: Children) -> Later:
        """Read `dopo`, `in ritardo`."""
        return Later()

    def earlier(self, _children: Children) -> Earlier:
        """Read `prima`, `in anticipo`."""
        return Earlier()

    def clock_from(self, children: Children) -> From:
        """Read `dalle 10`, `dopo le 10`."""
        return From(the(children, said.ClockSaid))

    def clock_at(self, children: Children) -> At:
        """Read `alle 12`, `verso le 12`."""
        return At(the(children, said.ClockSaid))

    def clock_until(self, children: Children) -> Until:
        """Read `fino alle 12`, `prima delle 12`."""
        return Until(the(children, said.ClockSaid))

    def the_person(self, children: Children) -> Whom:
        """Read a name."""
        return Whom(" ".join(children))

    def the_office(self, children: Children) -> Whom:
        """Read the name of an office."""
        return Whom(" ".join(children[1:]), office=True)

    def office_last(self, children: Children) -> Whom:
        """Read the name of an office that comes before the word."""
        return Whom(" ".join(children[:-1]), office=True)

    def called(self, children: Children) -> Whom:
        """Read the name of one of several."""
        return Whom(" ".join(children))

    def in_office(self, _children: Children) -> Where:
        """Read `in ufficio`."""
        return Where.OFFICE

    def away(self, _children: Children) -> Where:
        """Read `a casa`."""
        return Where.HOME

    def absent(self, _children: Children) -> Where:
        """Read `assente`."""
        return Where.ABSENT


BEGINNING = frozenset({"prima", "prime", "primi"})


def _turn_and_count(children: Children) -> tuple[str, int]:
    """Give which end of the day is said, and how many hours."""
    turn = next(str(one) for one in children if isinstance(one, Token))
    counted = [one.worth for one in children if not isinstance(one, Token)]
    return turn, counted[0] if counted else 1


def request_of(tree: Tree[Token]) -> Request:
    """Turn a tree into the request that its first rule names."""
    return Request(str(tree.data), flat(Builder().transform(tree)))
