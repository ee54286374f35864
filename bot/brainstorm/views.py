"""The walk through the circles in words: a prompt for each, the short line back, and what is still empty."""

from collections.abc import Mapping, Sequence

from telegram import InlineKeyboardButton

from bot import forms, pages
from bot.brainstorm.rules import WALK, before, empty, following
from bot.contacts.listing import PEOPLE
from bot.strangers import views as strangers
from bot.view import Action, View, columns, escape, rows, shorten
from storage.kinds import Circle
from storage.tables import Contact

# `circle:ALUMNI` begins or goes on with the walk at that circle.
AT = Action("circle")

STEP = "names"
DONE, TO = "done", "to"
MOST_NAMED = 12
NAME_SHOWN = 60

TITLES = {
    Circle.RELATIVES: "Relatives and their friends",
    Circle.EMPLOYERS: "Former employers",
    Circle.FRIENDS: "Friends and theirs",
    Circle.COMMUNITY: "Neighbours and community",
    Circle.ALUMNI: "Alumni",
    Circle.PROFESSORS: "Professors and deans",
    Circle.STUDENTS: "Student organisations",
    Circle.PROFESSIONALS: "Professional organisations",
}

PROMPTS = {
    Circle.RELATIVES: (
        "Go round the family table: who works in {field}, or next to it? Whom do your aunts, cousins and "
        "grandparents play cards, sing or work with?"
    ),
    Circle.EMPLOYERS: (
        "Every job counts, also the summer ones: bosses, people at the next desk, customers you liked. Who of them has "
        "moved closer to {field}, or knows somebody there?"
    ),
    Circle.FRIENDS: (
        "Who among your friends talks about {field}? And whose parents, partners or brothers and sisters do something "
        "of the kind?"
    ),
    Circle.COMMUNITY: (
        "Think of the street, the team, the choir, the place of worship, the shop where they know you. Who has a "
        "foot in {field}?"
    ),
    Circle.ALUMNI: (
        "Who went to your school before you and is in {field} now? Older students you knew, speakers who came back, "
        "names from the alumni directory."
    ),
    Circle.PROFESSORS: (
        "Which professors, lecturers and advising deans know you by name? They have taught people who are in {field} "
        "today, and they like being asked."
    ),
    Circle.STUDENTS: (
        "Clubs, papers, theatre groups, teams: who was in them with you, or before you, and went into {field}?"
    ),
    Circle.PROFESSIONALS: (
        "Societies, meetups and mailing lists of {field}: whom have you met there, and who organises them?"
    ),
}
HINT = (
    "<i>Type names as they come, one a line. Behind a comma or a dash you can say how you know them: "
    "“May Chen – ran the shop I worked in”.</i>"
)


def prompt(
    circle: Circle, field: str | None, counts: Mapping[Circle, int], members: Sequence[Contact], form_id: int
) -> View:
    """One circle: what to think of, who is in it already, where the walk stands."""
    about = f"<b>{escape(field)}</b>" if field else "the field you are curious about"
    place = WALK.index(circle) + 1
    lines = [
        f"<b>{place} of {len(WALK)} · {TITLES[circle]}</b>  {_map(circle, counts)}",
        PROMPTS[circle].format(field=about),
    ]
    if number := counts.get(circle, 0):
        names = ", ".join(escape(shorten(each.name, NAME_SHOWN)) for each in members[:MOST_NAMED])
        lines.append(f"Here so far ({number}): {names}{' …' if number > MOST_NAMED else ''}")
    elif not any(counts.get(each) for each in WALK):
        lines.append(HINT)
    return View("\n\n".join(lines), rows(ways(circle, form_id, anybody=bool(number))), fresh=True)


def _map(circle: Circle, counts: Mapping[Circle, int]) -> str:
    """A dot a circle: full where somebody is in it, with the present one in brackets."""
    dots = ["●" if counts.get(each) else "○" for each in WALK]
    place = WALK.index(circle)
    return "".join(f"[{dot}]" if number == place else dot for number, dot in enumerate(dots))


def ways(circle: Circle, form_id: int, *, anybody: bool) -> list[InlineKeyboardButton]:
    """Previous, Next (Skip while nobody is in the circle), Done."""
    last, onwards = before(circle), following(circle)
    back = [forms.CHOOSE.button("‹ Previous", form_id, STEP, TO, last.name)] if last else []
    label = "Next ›" if anybody else "Skip ›"
    on = [forms.CHOOSE.button(label, form_id, STEP, TO, onwards.name)] if onwards else []
    return [*back, *on, forms.CHOOSE.button("Done", form_id, STEP, DONE)]


def added(
    circle: Circle,
    new: Sequence[Contact],
    known: Sequence[Contact],
    unread: Sequence[str],
    number: int,
    form_id: int,
    change_id: int | None,
) -> View:
    """The short line back: who was added, who was there already, how many there are in this circle now."""
    lines = [f"{_count(new)}{number} in this circle."]
    if known:
        lines.append(f"You have {_names(known)} already.")
    if unread:
        shown = "; ".join(f"“{escape(shorten(line, 40))}”" for line in unread[:3])
        lines.append(f"No name found in {shown}{' …' if len(unread) > 3 else ''}.")
    return View(
        " ".join(lines),
        rows(pages.with_undo(change_id), ways(circle, form_id, anybody=bool(number))),
        fresh=True,
    )


def _count(new: Sequence[Contact]) -> str:
    return f"{len(new)} added: {_names(new)}; " if new else "Nobody new; "


def _names(people: Sequence[Contact]) -> str:
    names = ", ".join(escape(shorten(each.name, NAME_SHOWN)) for each in people[:MOST_NAMED])
    return names if len(people) <= MOST_NAMED else f"{names} and {len(people) - MOST_NAMED} more"


def overview(counts: Mapping[Circle, int], strangers_known: int) -> View:
    """The end of the walk: all circles with their numbers, the empty ones to think of, and whom one does not know."""
    lines = [f"{'●' if counts.get(each) else '○'} {TITLES[each]} · {counts.get(each) or 'nobody yet'}" for each in WALK]
    lines.append(f"{'●' if strangers_known else '○'} People you do not know yet · {strangers_known or 'nobody yet'}")
    still = empty(counts)
    head = "Every circle has somebody in it. Well thought." if not still else "What you have so far:"
    if still:
        lines.append("\nTap a circle that is still empty to think of it:")
    think = columns([AT.button(TITLES[each], each.name) for each in still])
    again = [AT.button("Go through them again", WALK[0].name)] if not still else None
    return View(
        f"{head}\n" + "\n".join(lines),
        rows(*think, again, [strangers.list_button()], [PEOPLE.button("Everybody", 0, 0, 0)]),
        fresh=True,
    )
