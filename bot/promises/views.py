"""Promises in words: who owes whom what, and by when."""

from collections.abc import Sequence
from datetime import date

from telegram import InlineKeyboardButton

from bot import pages
from bot.contacts.views import named
from bot.reminders.later import day_text
from bot.view import Action, View, columns, escape, rows, shorten
from storage.kinds import Side
from storage.tables import Contact, Promise

ALL = Action("promises_all")
OF = Action("promises_of")
OPEN = Action("promise_open")
ADD = Action("promise_add")
SOMEBODY_ELSE = Action("promise_who")
KEPT = Action("promise_kept")
DROP = Action("promise_drop")
DAY = Action("promise_day")
NO_DAY = Action("promise_noday")
CARD = Action("card")
DUE = Action("due")

A_PAGE = 20
LINE = 140
GONE = "That promise is no longer kept."
MINE, THEIRS = "m", "t"


def side_of(letter: str) -> Side:
    """The side that a button's letter stands for."""
    return Side.THEIRS if letter == THEIRS else Side.MINE


def of_contact(contact: Contact, promises: Sequence[Promise], today: date) -> View:
    """What is promised between the owner and one person."""
    add = [ADD.button("I promised…", MINE, contact.id), ADD.button("They promised…", THEIRS, contact.id)]
    ways = [ALL.button("All promises", 0), CARD.button("Card", contact.id, 1)]
    if not promises:
        return View(f"Nothing is promised between you and {named(contact)}.", rows(add, ways))
    lines, buttons = _numbered(promises[:A_PAGE], today, whose=False)
    more = [f"… and {len(promises) - A_PAGE} more"] if len(promises) > A_PAGE else []
    text = "\n".join([f"🤝 Promises: {named(contact)}", *lines, *more])
    return View(text, rows(*columns(buttons, 5), add, ways))


def everything(promises: Sequence[Promise], page: int, today: date) -> View:
    """All that is promised, both ways, the soonest first."""
    add = [ADD.button("I promised…", MINE, 0), ADD.button("Somebody promised…", THEIRS, 0)]
    if not promises:
        text = "No promise is open, neither yours nor theirs. I keep them from your notes, or you add one here."
        return View(text, rows(add))
    shown, cut = pages.cut(promises, page, A_PAGE)
    lines, buttons = _numbered(shown, today, whose=True, start=cut.start)
    turning = pages.turning(ALL, cut.page, more=cut.more)
    text = "\n".join(["🤝 <b>Promises</b>", *lines])
    return View(text, rows(*columns(buttons, 5), turning, add, [DUE.button("What is due", 0)]))


def _numbered(
    promises: Sequence[Promise], today: date, *, whose: bool, start: int = 0
) -> tuple[list[str], list[InlineKeyboardButton]]:
    """Lines under “You promised” and “They promised”, numbered through, and a button for each."""
    lines: list[str] = []
    buttons: list[InlineKeyboardButton] = []
    number = start
    for title, side in (
        ("You promised", Side.MINE),
        ("They promised" if not whose else "Promised to you", Side.THEIRS),
    ):
        part = [each for each in promises if each.side is side]
        lines += [f"\n<b>{title}</b>"] if part else []
        for each in part:
            number += 1
            who = f"{escape(shorten(each.contact.name, 40))}: " if whose and each.contact else ""
            lines.append(f"{number}. {who}{escape(shorten(each.text, LINE))}{_due(each, today)}")
            buttons.append(OPEN.button(str(number), each.id))
    return lines, buttons


def _due(promise: Promise, today: date) -> str:
    if promise.due_on is None:
        return ""
    late = "was due " if promise.due_on < today else "by "
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get((promise.due_on - today).days)
    return f" · <i>{late}{near or day_text(promise.due_on, today)}</i>"


def opened(promise: Promise, today: date, *, said: str = "", change_id: int | None = None) -> View:
    """One promise, and what can be done with it."""
    head = pages.above(said)
    key, mine = promise.id, promise.side is Side.MINE
    who = f" <b>{escape(promise.contact.name)}</b>" if promise.contact else " yourself" if mine else " Somebody"
    whose = f"☑️ You promised{who}" if mine else f"⏳{who} promised"
    no_day = [NO_DAY.button("Without a day", key)] if promise.due_on else []
    back = OF.button("‹ Back", promise.contact_id) if promise.contact_id else ALL.button("‹ Back", 0)
    return View(
        f"{head}{whose}: <b>{escape(promise.text)}</b>{_due(promise, today)}",
        rows(
            [KEPT.button("Done" if mine else "They did it", key), DROP.button("Let it go", key)],
            [DAY.button("Set a day" if promise.due_on is None else "Another day", key), *no_day],
            pages.with_undo(change_id, back),
        ),
    )


def added(promise: Promise, reminder_day: date | None, today: date, change_id: int | None) -> View:
    """A promise is kept in mind."""
    to = f" {escape(promise.contact.name)}" if promise.contact else ""
    whose = f"You promised{to}" if promise.side is Side.MINE else f"{to.strip() or 'Somebody'} promised"
    when = f"I bring it up {day_text(reminder_day, today)}." if reminder_day else "It stays under /due, without a day."
    back = OF.button("Promises", promise.contact_id) if promise.contact_id else ALL.button("Promises", 0)
    return View(
        f"🤝 Kept. {whose}: <b>{escape(promise.text)}</b>{_due(promise, today)}\n{when}",
        rows(pages.with_undo(change_id, OPEN.button("Change", promise.id), back)),
        fresh=True,
    )


def became(promise: Promise) -> str:
    """What became of a promise whose old button is pressed; plain text."""
    return f"That one is done: {shorten(promise.text, 120)}"


def done(promise: Promise, change_id: int | None) -> View:
    """It was kept."""
    text = f"✅ Done: {escape(promise.text)}."
    if promise.side is Side.THEIRS:
        text = f"✅ They kept it: {escape(promise.text)}. A line of thanks is never wrong."
    return View(text, rows(pages.with_undo(change_id, _back(promise))))


def dropped(promise: Promise, change_id: int | None) -> View:
    """It was let go."""
    return View(f"Let go: {escape(promise.text)}.", rows(pages.with_undo(change_id, _back(promise))))


def _back(promise: Promise) -> InlineKeyboardButton:
    return OF.button("‹ Promises", promise.contact_id) if promise.contact_id else ALL.button("‹ Promises", 0)


def who(letter: str, recent: Sequence[Contact]) -> View:
    """Whom a new promise is about."""
    people = [ADD.button(contact.name[:40], letter, contact.id) for contact in recent]
    text = "Whom did you promise something?" if letter == MINE else "Who promised you something?"
    return View(text, rows(*columns(people), [SOMEBODY_ELSE.button("Somebody else", letter)]))
