"""Where the Chinese fonts are."""

from importlib.util import find_spec
from pathlib import Path

from core.errors import ConfigError

_NAMES = ("NotoSansCJKsc-Regular.otf", "NotoSansCJKsc-Bold.otf")


def chinese_font() -> Path:
    """The file of the regular face. ConfigError if it isn't there."""
    return font_files()[0]


def font_files(folder: Path | None = None) -> tuple[Path, ...]:
    """Regular and bold. ConfigError if they aren't there.

    mpl-font is looked up, not imported: importing it would load pyplot.
    """
    if folder is None:
        spec = find_spec("mpl_font")
        places = spec.submodule_search_locations if spec else None
        if not places:
            raise ConfigError("charts need a Chinese font: the package mpl-font is missing; run `make setup`")
        folder = Path(places[0]) / "fonts" / "noto"
    paths = tuple(folder / name for name in _NAMES)
    missing = [path.name for path in paths if not path.is_file()]
    if missing:
        raise ConfigError(f"charts need a Chinese font: {', '.join(missing)} not in {folder}; reinstall mpl-font")
    return paths
