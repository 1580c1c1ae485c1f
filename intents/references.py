"""References in any conversation: what is plainly elided or stands behind a pronoun is put back in."""

import re
from itertools import pairwise

import rjieba

from intents.folding import is_chinese
from intents.patterns import pattern

_ABOUT = re.compile(
    r"^(?:那么?|还有|以及|再问下?|那要是|如果是|换成|那换成)?[，, ]?(?P<x>[^，,。？?！!]{1,20}?)(?:又|的话)?呢[？?。]?$"
)
_ABOUT_EN = pattern("references.about_en", flags=re.IGNORECASE)
_NO_TOPIC = frozenset(
    [
        "你",
        "我",
        "他",
        "她",
        "它",
        "你们",
        "我们",
        "然后",
        "人",
        "怎么",
        "这个",
        "那个",
        "后来",
        "结果",
        "这",
        "那",
        "怎么办",
        "为什么",
        "你说",
    ]
)
_SHORT, _SHORTEST = 7, 3
_HOW = ("怎么", "如何")
_QUESTION = re.compile(r"吗|什么|怎么|如何|多少|多久|多大|多高|几|哪|谁|(.)[不没]\1")
_PERSON = re.compile(r"[你我他她它您咱]|大家|今天|明天|昨天|现在|星期|这|那")
_PREDICATES = ("v", "a", "d", "ad", "vn", "i", "p", "z", "l")
_WHOLE = frozenset(
    ["怎么了", "怎么办", "为什么", "什么", "是吗", "真的吗", "谁", "几点了", "怎么说", "好吗", "行吗", "可以吗"]
)
_COMMON_VERBS = frozenset(
    ["有", "是", "要", "可以", "能", "会", "知道", "需要", "应该", "想", "去", "做", "说", "看", "设", "到", "用"]
)
_ASKING = re.compile(
    r"怎么|如何|有什么|是什么|是谁|多少|多久|能不能|可不可以|可以|需要|在哪|什么|吗|几|要不要|有没有|好不好"
)
_HE = re.compile(r"他(?!们|人)|她(?!们)")
_IT = pattern("references.it")
_THEY = re.compile(r"他们|她们|它们")
_THERE = re.compile(r"那里|那边|那儿|这里|这边|这儿|当地")
_IT_EN = re.compile(r"\b(?:it|that one|this one)\b|^(?:that|this)(?= (?:is|was|works?|costs?))", re.I)
_THEY_EN = re.compile(r"\b(?:they|them|those)\b", re.I)
_HE_EN = re.compile(r"\b(?:he|she|him)\b", re.I)
_THERE_EN = re.compile(r"\bthere\b(?! (?:is|are|was|were|any))", re.I)
_BARE = pattern("references.bare")
_WORDS_BEFORE = re.compile(
    r"^(?:请问|我想问一?下?|问一?下|帮我看下|你知道|知道|你觉得|你认为|那|那么|我想知道|你喜欢|喜欢|听说过?|看过|我喜欢|我想看|说说|介绍一下|了解一下|讲讲)+"
)
_CAPITAL = pattern("references.capital")
_AFTER_PREPOSITION = re.compile(
    r"\b(?:for|of|about|in|on|with|to|from|at)\s+(?:the |a |an |my |our )?(?P<np>[\w' -]{2,40}?)(?=\s*[?.!,]|\s*$)",
    re.I,
)
_OBJECT = re.compile(
    r"\b(?:the|a|an|my|our)\s+(?P<np>[\w' -]{2,40}?)(?=\s*[?.!,]|\s*$| (?:is|are|be|have|has|work|cost|need)\b)", re.I
)
_NOUNS = ("n", "nr", "ns", "nt", "nz", "vn", "eng", "l", "j", "i", "an")
_NAMED = ("nr", "ns", "nt", "nz", "nrt", "nrfg")
_THIS = pattern("references.this")
_RELATION = pattern("references.relation")
_FUNCTION = pattern("references.function", flags=re.IGNORECASE)
_TITLE = re.compile(r"《[^》]{1,20}》|「[^」]{1,20}」|“[^”]{1,20}”")
_NOT_TOPIC = frozenset(
    [
        "要求",
        "时候",
        "问题",
        "办法",
        "意思",
        "原因",
        "东西",
        "情况",
        "人",
        "时间",
        "地方",
        "什么",
        "老板",
        "朋友",
        "大家",
        "方法",
        "方式",
        "区别",
        "多少",
        "关系",
        "商品",
        "产品",
        "生意",
        "店铺",
        "数据",
    ]
)


def resolve(text: str, earlier: tuple[str, ...], *, pronouns_only: bool = False) -> str | None:
    """`text` with what it leans on put in; None if it stands alone or nothing fits. `earlier` is newest last."""
    if not earlier:
        return None
    chinese = is_chinese(text) or not any(char.isalpha() for char in text)
    if pronouns_only:
        return _pronouns(text, earlier) if chinese else _pronouns_english(text, earlier)
    if chinese:
        steps = (_about, _bare, _pointed, _pronouns, _elided)
        return next((words for step in steps if (words := step(text, earlier))), None)
    return _about_english(text, earlier[-1]) or _pronouns_english(text, earlier)


def topic(text: str) -> str:
    """The noun phrase that a Chinese text is about: a title, else a name, else its first noun; "" without one."""
    if len(text) <= 6 and is_chinese(text) and not _FUNCTION.search(text):
        return text
    quoted = _TITLE.search(text)
    if quoted is not None:
        return quoted[0]
    phrases = _phrases(text)
    named = [phrase for phrase, tag in phrases if tag in _NAMED]
    return named[-1] if named else phrases[0][0] if phrases else ""


def _phrases(text: str) -> list[tuple[str, str]]:
    """Noun phrases in order, each with the tag of its last word."""
    found: list[tuple[str, str]] = []
    phrase, last, gap = "", "", ""
    for word, tag in rjieba.tag(_WORDS_BEFORE.sub("", text)):
        if tag in _NOUNS or tag in _NAMED:
            phrase, last, gap = phrase + gap + word, tag, ""
        elif tag == "uj" and phrase and not gap:
            gap = word
        else:
            found += [(phrase, last)] if phrase else []
            phrase, gap = "", ""
    found += [(phrase, last)] if phrase else []
    return [(phrase, tag) for phrase, tag in found if phrase not in _NOT_TOPIC]


def _about(text: str, earlier: tuple[str, ...]) -> str | None:
    """那详情页呢 after 主图有什么要求 → 详情页有什么要求."""
    match = _ABOUT.match(text)
    before = _WORDS_BEFORE.sub("", earlier[-1].strip())
    new = match["x"].strip() if match is not None else ""
    if not new or new in _NO_TOPIC or not before:
        return None
    tags = [tag for _, tag in rjieba.tag(new)]
    if (tags[-1] in ("y", "r", "t") or any(tag == "r" for tag in tags)) and not any(
        tag == "t" for _, tag in rjieba.tag(before)
    ):
        return None
    bound = re.match(r"([到去在从离])(.{2,})", new)
    if bound is not None and (place := _place_after(before, bound[1])):
        return before.replace(f"{bound[1]}{place}", new, 1)
    old = _counterpart(before, new, tags[-1])
    replaced = before.replace(old, new, 1) if old else before
    return replaced if replaced != before else None


def _place_after(before: str, word: str) -> str:
    """The name of a place that follows a preposition."""
    words = rjieba.tag(before)
    return next((after for (one, _), (after, tag) in pairwise(words) if one == word and tag in _NAMED), "")


def _counterpart(before: str, new: str, tag: str) -> str:
    """What in the last question the new word stands in for: a name of its kind, else what comes before the asking."""
    words = rjieba.tag(before)
    if tag == "t" or tag in _NAMED:
        same = next((word for word, other in words if other == tag and word != new), "")
        if same or tag == "t":
            return str(same)
    asking = _ASKING.search(before)
    head = before[: asking.start()] if asking is not None and asking[0] != "吗" else ""
    phrases = [phrase for phrase, _ in _phrases(before)]
    if head and (len(head) <= 4 or not phrases):
        return head
    if phrases:
        return phrases[0].split("的")[0] if "的" in phrases[0] and "的" not in new else phrases[0]
    return next((word for word, other in words if other in ("v", "vn") and word not in _COMMON_VERBS), "")


def _bare(text: str, earlier: tuple[str, ...]) -> str | None:
    """怎么设置 after a topic → that topic怎么设置."""
    match = _BARE.match(text)
    about = topic(earlier[-1]) if match is not None else ""
    return f"{about}{match['q']}" if match is not None and about else None


def _elided(text: str, earlier: tuple[str, ...]) -> str | None:
    """几点关门 after a place: a short question without a subject is about what was spoken of."""
    said = text.strip("？?。 ")
    if len(said) > _SHORT or said in _WHOLE or not _QUESTION.search(said) or _PERSON.search(said):
        return None
    if said.startswith(_HOW) and len(said) > _SHORTEST:
        return None
    words = rjieba.tag(said)
    opens = words[0][1] in _PREDICATES or _QUESTION.match(said) is not None
    about = topic(earlier[-1]) if opens else ""
    return f"{about}{text}" if about and about not in text and len(about) > 1 else None


def _pointed(text: str, earlier: tuple[str, ...]) -> str | None:
    """这本书讲什么 after a title → that title讲什么; 作者是谁 after a work → its author."""
    match = _THIS.search(text)
    if match is not None:
        what = _named_thing(earlier)
        return text[: match.start()] + what + text[match.end() :] if what and what not in text else None
    if _RELATION.match(text):
        what = _named_thing(earlier)
        return f"{what}的{text}" if what and what not in text else None
    return None


def _named_thing(earlier: tuple[str, ...]) -> str:
    """The latest title, name or bare answer."""
    for before in reversed(earlier):
        found = topic(before)
        tags = {tag for phrase, tag in _phrases(before) if phrase == found}
        if found and (found == before or _TITLE.search(before) or tags & set(_NAMED)):
            return found
    return ""


def _pronouns(text: str, earlier: tuple[str, ...]) -> str | None:
    for shape, tags in ((_THEY, ()), (_HE, ("nr", "nrt", "nrfg")), (_THERE, ("ns", "nt")), (_IT, ())):
        match = shape.search(text)
        if match is None:
            continue
        what = _antecedent(earlier, tags)
        if what and what not in text:
            return text[: match.start()] + what + text[match.end() :]
    return None


def _antecedent(earlier: tuple[str, ...], tags: tuple[str, ...]) -> str:
    """The latest noun phrase of a kind; any topic where no kind is asked for."""
    for before in reversed(earlier):
        if not tags:
            found = topic(before)
        else:
            found = next((phrase for phrase, tag in reversed(_phrases(before)) if tag in tags), "")
        if found:
            return found
    return ""


def _about_english(text: str, before: str) -> str | None:
    match = _ABOUT_EN.match(text.strip())
    if match is None or match["x"].lower() in ("you", "me", "it", "that", "this", "them"):
        return None
    for shape in (_CAPITAL,) if match["x"][:1].isupper() else ():
        names = list(shape.finditer(before))
        if names:
            return before[: names[-1].start()] + match["x"] + before[names[-1].end() :]
    for shape in (_AFTER_PREPOSITION, _OBJECT):
        found = list(shape.finditer(before))
        if found:
            span = found[-1].span("np")
            new = re.sub(r"^(?:for|of|in|on|with|to|the) ", "", match["x"])
            return before[: span[0]] + new + before[span[1] :]
    return None


def _pronouns_english(text: str, earlier: tuple[str, ...]) -> str | None:
    for shape in (_HE_EN, _THEY_EN, _THERE_EN, _IT_EN):
        match = shape.search(text)
        what = _english_topic(earlier[-1]) if match is not None else ""
        if match is not None and what and what.lower() not in text.lower():
            return text[: match.start()] + what + text[match.end() :]
    return None


def _english_topic(before: str) -> str:
    names = _CAPITAL.findall(before)
    if names:
        return str(names[-1])
    for shape in (_AFTER_PREPOSITION, _OBJECT):
        match = shape.search(before)
        if match is not None:
            article = before[match.start() : match.start("np")].split()
            return " ".join([*(word for word in article if word in ("the", "a", "an", "my", "our")), match["np"]])
    return ""
