"""Recalls for tests: a manager puts one together and sends it, as the buttons do."""

from dataclasses import replace
from datetime import date

from handlers.desk.recalls import actions
from handlers.desk.recalls.actions import Sent
from handlers.desk.recalls.drafts import Cause, Draft, Step
from storage.requests import recalls
from storage.requests.recalls import Recall
from storage.trail import delivering
from tests import due_messages
from tests.handlers.town import Town

WORDS = "Arriva l'ispezione della Regione"


def recall_draft(
    town: Town, *names: str, day: date, cause: Cause = Cause.SERVICE, words: str = WORDS
) -> Draft:
    """A recall ready to be sent."""
    people = tuple(town.ids[name] for name in names)
    return Draft(people=people, day=day, cause=cause, words=words, step=Step.CARD)


def calls(
    town: Town, manager: str, *names: str, day: date, cause: Cause = Cause.SERVICE
) -> Sent | None:
    """A manager recalls people; what came of it."""
    actor = town.actor(manager)
    draft = recall_draft(town, *names, day=day, cause=cause)
    shown = actions.begin(town.desk, actor, replace(draft, words=WORDS))
    return actions.send(town.desk, actor, shown.draft.digest)


def delivered(town: Town) -> None:
    """The dispatcher sends everything that is due."""
    now = town.desk.clock()
    with town.store.writing() as uow:
        for message in due_messages.due(uow, at=now, limit=100):
            delivering.mark_sent(uow, message.id, at=now, telegram_id=1)
        uow.commit()


def live(town: Town, name: str, day: date) -> Recall | None:
    """The recall of somebody for a day, if one binds."""
    with town.store.reading() as uow:
        return recalls.live_on(uow, town.ids[name], day)


def recall_now(town: Town, recall: Recall) -> Recall:
    """A recall as it stands."""
    with town.store.reading() as uow:
        return recalls.by_id(uow, recall.id)
