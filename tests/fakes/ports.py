"""In-memory ports. Each gives way once before it looks, so that races show up in tests."""

import asyncio
import hashlib
import json
from datetime import datetime, timedelta
from itertools import count
from typing import Literal

from core.approvals import MOVES, Approval, ApprovalStatus
from core.calls import ToolCall
from core.errors import MarketRefusedError, OutcomeUnknownError
from core.market import Attribute, Category, Marketplace, Product, ProductDraft, Receipt
from core.market_facts import FactBatch
from core.phrases import Phrase
from core.ports import Approvals, Audit, Calls, Clock, Shops
from core.records import AuditEntry, Member, Shop, StartedCall

Finished = Literal["started", "executed", "failed"]


class FakeClock(Clock):
    """Stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def advance(self, by: timedelta) -> None:
        self._now += by


class MemoryApprovals(Approvals):
    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], Approval] = {}

    async def add(self, approval: Approval) -> None:
        await asyncio.sleep(0)
        key = (approval.merchant, approval.id)
        if key in self.rows:
            raise ValueError(f"approval {approval.id} exists")
        self.rows[key] = approval

    async def get(self, merchant: str, approval: str) -> Approval | None:
        await asyncio.sleep(0)
        return self.rows.get((merchant, approval))

    async def move(
        self,
        merchant: str,
        approval: str,
        came_from: ApprovalStatus,
        to: ApprovalStatus,
        *,
        by: str,
        at: datetime,
        reason: str = "",
        inverse: ToolCall | None = None,
    ) -> bool:
        await asyncio.sleep(0)
        if to not in MOVES[came_from]:
            raise ValueError(f"{came_from} → {to}")
        row = self.rows.get((merchant, approval))
        if row is None or row.status != came_from:
            return False
        changed: dict[str, object] = {"status": to, "inverse": inverse or row.inverse}
        if came_from == "pending":
            changed |= {"decided_by": by, "decided_at": at, "reason": reason}
        self.rows[merchant, approval] = row.model_copy(update=changed)
        return True

    async def waiting(self, merchant: str) -> tuple[Approval, ...]:
        await asyncio.sleep(0)
        rows = (row for row in self.rows.values() if row.merchant == merchant and row.status == "pending")
        return tuple(sorted(rows, key=lambda row: row.created_at))

    async def recent(self, merchant: str, since: datetime) -> tuple[Approval, ...]:
        await asyncio.sleep(0)
        decided = [(row.decided_at, row) for row in self.rows.values() if row.merchant == merchant]
        rows = [(at, row) for at, row in decided if at is not None and at >= since]
        return tuple(row for _, row in sorted(rows, key=lambda pair: pair[0], reverse=True))

    async def asked_since(self, merchant: str, since: datetime) -> int:
        await asyncio.sleep(0)
        return sum(row.merchant == merchant and row.created_at >= since for row in self.rows.values())


class MemoryCalls(Calls):
    def __init__(self) -> None:
        self.rows: dict[str, tuple[StartedCall, Finished, str]] = {}

    async def start(self, call: StartedCall) -> bool:
        await asyncio.sleep(0)
        if call.request_id in self.rows:
            return False
        self.rows[call.request_id] = (call, "started", "")
        return True

    async def finish(self, request_id: str, status: Literal["executed", "failed"], outcome: str) -> bool:
        await asyncio.sleep(0)
        row = self.rows.get(request_id)
        if row is None or row[1] != "started":
            return False
        self.rows[request_id] = (row[0], status, outcome)
        return True

    async def status(self, request_id: str) -> tuple[Finished, str] | None:
        await asyncio.sleep(0)
        row = self.rows.get(request_id)
        return None if row is None else (row[1], row[2])

    async def cut_off(self) -> tuple[StartedCall, ...]:
        await asyncio.sleep(0)
        return tuple(call for call, status, _ in self.rows.values() if status == "started")


class MemoryAudit(Audit):
    def __init__(self) -> None:
        self.rows: list[tuple[AuditEntry, str]] = []

    async def append(self, entry: AuditEntry) -> None:
        json.dumps(entry.detail)
        self.rows.append((entry, self._hash(self.rows[-1][1] if self.rows else "", entry)))

    async def verify(self, merchant: str) -> str | None:
        before = ""
        for entry, chained in self.rows:
            if chained != (before := self._hash(before, entry)):
                return f"{entry.at.isoformat()} {entry.action}"
        return None

    async def entries(self, merchant: str) -> tuple[AuditEntry, ...]:
        return tuple(entry for entry, _ in self.rows if entry.merchant == merchant)

    @staticmethod
    def _hash(before: str, entry: AuditEntry) -> str:
        return hashlib.sha256((before + entry.model_dump_json()).encode()).hexdigest()


class MemoryShops(Shops):
    def __init__(self, *shops: Shop) -> None:
        self.shops = {shop.merchant: shop for shop in shops}
        self.people: dict[tuple[str, str], Member] = {}

    async def get(self, merchant: str) -> Shop | None:
        return self.shops.get(merchant)

    async def put(self, shop: Shop) -> None:
        self.shops[shop.merchant] = shop

    async def all(self) -> tuple[Shop, ...]:
        return tuple(self.shops.values())

    async def member(self, merchant: str, user: str) -> Member | None:
        return self.people.get((merchant, user))

    async def members(self, merchant: str) -> tuple[Member, ...]:
        return tuple(member for member in self.people.values() if member.merchant == merchant)

    async def join(self, member: Member) -> None:
        self.people[member.merchant, member.user] = member

    async def shop_of(self, user: str) -> str | None:
        return next((member.merchant for member in self.people.values() if member.user == user), None)


CATEGORIES = (
    Category(
        id="ornaments",
        zh="家居摆件",
        en="Home ornaments",
        attributes=(
            Attribute(
                id="material",
                zh="材质",
                en="Material",
                required=True,
                options=("树脂", "陶瓷", "玻璃", "金属", "木质"),
                english=("Resin", "Ceramic", "Glass", "Metal", "Wood"),
            ),
            Attribute(id="colour", zh="颜色", en="Colour", required=False),
        ),
        words=("摆件", "装饰", "工艺品", "figurine", "ornament"),
    ),
    Category(
        id="socks",
        zh="袜子",
        en="Socks",
        attributes=(
            Attribute(id="material", zh="材质", en="Material", required=True, options=("纯棉", "涤纶", "羊毛", "尼龙")),
            Attribute(id="length", zh="筒高", en="Length", required=True, options=("短筒", "中筒", "长筒", "船袜")),
        ),
        words=("袜", "棉袜", "袜子", "sock", "socks"),
    ),
    Category(
        id="lights",
        zh="小夜灯",
        en="Night lights",
        attributes=(Attribute(id="power", zh="供电方式", en="Power", required=True, options=("USB", "电池", "插电")),),
        words=("夜灯", "台灯", "灯", "lamp", "night light"),
    ),
    Category(
        id="cups",
        zh="水杯",
        en="Cups",
        attributes=(Attribute(id="capacity", zh="容量", en="Capacity", required=True),),
        words=("水杯", "保温杯", "杯子", "cup", "bottle"),
    ),
)


class FakeMarketplace(Marketplace):
    """Keeps listings and receipts in memory. `cut` is the next fault: before or after the write took place, or a no."""

    def __init__(self, clock: Clock, *products: Product) -> None:
        self._clock = clock
        self._ids = count(len(products) + 1)
        self.listings: dict[str, Product] = {product.id: product for product in products}
        self.receipts: dict[tuple[str, str], Receipt] = {}
        self.cut: Literal["", "before", "after", "refuse"] = ""
        self.silent = False
        self.writes = 0

    async def categories(self) -> tuple[Category, ...]:
        return CATEGORIES

    async def products(self, merchant: str) -> tuple[Product, ...]:
        return tuple(self.listings.values())

    async def publish(self, merchant: str, draft: ProductDraft, request_id: str) -> Product:
        product = f"P{next(self._ids)}"
        new = Product(
            id=product,
            title=draft.title,
            category=draft.category,
            attributes=draft.attributes,
            tiers=draft.tiers,
            stock=draft.stock,
            status="active",
            listed_at=self._clock.now(),
            images=draft.images,
            cost=draft.cost,
        )
        return await self._write(Receipt(request_id=request_id, action="publish", product=product), merchant, new)

    async def take_down(self, merchant: str, product: str, request_id: str) -> Product:
        down = self._known(product).model_copy(update={"status": "down"})
        return await self._write(Receipt(request_id=request_id, action="take_down", product=product), merchant, down)

    async def put_back(self, merchant: str, product: str, request_id: str) -> Product:
        up = self._known(product).model_copy(update={"status": "active"})
        return await self._write(Receipt(request_id=request_id, action="put_back", product=product), merchant, up)

    async def receipt(self, merchant: str, request_id: str) -> Receipt | None:
        if self.silent:
            raise OutcomeUnknownError(request_id)
        return self.receipts.get((merchant, request_id))

    async def facts(self, merchant: str, after: str | None, limit_days: int = 31) -> FactBatch | None:
        return None

    def _known(self, product: str) -> Product:
        if product not in self.listings:
            raise MarketRefusedError(Phrase("products.unknown", {"product": product}))
        return self.listings[product]

    async def _write(self, receipt: Receipt, merchant: str, product: Product) -> Product:
        await asyncio.sleep(0)
        known = self.receipts.get((merchant, receipt.request_id))
        if known is not None:
            return self.listings[known.product]
        cut, self.cut = self.cut, ""
        if cut == "refuse":
            raise MarketRefusedError(Phrase("products.unknown", {"product": product.title}))
        if cut == "before":
            raise OutcomeUnknownError(receipt.request_id)
        self.writes += 1
        self.receipts[merchant, receipt.request_id] = receipt
        self.listings[product.id] = product
        if cut == "after":
            raise OutcomeUnknownError(receipt.request_id)
        return product
