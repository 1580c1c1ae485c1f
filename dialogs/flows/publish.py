"""The publish flow: facts from a text or a photo's caption, what is missing asked for one by one, then the card."""

from collections.abc import Sequence
from typing import Literal

from core.buttons import button_data
from core.calls import ToolCall
from core.market import Attribute, Category, Marketplace, ProductDraft
from core.phrases import Phrases
from core.products import ProductFacts
from core.replies import Button, Choices, Reply, Text
from core.state import Frame
from core.understanding import SlotKind
from dialogs.flows.flow import FlowContext, Step
from dialogs.flows.machine import DONE, FlowSpec, next_state
from intents.product_text import read_answer, read_change, read_product
from tools.products.draft import DraftResult, Missing, complete, facts_of, options_in
from tools.products.options import option_meant

SPEC = FlowSpec(
    name="publish",
    states=("facts", "ask", "change"),
    transitions=(
        ("missing", "facts", "ask"),
        ("missing", "ask", "ask"),
        ("missing", "change", "ask"),
        ("complete", "facts", DONE),
        ("complete", "ask", DONE),
        ("complete", "change", DONE),
        ("reopen", "facts", "change"),
    ),
)
EXPECTS: dict[str, tuple[SlotKind | Literal["confirm"], ...]] = {
    "name": ("text", "product"),
    "price": ("money", "number", "text"),
    "stock": ("number", "text"),
    "category": ("text",),
    "attribute": ("text",),
}

SHORT = 30
"""Characters that an answer to a choice has at most."""


class PublishFlow:
    """Slots: `facts` (JSON of ProductFacts), `image` (blob id), and the question open now: `asking`, `label`."""

    spec = SPEC

    def __init__(self, market: Marketplace, phrases: Phrases) -> None:
        self._market = market
        self._phrases = phrases

    async def step(self, frame: Frame, trigger: str, slots: dict[str, str], context: FlowContext) -> Step:
        """Read what was said into the facts; ask for what is missing, or end in the call."""
        if trigger == "reopen":
            reopened = frame.model_copy(update={"state": next_state(SPEC, frame.state, "reopen"), "slots": slots})
            return Step(reopened, self.prompt(reopened, context))
        categories = await self._market.categories()
        facts = _read(frame, slots, categories)
        image = slots.get("image") or frame.slots.get("image", "")
        result = complete(facts, categories, context.lang, (image,) if image else ())
        if (
            frame.state == "change"
            and image == frame.slots.get("image", "")
            and _same(result, _facts(frame), categories)
        ):
            note = Text(text=self._phrases.say("publish.no_change", context.lang))
            return Step(frame, (note, *self.prompt(frame, context)))
        notes = tuple(Text(text=self._phrases.speak(note, context.lang)) for note in result.notes)
        if result.draft is not None:
            call = ToolCall(tool="publish_product", arguments=result.draft.model_dump(mode="json"))
            return Step(None, notes, call)
        asked = frame.model_copy(
            update={
                "state": next_state(SPEC, frame.state, "missing"),
                "slots": _slots(facts, image, result, self._phrases, context),
            }
        )
        again = self._not_understood(frame, result, context)
        return Step(asked, (*notes, *again, *self.prompt(asked, context)))

    def _not_understood(self, frame: Frame, result: DraftResult, context: FlowContext) -> tuple[Reply, ...]:
        """Says so when the answer to a question left the same question open, unless the question says it."""
        first = result.missing[0]
        if first.question.key == "products.ask_option_again":
            return ()
        same = frame.state == "ask" and (first.field, first.label) == (frame.slots["asking"], frame.slots["label"])
        return (Text(text=self._phrases.say("publish.not_caught", context.lang)),) if same else ()

    def prompt(self, frame: Frame, context: FlowContext) -> tuple[Reply, ...]:
        """The open question with its options as buttons."""
        cancel = Button(text=self._phrases.say("publish.cancel", context.lang), data=button_data("flow", "cancel"))
        if frame.state == "change":
            return (Choices(text=self._phrases.say("publish.ask_change", context.lang), buttons=((cancel,),)),)
        options = [option for option in frame.slots.get("options", "").split("\n") if option]
        buttons = [Button(text=option, data=button_data("say", option)) for option in options]
        pairs = tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))
        return (Choices(text=frame.slots["question"], buttons=(*pairs, (cancel,))),)

    def takes(self, frame: Frame, text: str) -> bool:
        """Whether a short text names an option of the field that is asked for: for ladies, mid-calf, 女的."""
        asked = frame.slots.get("attribute", "")
        if frame.state != "ask" or not asked or len(text) > SHORT or "?" in text or "？" in text:
            return False
        return option_meant(text, Attribute.model_validate_json(asked)) != ""

    def expects(self, frame: Frame) -> tuple[SlotKind | Literal["confirm"], ...]:
        """By the question that is open."""
        return EXPECTS.get(frame.slots.get("asking", ""), ("text",))


def _facts(frame: Frame) -> ProductFacts:
    return ProductFacts.model_validate_json(frame.slots.get("facts", "{}"))


def _read(frame: Frame, slots: dict[str, str], categories: Sequence[Category]) -> ProductFacts:
    text, known = slots.get("text", ""), _facts(frame)
    if not text:
        return known
    if frame.state == "ask":
        return known.merged(read_answer(text, frame.slots["asking"], frame.slots["label"]))  # type: ignore[arg-type]
    return _changed(known, text, categories) if frame.state == "change" else known.merged(read_product(text))


def _changed(known: ProductFacts, text: str, categories: Sequence[Category]) -> ProductFacts:
    """With what was said under a label, and with the options named without one."""
    change = read_change(text)
    if change.name:
        return known.merged(change)
    named = ProductFacts(attributes=options_in(text, known, categories))
    return known.merged(named).merged(change)


def _same(result: DraftResult, before: ProductFacts, categories: Sequence[Category]) -> bool:
    """Whether the draft is what it was; a word of a field that the form doesn't have changes nothing."""
    known = complete(before, categories, "zh", result.draft.images if result.draft else ()).draft
    return result.draft is not None and result.draft == known


def _slots(
    facts: ProductFacts, image: str, result: DraftResult, phrases: Phrases, context: FlowContext
) -> dict[str, str]:
    first: Missing = result.missing[0]
    return {
        "facts": facts.model_dump_json(),
        "image": image,
        "asking": first.field,
        "label": first.label,
        "options": "\n".join(first.options),
        "attribute": first.attribute.model_dump_json() if first.attribute else "",
        "question": phrases.speak(first.question, context.lang),
    }


def reopening(call: ToolCall) -> dict[str, str]:
    """The slots to open the flow again with, from the call of a card that is being edited."""
    draft = ProductDraft.model_validate(call.arguments)
    return {"facts": facts_of(draft).model_dump_json(), "image": draft.images[0] if draft.images else ""}
