"""Kinds of facts: what a question asks for, a length of time, a sum, a size, and which of them a passage tells."""

import re

KINDS: dict[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "time": (
        re.compile(
            r"多久|几天|几年|几日|几个月|几小时|几个小时|多少天|多少年|多长时间|时限|期限|有效期|几号|什么时候|哪天|啥时候|何时"
            r"|how long|how many (?:days|hours|years|months|weeks)|how soon|deadline|when (?:do|does|is|was|must|will)"
        ),
        re.compile(r"\d+\s*(?:天|日|年|个月|小时|月|分钟|周)|[一二三四五六七八九十两]+(?:天|日|年|个月|小时|周)"),
    ),
    "fine": (
        re.compile(r"罚|处罚|坐牢|判几年|赔多少|\bfine[ds]?\b|penalt|jail|prison|punish|compensat|damages"),
        re.compile(r"罚|处罚|吊销|赔|停止展示|责令|没收|直接下架|取消报名"),
    ),
    "sum": (
        re.compile(
            r"多少钱|费用|几块|收费|什么价|价位|官费|手续费"
            r"|\bfees?\b|\bcosts?\b|\bprice of\b|how much (?:is|does|do)"
        ),
        re.compile(r"\d+\s*(?:元|万元|万美元)|元|收费|不收|免费|倍|运费|按点击|材料加人工"),
    ),
    "share": (
        re.compile(r"几个点|百分之几|百分比|比例|税率|\brate\b|per ?cent|percentage|几折|几成"),
        re.compile(r"%|折|成(?!本|交|年|为|立|功|品|份|组|套)|率"),
    ),
    "count": (
        re.compile(
            r"多少(?:字|张|个|件|条|款|次|种|家|页|档|位)|几(?:个|张|次|种|条|款|档|份|家|位|项|步)|how many|how often"
            r"|最多|最少|上限|maximum|minimum|\bmax\b|\bmin\b|at most|at least"
        ),
        re.compile(r"\d+\s*(?:字|张|个|件|条|款|次|种|档|位|倍)|[一二三四五六七八九十两]+(?:样|种|次|个|张|步|类|条|档|件|级|项)|最多|最少|最高|至少"),
    ),
    "size": (
        re.compile(
            r"多大|多宽|多高|多重|尺寸|像素|厘米|公斤|多少(?:兆|克|斤)"
            r"|\bsize\b|\bwide\b|\bbig\b|pixel|weight limit|dimensions"
        ),
        re.compile(r"像素|厘米|公斤|MB|克|毫米|\bkg\b|大小|尺寸"),
    ),
    "name": (
        re.compile(
            r"标准号|哪个标准|执行(?:什么|哪)|编号是|编码是|哪一类|第几类|几类"
            r"|which standard|standard number|\bhs code\b|which class|what class"
        ),
        re.compile(r"GB|编码|ASTM|EN 71|类|UCP|UN38"),
    ),
    "whom": (
        re.compile(
            r"电话|联系方式|哪家好|推荐|哪个好|在哪(?:里)?(?:买|办|下载|设)|模板|范本"
            r"|hotline|phone number|which .{0,20} (?:is good|is best|should i (?:use|buy))|template"
        ),
        re.compile(r"网站|平台」|系统」|货代|报关行"),
    ),
}  # fmt: skip


def asked_kinds(question: str) -> frozenset[str]:
    """The kinds that a question asks for; `question` is folded (see `words.normal`)."""
    return frozenset(kind for kind, (asks, _) in KINDS.items() if asks.search(question))


def told_kinds(text: str) -> frozenset[str]:
    """The kinds that a Chinese passage tells."""
    return frozenset(kind for kind, (_, tells) in KINDS.items() if tells.search(text))
