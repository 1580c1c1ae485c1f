"""A shop with everything around it in memory: the gate, the desk and the product tools on fake ports."""

from datetime import datetime, timedelta
from functools import cache
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from core.calls import Actor, ApprovalNeeded, CallContext, Outcome, Result, Role, ToolCall
from core.phrases import Lang, Phrases, load_phrases
from core.records import Member, Shop
from core.replies import ApprovalCard
from tests.fakes.ports import FakeClock, FakeMarketplace, MemoryApprovals, MemoryAudit, MemoryCalls, MemoryShops
from tools.approvals import Desk, ListApprovals, Reopen, Verdict
from tools.gate import TIERS, Gate, Limits
from tools.products import PublishProduct, PutBackProduct, TakeDownProduct
from tools.registry import Registry

START = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TURTLE: dict[str, Any] = {
    "title": "夜光乌龟摆件 树脂",
    "category": "ornaments",
    "attributes": {"material": "树脂"},
    "tiers": [{"min_units": 100, "price": "9.9"}, {"min_units": 500, "price": "8.5"}],
    "stock": 2000,
    "cost": "5",
}


@cache
def sentences() -> Phrases:
    """Read once for all tests."""
    return load_phrases()


class ShopInMemory:
    """One shop: u1 is its owner, u2 a manager, u3 staff."""

    def __init__(self, limits: Limits | None = None, tiers: dict[str, Any] | None = None) -> None:
        self.phrases = sentences()
        self.clock = FakeClock(START)
        self.market = FakeMarketplace(self.clock)
        self.approvals, self.calls, self.audit = MemoryApprovals(), MemoryCalls(), MemoryAudit()
        self.shops = MemoryShops(Shop(merchant="demo", name="好物店"), Shop(merchant="other", name="别家店"))
        for user, role in (("u1", "owner"), ("u2", "manager"), ("u3", "staff")):
            self.shops.people["demo", user] = Member(merchant="demo", user=user, chat=f"c-{user}", role=role)
        self.registry = Registry(
            [
                PublishProduct(self.market, self.phrases),
                TakeDownProduct(self.market, self.phrases),
                PutBackProduct(self.market, self.phrases),
                ListApprovals(self.approvals, self.shops, self.phrases),
            ]
        )
        self.tiers, self.limits = {**TIERS, **(tiers or {})}, limits
        self._turns = count(1)
        self.restart()

    def restart(self) -> None:
        """New gate and desk over the same storage, as after a crash."""
        ports = (self.shops, self.approvals, self.calls, self.audit, self.phrases, self.clock)
        self.gate = Gate(self.registry, *ports, tiers=self.tiers, limits=self.limits)
        self.desk = Desk(
            self.gate, self.registry, self.approvals, self.calls, self.shops, self.audit, self.phrases, self.clock
        )

    def actor(self, user: str = "u1", role: Role | None = None, *, lang: Lang = "zh", merchant: str = "demo") -> Actor:
        member = self.shops.people.get((merchant, user))
        return Actor(merchant, user, f"c-{user}", role or (member.role if member else "owner"), lang)

    def context(self, actor: Actor | None = None, request: str = "") -> CallContext:
        return CallContext(actor or self.actor(), self.clock.now(), request or f"turn-{next(self._turns)}")

    async def call(self, tool: str, arguments: dict[str, Any], context: CallContext | None = None) -> Outcome:
        return await self.gate.call(ToolCall(tool=tool, arguments=arguments), context or self.context())

    async def publish(self, context: CallContext | None = None, **changed: Any) -> Outcome:
        return await self.call("publish_product", {**TURTLE, **changed}, context)

    async def staged(self, user: str = "u1", **changed: Any) -> str:
        """The id of a publication that waits."""
        outcome = await self.publish(self.context(self.actor(user)), **changed)
        assert isinstance(outcome, ApprovalNeeded), outcome
        return outcome.approval

    async def decide(self, approval: str, verdict: Verdict, user: str = "u1", reason: str = "") -> Outcome | Reopen:
        return await self.desk.decide(approval, verdict, self.actor(user), self.clock.now(), reason)

    async def status(self, approval: str) -> str:
        found = await self.approvals.get("demo", approval)
        return found.status if found else ""

    def wait(self, **span: float) -> None:
        self.clock.advance(timedelta(**span))

    def said(self, outcome: Outcome | Reopen) -> str:
        """All that a merchant would read of it."""
        match outcome.kind:
            case "result" | "approval_needed":
                return "\n".join(reply.text for reply in outcome.replies)
            case "retry":
                return self.phrases.speak(outcome.hint, "zh")
            case "failed":
                return self.phrases.speak(outcome.reason, "zh")
            case "reopen":
                return ""


def buttons(outcome: Outcome | Reopen) -> dict[str, str]:
    """Text to data of all buttons."""
    assert isinstance(outcome, Result | ApprovalNeeded)
    rows = [row for reply in outcome.replies for row in reply.buttons]
    return {button.text: button.data for row in rows for button in row}


def card_of(outcome: Outcome) -> ApprovalCard:
    assert isinstance(outcome, ApprovalNeeded)
    (card,) = outcome.replies
    assert isinstance(card, ApprovalCard)
    return card
