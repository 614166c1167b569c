"""Whom a name means: people and offices of the actor's own body, nobody else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from handlers.desk.context import Actor, Desk
from storage.people import appointments, people
from storage.people.names import folded
from storage.people.people import OfficeInfo, Person
from storage.tables import Role
from storage.unit_of_work import UnitOfWork

PARTICLES = frozenset(
    {
        *("d", "da", "dal", "dalla", "de", "degli", "dei", "del", "dell", "della", "delle"),
        *("dello", "di", "e", "i", "il", "in", "l", "la", "le", "li", "lo", "san", "van", "von"),
    }
)
"""Words that lead to the rest of a name: alone, or at its end, they call nobody."""
SECRETARIES = (Role.SEGRETARIO, Role.SEGRETARIO_GENERALE)
"""What people call the secretary: a body has the one or the other."""


def known_names(desk: Desk, actor: Actor) -> Callable[[tuple[str, ...]], bool]:
    """
    Tell which words name somebody of the actor's body: a whole name, or some words of it.

    Words come folded and split at apostrophes. The names are read with the first question, since
    most sentences ask none.
    """

    @cache
    def runs() -> frozenset[str]:
        with desk.store.reading() as uow:
            names = people.sort_names(uow, actor.person.body_id, on=desk.today())
        return frozenset(run for name in names for run in _runs(name.split()))

    return lambda words: "".join(words) in runs()


def _runs(words: Sequence[str]) -> list[str]:
    """Give what a name may be called by, as one word: `lo re ada` is `adalore` and `lore` too."""
    round_again = [*words, *words]
    starts, lengths = range(len(words)), range(1, len(words) + 1)
    runs = [round_again[at : at + length] for at in starts for length in lengths]
    return ["".join(run) for run in runs if len(run) == len(words) or run[-1] not in PARTICLES]


def people_named(desk: Desk, actor: Actor, name: str) -> list[Person]:
    """
    Find colleagues whose name has all the words.

    Those who have them as whole words come before (and instead of) those who have them within
    longer ones: `Neri` is not Nerini where there is a Neri.
    """
    with desk.store.reading() as uow:
        found = people.search(uow, actor.person.body_id, name, on=desk.today())
    return closest([person for person in found if person.id != actor.id], name)


def all_named(desk: Desk, actor: Actor, names: Sequence[str]) -> tuple[list[Person], str]:
    """Find whoever several names may mean, and the first name that nobody has."""
    by_name = {name: people_named(desk, actor, name) for name in names}
    unknown = next((name for name, found in by_name.items() if not found), "")
    return [person for found in by_name.values() for person in found], unknown


def people_known(desk: Desk, employee_ids: Sequence[int]) -> list[Person]:
    """Give people by their ids, in that order; who is gone meanwhile is left out."""
    with desk.store.reading() as uow:
        found = people.persons(uow, employee_ids)
    return [found[one] for one in employee_ids if one in found]


def closest(found: Sequence[Person], name: str) -> list[Person]:
    """Give those who have the words of a name as whole words; all if nobody has."""
    wanted = set(folded(name).split())
    exact = [person for person in found if wanted <= set(folded(person.name).split())]
    return exact or list(found)


def is_own_name(actor: Actor, name: str) -> bool:
    """Tell whether somebody wrote their own name, which nobody else need have."""
    return set(folded(name).split()) <= set(folded(actor.person.name).split())


def people_of_office(desk: Desk, actor: Actor, name: str) -> list[Person]:
    """List who works in the offices whose name has all the words."""
    with desk.store.reading() as uow:
        return [
            person
            for office in offices_named(uow, actor, name)
            for person in people.of_office(uow, office.id, on=desk.today())
            if person.id != actor.id
        ]


def holders_of_role(desk: Desk, actor: Actor, role: Role) -> list[Person]:
    """List who else holds a role in the body today, by name."""
    meant = SECRETARIES if role in SECRETARIES else (role,)
    with desk.store.reading() as uow:
        body_id, today = actor.person.body_id, desk.today()
        ids = {one for each in meant for one in appointments.holders(uow, body_id, each, on=today)}
        found = people.persons(uow, ids - {actor.id})
    return sorted(found.values(), key=lambda person: folded(person.family_name))


def offices_named(uow: UnitOfWork, actor: Actor, name: str) -> list[OfficeInfo]:
    """Find offices of the body by name or code, whole words before parts of words."""
    wanted = folded(name).split()
    known = people.offices(uow, actor.person.body_id)
    found = [one for one in known if all(word in _words(one) for word in wanted)]
    exact = [one for one in found if set(wanted) <= set(_words(one).split())]
    return exact or found


def _words(office: OfficeInfo) -> str:
    return folded(f"{office.name} {office.code}")
