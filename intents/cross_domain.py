"""Another kind of help about what came before: why did it fall, how do I raise it, take it down."""

import re
from dataclasses import replace

from core.query import MetricQuery
from core.understanding import Rewrite
from intents.antecedents import ONE, antecedent
from intents.carrying_on import reading_of, why_words
from intents.merging import merge
from intents.query import plain
from intents.reading import Reading
from intents.residue import residue
from intents.scene import Scene
from intents.folding import Span
from intents.signals import why_signal

_WHY_WORDS = re.compile(
    r"为什么|为何|为啥|咋回事|怎么回事|怎么会?(?:突然)?|什么原因|啥原因|原因|突然|一下子|会|这么多|那么多|这么|那么|(?:涨|跌|降|升|掉|下滑|上升|下降|减少|增加|少|多|低|高|差|好|变)(?:了|成|化)?|主要|导致|造成|所以|是因为什么|\b(?:why|how come|what happened|what caused (?:it|this|that)|did|was|is|the|reason|drop(?:ped)?|fall|fell|go|went|up|down|rise|rose|declined?|increased?|decreased?|change[d]?|so|low|high|lower|higher|so much|suddenly|explain|happen(?:ed)?|caused?|behind)\b"
)
_HELP = re.compile(
    r"(?:该|要|应该|能)?(?:怎么|如何|怎样|咋)(?:才能|能|可以|去)?(?:提升|提高|提|优化|办|改善|改进|解决|降低|降|减少|拉升?|搞|弄|处理|补救|应对|增加|做(?:好|高)?|涨|避免)(?:它|一下|上去|上来|下来|好|呢|啊)*|有(?:什么|啥|没有)(?:办法|建议|方法|对策|招)|(?:给(?:点|个|我)?|有)?(?:点|些)?建议|咋办|怎么办|\bhow (?:do|can|could|should|to)(?: (?:i|we|you))? (?:improve|increase|raise|boost|fix|lower|reduce|grow|lift)(?: (?:it|this|that|them))?|\bwhat (?:should|can|could) (?:i|we) do(?: about (?:it|this|that))?|\bany (?:tips|advice|suggestions|ideas)|\bhow (?:do|can) (?:i|we) (?:get it|make it) (?:up|better|higher|lower)"
)
_PRONOUN = re.compile(r"这个数据?|这个|这|那个|那|它|他们|它们|\b(?:it|this|that|them)\b")
ACTION = re.compile(
    r"下架|上架|改价|降价|涨价|提价|改标题|换标题|标题|换图|主图|图片|报名|推一下|推广|投广告|开广告|加预算|促销|打折|清仓|补货|降到|改成|调到|便宜|停售|详情|优化|删掉|\b(?:take (?:it )?down|delist|discount|promote|advertise|price|title|image|picture|restock|put (?:it )?back|list|campaign|cut|raise|lower|clear)\b"
)


def ask_why(scene: Scene) -> Reading | None:
    """为什么跌了 after a figure."""
    base, last = scene.base, scene.last
    if why_signal(scene.low, scene.asked) < 0.5:
        return None
    spans = tuple(Span(*match.span()) for match in _WHY_WORDS.finditer(scene.low))
    if len(residue(scene.mentions, spans)) > (2 if scene.lang == "zh" else 6):
        return None
    if base is None or last is None:
        return _why_what(scene)
    if not _leans(scene):
        return None
    asked = scene.asked
    query = plain(merge(base, asked, scene.today).query, keep_compare=bool(asked.compare or asked.compares))
    query = query.model_copy(update={"compare": query.compare or base.compare})
    kind: Rewrite = "in_domain" if last.area == "why" else "cross_domain"
    words = why_words(scene, query, scene.text)
    return reading_of(scene, query, kind, rewritten=words, area="why")


def _why_what(scene: Scene) -> Reading | None:
    """为什么跌了 with nothing before it."""
    if scene.turns or scene.asked.says_anything or why_signal(scene.low, scene.asked) < 0.85:
        return None
    reading = handed_over(scene, scene.text)
    return replace(reading, problem="no_referent", why_signal=0.85, area_hint="why")


def _leans(scene: Scene) -> bool:
    asked = scene.asked
    return (
        not asked.metrics
        or asked.weak
        or scene.opens
        or scene.points
        or (not asked.windows and bool(scene.base and scene.base.window_said))
    )


def ask_for_help(scene: Scene) -> Reading | None:
    """这个怎么提升 after a figure, 把它下架 after a product."""
    return _how_to(scene) or _act(scene)


def _how_to(scene: Scene) -> Reading | None:
    match = _HELP.search(scene.low)
    base = scene.base
    if match is None or base is None or scene.asked.metrics or scene.turns[-1].query is None:
        return None
    pronouns = tuple(Span(*found.span()) for found in _PRONOUN.finditer(scene.low))
    if len(residue(scene.mentions, (Span(*match.span()), *pronouns))) > (2 if scene.lang == "zh" else 6):
        return None
    about = _about(scene, base)
    if scene.lang == "zh":
        words = f"{about}{match[0].replace('它', '')}"
    else:
        words = (
            re.sub(r"\b(?:it|this|that|them)\b", about, match[0])
            if _PRONOUN.search(match[0])
            else f"{match[0]}: {about}"
        )
    return handed_over(scene, words)


def _about(scene: Scene, query: MetricQuery) -> str:
    bare = query.model_copy(update={"window_said": False})
    return scene.wording.subject(bare)


def _act(scene: Scene) -> Reading | None:
    """An action on the product that was talked about."""
    match = ONE.search(scene.low)
    if match is None or scene.mentions.products or not ACTION.search(scene.low):
        return None
    head, tail = scene.text[: match.start()], scene.text[match.end() :]
    words = tuple(f"{head}{product.title}{tail}" for product in antecedent(scene).products)
    if not words:
        return None
    if len(words) > 1:
        reading = handed_over(scene, scene.text)
        return replace(reading, problem="many_products", options=words)
    return handed_over(scene, words[0])


def handed_over(scene: Scene, words: str) -> Reading:
    """A question of another kind, in full."""
    return Reading(
        mode="multi",
        rewrite="cross_domain",
        rewritten=words,
        slots=scene.mentions.slots(),
        data_signal=0.1,
    )
