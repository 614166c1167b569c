"""
Words that mean something only where nothing else is said: `stop`, `oggi`, `sì`, `non vengo`.

What a yes or a no is said to only the store knows: it is asked back, with what it may be about.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from handlers.reading import meanings
from handlers.reading.meanings import AskBack, Meaning, Question, Reading
from handlers.reading.words import COMMA, Text, split

LONGEST_YES = 40
BY_THEMSELVES: dict[Meaning, str] = {
    meanings.Stop(): (
        "stop | annulla | basta | lascia perdere | lascia stare | esci | fermati | ferma | chiudi"
        " | niente | non importa | no niente | annulla operazione | quit | exit | never mind"
        " | forget it | cancel | abort | no lascia stare | no lascia perdere | ho cambiato idea"
        " | no | nulla | fa niente | non fa niente | come non detto | anzi no | anzi niente"
        " | lasciamo stare | lasciamo perdere | lascio perdere | lascio stare | ci ho ripensato"
        " | ci ripenso | non mi serve piu | non serve piu | come non avessi detto niente"
        " | lascia com e | lascia cosi com e | lascia tutto com e | lasciala com e"
        " | lascia tutto cosi | lascia come sta | lasciamo com e | resta com e | scratch that"
        " | forget that | leave it | leave it as it is | leave it be | drop it"
    ),
    meanings.Back(): (
        "indietro | torna indietro | vai indietro | back | go back | precedente"
        " | ho sbagliato | mi sono sbagliato | mi sono sbagliata | sbagliato | errore mio"
        " | ho sbagliato tutto | aspetta | aspetti | aspetta un attimo | un attimo"
        " | aspetta un momento | un momento | wait | i made a mistake | my mistake"
    ),
    meanings.Help(): (
        "non ho capito | non capisco | boh | che faccio | come funziona | cosa sai fare | aiutami"
        " | aiuto | istruzioni | help | i don t understand | comandi | esempi | che posso scrivere"
    ),
    meanings.MyPatterns(): "schema | schemi | i miei schemi | ogni settimana | every week",
    meanings.Closures(): "chiusure | le chiusure | closures",
    meanings.Eligibility(): "idoneita | la mia idoneita | requisiti",
    meanings.Menu(): "menu | torna al menu | menu principale | main menu | home",
}
"""Words that mean this only if nothing else is said."""
TODAY = frozenset({"oggi", "today"})
BEFORE_LEAVING = frozenset({"no", "anzi", "niente", "aspetta", "dai"})
"""Said before words that leave what is open: `no, lascia perdere`."""
YES = (
    "si | ok | va bene | certo | d accordo | yes | sure | ricevuto | si ricevuto | got it | noted"
    " | vengo | si vengo | ok vengo | va bene vengo | certo vengo | vengo io | si arrivo"
    " | ok arrivo | va bene arrivo | ci saro | si ci saro | ok ci saro | va bene ci saro"
    " | ci sono | si ci sono | ok ci sono | va bene ci sono | ho visto | si ho visto | ok ho visto"
    " | visto | ok visto | letto | ok letto | ho letto | si ho letto | verro | si verro | ok verro"
    " | i ll come | i will come | i ll be there | seen"
)
CONFIRMING = (
    "confermo | conferma | confermato | si confermo | ok confermo | va bene confermo | i confirm"
    " | confirmed | confirm | yes i confirm | ok i confirm | ho letto e confermo"
)
"""A yes says to what only where one thing waits for it; who confirms names no more than that."""
UNABLE = (
    "non posso venire | non riesco a venire | non vengo | non posso | non riesco | non ci saro"
    " | non potro venire | non posso proprio venire | no non posso venire | no non posso"
    " | mi dispiace non posso venire | purtroppo non posso venire | non ce la faccio a venire"
    " | i can t come | i cannot come"
)
"""To come: of a recall where one waits, else of the office."""
FREE = "c e posto | c e ancora posto | ci sono posti | ci sono ancora posti | ci sono posti liberi"
"""Whether a day can still be had: of which day?"""


def asked_alone(text: str) -> AskBack | None:
    """Ask to what yes or no is said, where nothing else is: `sì`, `ok confermo`, `non vengo`."""
    words = [piece.word for piece in split(text[:LONGEST_YES]) if piece.word != COMMA]
    said = " ".join(word for word in words if word != "?")
    known = (YES, CONFIRMING, UNABLE, FREE)
    if len(text) > LONGEST_YES or not any(said in _said(phrases) for phrases in known):
        return None
    if said in _said(UNABLE):
        options = (meanings.Permit(), meanings.Elsewhere(meanings.Matter.SICKNESS))
        calls = meanings.MyRecalls()
        return AskBack(question=Question.NOT_CLEAR, options=options, so_far=calls)
    if said in _said(FREE):
        return AskBack(question=Question.WHICH_DAY, so_far=meanings.Book(wishes=()))
    about = said if said in _said(CONFIRMING) else ""
    meant = meanings.ConfirmRecall()
    return AskBack(question=Question.NOT_CLEAR, about=about, so_far=meant)


def by_itself(text: Text, today: date) -> Reading | None:
    """Give what leaves, goes back or shows something, if nothing else is said."""
    if " ".join(text.words) in TODAY:
        return Reading(heard=meanings.Bands(today))
    words = [word for word in text.words if word != COMMA]
    means = _meant_alone(words)
    while means is None and words and words[0] in BEFORE_LEAVING:
        words = words[1:]
        means = _meant_alone(words)
        means = means if isinstance(means, (meanings.Stop, meanings.Back)) else None
    return None if means is None else Reading(heard=means)


def _meant_alone(words: Sequence[str]) -> Meaning | None:
    said = " ".join(words)
    return next((one for one, phrases in BY_THEMSELVES.items() if said in _said(phrases)), None)


@lru_cache
def _said(phrases: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in phrases.split("|"))
