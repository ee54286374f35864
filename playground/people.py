"""What people do in their Telegram app: write, press, share, forward, block."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from telegram.constants import FileSizeLimit, MessageLimit

from playground.api import Json
from playground.entities import tidy
from playground.pictures import dimensions, picture_type
from playground.records import EDITABLE_BY_PEOPLE, Chat, Message, User, media_type, suffix

if TYPE_CHECKING:
    from playground.telegram import InlineQuery, Telegram


class RefusedError(Exception):
    """The person's own app would not let them do this. The message is a sentence for them.

    `conflict`: as things stand now; otherwise what they gave does not fit.
    """

    def __init__(self, sentence: str, *, conflict: bool = False) -> None:
        super().__init__(sentence)
        self.conflict = conflict


@dataclass(frozen=True)
class InlineResult:
    """One answer to an inline query; `text` and `html` are what choosing it would send."""

    id: str
    title: str
    description: str
    text: str
    html: str
    entities: list[Json] = field(repr=False, default_factory=list)
    markup: list[list[Json]] = field(repr=False, default_factory=list)


@dataclass(frozen=True)
class InlineAnswer:
    """The bot's answer to an inline query."""

    query_id: str
    results: list[InlineResult]
    next_offset: str
    button: Json | None


class Person:
    """A person with the bot in their contacts. Two of these with one id are the same person."""

    def __init__(self, telegram: "Telegram", user: User) -> None:
        self._telegram = telegram
        self.user = user

    def __repr__(self) -> str:
        return f"Person({self.user.id}, {self.user.name!r})"

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def chat(self) -> Chat:
        """The private chat with the bot."""
        return self._telegram.chat(self.user.id)

    # Writing

    def send(self, text: str, *, chat: Chat | None = None, reply_to: int | None = None) -> Message:
        """Write a text. What is too long for one message goes out as several, as the apps do; gives the last."""
        if not text.strip():
            raise RefusedError("Type something first.")
        size = int(MessageLimit.MAX_TEXT_LENGTH)
        rest = text.strip()
        while len(rest) > size:
            self._post(chat, reply_to, text=rest[:size])
            rest = rest[size:].strip()
        return self._post(chat, reply_to, text=rest)

    def edit(self, message_id: int, text: str) -> Message:
        """Change the text or caption of an own message. Raises RefusedError for anybody else's."""
        message = self._message(message_id)
        if message.sender_id != self.user.id or message.kind not in EDITABLE_BY_PEOPLE or message.forward_origin:
            raise RefusedError("That message is not yours to edit.", conflict=True)
        body, entities = tidy(text, [])
        if not body and message.kind == "text":
            raise RefusedError("A message cannot be empty.")
        limit = MessageLimit.MAX_TEXT_LENGTH if message.kind == "text" else MessageLimit.CAPTION_LENGTH
        if len(body) > limit:
            raise RefusedError(f"That is too long: {len(body)} characters of {int(limit)}.")
        if body == message.text:
            return message
        telegram = self._telegram
        with telegram.journal.together():
            telegram.change(message, text=body, entities=entities, edit_date=telegram.now())
            chat = telegram.chat(message.chat_id)
            if telegram._bot_hears(chat, message):
                telegram.updates.add("edited_message", telegram.message_json(message))
        return message

    def forward(
        self,
        text: str,
        *,
        from_name: str | None = None,
        from_user: User | Json | None = None,
        sent_at: datetime | None = None,
        chat: Chat | None = None,
    ) -> Message:
        """Forward somebody's text: of a known account, or of one that hides its link and shows only a name."""
        date = int(sent_at.timestamp()) if sent_at else self._telegram.now()
        if from_user is not None:
            sender = from_user.to_json() if isinstance(from_user, User) else {"is_bot": False} | from_user
            origin: Json = {"type": "user", "sender_user": sender, "date": date}
        else:
            origin = {"type": "hidden_user", "sender_user_name": from_name or "Somebody", "date": date}
        return self._post(chat, None, text=text, forward_origin=origin)

    def forward_message(self, message_id: int) -> Message:
        """Forward a message of this chat to the bot."""
        message = self._message(message_id)
        if message.protected:
            raise RefusedError("That message may not be forwarded.", conflict=True)
        sender = self._telegram.users[message.sender_id].to_json()
        origin = message.forward_origin or {"type": "user", "sender_user": sender, "date": message.date}
        parts: Json = {"kind": message.kind, "content": message.content, "file_id": message.file_id}
        return self._post(None, None, text=message.text, entities=message.entities, forward_origin=origin, **parts)

    # Sharing

    def share_contact(
        self,
        phone: str | None = None,
        first: str | None = None,
        last: str | None = None,
        *,
        vcard: str | None = None,
        user_id: int | None = None,
        chat: Chat | None = None,
    ) -> Message:
        """Share a contact; without a phone number, one's own."""
        contact: Json = {"phone_number": phone or f"+100{self.user.id}", "first_name": first or self.user.first_name}
        if phone is None:
            last, user_id = self.user.last_name, self.user.id
        extra = {"last_name": last, "vcard": vcard, "user_id": user_id}
        contact |= {name: value for name, value in extra.items() if value is not None}
        return self._post(chat, None, kind="contact", content=contact)

    def share_location(self, latitude: float, longitude: float, *, chat: Chat | None = None) -> Message:
        """Share where one is, in degrees."""
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise RefusedError("That is no place on Earth: latitude is -90 to 90, longitude -180 to 180.")
        return self._post(chat, None, kind="location", content={"latitude": latitude, "longitude": longitude})

    def send_document(
        self,
        name: str,
        data: bytes,
        mime: str | None = None,
        caption: str = "",
        *,
        reply_to: int | None = None,
        chat: Chat | None = None,
    ) -> Message:
        """Send a file. `mime` is guessed from the name unless given."""
        return self._send_file("document", name, data, mime or media_type(name), caption, reply_to, chat)

    def send_photo(
        self, data: bytes, caption: str = "", *, reply_to: int | None = None, chat: Chat | None = None
    ) -> Message:
        """Send a picture. Raises RefusedError for bytes that are none."""
        size = dimensions(data)
        if size is None:
            raise RefusedError("That is no picture the app knows; send it as a file.")
        return self._send_file("photo", "photo.jpg", data, picture_type(data), caption, reply_to, chat, size=size)

    def send_voice(
        self,
        data: bytes,
        duration: int = 1,
        *,
        mime: str = "audio/ogg",
        caption: str = "",
        reply_to: int | None = None,
        chat: Chat | None = None,
    ) -> Message:
        """Send a voice note; `duration` in seconds."""
        content = {"duration": duration}
        return self._send_file("voice", "voice.ogg", data, mime, caption, reply_to, chat, content=content)

    # Pressing

    def press(self, label: str, message_id: int | None = None, *, chat: Chat | None = None) -> str | None:
        """Press a button, named by its label, the start of its label, its data or the start of its data.

        The newest message that has such a button counts, unless one is named. Gives the query's id. A key of the open
        reply keyboard is found when no message has the button: its text is sent, and there is no query (None).
        Raises LookupError that lists the buttons that are there.
        """
        where = chat or self.chat
        shown = [where.message(message_id)] if message_id is not None else where.messages[::-1]
        for fits in (_is_label, _is_data, _starts_label, _starts_data):
            for message in shown:
                for button in message.inline_keyboard:
                    for one in button:
                        if one.data is not None and fits(label, one.label, one.data):
                            return self.press_data(message, one.data)
        keys = [key for row in (where.reply_keyboard or {"rows": []})["rows"] for key in row]
        for key in keys:
            if message_id is None and key["text"].startswith(label):
                self.press_key(key, chat=chat)
                return None
        there = [
            f"{one.label!r} ({one.data or one.action})"
            for message in shown
            for row in message.inline_keyboard
            for one in row
        ]
        there += [f"{key['text']!r} (key)" for key in keys]
        raise LookupError(f"no button {label!r}; there are: {', '.join(there) or 'none'}")

    def press_data(self, message: Message, data: str) -> str:
        """Press the button of this message that carries `data`. Gives the query's id."""
        if self._telegram.chat(message.chat_id).blocked:
            raise RefusedError("Unblock the bot first.", conflict=True)
        return self._telegram.press(self.user, message, data)

    def press_key(self, key: Json, *, chat: Chat | None = None) -> Message:
        """Press a key of the reply keyboard; sharing a location from a key needs `share_location` instead."""
        if key["kind"] == "contact":
            return self.share_contact(chat=chat)
        if key["kind"] != "text":
            raise RefusedError(f"{key['text']} asks for something that cannot be pressed here.")
        return self.send(key["text"], chat=chat)

    # Inline

    async def inline(self, query: str, *, offset: str = "", timeout: float = 10.0) -> InlineAnswer:  # noqa: ASYNC109
        """Type a query after the bot's name and wait for the answer. Raises TimeoutError after `timeout` seconds."""
        waiting = self._telegram.ask_inline(self.user, query, offset)
        async with asyncio.timeout(timeout):
            await waiting.answered.wait()
        return _answer(waiting)

    def choose(self, query_id: str, result_id: str, *, chat: Chat | None = None) -> Message:
        """Send one of the results of an inline query. Raises LookupError for one that is not there."""
        query = self._telegram.inline_queries.get(query_id)
        if query is None or query.person_id != self.user.id:
            raise LookupError("that query is gone; type it again")
        for result in _answer(query).results:
            if result.id == result_id:
                return self._post(
                    chat, None, text=result.text, entities=result.entities, markup=result.markup, via_bot=True
                )
        raise LookupError(f"no result {result_id!r}")

    # Coming and going

    def block(self) -> None:
        """Stop the bot from writing."""
        self._block(blocked=True)

    def unblock(self) -> None:
        """Let the bot write again."""
        self._block(blocked=False)

    def _block(self, *, blocked: bool) -> None:
        chat, telegram = self.chat, self._telegram
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        with telegram.journal.together():
            telegram.keep_chat(chat)
            old, new = ("member", "kicked") if blocked else ("kicked", "member")
            telegram.member_changed(chat, self.user, old, new)
        telegram.tell("people")

    def join_group(self, title: str) -> Chat:
        """Be in the group of this name, which is made with the bot in it if it is not there yet."""
        telegram = self._telegram
        group = next((chat for chat in telegram.chats.values() if chat.title == title), None)
        with telegram.journal.together():
            new = group is None
            group = group or telegram.add_group(title)
            if self.user.id not in group.members:
                group.members.append(self.user.id)
                telegram.keep_chat(group)
            if new:
                telegram.member_changed(group, self.user, "left", "member")
                joined = [telegram.bot.to_json()]
                telegram.post(group, self.user, kind="service", content={"new_chat_members": joined})
        return group

    # How it is done

    def _post(self, chat: Chat | None, reply_to: int | None, **parts: Any) -> Message:
        where = chat or self.chat
        if where.blocked:
            raise RefusedError("Unblock the bot first.", conflict=True)
        if reply_to is not None:
            where.message(reply_to)
        if "entities" not in parts:
            parts["text"], parts["entities"] = tidy(parts.get("text", ""), [])
        return self._telegram.post(where, self.user, reply_to=reply_to, **parts)

    def _send_file(
        self,
        kind: str,
        name: str,
        data: bytes,
        mime: str,
        caption: str,
        reply_to: int | None,
        chat: Chat | None,
        *,
        size: tuple[int, int] = (0, 0),
        content: Json | None = None,
    ) -> Message:
        if (chat or self.chat).blocked:
            raise RefusedError("Unblock the bot first.", conflict=True)
        if not data:
            raise RefusedError("That file is empty.")
        if len(caption) > MessageLimit.CAPTION_LENGTH:
            raise RefusedError(f"A caption has {int(MessageLimit.CAPTION_LENGTH)} characters at most.")
        if len(data) > FileSizeLimit.FILESIZE_UPLOAD_LOCAL_MODE:
            raise RefusedError("That file is too large.")
        telegram = self._telegram
        with telegram.journal.together():
            file = telegram.add_file(kind, name, mime, data, size=size, ending=suffix(name, ""))
            return self._post(chat, reply_to, kind=kind, text=caption, file_id=file.file_id, content=content)

    def _message(self, message_id: int) -> Message:
        for chat in self._telegram.chats.values():
            if self.user.id in chat.members and message_id in chat._messages:
                return chat._messages[message_id]
        raise LookupError(f"no message {message_id}")


def _is_label(wanted: str, label: str, data: str) -> bool:
    return label == wanted


def _is_data(wanted: str, label: str, data: str) -> bool:
    return data == wanted


def _starts_label(wanted: str, label: str, data: str) -> bool:
    return label.startswith(wanted)


def _starts_data(wanted: str, label: str, data: str) -> bool:
    return data.startswith(wanted)


def _answer(query: "InlineQuery") -> InlineAnswer:
    results = [
        InlineResult(
            id=result["id"],
            title=result["title"],
            description=result["description"],
            text=result["text"],
            html=result["html"],
            entities=result["entities"],
            markup=result["markup"],
        )
        for result in query.results
    ]
    return InlineAnswer(query.id, results, query.next_offset, query.button)
