"""Who is where, as somebody asked: an office on a day, or one person of it."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.features.team import on_call_views, person_views, views
from handlers.chat.namesakes import Named, with_person
from handlers.chat.replies import Reply
from handlers.desk import naming
from handlers.desk.context import Actor, Desk
from handlers.desk.team import actions, on_call
from handlers.desk.team.person import look_at_person
from handlers.reading.meanings import Team, Where
from storage.errors import NotFound


def team(desk: Desk, actor: Actor, asked: Asked, meaning: Team) -> Reply:
    """Show an office on a day; of one person first where they are."""
    found = naming.people_named(desk, actor, meaning.whom) if meaning.whom else []
    own = not found and naming.is_own_name(actor, meaning.whom)
    of_turns = meaning.where is Where.ON_CALL
    if own or not meaning.whom:
        return (_turns if of_turns else _day)(desk, actor, meaning)

    def shown(person_id: int) -> Reply:
        turn = _turn(desk, actor, meaning, person_id) if of_turns else None
        if turn is not None:
            return turn
        person = look_at_person(desk, actor, person_id, meaning.day)
        return person_views.day(actor, person, of_turns=of_turns)

    return with_person(desk, actor, asked, Named(meaning, meaning.whom, found), shown)


def _day(desk: Desk, actor: Actor, meaning: Team) -> Reply:
    return views.day(actor, actions.look_at_day(desk, actor, meaning.day))


def _turns(desk: Desk, actor: Actor, meaning: Team) -> Reply:
    """Show the week on call to who sees to it, to everybody else the day with who is on call."""
    found = actions.look_at_day(desk, actor, meaning.day)
    if found.sight.replaces:
        office = found.sight.office.id
        return on_call_views.week(actor, on_call.look_at_week(desk, actor, office, meaning.day))
    return views.day(actor, found, of_turns=True)


def _turn(desk: Desk, actor: Actor, meaning: Team, person_id: int) -> Reply | None:
    """Show a person's week on call to who sees to it; None for whose they do not see to."""
    try:
        return on_call_views.judged(actor, on_call.judge(desk, actor, person_id, meaning.day))
    except NotFound:
        return None
