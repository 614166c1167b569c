"""Invitations: one code, one account, one person; on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Text, cast, select

from storage.errors import NotFound
from storage.people import invitations, links, people
from storage.people.invitations import LIFE, Redeemed, Refusal
from storage.store import Store
from storage.tables import INVITATION
from storage.trail import audit
from tests.storage.conftest import NOW, TODAY, Town

LATER = NOW + timedelta(hours=1)


def issue(store: Store, employee_id: int) -> str:
    with store.writing() as uow:
        code = invitations.issue(uow, employee_id, at=NOW)
        uow.commit()
    return code


def redeem(
    store: Store, code: str, user_id: int = 500, at: datetime = LATER
) -> Redeemed | Refusal:
    with store.writing() as uow:
        answer = invitations.redeem(uow, code, telegram_user_id=user_id, at=at)
        uow.commit()
    return answer


def test_a_code_ties_the_account_to_the_person(store: Store, town: Town) -> None:
    code = issue(store, town.anna)

    assert redeem(store, code) == Redeemed(employee_id=town.anna)
    with store.reading() as uow:
        actor = people.actor_of_telegram(uow, 500, on=TODAY)
        assert audit.verify(uow) == []
    assert actor is not None
    assert actor.id == town.anna


def test_a_code_fits_a_deep_link(store: Store, town: Town) -> None:
    code = issue(store, town.anna)

    assert len(code) <= 64
    assert code.replace("-", "").replace("_", "").isalnum()


def test_only_the_hash_is_kept(store: Store, town: Town) -> None:
    code = issue(store, town.anna)

    with store.reading() as uow:
        row = uow.connection.execute(select(*(cast(c, Text) for c in INVITATION.columns))).one()
    assert not any(code in str(cell) for cell in row)


def test_the_same_person_may_press_twice(store: Store, town: Town) -> None:
    code = issue(store, town.anna)
    redeem(store, code)

    assert redeem(store, code) == Redeemed(employee_id=town.anna, again=True)


def test_somebody_else_finds_it_used(store: Store, town: Town) -> None:
    code = issue(store, town.anna)
    redeem(store, code, 500)

    assert redeem(store, code, 501) is Refusal.USED


def test_after_unlinking_the_code_is_used_up(store: Store, town: Town) -> None:
    code = issue(store, town.anna)
    redeem(store, code)
    with store.writing() as uow:
        links.end(uow, town.anna, at=LATER)
        uow.commit()

    assert redeem(store, code) is Refusal.USED


@pytest.mark.parametrize(
    ("at", "answer"),
    [(NOW + LIFE - timedelta(seconds=1), Redeemed), (NOW + LIFE, Refusal)],
    ids=["last-second", "expired"],
)
def test_a_code_lives_a_week(store: Store, town: Town, at: datetime, answer: type) -> None:
    found = redeem(store, issue(store, town.anna), at=at)

    assert isinstance(found, answer)
    assert found in (Redeemed(employee_id=town.anna), Refusal.EXPIRED)


def test_an_unknown_code_is_refused(store: Store, town: Town) -> None:
    issue(store, town.anna)

    assert redeem(store, "no-such-code") is Refusal.UNKNOWN


def test_a_newer_code_revokes_the_older(store: Store, town: Town) -> None:
    older = issue(store, town.anna)
    newer = issue(store, town.anna)

    assert redeem(store, older) is Refusal.REVOKED
    assert redeem(store, newer) == Redeemed(employee_id=town.anna)


def test_a_revoked_code_is_refused(store: Store, town: Town) -> None:
    code = issue(store, town.anna)
    with store.writing() as uow:
        assert invitations.revoke(uow, town.anna, at=NOW) == 1
        assert invitations.revoke(uow, town.anna, at=NOW) == 0
        uow.commit()

    assert redeem(store, code) is Refusal.REVOKED


def test_a_linked_account_cannot_become_somebody_else(store: Store, town: Town) -> None:
    redeem(store, issue(store, town.anna))
    code = issue(store, town.bruno)

    assert redeem(store, code) is Refusal.FOREIGN
    assert redeem(store, code, 501) == Redeemed(employee_id=town.bruno)


def test_a_new_phone_with_a_new_code_takes_over(store: Store, town: Town) -> None:
    redeem(store, issue(store, town.anna), 500)

    assert redeem(store, issue(store, town.anna), 501) == Redeemed(employee_id=town.anna)
    with store.reading() as uow:
        assert people.actor_of_telegram(uow, 500, on=TODAY) is None


def test_of_many_who_race_one_wins(store: Store, town: Town) -> None:
    code = issue(store, town.anna)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda user: redeem(store, code, user), range(600, 608)))

    winners = [answer for answer in answers if isinstance(answer, Redeemed)]
    assert len(winners) == 1
    assert answers.count(Refusal.USED) == 7


def test_nobody_cannot_be_invited(store: Store, town: Town) -> None:
    with pytest.raises(NotFound, match="999"):
        issue(store, 999)
