"""The semantic layer as data."""

import shutil
from pathlib import Path

import pytest

from analytics.catalogue import FOLDER, Semantics, load_semantics
from core.errors import ConfigError

VOCABULARY = [
    "gmv",
    "orders",
    "buyers",
    "units",
    "aov",
    "gmv_per_buyer",
    "visitors",
    "page_views",
    "impressions",
    "click_rate",
    "conversion_rate",
    "add_to_cart",
    "add_to_cart_rate",
    "favourites",
    "inquiries",
    "inquiry_rate",
    "response_time",
    "response_rate",
    "refund_amount",
    "refund_count",
    "refund_rate",
    "repurchase_rate",
    "new_buyers",
    "returning_buyers",
    "ad_spend",
    "ad_impressions",
    "ad_clicks",
    "ad_orders",
    "ad_gmv",
    "roi",
    "ctr",
    "cpc",
    "ad_cost_share",
    "stock",
    "days_of_stock",
    "sell_through",
    "active_products",
    "new_products",
    "products_without_sales",
    "selling_rate",
    "review_score",
    "review_count",
    "gross_profit",
    "gross_margin",
    "gmv_per_visitor",
    "shop_actions",
    "campaigns_enrolled",
]
DIMENSIONS = [
    "product",
    "sku",
    "category",
    "channel",
    "province",
    "city",
    "buyer",
    "buyer_type",
    "buyer_level",
    "ad_campaign",
    "platform_campaign",
    "refund_reason",
    "order_status",
    "hour",
    "weekday",
    "day_type",
    "action_type",
]


def test_the_vocabulary_is_covered(semantics: Semantics) -> None:
    assert set(VOCABULARY) <= set(semantics.metrics)
    assert set(DIMENSIONS) == set(semantics.dimensions)


@pytest.mark.parametrize(
    ("alias", "metric"),
    [
        ("成交额", "gmv"),
        ("卖了多少钱", "gmv"),
        ("流量", "visitors"),
        ("uv", "visitors"),
        ("sales", "gmv"),
        ("roas", "roi"),
    ],
)
def test_people_s_words_stand_for_metrics(semantics: Semantics, alias: str, metric: str) -> None:
    assert semantics.lexicon()[0][alias] == metric


def test_aliases_are_lower_case_and_hidden_metrics_have_none(semantics: Semantics) -> None:
    metrics, dimensions = semantics.lexicon()
    assert all(alias == alias.lower() for alias in (*metrics, *dimensions))
    assert not {"units_30d", "gmv_with_cost"} & set(metrics.values())


def test_every_metric_is_worded_in_both_languages(semantics: Semantics) -> None:
    for metric in semantics.metrics.values():
        assert metric.definition.zh
        assert metric.definition.en
        assert metric.hidden or (metric.aliases.zh and metric.aliases.en)


def test_factors_multiply_to_their_metric(semantics: Semantics) -> None:
    for key, metric in semantics.metrics.items():
        leaves: list[str] = []
        for factor in metric.factors:
            formula = semantics.metrics[factor].formula or factor
            over, _, under = formula.partition(" / ")
            leaves.append(over)
            if under in leaves:
                leaves.remove(under)
        assert leaves == ([key] if metric.factors else []), key


def test_a_category_of_the_shop_can_be_named(semantics: Semantics) -> None:
    named = semantics.naming("category", {"toys": ("玩具", "Toys")})
    assert named.elements()["category"]["玩具"] == "toys"


def _broken(tmp_path: Path, file: str, old: str, new: str) -> Path:
    for path in FOLDER.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("metrics.yaml", "unit: yuan", "unit: dollars", r"metrics.yaml:\d+: gmv.unit: "),
        ("metrics.yaml", "formula: gmv / orders", "formula: gmv / ordres", r"metrics.yaml:\d+: aov: knows no ordres"),
        ("metrics.yaml", "formula: gmv / orders", "formula: gmv of orders", r"metrics.yaml:\d+: aov: not a formula"),
        (
            "metrics.yaml",
            "SUM(lines.units)",
            "SUM(buyers.x) + strange.y",
            r"metrics.yaml:\d+: units: lines has no join",
        ),
        ("metrics.yaml", "    zh: [销量,", "    zh: [成交额,", "stands for both 'gmv' and 'units'"),
        ("metrics.yaml", "orders:\n  zh", "orders\n  zh", "metrics.yaml: not YAML"),
        ("dimensions.yaml", "  en: SKU", "  english: SKU", r"dimensions.yaml:\d+: sku"),
        ("sources.yaml", "    sku: lines.sku", "    skew: lines.sku", r"sources.yaml:\d+: lines: no dimension skew"),
    ],
)
def test_a_broken_catalogue_names_file_and_line(tmp_path: Path, file: str, old: str, new: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        load_semantics(_broken(tmp_path, file, old, new))


def test_the_line_named_is_the_line_at_fault(tmp_path: Path) -> None:
    folder = _broken(tmp_path, "metrics.yaml", "unit: yuan", "unit: dollars")
    lines = (folder / "metrics.yaml").read_text(encoding="utf-8").splitlines()
    with pytest.raises(ConfigError, match=f"metrics.yaml:{lines.index('  unit: dollars') + 1}: gmv.unit"):
        load_semantics(folder)
