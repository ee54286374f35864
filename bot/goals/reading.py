"""What is typed into the forms of this room, read."""

from bot import forms
from bot.context import BotContext
from bot.forms import Answers, Reply
from bot.goals import rules


def read_field(reply: Reply, _: Answers, __: BotContext) -> str:
    """A field's name."""
    return rules.named(" ".join(reply.text.split()))


read_wonder = forms.text(rules.WONDER_EXPECTED, rules.LONGEST_WONDER)
