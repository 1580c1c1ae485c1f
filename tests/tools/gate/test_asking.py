from datetime import timedelta

from core.calls import CallContext, Failed, Outcome
from tests.fakes.shop import START, ShopInMemory
from tools.gate import Limits


def by_schedule(shop: ShopInMemory, request: str) -> CallContext:
    return shop.context(shop.actor("plan", "system"), request)


async def ask(shop: ShopInMemory, n: int) -> Outcome:
    return await shop.publish(by_schedule(shop, f"plan-{n}"), title=f"商品 {n}")


async def test_schedules_ask_five_times_a_day() -> None:
    shop = ShopInMemory()
    outcomes = [await ask(shop, n) for n in range(6)]
    assert [outcome.kind for outcome in outcomes] == ["approval_needed"] * 5 + ["failed"]
    assert shop.said(outcomes[-1]) == "今天已经问了 5 次，明天再问。"


async def test_a_new_day_has_new_asks() -> None:
    shop = ShopInMemory(Limits(asks_per_day=1))
    await ask(shop, 1)
    shop.wait(days=1)
    assert (await ask(shop, 2)).kind == "approval_needed"


async def test_schedules_keep_quiet_at_night() -> None:
    shop = ShopInMemory()
    for hour, kind in ((21, "approval_needed"), (22, "failed"), (3, "failed"), (7, "failed"), (8, "approval_needed")):
        shop.clock.advance(START.replace(hour=hour) - shop.clock.now())
        assert (await ask(shop, hour)).kind == kind


async def test_a_person_is_always_answered() -> None:
    shop = ShopInMemory(Limits(asks_per_day=1))
    shop.wait(hours=16)
    for n in range(3):
        assert (await shop.publish(title=f"商品 {n}")).kind == "approval_needed"


async def test_leave_counts_for_the_approved_call_only() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    await shop.approvals.move("demo", approval, "pending", "approved", by="u1", at=shop.clock.now())
    context = CallContext(shop.actor(), shop.clock.now(), approval, approval)
    changed = await shop.publish(context, stock=9)
    assert isinstance(changed, Failed)
    assert changed.reason.key == "gate.no_leave"
    elsewhere = await shop.publish(CallContext(shop.actor(), shop.clock.now(), "another-key", approval))
    assert isinstance(elsewhere, Failed)
    assert shop.market.writes == 0


async def test_a_pending_approval_is_no_leave() -> None:
    shop = ShopInMemory()
    approval = await shop.staged()
    outcome = await shop.publish(CallContext(shop.actor(), shop.clock.now(), approval, approval))
    assert isinstance(outcome, Failed)


async def test_an_expired_request_delivered_again_is_asked_anew() -> None:
    shop = ShopInMemory()
    context = shop.context(request="c:1")
    await shop.publish(context)
    shop.clock.advance(timedelta(hours=25))
    await shop.desk.expire(shop.clock.now())
    assert (await shop.publish(context)).kind == "approval_needed"
    assert len(await shop.approvals.waiting("demo")) == 1
