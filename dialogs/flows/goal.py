"""The goal flow: how much, of what, for which month; said back; set once it is confirmed."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal

from core.buttons import button_data
from core.calls import ToolCall
from core.money import say_count, say_money
from core.phrases import Lang, Phrases
from core.replies import Button, Choices, Reply, Text
from core.state import Frame
from core.understanding import SlotKind
from dialogs.flows.flow import FlowContext, Step
from dialogs.flows.machine import DONE, FlowSpec, next_state
from intents.goal_month import names_a_year, read_goal_month

SPEC = FlowSpec(
    name="goal",
    states=("amount", "confirm"),
    transitions=(
        ("start", "amount", "amount"),
        ("read", "amount", "confirm"),
        ("read", "confirm", "confirm"),
        ("confirm", "confirm", DONE),
        ("deny", "confirm", "amount"),
    ),
)
METRICS = ("gmv", "buyers", "inquiries")
MOST = {"gmv": Decimal(10) ** 10, "buyers": Decimal(10) ** 8, "inquiries": Decimal(10) ** 8}


class GoalFlow:
    """Slots: `metric` (gmv by default), `amount`, `month` (its first day)."""

    spec = SPEC

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    async def step(self, frame: Frame, trigger: str, slots: dict[str, str], context: FlowContext) -> Step:
        """One step; stays where it is, and says why, when what was said is no amount or no month to come."""
        if trigger == "confirm" and frame.state == "confirm":
            return self._finish(frame)
        if trigger == "deny":
            dropped = {name: value for name, value in frame.slots.items() if name != "amount"}
            return self._ask(frame.model_copy(update={"state": "amount", "slots": dropped}), context)
        today = context.now.date()
        said = slots.get("said", "")
        month = read_goal_month(said, today)
        merged = {"metric": "gmv", "month": str(today.replace(day=1))} | frame.slots | _known(slots)
        merged |= {"month": str(month)} if month else {}
        frame = frame.model_copy(update={"slots": merged})
        wrong = "a_year" if names_a_year(said) else _fault(merged, today)
        if wrong:
            kept = {
                name: value
                for name, value in merged.items()
                if name != "month" or wrong not in {"past_month", "a_year"}
            }
            kept = {name: value for name, value in kept.items() if name != "amount" or wrong != "absurd"}
            back = frame.model_copy(update={"state": "amount", "slots": kept})
            note = Text(text=self._phrases.say(f"goal.{wrong}", context.lang))
            return Step(back, (note, *self.prompt(back, context)) if trigger != "start" or wrong != "no_amount" else
                        self.prompt(back, context))  # fmt: skip
        return self._ask(frame.model_copy(update={"state": next_state(SPEC, frame.state, "read")}), context)

    def _ask(self, frame: Frame, context: FlowContext) -> Step:
        return Step(frame, self.prompt(frame, context))

    def _finish(self, frame: Frame) -> Step:
        arguments = {"metric": frame.slots["metric"], "month": frame.slots["month"], "target": frame.slots["amount"]}
        return Step(None, (), ToolCall(tool="set_goal", arguments=arguments))

    def prompt(self, frame: Frame, context: FlowContext) -> tuple[Reply, ...]:
        """The question of the state, with buttons."""
        say, lang = self._phrases.say, context.lang
        cancel = Button(text=say("goal.cancel", lang), data=button_data("flow", "cancel"))
        if frame.state == "amount":
            month = say_month(frame.slots.get("month") or str(context.now.date().replace(day=1)), lang)
            return (Choices(text=say("goal.ask_amount", lang, month=month), buttons=((cancel,),)),)
        text = say("goal.ask_confirm", lang, **said_goal(self._phrases, frame.slots, lang))
        yes = Button(text=say("goal.yes", lang), data=button_data("flow", "confirm"))
        change = Button(text=say("goal.change", lang), data=button_data("flow", "deny"))
        return (Choices(text=text, buttons=((yes, change), (cancel,))),)

    def takes(self, frame: Frame, text: str) -> bool:
        """Nothing is sure before it is understood."""
        return False

    def expects(self, frame: Frame) -> tuple[SlotKind | Literal["confirm"], ...]:
        """An amount, or yes or no with a corrected amount allowed."""
        return ("money", "number", "metric", "window") if frame.state == "amount" else ("confirm", "money", "number")


def said_goal(phrases: Phrases, slots: dict[str, str], lang: Lang) -> dict[str, str]:
    """The parameters month, metric, amount of the sentences about a goal."""
    amount = Decimal(slots["amount"])
    said = say_money(amount, lang) if slots["metric"] == "gmv" else say_count(amount, lang)
    return {
        "month": say_month(slots["month"], lang),
        "metric": phrases.say(f"goal.metric_{slots['metric']}", lang),
        "amount": said,
    }


def say_month(month: str, lang: Lang) -> str:
    """11月, November; "" for no month."""
    if not month:
        return ""
    first = date.fromisoformat(month)
    return f"{first.month}月" if lang == "zh" else f"{first:%B}"


def _known(slots: dict[str, str]) -> dict[str, str]:
    return {name: slots[name] for name in ("metric", "amount") if slots.get(name)}


def _fault(slots: dict[str, str], today: date) -> Literal["no_amount", "absurd", "past_month", "other_metric"] | None:
    if slots["metric"] not in METRICS:
        return "other_metric"
    if date.fromisoformat(slots["month"]) < today.replace(day=1):
        return "past_month"
    if "amount" not in slots:
        return "no_amount"
    try:
        amount = Decimal(slots["amount"])
    except InvalidOperation:
        return "no_amount"
    return None if 0 < amount <= MOST[slots["metric"]] else "absurd"
