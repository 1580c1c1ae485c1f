"""`SecondOpinion`: where the local engine is unsure, a language model is asked what a message means."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass

import structlog
from pydantic import Field, create_model

from core.errors import ModelError
from core.model import NOTHING, Account, Model, Prompt, Usage
from core.prompting import load_rules
from core.understanding import Context, Understanding
from dialogs.grounding import Place
from dialogs.proposals import Leave, Proposal, checked
from intents.completing import FIGURES
from intents.engine import SURE
from intents.intents import Catalogue, Intent
from intents.normal import has_words

log = structlog.get_logger(__name__)
OWN_MOVES = frozenset({"fill", "correct", "cancel", "confirm", "deny"})
"""Of these a model is not asked: they belong to what is open."""
SURE_OUT = 0.9
"""From this confidence on a message is out of scope without asking: to be turned away wrongly is the worst reading."""
REMEMBERED = 4
PRODUCTS = 5
EXAMPLES = 2


@dataclass(frozen=True, slots=True)
class Opinion:
    """What was understood in the end, and what asking has cost."""

    meant: Understanding
    usage: Usage = NOTHING


class SecondOpinion:
    """`model` None has none: what the local engine made of a message stands."""

    def __init__(self, model: Model | None, catalogue: Catalogue, reading_tools: frozenset[str]) -> None:
        """`reading_tools` are the names of the tools that change nothing."""
        self._model = model
        self._catalogue = catalogue
        self._leave = Leave.over(catalogue, reading_tools)
        names = sorted(self._leave.freely | self._leave.asking)
        self._rules = load_rules("understanding", intents="\n".join(map(self._described, names)))
        intent = (str, Field(json_schema_extra={"enum": [*names, "unsure"]}))
        self._answer = create_model("Reading", __base__=Proposal, intent=intent)

    async def of(self, place: Place, merchant: str) -> Opinion:
        """In time, whatever the model does: off, slow, broken, over budget or lying, the local reading stands."""
        if (
            self._model is None
            or not self._model.plays("fast")
            or not needs_opinion(place.local, place.context, place.text)
        ):
            return Opinion(place.local)
        account = Account(merchant, place.now.date(), "understanding")
        prompt = Prompt(self._rules, _data(place))
        try:
            found = await self._model.complete(prompt, self._answer, "fast", account)
        except ModelError as error:
            level = logging.WARNING if error.usage.calls else logging.INFO  # that nothing was sent is no news
            log.log(level, "no second opinion", kind=type(error).__name__, why=str(error))
            return Opinion(place.local, error.usage)
        meant = checked(found.answer, place, self._leave, self._catalogue)
        if meant is None:
            log.info("second opinion disregarded", intent=found.answer.intent[:40])
        return Opinion(meant or place.local, found.usage)

    def _described(self, name: str) -> str:
        intent: Intent = self._catalogue.intent(name)
        said = " / ".join((*intent.examples.zh[:EXAMPLES], *intent.examples.en[:1]))
        return f"- {name}: {intent.label.zh}, {intent.label.en} ({said})"


def needs_opinion(meant: Understanding, context: Context, text: str) -> bool:
    """Whether the local engine is unsure: it would ask back, or its confidence is low. Commands and what fills an open
    question are its own."""
    if meant.move in OWN_MOVES or "text" in context.expects or text.startswith("/") or not has_words(text):
        return False
    if meant.problem is not None:
        return meant.problem == "no_referent"
    if meant.area in FIGURES and meant.query is None:
        return True
    return meant.move == "unclear" or meant.confidence < (SURE_OUT if meant.area == "oos" else SURE)


def _data(place: Place) -> str:
    past: Sequence[str] = [turn.rewritten or turn.text for turn in place.past[-REMEMBERED:]]
    products = [name for turn in place.past[-2:] for name in turn.products][:PRODUCTS]
    told = {
        "today": f"{place.now:%Y-%m-%d, %A}",
        "history": [" ".join(each.split()) for each in past],
        "products": products,
        "message": " ".join(place.text.split()),
    }
    return json.dumps(told, ensure_ascii=False)
