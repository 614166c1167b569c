"""
One closed language of conditions about a person.

Every table of a policy that says "for whom" says it in these words, so that a new body needs no
new code: what excludes, what gives precedence, what lengthens a notice, what raises a quota.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from pydantic import Field, ValidationInfo, field_validator, model_validator

from rules.facts import (
    APPOINTMENTS,
    CONDITIONS,
    SANCTIONS,
    WORK_FLAGS,
    WORK_KINDS,
    Child,
    Employee,
    Rank,
)
from rules.strict import Closed, Strict
from rules.wrong import WrongValueError

__all__ = ["Closed", "Condition"]

Test = Callable[[Employee, date], bool]
"""Whether something is true of a person on a day."""

FULL_TIME = 100
OF_AGE = 18
"""Before which age children are minors: up to it `child_from` speaks of them without more."""
_ONE_IS_ENOUGH = frozenset({"ranks", "contracts", "kinds_any", "conditions_any", "appointments"})
OWN_KINDS = "own_kinds"
"""Under which name reading a policy hands in the kinds of work that its head declares."""


class Sanctions(Strict):
    """Disciplinary sanctions graver than `above` in the `years` before, `at_least` of them."""

    at_least: int = Field(ge=1, le=20)
    above: str
    years: int = Field(ge=1, le=50)

    @field_validator("above")
    @classmethod
    def _known(cls, value: str) -> str:
        return known(value, frozenset(SANCTIONS), "a sanction")


class Evaluation(Strict):
    """An evaluation `below` so many points in one of the `years` calendar years before."""

    below: float = Field(gt=0, le=100)
    years: int = Field(ge=1, le=50)


class Condition(Strict):
    """
    What must be true of a person; every key that is given must hold.

    `part_time_over`: part time of more than so many percent; full time is none.

    Ages are compared exactly: `child_under = 13` is a child not yet 13 years old on that day.
    """

    ranks: frozenset[Rank] | None = None
    contracts: frozenset[str] | None = None
    part_time: bool | None = None
    part_time_over: float | None = Field(default=None, gt=0, lt=100)
    kinds_any: frozenset[str] | None = None
    kinds_only: frozenset[str] | None = None
    office: bool | None = None
    remote_possible: bool | None = None
    autonomy: bool | None = None
    measurable: bool | None = None
    plannable: bool | None = None
    remote_access: bool | None = None
    continuous_supervision: bool | None = None
    harms_service: bool | None = None
    equipment: frozenset[str] | None = None
    backlog: frozenset[str] | None = None
    conditions_any: frozenset[str] | None = None
    conditions_all: frozenset[str] | None = None
    child_under: int | None = Field(default=None, ge=1, le=30)
    child_from: int | None = Field(default=None, ge=0, le=29)
    disabled_child: bool | None = None
    assists_at_least: int | None = Field(default=None, ge=1, le=20)
    assists_severe_at_least: int | None = Field(default=None, ge=1, le=20)
    km_over: float | None = Field(default=None, ge=0, le=1000)
    lives_outside: bool | None = None
    maternity_within_months: int | None = Field(default=None, ge=1, le=240)
    mother: bool | None = None
    pregnant: bool | None = None
    uses_family_leave: bool | None = None
    uses_104_permits: bool | None = None
    uses_parental_leave: bool | None = None
    appointments: frozenset[str] | None = None
    reach_minutes_over: int | None = Field(default=None, ge=1, le=600)
    invalidity_from: int | None = Field(default=None, ge=1, le=100)
    age_from: int | None = Field(default=None, ge=1, le=100)
    service_years_from: int | None = Field(default=None, ge=1, le=60)
    sanctions: Sanctions | None = None
    evaluation: Evaluation | None = None

    @field_validator("kinds_any", "kinds_only")
    @classmethod
    def _known_kinds(
        cls, value: frozenset[str] | None, info: ValidationInfo
    ) -> frozenset[str] | None:
        # A body's own kinds are declared in the head of its file: a misspelt one stays an error.
        own = frozenset((info.context or {}).get(OWN_KINDS, ()))
        return all_known(value, WORK_KINDS | own, "a kind of work")

    @field_validator("conditions_any", "conditions_all")
    @classmethod
    def _known_conditions(cls, value: frozenset[str] | None) -> frozenset[str] | None:
        return all_known(value, CONDITIONS, "a condition")

    @field_validator("appointments")
    @classmethod
    def _known_appointments(cls, value: frozenset[str] | None) -> frozenset[str] | None:
        return all_known(value, APPOINTMENTS, "an appointment")

    @field_validator("equipment")
    @classmethod
    def _known_equipment(cls, value: frozenset[str] | None) -> frozenset[str] | None:
        return all_known(value, frozenset({"administration", "own", "none"}), "an equipment")

    @field_validator("backlog")
    @classmethod
    def _known_backlog(cls, value: frozenset[str] | None) -> frozenset[str] | None:
        return all_known(value, frozenset({"none", "planned", "unplanned"}), "a backlog")

    @field_validator("contracts")
    @classmethod
    def _known_contracts(cls, value: frozenset[str] | None) -> frozenset[str] | None:
        return all_known(value, frozenset({"permanent", "fixed_term"}), "a contract")

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys that are given, in the order of the schema."""
        return tuple(name for name in TESTS if getattr(self, name) is not None)

    @cached_property
    def holds(self) -> Test:
        """Whether everything asked for is true of a person on a day: `holds(person, day)`."""
        tests = self._tests
        if len(tests) == 1:
            return tests[0]  # as most conditions are, and a booking asks a dozen

        def all_hold(person: Employee, on: date) -> bool:
            for test in tests:  # noqa: SIM110  (a third of the time of all() here)
                if not test(person, on):
                    return False
            return True

        return all_hold

    @cached_property
    def _tests(self) -> tuple[Test, ...]:
        of_a_child = {name: getattr(self, name) for name in OF_A_CHILD if getattr(self, name)}
        if len(of_a_child) < 2:
            return tuple(TESTS[name](getattr(self, name)) for name in self.keys)
        others = [name for name in self.keys if name not in of_a_child]
        return (*(TESTS[name](getattr(self, name)) for name in others), _one_child(of_a_child))

    def includes(self, other: Condition) -> bool:
        """
        Tell whether it surely holds for everybody for whom another does.

        A list of words of which one is enough includes a shorter one; other keys only themselves.
        """
        for name in self.keys:
            mine, theirs = getattr(self, name), getattr(other, name)
            if theirs is None or not (
                mine == theirs or (name in _ONE_IS_ENOUGH and mine >= theirs)
            ):
                return False
        return True

    @field_validator("child_from")
    @classmethod
    def _of_age_only_up_to(cls, years: int | None, info: ValidationInfo) -> int | None:
        if years is not None and years >= OF_AGE and info.data.get("child_under") is None:
            raise WrongValueError(
                f"write at most {OF_AGE - 1}, or child_under for children of age too",
                f"scrivi al massimo {OF_AGE - 1}, o child_under se valgono i maggiorenni",
            )
        return years

    @model_validator(mode="after")
    def _can_hold(self) -> Condition:
        for first, second in _together_impossible(self):
            raise WrongValueError(
                f"nobody is {first} and {second} at once: leave one of the two",
                f"nessuno è insieme {first} e {second}: lascia una delle due chiavi",
            )
        return self

    @model_validator(mode="after")
    def _says_something(self) -> Condition:
        if not self.model_fields_set:
            raise WrongValueError(
                "says nothing: give at least one key, or leave the table out",
                "non dice nulla: indica almeno una chiave, o togli la tabella",
            )
        return self


def _together_impossible(asked: Condition) -> Iterator[tuple[str, str]]:
    """Give pairs of keys of a condition, as written, of which no person can be both."""
    if asked.part_time is False and asked.part_time_over is not None:
        yield "part_time = false", f"part_time_over = {asked.part_time_over:g}"
    young, old = asked.child_under, asked.child_from
    if young is not None and old is not None and old >= young:
        yield f"child_under = {young}", f"child_from = {old}"
    only = asked.kinds_only
    if only is not None and asked.kinds_any is not None and not only & asked.kinds_any:
        yield f"kinds_only = {sorted(only)}", f"kinds_any = {sorted(asked.kinds_any)}"
    if only is not None and asked.office is True and "office" not in only:
        yield f"kinds_only = {sorted(only)}", "office = true"
    if only == frozenset({"office"}) and asked.office is False:
        yield f"kinds_only = {sorted(only)}", "office = false"


def any_holds(conditions: Iterable[Condition], person: Employee, on: date) -> bool:
    """Tell whether one of some conditions is true of a person on a day."""
    for condition in conditions:  # noqa: SIM110  (asked at every booking: any() takes half as long again)
        if condition.holds(person, on):
            return True
    return False


_ITALIAN = {
    "a sanction": "una sanzione",
    "a kind of work": "un tipo di lavoro",
    "a condition": "una condizione",
    "an appointment": "un incarico",
    "an equipment": "una dotazione",
    "a backlog": "un arretrato",
    "a contract": "un tipo di contratto",
    "a kind of permit": "un tipo di permesso",
    "a reason for a recall": "un motivo di richiamo",
    "a party": "una parte",
    "a cause": "una causa",
    "a clause": "una clausola",
    "a way of losing a day": "un modo di perdere una giornata",
    "a role": "un ruolo",
    "a national contract": "un contratto nazionale",
}


def known(value: str, allowed: frozenset[str], what: str) -> str:
    """Give the word back if it is one of those allowed; raise ValueError that lists them."""
    if value not in allowed:
        listed = ", ".join(sorted(allowed))
        raise WrongValueError(
            f"{value!r} is not {what}: write one of {listed}",
            f"{value!r} non è {_ITALIAN.get(what, what)}: scrivi una tra {listed}",
        )
    return value


def all_known(
    values: frozenset[str] | None, allowed: frozenset[str], what: str
) -> frozenset[str] | None:
    """Do the same as `known` for every word of a list."""
    for value in sorted(values or ()):
        known(value, allowed, what)
    return values


def years_before(day: date, years: int) -> date:
    """Give the same date so many years before; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def months_after(day: date, months: int) -> date:
    """Give the same date so many months later, the last of the month where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has a 28th")


def age(born: date, on: date) -> int:
    """Count the full years from a birth (or hiring) to a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def counted_sanctions(rule: Sanctions, person: Employee, on: date) -> int:
    """Count the sanctions that a rule looks at, both ends of its years included."""
    since = years_before(on, rule.years)
    gravest_ignored = SANCTIONS.index(rule.above)
    return sum(
        1
        for s in person.discipline
        if since <= s.on <= on and SANCTIONS.index(s.sanction) > gravest_ignored
    )


def lowest_evaluation(rule: Evaluation, person: Employee, on: date) -> tuple[int, float] | None:
    """Give (year, points) of the lowest evaluation that a rule looks at, if it is too low."""
    years = range(on.year - rule.years, on.year)
    seen = [(y, person.evaluations[y]) for y in years if y in person.evaluations]
    low = [(y, points) for y, points in seen if points < rule.below]
    return min(low, key=lambda found: found[1], default=None)


def _work_flag(name: str) -> Callable[[Any], Test]:
    return lambda wanted: lambda person, _: bool(getattr(person.work, name) is wanted)


OF_A_CHILD: Mapping[str, Callable[[Any, Child, date], bool]] = MappingProxyType(
    {
        "child_under": lambda years, child, on: age(child.born, on) < years,
        "child_from": lambda years, child, on: years <= age(child.born, on),
        "disabled_child": lambda _, child, __: child.disabled,
    }
)
"""Keys that, given together, speak of one and the same child: "figli minorenni disabili"."""


def _one_child(wanted: Mapping[str, Any]) -> Test:
    """Give the test whether one child is all that several keys ask for."""
    # "Figli con più di 14 anni" are minors; "da 14 a 26 anni" says itself until when.
    asked = {"child_under": OF_AGE, **wanted} if "child_from" in wanted else wanted
    return lambda person, on: any(
        all(OF_A_CHILD[name](value, child, on) for name, value in asked.items())
        for child in person.children
    )


def _child_under(years: int) -> Test:
    return lambda person, on: (
        bool(person.children) and any(age(child.born, on) < years for child in person.children)
    )


def _child_from(years: int) -> Test:
    return lambda person, on: any(years <= age(c.born, on) < OF_AGE for c in person.children)


def assisted(person: Employee) -> int:
    """Count the relatives assisted; those in a situation of gravity are among them."""
    return max(person.assists, person.assists_severe)


def documented(person: Employee) -> frozenset[str]:
    """Give the documented conditions; a severe disability is a recognition of L. 104 as well."""
    if "severe_disability" in person.conditions:
        return person.conditions | {"recognised_104"}
    return person.conditions


def _is_mother(person: Employee) -> bool:
    """Tell whether somebody is a mother; where no sex is told, the end of her leave says so."""
    if person.sex is None:
        return person.maternity_leave_ended is not None
    return person.sex == "female"


def _said_or_any(person: Employee, leave: str) -> bool:
    """Tell whether a kind of family leave is used; where nobody told, what is said of all does."""
    told = getattr(person, leave)
    return bool(person.uses_family_leave if told is None else told)


def _maternity(months: int) -> Test:
    def lately(person: Employee, on: date) -> bool:
        ended = person.maternity_leave_ended
        return ended is not None and ended <= on <= months_after(ended, months)

    return lately


TESTS: Mapping[str, Callable[[Any], Test]] = MappingProxyType(
    {
        "ranks": lambda v: lambda p, _: p.rank in v,
        "contracts": lambda v: lambda p, _: p.contract in v,
        "part_time_over": lambda v: lambda p, _: v < p.part_time < FULL_TIME,
        "part_time": lambda v: lambda p, _: (p.part_time < 100) is v,
        "kinds_any": lambda v: lambda p, _: not v.isdisjoint(p.work.kinds),
        "office": lambda v: lambda p, _: ("office" in p.work.kinds) is v,
        "kinds_only": lambda v: lambda p, _: bool(p.work.kinds) and p.work.kinds <= v,
        **{flag: _work_flag(flag) for flag in WORK_FLAGS},
        "equipment": lambda v: lambda p, _: p.work.equipment in v,
        "backlog": lambda v: lambda p, _: p.work.backlog in v,
        "conditions_any": lambda v: (
            lambda p, _: bool(p.conditions) and not v.isdisjoint(documented(p))
        ),
        "conditions_all": lambda v: lambda p, _: documented(p) >= v,
        "child_under": _child_under,
        "child_from": _child_from,
        "disabled_child": lambda v: lambda p, _: any(c.disabled for c in p.children) is v,
        "assists_at_least": lambda v: lambda p, _: assisted(p) >= v,
        "assists_severe_at_least": lambda v: lambda p, _: p.assists_severe >= v,
        "km_over": lambda v: lambda p, _: p.km > v,
        "lives_outside": lambda v: lambda p, _: p.lives_outside is v,
        "maternity_within_months": _maternity,
        "mother": lambda v: lambda p, _: _is_mother(p) is v,
        "pregnant": lambda v: lambda p, _: p.pregnant is v,
        "uses_family_leave": lambda v: lambda p, _: p.uses_family_leave is v,
        "uses_104_permits": lambda v: lambda p, _: _said_or_any(p, "uses_104_permits") is v,
        "uses_parental_leave": lambda v: lambda p, _: _said_or_any(p, "uses_parental_leave") is v,
        "appointments": lambda v: lambda p, _: p.appointment in v,
        "reach_minutes_over": lambda v: (
            lambda p, _: p.reach_minutes is not None and p.reach_minutes > v
        ),
        "invalidity_from": lambda v: lambda p, _: p.invalidity >= v,
        "age_from": lambda v: lambda p, on: p.born is not None and age(p.born, on) >= v,
        "service_years_from": lambda v: (
            lambda p, on: p.hired is not None and age(p.hired, on) >= v
        ),
        "sanctions": lambda v: lambda p, on: counted_sanctions(v, p, on) >= v.at_least,
        "evaluation": lambda v: lambda p, on: lowest_evaluation(v, p, on) is not None,
    }
)
"""For every key of a condition, the test of a person that its value makes."""
