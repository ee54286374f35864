"""What was learned, in words."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot import pages
from bot.contacts.card_text import units
from bot.learned.rules import Answered, by_field
from bot.reminders.later import day_text
from bot.view import Action, View, columns, escape, rows, shorten
from storage.kinds import About
from storage.tables import Contact, Field, Learned

HOME = Action("learned")
QUESTION = Action("learned_q")
ABOUT = Action("learned_about")
OF = Action("learned_of")
OPEN = Action("learned_open")
EDIT = Action("learned_edit")
REMOVE = Action("learned_gone")
FIELD = Action("learned_field")
SUBJECT = Action("learned_subj")
UNASKED = Action("learned_not")
ADD = Action("learned_add")
SOMEBODY_ELSE = Action("learned_who")
CARD = Action("card")

TITLES = {About.VACANCY: "Vacancies", About.CULTURE: "Culture", About.SKILLS: "Skills"}
A_PAGE = 8
A_SIDE = 6
AN_ANSWER = 500
LONGEST = 3600
GONE = "That answer is no longer kept."


def home(answered: Sequence[Answered], page: int, counts: dict[About, int]) -> View:
    """The questions that have answers, and the three subjects."""
    subjects = [
        ABOUT.button(f"{title} ({counts[about]})" if counts.get(about) else title, about.value)
        for about, title in TITLES.items()
    ]
    ways = [UNASKED.button("Not asked yet", 0), ADD.button("Add an answer", 0)]
    if not answered:
        text = (
            "Nothing is kept under a question yet. During a talk, ✎ beside a question keeps the answer; or add one "
            "here, and what several people say to one question stands side by side."
        )
        return View(text, rows(subjects, ways))
    start = page * A_PAGE
    shown = answered[start : start + A_PAGE]
    lines = [
        f"{number}. {escape(shorten(each.question, 140))} · <i>{_people(each)}</i>"
        for number, each in enumerate(shown, start + 1)
    ]
    buttons = [QUESTION.button(str(number), each.key, 0) for number, each in enumerate(shown, start + 1)]
    turning = pages.turning(HOME, page, more=start + A_PAGE < len(answered), labels=pages.BY_ORDER)
    head = "<b>What you have learned</b>"
    return View("\n".join([head, *lines]), rows(*columns(buttons, 4), turning, subjects, ways))


def found(words: str, answers: Sequence[Learned], zone: ZoneInfo, today: date) -> View:
    """What a search found."""
    head = f"<b>{escape(shorten(words, 60))}</b>"
    return _answers(head, answers[:A_SIDE], zone, today, [[HOME.button("‹ All", 0)]], with_question=True)


def nothing_found(words: str) -> View:
    """A search that found nothing."""
    return View(
        f"Nobody has told you about “{escape(shorten(words, 60))}” yet. A good thing to ask next.",
        rows([HOME.button("‹ All", 0), UNASKED.button("Not asked yet", 0)]),
    )


def side_by_side(answered: Answered, page: int, zone: ZoneInfo, today: date) -> View:
    """One question, and everybody's answers to it."""
    start = page * A_SIDE
    shown = answered.answers[start : start + A_SIDE]
    more = start + A_SIDE < len(answered.answers)
    turning = pages.turning(QUESTION, page, answered.key, more=more, labels=pages.BY_ORDER)
    head = f"<b>{escape(shorten(answered.question, 300))}</b>"
    return _answers(head, shown, zone, today, [turning, [HOME.button("‹ All", 0)]], first=start + 1)


def about(subject: About, answers: Sequence[Learned], page: int, zone: ZoneInfo, today: date) -> View:
    """What was learned about vacancies, culture or skills, field by field."""
    ways = [[HOME.button("‹ All", 0), ADD.button("Add", 0)]]
    if not answers:
        return View(f"Nothing is kept about {TITLES[subject].lower()} yet.", rows(*ways))
    ordered = [each for part in by_field(answers).values() for each in part]
    start = page * A_SIDE
    shown = ordered[start : start + A_SIDE]
    more = start + A_SIDE < len(ordered)
    turning = pages.turning(ABOUT, page, subject.value, more=more, labels=pages.BY_ORDER)
    return _answers(f"<b>{TITLES[subject]}</b>", shown, zone, today, [turning, *ways], first=start + 1, fields=True)


def of_contact(contact: Contact, answers: Sequence[Learned], zone: ZoneInfo, today: date) -> View:
    """What one person has told."""
    ways = [[ADD.button("Add an answer", contact.id), CARD.button("Card", contact.id, 1)]]
    if not answers:
        return View(f"Nothing that <b>{escape(contact.name)}</b> said is kept under a question yet.", rows(*ways))
    head = f"<b>{escape(contact.name)}</b> said"
    return _answers(head, answers[-A_SIDE:], zone, today, ways, with_question=True)


def _answers(
    head: str,
    answers: Sequence[Learned],
    zone: ZoneInfo,
    today: date,
    ways: Sequence[Sequence[InlineKeyboardButton]],
    *,
    first: int = 1,
    with_question: bool = False,
    fields: bool = False,
) -> View:
    length = AN_ANSWER
    text = _text(head, answers, zone, today, first, length, with_question, fields)
    while units(text) > LONGEST and length > 60:
        length -= 80
        text = _text(head, answers, zone, today, first, length, with_question, fields)
    buttons = [OPEN.button(str(number), each.id) for number, each in enumerate(answers, first)]
    return View(text, rows(*columns(buttons, 6), *ways))


def _text(
    head: str,
    answers: Sequence[Learned],
    zone: ZoneInfo,
    today: date,
    first: int,
    length: int,
    with_question: bool,
    fields: bool,
) -> str:
    lines = [head]
    before: str | None = "nothing yet"
    for number, each in enumerate(answers, first):
        if fields and each.field != before:
            lines.append(f"\n<i>{escape(each.field or 'No field')}</i>")
        before = each.field
        question = f"<i>{escape(shorten(each.question, 140))}</i>\n" if with_question and each.question else ""
        lines.append(f"\n{number}. {_who(each, zone, today)}\n{question}{escape(shorten(each.text, length))}")
    return "\n".join(lines)


def _who(learned: Learned, zone: ZoneInfo, today: date) -> str:
    place = f", {escape(shorten(learned.contact.organisation, 40))}" if learned.contact.organisation else ""
    on = day_text(learned.made_at.astimezone(zone).date(), today)
    return f"<b>{escape(shorten(learned.contact.name, 60))}</b>{place} · {on}"


def _people(answered: Answered) -> str:
    people = len({each.contact_id for each in answered.answers})
    return "1 person" if people == 1 else f"{people} people"


# One answer


def opened(
    learned: Learned,
    fields: Sequence[Field],
    zone: ZoneInfo,
    today: date,
    *,
    said: str = "",
    change_id: int | None = None,
) -> View:
    """One answer, to correct."""
    head = f"<i>{escape(said)}</i>\n\n" if said else ""
    question = f"<i>{escape(learned.question)}</i>\n" if learned.question else ""
    subject = f"About {TITLES[learned.about].lower()}. " if learned.about else ""
    field = f"Field: {escape(learned.field)}." if learned.field else ""
    subjects = [
        SUBJECT.button(f"✓ {title}" if learned.about is about else title, learned.id, about.value)
        for about, title in TITLES.items()
    ]
    others = [FIELD.button(each.name[:30], learned.id, each.id) for each in fields if each.name != learned.field]
    text = f"{head}{_who(learned, zone, today)}\n{question}{escape(shorten(learned.text, 2000))}\n\n{subject}{field}"
    return View(
        text.strip(),
        rows(
            [EDIT.button("Edit", learned.id), REMOVE.button("Remove", learned.id)],
            subjects,
            *columns(others[:6]),
            pages.with_undo(change_id, OF.button("‹ All they said", learned.contact_id)),
        ),
    )


def kept(learned: Learned, contact: Contact, change_id: int | None) -> View:
    """An answer was kept."""
    under = f"under {TITLES[learned.about].lower()}" if learned.about else ""
    under = f"under <i>{escape(shorten(learned.question, 140))}</i>" if learned.question else under
    buttons = [OPEN.button("Change", learned.id), HOME.button("All", 0)]
    return View(
        f"Kept {under}: what <b>{escape(contact.name)}</b> said.",
        rows(pages.with_undo(change_id, *buttons), [ADD.button("Add another", contact.id)]),
        fresh=True,
    )


def removed(contact: Contact, change_id: int | None) -> View:
    """An answer is gone."""
    return View(
        f"Removed what <b>{escape(contact.name)}</b> said.",
        rows(pages.with_undo(change_id, HOME.button("‹ All", 0))),
    )


def who(recent: Sequence[Contact]) -> View:
    """Who said it?"""
    people = [ADD.button(contact.name[:40], contact.id) for contact in recent]
    return View("Who said it?", rows(*columns(people), [SOMEBODY_ELSE.button("Somebody else")]))


# What nobody was asked


def unasked(
    questions: Sequence[str],
    page: int,
    total: int,
    field: Field | None,
    field_name: str | None,
    fields: Sequence[Field],
) -> View:
    """Questions that nobody in a field has been asked yet."""
    whom = f"in {escape(field_name)} " if field_name else ""
    others = [UNASKED.button(each.name[:30], 0, each.id) for each in fields if each.name != field_name]
    key = field.id if field else 0
    ways = [HOME.button("‹ All", 0)]
    if not questions:
        return View(f"Everything in the bank has been asked to somebody {whom}already.", rows(*columns(others), ways))
    start = page * A_PAGE
    lines = [f"{number}. {escape(each)}" for number, each in enumerate(questions, start + 1)]
    turning = pages.turning(UNASKED, page, more=start + A_PAGE < total, labels=pages.BY_ORDER, after=[key])
    return View(
        "\n".join([f"<b>Nobody {whom}has been asked yet</b>", *lines]), rows(turning, *columns(others[:6]), ways)
    )
