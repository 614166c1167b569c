"""What managers write: who is approved, refused, called back, who decides in their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from handlers.reading import meanings
from handlers.reading.choosing import resolve
from handlers.reading.clauses import joined_when
from handlers.reading.cues import ASKING, EXCEPTING, NOT_NAMES, Tag
from handlers.reading.days import SIX_DAYS, Calendar
from handlers.reading.islands import Island
from handlers.reading.meanings import AskBack, Asked, Heard, Matter, Meaning, Question
from handlers.reading.names import BOND, LEADING, plain
from handlers.reading.parsing import ITALIAN, NAME, grammar_in
from handlers.reading.possible import MOST_CHOICES, Doubt, Possible, sure
from handlers.reading.requests import heard
from handlers.reading.taken import Taken
from handlers.reading.words import Text

ONE_DAY_ONLY = Doubt(Question.ONE_DAY, "")
OFFICES = ("ufficio", "settore", "servizio", "office")
WHY = ("perche", "motivo", "come", "why")
FOR = (("per",), ("for",))
NEEDED = ("serve", "voglio", "need")
OBLIGED = ("deve", "venga", "dovrebbe", "must")
NOW = ("oggi", "ora", "adesso", "subito", "now", "today")
FROM = ("da", "dal", "dall", "dalla", "from")
UNTIL = ("fino", "sino", "until")
WORTH_DAYS = 3
"""Days that are offered where none was said."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its islands; `why` begins where a reason is given."""

    text: Text
    islands: tuple[Island, ...]

    def words(self, island: Island) -> tuple[str, ...]:
        """Give the words of an island."""
        return self.text.words[island.start : island.end]

    @property
    def tags(self) -> frozenset[Tag]:
        """Tell what was said."""
        return frozenset(island.tag for island in self.islands)

    def until(self, end: int) -> Sentence:
        """Give the sentence up to a word."""
        return Sentence(self.text, tuple(i for i in self.islands if i.end <= end))


def managed(sentence: Sentence, calendar: Calendar) -> Heard | None:
    """Give what a manager asks for; None if the sentence is about something else."""
    tags = sentence.tags
    if (
        sentence.text.words[0] in WHY
        or any(word in ASKING for one in sentence.islands for word in sentence.words(one))
        or Tag.CANCEL in tags
    ):
        return _contact(sentence) if _reaches(sentence) else None
    deciding = bool(tags & {Tag.APPROVE, Tag.REFUSE})
    another_decides = tags >= {Tag.ROLE, Tag.WHEN} or Tag.AWAY in tags
    if Tag.RECALL in tags or (not deciding and _is_wanted_at_the_office(sentence)):
        return _recall(sentence, calendar)
    if deciding and not another_decides:
        return _decisions(sentence, calendar)
    if _reaches(sentence):
        return _contact(sentence)
    delegating = deciding or tags & {Tag.DELEGATE, Tag.DECIDES, Tag.AWAY}
    return _delegate(sentence, calendar) if delegating else None


def without_whenever(sentence: Sentence) -> Sentence:
    """Leave out `quando` of `quando non ci sono decide Vito`: it asks and denies nothing."""
    if "?" in sentence.text.text or not sentence.tags & {Tag.DECIDES, Tag.DELEGATE}:
        return sentence
    away = {one.start for one in sentence.islands if one.tag is Tag.AWAY}
    kept = [
        one
        for one in sentence.islands
        if not (one.end in away and sentence.words(one) in WHENEVER)
    ]
    return replace(sentence, islands=tuple(kept))


WHENEVER = (("quando",), ("se",), ("when",), ("if",), ("finche",), ("mentre",), ("while",))


def days_said(sentence: Sentence, calendar: Calendar) -> tuple[date, ...]:
    """Give the days of a sentence, if it is clear which they are."""
    taken = _taken(sentence, calendar)
    return _days_of(taken.values[0]) if taken is not None and taken.doubt is None else ()


def _is_wanted_at_the_office(sentence: Sentence) -> bool:
    """Tell whether a manager says `mi serve Anna in sede`, `Anna deve venire in ufficio`."""
    if Tag.AT_OFFICE not in sentence.tags:
        return False
    named = [island for island in sentence.islands if names_somebody(sentence, island)]
    words = ("", "", *sentence.text.words, "")
    return any(
        words[island.start + 1] in NEEDED
        or words[island.start : island.start + 2] == ("bisogno", "di")
        or words[island.end + 2] in OBLIGED
        for island in named
    )


def _as_written(sentence: Sentence) -> list[str]:
    """Give the names as they were written, to tell them from other unknown words."""
    named = [island for island in sentence.islands if names_somebody(sentence, island)]
    return [sentence.text.written(island.start, island.end) for island in named]


def _reaches(sentence: Sentence) -> bool:
    tags = sentence.tags
    if Tag.CONTACT not in tags or Tag.PERMIT in tags or tags >= {Tag.MODE, Tag.WHEN}:
        return False
    return not any(word in ("chi", "who") for word in sentence.text.words)


# ------------------------------------------------------------ who, when and why


def names_in(sentence: Sentence) -> tuple[str, ...]:
    """Give the names: words that stand together and are none of the others."""
    return tuple(_name(sentence, run) for run in _runs_in(sentence))


def _runs_in(sentence: Sentence) -> list[list[Island]]:
    runs: list[list[Island]] = [[]]
    for island in sentence.islands:
        if names_somebody(sentence, island):
            runs[-1].append(island)
        elif runs[-1] and island.tag is Tag.SEPARATOR:
            runs.append([])
        elif not runs[-1] and sentence.words(island)[-1] in LEADING.union(OFFICES):
            continue
        elif any(runs):
            break
    return [run for run in runs if run]


def _name(sentence: Sentence, run: Sequence[Island]) -> str:
    return plain(" ".join(word for island in run for word in sentence.words(island)))


def _is_of_an_office(sentence: Sentence, run: Sequence[Island]) -> bool:
    """Tell whether `ufficio` stands before a name, and only small words between."""
    before = run[0].start - 1
    while before >= 0 and sentence.text.words[before] in LEADING:
        before -= 1
    return before >= 0 and sentence.text.words[before] in OFFICES


def roles_in(sentence: Sentence) -> list[str]:
    """Give the posts that were said, as words of storage.tables.Role."""
    return [str(island.ways[0][0]) for island in sentence.islands if island.tag is Tag.ROLE]


def names_somebody(sentence: Sentence, island: Island) -> bool:
    """Tell whether an island is a name."""
    words = sentence.words(island)
    if island.tag is not Tag.UNREAD or words[0] in NOT_NAMES or not words[0][0].isalpha():
        return False
    return grammar_in(ITALIAN).terminals(words) == [NAME]


def reason_from(sentence: Sentence) -> int:
    """Give the word at which a reason begins, behind the days; the end if there is none."""
    said_day = all(island.tag is not Tag.WHEN for island in sentence.islands)
    named = False
    for place, island in enumerate(sentence.islands):
        words = sentence.words(island)
        if named and Tag.REFUSE in sentence.tags and _a_reason_follows(sentence, place):
            return island.end
        said_day = said_day or island.tag is Tag.WHEN
        named = named or names_somebody(sentence, island) or _all_called(sentence, island)
        begins = island.tag is Tag.REASON or (words in FOR and said_day and named)
        begins = begins or (
            island.tag is Tag.KIND and words[0] in ("per", "perche", "for") and said_day
        )
        if begins and (named or _is_why_a_day_is_refused(sentence, island)):
            return island.start
    return len(sentence.text.words)


def _is_why_a_day_is_refused(sentence: Sentence, island: Island) -> bool:
    """Tell whether `perché` stands behind `rifiuta venerdì`: the audit asked for nothing."""
    before = {one.tag for one in sentence.islands if one.end <= island.start}
    return island.tag is Tag.REASON and before >= {Tag.REFUSE, Tag.WHEN}


def _all_called(sentence: Sentence, island: Island) -> bool:
    return Tag.RECALL in sentence.tags and _is_said_of_all(sentence, island)


def _a_reason_follows(sentence: Sentence, place: int) -> bool:
    """Tell whether free words stand behind a comma: `rifiuta Anna: siamo in pochi`."""
    if sentence.words(sentence.islands[place]) != (",",):
        return False
    behind = sentence.islands[place + 1 :]
    if not behind or behind[0].tag in (Tag.WHEN, Tag.APPROVE, Tag.REFUSE, Tag.REASON):
        return False
    return not sentence.text.written(behind[0].start, behind[0].end).istitle()


def _why(sentence: Sentence, begins: int) -> str:
    """Give a reason as it was written, without the word that leads to it."""
    words = sentence.text.words
    if begins >= len(words):
        return ""
    led = words[begins] in ("per", "perche", "poiche", "siccome", "causa", "because", "for")
    first = begins + 1 if led else begins
    first += words[begins : begins + 2] == ("because", "of")
    return sentence.text.written(first, len(words)) if first < len(words) else ""


def _taken(sentence: Sentence, calendar: Calendar) -> Possible[Taken] | None:
    whens = [island.ways[0][0] for island in sentence.islands if island.tag is Tag.WHEN]
    return resolve(calendar, joined_when(whens)) if whens else None


# ------------------------------------------------------------ somebody to reach


def _contact(sentence: Sentence) -> Heard | None:
    """Give whom somebody wants to reach: a name behind the verb, or the office that is named."""
    at = next(n for n, island in enumerate(sentence.islands) if island.tag is Tag.CONTACT)
    behind = replace(sentence, islands=sentence.islands[at + 1 :])
    names = names_in(behind.until(reason_from(behind)))
    if not names:
        return None
    whom = meanings.Contact(names[0], office=_mentions(behind, OFFICES))
    later = sentence.tags & {Tag.WHEN, Tag.HOURS} and not _mentions(sentence, NOW)
    return AskBack(question=Question.ONLY_NOW, options=(whom,)) if later else whom


# ------------------------------------------------------------ decisions


def _decisions(sentence: Sentence, calendar: Calendar) -> Heard | None:
    """Read `approva Anna e rifiuta Rita` as two decisions."""
    verbs = [n for n, i in enumerate(sentence.islands) if i.tag in (Tag.APPROVE, Tag.REFUSE)]
    if len(verbs) != 2:
        return _decide(sentence, calendar)
    first = replace(sentence, islands=sentence.islands[: verbs[1]])
    second = replace(sentence, islands=sentence.islands[verbs[1] :])
    found = [_decide(part, calendar) for part in (first, second)]
    both = [one for one in found if isinstance(one, meanings.Decide)]
    if len(both) == 2 and not both[1].whom:
        both[1] = replace(both[1], whom=both[0].whom)
    return meanings.Several(tuple(both)) if len(both) == 2 else None


def _decide(sentence: Sentence, calendar: Calendar) -> Heard | None:
    begins = reason_from(sentence)
    said = sentence.until(begins)
    but = _left_out_of_all(said)
    if not but and _leaves_somebody_out(said):
        return meanings.Approvals()
    refused = Tag.REFUSE in said.tags
    names, why = () if but else names_in(said), _why(sentence, begins)
    taken = _taken(said, calendar)
    about = names or but or taken or Tag.EVERYTHING in said.tags or _mentions(said, NOT_NAMES)
    if not (about or refused):
        return meanings.Approvals() if _says_only_the_verb(said) else None
    days = sure(()) if taken is None else taken.map(_days_of)
    order = meanings.Decide(approve=not refused, why=why, but=but, kind=_kind_meant(said))
    return heard(days.map(lambda found: _decided(names, replace(order, days=found))))


def _kind_meant(sentence: Sentence) -> Asked:
    """Tell whether only permits are named, or only days: `approva il permesso di Anna`."""
    permits = any(_is_of_a_permit(sentence, island) for island in sentence.islands)
    days = Tag.MODE in sentence.tags or _mentions(sentence, DAYS_OUT)
    if permits == days:
        return Asked.ANY
    return Asked.PERMITS if permits else Asked.DAYS


def _is_of_a_permit(sentence: Sentence, island: Island) -> bool:
    """Tell a permit from leave that is given: `nega il permesso a Rita`."""
    following = sentence.text.words[island.end : island.end + 1]
    named = island.tag is Tag.KIND and island.ways != ((),)
    return (island.tag is Tag.PERMIT or named) and following not in GIVEN_TO


GIVEN_TO = (("a",), ("ad",), ("to",), ("per",), ("for",))
EVERYBODY = frozenset({"everyone", "everybody"})
DAYS_OUT = ("giornata", "giornate")


def _left_out_of_all(sentence: Sentence) -> tuple[str, ...]:
    """Give who is not meant of all: `approva tutti tranne Bruno`; nobody for anything else."""
    places = [at for at in range(len(sentence.islands)) if _excepts(sentence, at)]
    everything = [
        at
        for at, one in enumerate(sentence.islands)
        if one.tag is Tag.EVERYTHING or sentence.words(one)[0] in EVERYBODY
    ]
    if not places or len(everything) != 1 or places[-1] - places[0] > 1:
        return ()
    if _is_not_only(sentence, places[-1]):
        return ()
    before = replace(sentence, islands=sentence.islands[: places[0]])
    behind = replace(sentence, islands=sentence.islands[places[-1] + 1 :])
    others = {one.tag for one in behind.islands if not names_somebody(behind, one)}
    all_known = others <= {Tag.FILLER, Tag.SEPARATOR} and Tag.WHEN not in before.tags
    others_named = set(names_in(before)) - EVERYBODY
    if everything[0] > places[0] or others_named or not all_known:
        return ()
    return names_in(behind)


def _leaves_somebody_out(sentence: Sentence) -> bool:
    """Tell whether a name stands behind `tranne`, `ma non`: the one person who is not meant."""
    guarded = False
    for place, island in enumerate(sentence.islands):
        guarded = guarded or _excepts(sentence, place)
        if guarded and names_somebody(sentence, island):
            return True
    return False


def guards_of_names_left_out(sentence: Sentence) -> tuple[Island, ...]:
    """Give `tranne`, `ma non` of an order for all but somebody; no other word that turns it."""
    places = {at for at in range(len(sentence.islands)) if _excepts(sentence, at)}
    # Of `ma non` and `but not` both words are guards: the first is only one beside the second.
    places |= {at - 1 for at in places if at and sentence.islands[at - 1].tag is Tag.GUARD}
    return tuple(sentence.islands[at] for at in sorted(places))


def _excepts(sentence: Sentence, place: int) -> bool:
    island = sentence.islands[place]
    if island.tag is not Tag.GUARD:
        return False
    words = sentence.text.words[max(island.start - 1, 0) : island.end]
    return words[-1] in EXCEPTING or words in BUT_NOT


def _is_not_only(sentence: Sentence, place: int) -> bool:
    """Tell whether `only` stands behind a word; it is no piece, since mostly it says nothing."""
    pieces, text, island = sentence.text.pieces, sentence.text.text, sentence.islands[place]
    ends = pieces[island.end].start if island.end < len(pieces) else len(text)
    return not ONLY.isdisjoint(text[pieces[island.end - 1].end : ends].casefold().split())


ONLY = frozenset({"solo", "soltanto", "solamente", "only", "just"})
"""Behind `non` these leave nobody out: `approva tutti, non solo Bruno`."""
BUT_NOT = tuple(
    (but, no) for but in ("ma", "e", "pero", ",", "but", "and") for no in ("non", "not")
)


def _says_only_the_verb(sentence: Sentence) -> bool:
    return sentence.tags <= {Tag.APPROVE, Tag.FILLER}


def _days_of(taken: Taken) -> tuple[date, ...]:
    return tuple(dict.fromkeys(wish.day for wish in taken.wishes))


def _decided(names: Sequence[str], order: meanings.Decide) -> Meaning:
    each = [replace(order, whom=name) for name in names or [""]]
    return each[0] if len(each) == 1 else meanings.Several(tuple(each))


def _mentions(sentence: Sentence, words: Iterable[str]) -> bool:
    said = {word for island in sentence.islands for word in sentence.words(island)}
    return not said.isdisjoint(words)


# ------------------------------------------------------------ recalls


def _recall(sentence: Sentence, calendar: Calendar) -> Heard | None:
    begins = reason_from(sentence)
    said = sentence.until(begins)
    called = _called(said, _why(sentence, begins), calendar.today)
    if called is None:
        return AskBack(question=Question.WHOM)
    taken = _taken(said, calendar)
    if taken is None:
        options = tuple(replace(called, day=day) for day in _next_days(calendar))
        return AskBack(question=Question.WHICH_DAY, options=options)
    return heard(taken.then(lambda found: _recalled(called, found)))


def _called(said: Sentence, why: str, day: date) -> meanings.Recall | None:
    """Give who is called: people, offices, everybody; None for nobody, and all but somebody."""
    runs = _runs_in(said)
    offices = tuple(_name(said, run) for run in runs if _is_of_an_office(said, run))
    names = tuple(_name(said, run) for run in runs if not _is_of_an_office(said, run))
    everybody = _calls_everybody(said, runs)
    if not (runs or everybody) or _leaves_somebody_out(said):
        return None
    return meanings.Recall(names, day, why, offices, everybody=everybody)


def _calls_everybody(said: Sentence, runs: Sequence[Sequence[Island]]) -> bool:
    """Tell whether `tutti` is said and no name closes it in, as in `tutti quelli dei tributi`."""
    if not runs:
        return any(_is_said_of_all(said, island) for island in said.islands)
    named = runs[-1][-1].start
    return any(i.tag is Tag.EVERYTHING and i.start > named for i in said.islands)


def _is_said_of_all(said: Sentence, island: Island) -> bool:
    """Tell whether it is `tutti`, or `l'ufficio` itself, which is whoever works there."""
    if island.tag is Tag.EVERYTHING:
        return True
    return island.tag is Tag.UNREAD and said.words(island)[0] in OFFICES


def _recalled(called: meanings.Recall, taken: Taken) -> Possible[Meaning]:
    recalls = tuple(replace(called, day=day) for day in _days_of(taken)[:MOST_CHOICES])
    if len(recalls) == 1:
        return sure(recalls[0])  # of the whole day: which part was said is told as not read
    return Possible(recalls, ONE_DAY_ONLY)


def _next_days(calendar: Calendar) -> Iterator[date]:
    ahead = (calendar.today + timedelta(days=n) for n in range(1, 15))
    coming = [day for day in ahead if day.weekday() in calendar.workdays]
    yield from coming[:WORTH_DAYS]


# ------------------------------------------------------------ delegations


def _delegate(sentence: Sentence, calendar: Calendar) -> Heard | None:
    roles = roles_in(sentence)
    name = _who_decides(sentence.until(reason_from(sentence)))
    named_in_capitals = any(map(str.istitle, _as_written(sentence)))
    role = roles[0] if roles and not named_in_capitals else ""
    whom = name if not role else ""
    named = bool(role or whom)
    taken = _taken(sentence, calendar)
    if taken is None:
        return _delegated_when(whom, role, calendar) if named else None
    if not named and Tag.DELEGATE not in sentence.tags:
        on_leave = _mentions(sentence, ("ferie", "vacanza", "leave"))
        # Away for some hours is a permit, and nobody decides instead.
        hours = Tag.HOURS in sentence.tags and not on_leave
        return None if hours else _away(taken, on_leave=on_leave)
    days = [one for one in sentence.islands if one.tag is not Tag.HOURS]
    if _mentions(replace(sentence, islands=tuple(days)), UNTIL):
        return heard(taken.map(lambda found: _until(whom, role, found, calendar.today)))
    if named and _begins(sentence) and taken.doubt is None:
        return _until_when(whom, role, taken.values[0])
    return heard(taken.then(lambda found: _delegated(whom, role, found)))


def _begins(sentence: Sentence) -> bool:
    """Tell whether the one day that is said is that from which on something is."""
    whens = [one for one in sentence.islands if one.tag is Tag.WHEN]
    words = sentence.text.words
    return len(whens) == 1 and whens[0].start > 0 and words[whens[0].start - 1] in FROM


def _until_when(whom: str, role: str, taken: Taken) -> Heard:
    """Ask how long it goes on: `delega Vito da domani` says no more than the first day."""
    first = _days_of(taken)[0]
    sunday = first + timedelta(days=6 - first.weekday())
    ends = dict.fromkeys((first, sunday, sunday + SIX_DAYS + timedelta(days=1)))
    options = tuple(meanings.Delegate(whom, first, last, role) for last in ends)
    return AskBack(question=Question.UNTIL_WHEN, options=options)


def _who_decides(sentence: Sentence) -> str:
    """
    Give the name beside the verb: right before it, else behind it, else the last before it.

    Other words that are not known may stand there too: `sono malata decide Carla`.
    """
    verbs = [one for one in sentence.islands if one.tag in (Tag.DECIDES, Tag.DELEGATE)]
    runs = _runs_in(sentence)
    if not verbs or not runs:
        return _name(sentence, runs[0]) if runs else ""
    verb = verbs[0]
    behind = replace(sentence, islands=tuple(i for i in sentence.islands if i.start >= verb.end))
    before = replace(sentence, islands=tuple(i for i in sentence.islands if i.end <= verb.start))
    named = [one for one in before.islands if names_somebody(before, one)]
    follow = _runs_in(behind)
    if not named:
        return _name(sentence, follow[0]) if follow else ""
    right_before = verb.tag is Tag.DECIDES and named[-1].end == verb.start
    if follow and not (right_before and _is_written_as_a_name(sentence, named[-1])):
        return _name(sentence, follow[0])
    return _name(sentence, _together_before(named))


def _is_written_as_a_name(sentence: Sentence, island: Island) -> bool:
    """Tell whether a word is known as a name, or has a capital."""
    written = sentence.text.written(island.start, island.end)
    return BOND in sentence.words(island)[0] or written.istitle()


def _together_before(named: Sequence[Island]) -> Sequence[Island]:
    """Give the last name, in as many words as stand together."""
    first = len(named) - 1
    while first and named[first - 1].end == named[first].start:
        first -= 1
    return named[first:]


def _until(whom: str, role: str, taken: Taken, today: date) -> Meaning:
    days = _days_of(taken)
    first = days[0] if len(days) > 1 else today
    return meanings.Delegate(whom, first, days[-1], role)


def _delegated(whom: str, role: str, taken: Taken) -> Possible[Meaning]:
    if taken.first is None or taken.last is None or taken.weekdays or taken.half:
        days = sorted({wish.day for wish in taken.wishes})
        spans = [meanings.Delegate(whom, day, day, role) for day in days[:MOST_CHOICES]]
        return Possible((meanings.Delegate(whom, days[0], days[-1], role), *spans), ONE_DAY_ONLY)
    return sure(meanings.Delegate(whom, taken.first, taken.last, role))


def _delegated_when(whom: str, role: str, calendar: Calendar) -> Heard:
    """Offer tomorrow, the rest of this week and the next week."""
    tomorrow = calendar.today + timedelta(days=1)
    sunday = calendar.today + timedelta(days=6 - calendar.today.weekday())
    monday = sunday + timedelta(days=1)
    spans = [(tomorrow, tomorrow), (tomorrow, max(tomorrow, sunday)), (monday, monday + SIX_DAYS)]
    options = dict.fromkeys(meanings.Delegate(whom, *ends, role) for ends in spans)
    return AskBack(question=Question.WHICH_DAY, options=tuple(options))


def _away(taken: Possible[Taken], *, on_leave: bool) -> Heard | None:
    """Offer what somebody may mean who is away: that another decides, or leave told elsewhere."""
    if taken.doubt is not None or not taken.values[0].wishes:
        return None
    days = _days_of(taken.values[0])
    leave = meanings.Elsewhere(Matter.LEAVE, days[0])
    if len(days) == 1 and on_leave:
        return leave
    half = taken.values[0].half if len(days) == 1 else None
    options: tuple[Meaning, ...] = (leave, meanings.Delegate("", days[0], days[-1]))
    if half is not None:
        options = (meanings.Permit(day=days[0], half=half), *options)
    return AskBack(question=Question.WHAT_TO_DO, options=options)
