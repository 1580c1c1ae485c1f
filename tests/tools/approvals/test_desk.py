import asyncio

import pytest

from core.calls import Failed, Result
from tests.fakes.shop import ShopInMemory, buttons, card_of
from tools.approvals import Reopen, Verdict
from tools.gate import Limits


async def test_a_tap_publishes_and_offers_undo() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    outcome = await shop.decide(approval, "ok")
    assert shop.said(outcome) == "已发布：夜光乌龟摆件 树脂（编号 P1）。"
    assert buttons(outcome) == {"撤销": f"undo:{approval}"}
    assert isinstance(outcome, Result)
    assert [change.key for change in outcome.changes] == ["P1"]
    assert await shop.status(approval) == "executed"


async def test_the_request_id_is_the_approvals() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    await shop.decide(approval, "ok")
    assert ("demo", approval) in shop.market.receipts


async def test_200_taps_by_two_people_publish_once() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    taps = (shop.decide(approval, "ok", f"u{1 + n % 2}") for n in range(200))
    outcomes = await asyncio.gather(*taps)
    assert shop.market.writes == 1
    assert sum(len(outcome.changes) for outcome in outcomes if isinstance(outcome, Result)) == 1
    assert await shop.status(approval) == "executed"
    assert all(shop.said(outcome) for outcome in outcomes)


async def test_a_second_tap_is_told_who_and_when() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    await shop.decide(approval, "ok", "u2")
    shop.wait(minutes=5)
    headline = "发布「夜光乌龟摆件 树脂」"
    assert shop.said(await shop.decide(approval, "ok", "u1")) == (
        f"已经办好：{headline}。经理（u2）在今天 10:00 同意的，不会再办一次。"
    )
    assert (
        shop.said(await shop.decide(approval, "ok", "u2"))
        == f"已经办好：{headline}。你在今天 10:00 同意的，不会再办一次。"
    )


async def test_a_late_tap_is_told_and_may_ask_again() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    shop.wait(hours=24)
    late = await shop.decide(approval, "ok")
    assert shop.said(late) == "没有执行：发布「夜光乌龟摆件 树脂」。今天 10:00 已过期。"
    assert buttons(late) == {"重新提交": f"again:{approval}"}
    assert await shop.status(approval) == "expired"
    assert shop.market.writes == 0


async def test_asking_again_makes_one_new_card() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    shop.wait(hours=25)
    cards = [await shop.decide(approval, "again") for _ in range(2)]
    fresh = {card_of(card).approval for card in cards if not isinstance(card, Reopen)}
    assert len(fresh) == 1
    assert approval not in fresh
    await shop.decide(fresh.pop(), "ok")
    assert shop.market.writes == 1


async def test_asking_again_works_every_time_it_expires() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    for _ in range(3):
        shop.wait(hours=25)
        again = await shop.decide(approval, "again")
        assert again.kind == "approval_needed"
    assert len(await shop.approvals.waiting("demo")) == 1


async def test_staff_can_ask_but_not_approve() -> None:
    shop = ShopInMemory()
    approval = await shop.staged("u3")
    assert shop.said(await shop.decide(approval, "ok", "u3")) == "要老板或经理来拍板。"
    assert await shop.status(approval) == "pending"
    assert (await shop.decide(approval, "ok", "u2")).kind == "result"


async def test_staff_takes_back_only_what_they_asked_for() -> None:
    shop = ShopInMemory()
    own, others = await shop.staged("u3"), await shop.staged("u1", stock=5)
    assert isinstance(await shop.decide(others, "no", "u3"), Failed)
    assert isinstance(await shop.decide(own, "no", "u3"), Result)
    assert (await shop.status(own), await shop.status(others)) == ("rejected", "pending")


async def test_a_rejection_keeps_its_reason() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    said = shop.said(await shop.decide(approval, "no", reason="价格太低"))
    assert said == "已驳回：发布「夜光乌龟摆件 树脂」。原因记下了：价格太低"
    kept = await shop.approvals.get("demo", approval)
    assert kept is not None
    assert (kept.status, kept.reason) == ("rejected", "价格太低")
    assert "驳回的" in shop.said(await shop.decide(approval, "ok"))
    assert shop.market.writes == 0


async def test_editing_gives_the_call_back() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    opened = await shop.decide(approval, "edit")
    assert isinstance(opened, Reopen)
    assert opened.approval.call.arguments["stock"] == 2000
    assert "以新卡为准" in shop.said(await shop.decide(approval, "ok"))


async def test_undo_takes_it_down_once() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    await shop.decide(approval, "ok")
    undone = await shop.decide(approval, "undo")
    assert shop.said(undone) == "已下架：夜光乌龟摆件 树脂（编号 P1）。"
    assert shop.market.listings["P1"].status == "down"
    assert await shop.status(approval) == "undone"
    assert "已经撤销过" in shop.said(await shop.decide(approval, "undo"))
    assert shop.market.writes == 2


async def test_many_undos_at_once_take_it_down_once() -> None:
    shop = ShopInMemory(Limits(writes_per_minute=1000))
    approval = await shop.staged()
    await shop.decide(approval, "ok")
    outcomes = await asyncio.gather(*(shop.decide(approval, "undo", f"u{1 + n % 2}") for n in range(100)))
    assert shop.market.writes == 2
    assert sum(len(outcome.changes) for outcome in outcomes if isinstance(outcome, Result)) == 1


async def test_an_undo_that_failed_can_be_tried_again() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    await shop.decide(approval, "ok")
    shop.market.cut = "refuse"
    assert isinstance(await shop.decide(approval, "undo"), Failed)
    assert isinstance(await shop.decide(approval, "undo"), Result)
    assert await shop.status(approval) == "undone"


async def test_a_refusal_of_the_marketplace_is_told_with_a_way_on() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    shop.market.cut = "refuse"
    outcome = await shop.decide(approval, "ok")
    assert "没有办成" in shop.said(outcome)
    assert buttons(outcome) == {"重新提交": f"again:{approval}"}
    assert await shop.status(approval) == "failed"
    assert shop.said(await shop.decide(approval, "ok")) == shop.said(outcome)
    assert (await shop.decide(approval, "again")).kind == "approval_needed"


async def test_a_paused_shop_keeps_the_card() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    demo = await shop.shops.get("demo")
    assert demo is not None
    await shop.shops.put(demo.model_copy(update={"paused": True}))
    assert "/resume" in shop.said(await shop.decide(approval, "ok"))
    await shop.shops.put(demo)
    assert (await shop.decide(approval, "ok")).kind == "result"


async def test_a_card_of_another_shop_is_unknown() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    outcome = await shop.desk.decide(approval, "ok", shop.actor("u9", "owner", merchant="other"), shop.clock.now())
    assert isinstance(outcome, Failed)
    assert outcome.reason.key == "approvals.unknown"
    assert await shop.status(approval) == "pending"


async def test_a_stored_call_that_was_changed_does_not_run() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    row = shop.approvals.rows["demo", approval]
    forged = row.call.model_copy(update={"arguments": {**row.call.arguments, "stock": 9}})
    shop.approvals.rows["demo", approval] = row.model_copy(update={"call": forged})
    assert "没有执行" in shop.said(await shop.decide(approval, "ok"))
    assert shop.market.writes == 0


async def test_the_only_one_needs_no_card() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    await shop.decide("", "ok")
    assert await shop.status(approval) == "executed"
    await shop.decide("", "undo")
    assert await shop.status(approval) == "undone"


@pytest.mark.parametrize("verdict", ["ok", "edit", "no"])
async def test_several_pending_are_asked_about(verdict: Verdict) -> None:
    shop = ShopInMemory()
    first, second = await shop.staged(), await shop.staged(title="红灯笼")
    outcome = await shop.decide("", verdict)
    assert isinstance(outcome, Result)
    assert outcome.answer is not None
    assert outcome.answer.status == "ambiguous"
    assert list(buttons(outcome).values()) == [f"{verdict}:{first}", f"{verdict}:{second}"]
    assert {await shop.status(first), await shop.status(second)} == {"pending"}


@pytest.mark.parametrize("verdict", ["ok", "edit", "no", "undo", "again"])
async def test_nothing_to_decide_is_said(verdict: Verdict) -> None:
    assert isinstance(await ShopInMemory().decide("", verdict), Failed)


async def test_again_on_a_waiting_card_shows_its_buttons() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    assert list(buttons(await shop.decide(approval, "again")).values()) == [
        f"ok:{approval}",
        f"edit:{approval}",
        f"no:{approval}",
    ]


async def test_what_was_not_done_cant_be_undone() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    assert "没有可以撤销的改动" in shop.said(await shop.decide(approval, "undo"))


async def test_expire_closes_only_what_is_over() -> None:
    shop = ShopInMemory()
    old = await shop.staged()
    shop.wait(hours=23)
    new = await shop.staged(title="红灯笼")
    shop.wait(hours=1)
    assert [item.id for item in await shop.desk.expire(shop.clock.now())] == [old]
    assert (await shop.status(old), await shop.status(new)) == ("expired", "pending")


async def test_the_list_shows_what_waits() -> None:
    shop = ShopInMemory()
    first, second = await shop.staged(), await shop.staged(title="红灯笼")
    outcome = await shop.call("list_approvals", {})
    assert shop.said(outcome).split("\n") == [
        "【好物店】2 件等你拍板：",
        "1. 发布「夜光乌龟摆件 树脂」（明天 10:00 前有效）",
        "2. 发布「红灯笼」（明天 10:00 前有效）",
    ]
    assert buttons(outcome)["同意 1"] == f"ok:{first}"
    assert buttons(outcome)["驳回 2"] == f"no:{second}"


async def test_decisions_are_in_the_audit() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    await shop.decide(approval, "ok")
    await shop.decide(approval, "undo")
    actions = [entry.action for entry in await shop.audit.entries("demo")]
    assert actions == [
        "publish_product", "approval.approved", "publish_product", "approval.executed", "take_down_product",
        "approval.undone",
    ]  # fmt: skip
