"""The suite `faq`: is the passage that holds the answer cited first and its key fact stated, and is what the articles
don't say admitted; and what each step of retrieval gains, from whole-article keyword search up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from time import perf_counter
from typing import Literal

from bot.evaluate.report import Report, table
from bot.evaluate.rows import EvaluationRow, read_rows, share
from bot.evaluate.setting import Setting
from tools.faq.answering import Answered, answer
from tools.faq.articles import load_articles
from tools.faq.faq import own_library
from tools.faq.index import load_weights
from tools.faq.library import Library, Steps
from tools.faq.passages import Passage
from tools.faq.search import search
from tools.faq.wording import load_wording

STEPS: dict[str, Steps] = {
    "whole": Steps(cut=False, rewrite=False, fuse=False, rerank=False, learn=False, age=False),
    "cut": Steps(rewrite=False, fuse=False, rerank=False, learn=False, age=False),
    "rewrite": Steps(fuse=False, rerank=False, learn=False, age=False),
    "fuse": Steps(rerank=False, learn=False, age=False),
    "rerank": Steps(learn=False, age=False),
    "learn": Steps(age=False),
    "age": Steps(),
}
"""Each with one step more than the one before; how often the right passage then comes first, trusted or not."""


class FaqRow(EvaluationRow):
    """A question, and the article, section and key fact of its answer; lists of two where it asks for two."""

    now: datetime
    kind: Literal["plain", "paraphrase", "multi", "stale", "unknown"]
    article: str | tuple[str, str] | None
    section: str | tuple[str, str] | None
    effective: date | None = None
    key: tuple[str, ...] = ()
    expect: Literal["answered", "unknown"]


@dataclass(frozen=True, slots=True)
class Judged:
    """A row and whether its answer was right; `answered` whether there was one."""

    row: FaqRow
    right: bool
    answered: bool


async def faq(setting: Setting) -> Report:
    """Figures of the held-out part. `accuracy_…` of the questions that the articles answer, `refusal` of the others."""
    library = own_library()
    judged: list[Judged] = []
    times: list[float] = []
    for row in read_rows(FaqRow, "faq.jsonl"):
        began = perf_counter()
        found = answer(library, row.text, row.now.date())
        times.append((perf_counter() - began) * 1000)
        judged.append(Judged(row, _right(row, found), found is not None))
    held = [each for each in judged if not each.row.is_development]
    asked = [each for each in held if each.row.expect == "answered"]
    figures = {
        "accuracy_zh": share([each.right for each in asked if each.row.lang == "zh"]),
        "accuracy_en": share([each.right for each in asked if each.row.lang == "en"]),
        "refusal": share([each.right for each in held if each.row.expect == "unknown"]),
        "stale_right": share([each.right for each in asked if each.row.kind == "stale"]),
        **_steps([each.row for each in asked]),
        "median_ms": round(median(times), 2),
    }
    rows = [(name, f"{value}" if name == "median_ms" else value) for name, value in figures.items()]
    mistakes = tuple(
        f"  {each.row.id} {each.row.kind}{'' if each.answered else ' (not answered)'}: {each.row.text}"
        for each in judged
        if each.row.is_development and not each.right
    )
    return Report("faq", len(held), figures, (_by_kind(judged), table("held out", ("figure", ""), rows)), mistakes)


def _by_kind(judged: Sequence[Judged]) -> str:
    rows = [
        (kind, part, lang, len(group), share([each.right for each in group]), share([each.answered for each in group]))
        for kind in ("plain", "paraphrase", "multi", "stale", "unknown")
        for part in ("held out", "development")
        for lang in ("zh", "en")
        if (
            group := [
                each
                for each in judged
                if (each.row.kind, each.row.lang) == (kind, lang) and each.row.is_development == (part == "development")
            ]
        )
    ]
    return table("knowledge questions", ("kind", "part", "language", "n", "right", "answered"), rows)


def _steps(rows: Sequence[FaqRow]) -> dict[str, float]:
    articles, wording, weights = load_articles(), load_wording(), load_weights()
    figures = {}
    for name, steps in STEPS.items():
        library = Library(articles, wording, steps, weights=weights)
        hits = [_first_is_right(row, library, whole=not steps.cut) for row in rows]
        figures[f"accuracy_{name}"] = share(hits)
    return figures


def _first_is_right(row: FaqRow, library: Library, *, whole: bool) -> bool:
    found = search(library, row.text, row.now.date())
    return bool(found) and any(_is(row, n, found[0].passage, whole=whole) for n in range(len(_both(row.article))))


def _right(row: FaqRow, found: Answered | None) -> bool:
    """The passage first and its key fact in what is said; of a double question both passages."""
    if row.expect == "unknown" or found is None:
        return row.expect == "unknown" and found is None
    passages = [reply.passage for reply in found.replies]
    said = _plain(" ".join(reply.text[row.lang] for reply in found.replies))
    if not any(_plain(key) in said for key in row.key):
        return False
    if row.kind == "multi":
        return all(any(_is(row, n, passage) for passage in passages) for n in (0, 1))
    return _is(row, 0, passages[0])


def _is(row: FaqRow, n: int, passage: Passage, *, whole: bool = False) -> bool:
    """Whether this is the row's n-th passage; of a whole article only the article is compared."""
    front = passage.article.front
    same_article = front.title == _both(row.article)[n] and row.effective in {None, front.effective}
    return same_article and (whole or passage.section.heading["zh"] == _both(row.section)[n])


def _both(value: str | tuple[str, str] | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value or "",)


def _plain(text: str) -> str:
    return "".join(text.split()).lower()
