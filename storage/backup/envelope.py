"""
An encrypted file of any size: a first line that names it, then a line for each mebibyte.

Each line is sealed with the desk's keys and tells which file it belongs to, its place, and whether
it is the last: lines that are cut off, swapped or taken from another file are noticed.
"""

from __future__ import annotations

import secrets
import shutil
import struct
import zlib
from pathlib import Path
from typing import IO, BinaryIO

from storage.backup.drafts import told
from storage.core.vault import Vault
from storage.errors import BackupError, VaultError

FIRST_LINE = b"sportello-agile backup, encrypted, 1\n"
PIECE = 1 << 20
"""Bytes of the file in one line."""
LONGEST_LINE = 2 * PIECE
_HEAD = struct.Struct(">16sQ?")


def wrap(source: Path, target: BinaryIO, vault: Vault) -> None:
    """Write a file encrypted under the first key."""
    with source.open("rb") as plain:
        wrap_stream(plain, target, vault)


def wrap_stream(plain: IO[bytes], target: BinaryIO, vault: Vault) -> None:
    """Write what is read, to its end, encrypted under the first key."""
    name = secrets.token_bytes(16)
    target.write(FIRST_LINE)
    piece, number = plain.read(PIECE), 0
    while True:
        following = plain.read(PIECE)
        head = _HEAD.pack(name, number, not following)
        target.write(vault.seal_bytes(head + zlib.compress(piece, 1)) + b"\n")
        if not following:
            return
        piece, number = following, number + 1


def is_wrapped(file: Path) -> bool:
    """Tell whether a file is one of these."""
    with file.open("rb") as found:
        return found.read(len(FIRST_LINE)) == FIRST_LINE


def unpack(source: Path, draft: Path, vault: Vault) -> None:
    """Write what a backup holds, encrypted or not, to a draft; raise BackupError."""
    if source.exists() and not source.is_file():  # a device may never end
        raise BackupError(f"The backup {source} is no file. Name what `sportello db backup` made.")
    with told(f"The backup {source} cannot be read"), draft.open("wb") as plain:
        if is_wrapped(source):
            unwrap(source, plain, vault)
        else:
            with source.open("rb") as found:
                shutil.copyfileobj(found, plain, PIECE)


def unwrap(source: Path, target: BinaryIO, vault: Vault) -> None:
    """
    Write what was encrypted.

    Raises BackupError, with what was written being of no use, if none of the keys made it, or it
    was cut off or changed.
    """
    with source.open("rb") as sealed:
        sealed.readline(LONGEST_LINE)
        name, number, last = None, 0, False
        while line := sealed.readline(LONGEST_LINE):
            of, place, ends, piece = _opened(line, number, source, vault)
            if last or place != number or name not in (None, of):
                raise BackupError(
                    f"The backup {source} was changed: piece {number + 1} is not its."
                )
            target.write(piece)
            name, number, last = of, number + 1, ends
    if not last:
        raise BackupError(
            f"The backup {source} is cut off after piece {number}. Copy it again, or take another."
        )


def _opened(
    line: bytes, number: int, source: Path, vault: Vault
) -> tuple[bytes, int, bool, bytes]:
    try:
        told = vault.open_bytes(line.rstrip(b"\n"))
        name, place, ends = _HEAD.unpack_from(told)
        return name, place, ends, _inflated(told[_HEAD.size :])
    except (VaultError, struct.error, zlib.error) as error:
        if number or not line.endswith(b"\n"):
            what = f"it is cut off or was changed in piece {number + 1}. Copy it again"
        else:
            what = (
                "none of the keys in SPORTELLO_ENCRYPTION_KEYS made it: it is of another desk, or "
                "of a key that was taken out. Put that key after the first one"
            )
        raise BackupError(f"The backup {source} cannot be opened: {what}.") from error


def _inflated(packed: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    piece = unpacking.decompress(packed, PIECE)
    if not unpacking.eof:
        raise zlib.error("more than a piece holds")
    return piece
