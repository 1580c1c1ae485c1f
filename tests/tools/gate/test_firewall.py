from typing import Any

import pytest

from core.calls import Failed
from tests.fakes.shop import ShopInMemory
from tools.gate.adlaw import forbidden_words, without_forbidden

WALLS: list[tuple[dict[str, Any], str]] = [
    ({"cost": "8.2"}, "8.5元低于底价8.61元（成本8.2元），不能卖。改到8.61元以上再试。"),
    ({"tiers": [{"min_units": 1, "price": "0"}]}, "价格 0 元不对，要在 0.01 到 100万元之间，最多两位小数。"),
    ({"tiers": [{"min_units": 1, "price": "-3"}]}, "价格 -3 元不对，要在 0.01 到 100万元之间，最多两位小数。"),
    (
        {"tiers": [{"min_units": 1, "price": "9.999"}]},
        "价格 9.999 元不对，要在 0.01 到 100万元之间，最多两位小数。",
    ),
    (
        {"tiers": [{"min_units": 1, "price": "2000000"}]},
        "价格 2000000 元不对，要在 0.01 到 100万元之间，最多两位小数。",
    ),
    (
        {"tiers": [{"min_units": 1, "price": "9"}, {"min_units": 100, "price": "10"}]},
        "100 个以上 10元，没有比前一档便宜。买得越多应越便宜。",
    ),
    ({"cost": "0"}, "成本 0 元不对，要大于 0。"),
    ({"tiers": []}, "没有价格，不能发。"),
    ({"stock": -1}, "库存 -1 不对，要在 0 到 1000万之间。"),
    ({"tiers": [{"min_units": 0, "price": "9"}]}, "起批量要在 1 到 1000万之间。"),
    ({"title": "龟" * 61}, "标题有 61 个字，要在 1 到 60 个字之间。"),
    ({"title": "  "}, "标题有 0 个字，要在 1 到 60 个字之间。"),
    (
        {"title": "国家级最佳乌龟"},
        "标题不能用「国家级、最佳」：《广告法》第九条第三项禁止「国家级」「最高级」「最佳」这类绝对化用语。去掉再发。",
    ),
]


@pytest.mark.parametrize(("changed", "sentence"), WALLS)
async def test_each_wall_says_why(changed: dict[str, Any], sentence: str) -> None:
    shop = ShopInMemory()
    outcome = await shop.publish(**changed)
    assert isinstance(outcome, Failed)
    assert shop.said(outcome) == sentence
    assert await shop.approvals.waiting("demo") == ()


async def test_the_price_floor_itself_is_allowed() -> None:
    shop = ShopInMemory()
    outcome = await shop.publish(cost="8", tiers=[{"min_units": 1, "price": "8.4"}])
    assert outcome.kind == "approval_needed"


async def test_walls_hold_when_it_runs_too() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    stricter = await shop.shops.get("demo")
    assert stricter is not None
    await shop.shops.put(stricter.model_copy(update={"price_floor_share": 2}))
    said = shop.said(await shop.decide(approval, "ok"))
    assert "8.5元低于底价10元" in said
    assert await shop.status(approval) == "failed"
    assert shop.market.writes == 0


FORBIDDEN = [
    "国家级", "最高级保温杯", "最佳", "销量第一", "全网第一", "第 一 品牌", "最·佳礼品", "最-低-价", "顶级", "极品玉石", "No.1 toy",
    "NO1", "the best cup", "world-class lamp", "number one", "独一无二", "史无前例", "绝无仅有", "最便宜", "最先进", "国家领导人同款",
    "ＮＯ．１",
]  # fmt: skip
ALLOWED = [
    "夜光乌龟摆件", "第一次去幼儿园", "最新款", "万能胶", "第一代", "bestie bracelet", "冬季加厚袜", "国潮发夹", "no.12 pen",
    "佳节灯笼", "世界地图", "高级灰毛巾",
]  # fmt: skip


@pytest.mark.parametrize("title", FORBIDDEN)
def test_absolute_claims_are_found(title: str) -> None:
    assert forbidden_words(title)
    assert not forbidden_words(without_forbidden(title))


@pytest.mark.parametrize("title", ALLOWED)
def test_plain_words_are_left_alone(title: str) -> None:
    assert not forbidden_words(title)
    assert without_forbidden(title) == title
