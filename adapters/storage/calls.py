"""`SqlCalls`: the record of writes by idempotency key."""

from typing import Literal, cast

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage.engine import writing
from adapters.storage.statements import add_once
from adapters.storage.tables import calls
from core.records import StartedCall

CallStatus = Literal["started", "executed", "failed"]


class SqlCalls:
    """`core.ports.Calls`. Request ids are unique over all merchants."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def start(self, call: StartedCall) -> bool:
        """Record it before anything is done; False if this request id is on record already."""
        row = {
            "request_id": call.request_id,
            "merchant": call.merchant,
            "status": "started",
            "body": call.model_dump_json(),
            "outcome": "",
        }
        async with writing(self._engine) as connection:
            return await add_once(connection, calls, ("request_id",), row)

    async def finish(self, request_id: str, status: Literal["executed", "failed"], outcome: str) -> bool:
        """Compare-and-set from started."""
        this = (calls.c.request_id == request_id) & (calls.c.status == "started")
        async with writing(self._engine) as connection:
            done = await connection.execute(update(calls).where(this).values(status=status, outcome=outcome))
            return done.rowcount == 1

    async def status(self, request_id: str) -> tuple[CallStatus, str] | None:
        """Its status and outcome; None if it was never started."""
        query = select(calls.c.status, calls.c.outcome).where(calls.c.request_id == request_id)
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).first()
        return (cast(CallStatus, row.status), row.outcome) if row else None

    async def cut_off(self) -> tuple[StartedCall, ...]:
        """Those still `started`, oldest first."""
        query = select(calls.c.body).where(calls.c.status == "started").order_by(calls.c.seq)
        async with self._engine.connect() as connection:
            return tuple(StartedCall.model_validate_json(body) for body in (await connection.scalars(query)).all())
