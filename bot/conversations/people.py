"""Who is meant by the names in a form: sure where one contact fits, asked where several do or one comes near."""

from collections.abc import Sequence
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy.ext.asyncio import AsyncSession

from bot import forms, picking
from bot.context import BotContext
from bot.forms import Answers
from storage import contacts
from storage.folding import fold
from storage.tables import Contact

# As alike as one slip of the thumb leaves a name.
NEAR = 86
MOST_FITTING = 6

Named = dict[str, Any]
"""A person as a form keeps them: name, organisation, role, and their id once it is known."""


async def settle(session: AsyncSession, owner_id: int, named: Sequence[Named]) -> tuple[list[Named], list[Named]]:
    """The people with the ids that are sure, and what to ask: `at` which place, who was `typed`, who `fits`."""
    everyone = await contacts.everyone(session, owner_id)
    settled: list[Named] = []
    unclear: list[Named] = []
    for place, person in enumerate(named):
        settled.append(dict(person))
        if person.get("id"):
            continue
        fits = fitting(everyone, person)
        if not fits and (archived := await contacts.find_by_name(session, owner_id, person["name"])):
            fits = [archived]
        if len(fits) == 1 and is_sure(fits[0], person):
            settled[-1] |= {"id": fits[0].id, "name": fits[0].name}
        elif fits:
            options = [[each.id, picking.label(each)] for each in fits[:MOST_FITTING]]
            unclear.append({"at": place, "typed": person["name"], "fits": options})
    return settled, unclear


def fitting(everyone: Sequence[Contact], person: Named) -> Sequence[Contact]:
    """Whom a typed name may mean; an organisation that was typed with it picks between namesakes."""
    fits = picking.among(everyone, person["name"])
    place = fold(person.get("organisation") or "")
    if place and len(fits) > 1:
        fits = [each for each in fits if fold(each.organisation or "") == place] or fits
    if fits:
        return fits
    names = {each.id: each.name_key for each in everyone}
    near = process.extract(fold(person["name"]), names, scorer=fuzz.ratio, limit=3, score_cutoff=NEAR)
    by_id = {each.id: each for each in everyone}
    return [by_id[key] for _, _, key in near]


def is_sure(contact: Contact, person: Named) -> bool:
    """Whether every typed word is one of the contact's names ("Ada", not "Ad"), and they do not work elsewhere."""
    place, theirs = fold(person.get("organisation") or ""), fold(contact.organisation or "")
    elsewhere = place and theirs and place not in theirs and theirs not in place
    return not elsewhere and set(fold(person["name"]).split()) <= set(contact.name_key.split())


def all_known(everyone: Sequence[Contact], named: Sequence[Named]) -> bool:
    """Whether each of these names belongs to somebody the owner keeps."""
    return all(picking.among(everyone, person["name"]) for person in named)


async def look_up(context: BotContext, form: forms.Form, answers: Answers) -> None:
    """Find out whom the typed names mean, and let the form go on: with a question where that is unclear."""
    async with context.reading() as session:
        found, unclear = await settle(session, context.owner_id, answers["whom"])
    kept = {name: value for name, value in answers.items() if not name.startswith("which_")}
    answers = {**kept, "whom": found, "settled": found, "unclear": unclear}
    if form.next_step(answers) is None:
        await form.finish(context, answers)
        return
    # The same form goes on as a new row, which takes the old one's place.
    context.closing = None
    await forms.start(context, form, answers)
