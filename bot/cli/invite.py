"""`sportello invite`: one-time codes with which people open the desk."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer
from telegram.error import TelegramError

from bot.cli.opening import open_desk, read_settings
from bot.cli.reading import told_in_letters
from bot.cli.run import connection_of
from bot.refusal import Refusal
from bot.settings import Settings
from bot.transport import AiohttpRequest, sender
from handlers.desk.context import Desk
from storage.errors import NotFound
from storage.people import invitations, people
from storage.people.people import Person
from storage.unit_of_work import UnitOfWork


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("invite")(invite)


def invite(
    number: Annotated[
        str | None, typer.Argument(metavar="[MATRICOLA]", help="One person.")
    ] = None,
    *,
    body: Annotated[str, typer.Option(help="Id of the body, such as tivoli.")],
    office: Annotated[
        str | None, typer.Option(help="Code of an office: all who have not opened the desk.")
    ] = None,
) -> None:
    """
    Make invitations and print a link for each; an earlier unused one of the person is revoked.

    A code opens the desk once, within seven days.
    """
    if (number is None) == (office is None):
        raise Refusal("Name either one person (MATRICOLA) or an office (--office CODE).", status=2)
    for word, what in ((number, "MATRICOLA"), (body, "--body"), (office, "--office")):
        told_in_letters(word or "", what)
    found = read_settings("encryption_keys")
    with open_desk(found) as desk:
        rows = issue(desk, body, number=number, office=office)
    username = asyncio.run(bot_username(found))
    for person, code in rows:
        link = f"https://t.me/{username}?start={code}" if username else f"/start {code}"
        typer.echo(f"{person.number}\t{person.name}\t{link}")
    if not username:
        typer.echo(
            "Without a working SPORTELLO_TOKEN there is no link: hand out the words.", err=True
        )


def issue(
    desk: Desk, body_id: str, *, number: str | None = None, office: str | None = None
) -> list[tuple[Person, str]]:
    """Make a code for one person, or for all of an office who have no link; all or none."""
    now = desk.clock()
    with desk.store.writing() as uow:
        _known_body(uow, body_id)
        if number is not None:
            wanted = [_one(uow, body_id, number)]
        else:
            wanted = _office(uow, desk, body_id, office or "")
        rows = [(person, invitations.issue(uow, person.id, at=now)) for person in wanted]
        uow.commit()
    return rows


async def bot_username(found: Settings) -> str | None:
    """Ask Telegram for the bot's name; None without a token or without an answer."""
    if found.token is None:
        return None
    connection = connection_of(found)
    transport = AiohttpRequest(proxy=connection.proxy)
    bot = sender(connection.token, connection.bot_address, transport)
    try:
        async with transport:
            return (await bot.get_me()).username
    except TelegramError:
        return None


def _one(uow: UnitOfWork, body_id: str, number: str) -> Person:
    person = people.by_number(uow, body_id, number)
    if person is None:
        raise Refusal(f"{body_id} has nobody with the number {number!r}: look at the staff file.")
    return person


def _office(uow: UnitOfWork, desk: Desk, body_id: str, code: str) -> list[Person]:
    offices = {office.code: office.id for office in people.offices(uow, body_id)}
    if code not in offices:
        raise Refusal(f"{body_id} has no office {code!r}; it has {', '.join(sorted(offices))}.")
    everybody = people.of_office(uow, offices[code], on=desk.today())
    return [person for person in everybody if person.telegram_user_id is None]


def _known_body(uow: UnitOfWork, body_id: str) -> None:
    try:
        people.body(uow, body_id)
    except NotFound as error:
        known = ", ".join(body.id for body in people.bodies(uow)) or "none yet"
        raise Refusal(f"There is no body {body_id!r} in the store; there is: {known}.") from error
