"""Files: bytes in a folder, names in the store, photos in Telegram's sizes."""

import asyncio
import hashlib
import mimetypes
import secrets
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from bot.sandbox.people import Json
from bot.sandbox.refusals import DOWNLOAD_LIMIT, PHOTO_LIMIT, bad_request
from bot.sandbox.store import FileRow, Store

SMALL, LARGE = 320, 2560
SIDES = 10000
BAD_IMAGE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """One size of a photo."""

    width: int
    height: int
    content: bytes
    mime: str


class Files:
    """Keeps what is sent; `file_id`s start with a letter for what they are, as Telegram's do."""

    def __init__(self, folder: Path, store: Store) -> None:
        self._folder = folder
        self._store = store
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, upload: Upload) -> Json:
        """The file's id, unique id, size, name and MIME type, as Telegram's Document."""
        if not upload.content:
            raise bad_request("file must be non-empty")
        row = FileRow(
            id=f"BQAC{secrets.token_urlsafe(24)}",
            name=Path(upload.name or "file").name[:200],
            mime=_mime(upload),
            size=len(upload.content),
        )
        (self._folder / row.id).write_bytes(upload.content)
        self._store.add_file(row)
        unique = hashlib.sha256(upload.content).hexdigest()[:16]
        return {
            "file_id": row.id,
            "file_unique_id": unique,
            "file_size": row.size,
            "file_name": row.name,
            "mime_type": row.mime,
        }

    async def add_photo(self, upload: Upload) -> list[Json]:
        """Telegram's PhotoSize list, smallest first. RefusedError when it is no picture that Telegram takes."""
        if len(upload.content) > PHOTO_LIMIT:
            size = len(upload.content)
            raise bad_request(
                f"file of size {size} bytes is too big for a photo; the maximum size is {PHOTO_LIMIT} bytes"
            )
        try:
            pictures = await asyncio.to_thread(_sizes, upload.content)
        except BAD_IMAGE as error:
            raise bad_request("IMAGE_PROCESS_FAILED") from error
        return [self._add_size(picture) for picture in pictures]

    def _add_size(self, picture: Picture) -> Json:
        suffix = mimetypes.guess_extension(picture.mime) or ".jpg"
        kept = self.add(Upload(f"photo{suffix}", picture.mime, picture.content))
        return {
            "file_id": kept["file_id"],
            "file_unique_id": kept["file_unique_id"],
            "file_size": kept["file_size"],
            "width": picture.width,
            "height": picture.height,
        }

    def find(self, number: str) -> FileRow | None:
        """None for an unknown id."""
        return self._store.file(number)

    def path(self, row: FileRow) -> Path:
        """Where the bytes are."""
        return self._folder / row.id

    def get_file(self, number: str) -> Json:
        """getFile: where a bot may download it."""
        row = self.find(number)
        if row is None:
            raise bad_request("invalid file_id")
        if row.size > DOWNLOAD_LIMIT:
            raise bad_request("file is too big")
        unique = hashlib.sha256(row.id.encode()).hexdigest()[:16]
        suffix = Path(row.name).suffix or mimetypes.guess_extension(row.mime) or ""
        return {
            "file_id": row.id,
            "file_unique_id": unique,
            "file_size": row.size,
            "file_path": f"files/{row.id}{suffix}",
        }

    def by_file_path(self, path: str) -> FileRow | None:
        """The file behind getFile's `file_path`."""
        name = path.removeprefix("files/")
        return self.find(name) or self.find(Path(name).stem)


def _mime(upload: Upload) -> str:
    guessed = mimetypes.guess_type(upload.name)[0]
    given = upload.mime if upload.mime and upload.mime != "application/octet-stream" else ""
    return given.split(";")[0].strip() or guessed or "application/octet-stream"


def _sizes(content: bytes) -> list[Picture]:
    with Image.open(BytesIO(content)) as image:
        if image.width + image.height > SIDES or max(image.size) > 20 * min(image.size):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        kind = Image.MIME.get(image.format or "", "")
        image.load()
        upright = ImageOps.exif_transpose(image)
        as_sent = (
            kind in {"image/jpeg", "image/png", "image/webp"}
            and max(image.size) <= LARGE
            and not image.getexif()
            and not getattr(image, "is_animated", False)
        )
        large = Picture(*upright.size, content, kind) if as_sent else _jpeg(upright, LARGE)
        return [_jpeg(upright, SMALL), large] if max(upright.size) > SMALL else [large]


def _jpeg(image: Image.Image, side: int) -> Picture:
    flat = Image.new("RGB", image.size, "white")
    rgba = image.convert("RGBA")
    flat.paste(rgba, mask=rgba.getchannel("A"))
    flat.thumbnail((side, side))
    out = BytesIO()
    flat.save(out, "JPEG", quality=88)
    return Picture(*flat.size, out.getvalue(), "image/jpeg")
