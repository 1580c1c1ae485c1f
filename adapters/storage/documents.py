"""`SqlDocuments`: merchants' own files, as they were read."""

from collections.abc import Sequence

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from adapters.storage.engine import writing
from adapters.storage.statements import put
from adapters.storage.tables import documents
from core.records import Document, DocumentSection

NOTHING = "[]"
_SECTIONS = TypeAdapter(tuple[DocumentSection, ...])
_COLUMNS = (
    documents.c.merchant,
    documents.c.document.label("id"),
    *(documents.c[name] for name in ("name", "blob", "sha", "sections", "uploaded_by", "uploaded_at", "removed_by")),
)


class SqlDocuments:
    """`core.ports.Documents`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def add(self, document: Document, sections: Sequence[DocumentSection], request_id: str) -> None:
        """Keep it; another of the same name is removed by the same request, in one transaction."""
        values = document.model_dump(exclude={"id"}) | {"document": document.id, "sections": len(sections)}
        row = values | {"body": _SECTIONS.dump_json(tuple(sections)).decode()}
        same = (documents.c.merchant == document.merchant) & (documents.c.name == document.name)
        async with writing(self._engine) as connection:
            await _remove(connection, same & (documents.c.document != document.id), request_id)
            await put(connection, documents, ("merchant", "document"), (row,))

    async def all(self, merchant: str, *, removed: bool = False) -> tuple[Document, ...]:
        """Oldest first."""
        query = select(*_COLUMNS).where(documents.c.merchant == merchant).order_by(documents.c.seq)
        if not removed:
            query = query.where(documents.c.removed_by == "")
        async with self._engine.connect() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(Document.model_validate(row, from_attributes=True) for row in rows)

    async def remove(self, merchant: str, document: str, request_id: str) -> bool:
        """The row stays, its text goes."""
        this = (documents.c.merchant == merchant) & (documents.c.document == document)
        async with writing(self._engine) as connection:
            return await _remove(connection, this, request_id) > 0

    async def sections(self, merchant: str, document: str) -> tuple[DocumentSection, ...]:
        """As they stand in the file."""
        this = (documents.c.merchant == merchant) & (documents.c.document == document)
        async with self._engine.connect() as connection:
            body = (await connection.scalars(select(documents.c.body).where(this))).first()
        return _SECTIONS.validate_json(body or NOTHING)


async def _remove(connection: AsyncConnection, which: ColumnElement[bool], request_id: str) -> int:
    standing = which & (documents.c.removed_by == "")
    done = await connection.execute(update(documents).where(standing).values(removed_by=request_id, body=NOTHING))
    return done.rowcount
