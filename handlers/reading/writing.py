"""Meanings in one line, for the file of phrases, the command line and tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.reading import meanings
from handlers.reading.meanings import AskBack, Heard, Meaning, Reading, Wish
from rules.facts import WEEKDAYS, Half, Mode, clock_text

ASKED_BACK = "?"
CHOICE = " | "


def reading_written(reading: Reading) -> str:
    """Write what was heard, passages that were skipped (`~`), words that were mended (`^`)."""
    passages = (*reading.unread, reading.telling) if reading.telling else reading.unread
    skipped = "".join(f" ~ {passage}" for passage in passages)
    mended = "".join(f" ^ {old} > {new}" for old, new in reading.corrected)
    return f"{written(reading.heard)}{skipped}{mended}"


def written(heard: Heard) -> str:
    """
    Write what was understood (`book 2026-11-26 2026-11-27/am agile`) or what is asked back.

    A question is `? which_half (words) so far meaning | option | option`.
    """
    if not isinstance(heard, AskBack):
        return meaning_written(heard)
    about = f" ({heard.about})" if heard.about else ""
    options = "".join(f"{CHOICE}{meaning_written(option)}" for option in heard.options)
    so_far = f" so far {meaning_written(heard.so_far)}" if heard.so_far is not None else ""
    return f"{ASKED_BACK} {heard.question.value}{about}{so_far}{options}"


def meaning_written(meaning: Meaning) -> str:
    """Write one meaning: its name, then what it holds."""
    name = type(meaning).__name__.lower()
    return " ".join([name, *(part for part in _parts(meaning) if part)])


def _parts(meaning: Meaning) -> list[str]:
    match meaning:
        case meanings.Book():
            return [*map(_wish, meaning.wishes), _mode(meaning.mode)]
        case meanings.Cancel() | meanings.AtOffice():
            return [*map(_wish, meaning.wishes)]
        case meanings.Pattern():
            return _pattern(meaning)
        case meanings.Permit():
            return _permit(meaning)
        case meanings.Swap():
            return [_wish(meaning.given), "->", _wish(meaning.wanted)]
    return _of_people(meaning)


def _of_people(meaning: Meaning) -> list[str]:
    match meaning:
        case meanings.Recall():
            return [_called(meaning), meaning.day.isoformat(), _why(meaning.why)]
        case meanings.Contact():
            to = "office" if meaning.office else "decider" if meaning.decider else ""
            return [to, meaning.whom, _why(meaning.words)]
        case meanings.Delegate():
            named = meaning.whom or (f"role {meaning.role}" if meaning.role else "")
            return [named, _span(meaning.first, meaning.last)]
        case meanings.Decide():
            verb = "yes" if meaning.approve else "no"
            left = [f"not {day.isoformat()}" for day in meaning.left_open]
            but = [f"but {name}" for name in meaning.but]
            whose = [verb, meaning.kind.value, meaning.whom, *but]
            return [*whose, *_days(meaning.days), _why(meaning.why), *left]
        case meanings.Team():
            of_turns = meaning.where is meanings.Where.ON_CALL and meaning.whom
            turns = meaning.where.value if of_turns else ""
            return [meaning.day.isoformat(), meaning.whom or meaning.where.value, turns]
    return _of_what_was_given(meaning)


def _taken_over(meaning: meanings.TakeOver) -> list[str]:
    of = "own" if meaning.own else f"of {meaning.of}" if meaning.of else ""
    taker = "oneself" if meaning.oneself else meaning.by
    swap = "swap" if meaning.swap else ""
    return [f"{meaning.day or ''}", of, f"by {taker}" if taker else "", swap]


def _called(recall: meanings.Recall) -> str:
    offices = [f"office {name}" for name in recall.offices]
    return ", ".join([*recall.whom, *offices, *(["everybody"] if recall.everybody else [])])


def _of_what_was_given(meaning: Meaning) -> list[str]:
    match meaning:
        case meanings.MyDecisions() | meanings.TakeDecisionBack():
            return [*_decided(meaning), ", ".join(meaning.whom), *_days(meaning.days)]
        case meanings.WhoDecides():
            instead = "myself" if meaning.myself else meaning.instead_of
            day = f"{meaning.day or ''}"
            return [meaning.whom, f"instead of {instead}" if instead else "", day]
        case meanings.WhoStays() | meanings.StatusOf() | meanings.HoursOf():
            named = meaning.whom if isinstance(meaning.whom, str) else ", ".join(meaning.whom)
            days = () if isinstance(meaning, meanings.HoursOf) else meaning.days
            return [named, *_days(days)]
        case meanings.TakeRecallBack() | meanings.RecallsSent() | meanings.HowLong():
            on = None if isinstance(meaning, meanings.HowLong) else meaning.day
            return [", ".join(meaning.whom), f"{on or ''}"]
        case meanings.EndDelegation():
            named = meaning.whom or (f"role {meaning.role}" if meaning.role else "")
            return [named, f"{meaning.day or ''}"]
    return _of_a_move(meaning)


def _of_a_move(meaning: Meaning) -> list[str]:
    if isinstance(meaning, meanings.TakeOver):
        return _taken_over(meaning)
    if not isinstance(meaning, meanings.MoveOf):
        return _of_figures(meaning)
    days = ("" if day is None else _wish(day) for day in (meaning.given, meaning.wanted))
    return [meaning.whom, " -> ".join(days)]


def _decided(meaning: meanings.MyDecisions | meanings.TakeDecisionBack) -> list[str]:
    latest = isinstance(meaning, meanings.TakeDecisionBack) and meaning.latest
    which = {None: "", True: "yes", False: "no"}[meaning.approve]
    return ["latest" if latest else "", which]


def _of_figures(meaning: Meaning) -> list[str]:
    match meaning:
        case meanings.Several():
            return [" + ".join(map(meaning_written, meaning.parts))]
        case meanings.OwnPermits():
            start = "" if meaning.start is None else f"from {clock_text(meaning.start)}"
            return [meaning.kind or "", *_days(meaning.days), start]
        case meanings.PermitsLeft():
            return [meaning.kind or ""]
        case meanings.Elsewhere():
            return [meaning.matter.value, f"{meaning.day or ''}"]
        case meanings.SameDays():
            return [f"{meaning.of_week}", "->", f"{meaning.to_week}"]
    return _of_days(meaning)


def _of_days(meaning: Meaning) -> list[str]:
    match meaning:
        case meanings.Bands(day=date()):
            return [f"{meaning.day}"]
        case meanings.Balance(month=date()):
            return [f"{meaning.month:%Y-%m}"]
        case meanings.Closures():
            return _days(meaning.days)
        case meanings.ConfirmRecall(day=date()) | meanings.MyRecalls(day=date()):
            return [f"{meaning.day}"]
        case meanings.WhyNot(day=date()) | meanings.MealVoucher():
            return [f"{meaning.day}"]
    return _of_topics(meaning)


def _of_topics(meaning: Meaning) -> list[str]:
    match meaning:
        case meanings.Status():
            return ["urges" if meaning.urges else "", *_days(meaning.days)]
        case meanings.DaysAway() | meanings.Privacy():
            return [meaning.about.value]
        case meanings.InTheAct():
            return [meaning.about.value, meaning.article or meaning.kind]
        case meanings.AskBy(day=date()):
            return [f"{meaning.day}"]
        case meanings.Notices():
            return _of_notices(meaning)
    return []


def _of_notices(notices: meanings.Notices) -> list[str]:
    if notices.minute is not None:
        return ["at", clock_text(notices.minute)]
    return ["wished"] if notices.wished else []


def _days(days: Sequence[date]) -> list[str]:
    return [day.isoformat() for day in days]


def _why(why: str) -> str:
    return f"({why})" if why else ""


def _pattern(pattern: meanings.Pattern) -> list[str]:
    weekdays = ",".join(WEEKDAYS[weekday] for weekday in sorted(pattern.weekdays))
    count = f"{len(pattern.days)} days"
    return [
        weekdays,
        _half(pattern.half),
        _span(pattern.first, pattern.last),
        count,
        _mode(pattern.mode),
    ]


def _permit(permit: meanings.Permit) -> list[str]:
    day = ""
    if permit.day is not None:
        day = (
            _span(permit.day, permit.last) if permit.last else _wish(Wish(permit.day, permit.half))
        )
    start = f"from {clock_text(permit.start)}" if permit.start is not None else ""
    until = f"until {clock_text(permit.until)}" if permit.until is not None else ""
    length = f"{permit.minutes}min" if permit.minutes else ""
    edge = permit.edge.value if permit.edge else ""
    event = f"event {permit.event}" if permit.event is not None else ""
    whole = "whole day" if permit.whole else ""
    return [permit.kind or "", day, whole, start, until, length, edge, event]


def _wish(wish: Wish) -> str:
    return f"{wish.day.isoformat()}{f'/{wish.half.value}' if wish.half else ''}"


def _span(first: date, last: date) -> str:
    return f"{first.isoformat()}..{last.isoformat()}"


def _half(half: Half | None) -> str:
    return half.value if half else ""


def _mode(mode: Mode | None) -> str:
    return mode.value if mode else ""
