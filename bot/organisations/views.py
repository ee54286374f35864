"""Organisations in words: the list, the page of one, and whom one was met through."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot import pages
from bot.contacts.card_text import tappable
from bot.contacts.views import CARD
from bot.reminders.later import day_text
from bot.view import Action, View, columns, escape, rows, shorten
from storage.tables import Contact, Organisation

LIST = Action("orgs")
PAGE = Action("org")
ADD = Action("org_add")
JOIN = Action("org_join")
# `org_set:organisation:field` asks for one thing anew.
SET = Action("org_set")
EVENT = Action("org_event")
REMOVE = Action("org_remove")
MET = Action("org_met")
# For the card: `met_through:contact` offers the organisations, `met_in:contact:organisation` sets one (0 for none).
MET_THROUGH = Action("met_through")
MET_IN = Action("met_in")

A_PAGE = 10
NAMES_SHOWN = 12

GONE = "That organisation is no longer in your list."


def nothing_yet() -> View:
    """No organisation is kept."""
    return View(
        "Join the societies, mailing lists and student groups of your field, and go: people there like to talk about "
        "their work.\n<code>/orgs add Women in Film, society, wif.org</code>",
        rows([ADD.button("Add one")]),
    )


def everything(
    found: Sequence[Organisation],
    met: Mapping[int, int],
    today: date,
    page: int,
    *,
    said: str = "",
    change_id: int | None = None,
) -> View:
    """All organisations: those to join, then those joined, each with its next event."""
    if not found:
        empty = nothing_yet()
        return View(pages.above(said) + empty.text, rows([ADD.button("Add one")], pages.with_undo(change_id)))
    shown, place = pages.cut(found, page, A_PAGE)
    lines: list[str] = []
    before: bool | None = None
    for each in shown:
        joined = each.joined_on is not None
        if joined is not before:
            lines.append(f"{chr(10) if lines else ''}<b>{'Joined' if joined else 'To join'}</b>")
        before = joined
        lines.append(_line(each, met.get(each.id, 0), today))
    turn = pages.turning(LIST, place.page, more=place.more)
    buttons = [PAGE.button(shorten(each.name, 28), each.id) for each in shown]
    return View(
        pages.above(said) + "\n".join(lines),
        rows(*columns(buttons), turn, [ADD.button("Add one")], pages.with_undo(change_id)),
    )


def _line(each: Organisation, met: int, today: date) -> str:
    parts = [f"• {escape(shorten(each.name, 60))}"]
    if each.kind:
        parts.append(escape(shorten(each.kind, 30)))
    if each.event and each.event_on and each.event_on >= today:
        parts.append(f"{day_text(each.event_on, today)}: {escape(shorten(each.event, 40))}")
    if met:
        parts.append(f"{met} met")
    return " · ".join(parts)


def page(
    one: Organisation,
    people: Sequence[Contact],
    today: date,
    *,
    ping: str = "",
    said: str = "",
    change_id: int | None = None,
) -> View:
    """One organisation. `ping` says when its event will be brought up."""
    kind = f" · {escape(one.kind)}" if one.kind else ""
    lines = [f"<b>{escape(one.name)}</b>{kind}"]
    lines.append(f"Joined on {day_text(one.joined_on, today)}" if one.joined_on else "To join")
    if one.link:
        lines.append(f"↗ {tappable(one.link)}")
    lines += _event(one, today, ping)
    if one.notes:
        lines.append(f"\n{escape(shorten(one.notes, 1500))}")
    if people:
        names = ", ".join(escape(shorten(each.name, 50)) for each in people[:NAMES_SHOWN])
        more = f" and {len(people) - NAMES_SHOWN} more" if len(people) > NAMES_SHOWN else ""
        lines.append(f"\nMet through it: {names}{more}")
    cards = [CARD.button(shorten(each.name, 28), each.id, 1) for each in people[:4]]
    return View(
        pages.above(said) + "\n".join(lines),
        rows(
            [
                JOIN.button("Not joined after all" if one.joined_on else "I have joined", one.id),
                EVENT.button("Next event", one.id),
            ],
            [MET.button("Met somebody there", one.id)],
            *columns(cards),
            [
                SET.button("Name", one.id, "name"),
                SET.button("Kind", one.id, "kind"),
                SET.button("Link", one.id, "link"),
            ],
            [SET.button("Notes", one.id, "notes"), REMOVE.button("Remove", one.id)],
            pages.with_undo(change_id, LIST.button("‹ Organisations", 0)),
        ),
    )


def _event(one: Organisation, today: date, ping: str) -> list[str]:
    if not one.event or one.event_on is None:
        return []
    when = day_text(one.event_on, today)
    if one.event_on < today:
        return [f"Last event: {escape(one.event)}, {when}"]
    return [f"Next event: <b>{escape(one.event)}</b>, {when}{f' ({ping})' if ping else ''}"]


def about_event(one: Organisation, today: date) -> str:
    """An event in a few plain words, for its ping: "Women in Film: spring mixer, Thu 26 Mar"."""
    day = f", {day_text(one.event_on, today)}" if one.event_on else ""
    return f"{shorten(one.name, 80)}: {shorten(one.event or '', 120)}{day}"


def unknown(words: str) -> View:
    """No organisation of that name is kept."""
    said = escape(shorten(words, 60))
    return View(
        f"I know no organisation called <b>{said}</b>. <code>/orgs add {said}</code> keeps it.",
        rows([LIST.button("My organisations", 0), ADD.button("Add one")]),
    )


def which_for(contact: Contact, found: Sequence[Organisation]) -> View:
    """From a card: through which organisation was this person met?"""
    who = f"<b>{escape(contact.name)}</b>"
    if not found:
        return View(
            f"Through which organisation did you meet {who}? Your list is empty; add one first.",
            rows([ADD.button("Add one")], [CARD.button("‹ Card", contact.id)]),
        )
    buttons = [
        MET_IN.button(
            f"{'✓ ' if each.id == contact.organisation_id else ''}{shorten(each.name, 40)}", contact.id, each.id
        )
        for each in found[:20]
    ]
    none = [MET_IN.button("Through none of them", contact.id, 0)] if contact.organisation_id else []
    return View(
        f"Through which organisation did you meet {who}?",
        rows(*columns(buttons), none, [CARD.button("‹ Card", contact.id)]),
    )


def met_through(contact: Contact, one: Organisation | None, change_id: int | None) -> View:
    """It is kept through which organisation somebody was met."""
    who = f"<b>{escape(contact.name)}</b>"
    text = f"Kept: you met {who} through <b>{escape(one.name)}</b>." if one else f"Kept: {who} through none of them."
    page_of = [PAGE.button(shorten(one.name, 28), one.id)] if one else []
    return View(text, rows(pages.with_undo(change_id, *page_of, CARD.button("Card", contact.id))))
