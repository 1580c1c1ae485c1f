"""The values found in one text, each with its words."""

from decimal import Decimal

import pytest

from intents.slots import find_slots
from tests.intents.small_shop import LEXICON, NOW, TITLES

ROWS = [
    ("上周义乌的访客", [("window", "上周"), ("region", "义乌"), ("metric", "访客")]),
    ("近30天按渠道看转化率", [("window", "近30天"), ("dimension", "渠道"), ("metric", "转化率")]),
    ("GMV前5的商品", [("metric", "GMV"), ("order", "前"), ("limit", "前5"), ("dimension", "商品")]),
    ("马克杯改成9块9", [("product", "马克杯"), ("money", "9块9")]),
    ("这个月做到50万", [("window", "这个月"), ("number", "50万")]),
    ("转化率低于1%的商品", [("metric", "转化率"), ("percentage", "1%"), ("dimension", "商品")]),
    ("昨天搜索渠道的访客趋势", [("window", "昨天"), ("channel", "搜索"), ("dimension", "渠道"), ("metric", "访客"), ("chart", "趋势")]),
    ("每周一发周报", [("weekday", "每周一")]),
    ("昨天GMV环比", [("window", "昨天"), ("metric", "GMV"), ("compare", "环比")]),
    ("Sales in Yiwu last week", [("metric", "Sales"), ("region", "Yiwu"), ("window", "last week")]),
    ("新客成交额", [("buyer_type", "新客"), ("metric", "成交额")]),
    ("玩具类的销售额", [("text", "玩具"), ("metric", "销售额")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_every_value_is_a_slot_with_its_own_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(slot.kind, slot.text) for slot in find_slots(text, LEXICON, NOW)] == expected


def test_the_longest_name_wins() -> None:
    (slot,) = find_slots("加购率", LEXICON, NOW)
    assert slot.value == "add_to_cart_rate"


def test_a_product_is_found_by_part_of_its_name() -> None:
    (slot,) = find_slots("那个乌龟", LEXICON, NOW)
    assert slot.value == TITLES["p1"]


def test_a_product_whose_name_holds_a_feast_is_no_date() -> None:
    (slot,) = find_slots("圣诞树", LEXICON, NOW)
    assert slot.kind == "product"


def test_an_ordinary_word_is_no_channel() -> None:
    assert find_slots("推荐几款", LEXICON, NOW)[0].kind != "channel"


def test_values_are_typed() -> None:
    slots = {slot.kind: slot.value for slot in find_slots("前三名涨了百分之五，花了300元", LEXICON, NOW)}
    assert slots["limit"] == Decimal(3)
    assert slots["percentage"] == Decimal("0.05")
    assert slots["money"] == Decimal(300)
