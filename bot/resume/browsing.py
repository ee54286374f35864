"""Looking: all versions, and one with who got it."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import pressed
from bot.context import BotContext
from bot.resume import views
from bot.view import View
from storage import resumes
from storage.tables import Resume


async def find(context: BotContext) -> Resume | None:
    """The version of the pressed button; a passing line where it is gone."""
    return await pressed.find(context, resumes.find, views.GONE)


async def show_versions(_: Update, context: BotContext) -> None:
    """All versions."""
    await context.show(await versions_view(context, page=context.number()))


async def versions_view(context: BotContext, *, page: int = 0, said: str = "") -> View:
    """The list."""
    async with context.reading() as session:
        found = await resumes.versions(session, context.owner_id)
        times = await resumes.given_counts(session, context.owner_id)
    return views.all_versions(found, times, page, context.today, context.zone, said=said, change_id=context.change_id)


async def show_version(_: Update, context: BotContext) -> None:
    """One version."""
    if found := await find(context):
        await context.show(await version_view(context, found.id))


async def version_view(context: BotContext, resume_id: int, *, said: str = "") -> View:
    """One version and who got it; the list where it is gone."""
    async with context.reading() as session:
        found = await resumes.find(session, context.owner_id, resume_id)
        given = await resumes.receivers(session, context.owner_id, resume_id)
    if found is None:
        return await versions_view(context, said=said)
    return views.version(found, given, context.today, context.zone, said=said, change_id=context.change_id)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The list and its pages."""
    return [views.VERSIONS.handler(show_versions), views.VERSION.handler(show_version)]
