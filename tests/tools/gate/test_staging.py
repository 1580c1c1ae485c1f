from datetime import timedelta

from core.approvals import call_hash
from core.calls import ApprovalNeeded, Failed, Result, Retry
from tests.fakes.shop import TURTLE, ShopInMemory, buttons, card_of


async def test_publishing_waits_for_a_tap() -> None:
    shop = ShopInMemory()
    assert isinstance(await shop.publish(), ApprovalNeeded)
    assert shop.market.writes == 0


async def test_the_card_says_all_that_matters() -> None:
    shop = ShopInMemory()
    outcome = await shop.publish(images=["abc.jpg"])
    card = card_of(outcome)
    assert card.image == "abc.jpg"
    assert card.text.split("\n") == [
        "【好物店】等你拍板：发布「夜光乌龟摆件 树脂」",
        "类目：家居摆件",
        "价格：100个起 9.9元，500个起 8.5元",
        "库存：2,000",
        "属性：材质 树脂",
        "成本：5元，按最低价毛利率 41.2%",
        "明天 10:00 前有效",
    ]
    assert buttons(outcome) == {
        "同意": f"ok:{card.approval}",
        "修改": f"edit:{card.approval}",
        "驳回": f"no:{card.approval}",
    }


async def test_the_card_speaks_english() -> None:
    shop = ShopInMemory()
    outcome = await shop.publish(shop.context(shop.actor(lang="en")))
    assert "[好物店] Waiting for you: List “夜光乌龟摆件 树脂”" in card_of(outcome).text
    assert list(buttons(outcome)) == ["Approve", "Edit", "Reject"]


async def test_the_call_is_frozen_with_its_hash() -> None:
    shop = ShopInMemory()
    approval = await shop.approvals.get("demo", await shop.staged())
    assert approval is not None
    assert approval.call_hash == call_hash(approval.call)
    assert approval.call.arguments["title"] == TURTLE["title"]
    assert approval.expires_at - approval.created_at == timedelta(hours=24)
    assert approval.requested_by == "u1"


async def test_a_turn_delivered_again_asks_nothing_new() -> None:
    shop = ShopInMemory()
    context = shop.context(request="c:1")
    first, second = await shop.publish(context), await shop.publish(context)
    assert card_of(first).approval == card_of(second).approval
    assert len(await shop.approvals.waiting("demo")) == 1


async def test_the_same_call_asked_again_takes_the_old_cards_place() -> None:
    shop = ShopInMemory()
    old, new = await shop.staged(), await shop.staged()
    assert (await shop.status(old), await shop.status(new)) == ("superseded", "pending")


async def test_a_similar_listing_is_pointed_out() -> None:
    shop = ShopInMemory()
    await shop.decide(await shop.staged(), "ok")
    assert "店里已有相近的「夜光乌龟摆件 树脂」" in card_of(await shop.publish(title="夜光乌龟摆件")).text


async def test_wrong_arguments_come_back_with_their_names() -> None:
    shop = ShopInMemory()
    outcome = await shop.call("publish_product", {"title": "x"})
    assert isinstance(outcome, Retry)
    assert shop.said(outcome) == "还缺：类目、属性、价格、库存。"
    assert shop.said(await shop.publish(stock="很多")) == "这几项不对，请改一下：库存。"


async def test_what_the_form_lacks_is_named() -> None:
    shop = ShopInMemory()
    assert shop.said(await shop.publish(attributes={})) == "还要填：材质。"


async def test_what_the_form_does_not_have_is_named() -> None:
    shop = ShopInMemory()
    assert shop.said(await shop.publish(attributes={"material": "空气"})) == "材质不能填「空气」，换一个。"
    assert (
        shop.said(await shop.publish(attributes={"material": "树脂", "smell": "香"})) == "smell不能填「香」，换一个。"
    )


async def test_an_unknown_tool_is_said_so() -> None:
    outcome = await ShopInMemory().call("no_tool", {})
    assert isinstance(outcome, Failed)


async def test_a_foreign_shop_is_unknown() -> None:
    shop = ShopInMemory()
    outcome = await shop.publish(shop.context(shop.actor(merchant="nobody")))
    assert isinstance(outcome, Failed)
    assert outcome.reason.key == "gate.no_shop"


async def test_a_read_just_runs() -> None:
    shop = ShopInMemory()
    outcome = await shop.call("list_approvals", {})
    assert isinstance(outcome, Result)
    assert shop.said(outcome) == "0 件等你拍板。"
    assert await shop.audit.entries("demo") == ()
