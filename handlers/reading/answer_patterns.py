"""How it is said around an answer that it moves, lasts, is the same or is not meant."""

from __future__ import annotations

import re

SAME_HOURS_FIRST = re.compile(
    r"^(?:(?:e|ma|ok|anche)\s+)*(?:alla stessa ora|allo stesso orario|stess[ao] (?:ora|orario)"
    r"|(?:at the )?same time)[\s,]+(?:ma |di |on )?(?=\S)",
    re.IGNORECASE,
)
THE_SAME_AGAIN = re.compile(
    r"^(?:(?:e|ed|ma|ok|anche|and|also)[\s,]+)*(?:lo stesso|la stessa cosa|uguale|identico"
    r"|(?:do )?the same(?: thing)?)(?! (?:ora|orario|time|hours?)\b)[\s,]+"
    r"(?:(?:anche|pure|per|on|for)\s+)*(?=\S)",
    re.IGNORECASE,
)
"""`Lo stesso venerdì`: one more like this, on another day."""
MOMENT = (
    r"(?:(?:il|di|del|le|alle|ore|on|at|from|the|a)\s+)*"
    r"(?:\d+|(?:lun|mar|mer|gio|ven|sab|dom|mon|tue|wed|thu|fri|sat|sun)\w*|oggi|domani|today"
    r"|dopodomani|tomorrow|questo|quello|quella|dalle|that|this)\b"
)
"""How a day or an hour begins, that is named again because it is not meant."""
NOT_THAT = re.compile(
    r"[\s,]+(?:invece (?:che|di|del|dell[ao'’])|anziche|anziché|al posto (?:di|del)|e non"
    rf"|instead of|rather than|and not|not)\s+(?P<not>{MOMENT}.*)$",
    re.IGNORECASE,
)
"""`Giovedì e non venerdì`: what stood before is named again."""
NOT_THIS = re.compile(
    rf"^\W*(?:no\W+)?(?:non|not)\s+(?P<not>{MOMENT}[^,]*?)(?:,|\b(?:ma|bensì|but)\b)\s*(?=\S)",
    re.IGNORECASE,
)
"""`Non giovedì, venerdì`: the same, before what is meant."""
SHIFTS = (
    (re.compile(r"^(?P<by>.+?) (?:dopo|piu tardi|più tardi|(?:piu |più )?avanti|later)$"), 1),
    (re.compile(r"^(?P<by>.+?) (?:prima|piu presto|più presto|indietro|earlier|sooner)$"), -1),
    (re.compile(r"^(?:in )?(?:avanti|forward) (?:di |by )?(?P<by>.+)$"), 1),
    (re.compile(r"^(?:indietro|back) (?:di |by )?(?P<by>.+)$"), -1),
)
LENGTHS = (
    (re.compile(r"^(?P<by>.+?) (?:in più|in piu|di più|di piu|longer|more)$"), 1),
    (re.compile(r"^(?P<by>.+?) (?:in meno|di meno|shorter|less)$"), -1),
)
DAYS_LATER = (
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
ENDS_BY = re.compile(
    r"^(?:(?:e|ma|and|but)\s+)?(?:finisc[eo]|finiamo|termin[aoi]|it ends|ends?|i finish"
    r"|finish(?:es|ing)?)\s+(?P<moved>\S.*)$"
)
"""`Finisco un'ora dopo`: only the end is moved."""
BEGINS_BY = re.compile(
    r"^(?:cominci[ao]|cominciamo|inizi[ao]?|iniziamo|parto|esco|start(?:ing|s)?|begin(?:ning|s)?"
    r"|i (?:start|begin|leave))\s+(?P<moved>\S.*)$"
)
"""`Comincio un'ora dopo`: it lasts as long as before."""
SOONER_WORDS = r"(?:prima|earlier|sooner|indietro)"
LATER_WORDS = r"(?:dopo|later|avanti|piu tardi|più tardi)"
OR = r"\b.*\b(?:o|oppure|or)\b.*\b"
EITHER_WAY = re.compile(
    rf"\b(?:{SOONER_WORDS}{OR}{LATER_WORDS}|{LATER_WORDS}{OR}{SOONER_WORDS})\b"
)
"""`Un'ora prima o dopo`: which, nobody said."""
ENDING_AT = re.compile(
    r"^(?:(?:e|ma|no|anzi)[\s,]+)*(?:finisc[eo]|termin[ao]|finendo|ends)\s+(?=alle|all['’]|at\b)",
    re.IGNORECASE,
)
"""`Finisce alle 13` is the end, and no beginning."""
BEGINNING_AT = re.compile(
    r"^(?:(?:e|ma|no|anzi)[\s,]+)*(?:cominci[ao]|inizi[ao]|parto|parte|it starts|starts?|begins?)"
    r"\s+(?=(?:al|dal)(?:le|l['’])|at\b|from\b)",
    re.IGNORECASE,
)
"""`Inizia alle 9` is the beginning."""
LASTING = re.compile(
    r"^(?:(?:e|ma|no|anzi)[\s,]+)*(?:dura|durer[aà]'?|durata|it lasts|lasts|it takes)\s+"
    r"(?:(?:di|for)\s+)?(?=\S)",
    re.IGNORECASE,
)
"""`Dura un'ora`: the verb says no more than the length."""
