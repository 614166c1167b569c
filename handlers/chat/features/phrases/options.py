"""What stands on the button of a choice: enough of a meaning to tell it from the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from handlers.reading import meanings
from handlers.reading.meanings import Meaning, Wish
from handlers.texts import Line, label
from rules.facts import Band

OTHERS: Mapping[type, str] = MappingProxyType(
    {
        meanings.Approvals: "menu.approvals.list",
        meanings.Back: "menu.back",
        meanings.Balance: "menu.booking.days",
        meanings.Bands: "menu.today.show",
        meanings.AskBy: "phrases.option.ask_by",
        meanings.Privacy: "phrases.option.privacy",
        meanings.DaysAway: "phrases.option.days_away",
        meanings.InTheAct: "phrases.option.in_the_act",
        meanings.ConfirmRecall: "phrases.option.confirm_recall",
        meanings.Closures: "closures.button.all",
        meanings.Contact: "phrases.option.now",
        meanings.Eligibility: "menu.eligibility.show",
        meanings.Elsewhere: "phrases.option.elsewhere",
        meanings.EndDelegation: "phrases.option.end_delegation",
        meanings.Greeting: "menu.back",
        meanings.Help: "menu.menu.help",
        meanings.Languages: "menu.menu.language",
        meanings.Menu: "menu.back",
        meanings.MoveOf: "menu.changes.open",
        meanings.MyAgreement: "menu.agreement.show",
        meanings.MyRecalls: "phrases.option.my_recalls",
        meanings.MyDecisions: "phrases.option.my_decisions",
        meanings.MyDelegations: "menu.delegations.show",
        meanings.MyDays: "menu.booking.days",
        meanings.MyPatterns: "menu.patterns.open",
        meanings.Notices: "menu.digest.show",
        meanings.OwnPermits: "permits.mine",
        meanings.PermitsLeft: "menu.permits.open",
        meanings.RecallsSent: "phrases.option.recalls_sent",
        meanings.Reports: "menu.reports.show",
        meanings.SameDays: "phrases.option.same_days",
        meanings.Status: "phrases.option.status",
        meanings.StatusOf: "menu.approvals.list",
        meanings.Stop: "menu.back",
        meanings.TakeDecisionBack: "phrases.option.take_decision_back",
        meanings.TakeOver: "phrases.option.take_over",
        meanings.TakeRecallBack: "phrases.option.take_recall_back",
        meanings.Thanks: "menu.back",
        meanings.Unlink: "command.scollega",
        meanings.WhoDecides: "phrases.option.who_decides",
        meanings.WhoStays: "phrases.option.who_stays",
        meanings.HoursOf: "phrases.option.hours_of",
        meanings.HowLong: "phrases.option.how_long",
        meanings.WhyNot: "phrases.option.why_not",
    }
)
"""What is told of a choice that holds nothing to be named."""
MOST_DAYS = 3
"""Named one by one on a button; more are named by the first and the last."""


def option_label(option: Meaning, locale: str) -> str:
    """Say a choice in the words of a button."""
    key, arguments = _line(option)
    return label(key, locale, **arguments)


def of_them_label(option: Meaning, locale: str) -> str:
    """Say what may be meant of somebody: no day and no moment alone tells what is done then."""
    if isinstance(option, meanings.Recall):
        return part_label(option, locale)
    if isinstance(option, meanings.Contact):
        return label("phrases.option.contact", locale, name=option.whom.title())
    return option_label(option, locale)


def part_label(part: Meaning, locale: str) -> str:
    """Say one of several requests: of an order also whom it names, which no day tells."""
    if isinstance(part, meanings.Delegate) and (part.whom or part.role):
        key, arguments = _delegation(part)
        return label(key, locale, **arguments)
    if isinstance(part, meanings.Contact) and part.words:
        told = {"name": part.whom.title(), "words": part.words}
        whom = ".decider" if part.decider else ""
        return label(f"phrases.option.message{whom}", locale, **told)
    if not isinstance(part, meanings.Recall):
        return option_label(part, locale)
    if part.everybody:
        return label("phrases.option.recall.everybody", locale, day=part.day)
    names = [name.title() for name in (*part.whom, *part.offices)]
    return label("phrases.option.recall", locale, names=names, day=part.day)


def _delegation(option: meanings.Delegate) -> Line:
    whom = "name" if option.whom else "role" if option.role else "somebody"
    days = "day" if option.first == option.last else "span"
    named = {"name": option.whom.title(), "role": option.role}
    return (
        f"phrases.option.delegate.{whom}.{days}",
        {**named, "first": option.first, "last": option.last},
    )


def _line(option: Meaning) -> Line:
    match option:
        case meanings.Book():
            return "phrases.option.book", {"days": _days(option.wishes)}
        case meanings.Cancel():
            return "phrases.option.cancel", {"days": _days(option.wishes)}
        case meanings.Pattern():
            named = {"last": option.last, "count": len(option.days)}
            return "phrases.option.pattern", named
        case meanings.Permit():
            return _permit(option)
        case meanings.Swap():
            named_days = {"given": [_day(option.given)], "wanted": [_day(option.wanted)]}
            return "phrases.option.swap", named_days
    return _other(option)


def _days_of_delegation(option: meanings.Delegate) -> Line:
    """Name the days; where nobody was named, also what is meant of them."""
    if not (option.whom or option.role):
        return _delegation(option)
    span = "phrases.option.span", {"first": option.first, "last": option.last}
    return _only(option.first) if option.first == option.last else span


def _other(option: Meaning) -> Line:
    match option:
        case meanings.Several(parts=parts):
            # What is told elsewhere is the same whatever is chosen.
            asked = [one for one in parts if not isinstance(one, meanings.Elsewhere)]
            return "phrases.option.days", {"days": [_line(part) for part in asked or parts]}
        case meanings.AtOffice():
            return "phrases.option.at_office", {"days": _days(option.wishes)}
        case meanings.Decide():
            return _decision(option)
        case meanings.Delegate():
            return _days_of_delegation(option)
        case meanings.Balance(month=date() as month):
            return "phrases.option.month", {"month": month}
    return _of_a_day(option)


def _of_a_day(option: Meaning) -> Line:
    match option:
        case meanings.Team():
            key = "phrases.option.team.of" if option.whom else "phrases.option.team"
            return key, {"day": option.day, "name": option.whom.title()}
        case meanings.Recall(whom=(_, _, *_) as whom):
            named = [name.title() for name in whom]
            return "phrases.option.recall", {"names": named, "day": option.day}
        case meanings.Recall(everybody=True):
            return "phrases.option.recall.everybody", {"day": option.day}
        case meanings.Recall() | meanings.MealVoucher():
            return _only(option.day)
        case meanings.Bands(day=date() as day) | meanings.WhyNot(day=date() as day):
            return _only(day)
    return OTHERS[type(option)], {}


def _decision(option: meanings.Decide) -> Line:
    """Say whose and which days, as far as they were said."""
    name = option.whom.title() if option.whom.islower() else option.whom
    verb = "approve" if option.approve else "refuse"
    said = [".name" if name else "", ".days" if option.days else ""]
    days = _days([Wish(day) for day in option.days])
    return f"phrases.option.{verb}{''.join(said)}", {"name": name, "days": days}


def _permit(permit: meanings.Permit) -> Line:
    kind = f"permits.kind.{permit.kind}" if permit.kind else "phrases.option.permit"
    parts: list[Line] = [(kind, {})]
    if permit.day is not None:
        parts.append(_day(Wish(permit.day, permit.half)))
    if permit.start is not None and permit.minutes is not None:
        hours = Band(permit.start, permit.start + permit.minutes)
        parts.append(("phrases.option.hours", {"hours": hours}))
    elif permit.start is not None:
        parts.append(("phrases.option.start", {"start": permit.start}))
    elif permit.until is not None:
        parts.append(("phrases.option.until", {"until": permit.until}))
    return "phrases.option.days", {"days": parts}


def _only(day: date) -> Line:
    return "phrases.option.days", {"days": [_day(Wish(day))]}


def _days(wishes: Sequence[Wish]) -> list[Line]:
    if len(wishes) <= MOST_DAYS:
        return [_day(wish) for wish in wishes]
    named = {"first": wishes[0].day, "last": wishes[-1].day, "count": len(wishes)}
    return [("phrases.option.several", named)]


def _day(wish: Wish) -> Line:
    return f"phrases.option.{wish.half or 'whole'}", {"day": wish.day}
