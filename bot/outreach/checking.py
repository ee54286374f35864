"""The checker: a draft of the owner's own, read back to them line by line."""

from collections.abc import Sequence
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot import forms
from bot.commands import RUN
from bot.context import BotContext
from bot.forms import Answers, Step
from bot.outreach import views
from bot.outreach.checker import Finding, Kind, check
from bot.view import View, escape, rows

LONGEST = 3500
MOST_REMARKS = 10

HEADS = {Kind.MISSING: "Missing", Kind.TOO_MUCH: "Too much", Kind.GOOD: "Good"}
MARKS = {Kind.MISSING: "○", Kind.TOO_MUCH: "△", Kind.GOOD: "✓"}


async def ask(_: Update, context: BotContext) -> None:
    """Ask for the draft."""
    await forms.start(context, CHECK, {"contact": context.number() if context.button else 0})


async def read(context: BotContext, answers: Answers) -> None:
    """Say what is missing, what is too much, and what is good."""
    async with context.transaction():
        pass
    found = check(answers["draft"], status=context.owner.academic_status, field=context.owner.field)
    await context.show(findings(found, answers["contact"]))


def findings(found: Sequence[Finding], contact_id: int) -> View:
    """The remarks under their three heads, each with its line and a wording to use instead."""
    lines = [_summary(found)]
    for kind, head in HEADS.items():
        remarks = [each for each in found if each.kind is kind]
        if remarks:
            lines += ["", f"<b>{head}</b>", *(_line(each) for each in remarks[:MOST_REMARKS])]
    back = views.FOR.button("‹ The draft", contact_id) if contact_id else RUN.button("‹ Outreach", "outreach")
    return View("\n".join(lines), rows([views.CHECK.button("Check again", contact_id), back]))


def _summary(found: Sequence[Finding]) -> str:
    missing, much = (sum(each.kind is kind for each in found) for kind in (Kind.MISSING, Kind.TOO_MUCH))
    if not missing and not much:
        return "It has all that a busy stranger looks for. Send it."
    said = [f"{missing} missing"] if missing else []
    said += [f"{much} too much"] if much else []
    return f"I read it as a busy stranger would: {', '.join(said)}. These are suggestions; the words are yours."


def _line(remark: Finding) -> str:
    where = f"Line {remark.line_number}: " if remark.line_number else ""
    text = f"{MARKS[remark.kind]} {where}{escape(remark.says)}"
    return f"{text}\n    <i>Try: {escape(remark.try_)}</i>" if remark.try_ else text


CHECK = forms.Form(
    "outreach_check",
    "the check of your draft",
    [
        Step(
            "draft",
            "Paste your draft, and I read it as a busy stranger would. Nothing of it is kept.",
            forms.long_text("Paste the text of your mail or message.", LONGEST),
            required=True,
        )
    ],
    read,
)
FORMS: Sequence[forms.Form] = (CHECK,)


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """Check my draft."""
    return [views.CHECK.handler(ask)]
