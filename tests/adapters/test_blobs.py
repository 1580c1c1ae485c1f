"""Blobs in a folder."""

import asyncio
import hashlib
import os
from pathlib import Path

import pytest

from adapters.blobs import FolderBlobs
from core.errors import ConfigError


async def test_bytes_come_back_under_their_hash_and_suffix(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path / "blobs")
    name = await blobs.put(b"a turtle", "夜光乌龟.JPG")
    assert name == hashlib.sha256(b"a turtle").hexdigest()[:32] + ".jpg"
    assert await blobs.get(name) == b"a turtle"


@pytest.mark.parametrize("name", ["", "photo", "../../etc/passwd", "x.a/b", "x.乌龟", "x.averylongsuffix", "x. j"])
async def test_a_name_without_a_plain_suffix_gets_none(tmp_path: Path, name: str) -> None:
    blobs = FolderBlobs(tmp_path)
    assert len(await blobs.put(b"data", name)) == 32
    assert os.listdir(tmp_path) == [hashlib.sha256(b"data").hexdigest()[:32]]


@pytest.mark.parametrize(
    "blob",
    ["", "..", "../secret", "/etc/passwd", "0" * 31, "0" * 32 + "/../x", "0" * 32 + ".jpg\n", "A" * 32, "0" * 32],
)
async def test_an_id_that_is_not_there_or_not_ours_is_unknown(tmp_path: Path, blob: str) -> None:
    (tmp_path / "secret").write_text("secret")
    with pytest.raises(KeyError):
        await FolderBlobs(tmp_path / "blobs").get(blob)


async def test_the_same_bytes_at_once_are_one_whole_file(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path)
    data = os.urandom(1_000_000)
    names = await asyncio.gather(*(blobs.put(data, "a.png") for _ in range(10)))
    assert len(set(names)) == 1
    assert os.listdir(tmp_path) == [names[0]]
    assert await blobs.get(names[0]) == data


async def test_a_folder_that_cannot_be_made_is_named_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match=r"file.*must be writable and have room"):
        FolderBlobs(tmp_path / "file" / "blobs")


async def test_a_folder_that_is_gone_is_named_when_writing(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path / "blobs")
    (tmp_path / "blobs").rmdir()
    with pytest.raises(ConfigError, match="must be writable and have room"):
        await blobs.put(b"data", "a.png")
