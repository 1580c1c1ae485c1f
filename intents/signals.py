"""How much the words look like a question about the shop's figures, and like a why question."""

import re

from intents.asked import Asked

_WHY = re.compile(
    r"为什么|为何|为啥|咋回事|怎么回事|怎么(?:会|就|突然|又|还|一直)*(?:这么|那么)?(?:没|不)?(?:涨|跌|降|掉|少|下滑|变|上升|多)(?!价|低|本)了?|(?:什么|啥)原因|原因(?:是|在|呢)|[的得]原因|导致|因为什么|归因|咋(?:会|就)?.{0,3}(?:跌|涨|降|掉|少)|怎么.{0,6}(?:这么|那么)(?:少|多|低|高|差|好)|\bwhy\b|\bhow come\b|\bwhat (?:caused|happened|made|drove|explains?)\b|\breasons? (?:for|behind|why)\b|\bcause of\b|\bexplain (?:the|this|that|why)\b"
)
_CHANGE = re.compile(
    r"涨|跌|降|升|掉|少|多|变|下滑|差|低|高|\b(?:drop|fell|fall|down|up|rose|rise|lower|higher|declin|change|less|more|increase|decrease|low|high|flat|bad|good)"
)
_HOW_TO = re.compile(
    r"(?:怎么|如何|怎样|咋)(?:才能|能|可以|去|样)?(?:提升|提高|优化|做|设置|开|写|改|处理|弄|算|降低|增加|避免|解决|搞|引流|拉|涨粉|报名|发布|上架|计算|用|应对|回复|办|调)|^what(?:\'s| is) (?!the |our |my |up|left)[\w -]+$|什么意思|是什么(?:意思|指标)?$|什么是|是啥|啥意思|定义|规则|要求|技巧|有什么办法|怎么办|\bhow (?:do|can|to|should|could|would) (?:i|we|you|one)?\s?(?:improve|increase|raise|boost|set|reduce|lower|fix|write|get more|handle|list|publish|calculate|grow|make)|\bhow to\b|\bwhat (?:is|does|are) .{1,30}\bmean|\bdefinition\b|\bdefine\b|\brules?\b|\brequirements?\b|\btips\b"
)
_ACTION = re.compile(
    r"改成|改到|降到|降价|涨价|调到|提价|上架|下架|发布|报名|参加活动|暂停|停掉|停了|开启|打开|关掉|(?:预算|出价|底线|价格|库存).{0,4}(?:改|设|调|加|降|提|定)|(?:设|定|改|换).{0,4}目标|目标(?:改|定|设|是|为|就)|(?:做到|冲到?|达到|干到|完成)\s?[\d一二两三四五六七八九十]|日报|周报|报告|报表推|发.{0,3}报|提醒我|同意|驳回|撤销|转人工|\bset\b|\bchange (?:the )?(?:price|stock|budget|title|goal|target)|\b(?:raise|lower|cut) (?:the )?(?:price|budget|bid)|\b(?:publish|take down|pause|resume|enrol|enroll|approve|reject|undo|stop|start)\b|\b(?:daily|weekly) report\b|\bremind me\b|\b(?:our|the|my)? ?(?:goal|target) (?:is|to|of)\b|\breach\b"
)
_SHOP = re.compile(r"生意|店里|店铺|经营|大盘|战报|\b(?:business|shop|overview)\b")
_ASKING = re.compile(
    r"多少|几|怎么样|咋样|如何|看|查|哪|吗|呢|谁|是不是|有没有|[?？]|\b(?:what|how|which|show|give|tell|list|who|compare)\b"
)


def why_signal(low: str, asked: Asked) -> float:
    """0 where nothing asks for a cause; high with a figure or a movement beside it."""
    if not _WHY.search(low):
        return 0.0
    if asked.metrics and not asked.weak:
        return 0.95
    if _CHANGE.search(low) or asked.overview:
        return 0.85
    return 0.5


def data_signal(low: str, asked: Asked, left: str = "") -> float:
    """0 where no part of a data question was said; lowered by know-how, actions and, where no figure is named,
    by what is `left` of the text unexplained."""
    strength = _strength(low, asked)
    if len(left) >= 2 and (not asked.metrics or asked.weak):
        strength = min(strength, 0.3)
    if _HOW_TO.search(low) and not asked.windows:
        strength = min(strength, 0.2)
    if _ACTION.search(low) and not re.search(r"多少|几|how (?:much|many)|what|哪", low):
        strength = min(strength, 0.2)
    return strength


def _strength(low: str, asked: Asked) -> float:
    shape = bool(asked.order or asked.limit or asked.dimensions or asked.grain or asked.trend or asked.having)
    asking = _ASKING.search(low) is not None
    if "goal_pct" in asked.derive and asking:
        return 0.8
    if asked.metrics and not asked.weak:
        if asked.windows or asked.shift or asked.problem or shape:
            return 0.97
        return 0.9 if asking else 0.7
    if asked.metrics or asked.overview:
        if asked.windows and (asking or shape):
            return 0.85
        return 0.75 if shape or _SHOP.search(low) else 0.35
    if asked.derive and (asked.windows or shape or asked.filters):
        return 0.8
    if asked.dimensions and (asked.order or asked.windows):
        return 0.8
    if asked.order and asked.loose and (asked.windows or asked.limit):
        return 0.85
    if asked.order or asked.having:
        return 0.5 if asked.loose else 0.3
    return 0.15 if asked.says_anything else 0.0
