"""Who is meant: typed words to a contact, with buttons where several fit and the nearest names where nobody does."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process
from telegram import InlineKeyboardButton

from bot.context import BotContext
from bot.view import Action, View, columns, escape, rows
from storage import contacts
from storage.folding import fold
from storage.tables import Contact

ADD_THEM = Action("add_them")
MOST_CHOICES = 8
NEAR_ENOUGH = 70


async def pick(context: BotContext, words: str, then: Action) -> Contact | None:
    """The one contact these words mean. Otherwise the owner is shown a choice, whose buttons lead to `then`.

    An exact name wins over parts; then whoever has all the words in their name; then anywhere (organisation, tags).
    """
    async with context.reading() as session:
        everyone = await contacts.everyone(session, context.owner_id)
        fitting = among(everyone, words) or await contacts.search(session, context.owner_id, words, limit=50)
    if len(fitting) == 1:
        return fitting[0]
    await context.show(which(fitting, then) if fitting else nobody(words, nearest(everyone, words), then))
    return None


def among(everyone: Sequence[Contact], words: str) -> Sequence[Contact]:
    """Those whose name is meant by these words."""
    folded = fold(words)
    if not folded:
        return []
    exact = [contact for contact in everyone if contact.name_key == folded]
    if exact:
        return exact
    parts = folded.split()
    whole = [each for each in everyone if all(part in each.name_key.split() for part in parts)]
    return whole or [each for each in everyone if all(part in each.name_key for part in parts)]


def nearest(everyone: Sequence[Contact], words: str) -> Sequence[Contact]:
    """Up to three whose names look most like what was typed."""
    names = {contact.id: contact.name_key for contact in everyone}
    found = process.extract(fold(words), names, scorer=fuzz.WRatio, limit=3, score_cutoff=NEAR_ENOUGH)
    by_id = {contact.id: contact for contact in everyone}
    return [by_id[key] for _, _, key in found]


def label(contact: Contact) -> str:
    """A contact on a button: name, and organisation to tell namesakes apart."""
    return f"{contact.name}, {contact.organisation}" if contact.organisation else contact.name


def choices(fitting: Sequence[Contact], then: Action) -> list[list[InlineKeyboardButton]]:
    """A row of buttons a contact."""
    return [[then.button(label(contact)[:60], contact.id)] for contact in fitting[:MOST_CHOICES]]


def which(fitting: Sequence[Contact], then: Action) -> View:
    """Several fit."""
    more = f" The first {MOST_CHOICES} of {len(fitting)}:" if len(fitting) > MOST_CHOICES else ""
    return View(f"Whom do you mean?{more}", rows(*choices(fitting, then)))


def nobody(words: str, near: Sequence[Contact], then: Action) -> View:
    """Nobody fits: the nearest names, and the offer to add them (which asks for the name once more)."""
    suggestion = " Did you mean one of these?" if near else ""
    offer = [ADD_THEM.button("Add a new person")]
    near_buttons = [then.button(label(contact)[:60], contact.id) for contact in near]
    text = f"I know nobody called <b>{escape(words[:64])}</b>.{suggestion} /add {escape(words[:64])} keeps them."
    return View(text, rows(*columns(near_buttons, 1), offer))
