"""`Aspetta un attimo`, `ci penso`: somebody takes their time, and nothing goes out meanwhile."""

from __future__ import annotations

from handlers.chat.understanding import bare_words

MOMENTS = frozenset(
    {
        *("attimo", "attimino", "momento", "momentino", "secondo", "minuto", "moment", "second"),
        *("minute", "sec"),
    }
)
TAKING_TIME = frozenset(
    {
        *("ci penso", "ci devo pensare", "devo pensarci", "fammi pensare", "lasciami pensare"),
        *("ci penso su", "ci sto pensando", "fammici pensare", "non ora", "non adesso", "attendi"),
        *("non ancora", "hold on", "let me think", "not now", "not yet", "i ll think about it"),
        *("i need to think", "hang on"),
    }
)
BESIDE = frozenset(
    {
        *("a", "ancora", "aspetta", "aspettate", "aspetti", "attendi", "dai", "dammi"),
        *("favore", "give", "hang", "hold", "just", "me", "mi", "no", "ok", "on", "one", "per"),
        *("please", "scusa", "scusi", "solo", "sorry", "un", "wait"),
    }
)
"""What may stand beside a moment, and says no more."""
ASIDE = frozenset({"no", "ok", "aspetta", "wait", "scusa", "sorry", "un", "attimo"})


def takes_time(text: str) -> bool:
    """Tell whether a text says nothing but that somebody needs a moment."""
    words = bare_words(text)
    said = set(words)
    if said & MOMENTS and said <= MOMENTS | BESIDE:
        return "?" not in text
    while words and words[0] in ASIDE:
        if " ".join(words) in TAKING_TIME:
            return True
        words = words[1:]
    return " ".join(words) in TAKING_TIME
