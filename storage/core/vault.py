"""The keys that seal health and family facts: the first one writes, the others still read."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.errors import VaultError

STAMPS = b"sportello agile: stamps of the audit trail, 1"
"""What the keys of stamps are derived for: they open nothing, and sealed text tells none."""
NO_STAMP = ""
"""A stamp that no key makes."""


class Vault:
    """
    Seals and opens text with the keys of the settings, and stamps text that stays readable.

    `keys` are Fernet keys separated by commas. Raises VaultError, without showing any key, when
    none is given or one is malformed.
    """

    def __init__(self, keys: str) -> None:
        parts = [part.strip() for part in keys.split(",") if part.strip()]
        if not parts:
            raise VaultError(
                "No key for health and family facts is set. Make one with `sportello keys new`, "
                "put it into SPORTELLO_ENCRYPTION_KEYS; keep a copy: without it they are lost."
            )
        self._keys = MultiFernet([_key(part, place) for place, part in enumerate(parts, start=1)])
        self._stamps = [_derived(part) for part in parts]

    def seal(self, text: str) -> str:
        """Encrypt under the first key."""
        return self.seal_bytes(text.encode()).decode("ascii")

    def open(self, sealed: str) -> str:
        """Decrypt under any of the keys; raise VaultError if none of them fits."""
        return self.open_bytes(sealed.encode("ascii")).decode()

    def seal_bytes(self, data: bytes) -> bytes:
        """Encrypt under the first key; give base64 without line ends."""
        return self._keys.encrypt(data)

    def open_bytes(self, sealed: bytes) -> bytes:
        """Decrypt under any of the keys; raise VaultError if none of them fits."""
        try:
            return self._keys.decrypt(sealed)
        except InvalidToken as error:
            raise VaultError(
                "A sealed fact cannot be opened: none of the keys in SPORTELLO_ENCRYPTION_KEYS "
                "wrote it, or it was tampered with. Put the key that wrote it back, after the "
                "current one."
            ) from error

    def stamp(self, text: str) -> str:
        """Give the stamp that only somebody with the first key can make for a text."""
        return _stamp(self._stamps[0], text)

    def has_stamped(self, text: str, stamp: object) -> bool:
        """Tell whether any of the keys made a stamp for exactly this text."""
        if not isinstance(stamp, str):  # SQLite keeps bytes where text belongs
            return False
        made = (_stamp(key, text) for key in self._stamps)
        return any(hmac.compare_digest(one.encode(), stamp.encode()) for one in made)

    def reseal(self, sealed: str) -> str:
        """Encrypt again under the first key what any of the keys wrote."""
        return self.seal(self.open(sealed))


def new_key() -> str:
    """Make a fresh key for the settings."""
    return Fernet.generate_key().decode("ascii")


def _derived(key: str) -> bytes:
    secret = urlsafe_b64decode(key)
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=STAMPS).derive(secret)


def _stamp(key: bytes, text: str) -> str:
    return hmac.digest(key, text.encode(), "sha256").hex()


def _key(text: str, place: int) -> Fernet:
    try:
        return Fernet(text)
    except ValueError as error:
        raise VaultError(
            f"Key number {place} in SPORTELLO_ENCRYPTION_KEYS is malformed ({len(text)} "
            "characters): a key is 44 characters of base64. Make one with `sportello keys new`."
        ) from error
