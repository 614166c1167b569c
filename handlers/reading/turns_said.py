"""
Weeks on call that somebody else takes over: whose they are, and who takes them.

`mi sostituisce Bruno lunedì in reperibilità`, `Anna è malata, chi copre la reperibilità?`,
`I'll take Anna's on-call week`. Nothing is decided by a word: the week is shown, with its buttons.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from handlers.reading.meanings import TakeOver
from handlers.reading.question_details import Details
from handlers.reading.questions_file import pattern_of

WEEK = timedelta(days=7)
OF_TURNS = re.compile(r"\b(?:reperibil\w+|on (?:- )?call|turn[oi]|turns?|shifts?)\b")
TAKES = (
    r"(?:sostitui\w+|rimpiazz\w+|copr\w+|subentr\w+|prend\w+|pres[oa]"
    r"|far?[ae]? (?:il|la|un)|l[ao] far?a?"
    r"|replac\w+|cover\w*|tak(?:e|es|ing)|took|stands? in|fills? in)"
)
GIVES = r"(?:ced\w+|pass(?:o|a|are|i)|lasci(?:o|a|are)|do|dare|dai|give|giving|hand|pass)"
SWAPS = r"(?:scambi\w+|cambi\w+|swap\w*|exchang\w+|switch\w*|trad(?:e|ing))"
INSTEAD = (
    r"(?:al posto (?:di|del|della|d)|in (?:vece|luogo) (?:di|del|della|d)|instead of"
    r"|in place of)"
)
CANNOT = (
    r"(?:non|nn) (?:posso|riesco|potro|riusciro|ce la faccio)(?: a)?(?: \w+){0,4}"
    r" (?:reperib\w+|turno)|i (?:can t|cannot|can not|won t be able to)(?: \w+){0,5}"
    r" (?:on (?:- )?call|shift|turn)"
)
TAKING_OVER = re.compile(
    rf"\b(?:{CANNOT}|{TAKES}|{GIVES}|{SWAPS}|{INSTEAD}|al (?:mio|suo) posto"
    r"|assegn\w+|affid\w+|togli\w*|mi (?:offro|propongo))\b"
)
DENIED = re.compile(
    rf"\b(?:non|nn|not|don t|doesn t|won t|never|mai) (?:(?:mi|ti|la|lo|me) )?{TAKES}\b"
)
OWN = re.compile(
    rf"\b{CANNOT}\b|\bmi (?:\w+ )?{TAKES}|\b(?:sostituir|coprir|rimpiazzar)mi\b"
    r"|\bal (?:mio posto|posto mio)\b"
    r"|\b(?:mi[ao]|miei) (?:\w+ ){0,2}(?:turn|settiman|reperib)"
    r"|\b(?:turn[oi]|settimana|reperibilita) mi[aeo]\b"
    r"|\b(?:replac\w+|cover\w*(?: for)?|in for|instead of|in place of) me\b"
    r"|\bmy (?:\w+ ){0,3}(?:on (?:- )?call|turns?|shifts?|week|duty)\b"
    r"|\bmi (?:devo|faccio|farei) (?:far )?sostituire|\bfarmi sostituire"
)
GIVING_ONES_OWN = re.compile(
    r"\b(?:cedo|passo|lascio|do|(?:posso|vorrei|voglio|devo) (?:cedere|passare|lasciare|dare))"
    r" (?:il turno|la (?:settimana|reperibilita))\b"
)
TAKEN_AWAY = re.compile(r"\b(?:togli\w*|remove|assegn\w+|affid\w+|mett\w+)\b")
"""Of one person it is a week given or taken back, and nobody's taking over."""
ONESELF = re.compile(
    r"\b(?:mettimi|put me|mi (?:offro|propongo)|(?:faccio|fare|farei) io|io (?:faccio|farei))\b|"
    r"\b(?:sostituisco|copro|rimpiazzo|prendo|subentro)\b"
    r"|\b(?:posso|vorrei|potrei) (?:\w+ )?(?:sostituire|coprire|rimpiazzare|prendere|subentrare)\b"
    r"|\b(?:i|i ll|can i|may i|could i) (?:(?:will|can|could|would|d|like|to) ){0,3}"
    r"(?:replace|cover|take|stand in|fill in)\b"
)
BY_WORDS_BEFORE = re.compile(
    rf"\b{SWAPS} (?:\w+ ){{0,6}}(?:con|with) $"
    rf"|\b(?:{GIVES}|{SWAPS}|assegn\w+|affid\w+) (?:\w+ ){{0,7}}(?:a|ad|to) $"
    r"|\bl[ao] (?:copr|prend|fa)\w* $|\b(?:con|with|da|by) $"
)
OF_WORDS_BEFORE = re.compile(
    rf"\b{INSTEAD} $|\b(?:togli|togliere) $"
    r"|\b(?:turn[oi]|settimana|reperibilita|week|shift|turn|duty|on (?:- )?call)"
    r" (?:\w+ ){0,3}(?:di|del|della|d|of) $|\bfor $"
)
OF_WORDS_BEHIND = re.compile(
    r"^ s (?:\w+ ){0,3}(?:on (?:- )?call|turns?|shifts?|week|duty)\b"
    r"|^ (?:e|sta|ha|is|s|has|non|isn|can|cannot|sara|will) (?:\w+ ){0,3}"
    r"(?:malat\w+|ammalat\w+|male|assente|ferie|influenza|febbre|ricoverat\w+|impedit\w+|puo"
    r"|sick|ill|away|off|absent|leave|holiday|unwell|can|t|cannot|be)\b"
)
OF_A_VERB = re.compile(rf"\b{TAKES}(?: for)? $")


def take_over(details: Details) -> TakeOver | None:
    """Give whose week on call is taken over and by whom; None where nobody is named by a word."""
    words = details.words
    if not (OF_TURNS.search(words) and TAKING_OVER.search(words)) or DENIED.search(words):
        return None
    swap = re.search(rf"\b{SWAPS}\b", words) is not None
    of, by = _roles(words, details.people)
    if TAKEN_AWAY.search(words) and not (of and by):
        return None
    own = OWN.search(words) is not None
    own = own or (not of and (swap or GIVING_ONES_OWN.search(words) is not None))
    if own:
        by, of = by or of, ""
    oneself = not own and not by and ONESELF.search(words) is not None
    if not (own or of or (by and _covers(words)) or oneself):
        return None
    return TakeOver(day=_day_of(details), of=of, by=by, own=own, oneself=oneself, swap=swap)


def _roles(words: str, people: tuple[str, ...]) -> tuple[str, str]:
    """Give whose the week is, and who takes it; empty where it was not said."""
    of = by = ""
    left = []
    for name in people:
        at = words.find(name)
        before, behind = words[: max(at, 0)], words[max(at, 0) + len(name) :]
        if not of and (OF_WORDS_BEFORE.search(before) or OF_WORDS_BEHIND.search(behind)):
            of = name
        elif not by and BY_WORDS_BEFORE.search(before):
            by = name
        else:
            left.append((name, before))
    both = not of and not by and len(left) > 1
    for name, before in left:
        if both and re.search(rf"\b{SWAPS}\b", words):
            of, both = name, False
        elif not of and OF_A_VERB.search(before) and not OWN.search(words):
            of = name
        elif not by:
            by = name
        elif not of:
            of = name
    return of, by


def _covers(words: str) -> bool:
    """Tell whether it is a taking over even where nobody's turn was named."""
    return (
        re.search(r"\b(?:sostitui|rimpiazz|copr|subentr|cover|stands? in|fills? in)", words)
        is not None
    )


def _day_of(details: Details) -> date | None:
    if details.day is not None:
        return details.day
    next_week = pattern_of("{next_week}").search(details.words) is not None
    return details.today + WEEK if next_week else None
