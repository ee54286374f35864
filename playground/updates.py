"""Updates on their way to the bot: fetched by polling, or posted to its webhook."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from telegram.constants import PollingLimit, WebhookLimit

from bot.clock import Clock
from playground.api import ApiError, Json, bad_request
from playground.journal import Journal

log = logging.getLogger(__name__)

# The Bot API server lets nobody wait longer than this in one call.
LONGEST_POLL = 50
# Kinds that a bot gets only when it asks for them by name.
ONLY_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}
FIRST_RETRY = 0.5
LAST_RETRY = 30.0
WEBHOOK_TIMEOUT = aiohttp.ClientTimeout(total=60)


@dataclass
class Webhook:
    """Where updates are posted to, and how the last attempt went (`last_error_date` in Unix seconds)."""

    url: str
    secret: str | None = None
    max_connections: int = 40
    last_error_date: int | None = None
    last_error_message: str | None = None


class Updates:
    """The queue of what the bot has not confirmed yet, oldest first."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self.pending: dict[int, Json] = {}
        self.allowed: list[str] | None = None
        self.webhook: Webhook | None = None
        # By the system's time, so that no id comes a second time even after the journal was removed: the bot keeps
        # ids to recognise updates that it has already seen.
        self.next_id = int(Clock().now().timestamp())
        self._poller: asyncio.Future[None] | None = None
        self._delivery: asyncio.Task[None] | None = None
        self._news = asyncio.Event()

    def add(self, kind: str, payload: Json) -> int | None:
        """Queue an update; gives its id, or None if the bot does not want this kind."""
        if not self._wanted(kind):
            return None
        update_id = self.next_id
        update: Json = {"update_id": update_id, kind: payload}
        self.next_id += 1
        self.pending[update_id] = update
        self._journal.keep("update", update)
        self.wake()
        return update_id

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in ONLY_ON_REQUEST

    def wake(self) -> None:
        """There is something to fetch or to post. Harmless when there is not."""
        self._news.set()
        if self._poller is not None and not self._poller.done() and self.pending:
            self._poller.set_result(None)
        if self.webhook is not None and (self._delivery is None or self._delivery.done()):
            try:
                loop = asyncio.get_running_loop()
            except RuntimeError:
                return  # nobody can be called yet; whoever starts the loop wakes us
            self._delivery = loop.create_task(self._deliver(), name="webhook delivery")

    def confirm(self, before: int) -> None:
        """Forget every update with a lower id."""
        gone = [update_id for update_id in self.pending if update_id < before]
        for update_id in gone:
            del self.pending[update_id]
        if gone:
            self._journal.keep("confirmed", {"ids": gone})

    def take(self) -> list[Json]:
        """All pending updates at once, confirmed: for tests that hand them to the bot themselves."""
        taken = list(self.pending.values())
        self.confirm(self.next_id)
        return taken

    def allow(self, kinds: Sequence[Any] | None) -> None:
        """Which kinds the bot wants from now on: None changes nothing, an empty list is Telegram's usual set."""
        if kinds is not None and list(kinds) != (self.allowed or []):
            self.allowed = [str(kind) for kind in kinds]
            self._journal.keep("allowed", {"kinds": self.allowed})

    async def poll(self, offset: int, limit: int, seconds: int) -> list[Json]:
        """getUpdates. Whoever is waiting already gets a 409, as on Telegram."""
        if self.webhook is not None:
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        self._evict("terminated by other getUpdates request; make sure that only one bot instance is running")
        if offset < 0:
            newest = list(self.pending)[offset:]
            offset = newest[0] if newest else self.next_id
        self.confirm(offset)
        if not self.pending and seconds > 0:
            waiting = asyncio.get_running_loop().create_future()
            self._poller = waiting
            try:
                # Not wait_for: on Python 3.11 it loses a cancellation that comes together with the result.
                async with asyncio.timeout(min(seconds, LONGEST_POLL)):
                    await waiting
            except TimeoutError:
                pass
            finally:
                if self._poller is waiting:
                    self._poller = None
        size = min(max(limit, PollingLimit.MIN_LIMIT), PollingLimit.MAX_LIMIT)
        return list(self.pending.values())[:size]

    def _evict(self, why: str) -> None:
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(ApiError(409, f"Conflict: {why}"))
            self._poller = None

    def set_webhook(self, webhook: Webhook | None, *, drop_pending: bool = False) -> None:
        """Post updates there from now on, or nowhere any more. Raises ApiError 400 for an address that will not do."""
        if webhook is not None:
            _check(webhook)
            self._evict("terminated by setWebhook request")
        if drop_pending:
            self.confirm(self.next_id)
        self.webhook = webhook
        self._journal.keep("webhook", {"webhook": None if webhook is None else asdict(webhook)})
        self.wake()

    async def close(self) -> None:
        """Stop posting to the webhook, and let nobody wait any longer."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)
        if self._delivery is not None:
            self._delivery.cancel()
            await asyncio.gather(self._delivery, return_exceptions=True)
            self._delivery = None

    async def _deliver(self) -> None:
        """Post until the webhook is gone: one chat's updates in order, different chats side by side."""
        busy: dict[int, asyncio.Task[None]] = {}
        try:
            async with aiohttp.ClientSession(timeout=WEBHOOK_TIMEOUT) as session:
                while (webhook := self.webhook) is not None:
                    self._news.clear()
                    for update in list(self.pending.values()):
                        chat_id = chat_of(update)
                        if chat_id not in busy and len(busy) < webhook.max_connections:
                            post = self._post_until_taken(session, update)
                            busy[chat_id] = asyncio.get_running_loop().create_task(post)
                    news = asyncio.get_running_loop().create_task(self._news.wait())
                    await asyncio.wait({*busy.values(), news}, return_when=asyncio.FIRST_COMPLETED)
                    news.cancel()
                    for chat_id, task in [*busy.items()]:
                        if task.done():
                            task.result()
                            del busy[chat_id]
        finally:
            for task in busy.values():
                task.cancel()
            await asyncio.gather(*busy.values(), return_exceptions=True)

    async def _post_until_taken(self, session: aiohttp.ClientSession, update: Json) -> None:
        pause = FIRST_RETRY
        while (webhook := self.webhook) is not None and update["update_id"] in self.pending:
            error = await self._post(session, webhook, update)
            if error is None:
                self.pending.pop(update["update_id"], None)
                self._journal.keep("confirmed", {"ids": [update["update_id"]]})
                return
            webhook.last_error_date = int(Clock().now().timestamp())
            webhook.last_error_message = error
            log.warning("the webhook did not take update %s: %s", update["update_id"], error)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LAST_RETRY)

    async def _post(self, session: aiohttp.ClientSession, webhook: Webhook, update: Json) -> str | None:
        """One attempt; what went wrong in Telegram's words, or None."""
        headers = {} if webhook.secret is None else {"X-Telegram-Bot-Api-Secret-Token": webhook.secret}
        try:
            async with session.post(webhook.url, json=update, headers=headers) as answer:
                await answer.read()
                if answer.status // 100 == 2:
                    return None
                return f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except TimeoutError:
            return "Read timeout expired"
        except aiohttp.ClientError as error:
            return f"Connection failed: {type(error).__name__}"


def _check(webhook: Webhook) -> None:
    parts = urlsplit(webhook.url)
    local = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    if parts.scheme != "https" and not (parts.scheme == "http" and local):
        # Telegram wants HTTPS; on this machine plain HTTP will do, as for a local Bot API server.
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not parts.hostname:
        raise bad_request("bad webhook: invalid webhook URL specified")
    if webhook.secret is not None:
        fits = len(webhook.secret) <= WebhookLimit.MAX_SECRET_TOKEN_LENGTH
        if not fits or not webhook.secret.replace("-", "_").replace("_", "a").isalnum() or not webhook.secret.isascii():
            raise bad_request("secret token contains unallowed characters")


def chat_of(update: Json) -> int:
    """The chat (or person) that an update is about."""
    payload = next(value for name, value in update.items() if name != "update_id")
    if "chat" in payload:
        return int(payload["chat"]["id"])
    if "message" in payload:
        return int(payload["message"]["chat"]["id"])
    return int(payload["from"]["id"])
