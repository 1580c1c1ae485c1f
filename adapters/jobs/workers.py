"""Which workers are alive, where there are several: DBOS gives a dead one's work to nobody by itself."""

from dbos import DBOS
from sqlalchemy import Column, DateTime, Engine, MetaData, Table, Text, delete, func, select, text
from sqlalchemy.dialects.postgresql import insert

metadata = MetaData()
beats = Table(
    "job_workers",
    metadata,
    Column("worker", Text, primary_key=True),
    Column("beat_at", DateTime(timezone=True), nullable=False),
)


class Workers:
    """Heartbeats on PostgreSQL, by the database's clock. All methods block: call them in a thread."""

    def __init__(self, engine: Engine, worker: str, *, dead_after_s: float) -> None:
        self._engine = engine
        self._worker = worker
        self._dead_after = text(f"interval '{dead_after_s} seconds'")

    def prepare(self) -> None:
        """Make the table where it isn't there yet."""
        metadata.create_all(self._engine)

    def beat(self) -> None:
        """This worker is alive."""
        mine = insert(beats).values(worker=self._worker, beat_at=func.clock_timestamp())
        with self._engine.begin() as connection:
            connection.execute(
                mine.on_conflict_do_update(index_elements=["worker"], set_={"beat_at": mine.excluded.beat_at})
            )

    def reap(self) -> list[str]:
        """Put the unfinished work of silent workers back into the queue; its keys. One reaper at a time per worker."""
        silent = select(beats.c.worker).where(beats.c.beat_at < func.clock_timestamp() - self._dead_after)
        with self._engine.begin() as connection:
            dead = connection.scalars(silent.with_for_update(skip_locked=True)).all()
            left = [key for worker in dead for key in _unfinished(worker)]
            if left:
                DBOS.resume_workflows(left)
            connection.execute(delete(beats).where(beats.c.worker.in_(dead)))
        return left

    def leave(self) -> None:
        """This worker ends; what it left behind is free at once."""
        with self._engine.begin() as connection:
            connection.execute(beats.update().where(beats.c.worker == self._worker).values(beat_at=text("'-infinity'")))


def _unfinished(worker: str) -> list[str]:
    found = DBOS.list_workflows(executor_id=worker, status="PENDING", load_input=False, load_output=False)
    return [workflow.workflow_id for workflow in found]
