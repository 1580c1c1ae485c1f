"""The composition root: every part is made here, by explicit arguments, and joined."""

from dataclasses import dataclass

from adapters.clock import ManualClock, ShiftedClock
from adapters.jobs.inline import InlineJobs
from adapters.sessions import SqlSessions
from autopilot.advance import Advance
from autopilot.due import DueRunner, Handler
from autopilot.figures import Figures
from autopilot.pace import Paces
from autopilot.progress import GoalTexts
from autopilot.push import RETRY, Pusher
from autopilot.report import DailyReport, Report
from autopilot.report_times import DAILY, schedule_report
from autopilot.sync import Sync
from autopilot.upkeep import HOUR, UPKEEP, Upkeep, schedule_upkeep
from bot.front import Front
from bot.lexicons import ShopLexicons
from bot.parts import Data, Stores, all_tools, reading
from core.model import Model
from core.ports import Channel, Jobs, Sessions
from core.records import Shop
from dialogs.act import Actors
from dialogs.assistant import Assistant
from dialogs.colleagues import Colleagues
from dialogs.flows.flow import Flow
from dialogs.flows.goal import GoalFlow
from dialogs.flows.importing import ImportFlow
from dialogs.flows.publish import PublishFlow
from dialogs.listen import Listener
from dialogs.say import Speaker
from dialogs.scene import Scenes
from dialogs.scripts.leading import Leading
from dialogs.scripts.script import load_scripts
from dialogs.second_opinion import SecondOpinion
from tools.approvals import Desk
from tools.gate import Gate
from tools.imports import Tables
from tools.registry import Registry


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
    model: Model | None = None,
) -> App:
    """Join all parts. `sessions` None keeps dialogue state in the database. `model` is closed by who opened it."""
    data = await data.on(stores.market)
    phrases, speaker = data.phrases, Speaker(data.phrases)
    sync = Sync(stores.market, stores.warehouse)
    figures = Figures(data.semantics, stores.warehouse)
    goals = GoalTexts(figures, stores.goals, phrases)
    report = Report(figures, goals, stores.approvals, stores.shops, phrases, stores.imports)
    tools = all_tools(data, stores, goals, report)
    registry = Registry(tools)
    gate = Gate(registry, stores.shops, stores.approvals, stores.calls, stores.audit, phrases, clock)
    desk = Desk(gate, registry, stores.approvals, stores.calls, stores.shops, stores.audit, phrases, clock)
    pusher = Pusher(channel, stores.deliveries, stores.dues, stores.shops, clock)
    daily = DailyReport(report, sync, pusher, stores.shops, clock)
    handlers: dict[str, Handler] = {DAILY: daily.due, UPKEEP: Upkeep(sync, desk).due, RETRY: pusher.again}
    runner = DueRunner(stores.dues, jobs, clock, handlers)
    flows: dict[str, Flow] = {
        "goal": GoalFlow(phrases),
        "publish": PublishFlow(stores.market, phrases),
        "import": ImportFlow(Tables(stores.sheets, stores.blobs), stores.imports, phrases),
    }
    catalogue = data.understander.catalogue
    leading = Leading(load_scripts(), Paces(figures, stores.goals), phrases)
    colleagues = Colleagues(pusher, stores.shops, stores.approvals, speaker)
    lexicons = ShopLexicons(data.semantics, stores.market, stores.imports)
    assistant = Assistant(
        sessions=sessions or SqlSessions(stores.engine),
        scenes=Scenes(stores.shops, stores.approvals, lexicons.of, clock),
        listener=Listener(data.understander, flows),
        actors=Actors(gate, desk, flows, catalogue, stores.questions, colleagues, speaker, contact, leading.scripts),
        routes={intent.name: intent.route for intent in catalogue.intents},
        gate=gate,
        deliveries=stores.deliveries,
        speaker=speaker,
        leading=leading,
        opinion=SecondOpinion(model, catalogue, reading(tools)),
    )
    front = Front(assistant, stores.inbox, channel, stores.deliveries, phrases)
    return App(data, stores, clock, assistant, front, desk, pusher, sync, runner, merchant)


__all__ = ["App", "InlineJobs", "ManualClock", "ShiftedClock", "assemble"]
