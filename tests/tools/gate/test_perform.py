import asyncio

import pytest

from core.calls import Failed, Result
from core.errors import InternalError
from tests.fakes.shop import ShopInMemory
from tests.tools.gate.counter import Counter
from tools.gate import Limits


def counting(limits: Limits | None = None) -> tuple[ShopInMemory, Counter]:
    shop, counter = ShopInMemory(limits), Counter()
    shop.registry.add(counter)
    return shop, counter


async def test_the_same_key_runs_once_and_tells_the_same() -> None:
    shop, counter = counting()
    context = shop.context(request="r1")
    first = await shop.call("count", {"by": 2}, context)
    second = await shop.call("count", {"by": 2}, context)
    assert shop.said(first) == shop.said(second) == "=2"
    assert counter.runs == 1


async def test_a_repeat_claims_no_change() -> None:
    shop, _ = counting()
    context = shop.context(request="r1")
    outcomes = [await shop.call("count", {"by": 2}, context) for _ in range(2)]
    assert [len(outcome.changes) for outcome in outcomes if isinstance(outcome, Result)] == [1, 0]


async def test_many_at_once_under_one_key_run_once() -> None:
    shop, counter = counting(Limits(writes_per_minute=1000))
    context = shop.context(request="r1")
    await asyncio.gather(*(shop.call("count", {"by": 1}, context) for _ in range(100)))
    assert counter.runs == 1


async def test_one_key_for_two_calls_is_a_defect() -> None:
    shop, _ = counting()
    context = shop.context(request="r1")
    await shop.call("count", {"by": 1}, context)
    with pytest.raises(InternalError):
        await shop.call("count", {"by": 2}, context)


async def test_the_write_is_on_record_before_anything_is_done() -> None:
    shop, counter = counting()
    counter.fault = "broken"
    with pytest.raises(ZeroDivisionError):
        await shop.call("count", {"by": 1}, shop.context(request="r1"))
    assert await shop.calls.status("r1") == ("started", "")


async def test_a_refusal_of_the_marketplace_is_a_failure_and_stays_one() -> None:
    shop, counter = counting()
    counter.fault = "refused"
    context = shop.context(request="r1")
    assert isinstance(await shop.call("count", {"by": 1}, context), Failed)
    counter.fault = ""
    assert isinstance(await shop.call("count", {"by": 1}, context), Failed)
    assert counter.runs == 1


async def test_an_answer_that_got_lost_is_looked_up_at_once() -> None:
    shop, counter = counting()
    counter.fault = "unknown"
    outcome = await shop.call("count", {"by": 3}, shop.context(request="r1"))
    assert shop.said(outcome) == "=3"
    assert (await shop.calls.status("r1") or ("",))[0] == "executed"


async def test_an_outcome_nobody_knows_stays_open_and_is_not_repeated() -> None:
    shop, counter = counting()
    counter.fault = "lost"
    context = shop.context(request="r1")
    outcome = await shop.call("count", {"by": 3}, context)
    assert "还不知道成没成" in shop.said(outcome)
    assert await shop.calls.status("r1") == ("started", "")
    assert "不会重复做" in shop.said(await shop.call("count", {"by": 3}, context))
    assert counter.runs == 1


async def test_writes_per_minute_are_capped_by_our_clock() -> None:
    shop, counter = counting(Limits(writes_per_minute=3))
    outcomes = [await shop.call("count", {"by": 1}) for _ in range(4)]
    assert [outcome.kind for outcome in outcomes] == ["result"] * 3 + ["failed"]
    shop.wait(minutes=1)
    assert (await shop.call("count", {"by": 1})).kind == "result"
    assert counter.total == 4


async def test_bulk_is_capped() -> None:
    shop, counter = counting(Limits(bulk=2))
    outcome = await shop.call("count", {"by": 1, "products": ["a", "b", "c"]})
    assert shop.said(outcome) == "3 个商品太多，一次最多动 2 个。分几次来。"
    assert counter.runs == 0


async def test_writes_and_refusals_are_in_the_audit() -> None:
    shop, _ = counting()
    await shop.call("count", {"by": 1})
    await shop.call("count", {"by": 1}, shop.context(shop.actor("u3")))
    done, refused = await shop.audit.entries("demo")
    assert (done.action, done.user, done.detail["changes"][0]["after"]) == ("count", "u1", 1)
    assert (refused.user, refused.detail["why"]) == ("u3", "gate.not_allowed")
    assert await shop.audit.verify("demo") is None
