"""What kind of file bytes are: told by the bytes where they tell, else by the name."""

import zipfile
from io import BytesIO
from pathlib import PurePath

from adapters.documents.faults import Fault

TEXTS = {
    ".md": "texts:read_markdown",
    ".markdown": "texts:read_markdown",
    ".txt": "texts:read_plain",
    "": "texts:read_plain",
}
TABLES = {".csv": "texts:read_csv", ".tsv": "texts:read_csv"}
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""Office files before 2007, and newer ones under a password."""
UNPACKED = 100 * 1024 * 1024
PARTS = 5000


def kind_of(data: bytes, name: str) -> str:
    """The function that reads it, as `module:function`. Fault for what nobody reads."""
    if not data.strip():
        raise Fault("documents.empty")
    if b"%PDF-" in data[:1024]:
        return "pdf:read_pdf"
    if data.startswith(OLE):
        raise Fault("documents.locked" if "EncryptedPackage".encode("utf-16-le") in data else "documents.old_format")
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    suffix = PurePath(name).suffix.lower()
    found = (TEXTS | TABLES).get(suffix)
    if found is None:
        known = suffix in {".pdf", ".docx", ".xlsx"}
        raise Fault("documents.broken") if known else Fault("documents.other_kind", kind=suffix)
    return found


def _office(data: bytes) -> str:
    """Word or Excel by what is packed inside; one that would unpack to more than anybody writes is refused unopened."""
    try:
        parts = zipfile.ZipFile(BytesIO(data)).infolist()
    except zipfile.BadZipFile as error:
        raise Fault("documents.broken") from error
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
        raise Fault("documents.bomb", limit=str(UNPACKED // 1024 // 1024))
    names = {part.filename for part in parts}
    if "word/document.xml" in names:
        return "word:read_word"
    if "xl/workbook.xml" in names:
        return "sheets:read_excel"
    raise Fault("documents.other_kind", kind=".pptx" if "ppt/presentation.xml" in names else ".zip")
