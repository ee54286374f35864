"""The chat page's side of the server: its files, the state, the events and what a person does. Contract: README.md."""

import asyncio
import json
import re
import secrets
from calendar import monthrange
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, time, timedelta
from functools import wraps
from pathlib import Path
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route
from telegram.constants import FileSizeLimit, MessageLimit

from bot.clock import Clock, MovableClock
from playground import page_view
from playground.api import ApiError, Json
from playground.bot_api import AsciiJson, read_body
from playground.html_writer import page_html
from playground.multipart import read_multipart
from playground.people import Person, RefusedError
from playground.records import Message, StoredFile
from playground.telegram import Event, Telegram

PAGE = Path(__file__).parent / "page"
PAGE_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
}
PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
# A file that somebody sent must never run as a page of ours.
FILE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, max-age=3600",
    "X-Content-Type-Options": "nosniff",
    "Accept-Ranges": "bytes",
}
KEPT_EVENTS = 2000
KEEP_ALIVE = 15.0
INLINE_PATIENCE = 10.0
MORNING = time(9)
LARGEST_JSON = 100_000


class PageError(Exception):
    """A request of the page's that cannot be met: the HTTP status, and a sentence that the page shows."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


class Feed:
    """The newest events with their numbers, for pages that are open now or come back after a moment."""

    def __init__(self, telegram: Telegram) -> None:
        # Numbers of an earlier run mean nothing in this one.
        self._run = secrets.token_hex(3)
        self._count = 0
        self._events: deque[tuple[int, Event]] = deque(maxlen=KEPT_EVENTS)
        self._news = asyncio.Event()
        self._closed = False
        self._unwatch = telegram.watch(self._add)

    @property
    def revision(self) -> str:
        return f"{self._run}-{self._count}"

    def _add(self, event: Event) -> None:
        self._count += 1
        self._events.append((self._count, event))
        self._wake()

    def _wake(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()

    def close(self) -> None:
        """Let every page go."""
        self._closed = True
        self._unwatch()
        self._wake()

    async def after(self, revision: str | None) -> AsyncIterator[tuple[str, Event | None]]:
        """Events after a revision, and on as they come, with their revision; None: too much was missed."""
        seen = self._number(revision)
        if seen is None:
            yield self.revision, None
            seen = self._count
        while not self._closed:
            news = self._news
            oldest = self._events[0][0] if self._events else self._count + 1
            if seen + 1 < oldest:
                seen = self._count
                yield self.revision, None
                continue
            for number, event in [one for one in self._events if one[0] > seen]:
                seen = number
                yield f"{self._run}-{number}", event
            if seen == self._count:
                await news.wait()

    def _number(self, revision: str | None) -> int | None:
        """None for a revision of another run, of the future, or of no shape at all."""
        if revision is None:
            return self._count
        found = re.fullmatch(rf"{self._run}-(\d{{1,15}})", revision)
        return int(found[1]) if found and int(found[1]) <= self._count else None


Endpoint = Callable[[Request], Awaitable[Response]]
Action = Callable[[Person, Json], Awaitable[Json]]


def _kindly(endpoint: Endpoint) -> Endpoint:
    """Turns every refusal into its status and one sentence."""

    @wraps(endpoint)
    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except PageError as error:
            status, sentence = error.status, error.sentence
        except RefusedError as error:
            status, sentence = 409 if error.conflict else 400, str(error)
        except ApiError as error:
            status, sentence = error.code, "That is too large." if error.code == 413 else error.description
        return AsciiJson({"ok": False, "error": sentence}, status)

    return answer


class PageApi:
    """The endpoints of one playground."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram
        self.feed = Feed(telegram)

    def routes(self) -> list[BaseRoute]:
        actions: dict[str, Action] = {
            "send": self.send,
            "press": self.press,
            "edit": self.edit,
            "contact": self.contact,
            "location": self.location,
            "forward": self.forward,
            "block": self.block,
            "unblock": self.unblock,
            "inline": self.inline,
            "inline/choose": self.choose,
            "clock": self.clock,
        }
        gets = {
            "/": self.index,
            "/page/{name}": self.asset,
            "/playground/state": self.state,
            "/playground/events": self.events,
            "/playground/file/{key}/{name}": self.download,
        }
        return [
            *(Route(path, _kindly(endpoint), methods=["GET"]) for path, endpoint in gets.items()),
            Route("/playground/file", _kindly(self.upload), methods=["POST"]),
            *(Route(f"/playground/{at}", _kindly(self._json(act)), methods=["POST"]) for at, act in actions.items()),
        ]

    # Looking

    async def index(self, request: Request) -> Response:
        return self._page_file("index.html")

    async def asset(self, request: Request) -> Response:
        return self._page_file(request.path_params["name"])

    def _page_file(self, name: str) -> Response:
        path = PAGE / name
        kind = PAGE_TYPES.get(path.suffix)
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name) or kind is None or not path.is_file():
            raise PageError(404, "There is no such page.")
        return Response(path.read_bytes(), media_type=kind, headers=PAGE_HEADERS)

    async def state(self, request: Request) -> Response:
        given = request.query_params.get("user", "")
        people = self.telegram.people
        person = next((one for one in people if str(one.id) == given), people[0])
        return AsciiJson(page_view.state(self.telegram, person.user, self.feed.revision))

    async def events(self, request: Request) -> Response:
        person = self._person(request)
        after = request.headers.get("last-event-id") or request.query_params.get("after")
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(self._stream(person, after), media_type="text/event-stream", headers=headers)

    async def _stream(self, person: Person, after: str | None) -> AsyncIterator[str]:
        yield ": welcome\n\n"
        events = self.feed.after(after)
        coming = asyncio.ensure_future(anext(events))
        try:
            while True:
                done, _ = await asyncio.wait({coming}, timeout=KEEP_ALIVE)
                if not done:
                    yield ": still here\n\n"
                    continue
                revision, event = coming.result()
                coming = asyncio.ensure_future(anext(events))
                if event is None:
                    yield _sse(revision, "reset", {})
                elif event.chat_id in {None, person.id}:
                    yield _sse(revision, event.kind, page_view.event(self.telegram, person.user, event))
        except StopAsyncIteration:
            return
        finally:
            coming.cancel()

    async def download(self, request: Request) -> Response:
        key = request.path_params["key"]
        file = next((one for one in self.telegram.files.values() if one.unique_id == key), None)
        if file is None:
            raise PageError(404, "That file is not here.")
        return _file_response(file, request.headers.get("range"))

    # Doing

    def _json(self, act: Action) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            person = self._person(request)
            try:
                body = json.loads(await read_body(request, LARGEST_JSON))
            except ValueError:
                body = None
            if not isinstance(body, dict):
                raise PageError(400, "That request could not be read.")
            return AsciiJson({"ok": True} | await act(person, body))

        return endpoint

    async def send(self, person: Person, body: Json) -> Json:
        text = _text(body, "text").strip()
        _check_length(text, MessageLimit.MAX_TEXT_LENGTH, "message")
        return self._shown(_placed(lambda: person.send(text, reply_to=_whole(body, "reply_to"))))

    async def press(self, person: Person, body: Json) -> Json:
        message = self._message(person, body)
        wanted = _text(body, "button")
        for row, buttons in enumerate(message.markup):
            for column, button in enumerate(buttons):
                if "callback_data" in button and page_view.button_id(button, row, column) == wanted:
                    return {"query_id": person.press_data(message, button["callback_data"])}
        raise PageError(409, "That button is gone.")

    async def edit(self, person: Person, body: Json) -> Json:
        message = self._message(person, body)
        return self._shown(person.edit(message.id, _text(body, "text")))

    async def contact(self, person: Person, body: Json) -> Json:
        if body.get("own"):
            return self._shown(person.share_contact())
        phone, first = _text(body, "phone").strip(), _text(body, "first_name").strip()
        if not first or not re.search(r"\d{3}", phone):
            raise PageError(400, "A contact needs a first name and a phone number.")
        last, vcard = _text(body, "last_name").strip(), _text(body, "vcard")
        return self._shown(person.share_contact(phone, first, last or None, vcard=vcard or None))

    async def location(self, person: Person, body: Json) -> Json:
        return self._shown(person.share_location(_number(body, "latitude"), _number(body, "longitude")))

    async def forward(self, person: Person, body: Json) -> Json:
        if "message_id" in body:
            return self._shown(person.forward_message(self._message(person, body).id))
        text = _text(body, "text").strip()
        if not text:
            raise PageError(400, "There is nothing to forward yet.")
        _check_length(text, MessageLimit.MAX_TEXT_LENGTH, "message")
        return self._shown(person.forward(text, from_name=_text(body, "from_name").strip() or None))

    async def block(self, person: Person, body: Json) -> Json:
        person.block()
        return {"user": page_view.user(self.telegram, person.user)}

    async def unblock(self, person: Person, body: Json) -> Json:
        person.unblock()
        return {"user": page_view.user(self.telegram, person.user)}

    async def inline(self, person: Person, body: Json) -> Json:
        try:
            offset = _text(body, "offset")
            answer = await person.inline(_text(body, "query"), offset=offset, timeout=INLINE_PATIENCE)
        except TimeoutError:
            raise PageError(504, "The bot has not answered.") from None
        results = [
            {
                "id": result.id,
                "title": result.title,
                "description": result.description,
                "html": page_html(result.text, result.entities),
            }
            for result in answer.results
        ]
        return {
            "query_id": answer.query_id,
            "results": results,
            "next_offset": answer.next_offset,
            "button": answer.button,
        }

    async def choose(self, person: Person, body: Json) -> Json:
        return self._shown(_placed(lambda: person.choose(_text(body, "query_id"), _text(body, "result_id"))))

    async def clock(self, person: Person, body: Json) -> Json:
        clock = self.telegram.clock
        if not isinstance(clock, MovableClock):
            raise PageError(409, "This clock cannot be moved.")
        clock.move_to(_jump(clock.now(), _text(body, "jump"), _zone(_text(body, "zone"))))
        return {"clock": page_view.clock(clock)}

    async def upload(self, request: Request) -> Response:
        person = self._person(request)
        body = await read_body(request)
        try:
            fields, files = read_multipart(request.headers.get("content-type", ""), body)
        except ValueError:
            raise PageError(400, "That upload could not be read.") from None
        file = files.get("file")
        if file is None:
            raise PageError(400, "Choose a file first.")
        if len(file.data) > FileSizeLimit.FILESIZE_UPLOAD:
            raise PageError(413, "That file is larger than 50 MB.")
        caption = fields.get("caption", "").strip()
        _check_length(caption, MessageLimit.CAPTION_LENGTH, "caption")
        more: Json = {"caption": caption, "reply_to": _whole(fields, "reply_to")}
        match fields.get("kind", "document"):
            case "document":
                mime = None if file.mime == "application/octet-stream" else file.mime
                message = _placed(lambda: person.send_document(_base_name(file.name), file.data, mime, **more))
            case "photo":
                message = _placed(lambda: person.send_photo(file.data, **more))
            case "voice":
                seconds = max(_whole(fields, "duration") or 1, 1)
                mime = file.mime if file.mime.startswith("audio/") else "audio/ogg"
                message = _placed(lambda: person.send_voice(file.data, seconds, mime=mime, **more))
            case _:
                raise PageError(400, "A file is sent as a document, a photo or a voice note.")
        return AsciiJson({"ok": True} | self._shown(message))

    # What they share

    def _person(self, request: Request) -> Person:
        given = request.query_params.get("user", "")
        for person in self.telegram.people:
            if str(person.id) == given:
                return person
        raise PageError(404, "There is no such person.")

    def _message(self, person: Person, body: Json) -> Message:
        message_id = _whole(body, "message_id")
        if message_id is None:
            raise PageError(400, "Which message?")
        return _placed(lambda: person.chat.message(message_id))

    def _shown(self, message: Message) -> Json:
        return {"message": page_view.message(self.telegram, message)}


def _sse(revision: str, kind: str, data: Json) -> str:
    return f"id: {revision}\nevent: {kind}\ndata: {json.dumps(data)}\n\n"


def _placed(act: Callable[[], Message]) -> Message:
    """Do something about a message that may be gone."""
    try:
        return act()
    except LookupError as error:
        raise PageError(404, f"{str(error).capitalize()}.") from None


def _text(body: Json, name: str) -> str:
    value = body.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise PageError(400, f"“{name}” must be text.")
    return value


def _whole(body: Json, name: str) -> int | None:
    value = body.get(name)
    if value is None or value == "":
        return None
    try:
        return int(value)
    except (TypeError, ValueError):
        raise PageError(400, f"“{name}” must be a whole number.") from None


def _number(body: Json, name: str) -> float:
    value = body.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PageError(400, f"“{name}” must be a number.")
    return float(value)


def _check_length(text: str, longest: int, what: str) -> None:
    if len(text) > longest:
        raise PageError(400, f"That {what} is too long: {len(text)} of {int(longest)} characters.")


def _base_name(name: str) -> str:
    return re.split(r"[/\\]", name)[-1] or "file"


def _zone(name: str) -> ZoneInfo | None:
    """The person's time zone; None stands for the host's."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        raise PageError(400, "That time zone is not known.") from None


def _jump(now: datetime, jump: str, zone: ZoneInfo | None) -> datetime:
    here = now.astimezone(zone)
    match jump:
        case "hour":
            return now + timedelta(hours=1)
        case "morning":
            return _at(here + timedelta(days=1), MORNING, zone)
        case "month":
            year, month = (here.year + 1, 1) if here.month == 12 else (here.year, here.month + 1)
            day = min(here.day, monthrange(year, month)[1])
            return _at(here.replace(year=year, month=month, day=day), max(here.time(), MORNING), zone)
        case "now":
            return Clock().now()
    raise PageError(400, "The clock jumps by an hour, to the morning, by a month, or back to now.")


def _at(day: datetime, hour: time, zone: ZoneInfo | None) -> datetime:
    """That time of that day on the wall clock of the zone, whatever summer time does in between."""
    wall = datetime.combine(day.date(), hour)
    # Without a zone, a naive time is read by the host's own rules.
    return wall.replace(tzinfo=zone) if zone is not None else wall.astimezone()


INLINE_KINDS = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp")


def _file_response(file: StoredFile, wanted: str | None) -> Response:
    data = file.data
    inline = file.mime in INLINE_KINDS or file.mime.startswith(("audio/", "video/"))
    headers = FILE_HEADERS | ({} if inline else {"Content-Disposition": "attachment"})
    # A text type would let a browser guess; an attachment needs none.
    kind = file.mime if inline else "application/octet-stream"
    part = _range(wanted, len(data))
    if part is None:
        return Response(data, media_type=kind, headers=headers)
    first, last = part
    if first > last:
        return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{len(data)}"})
    headers |= {"Content-Range": f"bytes {first}-{last}/{len(data)}"}
    return Response(data[first : last + 1], 206, headers, kind)


def _range(wanted: str | None, size: int) -> tuple[int, int] | None:
    """First and last byte of a single range; None: all of it. First after last: there is nothing there."""
    found = re.fullmatch(r"bytes=(\d*)-(\d*)", (wanted or "").strip())
    if found is None or found[0] == "bytes=-":
        return None
    first, last = found.groups()
    if not first:
        return max(size - int(last), 0), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def default_people(telegram: Telegram) -> None:
    """The two whom the page switches between, unless there is somebody already."""
    if not telegram.people:
        telegram.person(1001, first_name="You", username="you")
        telegram.person(1002, first_name="Sam", last_name="Rivera", username="sam")
