"""Files that were sent, and the ids and links that lead to them."""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, kw_only=True)
class StoredFile:
    """One file: its bytes, its name and kind."""

    number: int
    content: bytes
    name: str
    mime_type: str
    kind: str

    @property
    def unique_id(self) -> str:
        """The same for the same bytes, whoever sent them."""
        return hashlib.sha256(self.content).hexdigest()[:16]

    @property
    def path(self) -> str:
        """Where it is found under ``/file/bot<token>/``."""
        return f"{self.kind}s/file_{self.number}_{self.name}"


class FileStore:
    """Keep files; an id is bound to the bot that it was made for."""

    def __init__(self, *, bot_id: int, clock: Callable[[], datetime]) -> None:
        self._bot_id = bot_id
        self._clock = clock
        self._files: dict[int, StoredFile] = {}
        self._links: dict[str, tuple[StoredFile, datetime]] = {}

    def add(self, content: bytes, *, name: str, mime_type: str, kind: str) -> StoredFile:
        """Keep a file; *kind* is ``photo``, ``document``, or another that a person can send."""
        safe_name = name.replace("/", "_").replace("\\", "_")
        file = StoredFile(
            number=len(self._files) + 1,
            content=content,
            name=safe_name,
            mime_type=mime_type,
            kind=kind,
        )
        self._files[file.number] = file
        return file

    def id_of(self, file: StoredFile) -> str:
        """Give the id under which this bot can send or fetch a file."""
        raw = f"{self._bot_id}:{file.number}:{file.unique_id}"
        return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")

    def find(self, file_id: str) -> StoredFile | None:
        """Find a file by an id made for this bot."""
        padded = file_id + "=" * (-len(file_id) % 4)
        try:
            bot_id, number, _ = base64.urlsafe_b64decode(padded).decode().split(":")
            file = self._files.get(int(number))
        except ValueError:
            return None
        same_bot = bot_id == str(self._bot_id)
        return file if file is not None and same_bot and self.id_of(file) == file_id else None

    def link(self, file: StoredFile, *, seconds: float) -> str:
        """Open a link to a file for so long, and give its path."""
        self._links[file.path] = (file, self._clock() + timedelta(seconds=seconds))
        return file.path

    def linked(self, path: str) -> StoredFile | None:
        """Give the file of a link that is still open."""
        file, until = self._links.get(path, (None, self._clock()))
        return file if self._clock() < until else None
