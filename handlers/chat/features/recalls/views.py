"""The list of people, the days, the card with what the act says of each, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.chat import calendar
from handlers.chat.menu_views import back_to_menu
from handlers.chat.people_picker import picker
from handlers.chat.replies import Button, Reply, Rows, rows_of
from handlers.desk.cases.first_step import hr_line
from handlers.desk.cases.known_days import AHEAD
from handlers.desk.context import Actor
from handlers.desk.presses import NOTHING, pack
from handlers.desk.recalls.actions import Screen, Sent
from handlers.desk.recalls.confirming import Answered, RecallCame
from handlers.desk.recalls.drafts import MOST_PEOPLE, Cause, Step, causes_in
from handlers.desk.recalls.judging import Judged, Standing
from handlers.desk.requests.wording import discreet
from handlers.texts import Line, articles, explaining, label, message
from rules.decision import Reason
from rules.reasons import ReasonCode
from storage.people.people import Person
from storage.requests.recalls import Recall


def screen(actor: Actor, shown: Screen, *, toast: str = "") -> Reply:
    """Show the step at which the recall stands."""
    if shown.draft.step is Step.CARD:
        return _card(actor, shown, toast)
    if shown.draft.step is Step.DAY:
        return _days(actor, shown, toast)
    return _people(actor, shown, toast)


def _people(actor: Actor, shown: Screen, toast: str) -> Reply:
    locale, chosen = actor.locale, shown.draft.people
    parts: list[Line] = [_people_title(shown)]
    if shown.live:
        parts.append(("recalls.live", {"recalls": [live_line(*one) for one in shown.live]}))
    text = message("recalls.screen", locale, parts=parts)
    ticks = picker(
        actor,
        list({person.id: person for person in (*shown.chosen, *shown.team)}.values()),
        page=shown.draft.page,
        pick=lambda person: pack("recalls", "who", person.id),
        turn=lambda to: pack("recalls", "page", to),
        ticked=frozenset(chosen),
    )
    go = [Button(label("recalls.go", locale, count=len(chosen)), pack("recalls", "days"))]
    undo = [[undo_button(recall, person, locale)] for recall, person in shown.live]
    rows = rows_of(*ticks, go if chosen else [], *undo, [back_to_menu(locale)])
    return Reply(text=text, rows=rows, toast=toast)


def _people_title(shown: Screen) -> Line:
    search = shown.draft.search
    if not shown.team:
        return ("recalls.nobody.found", {"search": search}) if search else ("recalls.nobody", {})
    return ("recalls.found", {"search": search}) if search else ("recalls.people", {})


def live_line(recall: Recall, person: Person) -> Line:
    """Say of a recall whether it is confirmed."""
    return f"recalls.live.{recall.state.value}", {"name": person.name, "day": recall.day}


def undo_button(recall: Recall, person: Person, locale: str) -> Button:
    """Make the button that asks to take a recall back."""
    words = label("recalls.undo", locale, name=person.name, day=recall.day)
    return Button(words, pack("recalls", "undo", recall.id))


def _days(actor: Actor, shown: Screen, toast: str) -> Reply:
    locale = actor.locale
    named = {"names": [person.name for person in shown.chosen]}
    back = [_back(locale, "people"), back_to_menu(locale)]
    if not shown.days:
        text = message("recalls.days.none", locale, **named)
        return Reply(text=text, rows=rows_of(back), toast=toast)
    away, today = dict(shown.days), shown.today
    rows = calendar.month(
        locale,
        shown.draft.month or min(away),
        day=lambda day: _day(day, away.get(day, 0), of=len(shown.chosen)),
        turn=lambda to: pack("recalls", "month", to),
        earliest=today,
        latest=today + AHEAD,
    )
    key = "recalls.days" if len(shown.chosen) == 1 else "recalls.days.several"
    return Reply(text=message(key, locale, **named), rows=rows_of(*rows, back), toast=toast)


def _day(day: date, away: int, *, of: int) -> Button:
    """Show a day; a tap takes one on which somebody works elsewhere."""
    if not away:
        return Button(str(day.day), NOTHING)
    return Button(f"{'🏠' if away == of else '◽'}{day.day}", pack("recalls", "day", day))


def _card(actor: Actor, shown: Screen, toast: str) -> Reply:
    locale, draft = actor.locale, shown.draft
    named = {"day": draft.day, "people": [judged_line(one) for one in shown.judged]}
    parts: list[Line] = [("recalls.card", {**named, "cause": draft.cause.value})]
    good = shown.good
    if shown.barred:
        parts.append(("recalls.card.barred", {"hr": hr_line(shown.hr)}))
    if draft.words and not good:
        parts.append(("recalls.card.words_unsent", {"words": draft.words}))
    if good and draft.words:
        parts.append(("recalls.card.words", {"words": draft.words}))
    elif good:
        parts.append(("recalls.card.write", {}))
    text = message("recalls.screen", locale, parts=parts)
    send = _send_rows(locale, draft.digest, len(good)) if good and draft.words else []
    causes = causes_in(actor.policy, shown.today)
    rows = _card_rows(locale, causes, draft.cause, send)
    return Reply(text=text, rows=rows, toast=toast)


def _send_rows(locale: str, digest: str, count: int) -> list[list[Button]]:
    """Lay out what may become of the words that are said back."""
    send = Button(label("recalls.send", locale, count=count), pack("recalls", "send", digest))
    change = Button(label("form.button.change", locale), pack("recalls", "words"))
    drop = Button(label("form.button.drop", locale), pack("recalls", "leave"))
    return [[send], [change, drop]]


def _card_rows(
    locale: str, offered: Sequence[Cause], chosen: Cause, send: list[list[Button]]
) -> Rows:
    causes = [_cause(locale, one, "chosen" if one is chosen else "other") for one in offered]
    why = Button(label("explaining.why", locale), pack("recalls", "why"))
    back = [_back(locale, "days"), back_to_menu(locale)]
    return rows_of(*([cause] for cause in causes), *send, [why], back)


def _cause(locale: str, cause: Cause, how: str) -> Button:
    words = label(f"recalls.cause.{how}", locale, cause=cause.value)
    return Button(words, pack("recalls", "cause", cause.value))


def _back(locale: str, to: str) -> Button:
    return Button(label(f"recalls.back.{to}", locale), pack("recalls", to))


def judged_line(judged: Judged) -> Line:
    """Say what the rules say about one person; why somebody is barred is not for the manager."""
    named = {"name": judged.person.name}
    if judged.decision is None:
        return f"recalls.judged.{judged.standing.value}", named
    if judged.standing is Standing.BARRED:
        barred = [r for r in judged.decision.reasons if r.code == ReasonCode.RECALL_BARRED]
        cited = [article for reason in barred for article in reason.articles]
        return "recalls.judged.barred", {**named, "articles": articles(cited)}
    reasons = explaining.lines(discreet(judged.decision.reasons))
    return f"recalls.judged.{judged.standing.value}", {**named, "reasons": reasons}


def words_of_the_act(actor: Actor, shown: Screen) -> Reply:
    """Show what the act says about the recall; nothing of those whom it does not allow."""
    reasons: list[Reason] = [
        reason
        for judged in shown.judged
        if judged.decision is not None and judged.standing is not Standing.BARRED
        for reason in discreet(judged.decision.reasons)
    ]
    text = explaining.words_of_the_act(actor.policy, reasons, actor.locale)
    if shown.barred and not reasons:
        text = message("recalls.card.barred", actor.locale, hr=hr_line(shown.hr))
    back = Button(label("recalls.back.card", actor.locale), pack("recalls", "card"))
    return Reply(text=text, rows=rows_of([back], [back_to_menu(actor.locale)]))


def too_many(actor: Actor) -> str:
    """Tell that no more people go into one recall."""
    return label("recalls.too_many", actor.locale, most=MOST_PEOPLE)


def sent(actor: Actor, result: Sent) -> Reply:
    """Tell who is called to the office, when each will read it, and who is not."""
    good = [judged for judged in result.judged if judged.standing is Standing.VALID]
    others = [judged for judged in result.judged if judged.standing is not Standing.VALID]
    parts: list[Line] = []
    if good:
        named = {"day": result.day, "people": [_sent_line(judged) for judged in good]}
        parts.append(("recalls.sent", named))
    if others:
        parts.append(("recalls.not_sent", {"people": [judged_line(judged) for judged in others]}))
    again = Button(label("recalls.back.list", actor.locale), pack("recalls", "open"))
    rows = rows_of([again], [back_to_menu(actor.locale)])
    return Reply(text=message("recalls.screen", actor.locale, parts=parts), rows=rows)


def _sent_line(judged: Judged) -> Line:
    delivered = judged.decision.values["delivered"] if judged.decision else None
    return "recalls.sent.person", {"name": judged.person.name, "when": delivered}


def confirmed(actor: Actor, answered: Answered) -> Reply:
    """Show a recall after its button was pressed."""
    key = f"recalls.answer.{_state(answered)}"
    named = {"day": answered.recall.day, "words": answered.recall.words}
    text = message(key, actor.locale, **named)
    toast = (
        label("recalls.toast.confirmed", actor.locale) if answered.came is RecallCame.DONE else ""
    )
    return Reply(text=text, rows=rows_of([back_to_menu(actor.locale)]), toast=toast)


def _state(answered: Answered) -> str:
    """Tell confirmed now and before alike; of what has ended, how it did."""
    if answered.came is RecallCame.ENDED:
        return answered.recall.state.value
    return "past" if answered.came is RecallCame.PAST else "confirmed"


def ask_to_take_back(actor: Actor, answered: Answered) -> Reply:
    """Ask once more before a recall is taken back."""
    if answered.came is not RecallCame.DONE:
        return Reply(toast=toast_of(actor, answered), alert=True)
    named = {"name": answered.person.name, "day": answered.recall.day}
    yes = Button(
        label("recalls.undo.yes", actor.locale), pack("recalls", "drop", answered.recall.id)
    )
    no = Button(label("recalls.undo.no", actor.locale), pack("recalls", "open"))
    text = message("recalls.undo.ask", actor.locale, **named)
    return Reply(text=text, rows=rows_of([yes], [no]))


def toast_of(actor: Actor, answered: Answered) -> str:
    """Say in a word what came of taking it back."""
    named = {"name": answered.person.name, "day": answered.recall.day}
    return label(f"recalls.toast.{TOASTS[answered.came]}", actor.locale, **named)


TOASTS = {
    RecallCame.DONE: "taken_back",
    RecallCame.BEFORE: "ended",
    RecallCame.ENDED: "ended",
    RecallCame.PAST: "past",
    RecallCame.FORBIDDEN: "forbidden",
}
