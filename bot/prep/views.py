"""The prep sheet in words, and the pages from which it is filled."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton

from bot import pages
from bot.commands import RUN
from bot.contacts.card_text import fitting
from bot.prep.gathering import Sheet, blocks, does, headline
from bot.prep.rules import MOST_CHOSEN, MOST_RESEARCH, Part
from bot.questions.rules import Blanks, Question, Topic, fill
from bot.view import Action, View, columns, escape, rows, shorten
from storage.tables import ChosenQuestion, Contact, Research

FOR = Action("prep_for")
PDF = Action("prep_pdf")
RESUME = Action("prep_resume")
TICK = Action("prep_tick")
LOOK_UP = Action("prep_look")
SUGGEST = Action("prep_sugg")
FINDINGS = Action("prep_finds")
FOUND = Action("prep_found")
UNLOOK = Action("prep_unlook")
CHOOSE = Action("prep_choose")
A_SET = Action("prep_set")
TOPIC = Action("prep_topic")
PICK = Action("prep_pick")
UNCHOOSE = Action("prep_unask")
WRITE = Action("prep_write")
START_CALL = Action("call_start")
PROMISES = Action("promises_of")
CARD = Action("card")

LINE_LENGTHS = (160, 90, 50)
ITEM_GONE = "That line is gone already."


def sheet(found: Sheet, *, said: str = "", change_id: int | None = None) -> View:
    """All on one message, to read at a glance; with `said`, what has just been done stands on top."""
    return View(fitting(lambda line: _text(found, said, line), LINE_LENGTHS), rows(*_buttons(found, change_id)))


def _text(found: Sheet, said: str, line: int) -> str:
    top = [
        f"<i>{escape(said)}</i>\n" if said else "",
        f"<b>{escape(shorten(found.contact.name, line))}</b>",
        escape(shorten(does(found.contact), line)),
        f"📅 {escape(shorten(headline(found), 2 * line))}" if found.meeting else "",
    ]
    parts = [_block(part) for part in blocks(found, line)]
    if not found.chosen:
        parts.append("These questions are a start; <b>Questions</b> chooses your own.")
    if found.resume:
        parts.append(f"📄 {escape(shorten(found.resume.label or found.resume.name, line))}")
    return "\n\n".join(["\n".join(each for each in top if each), *parts])


def _block(part: Part) -> str:
    return "\n".join([f"<b>{escape(part.title)}</b>", *(escape(line) for line in part.lines)])


def _buttons(found: Sheet, change_id: int | None) -> list[Sequence[InlineKeyboardButton]]:
    key = found.contact.id
    ticks = [
        TICK.button(f"{'☑' if each.done_at else '☐'} {number}", each.id)
        for number, each in enumerate(found.research[:MOST_RESEARCH], 1)
    ]
    look = [LOOK_UP.button("Add to look up", key)]
    look.append(FINDINGS.button("What I found", key) if ticks else SUGGEST.button("What to look up?", key))
    files = [PDF.button("PDF", key), *([RESUME.button("Resume", key)] if found.resume else [])]
    return [
        *columns(ticks, 5),
        look,
        [
            CHOOSE.button("Questions", key),
            START_CALL.button("Back to the talk" if found.is_talking else "During the talk", key),
        ],
        [*files, PROMISES.button("Promises", key)],
        pages.with_undo(change_id, CARD.button("Card", key, 1)),
    ]


def whom(recent: Sequence[Contact]) -> View:
    """Nothing is agreed, so: for whom?"""
    if not recent:
        return View(
            "No meeting is agreed, and I know nobody yet. Add somebody, and I prepare you for the talk.",
            rows([RUN.button("Add somebody", "add")]),
        )
    people = [FOR.button(contact.name[:40], contact.id) for contact in recent]
    return View("No meeting is agreed. For whom shall I prepare you?", rows(*columns(people)))


def resume_caption(found: Sheet) -> str:
    """Under the resume when it is sent back."""
    return f"Your latest resume, ready to forward to {escape(found.contact.first_name)} when they ask for it."


# What to look up


def findings(contact: Contact, items: Sequence[Research]) -> View:
    """The checklist, to say what was found or to take a line out."""
    lines = [
        f"{number}. {escape(shorten(each.text, 120))}"
        + (f"\n   → {escape(shorten(each.found, 160))}" if each.found else "")
        for number, each in enumerate(items[:MOST_RESEARCH], 1)
    ]
    buttons = [
        [FOUND.button(f"✎ {number}", each.id), UNLOOK.button(f"✕ {number}", each.id)]
        for number, each in enumerate(items[:MOST_RESEARCH], 1)
    ]
    pairs = [[*one, *other] for one, other in zip(buttons[::2], [*buttons[1::2], []], strict=False)]
    text = "\n".join(
        [f"<b>To look up about {escape(contact.name)}</b>", *lines, "", "✎ what you found · ✕ take it out"]
    )
    return View(text, rows(*pairs, [FOR.button("‹ Prep", contact.id)]))


# What to ask


def choosing(
    contact: Contact, chosen: Sequence[ChosenQuestion], topics: Sequence[Topic], *, change_id: int | None = None
) -> View:
    """The chosen questions, each removable, and where more come from."""
    lines = [f"{number}. {escape(each.text)}" for number, each in enumerate(chosen[:MOST_CHOSEN], 1)]
    removes = [UNCHOOSE.button(f"✕ {number}", each.id) for number, each in enumerate(chosen[:MOST_CHOSEN], 1)]
    shelves = [TOPIC.button(topic.title, contact.id, topic.id) for topic in topics]
    key = contact.id
    head = f"<b>Questions for {escape(contact.name)}</b>"
    text = "\n".join([head, *(lines or ["None chosen yet. Take a good set, or pick from a topic:"])])
    return View(
        text,
        rows(
            *columns(removes, 5),
            [A_SET.button("A good set", key), WRITE.button("Write one", key)],
            *columns(shelves),
            pages.with_undo(change_id, FOR.button("‹ Prep", key)),
        ),
    )


def shelf(contact: Contact, topic: Topic, questions: Sequence[Question], blanks: Blanks, taken: set[str]) -> View:
    """One topic's questions; a number takes one or puts it back."""
    lines = [f"{number}. {escape(fill(each, blanks))}" for number, each in enumerate(questions, 1)]
    buttons = [
        PICK.button(f"✓ {number}" if each.id in taken else str(number), contact.id, topic.id, each.id)
        for number, each in enumerate(questions, 1)
    ]
    text = "\n".join([f"<b>{escape(topic.title)}</b>", *(lines or ["You have no questions of your own yet."])])
    return View(
        text, rows(*columns(buttons, 5), [CHOOSE.button("‹ Chosen", contact.id), FOR.button("‹ Prep", contact.id)])
    )
