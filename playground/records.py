"""What the playground keeps: people, chats, messages, files. Each goes into the journal as one JSON object."""

import mimetypes
from collections.abc import Callable
from dataclasses import dataclass, field
from dataclasses import fields as dataclass_fields
from datetime import UTC, datetime
from functools import cache
from pathlib import PurePath
from typing import Any, Self

from playground.api import Json
from playground.html_writer import to_html

CAPTIONED = {"photo", "document", "voice", "audio", "video", "animation"}
EDITABLE_BY_PEOPLE = {"text", *CAPTIONED}


class _Record:
    """Written to the journal and read back; fields that start with `_` stay in memory."""

    def to_record(self) -> Json:
        # Not asdict: it would copy every entity and button deeply for each line of the journal.
        return {name: getattr(self, name) for name in self._kept()}

    @classmethod
    @cache
    def _kept(cls) -> tuple[str, ...]:
        return tuple(one.name for one in dataclass_fields(cls) if not one.name.startswith("_"))  # type: ignore[arg-type]

    @classmethod
    def from_record(cls, record: Json) -> Self:
        # A journal of an older version may hold fields that are gone.
        return cls(**{name: record[name] for name in cls._kept() if name in record})


@dataclass
class User(_Record):
    """An account: a person or the bot."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name

    def to_json(self) -> Json:
        """As the Bot API shows it."""
        return {name: value for name, value in self.to_record().items() if value is not None}


@dataclass
class StoredFile(_Record):
    """A file that somebody sent. `file_path` is where the bot downloads it; `data` are its bytes."""

    file_id: str
    unique_id: str
    kind: str
    file_path: str
    name: str
    mime: str
    size: int
    width: int = 0
    height: int = 0
    _load: Callable[[], bytes] = field(default=bytes, repr=False, compare=False)

    @property
    def data(self) -> bytes:
        return self._load()

    def to_json(self) -> Json:
        """The part that all kinds of file share in the Bot API."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": self.size}


@dataclass(frozen=True)
class Button:
    """A button under a message: its label and the one thing it does."""

    label: str
    action: str
    value: Any

    @property
    def data(self) -> str | None:
        """What the bot hears when it is pressed; None for links and the like."""
        return self.value if self.action == "callback_data" else None


@dataclass
class Message(_Record):
    """A message as it is now. `text` is its text or its caption; `kind` says what else it is.

    `content` is the Bot API's object under that kind (a contact, a location, a service event), `file_id` the file of
    a photo, document or voice note. Dates are Unix seconds by the playground's clock.
    """

    id: int
    chat_id: int
    sender_id: int
    date: int
    kind: str = "text"
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    content: Any = None
    file_id: str | None = None
    markup: list[list[Json]] = field(default_factory=list)
    other_markup: bool = False
    reply_to: int | None = None
    forward_origin: Json | None = None
    via_bot: bool = False
    album: str | None = None
    edit_date: int | None = None
    link_preview: Json | None = None
    silent: bool = False
    protected: bool = False
    reaction: str | None = None
    _file: StoredFile | None = field(default=None, repr=False, compare=False)

    @property
    def html(self) -> str:
        """The text or caption in Telegram's HTML, one spelling for each format."""
        return to_html(self.text, self.entities)

    @property
    def sent_at(self) -> datetime:
        return datetime.fromtimestamp(self.date, UTC)

    @property
    def edited_at(self) -> datetime | None:
        return None if self.edit_date is None else datetime.fromtimestamp(self.edit_date, UTC)

    @property
    def inline_keyboard(self) -> list[list[Button]]:
        return [[as_button(button) for button in row] for row in self.markup]

    @property
    def buttons(self) -> list[str]:
        """The labels of the inline keyboard, row after row."""
        return [button["text"] for row in self.markup for button in row]

    @property
    def file(self) -> StoredFile | None:
        """The photo, document or voice note with its `name`, `mime`, `size` and `data`."""
        return self._file

    @property
    def photo(self) -> bytes | None:
        return self._file.data if self._file and self.kind == "photo" else None

    @property
    def document(self) -> StoredFile | None:
        return self._file if self.kind == "document" else None

    @property
    def voice(self) -> StoredFile | None:
        return self._file if self.kind == "voice" else None


def as_button(button: Json) -> Button:
    """A button as the Bot API has it, for reading."""
    action = next(name for name in button if name not in {"text", "style", "icon_custom_emoji_id"})
    return Button(button["text"], action, button[action])


@dataclass(frozen=True)
class Toast:
    """The bot's answer to a pressed button: text on top of the chat, or an alert with an OK."""

    query_id: str
    message_id: int
    text: str
    alert: bool = False
    url: str | None = None


@dataclass
class Chat(_Record):
    """A chat with the bot in it. For a private chat the id is the person's.

    `started`: the bot may write (the person wrote first); `blocked`: it may not any more; `bot_left`: of a group.
    """

    id: int
    type: str = "private"
    title: str | None = None
    members: list[int] = field(default_factory=list)
    started: bool = False
    blocked: bool = False
    bot_left: bool = False
    reply_keyboard: Json | None = None
    force_reply: Json | None = None
    pinned: list[int] = field(default_factory=list)
    menu_button: Json | None = None
    _messages: dict[int, Message] = field(default_factory=dict, repr=False)
    _toasts: list[Toast] = field(default_factory=list, repr=False)
    _action: tuple[str, float] | None = None

    @property
    def private(self) -> bool:
        return self.type == "private"

    @property
    def messages(self) -> list[Message]:
        """All messages that are there now, oldest first; deleted ones are gone."""
        return list(self._messages.values())

    @property
    def said(self) -> list[str]:
        """What the bot has said here, as HTML, oldest first, each message as it reads now."""
        return [message.html for message in self._messages.values() if self._by_bot(message)]

    @property
    def last(self) -> Message:
        """The bot's newest message. Raises LookupError when it has said nothing."""
        for message in reversed(self._messages.values()):
            if self._by_bot(message):
                return message
        raise LookupError("the bot has said nothing here")

    @property
    def buttons(self) -> list[str]:
        """The labels under the bot's newest message."""
        return self.last.buttons

    @property
    def toasts(self) -> list[str]:
        """The texts of the bot's answers to pressed buttons, oldest first; answers without a text are left out."""
        return [toast.text for toast in self._toasts if toast.text]

    @property
    def answers(self) -> list[Toast]:
        """All answers to pressed buttons, also those without a text."""
        return list(self._toasts)

    @property
    def pinned_message(self) -> Message | None:
        return self._messages.get(self.pinned[-1]) if self.pinned else None

    def message(self, message_id: int) -> Message:
        """Raises LookupError for a message that is not (or no longer) here."""
        try:
            return self._messages[message_id]
        except KeyError:
            raise LookupError(f"no message {message_id} in this chat") from None

    def _by_bot(self, message: Message) -> bool:
        return message.sender_id not in self.members and message.kind != "service"


def media_type(name: str) -> str:
    """The media type that a file's name suggests."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def suffix(name: str, otherwise: str) -> str:
    """The ending of a file's name, safe to use in a path."""
    ending = PurePath(name).suffix
    return ending if ending[1:].isalnum() and len(ending) <= 9 else otherwise
