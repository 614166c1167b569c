"""What is said of a recall that is on the screen: `aggiungi Bruno`, `cambia il motivo: ...`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from handlers.desk.recalls.drafts import RECALL, WORDS, Draft, Step
from handlers.reading.meanings import Reading, Recall
from handlers.reading.of_a_recall import name_said


@dataclass(frozen=True, slots=True)
class Whom:
    """A name, and whether it is called beside those on the card or in their place."""

    name: str
    instead: bool

    def added_to(self, person_id: int) -> Callable[[Draft], Draft]:
        """Give the change that calls this person, once it is known who it is."""

        def change(draft: Draft) -> Draft:
            kept = () if self.instead else draft.people
            return replace(draft, people=tuple(dict.fromkeys((*kept, person_id))))

        return change


def whom_said(text: str) -> Whom | None:
    """Give whom else the recall is for, or whom instead, if a text says nothing more."""
    found = name_said(text)
    return None if found is None else Whom(*found)


def day_with_motive(reading: Reading) -> Callable[[Draft], Draft] | None:
    """Give the change that a day makes with a motive behind it; None if it is not both."""
    heard, words = reading.heard, RECALL.field(WORDS)
    if not isinstance(heard, Recall) or heard.day is None or not reading.whole:
        return None
    day, why = heard.day, heard.why
    if heard.whom or heard.offices or not words.least <= len(why) <= words.most:
        return None
    return lambda draft: replace(draft, day=day, words=why, step=Step.CARD)
