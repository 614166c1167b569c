"""Requests to meanings: what each of them needs, and what is asked back if it lacks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from lark import Token

from handlers.reading import meanings, said
from handlers.reading.building import HalfDay, May, ModeSaid, Request, Whom
from handlers.reading.choosing import resolve
from handlers.reading.cues import ROLES
from handlers.reading.days import Calendar
from handlers.reading.hours import (
    TIMED,
)
from handlers.reading.meanings import AskBack, Heard, Meaning, Question, Where, Wish
from handlers.reading.names import EVERYBODY
from handlers.reading.permits_requested import permit_asked
from handlers.reading.pieces import MonthWord, all_of, of, the
from handlers.reading.pieces_heard import Pieces, half_of_each, heard, when_said
from handlers.reading.possible import Possible, sure, unsure
from handlers.reading.taken import Taken
from handlers.reading.whens import once
from rules.facts import Mode

ONE_DAY = (said.Ahead, said.OnWeekday, said.OnDate, said.NthWeekday, said.Beside, said.Bridge)


def understand(request: Request, calendar: Calendar) -> Heard:
    """Give the meaning of a request said on a day, or the question that it leaves open."""
    pieces = list(request.pieces)
    found = REQUESTS[request.name](pieces, calendar)
    if isinstance(found, AskBack) and not found.options and found.so_far is None:
        return _led_on(found, request.name, pieces, calendar)
    return found


def _led_on(asked: AskBack, name: str, pieces: Pieces, calendar: Calendar) -> AskBack:
    """Tell what was understood, where neither a day nor a choice of days was found."""
    if name == "permit":
        without_hours = [piece for piece in pieces if not isinstance(piece, TIMED)]
        rest = permit_asked(without_hours, calendar)
        whole = meanings.Permit() if isinstance(rest, AskBack) else rest
        return replace(asked, so_far=whole)
    if name.startswith("swap"):
        return replace(asked, options=(meanings.MyDays(),))
    mode = of(list(pieces), ModeSaid)
    nothing_yet: dict[str, Meaning] = {
        "book": meanings.Book(wishes=(), mode=mode.mode if mode else None),
        "cancel": meanings.Cancel(wishes=()),
        "at_office": meanings.AtOffice(()),
        "days_alone": meanings.Book(wishes=()),
    }
    return replace(asked, so_far=nothing_yet.get(name))


def _book(pieces: Pieces, calendar: Calendar) -> Heard:
    mode = of(list(pieces), ModeSaid)
    chosen = when_said(pieces, calendar)
    verb = any(isinstance(piece, Token) and piece.type == "BOOK" for piece in pieces)
    if chosen is None:
        whole = of(list(pieces), HalfDay) is None
        if of(list(pieces), May) is not None and not verb and whole:
            return meanings.Eligibility()
        return AskBack(question=Question.WHICH_DAY)
    half_day = of(list(pieces), HalfDay)
    if half_day is not None:
        chosen = chosen.then(lambda taken: half_of_each(taken, half_day.half))
    way = mode.mode if mode else None
    return heard(chosen.map(lambda taken: _booking(taken, way)))


def _booking(taken: Taken, mode: Mode | None) -> Meaning:
    if taken.weekdays and taken.first and taken.last:
        return meanings.Pattern(
            weekdays=taken.weekdays,
            first=taken.first,
            last=taken.last,
            days=tuple(wish.day for wish in taken.wishes),
            half=taken.half,
            mode=mode,
        )
    return meanings.Book(wishes=taken.wishes, mode=mode)


def _days_alone(pieces: Pieces, calendar: Calendar) -> Heard:
    """Ask what to do with days; weekdays again and again are only ever asked for."""
    chosen = resolve(calendar, the(list(pieces), said.When))
    if chosen.doubt is None and chosen.values[0].weekdays:
        return _booking(chosen.values[0], None)
    if chosen.doubt is not None:
        return heard(chosen.map(lambda taken: _booking(taken, None)))
    wishes = chosen.values[0].wishes
    options: list[Meaning] = [meanings.Book(wishes=wishes), meanings.Cancel(wishes=wishes)]
    if len(wishes) == 1:
        options.insert(1, meanings.Permit(day=wishes[0].day, half=wishes[0].half))
    return AskBack(question=Question.WHAT_TO_DO, options=tuple(options))


def _at_office(pieces: Pieces, calendar: Calendar) -> Heard:
    chosen = when_said(pieces, calendar)
    if chosen is None:
        return AskBack(question=Question.WHICH_DAY)
    half_day = of(list(pieces), HalfDay)
    if half_day is not None:
        chosen = chosen.then(lambda taken: half_of_each(taken, half_day.half))
    return heard(chosen.map(lambda taken: meanings.AtOffice(taken.wishes)))


def _stay_home(pieces: Pieces, calendar: Calendar) -> Heard:
    """Ask what `domani sto a casa` means: to work there, hours off, or leave told elsewhere."""
    return _whatever(pieces, calendar, _book_permit_or_leave)


def _work(pieces: Pieces, calendar: Calendar) -> Heard:
    """Ask where: `domani lavoro`."""
    return _whatever(pieces, calendar, _book_or_office)


def _whatever(
    pieces: Pieces, calendar: Calendar, offers: Callable[[Taken], tuple[Meaning, ...]]
) -> Heard:
    chosen = when_said(pieces, calendar)
    if chosen is None:
        return AskBack(question=Question.WHICH_DAY, so_far=meanings.Book(wishes=()))
    half_day = of(list(pieces), HalfDay)
    if half_day is not None:
        chosen = chosen.then(lambda taken: half_of_each(taken, half_day.half))
    found = heard(chosen.map(lambda taken: _booking(taken, None)))
    if isinstance(found, AskBack):
        return found
    return AskBack(question=Question.WHAT_TO_DO, options=offers(chosen.values[0]))


def _book_permit_or_leave(taken: Taken) -> tuple[Meaning, ...]:
    day = taken.wishes[0].day
    permit = meanings.Permit(day=day, half=taken.wishes[0].half)
    leave = meanings.Elsewhere(meanings.Matter.LEAVE, day)
    return (_booking(taken, None), *([permit] if len(taken.wishes) == 1 else []), leave)


def _book_or_office(taken: Taken) -> tuple[Meaning, ...]:
    return (_booking(taken, None), meanings.AtOffice(taken.wishes))


def _cancel(pieces: Pieces, calendar: Calendar) -> Heard:
    chosen = when_said(pieces, calendar)
    if chosen is None:
        return AskBack(question=Question.WHICH_DAY)
    return heard(chosen.map(lambda taken: meanings.Cancel(wishes=taken.wishes)))


def _swap(pieces: Pieces, calendar: Calendar) -> Heard:
    whens = all_of(list(pieces), said.When)
    if len(whens) < 2:
        return AskBack(question=Question.WHICH_DAY)
    given, wanted = (resolve(calendar, once(when)).then(_one_day) for when in whens)
    return heard(given.then(lambda one: wanted.then(lambda two: _swapped(one, two))))


def _swapped(given: Wish, wanted: Wish) -> Possible[Meaning]:
    if given == wanted:
        return unsure(Question.ONE_DAY, "")
    return sure(meanings.Swap(given, wanted))


def _swap_turned(pieces: Pieces, calendar: Calendar) -> Heard:
    whens = all_of(list(pieces), said.When)
    return _swap(whens[::-1], calendar)


def _one_day(taken: Taken) -> Possible[Wish]:
    if len(taken.wishes) != 1:
        return unsure(Question.ONE_DAY, "")
    return sure(taken.wishes[0])


def _contact(pieces: Pieces, calendar: Calendar) -> Heard:
    whom = of(list(pieces), Whom)
    if whom is None:
        return AskBack(question=Question.WHOM)
    when = of(list(pieces), said.Ahead)
    if when is not None and when.days:
        return AskBack(question=Question.ONLY_NOW, about=when.words, options=(_reach(whom),))
    del calendar
    return _reach(whom)


def _reach(whom: Whom) -> meanings.Contact:
    return meanings.Contact(whom.name, whom.office)


def _recall(pieces: Pieces, calendar: Calendar) -> Heard:
    said = tuple(whom.name for whom in all_of(list(pieces), Whom))
    if not said:
        return AskBack(question=Question.WHOM)
    chosen = when_said(pieces, calendar)
    if chosen is None:
        return AskBack(question=Question.WHICH_DAY)
    return heard(chosen.then(lambda taken: _recalled(said, taken)))


def _recalled(said: tuple[str, ...], taken: Taken) -> Possible[Meaning]:
    if len(taken.wishes) != 1 or taken.half is not None:
        return unsure(Question.ONE_DAY, "")
    names = tuple(one for one in said if one not in EVERYBODY)
    everybody = len(names) < len(said)
    return sure(meanings.Recall(names, taken.wishes[0].day, everybody=everybody))


def _delegate(pieces: Pieces, calendar: Calendar) -> Heard:
    name = " ".join(piece for piece in pieces if isinstance(piece, Token) and piece.type == "NAME")
    if not name:
        return AskBack(question=Question.WHOM)
    chosen = when_said(pieces, calendar)
    if chosen is None:
        return AskBack(question=Question.WHICH_DAY)
    return heard(chosen.then(lambda taken: _delegated(name, taken)))


def _delegated(name: str, taken: Taken) -> Possible[Meaning]:
    halves = any(wish.half is not None for wish in taken.wishes)
    if taken.first is None or taken.last is None or taken.weekdays or halves:
        return unsure(Question.ONE_DAY, "")
    role = ROLES.get(tuple(name.split()), "")
    return sure(meanings.Delegate("" if role else name, taken.first, taken.last, role))


def _team(pieces: Pieces, calendar: Calendar) -> Heard:
    where = of(list(pieces), Where) or Where.ALL
    if of(list(pieces), ModeSaid) is not None:
        where = Where.HOME
    return heard(_that_day(pieces, calendar).map(lambda day: meanings.Team(day, where)))


def _team_absent(pieces: Pieces, calendar: Calendar) -> Heard:
    return heard(_that_day(pieces, calendar).map(lambda day: meanings.Team(day, Where.ABSENT)))


def _that_day(pieces: Pieces, calendar: Calendar) -> Possible[date]:
    day = next((piece for piece in pieces if isinstance(piece, ONE_DAY)), None)
    return sure(calendar.today) if day is None else calendar.day(day)


def _bands(pieces: Pieces, calendar: Calendar) -> Heard:
    if not any(isinstance(piece, ONE_DAY) for piece in pieces):
        return meanings.Bands()
    return heard(_that_day(pieces, calendar).map(meanings.Bands))


def _balance(pieces: Pieces, calendar: Calendar) -> Heard:
    month = of(list(pieces), said.MonthSaid)
    word = of(list(pieces), MonthWord)
    if word is not None:
        month = said.MonthSaid(word.worth, None, 0, word.words)
    if month is None:
        return meanings.Balance()
    return heard(calendar.month(month).map(meanings.Balance))


def _always(meaning: Meaning) -> Understanding:
    def understood(_pieces: Pieces, _calendar: Calendar) -> Heard:
        return meaning

    return understood


Understanding = Callable[[Pieces, Calendar], Heard]
REQUESTS: Mapping[str, Understanding] = MappingProxyType(
    {
        "book": _book,
        "days_alone": _days_alone,
        "at_office": _at_office,
        "stay_home": _stay_home,
        "work": _work,
        "cancel": _cancel,
        "swap": _swap,
        "swap_turned": _swap_turned,
        "permit": permit_asked,
        "contact": _contact,
        "recall": _recall,
        "delegate": _delegate,
        "team": _team,
        "team_absent": _team_absent,
        "bands": _bands,
        "balance": _balance,
        "eligibility": _always(meanings.Eligibility()),
        "approvals": _always(meanings.Approvals()),
        "my_days": _always(meanings.MyDays()),
        "help": _always(meanings.Help()),
        "menu": _always(meanings.Menu()),
    }
)
