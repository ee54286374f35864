"""Own wordings in words."""

import re

from bot import pages
from bot.contacts.card_text import cut, units
from bot.drafts.rules import LABELS, source
from bot.view import Action, File, Row, View, escape, rows

# `WORDING.button("My wording", "outreach_mail", contact.id)`; without a contact, 0.
WORDING = Action("wording")
ORIGINAL = Action("wording_original")

TITLES = {
    "ask_permission": "asking whether you may use a name",
    "closing_question": "the closing question",
    "confirm_meeting": "the line that confirms a meeting",
    "landed": "the news that you have landed",
    "loop_met": "the line after an introduction led to a talk",
    "loop_unreached": "the line after an introduction led nowhere",
    "loop_written": "the line after you used an introduction",
    "opening_line": "the opening line",
    "outreach_mail": "the first mail",
    "outreach_message": "the first short message",
    "outreach_phone": "the phone script",
    "outreach_second": "the second note",
    "propose_times": "proposing times",
    "reply_to_refusal": "the answer to a no",
    "reschedule": "asking for another time",
    "thank_you": "the thank-you",
    "thank_you_again": "the late thank-you",
    "thank_you_short": "the short thank-you",
    "their_promise": "the reminder of a promise",
    "update": "the update",
}

# Where a draft of this kind can be seen at once, by contact.
SEEN_AT = {
    "outreach_mail": Action("outreach_for"),
    "outreach_message": Action("outreach_for"),
    "outreach_phone": Action("outreach_for"),
    "thank_you": Action("thanks_for"),
    "thank_you_again": Action("thanks_for"),
    "thank_you_short": Action("thanks_for"),
}

BLANK = re.compile(r"\{\{-?\s*(\w+)|\{%-?\s*(?:el)?if\s+(\w+)")
MESSAGE = 4096
# What a draft may take of a message, so that what stands around it fits as well.
ROOM = 3300


def fit(text: str) -> str:
    """A draft as it is shown: in full, unless an own wording has made it longer than a message."""
    return text if units(text) <= ROOM else cut(text, ROOM).rstrip() + "…"


def title(template: str) -> str:
    """What a template is for."""
    return TITLES.get(template, template.replace("_", " "))


def blanks(template: str) -> list[str]:
    """The blanks our own wording uses, in the order they come."""
    found = (first or second for first, second in BLANK.findall(source(template)))
    return [name for name in dict.fromkeys(found) if name in LABELS]


def current(template: str, text: str, *, own: bool) -> View:
    """The wording in use, to be copied and changed; as a file where it is too long for a message."""
    whose = "Your wording" if own else "The wording"
    keyboard = rows([ORIGINAL.button("Back to the original", template)] if own else None)
    head = f"{whose} of {title(template)}:"
    if units(head, text) >= MESSAGE - 10:
        return View(head, keyboard, document=File(text.encode(), f"{template}.txt"), fresh=True)
    return View(f"{head}\n<pre>{escape(text)}</pre>", keyboard, fresh=True)


def ask(template: str) -> str:
    """How to change it."""
    some = "\n".join(f"<code>{{{{ {name} }}}}</code> {escape(LABELS[name])}" for name in blanks(template)[:10])
    return (
        f"Send {title(template)} as you would write it. Blanks are filled in for each person:\n{some}\n"
        "What stands between <code>{% if advice %}</code> and <code>{% endif %}</code> is left out where there is "
        "nothing to say. Several wordings stand between lines of <code>===</code>; I take turns."
    )


def kept(template: str, contact_id: int, change_id: int | None) -> View:
    """It is used from now on."""
    see: Row | None = [SEEN_AT[template].button("See it", contact_id)] if contact_id and template in SEEN_AT else None
    return View(
        f"✅ Kept. From now on {title(template)} is drafted in your words.",
        rows(see, [ORIGINAL.button("Back to the original", template), *pages.with_undo(change_id)]),
    )


def original(template: str, change_id: int | None) -> View:
    """Ours again."""
    return View(f"Back to the original of {title(template)}.", rows(pages.with_undo(change_id)))
