"""
What was shown with a button that does it: once it was let be or changed, that button does nothing.

`Stop` and a correction are said in words, and the button stays on the screen above them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from handlers.chat.asked import NO_PRESS, Asked
from handlers.chat.replies import Button, Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.presses import Press, StalePressError, pack, parse
from storage.people import proposals

DOES = frozenset(
    {
        *(("booking", "send"), ("booking", "submit"), ("booking", "drop"), ("changes", "send")),
        *(("permits", "drop"), ("recalls", "drop"), ("delegations", "end"), ("patterns", "end")),
        *(("approvals", "do"), ("team", "stand_in"), ("onboarding", "unlink")),
    }
)
"""
Buttons that send, move or take back what was shown, with no form open that they would need.

The buttons of a card are not among them: it lies in the inbox until somebody decides, whatever is
said meanwhile. Nor is that which takes back a decision: `stop` right after one may mean just that.
"""

A_MOMENT = timedelta(minutes=20)
"""Words that come later are about something else."""


def does(button: Button) -> bool:
    """Tell whether a button does what is shown above it."""
    return _is_one(parse(button.data))


def still_holds(desk: Desk, actor: Actor, asked: Asked) -> None:
    """Raise StalePressError for a button of what was let be."""
    press = asked.press
    if press is NO_PRESS or not _is_one(press):
        return
    try:
        data = pack(press.feature, press.verb, *press.args)
    except ValueError as error:
        raise StalePressError("no button of ours is so long") from error
    with desk.store.reading() as uow:
        let_be = proposals.was_let_be(uow, actor.telegram_id, data)
    if let_be:
        raise StalePressError("what this button does was let be")


def note_shown(desk: Desk, actor: Actor, reply: Reply) -> None:
    """Keep which buttons of an answer do something, so that they can be let be."""
    shown = set(_buttons_of(reply))
    if shown:
        with desk.store.writing() as uow:
            proposals.show(uow, actor.telegram_id, shown, at=desk.clock())
            uow.commit()


def let_be(desk: Desk, actor: Actor, shown: Reply | None = None) -> None:
    """
    Let be all that was shown, however long ago, or what one answer showed.

    A button holds as long as its day is to come: who says `stop` the day after is told that
    nothing goes out, and that must be so.
    """
    buttons = None if shown is None else set(_buttons_of(shown))
    with desk.store.writing() as uow:
        proposals.let_be(uow, actor.telegram_id, at=desk.clock(), buttons=buttons)
        uow.commit()


def last_shown(desk: Desk, actor: Actor) -> tuple[Press, ...]:
    """Give what the buttons do that were shown last, a moment ago, and not let be."""
    since = desk.clock() - A_MOMENT
    with desk.store.reading() as uow:
        shown = proposals.last_shown(uow, actor.telegram_id, since=since)
    return tuple(map(parse, sorted(shown)))


def _buttons_of(reply: Reply) -> Iterator[str]:
    for one in (reply, *reply.more):
        yield from (button.data for row in one.rows for button in row if does(button))


def _is_one(press: Press) -> bool:
    return (press.feature, press.verb) in DOES
