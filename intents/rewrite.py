"""From a text in its conversation to a question that stands alone: single or multi-turn first."""

from collections.abc import Callable
from datetime import datetime

from core.lexicon import Lexicon
from core.understanding import Context
from intents.carrying_on import carry_on
from intents.completeness import is_complete, looks_like_follow_up
from intents.cross_domain import ask_for_help, ask_why
from intents.follow_up_steps import control, correct, remark
from intents.general import refer
from intents.query import query_of, why_query_of
from intents.reading import Reading
from intents.scene import Scene, scene_of
from intents.signals import data_signal, why_signal

__all__ = ["Reading", "alone", "read_in_context", "read_scene"]

ASKS_WHY = 0.5
Step = Callable[[Scene], Reading | None]


def read_in_context(text: str, context: Context, lexicon: Lexicon, now: datetime) -> Reading:
    """Read `text` against the history. `now` is aware, in the shop's zone. Pure; never raises on any text."""
    return read_scene(scene_of(text.strip(), context, lexicon, now))


def read_scene(scene: Scene) -> Reading:
    """The first step that has something to say."""
    for step in STEPS:
        reading = step(scene)
        if reading is not None:
            return reading
    return alone(scene)


def alone(scene: Scene) -> Reading:
    """Complete by itself: nothing is inherited."""
    asked = scene.asked
    why = why_signal(scene.low, asked)
    found = (why_query_of if why >= ASKS_WHY else query_of)(asked, scene.now)
    return Reading(
        mode="single",
        rewrite="jump" if scene.turns and looks_like_follow_up(scene) else "none",
        rewritten=scene.text,
        slots=scene.mentions.slots(),
        query=found.query,
        problem=found.problem,
        options=found.options,
        data_signal=data_signal(scene.low, asked, scene.rest),
        why_signal=why,
    )


def _complete(scene: Scene) -> Reading | None:
    return alone(scene) if is_complete(scene) else None


def _expected(scene: Scene) -> Reading | None:
    """An answer to what an open flow has asked for hangs on nothing else."""
    wanted = set(scene.context.expects)
    given = {slot.kind for slot in scene.mentions.slots()}
    return alone(scene) if wanted & given or (scene.context.flow and not scene.little_left) else None


STEPS: tuple[Step, ...] = (_expected, control, correct, _complete, ask_why, ask_for_help, remark, carry_on, refer)
