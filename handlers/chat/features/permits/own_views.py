"""One's own permits and what is left of each kind, with buttons to take back and to correct."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.chat.menu_views import back_to_menu
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.cases.permit_wording import balance_lines, kind_line, when_line
from handlers.desk.context import Actor
from handlers.desk.permits.own import Listed, Overview
from handlers.desk.presses import pack
from handlers.desk.requests.taking_back import Took
from handlers.texts import Line, articles, label, message
from rules.permit_balances import Balance
from storage.requests.permits_found import PermitRecord

LISTED = 20
"""Permits in one message; those after them come up as these go by."""


def overview(actor: Actor, found: Overview, *, none_named: bool = False) -> Reply:
    """Show permits and balances; `none_named` says first that none is as it was said."""
    locale = actor.locale
    shown = found.permits[:LISTED]
    lines = [listed(one.record) for one in shown] or [("permits.none", {})]
    parts: list[Line] = [
        *([("permits.none_named", {})] if none_named else []),
        ("permits.listed", {"permits": lines}),
        ("permits.balances", {"kinds": balances(found.balances)}),
    ]
    rows = [buttons_of(one.record, locale) for one in shown if one.open]
    anew = Button(label("permits.another", locale), pack("permits", "open"))
    text = message("permits.form", locale, parts=parts)
    return Reply(text=text, rows=rows_of(*rows, [anew, back_to_menu(locale)]))


def named(actor: Actor, found: Sequence[Listed]) -> Reply:
    """Show the permits that were named, each with buttons to correct it and to take it back."""
    locale, shown = actor.locale, found[:LISTED]
    text = message("permits.listed", locale, permits=[listed(one.record) for one in shown])
    rows = [buttons_of(one.record, locale) for one in shown if one.open]
    mine = Button(label("permits.mine", locale), pack("permits", "mine"))
    return Reply(text=text, rows=rows_of(*rows, [mine, back_to_menu(locale)]))


def left(actor: Actor, found: Sequence[Balance], *, asked_kind: str | None) -> Reply:
    """Show what is left of each kind, or that the body has nothing of the one asked for."""
    locale = actor.locale
    parts: list[Line] = []
    if asked_kind is not None and asked_kind not in {one.kind for one in found}:
        parts.append(("permits.left.not_yours", {"kind": kind_line(asked_kind)}))
    parts.append(("permits.balances", {"kinds": balances(found)}))
    anew = Button(label("permits.another", locale), pack("permits", "open"))
    text = message("permits.form", locale, parts=parts)
    return Reply(text=text, rows=rows_of([anew, back_to_menu(locale)]))


def balances(found: Sequence[Balance]) -> list[Line]:
    """Say what is left of each kind, with the article."""
    return [
        (
            "permits.balance.kind" if one.articles else "permits.balance.kind.bare",
            {
                "kind": kind_line(one.kind),
                "left": balance_lines(one),
                "articles": articles(one.articles),
            },
        )
        for one in found
    ]


def listed(record: PermitRecord) -> Line:
    """Say one permit with how it stands, to the person and to HR."""
    named = {"kind": kind_line(record.permit.kind), "when": when_line(record.permit)}
    motive = record.decision_reason or ""
    return f"permits.listed.{record.state.value}", {**named, "motive": motive}


def buttons_of(record: PermitRecord, locale: str) -> list[Button]:
    """Offer to correct a permit and to take it back."""
    shown = (record.id, record.version)
    named = {"day": record.permit.on}
    correct, back = (
        label(f"permits.{word}", locale, **named) for word in ("correct", "take_back")
    )
    return [
        Button(correct, pack("permits", "correct", *shown)),
        Button(back, pack("permits", "cancel", *shown)),
    ]


def ask_to_take_back(actor: Actor, record: PermitRecord) -> Reply:
    """Ask once more before a permit is taken back."""
    named = {"kind": kind_line(record.permit.kind), "when": when_line(record.permit)}
    yes = label("permits.take_back.yes", actor.locale)
    no = label("permits.take_back.no", actor.locale)
    rows = rows_of(
        [Button(yes, pack("permits", "drop", record.id, record.version))],
        [Button(no, pack("permits", "mine"))],
    )
    return Reply(text=message("permits.take_back.ask", actor.locale, **named), rows=rows)


def toast_of(actor: Actor, took: Took) -> str:
    """Say in a word what came of it."""
    return label(f"permits.took.{took.value}", actor.locale)
