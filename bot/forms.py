"""Step-by-step entry whose half-filled state is a row, not memory: it outlives a restart, days, another process.

A form is a list of steps. The next message, shared contact, location or button answers the open step; an answer that
does not fit gets one line and leaves everything as it was. Any command parks the form with a button to resume it.
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any

from telegram import (
    Contact,
    InlineKeyboardMarkup,
    KeyboardButton,
    Location,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)
from telegram.ext import ApplicationHandlerStop, BaseHandler, MessageHandler, filters

from bot.commands import command
from bot.context import BotContext
from bot.user_error import UserError
from bot.view import Action, Row, View, escape, rows
from storage import forms as stored
from storage.tables import Form as FormRow

Answers = dict[str, Any]
"""What has been answered so far, by step; plain values that JSON can hold."""

CHOOSE = Action("form")
BACK = Action("form_back")
SKIP = Action("form_skip")
DROP = Action("form_drop")
RESUME = Action("form_resume")

SKIPPED = None


@dataclass(frozen=True)
class Reply:
    """What the owner answered a step with."""

    text: str = ""
    choice: str | None = None
    location: Location | None = None
    contact: Contact | None = None
    message: Message | None = None


@dataclass(frozen=True)
class Choice:
    """A button that answers a step: its label and the short word it stands for."""

    label: str
    word: str


class Unclear(Exception):  # noqa: N818 - not an error: the answer fits several things
    """Raised by a reader: the answer fits several things. The owner picks one by button, or types on."""

    def __init__(self, text: str, choices: Sequence[Choice]) -> None:
        super().__init__(text)
        self.text, self.choices = text, choices


def always(_: Answers) -> bool:
    """A step that is always asked."""
    return True


@dataclass(frozen=True)
class Step:
    """One question of a form.

    `ask` is its text (HTML), or makes it from what was answered. `read` turns a reply into the value kept, or raises
    UserError with one line: what is expected, and an example; `slow` reads off the event loop. `choices` are buttons
    that answer, `needed` says whether to ask at all, `share` is a button below the input for a contact or a location.
    """

    name: str
    ask: str | Callable[[Answers], str]
    read: Callable[[Reply, Answers, BotContext], Any]
    choices: Sequence[Choice] | Callable[[Answers], Sequence[Choice]] = ()
    required: bool = False
    needed: Callable[[Answers], bool] = always
    share: KeyboardButton | None = None
    skip_label: str = "Skip"
    columns: int = 2
    slow: bool = False


@dataclass(frozen=True)
class Form:
    """A kind of form: its short name, what it makes ("a new contact"), its steps, and what happens at the end.

    `finish` does the write in its `context.transaction()`, which also ends the form. `dropped` says what became of what
    was typed when the form is left: a form that keeps each answer at once has something else to say.
    """

    name: str
    makes: str
    steps: Sequence[Step]
    finish: Callable[[BotContext, Answers], Coroutine[Any, Any, None]]
    dropped: str = "Nothing was saved."
    by_name: dict[str, Step] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {step.name: step for step in self.steps})

    def next_step(self, answers: Answers, after: str | None = None) -> Step | None:
        """The first step still to ask, behind `after` if given."""
        names = list(self.by_name)
        start = names.index(after) + 1 if after else 0
        return next((step for step in self.steps[start:] if step.name not in answers and step.needed(answers)), None)

    def step_before(self, name: str, answers: Answers) -> Step | None:
        """The last step asked before this one."""
        earlier = self.steps[: list(self.by_name).index(name)]
        return next((step for step in reversed(earlier) if step.needed(answers) and step.name in answers), None)


KINDS: dict[str, Form] = {}


def register(forms: Sequence[Form]) -> None:
    """Make kinds of form known; `bot.app` does so for each feature."""
    KINDS.update({form.name: form for form in forms})


async def start(context: BotContext, form: Form, answers: Answers | None = None) -> None:
    """Begin a form with what is known already, and ask for the first thing that is not."""
    answers = answers or {}
    step = form.next_step(answers)
    if step is None:
        await form.finish(context, answers)
        return
    async with context.transaction() as session:
        row = await stored.start(session, context.owner_id, form.name, step.name, answers, context.now)
    context.open_form = row
    await ask(context, form, step, answers, row.id)


def prompt(form: Form, step: Step, answers: Answers, form_id: int) -> View:
    """The question of a step with its choices and its ways out."""
    choices = step.choices(answers) if callable(step.choices) else step.choices
    picks = [CHOOSE.button(choice.label, form_id, step.name, choice.word) for choice in choices]
    ways_out = [
        BACK.button("‹ Back", form_id, step.name) if form.step_before(step.name, answers) else None,
        None if step.required else SKIP.button(step.skip_label, form_id, step.name),
        DROP.button("Cancel", form_id),
    ]
    lines: list[Row] = [picks[i : i + step.columns] for i in range(0, len(picks), step.columns)]
    text = step.ask(answers) if callable(step.ask) else step.ask
    return View(text, rows(*lines, [button for button in ways_out if button]))


async def ask(context: BotContext, form: Form, step: Step, answers: Answers, form_id: int) -> None:
    """Show a step's question; a button to share something stands below the input."""
    view = prompt(form, step, answers, form_id)
    sent = await context.show(view.as_fresh())
    if sent:
        context.services.prompts[context.owner_id] = sent.message_id
    if step.share:
        below = ReplyKeyboardMarkup([[step.share]], resize_keyboard=True, one_time_keyboard=True)
        await context.send(View("Or tap the button below.", below=below))


async def answer(context: BotContext, row: FormRow, reply: Reply) -> None:
    """Read the reply as an answer to the open step, keep it, and go on."""
    form = KINDS[row.kind]
    step = form.by_name[row.step]
    read = asyncio.to_thread(step.read, reply, row.answers, context) if step.slow else None
    value = await read if read else step.read(reply, row.answers, context)
    if step.share and reply.location:
        await context.send(View("Thank you.", below=ReplyKeyboardRemove()))
    await go_on(context, row, step, {**row.answers, step.name: value})


async def go_on(context: BotContext, row: FormRow, step: Step, answers: Answers) -> None:
    """Keep the answers; ask what is still to be asked, or finish. A question answered in words loses its buttons."""
    answered = context.services.prompts.pop(context.owner_id, None)
    await _proceed(context, row, step, answers)
    if answered and context.said_in_words:
        await context.without_buttons(answered)


async def _proceed(context: BotContext, row: FormRow, step: Step, answers: Answers) -> None:
    form = KINDS[row.kind]
    following = form.next_step(answers, after=step.name) or form.next_step(answers)
    if following is None:
        context.closing = row.id
        context.open_form = None
        await form.finish(context, answers)
        return
    async with context.transaction() as session:
        await stored.move(session, context.owner_id, row.id, following.name, answers, context.now)
    await ask(context, form, following, answers, row.id)


# Handlers


async def take_message(_: Update, context: BotContext) -> None:
    """A message while a form is open answers its step, and nothing else reads it."""
    message, row = context.message, context.open_form
    if message is None or row is None or row.kind not in KINDS:
        return
    reply = Reply(text=context.text, location=message.location, contact=message.contact, message=message)
    try:
        await answer(context, row, reply)
    except Unclear as unclear:
        picks = [[CHOOSE.button(each.label, row.id, row.step, each.word)] for each in unclear.choices]
        await context.show(View(unclear.text, rows(*picks)))
    except UserError as error:
        step = KINDS[row.kind].by_name[row.step]
        keyboard = prompt(KINDS[row.kind], step, row.answers, row.id).keyboard
        await context.show(View(escape(str(error)), keyboard))
    raise ApplicationHandlerStop


async def choose(_: Update, context: BotContext) -> None:
    """A choice button answers the step it belongs to."""
    if row := await _row(context, step=context.button[1]):
        await answer(context, row, Reply(choice=":".join(context.button[2:])))


async def skip(_: Update, context: BotContext) -> None:
    """Leave this step open and go on."""
    if row := await _row(context, step=context.button[1]):
        step = KINDS[row.kind].by_name[row.step]
        await go_on(context, row, step, {**row.answers, step.name: row.answers.get(step.name, SKIPPED)})


async def back(_: Update, context: BotContext) -> None:
    """Ask the step before this one again."""
    row = await _row(context, step=context.button[1])
    if row is None:
        return
    form = KINDS[row.kind]
    earlier = form.step_before(row.step, row.answers)
    if earlier is None:
        await context.toast("This is the first question.")
        return
    answers = {name: value for name, value in row.answers.items() if name != earlier.name}
    async with context.transaction() as session:
        await stored.move(session, context.owner_id, row.id, earlier.name, answers, context.now)
    await ask(context, form, earlier, answers, row.id)


async def drop(_: Update, context: BotContext) -> None:
    """Leave the form for good."""
    async with context.reading() as session:
        row = await stored.find(session, context.owner_id, context.number())
    if row is None:
        await context.toast("That one is closed already.")
        return
    await _drop(context, row)


async def resume(_: Update, context: BotContext) -> None:
    """Take a parked form up where it was left."""
    async with context.reading() as session:
        row = await stored.find(session, context.owner_id, context.number())
    if row is None or row.kind not in KINDS:
        await context.toast("That one is closed already.")
        return
    async with context.transaction() as session:
        await stored.move(session, context.owner_id, row.id, row.step, row.answers, context.now)
    form = KINDS[row.kind]
    await ask(context, form, form.by_name[row.step], row.answers, row.id)


async def cancel(_: Update, context: BotContext) -> None:
    """Leave the form you are filling in."""
    async with context.reading() as session:
        row = context.open_form or next(iter(await stored.parked(session, context.owner_id)), None)
    if row is None:
        await context.show(View("There is nothing to cancel. To take back your last change, use /undo."))
        return
    await _drop(context, row)


async def _drop(context: BotContext, row: FormRow) -> None:
    async with context.transaction() as session:
        await stored.drop(session, context.owner_id, row.id)
    context.open_form = None
    kind = KINDS.get(row.kind)
    said = f"I dropped {kind.makes}. {kind.dropped}" if kind else "I dropped that."
    await context.show(View(f"All right, {said}", below=None))


async def _row(context: BotContext, *, step: str) -> FormRow | None:
    """The form a button belongs to, if it still waits at that very step."""
    async with context.reading() as session:
        row = await stored.find(session, context.owner_id, context.number())
    if row is None or row.kind not in KINDS:
        await context.toast("That form is closed already.")
        return None
    if row.step != step:
        await context.toast("You have answered that one; Back takes you there.")
        return None
    return row


async def park(context: BotContext) -> None:
    """Put the open form aside because a command came; `remind` offers it again behind the command's answer."""
    if context.open_form is None:
        return
    # Not the update's own effect, and harmless to repeat: the update's mark stays with what the command does.
    async with context.database.transaction() as session:
        await stored.park(session, context.owner_id, context.now)
    context.parked, context.open_form = context.open_form, None


async def remind(context: BotContext) -> None:
    """One line about the form that was put aside, with the way back."""
    row = context.parked
    if row is None or row.kind not in KINDS or (context.open_form and context.open_form.kind == row.kind):
        return
    keyboard = InlineKeyboardMarkup([[RESUME.button("Resume", row.id), DROP.button("Drop it", row.id)]])
    await context.send(View(f"I kept {KINDS[row.kind].makes}, half filled in.", keyboard))


def handlers() -> list[BaseHandler[Update, BotContext, Any]]:
    """The form buttons, and /cancel."""
    return [
        command("cancel", cancel),
        CHOOSE.handler(choose),
        SKIP.handler(skip),
        BACK.handler(back),
        DROP.handler(drop),
        RESUME.handler(resume),
    ]


def message_handler() -> BaseHandler[Update, BotContext, Any]:
    """Stands before the reading of free text."""
    return MessageHandler(filters.UpdateType.MESSAGE & ~filters.COMMAND, take_message)


# Readers that several forms use


def text(expected: str, length: int = 256) -> Callable[[Reply, Answers, BotContext], str]:
    """A reader of free text of at most `length` characters; `expected` says what would fit, with an example."""

    def read(reply: Reply, _: Answers, __: BotContext) -> str:
        words = " ".join(reply.text.split())
        if not words:
            raise UserError(expected)
        if len(words) > length:
            raise UserError(f"That is a little long: {length} characters fit here, and yours has {len(words)}.")
        return words

    return read


def long_text(expected: str, length: int = 3000) -> Callable[[Reply, Answers, BotContext], str]:
    """A reader of notes: line breaks are kept."""

    def read(reply: Reply, _: Answers, __: BotContext) -> str:
        words = reply.text.strip()
        if not words:
            raise UserError(expected)
        if len(words) > length:
            raise UserError(f"That is a little long: {length} characters fit here, and yours has {len(words)}.")
        return words

    return read


def one_of(words: Sequence[str], expected: str) -> Callable[[Reply, Answers, BotContext], str]:
    """A reader of a choice, pressed or typed."""
    folded = {word.casefold(): word for word in words}

    def read(reply: Reply, _: Answers, __: BotContext) -> str:
        chosen = folded.get((reply.choice or reply.text).strip().casefold())
        if chosen is None:
            raise UserError(expected)
        return chosen

    return read
