"""The process that reads: what comes back, and what happens when it doesn't end or breaks."""

import pytest

from adapters.documents.reader import LARGEST, ProcessReader
from core.errors import UserError
from core.records import DocumentSection
from tests.uploads import HANDBOOK, policy


async def fault(reader: ProcessReader, data: bytes, name: str) -> str:
    with pytest.raises(UserError) as told:
        await reader.read(data, name)
    return told.value.phrase.key


async def test_sections_come_back_with_what_they_answer() -> None:
    first, second = await ProcessReader().read(HANDBOOK, "员工手册.md")
    assert first == DocumentSection(heading="员工手册 · 宿舍几点关门", text="宿舍晚上 11 点 20 分关门。")
    assert second.heading == "员工手册 · 加班费"


async def test_a_file_that_breaks_the_process_is_told_as_broken() -> None:
    assert await fault(ProcessReader(), b"%PDF-1.4 nothing", "a.pdf") == "documents.broken"
    assert await fault(ProcessReader(), policy()[:-200], "a.docx") == "documents.broken"


async def test_reading_that_does_not_end_is_ended() -> None:
    assert await fault(ProcessReader(seconds=0.01), b"x" * 3_000_000, "a.txt") == "documents.too_slow"


async def test_a_file_over_the_limit_is_not_even_looked_at() -> None:
    assert await fault(ProcessReader(), b"x" * (LARGEST + 1), "a.txt") == "documents.too_big"


async def test_why_a_file_is_not_read_comes_back_as_its_sentence() -> None:
    assert await fault(ProcessReader(), b"\x89PNG", "a.png") == "documents.other_kind"
