"""Text as it is compared: full-width folded, lower case, one space; and which language it is in."""

import re
import unicodedata

from core.phrases import Lang

LONGEST = 600

_SPACE = re.compile(r"\s+")
_CJK = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN = re.compile(r"[a-z]{2,}")
_EDGES = " .。,，!！?？~～…、;；:：-—^·*\"'“”‘’()（）【】[]\u200b\ufeff"


def normalise(text: str) -> str:
    """NFKC, lower case, white space squeezed, control characters dropped. Long text keeps its first and last part."""
    if len(text) > LONGEST:
        text = text[: LONGEST * 2 // 3] + " " + text[-LONGEST // 3 :]
    folded = unicodedata.normalize("NFKC", text).lower()
    folded = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in folded)
    return _SPACE.sub(" ", folded).strip()


def bare(text: str) -> str:
    """The normalised text without punctuation at its edges, for whole-message comparison."""
    return normalise(text).strip(_EDGES)


def language(text: str) -> Lang | None:
    """`zh` with any Chinese character, `en` with a Latin word and none, else None."""
    if _CJK.search(text):
        return "zh"
    return "en" if _LATIN.search(text.lower()) else None


def has_words(text: str) -> bool:
    """Whether there is a letter or digit of any script in it."""
    return any(char.isalnum() for char in text)
