"""Weeks on call as text and buttons."""

from __future__ import annotations

from datetime import timedelta

from handlers.chat.menu_views import back_to_menu
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.context import Actor
from handlers.desk.presses import pack
from handlers.desk.requests.wording import discreet
from handlers.desk.team.on_call import OF_HEALTH_OR_FAMILY, WEEKS_AHEAD, Judged, Week
from handlers.desk.team.substituting import Substitutes, Substitution
from handlers.texts import Line, explaining, label, message
from rules.decision import Reason, Source
from rules.reasons import ReasonCode

MOST_PEOPLE = 40
ABOUT_THE_PERSON = frozenset(
    {ReasonCode.TURN_BARRED, ReasonCode.TURN_ABSENCE, ReasonCode.TURN_AGILE_AGREEMENT}
)
"""Reasons that refuse a week to one person and would be told apart by their words."""
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
        last=found.last,
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
        last=found.last,
        standing=_standing(found),
        reasons=_reason_lines(found),
    )
    doing = _doing(locale, found)
    data = pack("team", "turns", found.sight.office.id, found.monday)
    return Reply(text=text, rows=rows_of(*doing, [Button(label("team.back", locale), data)]))


def _standing(found: Judged) -> list[Line]:
    """Say whether they have the week, and of who has not, or should not, whether they may."""
    if found.on_call:
        has: Line = ("team.on_call.has", {})
        return [has] if found.allowed else [has, _verdict(found)]
    return [("team.on_call.has_not", {}), _verdict(found)]


def _verdict(found: Judged) -> Line:
    if found.may_be_left_out:
        return "team.on_call.discretion", {}
    return ("team.on_call.allowed" if found.allowed else "team.on_call.refused"), {}


def _doing(locale: str, found: Judged) -> list[list[Button]]:
    rows = []
    if found.on_call and not found.over:
        rows.append([_do(locale, "team.on_call.replace", "replace", found)])
    if found.on_call and found.sight.arranges:
        rows.append([_do(locale, "team.on_call.take_back", "release", found)])
    elif found.allowed and found.sight.arranges:
        rows.append([_do(locale, "team.on_call.give", "assign", found)])
    return rows


def _do(locale: str, key: str, verb: str, found: Judged) -> Button:
    return Button(label(key, locale), pack("team", verb, found.person.id, found.monday))


def substitutes(actor: Actor, found: Substitutes) -> Reply:
    """Ask who takes over somebody's week."""
    locale, replaced = actor.locale, found.replaced
    key = "team.on_call.substitutes" if found.people else "team.on_call.substitutes.none"
    text = message(key, locale, name=replaced.name, first=found.monday, last=found.last)
    people = [
        [
            Button(
                one.name,
                pack("team", "substitute", replaced.id, one.employee_id, found.monday),
            )
        ]
        for one in found.people[:MOST_PEOPLE]
    ]
    back = pack("team", "turn", replaced.id, found.monday)
    return Reply(text=text, rows=rows_of(*people, [Button(label("team.back", locale), back)]))


def substitution(actor: Actor, found: Substitution) -> Reply:
    """Show what the act says of somebody's taking over a week, or that they did."""
    locale, judged, replaced = actor.locale, found.judged, found.replaced
    key = "team.on_call.substitute" if found.stands else "team.on_call.substitute.stale"
    if judged.changed:
        key = "team.on_call.substituted"
    text = message(
        key,
        locale,
        name=judged.person.name,
        replaced=replaced.name,
        first=judged.monday,
        last=judged.last,
        verdict=_verdict(judged),
        reasons=_reason_lines(judged),
    )
    doing = []
    if found.stands and judged.allowed:
        words = label("team.on_call.stand_in", locale, name=judged.person.name)
        data = pack("team", "stand_in", replaced.id, judged.person.id, judged.monday)
        doing.append(Button(words, data))
    if judged.changed or not found.stands:
        back = pack("team", "turns", judged.sight.office.id, judged.monday)
    else:
        back = pack("team", "replace", replaced.id, judged.monday)
    return Reply(text=text, rows=rows_of(doing, [Button(label("team.back", locale), back)]))


def _reason_lines(found: Judged) -> list[Line]:
    """
    Give the reasons of the act, those that are about the person all in the same words.

    Whoever leads the office would guess an expectant mother from a person who is left out while
    an absence or an agreement is told as such. The personnel office, which knows the facts, reads
    each; nobody reads the article that names health or family.
    """
    told = [_without_article(one) for one in discreet(found.decision.reasons)]
    if found.sight.for_personnel:
        return explaining.lines(told)
    kept = [one for one in told if one.code not in ABOUT_THE_PERSON]
    lines: list[Line] = list(explaining.lines(kept))
    if len(kept) < len(told):
        sentence: Line = ("team.on_call.not_to_this_person", {})
        lines.insert(0, ("explaining.against.bare", {"sentence": sentence}))
    return lines


def _without_article(reason: Reason) -> Reason:
    if reason.code not in OF_HEALTH_OR_FAMILY:
        return reason
    return reason._replace(source=Source(""), also=())
