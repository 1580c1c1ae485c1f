"""Which option of the marketplace's own forms is meant, in either language."""

from decimal import Decimal

import pytest

from adapters.market.parameters import forms, load_world
from core.market import Category, ProductDraft, Tier
from core.phrases import Lang, load_phrases
from core.products import ProductFacts
from intents.product_text import read_answer, read_product
from tools.products.draft import complete, compose_title, options_in
from tools.products.options import option_meant, option_named
from tools.products.predict import predict
from tools.products.words import say_attributes

CATEGORIES = {one.id: one for one in forms(load_world())}


def field(name: str) -> tuple[Category, int]:
    category, _, attribute = name.partition(".")
    ids = [one.id for one in CATEGORIES[category].attributes]
    return CATEGORIES[category], ids.index(attribute)


def draft(text: str, lang: Lang = "en") -> ProductDraft:
    made = complete(read_product(text), tuple(CATEGORIES.values()), lang)
    assert made.draft is not None, made.missing
    return made.draft


@pytest.mark.parametrize(
    ("name", "said", "option"),
    [
        ("toys.age", "3+", "3岁以上"),
        ("toys.age", "age 3+", "3岁以上"),
        ("toys.age", "ages 3 and up", "3岁以上"),
        ("toys.age", "6 years and older", "6岁以上"),
        ("toys.age", "14", "14岁以上"),
        ("toys.age", "8岁", "8岁以上"),
        ("toys.age", "4", ""),
        ("toys.age", "4岁以上", ""),
        ("socks.length", "mid-calf", "中筒"),
        ("socks.length", "Crew", "中筒"),
        ("socks.length", "crewe", "中筒"),
        ("socks.length", "no show", "船袜"),
        ("socks.length", "中筒的", "中筒"),
        ("socks.people", "for women", "女"),
        ("socks.people", "ladies'", "女"),
        ("socks.people", "men's", "男"),
        ("socks.people", "both", "中性"),
        ("socks.people", "men and women", "中性"),
        ("socks.people", "男女都可以", "中性"),
        ("socks.people", "女的", "女"),
        ("socks.material", "纯棉", "棉"),
        ("socks.material", "cotton and nylon", ""),
        ("cups.material", "304", "304不锈钢"),
        ("cups.material", "stainless steel", ""),
        ("cups.material", "pp plastic", "PP"),
        ("cups.capacity", "500ml", "300-500ml"),
        ("cups.capacity", "12 oz", "300-500ml"),
        ("cups.capacity", "1L", "800ml以上"),
        ("cups.capacity", "Under 300 ml", "300ml以下"),
        ("cups.insulated", "no", "否"),
        ("umbrellas.fold", "3", "三折"),
        ("umbrellas.ribs", "8", "8骨"),
        ("umbrellas.opening", "auto open/close", "全自动"),
        ("kitchen.material", "stainless steel", "不锈钢"),
        ("socks.length", "whatever you like", ""),
    ],
)
def test_an_answer_means_an_option(name: str, said: str, option: str) -> None:
    category, index = field(name)
    assert option_meant(said, category.attributes[index]) == option


@pytest.mark.parametrize(
    ("name", "text", "option"),
    [
        ("socks.length", "women's mid-calf socks", "中筒"),
        ("socks.people", "kids' cartoon socks", "儿童"),
        ("socks.people", "cotton socks for women", "女"),
        ("socks.material", "bamboo fibre socks", "竹纤维"),
        ("jewellery.kind", "steel key ring", "钥匙扣"),
        ("cups.insulated", "mug, no lid", ""),
        ("cups.insulated", "cup, not insulated", "否"),
        ("toys.certificate", "无", ""),
        ("toys.material", "积木玩具", ""),
        ("socks.people", "cotton 袜子 女士", "女"),
    ],
)
def test_a_caption_names_an_option(name: str, text: str, option: str) -> None:
    category, index = field(name)
    assert option_named(text, category.attributes[index], category) == option


@pytest.mark.parametrize("category", CATEGORIES.values(), ids=CATEGORIES)
def test_every_name_that_is_shown_means_its_option(category: Category) -> None:
    for attribute in category.attributes:
        assert len(attribute.english) == len(attribute.options)
        for option, english in zip(attribute.options, attribute.english, strict=True):
            assert english.isascii() or "–" in english
            assert option_meant(english, attribute) == option
            assert option_meant(option, attribute) == option


def test_english_names_are_shown_in_english_and_chinese_ones_kept() -> None:
    made = draft("cotton crew socks, women, 3.5 yuan a pair, MOQ 10, 3 for 100+, stock 5000")
    assert made.attributes == {"material": "棉", "length": "中筒", "people": "女"}
    socks, phrases = CATEGORIES["socks"], load_phrases()
    said = say_attributes(made.attributes, socks, phrases, "en")
    assert said == "Material: Cotton, Length: Crew, Wearer: Women"
    assert say_attributes(made.attributes, socks, phrases, "zh") == "材质 棉，筒高 中筒，适用人群 女"


def test_an_english_title_stays_as_it_was_said() -> None:
    assert draft("glow turtle figurine, resin, 9.9 yuan, MOQ 100, stock 2000, age 3+").title == "glow turtle figurine"
    assert draft("夜光乌龟摆件 resin age 3+ 9.9元 100个起批 库存2000").title == "夜光乌龟摆件 树脂 3岁以上"


def test_yes_and_no_are_no_words_of_a_title() -> None:
    assert compose_title(ProductFacts(name="保温杯"), ("是", "无", "陶瓷")) == "保温杯 陶瓷"


def test_the_choices_are_asked_in_the_merchants_language() -> None:
    bare = read_product("socks, 3.5 yuan, MOQ 10, stock 500")
    english = complete(bare, tuple(CATEGORIES.values()), "en").missing
    assert english[1].options == ("No-show", "Ankle", "Crew", "Knee-high")
    assert load_phrases().speak(english[1].question, "en") == "Which length?"
    assert complete(bare, tuple(CATEGORIES.values()), "zh").missing[1].options == ("船袜", "短筒", "中筒", "长筒")


def test_a_long_answer_that_fits_nothing_is_not_repeated_whole() -> None:
    bare = read_product("socks, cotton, women, 3.5 yuan, MOQ 10, stock 500")
    answered = bare.merged(read_answer("whatever the buyers seem to like best this year", "attribute", "Length"))
    (again,) = complete(answered, tuple(CATEGORIES.values()), "en").missing
    assert load_phrases().speak(again.question, "en") == "“whatever the buyers see…” is not one of these. Which length?"


def test_an_answer_under_a_label_is_not_overruled_by_the_name() -> None:
    facts = read_product("bamboo crew socks, women, 3.5 yuan, MOQ 10, stock 500, material: titanium")
    assert [one.label for one in complete(facts, tuple(CATEGORIES.values()), "en").missing] == ["Material"]


def test_a_number_as_an_answer_is_no_price() -> None:
    facts = ProductFacts(name="cup", tiers=(Tier(min_units=10, price=Decimal(18)),))
    assert facts.merged(read_answer("304", "attribute", "Material")).tiers == facts.tiers


def test_an_option_named_alone_is_a_change() -> None:
    known = ProductFacts(name="cotton crew socks")
    assert options_in("make it for men, knee-high", known, tuple(CATEGORIES.values())) == {
        "length": "长筒",
        "people": "男",
    }


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("PP plastic storage box for kitchen", "storage"),
        ("pencil case", "stationery"),
        ("silicone phone case", "phone"),
        ("water bottle with straw", "cups"),
        ("claw clips", "hair"),
        ("canvas tote bags", "bags"),
        ("stainless steel kitchen knife", "kitchen"),
        ("key ring", "jewellery"),
    ],
)
def test_the_noun_before_for_decides_in_english(text: str, category: str) -> None:
    assert predict(text, text, tuple(CATEGORIES.values())).category == CATEGORIES[category]
