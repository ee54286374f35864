"""The process from start to stop: migrate, open the doors, work until told to end, then end without losing anything."""

import asyncio
import contextlib
import gc
import logging
import signal
import socket
from collections.abc import Callable, Coroutine
from datetime import timedelta
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from prometheus_client import CollectorRegistry
from starlette.routing import BaseRoute
from starlette.types import ASGIApp
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot import app, places, web
from bot.app import App
from bot.capture import capture
from bot.clock import Clock, MovableClock
from bot.context import BotContext
from bot.intake import webhook
from bot.intake.door import Door
from bot.intake.polling import WANTED, poll, seconds
from bot.settings import Access, Settings
from bot.starting import CannotStart, journal, listen, open_database, pairing_code, say, serves_web
from storage.database import Database

if TYPE_CHECKING:
    from playground.telegram import Telegram

log = logging.getLogger(__name__)

# What waited at Telegram while the process was down is answered first.
WARM_UP_AFTER = timedelta(seconds=2)
# An update makes thousands of short-lived objects that hang together in circles no longer than it lasts: looked through
# as often as Python does by itself, they cost a fifth of the work.
COLLECT_EVERY = (50_000, 20, 100)
START_PATIENCE = (1, 2, 4, 8, 15, 30)


async def run(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, stop.set)
    database = await open_database(settings)
    try:
        if settings.token:
            await serve_telegram(settings, database, settings.token, stop)
        else:
            await serve_playground(settings, database, stop)
    finally:
        await database.close()


async def serve_telegram(settings: Settings, database: Database, token: str, stop: asyncio.Event) -> None:
    """The bot on Telegram, by webhook where one is set, else by polling."""
    from bot.transport import AiohttpRequest

    code = await pairing_code(settings, database)
    # All closed also when the bot never gets as far as starting; closing twice changes nothing.
    with listen(settings) if serves_web(settings) else contextlib.nullcontext() as listener:
        async with AiohttpRequest() as request, AiohttpRequest(connection_pool_size=1) as updates_request:
            application = app.build(
                settings,
                database,
                Clock(),
                token=token,
                request=request,
                updates_request=updates_request,
                pairing_code=code,
            )
            if await initialize(application, settings, stop):
                await take_updates(application, settings, stop, listener)


async def take_updates(
    application: App, settings: Settings, stop: asyncio.Event, listener: socket.socket | None
) -> None:
    """Say that the bot runs, and work on what comes in by the way that was chosen."""
    database, code = application.bot_data.database, application.bot_data.pairing_code
    door = Door(application, database, application.bot_data.clock)
    addresses: list[BaseRoute] = web.routes(door, database, CollectorRegistry()) if listener else []
    intake: Coroutine[Any, Any, Any]
    if settings.webhook_url and settings.webhook_secret:
        path = urlsplit(settings.webhook_url).path or "/"
        addresses.append(webhook.route(path, settings.webhook_secret.get_secret_value(), application, door))
        intake = stop.wait()
    else:
        intake = poll(application, door)
    say(f"Rapport is running as @{application.bot.username}.")
    if code:
        link = f"https://t.me/{application.bot.username}?start={code}"
        say(f"Pairing code: {code}\nSend it to the bot to make it yours, or open {link}")
    await work(application, door, intake, stop, web.application(addresses) if listener else None, listener)


async def serve_playground(settings: Settings, database: Database, stop: asyncio.Event) -> None:
    """The bot in a Telegram on this machine, with a chat page to talk to it. Everybody there is welcome."""
    from playground.doors import is_loopback
    from playground.journal import JournalInUseError
    from playground.telegram import Telegram

    if not is_loopback(settings.host):
        raise CannotStart("Without BOT_TOKEN the bot starts in the playground, which is for this machine only: "
                          "set BOT_TOKEN, or LISTEN=127.0.0.1:8080.")  # fmt: skip
    with listen(settings) as listener:
        clock = MovableClock()
        try:
            telegram = Telegram(clock=clock, journal=await asyncio.to_thread(journal, settings.data_dir))
        except JournalInUseError as error:
            raise CannotStart(f"{error}. Is the bot running already? Else set DATA_DIR to another folder.") from error
        except OSError as error:
            raise CannotStart(f"DATA_DIR cannot be written to ({error.strerror}).") from error
        try:
            await play(settings, database, telegram, clock, stop, listener)
        finally:
            await telegram.close()


async def play(
    settings: Settings,
    database: Database,
    telegram: "Telegram",
    clock: MovableClock,
    stop: asyncio.Event,
    listener: socket.socket,
) -> None:
    """Open the chat page, and be the bot that answers there."""
    from playground.server import create_app
    from playground.transport import PlaygroundRequest

    application = app.build(
        settings.model_copy(update={"access": Access.OPEN}),
        database,
        clock,
        token=telegram.token,
        request=PlaygroundRequest(telegram),
        updates_request=PlaygroundRequest(telegram),
    )
    await application.initialize()
    door = Door(application, database, clock)
    loop = asyncio.get_running_loop()
    clock.when_moved(lambda: loop.call_soon_threadsafe(app.tick_now, application))
    page = create_app(telegram)
    page.router.routes += web.routes(door, database, CollectorRegistry())
    host, port = settings.listen.rpartition(":")[0], listener.getsockname()[1]
    say(f"The playground is open: http://{host}:{port}  (no Telegram needed; Ctrl+C ends it)")
    await work(
        application, door, poll(application, door), stop, page, listener, before_closing=page.state.page.feed.close
    )


async def work(
    application: App,
    door: Door,
    intake: Coroutine[Any, Any, Any],
    stop: asyncio.Event,
    web_app: ASGIApp | None,
    listener: socket.socket | None,
    *,
    before_closing: Callable[[], object] = lambda: None,
) -> None:
    """Take updates and send reminders until told to stop; then finish what is in hand."""
    server = web.server(web_app) if web_app else None
    gc.freeze()  # what is loaded by now stays to the end
    gc.set_threshold(*COLLECT_EVERY)
    await application.start()
    await door.open()
    listening = None
    if server and listener:
        listening = application.create_task(server.serve(sockets=[listener]), name="web")
    application.create_task(introduce(application), name="introduction")
    assert application.job_queue is not None
    application.job_queue.run_once(warm_up, WARM_UP_AFTER, name="warming up", job_kwargs=app.LATE_IS_WELL)
    coming_in = application.create_task(intake, name="intake")
    stopping = application.create_task(stop.wait(), name="stop")
    await asyncio.wait({coming_in, stopping}, return_when=asyncio.FIRST_COMPLETED)
    log.info("stopping: finishing what is in hand")
    broke = coming_in.exception() if coming_in.done() and not coming_in.cancelled() else None
    for task in (coming_in, stopping):
        task.cancel()
    await asyncio.gather(coming_in, stopping, return_exceptions=True)
    await application.job_queue.stop(wait=True)
    await door.close()
    if server and listening:
        before_closing()
        server.should_exit = True
        await asyncio.gather(listening, return_exceptions=True)
    await application.stop()
    await application.shutdown()
    if isinstance(broke, InvalidToken | Forbidden):
        raise CannotStart("Telegram no longer accepts the token. Check BOT_TOKEN.") from broke
    if broke:
        raise broke


async def initialize(application: App, settings: Settings, stop: asyncio.Event) -> bool:
    """Meet Telegram and say how updates are to come; wait for it as long as the network is down, but not with a wrong
    token. Whether it is met: False when told to stop before that."""
    for pause in chain(START_PATIENCE, repeat(START_PATIENCE[-1])):
        wait: float = pause
        try:
            await application.initialize()
            await choose_intake(application, settings)
        except (InvalidToken, Forbidden) as error:
            raise CannotStart("Telegram does not know this token. Check BOT_TOKEN and BOT_API_URL.") from error
        except BadRequest as error:
            raise CannotStart(f"Telegram refuses the webhook ({error.message}). Check WEBHOOK_URL.") from error
        except RetryAfter as error:
            wait = max(pause, seconds(error))
        except TelegramError as error:
            log.warning("Telegram is out of reach (%s); trying again in %s s", type(error).__name__, pause)
        else:
            return True
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), wait)
        if stop.is_set():
            return False
    raise AssertionError("the pauses never end")


async def choose_intake(application: App, settings: Settings) -> None:
    """Ask Telegram to post updates to us, or to keep them until we fetch them."""
    if settings.webhook_url and settings.webhook_secret:
        await application.bot.set_webhook(
            settings.webhook_url,
            secret_token=settings.webhook_secret.get_secret_value(),
            allowed_updates=list(WANTED),
        )
    else:
        await application.bot.delete_webhook()


async def warm_up(context: BotContext) -> None:
    """Read a note and the list of cities, aside: they load now rather than for somebody who waits."""
    now = context.services.clock.now()
    await asyncio.to_thread(capture, "Coffee with Ada Lovelace today", now=now, tz="UTC", known=())
    await asyncio.to_thread(places.preload)


async def introduce(application: App) -> None:
    """The menu and the descriptions; the bot works without them."""
    try:
        await app.introduce(application)
    except TelegramError as error:
        log.warning("the command menu could not be set (%s)", type(error).__name__)
