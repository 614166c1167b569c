"""Recalls as they were said: the people found among those whom the manager may recall."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat.asked import Asked
from handlers.chat.features.recalls import views
from handlers.chat.guards import not_a_manager
from handlers.chat.menu_views import back_to_menu
from handlers.chat.namesakes import MOST_PEOPLE, nobody_named
from handlers.chat.open_form import said_beside
from handlers.chat.replies import Reply, rows_of
from handlers.desk.context import Actor, Desk
from handlers.desk.naming import closest, offices_named, people_named
from handlers.desk.recalls import actions
from handlers.desk.recalls.drafts import MOST_PEOPLE as MOST_CALLED
from handlers.desk.recalls.drafts import RECALL, WORDS, Draft, Step
from handlers.desk.recalls.team import team
from handlers.reading.meanings import Recall
from handlers.texts import message


def recall(desk: Desk, actor: Actor, _asked: Asked, meaning: Recall) -> Reply:
    """
    Show what the rules say of the recall, with the words that were said; the press is to come.

    A name that several people have is looked for in the list of the recall itself.
    """
    if not actor.approves:
        return not_a_manager(actor)
    known: list[int] = []
    offices = [*meaning.offices]
    unsure = ""
    for name in meaning.whom:
        with desk.store.reading() as uow:
            found = closest(team(uow, desk, actor, search=name), name)
        if not found and _is_an_office(desk, actor, name):
            offices.append(name)
        elif not found:
            return _not_to_be_recalled(desk, actor, name)
        elif len(found) > 1:
            unsure = unsure or name
        else:
            known.append(found[0].id)
    if not (offices or meaning.everybody):
        return _shown(desk, actor, meaning, known, unsure)
    unknown = [name for name in offices if not _is_an_office(desk, actor, name)]
    if unknown:
        return nobody_named(actor, unknown[0])
    called = replace(meaning, offices=tuple(offices))
    return _with_those_away(desk, actor, called, known, unsure)


def _is_an_office(desk: Desk, actor: Actor, name: str) -> bool:
    with desk.store.reading() as uow:
        return not people_named(desk, actor, name) and bool(offices_named(uow, actor, name))


def _with_those_away(
    desk: Desk, actor: Actor, meaning: Recall, known: list[int], unsure: str
) -> Reply:
    """Add those of the offices who work away that day; who is beyond one recall is told."""
    asked = ["", *meaning.offices] if meaning.everybody else meaning.offices
    reach = actions.in_reach(desk, meaning.day)
    away = [one for name in asked for one in actions.away_on(desk, actor, meaning.day, name)]
    called = list(dict.fromkeys([*known, *(one.id for one in away)])) if reach else known
    if reach and not away and not unsure and not known:
        text = message("recalls.said.nobody_away", actor.locale, day=meaning.day)
        return Reply(text=text, rows=rows_of([back_to_menu(actor.locale)]))
    shown = _shown(desk, actor, meaning, called, unsure)
    if len(called) <= MOST_CALLED:
        return shown
    many = ("recalls.said.many", {"count": len(called), "most": MOST_CALLED})
    return said_beside(shown, many, actor.locale, first=True)


def _shown(desk: Desk, actor: Actor, meaning: Recall, known: list[int], unsure: str) -> Reply:
    day = meaning.day if actions.in_reach(desk, meaning.day) else None
    step = Step.PEOPLE if unsure else Step.CARD
    asked_for = RECALL.field(WORDS)
    words = meaning.why if asked_for.least <= len(meaning.why) <= asked_for.most else ""
    draft = Draft(people=tuple(known), day=day, search=unsure, step=step, words=words)
    shown = views.screen(actor, actions.begin(desk, actor, draft))
    return _with_short_words(actor, shown, meaning.why)


def _with_short_words(actor: Actor, shown: Reply, words: str) -> Reply:
    """Show words that are too few for a motive, so that they are not dropped in silence."""
    least = RECALL.field(WORDS).least
    if not 0 < len(words) < least:
        return shown
    named = {"words": words, "least": least}
    return said_beside(shown, ("recalls.said.short", named), actor.locale)


def _not_to_be_recalled(desk: Desk, actor: Actor, name: str) -> Reply:
    """Tell that nobody has a name, or that who has it is not recalled by this manager."""
    found = people_named(desk, actor, name)
    if not found:
        return nobody_named(actor, name)
    names = [person.name for person in found[:MOST_PEOPLE]]
    text = message("recalls.not_theirs", actor.locale, names=names, count=len(found))
    return Reply(text=text, rows=rows_of([back_to_menu(actor.locale)]))
