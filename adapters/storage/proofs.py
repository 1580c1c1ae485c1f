"""`SqlProofs`: what stands behind an answer, for the 依据 button."""

import hashlib

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage.engine import writing
from adapters.storage.statements import add_once
from adapters.storage.tables import proofs
from core.records import Proof


class SqlProofs:
    """`core.ports.Proofs`. The id is a hash of the proof: the same answer twice is kept once."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def put(self, merchant: str, proof: Proof) -> str:
        """Keep it; the id is 16 hex characters."""
        body = proof.model_dump_json()
        name = hashlib.sha256(body.encode()).hexdigest()[:16]
        async with writing(self._engine) as connection:
            await add_once(
                connection, proofs, ("merchant", "proof"), {"merchant": merchant, "proof": name, "body": body}
            )
        return name

    async def get(self, merchant: str, proof: str) -> Proof | None:
        """None if this merchant has none of this id."""
        query = select(proofs.c.body).where(proofs.c.merchant == merchant, proofs.c.proof == proof)
        async with self._engine.connect() as connection:
            body = (await connection.scalars(query)).first()
        return Proof.model_validate_json(body) if body else None
