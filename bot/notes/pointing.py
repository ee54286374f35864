"""Messages that are no note: each gets the right answer, or the way to it, and nothing is recorded."""

import re
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import commands
from bot.capture import Capture, Hint
from bot.contacts import listing
from bot.contacts.gathering import gather
from bot.contacts.listing import Shelf
from bot.contacts.views import card
from bot.context import BotContext
from bot.notes import pointers, renaming
from bot.notes.keeping import understood_of
from bot.notes.understood import Reading
from bot.questions import rules as questions
from bot.questions import views as question_views
from bot.questions.rules import Blanks, Stage
from bot.reminders import listing as reminder_listing
from bot.reminders import views as reminder_views
from bot.start import views as start_views
from storage import contacts, conversations, history, notes, reminders
from storage import questions as own_questions
from storage.folding import fold
from storage.tables import Contact, Note

# What is due later than this is no news yet.
AHEAD = timedelta(days=8)

# Words that are asked for by name, whatever else they may look like.
COMMAND_WORDS = {
    "undo": Hint.UNDO,
    "help": Hint.HELP,
    "menu": Hint.HELP,
    "due": Hint.DUE,
    "what is due": Hint.DUE,
    "whats due": Hint.DUE,
    "contacts": Hint.CONTACTS,
    "people": Hint.CONTACTS,
    "questions": Hint.QUESTIONS,
    "tips": Hint.TIPS,
    "cancel": Hint.UNDO,
}
ASKING = frozenset(Hint) - {Hint.SMALLTALK, Hint.OTHER}

# What stands before the people or the place that somebody looks for.
LOOKED_FOR = re.compile(
    r"\b(?:at|from|in|with|for|named|called|(?:show|find|list|look up|search(?: for)?)(?: me)?(?: my| all)?)\s+"
    r"(?P<words>[^?!.\n]{2,60})",
    re.IGNORECASE,
)
EVERYBODY = re.compile(r"\b(?:contacts?|everyone|everybody|people|list|connections)\b", re.IGNORECASE)
NO_NAMES = {
    *("who", "what", "do", "does", "i", "know", "at", "in", "from", "the", "my", "a", "an", "is", "are"),
    *("anyone", "any", "people", "contacts", "contact", "me", "all"),
}


def is_no_note(text: str) -> bool:
    """Whether a message is nothing but the name of something the bot does, or in a language that is not read."""
    return fold(text) in COMMAND_WORDS or pointers.is_foreign(text)


def asks(found: Capture) -> bool:
    """Whether words that are no note ask for something."""
    return found.hint in ASKING


async def point(context: BotContext, found: Capture, text: str) -> None:
    """Answer a message that is no note."""
    hint = COMMAND_WORDS.get(fold(text), found.hint or Hint.OTHER)
    if pointers.is_foreign(text):
        hint = Hint.OTHER
    about = await _about(context, found, text)
    match hint:
        case Hint.GREETING if pointers.WORDS.search(text):
            await context.show(pointers.hello(context.owner.name))
        case Hint.THANKS_TO_BOT:
            await context.show(pointers.welcome())
        case Hint.HELP:
            await context.show(start_views.everything(commands.KNOWN.values()))
        case Hint.UNDO:
            await _offer_undo(context)
        case Hint.DUE:
            await _due(context)
        case Hint.QUESTIONS:
            await _questions(context, about)
        case Hint.LAST_TALK if about:
            await _last_talk(context, about)
        case Hint.CONTACTS:
            await _people(context, about, text)
        case Hint.DELETE | Hint.PREP if about:
            await _card(context, about, deleting=hint is Hint.DELETE)
        case Hint.EDIT:
            await _correct(context, about, text)
        case _:
            await context.show(pointers.pointer(hint, about, text))


async def _about(context: BotContext, found: Capture, text: str) -> Contact | None:
    """Whom the message is about, where it names one of the owner's contacts."""
    async with context.reading() as session:
        if found.about and found.about.id:
            return await contacts.find(session, context.owner_id, found.about.id)
        everyone = await contacts.everyone(session, context.owner_id)
    return named(everyone, text)


def named(everyone: Sequence[Contact], text: str) -> Contact | None:
    """The one contact whose whole name, or whose first name as nobody else's, stands in a text."""
    said = f" {fold(text)} "
    whole = [each for each in everyone if f" {each.name_key} " in said]
    if whole:
        return max(whole, key=lambda each: len(each.name_key))
    first = [each for each in everyone if f" {each.name_key.split()[0]} " in said] if everyone else []
    return first[0] if len(first) == 1 else None


async def _questions(context: BotContext, about: Contact | None) -> None:
    """A good set, for whom the message is about, else for whom the owner has dealt with last."""
    stage = Stage.FIRST
    async with context.reading() as session:
        about = about or await _last_dealt_with(session, context.owner_id)
        own = await own_questions.of_owner(session, context.owner_id)
        if about and await conversations.count_with(session, context.owner_id, about.id):
            stage = Stage.AGAIN
    blanks = Blanks(field=context.owner.field)
    if about:
        blanks = Blanks(context.owner.field, about.organisation, about.role, about.first_name)
    mine = [questions.own_question(each.id, each.text) for each in own][:2]
    chosen = questions.pick(stage=stage, own=mine, blanks=blanks, seed=0)
    await context.show(question_views.a_set(chosen, blanks, about, 0))


async def _last_dealt_with(session: AsyncSession, owner_id: int) -> Contact | None:
    """Who "her" or "him" is: whom the latest note or conversation was with, rather than whoever it brought."""
    recent = await conversations.recent_people(session, owner_id)
    person = since = None
    for each in recent:
        talks = await conversations.with_contact(session, owner_id, each.id)
        if talks or each.introduced_by_id is None:
            person, since = each, max((talk.logged_at for talk in talks), default=each.created_at)
            break
    note = await notes.last(session, owner_id)
    told = await _told_of(session, note) if note else []
    if note and told and (since is None or note.sent_at > since or person in told):
        return told[0]
    return person or next(iter(recent), None)


async def _told_of(session: AsyncSession, note: Note) -> Sequence[Contact]:
    """Whom a note is about, in the order they were named; nobody once it was taken back."""
    changes = [await history.find(session, note.owner_id, number) for number in note.change_ids]
    if not any(each and each.undone_at is None for each in changes):
        return []
    reading = Reading.from_json(note.reading)
    understood = understood_of(reading)
    ids = [reading.records.contacts.get(fold(each.said)) for each in (understood.people if understood else ())]
    found = [await contacts.find(session, note.owner_id, number) for number in ids if number]
    return [each for each in found if each]


async def _due(context: BotContext) -> None:
    """The same list as /due."""
    hours = context.hours
    async with context.reading() as session:
        open_now = await reminders.open_for(session, context.owner_id)
        listed, undated = await reminder_listing.all_listed(session, context.owner_id, open_now)
    near = [each for each in listed if reminder_views.since(each.reminder, context.now) <= context.now + AHEAD]
    await context.show(reminder_views.due(near, undated, context.now, hours))


async def _last_talk(context: BotContext, about: Contact) -> None:
    async with context.reading() as session:
        talk = await conversations.last_with(session, context.owner_id, about.id)
    await context.show(pointers.last_talk(about, talk, context.today))


async def _people(context: BotContext, about: Contact | None, text: str) -> None:
    """Who fits the words behind "at", "from" or "find"; the whole list where there are none."""
    if about and not LOOKED_FOR.search(text):
        await _card(context, about)
        return
    match = LOOKED_FOR.search(text)
    words = " ".join(word for word in fold(match["words"]).split() if word not in NO_NAMES) if match else ""
    async with context.reading() as session:
        total, archived = await contacts.counts(session, context.owner_id, words)
        if words and not total and EVERYBODY.search(text):
            words = ""
            total, archived = await contacts.counts(session, context.owner_id)
        shown = await contacts.search(session, context.owner_id, words, limit=listing.PAGE)
    if total:
        await context.show(listing.people(Shelf(words), shown, total, archived))
    elif words:
        await context.show(listing.nobody_fits(Shelf(words), archived))
    else:
        await context.show(listing.nobody_yet(archived))


async def _card(context: BotContext, about: Contact, *, deleting: bool = False) -> None:
    async with context.reading() as session:
        facts = await gather(session, context.owner_id, about.id, context.now, context.zone)
    if facts:
        await context.show(card(facts, said="Delete is under More." if deleting else ""))


async def _offer_undo(context: BotContext) -> None:
    async with context.reading() as session:
        change = await history.last(session, context.owner_id)
    await context.show(pointers.offer_undo(change))


async def _correct(context: BotContext, about: Contact | None, text: str) -> None:
    """A name is put right at once; anything else on the card of the note or the person."""
    async with context.reading() as session:
        last = await notes.last(session, context.owner_id)
        about = about or await _last_dealt_with(session, context.owner_id)
    if about and await renaming.rename(context, about, text):
        return
    await context.show(pointers.offer_correction(last, about))
