"""The guided tour of the demo: its steps are data, and tests play every one of them."""

from __future__ import annotations

import tomllib
from datetime import datetime
from functools import cache

from pydantic import Field

from bot.demo.cast import DATA, Closed, Seat
from bot.demo.filling import telegram_id_of
from bot.playground.demo import TourRow, TourWords
from handlers.desk.context import Desk
from storage.people import people


class Words(Closed):
    """What a step says in one language."""

    title: str = Field(min_length=5, max_length=60)
    do: str = Field(min_length=10, max_length=220)
    notice: str = Field(min_length=10, max_length=260)


class Step(Closed):
    """
    One step: who acts on which phone, at what civil time of Rome at the earliest.

    `say` is what the page writes for a visitor who asks for it; `answer` what the desk then says,
    for the test that plays the tour.
    """

    body: str
    seat: Seat
    matricola: str
    clock: datetime | None = None
    say: str = ""
    answer: str = ""
    it: Words
    en: Words


class _Tour(Closed):
    steps: tuple[Step, ...]


@cache
def load() -> tuple[Step, ...]:
    """Read `tour.toml`; a pydantic ValidationError names the key that is wrong in it."""
    text = (DATA / "tour.toml").read_text(encoding="utf-8")
    return _Tour.model_validate(tomllib.loads(text)).steps


def steps(desk: Desk) -> list[TourRow]:
    """Lay the tour out for the page, without the steps of bodies that are not played."""
    found = []
    with desk.store.reading() as uow:
        for step in load():
            person = people.by_number(uow, step.body, step.matricola)
            if person is not None:
                found.append(_row(step, telegram_id_of(person.id)))
    return found


def _row(step: Step, person_id: int) -> TourRow:
    return TourRow(
        body=step.body,
        phone=step.seat.value,
        person_id=person_id,
        clock=f"{step.clock:%Y-%m-%dT%H:%M}" if step.clock else "",
        say=step.say,
        it=_words(step.it),
        en=_words(step.en),
    )


def _words(words: Words) -> TourWords:
    return TourWords(title=words.title, do=words.do, notice=words.notice)
