import asyncio

from core.calls import Failed, Result
from tests.fakes.shop import ShopInMemory, buttons, card_of


async def published() -> ShopInMemory:
    shop = ShopInMemory()
    await shop.decide(await shop.staged(), "ok")
    return shop


async def test_taking_down_shows_before_and_after() -> None:
    shop = await published()
    card = card_of(await shop.call("take_down_product", {"product": "P1"}))
    assert card.text.split("\n")[:2] == ["【好物店】等你拍板：下架「夜光乌龟摆件 树脂」", "在售 → 已下架"]


async def test_taken_down_it_can_be_put_back() -> None:
    shop = await published()
    await shop.decide(card_of(await shop.call("take_down_product", {"product": "P1"})).approval, "ok")
    outcome = await shop.decide(card_of(await shop.call("put_back_product", {"product": "P1"})).approval, "ok")
    assert shop.said(outcome) == "已重新上架：夜光乌龟摆件 树脂（编号 P1）。"
    assert shop.market.listings["P1"].status == "active"


async def test_undoing_a_take_down_puts_it_back() -> None:
    shop = await published()
    outcome = await shop.decide(card_of(await shop.call("take_down_product", {"product": "P1"})).approval, "ok")
    await shop.decide(buttons(outcome)["撤销"].removeprefix("undo:"), "undo")
    assert shop.market.listings["P1"].status == "active"


async def test_what_is_down_cant_be_taken_down() -> None:
    shop = await published()
    outcome = await shop.call("put_back_product", {"product": "P1"})
    assert shop.said(outcome) == "「夜光乌龟摆件 树脂」本来就在售，不用动。"


async def test_an_unknown_listing_is_said_so() -> None:
    outcome = await ShopInMemory().call("take_down_product", {"product": "P9"})
    assert isinstance(outcome, Failed)


async def test_an_unknown_category_is_said_so() -> None:
    shop = ShopInMemory()
    assert shop.said(await shop.publish(category="火箭")) == "平台没有「火箭」这个类目，换一个再试。"


async def test_the_whole_change_is_told() -> None:
    shop = ShopInMemory()
    outcome = await shop.decide(await shop.staged(), "ok")
    assert isinstance(outcome, Result)
    (change,) = outcome.changes
    assert (change.kind, change.key, change.before) == ("publish", "P1", None)
    assert change.after["title"] == "夜光乌龟摆件 树脂"


async def test_two_products_publish_beside_each_other() -> None:
    shop = ShopInMemory()
    first, second = await shop.staged(), await shop.staged(title="红灯笼")
    await asyncio.gather(shop.decide(first, "ok", "u1"), shop.decide(second, "ok", "u2"))
    assert {one.title for one in shop.market.listings.values()} == {"夜光乌龟摆件 树脂", "红灯笼"}
