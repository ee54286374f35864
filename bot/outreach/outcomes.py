"""What became of a first message: they replied, declined, were rude, or nothing came. Each has its kind line."""

from collections.abc import Sequence
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import pages
from bot.context import BotContext
from bot.drafts.rules import Draft, render
from bot.outreach import acting, rules, views
from bot.tips import rules as tips
from bot.view import Action, Row, View, columns, copy_button, escape, rows, shorten
from bot.wordings import lookup
from bot.wordings.views import fit
from storage import contacts, letters
from storage.kinds import Answer
from storage.tables import Contact

SCHEDULE = Action("schedule_for")
PROPOSE = Action("schedule_propose")
LOG_WITH = Action("log_with")

LINES = {
    Answer.REPLIED: tips.Outcome.REPLIED,
    Answer.DECLINED: tips.Outcome.DECLINED,
    Answer.RUDE: tips.Outcome.RUDE,
    Answer.NO_REPLY: tips.Outcome.NO_REPLY,
}
HEADS = {
    Answer.REPLIED: "✅ {who} replied.",
    Answer.DECLINED: "Noted: {who} said no.",
    Answer.RUDE: "Noted: {who} was unfriendly.",
    Answer.NO_REPLY: "{who} rests.",
}


async def note(_: Update, context: BotContext) -> None:
    """Keep what became of it, and say what comes next."""
    word = context.button[1].upper() if len(context.button) > 1 else ""
    answer = Answer[word] if word in Answer.__members__ else None
    async with context.reading() as session:
        contact = await contacts.find(session, context.owner_id, context.number())
        written = await letters.to_contact(session, context.owner_id, contact.id) if contact else ()
    if contact is None or answer is None:
        await context.toast(pages.PERSON_GONE)
        return
    hoped = [each for each in written if each.answer is not None]
    if not hoped or all(each.answer is answer for each in hoped):
        first = f"First mark a message to {contact.first_name} as sent." if not hoped else "That is noted already."
        await context.toast(first)
        return
    what = f"noted what became of your message to {contact.name}"
    async with context.transaction(undo=what) as session:
        row = await contacts.find(session, context.owner_id, contact.id)
        if row:
            hours = context.hours
            await acting.answered(session, row, answer, hours, context.now)
    async with context.reading() as session:
        people, at_place = await acting.next_people(session, contact)
    await context.show(became(contact, answer, people, at_place=at_place, change_id=context.change_id))


def became(
    contact: Contact, answer: Answer, people: Sequence[Contact], *, at_place: bool, change_id: int | None
) -> View:
    """The kind line, the next step, and the next best person."""
    head = HEADS[answer].format(who=f"<b>{escape(contact.name)}</b>")
    lines = [f"{head} {escape(tips.line(LINES[answer], contact.id))}"]
    if answer is Answer.REPLIED:
        return View(lines[0], rows(*_after_reply(contact), pages.with_undo(change_id)))
    if people:
        where = f" at {escape(contact.organisation or '')}" if at_place else ""
        lines.append(f"Somebody else to try{where}:" if at_place else "Next on your list:")
    else:
        lines.append("Nobody else waits on your list. /brainstorm finds people to talk to.")
    then = [views.FOR.button(f"✉️ {shorten(each.name, 30)}", each.id) for each in people]
    answering = [views.REFUSAL.button("Draft an answer", contact.id)] if answer is Answer.DECLINED else []
    card = views.CARD.button("Card", contact.id)
    return View("\n".join(lines), rows(*columns(then), [*answering, card], pages.with_undo(change_id)))


def _after_reply(contact: Contact) -> list[Row]:
    no = [
        views.OUTCOME.button("It was a no", contact.id, "declined"),
        views.OUTCOME.button("It was rude", contact.id, "rude"),
    ]
    return [
        [SCHEDULE.button("Plan a meeting", contact.id), PROPOSE.button("Propose three times", contact.id)],
        [LOG_WITH.button("Log what was said", contact.id), views.CARD.button("Card", contact.id)],
        no,
    ]


async def answer_refusal(_: Update, context: BotContext) -> None:
    """A gracious answer to a no."""
    async with context.reading() as session:
        contact = await contacts.find(session, context.owner_id, context.number())
        own = await lookup.override(session, context.owner_id, "reply_to_refusal")
    if contact is None:
        await context.toast(pages.PERSON_GONE)
        return
    owner = context.owner
    values = {"first_name": contact.first_name, "organisation": contact.organisation, "my_name": owner.name}
    draft = render("reply_to_refusal", values, override=own, seed=contact.id)
    await context.show(refusal(contact, draft))


def refusal(contact: Contact, draft: Draft) -> View:
    """The draft, to be copied or opened in a mail."""
    return View(
        f"An answer to <b>{escape(contact.name)}</b>, which leaves the door open:\n"
        f"<pre>{escape(fit(draft.text))}</pre>",
        rows(ways(contact, draft), [views.CARD.button("Card", contact.id)]),
    )


def ways(contact: Contact, draft: Draft) -> Row:
    """Copy it, or open it in a mail, where each is possible."""
    copy, link = copy_button("Copy", draft.text), rules.mail_link(contact.email, draft.subject, draft.text)
    return [*([copy] if copy else []), *([views.link_button(link)] if link and draft.subject else [])]


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The four outcomes, and the answer to a no."""
    return [views.OUTCOME.handler(note), views.REFUSAL.handler(answer_refusal)]
