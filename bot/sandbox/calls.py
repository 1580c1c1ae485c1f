"""A Bot API request as it is read: query, form, multipart or JSON, all of them as Telegram takes them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web

from bot.sandbox.files import Upload
from bot.sandbox.people import Json
from bot.sandbox.refusals import UPLOAD_LIMIT, RefusedError, bad_request

TOO_LARGE = "Request Entity Too Large"
TRUE = {"true", "1", "yes", "True"}


@dataclass(frozen=True, slots=True)
class Call:
    """Parameters are strings; objects among them are JSON. Uploads by their part's name."""

    method: str
    params: Mapping[str, str] = field(default_factory=dict)
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """ "" when it isn't there."""
        return self.params.get(name, "")

    def integer(self, name: str, default: int = 0) -> int:
        """RefusedError when it is no number."""
        try:
            return int(self.params.get(name, default))
        except ValueError as error:
            raise bad_request(f'parameter "{name}" must be of type Integer') from error

    def flag(self, name: str) -> bool:
        """A Boolean."""
        return self.text(name) in TRUE

    def json(self, name: str, complaint: str) -> object:
        """A JSON parameter; None when it isn't there, RefusedError with `complaint` when it can't be read."""
        raw = self.text(name)
        try:
            return json.loads(raw) if raw else None
        except ValueError as error:
            raise bad_request(complaint) from error

    def upload(self, name: str) -> Upload | None:
        """The file of a parameter: its own part, or the part that `attach://…` names."""
        raw = self.text(name)
        if raw.startswith("attach://"):
            return self.uploads.get(raw.removeprefix("attach://"))
        return self.uploads.get(name)


async def read_call(request: web.Request, method: str) -> Call:
    """RefusedError 413 over the upload limit."""
    params = dict(request.query)
    if request.content_type.startswith("multipart/"):
        fields, uploads = await read_multipart(request)
        return Call(method, params | fields, uploads)
    try:
        if request.content_type == "application/json":
            body = await request.json() if request.can_read_body else {}
            params |= {key: value if isinstance(value, str) else json.dumps(value) for key, value in body.items()}
        else:
            params |= {key: str(value) for key, value in (await request.post()).items()}
    except web.HTTPRequestEntityTooLarge as error:
        raise RefusedError(413, TOO_LARGE) from error
    except (ValueError, AttributeError) as error:
        raise bad_request("can't parse JSON object") from error
    return Call(method, params)


async def read_multipart(request: web.Request) -> tuple[dict[str, str], dict[str, Upload]]:
    """Fields and files. RefusedError 413 when the whole is over the upload limit."""
    fields: dict[str, str] = {}
    uploads: dict[str, Upload] = {}
    left = UPLOAD_LIMIT
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        content = await _read_part(part, left)
        left -= len(content)
        if part.filename is None:
            fields[part.name] = content.decode(errors="replace")
        else:
            uploads[part.name] = Upload(part.filename, part.headers.get("Content-Type", ""), content)
    return fields, uploads


async def _read_part(part: BodyPartReader, limit: int) -> bytes:
    content = bytearray()
    while chunk := await part.read_chunk(1 << 16):
        content += chunk
        if len(content) > limit:
            raise RefusedError(413, TOO_LARGE)
    return bytes(content)


def as_object(value: object, complaint: str) -> Json:
    """A JSON object. RefusedError with `complaint` when it is something else."""
    if not isinstance(value, dict):
        raise bad_request(complaint)
    return value
