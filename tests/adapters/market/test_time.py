"""The marketplace's clock: the same facts however time is cut, forwards only, and survivable."""

from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from adapters.market import SimulatedMarketplace
from tests.adapters.market.conftest import END, copy
from tests.adapters.market.shop import Folded, all_facts, draft


async def lived(file: Path, cuts: list[datetime], publish_at: datetime) -> Folded:
    """More than a day of a copy of the demo shop, with something published in between."""
    market = await SimulatedMarketplace.open(f"sqlite+aiosqlite:///{file}")
    for cut in sorted({*cuts, publish_at}):
        await market.advance(cut)
        if cut == publish_at:
            await market.publish("demo", draft(), "r1")
            await market.take_down("demo", "p0002", "r2")
    folded = await all_facts(market, limit_days=7)
    await market.close()
    return folded


@pytest.mark.parametrize("step", [timedelta(hours=1), timedelta(hours=7, minutes=13)])
async def test_cutting_time_differently_gives_the_same_facts(step: timedelta, demo_file: Path, tmp_path: Path) -> None:
    end, publish_at = END + timedelta(hours=29), END + timedelta(hours=15, minutes=20)
    cuts = [END + step * i for i in range(1, int((end - END) / step) + 1)]
    whole = await lived(copy(demo_file, tmp_path / "a.db"), [end], publish_at)
    parts = await lived(copy(demo_file, tmp_path / "b.db"), [*cuts, end], publish_at)
    for name, rows in whole.tables.items():
        assert rows == parts.tables[name], name


async def test_facts_told_hour_by_hour_fold_to_the_same(demo_file: Path, tmp_path: Path) -> None:
    end = END + timedelta(hours=30)
    market = await SimulatedMarketplace.open(f"sqlite+aiosqlite:///{copy(demo_file, tmp_path / 'a.db')}")
    synced, cursor, seen = Folded(), None, []
    for hour in range(31):
        await market.advance(END + timedelta(hours=hour))
        while one := await market.facts("demo", cursor):
            synced.add(one)
            cursor = one.cursor
            seen.append(one.as_of)
    whole = await all_facts(market)
    await market.close()
    assert synced.tables == whole.tables
    assert synced.corrected > 0
    assert seen[-1] == end
    assert all(a < b for a, b in pairwise(seen))


async def test_time_never_goes_back(market: SimulatedMarketplace) -> None:
    await market.advance(END + timedelta(hours=5))
    before = await all_facts(market)
    await market.advance(END + timedelta(hours=2))
    await market.advance(END + timedelta(hours=5))
    assert (await all_facts(market)).tables == before.tables


async def test_nothing_newer_is_none(market: SimulatedMarketplace) -> None:
    one = await market.facts("demo", None, 1000)
    assert one is not None
    assert await market.facts("demo", one.cursor) is None


async def test_a_batch_holds_at_most_the_days_asked_for(market: SimulatedMarketplace) -> None:
    one = await market.facts("demo", None, 3)
    assert one is not None
    assert len({row.day for row in one.traffic}) == 3


async def test_a_naive_time_is_refused(market: SimulatedMarketplace) -> None:
    with pytest.raises(ValueError, match="aware"):
        await market.advance(END.replace(tzinfo=None))


async def test_two_markets_on_one_file_take_turns(demo_file: Path, tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{copy(demo_file, tmp_path / 'a.db')}"
    both = [await SimulatedMarketplace.open(url), await SimulatedMarketplace.open(url)]
    random = Random(1)
    for hour in range(1, 13):
        await random.choice(both).advance(END + timedelta(hours=hour))
    alone = await SimulatedMarketplace.open(f"sqlite+aiosqlite:///{copy(demo_file, tmp_path / 'b.db')}")
    await alone.advance(END + timedelta(hours=12))
    assert (await all_facts(both[0])).tables == (await all_facts(alone)).tables
    for market in (*both, alone):
        await market.close()


async def test_late_corrections_come_under_the_same_key(market: SimulatedMarketplace) -> None:
    folded = await all_facts(market)
    open_orders = [o for o in folded.rows("orders") if o.status == "unpaid"]
    assert open_orders
    await market.advance(END + timedelta(days=4))
    after = await all_facts(market)
    statuses = {after.tables["orders"][(o.order,)].status for o in open_orders}
    assert statuses <= {"paid", "shipped", "done", "cancelled"}
    assert "cancelled" in statuses
