"""First messages in words: the draft in three ways, what it lacks, that it was sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot import pages
from bot.contacts.card_text import what_they_do
from bot.conversations.rules import day_words, listed
from bot.drafts.rules import LABELS, Draft, too_long
from bot.outreach import drafting, rules
from bot.outreach.drafting import Matter
from bot.outreach.rules import MINUTES, Tab, Wish
from bot.reminders.later import day_text
from bot.reminders.rules import NoReplySteps
from bot.view import Action, Row, View, columns, copy_button, escape, rows, shorten
from bot.wordings.views import WORDING, fit
from storage.kinds import Answer, Channel
from storage.tables import Contact, Letter, Owner

# Opens the first message to somebody: `FOR.button("Write to them", contact.id)`.
FOR = Action("outreach_for")
SENT = Action("outreach_sent")
FILL = Action("outreach_fill")
NAME = Action("outreach_name")
MAY = Action("outreach_may")
CHECK = Action("outreach_check")
OUTCOME = Action("outreach_became")
REFUSAL = Action("outreach_refusal")
CARD = Action("card")

TABS = {Tab.MAIL: "Mail", Tab.PHONE: "Phone", Tab.SHORT: "Short"}
DONE = {Tab.MAIL: "Mark as sent", Tab.PHONE: "I called them", Tab.SHORT: "Mark as sent"}
BY = {Channel.EMAIL: "wrote to {who}", Channel.CALL: "called {who}", Channel.MESSAGE: "sent {who} a message"}
FILLS = {
    "reason": "Why them",
    "found_where": "Where you found the name",
    "source": "Where you found the name",
    "my_status": "What you study or do",
    "my_name": "Your name",
    "my_phone": "Your phone number",
    "field": "The field",
    "organisation": "Their organisation",
    "role": "Their role",
}
OUTCOMES = {
    Answer.REPLIED: "They replied",
    Answer.DECLINED: "They declined",
    Answer.RUDE: "It was rude",
    Answer.NO_REPLY: "No reply",
}


@dataclass(frozen=True)
class Facts:
    """What a first message is shown from; `said` is what has just been done."""

    matter: Matter
    owner: Owner
    wish: Wish
    today: date
    said: str = ""
    change_id: int | None = None


def parts(contact_id: int, wish: Wish, **other: object) -> tuple[object, ...]:
    """What the buttons of a draft carry: whom, which way, how long, which wording."""
    tab = other.get("tab", wish.tab)
    return (contact_id, tab, other.get("minutes", wish.minutes), other.get("turn", wish.turn))


def page(facts: Facts) -> View:
    """The draft in one of the three ways, what it lacks, and what can be done with it."""
    draft = drafting.write(facts.matter, facts.owner, facts.wish, facts.today)
    lines = [escape(facts.said), _head(facts), *_givers(facts.matter)]
    if draft.subject:
        lines.append(f"Subject: <code>{escape(shorten(draft.subject, 200))}</code>")
    lines += [f"<pre>{escape(fit(draft.text))}</pre>", _measure(facts, draft)]
    return View("\n".join(line for line in lines if line), rows(*_buttons(facts, draft)))


def _head(facts: Facts) -> str:
    contact, waiting = facts.matter.contact, facts.matter.waiting
    does = what_they_do(contact)
    who = f"✉️ <b>{escape(contact.name)}</b>{', ' + escape(shorten(does, 120)) if does else ''}"
    return f"{who}\n{escape(wrote(waiting, facts.today))}; no answer is noted yet." if waiting else who


def wrote(letter: Letter, today: date) -> str:
    """When and how: "You sent a mail on Tuesday"."""
    how = {Channel.EMAIL: "wrote a mail", Channel.CALL: "called", Channel.MESSAGE: "sent a message"}
    return f"You {how.get(letter.channel, 'wrote') if letter.channel else 'wrote'} {day_words(letter.sent_on, today)}"


def _givers(matter: Matter) -> list[str]:
    if matter.allowed:
        return [f"{escape(matter.allowed.name)} gave you the name and may be mentioned."]
    if matter.unasked:
        return [f"{escape(matter.unasked.name)} gave you the name; whether you may say so is still to be asked."]
    if matter.unnamed:
        return [f"{escape(matter.unnamed[0].name)} gave you the name and stays out of it, as agreed."]
    return []


def _measure(facts: Facts, draft: Draft) -> str:
    size = f"{len(draft.text)} characters" if facts.wish.tab is Tab.SHORT else f"{draft.word_count} words"
    lines = [too_long(drafting.template(facts.matter, facts.wish.tab), draft) or f"{size}."]
    if draft.missing:
        many = "One blank" if len(draft.missing) == 1 else f"{len(draft.missing)} blanks"
        lines.append(f"{many} to fill in: {escape(listed(draft.missing))}.")
    return " ".join(lines)


def _buttons(facts: Facts, draft: Draft) -> list[Row]:
    matter, wish, key = facts.matter, facts.wish, facts.matter.contact.id
    tabs = [FOR.button(_chosen(label, tab is wish.tab), *parts(key, wish, tab=tab)) for tab, label in TABS.items()]
    lengths = [
        FOR.button(_chosen(f"{each} min", each == wish.minutes), *parts(key, wish, minutes=each)) for each in MINUTES
    ]
    fills = {
        FILLS[name]: FILL.button(f"✏️ {FILLS[name]}", key, name, *parts(key, wish)[1:])
        for name in drafting.missing(draft)
        if name in FILLS
    }
    naming = matter.unasked
    return [
        tabs,
        *columns(list(fills.values())),
        [NAME.button(f"May I name {shorten(naming.first_name, 24)}?", key, naming.id)] if naming else [],
        _ways(facts, draft),
        [SENT.button(DONE[wish.tab], *parts(key, wish)), FOR.button("Reword", *parts(key, wish, turn=wish.turn + 1))],
        lengths,
        *(columns(outcomes(key)) if matter.waiting else []),
        [WORDING.button("My wording", drafting.template(matter, wish.tab), key), CHECK.button("Check my draft", key)],
        [CARD.button("Card", key), *pages.with_undo(facts.change_id)],
    ]


def _chosen(label: str, chosen: bool) -> str:
    return f"• {label}" if chosen else label


def _ways(facts: Facts, draft: Draft) -> list[InlineKeyboardButton]:
    copy = copy_button("Copy", draft.text)
    link = rules.mail_link(facts.matter.contact.email, draft.subject, draft.text) if draft.subject else None
    return [
        *([copy] if copy else []),
        *([link_button(link)] if link else []),
    ]


def link_button(link: str) -> InlineKeyboardButton:
    """Opens the draft in a web mail."""
    return InlineKeyboardButton("Open in mail", url=link)


def outcomes(contact_id: int) -> list[InlineKeyboardButton]:
    """What may have become of it."""
    return [OUTCOME.button(label, contact_id, answer.name.lower()) for answer, label in OUTCOMES.items()]


def name_asked(contact: Contact, giver: Contact, draft: Draft) -> View:
    """A line that asks whether a name may be used, and what they said."""
    copy = copy_button("Copy", draft.text)
    return View(
        f"A line to <b>{escape(giver.name)}</b> before you write to {escape(contact.name)}:\n"
        f"<pre>{escape(fit(draft.text))}</pre>\nWhat did they say?",
        rows(
            [copy] if copy else None,
            [MAY.button("I may", contact.id, giver.id, 1), MAY.button("Leave it out", contact.id, giver.id, 0)],
            [FOR.button("‹ Back", contact.id)],
        ),
    )


def sent(
    matter: Matter, letter: Letter, steps: NoReplySteps | None, change_id: int | None, today: date, zone: ZoneInfo
) -> View:
    """It is on its way, and what follows."""
    contact = matter.contact
    did = BY.get(letter.channel, "wrote to {who}") if letter.channel else "wrote to {who}"
    lines = [f"✅ Noted: you {did.format(who=f'<b>{escape(contact.name)}</b>')}."]
    if steps:
        first, second = (day_text(each.astimezone(zone).date(), today) for each in steps)
        lines.append(
            f"If nothing comes, I suggest somebody else around {first} and one gentle second note around {second}."
        )
    else:
        lines.append("That was the second note; now it rests, whatever comes.")
    for referral in matter.referrals[:1]:
        lines.append(f"{escape(referral.giver.name)} will be glad to hear; I bring it up.")
    return View(
        " ".join(lines),
        rows(
            [OUTCOME.button("They replied", contact.id, "replied"), CARD.button("Card", contact.id)],
            pages.with_undo(change_id),
        ),
    )


def already_sent(letter: Letter, contact: Contact, today: date) -> str:
    """Pressed twice; plain text."""
    return f"{wrote(letter, today)}: that is noted. I ask about {contact.first_name} again in a few days."[:200]


def overview(waiting: Sequence[Letter], people: Sequence[Contact], today: date) -> View:
    """Who was written to, and whom to write to next."""
    lines: list[str] = []
    if waiting:
        lines.append("<b>Waiting for an answer</b>")
        lines += [
            f"• {escape(shorten(each.contact.name, 60))}: {escape(wrote(each, today).removeprefix('You '))}"
            for each in waiting[:8]
        ]
    if people:
        lines += [*([""] if lines else []), "<b>To write to</b>"]
        lines += [f"• {escape(shorten(_with_place(each), 90))}" for each in people[:8]]
    if not lines:
        lines = ["Whom would you like to write to? /brainstorm finds people, /add keeps one: /add Ada Lovelace"]
    else:
        lines.append("\nTap somebody, or type for example <code>/outreach Ada</code>.")
    named = {each.contact.id: each.contact for each in waiting[:8]} | {each.id: each for each in people[:8]}
    buttons = [FOR.button(shorten(each.name, 30), each.id) for each in named.values()]
    return View("\n".join(lines), rows(*columns(buttons), [CHECK.button("Check my draft", 0)]))


def _with_place(contact: Contact) -> str:
    does = what_they_do(contact)
    return f"{contact.name}, {does}" if does else contact.name


def fill_question(blank: str, name: str) -> str:
    """What a blank needs, with an example."""
    who = f"<b>{escape(name)}</b>"
    return {
        "reason": (
            f"Why {who}, of everybody you could ask? One exact thing; it goes on after “because …”.\n"
            "<i>For example: you moved from nursing to data work</i>"
        ),
        "found_where": f"Where did you find the name of {who}?\n<i>For example: the credits of Northern Lights</i>",
        "source": f"Where did you find the name of {who}?\n<i>For example: the spring issue of Docs Weekly</i>",
        "my_status": "What do you study or do?\n<i>For example: a second-year student of history at Leeds</i>",
        "my_name": "What is your name, as you sign?\n<i>For example: Grace Hopper</i>",
        "my_phone": "Which number can they call you back on?\n<i>For example: +1 555 0100</i>",
        "field": "Which field do you want to learn about?\n<i>For example: documentary film</i>",
        "organisation": f"Where does {who} work?\n<i>For example: Engines Ltd</i>",
        "role": f"What does {who} do there?\n<i>For example: editor</i>",
    }.get(blank, f"What shall stand for “{escape(LABELS.get(blank, blank))}”?")
