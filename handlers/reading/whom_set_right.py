"""
Whom an order is about, set right in the same breath: `approva Anna, no anzi Bruno`.

Who was named by mistake, or the verb (`approva Anna, anzi rifiuta`), is taken out of the text, and
the rest is read as if it had never been said. Read as it stands, `no` turned the order about Anna
into its contrary, and `anzi Bruno` became the motive that she would have read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from handlers.reading.cues import Tag
from handlers.reading.island import Island
from handlers.reading.names import BOND, HYPHEN, LEADING, MOST_NAMES, IsName, with_names
from handlers.reading.ordered import sentence_of
from handlers.reading.people_said import Sentence, names_somebody, reason_from
from handlers.reading.set_right import SET_RIGHT
from handlers.reading.words import Piece, read_words

_PLAIN_NO = re.compile(r"\s*[,;:–-]?\s*\bno\b[\s,]+", re.IGNORECASE)
_WAIT = r"\s*[,;:–-]\s*(?:aspetta|wait)(?=\s+(?:prima|first)\b)\s+"
_TURN = re.compile(
    rf"{SET_RIGHT.pattern}|{_WAIT}|[\s,;:–-]+actually[\s,]+|{_PLAIN_NO.pattern}", re.IGNORECASE
)
_SAYS_NO = re.compile(r"\bno\b", re.IGNORECASE)
_FIRST = re.compile(r"(?:prima|first)\s+", re.IGNORECASE)
_TAKEN_BACK = re.compile(
    r"^\s*(?:(?:o?ops|ok|okay|s[iì]|ma|scusa|aspetta|anzi|oh|ah|wait|sorry|but)[\s,.!…]+)*"
    r"no[\s,.!…]+(?:(?:aspetta|scusa|anzi|no|wait|sorry)[\s,.!…]+)*(?=\w)",
    re.IGNORECASE,
)
"""`No rifiuta Anna` takes back what was said before: of an order it denies nothing."""
_ONLY = re.compile(r"^(?:solo|soltanto|solamente|only|just)\b", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"[!\n]|(?<!\.)\.(?!\.)")
DECIDING = frozenset({Tag.APPROVE, Tag.REFUSE})
ORDERS = DECIDING | {Tag.RECALL, Tag.DELEGATE, Tag.DECIDES}
PEOPLE = frozenset({Tag.EVERYTHING, Tag.ROLE})
"""`Tutti`, `la segretaria`: who is meant without a name."""
SMALL = frozenset({Tag.FILLER, Tag.SEPARATOR})
_WITH_THEM = re.compile(
    r"(?:(?P<approve>approva|accetta|autorizza)|(?P<refuse>rifiuta|respingi|nega|boccia))"
    r"r?(?:la|lo|li|le)"
)
_THEM = re.compile(r"\s*\b(?:her|him|them|it)\b", re.IGNORECASE)
_SPOKEN = {
    "approve": {Tag.APPROVE: "approve", Tag.REFUSE: "refuse"},
    "approva": {Tag.APPROVE: "approva", Tag.REFUSE: "rifiuta"},
}
ENGLISH = frozenset({"approve", "accept", "refuse", "reject", "deny", "decline"})


@dataclass(frozen=True, slots=True)
class _Meant:
    """Who is meant, as written, and what else is said of them."""

    name: str
    rest: str


def whom_set_right(text: str, is_name: IsName | None) -> tuple[str, ...]:
    """Give the text as it was meant, in each way that it may be; nothing if none is set right."""
    if "?" in text or sentence_of(read_words(text)).tags.isdisjoint(ORDERS):
        return ()
    for match in _TURN.finditer(text):
        before, behind = text[: match.start()].strip(), text[match.end() :].strip()
        if not before or not behind or _SENTENCE_ENDS.search(match[0]):
            continue
        order, plainly = _divided(before, is_name), _sets_right(match[0])
        found = (
            _of_one_first(order, behind, is_name)
            or _of_the_contrary(order, behind)
            or _of_another(order, behind, is_name, plainly=plainly)
            or (plainly and _another_order(order, behind, is_name))
            or _on_another_day(order, match[0], behind)
        )
        if found:
            return found
    return ()


def behind_a_no(text: str) -> str | None:
    """Give the order behind `ops no`, `ok no`; None where no order begins right there."""
    found = _TAKEN_BACK.match(text)
    rest = text[found.end() :] if found else ""
    said = sentence_of(read_words(rest)) if rest else None
    first = next(iter(said.islands), None) if said else None
    return rest if first is not None and first.tag in DECIDING | {Tag.RECALL} else None


def _of_one_first(order: Sentence, behind: str, is_name: IsName | None) -> tuple[str, ...]:
    """Read `approva Bruno, no aspetta prima Anna`: her, or both of them."""
    first = _FIRST.match(behind)
    meant = _meant_in(behind[first.end() :], is_name) if first else None
    named = _named_in(order) if meant is not None else []
    if meant is None or len(named) != 1 or not _says_only_days(meant.rest):
        return ()
    instead = _said_of(order, named[0], meant)
    verb = order.words(next(one for one in order.islands if one.tag in ORDERS))[0]
    return (instead, f"{instead} {'and' if verb in ENGLISH else 'e'} {order.text.text}")


def _on_another_day(order: Sentence, turn: str, behind: str) -> tuple[str, ...]:
    """
    Read `approva Bruno giovedì, no venerdì`: Friday instead, or Thursday and not Friday.

    Behind a `no` with a comma of its own only the other day is meant.
    """
    verbs = [one for one in order.islands if one.tag in ORDERS]
    days = [one for one in order.islands if one.tag is Tag.WHEN]
    last = bool(days) and days[-1].end == len(order.text.pieces)
    one_order = len(verbs) == 1 and verbs[0].tag in DECIDING | {Tag.RECALL}
    if not (last and one_order and len(days) == 1) or not _SAYS_NO.search(turn):
        return ()
    if not behind or not _says_only_days(behind):
        return ()
    instead = _with(order, days, behind)
    if "," in turn[turn.casefold().index("no") :]:
        return (instead,)
    if verbs[0].tag is Tag.RECALL:
        return (instead, order.text.text)
    but = "but not" if order.words(verbs[0])[0] in ENGLISH else "ma non"
    return (instead, f"{order.text.text} {but} {behind}")


def _another_order(order: Sentence, behind: str, is_name: IsName | None) -> tuple[str, ...]:
    """Read `approva Anna, anzi rifiuta Bruno`: only the second may be meant, or both."""
    other = _divided(behind, is_name)
    first = next((one for one in other.islands if one.tag not in SMALL), None)
    if first is None or first.tag not in DECIDING | {Tag.RECALL}:
        return ()
    both = _named_in(order) and _named_in(other)
    return (behind, f"{order.text.text}, {behind}") if both else ()


def _sets_right(turn: str) -> bool:
    """Tell `, no, Bruno` from `, no Bruno`, which may deny him instead."""
    return SET_RIGHT.fullmatch(turn) is not None or _PLAIN_NO.fullmatch(turn) is None


def _divided(text: str, is_name: IsName | None) -> Sentence:
    words = read_words(text)
    return sentence_of(replace(words, pieces=with_names(words.pieces, is_name)))


def _of_the_contrary(order: Sentence, behind: str) -> tuple[str, ...]:
    """Read `approva Anna, anzi rifiuta`, `no, rifiutala`: of the same people, the contrary."""
    verbs = [one for one in order.islands if one.tag in ORDERS]
    said = sentence_of(read_words(behind))
    verb = next((one for one in said.islands if one.tag not in SMALL), None)
    if verb is None or len(verbs) != 1 or verbs[0].tag not in DECIDING:
        return ()
    tag = _decision_of(said, verb)
    following = said.text.text[said.text.pieces[verb.end - 1].end :]
    why = _THEM.sub("", following, count=1) if _THEM.match(following) else following
    alone = not why.strip(" .!") or why.lstrip()[0] in ",:;" or _gives_a_reason(said, verb)
    if tag is None or tag is verbs[0].tag or not alone:
        return ()
    language = "approve" if order.words(verbs[0])[0] in ENGLISH else "approva"
    # Why somebody is refused is not why the same is approved.
    return (_without_motive(order, verbs[0], _SPOKEN[language][tag]) + why,)


def _without_motive(order: Sentence, verb: Island, said: str) -> str:
    """Give the text of an order with another verb, as far as no motive is given."""
    begins, pieces = reason_from(order), order.text.pieces
    ends = pieces[begins].start if begins < len(pieces) else len(order.text.text)
    start, end = _span(order, verb.start, verb.end)
    return (order.text.text[:start] + said + order.text.text[end:ends]).rstrip(" ,:;")


def _decision_of(sentence: Sentence, verb: Island) -> Tag | None:
    if verb.tag in DECIDING:
        return verb.tag
    said = _WITH_THEM.fullmatch(sentence.words(verb)[0])
    if said is None:
        return None
    return Tag.APPROVE if said["approve"] else Tag.REFUSE


def _gives_a_reason(sentence: Sentence, verb: Island) -> bool:
    following = next((one for one in sentence.islands if one.start >= verb.end), None)
    return following is not None and following.tag is Tag.REASON


def _of_another(
    order: Sentence, behind: str, is_name: IsName | None, *, plainly: bool
) -> tuple[str, ...]:
    """
    Read `approva Anna, no anzi Bruno`; of `Anna e Bruno, anzi Carla` one or both may be meant.

    `Approva Anna, no Bruno` says no of one of them, and not of which.
    """
    meant = _meant_in(behind, is_name)
    named = [] if meant is None else _named_in(order)
    if meant is None or not named or _sets_a_motive_right(order, meant):
        return ()
    if not plainly:
        return _with_a_no(order, named, meant)
    listed = all(_only_small(order, one[-1], two[0]) for one, two in pairwise(named))
    ways = [named[-1:], named] if listed and len(named) > 1 else [named[-1:]]
    if _ONLY.search(behind):
        ways = ways[-1:]
    return tuple(_said_of(order, [one for run in way for one in run], meant) for way in ways)


def _with_a_no(order: Sentence, named: Sequence[list[Island]], meant: _Meant) -> tuple[str, ...]:
    """Give what `approva Anna, no Bruno` may be: him instead, only her, or him refused."""
    verb = next(one for one in order.islands if one.tag in ORDERS)
    last_said = named[-1][-1].end == len(order.text.pieces)
    led = read_words(meant.name).words[0] in LEADING
    answered = order.words(verb)[0] in SHORT or led
    if len(named) > 1 or not last_said or answered or not _says_only_days(meant.rest):
        return ()
    instead = _said_of(order, named[0], meant)
    if verb.tag is not Tag.APPROVE:
        return (instead, order.text.text)
    refuse = _SPOKEN["approve" if order.words(verb)[0] in ENGLISH else "approva"][Tag.REFUSE]
    other = f"{order.text.text}, {refuse} {meant.name}{meant.rest}"
    return (instead, order.text.text, other)


def _sets_a_motive_right(order: Sentence, meant: _Meant) -> bool:
    """Tell whether it may be of the motive: `rifiuta Anna perché serve Bruno, anzi Carla`."""
    begins = reason_from(order)
    why = [one for one in order.islands if one.start >= begins]
    named_last = bool(why) and _is_somebody(order, why[-1])
    return bool(why) and (named_last or not _says_only_days(meant.rest))


SHORT = frozenset({"si", "ok", "okay", "yes", "no"})
"""`Sì ad Anna, no a Bruno` is an answer about each."""


def _meant_in(behind: str, is_name: IsName | None) -> _Meant | None:
    """Give whom the words begin with: a name, `tutti`, a post."""
    said = sentence_of(read_words(behind))
    pieces = said.text.pieces
    at = 0
    while at < len(pieces) and pieces[at].word in LEADING:
        at += 1
    ends = _name_ends(said, at, is_name)
    if ends is None:
        return None
    name = said.text.text[pieces[0].start : pieces[ends - 1].end]
    return _Meant(name, said.text.text[pieces[ends - 1].end :].rstrip(" ."))


def _name_ends(said: Sentence, at: int, is_name: IsName | None) -> int | None:
    island = next((one for one in said.islands if one.start == at), None)
    if island is not None and island.tag in PEOPLE:
        return island.end
    unknown = island is not None and names_somebody(said, island)
    words = said.text.words
    for ends in range(min(at + MOST_NAMES, len(words)), at, -1):
        run = tuple(word for word in words[at:ends] if word != HYPHEN)
        # Of one word the grammar may know another meaning: `anzi domenica`.
        if is_name is not None and is_name(run) and (unknown or len(run) > 1):
            return ends
    if island is None or not unknown:
        return None
    return island.end if said.text.written(island.start, island.end).istitle() else None


def _named_in(order: Sentence) -> list[list[Island]]:
    """Give whom the last order is about, the words of each name together."""
    verbs = [one for one in order.islands if one.tag in ORDERS]
    if not verbs:
        return []
    begins = verbs[-2].end if len(verbs) > 1 else 0
    runs: list[list[Island]] = []
    for island in order.until(reason_from(order)).islands:
        if island.start < begins or not _is_somebody(order, island):
            continue
        if runs and runs[-1][-1].end == island.start:
            runs[-1].append(island)
        else:
            runs.append([island])
    return runs


def _is_somebody(order: Sentence, island: Island) -> bool:
    if island.tag in PEOPLE:
        return True
    if not names_somebody(order, island):
        return False
    written = order.text.written(island.start, island.end)
    return written.istitle() or any(BOND in word for word in order.words(island))


def _only_small(order: Sentence, one: Island, other: Island) -> bool:
    """Tell whether nothing but `e` stands between two names."""
    between = [i for i in order.islands if one.end <= i.start < other.start]
    return all(island.tag in SMALL for island in between)


def _says_only_days(rest: str) -> bool:
    tags = sentence_of(read_words(rest)).tags if rest.strip() else frozenset()
    return tags <= {Tag.WHEN, Tag.FILLER}


def _said_of(order: Sentence, mistaken: Sequence[Island], meant: _Meant) -> str:
    """Put who is meant in the place of who was named; other days replace those said before."""
    days = _replaced_days(order, meant.rest)
    gives_reason = reason_from(order) < len(order.text.pieces)
    name = meant.name + meant.rest if gives_reason else meant.name
    said = _with(order, mistaken, name, days)
    return said if gives_reason else said + meant.rest


def _replaced_days(order: Sentence, rest: str) -> list[Island]:
    """Give the days that others replace; of `fino a venerdì` only the end that was said."""
    said = sentence_of(read_words(rest)) if rest.strip() else None
    if said is None or Tag.WHEN not in said.tags:
        return []
    days, words = [one for one in order.islands if one.tag is Tag.WHEN], order.text.words
    if said.text.words[0] not in UNTIL or FROM.isdisjoint(words):
        return days
    ends = [at for at, word in enumerate(words) if word in UNTIL]
    return [replace(one, start=at) for at in ends[:1] for one in days if one.end > at][:1]


FROM = frozenset({"da", "dal", "dall", "from"})
UNTIL = frozenset({"fino", "sino", "until", "till"})


def _with(
    order: Sentence, replaced: Sequence[Island], said: str, dropped: Sequence[Island] = ()
) -> str:
    """Give the text of an order with some words for others, and some left out."""
    first, last = replaced[0], replaced[-1]
    spans = [(*_span(order, first.start, last.end), said)]
    spans += [(*_span(order, one.start, one.end), "") for one in dropped]
    text = order.text.text
    for start, end, words in sorted(spans, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def _span(order: Sentence, first: int, last: int) -> tuple[int, int]:
    pieces: Sequence[Piece] = order.text.pieces
    return pieces[first].start, pieces[last - 1].end
