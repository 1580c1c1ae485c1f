"""The demand model behaves as docs/market.md says it does, over many seeds."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from statistics import mean

import pytest

from adapters.market.content import image_effect, title_effect
from adapters.market.demand import ADS, day_demand
from adapters.market.events import topic_strength
from adapters.market.parameters import World
from adapters.market.seasons import campaigns, category_factor, day_factor, new_year
from adapters.market.state import AdPlan, Listing, Topic
from adapters.market.times import day_number
from core.market import Tier
from tests.adapters.market.shop import fold, listing, live, shop_with, units

START = date(2026, 9, 14)


def sold(world: World, seed: int, change: Listing) -> int:
    return units(live(shop_with(world, seed, START, [change]), world, 14))


def test_a_higher_price_sells_fewer_pieces(world: World) -> None:
    usual, dear = 0, 0
    for seed in range(12):
        usual += sold(world, seed, listing(world, seed, "p0001"))
        raised = listing(world, seed, "p0001")
        raised.tiers = (Tier(min_units=10, price=Decimal("4.00")), Tier(min_units=100, price=Decimal("3.25")))
        dear += sold(world, seed, raised)
    assert 0.45 < dear / usual < 0.85


def ad_clicks(world: World, budget: float) -> float:
    one = listing(world, 1, "p0001")
    one.ad = AdPlan("推广", budget)
    demand = day_demand(shop_with(world, 1, START, [one]), world, day_number(START))
    return float((demand.impressions * demand.click_rate)[0, ADS])


def test_each_further_yuan_of_ads_brings_less(world: World) -> None:
    clicks = [ad_clicks(world, 50.0 * step) for step in range(6)]
    gains = [b - a for a, b in pairwise(clicks)]
    assert clicks[0] == 0
    assert all(a > b > 0 for a, b in pairwise(gains))


def test_ads_bring_visitors_and_cost_no_more_than_their_budget(world: World) -> None:
    one = listing(world, 2, "p0001")
    one.ad = AdPlan("推广", 40.0)
    ads = fold(live(shop_with(world, 2, START, [one]), world, 7)).rows("ads")
    assert len(ads) == 7
    assert all(0 < ad.spend <= 40 for ad in ads)
    assert sum(ad.clicks for ad in ads) > 70


def test_the_effect_of_a_new_title_centres_on_zero(world: World) -> None:
    content = world.parameters.content
    lifts = [
        title_effect(content, seed, "p0001", f"新标题{n}") / title_effect(content, seed, "p0001", "旧标题") - 1
        for seed in range(200)
        for n in range(10)
    ]
    assert abs(mean(lifts)) < 0.02
    assert 0.4 < sum(lift > 0 for lift in lifts) / len(lifts) < 0.6


def test_three_in_ten_image_variants_lift_by_thirty_to_fifty_per_cent_and_the_rest_do_not(world: World) -> None:
    effects = [
        image_effect(world.parameters.content, seed, "p0001", f"{n}.jpg", "0.jpg")
        for seed in range(300)
        for n in range(1, 11)
    ]
    wins = [e for e in effects if e > 1.0]
    assert len(wins) / len(effects) == pytest.approx(0.3, abs=0.03)
    assert all(1.3 <= e <= 1.5 for e in wins)
    assert all(0.75 <= e <= 1.0 for e in effects if e not in wins)
    assert mean(effects) == pytest.approx(1.07, abs=0.02)


def test_the_first_images_are_the_measure(world: World) -> None:
    assert image_effect(world.parameters.content, 1, "p0001", "a.jpg", "a.jpg") == 1.0


def test_nothing_is_sold_without_stock_and_visitors_go(world: World) -> None:
    dry = listing(world, 3, "p0001")
    dry.skus[0].stock = 0
    books = live(shop_with(world, 3, START, [dry]), world, 7)
    full = live(shop_with(world, 3, START, [listing(world, 3, "p0001")]), world, 7)
    assert units(books) == 0
    shown = [sum(row.visitors for row in fold(b).rows("traffic")) for b in (books, full)]
    assert shown[0] < 0.25 * shown[1]


def test_a_campaign_lifts_those_who_take_part(world: World) -> None:
    start = date(2026, 11, 1)
    ratios = []
    for seed in range(6):
        out, enrolled = listing(world, seed, "p0001"), listing(world, seed, "p0001")
        enrolled.enrolled["1111-2026"] = 0.1
        shops = [shop_with(world, seed, start, [x]) for x in (out, enrolled)]
        ratios.append([units(live(shop, world, 8)) for shop in shops])
    assert sum(r[1] for r in ratios) > 1.2 * sum(r[0] for r in ratios)


def test_a_topic_jumps_and_fades(world: World) -> None:
    topic = Topic("t", "热搜", ("捏捏乐",), 100, 110, 6.0, 5.0)
    assert topic_strength(topic, 99) == 0
    assert topic_strength(topic, 100) == pytest.approx(5.0)
    assert topic_strength(topic, 105) == pytest.approx(2.5)
    assert topic_strength(topic, 140) == 0


def test_the_week_and_the_feasts_shape_the_days(world: World) -> None:
    parameters = world.parameters
    feast = new_year(2026)
    assert feast == date(2026, 2, 17)
    assert day_factor(parameters, feast) < 0.3
    assert day_factor(parameters, date(2026, 10, 18)) < day_factor(parameters, date(2026, 10, 20))
    assert day_factor(parameters, date(2026, 11, 11)) > 1.4
    assert day_factor(parameters, date(2026, 6, 18)) > 1.4


def test_umbrellas_sell_in_the_rainy_season(world: World) -> None:
    demand = world.categories["umbrellas"].demand
    assert category_factor(demand, date(2026, 6, 14)) > 1.4
    assert category_factor(demand, date(2026, 12, 20)) < 0.6


def test_the_calendar_knows_the_six_campaigns() -> None:
    assert {c.id for c in campaigns(2026)} == {
        *("nianhuo-2026", "38-2026", "618-2026", "99-2026", "1111-2026", "1212-2026")
    }


def test_new_listings_start_small(world: World) -> None:
    old, new = listing(world, 4, "p0001"), listing(world, 4, "p0001")
    new.listed_at = (day_number(START) - 1) * 86400
    shops = [shop_with(world, 4, START, [x]) for x in (old, new)]
    visitors = [sum(r.visitors for r in fold(live(shop, world, 3)).rows("traffic")) for shop in shops]
    assert visitors[1] < 0.5 * visitors[0]
