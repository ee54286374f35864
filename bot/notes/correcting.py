"""The buttons of a card: choices for a line, and what was chosen, recorded anew."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import forms
from bot.capture import Intent
from bot.context import BotContext
from bot.notes import choices, corrections, reading, showing, typed, views
from bot.notes.corrections import ADVICE, CHANNEL, DAY, KIND, MINE, THEIRS, THROUGH, correction
from bot.notes.facts import Facts, gather
from bot.notes.keeping import Keeper
from bot.notes.understood import Correction, Reading, Understood, Who
from bot.reminders.hours import local_day
from bot.undo import views as undo_views
from bot.view import View
from storage import contacts, conversations, notes
from storage.folding import fold
from storage.kinds import Channel
from storage.tables import Change, Contact, Note

MOST_OTHERS = 6
TYPED = frozenset({"name", "org", "role", "type", "text", "due"})


async def press(_: object, context: BotContext) -> None:
    """Show the choices for a line, or take the one that was pressed."""
    _number, line, place, choice, *_rest = [*context.button, "", "", "", ""]
    facts = await load(context)
    if facts is None or facts.understood is None:
        return
    if not line:
        await context.show(views.card(facts))
    elif line == "show":
        await showing.show_again(context, facts)
    elif choice in TYPED:
        await forms.start(context, typed.FORM, typed.answers(facts, line, int(place or 0), choice))
    elif not choice:
        if view := await _choices(context, facts, facts.understood, line, int(place or 0)):
            await context.show(view)
    else:
        change = await _chosen(context, facts, facts.understood, line, int(place or 0), choice)
        if change is None:
            await context.toast("That line has changed meanwhile. Here is the card as it is now.")
            await context.show(views.card(facts))
            return
        await reading.correct(context, facts.note.id, change)


async def load(context: BotContext) -> Facts | None:
    """The note of a pressed button with its facts; says so when it is gone or was taken back."""
    async with context.reading() as session:
        note = await notes.find(session, context.owner_id, context.number())
        facts = await gather(Keeper.of(session, context), note) if note else None
    if facts is None:
        await context.toast(views.GONE)
        return None
    if facts.is_taken_back or facts.understood is None:
        await context.show(views.card(facts), toast=views.TAKEN_BACK)
        return None
    return facts


# What a line offers


async def _choices(context: BotContext, facts: Facts, understood: Understood, line: str, place: int) -> View | None:
    match line:
        case "who":
            return choices.choose_somebody(facts, await _others(context, facts))
        case corrections.PERSON | corrections.REFERRAL | corrections.THROUGH:
            person = corrections.person_at(understood, line, place)
            if person is None:
                return views.card(facts)
            if line == THROUGH:
                return choices.choose_removal(facts, line, place, f"through {person.name}")
            return choices.choose_person(facts, line, place, person, await _others(context, facts, person))
        case corrections.DAY:
            return choices.choose_day(facts, ahead=understood.intent is Intent.MEETING_SCHEDULED)
        case corrections.CHANNEL:
            return choices.choose_channel(facts)
        case corrections.MINE | corrections.THEIRS:
            task = corrections.task_at(understood, line, place)
            return choices.choose_task(facts, line, place, task.text) if task else views.card(facts)
        case corrections.ADVICE:
            advice = understood.advice[place] if place < len(understood.advice) else None
            return choices.choose_removal(facts, line, place, advice) if advice else views.card(facts)
        case corrections.KIND:
            return choices.choose_kind(facts)
    await context.toast(views.GONE)
    return None


async def _others(context: BotContext, facts: Facts, person: Who | None = None) -> Sequence[Contact]:
    """Whom else a line may mean: those it fits, namesakes, then those talked to lately. Never who came by this note."""
    async with context.reading() as session:
        near = await _namesakes(session, context.owner_id, person) if person else []
        recent = await conversations.recent_people(session, context.owner_id, MOST_OTHERS + len(facts.added) + 1)
    fits = [facts.people[each] for each in person.fits if each in facts.people] if person else []
    now = facts.contact(person) if person else None
    found = {each.id: each for each in (*fits, *near, *recent) if each.id not in facts.added and each is not now}
    return [each for each in found.values() if now is None or each.id != now.id][:MOST_OTHERS]


async def _namesakes(session: AsyncSession, owner_id: int, person: Who) -> Sequence[Contact]:
    return await contacts.search(session, owner_id, person.said.split()[0], limit=MOST_OTHERS)


# What was chosen


async def _chosen(
    context: BotContext, facts: Facts, understood: Understood, line: str, place: int, choice: str
) -> Correction | None:
    found = facts.reading.found
    assert found is not None
    today = local_day(facts.now, facts.zone)
    match line:
        case "who":
            if contact := await _contact(context, choice):
                return corrections.extra(contact.name, contact.id)
        case corrections.PERSON | corrections.REFERRAL | corrections.THROUGH:
            person = corrections.person_at(understood, line, place)
            if person and (to := await _person(context, choice)):
                # Whom a referral turned into is still put right where the name was read.
                return correction(corrections.line_of(found, person, line), fold(person.said), **to)
        case corrections.DAY:
            days = {"d0": today, "d1": today + timedelta(days=1), "dy": today - timedelta(days=1)}
            if choice == "right":
                return correction(DAY, corrections.day_read(found), right=True)
            if choice in days:
                return correction(DAY, corrections.day_read(found), day=days[choice].isoformat())
        case corrections.CHANNEL if choice == "none" or choice in set(Channel):
            return correction(CHANNEL, found.channel or "", channel=None if choice == "none" else choice)
        case corrections.MINE | corrections.THEIRS:
            if task := corrections.task_at(understood, line, place):
                tomorrow = (today + timedelta(days=1)).isoformat()
                to = {"x": {"remove": True}, "d1": {"due": tomorrow}, "nodue": {"due": None}, "swap": {"swap": True}}
                read_on = MINE if any(each.said == task.said for each in found.mine) else THEIRS
                if choice == "swap" and read_on != line:
                    return correction(read_on, task.said, swap=False)
                return correction(read_on, task.said, **to[choice]) if choice in to else None
        case corrections.ADVICE if choice == "x" and place < len(understood.advice):
            return correction(ADVICE, understood.advice[place], remove=True)
        case corrections.KIND if choice in set(Intent):
            return correction(KIND, found.intent.value, kind=choice)
    return None


async def _person(context: BotContext, choice: str) -> dict[str, Any] | None:
    simple: dict[str, dict[str, Any]] = {
        "x": {"remove": True},
        "new": {"new": True},
        "may": {"may": True},
        "maynot": {"may": False},
        "part": {"took_part": True},
        "heard": {"confirmed": True},
    }
    if choice in simple:
        return simple[choice]
    contact = await _contact(context, choice)
    return {"id": contact.id, "name": contact.name} if contact else None


async def _contact(context: BotContext, choice: str) -> Contact | None:
    number = choice.removeprefix("c")
    if not number.isdigit():
        return None
    async with context.reading() as session:
        return await contacts.find(session, context.owner_id, int(number))


# Taking back


async def undo(_: object, context: BotContext) -> None:
    """Take back all that came of a note."""
    facts = await load(context)
    if facts is None:
        return
    newer: Change | None = None
    async with context.transaction() as session:
        keeper = Keeper.of(session, context)
        note = await notes.find(session, context.owner_id, facts.note.id)
        newer = await keeper.built_upon(note) if note else None
        if note and newer is None:
            await keeper.take_back(note)
    if newer:
        await context.toast(undo_views.built_upon(newer.what)[:200], alert=True)
        return
    await context.show(views.taken_back(facts), toast="Taken back")


async def keep_after_all(_: object, context: BotContext) -> None:
    """Record a note again that was taken back."""
    facts = None
    async with context.transaction() as session:
        keeper = Keeper.of(session, context)
        note = await notes.find(session, context.owner_id, context.number())
        if note and not await keeper.changes(note):
            await keeper.keep(note, Reading.from_json(note.reading))
        if note:
            facts = await gather(keeper, note)
    if facts is None:
        await context.toast(views.GONE)
        return
    await context.show(views.card(facts))


async def not_a_note(_: object, context: BotContext) -> None:
    """The message was none: everything goes back, and reading it again will not change that."""
    facts = await load(context)
    if facts is None:
        return
    newer: Change | None = None
    async with context.transaction() as session:
        keeper = Keeper.of(session, context)
        note = await notes.find(session, context.owner_id, facts.note.id)
        newer = await keeper.built_upon(note) if note else None
        if note and newer is None:
            await _forget(keeper, note)
    if newer:
        await context.toast(undo_views.built_upon(newer.what)[:200], alert=True)
        return
    await context.show(View("All right, that was no note. I kept nothing of it."))


async def _forget(keeper: Keeper, note: Note) -> None:
    number, held = note.id, Reading.from_json(note.reading)
    await keeper.take_back(note)
    if again := await notes.find(keeper.session, keeper.owner_id, number):
        again.reading = replace(held, found=None, is_none=True).as_json()
