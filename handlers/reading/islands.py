"""Islands: the stretches of a sentence that say something by themselves, with what they say."""

from __future__ import annotations

from functools import lru_cache

from handlers.reading.island import Island
from handlers.reading.island_finder import Finder
from handlers.reading.islands_retaken import (
    with_comings,
    with_homes,
    with_hours_of_permits,
    with_places,
)
from handlers.reading.loose_numbers import without_loose_numbers
from handlers.reading.parsing import grammar_in


@lru_cache(maxsize=256)
def islands_of(words: tuple[str, ...], file: str) -> tuple[Island, ...]:
    """Divide all the words into islands, and words that say nothing or are not read."""
    finder = Finder(words, grammar_in(file))
    found = list(with_hours_of_permits(list(finder.found()), words))
    days = list(without_loose_numbers(found, words))
    places = list(with_comings(list(with_places(days, words)), words))
    return tuple(with_homes(places, words))
