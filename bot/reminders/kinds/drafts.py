"""The drafts that pings carry: what every template takes, and how a draft is shown in a ping."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import InlineKeyboardButton

from bot.conversations.rules import day_words, listed
from bot.drafts.rules import Draft
from bot.drafts.rules import render as render_template
from bot.view import copy_button, escape
from bot.wordings import lookup
from storage.tables import Contact, Owner


async def render(
    session: AsyncSession, name: str, owner: Owner, contact: Contact, values: Mapping[str, object]
) -> Draft:
    """A draft to a contact, with what is known of both filled in; in the owner's own wording where they keep one."""
    known = {
        "first_name": contact.first_name,
        "full_name": contact.name,
        "organisation": contact.organisation,
        "role": contact.role,
        "field": owner.field,
        "my_name": owner.name,
        "my_status": owner.academic_status,
    }
    own = await lookup.override(session, owner.id, name)
    return render_template(name, {**known, **values}, override=own, seed=contact.id)


def shown(draft: Draft) -> str:
    """The draft in a ping, ready to be copied, and what is still to be filled in."""
    lines = [f"Subject: <code>{escape(draft.subject)}</code>"] if draft.subject else []
    lines.append(f"<pre>{escape(draft.text)}</pre>")
    if draft.missing:
        lines.append(f"Still to fill in: {escape(listed(draft.missing))}.")
    return "\n".join(lines)


def copying(draft: Draft) -> list[InlineKeyboardButton]:
    """A button that copies the draft, where it is short enough for one."""
    button = copy_button("Copy", draft.text)
    return [button] if button else []


def when(day: date, today: date) -> str:
    """A day in a sentence of the owner's."""
    return day_words(day, today)
