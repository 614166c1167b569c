"""The form of a permit as text and buttons: one question after the other, then the summary."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat import calendar as grid
from handlers.chat.features.permits import own_views
from handlers.chat.menu_views import back_to_menu
from handlers.chat.replies import Button, Reply, Rows, rows_of
from handlers.desk.cases.permit_wording import change_line, kind_line, when_line
from handlers.desk.cases.reaching import said_of
from handlers.desk.context import Actor
from handlers.desk.permits.actions import PermitCame, Sent, Shown
from handlers.desk.permits.drafts import Draft
from handlers.desk.permits.form import Form, Step
from handlers.desk.permits.month import Cell, Mark, Month
from handlers.desk.presses import pack
from handlers.texts import Line, articles, explaining, label, message
from rules.facts import Permit, clock_text
from storage.requests.permits_found import PermitRecord
from storage.tables import Role

SIGNS = {Mark.FREE: "", Mark.AGILE: "🏠", Mark.OFF: "–", Mark.REFUSED: "✕", Mark.PAST: "·"}
"""What stands before the number of a day."""
CHOSEN = "• "
LENGTHS = 8
"""Lengths offered on buttons, by half hours; longer ones are written."""
MOST_DAYS = 16
"""Buttons for a number of days: more than any kind gives at once."""


def form(actor: Actor, shown: Shown) -> Reply:
    """Show what is asked next, with what was said so far."""
    found = shown.form
    if found.step is Step.SUMMARY:
        return summary(actor, shown)
    parts: list[Line] = [
        *so_far(found),
        *_only_in_hours(found),
        (_question(found), _figures(found)),
    ]
    text = message("permits.form", actor.locale, parts=parts)
    return Reply(text=text, rows=(*_choices(actor, found), *_bottom(actor, found)))


def _question(found: Form) -> str:
    of_a_half = found.step is Step.LENGTH and not found.draft.until_end
    return f"permits.ask.{found.step.value}{'.half' if of_a_half else ''}"


def _figures(found: Form) -> dict[str, object]:
    """Give what the question itself names."""
    judged = found.judged
    return {"reasons": explaining.lines(judged.decision.obstacles) if judged else []}


def so_far(found: Form) -> list[Line]:
    """Say what is known of a permit."""
    draft = found.draft
    why: list[Line] = [("permits.because", {"words": draft.words})] if draft.words else []
    known: list[Line] = [kind_line(draft.kind)] if draft.kind and found.balance else []
    permit = replace(draft, kind=draft.kind or "").permit
    if permit is not None:
        known.append(when_line(permit))
    elif draft.on is not None:
        start = {"day": draft.on, "start": draft.start}
        day = f"day.{draft.half or 'whole'}"
        known.append(("permits.when.start" if draft.start is not None else day, start))
    if draft.whole and draft.days is not None and (draft.on is None or not draft.kind):
        known.append(("permits.when.whole", {"count": draft.days}))
    known += _without_a_day(draft)
    if not known:
        return []
    key = "permits.so_far.correcting" if draft.corrects is not None else "permits.so_far"
    return [(key, {"known": known}), *why]


def _only_in_hours(found: Form) -> list[Line]:
    """Say where a whole day was meant that this kind of permit is not had for whole days."""
    return [("permits.only_in_hours", {})] if found.only_in_hours else []


def _without_a_day(draft: Draft) -> list[Line]:
    """Say what is known already of a permit that still lacks its day, or its hour."""
    known: list[Line] = []
    if draft.event is not None and draft.on is None:
        known.append(("permits.when.event", {"day": draft.event}))
    if draft.start is not None and draft.on is None:
        end = None if draft.minutes is None else draft.start + draft.minutes
        key = "permits.when.from" if end is None else "permits.when.times"
        known.append((key, {"start": draft.start, "end": end}))
    if draft.minutes is not None and draft.start is None:
        known.append(("permits.when.lasting", {"minutes": draft.minutes}))
    return known


def _choices(actor: Actor, found: Form) -> Rows:
    locale = actor.locale
    match found.step:
        case Step.KIND:
            buttons = [
                Button(
                    label(f"permits.kind.{one.kind}", locale), pack("permits", "kind", one.kind)
                )
                for one in found.balances
            ]
            return _in_rows(buttons, 2)
        case Step.URGENCY:
            return _yes_and_no(locale)
        case Step.START:
            starts = _in_rows([_minute_button(minute) for minute in found.starts], 4)
            return (*starts, *_whole_days(locale, found))
        case Step.LENGTH:
            return _lengths(found)
        case Step.COUNT:
            return _in_rows(_counts(found), 4)
        case _:
            return calendar(locale, found.month) if found.month else ()


def _yes_and_no(locale: str) -> Rows:
    return rows_of(
        [
            Button(label(f"permits.urgent.{word}", locale), pack("permits", "urgent", word))
            for word in ("yes", "no")
        ]
    )


def _whole_days(locale: str, found: Form) -> Rows:
    """Offer whole days, where this kind may be had in both ways."""
    if found.balance is None or not found.balance.in_days:
        return ()
    data = pack("permits", "length", "days")
    return rows_of([Button(label("permits.length.days", locale), data)])


def _minute_button(minute: int) -> Button:
    return Button(clock_text(minute), pack("permits", "start", minute))


def _lengths(found: Form) -> Rows:
    """Offer other lengths; the one that stands above is marked."""
    return _in_rows([_length_button(found, one) for one in found.lengths[:LENGTHS]], 4)


def _length_button(found: Form, minutes: int) -> Button:
    hours, rest = divmod(minutes, 60)
    words = f"{hours}h{rest or ''}" if hours else f"{rest} min"
    mark = CHOSEN if minutes == found.draft.minutes else ""
    return Button(f"{mark}{words}", pack("permits", "lasting", minutes))


def _counts(found: Form) -> list[Button]:
    most = found.balance.days if found.balance else None
    last = min(MOST_DAYS, int(most.most)) if most else MOST_DAYS
    return [Button(str(days), pack("permits", "count", days)) for days in range(1, last + 1)]


def _in_rows(buttons: list[Button], width: int) -> Rows:
    cut = [buttons[start : start + width] for start in range(0, len(buttons), width)]
    return rows_of(*cut)


def _bottom(actor: Actor, found: Form) -> Rows:
    locale = actor.locale
    mine = Button(label("permits.mine", locale), pack("permits", "mine"))
    if found.step is not Step.KIND:
        anew = Button(label("permits.anew", locale), pack("permits", "anew"))
        return rows_of([anew, mine], [back_to_menu(locale)])
    staff: list[Button] = []
    if Role.HR in actor.roles:
        staff = [Button(label("permits.staff", locale), pack("permits", "staff"))]
    return rows_of([mine, *staff], [back_to_menu(locale)])


def calendar(locale: str, month: Month) -> Rows:
    """Lay out a month to pick a day from."""
    by_day = {cell.day: _day_button(cell) for cell in month.cells}
    rows = grid.month(
        locale,
        month.first,
        day=by_day.__getitem__,
        turn=lambda to: pack("permits", "month", to),
        earliest=month.earliest,
        latest=month.latest,
    )
    return rows_of(*rows)


def _day_button(cell: Cell) -> Button:
    words = f"{SIGNS[cell.mark]}{cell.day.day}"
    return Button(words, pack("permits", "day", cell.day))


def summary(actor: Actor, shown: Shown) -> Reply:
    """Show the whole permit with all that the rules say, and the button that sends it off."""
    parts = _summary_parts(shown)
    text = message("permits.form", actor.locale, parts=parts)
    return Reply(text=text, rows=_summary_rows(actor, shown.form))


def _summary_parts(shown: Shown) -> list[Line]:
    found = shown.form
    judged, balance = found.judged, found.balance
    if judged is None or balance is None:
        return []
    parts = [*so_far(found), *_only_in_hours(found)]
    changes = [change_line(balance, reason) for reason in judged.limits]
    if found.overlaps is not None:
        return [*parts, overlap_line(found.overlaps)]
    if changes and not judged.refused:
        parts.append(("permits.balance", {"lines": changes}))
    verdict = judged.decision.verdict
    reasons = judged.decision.obstacles or judged.decision.reasons
    lines = explaining.lines(reasons)
    parts.append((f"permits.verdict.{verdict}", {"reasons": lines}))
    if found.begun:
        parts.append(("permits.begun", {}))
    if found.instead:
        options = [when_line(one) for one in found.instead]
        parts.append(("permits.instead", {"options": options}))
    if found.sendable:
        parts += _what_follows(shown)
    return parts


def overlap_line(earlier: PermitRecord) -> Line:
    """Say which permit the person has, or has asked for, at that time."""
    named = {"kind": kind_line(earlier.permit.kind), "when": when_line(earlier.permit)}
    return f"permits.overlaps.{earlier.state.value}", named


def _what_follows(shown: Shown) -> list[Line]:
    """Tell what it does to the contact bands, and whether somebody decides or is only told."""
    judged, parts = shown.form.judged, list[Line]()
    if judged is None:
        return parts
    if judged.relieved and judged.bands:
        parts.append(("permits.relieved", {"bands": judged.bands}))
    how = "told" if judged.is_communicated else "asked"
    whom = "" if shown.approver_name else ".nobody"
    because = _because(judged.approval.because)
    named = {"approver": shown.approver_name or "", "because": because}
    parts.append((f"permits.route.{how}{whom}", named))
    return parts


def _because(article_ids: tuple[str, ...]) -> list[Line]:
    cited = articles(article_ids)
    return [("permits.route.cited", {"articles": cited})] if cited else []


def _summary_rows(actor: Actor, found: Form) -> Rows:
    locale = actor.locale
    send: list[Button] = []
    if found.sendable:
        data = pack("permits", "submit", found.draft.digest)
        send = [Button(label("permits.send", locale), data)]
    instead = [[_instead_button(locale, one, found)] for one in found.instead]
    if found.overlaps is not None:
        earlier = own_views.buttons_of(found.overlaps, locale)
        return rows_of(earlier, _changes(locale, found), *map(list, _bottom(actor, found)))
    why = Button(label("explaining.why", locale), pack("permits", "why"))
    lengths, bottom = map(list, _lengths(found)), map(list, _bottom(actor, found))
    return rows_of(send, *lengths, *instead, [why, *_changes(locale, found)], *bottom)


def _instead_button(locale: str, permit: Permit, found: Form) -> Button:
    key, named = when_line(permit)
    words = label("permits.take_this", locale, when=(key, named))
    if permit.on != found.draft.on:
        return Button(words, pack("permits", "day", permit.on))
    if permit.minutes is not None:
        return Button(words, pack("permits", "lasting", permit.minutes))
    return Button(words, pack("permits", "count", permit.days or 1))


def _changes(locale: str, found: Form) -> list[Button]:
    """Lay out what may be changed: the day, and the hours or the number of days."""
    fields = ["day"]
    if not found.draft.whole:
        fields.append("time")
    elif found.balance is None or found.balance.days is None or found.balance.days.most > 1:
        fields.append("count")
    return [
        Button(label(f"permits.change.{field}", locale), pack("permits", "change", field))
        for field in fields
    ]


def words_of_the_act(actor: Actor, shown: Shown) -> Reply:
    """Show what the act says about this permit."""
    judged = shown.form.judged
    reasons = (*judged.decision.reasons, *judged.approval.reasons) if judged else ()
    text = explaining.words_of_the_act(actor.policy, reasons, actor.locale)
    back = Button(label("permits.back", actor.locale), pack("permits", "show"))
    return Reply(text=text, rows=rows_of([back], [back_to_menu(actor.locale)]))


def sent(actor: Actor, result: Sent) -> Reply:
    """Tell what came of sending a permit off."""
    if result.record is None:
        return Reply(toast=label("door.stale", actor.locale), alert=True)
    permit = result.record.permit
    named: dict[str, object] = {"kind": kind_line(permit.kind), "when": when_line(permit)}
    named["because"] = _because(result.because)
    asked = result.came is PermitCame.ASKED
    key = f"permits.sent.{'asked' if asked else 'told'}"
    if result.to is None:
        key = f"{key}.nobody"
    elif not asked and not result.to.arrives:
        key = f"{key}.unreached"
    text = message(key, actor.locale, **said_of(result.to), **named)
    mine = Button(label("permits.mine", actor.locale), pack("permits", "mine"))
    return Reply(text=text, rows=rows_of([mine], [back_to_menu(actor.locale)]))
