"""
What changes days that are shown: `anche il 10`, `togli il 26`, `solo giovedì`, `anzi di mattina`.

The days shown and the correction make one whole sentence, which is read like any other; so what
a correction comes to is shown with its button, and none is taken that does not read as meant. A
day is taken as beside those shown: `anche il 24` of days in December is 24 December.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from handlers.reading.completing import plain_letters
from handlers.reading.fragments import read_days, read_half, read_weekdays
from handlers.reading.meanings import AskBack, AtOffice, Book, Cancel, Heard, Swap, Wish
from handlers.reading.placed import place_in
from handlers.reading.reading import read
from rules.facts import Half, Mode

Days = Book | Cancel | AtOffice
VERBS = MappingProxyType({Book: "prenota", Cancel: "annulla", AtOffice: "in ufficio"})
WAYS = MappingProxyType({None: "", Mode.AGILE: "in agile ", Mode.REMOTE: "da remoto "})
LEAVING = "annulla"
"""What is said where no day is left."""
LONGEST = 80
"""Characters; nobody needs more to correct what they see."""
ONE_HALF = re.compile(
    r"\s*\b(?:(?:di|la|al|il|nel|in|in the) )?"
    r"(mattin[ao]|mattinata|pomeriggio|morning|afternoon)s?\b(?: di| del| of(?: the)?)?\s*"
)
HALF_FIRST = re.compile(
    r"^(?:(?:di|la|al|il|nel|in|the) )?(?:mattin[ao]|mattinata|pomeriggio|mornings?|afternoons?)\b"
)
NUMBER = re.compile(r"(?:(?:quell[oa] )?(?:il|l'|lo|del|dell') ?)?(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Shown:
    """Days that are shown with their button, and the day and the week of who reads them."""

    meaning: Days
    today: date
    workdays: frozenset[int]

    @property
    def wishes(self) -> tuple[Wish, ...]:
        """The days."""
        return self.meaning.wishes

    def heard(self, text: str) -> Heard | None:
        """Read a sentence; None if not all of it is read."""
        reading = read(text, today=self.today, workdays=self.workdays)
        return reading.heard if reading.whole else None

    def with_days(self, wishes: Sequence[Wish]) -> Shown:
        """Give the same request with other days."""
        return replace(self, meaning=replace(self.meaning, wishes=tuple(sorted_days(wishes))))


def may_amend(text: str) -> bool:
    """Tell whether a text is put as a correction, whatever is shown."""
    said = _bare(text)
    return any(cue.fullmatch(said) for cue, _ in CUES)


def amended(shown: Shown, text: str) -> str | None:
    """Give the sentence that days shown make with a correction; None for any other text."""
    said = _bare(text)
    for cue, change in CUES:
        found = cue.fullmatch(said)
        sentence = change(shown, found["rest"].strip(" ,.:;")) if found else None
        if sentence is not None:
            return sentence
    return None


def _bare(text: str) -> str:
    """Give a text without its courtesy; nothing of one that is too long to be a correction."""
    if len(text) > LONGEST:
        return ""
    return CLOSING.sub("", plain_letters(text.strip().replace("’", "'")))


def moved_elsewhere(
    shown: Swap, text: str, *, today: date, workdays: frozenset[int]
) -> str | None:
    """Give the sentence that moves the same day to another: `anzi a lunedì`, `no, al 14`."""
    found = ANOTHER_PLACE.fullmatch(_bare(text))
    if found is None:
        return None
    move = f"sposta il {_written(shown.given)} a {found['rest'].strip()}"
    reading = read(move, today=today, workdays=workdays)
    same = isinstance(reading.heard, Swap) and reading.heard.given == shown.given
    return move if same and reading.whole else None


def sentence(shown: Shown) -> str | None:
    """Write days as the sentence that asks for them; None if it would be read otherwise."""
    if not shown.wishes:
        return LEAVING
    # Halves first: `il 10 e l'11 mattina` might be two mornings.
    wishes = sorted(shown.wishes, key=lambda wish: (wish.half is None, wish.day))
    text = f"{VERBS[type(shown.meaning)]} {_way(shown)}{', '.join(map(_written, wishes))}"
    heard = shown.heard(text)
    same = isinstance(heard, type(shown.meaning)) and set(heard.wishes) == set(shown.wishes)
    return text if same else None


def sorted_days(wishes: Sequence[Wish]) -> list[Wish]:
    """Put days in order, each once; both halves of a day are the whole of it."""
    found: dict[date, Half | None] = {}
    for wish in wishes:
        same = wish.day not in found or found[wish.day] == wish.half
        found[wish.day] = wish.half if same else None
    return [Wish(day, found[day]) for day in sorted(found)]


def _way(shown: Shown) -> str:
    return WAYS[shown.meaning.mode] if isinstance(shown.meaning, Book) else ""


def _written(wish: Wish) -> str:
    half = {Half.AM: " mattina", Half.PM: " pomeriggio", None: ""}[wish.half]
    return f"{wish.day.day}/{wish.day.month}/{wish.day.year}{half}"


# ------------------------------------------------------------ what is changed


def _add(shown: Shown, rest: str) -> str | None:
    """Ask for one day more; where it may be more than one day, ask which."""
    days, half = _apart(rest)
    joined = _joined(shown, days)
    if half is None and isinstance(joined, AskBack) and _all_of(joined, type(shown.meaning)):
        return f"{sentence(shown)} e {days}"
    new = _new(shown, joined, half) or _alone(shown, days, half)
    return sentence(shown.with_days((*shown.wishes, *new))) if new else None


def _book_too(shown: Shown, rest: str) -> str | None:
    """Ask for one day more with a verb that takes nothing back."""
    return _add(shown, rest) if isinstance(shown.meaning, Book) else None


def _leave_out(shown: Shown, rest: str) -> str | None:
    """Leave a day out, or a half of it; what was not shown is asked about."""
    if isinstance(shown.meaning, AtOffice):
        return None
    return (
        _without_the_first(shown, rest)
        or _without(shown, rest)
        or _given_for(shown, rest)
        or _excepted(shown, rest)
    )


def _take_off(shown: Shown, rest: str) -> str | None:
    """Leave a day out that was to be asked for; of days to be taken back it is said as well."""
    return _without(shown, rest) if isinstance(shown.meaning, Book) else None


def _drop_all(shown: Shown, _rest: str) -> str | None:
    return LEAVING if isinstance(shown.meaning, Book) else None


def _without(shown: Shown, rest: str) -> str | None:
    days, half = _apart(rest)
    meant = _among(shown, days) if days else shown.wishes
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
    one = parted and not AND.search(kept) and len(_among(shown, kept)) == 1
    return _without(shown, given.strip()) if one and "," not in kept else None


def _no_and_yes(shown: Shown, rest: str) -> str | None:
    """Leave out the first day, if the other is shown too: `giovedì no, venerdì sì`."""
    out, _, kept = re.sub(r"[\s,]+no[\s,]+", "\n", rest, count=1).partition("\n")
    return _without(shown, out) if _among(shown, kept) else _put(shown, out, kept)


def _given_for(shown: Shown, rest: str) -> str | None:
    """Put one day for another: `non giovedì, venerdì`; `non giovedì e venerdì` is no such."""
    given, parted, new = TURNS.sub(",", rest, count=1).partition(",")
    new = BUT.sub("", new.strip())
    return _put(shown, given.strip(), new) if parted and new else None


def _excepted(shown: Shown, rest: str) -> str | None:
    text = f"{sentence(shown)} tranne {rest}"
    return text if isinstance(shown.heard(text), AskBack) and _days_in(shown, rest) else None


def _keep_only(shown: Shown, rest: str) -> str | None:
    """Keep these days alone, or the half of all of them; days not shown take their place."""
    days, half = _apart(rest)
    meant = _among(shown, days) if days else shown.wishes
    if not meant:
        return _in_their_place(shown, rest)
    if days and half is not None and HALF_FIRST.match(rest):
        return _halved(shown, meant, half)
    return sentence(shown.with_days([Wish(one.day, half or one.half) for one in meant]))


def _halve(shown: Shown, rest: str) -> str | None:
    """Keep half of a day, and the other days as they are: `il 10 solo la mattina`."""
    days, half = _apart(rest)
    meant = _among(shown, days) if days else ()
    return _halved(shown, meant, half) if meant and half is not None else None


def _only_half(shown: Shown, rest: str) -> str | None:
    return _halve(shown, ONLY.sub(" ", rest))


def _halved(shown: Shown, meant: Sequence[Wish], half: Half) -> str | None:
    kept = [wish for wish in shown.wishes if wish not in meant]
    return sentence(shown.with_days([*kept, *(Wish(wish.day, half) for wish in meant)]))


def _a_week_later(shown: Shown, _rest: str) -> str | None:
    """Take the same weekdays of the week after: `intendevo quello dopo`."""
    later = [replace(wish, day=wish.day + timedelta(days=7)) for wish in shown.wishes]
    return sentence(shown.with_days(later)) if later else None


def _in_their_place(shown: Shown, rest: str) -> str | None:
    """Ask for other days instead; a weekday alone is that of the week that was shown."""
    days, half = _apart(rest)
    if not days or _among(shown, days):
        return _keep_only(shown, rest)
    new = (
        _of_that_week(shown, days, half)
        or _new(shown, _joined(shown, days), half)
        or _alone(shown, days, half)
    )
    return sentence(shown.with_days(new)) if new else None


def _in_place_of(shown: Shown, rest: str) -> str | None:
    """Put one day in the place of one that is shown: `dell'11 il 14`."""
    words = rest.split()
    ways = [
        _put(shown, " ".join(words[:cut]).rstrip(" ,"), " ".join(words[cut:]))
        for cut in range(1, len(words))
    ]
    found = list(dict.fromkeys(one for one in ways if one is not None))
    return found[0] if len(found) == 1 else None


def _put_for(shown: Shown, rest: str) -> str | None:
    """Put one day for another, said the other way round: `il 14 invece dell'11`."""
    new, _, given = IN_PLACE.sub("\n", rest).partition("\n")
    return _put(shown, given, new.strip(" ,")) if given else None


def _put(shown: Shown, given: str, new: str) -> str | None:
    """Give the days with another in the place of one; its half is the same if none is said."""
    out = _among(shown, OF.sub("", given).strip())
    days, half = _apart(TO.sub("", new))
    if len(out) != 1 or not days or _among(shown, days):
        return None
    rest = shown.with_days([one for one in shown.wishes if one not in out])
    joined = _joined(shown, days)
    if half is None and isinstance(joined, AskBack) and _all_of(joined, type(shown.meaning)):
        return f"{sentence(rest)} e {days}" if rest.wishes else None
    found = _new(shown, joined, half) or _alone(shown, days, half)
    if len(found) != 1:
        return None
    put = Wish(found[0].day, found[0].half or out[0].half)
    return sentence(shown.with_days([*rest.wishes, put]))


def _unless_shown(shown: Shown, rest: str) -> str | None:
    """Take `no giovedì` as another day; of a day that is shown it may be either."""
    days, _ = _apart(rest)
    return None if days and _among(shown, days) else _in_their_place(shown, rest)


def _elsewhere(shown: Shown, rest: str) -> str | None:
    """Ask for the same days in another way, or at the office."""
    if isinstance(shown.meaning, Cancel):
        return None
    if AT_OFFICE.fullmatch(rest):
        return sentence(replace(shown, meaning=AtOffice(shown.wishes)))
    asked = shown.heard(f"prenota domani {A_CASA.sub('da casa', rest)}")
    if not isinstance(asked, Book):
        return None
    return sentence(replace(shown, meaning=Book(wishes=shown.wishes, mode=asked.mode)))


# ------------------------------------------------------------ which days are meant


def _apart(rest: str) -> tuple[str, Half | None]:
    """Give the days of a correction, and the one half that is said of them."""
    found = ONE_HALF.findall(rest)
    if len(found) != 1:
        return rest, None
    return ONE_HALF.sub(" ", rest).strip(" ,"), read_half(found[0]).value


def _days_in(shown: Shown, days: str) -> tuple[Wish, ...]:
    found = read_days(days, today=shown.today, workdays=shown.workdays)
    return (found.value or ()) if found.whole else ()


def _among(shown: Shown, days: str) -> tuple[Wish, ...]:
    """Give the days shown that a text names: `il 26`, `la prima`, `giovedì` of one Thursday."""
    place = place_in(days)
    if place is not None and len(shown.wishes) > 1:
        return shown.wishes[place:][:1]
    named = {wish.day for wish in _days_in(shown, days)}
    found = tuple(wish for wish in shown.wishes if wish.day in named)
    if named and len(found) == len(named):
        return found
    number = NUMBER.fullmatch(days)
    weekdays = read_weekdays(days)
    alike = [
        wish
        for wish in shown.wishes
        if (number and wish.day.day == int(number[1]))
        or (weekdays.whole and weekdays.value == frozenset({wish.day.weekday()}))
    ]
    return tuple(alike) if len(alike) == 1 else ()


def _joined(shown: Shown, days: str) -> Heard | None:
    """Read days as said beside those that are shown; None if they are no days."""
    read_alone = read_days(days, today=shown.today, workdays=shown.workdays)
    if not days or not read_alone.whole:
        return None
    return shown.heard(f"{sentence(shown)} e {days}")


def _new(shown: Shown, joined: Heard | None, half: Half | None) -> list[Wish]:
    """Give the days that are not among those shown."""
    if not isinstance(joined, type(shown.meaning)):
        return []
    return [Wish(one.day, half or one.half) for one in joined.wishes if one not in shown.wishes]


def _alone(shown: Shown, days: str, half: Half | None) -> list[Wish]:
    """Give the days that a text names where it does not go together with those shown."""
    return [Wish(one.day, half or one.half) for one in _days_in(shown, days)]


def _all_of(asked: AskBack, kind: type) -> bool:
    return bool(asked.options) and all(isinstance(one, kind) for one in asked.options)


def _back_in(shown: Shown, rest: str) -> str | None:
    """Put a weekday back that was left out of the week that is shown: `mercoledì sì`."""
    days, half = _apart(rest)
    if _among(shown, days):
        return sentence(shown) if half is None else None
    new = _in_the_week_shown(shown, days, half)
    return sentence(shown.with_days((*shown.wishes, *new))) if new else None


def _this_or_that(shown: Shown, rest: str) -> str | None:
    """Ask which one a weekday alone is under days of a later week: theirs, or the next one."""
    theirs = _in_the_week_shown(shown, rest, None)
    coming = _days_in(shown, rest)
    same = {wish.day for wish in coming} & {wish.day for wish in theirs}
    if len(shown.wishes) == 1 or len(coming) != 1 or not theirs or same or _among(shown, rest):
        return None
    return f"{VERBS[type(shown.meaning)]} {_written(theirs[0])} o {_written(coming[0])}"


def _whole_day(shown: Shown, rest: str) -> str | None:
    """Take all of a day that is shown, or of one more in its week: `martedì tutto il giorno`."""
    meant = _among(shown, rest)
    if not meant:
        return _back_in(shown, rest)
    kept = [wish for wish in shown.wishes if wish not in meant]
    return sentence(shown.with_days([*kept, *(Wish(one.day) for one in meant)]))


def _in_the_week_shown(shown: Shown, days: str, half: Half | None) -> list[Wish]:
    """Give the weekday said in the one week in which all the days shown lie."""
    weekdays = read_weekdays(days)
    if not shown.wishes or not weekdays.whole or len(weekdays.value or ()) != 1:
        return []
    mondays = {one.day - timedelta(days=one.day.weekday()) for one in shown.wishes}
    day = min(mondays) + timedelta(days=min(weekdays.value or ()))
    return [Wish(day, half)] if len(mondays) == 1 and day > shown.today else []


def _of_that_week(shown: Shown, days: str, half: Half | None) -> list[Wish]:
    """Give the weekday said in the week of the one day that was shown, if it is to come."""
    weekdays = read_weekdays(days)
    if len(shown.wishes) != 1 or not weekdays.whole or len(weekdays.value or ()) != 1:
        return []
    was, weekday = shown.wishes[0], min(weekdays.value or ())
    day = was.day + timedelta(days=weekday - was.day.weekday())
    return [Wish(day, half)] if day > shown.today else []


# ------------------------------------------------------------ how a correction is said


YES = (
    r"(?:(?:(?:si|ok|va bene|yes)[\s,]+(?:grazie|please|thanks)"
    r"|si|ok|yes|va bene|allora|but|e|ma|pero|no|anzi|aspetta|scusa|scusi)\b[\s,.:;]*)*"
)
TURNING = (
    r"(?:(?:no aspett[ai]|aspett[ai]|anzi|scus[ai]|pardon|meglio|e meglio|piuttosto"
    r"|facciamo|invece(?! d(?:i|el|ello|ella)\b| dell')|volevo dire|intendevo|intendo"
    r"|ho sbagliato|mi sono sbagliat[oa])\b"
    r"[\s,.:;]*(?:no\b[\s,.:;]*)?)+"
)
ANOTHER_PLACE = re.compile(rf"(?:{TURNING}|no\b[\s,.:;]*)(?:(?:a|al|all') ?)?(?P<rest>.+)")
AT_OFFICE = re.compile(r"in (?:sede|ufficio|presenza|comune|municipio)")
A_CASA = re.compile(r"^a casa")
CLOSING = re.compile(r"(?:[\s,]*\b(?:grazie|per favore|per piacere))?[\s.!?…]*$")
Change = Callable[[Shown, str], str | None]
OF = re.compile(r"^(?:d(?:i|el|ell'|ello|ella|a|al)|of)\b ?'?")
TO = re.compile(r"^(?:metti(?:mi|ci)? |a\b|al\b|all'|con\b|to\b|with\b) ?")
TURNS = re.compile(r"\s*,?\s+(?:ma|bensi|but)\b")
"""Behind it stands the day that is wanted, with a comma before it or none."""
BUT = re.compile(r"^(?:ma|bensi|invece|meglio|but|rather)\b ?")
ONLY = re.compile(r"[\s,]+(?:solo|soltanto|only)\b(?: the\b)?")
AND = re.compile(r"\b(?:e|ed|and)\b")
LATER = (
    r"(?:quell[oaie] (?:dopo|successiv[oaie]|seguent[ei])"
    r"|(?:(?:quell[oaie] )?(?:del)?la |quella )settimana (?:dopo|successiva|seguente)"
    r"|the (?:one|ones|week) after|the following (?:one|week))"
)
IN_PLACE = re.compile(
    r"[\s,]+(?:invece|al posto|in luogo|anziche|piuttosto che|instead|in place)\b"
    r"(?: (?=d(?:i|el|ello|ella)\b|dell'|of\b))?"
)
CUES: tuple[tuple[re.Pattern[str], Change], ...] = (
    (
        re.compile(
            rf"{YES}(?:{TURNING})?(?:(?:volevo|dicevo|i mean|i meant|rather|sorry)[\s,]+)*"
            rf"(?P<rest>{LATER})"
        ),
        _a_week_later,
    ),
    (
        re.compile(
            rf"{YES}(?P<rest>(?!solo\b|only\b).+?[\s,]+(?:solo|soltanto|only) "
            r"(?:(?:di|la|al|il|nel|in|the) )*"
            r"(?:mattin[ao]|mattinata|pomeriggio|morning|afternoon))"
        ),
        _only_half,
    ),
    (
        re.compile(
            rf"{YES}(?:meglio|facciamo|lavoro|sto|resto|vengo)?\s*(?P<rest>"
            rf"(?:da|a) casa|da remoto|in (?:agile|smart|remoto|telelavoro)"
            rf"|in (?:sede|ufficio|presenza|comune|municipio))"
        ),
        _elsewhere,
    ),
    (
        re.compile(
            rf"{YES}(?:aggiungi(?:ci|mi)?|(?:metti(?:ci|mi)?|segna(?:mi)?|prenota(?:mi)?|mettiamo"
            rf"|facciamo)\s+(?:anche|pure))\b(?P<rest>.+)"
        ),
        _book_too,
    ),
    (
        re.compile(
            rf"{YES}(?:(?:invece|al posto|in luogo) (?=d(?:i|el|ello|ella)\b|dell')"
            rf"|anziche |instead of |in place of )(?P<rest>.+)"
        ),
        _in_place_of,
    ),
    (
        re.compile(
            rf"{YES}(?:sposta(?:mi)?|cambia(?:mi)?|move|change) "
            rf"(?P<rest>.+ (?:a|al|con|to|with)\b.+|.+ all'.+)"
        ),
        _in_place_of,
    ),
    (
        re.compile(
            rf"{YES}(?:(?:metti(?:mi)?|facciamo|meglio|prenota(?:mi)?|segna(?:mi)?|put|book"
            rf"|make it)"
            rf"\s+)?(?P<rest>.+(?:(?:invece|al posto|in luogo) (?:d(?:i|el|ello|ella)\b|dell')"
            rf"|anziche |instead of |in place of ).+)"
        ),
        _put_for,
    ),
    (
        re.compile(
            rf"{YES}(?:{TURNING})?(?P<rest>(?!si\b|yes\b).+?)[\s,]+(?:invece |pero |anche )?"
            r"(?:si|yes|ok|va bene|lo faccio|ci sta)"
        ),
        _back_in,
    ),
    (
        re.compile(
            rf"{YES}(?:{TURNING})?(?P<rest>.+?)[\s,]+(?:tutto il giorno|tutta la giornata|intero"
            r"|per intero|giornata intera|all day|the whole day|whole day)"
        ),
        _whole_day,
    ),
    (re.compile(rf"{YES}(?:anche|pure|also)\b(?P<rest>.+)"), _add),
    (re.compile(rf"{YES}(?P<rest>.+)\b(?:anche|pure)"), _add),
    (re.compile(r"e\b(?P<rest>.+)"), _add),
    (re.compile(rf"{YES}(?:togli|annulla|cancella|leva|elimina)(?P<rest>) tutt[oei]"), _drop_all),
    (
        re.compile(
            rf"{YES}(?:tutt[ie](?: i giorni| quanti)? |all (?:of them )?)?"
            rf"(?:non|senza|tranne|fuorch[eé]|eccetto|salvo|meno|a parte|escluso"
            r"|ad? (?:eccezione|esclusione) d(?:i|el|ella|ell')|all'infuori d(?:i|el|ell')"
            r"|not|without|except(?: for)?|apart from|aside from|other than|excluding"
            r"|but (?:not|for))(?!\w)(?P<rest>.+)"
        ),
        _leave_out,
    ),
    (
        re.compile(
            rf"{YES}(?:non (?:posso|riesco|va bene)|toglimi|togli|tolgo|levami|leva|escludi"
            rf"|cancella|elimina|annulla|disdici|remove|drop|skip|take off)\b(?P<rest>.+)"
        ),
        _take_off,
    ),
    (re.compile(r"(?P<rest>.+?[\s,]+no[\s,]+.+?)[\s,]+si"), _no_and_yes),
    (
        re.compile(
            r"(?P<rest>.+?)[\s,]+(?:no|non posso|non riesco|non va bene|esclus[oaie]|excluded)"
        ),
        _take_off,
    ),
    (
        re.compile(
            rf"{YES}(?:(?:facciamo|meglio|lascia|tieni|va bene)\s+)?"
            rf"(?:solo|soltanto|solamente|only|just)\b(?P<rest>.+)"
        ),
        _keep_only,
    ),
    (re.compile(rf"{YES}(?P<rest>.+)\b(?:e basta|soltanto|solamente)"), _keep_only),
    (re.compile(rf"{TURNING}(?P<rest>.+)"), _in_their_place),
    (re.compile(r"no\b(?P<rest>.+)"), _unless_shown),
    (
        re.compile(
            rf"{YES}(?:(?:solo|tutt[ie](?: e (?:due|tre|quattro))?|entramb[ie]|sempre|all|both"
            rf"|only|just)(?: (?:i giorni|le giornate|quanti|e due|of them))?\s+)?"
            rf"(?P<rest>(?:(?:di|la|al|il|nel|in the) )?"
            rf"(?:mattin[ao]|mattinata|pomeriggio|(?:morning|afternoon)s?))(?: only)?"
        ),
        _keep_only,
    ),
    (re.compile(r"(?P<rest>(?:il |on )?[a-z]{6,9})"), _this_or_that),
)
"""The first that fits and makes a sentence is taken."""
