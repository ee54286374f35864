"""Inline queries of admitted people; everybody else is stopped at the gate."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from telegram import InlineQueryResultArticle, InlineQueryResultsButton, Update
from telegram.error import BadRequest
from telegram.ext import BaseHandler, InlineQueryHandler

from bot.context import BotContext
from bot.inline import rules, views
from bot.questions.rules import Blanks, Question, load_bank, own_question, pick, search
from storage import contacts, questions
from storage.tables import Contact

# Telegram keeps an answer for the one person who asked; short, since a new question shall be found soon.
KEPT_FOR = timedelta(seconds=30)
LONGEST_QUERY = 256


async def answer(_: Update, context: BotContext) -> None:
    """The questions that fit, the owner's own first; their people where the query begins with a name."""
    query = context.incoming.inline_query if context.incoming else None
    if query is None:
        return
    async with context.reading() as session:
        everyone = await contacts.everyone(session, context.owner_id)
        own = [own_question(each.id, each.text) for each in await questions.of_owner(session, context.owner_id)]
    results = find(query.query[:LONGEST_QUERY], everyone, own, context.owner.field)
    nothing = InlineQueryResultsButton("No question like that yet: write your own", start_parameter="questions")
    try:
        await query.answer(results, cache_time=KEPT_FOR, is_personal=True, button=None if results else nothing)
    except BadRequest:
        # The person typed on, and this query is too old to be answered: the next one is on its way.
        return


def find(
    query: str, everyone: Sequence[Contact], own: Sequence[Question], field: str | None
) -> list[InlineQueryResultArticle]:
    """What a query finds, best first."""
    people, words = rules.people_meant(everyone, query)
    about = people[0] if len(people) == 1 else None
    blanks = Blanks(field, about.organisation, about.role, about.first_name) if about else Blanks(field=field)
    if words.strip():
        found = search(words, [*own, *load_bank()], blanks, limit=rules.MOST_QUESTIONS)
    else:
        found = pick(own=own[:2], blanks=blanks, seed=about.id if about else 0)
    shown = [] if words.strip() else people
    return [*(views.person(each) for each in shown), *(views.question(each, blanks) for each in found)]


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """Inline mode."""
    return [InlineQueryHandler(answer)]
