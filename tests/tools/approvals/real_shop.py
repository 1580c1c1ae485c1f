"""The gate and the desk on the real database and the simulated marketplace. As a program it taps and is killed.

python -m tests.tools.approvals.real_shop URL before|after stages a publication, prints its id and approves it, killed
without a word before or after the marketplace did it.
"""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.clock import ManualClock
from adapters.market import SimulatedMarketplace
from adapters.storage import SqlApprovals, SqlAudit, SqlCalls, SqlShops, create_all, open_engine
from core.calls import Actor, ApprovalNeeded, CallContext, Failed, Result, Retry, ToolCall
from core.market import Marketplace, Product
from core.phrases import load_phrases
from core.records import Member, Shop
from tools.approvals import Desk
from tools.gate import Gate
from tools.products import PublishProduct, TakeDownProduct
from tools.products.publish import PublishArguments
from tools.registry import Registry

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
TURTLE = ToolCall(
    tool="publish_product",
    arguments={
        "title": "夜光乌龟 树脂",
        "category": "toys",
        "attributes": {"material": "树脂", "age": "3岁以上"},
        "tiers": [{"min_units": 100, "price": "9.9"}, {"min_units": 500, "price": "8.5"}],
        "stock": 2000,
    },
)


class Killing(PublishProduct):
    """Kills this process before or after the marketplace publishes."""

    when = ""

    async def run(self, arguments: PublishArguments, context: CallContext) -> Result | Retry | Failed:
        if self.when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = await super().run(arguments, context)
        if self.when == "after":
            os.kill(os.getpid(), signal.SIGKILL)
        return result


class RealShop:
    """Everything over one database file."""

    def __init__(self, market: Marketplace, engine: AsyncEngine, when: str) -> None:
        phrases = load_phrases()
        clock = ManualClock(NOW)
        self.market = market
        self.approvals, self.calls = SqlApprovals(engine), SqlCalls(engine)
        self.shops, self.audit = SqlShops(engine), SqlAudit(engine)
        publish = Killing(market, phrases)
        publish.when = when
        registry = Registry([publish, TakeDownProduct(market, phrases)])
        ports = (self.shops, self.approvals, self.calls, self.audit, phrases, clock)
        self.gate = Gate(registry, *ports)
        self.desk = Desk(self.gate, registry, self.approvals, self.calls, self.shops, self.audit, phrases, clock)

    def actor(self, user: str) -> Actor:
        return Actor("m1", user, f"c-{user}", "owner", "zh")

    async def staged(self) -> str:
        now = NOW.astimezone(ZoneInfo("Asia/Shanghai"))
        outcome = await self.gate.call(TURTLE, CallContext(self.actor("u1"), now, "c:1"))
        assert isinstance(outcome, ApprovalNeeded), outcome
        return outcome.approval

    async def listed(self) -> list[Product]:
        return [one for one in await self.market.products("m1") if one.title == "夜光乌龟 树脂"]


@asynccontextmanager
async def real_shop(url: str, when: str = "") -> AsyncIterator[RealShop]:
    """Open the shop m1, made on first use."""
    engine = open_engine(url)
    await create_all(engine)
    market = await SimulatedMarketplace.open(url)
    try:
        shop = RealShop(market, engine, when)
        if await shop.shops.get("m1") is None:
            await market.open_shop("m1", seed=3, at=NOW)
            await shop.shops.put(Shop(merchant="m1", name="好物店"))
            for user in ("u1", "u2"):
                await shop.shops.join(Member(merchant="m1", user=user, chat=f"c-{user}", role="owner"))
        yield shop
    finally:
        await market.close()
        await engine.dispose()


async def main(url: str, when: str) -> None:
    async with real_shop(url, when) as shop:
        approval = await shop.staged()
        sys.stdout.write(approval + "\n")
        sys.stdout.flush()
        await shop.desk.decide(approval, "ok", shop.actor("u1"), NOW)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
