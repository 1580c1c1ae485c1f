"""The demo shop: the same for the same arguments, and the story it tells."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from adapters.market import SimulatedMarketplace
from adapters.market.demo import write_demo
from adapters.market.tables import days
from adapters.storage.engine import open_engine
from tests.adapters.market.conftest import END, UNTIL
from tests.adapters.market.shop import Folded


async def written(path: Path, seed: int) -> list[tuple[int, bytes]]:
    return await written_to(f"sqlite:///{path}", seed)


async def written_to(url: str, seed: int) -> list[tuple[int, bytes]]:
    await write_demo(url, seed=seed, days=5, until=UNTIL)
    engine = open_engine(url)
    query = select(days.c.day, days.c.body).where(days.c.merchant == "demo").order_by(days.c.day)
    async with engine.connect() as connection:
        rows = [(day, body) for day, body in await connection.execute(query)]
    await engine.dispose()
    return rows


async def test_the_same_arguments_write_the_same_bytes(tmp_path: Path) -> None:
    assert await written(tmp_path / "a.db", 5) == await written(tmp_path / "b.db", 5)


async def test_postgresql_is_told_the_same(tmp_path: Path, postgres_url: str) -> None:
    assert await written(tmp_path / "a.db", 5) == await written_to(postgres_url, 5)


async def test_another_seed_writes_another_shop(tmp_path: Path) -> None:
    assert await written(tmp_path / "a.db", 5) != await written(tmp_path / "b.db", 6)


async def test_writing_again_replaces_the_shop(tmp_path: Path) -> None:
    assert await written(tmp_path / "a.db", 5) == await written(tmp_path / "a.db", 5)


def test_the_history_has_every_day_and_ends_with_the_last(told: Folded) -> None:
    found = {row.day for row in told.rows("traffic")}
    assert found == {UNTIL - timedelta(days=i) for i in range(60)}


async def test_facts_are_fresh_to_the_last_midnight(market: SimulatedMarketplace) -> None:
    last = await market.facts("demo", None, 1000)
    assert last is not None
    assert last.as_of == END


def test_the_turtle_becomes_famous_twenty_days_before_the_end(told: Folded) -> None:
    won = UNTIL - timedelta(days=20)
    event = told.tables["events"][("topic-turtle",)]
    assert (event.kind, event.starts) == ("topic", won)
    turtle = next(p for p in told.rows("products") if event.words[0] in p.aliases)

    def visitors(first: date, length: int) -> float:
        window = {first + timedelta(days=i) for i in range(length)}
        rows = (r for r in told.rows("traffic") if r.product == turtle.product and r.day in window)
        return sum(r.visitors for r in rows if r.channel in {"search", "external"}) / length

    before = visitors(won - timedelta(days=14), 14)
    assert 4.5 < visitors(won, 3) / before < 9
    assert visitors(won + timedelta(days=15), 4) / before < 2.5


def test_the_shop_sells_between_eight_and_twenty_thousand_a_day(told: Folded) -> None:
    paid = sum(order.amount for order in told.rows("orders") if order.paid_at)
    assert 8_000 < paid / 60 < 20_000


def test_yiwu_is_the_largest_of_many_cities(told: Folded) -> None:
    cities = [buyer.city for buyer in told.rows("buyers")]
    counts = {city: cities.count(city) for city in cities}
    assert len(counts) >= 40
    assert max(counts, key=lambda city: counts[city]) == "义乌"


def test_the_shelf_has_new_dry_unsold_and_withdrawn_listings(told: Folded) -> None:
    products = told.rows("products")
    sold = {line.product for line in told.rows("lines")}
    assert sum(p.status == "down" for p in products) == 2
    assert any(p.stock == 0 for p in products)
    assert any(p.product not in sold for p in products)
    assert sum(p.listed_on > UNTIL - timedelta(days=30) for p in products) >= 3
    assert 0 < sum(p.cost is None for p in products) < len(products) / 4


def test_the_owner_did_everything_once(told: Folded) -> None:
    kinds = {action.action_type for action in told.rows("actions")}
    assert kinds == {"price", "title", "image", "stock", "ads", "campaign", "publish", "take_down"}


async def test_a_history_without_days_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least one day"):
        await write_demo(f"sqlite+aiosqlite:///{tmp_path / 'a.db'}", seed=1, days=0, until=UNTIL)
