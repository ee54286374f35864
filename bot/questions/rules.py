"""What other rooms use of the questions: the bank, the search, a set for one conversation, open wordings."""

from bot.questions.bank import (
    BLANKS,
    NOTHING_KNOWN,
    OWN_TOPIC,
    Blanks,
    Question,
    Topic,
    When,
    by_topic,
    fill,
    load_bank,
    own_question,
    topics,
    with_article,
)
from bot.questions.choosing import Stage, pick
from bot.questions.searching import search
from bot.questions.wording import closed

__all__ = [
    "BLANKS",
    "NOTHING_KNOWN",
    "OWN_TOPIC",
    "Blanks",
    "Question",
    "Stage",
    "Topic",
    "When",
    "by_topic",
    "closed",
    "fill",
    "load_bank",
    "own_question",
    "pick",
    "search",
    "topics",
    "with_article",
]
