"""Trees to hours of the clock as they are said."""

from __future__ import annotations

from typing import Any

from lark import Token, Transformer

from handlers.reading import said
from handlers.reading.pieces import Children, all_of, of, words_of
from handlers.reading.vocabulary import number
from rules.facts import Half


class ClockBuilder(Transformer[Token, Any]):
    """Turns the rules about hours into values of said.py."""

    def half(self, children: Children) -> Half:
        """Read `mattina`, `pomeriggio`."""
        return Half.AM if children[0].type == "MORNING" else Half.PM

    def before_lunch(self, _children: Children) -> Half:
        """Read `fino a pranzo`."""
        return Half.AM

    def after_lunch(self, _children: Children) -> Half:
        """Read `dopo pranzo`."""
        return Half.PM

    def before_noon(self, _children: Children) -> Half:
        """Read the `am` of `10 am`."""
        return Half.AM

    def of_day(self, children: Children) -> Half | None:
        """Read `del pomeriggio` after an hour."""
        return of(children, Half)

    def o_clock(self, children: Children) -> said.ClockSaid:
        """Read `le 10`."""
        return self._clock(children, 0)

    def half_past(self, children: Children) -> said.ClockSaid:
        """Read `le 9 e mezza`."""
        return self._clock(children, 30)

    def quarter_past(self, children: Children) -> said.ClockSaid:
        """Read `le 9 e un quarto`."""
        return self._clock(children, 15)

    def quarter_to(self, children: Children) -> said.ClockSaid:
        """Read `le 9 meno un quarto`."""
        return self._clock(children, -15)

    def minutes_past(self, children: Children) -> said.ClockSaid:
        """Read `le 9 e 20`."""
        return self._clock(children, number(children[1]))

    def minutes_to(self, children: Children) -> said.ClockSaid:
        """Read `le 9 meno 10`."""
        return self._clock(children, -number(children[1]))

    def quarters_past(self, children: Children) -> said.ClockSaid:
        """Read `le 9 e tre quarti`."""
        return self._clock(children, 15 * number(children[1]))

    def written_clock(self, children: Children) -> said.ClockSaid:
        """Read `14:30`."""
        hour, minute = children[0].replace(":", ".").split(".")
        words = words_of(children)
        return said.ClockSaid(int(hour), int(minute), of(children, Half), words)

    def hour_am(self, children: Children) -> said.ClockSaid:
        """Read `9am`; midnight and noon are said otherwise."""
        return said.ClockSaid(number(children[0]), 0, Half.AM, words_of(children))

    def hour_pm(self, children: Children) -> said.ClockSaid:
        """Read `3pm`."""
        return said.ClockSaid(number(children[0]), 0, Half.PM, words_of(children))

    def noon(self, _children: Children) -> said.ClockSaid:
        """Read `mezzogiorno`."""
        return said.ClockSaid(12, 0, Half.PM, "mezzogiorno")

    def _clock(self, children: Children, minute: int) -> said.ClockSaid:
        words = words_of(children)
        hour = next(c for c in all_of(children, Token) if c.type != "QUARTO")
        return said.ClockSaid(number(hour), minute, of(children, Half), words)
