"""Sentences of which not every word is known: what their islands ask for, and what was skipped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.reading import meanings
from handlers.reading.asking import Details, matter_in, question_in
from handlers.reading.building import Kind
from handlers.reading.choosing import resolve
from handlers.reading.clauses import joined_when, options_of, requests_in
from handlers.reading.cues import (
    ASKING,
    BEGINNINGS,
    BESIDE_NAMES,
    DENIALS,
    EXCEPTING,
    LIMITS,
    NOT_NAMES,
    THIRD_PERSON,
    Tag,
)
from handlers.reading.days import Calendar
from handlers.reading.islands import Island, islands_of
from handlers.reading.meanings import AskBack, Heard, Meaning, Question, Reading
from handlers.reading.names import BOND, IsName, plain
from handlers.reading.parsing import grammar_for
from handlers.reading.people import UNTIL, Sentence, managed, reason_from
from handlers.reading.possible import MOST_CHOICES
from handlers.reading.said import Listed
from handlers.reading.vocabulary import number
from handlers.reading.words import Text
from handlers.reading.writing import written

STRONG = frozenset(
    {Tag.MODE, Tag.HOURS, Tag.PERMIT, Tag.HALF_DAY, Tag.AT_OFFICE, Tag.SWAP, Tag.CANCEL, Tag.KIND}
)
"""With these something is asked for, and whatever else is said is the reason for it."""
OPENING = frozenset({Tag.WHEN, Tag.HOURS, Tag.KIND, Tag.MODE, Tag.HALF_DAY, Tag.HALF})


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Why what was found may not be what is meant."""

    question: Question
    about: str


def sentence_of(text: Text) -> Sentence:
    """Divide a text into its islands, in the language that knows more of its words."""
    return Sentence(text, islands_of(text.words, grammar_for(text.words).file))


def read_sentence(
    sentence: Sentence, calendar: Calendar, is_name: IsName | None
) -> Reading | None:
    """Give what a sentence means by its islands; None if they mean nothing together."""
    found = managed(sentence, calendar)
    if found is not None:
        return _checked(sentence, found)
    question = _question(sentence, calendar)
    others = _others_named(sentence, is_name)
    if isinstance(question, meanings.Bands) and others:
        return Reading(heard=meanings.Contact(" ".join(others).casefold()))
    if question is not None:
        return Reading(heard=question, unread=others)
    return _or_elsewhere(sentence, _requests(sentence, calendar, is_name))


def _or_elsewhere(sentence: Sentence, found: Reading | None) -> Reading | None:
    """Tell where something is told rather than ask a question that leaves all open."""
    if found is None or not isinstance(found.heard, AskBack) or found.heard.options:
        return found
    matter = matter_in(" ".join(sentence.text.words))
    return found if matter is None else Reading(heard=meanings.Elsewhere(matter))


def _checked(sentence: Sentence, found: Heard) -> Reading:
    """Hand on what else a manager wrote: nothing that turns it is passed over."""
    named = written(found)
    said = sentence.until(reason_from(sentence))
    others = [island for island in said.islands if not _is_named(sentence, island, named)]
    doubt = _doubt(replace_islands(sentence, others), None)
    heard = found if doubt is None else _doubted(found, doubt)
    return Reading(heard=heard, unread=_unread(said, others, []))


def _is_named(sentence: Sentence, island: Island, named: str) -> bool:
    """Tell whether a word is part of what was understood: a name, `fino` of a stretch of days."""
    words = sentence.words(island)
    if island.tag is not Tag.UNREAD:
        return island.tag is Tag.OTHER_PERSON
    return plain(words[0]) in named or words[0] in NOT_NAMES or words[0] in UNTIL


# ------------------------------------------------------------ questions


def _question(sentence: Sentence, calendar: Calendar) -> Meaning | None:
    words = " ".join(sentence.text.words).replace(BOND, " ")
    details = _details(sentence, calendar, words)
    strong = bool(sentence.tags & STRONG)
    asked = question_in(words, details, requests=strong or Tag.WORK in sentence.tags)
    if any(word in ASKING for word in sentence.text.words) and asked is not None:
        return asked
    matter = matter_in(words)
    if matter is not None and (not strong or _meant_beside(matter, sentence)):
        return meanings.Elsewhere(matter, details.day)
    return asked


def _meant_beside(matter: meanings.Matter, sentence: Sentence) -> bool:
    """Tell whether leave or a strike is what is asked for, and not the ground of a request."""
    beside = {Tag.CANCEL, Tag.SWAP, Tag.KIND}
    return matter in BESIDE_A_REQUEST and not sentence.tags & (STRONG - beside)


BESIDE_A_REQUEST = frozenset(
    {meanings.Matter.LEAVE, meanings.Matter.STRIKE, meanings.Matter.PERSON}
)


def _details(sentence: Sentence, calendar: Calendar, words: str) -> Details:
    lenient = Calendar(calendar.today, calendar.workdays, gone_by=True)
    whens = [island.ways[0][0] for island in sentence.islands if island.tag is Tag.WHEN]
    days: tuple[date, ...] = ()
    if whens:
        taken = resolve(lenient, joined_when(whens))
        days = tuple(wish.day for one in taken.values[:1] for wish in one.wishes)
    kinds = [
        piece.kinds[0]
        for island in sentence.islands
        for piece in island.ways[0]
        if isinstance(piece, Kind) and len(piece.kinds) == 1
    ]
    kind = kinds[0] if kinds else None
    return Details(words=words, today=calendar.today, days=days, kind=kind)


def _others_named(sentence: Sentence, is_name: IsName | None) -> tuple[str, ...]:
    """Name whoever else a question may be about: `quante giornate restano a Rossi`."""
    return tuple(
        sentence.text.written(island.start, island.end)
        for island in sentence.islands
        if island.tag is Tag.UNREAD and _is_person(sentence, island, is_name)
    )


def _is_person(sentence: Sentence, island: Island, is_name: IsName | None) -> bool:
    words = sentence.words(island)
    if is_name is not None and is_name(words):
        return True
    written = sentence.text.written(island.start, island.end)
    capital = written[:1].isupper() and not written.isupper()
    return island.start > 0 and capital and words[0].isalpha()


# ------------------------------------------------------------ requests


def _requests(sentence: Sentence, calendar: Calendar, is_name: IsName | None) -> Reading | None:
    kept, reasons = _without_reasons(sentence.islands)
    kept = _with_exceptions(sentence, _without_the_contrary(_exchanged(kept)))
    doubt = _doubt(replace_islands(sentence, kept), is_name)
    heard = requests_in([island for island in kept if island.tag is not Tag.GUARD], calendar)
    unread = _unread(sentence, kept, reasons)
    if heard is None:
        return None
    heard = _with_kind_of(heard, reasons)
    heard = _counted(sentence, kept, heard)
    if doubt is not None:
        heard = _doubted(heard, doubt)
    return Reading(heard=heard, unread=unread)


def replace_islands(sentence: Sentence, islands: Iterable[Island]) -> Sentence:
    """Give the sentence with some of its islands."""
    return replace(sentence, islands=tuple(islands))


def _without_reasons(islands: Sequence[Island]) -> tuple[list[Island], list[Island]]:
    """Take reasons away: up to a clause that asks for something by itself, or to the end."""
    kept: list[Island] = []
    reasons: list[Island] = []
    at = 0
    while at < len(islands):
        island = islands[at]
        if island.tag is not Tag.REASON or not _says_more(islands[:at], islands[at:]):
            kept.append(island)
            at += 1
            continue
        end = _end_of_reason(islands, at)
        reasons += islands[at:end]
        at = end
    return kept, reasons


def _says_more(before: Sequence[Island], after: Sequence[Island]) -> bool:
    """Tell whether a reason stands behind a request, or before a comma that ends it."""
    return any(island.tag in OPENING for island in before) or any(
        island.tag is Tag.SEPARATOR for island in after
    )


def _end_of_reason(islands: Sequence[Island], at: int) -> int:
    first = not any(island.tag in OPENING for island in islands[:at])
    for place in range(at + 1, len(islands)):
        if islands[place].tag is not Tag.SEPARATOR:
            continue
        rest = _up_to_separator(islands[place + 1 :])
        if first or (Tag.WHEN in rest and rest & (STRONG | {Tag.BOOK})):
            return place
    return len(islands)


def _up_to_separator(islands: Sequence[Island]) -> set[Tag]:
    found: set[Tag] = set()
    for island in islands:
        if island.tag is Tag.SEPARATOR:
            break
        found.add(island.tag)
    return found


def _without_the_contrary(islands: Sequence[Island]) -> list[Island]:
    """Take away `invece che in agile` where the place that is wanted was said before it."""
    places = {Tag.MODE, Tag.AT_OFFICE, Tag.AT_HOME, Tag.WORK, Tag.COME, Tag.FILLER}
    for at, island in enumerate(islands):
        if island.tag is not Tag.INSTEAD:
            continue
        end = next(
            (n for n in range(at + 1, len(islands)) if islands[n].tag not in places), len(islands)
        )
        given = {one.tag for one in islands[at + 1 : end]} & {Tag.MODE, Tag.AT_OFFICE, Tag.AT_HOME}
        wanted = {one.tag for one in (*islands[:at], *islands[end:])}
        if given and wanted & {Tag.MODE, Tag.AT_OFFICE, Tag.AT_HOME} and not given & wanted:
            return [*islands[:at], *islands[end:]]
    return list(islands)


def _exchanged(islands: Sequence[Island]) -> list[Island]:
    """Take `venerdì al posto di giovedì` as one day for another."""
    places = [at for at, island in enumerate(islands) if island.tag is Tag.INSTEAD]
    whens = [at for at, island in enumerate(islands) if island.tag is Tag.WHEN]
    others = {island.tag for island in islands} & (STRONG - {Tag.MODE})
    if len(places) != 1 or len(whens) != 2 or others:
        return list(islands)
    given = next((at for at in whens if at > places[0]), None)
    if given is None:
        return list(islands)
    wanted = whens[0] if given == whens[1] else whens[1]
    rest = [i for at, i in enumerate(islands) if at not in (*places, *whens) and _is_small(i)]
    swap = Island(Tag.SWAP, islands[places[0]].start, islands[places[0]].end)
    return [swap, islands[given], islands[wanted], *rest]


def _is_small(island: Island) -> bool:
    return island.tag not in (Tag.MODE, Tag.BOOK, Tag.WORK, Tag.COME, Tag.SEPARATOR)


def _with_exceptions(sentence: Sentence, islands: Sequence[Island]) -> list[Island]:
    """Leave out of the days said before what stands behind `tranne`."""
    found: list[Island] = []
    for island in islands:
        excepted = found and found[-1].tag is Tag.GUARD and island.tag is Tag.WHEN
        if excepted and sentence.words(found[-1])[0] in EXCEPTING and _left_out(found, island):
            continue
        found.append(island)
    return found


def _left_out(found: list[Island], island: Island) -> bool:
    """Put what is left out to the last days; tell whether it could be."""
    at = next((n for n in range(len(found) - 1, -1, -1) if found[n].tag is Tag.WHEN), None)
    days = island.ways[0][0].days
    if at is None or not isinstance(days, Listed):
        return False
    ways = tuple((replace(way[0], left_out=days),) for way in found[at].ways)
    found[at] = replace(found[at], ways=ways)
    del found[-1]
    return True


def _unread(
    sentence: Sentence, kept: Sequence[Island], reasons: Sequence[Island]
) -> tuple[str, ...]:
    """Give the passages that were not read, as written, small words at their ends left out."""
    untold = (Tag.UNREAD, Tag.COUNTED)
    skipped = {island.start for island in (*kept, *reasons) if island.tag in untold}
    reasoned = {island.start for island in reasons}
    passages: list[list[Island]] = [[]]
    for island in sentence.islands:
        if island.start in skipped or island.start in reasoned or island.tag is Tag.FILLER:
            passages[-1].append(island)
        else:
            passages.append([])
    trimmed = [_trimmed(passage, skipped | reasoned) for passage in passages]
    return tuple(sentence.text.written(p[0].start, p[-1].end) for p in trimmed if p)


def _trimmed(passage: Sequence[Island], telling: set[int]) -> Sequence[Island]:
    places = [place for place, island in enumerate(passage) if island.start in telling]
    return passage[places[0] : places[-1] + 1] if places else []


# ------------------------------------------------------------ what is never passed over


def _doubt(sentence: Sentence, is_name: IsName | None) -> Doubtful | None:
    """Find words that deny or turn what was said, or make it somebody else's matter."""
    for place, island in enumerate(sentence.islands):
        words = sentence.words(island)
        written = sentence.text.written(island.start, island.end)
        if island.tag is Tag.GUARD:
            denied = words[0] in DENIALS
            return Doubtful(Question.NEGATION if denied else Question.NOT_CLEAR, written)
        if island.tag in (Tag.INSTEAD, Tag.OTHER_PERSON) or _limits(sentence, place):
            return Doubtful(Question.NOT_CLEAR, written)
        if island.tag is Tag.UNREAD and _changes_the_actor(sentence, place, is_name):
            return Doubtful(Question.NOT_CLEAR, written)
    return None


def _limits(sentence: Sentence, place: int) -> bool:
    """Tell whether a word that says when, or how many, was left over: it may change the days."""
    island = sentence.islands[place]
    if island.tag not in (Tag.UNREAD, Tag.FILLER):
        return False
    (word,) = sentence.words(island)
    if island.tag is Tag.UNREAD and (word in LIMITS or any(map(str.isdigit, word))):
        return True
    after = sentence.islands[place + 1].tag if place + 1 < len(sentence.islands) else None
    return word in BEGINNINGS and after is Tag.WHEN


def _changes_the_actor(sentence: Sentence, place: int, is_name: IsName | None) -> bool:
    island = sentence.islands[place]
    words = sentence.text.words
    before = words[island.start - 1] if island.start else ""
    after = words[island.end] if island.end < len(words) else ""
    if before in BESIDE_NAMES and _is_person(sentence, island, is_name):
        return True
    named = is_name is not None and is_name(sentence.words(island))
    return named or (after in THIRD_PERSON and words[island.start].isalpha())


def _doubted(heard: Heard, doubt: Doubtful) -> AskBack:
    """Ask back, with what was understood and its contrary to choose from."""
    options: dict[Meaning, None] = {}
    if doubt.question is Question.NEGATION and not isinstance(heard, AskBack):
        options.update(dict.fromkeys(_contrary(heard)))
    options.update(dict.fromkeys(options_of(heard)))
    offered = tuple(options)[:MOST_CHOICES]
    so_far = heard.so_far if isinstance(heard, AskBack) else None
    return AskBack(question=doubt.question, about=doubt.about, options=offered, so_far=so_far)


def _contrary(meaning: Meaning) -> tuple[Meaning, ...]:
    match meaning:
        case meanings.Book(wishes=wishes) if wishes:
            return (meanings.AtOffice(wishes), meanings.Cancel(wishes=wishes))
        case meanings.AtOffice(wishes=wishes) if wishes:
            day = wishes[0].day
            return (meanings.Book(wishes=wishes), meanings.Permit(day=day, half=wishes[0].half))
    return ()


# ------------------------------------------------------------ what else was said


def _with_kind_of(heard: Heard, reasons: Sequence[Island]) -> Heard:
    """Take the kind of a permit from its reason: `due ore, perché ho una visita`."""
    named = [p for island in reasons for p in island.ways[0] if isinstance(p, Kind)]
    kinds = {kind.kinds[0] for kind in named if len(kind.kinds) == 1}
    if len(kinds) != 1 or not isinstance(heard, meanings.Permit) or heard.kind is not None:
        return heard
    return replace(heard, kind=kinds.pop())


def _counted(sentence: Sentence, islands: Sequence[Island], heard: Heard) -> Heard:
    """Ask which days where fewer were counted than were said: `due giorni la settimana dopo`."""
    counts = [number(sentence.words(i)[0]) for i in islands if i.tag is Tag.COUNTED]
    if not counts or not isinstance(heard, meanings.Book) or not heard.wishes:
        return heard
    if len(heard.wishes) in counts:
        return heard
    each = tuple(meanings.Book(wishes=(wish,), mode=heard.mode) for wish in heard.wishes)
    whole = (heard,) if len(heard.wishes) > 1 else ()
    offered = (*each, *whole) if len(each) < MOST_CHOICES else whole
    so_far = meanings.Book(wishes=(), mode=heard.mode)
    return AskBack(question=Question.WHICH_DAY, options=offered, so_far=so_far)
