"""Who is where, on a day and in a month; how many must be in; weeks on call."""

import io
from datetime import date, timedelta

import pytest
from PIL import Image

from handlers.chat.features.team.picture import COLOURS, Sheet, draw
from handlers.desk.booking import actions as booking
from handlers.desk.cases.month import Part
from handlers.desk.cases.standing import Row, Standing
from handlers.desk.presses import pack
from handlers.desk.team import actions as team
from handlers.desk.team import on_call
from rules.decision import Verdict
from rules.facts import AbsenceKind, Employee, Half, Permit, Scheme
from rules.reasons import ReasonCode
from storage.days import absences
from storage.errors import NotFound
from storage.people import appointments, staff
from storage.requests import bookings
from storage.requests.bookings import Wish
from storage.tables import RequestState, Role
from storage.trail import audit
from tests.handlers.asking import THURSDAY, asks_for, enter, messages_to, said
from tests.handlers.talking import Talk
from tests.handlers.test_closures_chat import shut
from tests.handlers.town import LONG_AGO, NOW, TODAY, Phones, Town, agreed, found_town

SATURDAY = date(2026, 11, 28)
IMMACULATE = date(2026, 12, 8)
MONDAY = date(2026, 11, 30)


def standings(town: Town, who: str, day: date) -> tuple[Standing, Standing]:
    """Where somebody stands in the eyes of Bruno, a colleague."""
    found = team.look_at_day(town.desk, town.actor("bruno"), day)
    return next(row.days[0] for row in found.rows if row.employee_id == town.ids[who])


def falls_ill(town: Town, who: str, day: date, kind: AbsenceKind = AbsenceKind.SICK) -> None:
    with town.store.writing() as uow:
        absences.add(uow, town.ids[who], kind, first_day=day, last_day=day)
        uow.commit()


def test_an_approved_day_is_agile_and_one_that_waits_is_not_shown(tivoli: Town) -> None:
    enter(tivoli, "anna", THURSDAY)
    enter(tivoli, "vito", THURSDAY, state=RequestState.PENDING)

    assert standings(tivoli, "anna", THURSDAY) == (Standing.AGILE,) * 2
    assert standings(tivoli, "vito", THURSDAY) == (Standing.OFFICE,) * 2


def test_a_half_day_is_shown_as_a_half(arena_po: Town) -> None:
    with arena_po.store.writing() as uow:
        wish = Wish(employee_id=arena_po.ids["anna"], day=THURSDAY, half=Half.PM)
        bookings.enter(uow, wish, at=NOW, state=RequestState.APPROVED)
        uow.commit()

    assert standings(arena_po, "anna", THURSDAY) == (Standing.OFFICE, Standing.AGILE)


def test_weekdays_of_an_agreement_are_agile_without_a_booking(tivoli: Town) -> None:
    tivoli.agree("anna", agreed(Scheme(weekdays=frozenset({3}))))

    assert standings(tivoli, "anna", THURSDAY) == (Standing.AGILE,) * 2
    assert standings(tivoli, "anna", THURSDAY - timedelta(days=1)) == (Standing.OFFICE,) * 2


@pytest.mark.parametrize("kind", list(AbsenceKind))
def test_every_absence_looks_the_same_and_comes_before_an_agile_day(
    tivoli: Town, kind: AbsenceKind
) -> None:
    enter(tivoli, "anna", THURSDAY)
    falls_ill(tivoli, "anna", THURSDAY, kind)

    assert standings(tivoli, "anna", THURSDAY) == (Standing.ABSENT,) * 2


def test_a_permit_of_days_is_an_absence_and_one_of_hours_is_not(tivoli: Town) -> None:
    with tivoli.store.writing() as uow:
        whole = Permit(kind="bereavement", on=THURSDAY, days=1)
        absences.add_permit(uow, tivoli.ids["anna"], whole)
        some = Permit(kind="medical", on=THURSDAY, minutes=120, start=600)
        absences.add_permit(uow, tivoli.ids["vito"], some)
        uow.commit()

    assert standings(tivoli, "anna", THURSDAY) == (Standing.ABSENT,) * 2
    assert standings(tivoli, "vito", THURSDAY) == (Standing.OFFICE,) * 2


@pytest.mark.parametrize("day", [SATURDAY, IMMACULATE])
def test_nobody_works_on_a_saturday_or_a_holiday(tivoli: Town, day: date) -> None:
    falls_ill(tivoli, "anna", day)

    assert standings(tivoli, "anna", day) == (Standing.FREE,) * 2


def test_a_closed_office_says_so_rather_than_that_nobody_works(tivoli: Town) -> None:
    shut(tivoli, date(2026, 12, 7), "ponte dell'Immacolata")

    answer = Talk(tivoli, "anna").says("chi lavora il 7 dicembre?")

    assert "Gli uffici sono chiusi: ponte dell" in answer
    assert "non lavora nessuno" not in answer


def test_who_works_some_weekdays_is_free_on_the_others(tivoli: Town) -> None:
    tivoli.hire("anna", Employee(workdays=frozenset({0, 1, 2}), hired=LONG_AGO))

    assert standings(tivoli, "anna", THURSDAY) == (Standing.FREE,) * 2


def test_elected_people_are_not_of_the_team(tivoli: Town) -> None:
    found = team.look_at_day(tivoli.desk, tivoli.actor("bruno"), THURSDAY)

    assert tivoli.ids["dino"] not in {row.employee_id for row in found.rows}


def test_a_colleague_sees_their_own_office_alone(tivoli: Town) -> None:
    found = team.look_at_day(tivoli.desk, tivoli.actor("bruno"), THURSDAY)

    assert (found.others, found.sight.arranges) == ((), False)
    with pytest.raises(NotFound):
        team.look_at_day(
            tivoli.desk, tivoli.actor("bruno"), THURSDAY, office_id=tivoli.offices["tributi"]
        )


@pytest.mark.parametrize("name", ["elena", "franco"])
def test_personnel_and_the_secretary_see_every_office(tivoli: Town, name: str) -> None:
    found = team.look_at_day(tivoli.desk, tivoli.actor(name), THURSDAY)

    assert [sight.office.id for sight in found.others] == [tivoli.offices["tributi"]]


def test_personnel_arrange_nothing_in_an_office_they_do_not_lead(tivoli: Town) -> None:
    with pytest.raises(NotFound):
        team.set_minimum(
            tivoli.desk, tivoli.actor("elena"), tivoli.offices["tributi"], weekday=None, people=2
        )


async def test_the_day_names_who_is_where_in_chat(tivoli: Town, phones: Phones) -> None:
    enter(tivoli, "anna", TODAY)
    falls_ill(tivoli, "vito", TODAY)
    bruno = await phones.of(tivoli, "bruno")

    answer = await bruno.asks("/squadra")

    assert "Ufficio anagrafe, lunedì 23 novembre" in answer.text
    assert "Agile (1): Inventi Anna" in answer.text
    assert "Assenti (1): Inventi Vito" in answer.text
    assert "malattia" not in answer.text
    assert "🏢 Presenza minima" not in answer.labels


async def test_the_month_comes_as_a_picture_and_text_follows_it(
    tivoli: Town, phones: Phones
) -> None:
    bruno = await phones.of(tivoli, "bruno")
    await bruno.asks("/squadra")

    await bruno.presses("🗓 Mese in figura")
    picture = await bruno.waits_for("novembre 2026. A = agile")
    assert picture.media["photo"][-1]["width"] == 780

    await bruno.presses("dic", on=picture)
    december = await bruno.waits_for("dicembre 2026. A = agile")
    await bruno.presses("‹ Squadra", on=december)
    assert "In ufficio" in (await bruno.waits_for("In ufficio")).text


async def test_a_forged_office_or_a_day_far_away_shows_nothing(
    tivoli: Town, phones: Phones
) -> None:
    bruno = await phones.of(tivoli, "bruno")
    answer = await bruno.asks("/squadra")

    for data in (
        pack("team", "month", tivoli.offices["tributi"], THURSDAY, 0),
        pack("team", "month", tivoli.offices["anagrafe"], date(2125, 1, 1), 0),
        pack("team", "set", tivoli.offices["anagrafe"], "all", 3),
        pack("team", "assign", tivoli.ids["anna"], MONDAY),
    ):
        await bruno.forges(data, on=answer.id)
        toast = await bruno.waits_for_toast()
        assert "non vale più" in toast["text"]


def test_an_office_of_three_hundred_is_shown_in_pages(tivoli: Town) -> None:
    with tivoli.store.writing() as uow:
        for number in range(300):
            record = staff.Record(
                number=f"n{number}",
                family_name=f"Inventata{number:03}",
                given_name="Persona",
                facts=Employee(hired=LONG_AGO),
            )
            staff.put_employee(uow, tivoli.body, record, office_id=tivoli.offices["tributi"])
        uow.commit()
    orso = tivoli.actor("orso")

    def page(number: int) -> team.OfficeMonth:
        office_id = tivoli.offices["tributi"]
        return team.look_at_month(tivoli.desk, orso, TODAY, office_id=office_id, page=number)

    pages = [page(number) for number in range(8)]
    shown = [row.employee_id for found in pages for row in found.rows]
    assert (pages[0].pages, len(shown), len(set(shown))) == (8, 301, 301)
    assert page(99).page == 7
    assert {found.in_office for found in pages} == {pages[0].in_office}


def test_of_this_month_only_the_days_to_come_are_drawn(tivoli: Town) -> None:
    bruno, office_id = tivoli.actor("bruno"), tivoli.offices["anagrafe"]

    now = team.look_at_month(tivoli.desk, bruno, TODAY, office_id=office_id)
    later = team.look_at_month(tivoli.desk, bruno, date(2026, 12, 1), office_id=office_id)

    assert (now.days[0], now.days[-1]) == (TODAY, date(2026, 11, 30))
    assert len(later.days) == 31


def test_who_is_in_all_day_is_counted_for_each_day(tivoli: Town) -> None:
    bruno, office_id = tivoli.actor("bruno"), tivoli.offices["anagrafe"]
    before = team.look_at_month(tivoli.desk, bruno, TODAY, office_id=office_id)
    tivoli.agree("anna")
    enter(tivoli, "anna", THURSDAY)

    after = team.look_at_month(tivoli.desk, bruno, TODAY, office_id=office_id)

    place = after.days.index(THURSDAY)
    assert after.in_office[place] == before.in_office[place] - 1
    assert after.in_office[:place] == before.in_office[:place]


def test_forty_one_people_stand_on_one_picture_at_full_size() -> None:
    cells = (((Standing.OFFICE,) * 2),) * 15
    rows = tuple(Row(employee_id=n, name="Inventata", days=cells) for n in range(41))
    days = tuple(MONDAY + timedelta(days=n) for n in range(15))
    sheet = Sheet(title="Tributi", days=days, today=MONDAY, rows=rows, totals=(41,) * 15)

    assert Image.open(io.BytesIO(draw(sheet, "it"))).height <= 2560


@pytest.mark.parametrize("people", [1, 15])
def test_the_picture_fits_telegram_and_bears_the_colours(people: int) -> None:
    halves = dict.fromkeys(range(22), (Standing.OFFICE,) * 2)
    cells = [*halves.values()]
    cells[0], cells[1] = (Standing.AGILE,) * 2, (Standing.ABSENT, Standing.AGILE)
    days = tuple(MONDAY + timedelta(days=n) for n in range(22))
    name = "Inventàti Nome Così Lungo Che Non Ci Sta"
    rows = tuple(Row(employee_id=n, name=name, days=tuple(cells)) for n in range(people))

    sheet = Sheet(title="Tributi", days=days, today=MONDAY, rows=rows, totals=(people,) * 22)
    drawn = draw(sheet, "it")

    image = Image.open(io.BytesIO(drawn)).convert("RGB")
    assert image.width + image.height <= 10_000
    assert max(image.size) / min(image.size) <= 20
    data = image.tobytes()
    found = {f"#{data[n : n + 3].hex().upper()}" for n in range(0, len(data), 3)}
    assert {COLOURS[Standing.AGILE], COLOURS[Standing.ABSENT]} <= found


def sets_minimum(town: Town, people: int, *, weekday: int | None = None) -> None:
    office = town.offices["anagrafe"]
    team.set_minimum(town.desk, town.actor("carla"), office, weekday=weekday, people=people)


def judged_on(town: Town, who: str, day: date = THURSDAY) -> Verdict | None:
    month = booking.tick(town.desk, town.actor(who), day, Part.DAY)
    assert month.chosen, month.focus
    return month.chosen[-1].decision.verdict


def test_a_day_that_leaves_enough_people_is_allowed_and_one_fewer_is_not(tivoli: Town) -> None:
    # Eight work at the registry, elected Dino and Anna herself aside six stay.
    tivoli.agree("anna")
    sets_minimum(tivoli, 6)
    assert judged_on(tivoli, "anna") is Verdict.ALLOWED

    sets_minimum(tivoli, 7)
    assert judged_on(tivoli, "anna") is Verdict.DISCRETION


def test_who_waits_for_a_decision_counts_as_out_and_so_does_who_is_ill(tivoli: Town) -> None:
    tivoli.agree("anna")
    sets_minimum(tivoli, 6)
    enter(tivoli, "bruno", THURSDAY, state=RequestState.PENDING)
    assert judged_on(tivoli, "anna") is Verdict.DISCRETION

    sets_minimum(tivoli, 5)
    assert judged_on(tivoli, "anna") is Verdict.ALLOWED
    falls_ill(tivoli, "vito", THURSDAY)
    assert judged_on(tivoli, "anna") is Verdict.DISCRETION


def test_a_weekday_comes_before_every_day_and_zero_lifts_it(tivoli: Town) -> None:
    tivoli.agree("anna")
    sets_minimum(tivoli, 7)
    sets_minimum(tivoli, 0, weekday=3)
    assert judged_on(tivoli, "anna") is Verdict.ALLOWED
    assert judged_on(tivoli, "anna", THURSDAY + timedelta(days=1)) is Verdict.DISCRETION


def test_no_more_can_be_asked_for_than_work_there(tivoli: Town) -> None:
    office = tivoli.offices["anagrafe"]
    found = team.set_minimum(tivoli.desk, tivoli.actor("carla"), office, weekday=None, people=5000)

    assert found.minimums.on(THURSDAY) == found.people == 7


def test_below_the_minimum_the_manager_approves_with_a_reason_alone(tivoli: Town) -> None:
    tivoli.agree("anna")
    sets_minimum(tivoli, 7)

    asks_for(tivoli, "anna", THURSDAY)

    text = said(messages_to(tivoli, "diana")[0])
    assert "giovedì 26 novembre in ufficio resterebbero 6 persone, il minimo chiesto è 7" in text


def test_a_delegate_sets_it_in_the_managers_name(tivoli: Town) -> None:
    with tivoli.store.writing() as uow:
        appointments.delegate(
            uow, tivoli.ids["carla"], to=tivoli.ids["bruno"], first_day=TODAY, last_day=TODAY
        )
        uow.commit()
    office = tivoli.offices["anagrafe"]
    team.set_minimum(tivoli.desk, tivoli.actor("bruno"), office, weekday=2, people=1)

    with tivoli.store.reading() as uow:
        entry = audit.entries(uow, tivoli.body, subject=f"office:{office}")[-1]
    assert (entry.actor_id, entry.on_behalf_of) == (tivoli.ids["bruno"], tivoli.ids["carla"])


async def test_the_minimum_is_set_by_buttons(tivoli: Town, phones: Phones) -> None:
    carla = await phones.of(tivoli, "carla")
    await carla.asks("/squadra")
    await carla.presses("🏢 Presenza minima")
    await carla.waits_for("Presenza minima, Ufficio anagrafe")
    await carla.presses("gio")
    await carla.waits_for("ufficio ogni giovedì")
    await carla.presses("3")

    answer = await carla.waits_for("giovedì: 3")
    assert "mercoledì: 0" in answer.text


def on_call_weeks(town: Town, who: str) -> bool:
    found = on_call.look_at_week(town.desk, town.actor("carla"), town.offices["anagrafe"], MONDAY)
    return next(turn.on_call for turn in found.people if turn.employee_id == town.ids[who])


def test_a_week_is_given_told_and_taken_back_once(alonte: Town) -> None:
    carla, anna = alonte.actor("carla"), alonte.ids["anna"]

    assert on_call.give(alonte.desk, carla, anna, MONDAY).changed
    assert not on_call.give(alonte.desk, carla, anna, MONDAY).changed
    assert on_call_weeks(alonte, "anna")
    told = [said(message) for message in messages_to(alonte, "anna")]
    assert told == [
        (
            "☎ Carla Inventi ti ha assegnato la reperibilità "
            "da lunedì 30 novembre a domenica 6 dicembre."
        )
    ]

    assert on_call.take_back(alonte.desk, carla, anna, MONDAY).changed
    assert not on_call.take_back(alonte.desk, carla, anna, MONDAY).changed
    assert not on_call_weeks(alonte, "anna")


def test_a_week_that_the_act_refuses_is_not_given(tivoli: Town) -> None:
    tivoli.agree("anna")
    enter(tivoli, "anna", MONDAY)

    found = on_call.give(tivoli.desk, tivoli.actor("carla"), tivoli.ids["anna"], MONDAY)

    assert (found.allowed, found.on_call, found.changed) == (False, False, False)
    assert ReasonCode.TURN_AWAY_DAYS in {reason.code for reason in found.decision.reasons}


async def test_the_manager_does_not_read_why_somebody_is_left_out(
    phones: Phones, tivoli: Town
) -> None:
    ferrara = tivoli_like(tivoli, "ferrara", 500)
    facts = Employee(conditions=frozenset({"severe_disability"}), hired=LONG_AGO)
    ferrara.hire("anna", facts)
    carla = await phones.of(ferrara, "carla")
    week = date(2027, 3, 1)
    answer = await carla.asks("/squadra")

    await carla.forges(pack("team", "turn", ferrara.ids["anna"], week), on=answer.id)
    answer = await carla.waits_for("decidi tu")

    assert "di lasciare questa persona fuori dalla reperibilità" in answer.text
    assert "C:2.b" not in answer.text


async def test_another_offices_people_are_not_put_on_call(alonte: Town) -> None:
    with pytest.raises(NotFound):
        on_call.give(alonte.desk, alonte.actor("carla"), alonte.ids["orso"], MONDAY)


def tivoli_like(town: Town, policy_id: str, first_telegram_id: int) -> Town:
    """Another body in the same store."""
    return found_town(town.desk, policy_id, first_telegram_id=first_telegram_id)


def test_roles_of_the_body_lead_every_office(tivoli: Town) -> None:
    assert Role.SEGRETARIO in tivoli.actor("franco").roles
    found = team.look_at_day(
        tivoli.desk, tivoli.actor("franco"), THURSDAY, office_id=tivoli.offices["tributi"]
    )
    assert found.sight.arranges
