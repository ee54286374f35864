"""What is typed into the forms of this room, read."""

from bot import forms
from bot.contacts import details
from bot.context import BotContext
from bot.forms import Answers, Choice, Reply
from bot.organisations import rules
from bot.user_error import UserError

NO_EVENT = "none"
KIND_CHOICES = [Choice(kind.capitalize(), kind) for kind in rules.KINDS]


def read_new(reply: Reply, _: Answers, __: BotContext) -> dict[str, str | None]:
    """A name, or a whole line as behind /orgs add."""
    draft = rules.read_line(reply.text)
    return {"name": draft.name, "kind": draft.kind, "link": draft.link, "notes": draft.notes}


def read_name(reply: Reply, _: Answers, __: BotContext) -> str:
    """Another name."""
    words = " ".join(reply.text.split())
    if not any(letter.isalpha() for letter in words):
        raise UserError("Its name, please, for example “Women in Film”.")
    return rules.fits("name", words, rules.LONGEST_NAME)


def read_kind(reply: Reply, answers: Answers, context: BotContext) -> str:
    """One of the usual kinds, or another word."""
    typed = forms.text("What is it? For example “mailing list”.", rules.LONGEST_KIND)
    return reply.choice or typed(reply, answers, context)


def read_link(reply: Reply, _: Answers, __: BotContext) -> str:
    """A link."""
    return details.read_link(reply.text)


def read_event(reply: Reply, answers: Answers, context: BotContext) -> str:
    """What the event is; nothing, for none any more."""
    typed = forms.text("What is it? For example “spring mixer”.", rules.LONGEST_EVENT)
    return "" if reply.choice == NO_EVENT else typed(reply, answers, context)


def read_day(reply: Reply, _: Answers, context: BotContext) -> dict[str, str | None]:
    """The day of the event, and its time if one is said."""
    day, clock = rules.read_day(reply.text, context.now, context.zone, context.owner.country)
    return {"day": day.isoformat(), "clock": f"{clock.hour}:{clock:%M}" if clock else None}
