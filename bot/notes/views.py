"""The card of a note: its lines, its questions, and a button for each line that may be wrong."""

from telegram import InlineKeyboardButton

from bot.capture import Intent
from bot.conversations.form import CHANNEL_LABELS
from bot.notes import wording
from bot.notes.corrections import ADVICE, CHANNEL, DAY, MINE, PERSON, REFERRAL, THEIRS, THROUGH
from bot.notes.facts import Facts
from bot.notes.understood import Understood, Who
from bot.picking import label
from bot.view import Action, Row, View, columns, escape, rows, shorten

# `note:id:line:place:choice`. Without a line it shows the card again.
NOTE = Action("note")
UNDO = Action("note_undo")
NOT_A_NOTE = Action("note_not")
KEEP = Action("note_keep")
CARD = Action("card")
# Which of the owner's goals the talk answered.
ANSWERED = Action("answered")

MOST_QUESTIONS = 3
MOST_CHOICES = 6
LABEL = 24

GONE = "That note is no longer kept."
TAKEN_BACK = "That was taken back already."


def card(facts: Facts) -> View:
    """What was understood, what will follow, what is still to be asked."""
    understood = facts.understood
    if facts.is_taken_back or understood is None:
        return taken_back(facts)
    asked, buttons = questions(facts, understood)
    text = "\n\n".join(part for part in (wording.text(facts), *asked) if part)
    return View(text, rows(*buttons, *columns(lines(facts, understood), 3), *_ends(facts)))


def taken_back(facts: Facts) -> View:
    """The records of a note are gone again, and come back at a tap."""
    what = facts.reading.what
    if facts.understood is None or not what:
        return View(f"Taken back: {escape(what)}." if what else "All right, I kept nothing of that.")
    return View(f"Taken back: {escape(what)}.", rows([KEEP.button("Keep it after all", facts.note.id)]))


def shown_below() -> View:
    """The card has moved down the chat."""
    return View("<i>The card of this note stands below.</i>")


def lines(facts: Facts, understood: Understood) -> list[InlineKeyboardButton]:
    """A button for each line that may be wrong."""
    number = facts.note.id
    buttons = [_line(f"👤 {each.name}", number, PERSON, place) for place, each in enumerate(understood.people)]
    if understood.intent is not Intent.CONTACT_ONLY:
        if not understood.people:
            buttons.append(NOTE.button("👤 With whom?", number, "who"))
        buttons.append(_line("📅 Day", number, DAY))
        buttons.append(_line(CHANNEL_LABELS[understood.channel] if understood.channel else "How?", number, CHANNEL))
    buttons += [_line(f"👉 {each.name}", number, REFERRAL, place) for place, each in enumerate(understood.referrals)]
    buttons += [_line(f"☑️ {each.text}", number, MINE, place) for place, each in enumerate(understood.mine)]
    buttons += [_line(f"⏳ {each.text}", number, THEIRS, place) for place, each in enumerate(understood.theirs)]
    buttons += [_line(f"💡 {each}", number, ADVICE, place) for place, each in enumerate(understood.advice)]
    if understood.through:
        buttons.append(_line(f"🔗 {understood.through.name}", number, THROUGH))
    return buttons


def _line(words: str, note_id: int, line: str, place: int = 0) -> InlineKeyboardButton:
    return NOTE.button(shorten(words, LABEL), note_id, line, place)


def _ends(facts: Facts) -> list[Row]:
    number = facts.note.id
    ends = [NOTE.button("It was…", number, "kind"), NOT_A_NOTE.button("Not a note", number)]
    if facts.is_recorded:
        ends.append(UNDO.button("Undo", number))
    people = [facts.people[each] for each in _people_ids(facts)[:3] if each in facts.people]
    answered = [ANSWERED.button("It answered something I wondered about", facts.talk_id)] if facts.talk_id else []
    return [ends, answered, [CARD.button(f"Open {each.first_name[:20]}", each.id, 1) for each in people]]


def _people_ids(facts: Facts) -> list[int]:
    understood = facts.understood
    found = [facts.contact(each) for each in understood.people if each.is_sure] if understood else []
    return list(dict.fromkeys(each.id for each in found if each))


# What is still to be asked


def questions(facts: Facts, understood: Understood) -> tuple[list[str], list[Row]]:
    """The open questions with the buttons that answer them."""
    number = facts.note.id
    texts: list[str] = []
    buttons: list[Row] = []
    for line, people in ((PERSON, understood.people), (REFERRAL, understood.referrals)):
        for place, person in enumerate(people):
            if not person.is_sure:
                texts.append(_which(person, facts))
                buttons += which_rows(number, line, place, person, facts)
            elif person.heard:
                texts.append(f"Did I hear the name right: <b>{escape(person.name)}</b>?")
                buttons.append(
                    [
                        NOTE.button("Yes, that is right", number, line, place, "heard"),
                        NOTE.button("Type the name", number, line, place, "name"),
                    ]
                )
    if not understood.people and understood.intent is not Intent.CONTACT_ONLY:
        texts.append("Who was it? I keep it as soon as I know.")
        buttons.append([NOTE.button("Say who", number, "who")])
    if understood.doubtful_day and understood.day:
        day = f"{understood.day:%a} {understood.day.day} {understood.day:%b %Y}"
        texts.append(f"“{escape(understood.doubtful_day)}” is an unlikely day. Was it {day}?")
        buttons.append([NOTE.button("Yes, it was", number, DAY, 0, "right"), NOTE.button("No", number, DAY, 0)])
    for place, named in enumerate(understood.referrals):
        if named.is_sure and named.may_use_name is None and understood.sure_people:
            giver, theirs = wording.giver(facts, understood, named), wording.first_name(facts, named)
            texts.append(f"May you use {giver}’s name when you write to <b>{escape(named.name)}</b>?")
            buttons.append(
                [
                    NOTE.button(f"Yes, with {theirs[:20]}", number, REFERRAL, place, "may"),
                    NOTE.button(f"No, not with {theirs[:20]}", number, REFERRAL, place, "maynot"),
                ]
            )
    return texts[:MOST_QUESTIONS], buttons[: MOST_QUESTIONS + MOST_CHOICES]


def _which(person: Who, facts: Facts) -> str:
    if len(person.fits) == 1:
        contact = facts.people.get(person.fits[0])
        return f"Is “{escape(person.name)}” your <b>{escape(contact.name if contact else person.name)}</b>?"
    return f"Which {escape(person.name)} do you mean?"


def which_rows(number: int, line: str, place: int, person: Who, facts: Facts) -> list[Row]:
    """Whom a name may mean, and somebody new."""
    fits = [facts.people[each] for each in person.fits[:MOST_CHOICES] if each in facts.people]
    chosen = [NOTE.button(label(each)[:60], number, line, place, f"c{each.id}") for each in fits]
    return [*columns(chosen), [NOTE.button(f"Somebody new: {person.name[:30]}", number, line, place, "new")]]
