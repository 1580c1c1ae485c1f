"""Proofs, goals, shops, members, unanswered questions."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage import SqlGoals, SqlProofs, SqlQuestions, SqlShops
from core.query import MetricQuery, Window
from core.records import Goal, Member, Proof, Shop, UnansweredQuestion

AT = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
WINDOW = Window(start=date(2026, 11, 19), end=date(2026, 11, 19))
PROOF = Proof(
    query=MetricQuery(metrics=("gmv",), window=WINDOW),
    definitions=(("成交额", "已付款金额"),),
    window=WINDOW,
    freshness=AT,
    sql="SELECT 1",
    columns=("gmv", "n", "name"),
    rows=((1.5, 3, "乌龟"), (None, 0, "")),
)
GOAL = Goal(merchant="demo", month=date(2026, 11, 1), metric="gmv", target=Decimal("500000.00"), set_by="u1", set_at=AT)
SHOP = Shop(merchant="demo", name="义乌好物工厂店", report_at=time(8, 30), price_floor_share=Decimal("1.10"))


async def test_a_proof_comes_back_to_its_own_merchant_only(engine: AsyncEngine) -> None:
    proofs = SqlProofs(engine)
    name = await proofs.put("demo", PROOF)
    assert len(name) <= 16
    assert await proofs.get("demo", name) == PROOF
    assert await proofs.get("other", name) is None


async def test_the_same_proof_twice_has_one_id(engine: AsyncEngine) -> None:
    proofs = SqlProofs(engine)
    assert await proofs.put("demo", PROOF) == await proofs.put("demo", PROOF)


async def test_a_goal_is_found_by_any_day_of_its_month(engine: AsyncEngine) -> None:
    goals = SqlGoals(engine)
    await goals.put(GOAL)
    assert await goals.get("demo", date(2026, 11, 20)) == GOAL
    assert await goals.get("demo", date(2026, 12, 1)) is None


async def test_a_goal_set_again_replaces_the_old_one(engine: AsyncEngine) -> None:
    goals = SqlGoals(engine)
    await goals.put(GOAL)
    sixty = GOAL.model_copy(update={"target": Decimal("600000")})
    await goals.put(sixty)
    assert await goals.get("demo", date(2026, 11, 1)) == sixty


async def test_a_dropped_goal_is_gone(engine: AsyncEngine) -> None:
    goals = SqlGoals(engine)
    await goals.put(GOAL)
    await goals.drop("demo", date(2026, 11, 30))
    assert await goals.get("demo", date(2026, 11, 1)) is None


async def test_a_shop_keeps_its_settings(engine: AsyncEngine) -> None:
    shops = SqlShops(engine)
    await shops.put(SHOP)
    paused = SHOP.model_copy(update={"paused": True})
    await shops.put(paused)
    assert await shops.get("demo") == paused
    assert await shops.get("other") is None
    assert await shops.all() == (paused,)


async def test_members_join_once_and_are_updated(engine: AsyncEngine) -> None:
    shops = SqlShops(engine)
    owner = Member(merchant="demo", user="u1", chat="c1", role="owner")
    clerk = Member(merchant="demo", user="u2", chat="c2", role="staff")
    await shops.join(owner)
    await shops.join(clerk)
    blocked = owner.model_copy(update={"blocked": True, "chat": "c9"})
    await shops.join(blocked)
    assert await shops.members("demo") == (blocked, clerk)
    assert await shops.member("demo", "u2") == clerk
    assert await shops.member("other", "u2") is None


async def test_a_person_belongs_to_the_shop_joined_first(engine: AsyncEngine) -> None:
    shops = SqlShops(engine)
    for merchant in ("zeta", "alpha"):
        await shops.join(Member(merchant=merchant, user="u1", chat="c1", role="owner"))
    assert await shops.shop_of("u1") == "zeta"
    assert await shops.shop_of("stranger") is None


async def test_unanswered_questions_are_kept_in_order(engine: AsyncEngine) -> None:
    questions = SqlQuestions(engine)
    asked = [
        UnansweredQuestion(merchant="demo", at=AT, text=words, lang="zh") for words in ("退货运费谁出", "怎么开票")
    ]
    for question in asked:
        await questions.add(question)
    assert await questions.all("demo") == tuple(asked)
    assert await questions.all("other") == ()
