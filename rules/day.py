"""How a day is worked, and what it brings: contact bands, meal voucher, overtime."""

from __future__ import annotations

from datetime import date
from typing import Any

from rules.bands import HeldBands, bands_held
from rules.barred import as_found
from rules.calendar import mode_on, workdays_of, works_as
from rules.decision import Decision, Reason, Source
from rules.facts import Employee, Half, Mode
from rules.history import Halves, History
from rules.policy.below import contract_below
from rules.policy.library import Policy
from rules.policy.schema import DayEffects, Tables
from rules.policy.values import May
from rules.reasons import ReasonCode
from rules.recall import called_to_office
from rules.service import in_service

AWAY = (Mode.AGILE, Mode.REMOTE)
_MODE_CODES = {
    Mode.AGILE: ReasonCode.WORKS_AGILE,
    Mode.REMOTE: ReasonCode.WORKS_REMOTE,
    Mode.PRESENCE: ReasonCode.WORKS_AT_OFFICE,
    Mode.OFF: ReasonCode.DAY_OFF,
}


def day(
    policy: Policy,
    person: Employee,
    history: History,
    *,
    on: date,
    at: date | None = None,
    left_on: date | None = None,
) -> Decision:
    """
    Tell how a person works on a civil day.

    Args:
        policy: the body's policy; the version in force on the day is asked.
        person: the facts, with the agreement.
        history: what is booked and given.
        on: the civil day.
        at: the civil day on which the question is asked, by which bars are found; `on` if None.
        left_on: the last day in the body, None for who stays.

    Returns:
        A decision without verdict; its values are `mode`, `bands` (tuple of Band, empty unless the
        day is agile, or remote in an act that speaks of bands of remote work) and, where the act
        says it, `meal_voucher` and `overtime` (bool).

    Where a contract that was signed later may change the voucher, a reason says which is applied.

    Source: the tables `day` and `bands` of the policy.

    """
    tables = policy.on(on)
    history = as_found(policy, person, history, on=on, at=at or on)
    mode = Mode.OFF
    if in_service(on, hired=person.hired, left_on=left_on):
        mode = mode_on(person, history, on, workdays_of(person, tables.week.days))
    values: dict[str, Any] = {"mode": mode, "bands": ()}
    figures: dict[str, Any] = {"day": on}
    if mode in AWAY:
        figures["half"] = _half_away(works_as(person, history, on))
    reasons = [Reason(_MODE_CODES[mode], Source(""), against=False, figures=figures)]
    if on in history.recalled and mode is Mode.PRESENCE:
        reasons.append(called_to_office(tables.recall, on)._replace(against=False))
    if mode in AWAY:
        held = bands_held(tables, person, history, on)
        values["bands"] = held.spans
        reasons += _bands_reason(held)
    for name, may in _effects(tables, mode).items():
        values[name] = may.allowed
        reasons.append(_effect_reason(name, may))
    reasons += _later(policy, mode, on)
    return Decision("day", None, tuple(reasons), values)


def _bands_reason(held: HeldBands) -> list[Reason]:
    if not held.spans:
        return []
    code, named = ReasonCode.CONTACT_BANDS, {"bands": held.spans}
    return [Reason(code, held.source, against=False, figures=named, also=held.also)]


def _half_away(halves: Halves) -> Half | None:
    """Name the half that is worked away, if the other one is at the office."""
    away = [half for half, mode in zip(Half, halves, strict=True) if mode is not None]
    return away[0] if len(away) == 1 else None


def _effects(tables: Tables, mode: Mode) -> dict[str, May]:
    kinds: dict[Mode, DayEffects] = {
        Mode.AGILE: tables.day.agile,
        Mode.REMOTE: tables.day.remote,
        Mode.PRESENCE: tables.day.presence,
        Mode.OFF: tables.day.off,
    }
    effects = kinds[mode]
    named = {"meal_voucher": effects.meal_voucher, "overtime": effects.overtime}
    return {name: may for name, may in named.items() if may is not None}


def _effect_reason(name: str, may: May) -> Reason:
    code = ReasonCode(name if may.allowed else f"no_{name}")
    return Reason(code, may.cited, against=not may.allowed, also=may.also)


def _later(policy: Policy, mode: Mode, on: date) -> list[Reason]:
    """Say which contract the answer rests on where a later one, not known here, may change it."""
    contract = contract_below(policy.head.contract)
    if contract is None:
        return []
    found = (contract.later_on(f"day.{mode}.{name}", on) for name in DayEffects.model_fields)
    return [
        Reason(
            ReasonCode.LATER_ACT,
            Source(""),
            against=False,
            figures={
                "contract": contract.act,
                "since": contract.first_day,
                "later": later.act,
                "signed": later.signed,
            },
        )
        for later in found
        if later is not None
    ]
