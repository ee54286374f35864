"""/resume, files sent as one, and the buttons."""

import functools
import operator
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Document, Update
from telegram.error import BadRequest
from telegram.ext import ApplicationHandlerStop, BaseHandler, MessageHandler, filters

from bot import forms, picking, whom
from bot.commands import command
from bot.context import BotContext
from bot.forms import Answers, Choice, Form, Reply, Step
from bot.reminders import planning
from bot.reminders.hours import local_day
from bot.reminders.rules import resume_old_at
from bot.resume import rules, views
from bot.user_error import UserError
from bot.view import View, escape, shorten
from bot.whom import Chosen
from storage import contacts, conversations, history, owners, reminders, resumes
from storage import forms as stored_forms
from storage.kinds import Outcome, ReminderKind
from storage.tables import Contact, Owner, Resume


async def resume(_: Update, context: BotContext) -> None:
    """Your resume, sent back at once, and who got which version.

    Example: /resume priya
    """
    if not context.argument:
        await send_latest(context)
        return
    if contact := await picking.pick(context, context.argument, views.TO):
        await send_latest(context, contact)


async def to_contact(_: Update, context: BotContext) -> None:
    """The latest for one person, with the tap that they got it."""
    async with context.reading() as session:
        contact = await contacts.find(session, context.owner_id, context.number())
    if contact is None:
        await context.toast(views.NOBODY)
        return
    await send_latest(context, contact)


async def send_latest(context: BotContext, contact: Contact | None = None) -> None:
    """The newest version; where there is none, ask for it."""
    async with context.reading() as session:
        latest = await resumes.latest(session, context.owner_id)
    if latest is None:
        await forms.start(context, NEW)
        return
    await send_file(context, latest, latest=True, contact=contact)


async def send(_: Update, context: BotContext) -> None:
    """One version's file, or the latest."""
    if not context.number():
        await send_latest(context)
        return
    if found := await find(context):
        async with context.reading() as session:
            latest = await resumes.latest(session, context.owner_id)
        await send_file(context, found, latest=latest is not None and latest.id == found.id)


async def send_file(context: BotContext, found: Resume, *, latest: bool, contact: Contact | None = None) -> None:
    """The file as Telegram keeps it; a line where it no longer does."""
    async with context.reading() as session:
        given = await resumes.receivers(session, context.owner_id, found.id)
    limit = context.owner.resume_limit_months
    view = views.the_file(found, given, limit, context.today, context.zone, latest=latest, for_contact=contact)
    try:
        await context.show(view)
    except BadRequest as error:
        # A file id belongs to one bot: under another token, or in a new playground, Telegram does not know it.
        if "file" not in error.message.casefold():
            raise
        await context.send(views.not_sent(found))


async def find(context: BotContext) -> Resume | None:
    """The version of the pressed button; a passing line where it is gone."""
    async with context.reading() as session:
        found = await resumes.find(session, context.owner_id, context.number())
    if found is None:
        await context.toast(views.GONE)
    return found


# Keeping a file


async def ask_file(_: Update, context: BotContext) -> None:
    """Ask for the file."""
    await forms.start(context, NEW)


async def receive(_: Update, context: BotContext) -> None:
    """A file with "resume" under it is kept at once."""
    document = context.message.document if context.message else None
    if document is None or (context.open_form and context.open_form.kind == NEW.name):
        return
    try:
        await keep(context, as_answer(document, context.text))
    except UserError as error:
        await context.show(View(escape(str(error))))
    raise ApplicationHandlerStop


async def receive_unsaid(_: Update, context: BotContext) -> None:
    """A file of a kind that resumes come in, without a word: ask whether it is one."""
    document = context.message.document if context.message else None
    if document is None or context.open_form or not rules.is_resume_file(document.file_name, document.mime_type):
        return
    try:
        kept = as_answer(document, "")
    except UserError as error:
        await context.show(View(escape(str(error))))
        raise ApplicationHandlerStop from error
    async with context.transaction() as session:
        row = await stored_forms.start(session, context.owner_id, OFFER.name, "sure", {"file": kept}, context.now)
        # It waits for its button, and must not catch the next message.
        await stored_forms.park(session, context.owner_id, context.now)
    await context.show(views.offer(kept["name"], row.id))
    raise ApplicationHandlerStop


def as_answer(document: Document, caption: str) -> dict[str, Any]:
    """A file as plain values. UserError for one of another kind, or one that is too large."""
    rules.check(document.file_name, document.mime_type, document.file_size)
    name = (document.file_name or "resume")[: rules.LONGEST_NAME]
    return {"id": document.file_id, "name": name, "size": document.file_size, "label": rules.label_in(caption)}


def read_file(reply: Reply, _: Answers, __: BotContext) -> dict[str, Any]:
    """The file that was sent; what stands under it is its label."""
    document = reply.message.document if reply.message else None
    if document is None:
        raise UserError(rules.EXPECTED)
    return as_answer(document, reply.text)


async def finish_file(context: BotContext, answers: Answers) -> None:
    """Keep the file."""
    await keep(context, answers["file"])


async def keep(context: BotContext, file: dict[str, Any]) -> None:
    """A new version, and the day on which it will be old."""
    async with context.transaction(undo=f"the resume {file['name']}") as session:
        kept = await resumes.add(
            session,
            context.owner_id,
            file["id"],
            file["name"],
            context.now,
            label=file["label"],
            size=file["size"],
        )
        number = len(await resumes.versions(session, context.owner_id))
        owner = await owners.get(session, context.owner_id)
        await plan(session, context, owner)
    hours = planning.hours_of(owner, context.services.settings.zone)
    today = local_day(context.now, context.zone)
    due = local_day(resume_old_at(today, owner.resume_limit_months, hours), context.zone)
    await context.show(views.kept(kept, number, due, today, context.change_id))


async def plan(session: AsyncSession, context: BotContext, owner: Owner, looked_over_on: date | None = None) -> None:
    """The ping for the day on which the latest version is old, in place of the one that was planned.

    It is as good as new on the day it was last looked over, where that is told.
    """
    latest = await resumes.latest(session, owner.id)
    if latest is None:
        await reminders.settle(session, owner.id, Outcome.ANSWERED, context.now, ReminderKind.RESUME_OLD)
        return
    hours = planning.hours_of(owner, context.services.settings.zone)
    about = f"Your resume, {shorten(latest.label or latest.name, 80)},"
    saved_on = local_day(latest.saved_at, hours.zone)
    fresh_on = max(saved_on, looked_over_on or saved_on)
    await planning.plan_resume_old(session, owner, hours, about, fresh_on, context.now)


async def last_looked_over_on(session: AsyncSession, context: BotContext) -> date | None:
    """The day on which the owner last answered a ping about it."""
    answers = (Outcome.DONE, Outcome.SKIPPED, Outcome.DROPPED)
    ended = await reminders.last_ended(session, context.owner_id, ReminderKind.RESUME_OLD, *answers)
    return local_day(ended.settled_at, context.zone) if ended and ended.settled_at else None


# Versions


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


async def ask_label(_: Update, context: BotContext) -> None:
    """Ask for a label."""
    if found := await find(context):
        await forms.start(context, LABEL, {"id": found.id, "name": found.name, "now": found.label})


async def finish_label(context: BotContext, answers: Answers) -> None:
    """Keep the label; the ping speaks of it too."""
    async with context.transaction(undo=f"the label of {answers['name']}") as session:
        found = await resumes.find(session, context.owner_id, answers["id"])
        if found:
            found.label = answers["label"] or None
            await session.flush()
            await relabel_ping(session, context)
    said = views.GONE if found is None else "Labelled." if answers["label"] else "No label, then."
    await context.show(await version_view(context, answers["id"], said=said))


async def relabel_ping(session: AsyncSession, context: BotContext) -> None:
    """What is planned keeps its day, and whether it was sent; only what it calls the file changes."""
    latest = await resumes.latest(session, context.owner_id)
    for waiting in await reminders.open_for(session, context.owner_id, ReminderKind.RESUME_OLD):
        if latest:
            waiting.draft = f"Your resume, {shorten(latest.label or latest.name, 80)},"


async def remove(_: Update, context: BotContext) -> None:
    """Take a version off, with who got it; the one before becomes the latest."""
    gone = await find(context)
    if gone is None:
        return
    async with context.transaction(undo=f"removing the resume {gone.name}") as session:
        if found := await resumes.find(session, context.owner_id, gone.id):
            latest = await resumes.latest(session, context.owner_id)
            await history.delete_with_dependents(session, found)
            if latest and latest.id == gone.id:
                await plan(session, context, await owners.get(session, context.owner_id))
    await context.show(await versions_view(context, said=f"Removed: {gone.name}."))


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


# Who got which


async def give(_: Update, context: BotContext) -> None:
    """Ask who got this version."""
    if found := await find(context):
        await whom.start(context, GIVE, {"id": found.id, "name": found.name})


async def finish_give(context: BotContext, answers: Answers, chosen: Chosen) -> None:
    """Note it."""
    await note_given(context, answers["id"], chosen)


async def gave(_: Update, context: BotContext) -> None:
    """The tap that this person got it."""
    await note_given(context, context.number(), Chosen(contact_id=context.number(1)))


async def note_given(context: BotContext, resume_id: int, chosen: Chosen) -> None:
    """Somebody got a version today; somebody new is added."""
    async with context.reading() as session:
        name = ""
        if known := await contacts.find(session, context.owner_id, chosen.contact_id):
            name = f" to {known.name}"
    async with context.transaction(undo=f"giving your resume{name}") as session:
        found = await resumes.find(session, context.owner_id, resume_id)
        contact = await whom.contact_of(session, context, chosen) if found else None
        if found and contact:
            await resumes.add_given(session, context.owner_id, found.id, contact.id, context.today)
    if found and contact:
        await context.show(views.gave(contact, found, context.change_id))
        return
    missing = views.NOBODY if found else views.GONE
    await context.toast(missing)
    if not (context.incoming and context.incoming.callback_query):
        await context.show(View(missing))


async def ungive(_: Update, context: BotContext) -> None:
    """A mark that was wrong."""
    async with context.reading() as session:
        given = await resumes.find_given(session, context.owner_id, context.number())
    if given is None:
        await context.toast("That mark is gone already.")
        return
    async with context.transaction(undo=f"that {given.contact.name} did not get it") as session:
        if found := await resumes.find_given(session, context.owner_id, given.id):
            await session.delete(found)
    await context.show(await version_view(context, given.resume_id, said=f"{given.contact.name} did not get it."))


# What people advised


async def show_advice(_: Update, context: BotContext) -> None:
    """All advice about the resume."""
    await context.show(await advice_view(context))


async def advice_view(context: BotContext, said: str = "") -> View:
    """All advice about the resume."""
    async with context.reading() as session:
        given = await resumes.advice_about_it(session, context.owner_id)
    return views.advice(given, context.change_id, said)


async def show_marks(_: Update, context: BotContext) -> None:
    """The latest advice, to mark."""
    async with context.reading() as session:
        recent = await resumes.recent_advice(session, context.owner_id)
    await context.show(views.marks(recent, context.change_id))


async def mark(_: Update, context: BotContext) -> None:
    """This advice is about the resume, or is not."""
    async with context.transaction(undo="what that advice is about") as session:
        advice = await conversations.find_advice(session, context.owner_id, context.number())
        if advice:
            advice.about_resume = not advice.about_resume
    if advice is None:
        await context.toast("That advice is no longer kept.")
        return
    await show_marks(_, context)


async def ask_adviser(_: Update, context: BotContext) -> None:
    """Ask who advised something."""
    await whom.start(context, ADVISER, {})


async def finish_adviser(context: BotContext, answers: Answers, chosen: Chosen) -> None:
    """Then ask what it was."""
    await forms.start(context, ADVICE, {"id": chosen.contact_id, "line": chosen.line})


async def finish_advice(context: BotContext, answers: Answers) -> None:
    """Keep it as advice about the resume."""
    async with context.transaction(undo="advice about your resume") as session:
        contact = await whom.contact_of(session, context, Chosen(answers["id"], answers["line"]))
        if contact:
            await conversations.add_advice(
                session, context.owner_id, contact.id, answers["text"], context.now, about_resume=True
            )
    await context.show(await advice_view(context, "Kept.") if contact else View(views.NOBODY))


# The forms


def read_label(reply: Reply, _: Answers, __: BotContext) -> str:
    """A label; empty for none."""
    if reply.choice:
        return ""
    if not reply.text:
        raise UserError("A word or two, for example “for festivals”.")
    return rules.read_label(reply.text)


NEW = Form("resume_new", "your resume", [Step("file", views.ASK_FILE, read_file, required=True)], finish_file)
OFFER = Form(
    "resume_offer",
    "that file",
    [
        Step(
            "sure",
            "Shall I keep that file as your resume?",
            forms.one_of(["yes"], "Tap the button, please, or Cancel."),
            [Choice("Keep it as my resume", "yes")],
            required=True,
        )
    ],
    finish_file,
)
LABEL = Form(
    "resume_label",
    "that label",
    [
        Step(
            "label",
            lambda answers: (
                f"What is <b>{escape(answers['name'])}</b> for? A word or two.\n<i>For example: for festivals</i>"
            ),
            read_label,
            lambda answers: [Choice("No label", "none")] if answers["now"] else [],
            required=True,
        )
    ],
    finish_label,
)
GIVE = whom.form(
    "resume_give",
    "who got your resume",
    lambda answers: f"Who got <b>{escape(answers['name'])}</b>? Tap, or type a name.",
    finish_give,
)
ADVISER = whom.form(
    "resume_adviser", "that advice", "Who advised you on your resume? Tap, or type a name.", finish_adviser
)
ADVICE = Form(
    "resume_advice",
    "that advice",
    [
        Step(
            "text",
            "What would they change?\n<i>For example: put the film projects first</i>",
            forms.text("A sentence or two, for example “put the film projects first”.", 500),
            required=True,
        )
    ],
    finish_advice,
)
A_RESUME = functools.reduce(operator.or_, (filters.Document.FileExtension(each[1:]) for each in rules.KINDS))
FORMS = (NEW, OFFER, LABEL, GIVE, ADVISER, ADVICE)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """/resume, files, buttons."""
    a_file = filters.UpdateType.MESSAGE & filters.Document.ALL
    return [
        command("resume", resume),
        MessageHandler(a_file & filters.CaptionRegex(rules.CAPTION), receive),
        MessageHandler(a_file & ~filters.CAPTION & A_RESUME, receive_unsaid),
        views.NEW.handler(ask_file),
        views.SEND.handler(send),
        views.TO.handler(to_contact),
        views.VERSIONS.handler(show_versions),
        views.VERSION.handler(show_version),
        views.LABEL.handler(ask_label),
        views.REMOVE.handler(remove),
        views.LIMIT.handler(limit),
        views.GIVE.handler(give),
        views.GAVE.handler(gave),
        views.UNGIVE.handler(ungive),
        views.ADVICE.handler(show_advice),
        views.MARKS.handler(show_marks),
        views.MARK.handler(mark),
        views.ADVISED.handler(ask_adviser),
    ]
