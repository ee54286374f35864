"""Looking: the list, the search, the card, the timeline."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.ext import BaseHandler

from bot import forms, pages, pressed
from bot.commands import command
from bot.contacts import listing, rules, views
from bot.contacts.gathering import gather, history_with
from bot.contacts.listing import Shelf
from bot.context import BotContext
from bot.forms import Answers, Form, Reply, Step
from bot.reminders.hours import local_day
from bot.view import View
from storage import contacts


async def show_people(_: Update, context: BotContext) -> None:
    """Everybody you keep, or those you look for.

    Example: /contacts engines
    """
    words = rules.read_search(context.argument) if context.argument else ""
    async with context.reading() as session:
        view = await page_of(session, context.owner_id, Shelf(words))
    await context.show(view)


async def page_of(session: AsyncSession, owner_id: int, shelf: Shelf) -> View:
    """One page of the list; the last one if there are fewer pages now than there were."""
    in_sight, archived = await contacts.counts(session, owner_id, shelf.words)
    total, elsewhere = (archived, in_sight) if shelf.archived else (in_sight, archived)
    if not total:
        if shelf.words:
            return listing.nobody_fits(shelf, elsewhere)
        return listing.archive_empty() if shelf.archived else listing.nobody_yet(archived=elsewhere)
    page = min(shelf.page, listing.page_count(total) - 1)
    shown = await contacts.search(
        session,
        owner_id,
        shelf.words,
        archived=shelf.archived,
        limit=listing.PAGE,
        offset=page * listing.PAGE,
    )
    return listing.people(Shelf(shelf.words, shelf.archived, page), shown, total, elsewhere)


async def turn_page(_: Update, context: BotContext) -> None:
    """Another page, or the other shelf."""
    searching = context.number(2) == 1
    words = listing.searched_words(context.message) if searching else ""
    if searching and not words:
        await context.toast("I have forgotten what this searched for. Please search again with /contacts.", alert=True)
        return
    async with context.reading() as session:
        view = await page_of(session, context.owner_id, Shelf(words, context.number(1) == 1, context.number()))
    await context.show(view)


async def list_at(_: Update, context: BotContext) -> None:
    """From a card back to the list, at that person's page."""
    async with context.reading() as session:
        shelf = Shelf()
        if contact := await contacts.find(session, context.owner_id, context.number()):
            shelf = listing.around(contact, await contacts.place_in_list(session, context.owner_id, contact))
        view = await page_of(session, context.owner_id, shelf)
    await context.show(view)


async def show_card(_: Update, context: BotContext) -> None:
    """Everything about one person."""
    async with context.reading() as session:
        facts = await gather(session, context.owner_id, context.number(), context.now, context.zone)
    if facts is None:
        await context.toast(pages.PERSON_GONE)
        return
    view = views.card(facts)
    await context.show(view.as_fresh() if context.number(1) == 1 else view)


async def show_timeline(_: Update, context: BotContext) -> None:
    """What happened with one person."""
    async with context.reading() as session:
        contact = await contacts.find(session, context.owner_id, context.number())
        entries = await history_with(session, context.owner_id, contact.id, context.zone) if contact else []
    if contact is None:
        await context.toast(pages.PERSON_GONE)
        return
    await context.show(listing.timeline(contact, entries, context.number(1), local_day(context.now, context.zone)))


async def show_notes(_: Update, context: BotContext) -> None:
    """One person's notes in full."""
    if contact := await pressed.contact(context):
        await context.show(views.all_notes(contact, context.number(1)))


# Search by a button


async def search(_: Update, context: BotContext) -> None:
    """Ask what to look for."""
    await forms.start(context, LOOK_FOR)


def read_words(reply: Reply, _: Answers, __: BotContext) -> str:
    """What to look for."""
    return rules.read_search(reply.text)


async def finish_search(context: BotContext, answers: Answers) -> None:
    """Show who was found; the transaction only ends the form."""
    async with context.transaction() as session:
        view = await page_of(session, context.owner_id, Shelf(answers["words"]))
    await context.show(view)


LOOK_FOR = Form(
    "look_for",
    "your search",
    [
        Step(
            "words",
            "Whom are you looking for? Any part of a name, organisation, role or note will do, or a #tag.",
            read_words,
            required=True,
        )
    ],
    finish_search,
)

FORMS = (LOOK_FOR,)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/contacts, its pages, cards and timelines."""
    return [
        command("contacts", show_people),
        listing.PEOPLE.handler(turn_page),
        listing.SEARCH.handler(search),
        views.LIST_AT.handler(list_at),
        views.CARD.handler(show_card),
        views.TIMELINE.handler(show_timeline),
        views.NOTES.handler(show_notes),
    ]
