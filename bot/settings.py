"""What an administrator sets: read from the environment and `.env`, checked before anything."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.refusal import Refusal

PREFIX = "SPORTELLO_"
DEFAULT_API = "https://api.telegram.org"
DEFAULT_DATABASE = "sqlite:///data/sportello.sqlite3"
_TOKEN = re.compile(r"[1-9][0-9]{4,19}:[A-Za-z0-9_-]{20,}")
_NEVER_IN_ADDRESSES = re.compile(r"[\s{}<>\"\\^`|]")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")


class SettingsError(Refusal):
    """Settings that cannot be used; `problems` holds one line for each, without any secret."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems), status=2)


class LogLevel(StrEnum):
    """From which weight on a line is written."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


class LogFormat(StrEnum):
    """How a line is written: for machines or for eyes."""

    JSON = "json"
    TEXT = "text"


class PolicyLanguage(StrEnum):
    """In which language it is told what is wrong with a policy file."""

    ITALIAN = "it"
    ENGLISH = "en"


class Settings(BaseSettings):
    """
    Every setting with its default; `sportello.env.example` says what each is for.

    Which ones a command cannot do without, it says itself through `needed`.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True
    )

    token: SecretStr | None = None
    api_base: str = DEFAULT_API
    proxy: str | None = None
    database_url: str = DEFAULT_DATABASE
    encryption_keys: SecretStr | None = None
    policies: Path | None = None
    policy_language: PolicyLanguage = PolicyLanguage.ENGLISH
    log_level: LogLevel = LogLevel.INFO
    log_format: LogFormat = LogFormat.TEXT
    workers: int = Field(default=32, ge=1, le=256)
    tick_seconds: float = Field(default=5, ge=0.1, le=300)
    remind_after_days: int = Field(default=1, ge=1, le=30)
    pass_on_after_days: int = Field(default=2, ge=1, le=60)
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    webhook_port: int = Field(default=8443, ge=1, le=65535)
    health_port: int | None = Field(default=None, ge=1, le=65535)

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("log_format", mode="before")
    @classmethod
    def _lower_case(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @field_validator("token")
    @classmethod
    def _token_of_botfather(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _TOKEN.fullmatch(value.get_secret_value()):
            raise ValueError(
                "it is not a bot token (digits, a colon, at least 20 letters and digits). "
                "Copy it again from @BotFather, without quotes or blanks"
            )
        return value

    @field_validator("api_base")
    @classmethod
    def _web_address(cls, value: str) -> str:
        _check_address(value, schemes=("http", "https"), example=DEFAULT_API)
        return value.rstrip("/")

    @field_validator("proxy")
    @classmethod
    def _proxy_address(cls, value: str | None) -> str | None:
        if value is not None:
            _check_address(value, schemes=("http", "https"), example="http://proxy.comune.it:3128")
        return value

    @field_validator("webhook_url")
    @classmethod
    def _webhook_address(cls, value: str | None) -> str | None:
        if value is not None:
            _check_address(value, schemes=("https",), example="https://bot.comune.it/sportello")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _webhook_secret_alphabet(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _WEBHOOK_SECRET.fullmatch(value.get_secret_value()):
            raise ValueError(
                "Telegram takes only letters, digits, _ and - here, and fewer than 16 can be "
                "guessed. Choose 16 to 256 of them"
            )
        return value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        scheme, colon, rest = value.partition("://")
        if scheme == "sqlite" and colon and rest.startswith("/"):
            return value
        if scheme in {"postgres", "postgresql", "postgresql+psycopg"} and rest:
            return f"postgresql+psycopg://{rest}"
        named = re.sub(r".*@", "***@", scheme)
        raise ValueError(
            f"{named!r} names no database that can be used. Write {DEFAULT_DATABASE} for a file, "
            "or postgresql://user:password@host/name"
        )

    @field_validator("encryption_keys")
    @classmethod
    def _fernet_keys(cls, value: SecretStr | None) -> SecretStr | None:
        for place, key in enumerate(_split(value), start=1):
            try:
                Fernet(key)
            except ValueError as error:
                raise ValueError(
                    f"key {place} is not a key of 32 bytes in URL-safe base64 (44 characters). "
                    "Make one with `sportello keys new`"
                ) from error
        return value

    @property
    def keys(self) -> tuple[str, ...]:
        """The encryption keys; the first writes, the others still read."""
        return tuple(_split(self.encryption_keys))

    @property
    def bot_address(self) -> str:
        """The address to which python-telegram-bot appends the token."""
        return f"{self.api_base}/bot"

    @property
    def file_address(self) -> str:
        """The same for downloads."""
        return f"{self.api_base}/file/bot"


def load(*, env_file: Path | None = Path(".env")) -> Settings:
    """
    Read the settings from the environment and, weaker, from `env_file`.

    Raises:
        SettingsError: A value cannot be used, or a variable is not known; it names all of them.
    """
    problems = _unknown(env_file)
    try:
        settings = Settings(_env_file=env_file)
    except ValidationError as error:
        problems += [_sentence(found["loc"], found["msg"]) for found in error.errors()]
    if problems:
        raise SettingsError(problems)
    return settings


def needed(settings: Settings, *names: str) -> None:
    """
    Make sure that a command has the settings it cannot do without (`token`, ...).

    Raises:
        SettingsError: One is not set; it names all that are missing and says what to do.
    """
    missing = [
        f"{variable(n)} is not set. {_MENDING[n]}" for n in names if not _is_set(settings, n)
    ]
    if missing:
        raise SettingsError(missing)


def variable(name: str) -> str:
    """Give the environment variable of a setting."""
    return PREFIX + name.upper()


_MENDING = {
    "token": "Ask @BotFather for a token (/newbot) and put it into .env; "
    "to try without one: `sportello demo`",
    "encryption_keys": "Make a key with `sportello keys new` and put it into .env; keep a copy "
    "outside of this machine, without it health and family facts cannot be read",
    "webhook_secret": "A webhook without a secret takes updates from anybody: "
    "choose 16 to 256 letters and digits",
}


def _is_set(settings: Settings, name: str) -> bool:
    if name == "encryption_keys":
        return bool(settings.keys)  # commas alone are none
    return getattr(settings, name) is not None


def _split(value: SecretStr | None) -> list[str]:
    text = value.get_secret_value() if value else ""
    return [key.strip() for key in text.split(",") if key.strip()]


def _check_address(value: str, *, schemes: tuple[str, ...], example: str) -> None:
    if not _is_address(value, schemes):
        raise ValueError(
            f"{_without_password(value)!r} is not an address with {' or '.join(schemes)}. "
            f"Write it like {example}"
        )


def _is_address(value: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(value)
        usable = parts.port != 0 and not _NEVER_IN_ADDRESSES.search(value)
    except ValueError:  # brackets that are not closed, a port that is no number
        return False
    more = parts.query or parts.fragment
    return usable and parts.scheme in schemes and bool(parts.hostname) and not more


def _without_password(address: str) -> str:
    return re.sub(r"//.*@", "//***@", address)


def _sentence(place: tuple[int | str, ...], message: str) -> str:
    name = variable(str(place[0]))
    return f"{name}: {message.removeprefix('Value error, ')}."


def _unknown(env_file: Path | None) -> list[str]:
    known = {variable(name) for name in Settings.model_fields}
    from_file = dotenv_values(env_file) if env_file and env_file.is_file() else {}
    given = {name.upper() for name in (*os.environ, *from_file)}
    return [_suggestion(name, known) for name in sorted(given - known) if name.startswith(PREFIX)]


def _suggestion(name: str, known: set[str]) -> str:
    words = {each.removeprefix(PREFIX): each for each in known}
    near = difflib.get_close_matches(name.removeprefix(PREFIX), words, n=1)
    if near:
        return f"{name} is not a setting. Did you mean {words[near[0]]}?"
    return f"{name} is not a setting. Remove it; the known ones stand in sportello.env.example."
