"""The data tools over the tiny shop, asked as a turn asks them."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage import SqlGoals, SqlProofs, SqlWarehouse
from analytics.catalogue import load_semantics
from core.calls import Actor, CallContext, Result
from core.phrases import Lang, load_phrases
from core.ports import Warehouse
from core.query import MetricQuery, Window
from core.records import Goal
from core.replies import Reply
from tests.analytics.shop import EIGHTH, MERCHANT, NINTH, NOW
from tools.explain_change import ExplainChange, ExplainChangeArguments
from tools.query_data import QueryData, QueryDataArguments
from tools.show_proof import ShowProof, ShowProofArguments

YESTERDAY = Window(start=NINTH, end=NINTH)
BOTH = Window(start=EIGHTH, end=NINTH)


@dataclass(frozen=True, slots=True)
class Asking:
    """The three tools of one shop."""

    query_data: QueryData
    explain_change: ExplainChange
    show_proof: ShowProof
    goals: SqlGoals

    async def ask(self, query: MetricQuery, lang: Lang = "zh", chart: str | None = None) -> Result:
        arguments = QueryDataArguments.model_validate({"query": query, "chart": chart})
        return await self.query_data.run(arguments, context(lang))

    async def why(self, query: MetricQuery, lang: Lang = "zh") -> Result:
        return await self.explain_change.run(ExplainChangeArguments(query=query), context(lang))

    async def proof(self, proof: str, merchant: str = MERCHANT) -> Result:
        return await self.show_proof.run(ShowProofArguments(proof=proof), context("zh", merchant))

    async def aim(self, target: int) -> None:
        goal = Goal(
            merchant=MERCHANT,
            month=NINTH.replace(day=1),
            metric="gmv",
            target=Decimal(target),
            set_by="boss",
            set_at=NOW,
        )
        await self.goals.put(goal)


def context(lang: Lang, merchant: str = MERCHANT) -> CallContext:
    return CallContext(Actor(merchant, "boss", "chat", "owner", lang), NOW, "request")


def asking(warehouse: Warehouse | SqlWarehouse, engine: AsyncEngine) -> Asking:
    """The tools over a warehouse, with evidence and goals in a database."""
    semantics = load_semantics().naming("category", {"toys": ("玩具", "Toys"), "socks": ("袜子", "Socks")})
    phrases, proofs, goals = load_phrases(), SqlProofs(engine), SqlGoals(engine)
    return Asking(
        QueryData(semantics, warehouse, proofs, goals, phrases),
        ExplainChange(semantics, warehouse, proofs, phrases),
        ShowProof(proofs, phrases),
        goals,
    )


def only(result: Result) -> Reply:
    (reply,) = result.replies
    return reply
