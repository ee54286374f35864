"""No answer to a first message: somebody else to try at the same place, then one gentle second note, then it rests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update
from telegram.ext import BaseHandler

from bot import pages
from bot.commands import RUN
from bot.context import BotContext
from bot.conversations.rules import listed
from bot.drafts.rules import Draft
from bot.reminders import acting, planning, postponing, views
from bot.reminders.hours import local_day
from bot.reminders.kinds import drafts, why
from bot.reminders.nudges import Occasion, Wording
from bot.tips import rules as tips
from bot.view import Action, Row, View, columns, escape, rows
from storage import contacts, conversations, letters
from storage.kinds import Answer, LetterKind, Outcome, ReferralState, ReminderKind, Status
from storage.tables import Contact, Letter, Owner, Reminder

SENT = Action("second_sent")
REPLIED = Action("replied")
REST = Action("let_rest")
DECLINED = Action("reply_declined")
CARD = Action("card")
WRITE = Action("outreach_for")
LOG_WITH = Action("log_with")

MOST_OTHERS = 3
KNOWN = frozenset({Status.MET, Status.THANKED, Status.IN_TOUCH})


async def somebody_else(occasion: Occasion) -> View | None:
    """Silence is normal: whom else to try at the same place, or who is next on the list."""
    found = await _letter(occasion)
    if found is None:
        return None
    letter, contact = found
    today = local_day(occasion.now, occasion.hours.zone)
    others = await whom_else(occasion.session, contact)
    lines = [
        f"🌱 No word from {why.amid(contact)} yet; you wrote {drafts.when(letter.sent_on, today)}. "
        f"{escape(tips.line(tips.Outcome.NO_REPLY, contact.id))}",
        await why.last_spoke(occasion.session, contact, today),
        _suggestion(contact, others),
    ]
    ways = (*next_people(others), *_ways(occasion.reminder, others))
    return View("\n".join(line for line in lines if line), rows(*ways))


async def second_note(occasion: Occasion) -> View | None:
    """One gentle second note, drafted; after it, it rests."""
    found = await _letter(occasion)
    if found is None:
        return None
    letter, contact = found
    today = local_day(occasion.now, occasion.hours.zone)
    draft = await write(occasion.owner, contact, letter, occasion)
    lines = [
        f"✉️ Still no word from {why.who(contact)}; you wrote {drafts.when(letter.sent_on, today)}. "
        "One gentle second note is fine, and then it rests:",
        await why.last_spoke(occasion.session, contact, today),
        drafts.shown(draft),
    ]
    key = occasion.reminder.id
    return View(
        "\n".join(line for line in lines if line),
        rows(
            [SENT.button("Sent", key), postponing.button(occasion.reminder), *drafts.copying(draft)],
            [REPLIED.button("They replied", key), REST.button("Let it rest", key)],
        ),
    )


async def write(owner: Owner, contact: Contact, letter: Letter, at: Occasion) -> Draft:
    """The second note."""
    today = local_day(at.now, at.hours.zone)
    return await drafts.render(
        at.session, "outreach_second", owner, contact, {"written_when": drafts.when(letter.sent_on, today)}
    )


@dataclass(frozen=True)
class Others:
    """Whom to turn to next: people to write to, whether these are at the same place, and who is known there already."""

    people: Sequence[Contact]
    at_place: bool
    known: Sequence[Contact]


async def whom_else(session: AsyncSession, contact: Contact) -> Others:
    """Others at the same place who have not been written to; else whoever has waited longest."""
    there: Sequence[Contact] = ()
    if contact.organisation:
        there = await contacts.at_organisation(session, contact.owner_id, contact.organisation, contact.id)
    known = [each for each in there if each.status in KNOWN][:MOST_OTHERS]
    new = [each for each in there if each.status is Status.TO_CONTACT][:MOST_OTHERS]
    if new:
        return Others(new, True, known)
    waiting = await contacts.with_status(session, contact.owner_id, Status.TO_CONTACT)
    introduced_first = sorted(waiting, key=lambda each: each.introduced_by_id is None)
    return Others([each for each in introduced_first if each.id != contact.id][:1], False, known)


def next_people(others: Others) -> list[Row]:
    """A row each: a draft to them, and their card as a new message, so that the ping stays."""
    cards = [CARD.button(f"👤 {each.name[:30]}", each.id, 1) for each in others.known]
    return [
        *columns(cards, 2),
        *(
            [
                WRITE.button(f"✍️ Write to {each.first_name[:24]}", each.id),
                CARD.button(f"👤 {each.name[:30]}", each.id, 1),
            ]
            for each in others.people
        ),
    ]


def _suggestion(contact: Contact, others: Others) -> str:
    place = f" at {escape(contact.organisation)}" if contact.organisation else ""
    known = listed([f"<b>{escape(each.name)}</b>" for each in others.known])
    lines = [f"You know {known}{place}: a word from there may help, or another name."] if known else []
    if others.at_place:
        lines.append(f"Somebody else to try{place}:")
    elif others.people:
        lines.append("Next on your list:" if known else f"You know nobody else{place} yet. Next on your list:")
    elif not known:
        lines.append(f"Is there somebody else{place} you could ask? Add them, and I help you write.")
    return "\n".join(lines)


def _ways(reminder: Reminder, others: Others) -> list[list[Any]]:
    add = [] if others.people or others.known else [RUN.button("Add somebody", "add")]
    return [
        [*add, postponing.button(reminder)],
        [REPLIED.button("They replied", reminder.id), REST.button("Let it rest", reminder.id)],
    ]


async def _letter(occasion: Occasion) -> tuple[Letter, Contact] | None:
    letter = await letters.find(occasion.session, occasion.owner.id, occasion.reminder.letter_id or 0)
    return (letter, letter.contact) if letter and letter.answer is Answer.WAITING else None


# Acting


async def sent(_: Update, context: BotContext) -> None:
    """The second note is on its way; there is no third."""
    reminder = await acting.find_open(context)
    if reminder is None or reminder.contact is None:
        return

    async def change(session: AsyncSession, row: Reminder) -> None:
        letter = await letters.find(session, context.owner_id, row.letter_id or 0)
        contact = await contacts.find(session, context.owner_id, row.contact_id or 0)
        if letter is None or contact is None:
            return
        at = Occasion(session, context.owner, context.hours, row, context.now)
        text = (await write(context.owner, contact, letter, at)).text
        kind = LetterKind.SECOND_NOTE
        await letters.add(session, context.owner_id, contact.id, kind, context.today, context.now, text=text)
        await planning.settle_no_reply(session, context.owner_id, contact.id, Outcome.DONE, context.now)

    name = reminder.contact.name
    await acting.end(context, reminder, Outcome.DONE, f"sent a second note to {name}", change)
    text = f"✅ Your second note to <b>{escape(name)}</b> is kept. Now it rests; I will not ask again."
    await acting.answer(context, reminder.id, views.confirmed(text, context.change_id))


async def replied(_: Update, context: BotContext) -> None:
    """They answered: the ladder stops."""
    await _answered(context, Answer.REPLIED)


async def declined(_: Update, context: BotContext) -> None:
    """They answered with a no, kindly or not."""
    word = context.button[1] if len(context.button) > 1 else ""
    await _declined(context, Answer.RUDE if word == "rude" else Answer.DECLINED)


async def _answered(context: BotContext, answer: Answer) -> None:
    reminder = await acting.find_open(context)
    if reminder is None or reminder.contact is None:
        return

    async def change(session: AsyncSession, row: Reminder) -> None:
        await _note_answer(session, context, row.contact_id or 0, answer)

    contact = reminder.contact
    await acting.end(context, reminder, Outcome.DONE, f"noted that {contact.name} replied", change)
    text = f"✅ <b>{escape(contact.name)}</b> replied. {escape(tips.line(tips.Outcome.REPLIED, contact.id))}"
    more = [
        [LOG_WITH.button("Log what was said", contact.id), CARD.button("Card", contact.id)],
        [DECLINED.button("It was a no", contact.id, "no"), DECLINED.button("It was rude", contact.id, "rude")],
    ]
    await acting.answer(context, reminder.id, views.confirmed(text, context.change_id, *more))


async def _declined(context: BotContext, answer: Answer) -> None:
    async with context.reading() as session:
        contact = await contacts.find(session, context.owner_id, context.number())
        others = await whom_else(session, contact) if contact else Others((), False, ())
    if contact is None:
        await context.toast(pages.PERSON_GONE)
        return
    async with context.transaction(undo=f"noted that {contact.name} said no") as session:
        await _note_answer(session, context, contact.id, answer)
    kind = tips.Outcome.RUDE if answer is Answer.RUDE else tips.Outcome.DECLINED
    text = f"{escape(tips.line(kind, contact.id))}\n{_suggestion(contact, others)}"
    await context.show(views.confirmed(text, context.change_id, *next_people(others)))


async def _note_answer(session: AsyncSession, context: BotContext, contact_id: int, answer: Answer) -> None:
    """Every letter that waited has its answer; a no moves the contact, and tells whoever gave their name."""
    contact = await contacts.find(session, context.owner_id, contact_id)
    if contact is None:
        return
    for letter in await letters.to_contact(session, context.owner_id, contact_id):
        if letter.answer in {Answer.WAITING, Answer.REPLIED} and letter.answered_on in {None, context.today}:
            letter.answer, letter.answered_on = answer, context.today
    await planning.settle_no_reply(session, context.owner_id, contact_id, Outcome.ANSWERED, context.now)
    if answer in {Answer.DECLINED, Answer.RUDE}:
        contact.status = Status.DECLINED
    if answer is Answer.NO_REPLY:
        contact.status = Status.NO_REPLY
        await _tell_introducers(session, context, contact_id)


async def _tell_introducers(session: AsyncSession, context: BotContext, contact_id: int) -> None:
    for referral in await conversations.referrals_to(session, context.owner_id, contact_id):
        if referral.state in {ReferralState.NAMED, ReferralState.WRITTEN}:
            referral.state = ReferralState.UNREACHABLE
            await planning.plan_close_loop(session, context.hours, referral, context.now)


async def rest(_: Update, context: BotContext) -> None:
    """It rests: no answer is an answer one may live with, and the next person is waiting."""
    reminder = await acting.find_open(context)
    if reminder is None or reminder.contact is None:
        return

    async def change(session: AsyncSession, row: Reminder) -> None:
        await _note_answer(session, context, row.contact_id or 0, Answer.NO_REPLY)

    contact = reminder.contact
    await acting.end(context, reminder, Outcome.SKIPPED, f"let it rest with {contact.name}", change)
    async with context.reading() as session:
        others = await whom_else(session, contact)
    line = escape(tips.line(tips.Outcome.NO_REPLY, contact.id + 1))
    text = f"<b>{escape(contact.name)}</b> rests. {line}\n{_suggestion(contact, others)}"
    await acting.answer(context, reminder.id, views.confirmed(text, context.change_id, *next_people(others)))


NUDGES: Mapping[ReminderKind, Wording] = {
    ReminderKind.NO_REPLY_ELSE: somebody_else,
    ReminderKind.NO_REPLY_SECOND: second_note,
}


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The buttons of the ladder."""
    return [SENT.handler(sent), REPLIED.handler(replied), DECLINED.handler(declined), REST.handler(rest)]
