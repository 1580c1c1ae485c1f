"""`SqlShops`: the merchants' settings and who belongs to which shop."""

from typing import Any

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage.engine import writing
from adapters.storage.statements import put
from adapters.storage.tables import members, shops
from core.records import Member, Shop

MEMBER = (members.c.merchant, members.c.user, members.c.chat, members.c.role, members.c.blocked)


class SqlShops:
    """`core.ports.Shops`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def get(self, merchant: str) -> Shop | None:
        """The shop's settings."""
        async with self._engine.connect() as connection:
            body = (await connection.scalars(select(shops.c.body).where(shops.c.merchant == merchant))).first()
        return Shop.model_validate_json(body) if body else None

    async def put(self, shop: Shop) -> None:
        """Add or replace."""
        async with writing(self._engine) as connection:
            row = {"merchant": shop.merchant, "body": shop.model_dump_json()}
            await put(connection, shops, ("merchant",), [row])

    async def all(self) -> tuple[Shop, ...]:
        """Every shop, by merchant id."""
        async with self._engine.connect() as connection:
            bodies = (await connection.scalars(select(shops.c.body).order_by(shops.c.merchant))).all()
        return tuple(Shop.model_validate_json(body) for body in bodies)

    async def member(self, merchant: str, user: str) -> Member | None:
        """This person in this shop."""
        found = await self._members((members.c.merchant == merchant) & (members.c.user == user))
        return found[0] if found else None

    async def members(self, merchant: str) -> tuple[Member, ...]:
        """In the order they joined."""
        return await self._members(members.c.merchant == merchant)

    async def join(self, member: Member) -> None:
        """Add or update."""
        async with writing(self._engine) as connection:
            await put(connection, members, ("merchant", "user"), [member.model_dump()])

    async def shop_of(self, user: str) -> str | None:
        """The shop this person joined first; None for a stranger."""
        found = await self._members(members.c.user == user)
        return found[0].merchant if found else None

    async def _members(self, condition: ColumnElement[bool]) -> tuple[Member, ...]:
        query = select(*MEMBER).where(condition).order_by(members.c.seq)
        async with self._engine.connect() as connection:
            return tuple(_member(row) for row in await connection.execute(query))


def _member(row: Row[*tuple[Any, ...]]) -> Member:
    return Member.model_validate(row, from_attributes=True)
