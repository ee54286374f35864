"""What the process is told from outside: read once, checked, and written down in `.env.example`."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.settings import Access, Settings, host_zone
from tests.conftest import a_settings

EXAMPLE = Path(__file__).parent.parent / ".env.example"


def example() -> dict[str, tuple[str, str]]:
    """Each setting of the example: the words above it, and the value it shows as a comment."""
    found: dict[str, tuple[str, str]] = {}
    above: list[str] = []
    for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
        if shown := re.fullmatch(r"#([A-Z_]+)=(.*)", line):
            found[shown[1]] = (" ".join(above), shown[2])
            above = []
        elif line.startswith("# "):
            above.append(line[2:])
        else:
            above = []
    return found


def plain(default: Any) -> str:
    """A default as one would write it into the environment."""
    if default is None or default == frozenset():
        return ""
    return str(default)


def test_the_example_names_every_setting_with_its_description_and_default() -> None:
    expected = {
        name.upper(): (field.description, plain(field.default)) for name, field in Settings.model_fields.items()
    }
    assert example() == expected


def test_the_example_as_it_stands_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings(_env_file=EXAMPLE) == Settings(_env_file=None)


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / ".env"
    file.write_text("LOG_LEVEL=warning\nLISTEN=127.0.0.1:1\nSOMETHING_ELSE=1\n")
    monkeypatch.setenv("LISTEN", "127.0.0.1:2")
    read = Settings(_env_file=file)
    assert (read.log_level, read.listen) == ("WARNING", "127.0.0.1:2")


def test_a_setting_left_empty_is_as_if_it_were_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.setenv(name.upper(), "")
    assert a_settings() == Settings(_env_file=None)
    assert not a_settings().says_listen


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("BOT_TOKEN", "hello", "a token looks like"),
        ("BOT_TOKEN", "123: abc", "a token looks like"),
        ("BOT_API_URL", "api.telegram.org", "use an address such as https://api.telegram.org"),
        ("ACCESS", "everybody", "'owner', 'list' or 'open'"),
        ("ACCESS", "list", "ACCESS=list needs ALLOWED_IDS"),
        ("ALLOWED_IDS", "1, Ada", "separated by commas"),
        ("WEBHOOK_URL", "bot.example.org", "use an address such as https://"),
        ("WEBHOOK_URL", "https://bot.example.org", "needs WEBHOOK_SECRET"),
        ("WEBHOOK_SECRET", "my secret", "letters, digits, _ and -"),
        ("LISTEN", "8080", "use HOST:PORT"),
        ("LISTEN", "localhost:http", "use HOST:PORT"),
        ("LISTEN", "localhost:65536", "use HOST:PORT"),
        ("LOG_LEVEL", "loud", "use DEBUG, INFO, WARNING or ERROR"),
        ("DEFAULT_TZ", "Portugal/Lisboa", "IANA time zone"),
        ("DEFAULT_TZ", "../etc/passwd", "IANA time zone"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_what_would(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError) as refused:
        a_settings()
    assert [said in each["msg"] for each in refused.value.errors()] == [True]


def test_good_values_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in {
        "BOT_TOKEN": "123:abc-DEF_1",
        "BOT_API_URL": "http://127.0.0.1:8081/",
        "ACCESS": "list",
        "ALLOWED_IDS": "1, 22,333,",
        "LISTEN": "[::1]:8443",
        "DATA_DIR": str(tmp_path),
        "DEFAULT_TZ": "Europe/Lisbon",
    }.items():
        monkeypatch.setenv(name, value)
    read = a_settings()
    assert read.token == "123:abc-DEF_1"
    assert read.bot_api_url == "http://127.0.0.1:8081"
    assert (read.access, read.allowed_ids) == (Access.LIST, frozenset({1, 22, 333}))
    assert (read.host, read.port, read.says_listen) == ("::1", 8443, True)
    assert read.database == f"sqlite:///{tmp_path}/rapport.sqlite3"
    assert read.zone == "Europe/Lisbon"


def test_secrets_are_not_shown_by_whoever_prints_the_settings() -> None:
    read = a_settings(bot_token="123:hush", webhook_secret="hush-too")
    assert "hush" not in f"{read!r} {read}"


@pytest.mark.parametrize(("said", "zone"), [("Europe/Lisbon", "Europe/Lisbon"), (":Asia/Tokyo", "Asia/Tokyo")])
def test_the_machines_zone_is_found(monkeypatch: pytest.MonkeyPatch, said: str, zone: str) -> None:
    monkeypatch.setenv("TZ", said)
    assert host_zone() == zone


def test_a_machine_with_an_unknown_zone_still_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Middle/Earth")
    assert host_zone()
    assert os.environ["TZ"] == "Middle/Earth"
