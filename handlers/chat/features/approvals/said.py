"""Decisions as somebody said them: the card is shown, and nothing is decided before a press."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.chat.asked import Asked
from handlers.chat.features.approvals import list_views, said_views, views
from handlers.chat.features.approvals.deciding import with_motive
from handlers.chat.guards import not_a_manager
from handlers.chat.namesakes import (
    MOST_PEOPLE,
    Named,
    nobody_named,
    perhaps_meant,
    with_person,
)
from handlers.chat.open_form import said_beside
from handlers.chat.replies import Reply
from handlers.chat.sentences import Waits, keep
from handlers.desk import naming
from handlers.desk.cases.led import within_reach
from handlers.desk.context import Actor, Desk
from handlers.desk.near_names import near
from handlers.desk.requests import cards_shown, waiting
from handlers.desk.requests.deciding import Wish
from handlers.desk.requests.motives import FORM, MOTIVE
from handlers.desk.requests.parts import ANYBODY, Part, Sort
from handlers.desk.requests.request import State
from handlers.desk.requests.waiting import Asker
from handlers.reading.meanings import Asked as Sorts
from handlers.reading.meanings import Decide
from storage.people.people import Person


def decide(desk: Desk, actor: Actor, asked: Asked, meaning: Decide) -> Reply:
    """Show the card of whoever is meant, the list of several, or whom of one name to choose."""
    if not actor.approves:
        return not_a_manager(actor)
    named = naming.people_named(desk, actor, meaning.whom) if meaning.whom else []
    if meaning.whom and not (named or naming.is_own_name(actor, meaning.whom)):
        return _of_a_near_name(desk, actor, asked, meaning)
    if meaning.but:
        return _all_but(desk, actor, meaning)
    return _shown(desk, actor, asked, meaning, named)


def _of_a_near_name(desk: Desk, actor: Actor, asked: Asked, meaning: Decide) -> Reply:
    """Offer whom a name with one typing error may mean; nothing is shown before a choice."""
    waiting_people = [one.person for one in waiting.askers(desk, actor)]
    with desk.store.reading() as uow:
        reached = within_reach(uow, desk, actor)
    known = {one.id: one for one in (*waiting_people, *reached)}
    found = near(meaning.whom, known.values())
    if not found:
        return nobody_named(actor, meaning.whom)
    if asked.chosen in {one.id for one in found}:
        return _shown(desk, actor, asked, meaning, [known[asked.chosen]])
    if asked.words:
        keep(desk, actor, asked.words, Waits.PERSON, [one.id for one in found[:MOST_PEOPLE]])
    return perhaps_meant(actor, Named(meaning, meaning.whom, found))


def _shown(
    desk: Desk, actor: Actor, asked: Asked, meaning: Decide, named: Sequence[Person]
) -> Reply:
    waits = waiting.askers(desk, actor)
    found = [one for one in waits if _part(one, meaning).of(one.requests)]
    if meaning.whom:
        found = [one for one in found if one.person in named]
    if not found:
        return _nothing_waits(actor, named, meaning, waits)
    if not (meaning.whom or meaning.days or meaning.kind):
        if meaning.approve:
            return list_views.page(actor, waiting.page(desk, actor, 0))
        return _with_motive(actor, _listed(desk, actor, meaning, EVERYTHING), meaning)
    if meaning.approve and not meaning.whom and len(found) > 1:
        listed = _with_motive(actor, _listed(desk, actor, meaning, EVERYTHING), meaning)
        return _with_days_left_open(actor, listed, meaning)

    def shown(person_id: int) -> Reply:
        reply = _card(desk, actor, found, meaning, person_id)
        return _with_days_left_open(actor, reply, meaning)

    people = [one.person for one in found]
    return with_person(desk, actor, asked, Named(meaning, meaning.whom, people), shown)


EVERYTHING = Part(person_id=ANYBODY)
SORTS = {Sorts.ANY: Sort.ANY, Sorts.PERMITS: Sort.PERMITS, Sorts.DAYS: Sort.DAYS}


def _part(one: Asker, meaning: Decide) -> Part:
    """Name the requests of somebody that touch the days that were said, of the sort that was."""
    sort, refusing = SORTS[meaning.kind], not meaning.approve
    return Part(person_id=one.person.id, days=meaning.days, sort=sort, refusing=refusing)


def _nothing_waits(
    actor: Actor, named: Sequence[Person], meaning: Decide, waits: Sequence[Asker]
) -> Reply:
    """Say that nothing waits; where only the other sort does, say that."""
    any_sort = replace(meaning, kind=Sorts.ANY)
    of_them = [one for one in waits if not named or one.person in named]
    if meaning.kind and any(_part(one, any_sort).of(one.requests) for one in of_them):
        return said_views.nothing_of_the_sort(actor, meaning.kind)
    return said_views.nothing_waits(actor, named, meaning.days, others=bool(waits))


def _listed(desk: Desk, actor: Actor, meaning: Decide, part: Part) -> Reply:
    """List what waits of some part, and say of which sort it is."""
    sort, refusing = SORTS[meaning.kind], not meaning.approve
    meant = replace(part, days=meaning.days, sort=sort, refusing=refusing)
    found = waiting.page(desk, actor, 0, meant)
    listed = list_views.page(actor, found)
    if refusing and found.looks and not meaning.why:
        listed = said_beside(listed, ("approvals.said.one_by_one", {}), actor.locale)
    if not meaning.kind:
        return listed
    return said_beside(listed, (f"approvals.said.only.{meaning.kind}", {}), actor.locale)


def _all_but(desk: Desk, actor: Actor, meaning: Decide) -> Reply:
    """List what waits without that of some people; of these nothing is decided."""
    left_out, unknown = naming.all_named(desk, actor, meaning.but)
    if unknown:
        return nobody_named(actor, unknown)
    part = Part(person_id=ANYBODY, without=tuple(one.id for one in left_out))
    listed = _with_motive(actor, _listed(desk, actor, meaning, part), meaning)
    names = {"names": [one.name for one in left_out]}
    return said_beside(listed, ("approvals.said.without", names), actor.locale)


def _card(
    desk: Desk, actor: Actor, found: Sequence[Asker], meaning: Decide, person_id: int
) -> Reply:
    """
    Show what is meant and nothing else: on its card, or in a list if it has several cards.

    Of one refusal the motive is said back, or asked for: who refuses is not offered the contrary.
    """
    of_person = next(one for one in found if one.person.id == person_id)
    part = _part(of_person, meaning)
    first, *others = part.of(of_person.requests)
    card = cards_shown.look_at_part(desk, actor, first.key, part)
    on_it = {look.request.key for look in card.looks}
    if any(other.key not in on_it for other in others):
        listed = _listed(desk, actor, meaning, part)
        return _with_motive(actor, listed, meaning)
    if others or (meaning.approve and not meaning.why):
        return _with_motive(actor, views.card(actor, card), meaning)
    to = State.APPROVED if meaning.approve else State.REFUSED
    wish = Wish(key=first.key, version=first.version, to=to)
    asked = with_motive(desk, actor, wish, meaning.why)
    return views.card(actor, card) if asked is None else _with_short_words(actor, asked, meaning)


def _with_short_words(actor: Actor, shown: Reply, meaning: Decide) -> Reply:
    """Name words that are too few for a motive, so that they are not dropped in silence."""
    least = FORM.field(MOTIVE).least
    if not 0 < len(meaning.why) < least:
        return shown
    named = {"words": meaning.why, "least": least}
    return said_beside(shown, ("approvals.said.short", named), actor.locale)


def _with_motive(actor: Actor, shown: Reply, meaning: Decide) -> Reply:
    """Say of a motive for several requests that each of them has its own."""
    if meaning.approve or not meaning.why:
        return shown
    return said_beside(shown, ("approvals.said.why", {"why": meaning.why}), actor.locale)


def _with_days_left_open(actor: Actor, shown: Reply, meaning: Decide) -> Reply:
    """Name the days of which it was said that they are not meant: they wait as before."""
    if not meaning.left_open:
        return shown
    named = {"days": list(meaning.left_open)}
    return said_beside(shown, ("approvals.said.left_open", named), actor.locale)
