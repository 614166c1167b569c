"""Sentences of which not every word is known: what their islands ask for, and what was skipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from handlers.reading import meanings
from handlers.reading.alternatives import one_of_them
from handlers.reading.asking import Details, first_question_in, matter_in, question_in
from handlers.reading.beside_orders import Readers, with_own_beside
from handlers.reading.building import Kind
from handlers.reading.choosing import resolve
from handlers.reading.clauses import joined_when, options_of, requests_in
from handlers.reading.cues import (
    ASKING,
    BEGINNINGS,
    BESIDE_NAMES,
    NOT_NAMES,
    OF_SOMEBODY,
    Tag,
)
from handlers.reading.days import ONE_DAY, Calendar
from handlers.reading.delegation_beside import with_delegation_beside
from handlers.reading.doubts import doubt_of, doubted, is_person
from handlers.reading.fragments import read_month
from handlers.reading.islands import Island, islands_of
from handlers.reading.limits_of_delegations import is_of_a_delegation, limits_in
from handlers.reading.meanings import AskBack, Heard, Meaning, Question, Reading
from handlers.reading.names import BOND, IsName, plain
from handlers.reading.of_another import of_another
from handlers.reading.of_others import for_whom, leave_of, whereabouts
from handlers.reading.orders import (
    LATER,
    LOOKING,
    THEM,
    days_left_open,
    days_put_off,
    orders_in,
    together,
)
from handlers.reading.parsing import grammar_for
from handlers.reading.people import (
    UNTIL,
    Sentence,
    days_said,
    guards_of_names_left_out,
    managed,
    names_in,
    reason_from,
    roles_in,
    without_whenever,
)
from handlers.reading.possible import MOST_CHOICES
from handlers.reading.skipping import (
    STRONG,
    UNTOLD,
    excepted_of_nothing,
    exchanged,
    unread_in,
    with_denied_halves,
    with_exceptions,
    with_other_halves,
    without_hours_of_a_whole_day,
    without_reasons,
    without_the_contrary,
    without_the_other_hour,
)
from handlers.reading.somebody import people_said
from handlers.reading.turning import given_first, turned, without_opening
from handlers.reading.vocabulary import number
from handlers.reading.where_is import who_is_looked_for
from handlers.reading.words import Text
from handlers.reading.writing import written


def sentence_of(text: Text) -> Sentence:
    """Divide a text into its islands, in the language that knows more of its words."""
    return Sentence(text, islands_of(text.words, grammar_for(text.words).file))


def read_sentence(
    sentence: Sentence, calendar: Calendar, is_name: IsName | None
) -> Reading | None:
    """Give what a sentence means by its islands; None if they mean nothing together."""
    before = _with_own(sentence, calendar, is_name)
    before = before or _before_all(sentence, calendar, is_name)
    before = before or _one_looked_for(sentence, calendar, is_name)
    before = before or _somebody_else(sentence, calendar, is_name)
    if before is not None:
        return before
    found = _ordered(sentence, calendar)
    if found is not None:
        return found
    question = _question(sentence, calendar)
    others = _others_named(sentence, is_name)
    if _asks_where_somebody_is(sentence):
        day = _details(sentence, calendar, "").that_day
        return Reading(heard=meanings.Team(day))
    if isinstance(question, meanings.Bands) and others:
        return Reading(heard=meanings.Contact(" ".join(others).casefold()))
    if question is not None:
        if isinstance(question, meanings.Status):
            others = _whose(sentence, others)
        before = _of_that_day(sentence, question, calendar) or _asked_before(
            sentence, calendar, is_name, question
        )
        return (
            before
            or of_another(sentence, question, is_name)
            or _about(question, others or _offices_unread(sentence, question))
        )
    return _or_elsewhere(sentence, _requests(sentence, calendar, is_name))


THAT_DAY = (("quel", "giorno"), ("stesso", "giorno"), ("that", "day"), ("same", "day"))


def _of_that_day(sentence: Sentence, question: Meaning, calendar: Calendar) -> Reading | None:
    """Offer days where one is meant that was spoken of before: `chi c'è quel giorno?`."""
    said = any(pair in THAT_DAY for pair in pairwise(sentence.text.words))
    if not said or not isinstance(question, meanings.Team):
        return None
    following = (calendar.today + n * ONE_DAY for n in range(1, 15))
    worked = [day for day in following if day.weekday() in calendar.workdays]
    options = tuple(replace(question, day=day) for day in worked[: MOST_CHOICES - 1])
    return Reading(heard=AskBack(question=Question.WHICH_DAY, options=options))


def _about(question: Meaning, others: tuple[str, ...]) -> Reading:
    """Answer a question about somebody else as such where it can be, or say who was not read."""
    if others and isinstance(question, meanings.MyAgreement):
        return Reading(heard=meanings.Elsewhere(meanings.Matter.AGREEMENTS))
    if others and isinstance(question, meanings.Elsewhere):
        return Reading(heard=replace(question, other=True))
    return Reading(heard=question, unread=others)


def _offices_unread(sentence: Sentence, question: Meaning) -> tuple[str, ...]:
    """Name the office of `chi c'è in anagrafe?`: the list is of one's own, whichever was said."""
    if not isinstance(question, meanings.Team):
        return ()
    words = sentence.text.words
    return tuple(
        sentence.text.written(one.start, one.end)
        for one in sentence.islands
        if one.tag is Tag.UNREAD
        and words[max(one.start - 1, 0)] in OF_AN_OFFICE
        and words[one.start] not in NOT_NAMES
    )


OF_AN_OFFICE = frozenset({"in", "all", "alla", "ai", "agli", "alle"})


def _with_own(sentence: Sentence, calendar: Calendar, is_name: IsName | None) -> Reading | None:
    """Read an order of a manager with what they ask for themselves beside it."""
    readers = Readers(
        own=lambda text: read_sentence(sentence_of(text), calendar, is_name),
        order=lambda text: _ordered(sentence_of(text), calendar),
        divide=sentence_of,
    )
    return with_own_beside(sentence, calendar.today, readers)


def _ordered(sentence: Sentence, calendar: Calendar) -> Reading | None:
    """Read the orders of a manager: several, one with days left open, or one."""
    beside = with_delegation_beside(
        sentence, lambda text: _ordered(sentence_of(text), calendar), sentence_of
    )
    if beside is not None:
        return beside
    orders = orders_in(sentence)
    if orders:
        read = [_ordered(sentence_of(order.text), calendar) for order in orders]
        return together(sentence, orders, read) or _one_order(sentence, calendar)
    return _with_days_left_open(sentence, calendar) or _one_order(sentence, calendar)


def _one_order(sentence: Sentence, calendar: Calendar) -> Reading | None:
    sentence = without_whenever(sentence)
    found = managed(sentence, calendar)
    return None if found is None else _checked(sentence, found)


def _with_days_left_open(sentence: Sentence, calendar: Calendar) -> Reading | None:
    """Read `approva Anna giovedì ma non venerdì`: one day is meant, another is left as it is."""
    at, put_off = days_left_open(sentence), days_put_off(sentence)
    if at is None and put_off is None:
        return None
    pieces = sentence.text.pieces
    ends, begins = (at, at + 2) if at is not None else (put_off or 0, (put_off or 0) + 1)
    behind = sentence_of(replace(sentence.text, pieces=pieces[begins:]))
    found = _one_order(sentence_of(replace(sentence.text, pieces=pieces[:ends])), calendar)
    if found is not None and at is None and _looks_at_somebody(behind):
        left_alone = behind.text.written(0, len(behind.text.pieces))
        return replace(found, unread=(*found.unread, left_alone))
    only_days = at is None or behind.tags <= {Tag.WHEN, Tag.FILLER}
    left = days_said(behind, calendar) if only_days else ()
    if found is None or not left or not isinstance(found.heard, meanings.Decide):
        return None
    said = found.heard.days
    if not said or not set(said).isdisjoint(left):
        return None
    unread = [] if at is not None else [_said(behind, one) for one in _not_put_off(behind)]
    heard = replace(found.heard, left_open=left)
    return replace(found, heard=heard, unread=(*found.unread, *unread))


def _not_put_off(behind: Sentence) -> list[Island]:
    """Give the words behind `venerdì` that are none of `li guardo dopo`."""
    known = LOOKING | LATER | THEM
    return [
        one
        for one in behind.islands
        if one.tag is not Tag.WHEN and not known.issuperset(behind.words(one))
        if one.tag is not Tag.FILLER
    ]


def _said(sentence: Sentence, island: Island) -> str:
    return sentence.text.written(island.start, island.end)


def _looks_at_somebody(behind: Sentence) -> bool:
    """Tell `bruno lo guardo domani` from `venerdì li guardo dopo`: the first is of no day."""
    first = next((one for one in behind.islands if one.tag is not Tag.FILLER), None)
    return first is not None and first.tag is Tag.UNREAD and first.start == 0


def _asked_before(
    sentence: Sentence, calendar: Calendar, is_name: IsName | None, question: Meaning
) -> Reading | None:
    """Take the request that a question stands behind: the question is told as not read."""
    pieces = sentence.text.pieces
    for island in sentence.islands:
        if island.tag is not Tag.SEPARATOR or not 0 < island.start < island.end < len(pieces):
            continue
        first = sentence_of(replace(sentence.text, pieces=pieces[: island.start]))
        second = sentence_of(replace(sentence.text, pieces=pieces[island.end :]))
        behind = _question(second, calendar)
        if _asks_only_for_days(first, calendar) and isinstance(behind, type(question)):
            found = _requests(first, calendar, is_name)
            asked = second.text.written(0, len(second.text.pieces))
            return found and replace(found, unread=(*found.unread, asked))
    return None


def _asks_only_for_days(sentence: Sentence, calendar: Calendar) -> bool:
    """Tell whether something is asked for on a day, and no question with it."""
    asked = Tag.WHEN in sentence.tags and sentence.tags & (STRONG | {Tag.BOOK})
    return bool(asked) and _question(sentence, calendar) is None


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
    if isinstance(found, meanings.Decide) and found.but:
        # Only these: `non approvare tutti tranne Anna` is denied, and approves nobody.
        leave_out = guards_of_names_left_out(said)
        others = [island for island in others if island not in leave_out]
    if isinstance(found, AskBack) and found.question is Question.UNTIL_WHEN:
        # `Da domani` is all said: until when is what is asked.
        others = [one for one in others if sentence.words(one)[-1] not in BEGINNINGS]
    dropped = _parts_of_days(said)
    doubt = doubt_of(replace(sentence, islands=tuple(others)), None)
    if doubt is not None and doubt.question is Question.NOT_CLEAR and _is_of_all(sentence, found):
        # Which of all are meant is not clear: the list decides nothing and shows them.
        return Reading(heard=meanings.Approvals(), unread=unread_in(said, others, []))
    heard = found if doubt is None else doubted(found, doubt)
    unread = unread_in(said, others, [])
    if isinstance(found, (meanings.Decide, meanings.Recall)):
        return Reading(heard=heard, unread=(*unread, *dropped))
    if is_of_a_delegation(found):
        limits = dict.fromkeys((*limits_in(sentence), *dropped))
        return Reading(heard=heard, unread=(*unread, *limits))
    return Reading(heard=heard, unread=unread)


def _parts_of_days(sentence: Sentence) -> tuple[str, ...]:
    """Name parts of a day: a decision is of what was asked for, a recall of the whole day."""
    found: list[str] = []
    for island in sentence.islands:
        if island.tag in (Tag.HALF, Tag.HALF_DAY, Tag.HOURS):
            found.append(sentence.text.written(island.start, island.end))
        elif island.tag is Tag.WHEN:
            halves = [at for at in range(island.start, island.end) if _is_half(sentence, at)]
            found += [sentence.text.written(at, at + 1) for at in halves]
    return tuple(found)


def _is_half(sentence: Sentence, at: int) -> bool:
    return sentence.text.words[at] in HALVES


HALVES = frozenset({"mattina", "mattino", "mattinata", "pomeriggio", "morning", "afternoon"})


def _is_of_all(sentence: Sentence, found: Heard) -> bool:
    """Tell whether all that waits shall be approved: `approva tutto quello di dicembre`."""
    guarded = Tag.EVERYTHING not in sentence.tags or Tag.GUARD in sentence.tags
    return not guarded and found == meanings.Decide(approve=True)


def _is_named(sentence: Sentence, island: Island, named: str) -> bool:
    """Tell whether a word is part of what was understood: a name, `fino` of a stretch of days."""
    words = sentence.words(island)
    if island.tag is not Tag.UNREAD:
        return island.tag is Tag.OTHER_PERSON
    return plain(words[0]) in named or words[0] in NOT_NAMES or words[0] in UNTIL


# ------------------------------------------------------------ questions


def _before_all(sentence: Sentence, calendar: Calendar, is_name: IsName | None) -> Reading | None:
    """Give what is meant of recalls and delegations, whose words are orders elsewhere."""
    words = " ".join(sentence.text.words).replace(BOND, " ")
    details = _details(sentence, calendar, words)
    details = replace(details, **_of_people(sentence, is_name))
    said = first_question_in(words, details)
    if isinstance(said, meanings.Permit):
        return Reading(heard=said, unread=_of_no_matter(sentence, details, said))
    if not isinstance(said, WRITING):
        return None if said is None else Reading(heard=said)
    found = _checked(sentence, said)
    if isinstance(said, meanings.ConfirmRecall) and not found.whole:
        # A receipt is not written beside words that nobody read: it is shown, to be pressed.
        return replace(found, heard=meanings.MyRecalls(said.day))
    return found


def _of_no_matter(sentence: Sentence, details: Details, said: Meaning) -> tuple[str, ...]:
    """Name the words in whose place any other might stand and the same would be meant."""
    words = sentence.text.words

    def any_other(at: int) -> bool:
        without = " ".join((*words[:at], ANY_WORD, *words[at + 1 :])).replace(BOND, " ")
        return first_question_in(without, replace(details, words=without)) == said

    unread = [island for island in sentence.islands if island.tag in UNTOLD]
    of_no_matter = [island for island in unread if any_other(island.start)]
    return unread_in(sentence, of_no_matter, [])


ANY_WORD = "parola"
"""Of which no question is made."""


def _of_people(sentence: Sentence, is_name: IsName | None) -> dict[str, Any]:
    return {
        "whom": names_in(sentence),
        "role": next(iter(roles_in(sentence)), ""),
        "others": _others_named(sentence, is_name),
        "people": people_said(sentence, is_name),
        "asks": "?" in sentence.text.text,
    }


def _one_looked_for(
    sentence: Sentence, calendar: Calendar, is_name: IsName | None
) -> Reading | None:
    whom = who_is_looked_for(sentence, is_name)
    if not whom:
        return None
    return Reading(heard=meanings.Team(_details(sentence, calendar, "").that_day, whom=whom))


def _somebody_else(
    sentence: Sentence, calendar: Calendar, is_name: IsName | None
) -> Reading | None:
    """Read what is said of the day of somebody else: it is never asked for as one's own."""
    details = _details(sentence, calendar, "")
    leave = leave_of(sentence, details.day)
    if leave is not None:
        return Reading(heard=leave)
    found = whereabouts(sentence, details.that_day, is_name)
    return None if found is None else Reading(heard=found)


WRITING = (meanings.ConfirmRecall, meanings.TakeRecallBack, meanings.EndDelegation)
"""Of which words that turn them are never passed over."""


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
    {
        meanings.Matter.LEAVE,
        meanings.Matter.FAMILY_LEAVE,
        meanings.Matter.RECOVERY,
        meanings.Matter.STRIKE,
        meanings.Matter.PERSON,
    }
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
    month = read_month(words, today=calendar.today).value
    return Details(words=words, today=calendar.today, days=days, kind=kind, month=month)


def _asks_where_somebody_is(sentence: Sentence) -> bool:
    """Tell whether it is `dov'è Rita, che la cerco`, `Rita è in pausa?`: the day is shown."""
    words = sentence.text.words
    if not OF_SOMEBODY.isdisjoint(words):
        return False
    where = words[:2] in (("dov", "e"), ("dove", "sta"), ("dove", "lavora"), ("where", "is"))
    unread = sentence.islands[0].tag is Tag.UNREAD and words[0].isalpha()
    first = unread and words[0] not in ASKING
    about = "?" in sentence.text.text and words[1:2] in (("e",), ("c",), ("sta",), ("lavora",))
    return (where or (first and about)) and not sentence.tags & {Tag.HOURS, Tag.PERMIT}


def _others_named(sentence: Sentence, is_name: IsName | None) -> tuple[str, ...]:
    """Name whoever else a question may be about: `quante giornate restano a Rossi`."""
    return tuple(
        sentence.text.written(island.start, island.end)
        for island in sentence.islands
        if island.tag is Tag.UNREAD
        and sentence.words(island)[0] not in NOT_NAMES
        and is_person(sentence, island, is_name)
    )


def _whose(sentence: Sentence, named: Sequence[str]) -> tuple[str, ...]:
    """Keep the names of whose request it may be: in `mi ha risposto Rita` she is who decides."""
    beside = {
        sentence.text.written(island.start, island.end)
        for island in sentence.islands
        if island.start > 0 and sentence.text.words[island.start - 1] in BESIDE_NAMES
    }
    return tuple(name for name in named if name in beside)


# ------------------------------------------------------------ requests


def _requests(sentence: Sentence, calendar: Calendar, is_name: IsName | None) -> Reading | None:
    sentence = _with_end_of_pattern(_with_goal_behind(without_opening(sentence)))
    kept, reasons = without_reasons(sentence.islands)
    found = turned(sentence, kept, calendar)
    if found is not None:
        return Reading(heard=found, unread=unread_in(sentence, kept, reasons))
    kept = without_the_other_hour(without_the_contrary(exchanged(kept)))
    kept = with_exceptions(sentence, kept)
    kept = with_denied_halves(sentence, kept)
    kept = with_other_halves(sentence, kept)
    kept, needless = without_hours_of_a_whole_day(kept)
    if excepted_of_nothing(sentence, kept):
        so_far = _asked_without_days(kept)
        options = (meanings.MyDays(),) if so_far is None else ()
        asked = AskBack(question=Question.WHICH_DAY, options=options, so_far=so_far)
        return Reading(heard=asked)
    doubt = doubt_of(replace(sentence, islands=tuple(kept)), is_name)
    heard = requests_in([island for island in kept if island.tag is not Tag.GUARD], calendar)
    needless_words = (sentence.text.written(one.start, one.end) for one in needless)
    unread = (*unread_in(sentence, kept, reasons), *needless_words)
    if heard is None:
        return None
    heard = one_of_them(sentence, kept, _with_kind_of(heard, reasons))
    heard = _counted(sentence, kept, heard)
    whom = for_whom(sentence, is_name)
    if whom:
        return Reading(heard=_for_another(heard, whom))
    if _has_been(sentence) and isinstance(heard, meanings.Permit) and heard.day == calendar.today:
        past = next(one for one in kept if one.tag is Tag.WHEN)
        about = sentence.text.written(past.start, past.end)
        permit = meanings.Permit(kind=heard.kind)
        return Reading(heard=AskBack(question=Question.PAST, about=about, so_far=permit))
    if doubt is not None:
        heard = doubted(heard, doubt)
    return Reading(heard=heard, unread=unread)


def _asked_without_days(islands: Sequence[Island]) -> meanings.Meaning | None:
    """
    Give what is asked for where no day is: what answers then is a day of it, of nothing else.

    None of a move, which wants two days.
    """
    tags = {island.tag for island in islands}
    if Tag.SWAP in tags:
        return None
    if Tag.CANCEL in tags:
        return meanings.Cancel(wishes=())
    if Tag.AT_OFFICE in tags:
        return meanings.AtOffice(wishes=())
    if tags & {Tag.PERMIT, Tag.KIND}:
        return meanings.Permit()
    return meanings.Book(wishes=())


def _with_goal_behind(sentence: Sentence) -> Sentence:
    """Read `sposta al 14 il 10` as `sposta il 10 al 14`."""
    pieces = given_first(sentence)
    return sentence if pieces is None else sentence_of(replace(sentence.text, pieces=pieces))


def _with_end_of_pattern(sentence: Sentence) -> Sentence:
    """Read `ogni martedì da casa fino a marzo` as `da casa ogni martedì fino a marzo`."""
    pieces = sentence.text.pieces
    for days, mode, end in zip(
        sentence.islands, sentence.islands[1:], sentence.islands[2:], strict=False
    ):
        if (days.tag, mode.tag) != (Tag.WHEN, Tag.MODE) or sentence.words(end)[0] not in UNTIL:
            continue
        turned_round = (
            *pieces[: days.start],
            *pieces[mode.start : mode.end],
            *pieces[days.start : mode.start],
            *pieces[mode.end :],
        )
        again = sentence_of(replace(sentence.text, pieces=turned_round))
        if any(one.tag is Tag.WHEN and one.end > mode.end for one in again.islands):
            return again
    return sentence


def _has_been(sentence: Sentence) -> bool:
    """Tell whether it is told as past: `stamattina ho avuto la visita`."""
    words = [word for word in sentence.text.words if word not in ALREADY]
    return any(pair in HAS_BEEN for pair in pairwise(words))


ALREADY = frozenset({"gia", "appena", "already", "just"})
HAS_BEEN = (
    *(("ho", "avuto"), ("ho", "fatto"), ("sono", "stato"), ("sono", "stata"), ("i", "had")),
    *(("ho", "finito"), ("ho", "preso"), ("have", "had"), ("ve", "had"), ("have", "been")),
    *(("sono", "andato"), ("sono", "andata"), ("i", "was"), ("i", "went")),
)


def _for_another(heard: Heard, whom: str) -> AskBack:
    """Tell that everybody asks for their own days; a day of one's own can still be chosen."""
    own = tuple(one for one in options_of(heard) if isinstance(one, meanings.Book))
    return AskBack(question=Question.FOR_ANOTHER, about=whom, options=own)


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
    if isinstance(heard, AskBack) and heard.question is Question.WHAT_TO_DO and counts:
        counted = _counted(sentence, islands, heard.options[0]) if heard.options else heard
        return counted if isinstance(counted, AskBack) else heard
    if not counts or not isinstance(heard, meanings.Book) or not heard.wishes:
        return heard
    if len(heard.wishes) in counts:
        return heard
    each = tuple(meanings.Book(wishes=(wish,), mode=heard.mode) for wish in heard.wishes)
    whole = (heard,) if len(heard.wishes) > 1 else ()
    offered = (*each, *whole) if len(each) < MOST_CHOICES else whole
    so_far = meanings.Book(wishes=(), mode=heard.mode)
    return AskBack(question=Question.WHICH_DAY, options=offered, so_far=so_far)
