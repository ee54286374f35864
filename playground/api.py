"""What crosses the door between a bot and the playground: calls with their parameters, uploads, refusals."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


class ApiError(Exception):
    """The playground refuses a call, in Telegram's words: `code` is the HTTP status, `description` the sentence.

    `retry_after` is in whole seconds and only there when the bot was told to slow down.
    """

    def __init__(self, code: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def envelope(self) -> Json:
        """The body of the answer as Telegram sends it."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


def bad_request(description: str) -> ApiError:
    """A 400, whose sentence Telegram always starts in the same way."""
    return ApiError(400, f"Bad Request: {description}")


class LostCallError(Exception):
    """A fault on the way that a test asked for: the caller gets no answer. `timed_out`: it waited in vain."""

    def __init__(self, *, timed_out: bool) -> None:
        super().__init__("timed out" if timed_out else "connection lost")
        self.timed_out = timed_out


@dataclass(frozen=True)
class UploadedFile:
    """A file as it came with a call."""

    name: str
    data: bytes = field(repr=False)
    mime: str = "application/octet-stream"


_HALF = re.compile("[\ud800-\udfff]")
_YES = {"true", "1", "yes"}


class Call:
    """One call of a Bot API method. Parameters come as text (forms) or as JSON values; both read alike here.

    Readers give None (or the default) for what is missing and raise a 400 for what cannot be read.
    """

    def __init__(self, method: str, params: Mapping[str, Any], files: Mapping[str, UploadedFile]) -> None:
        self.method = method
        self.params = params
        self.files = files

    def has(self, name: str) -> bool:
        """Whether the parameter was given at all; an empty text counts as given."""
        return self.params.get(name) is not None

    def text(self, name: str, default: str = "") -> str:
        """The parameter as text."""
        value = self.params.get(name)
        if value is None:
            return default
        if isinstance(value, str):
            if _HALF.search(value):
                raise bad_request("strings must be encoded in UTF-8")
            return value
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise bad_request(f'parameter "{name}" must be of type String')
        return str(value)

    def integer(self, name: str, default: int | None = None) -> int | None:
        """The parameter as a whole number."""
        value = self.params.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad_request(f'parameter "{name}" must be of type Integer') from None

    def decimal(self, name: str) -> float | None:
        """The parameter as a number with a fraction."""
        value = self.params.get(name)
        if value is None or value == "":
            return None
        try:
            return float(value)
        except (TypeError, ValueError):
            raise bad_request(f'parameter "{name}" must be of type Float') from None

    def flag(self, name: str) -> bool:
        """The parameter as yes or no; no when it is missing."""
        value = self.params.get(name)
        return value.lower() in _YES if isinstance(value, str) else bool(value)

    def json(self, name: str) -> Any:
        """The parameter as a JSON value, whether it came as one or as its text."""
        value = self.params.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def array(self, name: str) -> list[Any] | None:
        """The parameter as a JSON array."""
        value = self.json(name)
        if value is not None and not isinstance(value, list):
            raise bad_request(f'parameter "{name}" must be of type Array')
        return value

    def record(self, name: str) -> Json | None:
        """The parameter as a JSON object."""
        value = self.json(name)
        if value is not None and not isinstance(value, dict):
            raise bad_request(f'parameter "{name}" must be of type Object')
        return value
