"""Asking the page's interface, as a browser on this machine does."""

from aiohttp import ClientSession

from bot.sandbox import Sandbox
from bot.sandbox.people import Json


async def state(sandbox: Sandbox) -> Json:
    """All that the page loads at first."""
    async with ClientSession(sandbox.base_url) as session, session.get("/api/state") as answer:
        body: Json = await answer.json()
        return body


async def post(sandbox: Sandbox, path: str, body: Json, headers: dict[str, str] | None = None) -> tuple[int, Json]:
    """Status and JSON."""
    async with ClientSession(sandbox.base_url) as session, session.post(path, json=body, headers=headers) as answer:
        return answer.status, await answer.json() if answer.content_type == "application/json" else {}


async def get_status(url: str, headers: dict[str, str] | None = None) -> int:
    """The status alone, redirects not followed."""
    async with ClientSession() as session, session.get(url, headers=headers, allow_redirects=False) as answer:
        return answer.status
