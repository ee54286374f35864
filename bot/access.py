"""The gate: who may use the bot, and what everybody else is told. It also loads the owner and their open form."""

import logging
import secrets
from datetime import datetime, timedelta

from telegram import ChatMemberBanned, ChatMemberLeft, Update
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from bot import forms
from bot.context import BotContext
from bot.settings import Access
from bot.view import View
from storage import owners

log = logging.getLogger(__name__)

PRIVATE = "This is somebody's private networking assistant, so I cannot help you here. I wish you good conversations."
PAIRING = "Hello! I belong to nobody yet. Send me the pairing code that was printed when I was started."
GROUP = "I work in private chats only, because a person's network is theirs alone. Write to me directly, please."
PAIRED = "Welcome! From now on I am yours alone."

# A stranger hears the one line once in this time, however much they write.
QUIET_FOR = timedelta(hours=1)
# Letters that are not mistaken for each other when a code is read from a screen.
CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
SEEN_EVERY = timedelta(minutes=10)

_told: dict[int, datetime] = {}


def forget_strangers() -> None:
    """Who was told lately is told again: a new run of the bot begins so."""
    _told.clear()


def new_pairing_code() -> str:
    """Eight letters from an alphabet of 31: some 40 bits, used once."""
    letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


async def gate(update: Update, context: BotContext) -> None:
    """Let an admitted person through with what is known of them; anybody else gets one polite line."""
    if update.effective_user is None or update.effective_user.is_bot:
        raise ApplicationHandlerStop
    if update.effective_chat and update.effective_chat.type != ChatType.PRIVATE:
        await say_private_only(update, context)
        raise ApplicationHandlerStop
    owner, context.open_form = await context.services.recogniser.recognise(context.owner_id)
    if owner is None or owner.admitted_at is None or not may_use(context):
        await welcome_or_decline(context)
        return
    context.known_owner = owner
    if update.my_chat_member:
        await note_block(update, context)
        raise ApplicationHandlerStop
    if owner.blocked_at or owner.seen_at is None or context.now - owner.seen_at >= SEEN_EVERY:
        async with context.database.transaction() as session:
            owner = context.known_owner = await owners.get(session, context.owner_id)
            owner.seen_at, owner.blocked_at = context.now, None
    if is_command(context) and not context.text.startswith("/cancel"):
        await forms.park(context)


def may_use(context: BotContext) -> bool:
    """Whether the setting still lets this admitted person in."""
    settings = context.services.settings
    return settings.access is not Access.LIST or context.owner_id in settings.allowed_ids


def is_command(context: BotContext) -> bool:
    """Whether a new message is a command."""
    update = context.incoming
    return bool(update and update.message and context.text.startswith("/"))


async def welcome_or_decline(context: BotContext) -> None:
    """Admit whom the setting admits; the first person with the pairing code under ACCESS=owner."""
    settings, update = context.services.settings, context.incoming
    paired = False
    if settings.access is Access.OWNER:
        code = context.services.pairing_code
        said = context.text.upper().removeprefix("/START").replace("-", "").replace(" ", "")
        paired = bool(code) and secrets.compare_digest(said.encode(), str(code).replace("-", "").encode())
    admitted = (
        paired
        or settings.access is Access.OPEN
        or (settings.access is Access.LIST and context.owner_id in settings.allowed_ids)
    )
    if not admitted or (update and update.my_chat_member):
        await decline(context)
        raise ApplicationHandlerStop
    async with context.database.transaction() as session:
        if paired and await owners.anybody_admitted(session):
            # Somebody else was a moment faster with the code.
            context.services.pairing_code = None
        else:
            context.known_owner = await owners.admit(session, context.owner_id, context.now)
            context.known_owner.seen_at = context.now
    if context.known_owner is None:
        await decline(context)
        raise ApplicationHandlerStop
    if paired:
        context.services.pairing_code = None
        log.info("owner %s has paired with the bot", context.owner_id)
        await context.send(View(PAIRED))
        if not context.text.startswith("/"):
            await context.send(View("Send /start and we begin."))
            raise ApplicationHandlerStop


async def decline(context: BotContext) -> None:
    """One polite line, and not again for a while."""
    if context.incoming and context.incoming.inline_query:
        # An empty answer, or their app would wait for one.
        await context.incoming.inline_query.answer([], cache_time=300, is_personal=True)
        return
    if context.incoming and context.incoming.my_chat_member:
        return
    await context.toast()
    last = _told.get(context.owner_id)
    if last and context.now - last < QUIET_FOR:
        return
    if len(_told) > 10_000:
        _told.clear()
    _told[context.owner_id] = context.now
    await context.send(View(PAIRING if context.services.pairing_code else PRIVATE))


async def note_block(update: Update, context: BotContext) -> None:
    """They blocked the bot, or took it back: pings pause and resume."""
    assert update.my_chat_member is not None
    gone = isinstance(update.my_chat_member.new_chat_member, ChatMemberBanned | ChatMemberLeft)
    async with context.transaction() as session:
        owner = await owners.get(session, context.owner_id)
        owner.blocked_at = context.now if gone else None
    log.info("owner %s has %s the bot", context.owner_id, "blocked" if gone else "unblocked")


async def say_private_only(update: Update, context: BotContext) -> None:
    """In a group: one line when spoken to or added, nothing otherwise."""
    added = update.my_chat_member is not None and update.my_chat_member.new_chat_member.status in (
        "member",
        "administrator",
    )
    asked = update.message is not None and (update.message.text or "").startswith("/")
    if update.callback_query:
        await context.toast(GROUP, alert=True)
    if (added or asked) and update.effective_chat:
        try:
            await context.bot.send_message(update.effective_chat.id, GROUP)
        except TelegramError as error:
            log.info("a group could not be told (%s)", type(error).__name__)
