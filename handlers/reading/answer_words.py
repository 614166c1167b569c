"""Words that stand around an answer, by what they say of it."""

from __future__ import annotations

SOFT = frozenset(
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
INSTEAD = frozenset(
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
MOVING = frozenset(
    {
        *("sposta", "spostalo", "spostala", "spostiamo", "spostiamolo", "spostiamola", "spostare"),
        *("spostarlo", "spostarla", "sposto", "spostami", "move", "shift", "reschedule"),
    }
)
"""Verbs that say neither whether it is earlier or later, nor that it is shorter."""
EARLIER = frozenset(
    {"anticipa", "anticipalo", "anticipala", "anticipiamo", "anticipiamolo", "anticipare"}
)
LATER = frozenset(
    {
        *("posticipa", "posticipalo", "posticipala", "posticipiamo", "posticipiamolo"),
        *("posticipare", "rimanda", "rimandalo", "rimandala", "rimandiamo", "rimandare"),
        *("rinvia", "rinvialo", "rinviala", "rinviamo", "rinviare", "ritarda", "ritardiamo"),
        *("postpone", "delay"),
    }
)
ADDING = frozenset({"aggiungi", "aggiungiamo", "aggiungere", "aggiungo", "aggiungimi", "add"})
"""Verbs that make it longer with a length, and ask for one more with a day."""
TAKING_OFF = frozenset(
    {"togli", "togliamo", "togliere", "tolgo", "toglimi", "leva", "levami", "remove"}
)
"""Verbs that make it shorter with a length, and deny a day."""
LONGER = ADDING | {"allunga", "allungalo", "allunghiamo", "prolunga", "extend"}
SHORTER = TAKING_OFF | {"accorcia", "accorcialo", "accorciamo", "shorten"}
OF_IT = frozenset(
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
BESIDE = frozenset({"anche", "pure", "inoltre", "also", "plus"})
BEHIND = tuple(
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
BESIDE_BEHIND = (("as", "well"), ("too",), ("anche",), ("pure",), ("also",))
MARKS = ((",",), (".",))
SAME_HOURS = tuple(
    tuple(words.split())
    for words in (
        *("alla stessa ora", "allo stesso orario", "alle stesse ore", "nello stesso orario"),
        *("con lo stesso orario", "stessa ora", "stesso orario", "stesse ore", "stessi orari"),
        *("stesa ora", "steso orario", "stesa hora", "stessa hora"),
        *("agli stessi orari", "at the same time", "at the same hour", "same time"),
        *("same hours", "same hour", "uguale", "identico", "lo stesso"),
    )
)
TURNING = frozenset(
    phrase
    for phrase in BEHIND
    if {"meglio", "better", "invece", "instead", "piuttosto", "rather"} & set(phrase)
)
LEADING = INSTEAD | BESIDE | EARLIER | LATER | LONGER | SHORTER | SOFT
