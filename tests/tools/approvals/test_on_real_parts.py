import asyncio
import sys
from pathlib import Path

import pytest

from core.calls import Result
from core.replies import Text
from tests.tools.approvals.real_shop import NOW, real_shop

ROOT = Path(__file__).parents[3]


async def killed(url: str, when: str) -> str:
    """Run the program until it is killed; the id of what it had staged."""
    program = [sys.executable, "-m", "tests.tools.approvals.real_shop", url, when]
    process = await asyncio.create_subprocess_exec(*program, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    out, _ = await process.communicate()
    assert process.returncode == -9
    return out.decode().strip()


async def test_200_taps_by_two_people_publish_once(tmp_path: Path) -> None:
    async with real_shop(f"sqlite+aiosqlite:///{tmp_path}/shop.db") as shop:
        approval = await shop.staged()
        taps = (shop.desk.decide(approval, "ok", shop.actor(f"u{1 + n % 2}"), NOW) for n in range(200))
        outcomes = await asyncio.gather(*taps)
        assert len(await shop.listed()) == 1
        assert sum(len(outcome.changes) for outcome in outcomes if isinstance(outcome, Result)) == 1
        assert await shop.audit.verify("m1") is None


@pytest.mark.parametrize(("when", "count", "status"), [("before", 0, "failed"), ("after", 1, "executed")])
async def test_kill_9_publishes_once_or_not_at_all_and_tells(
    tmp_path: Path, when: str, count: int, status: str
) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/shop.db"
    approval = await killed(url, when)
    async with real_shop(url) as shop:
        (notice,) = await shop.desk.recover()
        found = await shop.approvals.get("m1", approval)
        assert found is not None
        assert (found.status, len(await shop.listed())) == (status, count)
        reply = notice.replies[0]
        assert isinstance(reply, Text)
        assert ("已成功" if count else "没有办成") in reply.text
        assert await shop.desk.recover() == ()
