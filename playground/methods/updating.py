"""How the bot gets its updates."""

from typing import TYPE_CHECKING

from playground.api import Call, Json
from playground.updates import Webhook

if TYPE_CHECKING:
    from playground.telegram import Telegram


async def get_updates(telegram: "Telegram", call: Call) -> list[Json]:
    telegram.updates.allow(call.array("allowed_updates"))
    return await telegram.updates.poll(
        call.integer("offset") or 0, call.integer("limit", 100) or 100, call.integer("timeout") or 0
    )


def set_webhook(telegram: "Telegram", call: Call) -> bool:
    telegram.updates.allow(call.array("allowed_updates"))
    url = call.text("url").strip()
    connections = min(max(call.integer("max_connections") or 40, 1), 100)
    webhook = Webhook(url, call.text("secret_token") or None, connections) if url else None
    telegram.updates.set_webhook(webhook, drop_pending=call.flag("drop_pending_updates"))
    return True


def delete_webhook(telegram: "Telegram", call: Call) -> bool:
    telegram.updates.set_webhook(None, drop_pending=call.flag("drop_pending_updates"))
    return True


def get_webhook_info(telegram: "Telegram", call: Call) -> Json:
    updates = telegram.updates
    info: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(updates.pending)}
    if updates.webhook is not None:
        info |= {"url": updates.webhook.url, "max_connections": updates.webhook.max_connections}
        if updates.webhook.last_error_date is not None:
            info["last_error_date"] = updates.webhook.last_error_date
            info["last_error_message"] = updates.webhook.last_error_message
    if updates.allowed:
        info["allowed_updates"] = updates.allowed
    return info
