"""What the act says of a matter in general, line by line: presence, halves, turns, permits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from handlers.desk.cases.first_step import hr_of
from handlers.desk.cases.on_duty import duty_on
from handlers.desk.cases.permit_wording import kind_line
from handlers.desk.context import Actor, Desk
from handlers.texts import Line, articles, explaining, line_of
from rules import questions as law
from rules.calendar import days_worked_from, workdays_of
from rules.decision import Decision, Reason, Strength, Verdict
from rules.facts import Agreement, Band, Employee, Half, Mode, Period, Permit
from rules.history import History, first_day_of
from rules.on_call_hours import last_day_of_turn
from rules.policy.schema import Tables
from rules.policy.values import Value
from rules.ranking import priority_of
from rules.reasons import ReasonCode
from storage.days import facts
from storage.people.people import Person

MOST_TURNS = 6
"""Turns on call to come that are told at once."""
ORDER_OF_CAUSES = (
    "none",
    "organisational",
    "training_not_done",
    "new_duties",
    "goals_missed",
    "safety_or_data_breach",
    "unreachable",
    "other_just_cause",
)
MOST_DAYS = (ReasonCode.WITHIN_QUOTA, ReasonCode.RAISED_QUOTA, ReasonCode.QUOTA_REACHED)
LEAST_DAYS = (ReasonCode.PRESENCE_KEPT, ReasonCode.PRESENCE_SHORT)
PREVALENCE = (ReasonCode.PREVALENCE_KEPT, ReasonCode.PREVALENCE_AT_RISK)
HALVES = (ReasonCode.HALF_ALLOWED, ReasonCode.HALF_NOT_ALLOWED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Lines with their articles, and the reasons whose words stand under them."""

    lines: tuple[Line, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Who asks, what the act says today, and a day to come that they work."""

    desk: Desk
    actor: Actor
    tables: Tables
    person: Employee
    history: History
    hr: Person | None
    left_on: date | None = None

    @property
    def mode(self) -> Mode:
        """How they work away, or would."""
        return self.person.agreement.mode if self.person.agreement else Mode.AGILE

    @property
    def day(self) -> date:
        """The first day of work from tomorrow on."""
        workdays = workdays_of(self.person, self.tables.week.days)
        tomorrow = self.desk.today() + timedelta(days=1)
        return next(iter(days_worked_from(History(), tomorrow, workdays, 1)), tomorrow)

    @property
    def agreed(self) -> bool:
        """Whether an agreement holds, or is to hold."""
        agreement = self.person.agreement
        return agreement is not None and not agreement.over(self.desk.today())

    def as_if_booked(self, half: Half | None = None) -> tuple[Reason, ...]:
        """
        Give the reasons of that day as if nothing else were booked.

        Of who has no agreement they are those of one that leaves all to the act: the limits of
        days hold for agreements, and without any the act would seem to set none. How open points
        were read for a person's own agreement is then left out.
        """
        if self.agreed:
            return self._booked(self.person, half)
        supposed = Agreement(mode=self.mode, first_day=self.desk.today())
        found = self._booked(replace(self.person, agreement=supposed), half)
        return tuple(reason._replace(readings=()) for reason in found)

    def _booked(self, person: Employee, half: Half | None) -> tuple[Reason, ...]:
        return law.book(
            self.actor.policy,
            person,
            History(),
            at=self.desk.clock(),
            day=self.day,
            half=half,
            mode=self.mode,
        ).reasons


def asking(desk: Desk, actor: Actor) -> Asking:
    """Read who asks."""
    with desk.store.reading() as uow:
        case = facts.load(uow, actor.id, on=desk.today(), settled=True)
        hr = hr_of(uow, desk, actor.person)
    tables = actor.policy.on(desk.today())
    return Asking(
        desk=desk,
        actor=actor,
        tables=tables,
        person=case.person,
        history=case.history,
        hr=hr,
        left_on=case.left_on,
    )


def _cited(sentence: Line, cited: tuple[str, ...]) -> Line:
    key = "explaining.fact" if cited else "explaining.fact.bare"
    return key, {"sentence": sentence, "articles": articles(cited)}


def _told(found: Iterator[tuple[Line, Reason]]) -> Told:
    """Lay out sentences with their articles, each followed by how open points were read."""
    lines: list[Line] = []
    reasons: list[Reason] = []
    for sentence, reason in found:
        line = _cited(_as_binding(sentence, reason), reason.articles)
        lines += [one for one in (line, *explaining.readings((reason,))) if one not in lines]
        reasons.append(reason)
    return Told(lines=tuple(lines), reasons=tuple(reasons))


def _as_binding(sentence: Line, reason: Reason) -> Line:
    """Say of what the act sets "di norma" that it is so."""
    ordinary = reason.strength is Strength.ORDINARY
    return ("inquiries.ordinary", {"sentence": sentence}) if ordinary else sentence


def _rests_on(value: Value) -> Reason:
    return Reason("topic", value.cited, against=False, strength=value.strength, also=value.also)


def presence(asked: Asking) -> Told:
    """Tell how many days may be worked away and how many must be at the office."""
    return _as_supposed(asked, _told(_presence(asked)))


def _as_supposed(asked: Asking, told: Told) -> Told:
    """Say beside limits of days that they are those of an agreement, to who has none."""
    if asked.agreed or not told.lines:
        return told
    return replace(told, lines=(("inquiries.supposed", {}), *told.lines))


def _presence(asked: Asking) -> Iterator[tuple[Line, Reason]]:
    for reason in asked.as_if_booked():
        named = reason.figures
        if reason.code in MOST_DAYS:
            per: Line = (f"inquiries.per.{Period(named['per']).value}", {})
            yield ("inquiries.presence.most", {"count": named["max_days"], "per": per}), reason
        elif reason.code in LEAST_DAYS:
            per = (f"inquiries.per.{Period(named['per']).value}", {})
            yield ("inquiries.presence.least", {"count": named["min_days"], "per": per}), reason
        elif reason.code in PREVALENCE:
            per = (f"inquiries.per.{Period(named['per']).value}", {})
            yield ("inquiries.presence.prevails", {"per": per}), reason
        elif reason.code == ReasonCode.PREVALENCE_EXEMPT:
            yield line_of(reason), reason
    agreed = asked.tables.agreement.prevalence
    if agreed is not None and asked.tables.booking.prevalence is None:
        yield ("inquiries.presence.agreed", {}), _rests_on(agreed)


def halves(asked: Asking) -> Told:
    """Tell whether halves of days may be worked away, and how they count where nobody says so."""
    reasons = asked.as_if_booked(Half.AM)
    found = next((one for one in reasons if one.code in HALVES), None)
    if found is None:
        silent: Line = ("inquiries.halves.silent", {})
        return Told(lines=(silent,), reasons=())
    key = (
        "inquiries.halves.yes" if found.code == ReasonCode.HALF_ALLOWED else "inquiries.halves.no"
    )
    return _told(iter([((key, {}), found)]))


def unused(asked: Asking) -> Told:
    """Tell whether a day that was not used may be had later."""
    value = asked.tables.booking.unused
    if value is None:
        return _as_supposed(asked, _told(_counted_by(asked)))
    key = "inquiries.unused.yes" if value.allowed else "inquiries.unused.no"
    if not value.allowed and value.within is not None:
        key = f"inquiries.unused.within.{value.within.value}"
    return _told(iter([((key, {}), _rests_on(value))]))


def _counted_by(asked: Asking) -> Iterator[tuple[Line, Reason]]:
    """Say by which periods days count, where the act does not speak of those not used."""
    for reason in asked.as_if_booked():
        if reason.code in MOST_DAYS:
            per: Line = (f"inquiries.per.{Period(reason.figures['per']).value}", {})
            yield ("inquiries.unused.counted", {"per": per}), reason


def on_call(asked: Asking) -> Told:
    """Tell one's turns to come, the hours of the next, and whether they go with work away."""
    first = first_day_of(Period.WEEK, asked.desk.today())
    weeks = sorted(one for one in asked.history.on_call if one >= first)[:MOST_TURNS]
    own = [line for week in weeks[:1] for line in _turn_with_hours(asked, week)]
    own += [_cited(_turn(asked, week), ()) for week in weeks[1:]]
    said = _told(_apart(asked.tables))
    none: Line = ("inquiries.on_call.none", {})
    return Told(lines=(*(own or [none]), *said.lines), reasons=said.reasons)


def _turn(asked: Asking, week: date) -> Line:
    last = last_day_of_turn(asked.actor.policy.on(week), week)
    return "today.on_call.week", {"first": week, "last": last}


def _turn_with_hours(asked: Asking, week: date) -> Iterator[Line]:
    """Give a turn, and under it its hours, the days that have the same put together."""
    yield _cited(_turn(asked, week), ())
    of_turn = asked.history.with_on_call([week])
    by_hours: dict[tuple[tuple[Band, ...], tuple[str, ...]], list[date]] = {}
    for day in (week + timedelta(days=n) for n in range(8)):
        duty = duty_on(asked.actor.policy, asked.person, of_turn, day, left_on=asked.left_on)
        if duty is not None and duty.hours:
            by_hours.setdefault((duty.hours, duty.articles), []).append(day)
    for (hours, cited), days in by_hours.items():
        yield _cited(("inquiries.on_call.hours", {"days": days, "hours": hours}), cited)


def _apart(tables: Tables) -> Iterator[tuple[Line, Reason]]:
    rules = tables.on_call
    if rules is None:
        return
    if rules.away_days is not None:
        yield ("inquiries.on_call.away_days", {}), _rests_on(rules.away_days)
    if rules.agile_agreement is not None:
        yield ("inquiries.on_call.agile_agreement", {}), _rests_on(rules.agile_agreement)


def on_call_rules(asked: Asking) -> Told:
    """Tell how many turns there may be, and whom the act leaves out: its words, for anybody."""
    rules = asked.tables.on_call
    if rules is None:
        return Told(lines=(), reasons=())
    lines: list[Line] = []
    if rules.limit is not None:
        most: Line = ("inquiries.on_call.most", {"count": rules.limit.per_month})
        lines.append(_cited(most, _rests_on(rules.limit).articles))
    for strength in (Strength.HARD, Strength.ORDINARY):
        key = "out" if strength is Strength.HARD else "may_be_out"
        rows = [one for one in rules.bars if one.strength is strength]
        quotes = dict.fromkeys((one.quote, _rests_on(one).articles) for one in rows)
        lines += [
            _cited((f"inquiries.on_call.{key}", {"quote": quote}), cited)
            for quote, cited in quotes
        ]
    return Told(lines=(*lines, *_told(_apart(asked.tables)).lines), reasons=())


def permits_away(asked: Asking) -> Told:
    """Tell what a day away means for permits."""
    return _told(_permits_away(asked))


def _permits_away(asked: Asking) -> Iterator[tuple[Line, Reason]]:
    rules, relief = asked.tables.agile_permits, asked.tables.contact.permits
    if asked.mode is Mode.AGILE and rules.refused is not None:
        kinds = [kind_line(kind) for kind in sorted(rules.refused.kinds)]
        yield ("inquiries.permits_away.refused", {"kinds": kinds}), _rests_on(rules.refused)
    if asked.mode is Mode.AGILE and rules.inside_bands is not None:
        yield ("inquiries.permits_away.inside_bands", {}), _rests_on(rules.inside_bands)
    if rules.approval is not None:
        yield ("inquiries.permits_away.approval", {}), _rests_on(rules.approval)
    if relief is not None and relief.allowed and asked.mode in relief.modes:
        yield ("inquiries.permits_away.relieved", {}), _rests_on(relief)


def approvals(asked: Asking, kind: str) -> Told:
    """Tell of a kind of permit, or of all that there are, whether somebody approves it."""
    kinds = (kind,) if kind else tuple(sorted(asked.tables.permits))
    found = [one for name in kinds for one in _approval(asked, name)]
    ordered = sorted(found, key=lambda one: one.code != ReasonCode.PERMIT_COMMUNICATED)
    told = _told((line_of(one), one) for one in ordered if one.articles)
    silent = [kind_line(one.figures["kind"]) for one in ordered if not one.articles]
    unsaid: Line = ("inquiries.approvals.silent", {"kinds": silent})
    return Told(lines=(*told.lines, *((unsaid,) if silent else ())), reasons=told.reasons)


def is_approved(asked: Asking, kind: str) -> bool:
    """Tell whether somebody approves permits of a kind, or any; else they are merely told."""
    kinds = (kind,) if kind else tuple(sorted(asked.tables.permits))
    found = (one for name in kinds for one in _approval(asked, name))
    return any(one.code != ReasonCode.PERMIT_COMMUNICATED for one in found)


def _approval(asked: Asking, kind: str) -> tuple[Reason, ...]:
    permit = Permit(kind=kind, on=asked.day)
    at = asked.desk.clock()
    return law.permit_approval(
        asked.actor.policy, asked.person, History(), at=at, asked=permit
    ).reasons


def ended_by_the_body(asked: Asking) -> Told:
    """Tell for which reasons the body may leave the agreement, and when it ends then."""
    if not asked.agreed:
        return Told(lines=(("inquiries.ended.no_agreement", {}),), reasons=())
    return _told(_ways_out(asked))


def _ways_out(asked: Asking) -> Iterator[tuple[Line, Reason]]:
    """Put together the causes that come to the same, those that are not enough first."""
    ways: dict[tuple[object, ...], tuple[list[str], Decision]] = {}
    for cause in ORDER_OF_CAUSES:
        found = law.withdraw(
            asked.actor.policy,
            asked.person,
            at=asked.desk.clock(),
            by="administration",
            cause=cause,
        )
        same = (found.verdict, found.because, found.values.get("effective"))
        ways.setdefault(same, ([], found))[0].append(cause)
    for causes, found in ways.values():
        refused = found.verdict is Verdict.REFUSED
        key = "inquiries.ended.not_enough" if refused else "inquiries.ended.way"
        for reason in found.reasons:
            yield (key, {"causes": causes, "sentence": line_of(reason)}), reason


def ranking(asked: Asking) -> Told:
    """Tell in which order people are admitted: the law's words and the act's own, rung by rung."""
    tables = asked.tables
    by_law = _by_law(asked)
    rules = (tables.remote_ranking if asked.mode is Mode.REMOTE else None) or tables.ranking
    rows: tuple[Value, ...] = (*rules.precedence, *rules.points) if rules else ()
    if rules is None or not rows:
        none = "inquiries.ranking.none_but_by_law" if by_law else "inquiries.ranking.none"
        return Told(lines=(*by_law, (none, {})), reasons=())
    lines: list[Line] = [*by_law, (f"inquiries.ranking.{rules.order}", {}), *_rungs(rows)]
    sources = {one.source for one in rows}
    lines += [
        ("explaining.reading", {"words": {"it": one.it, "en": one.en}})
        for one in tables.readings
        if one.source in sources and ReasonCode.HAS_PRECEDENCE in one.codes
    ]
    if rules.ties is not None:
        said: Line = ("inquiries.ranking.ties", {"by": list(rules.ties.by)})
        lines.append(_cited(said, (rules.ties.source,)))
    else:
        lines.append(("inquiries.ranking.no_ties", {}))
    return Told(lines=tuple(lines), reasons=())


def _by_law(asked: Asking) -> list[Line]:
    """Tell whom the law puts before the act's own order, for the way of working asked about."""
    rows = priority_of(asked.actor.policy, asked.desk.today(), asked.mode)
    return [("inquiries.ranking.by_law", {}), *_rungs(rows)] if rows else []


def _rungs(rows: Iterable[Value]) -> list[Line]:
    said = dict.fromkeys(((row.source, *row.also), row.quote) for row in rows)
    return [
        ("inquiries.ranking.rung", {"quote": quote, "articles": articles(places)})
        for places, quote in said
    ]
