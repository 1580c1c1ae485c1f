from decimal import Decimal
from typing import Any

import pytest

from core.market import TITLE_LIMIT, Tier
from core.products import ProductFacts
from tests.fakes.ports import CATEGORIES
from tools.products.draft import complete, compose_title, facts_of, tiers_from


def facts(**said: Any) -> ProductFacts:
    whole = {
        "text": "夜光乌龟摆件 树脂",
        "name": "夜光乌龟摆件",
        "tiers": (Tier(min_units=100, price=Decimal("9.9")),),
        "min_order": 100,
        "stock": 2000,
    }
    return ProductFacts(**{**whole, **said})


def test_a_whole_story_is_a_draft() -> None:
    result = complete(facts(cost=Decimal(5)), CATEGORIES, "zh", ("a.jpg",))
    assert result.draft is not None
    assert result.missing == ()
    assert result.draft.category == "ornaments"
    assert result.draft.attributes == {"material": "树脂"}
    assert result.draft.title == "夜光乌龟摆件 树脂"
    assert (result.draft.images, result.draft.cost) == (("a.jpg",), Decimal(5))


def test_of_nothing_everything_is_asked_in_order() -> None:
    missing = complete(ProductFacts(), CATEGORIES, "zh").missing
    assert [one.field for one in missing] == ["name", "price", "category", "stock"]


def test_required_attributes_come_before_stock() -> None:
    missing = complete(facts(text="", stock=None), CATEGORIES, "zh").missing
    assert [(one.field, one.label) for one in missing] == [("attribute", "材质"), ("stock", "")]
    assert "树脂" in missing[0].options


def test_questions_are_in_the_merchants_language() -> None:
    missing = complete(facts(text=""), CATEGORIES, "en").missing
    assert missing[0].label == "Material"


def test_an_unsure_category_is_asked_with_three() -> None:
    (missing,) = complete(facts(name="棉袜水杯灯", text="棉袜水杯灯"), CATEGORIES, "zh").missing
    assert missing.field == "category"
    assert len(missing.options) == 3


def test_an_unknown_kind_of_thing_may_go_anywhere() -> None:
    missing = complete(facts(name="蓝牙音箱", text="蓝牙音箱"), CATEGORIES, "zh").missing
    assert missing[0].options == tuple(one.zh for one in CATEGORIES)


@pytest.mark.parametrize("hint", ["家居摆件", "Home ornaments", "ornaments", "家具摆件"])
def test_a_chosen_category_is_taken(hint: str) -> None:
    result = complete(facts(name="蓝牙音箱", category_hint=hint), CATEGORIES, "zh")
    assert result.draft is not None
    assert result.draft.category == "ornaments"


def test_the_noun_at_the_end_decides() -> None:
    result = complete(facts(name="水杯摆件"), CATEGORIES, "zh")
    assert result.draft is not None
    assert result.draft.category == "ornaments"


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ({"attributes": {"材质": "树脂"}}, "树脂"),
        ({"attributes": {"Material": "陶瓷的"}}, "陶瓷"),
        ({"text": "glow turtle, resin"}, "树脂"),
        ({"text": "玻璃"}, "玻璃"),
    ],
)
def test_attributes_are_options_word_for_word(said: dict[str, Any], value: str) -> None:
    result = complete(facts(**{"text": "", **said}), CATEGORIES, "zh")
    assert result.draft is not None
    assert result.draft.attributes["material"] == value


def test_a_value_that_is_no_option_is_asked_again() -> None:
    (missing,) = complete(facts(text="", attributes={"材质": "空气"}), CATEGORIES, "zh").missing
    assert missing.question.key == "products.ask_option_again"
    assert missing.question.params["value"] == "空气"


def test_two_materials_are_asked_about() -> None:
    (missing,) = complete(facts(text="树脂 玻璃"), CATEGORIES, "zh").missing
    assert missing.field == "attribute"


def test_open_colours_are_taken_from_the_colours() -> None:
    result = complete(facts(colours=("红色", "蓝色")), CATEGORIES, "zh")
    assert result.draft is not None
    assert result.draft.attributes["colour"] == "红色、蓝色"


def test_forbidden_words_are_left_out_and_said() -> None:
    result = complete(facts(name="国家级夜光乌龟摆件"), CATEGORIES, "zh")
    assert result.draft is not None
    assert result.draft.title == "夜光乌龟摆件 树脂"
    assert result.notes[0].params == {"words": "国家级"}


def test_a_title_keeps_within_the_limit() -> None:
    title = compose_title(facts(name="龟" * 70), ("树脂",))
    assert len(title) <= TITLE_LIMIT


def test_a_title_says_nothing_that_was_not_said() -> None:
    title = compose_title(facts(name="乌龟", colours=("红色",)), ("树脂",))
    assert title == "乌龟 树脂 红色"


def test_the_minimum_order_begins_the_tiers() -> None:
    low = facts(tiers=(Tier(min_units=1, price=Decimal(9)), Tier(min_units=50, price=Decimal(8))), min_order=20)
    assert [(tier.min_units, str(tier.price)) for tier in tiers_from(low)] == [(20, "9"), (50, "8")]
    high = facts(tiers=(Tier(min_units=1, price=Decimal(9)), Tier(min_units=50, price=Decimal(8))), min_order=60)
    assert [(tier.min_units, str(tier.price)) for tier in tiers_from(high)] == [(60, "8")]


def test_a_draft_opened_again_is_the_same_draft() -> None:
    draft = complete(facts(cost=Decimal(5), colours=("红色",)), CATEGORIES, "zh").draft
    assert draft is not None
    assert complete(facts_of(draft), CATEGORIES, "zh").draft == draft


def test_an_edited_material_leaves_nothing_of_the_old_one() -> None:
    draft = complete(facts(), CATEGORIES, "zh").draft
    assert draft is not None
    edited = complete(facts_of(draft).merged(ProductFacts(attributes={"材质": "陶瓷"})), CATEGORIES, "zh").draft
    assert edited is not None
    assert (edited.title, edited.attributes["material"]) == ("夜光乌龟摆件 陶瓷", "陶瓷")
