"""The rules that a language model is given, kept as files in `core/prompts/`."""

from pathlib import Path
from string import Template

FOLDER = Path(__file__).parent / "prompts"


def load_rules(name: str, **values: str) -> str:
    """The file `<name>.md` with its `$fields` filled in. KeyError for a field without a value."""
    return Template((FOLDER / f"{name}.md").read_text(encoding="utf-8")).substitute(values)
