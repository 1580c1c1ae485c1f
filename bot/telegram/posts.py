"""`Post`: one Telegram message before it is sent, and how a reply becomes posts."""

from dataclasses import dataclass
from typing import Literal

from bot.telegram.markup import CAPTION_LIMIT, Run, Styled, blank, clean, plain, split
from core.buttons import LIMIT
from core.replies import ApprovalCard, Button, Rows


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture or a document with its bytes."""

    kind: Literal["photo", "document"]
    data: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Post:
    """`text` is the caption if there is an attachment, and within Telegram's limits already."""

    text: Styled
    buttons: Rows = ()
    attachment: Attachment | None = None
    progress: bool = False


def posts(text: Styled, buttons: Rows = (), attachment: Attachment | None = None, if_blank: str = "") -> list[Post]:
    """As many messages as the text needs, the attachment on the first, the buttons on the last.

    `if_blank` is what stands over buttons that came without a sentence.
    """
    sound = tuple(Run(clean(run.text), run.mark) for run in text)
    rows = sound_buttons(buttons)
    pieces = split(sound, first=CAPTION_LIMIT if attachment else None)
    if not pieces and attachment is None and rows and not blank(if_blank):
        pieces = ((Run(if_blank),),)
    if not pieces:
        return [Post((), rows, attachment)] if attachment else []
    last = len(pieces) - 1
    return [Post(piece, rows if at == last else (), attachment if at == 0 else None) for at, piece in enumerate(pieces)]


def sound_buttons(rows: Rows) -> Rows:
    """Without the buttons that would make Telegram refuse the whole message."""
    kept = (tuple(button for button in row if _sound(button)) for row in rows)
    return tuple(row for row in kept if row)


def _sound(button: Button) -> bool:
    return not blank(button.text) and 0 < len(button.data.encode()) <= LIMIT


def card_text(card: ApprovalCard) -> Styled:
    """The first line of a card stands out."""
    headline, line_break, rest = card.text.partition("\n")
    return (Run(headline, "b"), Run(line_break + rest))


def bare(post: Post) -> Post:
    """The same without any marks."""
    return Post((Run(plain(post.text)),), post.buttons, post.attachment, post.progress)
