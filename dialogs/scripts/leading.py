"""Leading on from an answer, as a script allows: once, after the answer, and never against a no."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from autopilot.pace import MonthPace, Paces
from core.buttons import button_data
from core.decisions import AnswerScript, Decision
from core.money import say_money
from core.phrases import Lang, Phrases
from core.replies import Button, Choices
from core.state import DialogState, ScriptMemory
from dialogs.heard import Effects
from dialogs.scene import Scene
from dialogs.scripts.script import Script, When

ANSWERED = frozenset({"answered", "partial"})


class Leading:
    """Offers what a script leads to, and remembers how it was taken."""

    def __init__(self, scripts: Sequence[Script], paces: Paces, phrases: Phrases) -> None:
        self.scripts: Mapping[str, Script] = {script.name: script for script in scripts}
        self._paces = paces
        self._phrases = phrases

    async def follow(self, effects: Effects, decision: Decision, state: DialogState, scene: Scene) -> Effects:
        """The effects of a turn, with an offer behind them where a script has one to make. An offer that was open is
        answered by this turn or passed over: it is open for one turn only."""
        memories = {each.script: each.model_copy(update={"open": False}) for each in state.scripts}
        if isinstance(decision, AnswerScript) and decision.script in self.scripts:
            memories[decision.script] = self._answered(decision, memories.get(decision.script), scene.now)
            return replace(effects, scripts=tuple(memories.values()))
        for script in self.scripts.values():
            memory = memories.get(script.name) or ScriptMemory(script=script.name)
            offer = await self._offer(script, memory, effects, state, scene)
            if offer is not None:
                memories[script.name] = _offered(script, memory, scene.now)
                return replace(effects, replies=(*effects.replies, offer), scripts=tuple(memories.values()))
        return replace(effects, scripts=tuple(memories.values()))

    def _answered(self, answer: AnswerScript, memory: ScriptMemory | None, now: datetime) -> ScriptMemory:
        exits = self.scripts[answer.script].exits
        days = exits.accepted if answer.yes else exits.refused
        known = memory or ScriptMemory(script=answer.script)
        return known.model_copy(update={"quiet_until": now + timedelta(days=days), "open": False})

    async def _offer(
        self, script: Script, memory: ScriptMemory, effects: Effects, state: DialogState, scene: Scene
    ) -> Choices | None:
        if not (_follows(script, effects, state, scene) and _may_try(script, memory, scene.now)):
            return None
        pace = await self._paces.of(scene.shop.merchant, scene.now.date())
        if pace is None or not _worth_it(script, pace):
            return None
        facts = _facts(pace, scene.lang)
        for step in script.steps:
            if set(step.facts) <= facts.keys() and _holds(step.when, pace):
                said = self._phrases.say(step.say, scene.lang, **{name: facts[name] for name in step.facts})
                return Choices(text=said, buttons=(self._buttons(script, scene.lang),))
        return None

    def _buttons(self, script: Script, lang: Lang) -> tuple[Button, ...]:
        return tuple(
            Button(text=self._phrases.say(key, lang), data=button_data("script", f"{word}:{script.name}"))
            for word, key in (("yes", script.buttons.yes), ("no", script.buttons.no))
        )


def _follows(script: Script, effects: Effects, state: DialogState, scene: Scene) -> bool:
    """Whether the turn was an answer that the script may come after, and nothing else is open."""
    answered = effects.tool in script.after and effects.answer is not None and effects.answer.status in ANSWERED
    busy = bool(state.frames or effects.frames or scene.waiting)
    return answered and not busy and scene.actor.role in script.roles


def _worth_it(script: Script, pace: MonthPace) -> bool:
    enough = pace.days_gone >= script.days_gone and pace.days_left >= script.days_left
    return enough and not ("goal_set" in script.unless and pace.goal_set)


def _may_try(script: Script, memory: ScriptMemory, now: datetime) -> bool:
    if memory.quiet_until and now < memory.quiet_until:
        return False
    return len(_recent(script, memory, now)) < script.at_most.times


def _recent(script: Script, memory: ScriptMemory, now: datetime) -> tuple[datetime, ...]:
    since = now - timedelta(days=script.at_most.in_days)
    return tuple(at for at in memory.offered if at > since)


def _offered(script: Script, memory: ScriptMemory, now: datetime) -> ScriptMemory:
    """Open for the next turn, and quiet as if it were passed over until it is answered."""
    quiet = now + timedelta(days=script.exits.passed_over)
    return ScriptMemory(script=script.name, offered=(*_recent(script, memory, now), now), quiet_until=quiet, open=True)


def _facts(pace: MonthPace, lang: Lang) -> dict[str, str]:
    facts = {
        "month": _month(pace.month, lang),
        "done": say_money(Decimal(round(pace.done)), lang),
        "forecast": say_money(Decimal(round(pace.forecast)), lang),
    }
    if pace.last_month is not None:
        facts["last_month"] = say_money(Decimal(round(pace.last_month)), lang)
    return facts


def _month(month: date, lang: Lang) -> str:
    return f"{month.month}月" if lang == "zh" else f"{month:%B}"


def _holds(when: When, pace: MonthPace) -> bool:
    if when == "always":
        return True
    behind = pace.last_month is not None and pace.forecast < pace.last_month
    return behind if when == "behind" else not behind
