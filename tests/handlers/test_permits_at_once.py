"""Two requests at the same moment do not pass a yearly limit, on either database."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

from bot.clock import MovableClock
from handlers.desk.context import Desk
from handlers.desk.permits import actions
from handlers.desk.permits.actions import PermitCame, Sent
from rules.facts import Permit
from rules.policy import library
from storage.days import absences
from storage.store import Store
from tests.handlers.permitting import THURSDAY, TWO_HOURS, held, hours
from tests.handlers.town import found_town

FIFTEEN_HOURS = 15 * 60


def test_two_requests_at_once_keep_the_yearly_limit(store: Store, clock: MovableClock) -> None:
    town = found_town(Desk(store, library.shipped(), clock), "alonte")
    with store.writing() as uow:
        taken = Permit(kind="personal", on=THURSDAY, minutes=FIFTEEN_HOURS, start=1)
        absences.add_permit(uow, town.ids["anna"], taken)
        uow.commit()
    phones = [town.actor("anna"), replace(town.actor("anna"), telegram_id=999)]
    draft = hours("personal", minutes=TWO_HOURS)
    digests = [actions.start_anew(town.desk, one, draft).form.draft.digest for one in phones]
    together = Barrier(2)

    def send(number: int) -> Sent:
        together.wait()
        return actions.submit(town.desk, phones[number], digests[number])

    with ThreadPoolExecutor(2) as pool:
        came = sorted(sent.came for sent in pool.map(send, range(2)))

    assert came == [PermitCame.ASKED, PermitCame.REFUSED]
    assert [one.permit.minutes for one in held(town, "anna")] == [FIFTEEN_HOURS, TWO_HOURS]
