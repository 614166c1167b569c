"""The message that somebody is writing to a colleague: whom, why it is urgent, the words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from handlers.desk.forms.fields import Field, Form, Reads, Values, words_for_others


class How(StrEnum):
    """As what a person is to be reached."""

    PLAIN = "plain"
    URGENT = "urgent"
    OBJECTIVES = "objectives"
    """It serves the objectives that were agreed on: some acts allow that outside the bands."""
    ON_CALL = "on_call"
    """A call of the manager's within a turn on call: it passes in the hours of the turn."""


PERSON, WHY, WORDS = "person", "why", "words"
LEAST_WORDS = 3
"""Characters of a message: `ok?` is one."""


def _is_urgent(values: Values) -> bool:
    return values.get("how") == How.URGENT


def _of_the_first_release(state: Mapping[str, Any]) -> Values:
    names = (PERSON, WHY, "how", "search")
    return {name: state[name] for name in names}


CONTACT = Form(
    name="contacts",
    version=1,
    fields=(
        Field(name=PERSON, reads=Reads.PERSON),
        words_for_others(WHY, needed=_is_urgent),
        words_for_others(WORDS, least=LEAST_WORDS),
    ),
    upgrades={0: _of_the_first_release},
)
"""Beside the fields: `how` to reach them, and `search`, `office`, `page` of the list of people."""
