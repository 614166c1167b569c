"""The motive of a decision in chat: ready words or one's own, said back once, then sent."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.asking import Asking
from handlers.chat.choosing import by_place
from handlers.chat.closing import close
from handlers.chat.feature import to_managers
from handlers.chat.features.approvals import list_views, motive_views, own_said, views
from handlers.chat.features.approvals.deciding import with_motive
from handlers.chat.features.approvals.thinking_again import (
    goes_to_the_list,
    other_decision,
    puts_off,
    said_to_be_well,
)
from handlers.chat.forms import hear, leave_for
from handlers.chat.menu_views import back_to_menu
from handlers.chat.no_motive import (
    is_beyond_the_desk,
    motive_instead,
    only_when,
    order_instead,
)
from handlers.chat.open_form import opened, said_beside
from handlers.chat.replies import Reply, rows_of
from handlers.chat.second_thoughts import turns_down
from handlers.chat.typed import cut
from handlers.chat.understanding import bare_words, workdays_of_actor
from handlers.desk.context import Actor, Desk
from handlers.desk.forms.fields import Field
from handlers.desk.forms.standing import StandingForm
from handlers.desk.naming import people_named
from handlers.desk.presses import StalePressError
from handlers.desk.requests import cards_shown, motives, waiting
from handlers.desk.requests.deciding import DecisionCame, Wish
from handlers.desk.requests.motives import FORM, MOTIVE
from handlers.desk.requests.parts import Part
from handlers.desk.requests.request import Request, State
from handlers.reading.fragments import read_days
from handlers.reading.instead_of_a_motive import meant_instead, somebody_else, why_both
from handlers.texts import label, message


def show(_desk: Desk, actor: Actor, form: StandingForm) -> Reply:
    """Ask for the motive, or show it once as it will be read."""
    return motive_views.question(actor, form) if form.missing else motive_views.said(actor, form)


def send(desk: Desk, actor: Actor, form: StandingForm) -> Reply:
    """Decide, with the words that were shown."""
    outcome = motives.send(desk, actor, form.values)
    if outcome.came is not DecisionCame.DONE:
        return motive_views.not_done(actor, outcome)
    rest = cards_shown.others_waiting(desk, actor, outcome.look.request.key)
    return motive_views.done(actor, outcome, rest)


def choose_ready(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Take one of the ready motives."""
    form = opened(desk, actor, ASKING)
    name = asked.press.text(0)
    if name not in form.standing.values["ready"]:
        raise StalePressError(f"{name!r} is no ready motive")
    words = label(f"approvals.ready.{name}", actor.locale)
    return form.take(FORM.field(MOTIVE), words)


def ready_named(
    _desk: Desk, actor: Actor, form: StandingForm, words: str
) -> tuple[Field, str] | None:
    """Take the ready motive that is named by its place among the buttons: `il secondo`."""
    ready = form.values["ready"]
    place = by_place(words, len(ready))
    if place is None:
        return None
    return FORM.field(MOTIVE), label(f"approvals.ready.{ready[place]}", actor.locale)


def heard_first(desk: Desk, actor: Actor, form: StandingForm, words: str) -> Reply | None:
    """Hear what is no motive: the other decision, the list, a decision put off, another order."""
    again = motive_instead(desk, actor, words)
    if again is not None:
        return hear(desk, actor, Asked(actor.telegram_id, actor.locale, again), ASKING)
    return (
        turned(desk, actor, form, words)
        or _names_both_days(desk, actor, form, words)
        or _names_another_day(desk, actor, form, words)
        or _names_another(desk, actor, words)
        or _goes_elsewhere(desk, actor, form, words)
        or _asks_the_desk(desk, actor, words)
    )


def turned(desk: Desk, actor: Actor, form: StandingForm, words: str) -> Reply | None:
    """Turn to the other decision where somebody thinks again: `anzi approvala`."""
    to = other_decision(words)
    if to is None and _is_said_to_be_well(desk, actor, form, words):
        to = State.APPROVED
    if to is not None and to.value == form.values["to"]:
        # `Sì, rifiutala` is the same once more, and no motive.
        again = opened(desk, actor, ASKING)
        ready = again.can_be_sent
        key = "form.press" if ready else "form.words.not_taken"
        return again.again((key, {} if ready else {"words": cut(words)}))
    if to is None:
        return None
    values = form.values
    wish = Wish(key=(values["kind"], values["id"]), version=values["version"], to=to)
    close(desk, actor)
    left = motive_views.left(form)
    if to is State.REFUSED:
        asked = with_motive(desk, actor, wish, "")
        return asked and said_beside(asked, left, actor.locale)
    request = _request(desk, actor, form)
    part = Part(person_id=request.employee_id, days=(request.day,))
    shown = views.card(actor, cards_shown.look_at_part(desk, actor, wish.key, part))
    return said_beside(shown, left, actor.locale)


def _names_another(desk: Desk, actor: Actor, words: str) -> Reply | None:
    """Turn to whom was meant instead; what only names a colleague is no motive to be read."""
    said = " ".join(bare_words(words))
    name = somebody_else(said)
    if name is None or not people_named(desk, actor, name):
        return None
    form = opened(desk, actor, ASKING)
    if meant_instead(said):
        verb = "approva" if form.standing.values["to"] == State.APPROVED.value else "rifiuta"
        return leave_for(form, Asked(actor.telegram_id, actor.locale, f"{verb} {name}"))
    return form.again(("form.words.not_taken", {"words": cut(words)}))


def _names_both_days(desk: Desk, actor: Actor, form: StandingForm, words: str) -> Reply | None:
    """Turn to all that waits of whom it is about: `entrambi i giorni perché c'è il mercato`."""
    why = why_both(words)
    if why is None:
        return None
    verb = "approva" if form.values["to"] == State.APPROVED.value else "rifiuta"
    order = f"{verb} {form.values['name']}{' perché ' if why else ''}{why}"
    asked = Asked(actor.telegram_id, actor.locale, order)
    return leave_for(opened(desk, actor, ASKING), asked)


def _names_another_day(desk: Desk, actor: Actor, form: StandingForm, words: str) -> Reply | None:
    """
    Turn to the day that was meant, or to both; no day or hour alone is a motive to be read.

    `Meglio venerdì` may be one: it is shown before it goes.
    """
    found = only_when(desk, actor, words)
    if found is None or ready_named(desk, actor, form, words) is not None:
        return None
    so_far = opened(desk, actor, ASKING)
    days = read_days(found.said, today=desk.today(), workdays=workdays_of_actor(desk, actor))
    other = [wish.day for wish in days.value or ()] if days.whole else []
    if other and (found.beside or turns_down(words)):
        every = [_request(desk, actor, form).day, *other] if found.beside else other
        verb = "approva" if form.values["to"] == State.APPROVED.value else "rifiuta"
        on = " e ".join(f"il {day:%d/%m/%Y}" for day in dict.fromkeys(every))
        order = f"{verb} {form.values['name']} {on}"
        return leave_for(so_far, Asked(actor.telegram_id, actor.locale, order))
    if found.instead:
        return None
    return so_far.again(("form.words.not_taken", {"words": cut(words)}))


def _goes_elsewhere(desk: Desk, actor: Actor, form: StandingForm, words: str) -> Reply | None:
    """Go back to the list, or let the decision be until later: nothing is decided."""
    if goes_to_the_list(words):
        close(desk, actor)
        listed = list_views.page(actor, waiting.page(desk, actor, 0))
        return said_beside(listed, motive_views.left(form), actor.locale)
    if puts_off(words):
        close(desk, actor)
        key, named = motive_views.left(form)
        rows = rows_of([views.back(actor)], [back_to_menu(actor.locale)])
        return Reply(text=message(key, actor.locale, **named), rows=rows)
    return None


def _asks_the_desk(desk: Desk, actor: Actor, words: str) -> Reply | None:
    """Leave for an order to the desk; of one that it does not know say that it is no motive."""
    form = opened(desk, actor, ASKING)
    instead = order_instead(desk, actor, words)
    if instead is not None:
        return leave_for(form, Asked(actor.telegram_id, actor.locale, instead))
    if is_beyond_the_desk(words):
        return form.again(("form.words.not_taken", {"words": cut(words)}))
    return None


def _is_said_to_be_well(desk: Desk, actor: Actor, form: StandingForm, words: str) -> bool:
    """Tell whether it is the person, or the day, of this very request that is said to be well."""
    well = said_to_be_well(words)
    if well is None:
        return False
    if set(bare_words(well)) <= set(bare_words(form.values["name"])):
        return True
    days = read_days(well, today=desk.today(), workdays=workdays_of_actor(desk, actor))
    if not days.whole or not days.value:
        return False
    request = _request(desk, actor, form)
    return all(request.touches((wish.day,)) for wish in days.value)


def _request(desk: Desk, actor: Actor, form: StandingForm) -> Request:
    """Give the request that the motive is for."""
    key = form.values["kind"], form.values["id"]
    card = cards_shown.look(desk, actor, key)
    return next(look.request for look in card.looks if look.request.key == key)


ASKING = Asking(
    form=FORM,
    show=show,
    send=send,
    beside=ready_named,
    first=heard_first,
    left=motive_views.left,
    may=to_managers,
    stands=own_said.show_decided,
)
