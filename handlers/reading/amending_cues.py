"""How a correction is said, and what it asks for."""

from __future__ import annotations

import re
from collections.abc import Callable

from handlers.reading.amendments import (
    a_week_later,
    add,
    back_in,
    book_too,
    drop_all,
    elsewhere,
    in_place_of,
    in_their_place,
    keep_only,
    leave_out,
    no_and_yes,
    only_half,
    put_for,
    take_off,
    this_or_that,
    unless_shown,
    whole_day,
)
from handlers.reading.shown_days import Shown

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
Change = Callable[[Shown, str], str | None]
LATER = (
    r"(?:quell[oaie] (?:dopo|successiv[oaie]|seguent[ei])"
    r"|(?:(?:quell[oaie] )?(?:del)?la |quella )settimana (?:dopo|successiva|seguente)"
    r"|the (?:one|ones|week) after|the following (?:one|week))"
)
CUES: tuple[tuple[re.Pattern[str], Change], ...] = (
    (
        re.compile(
            rf"{YES}(?:{TURNING})?(?:(?:volevo|dicevo|i mean|i meant|rather|sorry)[\s,]+)*"
            rf"(?P<rest>{LATER})"
        ),
        a_week_later,
    ),
    (
        re.compile(
            rf"{YES}(?P<rest>(?!solo\b|only\b).+?[\s,]+(?:solo|soltanto|only) "
            r"(?:(?:di|la|al|il|nel|in|the) )*"
            r"(?:mattin[ao]|mattinata|pomeriggio|morning|afternoon))"
        ),
        only_half,
    ),
    (
        re.compile(
            rf"{YES}(?:meglio|facciamo|lavoro|sto|resto|vengo)?\s*(?P<rest>"
            rf"(?:da|a) casa|da remoto|in (?:agile|smart|remoto|telelavoro)"
            rf"|in (?:sede|ufficio|presenza|comune|municipio))"
        ),
        elsewhere,
    ),
    (
        re.compile(
            rf"{YES}(?:aggiungi(?:ci|mi)?|(?:metti(?:ci|mi)?|segna(?:mi)?|prenota(?:mi)?|mettiamo"
            rf"|facciamo)\s+(?:anche|pure))\b(?P<rest>.+)"
        ),
        book_too,
    ),
    (
        re.compile(
            rf"{YES}(?:(?:invece|al posto|in luogo) (?=d(?:i|el|ello|ella)\b|dell')"
            rf"|anziche |instead of |in place of )(?P<rest>.+)"
        ),
        in_place_of,
    ),
    (
        re.compile(
            rf"{YES}(?:sposta(?:mi)?|cambia(?:mi)?|move|change) "
            rf"(?P<rest>.+ (?:a|al|con|to|with)\b.+|.+ all'.+)"
        ),
        in_place_of,
    ),
    (
        re.compile(
            rf"{YES}(?:(?:metti(?:mi)?|facciamo|meglio|prenota(?:mi)?|segna(?:mi)?|put|book"
            rf"|make it)"
            rf"\s+)?(?P<rest>.+(?:(?:invece|al posto|in luogo) (?:d(?:i|el|ello|ella)\b|dell')"
            rf"|anziche |instead of |in place of ).+)"
        ),
        put_for,
    ),
    (
        re.compile(
            rf"{YES}(?:{TURNING})?(?P<rest>(?!si\b|yes\b).+?)[\s,]+(?:invece |pero |anche )?"
            r"(?:si|yes|ok|va bene|lo faccio|ci sta)"
        ),
        back_in,
    ),
    (
        re.compile(
            rf"{YES}(?:{TURNING})?(?P<rest>.+?)[\s,]+(?:tutto il giorno|tutta la giornata|intero"
            r"|per intero|giornata intera|all day|the whole day|whole day)"
        ),
        whole_day,
    ),
    (re.compile(rf"{YES}(?:anche|pure|also)\b(?P<rest>.+)"), add),
    (re.compile(rf"{YES}(?P<rest>.+)\b(?:anche|pure)"), add),
    (re.compile(r"e\b(?P<rest>.+)"), add),
    (re.compile(rf"{YES}(?:togli|annulla|cancella|leva|elimina)(?P<rest>) tutt[oei]"), drop_all),
    (
        re.compile(
            rf"{YES}(?:tutt[ie](?: i giorni| quanti)? |all (?:of them )?)?"
            rf"(?:non|senza|tranne|fuorch[eé]|eccetto|salvo|meno|a parte|escluso"
            r"|ad? (?:eccezione|esclusione) d(?:i|el|ella|ell')|all'infuori d(?:i|el|ell')"
            r"|not|without|except(?: for)?|apart from|aside from|other than|excluding"
            r"|but (?:not|for))(?!\w)(?P<rest>.+)"
        ),
        leave_out,
    ),
    (
        re.compile(
            rf"{YES}(?:non (?:posso|riesco|va bene)|toglimi|togli|tolgo|levami|leva|escludi"
            rf"|cancella|elimina|annulla|disdici|remove|drop|skip|take off)\b(?P<rest>.+)"
        ),
        take_off,
    ),
    (re.compile(r"(?P<rest>.+?[\s,]+no[\s,]+.+?)[\s,]+si"), no_and_yes),
    (
        re.compile(
            r"(?P<rest>.+?)[\s,]+(?:no|non posso|non riesco|non va bene|esclus[oaie]|excluded)"
        ),
        take_off,
    ),
    (
        re.compile(
            rf"{YES}(?:(?:facciamo|meglio|lascia|tieni|va bene)\s+)?"
            rf"(?:solo|soltanto|solamente|only|just)\b(?P<rest>.+)"
        ),
        keep_only,
    ),
    (re.compile(rf"{YES}(?P<rest>.+)\b(?:e basta|soltanto|solamente)"), keep_only),
    (re.compile(rf"{TURNING}(?P<rest>.+)"), in_their_place),
    (re.compile(r"no\b(?P<rest>.+)"), unless_shown),
    (
        re.compile(
            rf"{YES}(?:(?:solo|tutt[ie](?: e (?:due|tre|quattro))?|entramb[ie]|sempre|all|both"
            rf"|only|just)(?: (?:i giorni|le giornate|quanti|e due|of them))?\s+)?"
            rf"(?P<rest>(?:(?:di|la|al|il|nel|in the) )?"
            rf"(?:mattin[ao]|mattinata|pomeriggio|(?:morning|afternoon)s?))(?: only)?"
        ),
        keep_only,
    ),
    (re.compile(r"(?P<rest>(?:il |on )?[a-z]{6,9})"), this_or_that),
)
"""The first that fits and makes a sentence is taken."""
