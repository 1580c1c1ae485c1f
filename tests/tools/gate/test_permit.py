from dataclasses import replace

import pytest

from core.calls import Failed, Role
from tests.fakes.shop import ShopInMemory
from tests.tools.gate.counter import Counter
from tools.gate.permit import MAY_WRITE

WRITES = [
    ("owner", "take_down", "asked"), ("owner", "settings", "done"), ("owner", "goal", "done"), ("owner", "control", "done"), ("owner", "knowledge", "done"),
    ("manager", "take_down", "asked"), ("manager", "settings", "done"), ("manager", "goal", "done"), ("manager", "control", "done"), ("manager", "knowledge", "done"),
    ("staff", "take_down", "asked"), ("staff", "settings", "refused"), ("staff", "goal", "refused"), ("staff", "control", "refused"), ("staff", "knowledge", "refused"),
    ("system", "take_down", "asked"), ("system", "settings", "refused"), ("system", "goal", "refused"), ("system", "control", "refused"), ("system", "knowledge", "refused"),
    ("owner", "other", "asked"), ("manager", "other", "asked"), ("staff", "other", "refused"), ("system", "other", "refused"),
]  # fmt: skip
WAYS = {"result": "done", "approval_needed": "asked", "failed": "refused", "retry": "retry"}


@pytest.mark.parametrize(("role", "kind", "way"), WRITES)
async def test_each_role_writes_what_the_table_says(role: Role, kind: str, way: str) -> None:
    shop = ShopInMemory()
    shop.registry.add(Counter(kind))
    outcome = await shop.call("count", {"by": 1}, shop.context(shop.actor("u9", role)))
    assert WAYS[outcome.kind] == way


@pytest.mark.parametrize("role", list(MAY_WRITE))
async def test_every_role_reads(role: Role) -> None:
    shop = ShopInMemory()
    assert (await shop.call("list_approvals", {}, shop.context(shop.actor("u9", role)))).kind == "result"


async def test_staff_ask_even_where_others_need_not() -> None:
    shop = ShopInMemory(tiers={"publish": "auto"})
    assert (await shop.publish(shop.context(shop.actor("u1")))).kind == "result"
    assert (await shop.publish(shop.context(shop.actor("u3")))).kind == "approval_needed"


async def test_staff_cant_carry_out_what_was_approved() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    await shop.approvals.move("demo", approval, "pending", "approved", by="u1", at=shop.clock.now())
    context = replace(shop.context(shop.actor("u3"), approval), approval=approval)
    outcome = await shop.publish(context)
    assert isinstance(outcome, Failed)
    assert outcome.reason.key == "gate.not_decider"


async def test_never_means_never_even_with_leave() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    shop.tiers["publish"] = "never"
    shop.restart()
    assert "没有办成" in shop.said(await shop.decide(approval, "ok"))
    assert shop.market.writes == 0


async def test_a_paused_shop_stands_still_and_says_how_to_go_on() -> None:
    shop = ShopInMemory()
    paused = await shop.shops.get("demo")
    assert paused is not None
    await shop.shops.put(paused.model_copy(update={"paused": True}))
    outcome = await shop.publish()
    assert isinstance(outcome, Failed)
    assert "/resume" in shop.said(outcome)


async def test_a_paused_shop_can_be_resumed() -> None:
    shop = ShopInMemory()
    shop.registry.add(Counter("control"))
    paused = await shop.shops.get("demo")
    assert paused is not None
    await shop.shops.put(paused.model_copy(update={"paused": True}))
    assert (await shop.call("count", {"by": 1})).kind == "result"
