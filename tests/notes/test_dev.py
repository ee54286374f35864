"""Messages of the labelled set, end to end: what stands in storage after one of them."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from storage import conversations, letters, meetings, owners, reminders
from storage.folding import fold
from storage.kinds import LetterKind, ReminderKind, Side
from tests.conftest import Chat
from tests.makers import add, everyone, person, referrals, waiting

DEV = Path(__file__).parents[1] / "capture" / "dev.jsonl"
MESSAGES = {each["id"]: each for each in map(json.loads, DEV.read_text(encoding="utf-8").splitlines())}


@dataclass(frozen=True)
class Kept:
    """What a message leaves in storage: days as ISO, referrals as (giver, named), promises as (text, day)."""

    talks: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    letters: dict[str, tuple[LetterKind, str]] = field(default_factory=dict)
    meetings: dict[str, str | None] = field(default_factory=dict)
    referrals: tuple[tuple[str, str], ...] = ()
    mine: tuple[tuple[str, str | None], ...] = ()
    organisations: dict[str, str] = field(default_factory=dict)
    pings: frozenset[ReminderKind] = frozenset()


THANKS_AND_UPDATE = frozenset({ReminderKind.THANK_YOU, ReminderKind.UPDATE})
LADDER = frozenset({ReminderKind.NO_REPLY_ELSE, ReminderKind.NO_REPLY_SECOND})
PINGS_OF_MEETING = frozenset({ReminderKind.MEETING_TOMORROW, ReminderKind.MEETING_SOON, ReminderKind.HOW_DID_IT_GO})

CASES = {
    "dev-030": Kept(
        talks={"Maria dos Santos": ("2026-10-12", "event")},
        referrals=(("Maria dos Santos", "Ben Carter"),),
        organisations={"Ben Carter": "Warner Bros."},
        pings=THANKS_AND_UPDATE,
    ),
    "dev-031": Kept(
        meetings={"Rob Castellano": "2026-04-21 10:00"},
        organisations={"Rob Castellano": "Nickelodeon"},
        pings=PINGS_OF_MEETING,
    ),
    "dev-035": Kept(
        talks={"Lucy Chen": ("2026-10-06", "meeting")},
        referrals=(("Lucy Chen", "Raj Malhotra"),),
        organisations={"Lucy Chen": "NYU", "Raj Malhotra": "NYU"},
        pings=THANKS_AND_UPDATE,
    ),
    "dev-037": Kept(letters={"Isabel Ferrer": (LetterKind.OUTREACH, "2026-05-28")}, pings=LADDER),
    "dev-042": Kept(
        letters={"Rosa Delgado": (LetterKind.THANKS, "2026-06-24")}, pings=frozenset({ReminderKind.UPDATE})
    ),
    "dev-043": Kept(talks={"Ahmed El-Masry": ("2026-03-14", "event")}, pings=THANKS_AND_UPDATE),
    "dev-044": Kept(
        letters={"Andre Thompson": (LetterKind.OUTREACH, "2026-02-18")},
        mine=(("call him", "2026-02-25"),),
        pings=LADDER | {ReminderKind.FOLLOW_UP},
    ),
    "dev-051": Kept(
        letters={
            "Oluwaseun Adebayo": (LetterKind.OUTREACH, "2026-01-22"),
            "Claire Fontaine": (LetterKind.OUTREACH, "2026-01-22"),
        },
        pings=LADDER,
    ),
    "dev-053": Kept(
        talks={"Ingrid Solberg": ("2026-10-19", "video")},
        referrals=(("Ingrid Solberg", "Per Arne Dahl"),),
        mine=(("email Per Arne", "2026-10-26"),),
        organisations={"Ingrid Solberg": "NRK"},
        pings=THANKS_AND_UPDATE | {ReminderKind.FOLLOW_UP},
    ),
    "dev-054": Kept(
        talks={"Priya Nair": ("2026-04-09", "coffee")},
        referrals=(("Priya Nair", "Hannah Stone"),),
        organisations={"Hannah Stone": "Vox"},
        pings=THANKS_AND_UPDATE,
    ),
    "dev-058": Kept(
        talks={"Ben O'Connor": ("2026-03-12", "call")},
        mine=(("follow up with him", "2026-03-20"),),
        organisations={"Ben O'Connor": "Deloitte"},
        pings=THANKS_AND_UPDATE | {ReminderKind.FOLLOW_UP},
    ),
}


async def settle_down(chat: Chat, message: dict[str, Any]) -> None:
    """Be where and when the message was written, with the people who are known there."""
    chat.clock.move_to(datetime.fromisoformat(message["now"]))
    async with chat.database.transaction() as session:
        (await owners.get(session, chat.owner_id)).zone = message["tz"]
    for known in message["known_contacts"]:
        await add(chat, known["name"], organisation=known["org"])


@pytest.mark.parametrize("number", CASES)
async def test_a_labelled_message_leaves_its_records(chat: Chat, number: str) -> None:
    message, expected = MESSAGES[number], CASES[number]
    await settle_down(chat, message)
    await chat.send(message["text"])
    assert len(chat.said) == 1
    async with chat.database.reading() as session:
        for name, (day, channel) in expected.talks.items():
            [talk] = await conversations.with_contact(session, chat.owner_id, (await person(chat, name)).id)
            assert (talk.happened_on.isoformat(), talk.channel) == (day, channel)
        for name, (kind, day) in expected.letters.items():
            [letter] = await letters.to_contact(session, chat.owner_id, (await person(chat, name)).id)
            assert (letter.kind, letter.sent_on.isoformat()) == (kind, day)
        for name, starts in expected.meetings.items():
            [meeting] = await meetings.planned(session, chat.owner_id, (await person(chat, name)).id)
            assert meeting.starts_at is not None
            zone = (await owners.get(session, chat.owner_id)).zone or ""
            assert f"{meeting.starts_at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" == starts
        promises = await conversations.open_promises(session, chat.owner_id, side=Side.MINE)
        waiting = await reminders.open_for(session, chat.owner_id)
    assert tuple((each.giver.name, each.person.name) for each in await referrals(chat)) == expected.referrals
    assert [each.due_on and each.due_on.isoformat() for each in promises] == [day for _, day in expected.mine]
    assert all(text in each.text for each, (text, _) in zip(promises, expected.mine, strict=True))
    assert {each.kind for each in waiting} == expected.pings
    for name, organisation in expected.organisations.items():
        assert fold((await person(chat, name)).organisation or "") == fold(organisation)


@pytest.mark.parametrize("number", CASES)
async def test_undo_of_a_labelled_message_leaves_everything_as_it_was(chat: Chat, number: str) -> None:
    message = MESSAGES[number]
    await settle_down(chat, message)
    before = await everyone(chat)
    await chat.send(message["text"])
    await chat.press("Undo")
    assert await everyone(chat) == before
    assert await waiting(chat) == []
    assert await referrals(chat) == []
    async with chat.database.reading() as session:
        assert await conversations.open_promises(session, chat.owner_id) == []
        assert await meetings.planned(session, chat.owner_id) == []
        assert await letters.waiting(session, chat.owner_id) == []
