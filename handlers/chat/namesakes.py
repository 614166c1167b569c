"""A name that was said: the one person who has it, or buttons to choose one of several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from handlers.chat.asked import Asked
from handlers.chat.menu_views import back_to_menu
from handlers.chat.replies import Button, Reply, rows_of
from handlers.chat.sentences import Waits, keep, mark_of
from handlers.chat.understanding import bare_words
from handlers.desk.context import Actor, Desk
from handlers.desk.presses import StalePressError, pack
from handlers.reading.meanings import Meaning
from handlers.texts import Html, label, message
from storage.people.people import Person

MOST_PEOPLE = 8
"""Names to choose from in one message."""


@dataclass(frozen=True, slots=True)
class Named:
    """A meaning with a name in it, and those who have that name."""

    meaning: Meaning
    name: str
    found: Sequence[Person]


def with_person(
    desk: Desk,
    actor: Actor,
    asked: Asked,
    said: Named,
    go_on: Callable[[int], Reply],
) -> Reply:
    """
    Go on with the person (id) whom a name means; of several let one be chosen.

    Raises StalePressError for somebody chosen whose name it is not.
    """
    found = said.found
    if asked.chosen is not None:
        if asked.chosen not in {person.id for person in found}:
            raise StalePressError("nobody of that name can be chosen")
        return go_on(asked.chosen)
    if not found:
        return nobody_named(actor, as_written(asked.words, said.name))
    if len(found) == 1:
        return go_on(found[0].id)
    if asked.words:  # a choice that was pressed has its text kept already
        ids = [person.id for person in found[:MOST_PEOPLE]]
        keep(desk, actor, asked.words, Waits.PERSON, ids)
    return which_person(actor, found, said.meaning)


def as_written(text: str, name: str) -> str:
    """Give a name as it stands in a text, `D'Amico` of `amico`; as it was read if it does not."""
    wanted = bare_words(name)
    words = [one.strip('.,;:!?"«»()') for one in text.split()]
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            said = [part for one in words[start:end] for part in bare_words(one)]
            if said[-len(wanted) :] == wanted and len(said) <= len(wanted) + 1:
                whole = len(said) == len(wanted) or words[start][:1].isupper()
                return " ".join(words[start:end]) if whole and wanted else name
    return name


def nobody_named(actor: Actor, name: str) -> Reply:
    """Tell that nobody (or no office) of the body has this name."""
    text = message("phrases.nobody", actor.locale, name=name)
    return Reply(text=text, rows=rows_of([back_to_menu(actor.locale)]))


def which_person(actor: Actor, found: Sequence[Person], meaning: Meaning) -> Reply:
    """Ask whom of several of one name somebody means."""
    key = "phrases.which_person" if len(found) <= MOST_PEOPLE else "phrases.which_of_many"
    text = message(key, actor.locale, count=len(found), most=MOST_PEOPLE)
    return _to_choose(actor, text, found, meaning)


def perhaps_meant(actor: Actor, said: Named) -> Reply:
    """Ask whether somebody is meant whose name is a letter away from what was written."""
    text = message("phrases.perhaps", actor.locale, name=said.name)
    return _to_choose(actor, text, said.found, said.meaning)


def _to_choose(actor: Actor, text: Html, found: Sequence[Person], meaning: Meaning) -> Reply:
    buttons = [
        [Button(person_label(actor, one), pack("phrases", "who", one.id, mark_of(meaning)))]
        for one in found[:MOST_PEOPLE]
    ]
    return Reply(text=text, rows=rows_of(*buttons, [back_to_menu(actor.locale)]))


def person_label(actor: Actor, person: Person) -> str:
    """Say somebody with their office."""
    return label("phrases.person", actor.locale, name=person.name, office=person.office_name)
