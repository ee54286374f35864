"""The owner's news and the advice they were given, in words."""

from collections.abc import Sequence
from datetime import date

from bot import pages
from bot.contacts.views import named
from bot.progress.update_views import ADD_NEWS, ADVICE_OF, CARD, FOR, LIST
from bot.progress.update_views import NEWS as PAGE
from bot.reminders.later import day_text
from bot.view import Action, View, columns, escape, rows, shorten
from storage.tables import Advice, Contact, News

OPEN = Action("news_open")
EDIT = Action("news_edit")
DAY = Action("news_day")
REMOVE = Action("news_gone")
ADVICE_OPEN = Action("advice_open")
ADVICE_SET = Action("advice_set")
ADVICE_ADD = Action("advice_add")

A_PAGE = 10
MOST_ADVICE = 20
LINE = 160
NEWS_GONE = "That line of news is gone already."
ADVICE_GONE = "That advice is no longer kept."


# News


def page(found: Sequence[News], number: int, more: bool, today: date) -> View:
    """The owner's news, the latest first."""
    if not found and not number:
        return View(
            "What has moved since last time? Tell me in a line, for example <i>/progress passed my exam</i>. I weave "
            "it into the next update of everybody who has not heard it yet.",
            rows([ADD_NEWS.button("Add news"), LIST.button("Who hears next")]),
        )
    start = number * A_PAGE
    lines = [f"{start + at}. {_line(each, today)}" for at, each in enumerate(found, 1)]
    opening = [OPEN.button(str(start + at), each.id) for at, each in enumerate(found, 1)]
    turning = pages.turning(PAGE, number, more=more, labels=pages.BY_AGE)
    return View(
        "\n".join(["<b>My news</b>", *lines]),
        rows(*columns(opening, 5), turning, [ADD_NEWS.button("Add news"), LIST.button("Who hears next")]),
    )


def opened(news: News, today: date, *, said: str = "", change_id: int | None = None) -> View:
    """One line of news, to change."""
    head = pages.above(said)
    return View(
        f"{head}{_line(news, today, 512)}",
        rows(
            [EDIT.button("Edit", news.id), DAY.button("Day", news.id), REMOVE.button("Remove", news.id)],
            pages.with_undo(change_id, PAGE.button("‹ My news", 0)),
        ),
    )


def kept(news: News, hearers: int, change_id: int | None) -> View:
    """A new line was kept."""
    who = {0: "", 1: "\nOne person will hear it in their next update."}.get(
        hearers, f"\n{hearers} people will hear it in their next update."
    )
    return View(
        f"📝 Kept: {escape(news.text)}{who}",
        rows(
            [ADD_NEWS.button("Add another"), *([LIST.button("Who hears next")] if hearers else [])],
            pages.with_undo(change_id, OPEN.button("Change", news.id)),
        ),
        fresh=True,
    )


def removed(text: str, change_id: int | None) -> View:
    """A line is gone."""
    return View(f"Removed: {escape(text)}", rows(pages.with_undo(change_id, PAGE.button("‹ My news", 0))))


def _line(news: News, today: date, length: int = LINE) -> str:
    return f"{escape(shorten(news.text, length))} · <i>{day_text(news.happened_on, today)}</i>"


# Advice


def advice_list(contact: Contact, advice: Sequence[Advice], *, said: str = "", change_id: int | None = None) -> View:
    """What somebody suggested, and what became of it."""
    head = pages.above(said)
    add = ADVICE_ADD.button("Add advice", contact.id)
    back = CARD.button("‹ Card", contact.id)
    if not advice:
        text = f"{head}No advice from {named(contact)} is kept yet. I save it from your notes, or you add it."
        return View(text, rows([add, back], pages.with_undo(change_id)))
    shown = advice[-MOST_ADVICE:]
    lines = [f"{number}. {became(each)} {escape(shorten(each.text, LINE))}" for number, each in enumerate(shown, 1)]
    buttons = [ADVICE_OPEN.button(str(number), each.id) for number, each in enumerate(shown, 1)]
    hint = "Tap a number when you have tried it: the next update tells them."
    return View(
        "\n".join([f"{head}💡 Advice from {named(contact)}", *lines, "", hint]),
        rows(*columns(buttons, 5), [add, FOR.button("Update", contact.id)], pages.with_undo(change_id, back)),
    )


def became(advice: Advice) -> str:
    """A sign for how far it has come."""
    if advice.tried_at is None:
        return "○"
    sign = {True: "✓ helped:", False: "– did not help:", None: "◐ tried:"}[advice.helped]
    return f"{sign[:-1]}, told:" if advice.told_at else sign


def advice_opened(advice: Advice) -> View:
    """One piece of advice, and what can be said of it."""
    key = advice.id
    return View(
        f"💡 <b>{escape(advice.contact.name)}</b> suggested: {escape(advice.text)}\n\nHow did it go?",
        rows(
            [ADVICE_SET.button("It helped", key, "helped"), ADVICE_SET.button("Tried it", key, "tried")],
            [ADVICE_SET.button("Did not help", key, "not"), ADVICE_SET.button("Not tried yet", key, "open")],
            [ADVICE_OF.button("‹ All their advice", advice.contact_id)],
        ),
    )
