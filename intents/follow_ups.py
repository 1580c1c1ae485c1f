"""Short remarks on the answer before: sum it up, the second one, as a chart, not that but this."""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["control", "chart", "sum", "average", "pick", "repeat", "export", "shorter", "detail", "only"]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What is wanted of the last answer. `place` is the row meant by 第二个 (from 0, -1 is the last)."""

    kind: Kind
    place: int = 0


@dataclass(frozen=True, slots=True)
class Correction:
    """不是访客，是买家: what was wrong ("" when it isn't said) and what is meant."""

    wrong: str
    right: str


_CONTROL = re.compile(
    r"(?:取消吧?|算了吧?|不用了|撤销|撤回|撤销刚才(?:的|那个)?|恢复|继续吧?|接着来|等一下|先这样|cancel(?: that| it)?|never ?mind|undo(?: that| it)?|resume|go on|continue|stop|forget it)[。.！!]*"
)
_SUM = re.compile(
    r"合计|总共|一共|加起来|总和|加总|总计|加一块|\b(?:in total|altogether|in all|sum|combined|total(?: up)?|add(?:ed)? (?:them |it )?up)\b"
)
_AVERAGE = re.compile(
    r"^(?:那)?(?:他们|它们|这些|这几个)?的?(?:平均|均值|日均)(?:值|每天|每个|下来)?(?:呢|是?多少|是什么)?[？?]?$|^(?:and )?(?:on average|the average|what's the average|daily average)\??$"
)
_REPEAT = re.compile(
    r"(?:再|重新)(?:看|查|来|发|说|算|刷)(?:一下|一遍|一次|下|新)?[吧呢]?|刷新(?:一下)?|再来一遍|(?:show|check|run|say|send|try)(?: me)?(?: it| that)? again|refresh(?: it)?|again(?: please)?|once more|repeat(?: that)?"
)
_EXPORT = re.compile(
    r"导出|下载|发(?:我|个|成)?(?:表格|excel|文件|csv)|做成(?:表格|excel)|表格形式|\b(?:export|download|as (?:an? )?(?:table|excel|csv|file|spreadsheet))\b"
)
_SHORTER = re.compile(
    r"短一?点|简单点|简短(?:些|点)?|精简|说重点|长话短说|一句话|太长了?|\b(?:shorter|briefly|in short|tl;?dr|one sentence|too long|summari[sz]e(?: it| that)?|make it short)\b"
)
_DETAIL = re.compile(
    r"详细(?:点|些|说说)?|展开(?:说说|讲讲|看看)?|具体(?:点|说说|呢)|细说|多说点|说详细|\b(?:more details?|in detail|elaborate|expand(?: on that)?|tell me more)\b"
)
_ONLY = re.compile(
    r"(?:那)?(?:只|仅|单独|光)(?:看|要|算|说|统计|显示)?|\b(?:only|just)\b|除了|不含|去掉|排除|不算|\b(?:excluding|exclude|without|except)\b"
)
_PICK = re.compile(
    r"第(?P<zh>[一二三四五六七八九十]|\d{1,2})(?:个|名|款|位|条|天|件)?(?!季|周|次|[一-鿿]?步|[天节章])|(?P<last>最后一?(?:个|名|款|位|条)|垫底的?那?个?|倒数第一个?)|(?P<top>排第一的|最高的?那个|最好的?那个|榜首|top one|the best one)|\bthe (?P<en>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)(?: one| product| item)?\b(?! (?:quarter|half|week|day|month))"
)
_EN_PLACES = {
    "first": 0,
    "second": 1,
    "third": 2,
    "fourth": 3,
    "fifth": 4,
    "last": -1,
    "1st": 0,
    "2nd": 1,
    "3rd": 2,
    "4th": 3,
    "5th": 4,
}
_ZH_PLACES = "一二三四五六七八九十"
_CORRECTIONS = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?:不对|错了|不|哦|啊|呃|不好意思|搞错了)?[，,。！! ]*(?:我(?:说|问|要|指|看)的|要的|问的)?不是(?!吗|吧|说|很|这样|这个意思)(?P<wrong>[^，,。;；]{1,20}?)[，,。;； ]*(?:我?(?:要|说|问|想看|指)的?)?(?:而?是|要看?|看的?是)(?P<right>.{1,40})$",
        r"^(?:不对|错了|不是|搞错了|说错了|打错了|写错了|弄错了|不|口误)[，,。！! ]+(?:我(?:要|说|问|想看|指)的?)?(?:应该|而|我要的|改)?(?:是|看|要)?(?P<right>.{1,40})$",
        r"^我(?:说|问|指|要|想看)的(?:其实)?是(?P<right>.{1,40})$",
        r"^(?:应该是|是)(?P<right>[^吗？?]{1,20}?)[，,。]?\s?(?:不是|而不是)(?P<wrong>[^吗？?]{1,20})$",
        r"^(?:no|sorry|oops|wait)?[,. ]*(?:i (?:mean|meant|said|want(?:ed)?) )?not (?P<wrong>[^,.;]{1,30}?)[,.; ]+(?:but |i (?:mean|meant|want(?:ed)?) |it'?s )?(?P<right>.{1,40})$",
        r"^(?:no|sorry|oops|wait|actually|nope)?[,.! ]*(?:i (?:mean|meant)|i was asking (?:about|for)|make that|rather)[,: ]+(?P<right>.{1,40})$",
        r"^(?:no|nope|sorry|oops|wrong)[,.! ]+(?P<right>(?!thanks|thank|need|problem|way).{1,40})$",
        r"^(?P<right>[^,.]{1,30}),? not (?P<wrong>[^,.]{1,30})$",
    )
)


def follow_up_of(low: str) -> FollowUp | None:
    """The kind of remark; None if it is none. Charts, limits and filters are read from the mentions."""
    if _CONTROL.fullmatch(low):
        return FollowUp("control")
    if _SUM.search(low):
        return FollowUp("sum")
    if _AVERAGE.search(low):
        return FollowUp("average")
    pick = _PICK.search(low)
    if pick is not None:
        return FollowUp("pick", _place(pick))
    for kind, pattern in _REMARKS:
        if pattern.search(low):
            return FollowUp(kind)
    return None


_REMARKS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("repeat", _REPEAT),
    ("export", _EXPORT),
    ("shorter", _SHORTER),
    ("detail", _DETAIL),
    ("only", _ONLY),
)


def remark_span(low: str, kind: Kind) -> tuple[int, int]:
    """Where the remark stands, so that it isn't counted as something unexplained."""
    patterns = {"sum": _SUM, "average": _AVERAGE, "pick": _PICK, "control": _CONTROL} | dict(_REMARKS)
    match = patterns[kind].search(low) if kind in patterns else None
    return match.span() if match else (0, 0)


def _place(match: re.Match[str]) -> int:
    if match["zh"]:
        text = match["zh"]
        return int(text) - 1 if text.isdigit() else _ZH_PLACES.index(text)
    if match["last"]:
        return -1
    return _EN_PLACES[match["en"]] if match["en"] else 0


def correction_of(low: str) -> Correction | None:
    """不是X，是Y · 我说的是Y · not X, Y · I meant Y."""
    for pattern in _CORRECTIONS:
        match = pattern.search(low)
        if match is not None:
            groups = match.groupdict()
            return Correction((groups.get("wrong") or "").strip(), groups["right"].strip(" 。.！!"))
    return None
