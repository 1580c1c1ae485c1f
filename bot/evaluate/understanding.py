"""The suites `intents` and `rewriting`."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from time import perf_counter
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from bot.demo import DEMO, SHOP
from bot.evaluate.report import Report, table
from bot.evaluate.rows import FollowUpRow, IntentRow, read_rows, share
from bot.evaluate.same import right_intent, same_question
from bot.evaluate.setting import Setting
from bot.hearing import context_after
from core.lexicon import Lexicon
from core.understanding import Context, Understanding
from dialogs.grounding import Place
from dialogs.second_opinion import SecondOpinion, needs_opinion
from intents.engine import Understander

NOW = datetime(2026, 11, 20, 10, tzinfo=ZoneInfo(SHOP.timezone))
Row = TypeVar("Row", IntentRow, FollowUpRow)


@dataclass(frozen=True, slots=True)
class Judged(Generic[Row]):
    """A row, what was understood, and whether that is right."""

    row: Row
    meant: Understanding
    right: bool
    note: str = ""
    asked: bool = False
    """Whether it was given to the language model."""


async def intents(setting: Setting) -> Report:
    """Messages without history: the intent by name, chit-chat and out of scope by area."""
    understander, lexicon = setting.data.understander, await setting.lexicon()
    judged: list[Judged[IntentRow]] = []
    times: list[float] = []
    async with setting.opinion() as opinion:
        for row in read_rows(IntentRow, "intents.jsonl"):
            began = perf_counter()
            meant = understander.understand(row.text, Context(), lexicon, NOW)
            times.append((perf_counter() - began) * 1000)
            meant, asked = await _thought_over(opinion, Place(row.text, meant, Context(), lexicon, NOW))
            judged.append(Judged(row, meant, right_intent(row.area, row.intent, meant), asked=asked))
        modes = [row for row in await judge_follow_ups(understander, lexicon, opinion) if not row.row.is_development]
    held = [each for each in judged if not each.row.is_development]
    figures = {
        "accuracy_zh": share([each.right for each in held if each.row.lang == "zh"]),
        "accuracy_en": share([each.right for each in held if each.row.lang == "en"]),
        "mode_accuracy": share([each.meant.mode == each.row.mode for each in modes]),
        "oos_recall": share([each.right for each in held if each.row.area == "oos"]),
        "oos_false_alarms": share([each.meant.area == "oos" for each in held if each.row.area != "oos"]),
        "median_ms": round(median(times), 2),
    } | _model_share(setting, held)
    tables = (_by(judged, "intent", lambda row: row.intent), _parts(judged, _scope), _lines(figures))
    return Report("intents", len(held), figures, tables, _mistakes(judged))


async def rewriting(setting: Setting) -> Report:
    """Messages in conversations: right is what our own reading of the stand-alone question says."""
    async with setting.opinion() as opinion:
        judged = await judge_follow_ups(setting.data.understander, await setting.lexicon(), opinion)
    held = [each for each in judged if not each.row.is_development]
    figures = {
        "correct_zh": share([each.right for each in held if each.row.lang == "zh"]),
        "correct_en": share([each.right for each in held if each.row.lang == "en"]),
        "kept_complete": share([_left_alone(each) for each in held if each.row.mode == "single"]),
    } | _model_share(setting, held)
    modes = {"mode_accuracy": share([each.meant.mode == each.row.mode for each in held])}
    tables = (_by(judged, "rewrite", lambda row: row.rewrite), _parts(judged, _kept), _lines(figures | modes))
    return Report("rewriting", len(held), figures, tables, _mistakes(judged))


async def judge_follow_ups(
    understander: Understander, lexicon: Lexicon, opinion: SecondOpinion | None
) -> list[Judged[FollowUpRow]]:
    """Every row of the rewriting set."""
    judged: list[Judged[FollowUpRow]] = []
    for row in read_rows(FollowUpRow, "rewriting.jsonl"):
        now = row.now.astimezone(NOW.tzinfo)
        context = context_after(understander, row.history, lexicon, now)
        local = understander.understand(row.text, context, lexicon, now)
        meant, asked = await _thought_over(opinion, Place(row.text, local, context, lexicon, now))
        alone = understander.understand(row.standalone, Context(), lexicon, now)
        faults = [] if meant.mode == row.mode else [f"mode {meant.mode}"]
        faults += [] if right_intent(row.area, row.intent, meant) else [f"intent {meant.intent} {meant.confidence:.2f}"]
        faults += [] if same_question(alone, meant, understander.catalogue) else ["question"]
        judged.append(Judged(row, meant, not faults, ", ".join(faults), asked))
    return judged


async def _thought_over(opinion: SecondOpinion | None, place: Place) -> tuple[Understanding, bool]:
    """As a turn has it; whether a language model was needed."""
    if opinion is None:
        return place.local, False
    needed = needs_opinion(place.local, place.context, place.text)
    return (await opinion.of(place, DEMO)).meant, needed


def _model_share(setting: Setting, held: Sequence[Judged[Row]]) -> dict[str, float]:
    """Only with a model: the share of turns that needed it."""
    return {"model_share": share([each.asked for each in held])} if setting.settings.model.base_url else {}


def _left_alone(each: Judged[FollowUpRow]) -> bool:
    return each.meant.mode == "single" and each.meant.rewritten.strip() == each.row.text.strip()


def _by(judged: Sequence[Judged[Row]], name: str, key: Callable[[Row], str]) -> str:
    """Held-out shares by class and language."""
    found: dict[str, dict[str, list[bool]]] = defaultdict(lambda: {"zh": [], "en": []})
    for each in judged:
        if not each.row.is_development:
            found[key(each.row)][each.row.lang].append(each.right)
    rows = [(label, len(of["zh"]), share(of["zh"]), len(of["en"]), share(of["en"])) for label, of in found.items()]
    return table("held out", (name, "n zh", "zh", "n en", "en"), rows)


def _parts(judged: Sequence[Judged[Row]], more: Callable[[Sequence[Judged[Row]]], dict[str, float]]) -> str:
    rows: list[tuple[str | float | int, ...]] = []
    names: tuple[str, ...] = ()
    for title, development in (("held out", False), ("development", True)):
        part = [each for each in judged if each.row.is_development == development]
        zh, en = (share([each.right for each in part if each.row.lang == lang]) for lang in ("zh", "en"))
        others: dict[str, float] = more(part)
        names = tuple(others)
        rows.append((title, len(part), zh, en, *others.values()))
    return table("right", ("part", "n", "zh", "en", *names), rows)


def _scope(part: Sequence[Judged[IntentRow]]) -> dict[str, float]:
    return {
        "oos found": share([each.right for each in part if each.row.area == "oos"]),
        "false alarms": share([each.meant.area == "oos" for each in part if each.row.area != "oos"]),
        "asked back": share([each.meant.move == "unclear" for each in part]),
    }


def _kept(part: Sequence[Judged[FollowUpRow]]) -> dict[str, float]:
    return {
        "mode": share([each.meant.mode == each.row.mode for each in part]),
        "complete left alone": share([_left_alone(each) for each in part if each.row.mode == "single"]),
    }


def _lines(figures: dict[str, float]) -> str:
    return table("held-out figures", ("figure", "value"), [(name, f"{value:.4g}") for name, value in figures.items()])


def _mistakes(judged: Sequence[Judged[Row]]) -> tuple[str, ...]:
    return tuple(
        f"{each.row.id} {each.row.intent} <- {each.meant.intent} {each.meant.confidence:.2f} {each.note} | "
        f"{_said(each.row)} | {each.meant.rewritten}"
        for each in judged
        if each.row.is_development and not each.right
    )


def _said(row: IntentRow | FollowUpRow) -> str:
    return row.text if isinstance(row, IntentRow) else f"{' / '.join(row.history)} // {row.text} => {row.standalone}"
