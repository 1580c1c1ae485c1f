"""`rootcause`: which elements of which dimensions made a figure differ from what was expected, on anyone's table."""

from contextlib import suppress
from io import StringIO
from pathlib import Path

from analytics.rootcause import Causes, Columns, find_causes, read_leaves
from bot.commands.printing import print_json
from core.errors import ConfigError


def rootcause(file: Path, dimensions: str, actual: str, expected: str) -> None:
    """Print one line of JSON: {"causes": [{"elements", "share"}], "answer"}. ConfigError names what is wrong."""
    columns = Columns.parse(dimensions, actual, expected)
    if not file.is_file():
        raise ConfigError(f"{file} is not there")
    try:
        table = read_leaves(StringIO(_text(file), newline=""), columns)
    except ConfigError as error:
        raise ConfigError(f"{file.name}: {error}") from error
    print_json(_line(find_causes(table)))


def _text(file: Path) -> str:
    """UTF-8, or the GB 18030 that spreadsheets in China save."""
    content = file.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    raise ConfigError("it is neither UTF-8 nor GB 18030 text; save it as CSV UTF-8")


def _line(causes: Causes) -> dict[str, object]:
    told = [{"elements": dict(cause.elements), "share": round(cause.share, 4)} for cause in causes.causes]
    return {"causes": told, "answer": causes.answer}
