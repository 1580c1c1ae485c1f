"""The demo shop: writes its whole history, the same for the same arguments."""

from datetime import date

from adapters.market import store
from adapters.market.demo_data import load_demo
from adapters.market.parameters import load_world
from adapters.market.story import demo_history
from adapters.market.tables import metadata
from adapters.storage.engine import open_engine, writing


async def write_demo(url: str, *, merchant: str = "demo", seed: int, days: int, until: date) -> None:
    """Write a shop with a history of `days` days ending with `until` (inclusive), in place of one of that name."""
    shop, books = demo_history(load_world(), load_demo(), merchant, seed, days, until)
    engine = open_engine(url)
    async with writing(engine) as connection:
        await connection.run_sync(metadata.create_all)
        await store.erase(connection, merchant)
        await store.save(connection, shop, books)
    await engine.dispose()
