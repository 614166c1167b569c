"""What the rules refused a moment ago, told once more with the reasons."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat.asked import Asked
from handlers.chat.features.inquiries import views
from handlers.chat.meaning import answer
from handlers.chat.proposals import does
from handlers.chat.replies import Reply
from handlers.chat.sentences import kept
from handlers.chat.understanding import understand
from handlers.desk.booking import wishes
from handlers.desk.cases.drafts import MOST_DAYS
from handlers.desk.context import Actor, Desk
from handlers.desk.inquiries import obstacles
from handlers.reading.meanings import AskBack, Book, Heard, Question, Swap


def again(desk: Desk, actor: Actor, asked: Asked) -> Reply | None:
    """Tell what was refused of the last days or the last move said today; None if nothing was."""
    found = kept(desk, actor)
    if found is None:
        return None
    heard = _meant(understand(desk, actor, found.text).heard)
    if isinstance(heard, Book):
        return _days(desk, actor, asked, heard)
    if isinstance(heard, Swap):
        shown = answer(desk, actor, replace(asked, words=""), heard)
        return None if any(does(one) for row in shown.rows for one in row) else shown
    return None


def _meant(heard: Heard) -> Heard:
    """Give what was shown of days alone: what booking them comes to."""
    if isinstance(heard, AskBack) and heard.question is Question.WHAT_TO_DO:
        return next(iter(heard.options), heard)
    return heard


def _days(desk: Desk, actor: Actor, asked: Asked, book: Book) -> Reply | None:
    days = wishes.whole_days([(one.day, one.half) for one in book.wishes])
    if not 0 < len(days) <= MOST_DAYS:
        return None
    proposed = wishes.propose(desk, actor, days, book.mode)
    if proposed.no_agreement or not any(one.refused for one in proposed.judged):
        return None
    if len(days) == 1:
        return views.why_not(actor, obstacles.why_not(desk, actor, min(days)))
    return answer(desk, actor, replace(asked, words=""), book)
