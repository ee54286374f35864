"""When it is old: the ping for that day, and the months the owner has set."""

from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.ext import BaseHandler

from bot.context import BotContext
from bot.reminders import planning
from bot.reminders.hours import local_day
from bot.resume import rules, views
from bot.view import shorten
from storage import owners, reminders, resumes
from storage.kinds import Outcome, ReminderKind
from storage.tables import Owner, Resume


async def plan(session: AsyncSession, context: BotContext, owner: Owner, looked_over_on: date | None = None) -> None:
    """The ping for the day on which the latest version is old, in place of the one that was planned.

    It is as good as new on the day it was last looked over, where that is told.
    """
    latest = await resumes.latest(session, owner.id)
    if latest is None:
        await reminders.settle(session, owner.id, Outcome.ANSWERED, context.now, ReminderKind.RESUME_OLD)
        return
    hours = planning.hours_of(owner, context.services.settings.zone)
    saved_on = local_day(latest.saved_at, hours.zone)
    fresh_on = max(saved_on, looked_over_on or saved_on)
    await planning.plan_resume_old(session, owner, hours, _about(latest), fresh_on, context.now)


async def relabel_ping(session: AsyncSession, context: BotContext) -> None:
    """What is planned keeps its day, and whether it was sent; only what it calls the file changes."""
    latest = await resumes.latest(session, context.owner_id)
    for waiting in await reminders.open_for(session, context.owner_id, ReminderKind.RESUME_OLD):
        if latest:
            waiting.draft = _about(latest)


def _about(latest: Resume) -> str:
    """What the ping calls it."""
    return f"Your resume, {shorten(latest.label or latest.name, 80)},"


async def last_looked_over_on(session: AsyncSession, context: BotContext) -> date | None:
    """The day on which the owner last answered a ping about it."""
    answers = (Outcome.DONE, Outcome.SKIPPED, Outcome.DROPPED)
    ended = await reminders.last_ended(session, context.owner_id, ReminderKind.RESUME_OLD, *answers)
    return local_day(ended.settled_at, context.zone) if ended and ended.settled_at else None


async def limit(_: Update, context: BotContext) -> None:
    """Ask, or set, after how many months a resume is old."""
    months = context.number()
    if months not in rules.LIMITS:
        await context.show(views.limits(context.owner.resume_limit_months))
        return
    async with context.transaction(undo="when your resume is old") as session:
        owner = await owners.get(session, context.owner_id)
        if owner.resume_limit_months != months:
            owner.resume_limit_months = months
            await plan(session, context, owner, await last_looked_over_on(session, context))
    context.known_owner = owner
    await context.show(views.limits(months, context.change_id))


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The button that asks when it is old, and the answers."""
    return [views.LIMIT.handler(limit)]
