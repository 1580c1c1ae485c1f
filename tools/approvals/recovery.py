"""After a crash: each write that was cut off is looked up at the marketplace, and the merchant is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, cast

from pydantic import ValidationError

from core.approvals import Approval, call_hash
from core.calls import Actor, CallContext, Failed, Result, Retry, WriteTool
from core.errors import OutcomeUnknownError
from core.phrases import Lang, Phrase
from core.ports import Approvals, Calls, Clock, Shops
from core.records import StartedCall
from core.replies import Reply, Rows, Text
from tools.approvals.moves import Moves
from tools.approvals.wording import Wording
from tools.gate.perform import Recorded, finish
from tools.registry import Registry

LOOK_BACK = timedelta(days=30)
GRACE = timedelta(minutes=2)
"""How long a write may be under way before a look-up's no is believed while the bot runs."""

News = Literal["done", "failed", "unknown"]
APPROVED: Mapping[News, str] = {
    "done": "approvals.recovered_done",
    "failed": "approvals.recovered_failed",
    "unknown": "approvals.recovered_unknown",
}
UNDONE: Mapping[News, str] = {
    "done": "approvals.recovered_undo_done",
    "failed": "approvals.recovered_undo_failed",
    "unknown": "approvals.recovered_undo_unknown",
}
PLAIN: Mapping[News, str] = {
    "done": "approvals.recovered_plain_done",
    "failed": "approvals.recovered_plain_failed",
    "unknown": "approvals.recovered_plain_unknown",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be told without being asked. `key` is the same for the same news, so that it is delivered once."""

    key: str
    merchant: str
    chat: str
    lang: Lang
    replies: tuple[Reply, ...]


class Recovery:
    """Looks up, never repeats."""

    def __init__(
        self,
        *,
        registry: Registry,
        approvals: Approvals,
        calls: Calls,
        shops: Shops,
        moves: Moves,
        words: Wording,
        clock: Clock,
    ) -> None:
        self._registry = registry
        self._approvals = approvals
        self._calls = calls
        self._shops = shops
        self._moves = moves
        self._words = words
        self._clock = clock

    async def recover(self, older_than: timedelta) -> tuple[Notice, ...]:
        """Those cut off while they ran, then those approved that never began or whose end wasn't noted."""
        until = self._clock.now() - older_than
        notices = [await self._cut_off(call) for call in await self._calls.cut_off() if call.started_at <= until]
        for shop in await self._shops.all():
            for item in await self._approvals.recent(shop.merchant, until - LOOK_BACK):
                if item.status == "approved" and (item.decided_at or until) <= until:
                    notices.append(await self._left_approved(item, shop.lang))
        return tuple(notice for notice in notices if notice is not None)

    async def look_up(self, item: Approval) -> Notice | None:
        """The same for one approval while the bot runs; None while it may still be under way."""
        for call in await self._calls.cut_off():
            if call.request_id == item.id:
                young = call.started_at > self._clock.now() - GRACE
                return await self._cut_off(call, believe_no=not young)
        return None

    async def _cut_off(self, call: StartedCall, *, believe_no: bool = True) -> Notice | None:
        try:
            found = await self._find(call)
        except OutcomeUnknownError:
            return await self._notice(call, "unknown")
        if found is None and not believe_no:
            return None
        outcome = found or Failed(Phrase("approvals.cut_off"))
        if not await finish(self._calls, call.request_id, call_hash(call.call), outcome):
            return None
        await self._note(call, outcome)
        return await self._notice(call, "done" if found else "failed", found)

    async def _find(self, call: StartedCall) -> Result | None:
        """Ask the tool. A call that this version can't read any more counts as unknown."""
        tool = self._registry.get(call.call.tool)
        if tool is None or tool.effect != "write":
            raise OutcomeUnknownError(call.request_id)
        try:
            arguments = tool.arguments.model_validate(call.call.arguments)
        except ValidationError as error:
            raise OutcomeUnknownError(call.request_id) from error
        actor = Actor(call.merchant, call.user, call.chat, "system", call.lang)
        context = CallContext(actor, self._clock.now(), call.request_id, call.approval)
        return await cast(WriteTool, tool).find(arguments, context)

    async def _note(self, call: StartedCall, outcome: Result | Failed) -> None:
        """Bring the approval into line with what took place."""
        item = await self._approvals.get(call.merchant, call.approval) if call.approval else None
        if item is None:
            return
        now, done = self._clock.now(), isinstance(outcome, Result)
        if call.request_id == item.id:
            await self._close(item, outcome)
        elif done and item.status == "executed":
            await self._moves.move(item, "undone", by=call.user, at=now)

    async def _close(self, item: Approval, outcome: Result | Retry | Failed) -> News:
        now = self._clock.now()
        if not isinstance(outcome, Result):
            await self._moves.move(item, "failed", by=item.decided_by, at=now)
            return "failed"
        await self._moves.move(item, "executed", by=item.decided_by, at=now, inverse=outcome.inverse)
        return "done"

    async def _left_approved(self, item: Approval, lang: Lang) -> Notice | None:
        """None while its call is still unknown: that was told with the call."""
        known = await self._calls.status(item.id)
        if known is not None and known[0] == "started":
            return None
        outcome = Recorded.model_validate_json(known[1]).outcome if known else Failed(Phrase("approvals.cut_off"))
        news = await self._close(item, outcome)
        undoable = isinstance(outcome, Result) and outcome.inverse is not None
        text = self._words.say(APPROVED[news], lang, headline=item.headline)
        buttons = self._buttons(news, item.id, lang, undoable=undoable)
        replies = (Text(text=text, buttons=buttons),)
        return Notice(f"recover:{item.id}:{news}", item.merchant, item.chat, lang, replies)

    async def _notice(self, call: StartedCall, news: News, found: Result | None = None) -> Notice:
        item = await self._approvals.get(call.merchant, call.approval) if call.approval else None
        key = f"recover:{call.request_id}:{news}"
        if item is None:
            plain = Text(text=self._words.say(PLAIN[news], call.lang))
            return Notice(key, call.merchant, call.chat, call.lang, (plain, *(found.replies if found else ())))
        own = call.request_id == item.id
        text = self._words.say((APPROVED if own else UNDONE)[news], call.lang, headline=item.headline)
        undoable = found is not None and found.inverse is not None
        buttons = self._buttons(news, item.id, call.lang, undoable=undoable) if own else ()
        if not own and news != "done":
            buttons = self._words.button("undo", item.id, call.lang)
        return Notice(key, call.merchant, call.chat, call.lang, (Text(text=text, buttons=buttons),))

    def _buttons(self, news: News, approval: str, lang: Lang, *, undoable: bool) -> Rows:
        if news == "done":
            return self._words.button("undo", approval, lang) if undoable else ()
        return self._words.button("again" if news == "failed" else "check", approval, lang)
