"""Words to trees: the grammars, built once and only when the first text is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from copy import copy
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from lark import Lark, Token, Tree
from lark.common import LexerConf
from lark.exceptions import UnexpectedEOF, UnexpectedInput
from lark.grammar import NonTerminal, Rule
from lark.lexer import Lexer, LexerState
from lark.visitors import CollapseAmbiguities

from handlers.reading.vocabulary import MONTH_NAMES, WEEKDAY_NAMES

FOLDER = Path(__file__).parent
ITALIAN, ENGLISH = "grammar.lark", "english.lark"
STARTS = (
    *("book", "cancel", "swap", "permit", "balance", "eligibility", "bands", "contact"),
    *("team", "recall", "approvals", "my_days", "delegate", "help", "menu", "days_alone"),
)
"""What a sentence can ask for, a rule of the grammars each."""
FRAGMENTS = (
    *("when_said", "hours_said", "clock_said", "kind_said", "half_said"),
    *("weekdays_said", "month_alone", "count_said", "mode_said", "half_day_said"),
)
"""What a part of a sentence, or an answer to one question of a form, can be."""
WORD = re.compile(r"[a-z]{2,}")
NAME = "NAME"
"""The terminal of words that a grammar does not know: only names of people and offices are."""
MOST_TREES = 24
"""Sentences that can be taken in more ways than these are asked back."""
MOST_PARSERS = 256
"""Sets of terminals whose rules are kept: a sentence has a dozen, and most are in the next too."""

Words = Sequence[str]
Said = Tree[Token]


class ByWord(Lexer):
    """Gives each word the one terminal that it belongs to."""

    __future_interface__ = 2

    def __init__(self, conf: LexerConf) -> None:
        known = [t for t in conf.terminals if t.name != NAME]
        self._patterns = [(t.name, re.compile(t.pattern.to_regexp())) for t in known]
        every = "|".join(f"(?:{pattern.pattern})" for _, pattern in self._patterns)
        self._any = re.compile(every)
        self._found: dict[str, str] = {}

    def terminal(self, word: str) -> str:
        """Name the terminal of a word; NAME if it is not in the grammar."""
        if word not in self._found:
            if not self._any.fullmatch(word):
                return NAME  # not kept: the memory must not grow with what people write
            fitting = [name for name, pattern in self._patterns if pattern.fullmatch(word)]
            if len(fitting) > 1:
                raise ValueError(f"the grammar has {word!r} in several terminals: {fitting}")
            self._found[word] = fitting[0]
        return self._found[word]

    def lex(self, lexer_state: LexerState, parser_state: Any) -> Iterator[Token]:  # noqa: ARG002  lark's shape
        """Give the words of a text that is already split by spaces."""
        return self.tokens(lexer_state.text.text.split() if lexer_state.text else [])

    def tokens(self, words: Words) -> Iterator[Token]:
        """Give each word with its terminal and its place among the words."""
        for place, word in enumerate(words):
            yield Token(self.terminal(word), word, start_pos=place)


@dataclass(frozen=True)
class _Terminals:
    """Words for a parser, which asks for them one after the other."""

    lexer: ByWord
    words: Words

    def lex(self, _expected: object) -> Iterator[Token]:
        return self.lexer.tokens(self.words)


@dataclass(frozen=True)
class Parsed:
    """The trees, and the place of the word at which reading came to a stop (-1: at none)."""

    trees: list[Said]
    stumbled_at: int = -1


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule with what it is made of; of `needs`, `makes` and `uses` each name is a bit."""

    rule: Rule
    origin: str
    terminals: frozenset[str]
    others: tuple[str, ...]
    needs: int
    makes: int
    uses: int


class Grammar:
    """One language: which of its requests a sentence can be, and how."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._lark = Lark(
            _text_of(file),
            start=[*STARTS, *FRAGMENTS],
            parser="earley",
            lexer=ByWord,
            ambiguity="explicit",
            maybe_placeholders=False,
        )
        self._words = ByWord(self._lark.lexer_conf)
        self._beginnings: dict[str, frozenset[str]] = {}
        self._parser_of = lru_cache(maxsize=MOST_PARSERS)(self._parser_for)

    def of_terminal(self, words: Words, terminal: str) -> list[str]:
        """List the words of a terminal; of NAME those that the grammar does not know."""
        return [word for word in words if self._words.terminal(word) == terminal]

    def terminals(self, words: Words) -> list[str]:
        """Name the terminal of each word."""
        return [self._words.terminal(word) for word in words]

    def terminals_of(self, start: str) -> set[str]:
        """Name the terminals that a rule can be made of."""
        return self._reach[start]

    def may_begin(self, start: str) -> frozenset[str]:
        """Name the terminals that a rule can begin with."""
        if start not in self._beginnings:
            self._beginnings[start] = frozenset(self._first_of(start, set()))
        return self._beginnings[start]

    def _first_of(self, origin: str, seen: set[str]) -> set[str]:
        """Collect the terminals that a rule begins with, behind parts that may be empty too."""
        seen.add(origin)
        found: set[str] = set()
        for rule in self._lark.rules:
            if rule.origin.name != origin:
                continue
            for part in rule.expansion:
                if part.is_term:
                    found.add(part.name)
                    break
                if part.name not in seen:
                    found |= self._first_of(part.name, seen)
                if part.name not in self._may_be_empty:
                    break
        return found

    @cached_property
    def _may_be_empty(self) -> set[str]:
        """Name the rules that need no word."""
        empty: set[str] = set()
        before = -1
        while len(empty) > before:
            before = len(empty)
            empty |= {
                rule.origin.name
                for rule in self._lark.rules
                if all(not part.is_term and part.name in empty for part in rule.expansion)
            }
        return empty

    @cached_property
    def vocabulary(self) -> dict[str, str]:
        """Give every word of letters that the grammar knows, with its terminal."""
        return {
            word: definition.name
            for definition in self._lark.terminals
            for word in WORD.findall(definition.pattern.to_regexp())
            if definition.name != NAME and "[" not in definition.pattern.to_regexp()
        }

    def longest(self, words: Words, start: str) -> tuple[int, list[Said]]:
        """Take as many of the first words together as make this rule; 0 if none do."""
        terminals = self.terminals(words)
        usable = self._reach[start]
        end = next((n for n, name in enumerate(terminals) if name not in usable), len(words))
        while end > 0:
            parsed = self.trees(words[:end], (start,))
            if parsed.trees:
                return end, parsed.trees
            end = min(end - 1, parsed.stumbled_at if parsed.stumbled_at >= 0 else end)
        return 0, []

    def trees(self, words: Words, among: tuple[str, ...] = STARTS) -> Parsed:
        """Take all the words together in every way that there is; too many ways are none."""
        said = frozenset(self.terminals(words))
        likely = [start for start in among if said <= self._reach[start]]
        if not likely:
            return Parsed([])
        parser = self._parser_of(said)
        found: list[Said] = []
        reached = -1
        for start in likely:
            if NonTerminal(start) not in parser.predictions:
                continue
            try:
                tree = parser.parse(_Terminals(self._words, words), start)
            except UnexpectedInput as error:
                reached = max(reached, _place_of(error, words))
                continue
            if _ways(tree) > MOST_TREES:
                return Parsed([])
            found += CollapseAmbiguities().transform(tree)
        return Parsed(found, stumbled_at=reached)

    def _parser_for(self, said: frozenset[str]) -> Any:  # lark's parser has no types
        """
        Give a parser of only the rules that can be made of these terminals.

        Trying, at each word, what some other word could begin is nine tenths of the work.
        """
        parser = copy(self._lark.parser.parser)
        parser.predictions = {}
        for rule in self._usable(said):
            parser.predictions.setdefault(rule.origin, []).append(rule)
        return parser

    def _usable(self, said: frozenset[str]) -> list[Rule]:
        """Leave out rules that need another terminal; those left are in the grammar's order."""
        unsaid = ~self._set_of(said)
        usable = [rule for rule in self._rules if not rule.needs & unsaid]
        made, before, waiting = 0, -1, usable
        while made != before:
            before, unmade = made, ~made
            for rule in waiting:
                if not rule.uses & unmade:
                    made |= rule.makes
            waiting = [rule for rule in waiting if rule.uses & unmade]
        return [rule.rule for rule in usable if not rule.uses & ~made]

    @cached_property
    def _rules(self) -> list[_Rule]:
        return [self._with_bits(rule) for rule in self._lark.rules]

    def _with_bits(self, rule: Rule) -> _Rule:
        terminals = frozenset(part.name for part in rule.expansion if part.is_term)
        others = tuple(part.name for part in rule.expansion if not part.is_term)
        return _Rule(
            rule,
            rule.origin.name,
            terminals,
            others,
            needs=self._set_of(terminals),
            makes=self._set_of({rule.origin.name}),
            uses=self._set_of(frozenset(others)),
        )

    def _set_of(self, names: AbstractSet[str]) -> int:
        """Write a set of terminals or rules as bits: two of them are compared in one step."""
        return sum(self._bits.get(name, 0) for name in names)

    @cached_property
    def _bits(self) -> dict[str, int]:
        """Give each terminal and each rule a bit of its own."""
        parts = (part for rule in self._lark.rules for part in (rule.origin, *rule.expansion))
        return {name: 1 << n for n, name in enumerate(dict.fromkeys(one.name for one in parts))}

    @cached_property
    def _reach(self) -> dict[str, set[str]]:
        return {start: self._terminals_under(start) for start in (*STARTS, *FRAGMENTS)}

    def _terminals_under(self, start: str) -> set[str]:
        terminals: set[str] = set()
        seen, waiting = {start}, [start]
        while waiting:
            origin = waiting.pop()
            for rule in self._rules:
                if rule.origin == origin:
                    terminals |= rule.terminals
                    waiting += [name for name in rule.others if name not in seen]
                    seen.update(rule.others)
        return terminals


def _place_of(error: UnexpectedInput, words: Words) -> int:
    """Tell at which word reading stopped; after the last if it went on to the end."""
    if isinstance(error, UnexpectedEOF):
        return len(words)
    return -1 if error.pos_in_stream is None else error.pos_in_stream


def _ways(tree: Said | Token) -> int:
    """Count the ways in which a tree can be taken, without making them."""
    if not isinstance(tree, Tree):
        return 1
    counts = [_ways(child) for child in tree.children]
    if tree.data == "_ambig":
        return sum(counts)
    ways = 1
    for count in counts:
        ways *= count
    return ways


def _text_of(file: str) -> str:
    """Give a grammar with the names of weekdays and months, which one table has."""
    language = "it" if file == ITALIAN else "en"
    text = (FOLDER / file).read_text(encoding="utf-8")
    for place, names in (("{WEEKDAYS}", WEEKDAY_NAMES), ("{MONTHS}", MONTH_NAMES)):
        text = text.replace(place, "|".join(f'"{name}"' for name in names[language]))
    return text


def grammar_in(file: str) -> Grammar:
    """Give a grammar; who comes while it is being built waits, and does not build it again."""
    with _BUILDING:
        return _built(file)


@cache
def _built(file: str) -> Grammar:
    return Grammar(file)


_BUILDING = Lock()


def grammar_for(words: Words) -> Grammar:
    """Give Italian if it knows all the words, else the language that knows most of them."""
    italian = grammar_in(ITALIAN)
    if not italian.of_terminal(words, NAME):
        return italian
    both = (italian, grammar_in(ENGLISH))
    return min(both, key=lambda grammar: len(grammar.of_terminal(words, NAME)))
