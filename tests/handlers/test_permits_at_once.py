"""Requests at the same moment pass no yearly limit and never overlap, on either database."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from bot.clock import MovableClock
from handlers.desk.context import Desk
from handlers.desk.permits import actions
from handlers.desk.permits.actions import PermitCame, Sent
from handlers.desk.permits.drafts import Draft
from rules.facts import Permit
from rules.policy import library
from storage.days import absences
from storage.store import Store
from tests.handlers.permitting import TEN, TWO_HOURS, WEDNESDAY, days, held, hours
from tests.handlers.town import found_town

FIFTEEN_HOURS = 15 * 60
TWO = 14 * 60


def test_two_requests_at_once_keep_the_yearly_limit(store: Store, clock: MovableClock) -> None:
    town = found_town(Desk(store, library.shipped(), clock), "alonte")
    with store.writing() as uow:
        taken = Permit(kind="personal", on=WEDNESDAY, minutes=FIFTEEN_HOURS, start=1)
        absences.add_permit(uow, town.ids["anna"], taken)
        uow.commit()
    phones = [town.actor("anna"), replace(town.actor("anna"), telegram_id=999)]
    drafts = [hours("personal", start=start, minutes=TWO_HOURS) for start in (TEN, TWO)]
    digests = [
        actions.start_anew(town.desk, one, draft).form.draft.digest
        for one, draft in zip(phones, drafts, strict=True)
    ]
    together = Barrier(2)

    def send(number: int) -> Sent:
        together.wait()
        return actions.submit(town.desk, phones[number], digests[number])

    with ThreadPoolExecutor(2) as pool:
        came = sorted(sent.came for sent in pool.map(send, range(2)))

    assert came == [PermitCame.ASKED, PermitCame.REFUSED]
    assert [one.permit.minutes for one in held(town, "anna")] == [FIFTEEN_HOURS, TWO_HOURS]


@pytest.mark.parametrize(
    "drafts",
    [
        [hours("medical", start=TEN + 15 * (number % 3)) for number in range(10)],
        [days("exam", count=1) if number % 2 else hours("medical") for number in range(10)],
    ],
    ids=["overlapping hours", "hours in a whole day"],
)
def test_of_ten_at_once_one_stands(store: Store, clock: MovableClock, drafts: list[Draft]) -> None:
    town = found_town(Desk(store, library.shipped(), clock), "alonte")
    phones = [replace(town.actor("anna"), telegram_id=900 + n) for n in range(10)]
    digests = [
        actions.start_anew(town.desk, one, draft).form.draft.digest
        for one, draft in zip(phones, drafts, strict=True)
    ]
    together = Barrier(10)

    def send(number: int) -> Sent:
        together.wait()
        return actions.submit(town.desk, phones[number], digests[number])

    with ThreadPoolExecutor(10) as pool:
        results = list(pool.map(send, range(10)))

    (record,) = held(town, "anna")
    refused = [sent for sent in results if sent.came is PermitCame.OVERLAPS]
    assert len(refused) == 9
    assert {sent.record.id for sent in refused if sent.record} == {record.id}
