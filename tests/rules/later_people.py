"""Random permits and people for the questions about days, agreements and places."""

from datetime import date, timedelta

from hypothesis import strategies as st

from rules.facts import (
    CONDITIONS,
    PERMIT_KINDS,
    AbsenceKind,
    Agreement,
    Child,
    Employee,
    Permit,
    Scheme,
    Slot,
    moment,
)
from rules.history import History
from rules.policy.lasting import CAUSES

FIRST = date(2026, 2, 2)
days = st.dates(FIRST, date(2026, 4, 30))
"""A holiday at Easter, the ends of two months, the night in which clocks change."""
moments = st.builds(moment, days, st.integers(0, 1439))
kinds = st.sampled_from(sorted(PERMIT_KINDS))
causes = st.sampled_from([None, *sorted(CAUSES)])
parties = st.sampled_from(["employee", "administration"])
reasons = st.sampled_from(["service", "technical", "urgent", "planned"])


@st.composite
def permits(draw: st.DrawFn, wanted: st.SearchStrategy[str] = kinds) -> Permit:
    """A permit of some hours, with its start or without, or of some days, with its event."""
    kind, on = draw(wanted), draw(days)
    event = draw(st.one_of(st.none(), st.integers(0, 60).map(lambda n: on - timedelta(n))))
    if draw(st.booleans()):
        return Permit(kind=kind, on=on, days=draw(st.integers(1, 16)), event=event)
    start = draw(st.one_of(st.none(), st.integers(8 * 60, 14 * 60)))
    minutes = draw(st.sampled_from([15, 60, 120, 180, 240, 360]))
    return Permit(kind=kind, on=on, minutes=minutes, start=start, event=event)


agreements = st.builds(
    Agreement,
    first_day=st.just(date(2026, 1, 1)),
    last_day=st.one_of(st.none(), st.dates(FIRST, date(2026, 6, 30))),
    scheme=st.one_of(
        st.none(),
        st.builds(Scheme, weekdays=st.frozensets(st.integers(0, 4), min_size=1, max_size=2)),
    ),
)
children = st.builds(
    Child, born=st.dates(date(2006, 1, 1), date(2025, 12, 31)), disabled=st.booleans()
)
people = st.builds(
    Employee,
    part_time=st.sampled_from([100, 100, 50]),
    conditions=st.frozensets(st.sampled_from(sorted(CONDITIONS)), max_size=2),
    children=st.lists(children, max_size=2).map(tuple),
    assists=st.integers(0, 1),
    assists_severe=st.integers(0, 1),
    sex=st.sampled_from([None, "female", "male"]),
    pregnant=st.booleans(),
    km=st.sampled_from([0.0, 30.0, 30.5, 80.5]),
    born=st.one_of(st.none(), st.dates(date(1960, 1, 1), date(2000, 1, 1))),
    hired=st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2020, 1, 1))),
    lives_outside=st.booleans(),
    agreement=agreements,
)
histories = st.builds(
    lambda slots, absences, closures, taken: History(
        slots=[Slot(day=day) for day in slots],
        absences=dict.fromkeys(absences, AbsenceKind.SICK),
        closures=closures,
        permits=taken,
    ),
    st.frozensets(days, max_size=8),
    st.frozensets(days, max_size=3),
    st.frozensets(days, max_size=2),
    st.lists(permits(), max_size=4),
)
