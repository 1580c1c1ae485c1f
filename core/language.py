"""Which language a text is written in."""

import re

from core.phrases import Lang

_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z]{2,}")
_SHARED = frozenset({"gmv", "roi", "ctr", "cpc", "uv", "pv", "sku", "aov", "mtd", "ok", "yes", "no", "start"})
"""Words that people type in either language."""


def language_of(text: str) -> Lang | None:
    """zh with any Han character, en with a Latin word that is not shared by both, None when it can't be told."""
    if _HAN.search(text):
        return "zh"
    if text.startswith("/"):
        return None
    return "en" if any(word.lower() not in _SHARED for word in _WORD.findall(text)) else None
