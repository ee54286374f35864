"""Help cannot drift: every command says what it does, every form has a way out, and the README knows them all."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from telegram import BotCommandScopeDefault, Update
from telegram.constants import BotCommandLimit

from bot import app, commands, forms
from bot.commands import Command
from bot.context import BotContext
from bot.errors import SORRY, SORRY_SAVED
from bot.forms import Form, Reply, Step
from bot.user_error import UserError
from storage import owners
from tests.conftest import Bot, Chat
from tests.readme_tables import README, with_tables

SHOWS_HOW = re.compile(r"example|Try |[Tt]ap |Send |Paste |“|few words|[Ss]tart with")


def known() -> list[Command]:
    """Every command of every feature."""
    for feature in app.FEATURES:
        feature.handlers()
        forms.register(getattr(feature, "FORMS", ()))
    return list(commands.KNOWN.values())


EXAMPLES = [each for each in known() if each.example]
STEPS = [(form, step) for form in forms.KINDS.values() for step in form.steps]


def called(value: object) -> str | None:
    """Names for the cases."""
    match value:
        case Command():
            return value.word
        case Form() | Step():
            return value.name
    return None


def test_every_command_has_one_line_that_fits_the_menu() -> None:
    for each in known():
        assert re.fullmatch(r"[a-z_]{1,32}", each.word)
        assert each.line
        assert each.line[0].isupper(), each.word
        assert not each.line.endswith("."), each.word
        assert BotCommandLimit.MIN_DESCRIPTION <= len(each.line) <= BotCommandLimit.MAX_DESCRIPTION
        # The menu cuts what is much longer.
        assert len(each.line) <= 64, each.word
    assert len(commands.menu()) <= BotCommandLimit.MAX_COMMAND_NUMBER


def test_a_command_that_reads_an_argument_shows_an_example_of_it() -> None:
    without = {each.word for each in known() if not each.example}
    assert without <= {"cancel", "start", "help", "due", "settings", "undo", "stats", "forget", "landed", "export"}


async def test_telegram_is_told_the_menu_and_shows_it(bot: Bot) -> None:
    await app.introduce(bot.application)
    shown = await bot.application.bot.get_my_commands(BotCommandScopeDefault())
    assert list(shown) == commands.menu()
    assert len(shown) > 10


@pytest.mark.parametrize("command", EXAMPLES, ids=called)
async def test_every_example_is_understood_as_that_command(chat: Chat, command: Command) -> None:
    assert command.example is not None
    word, _, argument = command.example.partition(" ")
    assert (word, bool(argument)) == (f"/{command.word}", True)
    await chat.send("/add Ada Lovelace, Engines Ltd, analyst")
    before = len(chat.said)
    await chat.send(command.example)
    answer = chat.said[before:]
    assert answer
    assert not {SORRY, SORRY_SAVED} & set(answer)
    assert not any(said.startswith("I do not know") for said in answer)


async def test_help_lists_every_command_and_fits_into_messages(chat: Chat) -> None:
    await chat.send("/help")
    said = "\n".join(chat.said)
    for each in known():
        assert f"/{each.word} – " in said


def test_the_readme_lists_every_command_and_every_setting_as_they_are() -> None:
    text = README.read_text(encoding="utf-8")
    assert text == with_tables(text), "bring it up to date: python -m tests.readme_tables"


# Forms


@pytest.mark.parametrize(("form", "step"), STEPS, ids=called)
def test_every_step_of_every_form_has_a_way_out(form: Form, step: Step) -> None:
    choices = () if callable(step.choices) else step.choices
    alone = replace(step, ask="?", choices=choices, needed=forms.always)
    asked = forms.prompt(Form(form.name, form.makes, [alone], form.finish), alone, {}, 7)
    assert asked.keyboard is not None
    labels = [button.text for row in asked.keyboard.inline_keyboard for button in row]
    assert "Cancel" in labels
    assert (step.skip_label in labels) is not step.required
    assert re.fullmatch(r"[a-z].*[a-z]", form.makes), "it stands in “I kept …, half filled in.”"


@pytest.fixture
async def context(chat: Chat) -> BotContext:
    """A handler's context, for a message of the owner's."""
    chat.person.send("hello")
    application = chat.bot.application
    context = BotContext.from_update(Update.de_json(chat.telegram.updates.take()[0], application.bot), application)
    async with chat.database.reading() as session:
        context.known_owner = await owners.get(session, chat.owner_id)
    return context


class AsksEarlierError(Exception):
    """The step reads the answer to one before it."""


class NothingYet(dict[str, Any]):
    """No answers so far, said loudly."""

    def __missing__(self, key: str) -> Any:
        raise AsksEarlierError(key)

    def get(self, key: str, default: Any = None) -> Any:
        """As if it had been asked for outright."""
        return self[key]


def refusals(step: Step, context: BotContext) -> Iterator[str]:
    """What a step says to a sticker, and to signs that mean nothing, where it refuses them."""
    for reply in (Reply(), Reply(text="☃ ?!")):
        try:
            step.read(reply, NothingYet(), context)
        except UserError as error:
            yield str(error)


async def test_every_step_that_can_be_asked_alone_says_in_one_line_what_would_fit(context: BotContext) -> None:
    tried, silent, unfit = 0, [], []
    for form, step in STEPS:
        try:
            lines = list(refusals(step, context))
        except AsksEarlierError:
            continue
        tried += 1
        if not lines:
            silent.append((form.name, step.name))
        unfit += [(form.name, line) for line in lines if "\n" in line or len(line) > 160 or not SHOWS_HOW.search(line)]
    assert tried > 60
    assert silent == [], "nothing at all is no answer"
    assert unfit == []
