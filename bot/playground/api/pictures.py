"""The size of a picture, read from its header alone."""

import struct

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_JPEG_NOT_SIZES = (0xC4, 0xC8, 0xCC)
_JPEG_BARE = (0x01, *range(0xD0, 0xD8))


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Give width and height of a PNG or JPEG; ``None`` if it is neither or cut short."""
    try:
        if content.startswith(_PNG):
            width, height = struct.unpack_from(">II", content, 16)
            return (width, height) if width and height else None
        if content.startswith(_JPEG):
            return _jpeg_size(content)
    except struct.error:
        return None
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    position = 2
    while position < len(content):
        mark, kind = struct.unpack_from(">BB", content, position)
        if mark != 0xFF:
            return None
        if kind in _JPEG_BARE:
            position += 2
            continue
        if 0xC0 <= kind <= 0xCF and kind not in _JPEG_NOT_SIZES:
            height, width = struct.unpack_from(">HH", content, position + 5)
            return width, height
        (length,) = struct.unpack_from(">H", content, position + 2)
        position += 2 + length
    return None
