from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.market import Tier
from core.products import ProductFacts
from intents.product_text import read_answer, read_change, read_product
from tests.intents.product_text_rows import ROWS


def tiers(text: str) -> tuple[Tier, ...]:
    pairs = (pair.split(":") for pair in text.split())
    return tuple(Tier(min_units=int(units), price=Decimal(price)) for units, price in pairs)


@pytest.mark.parametrize(("text", "name", "prices", "least", "stock", "cost"), ROWS)
def test_facts_are_read_as_merchants_write_them(
    text: str, name: str, prices: str, least: int | None, stock: int | None, cost: str
) -> None:
    facts = read_product(text)
    read = (facts.name, facts.tiers, facts.min_order, facts.stock, facts.cost)
    assert read == (name, tiers(prices), least, stock, Decimal(cost) if cost else None)


@pytest.mark.parametrize(
    ("text", "colours"),
    [
        ("乌龟 红蓝两色", ("红色", "蓝色")),
        ("手机壳 颜色黑白粉", ("黑色", "白色", "粉色")),
        ("花盆 白色绿色", ("白色", "绿色")),
        ("颜色：红、绿 灯笼", ("红色", "绿色")),
        ("hair clip, red and blue", ("red", "blue")),
        ("红灯笼 7块", ()),
    ],
)
def test_colours_are_read(text: str, colours: tuple[str, ...]) -> None:
    assert read_product(text).colours == colours


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        ("材质：树脂 9.9元", {"材质": "树脂"}),
        ("加湿器 适用人群:儿童,库存:600", {"适用人群": "儿童"}),
        ("lamp, material: glass, 12 yuan", {"material": "glass"}),
        ("保温杯 500ml", {"容量": "500ml"}),
        ("花瓶 高20cm", {"尺寸": "20cm"}),
        ("towel 35 x 75 cm", {"尺寸": "35x75cm"}),
        ("新品：硅胶手机壳", {}),
    ],
)
def test_labelled_values_and_measures_are_attributes(text: str, attributes: dict[str, str]) -> None:
    assert read_product(text).attributes == attributes


def test_sizes_are_read() -> None:
    assert read_product("T恤 S/M/L 15块").sizes == ("S", "M", "L")


def test_the_command_is_no_part_of_the_text() -> None:
    assert read_product("帮我上架 夜光乌龟").text == "夜光乌龟"


def test_a_bare_number_answers_the_stock() -> None:
    facts = read_answer("2000", "stock")
    assert (facts.stock, facts.tiers) == (2000, ())


@pytest.mark.parametrize(("text", "stock"), [("1万2", 12000), ("三千", 3000), ("库存500", 500), ("有800个", 800)])
def test_stock_is_answered_in_words(text: str, stock: int) -> None:
    assert read_answer(text, "stock").stock == stock


@pytest.mark.parametrize(("text", "price"), [("9.9", "9.9"), ("9块9", "9.9"), ("15", "15"), ("12 yuan", "12")])
def test_a_bare_number_answers_the_price(text: str, price: str) -> None:
    assert read_answer(text, "price").tiers == (Tier(min_units=1, price=Decimal(price)),)


def test_an_answer_may_say_more_than_was_asked() -> None:
    facts = read_answer("9.9元 100个起 库存2000", "price")
    assert (facts.tiers, facts.stock) == (tiers("100:9.9"), 2000)


def test_a_name_is_answered() -> None:
    assert read_answer("夜光乌龟", "name").name == "夜光乌龟"


def test_an_attribute_is_answered_under_its_label() -> None:
    facts = read_answer("树脂", "attribute", "材质")
    assert (facts.attributes, facts.name) == ({"材质": "树脂"}, "")


def test_a_category_is_answered() -> None:
    assert read_answer("玩具摆件", "category").category_hint == "玩具摆件"


def test_later_words_win_and_the_rest_is_kept() -> None:
    facts = read_product("乌龟 9.9元 100个起").merged(read_answer("2000", "stock")).merged(read_answer("8.8", "price"))
    assert (facts.name, facts.stock, str(facts.tiers[0].price), facts.min_order) == ("乌龟", 2000, "8.8", 100)


def test_facts_round_trip_through_json() -> None:
    facts = read_product(ROWS[0][0])
    assert ProductFacts.model_validate_json(facts.model_dump_json()) == facts


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="上架发布元块起批库存成本.0123456789,，: \n+-≥以上个moqyuan龟\x00\x01\x02\x03", max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    assert all(tier.min_units >= 1 for tier in read_product(text).tiers)


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("价格改成8.8", {"tiers": tiers("100:8.8 500:8.5")}),
        ("8.8元", {"tiers": tiers("100:8.8 500:8.5")}),
        ("不是9.9，是8.8元", {"tiers": tiers("100:8.8 500:8.5")}),
        ("9.9改成8块8", {"tiers": tiers("100:8.8 500:8.5")}),
        ("500个以上改成8块", {"tiers": tiers("100:9.9 500:8")}),
        ("1000个以上8块", {"tiers": tiers("100:9.9 500:8.5 1000:8")}),
        ("9元 50个起 200个以上8元", {"tiers": tiers("50:9 200:8"), "min_order": 50}),
        ("起批量改成50个", {"min_order": 50}),
        ("库存改成3000", {"stock": 3000}),
        ("库存换成1万", {"stock": 10000}),
        ("成本是4块", {"cost": Decimal(4)}),
        ("标题改成夜光小乌龟", {"name": "夜光小乌龟"}),
        ("材质换成陶瓷", {"attributes": {"材质": "陶瓷"}}),
        ("change the price to 8.8", {"tiers": tiers("100:8.8 500:8.5")}),
        ("make it 8.8 yuan", {"tiers": tiers("100:8.8 500:8.5")}),
        ("stock to 3000", {"stock": 3000}),
        ("title: little turtle", {"name": "little turtle"}),
        ("title Little turtle", {"name": "Little turtle"}),
        ("call it Little turtle", {"name": "Little turtle"}),
        ("material bamboo", {"attributes": {"material": "bamboo"}}),
        ("change the material from resin to wood", {"attributes": {"material": "wood"}}),
        ("age 6+", {"attributes": {"age": "6+"}}),
        ("便宜点", {}),
        ("算了不改", {}),
    ],
)
def test_a_change_touches_only_what_it_names(text: str, changed: dict[str, object]) -> None:
    known = ProductFacts(name="夜光乌龟", tiers=tiers("100:9.9 500:8.5"), min_order=100, stock=2000)
    assert known.merged(read_change(text)) == known.model_copy(update=changed)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("turtle, age 3+, 9.9 yuan", "3+"),
        ("turtle 9.9 yuan ages 6 and up", "6+"),
        ("turtle, 9.9 yuan, 8 years and older", "8+"),
        ("turtle 9.9 yuan, 3 years warranty", None),
    ],
)
def test_an_age_is_no_tier_and_no_price(text: str, age: str | None) -> None:
    facts = read_product(text)
    assert (facts.name, facts.tiers, facts.attributes.get("age")) == ("turtle", tiers("1:9.9"), age)


def test_prices_before_their_quantities_are_read_in_pairs() -> None:
    facts = read_product("bear, 7.5 yuan, MOQ 10, 6.6 for 60+, 5.8 for 300+, stock 900")
    assert (facts.tiers, facts.stock) == (tiers("10:7.5 60:6.6 300:5.8"), 900)


def test_a_number_is_the_answer_to_what_was_asked() -> None:
    assert read_answer("304", "attribute", "Material").tiers == ()
    assert read_answer("cotton, 3.5 yuan", "attribute", "Material").tiers == tiers("1:3.5")
