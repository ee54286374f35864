"""Who may come in: only this machine, and in a browser only our own page.

The playground answers on loopback, yet any web page could make a browser on this machine talk to it: by a name that it
points to 127.0.0.1, or by a form that it posts. So the Host must be loopback's and the Origin our own.
"""

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send


def is_loopback(host: str) -> bool:
    """Whether a host name or address leads back to this machine, for certain."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class LoopbackOnly:
    """Refuses, with 403, whatever did not come from this machine and from our own page (or from no page at all)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (why := _objection(scope)) is not None:
            body = {"ok": False, "error_code": 403, "description": f"Forbidden: {why}", "error": why}
            await JSONResponse(body, 403)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _objection(scope: Scope) -> str | None:
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    if not is_loopback(_name(host)):
        return "The playground is for this machine only: open it at 127.0.0.1 or localhost."
    origin = headers.get("origin")
    if origin is not None and origin != f"{scope['scheme']}://{host}":
        return "Another site may not use the playground."
    # A link to the page itself is fine from anywhere.
    opened = scope["path"] == "/" and scope["method"] in {"GET", "HEAD"}
    if not opened and headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
        return "Another site may not use the playground."
    return None


def _name(host: str) -> str:
    """The host without its port."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
