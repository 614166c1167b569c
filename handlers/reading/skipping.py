"""What may be passed over, and what stands for the contrary of what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.reading.cues import EXCEPTING, Tag
from handlers.reading.hours import hours_of
from handlers.reading.island import Island
from handlers.reading.island_finder import KEEPING
from handlers.reading.people_said import Sentence
from handlers.reading.said import Listed, Part, When, WholeWeek
from handlers.reading.whens import of_whole_days
from rules.facts import Half

STRONG = frozenset(
    {Tag.MODE, Tag.HOURS, Tag.PERMIT, Tag.HALF_DAY, Tag.AT_OFFICE, Tag.SWAP, Tag.CANCEL, Tag.KIND}
)
"""With these something is asked for, and whatever else is said is the reason for it."""
OPENING = frozenset({Tag.WHEN, Tag.HOURS, Tag.KIND, Tag.MODE, Tag.HALF_DAY, Tag.HALF})


def without_reasons(islands: Sequence[Island]) -> tuple[list[Island], list[Island]]:
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
        if first or Tag.MODE in rest or (Tag.WHEN in rest and rest & (STRONG | {Tag.BOOK})):
            return place
    return len(islands)


def _up_to_separator(islands: Sequence[Island]) -> set[Tag]:
    found: set[Tag] = set()
    for island in islands:
        if island.tag is Tag.SEPARATOR:
            break
        found.add(island.tag)
    return found


def without_the_contrary(islands: Sequence[Island]) -> list[Island]:
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


def without_the_other_hour(islands: Sequence[Island]) -> list[Island]:
    """Take away the hour behind the one that is wanted: `alle 9 invece delle 8`."""
    for at in range(1, len(islands) - 1):
        said = [island.tag for island in islands[at - 1 : at + 2]]
        if said == [Tag.HOURS, Tag.INSTEAD, Tag.HOURS]:
            return [*islands[:at], *islands[at + 2 :]]
    return list(islands)


def without_hours_of_a_whole_day(
    islands: Sequence[Island],
) -> tuple[list[Island], list[Island]]:
    """Take away the hours of `giovedì dalle 9 alle 18 da casa`: a day at home needs none."""
    tags = {island.tag for island in islands}
    at_home = Tag.MODE in tags or tags >= {Tag.WORK, Tag.AT_HOME}
    if not at_home or not tags.isdisjoint({Tag.PERMIT, Tag.KIND, Tag.CANCEL, Tag.SWAP}):
        return list(islands), []
    hours = [island for island in islands if island.tag is Tag.HOURS]
    if len(hours) != 1 or not _is_of_a_whole_day(hours[0]):
        return list(islands), []
    return [island for island in islands if island is not hours[0]], hours


def _is_of_a_whole_day(island: Island) -> bool:
    found = hours_of(island.ways[0])
    hours = found.values[0] if len(found.values) == 1 else None
    minutes = hours.minutes if hours is not None and hours.start is not None else None
    return minutes is not None and minutes > MOST_OF_A_HALF


MOST_OF_A_HALF = 6 * 60
"""Minutes; a longer time at home is the whole of the day."""


def exchanged(islands: Sequence[Island]) -> list[Island]:
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


def with_exceptions(sentence: Sentence, islands: Sequence[Island]) -> list[Island]:
    """Leave out of the days said before what stands behind `tranne`."""
    found: list[Island] = []
    for island in islands:
        excepted = found and found[-1].tag in (Tag.GUARD, Tag.UNREAD) and island.tag is Tag.WHEN
        excepting = excepted and sentence.words(found[-1])[0] in WITHOUT
        if excepting and _left_out(found, island):
            continue
        found.append(island)
    return found


def with_week_of_exception(sentence: Sentence, islands: Sequence[Island]) -> list[Island]:
    """Take the week behind what is left out for what is asked for: `tutti i giorni meno …`."""
    at = next((n for n, one in enumerate(islands) if one.tag is Tag.WHEN), 0)
    if not at or sentence.words(islands[at - 1])[0] not in WITHOUT:
        return list(islands)
    behind = [one.ways[0][0] for one in islands[at:] if one.tag is Tag.WHEN]
    asked = {island.tag for island in islands[: at - 1]} & {Tag.MODE, Tag.BOOK, Tag.EVERYTHING}
    week = _week_behind(behind)
    if not asked or week is None:
        return list(islands)
    days = replace(behind[0].days, week=week.week)
    whole = replace(islands[at], ways=((When(week, days),),))
    rest = [island for island in islands[at + 1 :] if island.tag is not Tag.WHEN]
    return [*islands[: at - 1], whole, *rest]


def _week_behind(whens: Sequence[When]) -> WholeWeek | None:
    """Give the week that is said with the days that are left out, or right behind them."""
    days = whens[0].days
    if not isinstance(days, Listed) or whens[0].left_out is not None:
        return None
    if len(whens) == 1:
        return None if days.week is None else WholeWeek(days.week, None)
    week = whens[1].days
    return week if len(whens) == 2 and isinstance(week, WholeWeek) and not week.rest else None


def with_denied_halves(sentence: Sentence, islands: Sequence[Island]) -> list[Island]:
    """Take `mattina in smart e pomeriggio no` for an afternoon at the office."""
    tags = [island.tag for island in islands]
    if Tag.MODE not in tags or not STRONG.isdisjoint({*tags} - {Tag.MODE}):
        return list(islands)
    for at, island in enumerate(islands):
        if island.tag is not Tag.HALF or not _is_of_the_other(island, islands[:at]):
            continue
        first = at
        while islands[first - 1].tag in (Tag.GUARD, Tag.FILLER):
            first -= 1
        before = [one for one in islands[first:at] if one.tag is Tag.GUARD]
        guards = tuple(sentence.words(one)[0] for one in before)
        said_no = not guards and [sentence.words(one) for one in islands[at + 1 :][:1]] == [
            ("no",)
        ]
        if said_no or guards in DENYING:
            parted = replace(island, tag=Tag.SEPARATOR, ways=((),))
            office = replace(island, tag=Tag.AT_OFFICE, ways=((),))
            return [*islands[:first], parted, island, office, *islands[at + 1 + said_no :]]
    return list(islands)


DENYING = (("non",), ("not",), ("ma", "non"), ("pero", "non"), ("but", "not"))


def _is_of_the_other(island: Island, before: Sequence[Island]) -> bool:
    """Tell whether only the other half of the day was spoken of before."""
    said = [
        half
        for one in before
        for piece in one.ways[0]
        for half in ([piece] if one.tag is Tag.HALF else _halves_of(piece))
    ]
    half = island.ways[0][0]
    return bool(said) and half in Half and half not in said


def _halves_of(piece: object) -> list[Half]:
    days = piece.days if isinstance(piece, When) else None
    items = days.items if isinstance(days, Listed) else ()
    return [one.half for one in items if isinstance(one, Part) and isinstance(one.half, Half)]


def without_kept_days(sentence: Sentence, islands: Sequence[Island]) -> list[Island]:
    """Take away `venerdì lo tengo` behind a day that is taken back: it stays as it is."""
    tags = _tags(islands)
    if Tag.CANCEL not in tags or tags & (STRONG - {Tag.CANCEL}):
        return list(islands)
    parted = next((at for at, one in enumerate(islands) if _parts(sentence, one)), None)
    behind = [] if parted is None else islands[parted + 1 :]
    kept = any(one.tag is Tag.UNREAD and KEEPING & {*sentence.words(one)} for one in behind)
    plain = _tags(behind) <= {Tag.WHEN, Tag.FILLER, Tag.UNREAD} and Tag.WHEN in _tags(behind)
    return list(islands[:parted]) if kept and plain else list(islands)


def _parts(sentence: Sentence, island: Island) -> bool:
    return island.tag is Tag.SEPARATOR or sentence.words(island) in CONTRASTING


def with_days_apart(sentence: Sentence, islands: Sequence[Island]) -> list[Island]:
    """
    Take `ma` for a comma where a day with its own half or place stands behind it.

    `Dal 7 all'11 da casa ma martedì solo il pomeriggio`, `… ma venerdì in ufficio`.
    """
    guards = [at for at, island in enumerate(islands) if island.tag is Tag.GUARD]
    if len(guards) != 1 or sentence.words(islands[guards[0]]) not in CONTRASTING:
        return list(islands)
    at = guards[0]
    before, behind = islands[:at], [one for one in islands[at + 1 :] if one.tag is not Tag.FILLER]
    asked = _tags(before) & {Tag.MODE, Tag.AT_OFFICE} and Tag.WHEN in _tags(before)
    own = behind[1:2] and behind[1].tag in (Tag.HALF, Tag.MODE, Tag.AT_OFFICE)
    halved = behind[:1] and behind[0].tag is Tag.WHEN and any(_halves_of(behind[0].ways[0][0]))
    first = behind[:1] and behind[0].tag is Tag.WHEN
    plain = _tags(islands) - {Tag.GUARD} <= APART
    if not (asked and first and (own or halved) and plain):
        return list(islands)
    parted = replace(islands[at], tag=Tag.SEPARATOR, ways=((),))
    return [*before, parted, *islands[at + 1 :]]


CONTRASTING = (("ma",), ("pero",), ("but",))
APART = frozenset(
    {Tag.WHEN, Tag.HALF, Tag.MODE, Tag.AT_OFFICE, Tag.WORK, Tag.BOOK, Tag.FILLER, Tag.SEPARATOR}
) | {Tag.UNREAD, Tag.COME}


def with_denied_days(sentence: Sentence, islands: Sequence[Island]) -> list[Island]:
    """Take `lunedì e martedì smart, mercoledì no` for a Wednesday at the office."""
    last = [island for island in islands if island.tag is not Tag.FILLER][-3:]
    if [one.tag for one in last] != [Tag.SEPARATOR, Tag.WHEN, Tag.GUARD]:
        return list(islands)
    before = _tags(islands[: islands.index(last[0])])
    asked = Tag.MODE in before and Tag.WHEN in before and before <= APART
    if sentence.words(last[2]) not in (("no",), ("not",)) or not asked:
        return list(islands)
    office = replace(last[2], tag=Tag.AT_OFFICE, ways=((),))
    return [office if island is last[2] else island for island in islands]


def either_half(sentence: Sentence, islands: Sequence[Island]) -> list[list[Island]]:
    """Give the two ways of `giovedì mattina o pomeriggio`; none of any other sentence."""
    guards = [at for at, island in enumerate(islands) if island.tag is Tag.GUARD]
    if len(guards) != 1 or sentence.words(islands[guards[0]]) not in (
        ("o",),
        ("oppure",),
        ("or",),
    ):
        return []
    at = guards[0]
    before, other = islands[:at][-1:], islands[at + 1 :][:1]
    if not before or not other or other[0].tag is not Tag.HALF:
        return []
    first, rest = before[0], list(islands[at + 2 :])
    if first.tag is Tag.HALF:
        return [[*islands[:at], *rest], [*islands[: at - 1], other[0], *rest]]
    if first.tag is not Tag.WHEN or not any(_halves_of(first.ways[0][0])):
        return []
    ways = tuple(tuple(of_whole_days(piece) for piece in way) for way in first.ways)
    whole = replace(first, ways=ways)
    return [[*islands[:at], *rest], [*islands[: at - 1], whole, other[0], *rest]]


def with_other_halves(sentence: Sentence, islands: Sequence[Island]) -> list[Island]:
    """Take `giovedì tranne la mattina` for the afternoon: the half that is left of the day."""
    halves = [place for place, island in enumerate(islands) if island.tag is Tag.HALF]
    if len(halves) != 1:
        return list(islands)
    at = halves[0]
    first = at
    while first and islands[first - 1].tag is Tag.GUARD:
        first -= 1
    guards = tuple(sentence.words(island)[0] for island in islands[first:at])
    behind = tuple(sentence.words(island) for island in islands[at + 1 :])
    said_no = guards in ((), ("ma",), ("pero",)) and behind[:1] == (("no",),)
    if not said_no and (guards not in LEAVING_OUT or Tag.WHEN not in _tags(islands[:first])):
        return list(islands)
    half = islands[at].ways[0][0]
    other = replace(islands[at], ways=((Half.PM if half is Half.AM else Half.AM,),))
    if half not in Half:
        return list(islands)
    return [*islands[:first], other, *islands[at + (2 if said_no else 1) :]]


LEAVING_OUT = (*((word,) for word in EXCEPTING), ("ma", "non"), ("pero", "non"), ("but", "not"))
"""Words that leave the half of a day out that stands behind them."""


def excepted_of_nothing(sentence: Sentence, islands: Sequence[Island]) -> bool:
    """Tell whether the only day that is said is left out: `tutti i giorni meno venerdì`."""
    whens = [place for place, island in enumerate(islands) if island.tag is Tag.WHEN]
    if len(whens) != 1 or not whens[0]:
        return False
    before = islands[whens[0] - 1]
    return sentence.words(before)[0] in WITHOUT


WITHOUT = EXCEPTING | {"meno", "senza", "without"}
"""Between days these leave the second out of the first."""


def _tags(islands: Sequence[Island]) -> set[Tag]:
    return {island.tag for island in islands}


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


UNTOLD = (Tag.UNREAD, Tag.COUNTED)
"""Words that say nothing to the desk by themselves."""


def unread_in(
    sentence: Sentence, kept: Sequence[Island], reasons: Sequence[Island]
) -> tuple[str, ...]:
    """Give the passages that were not read, as written, small words at their ends left out."""
    skipped = {island.start for island in (*kept, *reasons) if island.tag in UNTOLD}
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
