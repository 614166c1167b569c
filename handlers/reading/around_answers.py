"""
What words around an answer say: `spostiamo a giovedì dalle 9 alle 11`, `un'ora dopo`.

Words at both ends only say that it takes the place of what stands, or stands beside it; what is
between them is a day, hours, a kind, and is read as any answer is (`fragments.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from types import MappingProxyType

from handlers.reading.correcting import a_letter_away
from handlers.reading.fragments import read_times
from handlers.reading.words import Piece, split

_SOFT = frozenset(
    {
        *("ok", "okay", "si", "va", "bene", "allora", "ma", "e", "ed", "quindi", "dunque"),
        *(
            "poi",
            "scusa",
            "scusi",
            "aspetta",
            "aspetti",
            "senti",
            "guarda",
            "pero",
            "per",
            "favore",
        ),
        *("grazie", "and", "but", "then", "so", "yes", "please", "sorry", "wait", "oh", "ah"),
        *("beh", "mah", "cosi", "well", "ora", "adesso", "in", "realta", "actually", "mi"),
        *("serve", "servono", "serviva", "servirebbe", "need", "farlo", "farla", "se", "facessi"),
        *("facessimo", "if", "what", "about", "how"),
    }
)
"""Words before an answer that say nothing of it."""
_INSTEAD = frozenset(
    {
        *(
            "no",
            "anzi",
            "invece",
            "meglio",
            "piuttosto",
            "preferisco",
            "preferirei",
            "preferibilmente",
        ),
        *("vorrei", "volevo", "voglio", "intendevo", "dicevo", "magari", "facciamo", "faccio"),
        *(
            "fai",
            "fallo",
            "falla",
            "farei",
            "fare",
            "facciamolo",
            "facciamola",
            "fammelo",
            "fammela",
        ),
        *("fammi", "mettimi", "mettimelo", "mettimela", "dammi", "prendo", "prendi"),
        *("metti", "mettilo", "mettila", "mettiamo", "mettiamolo", "mettere", "segna", "segnalo"),
        *("sposta", "spostalo", "spostala", "spostiamo", "spostiamolo", "spostiamola"),
        *("spostare", "spostarlo", "spostarla", "sposto", "spostami", "spostamelo", "cambia"),
        *("cambialo", "cambiala", "cambiamo", "cambiamolo", "cambiare", "cambio", "modifica"),
        *("modificalo", "modifichiamo", "modificare", "correggi", "correggilo", "dovevo", "dire"),
        *("passa", "passiamo", "portalo", "portala", "porta", "possiamo", "puoi", "potrei"),
        *("posso", "potremmo", "si", "puo", "potrebbe", "essere", "sarebbe", "sia", "doveva"),
        *("possibile", "possible", "it"),
        *(
            "better",
            "rather",
            "instead",
            "make",
            "let",
            "s",
            "us",
            "do",
            "move",
            "change",
            "shift",
        ),
        *("switch", "put", "prefer", "i", "d", "would", "want", "meant", "can", "we", "could"),
        *("you", "like", "mean", "maybe", "perhaps", "set", "reschedule", "have"),
    }
)
"""Words before an answer with which it takes the place of what was said."""
_MOVING = frozenset(
    {
        *("sposta", "spostalo", "spostala", "spostiamo", "spostiamolo", "spostiamola", "spostare"),
        *("spostarlo", "spostarla", "sposto", "spostami", "move", "shift", "reschedule"),
    }
)
"""Verbs that say neither whether it is earlier or later, nor that it is shorter."""
_EARLIER = frozenset(
    {"anticipa", "anticipalo", "anticipala", "anticipiamo", "anticipiamolo", "anticipare"}
)
_LATER = frozenset(
    {
        *("posticipa", "posticipalo", "posticipala", "posticipiamo", "posticipiamolo"),
        *("posticipare", "rimanda", "rimandalo", "rimandala", "rimandiamo", "rimandare"),
        *("rinvia", "rinvialo", "rinviala", "rinviamo", "rinviare", "ritarda", "ritardiamo"),
        *("postpone", "delay"),
    }
)
_ADDING = frozenset({"aggiungi", "aggiungiamo", "aggiungere", "aggiungo", "aggiungimi", "add"})
"""Verbs that make it longer with a length, and ask for one more with a day."""
_TAKING_OFF = frozenset(
    {"togli", "togliamo", "togliere", "tolgo", "toglimi", "leva", "levami", "remove"}
)
"""Verbs that make it shorter with a length, and deny a day."""
_LONGER = _ADDING | {"allunga", "allungalo", "allunghiamo", "prolunga", "extend"}
_SHORTER = _TAKING_OFF | {"accorcia", "accorcialo", "accorciamo", "shorten"}
_OF_IT = frozenset(
    {
        *(
            "il",
            "lo",
            "la",
            "l",
            "permesso",
            "visita",
            "tutto",
            "richiamo",
            "giorno",
            "data",
            "ora",
            "orario",
        ),
        *("quello", "quella", "e", "it", "the", "permit", "day", "date", "time", "hour", "that"),
        *("di", "come", "in", "to", "by", "as", "a", "ad", "for", "this", "questo", "un", "altro"),
        *("mi", "me", "lunghezza", "durata", "visit", "del", "dello", "della"),
    }
)
"""What stands between such a verb and the answer; `a un giorno` may be the answer itself."""
_BESIDE = frozenset({"anche", "pure", "inoltre", "also", "plus"})
_BEHIND = tuple(
    tuple(words.split())
    for words in (
        *("che e meglio", "che e piu comodo", "che mi viene meglio", "e meglio", "meglio"),
        *("che sto piu comodo", "che sono piu libero", "che mi va meglio", "che va meglio"),
        *("che preferisco", "invece", "piuttosto", "allora", "grazie", "per favore", "dai", "va"),
        *("per piacere", "per cortesia", "se si puo", "se possibile", "se e possibile"),
        *("va bene", "ok", "se puoi", "scusa", "instead", "please", "then", "better"),
        *("thanks", "is better", "would be better", "that s better", "it s better", "if possible"),
        *("if you can", "rather", "perche e meglio", "mi viene meglio", "mi va meglio"),
        *("sarebbe meglio", "cosi e meglio", "nel caso", "puo andare", "sorry"),
    )
)
"""What may follow an answer and says nothing more."""
_BESIDE_BEHIND = (("as", "well"), ("too",), ("anche",), ("pure",), ("also",))
_MARKS = ((",",), (".",))
_SAME_HOURS = tuple(
    tuple(words.split())
    for words in (
        *("alla stessa ora", "allo stesso orario", "alle stesse ore", "nello stesso orario"),
        *("con lo stesso orario", "stessa ora", "stesso orario", "stesse ore", "stessi orari"),
        *("stesa ora", "steso orario", "stesa hora", "stessa hora"),
        *("agli stessi orari", "at the same time", "at the same hour", "same time"),
        *("same hours", "same hour", "uguale", "identico", "lo stesso"),
    )
)
_SAME_HOURS_FIRST = re.compile(
    r"^(?:(?:e|ma|ok|anche)\s+)*(?:alla stessa ora|allo stesso orario|stess[ao] (?:ora|orario)"
    r"|(?:at the )?same time)[\s,]+(?:ma |di |on )?(?=\S)",
    re.IGNORECASE,
)
_THE_SAME_AGAIN = re.compile(
    r"^(?:(?:e|ed|ma|ok|anche|and|also)[\s,]+)*(?:lo stesso|la stessa cosa|uguale|identico"
    r"|(?:do )?the same(?: thing)?)(?! (?:ora|orario|time|hours?)\b)[\s,]+"
    r"(?:(?:anche|pure|per|on|for)\s+)*(?=\S)",
    re.IGNORECASE,
)
"""`Lo stesso venerdì`: one more like this, on another day."""
_MOMENT = (
    r"(?:(?:il|di|del|le|alle|ore|on|at|from|the|a)\s+)*"
    r"(?:\d+|(?:lun|mar|mer|gio|ven|sab|dom|mon|tue|wed|thu|fri|sat|sun)\w*|oggi|domani|today"
    r"|dopodomani|tomorrow|questo|quello|quella|dalle|that|this)\b"
)
"""How a day or an hour begins, that is named again because it is not meant."""
_NOT_THAT = re.compile(
    r"[\s,]+(?:invece (?:che|di|del|dell[ao'’])|anziche|anziché|al posto (?:di|del)|e non"
    rf"|instead of|rather than|and not|not)\s+(?P<not>{_MOMENT}.*)$",
    re.IGNORECASE,
)
"""`Giovedì e non venerdì`: what stood before is named again."""
_NOT_THIS = re.compile(
    rf"^\W*(?:no\W+)?(?:non|not)\s+(?P<not>{_MOMENT}[^,]*?)(?:,|\b(?:ma|bensì|but)\b)\s*(?=\S)",
    re.IGNORECASE,
)
"""`Non giovedì, venerdì`: the same, before what is meant."""
_SHIFTS = (
    (re.compile(r"^(?P<by>.+?) (?:dopo|piu tardi|più tardi|(?:piu |più )?avanti|later)$"), 1),
    (re.compile(r"^(?P<by>.+?) (?:prima|piu presto|più presto|indietro|earlier|sooner)$"), -1),
    (re.compile(r"^(?:in )?(?:avanti|forward) (?:di |by )?(?P<by>.+)$"), 1),
    (re.compile(r"^(?:indietro|back) (?:di |by )?(?P<by>.+)$"), -1),
)
_LENGTHS = (
    (re.compile(r"^(?P<by>.+?) (?:in più|in piu|di più|di piu|longer|more)$"), 1),
    (re.compile(r"^(?P<by>.+?) (?:in meno|di meno|shorter|less)$"), -1),
)
_DAYS_LATER = (
    (
        re.compile(
            r"(?:(?:il|un|al) giorno (?:dopo|seguente|successivo)|(?:a|the|one) (?:next )?day"
            r"(?: later| after)|the next day|the following day)"
        ),
        1,
    ),
    (re.compile(r"(?:(?:il|un|al) giorno prima|(?:a|the|one) day (?:earlier|before))"), -1),
    (re.compile(r"due giorni dopo|two days later"), 2),
    (re.compile(r"due giorni prima|two days earlier"), -2),
    (
        re.compile(
            r"(?:(?:la|una|alla) settimana (?:dopo|seguente|successiva)"
            r"|(?:a|the|one) week (?:later|after)|the following week)"
        ),
        7,
    ),
    (re.compile(r"(?:(?:la|una) settimana prima|(?:a|the|one) week (?:earlier|before))"), -7),
)
"""Said of a day that stands: alone no calendar knows which is meant."""
_ENDS_BY = re.compile(
    r"^(?:(?:e|ma|and|but)\s+)?(?:finisc[eo]|finiamo|termin[aoi]|it ends|ends?|i finish"
    r"|finish(?:es|ing)?)\s+(?P<moved>\S.*)$"
)
"""`Finisco un'ora dopo`: only the end is moved."""
_BEGINS_BY = re.compile(
    r"^(?:cominci[ao]|cominciamo|inizi[ao]?|iniziamo|parto|esco|start(?:ing|s)?|begin(?:ning|s)?"
    r"|i (?:start|begin|leave))\s+(?P<moved>\S.*)$"
)
"""`Comincio un'ora dopo`: it lasts as long as before."""
_SOONER_WORDS = r"(?:prima|earlier|sooner|indietro)"
_LATER_WORDS = r"(?:dopo|later|avanti|piu tardi|più tardi)"
_OR = r"\b.*\b(?:o|oppure|or)\b.*\b"
_EITHER_WAY = re.compile(
    rf"\b(?:{_SOONER_WORDS}{_OR}{_LATER_WORDS}|{_LATER_WORDS}{_OR}{_SOONER_WORDS})\b"
)
"""`Un'ora prima o dopo`: which, nobody said."""
_ENDING_AT = re.compile(
    r"^(?:(?:e|ma|no|anzi)[\s,]+)*(?:finisc[eo]|termin[ao]|finendo|ends)\s+(?=alle|all['’]|at\b)",
    re.IGNORECASE,
)
"""`Finisce alle 13` is the end, and no beginning."""
_BEGINNING_AT = re.compile(
    r"^(?:(?:e|ma|no|anzi)[\s,]+)*(?:cominci[ao]|inizi[ao]|parto|parte|it starts|starts?|begins?)"
    r"\s+(?=(?:al|dal)(?:le|l['’])|at\b|from\b)",
    re.IGNORECASE,
)
"""`Inizia alle 9` is the beginning."""
_LASTING = re.compile(
    r"^(?:(?:e|ma|no|anzi)[\s,]+)*(?:dura|durer[aà]'?|durata|it lasts|lasts|it takes)\s+"
    r"(?:(?:di|for)\s+)?(?=\S)",
    re.IGNORECASE,
)
"""`Dura un'ora`: the verb says no more than the length."""
_BOTH_ENDS = re.compile(r"^\W*|\W*$")


@dataclass(frozen=True, slots=True)
class Correction:
    """
    What is left of words without those around it, and what these say.

    `said` is the day, the hours, the kind; `instead` tells that it takes the place of what stands,
    `beside` that it is something more, `same_hours` that the hours are those that stand. `later`
    are the minutes by which all of it is moved, `days_later` the days, `longer` the minutes by
    which it ends later; `either` that it is moved, and nobody said which way. `denied` is the day
    or the hour that is not meant, `taken_off` that `said` shall not be, and `left` tells what
    stands beside a move: only where it is understood as well is all of it.
    """

    said: str
    instead: bool = False
    beside: bool = False
    same_hours: bool = False
    later: int = 0
    days_later: int = 0
    longer: int = 0
    either: bool = False
    denied: str = ""
    taken_off: bool = False
    left: str = ""

    @property
    def moves(self) -> bool:
        """Whether it is moved, or lasts longer, by so much."""
        return bool(self.later or self.longer or self.days_later)


LONGEST = 120
"""Characters of a correction: what is longer tells something, and is not taken apart for one."""


def correction_in(text: str) -> Correction:
    """Give what a text changes of a permit, if it is no more than that; a long one is more."""
    if len(text) > LONGEST:
        return Correction(text)
    whole = _ENDING_AT.sub("fino ", _BOTH_ENDS.sub("", text))
    whole = _LASTING.sub("", _BEGINNING_AT.sub("", whole))
    said, denied = _without_denied(whole)
    found = Correction(said, instead=said != whole, denied=denied)
    found = _without_behind(found)
    before = _without_before(found)
    moved = _ended(before) or _moved(before, found.said)
    if not moved.moves:
        moved = _on_a_day_and_moved(moved, found.said)
    return replace(moved, said=_AT_A_DATE.sub(_article, moved.said))


def _ended(found: Correction) -> Correction | None:
    """Read `finisco un'ora dopo`, `comincio un'ora dopo`; None for any other text."""
    for pattern, name in ((_ENDS_BY, "longer"), (_BEGINS_BY, "later")):
        told = pattern.match(found.said.casefold())
        later = _moved(Correction(told["moved"]), told["moved"]).later if told else 0
        if later:
            return _by(found, name, later)
    return None


def _without_denied(whole: str) -> tuple[str, str]:
    """Give words without the day or the hour that they deny, and what that is."""
    said, denied = whole, ""
    for pattern in (_NOT_THAT, _NOT_THIS):
        found = pattern.search(said)
        if found is not None and not denied:
            denied = found["not"].strip(" ,")
            said = said[: found.start()] + said[found.end() :]
    return said, denied


def _on_a_day_and_moved(found: Correction, whole: str) -> Correction:
    """
    Part `venerdì, un'ora dopo` and `un'ora dopo ma venerdì` into the day and by how much.

    What stands beside the move is `left`, whatever it is: who changes a permit reads it whole.
    """
    pieces = split(whole)
    for at in range(1, len(pieces)):
        first = whole[: pieces[at - 1].end].rstrip(" ,")
        rest = whole[pieces[at].start :].lstrip(" ,")
        for day, by in ((first, rest), (rest, first)):
            moved = _moved(_without_before(Correction(by)), by)
            if moved.later:
                return _beside_a_move(found, _without_before(Correction(day)).said, moved.later)
    return found


def _beside_a_move(found: Correction, beside: str, later: int) -> Correction:
    """Give a move with what stands beside it; `un'ora prima o dopo` says no way at all."""
    if _EITHER_WAY.search(found.said.casefold()):
        return replace(found, either=True)
    days = _days_in(beside)
    if days:
        return replace(found, later=later, days_later=days, said="")
    return replace(found, said=beside, left=beside, later=later)


def _days_in(text: str) -> int:
    """Give by how many days `il giorno dopo` moves it."""
    return next((n for known, n in _DAYS_LATER if known.fullmatch(text.casefold())), 0)


_AT_A_DATE = re.compile(r"^al(?P<rest>la|l['’]|)(?=\s|(?<=['’])\S)", re.IGNORECASE)


def _article(found: re.Match[str]) -> str:
    """Give `il 26` for `al 26`: alone the number may be an hour."""
    return {"": "il", "la": "la"}.get(found["rest"], "l'")


def _moved(found: Correction, whole: str) -> Correction:
    """Read by how much it is moved, or lasts longer: by a verb before, or a word behind."""
    first = [piece.word for piece in split(whole)]
    verbs = ((_EARLIER, -1, "later"), (_LATER, 1, "later"))
    lengths = ((_LONGER, 1, "longer"), (_SHORTER, -1, "longer"))
    absolute = whole.removesuffix(found.said).casefold().endswith((" a ", " ad ", " to "))
    for known, sign, name in (*verbs, *(() if absolute else lengths)):
        minutes = _length(found.said) if known & set(first) else 0
        if minutes:
            return _by(found, name, sign * minutes)
    for ways, name in ((_SHIFTS, "later"), (_LENGTHS, "longer")):
        for pattern, sign in ways:
            told = pattern.match(found.said.strip().casefold())
            minutes = _length(told["by"]) if told else 0
            if minutes:
                return _by(found, name, sign * minutes)
    days = _days_in(found.said)
    either = bool(_MOVING & set(first)) and _length(found.said) > 0
    return replace(found, days_later=days, either=either)


def _by(found: Correction, name: str, minutes: int) -> Correction:
    if name == "later":
        return replace(found, later=minutes)
    return replace(found, longer=minutes)


def _length(text: str) -> int:
    said = read_times(text)
    hours = said.value
    if not said.whole or hours is None or hours.start is not None or hours.edge is not None:
        return 0
    return hours.minutes or 0


def _without_behind(found: Correction) -> Correction:
    """Leave out what follows the answer."""
    while True:
        pieces = split(found.said)
        words = tuple(piece.word for piece in pieces)
        for phrases in (_SAME_HOURS, _BESIDE_BEHIND, _BEHIND, _MARKS):
            cut = _ending(words, phrases)
            if cut and cut < len(words):
                found = replace(
                    found,
                    said=found.said[: pieces[len(pieces) - cut - 1].end],
                    instead=found.instead or (phrases is _BEHIND and words[-cut:] in _TURNING),
                    beside=found.beside or phrases is _BESIDE_BEHIND,
                    same_hours=found.same_hours or phrases is _SAME_HOURS,
                )
                break
        else:
            return found


_TURNING = frozenset(
    phrase
    for phrase in _BEHIND
    if {"meglio", "better", "invece", "instead", "piuttosto", "rather"} & set(phrase)
)


def _ending(words: tuple[str, ...], phrases: tuple[tuple[str, ...], ...]) -> int:
    """Count the words of the longest phrase that words end with."""
    return max((len(one) for one in phrases if words[-len(one) :] == one), default=0)


def _without_before(found: Correction) -> Correction:
    """Leave out what stands before the answer."""
    again = _THE_SAME_AGAIN.match(found.said)
    first = again or _SAME_HOURS_FIRST.match(found.said)
    if first is not None:
        said, beside = found.said[first.end() :], found.beside or again is not None
        found = replace(found, said=said, same_hours=True, beside=beside)
    pieces = split(found.said)
    at = 0
    instead, beside = found.instead, found.beside
    amount = ""
    while at < len(pieces) - 1:
        word = _meant(pieces[at].word)
        if word in _BESIDE:
            beside = True
        elif word in _ADDING | _TAKING_OFF:
            amount = word
        elif word in _INSTEAD or word in _EARLIER | _LATER | _LONGER | _SHORTER:
            instead = True
        elif not (
            word in _SOFT
            or word == ","
            or ((instead or amount) and _of_it(pieces, at))
            or _is_it(pieces, at)
        ):
            break
        at += 1
    said = found.said[pieces[at].start :] if pieces else ""
    if amount and _length(said):
        instead, amount = True, ""
    return replace(
        found,
        said=said,
        instead=instead,
        beside=beside or amount in _ADDING,
        taken_off=amount in _TAKING_OFF,
    )


def _is_it(pieces: list[Piece], at: int) -> bool:
    """Tell whether a word is the permit before its verb: `la sposto a venerdì`."""
    moving = _INSTEAD | _EARLIER | _LATER | _LONGER | _SHORTER
    return pieces[at].word in ("la", "lo") and pieces[at + 1].word in moving - _OF_IT


SHORTEST_MENDED = 5
"""Letters of a word that a typing error may be of: `meglo`, `spostimo`."""


def _meant(word: str) -> str:
    """Give the one long word that a typing error is of; the word as it is otherwise."""
    if len(word) < SHORTEST_MENDED or word in _LEADING:
        return word
    near = {one for one in a_letter_away(word) & _LEADING if len(one) >= SHORTEST_MENDED}
    return near.pop() if len(near) == 1 else word


_LEADING = _INSTEAD | _BESIDE | _EARLIER | _LATER | _LONGER | _SHORTER | _SOFT


def _of_it(pieces: list[Piece], at: int) -> bool:
    """Tell whether a word only leads to the answer; `un'ora`, `il 26` are the answer itself."""
    word, following = pieces[at].word, pieces[at + 1].word
    if word in ("il", "la", "l", "the", "un", "al", "all", "alla") and following not in _OF_IT:
        return False
    return word in _OF_IT and not (word == "un" and following != "altro")


ASKED_ANEW = MappingProxyType(
    {
        "on": re.compile(
            r"(?:un )?altr[ao] (?:giorno|data)|(?:il |la )?(?:giorno|data)"
            r"|(?:another |the )?(?:day|date)",
        ),
        "start": re.compile(
            r"(?:un )?'?altr[ao] ?(?:ora|orario)|(?:l['’]|le |gli |l'? ?)?(?:ora|orario|ore|orari)"
            r"|(?:another |the )?(?:time|hours?)",
        ),
        "kind": re.compile(r"(?:il |the )?(?:tipo|kind|type)(?: (?:di permesso|of permit))?"),
    }
)
"""`Cambia giorno`: what shall be asked once more."""


_MOVED_BY_OTHERS = re.compile(
    r"\b(?:ha|hanno|(?:è|e) stat[ao]|has been|was|have|mi han)\b.*"
    r"\b(?:spostat|anticipat|rimandat|rinviat|posticipat|cambiat|moved|brought forward|postponed)",
    re.IGNORECASE,
)


def was_moved_by_others(text: str) -> bool:
    """Tell whether it is told that others moved it: `il medico mi ha spostato la visita`."""
    return _MOVED_BY_OTHERS.search(text) is not None and not text.rstrip().endswith("?")


def asked_anew(text: str) -> str | None:
    """Give what shall be asked once more: the day (`on`), the hours (`start`), the `kind`."""
    if len(text) > LONGEST:
        return None
    found = re.fullmatch(
        r"\W*(?:(?:no|ok|anzi|scusa)\W+)?(?:cambi(?:a|amo|are|o)|modific(?:a|are|o)|change"
        r"|vorrei cambiare|voglio cambiare|posso cambiare|puoi cambiare|sbagliato|ho sbagliato"
        r"|meglio|wrong)\s+(?P<what>.+?)\W*",
        text,
        re.IGNORECASE,
    )
    if found is None:
        return None
    what = found["what"].casefold()
    return next((name for name, one in ASKED_ANEW.items() if one.fullmatch(what)), None)
