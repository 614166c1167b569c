"""The digest: what it says, when it comes, that it comes once; the word when a band begins."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.clock import MovableClock
from handlers.desk.context import Desk
from handlers.desk.digest import duties
from handlers.desk.digest.actions import switch_bands, switch_digest
from handlers.desk.digest.band_starts import tell_who_asked
from handlers.desk.digest.duties import tell_the_day
from handlers.desk.reports import actions as reports
from rules.facts import ROME, AbsenceKind, Agreement, Band, Mode, Period, Permit, Scheme
from rules.policy import library
from storage.core.statements import insert_row
from storage.days import absences
from storage.people import links, preferences
from storage.people.preferences import Wishes
from storage.requests import bookings
from storage.requests.bookings import Wish
from storage.store import Store
from storage.tables import PERMIT, RECALL, PermitState, RecallState, RequestState
from storage.trail.outbox import Outgoing
from tests.handlers.asking import asks_for, enter, labels_of, messages_to, said
from tests.handlers.town import NOW, Town, found_town

WEDNESDAY = date(2026, 11, 25)
DAY = timedelta(days=1)
BANDS = Agreement(
    first_day=date(2026, 1, 1),
    last_day=date(2027, 12, 31),
    bands=(Band(600, 720),),
    afternoon_bands=(Band(870, 990),),
)
Found = Callable[[str], Town]


def rome(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ROME)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(NOW)


@pytest.fixture
def found(store: Store, clock: MovableClock) -> Found:
    """Founds a body in a store of either kind; its people have opened the desk on Monday."""

    def found(policy: str) -> Town:
        town = found_town(Desk(store, library.shipped(), clock), policy)
        go(town)
        return town

    return found


def go(town: Town, *, to: str | None = None) -> None:
    """Let the clock show a time and everything be done that is due."""
    if to is not None:
        clock = town.desk.clock
        assert isinstance(clock, MovableClock)
        clock.set(rome(to))
    while tell_the_day(town.desk):
        pass


def digests(town: Town, name: str) -> list[Outgoing]:
    return [m for m in messages_to(town, name) if m.key == "digest"]


def text_of(town: Town, name: str) -> str:
    """The last digest of somebody, '' if there is none."""
    found = digests(town, name)
    return said(found[-1]) if found else ""


def test_an_agile_day_is_told_with_its_bands_at_the_hour_of_the_body(found: Found) -> None:
    tivoli = found("tivoli")
    tivoli.agree("anna", BANDS)
    enter(tivoli, "anna", WEDNESDAY)
    go(tivoli, to="2026-11-25T07:59")
    before = digests(tivoli, "anna")
    go(tivoli, to="2026-11-25T08:00")

    assert before == []
    assert text_of(tivoli, "anna").startswith("☀️ <b>mercoledì 25 novembre</b>\n\n🏠 Oggi: lavoro")
    assert "contattabile 10:00–12:00 e 14:30–16:30." in text_of(tivoli, "anna")


def test_a_permit_that_nobody_granted_yet_keeps_nobody_from_working(found: Found) -> None:
    tivoli = found("tivoli")
    tivoli.agree("anna", BANDS)
    enter(tivoli, "anna", WEDNESDAY)
    with tivoli.store.writing() as uow:
        permit = Permit(kind="study", on=WEDNESDAY, days=1)
        number = absences.add_permit(uow, tivoli.ids["anna"], permit)
        asked = PERMIT.update().where(PERMIT.c.id == number).values(state=PermitState.PENDING)
        uow.connection.execute(asked)
        uow.commit()
    go(tivoli, to="2026-11-25T08:00")

    assert "🏠 Oggi: lavoro agile" in text_of(tivoli, "anna")


def test_who_has_nothing_to_hear_hears_nothing(found: Found) -> None:
    tivoli = found("tivoli")
    go(tivoli, to="2026-11-24T08:00")

    assert [digests(tivoli, name) for name in ("anna", "bruno", "elena")] == [[], [], []]


def test_a_day_has_one_digest_however_often_it_is_looked(found: Found) -> None:
    tivoli = found("tivoli")
    tivoli.agree("anna", BANDS)
    enter(tivoli, "anna", WEDNESDAY, WEDNESDAY + DAY)
    for moment in ("2026-11-25T08:00", "2026-11-25T08:01", "2026-11-25T17:00"):
        go(tivoli, to=moment)
    first = len(digests(tivoli, "anna"))
    go(tivoli, to="2026-11-26T08:00")

    assert (first, len(digests(tivoli, "anna"))) == (1, 2)


def test_the_evening_before_the_next_working_day_is_told(found: Found) -> None:
    """Friday's digest tells of Monday."""
    tivoli = found("tivoli")
    tivoli.agree("anna", BANDS)
    enter(tivoli, "anna", date(2026, 11, 30))
    go(tivoli, to="2026-11-26T08:00")
    thursday = digests(tivoli, "anna")
    go(tivoli, to="2026-11-27T08:00")

    assert thursday == []
    assert "🏠 lunedì 30 novembre: lavoro agile" in text_of(tivoli, "anna")


def test_a_bot_that_was_down_makes_one_digest_for_the_day_it_comes_back(found: Found) -> None:
    tivoli = found("tivoli")
    tivoli.agree("anna", BANDS)
    enter(tivoli, "anna", *(WEDNESDAY + n * DAY for n in range(2)), date(2026, 12, 1))
    go(tivoli, to="2026-12-01T15:20")
    go(tivoli, to="2026-12-01T15:21")

    assert len(digests(tivoli, "anna")) == 1
    assert "martedì 1° dicembre" in text_of(tivoli, "anna")


def test_a_day_that_nobody_approved_is_not_told(found: Found) -> None:
    tivoli = found("tivoli")
    tivoli.agree("anna", BANDS)
    enter(tivoli, "anna", WEDNESDAY, state=RequestState.PENDING)
    go(tivoli, to="2026-11-25T08:00")

    assert digests(tivoli, "anna") == []


def test_who_is_on_leave_hears_nothing_and_afterwards_again(found: Found) -> None:
    tivoli = found("tivoli")
    tivoli.agree("anna", BANDS)
    enter(tivoli, "anna", date(2026, 11, 26))
    with tivoli.store.writing() as uow:
        leave = AbsenceKind.LEAVE
        absences.add(uow, tivoli.ids["anna"], leave, first_day=WEDNESDAY, last_day=WEDNESDAY)
        uow.commit()
    go(tivoli, to="2026-11-25T08:00")
    go(tivoli, to="2026-11-25T17:00")
    away = digests(tivoli, "anna")
    go(tivoli, to="2026-11-26T08:00")

    assert away == []
    assert "26 novembre" in text_of(tivoli, "anna")


def test_a_manager_hears_how_much_waits_and_since_when(found: Found) -> None:
    tivoli = found("tivoli")
    for name in ("anna", "bruno"):
        tivoli.agree(name)
        asks_for(tivoli, name, date(2026, 12, 10))
    go(tivoli, to="2026-11-24T08:00")
    (digest,) = digests(tivoli, "diana")

    assert "✅ 2 richieste aspettano una tua decisione, la più vecchia di lunedì" in said(digest)
    assert labels_of(digest) == ["✅ Da approvare"]
    assert digests(tivoli, "carla") == []


def test_a_confirmed_recall_is_told_and_an_unread_one_left_to_its_own_message(
    found: Found,
) -> None:
    tivoli = found("tivoli")
    for name, state in (("anna", RecallState.CONFIRMED), ("bruno", RecallState.ANNOUNCED)):
        with tivoli.store.writing() as uow:
            insert_row(
                uow.connection,
                RECALL,
                employee_id=tivoli.ids[name],
                day=WEDNESDAY,
                cause="service",
                words="",
                state=state,
                version=1,
                asked_at=NOW,
                asked_by=tivoli.ids["diana"],
                deliver_at=NOW,
                given_back=False,
            )
            uow.commit()
    go(tivoli, to="2026-11-25T08:00")

    assert "🏢 mercoledì 25 novembre: in sede, per il richiamo" in text_of(tivoli, "anna")
    assert digests(tivoli, "bruno") == []


@pytest.mark.parametrize(
    ("last_day", "told_on"),
    [
        (date(2026, 12, 24), [date(2026, 11, 24), date(2026, 12, 9), date(2026, 12, 17)]),
        (date(2026, 12, 26), [date(2026, 11, 26), date(2026, 12, 11), date(2026, 12, 21)]),
    ],
)
def test_the_end_of_an_agreement_is_told_at_thirty_fifteen_and_seven_days(
    found: Found, last_day: date, told_on: list[date]
) -> None:
    """What falls on a day off is told on the first working day after it."""
    tivoli = found("tivoli")
    tivoli.agree("anna", Agreement(first_day=date(2026, 1, 1), last_day=last_day))
    around = sorted({day + n * DAY for day in told_on for n in (-1, 0, 1)})
    for day in around:
        go(tivoli, to=f"{day}T08:00")

    assert [m.created_at.astimezone(ROME).date() for m in digests(tivoli, "anna")] == told_on
    assert all("⌛ L'accordo individuale finisce" in said(m) for m in digests(tivoli, "anna"))


def test_the_end_of_an_agreement_says_what_the_act_does_then(found: Found) -> None:
    """Alonte extends by silence and wants a no five days before; the others want a yes."""
    alonte = found("alonte")
    alonte.agree("anna", Agreement(first_day=date(2026, 1, 1), last_day=date(2026, 12, 24)))
    go(alonte, to="2026-11-24T08:00")

    assert "fra 30 giorni" in text_of(alonte, "anna")
    assert "per rifiutarla rispondi entro sabato 19 dicembre 2026" in text_of(alonte, "anna")
    assert "art. B1" not in text_of(alonte, "anna")
    assert "3.1" in text_of(alonte, "anna")


@pytest.mark.parametrize("policy", ["tivoli", "alonte"])
def test_an_agreement_on_its_last_day_ends_today(found: Found, policy: str) -> None:
    town = found(policy)
    town.agree("anna", Agreement(first_day=date(2026, 1, 1), last_day=date(2026, 11, 24)))
    go(town, to="2026-11-24T08:00")

    assert "L'accordo individuale finisce oggi, martedì 24 novembre 2026:" in text_of(town, "anna")


def test_ferrara_is_reminded_weekly_until_the_report_is_handed_in(found: Found) -> None:
    ferrara = found("ferrara")
    ferrara.agree("anna", BANDS)
    enter(ferrara, "anna", date(2026, 11, 26))
    go(ferrara, to="2026-11-27T08:00")
    early = text_of(ferrara, "anna")
    go(ferrara, to="2026-11-30T08:00")
    (monday,) = digests(ferrara, "anna")
    go(ferrara, to="2026-12-01T08:00")
    tuesday = len(digests(ferrara, "anna"))
    go(ferrara, to="2026-12-07T08:00")
    next_week = len(digests(ferrara, "anna"))

    assert "Da consegnare" not in early
    assert "📝 Da consegnare: relazione" in said(monday)
    assert "(art. 5.1)" in said(monday)
    assert labels_of(monday) == ["📝 L'ho consegnata"]
    assert (tuesday, next_week) == (1, 2)


def test_a_report_of_the_last_week_is_due_until_handed_in(found: Found) -> None:
    ferrara = found("ferrara")
    ferrara.agree("anna", BANDS)
    enter(ferrara, "anna", date(2026, 11, 26), date(2026, 12, 1))
    go(ferrara, to="2026-11-30T08:00")
    reports.hand_in(ferrara.desk, ferrara.actor("anna"), date(2026, 11, 23))
    go(ferrara, to="2026-12-01T08:00")

    assert "Da consegnare" in said(digests(ferrara, "anna")[0])
    assert "Da consegnare" not in said(digests(ferrara, "anna")[1])


def test_tivoli_is_reminded_on_the_first_working_day_of_the_month(found: Found) -> None:
    tivoli = found("tivoli")
    tivoli.agree("anna", BANDS)
    enter(tivoli, "anna", date(2026, 11, 12))
    go(tivoli, to="2026-11-30T08:00")
    before = text_of(tivoli, "anna")
    go(tivoli, to="2026-12-01T08:00")

    assert "Da consegnare" not in before
    assert "relazione sul lavoro a distanza a novembre" in text_of(tivoli, "anna")
    assert "(art. 16.5)" in text_of(tivoli, "anna")


def test_arena_po_is_told_in_autumn_how_many_days_are_missing(found: Found) -> None:
    arena = found("arena-po")
    arena.agree("anna", BANDS)
    enter(arena, "anna", *(date(2026, 1, 12) + n * 7 * DAY for n in range(11)))
    go(arena, to="2026-12-01T08:00")
    (digest,) = digests(arena, "anna")
    go(arena, to="2026-12-02T08:00")

    assert "ne manca 1 per arrivare al minimo di 12 (art. 7)" in said(digest)
    assert len(digests(arena, "anna")) == 1


def test_before_autumn_the_minimum_is_not_brought_up(found: Found) -> None:
    arena = found("arena-po")
    arena.agree("anna", BANDS)
    go(arena, to="2027-05-04T08:00")

    assert "minimo" not in text_of(arena, "anna")


def test_days_left_are_news_once_a_week_near_the_end_of_the_month(found: Found) -> None:
    tivoli = found("tivoli")
    tivoli.agree("anna", replace(BANDS, scheme=Scheme(per=Period.MONTH, days=8)))
    for day in ("2026-12-15", "2026-12-16", "2026-12-21", "2026-12-22"):
        go(tivoli, to=f"{day}T08:00")
    dates = [m.created_at.astimezone(ROME).date().day for m in digests(tivoli, "anna")]

    assert dates == [21]
    assert "Giornate ancora libere a dicembre: 8 su 8." in text_of(tivoli, "anna")


def test_who_wants_no_digest_hears_once_of_what_falls_due(found: Found) -> None:
    ferrara = found("ferrara")
    ferrara.agree("anna", BANDS)
    enter(ferrara, "anna", date(2026, 11, 26), date(2026, 12, 1))
    switch_digest(ferrara.desk, ferrara.actor("anna"), on=False)
    for day in ("2026-11-30", "2026-12-01", "2026-12-02"):
        go(ferrara, to=f"{day}T08:00")

    assert [m.key for m in messages_to(ferrara, "anna")] == ["digest.alone"]
    assert "Da consegnare" in said(messages_to(ferrara, "anna")[0])


@pytest.mark.parametrize("policy", ["tivoli", "alonte"])
def test_who_wants_no_digest_reads_the_end_of_an_agreement_as_a_date(
    found: Found, policy: str
) -> None:
    """It waits as long as it has to, so how far away the day is would be false by then."""
    town = found(policy)
    town.agree("anna", Agreement(first_day=date(2026, 1, 1), last_day=date(2026, 12, 1)))
    switch_digest(town.desk, town.actor("anna"), on=False)
    for day in ("2026-11-24", "2026-12-01"):
        go(town, to=f"{day}T08:00")
    words = [said(one) for one in messages_to(town, "anna")]

    assert words
    assert all("finisce martedì 1° dicembre 2026:" in one for one in words)
    assert not any("fra " in one or "oggi" in one for one in words)


def test_who_blocked_the_bot_is_not_looked_at(found: Found) -> None:
    tivoli = found("tivoli")
    tivoli.agree("anna", BANDS)
    enter(tivoli, "anna", WEDNESDAY)
    with tivoli.store.writing() as uow:
        links.mark_blocked(uow, tivoli.ids["anna"], at=NOW)
        uow.commit()
    go(tivoli, to="2026-11-25T08:00")

    assert digests(tivoli, "anna") == []


def test_facts_that_cannot_be_right_stop_nobody_else(found: Found) -> None:
    """A disconnection of the whole day leaves no minute to write in."""
    tivoli = found("tivoli")
    for name in ("anna", "bruno"):
        tivoli.agree(name, BANDS)
        enter(tivoli, name, WEDNESDAY)
    tivoli.agree(
        "anna", Agreement(first_day=date(2026, 2, 1), disconnection=Band(0, 1439), bands=())
    )
    go(tivoli, to="2026-11-25T08:00")

    assert len(digests(tivoli, "bruno")) == 1


def test_several_goes_reach_everybody_and_nobody_twice(
    found: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duties, "AT_A_TIME", 2)
    tivoli = found("tivoli")
    names = ("anna", "bruno", "orso", "vito", "carla")
    for name in names:
        tivoli.agree(name, BANDS)
        enter(tivoli, name, WEDNESDAY)
    go(tivoli, to="2026-11-25T08:00")

    assert [len(digests(tivoli, name)) for name in names] == [1] * 5


def band_words(town: Town, name: str) -> list[str]:
    return [said(m) for m in messages_to(town, name) if m.key == "digest.band"]


def at_ten(town: Town, *, to: str = "2026-11-25T10:00") -> None:
    go(town, to=to)
    while tell_who_asked(town.desk):
        pass


def wants_bands(found: Found) -> Town:
    tivoli = found("tivoli")
    tivoli.agree("anna", BANDS)
    enter(tivoli, "anna", WEDNESDAY)
    switch_bands(tivoli.desk, tivoli.actor("anna"), on=True)
    return tivoli


def test_who_asked_hears_when_a_band_begins_and_once(found: Found) -> None:
    tivoli = wants_bands(found)
    for moment in ("09:59", "10:00", "10:01", "10:29"):
        at_ten(tivoli, to=f"2026-11-25T{moment}")

    assert band_words(tivoli, "anna") == [
        "🟢 Dalle 10:00 alle 12:00 sei nella fascia di contattabilità."
    ]
    (word,) = [m for m in messages_to(tivoli, "anna") if m.key == "digest.band"]
    assert word.created_at == rome("2026-11-25T10:00")


def test_who_did_not_ask_hears_nothing(found: Found) -> None:
    tivoli = wants_bands(found)
    switch_bands(tivoli.desk, tivoli.actor("anna"), on=False)
    at_ten(tivoli)

    assert band_words(tivoli, "anna") == []


@pytest.mark.parametrize(("moment", "heard"), [("10:29", 1), ("10:30", 0)])
def test_after_half_an_hour_it_is_no_news_any_more(found: Found, moment: str, heard: int) -> None:
    tivoli = wants_bands(found)
    at_ten(tivoli, to=f"2026-11-25T{moment}")

    assert len(band_words(tivoli, "anna")) == heard


def test_on_permit_absent_recalled_or_at_the_office_nobody_hears_of_a_band(found: Found) -> None:
    tivoli = wants_bands(found)
    for name in ("bruno", "orso", "vito", "carla"):
        tivoli.agree(name, BANDS)
        with tivoli.store.writing() as uow:
            preferences.keep(uow, tivoli.ids[name], Wishes(band_start=True), at=NOW)
            uow.commit()
    enter(tivoli, "bruno", WEDNESDAY)
    enter(tivoli, "orso", WEDNESDAY)
    enter(tivoli, "vito", WEDNESDAY, state=RequestState.RECALLED)
    with tivoli.store.writing() as uow:
        permit = Permit(kind="medical", on=WEDNESDAY, minutes=60, start=600)
        absences.add_permit(uow, tivoli.ids["bruno"], permit)
        leave = AbsenceKind.SICK
        absences.add(uow, tivoli.ids["orso"], leave, first_day=WEDNESDAY, last_day=WEDNESDAY)
        uow.commit()
    at_ten(tivoli)

    assert len(band_words(tivoli, "anna")) == 1
    assert [band_words(tivoli, n) for n in ("bruno", "orso", "vito", "carla")] == [[]] * 4


def test_a_remote_day_has_no_bands_to_begin(found: Found) -> None:
    alonte = found("alonte")
    alonte.agree(
        "anna", Agreement(first_day=date(2026, 1, 1), mode=Mode.REMOTE, bands=BANDS.bands)
    )
    with alonte.store.writing() as uow:
        wish = Wish(employee_id=alonte.ids["anna"], day=WEDNESDAY, mode=Mode.REMOTE)
        bookings.enter(uow, wish, at=NOW, state=RequestState.APPROVED)
        preferences.keep(uow, alonte.ids["anna"], Wishes(band_start=True), at=NOW)
        uow.commit()
    at_ten(alonte)

    assert band_words(alonte, "anna") == []


@pytest.mark.parametrize(("moment", "heard"), [("08:59", 0), ("09:00", 1), ("10:00", 0)])
def test_a_band_of_that_weekday_alone_is_told_and_the_usual_one_is_not(
    found: Found, moment: str, heard: int
) -> None:
    """On Wednesdays 9-11 takes the place of 10-12."""
    tivoli = found("tivoli")
    tivoli.agree("anna", replace(BANDS, weekday_bands=((2, (Band(540, 660),)),)))
    enter(tivoli, "anna", WEDNESDAY)
    switch_bands(tivoli.desk, tivoli.actor("anna"), on=True)
    at_ten(tivoli, to=f"2026-11-25T{moment}")

    assert len(band_words(tivoli, "anna")) == heard


def test_fixed_weekdays_have_bands_without_being_booked(found: Found) -> None:
    tivoli = found("tivoli")
    fixed = Agreement(
        first_day=date(2026, 1, 1), scheme=Scheme(weekdays=frozenset({2})), bands=BANDS.bands
    )
    tivoli.agree("anna", fixed)
    switch_bands(tivoli.desk, tivoli.actor("anna"), on=True)
    at_ten(tivoli, to="2026-11-24T10:00")
    tuesday = band_words(tivoli, "anna")
    at_ten(tivoli)

    assert (len(tuesday), len(band_words(tivoli, "anna"))) == (0, 1)
