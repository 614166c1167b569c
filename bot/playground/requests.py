"""What the person side can be asked, as closed shapes with kind errors."""

from datetime import datetime, timedelta
from typing import Annotated, Any, TypeVar
from zoneinfo import ZoneInfo

from aiohttp import web
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, NaiveDatetime, ValidationError

from bot.playground.faults import Fault, FaultKind
from bot.playground.impossible import Impossible
from bot.playground.model import Standing

_ROME = ZoneInfo("Europe/Rome")
_YEARS = range(2026, 2100)
"""From when on all acts of the demo are in force; until when `datetime` leaves room."""
TelegramId = Annotated[int, Field(gt=0, lt=2**52)]
AskedT = TypeVar("AskedT", bound="Asked")


class Asked(BaseModel):
    """A request whose unknown fields are refused, so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid")


class NewPerson(Asked):
    """A person to let exist; without an id they get the next free one."""

    first_name: Annotated[str, Field(min_length=1, max_length=64)]
    last_name: Annotated[str, Field(max_length=64)] = ""
    username: Annotated[str, Field(max_length=32)] = ""
    language_code: str = "it"
    id: TelegramId | None = None
    standing: Standing = Standing.NEW


class NewGroup(Asked):
    """A group to let exist."""

    id: Annotated[int, Field(lt=0)]
    kind: Annotated[str, Field(pattern="^(group|supergroup)$")] = "group"
    title: Annotated[str, Field(min_length=1)]
    standing: Standing = Standing.OPEN
    migrated_to: int | None = None


class Sending(Asked):
    """Something to send: to the bot, or where ``chat_id`` names a group, into that."""

    chat_id: Annotated[int, Field(lt=0)] | None = None


class Words(Sending):
    """A text to write."""

    text: str
    reply_to: int | None = None


class Forward(Sending):
    """
    A message to pass on, from the person's own chat unless ``of`` names another person's.

    ``hidden`` is how it looks if its author lets nobody find them through it.
    """

    message_id: int
    of: int | None = None
    hidden: bool = False


class Start(Asked):
    """Start, with the code of a deep link or without."""

    code: Annotated[str, Field(max_length=64)] = ""


class Press(Asked):
    """
    A button to press, by its place or by its data.

    ``data`` alone forges a press: the message need not have such a button. ``chat_id`` takes
    the message from another person's chat.
    """

    message_id: int
    row: Annotated[int, Field(ge=0)] | None = None
    column: Annotated[int, Field(ge=0)] = 0
    data: str | None = None
    chat_id: int | None = None


class Place(Sending):
    """A place to send."""

    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]


class Contact(Sending):
    """A telephone number to send."""

    phone_number: str
    first_name: str


class Edit(Sending):
    """New words for a message of one's own, the last text unless ``message_id`` names one."""

    message_id: int | None = None
    text: str


class ClockMove(Asked):
    """Where to move the clock: a moment with its zone, a civil time in Rome, or by seconds."""

    set: AwareDatetime | None = None
    rome: NaiveDatetime | None = None
    advance_seconds: float | None = None

    def target(self, now: datetime) -> datetime:
        """
        Give the moment that is meant.

        Raises:
            Impossible: None of the three was given, or more than one, or it is too far away.

        """
        given = [
            value for value in (self.set, self.rome, self.advance_seconds) if value is not None
        ]
        if len(given) != 1:
            raise Impossible(
                "give one of set (a moment with its zone), rome (a civil time) or advance_seconds"
            )
        try:
            moment = self._moment(now)
        except OverflowError:
            moment = None
        if moment is None or moment.year not in _YEARS:
            raise Impossible(f"the clock goes from {_YEARS.start} to {_YEARS[-1]}")
        return moment

    def _moment(self, now: datetime) -> datetime:
        if self.set is not None:
            return self.set
        if self.rome is not None:
            return self.rome.replace(tzinfo=_ROME)
        return now + timedelta(seconds=self.advance_seconds or 0)


class FaultOrder(Asked):
    """A fault to order."""

    kind: FaultKind
    method: str = ""
    times: Annotated[int, Field(ge=1)] = 1
    containing: str = ""
    text: str = ""
    seconds: Annotated[float, Field(ge=0)] = 1.0

    def as_fault(self) -> Fault:
        """Give it as the world keeps it."""
        return Fault(**self.model_dump())


def person_id(request: web.Request) -> int:
    """Give the Telegram id of the person whom an address names."""
    return int(request.match_info["person"])


def done(before: int, **details: Any) -> web.Response:
    """Answer a doing with the version of the world before it."""
    return web.json_response({"version": before} | details)


async def read(request: web.Request, shape: type[AskedT]) -> AskedT:
    """
    Read a request's JSON body.

    Raises:
        Impossible: It is not what *shape* asks for; each wrong field is named.

    """
    body = await request.read()
    try:
        return shape.model_validate_json(body or b"{}")
    except ValidationError as error:
        raise Impossible("; ".join(_described(e) for e in error.errors())) from None


def _described(error: Any) -> str:
    where = ".".join(str(step) for step in error["loc"]) or "body"
    return f"{where}: {error['msg']}, got {error['input']!r}"
