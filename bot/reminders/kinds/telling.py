"""It happened: kept at a tap, and then told in one message. A message that answers the ping itself is a note's matter
(`bot.notes`)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms
from bot.capture import KnownContact, capture
from bot.context import BotContext
from bot.conversations import form, noting, recording
from bot.conversations import views as talk_views
from bot.conversations.draft import ConversationDraft, PersonDraft
from bot.conversations.loading import Talk, load
from bot.conversations.rules import listed
from bot.forms import Answers, Step
from bot.reminders import acting
from bot.reminders.kinds import outcomes
from bot.view import View, escape, rows
from storage import contacts, history, meetings
from storage import forms as stored
from storage.kinds import MeetingState
from storage.tables import Contact, Meeting

LONGEST_TOLD = 4096


def draft_of(meeting: Meeting, text: str, context: BotContext, everyone: Sequence[Contact]) -> ConversationDraft:
    """The meeting as a talk; with `text`, whom they named, what was promised and suggested is read from it."""
    assert meeting.starts_at is not None or meeting.day is not None
    local = meeting.starts_at.astimezone(context.zone) if meeting.starts_at else None
    day = local.date() if local else (meeting.day or context.today)
    people = [PersonDraft(each.name, contact_id=each.id) for each in meeting.people]
    bare = ConversationDraft(
        people, day, local.time() if local else None, meeting.channel, text or None, meeting_id=meeting.id
    )
    if not text:
        return bare
    known = [KnownContact(each.name, each.organisation, each.id) for each in everyone]
    # They answer a question about these people, so the reading is told whom "she" means.
    about = f"Talked with {listed([each.name for each in meeting.people])} today. "
    said_at = context.said_at.astimezone(context.zone)
    found = capture(about + text, now=said_at, tz=str(context.zone), known=known)
    read = form.draft_of(noting.answers_from(found, text, said_at.date()), day)
    return replace(
        read,
        people=people,
        happened_on=day,
        started_at=bare.started_at,
        channel=meeting.channel or read.channel,
        notes=text,
        meeting_id=meeting.id,
        met_through=None,
    )


async def _record(context: BotContext, meeting: Meeting, text: str, instead: int | None = None) -> Talk | None:
    """Write the talk; with `instead`, in the place of what that change wrote, unless something builds upon it."""
    async with context.reading() as session:
        everyone = await contacts.everyone(session, context.owner_id)
    draft = draft_of(meeting, text, context, everyone)
    async with context.transaction(undo=f"logged the conversation with {outcomes.people(meeting)}") as session:
        change = await history.find(session, context.owner_id, instead) if instead else None
        if change and change.undone_at is None:
            if await history.built_upon(session, change):
                return None
            await history.undo(session, change, context.now)
        now_planned = await meetings.find(session, context.owner_id, meeting.id)
        if now_planned is None or now_planned.state is MeetingState.HAPPENED:
            return None
        await outcomes.end_pings(session, context, now_planned)
        zone = context.services.settings.zone
        recorded = await recording.record(session, context.owner, draft, context.now, zone)
        return await load(session, context.owner_id, recorded.conversation.id)


# By the button


async def happened(_: Update, context: BotContext) -> None:
    """Keep the talk at once, which starts the thank-you's clock, and ask for one message about it."""
    meeting = await outcomes.open_meeting(context)
    if meeting is None:
        return
    talk = await _record(context, meeting, "")
    if talk is None:
        await context.toast(outcomes.BECAME[MeetingState.HAPPENED])
        return
    kept = talk_views.kept(talk, (), context.change_id, context.now, context.zone, ask=False)
    await acting.answer(context, 0, kept)
    await _ask(context, meeting)


async def _ask(context: BotContext, meeting: Meeting) -> None:
    answers = {"meeting": meeting.id, "who": outcomes.people(meeting), "change": context.change_id}
    step = TELL.next_step(answers)
    assert step is not None
    # The press has had its transaction; the form is a convenience, and harmless to repeat.
    async with context.database.transaction() as session:
        row = await stored.start(session, context.owner_id, TELL.name, step.name, answers, context.now)
    context.open_form = row
    await forms.ask(context, TELL, step, answers, row.id)


async def told(context: BotContext, answers: Answers) -> None:
    """The message takes the place of the bare record; where something builds upon that, it becomes its notes."""
    text = answers.get("told") or ""
    async with context.reading() as session:
        meeting = await meetings.find(session, context.owner_id, answers["meeting"])
    if meeting is None or not text:
        async with context.transaction():
            pass
        await context.show(View("All right, kept without notes." if meeting else "That meeting is no longer kept."))
        return
    talk = await _record(context, meeting, text, instead=answers.get("change"))
    if talk is None:
        await context.show(View("That conversation has moved on; its card has a button to add notes.", _card(meeting)))
        return
    await context.show(talk_views.kept(talk, (), context.change_id, context.now, context.zone, ask=True))


def _card(meeting: Meeting) -> Any:
    return rows([outcomes.CARD.button(f"👤 {each.first_name[:24]}", each.id) for each in meeting.people[:3]])


TELL = forms.Form(
    "meeting_told",
    "what was said",
    [
        Step(
            "told",
            lambda answers: (
                f"What was said? One message about <b>{escape(answers['who'])}</b> is enough: what stayed with you, "
                "whom they named, what was promised."
            ),
            forms.long_text("Write what was said, for example: she said to try the archive.", LONGEST_TOLD),
            skip_label="Keep it without notes",
        )
    ],
    told,
)
FORMS: Sequence[forms.Form] = (TELL,)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """It happened."""
    return [outcomes.HELD.handler(happened)]
