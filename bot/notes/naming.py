"""A note in a few plain words, as Undo and the toasts name it. Pure."""

from bot.capture import Intent
from bot.conversations import rules
from bot.conversations.views import HOW
from bot.notes.understood import Understood

AGREED = {
    "coffee": "coffee",
    "call": "a call",
    "video": "a video call",
    "event": "an event",
}


def what(understood: Understood) -> str:
    """For example "logged coffee with Ada and Tom", "noted your mail to Ada"."""
    names = rules.listed([each.name for each in understood.sure_people])
    match understood.intent:
        case Intent.CONVERSATION if names:
            return f"logged {HOW[understood.channel].format(who=names)}"
        case Intent.MEETING_SCHEDULED if names:
            return f"{'moved' if understood.moved else 'noted'} {meeting(understood)} with {names}"
        case Intent.OUTREACH_SENT if names:
            return f"noted that you wrote to {names}"
        case Intent.THANKS_SENT if names:
            return f"noted that you thanked {names}"
        case Intent.CONTACT_ONLY if understood.mine and (names or not understood.people):
            return f"noted: {understood.mine[0].text}"
        case Intent.CONTACT_ONLY if names:
            return f"noted about {names}"
    return "kept a note"


def meeting(understood: Understood) -> str:
    """What was agreed: coffee, a call, a meeting."""
    return AGREED.get(understood.channel or "", "a meeting")
