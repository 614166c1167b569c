"""Questions to meanings: what each of questions.toml asks, with what was said beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from handlers.reading import meanings
from handlers.reading.fragments import read_month
from handlers.reading.meanings import Matter, Meaning, OfDaysAway, OfTheAct, OwnData, Where
from handlers.reading.question_details import Details
from handlers.reading.questions_file import pattern_of
from handlers.reading.turns_said import take_over
from rules.facts import Mode

WEEK = timedelta(days=7)
FIRST_DAYS = range(3)
"""On these weekdays `as last week` is still said of this week."""


def _same_days(details: Details) -> Meaning:
    """Ask for the days of last week in this week, or in the next if it has gone far."""
    monday = details.today - timedelta(days=details.today.weekday())

    def said(pattern: str) -> bool:
        return pattern_of(f"{{{pattern}}}").search(details.words) is not None

    if not said("last_week"):
        return meanings.SameDays(monday, monday + WEEK)
    again = monday if details.today.weekday() in FIRST_DAYS else monday + WEEK
    to_week = monday + WEEK if said("next_week") else monday if said("this_week") else again
    return meanings.SameDays(monday - WEEK, to_week)


def _confirm_recall(details: Details) -> Meaning:
    """Confirm one's own recall; beside a name only look at it, as it may be somebody else's."""
    if details.whom or details.asks:
        return meanings.MyRecalls(details.day)
    return meanings.ConfirmRecall(details.day)


def _recalls_sent(details: Details) -> Meaning | None:
    """Ask who has confirmed; `ha confermato?` of nobody is about one's own requests."""
    if not (details.whom or pattern_of("{who}|{recall}|recalled").search(details.words)):
        return None
    return meanings.RecallsSent(details.whom, details.day)


def _own_permits(details: Details) -> Meaning | None:
    """See one's own permits; beside a name it is about somebody else's."""
    return None if details.others else meanings.OwnPermits(details.days, details.kind)


def _my_agreement(details: Details) -> Meaning | None:
    """See one's own agreement; beside a name it is about somebody else's."""
    return None if details.others else meanings.MyAgreement()


def _end_delegation(details: Details) -> Meaning:
    whom = "" if details.role else " ".join(details.whom[:1])
    return meanings.EndDelegation(whom, details.role, details.day)


def _who_decides(details: Details) -> Meaning:
    """Ask who decides; the day of a request that was made is not the day of the decision."""
    if details.days and pattern_of("{own_request_of}").search(details.words):
        return meanings.Status(details.days)
    return meanings.WhoDecides(day=_day_to_come(details))


def _who_decides_of(details: Details) -> Meaning | None:
    """Ask it of one person: of their requests, or who decides where they cannot."""
    if len(details.people) != 1:
        return None
    whom, day = details.people[0], _day_to_come(details)
    if pattern_of("{in_place}").search(details.words):
        return meanings.WhoDecides(instead_of=whom, day=day)
    return meanings.WhoDecides(whom=whom, day=day)


def _who_stands_in(details: Details) -> Meaning:
    return meanings.WhoDecides(myself=True, day=_day_to_come(details))


def _day_to_come(details: Details) -> date | None:
    return next((day for day in details.days if day > details.today), None)


def _hours_of(details: Details) -> Meaning | None:
    if len(details.people) != 1 or details.days:
        return None  # what somebody has on a day is no balance
    return meanings.HoursOf(details.people[0])


def _my_decisions(details: Details) -> Meaning:
    days = _days_gone_by(details)
    return meanings.MyDecisions(whom=details.people, days=days, approve=_approving(details))


def _days_gone_by(details: Details) -> tuple[date, ...]:
    """Give the days of a week as a whole: what was done in it was done before today."""
    monday = details.today - timedelta(days=details.today.weekday())
    for pattern, first in (("this_week", monday), ("last_week", monday - WEEK)):
        if pattern_of(f"{{{pattern}}}").search(details.words):
            return tuple(first + timedelta(days=n) for n in range(WEEK.days))
    return details.days


def _status_of(details: Details) -> Meaning | None:
    """Ask about one person; without a known one the question is about oneself."""
    if len(details.people) != 1:
        return None
    return meanings.StatusOf(details.people[0], details.days)


def _own_bands(details: Details) -> Meaning | None:
    """See where one is oneself; `Bruno e Carla sono a casa?` is about them."""
    return meanings.Team(details.that_day) if len(details.people) > 1 else _bands(details)


def _bands(details: Details) -> Meaning:
    return meanings.Bands(details.that_day)


def _within_reach(details: Details) -> Meaning | None:
    """Ask whether one person may be reached now: `Bruno è libero adesso?`."""
    return meanings.Contact(details.people[0]) if len(details.people) == 1 else None


def _eligibility_of(details: Details) -> Meaning | None:
    """Ask whether somebody else may work away: their agreement is told elsewhere."""
    return meanings.Elsewhere(Matter.AGREEMENTS, other=True) if details.people else None


def _decision_reopened(details: Details) -> Meaning | None:
    """Open a decision again about somebody who is named: `revoca Anna giovedì`."""
    if not details.people:
        return None
    return meanings.TakeDecisionBack(whom=details.people, days=details.days)


def _balances(details: Details) -> Meaning | None:
    """Ask what is left to somebody else."""
    return meanings.Elsewhere(Matter.BALANCES, other=True) if details.people else None


def _in_general(about: OfTheAct, details: Details) -> Meaning | None:
    """Ask it in general; of a day, or of somebody, that is named it is asked otherwise."""
    of_something = details.days or details.month is not None or details.people
    return None if of_something else meanings.InTheAct(about)


def _who_approves_permits(details: Details) -> Meaning | None:
    """Ask by whom a kind of permit is approved; of somebody it is asked otherwise."""
    if details.people:
        return None
    return meanings.InTheAct(OfTheAct.APPROVALS, kind=details.kind or "")


def _balance_of_month(details: Details) -> Meaning | None:
    """See what is left in a month that is named; of none it is what the act gives."""
    month = details.month
    if month is None or any(
        read_month(one, today=details.today).value != month for one in details.people
    ):
        return None  # a month with a capital letter is not somebody
    return meanings.Balance(month)


def _on_call_of_others(details: Details) -> Meaning | None:
    """Look at the weeks on call of the office or a person; with days away beside it is law."""
    words = details.words
    if pattern_of("{away}").search(words):
        return meanings.InTheAct(OfTheAct.ON_CALL)
    if not details.people and not OF_SOMEBODY_ON_CALL.search(words):
        return None
    day = details.day
    if day is None:
        next_week = pattern_of("{next_week}").search(words) is not None
        day = details.today + WEEK if next_week else details.today
    return meanings.Team(day, Where.ON_CALL, next(iter(details.people), ""))


OF_SOMEBODY_ON_CALL = re.compile(
    r"\b(?:chi|who|assegn\w+|mett\w+|inserisc\w+|inserire|dai|dare|affid\w+|togli\w*"
    r"|sostitui\w+|put|assign\w*|give|set|take|replace)\b"
)


def _recalls_in_general(details: Details) -> Meaning:
    """Ask of recalls in general; of a day it is whether one is called then."""
    return meanings.MyRecalls(details.day) if details.days else meanings.InTheAct(OfTheAct.RECALLS)


def _article(details: Details) -> Meaning | None:
    """Ask what an article says: `art. 20.4`, `articolo 20 comma 4 lettera a`."""
    found = COMMA_FIRST.search(details.words) or ARTICLE.search(details.words)
    if found is None:
        return None
    named = found.groupdict()
    comma = named.get("dotted") or named.get("comma")
    parts = (named["number"], comma, named.get("letter"))
    number = ".".join(part for part in parts if part)
    prefix = "CCNL:" if NATIONAL.search(details.words) else ""
    return meanings.InTheAct(OfTheAct.ARTICLE, f"{prefix}{number}")


COMMA_FIRST = re.compile(
    r"\b(?:comma|paragraph) (?P<comma>\d+) (?:dell|del|of)"
    r" (?:articolo|art|article) (?P<number>\d+)"
)
NATIONAL = re.compile(r"\bccnl\b|\bcontratto (?:nazionale|collettivo)\b|\bnational contract\b")
ARTICLE = re.compile(
    r"\b(?:articolo|art|article) (?P<number>\d+)"
    r"(?:\.(?P<dotted>\d+)|(?: ,)? (?:comma|co|c|paragraph) (?P<comma>\d+))?"
    r"(?:(?: ,)? (?:lettera|lett|letter|let)? ?(?P<letter>[a-z])\b)?"
)


def _mode_of(details: Details) -> Mode | None:
    """Give the way of working that a word of the law names: `da casa` is either."""
    named = [mode for mode, words in BY_THEIR_WORDS.items() if words.search(details.words)]
    return named[0] if len(named) == 1 else None


BY_THEIR_WORDS: Mapping[Mode, re.Pattern[str]] = MappingProxyType(
    {
        Mode.AGILE: re.compile(r"\b(?:agil[ei]|smart\w*)\b"),
        Mode.REMOTE: re.compile(
            r"\b(?:(?:lavoro|lavorando|giornat[ae]|giorn[oi]) (?:da|in) remoto)\b|\bremote work\b"
        ),
    }
)


def _take_decision_back(details: Details) -> Meaning:
    latest = pattern_of("{latest}").search(details.words) is not None
    return meanings.TakeDecisionBack(
        whom=details.people,
        days=details.days,
        approve=_approving(details),
        latest=latest and not details.people,
    )


def _second_thought(details: Details) -> Meaning | None:
    """Think again about somebody; without a name it is about one's own days."""
    if not details.people:
        return None
    return meanings.TakeDecisionBack(whom=details.people, days=details.days)


def _approving(details: Details) -> bool | None:
    """Tell whether approvals are meant, or refusals; None for both, or neither."""
    approved = pattern_of("{approving}").search(details.words) is not None
    refused = pattern_of("{refusing}").search(details.words) is not None
    return None if approved is refused else approved


MEANS: Mapping[str, Callable[[Details], Meaning | None]] = MappingProxyType(
    {
        "confirm_recall": _confirm_recall,
        "my_recalls": lambda details: meanings.MyRecalls(details.day),
        "recalls_sent": _recalls_sent,
        "take_recall_back": lambda details: meanings.TakeRecallBack(details.whom, details.day),
        "end_delegation": _end_delegation,
        "end_patterns": lambda _: meanings.MyPatterns(ends=True),
        "same_days": _same_days,
        "status": lambda details: meanings.Status(details.days),
        "why_not": lambda details: meanings.WhyNot(details.day),
        "who_decides": _who_decides,
        "who_decides_of": _who_decides_of,
        "who_stands_in": _who_stands_in,
        "who_stays": lambda details: meanings.WhoStays(details.people, details.days),
        "hours_of": _hours_of,
        "how_long": lambda details: meanings.HowLong(details.people),
        "my_decisions": _my_decisions,
        "own_decisions_of": lambda details: _my_decisions(details) if details.people else None,
        "take_decision_back": _take_decision_back,
        "second_thought": _second_thought,
        "status_of": _status_of,
        "balances": _balances,
        "undo": lambda _: meanings.TakeDecisionBack(latest=True),
        "my_delegations": lambda _: meanings.MyDelegations(),
        "approvals": lambda _: meanings.Approvals(),
        "team_absent": lambda details: meanings.Team(details.that_day, Where.ABSENT),
        "team_home": lambda details: meanings.Team(details.that_day, Where.HOME),
        "team_office": lambda details: meanings.Team(details.that_day, Where.OFFICE),
        "team_all": lambda details: meanings.Team(details.that_day, Where.ALL),
        "meal_voucher": lambda details: meanings.MealVoucher(details.that_day),
        "urged_status": lambda details: meanings.Status(details.days, urges=True),
        "act": lambda _: meanings.InTheAct(OfTheAct.ARTICLE),
        "article": _article,
        "recalls_in_general": _recalls_in_general,
        "unanswered": lambda _: meanings.InTheAct(OfTheAct.UNANSWERED),
        "taking_back": lambda details: _in_general(OfTheAct.TAKING_BACK, details),
        "permit_notice": lambda details: meanings.InTheAct(
            OfTheAct.PERMIT_NOTICE, kind=details.kind or ""
        ),
        "presence_in_general": lambda details: _in_general(OfTheAct.PRESENCE, details),
        "halves_in_general": lambda details: _in_general(OfTheAct.HALVES, details),
        "unused_in_general": lambda details: (
            None if details.people else meanings.InTheAct(OfTheAct.UNUSED)
        ),
        "take_over": take_over,
        "on_call_of_others": _on_call_of_others,
        "on_call_rules": lambda details: (
            None if details.people else meanings.InTheAct(OfTheAct.ON_CALL_RULES)
        ),
        "on_call_in_general": lambda _: meanings.InTheAct(OfTheAct.ON_CALL),
        "permits_away": lambda details: _in_general(OfTheAct.PERMITS_AWAY, details),
        "permit_approval": lambda details: meanings.InTheAct(
            OfTheAct.APPROVALS, kind=details.kind or ""
        ),
        "who_approves_permits": _who_approves_permits,
        "balance_of_month": _balance_of_month,
        "ended_by_the_body": lambda details: _in_general(OfTheAct.ENDED, details),
        "ranking": lambda _: meanings.InTheAct(OfTheAct.RANKING),
        "bookable": lambda details: _in_general(OfTheAct.BOOKABLE, details),
        "ask_by": lambda details: meanings.AskBy(_day_to_come(details)),
        "wished_notices": lambda _: meanings.Notices(wished=True),
        "data_kept": lambda _: meanings.Privacy(OwnData.KEPT),
        "data_erased": lambda _: meanings.Privacy(OwnData.ERASED),
        "data_seen": lambda _: meanings.Privacy(OwnData.SEEN),
        "equipment": lambda details: meanings.Elsewhere(Matter.EQUIPMENT, details.day),
        "sickness": lambda details: meanings.Elsewhere(Matter.SICKNESS, details.day),
        "leave": lambda details: meanings.Elsewhere(Matter.LEAVE, details.day),
        "child_sick": lambda details: meanings.Elsewhere(Matter.CHILD_SICK, details.day),
        "overtime_away": lambda details: meanings.DaysAway(OfDaysAway.OVERTIME, _mode_of(details)),
        "meal_voucher_away": lambda details: meanings.DaysAway(
            OfDaysAway.MEAL_VOUCHER, _mode_of(details)
        ),
        "hours_off_away": lambda _: meanings.DaysAway(OfDaysAway.HOURS_OFF),
        "clocking_away": lambda _: meanings.DaysAway(OfDaysAway.CLOCKING),
        "own_permits": _own_permits,
        "bereavement": lambda _: meanings.Permit(kind="bereavement"),
        "any_permit": lambda _: meanings.Permit(),
        "overtime": lambda details: meanings.Elsewhere(Matter.OVERTIME, details.day),
        "recovery": lambda details: meanings.Elsewhere(Matter.RECOVERY, details.day),
        "marriage": lambda details: meanings.Permit(kind="marriage", event=details.day),
        "marriage_days": lambda _: meanings.PermitsLeft("marriage"),
        "permits_left": lambda details: meanings.PermitsLeft(details.kind),
        "balance": lambda details: meanings.Balance(details.month),
        "eligibility": lambda _: meanings.Eligibility(),
        "bands": _own_bands,
        "within_reach": _within_reach,
        "eligibility_of": _eligibility_of,
        "decision_reopened": _decision_reopened,
        "my_days": lambda _: meanings.MyDays(),
        "my_agreement": _my_agreement,
        "languages": lambda _: meanings.Languages(),
        "notices": lambda _: meanings.Notices(),
        "notices_at": lambda details: meanings.Notices(minute=details.minute),
        "reports": lambda _: meanings.Reports(),
        "unlink": lambda _: meanings.Unlink(),
        "place": lambda _: meanings.Elsewhere(Matter.PLACE),
        "person": lambda _: meanings.Elsewhere(Matter.PERSON),
        "agreements": lambda _: meanings.Elsewhere(Matter.AGREEMENTS),
        "links": lambda _: meanings.Elsewhere(Matter.LINKS),
        "handing": lambda details: meanings.Elsewhere(Matter.HANDING) if details.people else None,
        "closures": lambda details: meanings.Closures(details.days),
        "help": lambda _: meanings.Help(),
    }
)
