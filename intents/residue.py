"""What is left of a text when everything recognised and all filler is taken out: little is left of an ellipsis."""

from intents.folding import Span
from intents.mentions import Mentions
from intents.patterns import pattern

_FILLER = pattern("residue.filler")


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
