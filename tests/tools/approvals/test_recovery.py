from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from core.calls import Result
from core.market import Product, ProductDraft
from core.replies import Text
from tests.fakes.ports import FakeMarketplace, MemoryApprovals, MemoryCalls
from tests.fakes.shop import ShopInMemory, buttons
from tests.tools.gate.counter import Counter
from tools.approvals import Notice


class KilledError(Exception):
    """Stands for kill -9."""


def told(notice: Notice) -> tuple[str, Mapping[str, str]]:
    text = notice.replies[0]
    assert isinstance(text, Text)
    return text.text, buttons(Result(notice.replies))


class DyingMarket(FakeMarketplace):
    """The process is killed before or after the publication took place."""

    async def publish(self, merchant: str, draft: ProductDraft, request_id: str) -> Product:
        when, self.cut = self.cut, ""
        if when == "before":
            raise KilledError
        product = await super().publish(merchant, draft, request_id)
        if when == "after":
            raise KilledError
        return product


class DyingApprovals(MemoryApprovals):
    """The process is killed when the approval is about to become `at`."""

    at = ""

    async def move(self, *arguments: Any, **named: Any) -> bool:
        if arguments[3] == self.at:
            self.at = ""
            raise KilledError
        return await super().move(*arguments, **named)


class DyingCalls(MemoryCalls):
    """The process is killed before the call is on record."""

    dies = False

    async def start(self, *arguments: Any) -> bool:
        if self.dies:
            self.dies = False
            raise KilledError
        return await super().start(*arguments)


async def killed(shop: ShopInMemory, approval: str) -> tuple[Notice, ...]:
    """Tap, die, start again."""
    with pytest.raises(KilledError):
        await shop.decide(approval, "ok")
    shop.restart()
    return await shop.desk.recover()


def dying(when: str) -> ShopInMemory:
    shop = ShopInMemory()
    shop.market.__class__ = DyingMarket
    shop.market.cut = "before" if when == "before" else "after"
    return shop


async def test_killed_after_publishing_it_stands_once_and_can_be_undone() -> None:
    shop = dying("after")
    approval = await shop.staged()
    (notice,) = await killed(shop, approval)
    assert told(notice) == ("重启前的操作已成功：发布「夜光乌龟摆件 树脂」。", {"撤销": f"undo:{approval}"})
    assert (notice.merchant, notice.chat, notice.lang) == ("demo", "c-u1", "zh")
    assert await shop.status(approval) == "executed"
    assert shop.market.writes == 1
    await shop.decide(approval, "undo")
    assert shop.market.listings["P1"].status == "down"


async def test_killed_before_publishing_it_is_not_done_and_can_be_asked_again() -> None:
    shop = dying("before")
    approval = await shop.staged()
    (notice,) = await killed(shop, approval)
    assert told(notice)[0] == "没有办成：发布「夜光乌龟摆件 树脂」。重启把它打断了，店里没有变动。"
    assert told(notice)[1] == {"重新提交": f"again:{approval}"}
    assert await shop.status(approval) == "failed"
    assert shop.market.writes == 0
    assert (await shop.decide(approval, "again")).kind == "approval_needed"


async def test_killed_between_approval_and_call_it_is_not_done() -> None:
    shop = ShopInMemory()
    shop.calls.__class__ = DyingCalls
    approval = await shop.staged()
    setattr(shop.calls, "dies", True)  # noqa: B010
    (notice,) = await killed(shop, approval)
    assert "没有办成" in told(notice)[0]
    assert await shop.status(approval) == "failed"
    assert shop.market.writes == 0


async def test_killed_before_the_approval_was_closed_it_is_done() -> None:
    shop = ShopInMemory()
    shop.approvals.__class__ = DyingApprovals
    approval = await shop.staged()
    setattr(shop.approvals, "at", "executed")  # noqa: B010
    (notice,) = await killed(shop, approval)
    assert "已成功" in told(notice)[0]
    assert await shop.status(approval) == "executed"
    assert shop.market.writes == 1


async def test_recovering_twice_tells_nothing_twice() -> None:
    shop = dying("after")
    await killed(shop, await shop.staged())
    assert await shop.desk.recover() == ()


async def test_a_silent_marketplace_leaves_it_open_and_asks_the_merchant() -> None:
    shop = dying("after")
    approval = await shop.staged()
    shop.market.silent = True
    (notice,) = await killed(shop, approval)
    assert "还不知道成没成" in told(notice)[0]
    assert told(notice)[1] == {"再查一次": f"again:{approval}"}
    assert await shop.status(approval) == "approved"
    shop.market.silent = False
    assert "已成功" in shop.said(await shop.decide(approval, "again"))
    assert await shop.status(approval) == "executed"


async def test_an_answer_that_never_came_is_not_repeated() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    shop.market.cut, shop.market.silent = "after", True
    outcome = await shop.decide(approval, "ok")
    assert "还不知道成没成" in shop.said(outcome)
    assert buttons(outcome) == {"再查一次": f"again:{approval}"}
    assert await shop.status(approval) == "approved"
    shop.market.silent = False
    await shop.decide(approval, "again")
    assert (await shop.status(approval), shop.market.writes) == ("executed", 1)


async def test_a_look_up_too_soon_does_not_believe_a_no() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    shop.market.cut = "before"
    await shop.decide(approval, "ok")
    assert "正在办" in shop.said(await shop.decide(approval, "again"))
    shop.wait(minutes=3)
    assert "没有办成" in shop.said(await shop.decide(approval, "again"))
    assert await shop.status(approval) == "failed"


async def test_an_undo_that_was_cut_off_is_looked_up() -> None:
    shop = ShopInMemory()
    shop.approvals.__class__ = DyingApprovals
    approval = await shop.staged()
    await shop.decide(approval, "ok")
    shop.market.cut, shop.market.silent = "after", True
    await shop.decide(approval, "undo")
    shop.market.silent = False
    shop.restart()
    (notice,) = await shop.desk.recover()
    assert told(notice)[0] == "重启前的撤销已成功：发布「夜光乌龟摆件 树脂」。"
    assert await shop.status(approval) == "undone"


async def test_an_undo_that_did_not_take_place_can_be_tapped_again() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    await shop.decide(approval, "ok")
    shop.market.cut = "before"
    await shop.decide(approval, "undo")
    (notice,) = await shop.desk.recover()
    assert told(notice)[1] == {"撤销": f"undo:{approval}"}
    assert (await shop.decide(approval, "undo")).kind == "result"
    assert await shop.status(approval) == "undone"


async def test_a_write_without_approval_is_looked_up_too() -> None:
    shop, counter = ShopInMemory(), Counter()
    shop.registry.add(counter)
    counter.fault = "lost"
    await shop.call("count", {"by": 1})
    (notice,) = await shop.desk.recover()
    assert told(notice)[0] == "刚才的操作没有办成，重启把它打断了。要的话再说一次。"


async def test_young_writes_of_other_workers_are_spared() -> None:
    shop = dying("after")
    approval = await shop.staged()
    with pytest.raises(KilledError):
        await shop.decide(approval, "ok")
    assert await shop.desk.recover(timedelta(minutes=1)) == ()
    shop.wait(minutes=2)
    assert len(await shop.desk.recover(timedelta(minutes=1))) == 1
