"""`SqlQuestions`: knowledge questions that had no answer."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage.engine import writing
from adapters.storage.tables import questions
from core.records import UnansweredQuestion


class SqlQuestions:
    """`core.ports.Questions`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def add(self, question: UnansweredQuestion) -> None:
        """Keep it for staff."""
        async with writing(self._engine) as connection:
            await connection.execute(questions.insert(), question.model_dump())

    async def all(self, merchant: str) -> tuple[UnansweredQuestion, ...]:
        """Oldest first."""
        columns = (questions.c.merchant, questions.c.at, questions.c.text, questions.c.lang)
        query = select(*columns).where(questions.c.merchant == merchant).order_by(questions.c.seq)
        async with self._engine.connect() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(UnansweredQuestion.model_validate(row, from_attributes=True) for row in rows)
