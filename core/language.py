"""Which language a text is written in."""

import re

from core.phrases import Lang

_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z]{2,}")
_SHARED = frozenset({"gmv", "roi", "ctr", "cpc", "uv", "pv", "sku", "aov", "mtd", "ok", "yes", "no", "start"})
"""Words that people type in either language."""
_ENGLISH = frozenset(
    {
        "hello",
        "hi",
        "hey",
        "thanks",
        "thank",
        "help",
        "report",
        "cancel",
        "approve",
        "reject",
        "undo",
        "sales",
        "visitors",
    }
    | {"orders", "buyers", "revenue", "pause", "resume", "why", "what", "bye", "stop", "please", "goal", "target"}
)
"""Words that tell by themselves; any other single word may be a unit, a model or a slip of the fingers."""


def language_of(text: str) -> Lang | None:
    """zh with any Han character, en with two Latin words or one that tells, None when it can't be told."""
    if _HAN.search(text):
        return "zh"
    if text.startswith("/"):
        return None
    words = [word.lower() for word in _WORD.findall(text) if word.lower() not in _SHARED]
    return "en" if len(words) > 1 or any(word in _ENGLISH for word in words) else None
