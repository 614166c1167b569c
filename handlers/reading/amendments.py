"""What corrections make of days that are shown: the sentence of what is left, or None."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from handlers.reading.meanings import AskBack, AtOffice, Book, Cancel, Wish
from handlers.reading.named_days import (
    all_are,
    days_in,
    half_apart,
    in_the_week_shown,
    not_yet_shown,
    of_that_week,
    said_alone,
    said_beside,
    those_named,
)
from handlers.reading.shown_days import LEAVING, VERBS, Shown, day_written, sentence
from rules.facts import Half

HALF_FIRST = re.compile(
    r"^(?:(?:di|la|al|il|nel|in|the) )?(?:mattin[ao]|mattinata|pomeriggio|mornings?|afternoons?)\b"
)


def add(shown: Shown, rest: str) -> str | None:
    """Ask for one day more; where it may be more than one day, ask which."""
    days, half = half_apart(rest)
    joined = said_beside(shown, days)
    if half is None and isinstance(joined, AskBack) and all_are(joined, type(shown.meaning)):
        return f"{sentence(shown)} e {days}"
    new = not_yet_shown(shown, joined, half) or said_alone(shown, days, half)
    return sentence(shown.with_days((*shown.wishes, *new))) if new else None


def book_too(shown: Shown, rest: str) -> str | None:
    """Ask for one day more with a verb that takes nothing back."""
    return add(shown, rest) if isinstance(shown.meaning, Book) else None


def leave_out(shown: Shown, rest: str) -> str | None:
    """Leave a day out, or a half of it; what was not shown is asked about."""
    if isinstance(shown.meaning, AtOffice):
        return None
    return (
        _without_the_first(shown, rest)
        or _without(shown, rest)
        or _given_for(shown, rest)
        or _excepted(shown, rest)
    )


def take_off(shown: Shown, rest: str) -> str | None:
    """Leave a day out that was to be asked for; of days to be taken back it is said as well."""
    return _without(shown, rest) if isinstance(shown.meaning, Book) else None


def drop_all(shown: Shown, _rest: str) -> str | None:
    """Leave out every day: nothing is to be asked for."""
    return LEAVING if isinstance(shown.meaning, Book) else None


def _without(shown: Shown, rest: str) -> str | None:
    days, half = half_apart(rest)
    meant = those_named(shown, days) if days else shown.wishes
    if not meant or (half is not None and any(wish.half is not None for wish in meant)):
        return None
    kept = [wish for wish in shown.wishes if wish not in meant]
    if half is not None:
        kept += [Wish(wish.day, Half.PM if half is Half.AM else Half.AM) for wish in meant]
    return sentence(shown.with_days(kept))


def _without_the_first(shown: Shown, rest: str) -> str | None:
    """Leave out the day before the comma alone: `non giovedì, venerdì`, where both are shown."""
    given, parted, kept = TURNS.sub(",", rest, count=1).partition(",")
    kept = BUT.sub("", kept.strip())
    one = parted and not AND.search(kept) and len(those_named(shown, kept)) == 1
    return _without(shown, given.strip()) if one and "," not in kept else None


def no_and_yes(shown: Shown, rest: str) -> str | None:
    """Leave out the first day, if the other is shown too: `giovedì no, venerdì sì`."""
    out, _, kept = re.sub(r"[\s,]+no[\s,]+", "\n", rest, count=1).partition("\n")
    return _without(shown, out) if those_named(shown, kept) else _put(shown, out, kept)


def _given_for(shown: Shown, rest: str) -> str | None:
    """Put one day for another: `non giovedì, venerdì`; `non giovedì e venerdì` is no such."""
    given, parted, new = TURNS.sub(",", rest, count=1).partition(",")
    new = BUT.sub("", new.strip())
    return _put(shown, given.strip(), new) if parted and new else None


def _excepted(shown: Shown, rest: str) -> str | None:
    text = f"{sentence(shown)} tranne {rest}"
    return text if isinstance(shown.heard(text), AskBack) and days_in(shown, rest) else None


def keep_only(shown: Shown, rest: str) -> str | None:
    """Keep these days alone, or the half of all of them; days not shown take their place."""
    days, half = half_apart(rest)
    meant = those_named(shown, days) if days else shown.wishes
    if not meant:
        return in_their_place(shown, rest)
    if days and half is not None and HALF_FIRST.match(rest):
        return _halved(shown, meant, half)
    return sentence(shown.with_days([Wish(one.day, half or one.half) for one in meant]))


def _halve(shown: Shown, rest: str) -> str | None:
    """Keep half of a day, and the other days as they are: `il 10 solo la mattina`."""
    days, half = half_apart(rest)
    meant = those_named(shown, days) if days else ()
    return _halved(shown, meant, half) if meant and half is not None else None


def only_half(shown: Shown, rest: str) -> str | None:
    """Keep half of a day: `il 10 solo la mattina`."""
    return _halve(shown, ONLY.sub(" ", rest))


def _halved(shown: Shown, meant: Sequence[Wish], half: Half) -> str | None:
    kept = [wish for wish in shown.wishes if wish not in meant]
    return sentence(shown.with_days([*kept, *(Wish(wish.day, half) for wish in meant)]))


def a_week_later(shown: Shown, _rest: str) -> str | None:
    """Take the same weekdays of the week after: `intendevo quello dopo`."""
    later = [replace(wish, day=wish.day + timedelta(days=7)) for wish in shown.wishes]
    return sentence(shown.with_days(later)) if later else None


def in_their_place(shown: Shown, rest: str) -> str | None:
    """Ask for other days instead; a weekday alone is that of the week that was shown."""
    days, half = half_apart(rest)
    if not days or those_named(shown, days):
        return keep_only(shown, rest)
    new = (
        of_that_week(shown, days, half)
        or not_yet_shown(shown, said_beside(shown, days), half)
        or said_alone(shown, days, half)
    )
    return sentence(shown.with_days(new)) if new else None


def in_place_of(shown: Shown, rest: str) -> str | None:
    """Put one day in the place of one that is shown: `dell'11 il 14`."""
    words = rest.split()
    ways = [
        _put(shown, " ".join(words[:cut]).rstrip(" ,"), " ".join(words[cut:]))
        for cut in range(1, len(words))
    ]
    found = list(dict.fromkeys(one for one in ways if one is not None))
    return found[0] if len(found) == 1 else None


def put_for(shown: Shown, rest: str) -> str | None:
    """Put one day for another, said the other way round: `il 14 invece dell'11`."""
    new, _, given = IN_PLACE.sub("\n", rest).partition("\n")
    return _put(shown, given, new.strip(" ,")) if given else None


def _put(shown: Shown, given: str, new: str) -> str | None:
    """Give the days with another in the place of one; its half is the same if none is said."""
    out = those_named(shown, OF.sub("", given).strip())
    days, half = half_apart(TO.sub("", new))
    if len(out) != 1 or not days or those_named(shown, days):
        return None
    rest = shown.with_days([one for one in shown.wishes if one not in out])
    joined = said_beside(shown, days)
    if half is None and isinstance(joined, AskBack) and all_are(joined, type(shown.meaning)):
        return f"{sentence(rest)} e {days}" if rest.wishes else None
    found = not_yet_shown(shown, joined, half) or said_alone(shown, days, half)
    if len(found) != 1:
        return None
    put = Wish(found[0].day, found[0].half or out[0].half)
    return sentence(shown.with_days([*rest.wishes, put]))


def unless_shown(shown: Shown, rest: str) -> str | None:
    """Take `no giovedì` as another day; of a day that is shown it may be either."""
    days, _ = half_apart(rest)
    return None if days and those_named(shown, days) else in_their_place(shown, rest)


def elsewhere(shown: Shown, rest: str) -> str | None:
    """Ask for the same days in another way, or at the office."""
    if isinstance(shown.meaning, Cancel):
        return None
    if AT_OFFICE.fullmatch(rest):
        return sentence(replace(shown, meaning=AtOffice(shown.wishes)))
    asked = shown.heard(f"prenota domani {A_CASA.sub('da casa', rest)}")
    if not isinstance(asked, Book):
        return None
    return sentence(replace(shown, meaning=Book(wishes=shown.wishes, mode=asked.mode)))


def back_in(shown: Shown, rest: str) -> str | None:
    """Put a weekday back that was left out of the week that is shown: `mercoledì sì`."""
    days, half = half_apart(rest)
    if those_named(shown, days):
        return sentence(shown) if half is None else None
    new = in_the_week_shown(shown, days, half)
    return sentence(shown.with_days((*shown.wishes, *new))) if new else None


def this_or_that(shown: Shown, rest: str) -> str | None:
    """Ask which one a weekday alone is under days of a later week: theirs, or the next one."""
    theirs = in_the_week_shown(shown, rest, None)
    coming = days_in(shown, rest)
    same = {wish.day for wish in coming} & {wish.day for wish in theirs}
    if (
        len(shown.wishes) == 1
        or len(coming) != 1
        or not theirs
        or same
        or those_named(shown, rest)
    ):
        return None
    return f"{VERBS[type(shown.meaning)]} {day_written(theirs[0])} o {day_written(coming[0])}"


def whole_day(shown: Shown, rest: str) -> str | None:
    """Take all of a day that is shown, or of one more in its week: `martedì tutto il giorno`."""
    meant = those_named(shown, rest)
    if not meant:
        return back_in(shown, rest)
    kept = [wish for wish in shown.wishes if wish not in meant]
    return sentence(shown.with_days([*kept, *(Wish(one.day) for one in meant)]))


AT_OFFICE = re.compile(r"in (?:sede|ufficio|presenza|comune|municipio)")
A_CASA = re.compile(r"^a casa")
OF = re.compile(r"^(?:d(?:i|el|ell'|ello|ella|a|al)|of)\b ?'?")
TO = re.compile(r"^(?:metti(?:mi|ci)? |a\b|al\b|all'|con\b|to\b|with\b) ?")
TURNS = re.compile(r"\s*,?\s+(?:ma|bensi|but)\b")
"""Behind it stands the day that is wanted, with a comma before it or none."""
BUT = re.compile(r"^(?:ma|bensi|invece|meglio|but|rather)\b ?")
ONLY = re.compile(r"[\s,]+(?:solo|soltanto|only)\b(?: the\b)?")
AND = re.compile(r"\b(?:e|ed|and)\b")
IN_PLACE = re.compile(
    r"[\s,]+(?:invece|al posto|in luogo|anziche|piuttosto che|instead|in place)\b"
    r"(?: (?=d(?:i|el|ello|ella)\b|dell'|of\b))?"
)
