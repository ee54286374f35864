"""Every question a person can trigger takes the owner: asked with a stranger's id it finds nothing."""

import inspect
import shutil
from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from storage import (
    calls,
    circles,
    contacts,
    conversations,
    forms,
    goals,
    history,
    learned,
    letters,
    meetings,
    migrate,
    news,
    notes,
    organisations,
    owners,
    questions,
    reminders,
    research,
    resumes,
    wordings,
)
from storage.database import Database
from storage.kinds import About, Circle, LetterKind, ReminderKind, Side
from storage.tables import Note, Nudge
from tests.conftest import OWNER, START, aside, new_database

STRANGER = 2002
LONG_AGO, FAR_AHEAD = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)

MODULES = (
    *(contacts, conversations, forms, history, letters, meetings, notes, questions, reminders),
    *(calls, learned, news, research, wordings),
    *(circles, goals, organisations, resumes),
)
# These answer to the timer and the intake, which serve all owners, or are handed a row that was found with its owner.
NOT_FOR_PEOPLE = {
    "claim", "next_due_at", "answered_in_chat", "index", "reindex", "record", "keep", "undo", "built_upon",
    "delete_with_dependents", "running",
}  # fmt: skip
# These write: what they do with somebody else's ids is a matter of the question asked before.
WRITES = ("add", "set_", "start", "park", "move", "drop", "delete")
ARGUMENTS: dict[str, Any] = {
    "words": "ada",
    "name": "Ada Lovelace",
    "organisation": "Engines Ltd",
    "ids": [1, 2, 3],
    "first": date(2000, 1, 1),
    "last": date(2100, 1, 1),
    "day": date(2000, 1, 1),
    "start": LONG_AGO,
    "end": FAR_AHEAD,
    "moment": LONG_AGO,
    "now": START,
    "user_id": 42,
    "without": 0,
    "outcome": None,
    "message_id": 7,
    "template": "thank_you",
    "circle": Circle.ALUMNI,
    "kind": ReminderKind.THANK_YOU,
}


def questions_of(module: ModuleType) -> list[Callable[..., Any]]:
    """The module's public queries that only ask."""
    found = [
        value
        for name, value in vars(module).items()
        if inspect.iscoroutinefunction(value)
        and value.__module__ == module.__name__
        and not name.startswith("_")
        and name not in NOT_FOR_PEOPLE
        and not name.startswith(WRITES)
    ]
    return sorted(found, key=lambda value: value.__name__)


ALL = [
    pytest.param(ask, id=f"{module.__name__.removeprefix('storage.')}.{ask.__name__}")
    for module in MODULES
    for ask in questions_of(module)
]


async def fill(address: str) -> None:
    """Give the owner one of everything."""
    database, owner = Database(address), OWNER
    async with database.transaction() as session:
        await owners.admit(session, OWNER, START)
        await owners.admit(session, STRANGER, START)
        ada = await contacts.add(session, owner, "Ada Lovelace", START, organisation="Engines Ltd", telegram_user_id=42)
        tom = await contacts.add(session, owner, "Tom Reyes", START, organisation="Engines Ltd")
        await contacts.set_tags(session, owner, ada, ["maths"])
        talk = await conversations.add(session, owner, [ada, tom], date(2026, 3, 10), START)
        await conversations.add_referral(session, owner, ada, tom, START, conversation_id=talk.id)
        for side in Side:
            await conversations.add_promise(
                session, owner, side, "an essay", START, contact_id=ada.id, conversation_id=talk.id
            )
        await conversations.add_advice(session, owner, ada.id, "read more", START)
        await letters.add(session, owner, ada.id, LetterKind.OUTREACH, date(2026, 3, 1), START)
        await meetings.add(session, owner, [ada], START, starts_at=FAR_AHEAD, day=date(2100, 1, 1))
        await questions.add(session, owner, "What do you read?", START)
        await research.add(session, owner, ada.id, "her bylines", START)
        asked = await research.add_chosen(session, owner, ada.id, "day-1", "What is a day like?", START)
        asked.asked_at = START
        await learned.add(session, owner, ada.id, "mornings are for writing", START, about=About.CULTURE)
        await news.add(session, owner, "Passed the exam", date(2026, 3, 10), START)
        # Called like the contact, so that a question by name would find them too.
        field = await goals.add_field(session, owner, "Ada Lovelace", START)
        wonder = await goals.add_wonder(session, owner, field.id, "who pays?", START)
        await goals.set_answered(session, owner, wonder.id, talk.id)
        group = await organisations.add(session, owner, "Ada Lovelace", START)
        ada.organisation_id, ada.circle = group.id, Circle.ALUMNI
        resume = await resumes.add(session, owner, "a file of Telegram's", "cv.pdf", START)
        await resumes.add_given(session, owner, resume.id, ada.id, date(2026, 3, 10))
        await conversations.add_advice(session, owner, ada.id, "one page", START, about_resume=True)
        await calls.add(session, owner, ada.id, timedelta(minutes=20), START)
        await wordings.set_text(session, owner, "thank_you", "Thanks!", START)
        await wordings.set_text(session, owner, "blank:my_phone", "555", START)
        await forms.start(session, owner, "welcome", "name", {}, START)
        for kind in ReminderKind:
            await reminders.add(session, owner, kind, START, START, contact_id=ada.id, meeting_id=1, promise_id=1)
        session.add(Nudge(owner_id=owner, message_id=7, reminder_ids=[1, 2], sent_at=START))
        session.add(Note(owner_id=owner, message_id=7, text="…", reading={}, sent_at=START, made_at=START))
        history.record(session)
        await contacts.add(session, owner, "Grace Hopper", START)
        await history.keep(session, owner, "Grace", START)
    await database.close()


@pytest.fixture(scope="session")
def full_sqlite(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Database:
    """Filled once, since every test only asks."""
    file = tmp_path_factory.mktemp("full") / "full.sqlite3"
    shutil.copy(migrated, file)
    aside(fill(f"sqlite:///{file}"))
    return Database(f"sqlite:///{file}")


@pytest.fixture(scope="session")
def full_postgres(postgres_address: str) -> Database:
    """The same in a database of its own on the server."""
    aside(new_database(postgres_address, "one_of_everything"))
    address = postgres_address.replace("/postgres?", "/one_of_everything?")
    aside(migrate.to(address))
    aside(fill(address))
    return Database(address)


@pytest.fixture(params=["sqlite", "postgres"])
async def full(request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    """A database in which the owner has one of everything."""
    database: Database = request.getfixturevalue(f"full_{request.param}")
    yield database
    await database.close()


@pytest.mark.parametrize("ask", ALL)
async def test_a_stranger_finds_nothing(full: Database, ask: Callable[..., Any]) -> None:
    parameters = list(inspect.signature(ask).parameters.values())
    assert [each.name for each in parameters[:2]] == ["session", "owner_id"], "first the session, then whose"
    async with full.reading() as session:
        rows = {
            "Contact": await contacts.find(session, OWNER, 1),
            "Conversation": await conversations.find(session, OWNER, 1),
        }
        given = [
            rows.get(getattr(each.annotation, "__name__", ""), ARGUMENTS.get(each.name, 1))
            for each in parameters[2:]
            if each.default is each.empty and each.kind is each.POSITIONAL_OR_KEYWORD
        ]
        found = await ask(session, STRANGER, *given)
    assert not (any(found) if isinstance(found, tuple) else found)


def test_the_list_above_is_not_empty() -> None:
    assert len(ALL) > 30
