"""What the chat page is told and what it can ask for."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import httpx
import pytest
from telegram.constants import FileSizeLimit

from bot.clock import Clock, MovableClock
from playground import page_api
from playground.page_api import KEPT_EVENTS, Feed
from playground.people import Person
from playground.server import create_app, serving
from playground.telegram import Telegram
from tests.playground.makers import a_png, keys, say

ADA = "?user=1001"


async def post(http: httpx.AsyncClient, path: str, body: Any, status: int = 200) -> dict[str, Any]:
    answer = await http.post(f"/playground/{path}{ADA}", json=body)
    shown: dict[str, Any] = answer.json()
    assert answer.status_code == status, shown
    assert shown["ok"] == (status == 200)
    return shown


async def state(http: httpx.AsyncClient) -> dict[str, Any]:
    shown: dict[str, Any] = (await http.get(f"/playground/state{ADA}")).json()
    return shown


def test_two_people_are_there_from_the_start(telegram: Telegram) -> None:
    create_app(telegram)
    create_app(telegram)
    assert [person.user.name for person in telegram.people] == ["You", "Sam Rivera"]


async def test_the_state_is_the_whole_chat(telegram: Telegram, ada: Person, http: httpx.AsyncClient) -> None:
    await telegram.call("setMyCommands", {"commands": [{"command": "log", "description": "Log it"}]})
    await telegram.call("setMyDescription", {"description": "Keeps your people"})
    sent = await say(telegram, 1001, "<b>Saved</b>\n/log", reply_markup=keys([("Undo", "undo:1")]))
    await say(telegram, 1001, "Who?", reply_markup={"force_reply": True, "input_field_placeholder": "Name"})
    await telegram.call("pinChatMessage", {"chat_id": 1001, "message_id": sent["message_id"]})
    await telegram.call("sendChatAction", {"chat_id": 1001, "action": "typing"})
    shown = await state(http)
    assert shown["user"] == {
        "id": 1001,
        "name": "Ada Lovelace",
        "first_name": "Ada",
        "last_name": "Lovelace",
        "username": "ada_l",
        "blocked": False,
    }
    assert shown["users"] == [shown["user"]]
    assert shown["bot"]["description"] == "Keeps your people"
    assert shown["commands"] == [{"command": "log", "description": "Log it"}]
    assert [message["mine"] for message in shown["messages"]] == [True, False, False]
    saved = shown["messages"][1]
    assert saved["html"] == '<b>Saved</b>\n<a class="command" data-send="/log">/log</a>'
    assert (saved["text"], saved["date"]) == ("Saved\n/log", "2026-03-11T15:00:00+00:00")
    assert [button["kind"] for row in saved["keyboard"] for button in row] == ["callback"]
    assert shown["force_reply"]["placeholder"] == "Name"
    assert (shown["pinned"], shown["action"]) == (sent["message_id"], "typing")
    assert shown["limits"] == {"text": 4096, "caption": 1024, "upload_bytes": int(FileSizeLimit.FILESIZE_UPLOAD)}
    assert shown["clock"]["frozen"]


async def test_an_unknown_person_sees_the_first_one(ada: Person, http: httpx.AsyncClient) -> None:
    for address in ("/playground/state", "/playground/state?user=7", "/playground/state?user=x"):
        assert (await http.get(address)).json()["user"]["id"] == 1001


async def test_every_kind_of_button_says_what_it_does(telegram: Telegram, ada: Person, http: httpx.AsyncClient) -> None:
    row = [
        {"text": "a", "url": "example.com"},
        {"text": "b", "copy_text": {"text": "Dear Ada"}},
        {"text": "c", "switch_inline_query": "day"},
        {"text": "d", "switch_inline_query_current_chat": ""},
        {"text": "e", "web_app": {"url": "https://a.org/"}},
    ]
    await say(telegram, 1001, "x", reply_markup={"inline_keyboard": [row]})
    assert (await state(http))["messages"][-1]["keyboard"] == [
        [
            {"text": "a", "kind": "url", "url": "http://example.com"},
            {"text": "b", "kind": "copy", "copy": "Dear Ada"},
            {"text": "c", "kind": "switch", "query": "day", "here": False},
            {"text": "d", "kind": "switch", "query": "", "here": True},
            {"text": "e", "kind": "url", "url": "https://a.org/"},
        ]
    ]


async def test_a_message_is_sent_and_edited(telegram: Telegram, ada: Person, http: httpx.AsyncClient) -> None:
    sent = (await post(http, "send", {"text": " coffee <b>", "reply_to": 1}))["message"]
    assert (sent["html"], sent["mine"], sent["editable"]) == ("coffee &lt;b&gt;", True, True)
    assert sent["reply_to"] == {"id": 1, "text": "/start", "mine": True}
    edited = (await post(http, "edit", {"message_id": sent["id"], "text": "tea"}))["message"]
    assert (edited["text"], edited["edited"]) == ("tea", True)
    assert [next(iter(set(update) - {"update_id"})) for update in telegram.updates.take()] == [
        "message",
        "edited_message",
    ]


async def test_a_button_is_pressed_while_it_is_there(telegram: Telegram, ada: Person, http: httpx.AsyncClient) -> None:
    sent = await say(telegram, 1001, "a", reply_markup=keys([("One", "x:1"), ("Two", "x:2")]))
    there = {"chat_id": 1001, "message_id": sent["message_id"]}
    [row] = (await state(http))["messages"][-1]["keyboard"]
    press = {"message_id": sent["message_id"], "button": row[1]["id"]}
    query = (await post(http, "press", press))["query_id"]
    [update] = telegram.updates.take()
    assert (update["callback_query"]["id"], update["callback_query"]["data"]) == (query, "x:2")
    # Something else has come to stand in its place.
    await telegram.call("editMessageReplyMarkup", there | {"reply_markup": keys([("One", "x:1"), ("Three", "x:3")])})
    assert (await post(http, "press", press, 409))["error"] == "That button is gone."
    assert not telegram.updates.pending


@pytest.mark.parametrize(
    ("path", "body", "status", "sentence"),
    [
        ("send", {"text": " "}, 400, "Type something first."),
        ("send", {}, 400, "Type something first."),
        ("send", [], 400, "That request could not be read."),
        ("send", {"text": 5}, 400, "“text” must be text."),
        ("send", {"text": "a" * 4097}, 400, "That message is too long: 4097 of 4096 characters."),
        ("send", {"text": "a", "reply_to": 99}, 404, "No message 99 in this chat."),
        ("send", {"text": "a", "reply_to": "x"}, 400, "“reply_to” must be a whole number."),
        ("press", {"message_id": 99, "button": "0.0.0"}, 404, "No message 99 in this chat."),
        ("press", {"button": "0.0.0"}, 400, "Which message?"),
        ("edit", {"message_id": 2, "text": "x"}, 409, "That message is not yours to edit."),
        ("edit", {"message_id": 1, "text": ""}, 400, "A message cannot be empty."),
        ("edit", {"message_id": 1, "text": "a" * 4097}, 400, "That is too long: 4097 characters of 4096."),
        ("contact", {"first_name": "Ada"}, 400, "A contact needs a first name and a phone number."),
        ("location", {"latitude": 91, "longitude": 0}, 400, None),
        ("location", {"latitude": "north"}, 400, "“latitude” must be a number."),
        ("forward", {"text": " "}, 400, "There is nothing to forward yet."),
        ("forward", {"message_id": 99}, 404, "No message 99 in this chat."),
        ("inline/choose", {"query_id": "1", "result_id": "1"}, 404, "That query is gone; type it again."),
        ("clock", {"jump": "century"}, 400, None),
        ("clock", {"jump": "hour", "zone": "Mars/Olympus"}, 400, "That time zone is not known."),
        ("clock", {"jump": "hour", "zone": "../etc/passwd"}, 400, "That time zone is not known."),
    ],
)
async def test_what_cannot_be_done_is_said_in_one_sentence(
    telegram: Telegram, ada: Person, http: httpx.AsyncClient, path: str, body: Any, status: int, sentence: str | None
) -> None:
    await say(telegram, 1001, "the bot's")
    refusal = await post(http, path, body, status)
    assert refusal["error"].endswith((".", "?"))
    assert sentence is None or refusal["error"] == sentence
    assert not telegram.updates.pending


async def test_a_stranger_can_do_nothing(ada: Person, http: httpx.AsyncClient) -> None:
    for path in ("send", "press", "block", "clock", "file"):
        answer = await http.post(f"/playground/{path}?user=7", json={"text": "a"})
        assert (answer.status_code, answer.json()["error"]) == (404, "There is no such person.")
    assert (await http.get("/playground/events?user=7")).status_code == 404


async def test_contacts_and_places_are_shared(telegram: Telegram, ada: Person, http: httpx.AsyncClient) -> None:
    sam = {"phone": "+44 123", "first_name": "Sam", "last_name": "Rivera", "vcard": "BEGIN:VCARD"}
    shown = (await post(http, "contact", sam))["message"]["contact"]
    assert shown == {"name": "Sam Rivera", "phone": "+44 123", "user_id": None}
    assert (await post(http, "contact", {"own": True}))["message"]["contact"]["user_id"] == 1001
    shown = (await post(http, "location", {"latitude": 38.7, "longitude": -9}))["message"]["location"]
    assert shown == {"latitude": 38.7, "longitude": -9.0, "title": None, "address": None}
    venue = {"chat_id": 1001, "latitude": 1, "longitude": 2, "title": "Café", "address": "Rua"}
    await telegram.call("sendVenue", venue)
    assert (await state(http))["messages"][-1]["location"]["title"] == "Café"


async def test_messages_are_forwarded(ada: Person, http: httpx.AsyncClient) -> None:
    shown = (await post(http, "forward", {"text": "See you", "from_name": "Sam"}))["message"]
    assert (shown["forwarded_from"], shown["editable"]) == ("Sam", False)
    assert (await post(http, "forward", {"message_id": 1}))["message"]["forwarded_from"] == "Ada Lovelace"


async def test_blocking_closes_the_chat_until_it_is_lifted(ada: Person, http: httpx.AsyncClient) -> None:
    assert (await post(http, "block", {}))["user"]["blocked"]
    for path, body in (("send", {"text": "a"}), ("location", {"latitude": 1, "longitude": 1})):
        assert (await post(http, path, body, 409))["error"] == "Unblock the bot first."
    assert not (await post(http, "unblock", {}))["user"]["blocked"]
    await post(http, "send", {"text": "/start"})


@pytest.mark.parametrize(
    ("kind", "name", "data", "mime"),
    [
        ("document", "my cv é.html", b"<script>alert(1)</script>", "text/html"),
        ("photo", "me.png", a_png(8, 6), "image/png"),
        ("voice", "note.ogg", b"ogg" * 10, "audio/ogg; codecs=opus"),
    ],
)
async def test_files_go_up_and_are_shown_safely(
    ada: Person, http: httpx.AsyncClient, kind: str, name: str, data: bytes, mime: str
) -> None:
    fields = {"kind": kind, "caption": "Here", "duration": "4", "reply_to": "1"}
    answer = await http.post(f"/playground/file{ADA}", data=fields, files={"file": (name, data, mime)})
    shown = answer.json()["message"]
    assert (shown["text"], shown["reply_to"]["id"]) == ("Here", 1)
    place = {"document": "document", "photo": "photo", "voice": "voice"}[kind]
    url = shown[place] if kind == "photo" else shown[place]["url"]
    got = await http.get(url)
    assert got.content == data
    inline = kind != "document"
    assert ("attachment" in got.headers.get("content-disposition", "")) != inline
    assert got.headers["content-type"] == (mime.split(";", maxsplit=1)[0] if inline else "application/octet-stream")
    assert "sandbox" in got.headers["content-security-policy"]
    assert got.headers["x-content-type-options"] == "nosniff"
    if kind == "photo":
        assert shown["photo_size"] == [8, 6]
    if kind == "voice":
        assert shown["voice"] == {"url": url, "duration": 4, "size": 30}
    if kind == "document":
        assert (shown["document"]["name"], shown["document"]["size"]) == (name, len(data))


@pytest.mark.parametrize(
    ("wanted", "status", "content"),
    [
        ("bytes=0-1", 206, b"01"),
        ("bytes=8-", 206, b"89"),
        ("bytes=-3", 206, b"789"),
        ("bytes=4-99", 206, b"456789"),
        ("bytes=10-", 416, b""),
        ("bytes=-", 200, b"0123456789"),
        ("pages=1-2", 200, b"0123456789"),
    ],
)
async def test_a_part_of_a_file_can_be_asked_for(
    ada: Person, http: httpx.AsyncClient, wanted: str, status: int, content: bytes
) -> None:
    file = ada.send_voice(b"0123456789").file
    assert file is not None
    got = await http.get(f"/playground/file/{file.unique_id}/x", headers={"Range": wanted})
    assert (got.status_code, got.content) == (status, content)


@pytest.mark.parametrize(
    ("fields", "files", "status", "sentence"),
    [
        ({"kind": "document"}, {}, 400, None),
        ({"kind": "hologram"}, {"file": ("a", b"a")}, 400, "A file is sent as a document, a photo or a voice note."),
        ({"kind": "photo"}, {"file": ("a", b"a")}, 400, "That is no picture the app knows; send it as a file."),
        ({"kind": "document"}, {"file": ("a", b"")}, 400, "That file is empty."),
        ({"caption": "a" * 1025}, {"file": ("a", b"a")}, 400, "That caption is too long: 1025 of 1024 characters."),
        ({"reply_to": "99"}, {"file": ("a", b"a")}, 404, "No message 99 in this chat."),
        ({}, {"file": ("a", bytes(50_000_001))}, 413, "That file is larger than 50 MB."),
        ({}, {"file": ("a", bytes(51_100_000))}, 413, "That is too large."),
        ({}, {"other": ("a", b"a")}, 400, "Choose a file first."),
    ],
    ids=["no form", "unknown kind", "no picture", "empty", "caption", "reply", "50 MB", "more", "no file"],
)
async def test_an_upload_that_does_not_fit_is_refused(
    telegram: Telegram,
    ada: Person,
    http: httpx.AsyncClient,
    fields: dict[str, str],
    files: dict[str, Any],
    status: int,
    sentence: str | None,
) -> None:
    answer = await http.post(f"/playground/file{ADA}", data=fields, files=files)
    assert (answer.status_code, answer.json()["ok"]) == (status, False)
    assert sentence is None or answer.json()["error"] == sentence
    assert not telegram.updates.pending


async def test_a_missing_file_is_not_there(http: httpx.AsyncClient) -> None:
    answer = await http.get("/playground/file/nothing/x")
    assert (answer.status_code, answer.json()["error"]) == (404, "That file is not here.")


async def test_inline_questions_are_answered_and_chosen(
    telegram: Telegram, ada: Person, http: httpx.AsyncClient
) -> None:
    asking = asyncio.ensure_future(post(http, "inline", {"query": "day"}))
    [update] = await telegram.call("getUpdates", {"timeout": 5})
    query = update["inline_query"]["id"]
    content = {"message_text": "<b>What is a day like?</b>", "parse_mode": "HTML"}
    article = {"type": "article", "id": "q7", "title": "A day", "description": "d", "input_message_content": content}
    button = {"text": "Set up", "start_parameter": "inline"}
    answer = {"inline_query_id": query, "results": [article], "next_offset": "1", "button": button}
    await telegram.call("answerInlineQuery", answer)
    assert await asking == {
        "ok": True,
        "query_id": query,
        "results": [{"id": "q7", "title": "A day", "description": "d", "html": "<b>What is a day like?</b>"}],
        "next_offset": "1",
        "button": button,
    }
    shown = (await post(http, "inline/choose", {"query_id": query, "result_id": "q7"}))["message"]
    assert (shown["via"], shown["html"], shown["mine"]) == ("rapport_bot", "<b>What is a day like?</b>", True)


async def test_a_silent_bot_leaves_an_inline_question_open(
    ada: Person, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_api, "INLINE_PATIENCE", 0.01)
    assert (await post(http, "inline", {"query": "x"}, 504))["error"] == "The bot has not answered."


@pytest.mark.parametrize(
    ("now", "jump", "zone", "then"),
    [
        ("2026-03-11T15:00Z", "hour", "Europe/Lisbon", "2026-03-11T16:00Z"),
        ("2026-03-11T15:00Z", "morning", "Europe/Lisbon", "2026-03-12T09:00Z"),
        ("2026-03-11T07:00Z", "morning", "Europe/Lisbon", "2026-03-12T09:00Z"),
        # The clocks go forward that night.
        ("2026-03-28T15:00Z", "morning", "Europe/Lisbon", "2026-03-29T08:00Z"),
        # Still the 11th in New York, already the 12th in Tokyo.
        ("2026-03-12T02:00Z", "morning", "America/New_York", "2026-03-12T13:00Z"),
        ("2026-03-11T16:00Z", "morning", "Asia/Tokyo", "2026-03-13T00:00Z"),
        ("2026-01-31T15:00Z", "month", "UTC", "2026-02-28T15:00Z"),
        ("2026-12-31T15:00Z", "month", "UTC", "2027-01-31T15:00Z"),
        ("2026-03-11T06:00Z", "month", "UTC", "2026-04-11T09:00Z"),
    ],
)
async def test_the_clock_jumps_by_the_persons_zone(
    ada: Person, http: httpx.AsyncClient, clock: MovableClock, now: str, jump: str, zone: str, then: str
) -> None:
    clock.move_to(datetime.fromisoformat(now))
    told: list[datetime] = []
    clock.when_moved(lambda: told.append(clock.now()))
    shown = (await post(http, "clock", {"jump": jump, "zone": zone}))["clock"]
    assert clock.now() == datetime.fromisoformat(then)
    assert told == [clock.now()]
    assert datetime.fromisoformat(shown["now"]) == clock.now()


async def test_without_a_zone_the_hosts_counts(ada: Person, http: httpx.AsyncClient, clock: MovableClock) -> None:
    before = clock.now().astimezone()
    shown = (await post(http, "clock", {"jump": "morning"}))["clock"]
    then = datetime.fromisoformat(shown["now"])
    assert then.date() - before.date() == timedelta(days=1)
    assert (then.hour, then.minute) == (9, 0)


async def test_the_clock_comes_back_to_now(ada: Person, http: httpx.AsyncClient, clock: MovableClock) -> None:
    shown = (await post(http, "clock", {"jump": "now"}))["clock"]
    assert abs(clock.now() - Clock().now()) < timedelta(seconds=5)
    assert abs(shown["offset_seconds"]) <= 5


async def test_a_clock_that_cannot_be_moved_says_so() -> None:
    telegram = Telegram(Clock())
    transport = httpx.ASGITransport(create_app(telegram))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
        refusal = await post(http, "clock", {"jump": "hour"}, 409)
        assert refusal["error"] == "This clock cannot be moved."
        assert (await state(http))["clock"]["frozen"] is False


async def test_the_page_is_served_with_its_fences(http: httpx.AsyncClient) -> None:
    answer = await http.get("/")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize("name", ["none.js", "..%2Fserver.py", "%2e%2e/server.py", "server.py", ".hidden.js", "a b.js"])
async def test_nothing_else_is_served(http: httpx.AsyncClient, name: str) -> None:
    assert (await http.get(f"/page/{name}")).status_code == 404


# Events


@pytest.fixture
async def live(telegram: Telegram, ada: Person) -> AsyncIterator[aiohttp.ClientSession]:
    async with serving(telegram) as address, aiohttp.ClientSession(address) as session:
        yield session
    await telegram.close()


async def next_events(answer: aiohttp.ClientResponse, count: int) -> list[tuple[str, str, Any]]:
    """The next events of a stream: revision, name, data."""
    events: list[tuple[str, str, Any]] = []
    fields: dict[str, str] = {}
    async with asyncio.timeout(5):
        while len(events) < count:
            line = (await answer.content.readline()).decode().rstrip("\n")
            name, colon, value = line.partition(": ")
            if line == "" and "data" in fields:
                events.append((fields["id"], fields["event"], json.loads(fields["data"])))
                fields = {}
            elif name and colon:
                fields[name] = value
    return events


async def test_a_page_hears_what_happens_in_its_chat(
    telegram: Telegram, ada: Person, live: aiohttp.ClientSession, clock: MovableClock
) -> None:
    shown = await (await live.get(f"/playground/state{ADA}")).json()
    sam = telegram.person(1002, first_name="Sam")
    missed = await say(telegram, 1001, "between state and events", reply_markup=keys([("Go", "go")]))
    async with live.get(f"/playground/events{ADA}&after={shown['revision']}") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        sam.send("unheard by Ada's page")
        query = ada.press("Go")
        await telegram.call("answerCallbackQuery", {"callback_query_id": query, "text": "Gone"})
        there = {"chat_id": 1001, "message_id": missed["message_id"]}
        await telegram.call("editMessageText", there | {"text": "edited"})
        await telegram.call("deleteMessage", there)
        await telegram.call("sendChatAction", {"chat_id": 1001, "action": "typing"})
        await telegram.call("setMyCommands", {"commands": [{"command": "log", "description": "x"}]})
        clock.forward(hours=1)
        ada.block()
        events = await next_events(answer, 9)
    assert [name for _, name, _ in events] == [
        "people",
        "message",
        "toast",
        "edited",
        "deleted",
        "action",
        "commands",
        "clock",
        "people",
    ]
    data = {name: data for _, name, data in events}
    assert data["message"]["id"] == missed["message_id"]
    assert data["toast"] == {
        "query_id": query,
        "message_id": missed["message_id"],
        "text": "Gone",
        "alert": False,
        "url": None,
    }
    assert data["edited"]["text"] == "edited"
    assert data["deleted"] == {"ids": [missed["message_id"]]}
    assert data["action"] == {"action": "typing", "seconds": 5}
    assert data["commands"]["commands"] == [{"command": "log", "description": "x"}]
    assert data["people"]["users"][0]["blocked"]
    # Coming back where it left off.
    back = {"Last-Event-ID": events[-2][0]}
    async with live.get(f"/playground/events{ADA}&after=ignored", headers=back) as answer:
        assert [name for _, name, _ in await next_events(answer, 1)] == ["people"]


@pytest.mark.parametrize("after", ["another-1", "", "nonsense"])
async def test_a_page_from_before_a_restart_starts_anew(live: aiohttp.ClientSession, after: str) -> None:
    async with live.get(f"/playground/events{ADA}", headers={"Last-Event-ID": after or "x"}) as answer:
        [(_, name, data)] = await next_events(answer, 1)
    assert (name, data) == ("reset", {})


async def test_keys_that_come_and_go_are_told(telegram: Telegram, ada: Person, live: aiohttp.ClientSession) -> None:
    async with live.get(f"/playground/events{ADA}") as answer:
        await answer.content.readline()
        await say(telegram, 1001, "a", reply_markup={"keyboard": [["Yes"]], "one_time_keyboard": True})
        ada.send("Yes")
        events = [event for event in await next_events(answer, 4) if event[1] == "keyboard"]
    assert [data["reply_keyboard"] is None for _, _, data in events] == [False, True]


async def test_a_silent_stream_is_kept_alive(live: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_api, "KEEP_ALIVE", 0.01)
    async with live.get(f"/playground/events{ADA}") as answer, asyncio.timeout(5):
        lines = [await answer.content.readline() for _ in range(3)]
    assert lines == [b": welcome\n", b"\n", b": still here\n"]


async def test_who_was_away_too_long_starts_anew(telegram: Telegram) -> None:
    feed = Feed(telegram)
    before = feed.revision
    for _ in range(KEPT_EVENTS + 1):
        telegram.tell("clock")
    events = feed.after(before)
    assert await anext(events) == (feed.revision, None)
    telegram.tell("people")
    revision, event = await anext(events)
    assert event is not None
    assert (revision, event.kind) == (feed.revision, "people")
    feed.close()
    with pytest.raises(StopAsyncIteration):
        await anext(events)


async def test_moments_are_told_with_their_offset(ada: Person, http: httpx.AsyncClient) -> None:
    shown = (await state(http))["messages"][0]
    assert datetime.fromisoformat(shown["date"]) == datetime(2026, 3, 11, 15, tzinfo=UTC)
    assert shown["edited_at"] is None
