"""What `sportello staff import` says: what changes, what is wrong, what has to be named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields
from itertools import groupby

from handlers import texts
from handlers.desk.grounds.lengthened import Lengthened
from handlers.desk.grounds.returned import Returned
from storage.people.people import Person
from storage.requests.permits_found import PermitRecord
from storage.staff_file import Asked, Brought, Consent, Note, Problem, Reading, Tally
from storage.staff_file.changes import Remark, some_of

LOCALE = "en"
"""The language of the command line."""
MOST_DAYS = 10
"""Days of one person: more are counted."""
MOST_SHOWN = 1_000
"""Lines of one kind: more are counted."""
MEANINGS = {
    Consent.END_POSTS: "These posts would end, or their holders leave or lose their rank",
    Consent.END_AGREEMENTS: (
        "These agreements would end sooner, lose terms or lose their ground, or days and permits "
        "that were granted would"
    ),
    Consent.AGAINST_THE_ACT: "The act speaks against these",
    Consent.CHANGE_POLICY: "The body would follow another act",
    Consent.NEW_BODY: "A body that is not known would be made, with people of its own",
    Consent.RETURNED: "These people would be there again, with what they get back",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What came of an import, or would: `brought` is None if no row could be brought in."""

    reading: Reading
    brought: Brought | None = None
    problems: tuple[Problem, ...] = ()
    asked: tuple[Asked, ...] = ()
    unread: tuple[Note, ...] = ()
    """What lies beside the files that were read."""
    returned: tuple[Returned, ...] = ()
    """Whose days had fallen, and would be granted again."""
    lengthened: tuple[Lengthened, ...] = ()
    """Whose permits have the days again that a last day of service had taken."""
    left: tuple[Remark, ...] = ()
    """What the act leaves to whoever decides."""

    @property
    def needed(self) -> frozenset[Consent]:
        """What has to be named for it to be done."""
        return frozenset(one.consent for one in self.asked)


def report(found: Found, *, done: bool) -> str:
    """Say how much of each kind is new or changed; before it is done, each change as well."""
    lines = list(_counts(found, done=done))
    if done:
        lines += _as_named(found)
    if not done:
        lines += _changes(found)
        if found.asked:
            lines.append(needed(found, found.needed))
    lines += _left(found)
    lines += _grown(found, done=done)
    lines += _returned(found, done=done)
    lines += _lengthened(found, done=done)
    return "\n".join([*lines, *_notes(found)])


def wrong(found: Found) -> str:
    """Say everything that is wrong, and what would have to be named once it is put right."""
    lines = _some([str(problem) for problem in found.problems])
    lines.append(f"{len(found.problems) + found.reading.untold} to put right.")
    if found.asked:
        lines.append(needed(found, found.needed))
    return "\n".join([*lines, *_notes(found)])


def needed(found: Found, consents: AbstractSet[Consent]) -> str:
    """Say by person what is done only if it is named, and how to name it."""
    lines = []
    for consent in sorted(consents):
        lines.append(f"{MEANINGS[consent]} (--{consent}):")
        lines += _some(
            [f"  {_asked(found, one)}" for one in found.asked if one.consent is consent]
        )
    return "\n".join(lines)


def _counts(found: Found, *, done: bool) -> Iterator[str]:
    if found.brought is None:
        return
    summary = found.brought.summary
    yield f"{'Imported' if done else 'Would import'} into {summary.body_id}:"
    for field in fields(summary):
        tally = getattr(summary, field.name)
        if isinstance(tally, Tally):
            counts = f"{tally.new} new, {tally.updated} updated, {tally.unchanged} unchanged"
            yield f"  {field.name:<10} {counts}"


def _as_named(found: Found) -> Iterator[str]:
    """Say how many things were done because an option named them."""
    for consent in sorted(found.needed):
        count = sum(one.consent is consent for one in found.asked)
        yield f"  named by --{consent}: {count}"


def _changes(found: Found) -> list[str]:
    changes = found.brought.changes.changes if found.brought else []
    lines = []
    for file, some in groupby(changes, key=lambda change: change.file):
        lines.append(f"{found.reading.names.get(file, file)}:")
        lines += _some([f"  {change}" for change in some])
    return lines


def _left(found: Found) -> list[str]:
    """Say what the act sets "di norma" and a row departs from: whoever decides may."""
    if not found.left:
        return []
    head = "The act leaves these to whoever decides, and nothing has to be named for them:"
    return [head, *_some([f"  {_asked(found, one)}" for one in found.left])]


def _grown(found: Found, *, done: bool) -> list[str]:
    """Name by person the agreements that allow more than before."""
    grown = found.brought.changes.grown if found.brought else []
    if not grown:
        return []
    told = "were told" if done else "will be told"
    head = f"These agreements allow more. Nothing is booked for it; their people {told}:"
    return [head, *_some([f"  {_asked(found, one)}" for one in grown])]


def _returned(found: Found, *, done: bool) -> list[str]:
    """Name by person what an earlier file ended and this one gives its ground back."""
    if not found.returned:
        return []
    told = "They were told" if done else "They will be told"
    what = "days and permits" if any(one.permits for one in found.returned) else "days"
    head = f"These {what} had fallen and would be granted again. Nothing books them: "
    lines = [
        f"  {one.person.number} {one.person.name}: {_had_fallen(one)}" for one in found.returned
    ]
    return [f"{head}{told} that they may ask for them anew.", *_some(lines)]


def _lengthened(found: Found, *, done: bool) -> list[str]:
    """Name by person the permits that are whole again, and those that stay short."""
    told = "They were told" if done else "They will be told"
    whole = [one for one in found.lengthened if one.whole]
    short = [one for one in found.lengthened if one.short]
    lines = []
    if whole:
        lines.append(f"These permits have the days again that leaving had taken. {told}:")
        lines += _some([f"  {_permits_of(one.person, one.whole)}" for one in whole])
    if short:
        lines.append(
            "These permits stay shortened: their time is another's by now, or the act would not "
            f"grant so much any more. {told}:"
        )
        lines += _some([f"  {_permits_of(one.person, one.short)}" for one in short])
    return lines


def _permits_of(person: Person, records: Iterable[PermitRecord]) -> str:
    """Name permits by day and length alone: why they are had is the person's."""
    said = [f"{one.permit.on} ({one.permit.days} days)" for one in records]
    return f"{person.number} {person.name}: permits of {some_of(said, MOST_DAYS)}"


def _had_fallen(one: Returned) -> str:
    """Name days and permits: of these the day alone, as why they are had is the person's."""
    days = some_of([str(booking.day) for booking in one.days], MOST_DAYS)
    permits = some_of([str(record.permit.on) for record in one.permits], MOST_DAYS)
    return "; ".join(part for part in (days, f"permits of {permits}" if permits else "") if part)


def _asked(found: Found, one: Remark) -> str:
    file = found.reading.names.get(one.file, one.file)
    said = [f"{texts.reason(reason, LOCALE)}{_cited(reason.articles)}" for reason in one.reasons]
    what = f"{one.what}{_cited(one.articles)}"
    told = f"{what}: {'; '.join(said)}" if said else what
    return f"{file}, line {one.line}: {one.who} {one.name}: {told}".replace("  ", " ")


def _cited(articles: Iterable[str]) -> str:
    cited = texts.articles(articles)
    return f" ({cited})" if cited else ""


def _notes(found: Found) -> list[str]:
    notes = [f"  {note}" for note in (*found.reading.notes, *found.unread)]
    return ["Passed over:", *_some(notes)] if notes else []


def _some(lines: list[str]) -> list[str]:
    if len(lines) <= MOST_SHOWN:
        return lines
    return [*lines[:MOST_SHOWN], f"  ... and {len(lines) - MOST_SHOWN} more"]
