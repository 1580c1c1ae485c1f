"""Two questions in one: where a question may be cut, and what each half asks by itself."""

import re
from collections.abc import Iterator

from tools.faq.words import normal

_JOINT = re.compile(
    r"\s*[？?。；;!！]\s*|\s*[，,、]\s*(?:还有|另外|那么?|以及|顺便|同时|然后|and|also|plus)?\s*"
    r"|\s*(?:还有|另外|以及|顺便问下|同时|加上)\s*"
    r"|\s+(?:and also|and|plus|versus|vs\.?|compared (?:with|to)|as well as|also|or|but|&)\s+"
    r"|(?<=[\u3400-\u9fff])\s+(?=\S)|(?<=\S)\s+(?=[\u3400-\u9fff])|和|跟|与|\s*/\s*",
)
_TAIL = re.compile(r"(?:各自?|分别|都|有(?!几)|的|要|是|怎|应|该|多|几|哪|算|罚)")
LEAST = 2
"""Characters of a half without spaces, at least."""
NAMED = 12
"""A first half of fewer characters may share the second half's question."""
SHARED = 2
"""Words of an English half that the other may share."""
MOST = 4
"""Of how many places to cut the first are looked at."""


def halves(question: str) -> Iterator[tuple[str, str]]:
    """Pairs of what may have been asked, in the order asked."""
    text = normal(question).strip(" ？?。.!！，,")
    joints = [joint for joint in _JOINT.finditer(text) if _long(text[: joint.start()]) and _long(text[joint.end() :])]
    for joint in joints[:MOST]:
        head, rest = text[: joint.start()], text[joint.end() :]
        yield head, rest
        yield from _sharing(head, rest)


def _sharing(head: str, rest: str) -> Iterator[tuple[str, str]]:
    """“主图和标题各有什么要求”: the first half takes the end of the second; “fine for A and B”, the second the
    beginning of the first."""
    tail = _TAIL.search(rest, 1)
    if tail and len(head) < NAMED:
        yield head + rest[tail.start() :], rest
    words = head.split()
    if len(words) > 1 and head.isascii():
        for shared in range(1, min(SHARED, len(words) - 1) + 1):
            yield head, " ".join((*words[:shared], rest))
    elif not head.isascii() and len(head) > 2 * LEAST:
        yield head, head[: len(head) // 2] + rest


def _long(half: str) -> bool:
    return len(half.replace(" ", "")) >= LEAST
