"""sendPhoto, sendDocument, getFile (rules F1 to F10)."""

from typing import Any

from bot.playground.api.call import ApiCall
from bot.playground.api.keyboards import read_markup
from bot.playground.api.parameters import Upload
from bot.playground.api.pictures import picture_size
from bot.playground.api.sending import deliver, read_caption, replied_message
from bot.playground.file_store import StoredFile
from bot.playground.refusal import Refusal, bad_request
from bot.playground.world import World

_SIDES_TOGETHER = 10_000
_LONGEST_RATIO = 20


async def send_photo(call: ApiCall) -> dict[str, Any]:
    """Send a picture with a caption."""
    return _send(call, "photo")


async def send_document(call: ApiCall) -> dict[str, Any]:
    """Send a file of any kind with a caption."""
    return _send(call, "document")


async def get_file(call: ApiCall) -> dict[str, Any]:
    """Open a link to a file; it works for an hour."""
    file_id = call.parameters.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    file = call.world.files.find(file_id)
    if file is None:
        raise bad_request("invalid file_id")
    if len(file.content) > call.world.limits.download_bytes:
        raise bad_request("file is too big")
    path = call.world.files.link(file, seconds=call.world.limits.link_age)
    return described(call.world, file) | {"file_path": path}


def described(world: World, file: StoredFile) -> dict[str, Any]:
    """Give what every kind of file says of itself."""
    return {
        "file_id": world.files.id_of(file),
        "file_unique_id": file.unique_id,
        "file_size": len(file.content),
    }


def as_media(world: World, file: StoredFile) -> dict[str, Any]:
    """Give the field of a message that carries a file."""
    about = described(world, file)
    width, height = picture_size(file.content) or (1, 1)
    sides = {"width": width, "height": height}
    match file.kind:
        case "photo":
            return {"photo": [about | sides]}
        case "sticker":
            kind = {"type": "regular", "is_animated": False, "is_video": False}
            return {"sticker": about | sides | kind}
        case "voice" | "audio":
            return {file.kind: about | {"duration": 1, "mime_type": file.mime_type}}
        case "video":
            return {"video": about | sides | {"duration": 1, "mime_type": file.mime_type}}
        case _:
            return {"document": about | {"file_name": file.name, "mime_type": file.mime_type}}


def check_photo(content: bytes, *, most_bytes: int) -> None:
    """
    Check a picture's bytes.

    Raises:
        Refusal: F4 it is too big, F5 its sides are wrong, F6 it is no picture.

    """
    if len(content) > most_bytes:
        raise bad_request("file is too big for a photo")
    size = picture_size(content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    longer, shorter = max(size), max(1, min(size))
    if sum(size) > _SIDES_TOGETHER or longer / shorter > _LONGEST_RATIO:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def _send(call: ApiCall, kind: str) -> dict[str, Any]:
    upload = _uploaded(call, kind)
    known = None if upload else _sent_before(call, kind)
    caption = read_caption(call)
    markup = read_markup(call)
    chat = call.chat()
    reply_to = replied_message(call, chat)
    media = _keep(call, kind, upload, known)
    return deliver(call, chat, caption, markup=markup, media=media, reply_to=reply_to)


def _uploaded(call: ApiCall, kind: str) -> Upload | None:
    """Give the uploaded part, named directly or through ``attach://``."""
    named = call.parameters.text(kind)
    part = named.removeprefix("attach://") if named.startswith("attach://") else kind
    upload = call.parameters.files.get(part)
    if upload is None and (not named or named.startswith("attach://")):
        raise bad_request(f"there is no {kind} in the request")
    if upload is not None and not upload.content:
        raise bad_request("file must be non-empty")
    if upload is not None and len(upload.content) > call.world.limits.upload_bytes:
        raise Refusal(413, "Request Entity Too Large")
    return upload


def _sent_before(call: ApiCall, kind: str) -> StoredFile:
    named = call.parameters.text(kind)
    if named.startswith(("http://", "https://")):
        # The playground never opens a connection, so an address leads nowhere.
        raise bad_request("failed to get HTTP URL content")
    known = call.world.files.find(named)
    if known is None:
        raise bad_request("wrong remote file identifier specified: Wrong string length")
    if known.kind != kind:
        raise bad_request(f"can't use file of type {known.kind} as {kind}")
    return known


def _keep(
    call: ApiCall, kind: str, upload: Upload | None, known: StoredFile | None
) -> dict[str, Any]:
    world = call.world
    if upload is not None:
        if kind == "photo":
            check_photo(upload.content, most_bytes=world.limits.photo_bytes)
        known = world.files.add(
            upload.content, name=upload.name, mime_type=upload.mime_type, kind=kind
        )
    assert known is not None  # noqa: S101  (one of the two is always there)
    return as_media(world, known)
