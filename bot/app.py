"""The composition root: every part is made here, by explicit arguments, and joined."""

from dataclasses import dataclass, replace
from pathlib import Path

from adapters.blobs import FolderBlobs
from adapters.charts import MatplotlibCharts
from adapters.charts.fonts import chinese_font
from adapters.clock import ManualClock, ShiftedClock
from adapters.jobs.inline import InlineJobs
from adapters.market import SimulatedMarketplace
from adapters.sessions import SqlSessions
from adapters.storage import (
    AsyncEngine,
    SqlApprovals,
    SqlAudit,
    SqlCalls,
    SqlDeliveries,
    SqlDues,
    SqlGoals,
    SqlInbox,
    SqlProofs,
    SqlQuestions,
    SqlShops,
    SqlWarehouse,
    open_engine,
    upgrade,
)
from analytics.catalogue import Semantics, load_semantics
from autopilot.advance import Advance
from autopilot.due import DueRunner, Handler
from autopilot.figures import Figures
from autopilot.goals import DropGoal, SetGoal, ShowGoal
from autopilot.progress import GoalTexts
from autopilot.push import RETRY, Pusher, ShowPush
from autopilot.report import DailyReport, Report
from autopilot.report_times import DAILY, SetReport, schedule_report
from autopilot.sync import Sync
from autopilot.upkeep import HOUR, UPKEEP, Upkeep, schedule_upkeep
from bot.front import Front
from bot.lexicons import ShopLexicons
from core.market import Marketplace
from core.phrases import Phrases, load_phrases
from core.ports import Channel, Jobs, Sessions, Shop
from dialogs.act import Actors
from dialogs.assistant import Assistant
from dialogs.flows.flow import Flow
from dialogs.flows.goal import GoalFlow
from dialogs.flows.publish import PublishFlow
from dialogs.listen import Listener
from dialogs.say import Speaker
from dialogs.scene import Scenes
from intents.classifier import load_classifier
from intents.engine import Understander
from intents.intents import load_catalogue
from tools.approvals import Desk, ListApprovals
from tools.explain_change import ExplainChange
from tools.faq import Faq
from tools.gate import Gate
from tools.products import PublishProduct, PutBackProduct, TakeDownProduct
from tools.query_data import QueryData
from tools.registry import Registry
from tools.shop_settings import Pause, Resume, SetLanguage
from tools.show_proof import ShowProof


@dataclass(frozen=True, slots=True)
class Data:
    """What never changes while we run: catalogues and sentences, read once."""

    phrases: Phrases
    semantics: Semantics
    understander: Understander

    @classmethod
    def load(cls) -> "Data":
        """ConfigError names file and line of what is broken."""
        return cls(load_phrases(), load_semantics(), Understander(load_catalogue(), load_classifier()))

    async def on(self, market: Marketplace) -> "Data":
        """The same with the marketplace's own names for its categories."""
        names = {each.id: (each.zh, each.en) for each in await market.categories()}
        return replace(self, semantics=self.semantics.naming("category", names))


@dataclass(frozen=True, slots=True)
class Stores:
    """The database behind every port, the marketplace, and files."""

    engine: AsyncEngine
    market: SimulatedMarketplace
    shops: SqlShops
    inbox: SqlInbox
    approvals: SqlApprovals
    calls: SqlCalls
    audit: SqlAudit
    proofs: SqlProofs
    goals: SqlGoals
    dues: SqlDues
    deliveries: SqlDeliveries
    questions: SqlQuestions
    warehouse: SqlWarehouse
    blobs: FolderBlobs
    charts: MatplotlibCharts

    @classmethod
    async def open(cls, url: str, folder: Path) -> "Stores":
        """Migrates first. ConfigError says what is wrong with the database or the folder."""
        await upgrade(url)
        engine = open_engine(url)
        return cls(
            engine=engine,
            market=await SimulatedMarketplace.open(url),
            shops=SqlShops(engine),
            inbox=SqlInbox(engine),
            approvals=SqlApprovals(engine),
            calls=SqlCalls(engine),
            audit=SqlAudit(engine),
            proofs=SqlProofs(engine),
            goals=SqlGoals(engine),
            dues=SqlDues(engine),
            deliveries=SqlDeliveries(engine),
            questions=SqlQuestions(engine),
            warehouse=SqlWarehouse(engine),
            blobs=FolderBlobs(folder / "files"),
            charts=MatplotlibCharts(),
        )

    async def close(self) -> None:
        """Let go of files, connections and the drawing process."""
        await self.charts.close()
        await self.warehouse.close()
        await self.market.close()
        await self.engine.dispose()


@dataclass(frozen=True, slots=True)
class App:
    """Everything joined, ready to be given turns."""

    data: Data
    stores: Stores
    clock: ManualClock | ShiftedClock
    assistant: Assistant
    front: Front
    desk: Desk
    pusher: Pusher
    sync: Sync
    runner: DueRunner
    merchant: str

    async def start(self) -> None:
        """Bring the shop up to now, set its due times, then settle what a crash left behind: writes first."""
        await self.live()
        shop = await self.shop()
        await schedule_report(self.stores.dues, shop, self.clock.now())
        await schedule_upkeep(self.stores.dues, self.merchant, self.clock.now() + HOUR)
        await self.stores.deliveries.cut_off()
        await self.recover()
        await self.front.take_up()

    async def tick(self) -> None:
        """What the engine does every few seconds: let the market live, and run what falls due."""
        await self.stores.market.advance(self.clock.now())
        await self.runner.run_due()

    async def live(self) -> None:
        """Let the simulated marketplace live up to now, and copy what it tells."""
        await self.stores.market.advance(self.clock.now())
        await self.sync.run(self.merchant)

    async def recover(self) -> None:
        """Look up writes that a crash cut off, and tell the merchant what became of them."""
        for notice in await self.desk.recover():
            await self.pusher.notify(notice.merchant, notice.chat, notice.key, notice.replies, notice.lang)

    async def shop(self) -> Shop:
        """The shop that is served."""
        shop = await self.stores.shops.get(self.merchant)
        assert shop is not None, f"no shop {self.merchant}"
        return shop

    def advance(self) -> Advance:
        """What moves the simulated clock on."""
        return Advance(self.clock, self.stores.market.advance, self.sync, self.stores.dues, self.runner, self.merchant)


async def assemble(
    data: Data,
    stores: Stores,
    clock: ManualClock | ShiftedClock,
    jobs: Jobs,
    channel: Channel,
    *,
    merchant: str,
    contact: str = "",
    sessions: Sessions | None = None,
) -> App:
    """Join all parts. `sessions` None keeps dialogue state in the database."""
    data = await data.on(stores.market)
    phrases, speaker = data.phrases, Speaker(data.phrases)
    sync = Sync(stores.market, stores.warehouse)
    registry = Registry()
    gate = Gate(registry, stores.shops, stores.approvals, stores.calls, stores.audit, phrases, clock)
    desk = Desk(gate, registry, stores.approvals, stores.calls, stores.shops, stores.audit, phrases, clock)
    figures = Figures(data.semantics, stores.warehouse)
    goals = GoalTexts(figures, stores.goals, phrases)
    reporter = Report(figures, goals, stores.approvals, stores.shops, phrases)
    _register(registry, data, stores, goals, reporter)
    pusher = Pusher(channel, stores.deliveries, stores.dues, stores.shops, clock)
    daily = DailyReport(reporter, sync, pusher, stores.shops, clock)
    handlers: dict[str, Handler] = {
        DAILY: daily.due,
        UPKEEP: Upkeep(sync, desk).due,
        RETRY: pusher.again,
    }
    runner = DueRunner(stores.dues, jobs, clock, handlers)
    flows: dict[str, Flow] = {"goal": GoalFlow(phrases), "publish": PublishFlow(stores.market, phrases)}
    catalogue = data.understander.catalogue
    assistant = Assistant(
        sessions=sessions or SqlSessions(stores.engine),
        scenes=Scenes(stores.shops, stores.approvals, ShopLexicons(data.semantics, stores.market).of, clock),
        listener=Listener(data.understander, flows),
        actors=Actors(gate, desk, flows, catalogue, stores.questions, speaker, contact),
        routes={intent.name: intent.route for intent in catalogue.intents},
        gate=gate,
        deliveries=stores.deliveries,
        speaker=speaker,
    )
    front = Front(assistant, stores.inbox, channel, stores.deliveries, phrases)
    return App(data, stores, clock, assistant, front, desk, pusher, sync, runner, merchant)


def _register(registry: Registry, data: Data, stores: Stores, goals: GoalTexts, reporter: Report) -> None:
    """All tools there are."""
    phrases, semantics, warehouse = data.phrases, data.semantics, stores.warehouse
    for tool in (
        QueryData(semantics, warehouse, stores.proofs, stores.goals, phrases),
        ExplainChange(semantics, warehouse, stores.proofs, phrases),
        ShowProof(stores.proofs, phrases),
        Faq(stores.questions, phrases),
        ShowGoal(goals),
        SetGoal(stores.goals, goals, phrases),
        DropGoal(stores.goals, goals, phrases),
        reporter,
        SetReport(stores.shops, stores.dues, phrases),
        ListApprovals(stores.approvals, stores.shops, phrases),
        PublishProduct(stores.market, phrases),
        TakeDownProduct(stores.market, phrases),
        PutBackProduct(stores.market, phrases),
        SetLanguage(stores.shops, phrases),
        Pause(stores.shops, phrases),
        Resume(stores.shops, phrases),
        ShowPush(stores.deliveries),
    ):
        registry.add(tool)


__all__ = ["App", "Data", "InlineJobs", "ManualClock", "ShiftedClock", "Stores", "assemble", "chinese_font"]
