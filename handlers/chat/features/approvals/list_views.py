"""The list of what waits, day by day."""

from __future__ import annotations

from handlers.chat.features.approvals.views import back
from handlers.chat.menu_views import back_to_menu
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.context import Actor
from handlers.desk.presses import pack
from handlers.desk.requests.kinds.known import token
from handlers.desk.requests.marks import digest_of
from handlers.desk.requests.parts import ANYBODY
from handlers.desk.requests.request import NO, YES, Look
from handlers.desk.requests.waiting import Page
from handlers.texts import Line, label, message
from rules.decision import Verdict

IN_A_ROW = 2


def page(actor: Actor, found: Page) -> Reply:
    """
    Show one page: each day with who asks, who is out, who would remain.

    Of a part that shall be refused each button asks for the motive of one refusal.
    """
    locale = actor.locale
    if not found.looks:
        rows = rows_of(_to_all(actor, found), [back_to_menu(locale)])
        return Reply(text=message("approvals.list.empty", locale), rows=rows)
    parts: list[Line] = [_head(found), *found.days]
    if found.pages > 1:
        figures = {"page": found.number + 1, "pages": found.pages}
        parts.append(("approvals.list.page", figures))
    text = message("booking.calendar", locale, parts=parts)
    refusing = found.part is not None and found.part.refusing
    opening = [(_refuse if refusing else _open)(look, locale) for look in found.looks]
    pairs = [opening[n : n + IN_A_ROW] for n in range(0, len(opening), IN_A_ROW)]
    rows = rows_of(
        [] if refusing else _all_shown(found, locale),
        *pairs,
        _turning(found, locale),
        _to_all(actor, found),
        [back_to_menu(locale)],
    )
    return Reply(text=text, rows=rows)


def _head(found: Page) -> Line:
    if found.part is not None and found.part.person_id != ANYBODY:
        return "approvals.list.of", {"count": found.count, "name": found.looks[0].asker.name}
    whole = found.part is None or not found.part.days
    key = "approvals.list" if whole else "approvals.list.days"
    return key, {"count": found.count, "people": _people(found.people)}


def _to_all(actor: Actor, found: Page) -> list[Button]:
    return [] if found.part is None else [back(actor)]


def _people(count: int) -> Line:
    return "approvals.people", {"count": count}


def _all_shown(found: Page, locale: str) -> list[Button]:
    """Offer to approve what is on this page and the rules allow outright."""
    outright = [look for look in found.looks if look.verdict is Verdict.ALLOWED]
    source = _source(found, found.number)
    if not outright or source is None:
        return []
    shown = digest_of(look.request for look in found.looks)
    words = label("approvals.list.all", locale, count=len(outright))
    return [Button(words, pack("approvals", "bulk", source, shown), YES)]


def _source(found: Page, number: int) -> str | None:
    return f"p{number}" if found.part is None else found.part.source(number)


def _open(look: Look, locale: str) -> Button:
    named = {"name": look.asker.name, "day": look.request.day}
    words = label(f"approvals.list.open.{look.request.kind}", locale, **named)
    return Button(words, pack("approvals", "card", token(look.request)))


def _refuse(look: Look, locale: str) -> Button:
    named = {"name": look.asker.name, "day": look.request.day}
    words = label(f"approvals.list.refuse.{look.request.kind}", locale, **named)
    return Button(words, pack("approvals", "no", token(look.request), look.request.version), NO)


def _turning(found: Page, locale: str) -> list[Button]:
    turning = []
    if found.number:
        turning += _turn(found, found.number - 1, label("approvals.list.before", locale))
    if found.number + 1 < found.pages:
        turning += _turn(found, found.number + 1, label("approvals.list.after", locale))
    return turning


def _turn(found: Page, number: int, words: str) -> list[Button]:
    if found.part is None:
        return [Button(words, pack("approvals", "page", number))]
    source = found.part.source(number)
    return [] if source is None else [Button(words, pack("approvals", "of", source))]
