"""Settings: what is accepted, and what is said about the rest."""

from pathlib import Path

import pytest

from bot.settings import LogFormat, Settings, SettingsError, load, needed, variable

TOKEN = "123456789:AAdesk-desk_desk-desk_desk-desk_desk-d"
KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
EXAMPLE = Path(__file__).parents[2] / "sportello.env.example"


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(variable(name), raising=False)


def loaded(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    for name, value in values.items():
        monkeypatch.setenv(variable(name), value)
    return load(env_file=None)


def refused(monkeypatch: pytest.MonkeyPatch, **values: str) -> str:
    with pytest.raises(SettingsError) as caught:
        loaded(monkeypatch, **values)
    return str(caught.value)


def test_without_any_the_defaults_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(monkeypatch)

    assert settings.bot_address == "https://api.telegram.org/bot"
    assert settings.file_address == "https://api.telegram.org/file/bot"
    assert settings.database_url == "sqlite:///data/sportello.sqlite3"
    assert settings.keys == ()


def test_the_environment_wins_over_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / ".env"
    file.write_text("SPORTELLO_WORKERS=7\nSPORTELLO_LOG_FORMAT=JSON\nOTHER=1\n", encoding="utf-8")
    monkeypatch.setenv("SPORTELLO_WORKERS", "9")

    settings = load(env_file=file)

    assert (settings.workers, settings.log_format) == (9, LogFormat.JSON)


def test_the_example_file_is_valid_and_names_every_setting() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")

    assert load(env_file=EXAMPLE).workers == 32
    assert [n for n in Settings.model_fields if variable(n) not in text] == []


def test_keys_are_split_and_keep_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    other = KEY.replace("MDEy", "OTk5")

    assert loaded(monkeypatch, encryption_keys=f"{KEY} ,{other},").keys == (KEY, other)


def test_postgresql_gets_the_driver_that_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(monkeypatch, database_url="postgres://desk:pw@db/desk")

    assert settings.database_url == "postgresql+psycopg://desk:pw@db/desk"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("token", "hello", "SPORTELLO_TOKEN: it is not a bot token"),
        ("token", TOKEN.replace(":", ""), "@BotFather"),
        ("token", TOKEN + "/getMe", "@BotFather"),
        ("encryption_keys", f"{KEY},geheim", "SPORTELLO_ENCRYPTION_KEYS: key 2 is not a key"),
        ("api_base", "api.telegram.org", "SPORTELLO_API_BASE: 'api.telegram.org' is not an addr"),
        ("api_base", "ftp://x", "Write it like https://api.telegram.org"),
        ("proxy", "socks5://desk:geheim@x", "SPORTELLO_PROXY: 'socks5://***@x'"),
        ("database_url", "mysql://desk:geheim@x/y", "SPORTELLO_DATABASE_URL: 'mysql' names no"),
        ("database_url", "data/desk.db", "Write sqlite:///data/sportello.sqlite3"),
        ("log_level", "chatty", "SPORTELLO_LOG_LEVEL: Input should be 'DEBUG'"),
        ("workers", "0", "SPORTELLO_WORKERS: Input should be greater than or equal to 1"),
        ("tick_seconds", "soon", "SPORTELLO_TICK_SECONDS: Input should be a valid number"),
        ("webhook_url", "http://x", "https"),
        ("webhook_url", "https://x:99999/desk", "'https://x:99999/desk' is not an address"),
        ("webhook_url", "https://x/{any}", "Write it like https://bot.comune.it/sportello"),
        ("webhook_url", "https://bot.comune.it/my desk", "is not an address"),
        ("api_base", "http://x:port", "'http://x:port' is not an address"),
        ("api_base", "http://[::1", "'http://[::1' is not an address"),
        ("proxy", "http://x:0", "'http://x:0' is not an address"),
        ("proxy", "http://desk:ge/heim@x", "SPORTELLO_PROXY: 'http://***@x'"),
        ("database_url", "desk:geheim@db/desk", "SPORTELLO_DATABASE_URL: '***@db/desk' names no"),
        ("webhook_secret", "geheim", "SPORTELLO_WEBHOOK_SECRET: Telegram takes only letters"),
    ],
)
def test_a_bad_value_is_named_and_mended(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    message = refused(monkeypatch, **{name: value})

    assert said in message
    assert "geheim" not in message
    assert "hello" not in message
    assert len(message.splitlines()) == 1


def test_all_problems_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    message = refused(monkeypatch, token="x", workers="many")

    assert len(message.splitlines()) == 2


def test_a_misspelt_variable_is_refused_with_its_right_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SPORTELLO_TOKN", "x")

    assert refused(monkeypatch) == "SPORTELLO_TOKN is not a setting. Did you mean SPORTELLO_TOKEN?"


def test_a_misspelt_variable_in_the_file_is_refused_too(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("SPORTELLO_COLOUR_OF_SKY=blue\n", encoding="utf-8")

    with pytest.raises(SettingsError, match=r"Remove it; the known ones stand in sportello.env"):
        load(env_file=file)


def test_what_a_command_needs_is_asked_for_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError) as caught:
        needed(loaded(monkeypatch), "token", "encryption_keys")

    assert [line.split()[0] for line in caught.value.problems] == [
        "SPORTELLO_TOKEN",
        "SPORTELLO_ENCRYPTION_KEYS",
    ]


def test_commas_without_a_key_are_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match="SPORTELLO_ENCRYPTION_KEYS is not set"):
        needed(loaded(monkeypatch, encryption_keys=" , ,"), "encryption_keys")


def test_what_is_set_is_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    needed(loaded(monkeypatch, token=TOKEN), "token")


def test_secrets_do_not_show_when_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = repr(loaded(monkeypatch, token=TOKEN, encryption_keys=KEY))

    assert TOKEN not in shown
    assert KEY not in shown
