"""Who may come in: this machine, and phones that were invited by a one-time link; never another web site."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Awaitable, Callable
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.sandbox.store import Store

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

COOKIE = "zhanggui_sandbox"
DEVICES = 20
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
        "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard:
    """Checks Host, Origin and where a request comes from, before anything else is done with it."""

    def __init__(self, store: Store, lan: bool) -> None:
        self._store = store
        self._lan = lan
        self.invite = secrets.token_urlsafe(24)

    @property
    def middleware(self) -> Middleware:
        """For the application."""

        @web.middleware
        async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
            reason = self._reason(request)
            if reason:
                return web.Response(status=403, text=f"403 Forbidden: {reason}\n", headers=HEADERS)
            if not is_local(request) and not self._known(request):
                return self._welcome(request)
            response = await handler(request)
            if not response.prepared:
                response.headers.update(HEADERS)
            return response

        return check

    def _reason(self, request: web.Request) -> str:
        if not _is_own_name(request.host):
            return "open the sandbox by its IP address or as localhost"
        origin = request.headers.get("Origin")
        if origin is not None and origin != f"{request.scheme}://{request.host}":
            return "requests from other web sites are refused"
        site = request.headers.get("Sec-Fetch-Site", "none")
        if request.path != "/" and site not in {"none", "same-origin"}:
            return "requests from other web sites are refused"
        if is_local(request):
            return ""
        if not self._lan:
            return "the sandbox is not open to the network"
        if request.path.startswith(("/bot", "/file/bot")):
            return "the Bot API is for this machine only"
        return ""

    def _known(self, request: web.Request) -> bool:
        given = _digest(request.cookies.get(COOKIE, ""))
        return any([hmac.compare_digest(given, kept) for kept in self._devices()])

    def _welcome(self, request: web.Request) -> web.Response:
        given = request.query.get("invite", "")
        if request.path != "/" or not hmac.compare_digest(given.encode(), self.invite.encode()):
            text = "请在电脑上重新扫码 · Scan the code on the computer again: a link is good for one device.\n"
            return web.Response(status=403, text=text, headers=HEADERS)
        self.invite = secrets.token_urlsafe(24)
        session = secrets.token_urlsafe(32)
        with self._store.together():
            self._store.set_setting("devices", json.dumps([*self._devices(), _digest(session)][-DEVICES:]))
        response = web.Response(status=303, headers={"Location": "/", **HEADERS})
        response.set_cookie(COOKIE, session, httponly=True, samesite="Strict", max_age=90 * 86400)
        return response

    def _devices(self) -> list[str]:
        kept: list[str] = json.loads(self._store.setting("devices", "[]"))
        return kept


def is_local(request: web.Request) -> bool:
    """Whether it comes from this machine."""
    try:
        address = ip_address(request.remote or "")
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback


def _is_own_name(host: str) -> bool:
    """An IP address or localhost: a foreign domain that resolves to this machine is refused (DNS rebinding)."""
    name = urlsplit(f"//{host}").hostname or ""
    try:
        ip_address(name)
    except ValueError:
        return name == "localhost"
    return True


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
