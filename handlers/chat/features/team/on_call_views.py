"""Weeks on call as text and buttons."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers.chat.menu_views import back_to_menu
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.context import Actor
from handlers.desk.presses import pack
from handlers.desk.team.on_call import WEEKS_AHEAD, Judged, Week
from handlers.texts import Line, explaining, label, message
from rules.decision import Reason, Source
from rules.reasons import ReasonCode

MOST_PEOPLE = 40
WEEK = timedelta(days=7)


def week(actor: Actor, found: Week) -> Reply:
    """Show who is on call in a week, and everybody who could be asked about."""
    locale, office = actor.locale, found.sight.office
    names = [turn.name for turn in found.people if turn.on_call]
    parts: list[Line] = [
        ("team.on_call.who", {"names": names}) if names else ("team.on_call.none", {})
    ]
    if not found.regulated:
        parts.append(("team.on_call.silent", {}))
    text = message(
        "team.on_call.week",
        locale,
        office=office.name,
        first=found.monday,
        last=found.monday + WEEK - timedelta(days=1),
        parts=parts,
    )
    people = [
        [
            Button(
                f"{'☎ ' if turn.on_call else ''}{turn.name}",
                pack("team", "turn", turn.employee_id, found.monday),
            )
        ]
        for turn in found.people[:MOST_PEOPLE]
    ]
    turning = []
    if found.monday > found.this_week:
        turning.append(_to(locale, "team.week.before", found, -1))
    if found.monday < found.this_week + WEEKS_AHEAD * WEEK:
        turning.append(_to(locale, "team.week.after", found, 1))
    back = Button(label("team.back", locale), pack("team", "day", office.id, found.monday))
    return Reply(text=text, rows=rows_of(turning, *people, [back, back_to_menu(locale)]))


def _to(locale: str, key: str, found: Week, weeks: int) -> Button:
    data = pack("team", "turns", found.sight.office.id, found.monday + weeks * WEEK)
    return Button(label(key, locale), data)


def judged(actor: Actor, found: Judged) -> Reply:
    """Show what the act says about one person and week, and what can be done."""
    locale = actor.locale
    key = "team.on_call.judged"
    if found.changed:
        key = "team.on_call.given" if found.on_call else "team.on_call.taken_back"
    text = message(
        key,
        locale,
        name=found.person.name,
        first=found.monday,
        last=found.monday + WEEK - timedelta(days=1),
        verdict=("team.on_call.allowed" if found.allowed else "team.on_call.refused", {}),
        reasons=explaining.lines(_for_managers(found)),
    )
    doing = []
    if found.on_call:
        doing.append(_do(locale, "team.on_call.take_back", "release", found))
    elif found.allowed:
        doing.append(_do(locale, "team.on_call.give", "assign", found))
    data = pack("team", "turns", found.sight.office.id, found.monday)
    return Reply(text=text, rows=rows_of(doing, [Button(label("team.back", locale), data)]))


def _do(locale: str, key: str, verb: str, found: Judged) -> Button:
    return Button(label(key, locale), pack("team", verb, found.person.id, found.monday))


def _for_managers(found: Judged) -> list[Reason]:
    """Say that the act leaves somebody out without the article, which names health or family."""
    return [
        replace(reason, source=Source(""), also=())
        if reason.code == ReasonCode.TURN_BARRED
        else reason
        for reason in found.decision.reasons
    ]
