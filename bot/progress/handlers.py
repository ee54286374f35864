"""/progress: the owner's own news, a line at a time. With it /update and the advice that updates speak of."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms
from bot.commands import command
from bot.context import BotContext
from bot.conversations.rules import read_day
from bot.forms import Answers, Reply, Step
from bot.progress import advice, update_views, updating, views
from bot.progress.rules import LONGEST_NEWS
from bot.progress.updating import say
from storage import news
from storage.tables import News

EXPECTED = "Write what has moved, in a line, for example: passed my certification exam."


async def progress(_: Update, context: BotContext) -> None:
    """Note your own news, for the updates to your people.

    Example: /progress passed my certification exam
    """
    if context.argument and not context.button:
        read = forms.text(EXPECTED, LONGEST_NEWS)
        await _keep(context, read(Reply(text=context.argument), {}, context))
        return
    await _page(context, 0)


async def page(_: Update, context: BotContext) -> None:
    """A page of the news."""
    await _page(context, context.number())


async def _page(context: BotContext, number: int) -> None:
    async with context.reading() as session:
        found = await news.latest(
            session, context.owner_id, limit=views.A_PAGE + 1, offset=min(number, 10_000) * views.A_PAGE
        )
    await context.show(views.page(found[: views.A_PAGE], number, len(found) > views.A_PAGE, context.today))


async def ask_new(_: Update, context: BotContext) -> None:
    """Ask for a line."""
    await forms.start(context, NEW)


async def keep_new(context: BotContext, answers: Answers) -> None:
    """Keep a line that was typed."""
    await _keep(context, answers["text"])


async def _keep(context: BotContext, text: str) -> None:
    async with context.transaction(undo=f"kept your news: {text}") as session:
        kept = await news.add(session, context.owner_id, text, context.today, context.now)
        hearers = await news.hearers(session, context.owner_id)
    await context.show(views.kept(kept, len(hearers), context.change_id))


async def open_one(_: Update, context: BotContext) -> None:
    """One line, to change."""
    if found := await _find(context, context.number()):
        await context.show(views.opened(found, context.today))


async def edit(_: Update, context: BotContext) -> None:
    """Ask for the line anew."""
    if found := await _find(context, context.number()):
        await forms.start(context, EDIT, {"news": found.id, "was": found.text})


async def edit_day(_: Update, context: BotContext) -> None:
    """Ask for its day."""
    if found := await _find(context, context.number()):
        await forms.start(context, DAY, {"news": found.id, "was": found.text})


async def change(context: BotContext, answers: Answers) -> None:
    """Keep the new wording, or the new day."""
    async with context.transaction(undo=f"changed your news: {answers['was']}") as session:
        found = await news.find(session, context.owner_id, answers["news"])
        if found:
            found.text = answers.get("text") or found.text
            found.happened_on = date.fromisoformat(answers["day"]) if answers.get("day") else found.happened_on
    if found is None:
        await say(context, views.NEWS_GONE)
        return
    await context.show(views.opened(found, context.today, said="Changed.", change_id=context.change_id))


async def remove(_: Update, context: BotContext) -> None:
    """Take a line out."""
    async with context.transaction(undo="removed a line of your news") as session:
        found = await news.find(session, context.owner_id, context.number())
        if found:
            await session.delete(found)
    if found is None:
        await context.toast(views.NEWS_GONE)
        return
    await context.show(views.removed(found.text, context.change_id))


async def _find(context: BotContext, news_id: int) -> News | None:
    async with context.reading() as session:
        found = await news.find(session, context.owner_id, news_id)
    if found is None:
        await context.toast(views.NEWS_GONE)
    return found


def _read_day(reply: Reply, _: Answers, context: BotContext) -> str:
    return read_day(reply.text, context.today, str(context.zone))[0].isoformat()


TEXT = Step("text", "What has moved? One line is enough.", forms.text(EXPECTED, LONGEST_NEWS), required=True)
NEW = forms.Form("news", "a line of your news", [TEXT], keep_new)
EDIT = forms.Form("news_edit", "the change to your news", [TEXT], change)
DAY = forms.Form(
    "news_day",
    "the day of your news",
    [Step("day", "When was that? For example <i>yesterday</i> or <i>3 March</i>.", _read_day, required=True)],
    change,
)
FORMS: Sequence[forms.Form] = (NEW, EDIT, DAY, *updating.FORMS, *advice.FORMS)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/update, /progress and all their buttons."""
    return [
        *updating.handlers(),
        command("progress", progress),
        update_views.NEWS.handler(page),
        update_views.ADD_NEWS.handler(ask_new),
        views.OPEN.handler(open_one),
        views.EDIT.handler(edit),
        views.DAY.handler(edit_day),
        views.REMOVE.handler(remove),
        *advice.handlers(),
    ]
