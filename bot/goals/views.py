"""Goals in words: the page, a field, one thing to find out, and the question after a talk."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from bot import pages
from bot.commands import RUN
from bot.conversations.views import what
from bot.goals.rules import same
from bot.reminders.later import day_text
from bot.view import Action, View, columns, escape, rows, shorten
from storage.tables import Conversation, Field, Wonder

PAGE = Action("goals")
FIELD = Action("goal_field")
ADD_FIELD = Action("goal_add")
RENAME = Action("goal_name")
MAIN = Action("goal_main")
REMOVE = Action("goal_remove")
WONDER = Action("goal_wonder")
ADD_WONDER = Action("goal_ask")
REWORD = Action("goal_reword")
FORGET = Action("goal_forget")
# `goal_talks:wonder:page`, and the tick on one of the talks: `goal_tick:wonder:page:conversation`.
TALKS = Action("goal_talks")
TICK = Action("goal_tick")
# For other rooms: `answered:conversation` asks what this talk answered; its ticks are `answers:conversation:wonder`.
ANSWERED = Action("answered")
ANSWERS = Action("answers")

SHOWN_PER_FIELD = 3
TALKS_A_PAGE = 6
MOST_ASKED = 20
MOST_TALKS_LISTED = 10

NO_FIELD = "That field is no longer in your goals."
NO_WONDER = "That one is no longer in your goals."
NO_TALK = "That conversation is no longer kept."


def times(number: int) -> str:
    """How many conversations answered it."""
    if not number:
        return "not answered yet"
    return f"answered in {number} conversation{'' if number == 1 else 's'}"


def nothing_yet() -> View:
    """No field is kept."""
    return View(
        "What would you like to know more about? Name a field that interests you, and under it what you want to find "
        "out. The field fills the blanks in your questions and drafts.\n"
        "<code>/goals public health: what does a first year look like?</code>",
        rows([ADD_FIELD.button("Add a field")]),
    )


def page(
    fields: Sequence[Field],
    wonders: Sequence[Wonder],
    counts: Mapping[int, int],
    main: str | None,
    *,
    said: str = "",
    change_id: int | None = None,
) -> View:
    """Every field with what is wondered about it; the main one, which fills the blanks, has a star."""
    if not fields:
        empty = nothing_yet()
        return View(pages.above(said) + empty.text, rows([ADD_FIELD.button("Add a field")], pages.with_undo(change_id)))
    blocks = []
    for field in fields:
        own = [each for each in wonders if each.field_id == field.id]
        star = "★ " if same(field.name, main) else ""
        lines = [f"{star}<b>{escape(field.name)}</b>"]
        lines += [
            f"• {escape(shorten(each.text, 70))} <i>{times(counts.get(each.id, 0))}</i>"
            for each in own[:SHOWN_PER_FIELD]
        ]
        if len(own) > SHOWN_PER_FIELD:
            lines.append(f"… and {len(own) - SHOWN_PER_FIELD} more")
        if not own:
            lines.append("<i>nothing to find out noted yet</i>")
        blocks.append("\n".join(lines))
    star = (
        "\n\n★ fills the blanks in your questions and drafts." if any(same(each.name, main) for each in fields) else ""
    )
    buttons = [FIELD.button(shorten(field.name, 40), field.id) for field in fields]
    return View(
        f"{pages.above(said)}<b>What you want to find out</b>\n\n" + "\n\n".join(blocks) + star,
        rows(*columns(buttons), [ADD_FIELD.button("Add a field")], pages.with_undo(change_id)),
    )


def field_page(
    field: Field,
    wonders: Sequence[Wonder],
    counts: Mapping[int, int],
    main: str | None,
    *,
    said: str = "",
    change_id: int | None = None,
) -> View:
    """One field, and everything the owner wants to find out about it."""
    is_main = same(field.name, main)
    lines = [
        f"{number}. {escape(each.text)} <i>{times(counts.get(each.id, 0))}</i>"
        for number, each in enumerate(wonders, 1)
    ]
    body = "\n".join(lines) or "What do you most want to find out about it?"
    numbers = [WONDER.button(str(number), each.id) for number, each in enumerate(wonders, 1)]
    change = [RENAME.button("Rename", field.id), REMOVE.button("Remove", field.id)]
    hint = "\n\nTap a number to tick the conversations that answered it." if wonders else ""
    return View(
        f"{pages.above(said)}{'★ ' if is_main else ''}<b>{escape(field.name)}</b>\n{body}{hint}",
        rows(
            *columns(numbers, 5),
            [ADD_WONDER.button("Add something to find out", field.id)],
            change if is_main else [MAIN.button("Make it the main one", field.id), *change],
            pages.with_undo(change_id, PAGE.button("‹ Goals")),
        ),
    )


def wonder_page(
    wonder: Wonder, talks: Sequence[Conversation], today: date, *, said: str = "", change_id: int | None = None
) -> View:
    """One thing to find out, and the talks that answered it."""
    shown = talks[:MOST_TALKS_LISTED]
    lines = [f"• {escape(talk_line(each, today, 90))}" for each in shown]
    if len(talks) > len(shown):
        lines.append(f"… and {len(talks) - len(shown)} more")
    body = "\n".join(["Answered by", *lines]) if talks else "No conversation has answered it yet."
    return View(
        f"{pages.above(said)}<b>{escape(wonder.text)}</b>\n\n{body}",
        rows(
            [TALKS.button("Tick conversations", wonder.id, 0)],
            [REWORD.button("Reword", wonder.id), FORGET.button("Remove", wonder.id)],
            pages.with_undo(change_id, FIELD.button("‹ Back", wonder.field_id)),
        ),
    )


def talks_page(
    wonder: Wonder,
    talks: Sequence[Conversation],
    ticked: Collection[int],
    page: int,
    today: date,
    *,
    more: bool,
    change_id: int | None = None,
) -> View:
    """The latest talks, each to be ticked if it answered."""
    if not talks:
        return View(
            "There is no conversation to tick yet. Log one, and come back.",
            rows([RUN.button("Log a talk", "log")], [WONDER.button("‹ Back", wonder.id)]),
        )
    ticks = [
        [TICK.button(f"{'✓ ' if each.id in ticked else ''}{talk_line(each, today, 52)}", wonder.id, page, each.id)]
        for each in talks
    ]
    turn = pages.turning(TALKS, page, wonder.id, more=more, labels=pages.BY_AGE)
    return View(
        f"<b>{escape(wonder.text)}</b>\nTap each conversation that answered it.",
        rows(*ticks, turn, pages.with_undo(change_id, WONDER.button("Done", wonder.id))),
    )


def talk_line(talk: Conversation, today: date, length: int) -> str:
    """A talk in a few plain words: "Coffee with Ada Lovelace, Tue 10 Mar"."""
    named = what(talk, [person.name for person in talk.people] or ["nobody"])
    day = day_text(talk.happened_on, today)
    return f"{shorten(named[:1].upper() + named[1:], length - len(day) - 2)}, {day}"


# For other rooms


def what_it_answered(
    talk: Conversation, wonders: Sequence[Wonder], ticked: Collection[int], today: date, change_id: int | None = None
) -> View:
    """Did this answer something you wanted to know? Each thing the owner wants to find out, to be ticked."""
    talked = escape(talk_line(talk, today, 160))
    if not wonders:
        return View(
            f"{talked}\nYou have not noted what you want to find out yet. Note it in your goals, and tick here what a "
            "conversation has answered.",
            rows([PAGE.button("My goals")]),
        )
    ticks = [
        [ANSWERS.button(f"{'✓ ' if each.id in ticked else ''}{shorten(each.text, 52)}", talk.id, each.id)]
        for each in wonders[:MOST_ASKED]
    ]
    return View(
        f"<b>Did this answer something you wanted to know?</b>\n{talked}",
        rows(*ticks, pages.with_undo(change_id, PAGE.button("My goals"))),
    )
