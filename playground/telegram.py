"""A Telegram in memory: people, chats, messages, files, and the bot's side of it by `call`.

The Bot API's methods are in `methods`, what people do is in `people`; both change the state only through this room,
which writes every change into the journal and tells whoever watches.
"""

import asyncio
import inspect
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

from bot.clock import Clock, MovableClock
from playground import methods
from playground.api import ApiError, Call, Json, LostCallError, UploadedFile
from playground.faults import Faults, When
from playground.journal import Journal, Record
from playground.people import Person
from playground.records import Button, Chat, Message, StoredFile, Toast, User
from playground.updates import Updates, Webhook

__all__ = [
    "ApiError",
    "Button",
    "Chat",
    "Event",
    "LostCallError",
    "Message",
    "Person",
    "Telegram",
    "Toast",
    "UploadedFile",
]

DEFAULT_TOKEN = "1234567890:the-playground-has-no-secret"
# A pressed button or an inline query can be answered this long.
QUERY_LIVES = timedelta(minutes=15)
# "typing…" goes away by itself after this many seconds.
ACTION_SECONDS = 5
KEPT_CALLS = 10_000

EventKind = Literal[
    "message", "edited", "deleted", "toast", "keyboard", "pinned", "commands", "action", "clock", "people"
]


@dataclass(frozen=True)
class Event:
    """Something that a person could see happening. `chat_id` is None when it concerns everybody."""

    kind: EventKind
    chat_id: int | None = None
    message: Message | None = None
    detail: Json = field(default_factory=dict)


@dataclass
class CallbackQuery:
    """A pressed button that waits for the bot's answer; `at` in Unix seconds."""

    id: str
    person_id: int
    chat_id: int
    message_id: int
    at: int


@dataclass
class InlineQuery:
    """A query typed after the bot's name, and the bot's answer once it is there."""

    id: str
    person_id: int
    at: int
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    results: list[Json] = field(default_factory=list)
    next_offset: str = ""
    button: Json | None = None


@dataclass
class Profile:
    """What the bot says about itself, by language code ("" for everybody else)."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[str, list[Json]] = field(default_factory=dict)
    menu_button: Json | None = None


class Telegram:
    """See the module. `clock` dates the messages; `journal` is a folder that remembers everything over a restart.

    All of it belongs to one event loop; nothing here is safe to call from another thread.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        journal: Path | None = None,
        token: str = DEFAULT_TOKEN,
        name: str = "Rapport",
        username: str = "rapport_bot",
    ) -> None:
        self.clock = clock
        self.token = token
        self.bot = User(int(token.split(":", 1)[0]), name, username=username, is_bot=True)
        self.users: dict[int, User] = {self.bot.id: self.bot}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.profile = Profile()
        self.journal = Journal(journal)
        self.updates = Updates(self.journal)
        self.callback_queries: dict[str, CallbackQuery] = {}
        self.inline_queries: dict[str, InlineQuery] = {}
        self.faults = Faults()
        # Seconds that each call takes; half before it is applied, half after.
        self.latency = 0.0
        # The newest calls, oldest first, as (method, parameters).
        self.calls: list[tuple[str, Json]] = []
        self._next_message = 1
        self._next_file = 1
        self._next_query = self.updates.next_id * 1000
        self._watchers: list[Callable[[Event], object]] = []
        self._changed = asyncio.Event()
        self._remember()
        if isinstance(clock, MovableClock):
            clock.when_moved(self._clock_moved)

    # The bot's side

    async def call(
        self, method: str, params: Mapping[str, Any] | None = None, files: Mapping[str, UploadedFile] | None = None
    ) -> Any:
        """A call of the Bot API; gives the `result` as JSON values.

        Raises ApiError where Telegram refuses, LostCallError where a test asked for one.
        """
        call = Call(methods.spelling(method), params or {}, files or {})
        self.calls.append((call.method, dict(call.params)))
        if len(self.calls) > 2 * KEPT_CALLS:
            del self.calls[:KEPT_CALLS]
        if self.latency:
            await asyncio.sleep(self.latency / 2)
        self.faults.strike(call.method, call.params, "before")
        handler = methods.METHODS.get(call.method)
        if handler is None:
            raise ApiError(404, "Not Found: method not found")
        with self.journal.together():
            result = handler(self, call)
        if inspect.isawaitable(result):
            result = await result
        self.faults.strike(call.method, call.params, "after")
        if self.latency:
            await asyncio.sleep(self.latency / 2)
        return result

    def download(self, file_path: str) -> bytes:
        """The bytes of a file whose path getFile has given. Raises ApiError 404."""
        for file in self.files.values():
            if file.file_path == file_path:
                return file.data
        raise ApiError(404, "Not Found")

    # Trouble on request

    def flood(
        self, chat_id: int | None = None, *, retry_after: int = 3, times: int = 1, method: str | None = None
    ) -> None:
        """The next calls (to a chat; of a method) are told to slow down."""
        error = ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)
        self.faults.ask(error, method=method, chat_id=chat_id, when="before", times=times)

    def fault(
        self, method: str | None = None, *, when: When = "before", times: int = 1, timed_out: bool | None = None
    ) -> None:
        """The next calls get no answer: lost before they were applied, or after. By default the latter times out."""
        lost = LostCallError(timed_out=when == "after" if timed_out is None else timed_out)
        self.faults.ask(lost, method=method, chat_id=None, when=when, times=times)

    def refuse(
        self, method: str | None, code: int, description: str, *, times: int = 1, chat_id: int | None = None
    ) -> None:
        """The next calls of a method are refused with these words."""
        self.faults.ask(ApiError(code, description), method=method, chat_id=chat_id, when="before", times=times)

    # People and chats

    def person(
        self,
        user_id: int,
        *,
        first_name: str | None = None,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = None,
    ) -> Person:
        """The person with this id; made on first use, changed when something else is said of them later."""
        given = {
            "first_name": first_name,
            "last_name": last_name,
            "username": username,
            "language_code": language_code,
        }
        said = {name: value for name, value in given.items() if value is not None}
        user = self.users.get(user_id)
        if user is None:
            defaults = {"first_name": f"Person {user_id}", "language_code": "en"}
            user = User.from_record({"id": user_id} | defaults | said)
            self.users[user_id] = user
            self.chats[user_id] = Chat(user_id, members=[user_id])
            with self.journal.together():
                self.journal.keep("user", user.to_record())
                self.keep_chat(self.chats[user_id])
            self.tell("people")
        elif any(getattr(user, name) != value for name, value in said.items()):
            for name, value in said.items():
                setattr(user, name, value)
            self.journal.keep("user", user.to_record())
            self.tell("people")
        return Person(self, user)

    @property
    def people(self) -> list[Person]:
        """Everybody but the bot, in the order in which they came."""
        return [Person(self, user) for user in self.users.values() if not user.is_bot]

    def chat(self, chat_id: int) -> Chat:
        """What can be seen in a chat. Raises LookupError when there is none."""
        try:
            return self.chats[chat_id]
        except KeyError:
            raise LookupError(f"no chat {chat_id}") from None

    def add_group(self, title: str) -> Chat:
        """A new group, empty but for the bot."""
        lowest = min((chat.id for chat in self.chats.values() if not chat.private), default=-1000)
        group = Chat(lowest - 1, type="group", title=title, started=True)
        self.chats[group.id] = group
        self.keep_chat(group)
        return group

    # What happens in chats

    def now(self) -> int:
        """Unix seconds, by the playground's clock."""
        return int(self.clock.now().timestamp())

    def post(self, chat: Chat, sender: User, **parts: Any) -> Message:
        """Put a message into a chat. The bot hears of a person's message if Telegram would tell it."""
        message = Message(self._next_message, chat.id, sender.id, self.now(), **parts)
        self._next_message += 1
        self._place(message)
        with self.journal.together():
            self.journal.keep("message", message.to_record())
            if sender.is_bot:
                self._calm(chat)
            else:
                self._person_wrote(chat, message)
        self.tell("message", chat.id, message)
        return message

    def _place(self, message: Message) -> None:
        message._file = self.files.get(message.file_id) if message.file_id else None
        self.chats[message.chat_id]._messages[message.id] = message

    def _calm(self, chat: Chat) -> None:
        """What the bot was doing ends with its message."""
        chat._action = None

    def _person_wrote(self, chat: Chat, message: Message) -> None:
        keyboard = chat.reply_keyboard
        if not chat.started or chat.force_reply or (keyboard and keyboard["one_time"]):
            chat.started = True
            chat.force_reply = None
            if keyboard and keyboard["one_time"]:
                chat.reply_keyboard = None
            self.keep_chat(chat)
            self.tell_keyboard(chat)
        if self._bot_hears(chat, message):
            self.updates.add("message", self.message_json(message))

    def _bot_hears(self, chat: Chat, message: Message) -> bool:
        """In groups a bot gets commands, mentions of it, answers to it and service messages, and nothing else."""
        if chat.private:
            return True
        if chat.bot_left:
            return False
        if message.kind == "service":
            return True
        answered = chat._messages.get(message.reply_to or 0)
        mine = f"@{self.bot.username}".lower()
        marks = [entity for entity in message.entities if entity["type"] in {"bot_command", "mention"}]
        words = [_part(message.text, entity).lower() for entity in marks]
        to_me = any(word.endswith(mine) or (word.startswith("/") and "@" not in word) for word in words)
        return to_me or (answered is not None and answered.sender_id == self.bot.id)

    def change(self, message: Message, **parts: Any) -> None:
        """Edit a message in place."""
        for name, value in parts.items():
            setattr(message, name, value)
        self._place(message)
        self.journal.keep("message", message.to_record())
        self.tell("edited", message.chat_id, message)

    def delete(self, chat: Chat, message_ids: list[int]) -> None:
        """Take messages away for everybody."""
        for message_id in message_ids:
            chat._messages.pop(message_id, None)
        with self.journal.together():
            self.journal.keep("deleted", {"chat_id": chat.id, "ids": message_ids})
            if set(message_ids) & set(chat.pinned):
                chat.pinned = [pinned for pinned in chat.pinned if pinned not in message_ids]
                self.keep_chat(chat)
                self.tell_pinned(chat)
        self.tell("deleted", chat.id, detail={"ids": message_ids})

    def add_file(
        self, kind: str, name: str, mime: str, data: bytes, *, size: tuple[int, int] = (0, 0), ending: str = ""
    ) -> StoredFile:
        """Keep a file. `size` is width and height of a picture."""
        unique_id = secrets.token_hex(8)
        file = StoredFile(
            file_id=f"{kind}-{self._next_file}-{unique_id}",
            unique_id=unique_id,
            kind=kind,
            file_path=f"{kind}s/file_{self._next_file}{ending}",
            name=name,
            mime=mime,
            size=len(data),
            width=size[0],
            height=size[1],
        )
        self._next_file += 1
        self.journal.save_bytes(unique_id, data)
        self._hold(file)
        self.journal.keep("file", file.to_record())
        return file

    def _hold(self, file: StoredFile) -> None:
        file._load = lambda: self.journal.load_bytes(file.unique_id)
        self.files[file.file_id] = file

    def press(self, person: User, message: Message, data: str) -> str:
        """A button with callback data is pressed; gives the id of the query that the bot is to answer."""
        query = CallbackQuery(self._query_id(), person.id, message.chat_id, message.id, self.now())
        self.callback_queries[query.id] = query
        with self.journal.together():
            self.journal.keep("query", asdict(query))
            update = {
                "id": query.id,
                "from": person.to_json(),
                "message": self.message_json(message),
                "chat_instance": str(message.chat_id),
                "data": data,
            }
            self.updates.add("callback_query", update)
        return query.id

    def answer_press(self, query: CallbackQuery, text: str, *, alert: bool, url: str | None) -> None:
        """The bot has answered a pressed button."""
        toast = Toast(query.id, query.message_id, text, alert, url)
        if (chat := self.chats.get(query.chat_id)) is not None:
            chat._toasts.append(toast)
        self.tell("toast", query.chat_id, detail=asdict(toast))

    def ask_inline(self, person: User, query: str, offset: str) -> InlineQuery:
        """Somebody types after the bot's name."""
        waiting = InlineQuery(self._query_id(), person.id, self.now())
        self.inline_queries[waiting.id] = waiting
        update = {"id": waiting.id, "from": person.to_json(), "query": query, "offset": offset, "chat_type": "sender"}
        self.updates.add("inline_query", update)
        return waiting

    def _query_id(self) -> str:
        self._next_query += 1
        horizon = self.now() - QUERY_LIVES.total_seconds()
        for known in (self.callback_queries, self.inline_queries):
            for old in [query_id for query_id, query in known.items() if query.at < horizon]:
                del known[old]
        return str(self._next_query)

    def is_stale(self, query: CallbackQuery | InlineQuery) -> bool:
        """Whether it is too late to answer."""
        return self.now() - query.at > QUERY_LIVES.total_seconds()

    def member_changed(self, chat: Chat, person: User, old: str, new: str) -> None:
        """The bot's standing in a chat has changed: blocked, unblocked, added to a group, removed."""

        def member(status: str) -> Json:
            until = {"until_date": 0} if status == "kicked" else {}
            return {"user": self.bot.to_json(), "status": status} | until

        self.updates.add(
            "my_chat_member",
            {
                "chat": self.chat_json(chat),
                "from": person.to_json(),
                "date": self.now(),
                "old_chat_member": member(old),
                "new_chat_member": member(new),
            },
        )

    def act(self, chat: Chat, action: str) -> None:
        """The bot is typing, or the like."""
        chat._action = (action, self.clock.now().timestamp() + ACTION_SECONDS)
        self.tell("action", chat.id, detail={"action": action, "seconds": ACTION_SECONDS})

    def action(self, chat: Chat) -> str | None:
        """What the bot is doing in a chat right now."""
        if chat._action is None or chat._action[1] < self.clock.now().timestamp():
            return None
        return chat._action[0]

    # As the Bot API shows it

    def chat_json(self, chat: Chat) -> Json:
        if not chat.private:
            return {"id": chat.id, "type": "group", "title": chat.title, "all_members_are_administrators": True}
        user = self.users[chat.id].to_json()
        return {"id": chat.id, "type": "private"} | {
            name: user[name] for name in ("first_name", "last_name", "username") if name in user
        }

    def message_json(self, message: Message, *, nested: bool = False) -> Json:
        """The Bot API's Message; `nested` leaves out what it answers, as inside another message."""
        chat = self.chats[message.chat_id]
        shown: Json = {
            "message_id": message.id,
            "from": self.users[message.sender_id].to_json(),
            "chat": self.chat_json(chat),
            "date": message.date,
        }
        if message.edit_date is not None:
            shown["edit_date"] = message.edit_date
        if message.forward_origin is not None:
            shown["forward_origin"] = message.forward_origin
        if message.via_bot:
            shown["via_bot"] = self.bot.to_json()
        if message.album is not None:
            shown["media_group_id"] = message.album
        if message.protected:
            shown["has_protected_content"] = True
        if message.link_preview is not None:
            shown["link_preview_options"] = message.link_preview
        if message.reply_to is not None and not nested and message.reply_to in chat._messages:
            shown["reply_to_message"] = self.message_json(chat._messages[message.reply_to], nested=True)
        if message.markup:
            shown["reply_markup"] = {"inline_keyboard": message.markup}
        return shown | self._content_json(message)

    def _content_json(self, message: Message) -> Json:
        if message.kind == "text":
            return {"text": message.text} | ({"entities": message.entities} if message.entities else {})
        if message.kind == "service":
            return dict(message.content)
        shown: Json = {message.kind: self._media_json(message)}
        if message.kind == "venue":
            shown["location"] = message.content["location"]
        if message.text:
            shown["caption"] = message.text
            if message.entities:
                shown["caption_entities"] = message.entities
        return shown

    def _media_json(self, message: Message) -> Any:
        file = message.file
        if file is None:
            return message.content
        extra = message.content or {}
        if message.kind == "photo":
            return [file.to_json() | {"width": file.width, "height": file.height}]
        if message.kind == "voice":
            return file.to_json() | {"duration": extra.get("duration", 0), "mime_type": file.mime}
        return file.to_json() | {"file_name": file.name, "mime_type": file.mime} | extra

    def commands_for(self, chat: Chat, language: str | None) -> list[Json]:
        """The commands that a person's app shows: of the closest scope that has any, in their language if it can."""
        scopes = [f"chat:{chat.id}", "all_private_chats" if chat.private else "all_group_chats", "default"]
        for scope in scopes:
            for code in (language or "", ""):
                commands = self.profile.commands.get(f"{scope}/{code}")
                if commands:
                    return commands
        return []

    # Watching

    def watch(self, listener: Callable[[Event], object]) -> Callable[[], None]:
        """Call `listener` with every event from now on; gives the way to stop that."""
        self._watchers.append(listener)
        return lambda: self._watchers.remove(listener)

    def tell(
        self, kind: EventKind, chat_id: int | None = None, message: Message | None = None, *, detail: Json | None = None
    ) -> None:
        event = Event(kind, chat_id, message, detail or {})
        for listener in [*self._watchers]:
            listener(event)
        self._changed.set()

    def tell_keyboard(self, chat: Chat) -> None:
        self.tell("keyboard", chat.id, detail={"reply_keyboard": chat.reply_keyboard, "force_reply": chat.force_reply})

    def tell_pinned(self, chat: Chat) -> None:
        self.tell("pinned", chat.id, detail={"id": chat.pinned[-1] if chat.pinned else None})

    async def until(self, holds: Callable[[], object], *, timeout: float = 5.0) -> None:  # noqa: ASYNC109
        """Wait until something that a person can see is so. Raises TimeoutError after `timeout` seconds."""
        async with asyncio.timeout(timeout):
            while not holds():
                self._changed.clear()
                await self._changed.wait()

    # Remembering

    def keep_chat(self, chat: Chat) -> None:
        self.journal.keep("chat", chat.to_record())

    def keep_profile(self) -> None:
        self.journal.keep("profile", asdict(self.profile))

    async def close(self) -> None:
        """End what runs in the background and let go of the journal."""
        await self.updates.close()
        self.journal.close()

    def _clock_moved(self) -> None:
        offset = self._clock_offset()
        if offset is not None:
            self.journal.keep("clock", {"offset": offset})
        self.tell("clock")

    def _clock_offset(self) -> float | None:
        """Seconds that the clock was moved by; None for one that cannot be moved or stands still."""
        clock = self.clock
        return clock.offset.total_seconds() if isinstance(clock, MovableClock) and not clock.frozen else None

    def _remember(self) -> None:
        """Read the journal, then write it anew without what has become of no use."""
        for kind, record in self.journal.read():
            self._recall(kind, record)
        self.journal.start(self._state())

    def _recall(self, kind: str, record: Json) -> None:
        match kind:
            case "ids":
                self._next_message = max(self._next_message, record["message"])
                self._next_file = max(self._next_file, record["file"])
                self._next_query = max(self._next_query, record["query"])
                self.updates.next_id = max(self.updates.next_id, record["update"])
            case "user":
                user = User.from_record(record)
                self.users[user.id] = user
            case "chat":
                chat = Chat.from_record(record)
                chat._messages = self.chats[chat.id]._messages if chat.id in self.chats else {}
                self.chats[chat.id] = chat
            case "file":
                self._hold(StoredFile.from_record(record))
                self._next_file += 1
            case "message":
                message = Message.from_record(record)
                self._place(message)
                self._next_message = max(self._next_message, message.id + 1)
            case "deleted":
                for message_id in record["ids"]:
                    self.chats[record["chat_id"]]._messages.pop(message_id, None)
            case "query":
                self.callback_queries[record["id"]] = CallbackQuery(**record)
                self._next_query = max(self._next_query, int(record["id"]))
            case "profile":
                self.profile = Profile(**record)
            case "update":
                self.updates.pending[record["update_id"]] = record
                self.updates.next_id = max(self.updates.next_id, record["update_id"] + 1)
            case "confirmed":
                for update_id in record["ids"]:
                    self.updates.pending.pop(update_id, None)
            case "allowed":
                self.updates.allowed = record["kinds"]
            case "webhook":
                self.updates.webhook = Webhook(**record["webhook"]) if record["webhook"] else None
            case "clock" if self._clock_offset() is not None:
                assert isinstance(self.clock, MovableClock)
                self.clock.offset = timedelta(seconds=record["offset"])

    def _state(self) -> Iterator[Record]:
        """The records that lead to what is now."""
        yield (
            "ids",
            {
                "message": self._next_message,
                "file": self._next_file,
                "query": self._next_query,
                "update": self.updates.next_id,
            },
        )
        if offset := self._clock_offset():
            yield "clock", {"offset": offset}
        yield "profile", asdict(self.profile)
        for user in self.users.values():
            yield "user", user.to_record()
        for chat in self.chats.values():
            yield "chat", chat.to_record()
        for file in self.files.values():
            yield "file", file.to_record()
        for chat in self.chats.values():
            for message in chat.messages:
                yield "message", message.to_record()
        for query in self.callback_queries.values():
            yield "query", asdict(query)
        if self.updates.allowed is not None:
            yield "allowed", {"kinds": self.updates.allowed}
        if self.updates.webhook is not None:
            yield "webhook", {"webhook": asdict(self.updates.webhook)}
        for update in self.updates.pending.values():
            yield "update", update


def _part(text: str, entity: Json) -> str:
    """The piece of text that an entity marks."""
    units = text.encode("utf-16-le", "surrogatepass")
    piece = units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])]
    return piece.decode("utf-16-le", "surrogatepass")
