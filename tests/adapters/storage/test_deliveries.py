"""Pushes: claimed before sending, confirmed by the channel's id, never sent twice."""

import asyncio

from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage import SqlDeliveries
from core.charts import ChartSpec, Series
from core.records import Delivery
from core.replies import Button, Chart, Text

REPLIES = (
    Text(text="昨天 3.2万元", buttons=((Button(text="同意", data="ok:a1"),),)),
    Chart(
        text="最近7天",
        spec=ChartSpec(kind="line", title="GMV", labels=("11-19",), series=(Series(name="GMV", values=(1.5,)),)),
    ),
)


def delivery(key: str = "daily:2026-11-20", chat: str = "c1") -> Delivery:
    return Delivery(merchant="demo", chat=chat, key=key, replies=REPLIES)


async def test_a_delivery_comes_back_as_it_was(engine: AsyncEngine) -> None:
    deliveries = SqlDeliveries(engine)
    assert await deliveries.add(delivery())
    assert await deliveries.get("demo", "c1", "daily:2026-11-20") == delivery()
    assert await deliveries.get("other", "c1", "daily:2026-11-20") is None


async def test_a_key_is_added_once_per_chat(engine: AsyncEngine) -> None:
    deliveries = SqlDeliveries(engine)
    assert sum(await asyncio.gather(*(deliveries.add(delivery()) for _ in range(20)))) == 1
    assert await deliveries.add(delivery(chat="c2"))


async def test_one_of_many_senders_claims_it(engine: AsyncEngine) -> None:
    deliveries = SqlDeliveries(engine)
    await deliveries.add(delivery())
    claims = [deliveries.move(delivery(), "pending", "sending") for _ in range(50)]
    assert sum(await asyncio.gather(*claims)) == 1
    assert await deliveries.move(delivery(), "sending", "sent", "m77")
    sent = await deliveries.get("demo", "c1", "daily:2026-11-20")
    assert sent is not None
    assert (sent.status, sent.message) == ("sent", "m77")


async def test_what_a_crash_left_sending_becomes_unknown(engine: AsyncEngine) -> None:
    deliveries = SqlDeliveries(engine)
    for key in ("a", "b", "c"):
        await deliveries.add(delivery(key))
        await deliveries.move(delivery(key), "pending", "sending")
    await deliveries.move(delivery("b"), "sending", "sent", "m1")
    assert await deliveries.cut_off() == 2
    assert [one.key for one in await deliveries.unknown("demo", "c1")] == ["a", "c"]
    assert await deliveries.unknown("demo", "c2") == ()


async def test_pending_ones_come_in_order(engine: AsyncEngine) -> None:
    deliveries = SqlDeliveries(engine)
    for key in ("b", "a", "c"):
        await deliveries.add(delivery(key))
    await deliveries.move(delivery("a"), "pending", "blocked")
    assert [one.key for one in await deliveries.pending()] == ["b", "c"]
