"""What things are called: the parts that entries of the layer share."""

from pydantic import BaseModel, ConfigDict

from core.phrases import Lang


class Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Both(Value):
    """A wording in both languages."""

    zh: str
    en: str

    def of(self, lang: Lang) -> str:
        """The one in `lang`."""
        return self.zh if lang == "zh" else self.en


class Aliases(Value):
    """What people call it."""

    zh: tuple[str, ...]
    en: tuple[str, ...]


class Absent(Value):
    """A figure that people ask for and there is no data on (see absent.yaml); `nearest` is a metric's id or ""."""

    zh: str
    en: str
    nearest: str = ""
    aliases: Aliases

    def name(self, lang: Lang) -> str:
        """What it is called."""
        return self.zh if lang == "zh" else self.en


class Element(Value):
    """A fixed element of a dimension."""

    zh: str
    en: str
    aliases: tuple[str, ...] = ()


class NameTable(Value):
    """The table that tells what an element is called; `owner` is its column of the product that it belongs to."""

    table: str
    key: str
    name: str
    owner: str = ""
