"""`list_approvals`: what waits for a decision."""

from core.approvals import Approval
from core.calls import Answer, Arguments, CallContext, Effect, Result
from core.phrases import Lang, Phrases
from core.ports import Approvals, Shops
from core.records import Shop
from core.replies import Button, Text
from tools.gate.card import decision_buttons
from tools.gate.times import say_time

SHOWN = 8


class NoArguments(Arguments):
    """Nothing to say."""


class ListApprovals:
    """The pending ones that are still in time, oldest first, each with its buttons."""

    name = "list_approvals"
    description = "Shows what waits for the merchant's decision, with buttons to approve, edit or reject."
    effect: Effect = "read"
    kind = "read"
    arguments: type[Arguments] = NoArguments

    def __init__(self, approvals: Approvals, shops: Shops, phrases: Phrases) -> None:
        self._approvals = approvals
        self._shops = shops
        self._phrases = phrases

    async def run(self, arguments: NoArguments, context: CallContext) -> Result:
        merchant, lang = context.actor.merchant, context.actor.lang
        items = [item for item in await self._approvals.waiting(merchant) if context.now < item.expires_at]
        if not items:
            return Result((Text(text=self._phrases.say("approvals.nothing_waits", lang)),), Answer(status="empty"))
        shop = await self._shops.get(merchant) or Shop(merchant=merchant, name=merchant)
        lines = [self._line(number, item, shop, context) for number, item in enumerate(items, 1)]
        head = self._phrases.say("approvals.list_head", lang, count=str(len(items)), shop=shop.name)
        buttons = (
            decision_buttons(items[0].id, self._phrases, lang)
            if len(items) == 1
            else tuple(self._row(number, item, lang) for number, item in enumerate(items[:SHOWN], 1))
        )
        rows = tuple((item.id, item.kind, item.headline, item.expires_at.isoformat()) for item in items)
        answer = Answer(columns=("approval", "kind", "headline", "expires_at"), rows=rows)
        return Result((Text(text="\n".join((head, *lines)), buttons=buttons),), answer)

    def _line(self, number: int, item: Approval, shop: Shop, context: CallContext) -> str:
        lang = context.actor.lang
        time = say_time(item.expires_at, context.now, shop, self._phrases, lang)
        return self._phrases.say("approvals.list_line", lang, n=str(number), headline=item.headline, time=time)

    def _row(self, number: int, item: Approval, lang: Lang) -> tuple[Button, ...]:
        (row,) = decision_buttons(item.id, self._phrases, lang)
        return tuple(Button(text=f"{button.text} {number}", data=button.data) for button in row)
