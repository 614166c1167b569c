"""How a day to come is worked, as somebody asked: contact bands, the meal voucher."""

from __future__ import annotations

from datetime import timedelta

from handlers.chat.asked import Asked
from handlers.chat.features.today import views
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.today import actions
from handlers.desk.today.days_away import in_general
from handlers.reading.meanings import Bands, MealVoucher
from rules.reasons import ReasonCode

TOMORROW = timedelta(days=1)


def bands(desk: Desk, actor: Actor, _asked: Asked, meaning: Bands) -> Reply:
    """
    Show today and tomorrow, or the one day that was said.

    Where neither of the two has contact bands, those of one's days away are told as well.
    """
    if meaning.day is None or meaning.day <= desk.today() + TOMORROW:
        result = actions.today(desk, actor)
        shown = views.today(actor, result)
        if any(one.code == ReasonCode.CONTACT_BANDS for one in result.reasons):
            return shown
        return views.with_bands_away(actor, shown, in_general(desk, actor))
    return views.day(actor, meaning.day, actions.day_of_work(desk, actor, meaning.day))


def meal_voucher(desk: Desk, actor: Actor, _asked: Asked, meaning: MealVoucher) -> Reply:
    """Tell whether a day gives a meal voucher, as it stands."""
    return views.meal_voucher(actor, meaning.day, actions.day_of_work(desk, actor, meaning.day))
