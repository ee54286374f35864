"""Questions in words: a set at a glance, a topic, what a search found, the owner's own."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton

from bot import pages
from bot.commands import RUN
from bot.questions.rules import Blanks, Question, Topic, fill
from bot.tips import views as tips
from bot.tips.rules import Moment
from bot.view import Action, View, columns, escape, rows, shorten
from storage.tables import Contact
from storage.tables import Question as OwnQuestion

FOR = Action("questions_for")
TOPIC = Action("q_topic")
TOPICS = Action("q_topics")
OTHERS = Action("q_others")
OWN = Action("q_own")
ADD = Action("q_add")
REMOVE = Action("q_remove")
REWORD = Action("q_reword")
# An actual job came up: the questions that fit then, for this contact (0 for nobody in particular).
JOB = Action("q_job")

MOST_FOUND = 12


def lines(questions: Sequence[Question], blanks: Blanks) -> str:
    """Questions to read at a glance, numbered."""
    return "\n".join(f"{number}. {escape(fill(each, blanks))}" for number, each in enumerate(questions, 1))


def ways_on(contact_id: int, seed: int) -> list[InlineKeyboardButton]:
    """From any list of questions to the rest of the bank."""
    return [OTHERS.button("Others", contact_id, seed + 1), TOPICS.button("By topic", contact_id), OWN.button("My own")]


def a_set(questions: Sequence[Question], blanks: Blanks, contact: Contact | None, seed: int) -> View:
    """A good set for one conversation, with a way out of a silence or a long answer, and of a job that comes up."""
    whom = f" for {escape(contact.name)}" if contact else ""
    contact_id = contact.id if contact else 0
    return View(
        f"<b>Questions{whom}</b>\n{lines(questions, blanks)}",
        rows(
            ways_on(contact_id, seed),
            [tips.quiet_button(), tips.long_button()],
            [JOB.button("An actual job came up", contact_id, 0)],
        ),
    )


def job_set(said: str, questions: Sequence[Question], blanks: Blanks, contact: Contact | None, seed: int) -> View:
    """What to ask about an actual job: what it needs, and how one's experience fits."""
    whom = f" for {escape(contact.name)}" if contact else ""
    contact_id = contact.id if contact else 0
    return View(
        f"{said}\n\n<b>About the job{whom}</b>\n{lines(questions, blanks)}",
        rows(
            [JOB.button("Others", contact_id, seed + 1), OTHERS.button("‹ The usual questions", contact_id, seed + 1)],
            [tips.more_button(Moment.JOB_CAME_UP)],
        ),
    )


def found(words: str, questions: Sequence[Question], blanks: Blanks) -> View:
    """What a search found, best first."""
    text = f"<b>{escape(shorten(words, 60))}</b>\n{lines(questions[:MOST_FOUND], blanks)}"
    return View(text, rows(ways_on(0, 0)))


def nothing(words: str) -> View:
    """A search that found nothing."""
    return View(
        f"No question of mine mentions “{escape(shorten(words, 60))}”. Here are the topics.",
        rows([TOPICS.button("By topic", 0), ADD.button("Add it as my own")]),
    )


def shelves(topics: Sequence[Topic], contact_id: int) -> View:
    """The topics of the bank."""
    buttons = [TOPIC.button(topic.title, contact_id, topic.id) for topic in topics]
    return View("What would you like to ask about?", rows(*columns(buttons), [OWN.button("My own")]))


def shelf(topic: Topic, questions: Sequence[Question], blanks: Blanks, contact_id: int) -> View:
    """One topic's questions."""
    text = f"<b>{escape(topic.title)}</b>\n{lines(questions, blanks)}"
    return View(text, rows([TOPICS.button("‹ Topics", contact_id), OWN.button("My own")]))


def own(questions: Sequence[OwnQuestion]) -> View:
    """The owner's own questions, each removable."""
    if not questions:
        return View(
            "You have no questions of your own yet. What would you like to know that I did not think of?",
            rows([ADD.button("Add a question")], [TOPICS.button("By topic", 0)]),
        )
    text = "\n".join(f"{number}. {escape(each.text)}" for number, each in enumerate(questions, 1))
    removes = [REMOVE.button(f"✕ {number}", each.id) for number, each in enumerate(questions, 1)]
    return View(
        f"<b>My own questions</b>\n{text}",
        rows(*columns(removes, 6), [ADD.button("Add a question"), TOPICS.button("By topic", 0)]),
    )


def kept(question: OwnQuestion, open_wording: str | None, change_id: int | None) -> View:
    """An own question was kept; one that a yes or no would answer gets an open wording offered."""
    after = pages.with_undo(change_id, OWN.button("My own"))
    if open_wording is None:
        return View(f"Kept: {escape(question.text)}", rows(after), fresh=True)
    text = (
        f"Kept: {escape(question.text)}\n\nThat one can be answered with a yes or a no. "
        f"An open wording gets you a story:\n<b>{escape(open_wording)}</b>"
    )
    return View(text, rows([REWORD.button("Use the open wording", question.id)], after), fresh=True)


def reworded(question: OwnQuestion, change_id: int | None) -> View:
    """The open wording was taken."""
    return View(f"Kept: {escape(question.text)}", rows(pages.with_undo(change_id, OWN.button("My own"))))


def removed(text: str, change_id: int | None) -> View:
    """An own question is gone."""
    return View(f"Removed: {escape(text)}", rows(pages.with_undo(change_id, OWN.button("My own"))))


def nobody_yet() -> View:
    """Questions were asked for somebody who is not in the list."""
    return View(pages.PERSON_GONE, rows([RUN.button("Add somebody", "add")]))
