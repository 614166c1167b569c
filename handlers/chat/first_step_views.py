"""What somebody without an agreement is told: why, and the next step with a name."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.chat.menu_views import back_to_menu, button
from handlers.chat.replies import Reply, rows_of
from handlers.desk.cases.first_step import FirstStep, exclusion_lines, step_line
from handlers.desk.context import Actor
from handlers.texts import Line, explaining, message
from rules.decision import Reason


def without_agreement(actor: Actor, reasons: Sequence[Reason], step: FirstStep) -> Reply:
    """Tell whether the act admits somebody, that there is no agreement yet, and what is next."""
    named = {"reasons": explaining.lines(reasons), "step": step_line(step)}
    parts: list[Line] = [*exclusion_lines(step), ("booking.no_agreement", named)]
    text = message("booking.calendar", actor.locale, parts=parts)
    rows = rows_of([button(actor, "eligibility", "show")], [back_to_menu(actor.locale)])
    return Reply(text=text, rows=rows)
