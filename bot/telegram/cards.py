"""Which messages carry buttons that decide an approval, so that they can be taken away once it is decided."""

from collections import OrderedDict
from dataclasses import dataclass

from core.buttons import parse_button
from core.replies import Button, Rows

_DECIDING = frozenset({"ok", "edit", "no"})
_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Card:
    """A message with buttons, as last known."""

    chat: str
    message: int
    buttons: Rows


class Cards:
    """The latest thousand messages with deciding buttons, in this process's memory: a loss costs tidiness only."""

    def __init__(self) -> None:
        self._cards: OrderedDict[tuple[str, int], Card] = OrderedDict()

    def shown(self, card: Card) -> None:
        """Remember a message that was sent or tapped."""
        if not _approvals(card.buttons):
            return
        self._cards[card.chat, card.message] = card
        while len(self._cards) > _KEPT:
            self._cards.popitem(last=False)

    def open_in(self, chat: str) -> frozenset[str]:
        """The approvals that messages in this chat offer to decide."""
        found = (_approvals(card.buttons) for card in self._cards.values() if card.chat == chat)
        return frozenset().union(*found)

    def settle(self, approval: str) -> tuple[Card, ...]:
        """The messages to change, in all chats, with the buttons that stay."""
        changed = tuple(
            Card(card.chat, card.message, _without(card.buttons, approval))
            for card in self._cards.values()
            if approval in _approvals(card.buttons)
        )
        for card in changed:
            self._cards.pop((card.chat, card.message))
            self.shown(card)
        return changed


def _decides(button: Button) -> str:
    """The approval that a button decides, or ""."""
    parsed = parse_button(button.data)
    return parsed.argument.partition(":")[0] if parsed and parsed.verb in _DECIDING else ""


def _approvals(rows: Rows) -> frozenset[str]:
    return frozenset(approval for row in rows for button in row if (approval := _decides(button)))


def _without(rows: Rows, approval: str) -> Rows:
    kept = (tuple(button for button in row if _decides(button) != approval) for row in rows)
    return tuple(row for row in kept if row)
