"""`SqlDeliveries`: pushes, claimed before they are sent and confirmed by the channel's message id."""

from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Row, and_, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage.engine import writing
from adapters.storage.statements import add_once
from adapters.storage.tables import deliveries
from core.records import Delivery, DeliveryStatus
from core.replies import Reply

REPLIES: TypeAdapter[tuple[Reply, ...]] = TypeAdapter(tuple[Reply, ...])


def _delivery(row: Row[*tuple[Any, ...]]) -> Delivery:
    return Delivery(
        merchant=row.merchant,
        chat=row.chat,
        key=row.key,
        replies=REPLIES.validate_json(row.replies),
        status=row.status,
        message=row.message,
    )


class SqlDeliveries:
    """`core.ports.Deliveries`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def add(self, delivery: Delivery) -> bool:
        """False if this key is on record."""
        row = {**delivery.model_dump(exclude={"replies"}), "replies": REPLIES.dump_json(delivery.replies).decode()}
        async with writing(self._engine) as connection:
            return await add_once(connection, deliveries, ("merchant", "chat", "key"), row)

    async def get(self, merchant: str, chat: str, key: str) -> Delivery | None:
        """One by its key."""
        found = await self._select(_this(merchant, chat, key))
        return found[0] if found else None

    async def move(self, delivery: Delivery, came_from: DeliveryStatus, to: DeliveryStatus, message: str = "") -> bool:
        """Compare-and-set: True for the one caller that moved it."""
        this = _this(delivery.merchant, delivery.chat, delivery.key) & (deliveries.c.status == came_from)
        async with writing(self._engine) as connection:
            moved = await connection.execute(update(deliveries).where(this).values(status=to, message=message))
            return moved.rowcount == 1

    async def cut_off(self) -> int:
        """At start: those left `sending` become `unknown`; how many."""
        left = update(deliveries).where(deliveries.c.status == "sending").values(status="unknown")
        async with writing(self._engine) as connection:
            return (await connection.execute(left)).rowcount

    async def unknown(self, merchant: str, chat: str) -> tuple[Delivery, ...]:
        """Those of a chat that may or may not have arrived, oldest first."""
        here = (deliveries.c.merchant == merchant) & (deliveries.c.chat == chat)
        return await self._select(here & (deliveries.c.status == "unknown"))

    async def pending(self) -> tuple[Delivery, ...]:
        """Not sent yet, of all shops, oldest first."""
        return await self._select(deliveries.c.status == "pending")

    async def _select(self, condition: ColumnElement[bool]) -> tuple[Delivery, ...]:
        query = select(deliveries).where(condition).order_by(deliveries.c.seq)
        async with self._engine.connect() as connection:
            return tuple(_delivery(row) for row in await connection.execute(query))


def _this(merchant: str, chat: str, key: str) -> ColumnElement[bool]:
    return and_(deliveries.c.merchant == merchant, deliveries.c.chat == chat, deliveries.c.key == key)
