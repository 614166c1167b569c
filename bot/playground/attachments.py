"""The files that a person can send: which kinds there are, and which go together."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web
from aiohttp.web_request import FileField

from bot.playground.impossible import Impossible

KINDS = ("photo", "document", "video", "audio", "voice", "sticker")
_TOGETHER = ({"photo", "video"}, {"document"}, {"audio"})
_MOST_IN_ALBUM = 10


@dataclass(frozen=True, kw_only=True)
class SentFile:
    """A file as it leaves the phone."""

    content: bytes
    name: str
    mime_type: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """What one sending holds: one file or more, and the words that go with the first."""

    files: Sequence[SentFile]
    caption: str
    chat_id: int | None


async def read_parcel(request: web.Request) -> Parcel:
    """
    Read the multipart fields ``file``, ``kind`` (as often, or once for all), ``caption``.

    Raises:
        Impossible: There is no file, or it is of no kind that can be sent.

    """
    form = await request.post()
    uploads = [upload for upload in form.getall("file", []) if isinstance(upload, FileField)]
    if not uploads:
        raise Impossible("send the file as the multipart field named file")
    kinds = [str(kind) for kind in form.getall("kind", ["document"])]
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown or len(kinds) not in (1, len(uploads)):
        raise Impossible(f"kind is one of {', '.join(KINDS)}, once or for each file, not {kinds}")
    kinds = kinds if len(kinds) == len(uploads) else kinds * len(uploads)
    chat_id = str(form.get("chat_id", ""))
    return Parcel(
        files=[_sent(upload, kind) for upload, kind in zip(uploads, kinds, strict=True)],
        caption=str(form.get("caption", "")),
        chat_id=int(chat_id) if chat_id else None,
    )


def refuse_mixed(kinds: Sequence[str]) -> None:
    """
    Let an album pass.

    Raises:
        Impossible: It is too big, or of kinds that do not go together.

    """
    if len(kinds) > _MOST_IN_ALBUM:
        raise Impossible(f"an album holds at most {_MOST_IN_ALBUM} files, this has {len(kinds)}")
    if not any(set(kinds) <= together for together in _TOGETHER):
        raise Impossible(f"these do not go together in an album: {', '.join(kinds)}")


def _sent(upload: FileField, kind: str) -> SentFile:
    return SentFile(
        content=upload.file.read(),
        name=upload.filename,
        mime_type=upload.content_type,
        kind=kind,
    )
