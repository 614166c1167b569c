"""Weekly patterns as text and buttons: the list, the one being put together, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from babel.dates import get_day_names

from handlers.chat.day_lines import day_line
from handlers.chat.menu_views import back_to_menu, button
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.cases.first_step import whole_step_line
from handlers.desk.cases.month import TURNS, Part
from handlers.desk.cases.pattern_wording import days_line, pattern_line
from handlers.desk.cases.reaching import said_of
from handlers.desk.context import Actor
from handlers.desk.patterns.actions import Ended, Listed, Screen
from handlers.desk.patterns.asking import Asked
from handlers.desk.patterns.drafts import Draft
from handlers.desk.patterns.planning import Plan, Wrong
from handlers.desk.presses import pack
from handlers.texts import Line, explaining, label, message
from rules.decision import Verdict

REFUSED_SHOWN = 12
"""Days that are refused, each with its reasons, in one message."""
SIGNS = {Part.DAY: "✅", Part.AM: "🌅", Part.PM: "🌇"}


def listed(actor: Actor, found: Sequence[Listed]) -> Reply:
    """List the patterns that have not ended, each with its buttons."""
    locale = actor.locale
    lines: list[Line] = [
        ("patterns.listed", {"pattern": pattern_line(one.pattern), "count": one.held})
        for one in found
    ]
    text = message("patterns.list" if lines else "patterns.list.none", locale, patterns=lines)
    rows = [row for one in found for row in _own_rows(one, locale)]
    new = Button(label("patterns.new", locale), pack("patterns", "new"))
    days = button(actor, "booking", "days")
    return Reply(text=text, rows=rows_of(*rows, [new], [days, back_to_menu(locale)]))


def _own_rows(one: Listed, locale: str) -> list[list[Button]]:
    pattern = one.pattern
    weekdays = [weekday for weekday, _ in pattern.days]
    return [
        [
            Button(
                label("patterns.change", locale, weekdays=weekdays),
                pack("patterns", "change", pattern.id),
            ),
            Button(
                label("patterns.stop", locale, weekdays=weekdays),
                pack("patterns", "stop", pattern.id),
            ),
        ]
    ]


def screen(actor: Actor, shown: Screen) -> Reply:
    """Show the pattern being put together: weekdays, its end, what is still missing."""
    locale, draft = actor.locale, shown.draft
    if shown.first_step is not None:
        rows = rows_of([button(actor, "eligibility", "show")], [back_to_menu(locale)])
        return Reply(
            text=message("patterns.no_agreement", locale, step=whole_step_line(shown.first_step)),
            rows=rows,
        )
    parts: list[Line] = [("patterns.draft", _named(draft))]
    if draft.days:
        parts.append(("patterns.draft.days", {"pattern": days_line(draft.days)}))
    if shown.wrong is not None and draft.days and draft.last is not None:
        parts.append(_wrong(shown, shown.wrong))
    rows = rows_of(
        *_weekday_rows(shown, locale),
        *_end_rows(shown, locale),
        [_preview_button(locale)] if shown.plan is not None else [],
        [Button(label("patterns.back", locale), pack("patterns", "open")), back_to_menu(locale)],
    )
    return Reply(text=message("booking.calendar", locale, parts=parts), rows=rows)


def _named(draft: Draft) -> dict[str, object]:
    until: Line = ("patterns.draft.until.none", {})
    if draft.last is not None:
        until = ("patterns.draft.until", {"last": draft.last})
    return {"first": draft.first, "until": until}


def _wrong(shown: Screen, wrong: Wrong) -> Line:
    named: dict[str, object] = {
        "first": shown.draft.first,
        "last": shown.draft.last,
        "agreement_ends": shown.agreement_ends,
    }
    if shown.overlaps is not None:
        named |= {"other": pattern_line(shown.overlaps)}
    return f"patterns.wrong.{wrong.value}", named


def _weekday_rows(shown: Screen, locale: str) -> list[list[Button]]:
    names = get_day_names("abbreviated", locale=locale)
    chosen = dict(shown.draft.days)
    buttons = []
    for weekday in shown.workdays:
        part = Part(chosen[weekday] or Part.DAY) if weekday in chosen else Part.OFF
        words = f"{SIGNS.get(part, '')}{names[weekday]}"
        coming = _next_part(part, halves=shown.halves)
        buttons.append(Button(words, pack("patterns", "set", weekday, coming.value)))
    return [buttons]


def _next_part(part: Part, *, halves: bool) -> Part:
    turns = (*TURNS, Part.OFF) if halves else (Part.DAY, Part.OFF)
    at = turns.index(part) if part in turns else -1
    return turns[(at + 1) % len(turns)]


def _end_rows(shown: Screen, locale: str) -> list[list[Button]]:
    buttons = [
        Button(_end_words(key, day, shown, locale), pack("patterns", "until", day))
        for key, day in shown.ends.items()
    ]
    other = Button(label("patterns.until.other", locale), pack("patterns", "type"))
    every = [*buttons, other]
    return [every[start : start + 2] for start in range(0, len(every), 2)]


def _end_words(key: str, day: date, shown: Screen, locale: str) -> str:
    sign = "✅ " if shown.draft.last == day else ""
    return f"{sign}{label(f'patterns.until.{key}', locale, day=day)}"


def _preview_button(locale: str) -> Button:
    return Button(label("patterns.see", locale), pack("patterns", "see"))


def preview(actor: Actor, shown: Screen) -> Reply:
    """Show what a pattern comes to, day by day, and the button that sends what passes."""
    if shown.plan is None:
        return screen(actor, shown)
    locale, draft, found = actor.locale, shown.draft, shown.plan
    head = {"pattern": days_line(draft.days), **_named(draft)}
    parts = [("patterns.preview", head), *_plan_lines(found)]
    edit = Button(label("patterns.edit", locale), pack("patterns", "edit"))
    rows = rows_of(
        _send(shown, found, locale), _beyond(draft, found, locale), [edit, back_to_menu(locale)]
    )
    return Reply(text=message("booking.calendar", locale, parts=parts), rows=rows)


def _plan_lines(found: Plan) -> list[Line]:
    parts: list[Line] = []
    plain = [one.day for one in found.asked if one.decision.verdict is Verdict.ALLOWED]
    with_reason = [one for one in found.asked if one.decision.verdict is Verdict.DISCRETION]
    if plain:
        parts.append(("patterns.preview.asked", {"count": len(plain), "days": plain}))
    if with_reason:
        days = [one.day for one in with_reason]
        parts.append(("patterns.preview.with_reason", {"count": len(days), "days": days}))
    if found.beyond:
        reasons = explaining.lines(found.beyond[0].decision.obstacles)
        days = [one.day for one in found.beyond]
        named = {"count": len(days), "days": days, "reasons": reasons}
        parts.append(("patterns.preview.beyond", named))
    if found.refused:
        parts.append(_refused(found))
    if found.later:
        named = {"count": len(found.later), "first": found.later[0]}
        parts.append(("patterns.preview.later", named))
    return parts


def _refused(found: Plan) -> Line:
    lines: list[Line] = [
        (
            "patterns.refused.day",
            {"day": day_line(one), "reasons": explaining.lines_beneath(one.decision.obstacles)},
        )
        for one in found.refused[:REFUSED_SHOWN]
    ]
    more = len(found.refused) - REFUSED_SHOWN
    if more > 0:
        lines.append(("patterns.refused.more", {"count": more}))
    return "patterns.preview.refused", {"count": len(found.refused), "days": lines}


def _send(shown: Screen, found: Plan, locale: str) -> list[Button]:
    if not found.asked and not found.later:
        return []
    key = "patterns.send" if found.asked else "patterns.send.later"
    words = label(key, locale, count=len(found.asked))
    return [Button(words, pack("patterns", "send", shown.draft.digest))]


def _beyond(draft: Draft, found: Plan, locale: str) -> list[Button]:
    if draft.beyond:
        return [Button(label("patterns.beyond.no", locale), pack("patterns", "beyond", 0))]
    if not found.beyond:
        return []
    words = label("patterns.beyond.yes", locale, count=len(found.beyond))
    return [Button(words, pack("patterns", "beyond", 1))]


def submitted(actor: Actor, asked: Asked) -> Reply:
    """Tell what was asked for and of whom, and what was not."""
    locale = actor.locale
    named = {
        "pattern": pattern_line(asked.pattern),
        "count": len(asked.booked),
        **said_of(asked.to),
    }
    key = "patterns.sent" if asked.to else "patterns.sent.nobody"
    if not asked.booked:
        key = "patterns.sent.nothing_yet"
    parts: list[Line] = [(key, named), *_left_out(asked.plan)]
    patterns = Button(label("patterns.back", locale), pack("patterns", "open"))
    rows = rows_of([patterns, button(actor, "booking", "days")], [back_to_menu(locale)])
    return Reply(text=message("booking.calendar", locale, parts=parts), rows=rows)


def _left_out(found: Plan) -> list[Line]:
    days = sorted(one.day for one in (*found.refused, *found.beyond))
    parts: list[Line] = []
    if days:
        parts.append(("patterns.sent.left_out", {"count": len(days), "days": days}))
    if found.later:
        named = {"count": len(found.later), "first": found.later[0]}
        parts.append(("patterns.preview.later", named))
    return parts


def ask_end(actor: Actor, one: Listed) -> Reply:
    """Ask what becomes of the days to come of a pattern that ends."""
    locale, pattern = actor.locale, one.pattern
    keep = pack("patterns", "end", pattern.id, pattern.version, "keep")
    free = pack("patterns", "end", pattern.id, pattern.version, "free")
    choices = [[Button(label("patterns.end.plain", locale), keep)]]
    if one.held:
        choices = [
            [Button(label("patterns.end.keep", locale, count=one.held), keep)],
            [Button(label("patterns.end.free", locale, count=one.held), free)],
        ]
    back = Button(label("patterns.end.no", locale), pack("patterns", "open"))
    named = {"pattern": pattern_line(pattern), "count": one.held}
    text = message("patterns.end.ask", locale, **named)
    return Reply(text=text, rows=rows_of(*choices, [back]))


def ended(actor: Actor, result: Ended) -> str:
    """Say in a word what came of ending a pattern."""
    key = "patterns.ended.freed" if result.freed else "patterns.ended"
    return label(key, actor.locale, count=len(result.freed))


def ask_last(actor: Actor) -> Reply:
    """Ask for the last day in words."""
    return Reply(text=message("patterns.type", actor.locale), fresh=True)
