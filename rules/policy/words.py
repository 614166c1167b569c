"""What each table of a policy is called, for people who hold it against an act."""

from __future__ import annotations

TITLES = {
    "week": "Working days a week",
    "eligibility.modes": "Ways of working provided for",
    "eligibility.requirements": "Requirement",
    "eligibility.in_any_case": "Admitted in any case",
    "agreement.remote_expiry": "Expiry of remote work",
    "ranking.share": "Share of the staff admitted",
    "booking.obstacles.no_agreement": "No day without an individual agreement",
    "booking.obstacles.outside_agreement": "No day before or after the agreement",
    "booking.obstacles.other_mode": "Only the way of working agreed on",
    "booking.obstacles.day_past": "No day that is over",
    "booking.obstacles.holiday": "No public holiday",
    "booking.obstacles.patron": "No day of the patron saint",
    "booking.obstacles.closure": "No day on which the offices are closed",
    "booking.obstacles.not_worked": "No day that is not worked",
    "booking.obstacles.absent": "No day of absence",
    "booking.obstacles.already_booked": "No day twice",
    "booking.obstacles.weekday_not_agreed": "Only the weekdays agreed on",
    "booking.half_days": "Half days",
    "booking.fixed_half_days": "Half days of fixed weekdays",
    "booking.quotas": "Most days",
    "booking.obstacles.suspended": "No day while the agreement is suspended",
    "booking.agreed_presence": "Days that the agreement keeps for the office",
    "booking.derogation_ceilings": "Most days a week by a derogation",
    "booking.agreement_quota": "Number of days set by the agreement",
    "booking.least": "Least days away",
    "booking.raised": "More days for some people",
    "booking.extra": "Extra days over a quota",
    "booking.recovery": "Lost days had again",
    "booking.unused": "A day away on which the person was absent",
    "booking.presence": "Least days at the office",
    "booking.presence_share": "Least share of days at the office",
    "booking.prevalence": "More days at the office than away",
    "booking.public_days": "At the office when open to the public",
    "booking.derogation": "Derogation from the quota",
    "booking.notice": "By when a day is asked for",
    "booking.horizon": "How far ahead a day is asked for",
    "booking.anchor": "Weekdays of everybody at the office",
    "booking.in_a_row": "Most days in a row",
    "bands.minimum": "Least contact time",
    "bands.short_day": "Contact time of days shorter than the least",
    "bands.longer": "More than the least contact time for stated needs",
    "bands.afternoon_minimum": "Least contact time on afternoons of return",
    "bands.maximum": "Most contact time",
    "bands.rest": "Least rest between two days",
    "bands.within": "Hours in which bands may lie",
    "bands.never": "Hours in which no band may lie",
    "bands.of_the_day": "The hours of the day where the agreement names no bands",
    "bands.stated_needs": "Other bands for stated needs",
    "bands.default": "Contact bands where the agreement names none",
    "bands.weekday": "Contact bands of some weekdays",
    "bands.fixed": "Contact bands that the act sets",
    "disconnection.nights": "Disconnection",
    "disconnection.agreed": "What the agreement's window does",
    "disconnection.free_days": "Days of disconnection",
    "disconnection.institutional": "Institutional activities open public holidays",
    "disconnection.rest": "Least length of the agreed disconnection",
    "contact.objectives": "Contacts for the objectives outside the bands",
    "contact.urgent": "Urgent contacts outside the bands",
    "contact.permits": "Permits lift contact duties",
    "contact.unanswered": "Requests that nobody answers within the bands",
    "day.agile.meal_voucher": "Meal voucher on agile days",
    "day.agile.overtime": "Overtime on agile days",
    "day.remote.meal_voucher": "Meal voucher on remote days",
    "day.remote.overtime": "Overtime on remote days",
    "day.presence.meal_voucher": "Meal voucher at the office",
    "day.presence.overtime": "Overtime at the office",
    "day.off.meal_voucher": "Meal voucher on days off",
    "day.off.overtime": "Overtime on days off",
    "approver": "Who authorises",
    "hours": "Hours of the working day",
    "swap.employee": "Moving a day, by the employee",
    "swap.manager": "Moving a day, by the manager",
    "swap.alone": "Moving a day without anybody's agreement",
    "swap.same_week": "Moving a day inside its week only",
    "swap.deadline": "By when a day is moved",
    "swap.fixed_days": "Moving fixed weekdays",
    "recall.rules": "Recall to the office",
    "recall.barred": "Who cannot be recalled",
    "recall.known_needs": "Recall for needs that were known",
    "recall.given_back": "Day lost to a recall given back",
    "permits": "Permit",
    "permit_approvals": "Approval of a permit",
    "agile_permits.inside_bands": "Permits of an agile day only inside the bands",
    "agile_permits.refused": "Permits that an agile day excludes",
    "agile_permits.approval": "Permits of some hours on a day away are approved",
    "agreement.days": "By which periods days are agreed",
    "agreement.duration": "How long an agreement lasts",
    "agreement.prevalence": "More than half of the agreed week at the office",
    "agreement.prevalence_for": "More than half at the office, said of some apart",
    "agreement.withdrawal": "Withdrawal",
    "agreement.expiry": "Expiry",
    "clauses": "Clause of the agreement",
    "priority": "Before all others by law",
    "ranking.precedence": "Precedence",
    "ranking.points": "Points",
    "ranking.ties": "Ties",
    "on_call.hours": "Hours of an on-call turn",
    "on_call.limit": "On-call turns",
    "on_call.programme": "Programme of on-call turns",
    "on_call.absence": "No on-call week with an absence",
    "on_call.bars": "Left out of on-call weeks",
    "on_call.away_days": "No on-call week with days away",
    "on_call.agile_agreement": "No on-call week with an agile agreement, no day away in one",
    "report": "Report on the work done away",
    "readings": "Open point",
}


def title(name: str, which: str = "") -> str:
    """Name a value in words; `which` tells it from others of its table."""
    words = TITLES.get(name) or name.replace(".", ", ").replace("_", " ")
    return f"{words} ({which})" if which else words


def plain(item: object) -> str:
    """Write what a value says: lists with commas, conditions with their keys."""
    if isinstance(item, dict):
        return " and ".join(f"{_key(k)} {plain(v)}" for k, v in item.items() if v is not None)
    if isinstance(item, frozenset | set):
        return ", ".join(sorted(plain(one) for one in item))
    if isinstance(item, tuple | list):
        alternatives = any(isinstance(one, dict) for one in item)
        return (", or " if alternatives else ", ").join(plain(one) for one in item)
    if isinstance(item, bool):
        return "yes" if item else "no"
    if isinstance(item, float) and item == int(item):
        return str(int(item))
    return str(getattr(item, "value", item))


def _key(name: object) -> str:
    return str(name).replace("_", " ")
