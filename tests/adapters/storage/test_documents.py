"""Merchants' own documents."""

from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage import SqlDocuments
from core.records import Document, DocumentSection

AT = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
SECTIONS = (
    DocumentSection(heading="退货", text="签收后 10 天内可退。", asks=("几天能退货",)),
    DocumentSection(heading="开票", text="满 500 元开票。"),
)


def document(name: str = "售后.docx", at: str = "d1", merchant: str = "demo") -> Document:
    return Document(
        merchant=merchant, id=at, name=name, blob="b.docx", sha="0" * 64, sections=2, uploaded_by="u1", uploaded_at=AT
    )


async def test_a_document_comes_back_with_its_sections_to_its_own_merchant_only(engine: AsyncEngine) -> None:
    documents = SqlDocuments(engine)
    await documents.add(document(), SECTIONS, "r1")
    assert await documents.all("demo") == (document(),)
    assert await documents.sections("demo", "d1") == SECTIONS
    assert await documents.all("other") == ()
    assert await documents.sections("other", "d1") == ()
    assert not await documents.remove("other", "d1", "r2")


async def test_a_removed_document_keeps_its_row_without_its_text(engine: AsyncEngine) -> None:
    documents = SqlDocuments(engine)
    await documents.add(document(), SECTIONS, "r1")
    assert await documents.remove("demo", "d1", "r2")
    assert await documents.all("demo") == ()
    assert await documents.sections("demo", "d1") == ()
    assert await documents.all("demo", removed=True) == (document().model_copy(update={"removed_by": "r2"}),)


async def test_a_document_is_removed_once(engine: AsyncEngine) -> None:
    documents = SqlDocuments(engine)
    await documents.add(document(), SECTIONS, "r1")
    assert await documents.remove("demo", "d1", "r2")
    assert not await documents.remove("demo", "d1", "r3")
    assert (await documents.all("demo", removed=True))[0].removed_by == "r2"


async def test_a_removed_document_can_be_added_again(engine: AsyncEngine) -> None:
    documents = SqlDocuments(engine)
    await documents.add(document(), SECTIONS, "r1")
    await documents.remove("demo", "d1", "r2")
    await documents.add(document(), SECTIONS, "r3")
    assert await documents.all("demo", removed=True) == (document(),)
    assert await documents.sections("demo", "d1") == SECTIONS


async def test_one_of_the_same_name_takes_the_old_ones_place(engine: AsyncEngine) -> None:
    documents = SqlDocuments(engine)
    await documents.add(document(), SECTIONS, "r1")
    await documents.add(document(merchant="other"), SECTIONS, "r1")
    await documents.add(document(at="d2"), SECTIONS[:1], "r2")
    assert [each.id for each in await documents.all("demo")] == ["d2"]
    assert (await documents.all("demo", removed=True))[0].removed_by == "r2"
    assert len(await documents.all("other")) == 1
