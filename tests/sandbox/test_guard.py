"""Who is let in."""

from pathlib import Path

import pytest
from aiohttp import ClientSession, CookieJar

from bot.sandbox import DEMO_TOKEN, OWNER, Sandbox
from tests.sandbox.asking import get_status, post
from tests.sandbox.conftest import MovingClock, serving

EVIL = "https://evil.example"


async def test_another_web_site_can_not_speak_for_the_merchant(sandbox: Sandbox) -> None:
    body = {"user": OWNER.id, "text": "同意"}
    assert (await post(sandbox, "/api/say", body, {"Origin": EVIL}))[0] == 403
    assert (await post(sandbox, "/api/say", body, {"Origin": "null"}))[0] == 403
    assert (await post(sandbox, "/api/say", body, {"Sec-Fetch-Site": "cross-site"}))[0] == 403


async def test_another_web_site_can_not_listen(sandbox: Sandbox) -> None:
    assert await get_status(f"{sandbox.base_url}/api/events", {"Origin": EVIL}) == 403


async def test_another_web_site_can_not_call_the_bot_api(sandbox: Sandbox) -> None:
    url = f"{sandbox.base_url}/bot{DEMO_TOKEN}/getMe"
    assert await get_status(url) == 200
    assert await get_status(url, {"Origin": EVIL}) == 403
    assert await get_status(url, {"Sec-Fetch-Site": "cross-site"}) == 403


async def test_a_foreign_name_for_this_machine_is_refused(sandbox: Sandbox) -> None:
    assert await get_status(f"{sandbox.base_url}/api/state", {"Host": "rebound.evil.example:8080"}) == 403


async def test_the_page_itself_is_let_through(sandbox: Sandbox) -> None:
    own = {"Origin": sandbox.base_url, "Sec-Fetch-Site": "same-origin"}
    assert (await post(sandbox, "/api/say", {"user": OWNER.id, "text": "在吗"}, own))[0] == 200


async def test_the_page_may_run_its_own_scripts_only(sandbox: Sandbox) -> None:
    async with ClientSession(sandbox.base_url) as session, session.get("/") as answer:
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


async def test_a_phone_gets_in_once_by_each_invitation(tmp_path: Path, clock: MovingClock) -> None:
    async with serving(tmp_path, clock, lan=True) as sandbox:
        link = sandbox.invitation
        assert link is not None
        there = link.split("/?")[0]
        if "127.0.0.1" in there:
            pytest.skip("this machine has no address on a network")
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as phone:
            async with phone.get(f"{there}/api/state") as answer:
                assert answer.status == 403
            async with phone.get(link) as answer:
                assert answer.status == 200
            async with phone.get(f"{there}/api/state") as answer:
                assert (answer.status, (await answer.json())["lan"]) == (200, False)
            async with phone.get(f"{there}/api/invitation") as answer:
                assert answer.status == 404
        assert await get_status(link) == 403
        assert sandbox.invitation != link
        assert await get_status(f"{there}/bot{DEMO_TOKEN}/getMe") == 403


async def test_this_machine_is_shown_the_code_in_lan_mode(tmp_path: Path, clock: MovingClock) -> None:
    async with serving(tmp_path, clock, lan=True) as sandbox:
        async with ClientSession(sandbox.base_url) as session, session.get("/api/invitation") as answer:
            body = await answer.json()
        assert body["link"] == sandbox.invitation
        assert body["svg"].startswith("data:image/svg+xml")


async def test_without_lan_mode_there_is_no_invitation(sandbox: Sandbox) -> None:
    assert sandbox.invitation is None
    assert await get_status(f"{sandbox.base_url}/api/invitation") == 404
