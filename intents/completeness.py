"""Whether a text stands alone."""

import re

from intents.carrying_on import asks_how_much
from intents.folding import is_chinese
from intents.follow_ups import follow_up_of
from intents.patterns import pattern
from intents.scene import Scene

_ASIDE = pattern("completeness.aside")
_STRONG_OVERVIEW = re.compile(
    r"生意|店里|店铺|经营|大盘|概况|总览|战报|整体|business|shop|overview|how are things|how are we doing|we do\b"
)
_WHOLE = re.compile(r"哪|多少|几|什么|吗|怎么|看(?:一?下|看)|\b(?:which|what|how|show me|list|give me|tell me)\b")


def is_complete(scene: Scene) -> bool:
    """Whether the text asks for figures in full, so that nothing may be inherited."""
    asked = scene.asked
    if asked.overview:
        return (bool(asked.windows) and _STRONG_OVERVIEW.search(scene.low) is not None) or scene.base is None
    named = bool(asked.metrics) and not asked.weak
    ranking = bool(
        asked.order and (asked.dimensions or asked.loose or (asked.limit and asked.limit > 1 and asked.windows))
    )
    if not (named or ranking) or scene.points:
        return False
    if scene.base is None:
        return not (scene.closes and not asked.windows and scene.turns)
    if asked.compares and named and asked.windows:
        return True
    return _dated(scene) if asked.windows else _undated(scene, named, ranking)


def _dated(scene: Scene) -> bool:
    """Figures and a period: complete, unless it goes on about a product or place named before (那昨天的访客呢)."""
    base = scene.base
    goes_on = scene.opens and scene.closes
    return not (goes_on and base is not None and bool(base.filters))


def _undated(scene: Scene, named: bool, ranking: bool) -> bool:
    """Figures without a period: complete if it is a whole question of its own."""
    asked, base = scene.asked, scene.base
    counted = bool(asked.loose) and _WHOLE.search(scene.low) is not None
    full = ranking or bool(asked.having) or (named and (bool(asked.dimensions) or counted))
    if full and not scene.closes and (not scene.opens or _WHOLE.search(scene.low)):
        return True
    if scene.opens or scene.closes:
        return False
    if named and scene.last is not None and scene.last.area == "why" and asks_how_much(scene):
        return True
    if follow_up_of(scene.low) is not None and scene.little_left:
        return False
    short = len(scene.low) <= (10 if is_chinese(scene.low) else 24)
    inherits = base is not None and base.window_said and short and scene.little_left
    return not inherits or bool(asked.filters and _WHOLE.search(scene.low))


def looks_like_follow_up(scene: Scene) -> bool:
    """Whether it begins or ends like a remark on what came before though it depends on nothing."""
    return scene.opens or _ASIDE.match(scene.low) is not None
