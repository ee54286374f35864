"""The chat page in a real browser, against the real playground with a small bot that answers everything."""

import re
import shutil
from asyncio import Event as Signal
from asyncio import TaskGroup, wait
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import ConsoleMessage, Error, Locator, Page, async_playwright, expect

from bot.clock import MovableClock
from playground.api import Json, UploadedFile
from playground.server import serving
from playground.telegram import Telegram

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A microphone that beeps, and nobody asked whether it may.
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium in PATH"),
    pytest.mark.asyncio(loop_scope="module"),
]

YOU, SAM = 1001, 1002
# One red pixel.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef"
    "0000000049454e44ae426082"
)
TOP = "element => element.getBoundingClientRect().top"
COMMANDS = {"start": "Say hello", "ask": "Yes or no", "story": "A long one", "stop": "Say goodbye"}


class EchoBot:
    """Says back what it gets, in kind; its buttons count and vanish."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram
        self.may_answer = Signal()
        self.may_answer.set()

    async def run(self) -> None:
        """Poll and answer, for ever."""
        commands = [{"command": name, "description": words} for name, words in COMMANDS.items()]
        await self.telegram.call("setMyCommands", {"commands": commands})
        await self.telegram.call("setMyDescription", {"description": "I say back what you say."})
        seen = 0
        while True:
            for update in await self.telegram.call("getUpdates", {"offset": seen + 1, "timeout": 30}):
                seen = update["update_id"]
                await self.may_answer.wait()
                await self.answer(update)

    async def say(self, text: str, to: int = YOU, **more: Any) -> None:
        await self.telegram.call("sendMessage", {"chat_id": to, "text": text, "parse_mode": "HTML", **more})

    async def answer(self, update: Json) -> None:
        match update:
            case {"message": message}:
                await self.answer_message(message, message["chat"]["id"])
            case {"edited_message": message}:
                await self.say(f"Now it says: {message['text']}", message["chat"]["id"])
            case {"callback_query": query}:
                await self.answer_press(query)
            case {"inline_query": query}:
                content = {"message_text": f"Chosen: {query['query']}"}
                found = {
                    "type": "article",
                    "id": "1",
                    "title": query["query"].title(),
                    "input_message_content": content,
                }
                await self.telegram.call("answerInlineQuery", {"inline_query_id": query["id"], "results": [found]})

    async def answer_message(self, message: Json, chat: int) -> None:
        match message:
            case {"forward_origin": origin}:
                name = origin.get("sender_user_name") or origin["sender_user"]["first_name"]
                await self.say(f"{name} wrote: {message['text']}", chat)
            case {"text": "/start"}:
                text = "<b>Hello</b>, I am <i>the echo</i>. <tg-spoiler>Psst!</tg-spoiler>"
                await self.say(f"{text}\n<blockquote>Count me</blockquote>", chat, reply_markup=counter(0))
            case {"text": "/ask"}:
                number: Json = {"text": "My number", "request_contact": True}
                place: Json = {"text": "My place", "request_location": True}
                rows = [["Yes", "No"], [number, place]]
                more: Json = {
                    "one_time_keyboard": True,
                    "resize_keyboard": True,
                    "input_field_placeholder": "Yes or no?",
                }
                await self.say("Do you like it?", chat, reply_markup={"keyboard": rows, **more})
            case {"text": "/name"}:
                more = {"force_reply": True, "input_field_placeholder": "Your name"}
                await self.say("What is your name?", chat, reply_markup=more)
            case {"reply_to_message": question, "text": text}:
                await self.say(f"{question['text']} {text}", chat)
            case {"text": "/story"}:
                for part in range(30):
                    await self.say(f"Part {part}\nof a story.", chat)
            case {"text": text}:
                await self.telegram.call("sendChatAction", {"chat_id": chat, "action": "typing"})
                await self.say(f"You said: {text}", chat)
            case {"photo": sizes}:
                sent = {"chat_id": chat, "photo": sizes[-1]["file_id"], "caption": f"Back: {message.get('caption')}"}
                await self.telegram.call("sendPhoto", sent)
            case {"document": document}:
                body = UploadedFile("back.txt", b"back to you", "text/plain")
                caption = f"I got {document['file_name']}"
                sent = {"chat_id": chat, "document": "attach://back", "caption": caption}
                await self.telegram.call("sendDocument", sent, {"back": body})
            case {"contact": contact}:
                await self.say(f"{contact['first_name']} has {contact['phone_number']}", chat)
            case {"location": place}:
                await self.say(f"You are at {place['latitude']:.1f}, {place['longitude']:.1f}", chat)
            case {"voice": voice}:
                await self.telegram.call("sendVoice", {"chat_id": chat, "voice": voice["file_id"], "duration": 3})

    async def answer_press(self, query: Json) -> None:
        at = {"chat_id": query["message"]["chat"]["id"], "message_id": query["message"]["message_id"]}
        if query["data"] == "gone":
            await self.telegram.call("deleteMessage", at)
            answer = {"text": "It is gone for good.", "show_alert": True}
        else:
            count = int(query["data"]) + 1
            edit = {"text": f"Counted <b>{count}</b>", "parse_mode": "HTML", "reply_markup": counter(count)}
            await self.telegram.call("editMessageText", at | edit)
            answer = {"text": f"That makes {count}"}
        await self.telegram.call("answerCallbackQuery", {"callback_query_id": query["id"], **answer})


def bytes_of(path: Path) -> bytes:
    return path.read_bytes()


def brightness(colour: str) -> float:
    """From 0 to 1, of a colour as the browser computes it: in bytes, or "color(srgb …)" in parts of one."""
    parts = [float(number) for number in re.findall(r"[\d.]+", colour)[:3]]
    return sum(parts) / 3 / (1 if colour.startswith("color(") else 255)


def counter(count: int) -> Json:
    rows = [
        [{"text": f"Count ({count})", "callback_data": str(count)}, {"text": "Vanish", "callback_data": "gone"}],
        [{"text": "Copy", "copy_text": {"text": "a draft"}}],
    ]
    return {"inline_keyboard": rows}


@dataclass
class World:
    """A page in a browser, and what it talks to."""

    page: Page
    telegram: Telegram
    bot: EchoBot
    clock: MovableClock
    address: str = ""
    wrong: list[str] = field(default_factory=list)
    server: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def serve(self) -> None:
        """Start the server, after a stop at the same address."""
        port = int(self.address.rpartition(":")[2] or 0)
        self.address = await self.server.enter_async_context(serving(self.telegram, port=port))

    def by(self, hook: str) -> Locator:
        """Elements by their `data-testid`."""
        return self.page.get_by_test_id(hook)

    @property
    def last(self) -> Locator:
        """The newest message on the page."""
        return self.by("message").last

    async def open(self) -> None:
        await self.page.goto(self.address)
        await self.page.wait_for_selector("body[data-ready]")

    async def write(self, text: str) -> None:
        await self.by("input").fill(text)
        await self.page.keyboard.press("Enter")

    async def says(self, text: str) -> None:
        """The newest message gets to say this."""
        await expect(self.last).to_contain_text(text)

    async def attach(self, what: str) -> None:
        await self.by("attach").click()
        await self.by(f"attach-{what}").click()

    async def focused(self) -> str:
        """The hook of what has the keyboard's focus."""
        focused = "document.activeElement.dataset.testid ?? document.activeElement.tagName"
        return str(await self.page.evaluate(focused))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def page() -> AsyncIterator[Page]:
    """One page in one headless Chromium for all tests here: to start a browser takes longer than any of them."""
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        context = await browser.new_context(
            locale="en-GB",
            timezone_id="Europe/Lisbon",
            permissions=["clipboard-read", "clipboard-write", "microphone"],
            reduced_motion="reduce",
        )
        context.set_default_timeout(4000)
        yield await context.new_page()
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def world(page: Page) -> AsyncIterator[World]:
    """The page as somebody sees it who has just opened it; nothing may go wrong in the browser's console."""
    clock = MovableClock()
    telegram = Telegram(clock, name="Echo", username="echo_bot")
    bot = EchoBot(telegram)
    world = World(page, telegram, bot, clock)

    def note_error(error: Error) -> None:
        world.wrong.append(str(error))

    def note_line(line: ConsoleMessage) -> None:
        if line.type in {"error", "warning"}:
            world.wrong.append(line.text)

    page.on("pageerror", note_error)
    page.on("console", note_line)
    await page.set_viewport_size({"width": 900, "height": 700})
    async with TaskGroup() as group:
        answering = group.create_task(bot.run())
        await world.serve()
        await world.open()
        yield world
        await page.goto("about:blank")
        answering.cancel()
        await wait([answering])
        await world.server.aclose()
    await telegram.close()
    page.remove_listener("pageerror", note_error)
    page.remove_listener("console", note_line)
    assert world.wrong == []


async def test_start_is_one_click_and_buttons_change_the_message_in_place(world: World) -> None:
    await expect(world.by("empty")).to_contain_text("I say back what you say.")
    await world.by("start").click()
    await world.says("Hello, I am the echo.")
    await expect(world.by("empty")).to_be_hidden()
    assert await world.last.locator("b").first.inner_text() == "Hello"
    await expect(world.last.locator(".spoiler")).to_have_css("color", "rgba(0, 0, 0, 0)")
    await world.last.locator(".spoiler").click()
    await expect(world.last.locator(".spoiler")).not_to_have_css("color", "rgba(0, 0, 0, 0)")

    shown = await world.last.element_handle()
    world.bot.may_answer.clear()
    count = world.by("inline-button").filter(has_text="Count")
    await count.click()
    await expect(count).to_have_attribute("aria-busy", "true")
    world.bot.may_answer.set()
    await world.says("Counted 1")
    await expect(world.by("toast")).to_have_text("That makes 1")
    await expect(world.last.get_by_test_id("edited")).to_be_visible()
    await expect(count).not_to_have_attribute("aria-busy", "true")
    assert shown is not None
    assert await shown.evaluate("element => element.isConnected"), "edited where it stands, not drawn anew"

    await world.by("inline-button").filter(has_text="Copy").click()
    assert await world.page.evaluate("navigator.clipboard.readText()") == "a draft"
    await world.by("inline-button").filter(has_text="Vanish").click()
    await expect(world.by("alert")).to_contain_text("It is gone for good.")
    await world.by("alert-ok").click()
    await expect(world.by("message")).to_have_count(1)


async def test_an_edit_further_up_does_not_move_what_is_being_read(world: World) -> None:
    await world.write("/start")
    await world.says("Hello")
    await world.write("/story")
    await world.says("Part 29")
    read = world.by("message").filter(has_text="Part 15\n")
    await read.evaluate("row => document.querySelector('#chat').scrollTop += row.getBoundingClientRect().top - 300")
    await expect(world.by("new-messages")).to_be_visible()
    before = await read.evaluate(TOP)
    first = world.telegram.chat(YOU).messages[1].id
    edit = {"chat_id": YOU, "message_id": first, "text": "Longer\n" * 12}
    await world.telegram.call("editMessageText", edit)
    await expect(world.by("message").nth(1)).to_contain_text("Longer")
    await world.bot.say("One more")
    await expect(world.by("new-messages")).to_contain_text("1 new message")
    assert await read.evaluate(TOP) == pytest.approx(before, abs=1)
    await world.by("new-messages").click()
    await expect(world.last).to_be_in_viewport()
    await expect(world.by("new-messages")).to_be_hidden()


async def test_reply_keyboards_answer_share_and_go_away(world: World) -> None:
    await world.write("/ask")
    await expect(world.by("reply-button")).to_have_text(["Yes", "No", "My number", "My place"])
    await expect(world.by("input")).to_have_attribute("placeholder", "Yes or no?")
    await world.by("reply-button").filter(has_text="Yes").click()
    await world.says("You said: Yes")
    await expect(world.by("reply-keyboard")).to_be_hidden()

    await world.write("/ask")
    await world.by("reply-button").filter(has_text="My number").click()
    await world.says("You has +")
    await world.write("/ask")
    await world.by("reply-button").filter(has_text="My place").click()
    await world.by("city").filter(has_text="Tokyo").click()
    await world.says("You are at 35.7, 139.7")


async def test_a_question_that_wants_an_answer_gets_it_as_a_reply(world: World) -> None:
    await world.write("/name")
    await expect(world.by("context")).to_contain_text("What is your name?")
    await expect(world.by("input")).to_have_attribute("placeholder", "Your name")
    await world.write("Ada")
    await world.says("What is your name? Ada")
    await expect(world.by("context")).to_be_hidden()


async def test_commands_are_offered_while_typing(world: World) -> None:
    options = world.by("command-option")
    await world.by("input").press_sequentially("/st")
    await expect(options).to_have_text(["/startSay hello", "/storyA long one", "/stopSay goodbye"])
    await world.page.keyboard.press("ArrowDown")
    await expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    await world.page.keyboard.press("Tab")
    await expect(world.by("input")).to_have_value("/story ")
    await expect(options).to_have_count(0)

    await world.by("input").fill("/as")
    await world.page.keyboard.press("Escape")
    await expect(options).to_have_count(0)
    await expect(world.by("input")).to_have_value("/as")
    await world.by("input").fill("/")
    await expect(options).to_have_count(4)
    await world.page.keyboard.press("ArrowUp")
    await world.page.keyboard.press("Enter")
    await world.says("You said: /stop")

    await world.by("input").fill("half a thought")
    await world.by("command-menu").click()
    await options.filter(has_text="/ask").click()
    await world.says("Do you like it?")
    await expect(world.by("input")).to_have_value("half a thought")


async def test_inline_results_are_shown_while_typing_and_sent_when_chosen(world: World) -> None:
    await world.by("input").press_sequentially("@echo_bot typical day")
    await expect(world.by("inline-result")).to_have_text("Typical Day")
    await world.page.keyboard.press("Enter")
    await world.says("Chosen: typical day")
    await expect(world.by("input")).to_have_value("")


async def test_the_clock_jumps_to_tomorrow_morning_and_back(world: World) -> None:
    await world.write("today")
    await world.says("You said: today")
    await expect(world.by("day")).to_have_text("Today")
    await expect(world.by("clock-note")).to_be_hidden()
    await world.by("clock").click()
    await world.by("clock-morning").click()
    await expect(world.by("clock-time")).to_have_text("09:00")
    await expect(world.by("clock-note")).to_contain_text("hours ahead")
    await world.bot.say("Good morning")
    await expect(world.by("day")).to_have_text(["Yesterday", "Today"])
    await world.says("09:00")
    jumped = world.clock.now()
    await world.by("clock").click()
    await world.by("clock-month").click()
    await expect(world.by("day").filter(has_text="Yesterday")).to_have_count(0)
    assert 28 <= (world.clock.now() - jumped).days <= 31
    await world.by("clock-back").click()
    await expect(world.by("clock-note")).to_be_hidden()
    assert abs(world.clock.offset.total_seconds()) < 1


async def test_pictures_and_files_go_both_ways(world: World, tmp_path: Path) -> None:
    (tmp_path / "red.png").write_bytes(PICTURE)
    (tmp_path / "notes.txt").write_text("Ada")
    await world.by("picture-input").set_input_files(tmp_path / "red.png")
    await world.by("caption").fill("a red dot")
    await world.by("files-send").click()
    await world.says("Back: a red dot")
    await expect(world.by("photo")).to_have_count(2)
    await world.by("photo").last.click()
    await expect(world.by("viewer")).to_contain_text("Back: a red dot")
    await expect(world.page.locator("#viewer-picture")).to_have_js_property("naturalWidth", 1)
    await world.page.keyboard.press("Escape")
    await expect(world.by("viewer")).to_be_hidden()

    await world.by("file-input").set_input_files(tmp_path / "notes.txt")
    await world.page.keyboard.press("Enter")
    await world.says("I got notes.txt")
    async with world.page.expect_download() as coming:
        await world.by("document").last.click()
    download = await coming.value
    assert download.suggested_filename == "back.txt"
    assert bytes_of(await download.path()) == b"back to you"

    drop = """name => { const data = new DataTransfer(); data.items.add(new File(["x"], name, {type: "text/csv"}));
        dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true})) }"""
    await world.page.evaluate(drop, "people.csv")
    await expect(world.by("files-dialog")).to_contain_text("people.csv")
    await world.by("files-send").click()
    await world.says("I got people.csv")


async def test_a_voice_note_is_recorded_and_comes_back(world: World) -> None:
    await world.by("record").click()
    await expect(world.by("recording")).to_be_visible()
    await world.page.wait_for_timeout(400)
    await world.by("record-send").click()
    await expect(world.by("voice")).to_have_count(2)
    sent = world.telegram.chat(YOU).messages[0]
    assert sent.kind == "voice"
    assert sent.file is not None
    assert len(sent.file.data) > 100
    await world.by("voice-play").last.click()
    await expect(world.by("voice-play").last).to_have_attribute("aria-label", "Pause the voice note")


async def test_contacts_places_and_forwarded_messages_are_shared(world: World) -> None:
    await world.attach("contact")
    await world.by("contact-first").fill("Ada")
    await world.by("contact-last").fill("Lovelace")
    await world.by("contact-phone").fill("+44 20 7946 0018")
    await world.by("contact-send").click()
    await world.says("Ada has")
    await expect(world.by("contact-card")).to_contain_text("Ada Lovelace")

    await world.attach("location")
    await world.by("location-latitude").fill("91")
    await world.by("location-longitude").fill("-9.14")
    await world.by("location-send").click()
    await expect(world.by("location-dialog")).to_contain_text("A latitude is a number from -90 to 90")
    await world.by("location-latitude").fill("38,72")
    await world.by("location-send").click()
    await world.says("You are at 38.7, -9.1")

    await world.attach("forward")
    await world.by("forward-from").fill("Mary Somerville")
    await world.by("forward-text").fill("Great talking to you!")
    await world.by("forward-send").click()
    await world.says("Mary Somerville wrote: Great talking to you!")

    await world.write("to myself")
    await world.says("You said: to myself")
    await world.by("message").nth(-2).click(button="right")
    await world.by("message-forward").click()
    await world.says("You wrote: to myself")


async def test_a_long_press_opens_the_menu_of_a_message(world: World) -> None:
    await world.write("a slip of the thum")
    await world.says("You said: a slip of the thum")
    touch = """(bubble, kind) => bubble.dispatchEvent(new PointerEvent(kind,
        {pointerType: "touch", bubbles: true, clientX: 300, clientY: 300}))"""
    bubble = world.by("message").first.locator(".bubble")
    await bubble.evaluate(touch, "pointerdown")
    await world.by("message-edit").click()
    await world.by("input").fill("a slip of the thumb")
    await world.by("send").click()
    await world.says("Now it says: a slip of the thumb")
    await bubble.evaluate(touch, "pointerdown")
    await bubble.evaluate(touch, "pointerup")
    await world.page.wait_for_timeout(550)
    await expect(world.by("message-edit")).to_have_count(0)


async def test_two_people_have_a_chat_and_a_draft_each(world: World) -> None:
    await world.write("I am the first")
    await world.says("You said: I am the first")
    await world.by("input").fill("half a thought")
    await world.by("person-switch").nth(1).click()
    await expect(world.by("empty")).to_be_visible()
    await expect(world.by("input")).to_have_value("")
    await world.write("I am Sam")
    await world.says("You said: I am Sam")
    await world.by("person-switch").nth(0).click()
    await world.says("You said: I am the first")
    await expect(world.by("input")).to_have_value("half a thought")
    assert [message.text for message in world.telegram.chat(SAM).messages] == ["I am Sam", "You said: I am Sam"]


async def test_a_bot_that_was_blocked_can_be_unblocked(world: World) -> None:
    await world.write("hello")
    await world.says("You said: hello")
    await world.by("about").click()
    await world.by("block").click()
    await expect(world.by("input")).to_be_hidden()
    assert world.telegram.chat(YOU).blocked
    await world.by("unblock").click()
    await world.write("hello again")
    await world.says("You said: hello again")


async def test_years_of_chat_open_at_once_and_scroll_back_to_the_first_word(world: World) -> None:
    you = world.telegram.person(YOU)
    with world.telegram.journal.together():
        for number in range(500):
            you.send(f"number {number}.")
    world.telegram.updates.take()
    await world.page.reload()
    await world.page.wait_for_selector("body[data-ready]")
    await expect(world.last).to_be_in_viewport()
    assert await world.by("message").count() < 200, "only what is looked at is drawn"
    first = world.by("message").filter(has_text="number 0.")
    while not await first.count():
        await world.by("chat").evaluate("chat => chat.scrollTop = 0")
        await world.page.wait_for_timeout(20)
    assert await world.by("message").count() == 500
    await world.by("new-messages").click()
    await world.bot.say("The newest")
    await world.says("The newest")
    await expect(world.last).to_be_in_viewport()
    assert await world.by("message").count() < 200


async def test_everything_can_be_done_from_the_keyboard(world: World) -> None:
    press = world.page.keyboard.press
    await press("Enter")  # on Start, where the focus is at first
    await world.says("Hello")
    assert await world.focused() == "input"
    await world.page.keyboard.type("first line")
    await press("Shift+Enter")
    await world.page.keyboard.type("second line")
    await press("Enter")
    await world.says("You said: first line\nsecond line")

    await press("ArrowUp")
    await expect(world.by("context")).to_contain_text("Edit your message")
    await world.page.keyboard.type(", changed")
    await press("Enter")
    await world.says("Now it says: first line\nsecond line, changed")
    await expect(world.by("edited")).to_have_count(1)

    while await world.focused() != "message":
        await press("Shift+Tab")
    for _ in range(2):
        await press("ArrowUp")
    assert await world.page.evaluate("document.activeElement.dataset.mine") == "true"
    await press("Enter")
    assert await world.focused() == "message-edit"
    await press("ArrowDown")
    assert await world.focused() == "message-reply"
    await press("Escape")
    assert await world.focused() == "message"

    while await world.focused() != "inline-button":
        await press("Shift+Tab")
    while await world.page.evaluate("document.activeElement.textContent") != "Count (0)":
        await press("Shift+Tab")
    await press("Enter")
    await expect(world.by("message").nth(1)).to_contain_text("Counted 1")
    await expect(world.by("inline-button").filter(has_text="Count")).to_be_focused()
    await press("Escape")
    assert await world.focused() == "input"


async def test_a_lost_connection_is_mentioned_and_made_good(world: World) -> None:
    await world.write("before")
    await world.says("You said: before")
    await world.server.aclose()
    await expect(world.by("status")).to_have_text("reconnecting…")
    await world.write("into the void")
    await expect(world.by("toast")).to_have_text("The playground does not answer. Is the bot still running?")
    await expect(world.by("input")).to_have_value("into the void")
    await world.bot.say("While you were away")
    gone = world.telegram.chat(YOU).messages[0].id
    await world.telegram.call("deleteMessage", {"chat_id": YOU, "message_id": gone})
    await world.serve()
    await world.says("While you were away")
    await expect(world.by("message")).to_have_count(2)
    await expect(world.by("status")).to_have_text("bot")
    assert all("ERR_" in line for line in world.wrong)
    world.wrong.clear()


async def test_a_narrow_phone_needs_no_scrolling_sideways_and_the_dark_is_dark(world: World) -> None:
    await world.page.set_viewport_size({"width": 360, "height": 640})
    await world.bot.telegram.call("setMyCommands", {"commands": [{"command": "x" * 32, "description": "y" * 256}]})
    await world.write("/start")
    await world.says("Hello")
    await world.write("W" * 300)
    await world.says("You said: WWW")
    long = {"text": "A button with quite a long label, longer than any phone is wide", "callback_data": "0"}
    await world.bot.say(f"<pre>{'=' * 200}</pre>", reply_markup={"inline_keyboard": [[long, long, long]]})
    await world.write("/ask")
    await world.says("Do you like it?")
    await world.by("clock").click()
    await world.by("clock-month").click()
    await world.by("input").fill("/x")
    await expect(world.by("command-option")).to_be_visible()
    overflowing = """[...document.querySelectorAll("body *")].filter(element => element.checkVisibility()
        && !element.closest(".unseen, .skip, svg") && element.getBoundingClientRect().right > innerWidth + 0.5)
        .map(element => element.outerHTML.slice(0, 80))"""
    assert await world.page.evaluate(overflowing) == []
    assert await world.page.evaluate("document.querySelector('#chat').scrollWidth <= 360")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = await world.page.evaluate(ground)
    await world.page.emulate_media(color_scheme="dark")
    dark = await world.page.evaluate(ground)
    await world.page.emulate_media(color_scheme="light")
    assert (brightness(light) > 0.8, brightness(dark) < 0.2) == (True, True), (light, dark)
