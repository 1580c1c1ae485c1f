"""Writes: once each, whole or not at all, and seen in the facts."""

import asyncio
import os
import signal
import sqlite3
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.market import SimulatedMarketplace
from core.errors import MarketRefusedError
from core.market import Receipt
from tests.adapters.market.conftest import END
from tests.adapters.market.shop import all_facts, draft


async def test_two_hundred_publications_under_one_id_list_one_product(empty_market: SimulatedMarketplace) -> None:
    done = await asyncio.gather(*(empty_market.publish("shop", draft(), "same") for _ in range(200)))
    assert {product.id for product in done} == {"p0001"}
    assert len(await empty_market.products("shop")) == 1


async def test_two_processes_publish_once_under_one_id(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'market.db'}"
    both = [await SimulatedMarketplace.open(url), await SimulatedMarketplace.open(url)]
    await both[0].open_shop("shop", seed=3, at=END)
    done = await asyncio.gather(*(both[i % 2].publish("shop", draft(), "same") for i in range(40)))
    assert len({product.id for product in done}) == 1
    assert len(await both[1].products("shop")) == 1
    for market in both:
        await market.close()


async def test_a_receipt_tells_what_an_id_did(empty_market: SimulatedMarketplace) -> None:
    assert await empty_market.receipt("shop", "r1") is None
    product = await empty_market.publish("shop", draft(), "r1")
    assert await empty_market.receipt("shop", "r1") == Receipt(request_id="r1", action="publish", product=product.id)
    assert await empty_market.receipt("other", "r1") is None


async def test_a_published_product_gets_visitors_and_loses_them_when_taken_down(
    empty_market: SimulatedMarketplace,
) -> None:
    product = await empty_market.publish("shop", draft(), "r1")
    await empty_market.advance(END + timedelta(days=20))
    await empty_market.take_down("shop", product.id, "r2")
    await empty_market.advance(END + timedelta(days=30))
    folded = await all_facts(empty_market, "shop")
    days = {row.day for row in folded.rows("traffic") if row.impressions > 3}
    taken = (END + timedelta(days=20, hours=8)).date()
    assert len(days) > 15
    assert max(days) <= taken
    assert [a.action_type for a in folded.rows("actions")] == ["publish", "take_down"]
    assert folded.tables["products"][(product.id,)].status == "down"


async def test_a_listing_is_put_back_with_its_id(market: SimulatedMarketplace) -> None:
    down = await market.take_down("demo", "p0001", "r1")
    back = await market.put_back("demo", "p0001", "r2")
    assert (down.status, back.status, down.id) == ("down", "active", back.id)


async def test_a_listing_carries_what_was_published(empty_market: SimulatedMarketplace) -> None:
    wanted = draft()
    await empty_market.publish("shop", wanted, "r1")
    (product,) = await empty_market.products("shop")
    assert (product.title, product.attributes, product.tiers) == (wanted.title, wanted.attributes, wanted.tiers)
    assert (product.stock, product.images, product.listed_at) == (wanted.stock, wanted.images, END)


async def test_an_id_used_for_something_else_is_refused(market: SimulatedMarketplace) -> None:
    await market.take_down("demo", "p0001", "r1")
    with pytest.raises(MarketRefusedError, match="request_reused"):
        await market.put_back("demo", "p0001", "r1")


async def test_a_refused_write_leaves_nothing(empty_market: SimulatedMarketplace) -> None:
    with pytest.raises(MarketRefusedError):
        await empty_market.publish("shop", draft(stock=-1), "r1")
    assert await empty_market.receipt("shop", "r1") is None
    assert await empty_market.products("shop") == ()
    assert await empty_market.facts("shop", None) is None


async def test_shops_do_not_see_each_other(empty_market: SimulatedMarketplace) -> None:
    await empty_market.close_shop("neighbour")
    await empty_market.open_shop("neighbour", seed=4, at=END)
    product = await empty_market.publish("neighbour", draft(), "r1")
    assert await empty_market.products("shop") == ()
    with pytest.raises(MarketRefusedError, match="product_unknown"):
        await empty_market.take_down("shop", product.id, "r2")


PUBLISHING = """
import asyncio, sys
from adapters.market import SimulatedMarketplace
from tests.adapters.market.shop import draft

async def main():
    market = await SimulatedMarketplace.open(sys.argv[1])
    for i in range(100000):
        await market.publish("shop", draft(), f"r{i}")
        print(i, flush=True)

asyncio.run(main())
"""


async def test_a_killed_writer_leaves_whole_writes_only(tmp_path: Path) -> None:
    file = tmp_path / "market.db"
    market = await SimulatedMarketplace.open(f"sqlite+aiosqlite:///{file}")
    await market.open_shop("shop", seed=3, at=END)
    writer = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", PUBLISHING, f"sqlite+aiosqlite:///{file}"),
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert writer.stdout
    for _ in range(25):
        await writer.stdout.readline()
    writer.send_signal(signal.SIGKILL)
    await writer.communicate()
    products = await market.products("shop")
    folded = await all_facts(market, "shop")
    await market.close()
    with sqlite3.connect(file) as connection:
        (receipts,) = connection.execute("SELECT count(*) FROM market_receipts").fetchone()
    connection.close()
    assert len(products) == receipts == len(folded.rows("actions")) == len(folded.rows("products")) >= 25
