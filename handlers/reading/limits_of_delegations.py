"""
What a delegation cannot say: of whom, of which requests, or in which hours somebody decides.

It is of all that comes, for whole days. `Domani decide Franco per Anna` is told as not read in
that part: who presses the button knows that it holds for everybody.
"""

from __future__ import annotations

from handlers.reading.asking import matter_in
from handlers.reading.cues import Tag
from handlers.reading.island import Island
from handlers.reading.meanings import AskBack, Delegate, Heard
from handlers.reading.people_said import FOR, Sentence, reason_from

PARTS = frozenset({Tag.HOURS, Tag.HALF, Tag.HALF_DAY})
OWN = frozenset(
    {"me", "mio", "mia", "conto", "vece", "my", "behalf", "tutti", "tutte", "everyone"}
)
"""Behind `per`, with these nothing is kept back: `per me`, `per tutti`."""
WHY = frozenset({Tag.AWAY, Tag.REASON})


def is_of_a_delegation(found: Heard) -> bool:
    """Tell whether somebody shall decide, or which day of it is asked."""
    options = found.options if isinstance(found, AskBack) else (found,)
    return any(isinstance(one, Delegate) for one in options)


def limits_in(sentence: Sentence) -> tuple[str, ...]:
    """Give the passages that would limit a delegation, as written."""
    begins = reason_from(sentence)
    written = sentence.text.written
    parts = tuple(
        written(one.start, one.end)
        for one in sentence.until(begins).islands
        if one.tag in PARTS or _is_of_some_requests(sentence, one)
    )
    return (*parts, *_for_whom(sentence, begins))


def _is_of_some_requests(sentence: Sentence, island: Island) -> bool:
    """Tell `sui permessi` from the permit for which somebody is away."""
    before = sentence.text.words[max(island.start - 1, 0) : island.start]
    return island.tag is Tag.PERMIT and before in ABOUT


ABOUT = (("sui",), ("sul",), ("i",), ("dei",), ("on",), ("about",))


def _for_whom(sentence: Sentence, begins: int) -> tuple[str, ...]:
    """Give `per Anna, per gli altri Vito`: of a delegation `per` mostly tells why."""
    words = sentence.text.words
    behind = words[begins:]
    if behind[:1] not in FOR:
        return ()
    islands = [one for one in sentence.islands if one.start >= begins]
    tags = {one.tag for one in islands}
    tells_why = tags & WHY or matter_in(" ".join(behind)) is not None
    if tells_why:
        return ()
    if OWN.intersection(behind[1:3]) or _is_a_visit(tags):
        unread = (one for one in islands if one.tag is Tag.UNREAD)
        return tuple(sentence.text.written(one.start, one.end) for one in unread)
    return (sentence.text.written(begins, len(words)),)


def _is_a_visit(tags: set[Tag]) -> bool:
    """Tell whether one is away for it: `per una visita`, not `per i permessi`."""
    return Tag.KIND in tags and Tag.PERMIT not in tags
