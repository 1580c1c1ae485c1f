"""`SqlAudit`: append-only, each row's hash chained to the merchant's row before."""

import hashlib

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage.engine import writing
from adapters.storage.statements import add_once
from adapters.storage.tables import audit, audit_heads
from core.records import AuditEntry

GENESIS = "0" * 64


def chained(before: str, merchant: str, n: int, body: str) -> str:
    """The hash of a row: SHA-256 over the hash before, whose it is, its number and its text; hex."""
    return hashlib.sha256("\n".join((before, merchant, str(n), body)).encode()).hexdigest()


class SqlAudit:
    """`core.ports.Audit`. The head row of a merchant is locked while a row is appended, so the chain never forks."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def append(self, entry: AuditEntry) -> None:
        """Write the next row of the merchant's chain."""
        body = entry.model_dump_json()
        mine = audit_heads.c.merchant == entry.merchant
        async with writing(self._engine) as connection:
            await add_once(
                connection, audit_heads, ("merchant",), {"merchant": entry.merchant, "n": 0, "hash": GENESIS}
            )
            head = (await connection.execute(select(audit_heads).where(mine).with_for_update())).one()
            row = {"n": head.n + 1, "hash": chained(head.hash, entry.merchant, head.n + 1, body)}
            await connection.execute(audit.insert(), {"merchant": entry.merchant, "body": body, **row})
            await connection.execute(update(audit_heads).where(mine).values(**row))

    async def verify(self, merchant: str) -> str | None:
        """None if the chain holds, else which row breaks it."""
        rows = select(audit.c.n, audit.c.body, audit.c.hash).where(audit.c.merchant == merchant).order_by(audit.c.n)
        head = select(audit_heads.c.n, audit_heads.c.hash).where(audit_heads.c.merchant == merchant)
        async with self._engine.connect() as connection:
            chain = (await connection.execute(rows)).all()
            last = (await connection.execute(head)).first()
        before = GENESIS
        for n, row in enumerate(chain, 1):
            if row.n != n:
                return f"row {n} is missing"
            before = chained(before, merchant, n, row.body)
            if row.hash != before:
                return f"row {n} was changed"
        ends = (last.n, last.hash) if last else (0, GENESIS)
        return None if ends == (len(chain), before) else f"row {len(chain) + 1} is missing"

    async def entries(self, merchant: str) -> tuple[AuditEntry, ...]:
        """Oldest first."""
        query = select(audit.c.body).where(audit.c.merchant == merchant).order_by(audit.c.n)
        async with self._engine.connect() as connection:
            return tuple(AuditEntry.model_validate_json(body) for body in (await connection.scalars(query)).all())
