"""The readers of what is asked about a meeting; each raises UserError with one line and an example."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.context import BotContext
from bot.conversations.rules import read_channel
from bot.forms import Answers, Choice, Reply
from bot.meetings import rules
from bot.reminders.hours import local_moment, zone_called
from bot.start.rules import read_hour, read_zone
from bot.user_error import UserError
from storage.kinds import Channel

LONGEST_PLACE = 300
PROPOSE = "propose"
BEFORE_CHANNEL = frozenset({"over", "by", "on", "via", "for", "a", "the", "with", "in"})
CHANNELS = {
    Channel.VIDEO: "🎥 Video",
    Channel.CALL: "📞 Phone",
    Channel.COFFEE: "☕ Coffee or a meal",
    Channel.MEETING: "🤝 In person",
}
LENGTHS = [Choice(f"{each} min", str(each)) for each in rules.LENGTHS]
HOWS = [Choice(label, channel.value) for channel, label in CHANNELS.items()]


def when(reply: Reply, answers: Answers, context: BotContext) -> dict[str, str | None]:
    """`{"day": …, "at": …}`; "at" is None where no time was said. "propose" asks for times to offer instead."""
    if reply.choice == PROPOSE:
        return {"propose": PROPOSE}
    if reply.choice:
        at = datetime.fromisoformat(answers["slots"][int(reply.choice)])
        if at <= context.now:
            raise UserError("That time is over by now. Send another one, for example “tomorrow 3pm”.")
        return {"day": at.astimezone(context.zone).date().isoformat(), "at": at.isoformat()}
    theirs = zone_called(answers["their_zone"]) if answers.get("their_zone") else None
    hours = context.hours
    return as_answer(rules.read_when(reply.text, context.now, hours, theirs), context.zone)


def as_answer(read: rules.When, zone: ZoneInfo) -> dict[str, str | None]:
    """A day and a moment as a form keeps them: the day is the owner's."""
    day = read.starts_at.astimezone(zone).date() if read.starts_at else read.day
    return {"day": day.isoformat(), "at": read.starts_at.isoformat() if read.starts_at else None}


def clock(reply: Reply, answers: Answers, context: BotContext) -> str:
    """The time on a day that is settled, as a moment."""
    said = time.fromisoformat(read_hour(reply, answers, context))
    at = local_moment(datetime.fromisoformat(answers["when"]["day"]).date(), said, context.zone)
    if at <= context.now:
        raise UserError("That is over already. Send a later time, for example “18:30”.")
    return at.isoformat()


def length(reply: Reply, _: Answers, __: BotContext) -> int:
    """Whole minutes, chosen or typed."""
    words = (reply.choice or reply.text).strip()
    found, _rest = rules.read_length(f"{words} min" if words.isdecimal() else words)
    if found is None:
        raise UserError("How many minutes? Between 5 and 240, for example “30 min”.")
    return round(found / timedelta(minutes=1))


def how(reply: Reply, _: Answers, __: BotContext) -> str:
    """By which medium."""
    if reply.choice in set(Channel):
        return str(reply.choice)
    return read_channel(reply.text).value


def place(reply: Reply, _: Answers, __: BotContext) -> str:
    """Where, or the link."""
    words = " ".join(reply.text.split())
    if reply.location:
        return f"{reply.location.latitude:.5f}, {reply.location.longitude:.5f}"
    if not words:
        raise UserError("Send the address or the link, for example “Café Lumen, 12 Hill St”.")
    if len(words) > LONGEST_PLACE:
        raise UserError(f"That is a little long: {LONGEST_PLACE} characters fit here, and yours has {len(words)}.")
    return words


def zone(reply: Reply, answers: Answers, context: BotContext) -> str:
    """The contact's time zone, by the name of their city."""
    return read_zone(reply, answers, context)


def channel_in(text: str) -> tuple[Channel | None, str]:
    """The medium a line mentions, and the line without it: "Priya fri 4pm over coffee" → coffee, "Priya fri 4pm"."""
    found: Channel | None = None
    kept: list[str] = []
    for word in text.split():
        channel = _channel_called(word.strip(".,;:"))
        if channel is None:
            kept.append(word)
            continue
        found = found or channel
        while kept and kept[-1].casefold() in BEFORE_CHANNEL:
            kept.pop()
    return found, " ".join(kept)


def _channel_called(word: str) -> Channel | None:
    try:
        channel = read_channel(word)
    except UserError:
        return None
    return channel if channel in CHANNELS else None
