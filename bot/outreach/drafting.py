"""A first message drafted from what is on file, and what it still lacks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.rules import day_words
from bot.drafts.rules import LABELS, Draft, render
from bot.drafts.rules import Channel as Way
from bot.outreach import rules
from bot.outreach.rules import Tab, Wish
from bot.wordings import lookup
from storage import contacts, conversations, letters, organisations, wordings
from storage.kinds import Answer
from storage.tables import Contact, Letter, Owner, Referral

BY_LABEL = {label: name for name, label in reversed(LABELS.items())}


@dataclass(frozen=True)
class Matter:
    """Whom to write to, who gave the name, the group they were met through, what was written and said before."""

    contact: Contact
    referrals: Sequence[Referral]
    introducer: Contact | None
    group: str | None
    waiting: Letter | None
    last: Letter | None
    wordings: Mapping[str, str]
    blanks: Mapping[str, str]

    @property
    def givers(self) -> Sequence[tuple[Contact, bool | None]]:
        """Who gave the name, each with whether theirs may be used."""
        found = {each.from_contact_id: (each.giver, each.may_use_name) for each in self.referrals}
        if self.introducer and self.introducer.id not in found:
            found[self.introducer.id] = (self.introducer, self.contact.may_use_introducer)
        return list(found.values())

    @property
    def allowed(self) -> Contact | None:
        """Somebody whose name may be used."""
        return next((giver for giver, may in self.givers if may), None)

    @property
    def unasked(self) -> Contact | None:
        """Somebody who gave the name and was not asked whether theirs may be used."""
        return None if self.allowed else next((giver for giver, may in self.givers if may is None), None)

    @property
    def unnamed(self) -> Sequence[Contact]:
        """Those whose names have to stay out of it."""
        return [giver for giver, may in self.givers if not may]

    @property
    def reason(self) -> str | None:
        """Why the owner chose them."""
        return rules.reason(self.contact.notes)


async def gather(session: AsyncSession, owner_id: int, contact_id: int) -> Matter | None:
    """All that a first message is made from; None when the person is gone."""
    contact = await contacts.find(session, owner_id, contact_id)
    if contact is None:
        return None
    written = [each for each in await letters.to_contact(session, owner_id, contact_id) if each.answer is not None]
    introducer = await contacts.find(session, owner_id, contact.introduced_by_id) if contact.introduced_by_id else None
    group = await organisations.find(session, owner_id, contact.organisation_id) if contact.organisation_id else None
    return Matter(
        contact,
        await conversations.referrals_to(session, owner_id, contact_id),
        introducer,
        group.name if group else None,
        next((each for each in written if each.answer is Answer.WAITING), None),
        written[0] if written else None,
        await lookup.overrides(session, owner_id),
        await wordings.blanks(session, owner_id),
    )


def template(matter: Matter, tab: Tab) -> str:
    """Which draft: a second note by mail while the first waits for an answer."""
    return "outreach_second" if matter.waiting and tab is Tab.MAIL else tab.template


def write(matter: Matter, owner: Owner, wish: Wish, today: date) -> Draft:
    """The draft; a name is in it only where its giver agreed."""
    contact, giver = matter.contact, matter.allowed
    why = matter.reason
    source = rules.source_of(contact.how_met, contact.circle, matter.group)
    values: dict[str, object] = {
        **matter.blanks,
        "first_name": contact.first_name,
        "full_name": contact.name,
        "organisation": contact.organisation,
        "role": contact.role,
        "field": owner.field,
        "my_name": owner.name,
        "my_status": owner.academic_status,
        "minutes": wish.minutes,
        "reason": rules.as_clause(why) if why else None,
        "referral_name": giver.name if giver else None,
        "referral_allowed": giver is not None,
        "found_where": contact.found_where,
        "found_allowed": not rules.names_any(contact.found_where, matter.unnamed),
        "source": None if rules.names_any(source, matter.unnamed) else source,
        "written_when": day_words(matter.waiting.sent_on, today) if matter.waiting else None,
        "channel": (Way.MESSAGE if wish.tab is Tab.SHORT else Way.MAIL).value,
    }
    name = template(matter, wish.tab)
    return render(name, values, override=matter.wordings.get(name), seed=contact.id + wish.turn)


def missing(draft: Draft) -> list[str]:
    """The names of the blanks that are still empty."""
    return [BY_LABEL[label] for label in draft.missing if label in BY_LABEL]
