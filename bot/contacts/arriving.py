"""People who arrive in other ways than typed: a shared Telegram contact, a forwarded message."""

from dataclasses import replace

from telegram import (
    Contact,
    Message,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
)

from bot.contacts.details import clean
from bot.contacts.drafts import Draft, trimmed
from bot.contacts.vcards import read_cards


def from_shared(contact: Contact) -> Draft:
    """A shared contact: name, phone, Telegram id, and what its vCard adds."""
    card = next(iter(read_cards(contact.vcard or "")), Draft())
    name = " ".join(f"{contact.first_name} {contact.last_name or ''}".split())
    return _tidy(
        replace(
            card,
            name=name or card.name,
            phone=contact.phone_number or card.phone,
            telegram_user_id=contact.user_id,
        )
    )


def from_forward(message: Message) -> Draft:
    """Who wrote a forwarded message, with its words as a note; without a name where Telegram tells none."""
    name, user_id = "", None
    match message.forward_origin:
        case MessageOriginUser(sender_user=user) if not user.is_bot:
            name, user_id = user.full_name, user.id
        case MessageOriginHiddenUser(sender_user_name=shown):
            name = shown
        case MessageOriginChannel(author_signature=str(signature)) | MessageOriginChat(author_signature=str(signature)):
            name = signature
    return _tidy(Draft(name, telegram_user_id=user_id, notes=message.text or message.caption or None))


def _tidy(draft: Draft) -> Draft:
    name = " ".join(clean(draft.name).split())
    return trimmed(replace(draft, name=name if any(letter.isalnum() for letter in name) else ""))
