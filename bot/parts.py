"""The parts that everything is joined from: catalogues, stores, tools. One of the composition roots."""

from dataclasses import dataclass, replace
from pathlib import Path

from adapters.blobs import FolderBlobs
from adapters.charts import MatplotlibCharts
from adapters.charts.fonts import chinese_font
from adapters.documents.reader import ProcessReader
from adapters.documents.table_reader import ProcessSheetReader
from adapters.market import SimulatedMarketplace
from adapters.storage import (
    AsyncEngine,
    SqlApprovals,
    SqlAudit,
    SqlCalls,
    SqlDeliveries,
    SqlDocuments,
    SqlDues,
    SqlGoals,
    SqlImports,
    SqlInbox,
    SqlModelUses,
    SqlProofs,
    SqlQuestions,
    SqlShops,
    SqlWarehouse,
    open_engine,
    upgrade,
)
from analytics.catalogue import Semantics, load_semantics
from autopilot.goals import DropGoal, SetGoal, ShowGoal
from autopilot.progress import GoalTexts
from autopilot.push import ShowPush
from autopilot.report import Report
from autopilot.report_times import SetReport
from autopilot.sync import Sync
from core.calls import Tool
from core.market import Marketplace
from core.phrases import Phrases, load_phrases
from intents.engine import Understander, load_understander
from intents.intents import load_catalogue
from tools.approvals import ListApprovals
from tools.documents import AddDocument, ListDocuments, RemoveDocument, RestoreDocument
from tools.explain_change import ExplainChange
from tools.faq import Faq, button_questions
from tools.imports import ImportFile, Tables, TakeBackImport
from tools.products import PublishProduct, PutBackProduct, TakeDownProduct
from tools.query_data import QueryData
from tools.shop_settings import Pause, Resume, SetLanguage
from tools.show_proof import ShowProof

__all__ = ["Data", "Stores", "all_tools", "chinese_font", "reading"]


@dataclass(frozen=True, slots=True)
class Data:
    """What never changes while we run: catalogues and sentences, read once."""

    phrases: Phrases
    semantics: Semantics
    understander: Understander

    @classmethod
    def load(cls) -> "Data":
        """ConfigError names file and line of what is broken."""
        return cls(load_phrases(), load_semantics(), load_understander(load_catalogue(), button_questions()))

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
    documents: SqlDocuments
    warehouse: SqlWarehouse
    blobs: FolderBlobs
    charts: MatplotlibCharts
    reader: ProcessReader
    sheets: ProcessSheetReader
    imports: SqlImports
    model_uses: SqlModelUses

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
            documents=SqlDocuments(engine),
            warehouse=SqlWarehouse(engine),
            blobs=FolderBlobs(folder / "files"),
            charts=MatplotlibCharts(),
            reader=ProcessReader(),
            sheets=ProcessSheetReader(),
            imports=SqlImports(engine),
            model_uses=SqlModelUses(engine),
        )

    async def close(self) -> None:
        """Let go of files, connections and the drawing process."""
        await self.charts.close()
        await self.warehouse.close()
        await self.market.close()
        await self.engine.dispose()


def reading(tools: tuple[Tool, ...]) -> frozenset[str]:
    """The names of those that change nothing."""
    return frozenset(tool.name for tool in tools if tool.effect == "read")


def all_tools(data: Data, stores: Stores, goals: GoalTexts, report: Report) -> tuple[Tool, ...]:
    """All tools there are; a new one is added here."""
    phrases, semantics, warehouse = data.phrases, data.semantics, stores.warehouse
    return (
        QueryData(semantics, warehouse, stores.proofs, stores.goals, phrases, stores.imports),
        ExplainChange(semantics, warehouse, stores.proofs, phrases, stores.imports),
        ShowProof(stores.proofs, phrases),
        Faq(stores.questions, phrases, documents=stores.documents),
        ShowGoal(goals),
        SetGoal(stores.goals, goals, phrases),
        DropGoal(stores.goals, goals, phrases),
        report,
        SetReport(stores.shops, stores.dues, phrases),
        ListApprovals(stores.approvals, stores.shops, phrases),
        PublishProduct(stores.market, phrases),
        TakeDownProduct(stores.market, phrases),
        PutBackProduct(stores.market, phrases),
        AddDocument(stores.documents, stores.blobs, stores.reader, phrases),
        ListDocuments(stores.documents, phrases),
        RemoveDocument(stores.documents, phrases),
        RestoreDocument(stores.documents, stores.blobs, stores.reader, phrases),
        ImportFile(stores.imports, Tables(stores.sheets, stores.blobs), stores.blobs, phrases),
        TakeBackImport(stores.imports, Sync(stores.market, warehouse).run, phrases),
        SetLanguage(stores.shops, phrases),
        Pause(stores.shops, phrases),
        Resume(stores.shops, phrases),
        ShowPush(stores.deliveries),
    )
