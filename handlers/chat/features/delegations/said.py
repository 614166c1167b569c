"""Who shall decide in somebody's place, as they said it."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.features.delegations import views
from handlers.chat.features.delegations.opening import open_with
from handlers.chat.meaning import answer
from handlers.chat.namesakes import Named, with_person
from handlers.chat.open_form import said_beside
from handlers.chat.replies import Reply
from handlers.desk import naming
from handlers.desk.context import Actor, Desk
from handlers.desk.delegations import actions
from handlers.desk.delegations.actions import Named as Given
from handlers.reading.meanings import Delegate, EndDelegation, WhoDecides
from storage.tables import Role


def delegate(desk: Desk, actor: Actor, asked: Asked, meaning: Delegate) -> Reply:
    """Show the delegation to whom a name, or a role of the body, means."""
    if not actor.held:
        return views.without_post(actor)

    def opened(person_id: int | None) -> Reply:
        first, last = meaning.first, meaning.last
        return open_with(desk, actor, delegate_id=person_id, first=first, last=last)

    if not meaning.whom and not meaning.role:
        return opened(None)
    if meaning.role:
        found = naming.holders_of_role(desk, actor, Role(meaning.role))
        if not found:
            return views.no_holder(actor, meaning.role)
    else:
        found = naming.people_named(desk, actor, meaning.whom)
        if not found and naming.is_own_name(actor, meaning.whom):
            return answer(desk, actor, asked, WhoDecides(day=meaning.first, myself=True))
    return with_person(desk, actor, asked, Named(meaning, meaning.whom, found), opened)


def end(desk: Desk, actor: Actor, _asked: Asked, meaning: EndDelegation) -> Reply:
    """Ask before the one delegation that is meant is ended; of several show the list."""
    overview = actions.overview(desk, actor)
    found = [one for one in overview.given if _is_meant(one, meaning)]
    meant = _named_by(desk, actor, meaning)
    if meant is not None:
        found = [one for one in found if one.delegate.id in meant]
    if len(found) == 1:
        return views.sure(actor, found[0])
    shown = views.overview(actor, overview, today=desk.today())
    if found or not overview.given:
        return shown
    return said_beside(shown, ("delegations.none_so", {}), actor.locale, first=True)


def _is_meant(given: Given, meaning: EndDelegation) -> bool:
    """Tell whether a delegation holds on the day that was said, if one was."""
    delegation, day = given.delegation, meaning.day
    return day is None or delegation.first_day <= day <= delegation.last_day


def _named_by(desk: Desk, actor: Actor, meaning: EndDelegation) -> set[int] | None:
    """Give who is meant by a name or a role; None if nobody was named."""
    if meaning.role:
        return {one.id for one in naming.holders_of_role(desk, actor, Role(meaning.role))}
    if meaning.whom:
        return {one.id for one in naming.people_named(desk, actor, meaning.whom)}
    return None
