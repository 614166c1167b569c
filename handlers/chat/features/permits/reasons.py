"""What is written where it is asked why a permit is urgent, and is no reason, or not only one."""

from __future__ import annotations

import re

from handlers.chat.no_motive import is_asked_of_nobody
from handlers.chat.open_form import OpenForm, said_beside
from handlers.chat.replies import Reply
from handlers.chat.typed import cut
from handlers.chat.understanding import ORDERS, bare_words, is_for_the_desk, understand
from handlers.chat.ways_out import way_out
from handlers.desk.permits import actions
from handlers.desk.permits.drafts import PERMIT, draft_in
from handlers.reading.around_answers import correction_in
from handlers.reading.meanings import AskBack, Heard, Permit

URGENT, WORDS, ON, START = map(PERMIT.field, ("urgent", "words", "on", "start"))
TURN = re.compile(
    r"[\s,.;:]+(?:(?:ma|no|but)[\s,]+)?(?:anzi|aspetta|on second thoughts?|actually|or rather"
    r"|wait)\b[\s,]*(?P<rest>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
"""`Mi fa male un dente, anzi facciamo giovedì`: the reason is taken back."""
BESIDE = re.compile(r"[,.;:]\s*|\s+(?:e|ed|poi|and|then)\s+", re.IGNORECASE)
"""Behind which an order may stand."""
MOST_PARTS = 6


def not_only_a_reason(form: OpenForm, words: str) -> Reply | None:
    """Take no words of which a part is a change, an order or a question: name them."""
    if form.asked not in (URGENT, WORDS):
        return None
    asks = form.asked == WORDS and is_asked_of_nobody(form.desk, form.actor, words)
    if asks or _is_taken_back(form, words) or _orders(form, words):
        return form.again(("form.words.not_taken", {"words": cut(words)}))
    return None


def of_other_hours(form: OpenForm, heard: Heard) -> bool:
    """Tell whether a permit of this kind is asked for at its hours on other days."""
    draft = draft_in(form.standing.values)
    meant = heard.options if isinstance(heard, AskBack) else (heard,)
    permits = [one for one in meant if isinstance(one, Permit)]
    if not permits or len(permits) < len(meant):
        return False
    timed = all(one.kind == draft.kind and one.start is not None for one in permits)
    return timed and draft.on not in {one.day for one in permits} | {None}


def with_what_is_lost(form: OpenForm, reply: Reply) -> Reply:
    """Tell that a reason is no longer there, where a change let it go."""
    before = draft_in(form.standing.values)
    if before.words is None:
        return reply
    after = actions.look(form.desk, form.actor).form.draft
    if after.words is not None or after.kind is None:
        return reply
    note = ("permits.reason_gone", {"words": cut(before.words)})
    return said_beside(reply, note, form.actor.locale, first=True)


def _is_taken_back(form: OpenForm, words: str) -> bool:
    found = TURN.search(words)
    if found is None:
        return False
    rest = found["rest"]
    if way_out(rest) is not None:
        return True
    change = correction_in(rest)
    read = [form.read(one, change.said) for one in (ON, START)]
    told = any(whole and value is not None for value, whole in read)
    return told or change.moves or form.doubts(change.said, ON)


def _orders(form: OpenForm, words: str) -> bool:
    """Tell whether an order to the desk stands behind the reason: `e prenota giovedì`."""
    ends = [found.end() for found in BESIDE.finditer(words)][:MOST_PARTS]
    parts = [words[end:] for end in ends]
    return any(
        bool(ORDERS & set(bare_words(part)[:1]))
        and is_for_the_desk(understand(form.desk, form.actor, part))
        for part in parts
    )
