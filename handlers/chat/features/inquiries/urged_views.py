"""Until when a day can be asked for, and what becomes of a request that nobody answers."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.chat.act_words import with_words_of_the_act
from handlers.chat.menu_views import back_to_menu, button
from handlers.chat.open_form import said_beside
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.cases.first_step import personnel_line
from handlers.desk.context import Actor, Desk
from handlers.desk.inquiries.in_time import LastMoment
from handlers.desk.inquiries.stands import Asked
from handlers.desk.presses import pack
from handlers.texts import articles, label, message


def with_patience(desk: Desk, actor: Actor, shown: Reply, found: Sequence[Asked]) -> Reply:
    """Tell beside what waits that the desk reminds by itself, and sends no second message."""
    if not any(one.waits for one in found):
        return shown
    named = {"remind": desk.patience.remind, "pass_on": desk.patience.pass_on}
    return said_beside(shown, ("inquiries.urged", named), actor.locale)


def ask_by(actor: Actor, found: LastMoment) -> Reply:
    """Tell the last moment with its article, or that the act sets none."""
    locale = actor.locale
    ways = [button(actor, "booking", "open")]
    if found.day is not None:
        calendar = label("phrases.calendar", locale)
        ways = [Button(calendar, pack("booking", "month", found.day))]
    rows = rows_of(ways, [back_to_menu(locale)])
    if found.reason is None:
        key = "inquiries.ask_by.no_term" if found.day is None else "inquiries.ask_by.no_term.day"
        text = message(
            key, locale, day=found.day, mode=found.mode, hr=personnel_line(actor, found.hr)
        )
        return Reply(text=text, rows=rows)
    key = "inquiries.ask_by.late" if found.late else "inquiries.ask_by"
    named = {"day": found.example, "deadline": found.reason.figures["deadline"]}
    cited = articles(found.reason.articles)
    shown = Reply(text=message(key, locale, **named, articles=cited), rows=rows)
    return with_words_of_the_act(actor, shown, [found.reason])
