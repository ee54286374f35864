"""What a handler is handed: typed short ways to the owner, the moment, the database and the answer."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Self
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import InputFile, Message, Update, User
from telegram.error import BadRequest
from telegram.ext import Application, CallbackContext, ExtBot

from bot.clock import Clock
from bot.intake.current import CURRENT
from bot.recognising import Recogniser
from bot.reminders.hours import Hours
from bot.reminders.planning import hours_of
from bot.settings import Settings
from bot.view import File, View
from storage import forms, history, inbox
from storage.database import Database
from storage.tables import Form, Owner

# What Telegram says when a message is gone or too old to edit, or already reads so.
GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")
UNCHANGED = "message is not modified"
# The digits of the largest id a database keeps.
LONGEST_ID = 18


@dataclass
class Services:
    """What the process has one of: settings, clock, database."""

    settings: Settings = field(init=False)
    clock: Clock = field(init=False)
    database: Database = field(init=False)
    recogniser: Recogniser = field(init=False)
    pairing_code: str | None = None
    # The question that stands open in each chat, so that its buttons can go once it is answered in words. Only for
    # looks, hence in memory: a button that stays answers kindly.
    prompts: dict[int, int] = field(default_factory=dict)


Base = CallbackContext[ExtBot[Any], dict[Any, Any], dict[Any, Any], Services]
App = Application[Any, Any, Any, Any, Any, Any]
"""Any of our Applications, where the exact types would only be in the way."""


class BotContext(Base):
    """One update being answered."""

    incoming: Update | None = None
    known_owner: Owner | None = None
    open_form: Form | None = None
    # A form that the transaction about to be made completes.
    closing: int | None = None
    parked: Form | None = None
    change_id: int | None = None
    answered_button: bool = False

    @classmethod
    def from_update(cls, update: object, application: App) -> Self:
        """As PTB's own, keeping the update, so that handlers need not pass it on."""
        context = super().from_update(update, application)
        context.incoming = update if isinstance(update, Update) else None
        return context

    @property
    def services(self) -> Services:
        """Settings, clock and database."""
        return self.bot_data

    @property
    def database(self) -> Database:
        """For what is not this update's own write; handlers use `transaction` and `reading`."""
        return self.services.database

    # Who and when

    @cached_property
    def user(self) -> User:
        """Who wrote or pressed."""
        assert self.incoming is not None
        assert self.incoming.effective_user is not None
        return self.incoming.effective_user

    @property
    def owner_id(self) -> int:
        """The owner's Telegram id, which is their chat's too."""
        return self.user.id

    @property
    def owner(self) -> Owner:
        """Who this is for, as stored; the gate has loaded it."""
        assert self.known_owner is not None, "only admitted people reach handlers"
        return self.known_owner

    @cached_property
    def now(self) -> datetime:
        """The present moment, asked once an update."""
        return self.services.clock.now()

    @property
    def zone(self) -> ZoneInfo:
        """The owner's time zone, or the default until they have told theirs."""
        return ZoneInfo(self.owner.zone or self.services.settings.zone)

    @property
    def hours(self) -> Hours:
        """The owner's clock: their zone, their hour for pings, when it is quiet and which days are off."""
        return hours_of(self.owner, self.services.settings.zone)

    @property
    def said_at(self) -> datetime:
        """When the owner wrote the message, which is what its "today" means; now for a button."""
        message = self.message
        return message.date if message and not (self.incoming and self.incoming.callback_query) else self.now

    @property
    def today(self) -> date:
        """The owner's own date when they wrote."""
        return self.said_at.astimezone(self.zone).date()

    # What they said

    @property
    def message(self) -> Message | None:
        """The message that came, was edited, or carries the pressed button."""
        return self.incoming.effective_message if self.incoming else None

    @property
    def text(self) -> str:
        """The words of the message, or of its caption; none for a pressed button, whose message is the bot's own."""
        if self.incoming and self.incoming.callback_query:
            return ""
        return ((self.message.text or self.message.caption or "") if self.message else "").strip()

    @property
    def argument(self) -> str:
        """What stands behind a command, line breaks kept."""
        _, _, rest = self.text.partition(" ") if " " in self.text.split("\n", 1)[0] else self.text.partition("\n")
        return rest.strip()

    @cached_property
    def button(self) -> list[str]:
        """The parts of a pressed button's data behind the action's name."""
        query = self.incoming.callback_query if self.incoming else None
        return (query.data or "").split(":")[1:] if query else []

    def number(self, position: int = 0) -> int:
        """One part of a pressed button's data as an id; 0, which is nobody's, if it is none."""
        part = self.button[position] if position < len(self.button) else ""
        return int(part) if part.isdecimal() and len(part) <= LONGEST_ID else 0

    # What is kept

    @asynccontextmanager
    async def transaction(self, undo: str | None = None) -> AsyncIterator[AsyncSession]:
        """The one transaction in which this update takes effect.

        With `undo`, what the block changes can be taken back under that name ("added Ada Lovelace"), and `change_id` is
        set for the Undo button. The mark that the update has been applied commits with it; so does the end of a form.
        """
        current = CURRENT.get()
        async with self.database.transaction() as session:
            if undo:
                history.record(session)
            yield session
            if undo:
                change = await history.keep(session, self.owner_id, undo, self.now)
                self.change_id = change.id if change else None
            if self.closing is not None:
                await forms.drop(session, self.owner_id, self.closing)
            if current:
                await inbox.mark_applied(session, current.row_id, self.now)
        if current:
            current.applied = True

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session for questions only."""
        async with self.database.reading() as session:
            yield session

    # What they see

    async def show(self, view: View, *, toast: str | None = None) -> Message | None:
        """Answer: edit the message whose button was pressed, or send a new one."""
        pressed = self.incoming.callback_query if self.incoming else None
        if pressed:
            await self.toast(toast)
        if (
            pressed
            and isinstance(pressed.message, Message)
            and not (view.fresh or view.photo or view.document or view.below)
        ):
            return await self.edit(pressed.message.message_id, view)
        return await self.send(view)

    async def send(self, view: View) -> Message:
        """A new message to the owner."""
        markup = view.below or view.keyboard
        if view.photo:
            return await self.bot.send_photo(self.owner_id, _input(view.photo), caption=view.text, reply_markup=markup)
        if view.document:
            return await self.bot.send_document(
                self.owner_id, _input(view.document), caption=view.text or None, reply_markup=markup
            )
        return await self.bot.send_message(self.owner_id, view.text, reply_markup=markup)

    async def edit(self, message_id: int, view: View) -> Message | None:
        """Change one of the bot's messages in place; a new one if that is gone or too old."""
        try:
            edited = await self.bot.edit_message_text(
                view.text, chat_id=self.owner_id, message_id=message_id, reply_markup=view.keyboard
            )
        except BadRequest as error:
            said = error.message.casefold()
            if UNCHANGED in said:
                return None
            if not any(reason in said for reason in (*GONE, "there is no text in the message")):
                raise
            return await self.send(view)
        return edited if isinstance(edited, Message) else None

    @property
    def said_in_words(self) -> bool:
        """Whether this is a message rather than a pressed button."""
        return self.incoming is not None and self.incoming.message is not None

    async def without_buttons(self, message_id: int) -> None:
        """Take the buttons from one of the bot's messages; that it is gone or has none is as well."""
        try:
            await self.bot.edit_message_reply_markup(self.owner_id, message_id)
        except BadRequest:
            return

    async def toast(self, text: str | None = None, *, alert: bool = False) -> None:
        """Answer a pressed button, with a passing line if there is one to say."""
        query = self.incoming.callback_query if self.incoming else None
        if query is None or self.answered_button:
            return
        self.answered_button = True
        try:
            await query.answer(text, show_alert=alert)
        except BadRequest:
            # The press was too long ago; what it did stands all the same.
            return


def _input(file: File) -> InputFile | str:
    return file.content if isinstance(file.content, str) else InputFile(file.content, filename=file.name)
