"""What somebody without an agreement is told: why, and the next step with a name."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.chat.menu_views import back_to_menu, button
from handlers.chat.replies import Reply, rows_of
from handlers.desk.cases.first_step import FirstStep, step_line
from handlers.desk.context import Actor
from handlers.texts import explaining, message
from rules.decision import Reason


def without_agreement(actor: Actor, reasons: Sequence[Reason], step: FirstStep) -> Reply:
    """Tell that nothing can be booked yet, and who takes the next step."""
    named = {"reasons": explaining.lines(reasons), "step": step_line(step)}
    text = message("booking.no_agreement", actor.locale, **named)
    rows = rows_of([button(actor, "eligibility", "show")], [back_to_menu(actor.locale)])
    return Reply(text=text, rows=rows)
