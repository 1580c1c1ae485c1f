"""What is left of a text when everything recognised and all filler is taken out: little is left of an ellipsis."""

import re

from intents.folding import Span
from intents.mentions import Mentions

_FILLER = re.compile(
    r"那么|那就|那个|那些|那|呢|吗|嘛|啊|吧|呀|哈|哦|的话|的|了|麻烦|请|帮我|帮忙|给我|给|我要|我想|想|我|你|再来|再|也|还有|还|把|"
    r"换成|换个|换|改成|改为|改用|改|变成|按照|按|从|和|跟|与|比较|比一比|比|相比|对比|较|单独|只要|只看|只算|只|仅|就|看看|看一看|看一下|看下|看|"
    r"查一下|查下|查|多少|怎么样|咋样|如何|是|有|要|来|个|下|一下|做|出|用|显示|展示|去掉|除了|除|不要|不看|不算|不含|排除|加上|加|"
    r"这个|这些|这几个|这|它们|他们|她们|它|他|数据|情况|拆开|拆分|拆|分开|分|呈现|一起|分别|各个|各|在|里面|里|中|同样|都|全部|全|"
    r"时候|期间|方面|部分|一样|另外|顺便|对了|嗯|好的|好|行|能不能|能|可以|可|会|不|没|得|到|为|成|上|哪些|哪个|哪|几|"
    r"说的|问的|我说|我问|应该|其实|而是|不是|不对|错了|错|^老板|^掌柜|反过来|倒过来|倒序|反着|我们|咱们?|店铺|店里|店|现在|目前|具体|大概|实际|到底|究竟|数字|总数|总量|一点|来自|区域|地区|地方|省|市|渠道|端|客户|买的|什么|啥|咋|并|且|又|"
    r"\b(?:and|what|what's|about|how|only|just|show|me|the|for|in|by|as|a|an|of|to|it|that|this|on|please|same|then|now|instead|split|"
    r"break|broken|down|make|i|i'm|mean|meant|want|see|give|get|us|with|from|is|was|were|are|did|do|does|can|could|you|let's|let|vs|"
    r"versus|compare|compared|against|than|also|too|one|ones|data|numbers?|those|these|them|they|their|its|look|at|so|ok|okay|no|not|"
    r"sorry|actually|rather|check|tell|my|our|we|at|or|but|if|into|per|each|view|display|put|turn|change|switch|use|like|much|many|"
    r"people|there|here|well|hmm|right|yes|no|be|been|had|have|has|filter|excluding|except|without|exclude|which|who|when|s|"
    r"again|more|less|back|over|during|until|since|doing|go|going|any|all|would|should|will)\b"
    r"|[\s\W_]+|\x00+"
)


def residue(mentions: Mentions, spans: tuple[Span, ...] = ()) -> str:
    """The text that nothing explains. `spans` are further places already understood."""
    low = mentions.low
    known = [
        *(date.span for date in mentions.dates),
        *(mention.span for mention in mentions.named),
        *(number.span for number in mentions.numbers),
        *(hit.span for hit in mentions.products),
        *spans,
    ]
    for span in known:
        low = low[: span.start] + "\x00" * (span.end - span.start) + low[span.end :]
    return _FILLER.sub("", low)
